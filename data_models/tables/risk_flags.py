"""What could go wrong in an area, raised by a person or by a rule that explains itself."""

from datetime import date

from sqlalchemy import CheckConstraint

from data_models.tables.base import Versioned, key, line, prose, to, word
from data_models.vocabulary import (
    FlagSource,
    FlagState,
    ImpactLevel,
    Origin,
    Purpose,
    RiskDescriptor,
    RiskTheme,
    Strand,
)


class RiskFlag(Versioned, table=True):
    """One row is one risk to good outcomes, with the potential impact that purpose 4 asks for."""

    __tablename__ = "risk_flag"
    __table_args__ = (
        CheckConstraint("potential_impact <> ''", name="impact_is_said"),
        CheckConstraint(
            "state <> 'closed' OR (closed_on IS NOT NULL AND close_reason <> '')", name="closed_has_a_reason"
        ),
        CheckConstraint("muted_until IS NULL OR mute_reason <> ''", name="mute_has_a_reason"),
        CheckConstraint("source_kind <> 'rule' OR rule_code IS NOT NULL", name="rule_is_named"),
    )

    id: int = key()
    area_code: str = to("area.gss_code")
    strand: Strand | None = word(Strand, default=None)
    theme: RiskTheme = word(RiskTheme)
    purpose: Purpose = word(Purpose, default=Purpose.RISKS_AND_IMPACT)
    descriptor: RiskDescriptor = word(RiskDescriptor)
    title: str = line()
    potential_impact: str = prose()
    impact_level: ImpactLevel = word(ImpactLevel)
    evidence: str = prose(default="")
    source_kind: FlagSource = word(FlagSource, default=FlagSource.PERSON)
    rule_code: str | None = line(default=None)
    rule_version: int | None = None
    rule_values: str = prose(default="")
    clears_when: str = prose(default="")
    inspection_id: int | None = to("inspection.id", default=None)
    raised_on: date
    raised_by_id: int | None = to("person.id", default=None)
    owner_id: int | None = to("person.id", default=None)
    review_on: date
    state: FlagState = word(FlagState, default=FlagState.OPEN)
    muted_on: date | None = None
    muted_until: date | None = None
    mute_reason: str = prose(default="")
    muted_by_id: int | None = to("person.id", default=None)
    closed_on: date | None = None
    closed_by_id: int | None = to("person.id", default=None)
    close_reason: str = prose(default="")
    origin: Origin = word(Origin, default=Origin.OFFICE)
