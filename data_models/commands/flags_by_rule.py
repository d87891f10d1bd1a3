"""Flags that a rule raises and clears: each says which rule, which version, what fired it, and what would clear it."""

from dataclasses import dataclass
from datetime import date

from sqlmodel import Session, col

from data_models.commands.checked import Checked
from data_models.commands.found import only, origin_today, rows_of, the
from data_models.errors import CommandRefused
from data_models.queries.record import thresholds
from data_models.rules.risk_flags import Fired, review_due_on
from data_models.tables import Area, Assignment, RiskFlag
from data_models.visibility import SYSTEM, Deed, Viewer, authorise
from data_models.vocabulary import CoverRole, FlagSource, FlagState, ImpactLevel, RiskDescriptor


@dataclass(frozen=True)
class Meaning:
    """What a rule's flag says beside its values. The wording is ours."""

    title: str
    descriptor: RiskDescriptor
    impact_level: ImpactLevel
    potential_impact: str


MEANING: dict[str, Meaning] = {
    "actions-overdue": Meaning(
        "Several promised actions are overdue",
        RiskDescriptor.UNCERTAINTY,
        ImpactLevel.MEDIUM,
        "Improvement that the inspection called for may not reach the people it was meant for.",
    ),
    "plan-overdue": Meaning(
        "The action plan has not arrived",
        RiskDescriptor.UNCERTAINTY,
        ImpactLevel.MEDIUM,
        "Nobody has promised yet what will change, so weaknesses that were found may go on.",
    ),
    "contact-missed": Meaning(
        "No contact for a long time",
        RiskDescriptor.UNCERTAINTY,
        ImpactLevel.LOW,
        "A fall in the quality of social work services could go unnoticed.",
    ),
    "postponed-again": Meaning(
        "An action has been postponed again and again",
        RiskDescriptor.UNCERTAINTY,
        ImpactLevel.MEDIUM,
        "The improvement it promised may never happen.",
    ),
    "weak-twice": Meaning(
        "Weak twice on the same indicator",
        RiskDescriptor.CONCERN,
        ImpactLevel.HIGH,
        "People have gone on receiving a service with important weaknesses since the first evaluation.",
    ),
    "claim-unverified": Meaning(
        "A claim of completion waits for verification",
        RiskDescriptor.UNCERTAINTY,
        ImpactLevel.LOW,
        "What is reported as improved may not have made a difference to people.",
    ),
}


# These rules count over an area: which records fired them changes from day to day.
SPEAKS_OF_THE_AREA = frozenset({"actions-overdue", "contact-missed"})
RECORDS = "records: "


def raise_by_rule(session: Session, *, by: Viewer, on: date, area_code: str, fired: Fired) -> RiskFlag:
    """Raise the flag of a rule that holds, owned by the area's link inspector of today.

    Where the same rule is already open there on the same records, that flag takes the new values and no second one
    is raised. The record's own nightly look (`SYSTEM`) may do this, and whoever may raise a flag in the area.
    """
    _may_apply_rules(by, Deed.RAISE_FLAG, area_code)
    area = the(session, Area, area_code)
    values = "\n".join([*(f"{name}: {value}" for name, value in fired.values), RECORDS + ", ".join(fired.records)])
    flag = _standing(session, area_code, fired) or _new_flag(session, on, area, fired, by.person_id)
    flag.rule_version, flag.rule_values = fired.rule.version, values
    session.add(flag)
    session.flush()
    return flag


def clear_by_rule(session: Session, *, by: Viewer, on: date, flag_id: int, why: str = "") -> RiskFlag:
    """Close a rule's flag because the rule no longer holds. Refused for one that a person raised, and a closed one."""
    flag = session.get(RiskFlag, flag_id)
    _may_apply_rules(by, Deed.CLOSE_FLAG, *((flag.area_code,) if flag else ()))
    flag = the(session, RiskFlag, flag_id)
    if flag.source_kind is not FlagSource.RULE or flag.state is not FlagState.OPEN:
        raise CommandRefused("Only an open flag that a rule raised can be cleared by it. Close this one with a reason.")
    ask = Checked()
    why = ask.text("why", why)
    ask.settle()
    flag.state, flag.closed_on, flag.closed_by_id = FlagState.CLOSED, on, by.person_id
    flag.close_reason = why or f"The rule no longer holds: {flag.clears_when}"
    session.flush()
    return flag


def _may_apply_rules(by: Viewer, deed: Deed, *area_codes: str) -> None:
    if by is not SYSTEM:
        authorise(by, deed, *area_codes)


def _standing(session: Session, area_code: str, fired: Fired) -> RiskFlag | None:
    """The open flag of this rule in this area; on one of the same records, unless the rule speaks of the whole area."""
    found = rows_of(
        session,
        RiskFlag,
        col(RiskFlag.area_code) == area_code,
        col(RiskFlag.rule_code) == fired.rule.code,
        col(RiskFlag.state) == FlagState.OPEN,
    )
    whole_area = fired.rule.code in SPEAKS_OF_THE_AREA
    return next((flag for flag in found if whole_area or set(fired.records) & set(records_of(flag))), None)


def records_of(flag: RiskFlag) -> list[str]:
    """The references of the records that fired a rule's flag."""
    return flag.rule_values.rpartition(RECORDS)[2].split(", ")


def _new_flag(session: Session, on: date, area: Area, fired: Fired, raised_by_id: int | None) -> RiskFlag:
    in_force, meaning = thresholds(session), MEANING[fired.rule.code]
    return RiskFlag(
        area_code=area.gss_code,
        theme=fired.rule.theme,
        purpose=fired.rule.purpose,
        descriptor=meaning.descriptor,
        title=meaning.title,
        potential_impact=meaning.potential_impact,
        impact_level=meaning.impact_level,
        evidence=fired.rule.sentence_for(in_force),
        source_kind=FlagSource.RULE,
        rule_code=fired.rule.code,
        clears_when=fired.rule.cleared_by_for(in_force),
        raised_on=on,
        raised_by_id=raised_by_id,
        owner_id=_link_inspector_of(session, area.gss_code, on),
        review_on=review_due_on(on, in_force),
        origin=origin_today(session),
    )


def _link_inspector_of(session: Session, area_code: str, on: date) -> int | None:
    cover = only(
        session,
        Assignment,
        col(Assignment.area_code) == area_code,
        col(Assignment.role) == CoverRole.LINK_INSPECTOR,
        col(Assignment.starts_on) <= on,
        col(Assignment.ends_on).is_(None) | (col(Assignment.ends_on) >= on),
    )
    return None if cover is None else cover.person_id
