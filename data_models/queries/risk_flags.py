"""What could go wrong, and why do we think so?"""

from dataclasses import dataclass
from datetime import date

from sqlalchemy import ColumnElement, false, literal, select, true
from sqlalchemy.orm import aliased
from sqlmodel import Session, col

from data_models.queries.scope import only_if, source_readable
from data_models.queries.together import Found, Question, picked, together
from data_models.rules.clocks import days_overdue
from data_models.rules.references import Kind, reference
from data_models.tables import Area, Inspection, Person, Programme, RiskFlag
from data_models.visibility import Viewer
from data_models.vocabulary import (
    DatePrecision,
    FlagSource,
    FlagState,
    ImpactLevel,
    Origin,
    Purpose,
    RiskDescriptor,
    RiskTheme,
    Strand,
)


@dataclass(frozen=True)
class FlagRow:
    """One risk with what it rests on. `is_muted` is for this day: a mute that has run out is over by itself.

    `rule_values` are the values that fired the rule, as the rule wrote them; `days_overdue` is of its review. A shared
    screen is sent neither the evidence nor the reasons people gave: these may rest on contacts. `is_withheld` says so.
    """

    id: int
    area_code: str
    area_name: str
    strand: Strand | None
    theme: RiskTheme
    purpose: Purpose
    descriptor: RiskDescriptor
    title: str
    potential_impact: str
    impact_level: ImpactLevel
    evidence: str
    source_kind: FlagSource
    rule_code: str | None
    rule_version: int | None
    rule_values: str
    clears_when: str
    inspection_id: int | None
    programme_name: str | None
    published_on: date | None
    published_precision: DatePrecision | None
    raised_on: date
    raised_by: str | None
    owner_id: int | None
    owner: str | None
    review_on: date
    state: FlagState
    muted_on: date | None
    muted_until: date | None
    mute_reason: str
    muted_by: str | None
    closed_on: date | None
    closed_by: str | None
    close_reason: str
    origin: Origin
    row_version: int
    is_withheld: bool
    is_muted: bool
    days_overdue: int
    days_open: int

    @property
    def reference(self) -> str:
        return reference(Kind.FLAG, self.id)


def flags(
    session: Session,
    viewer: Viewer,
    *,
    on: date,
    area_code: str | None = None,
    strand: Strand | None = None,
    theme: RiskTheme | None = None,
    state: FlagState | None = None,
    descriptor: RiskDescriptor | None = None,
    source_kind: FlagSource | None = None,
    owner_id: int | None = None,
) -> tuple[FlagRow, ...]:
    """Flags: open and not muted first, the gravest first, then the one whose review is due soonest. One statement."""
    asked = {
        RiskFlag.area_code: area_code,
        RiskFlag.strand: strand,
        RiskFlag.theme: theme,
        RiskFlag.state: state,
        RiskFlag.descriptor: descriptor,
        RiskFlag.source_kind: source_kind,
        RiskFlag.owner_id: owner_id,
    }
    where = [col(column) == value for column, value in asked.items() if value is not None]
    return flag_rows(together(session, {"flags": flags_question(viewer, *where)})["flags"], on)


# Free text that people typed about a flag, and that may rest on what they heard in a contact.
TYPED = ("evidence", "mute_reason", "close_reason")


def flags_question(viewer: Viewer, *where: ColumnElement[bool]) -> Question:
    """Flags, but for those that rest on findings this person may not read yet."""
    raiser, owner, muter, closer = aliased(Person), aliased(Person), aliased(Person), aliased(Person)
    is_told = false() if viewer.shared_screen else true()
    return (
        select(
            *picked(RiskFlag, FlagRow, *TYPED),
            *(only_if(is_told, col(getattr(RiskFlag, name))).label(name) for name in TYPED),
            literal(viewer.shared_screen).label("is_withheld"),
            col(Area.short_name).label("area_name"),
            col(Programme.name).label("programme_name"),
            col(Inspection.published_on),
            col(Inspection.published_precision),
            col(raiser.display_name).label("raised_by"),
            col(owner.display_name).label("owner"),
            col(muter.display_name).label("muted_by"),
            col(closer.display_name).label("closed_by"),
        )
        .join(Area, col(RiskFlag.area_code) == col(Area.gss_code))
        .outerjoin(Inspection, col(RiskFlag.inspection_id) == col(Inspection.id))
        .outerjoin(Programme, col(Inspection.programme_id) == col(Programme.id))
        .outerjoin(raiser, col(RiskFlag.raised_by_id) == col(raiser.id))
        .outerjoin(owner, col(RiskFlag.owner_id) == col(owner.id))
        .outerjoin(muter, col(RiskFlag.muted_by_id) == col(muter.id))
        .outerjoin(closer, col(RiskFlag.closed_by_id) == col(closer.id))
        .where(source_readable(viewer, col(RiskFlag.inspection_id)), *where)
    )


def flag_rows(found: list[Found], on: date) -> tuple[FlagRow, ...]:
    rows = [
        FlagRow(
            **one,
            is_muted=_is_muted(one, on),
            days_overdue=days_overdue(one["review_on"], on) if one["state"] is FlagState.OPEN else 0,
            days_open=max(((one["closed_on"] or on) - one["raised_on"]).days, 0),
        )
        for one in found
    ]
    return tuple(sorted(rows, key=_gravest_first))


def _is_muted(one: Found, on: date) -> bool:
    return one["muted_until"] is not None and on <= one["muted_until"] and one["state"] is FlagState.OPEN


GRAVITY = {word: place for place, word in enumerate(reversed(RiskDescriptor))}
IMPACT = {word: place for place, word in enumerate(reversed(ImpactLevel))}


def _gravest_first(row: FlagRow) -> tuple[bool, bool, int, int, date, int]:
    is_closed = row.state is FlagState.CLOSED
    return is_closed, row.is_muted, GRAVITY[row.descriptor], IMPACT[row.impact_level], row.review_on, row.id
