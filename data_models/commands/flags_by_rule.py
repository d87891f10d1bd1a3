"""Flags that a rule raises and clears: each says which rule, which version, what fired it, and what would clear it."""

from collections.abc import Iterable
from datetime import date

from sqlalchemy import select
from sqlmodel import Session, col

from data_models.commands.checked import Checked
from data_models.commands.found import only, origin_today, row_or_none, rows_of, the
from data_models.errors import CommandRefused
from data_models.queries.record import thresholds
from data_models.rules.flag_firing import Fired
from data_models.rules.flag_values import records_in, with_end, written
from data_models.rules.risk_flags import review_due_on
from data_models.tables import VERSION_TABLES, Area, Assignment, RiskFlag
from data_models.visibility import SYSTEM, Deed, Viewer, authorise
from data_models.vocabulary import CoverRole, FlagSource, FlagState

# What a person may change of a flag in a review. A rule's flag in which somebody did is no longer the rule's to close.
JUDGED = ("theme", "descriptor", "impact_level", "title", "potential_impact", "evidence")


def raise_by_rule(
    session: Session, *, by: Viewer, on: date, area_code: str, fired: Fired, among: Iterable[RiskFlag] | None = None
) -> RiskFlag:
    """Raise the flag of a rule that holds, owned by the area's link inspector of today; without one, by nobody.

    Where the same rule is already open there on the same records, that flag takes the new values and no second one
    is raised. `among` are the open flags that rules raised in the area, where the caller has them. The record's own
    daily look (`SYSTEM`) may do this, and whoever may raise a flag in the area.
    """
    _may_apply_rules(by, Deed.RAISE_FLAG, area_code)
    flag = _standing(fired, open_by_rule(session, area_code) if among is None else among)
    in_force = thresholds(session)
    told = (fired.rule.version, written(fired), fired.rule.cleared_by_for(in_force))
    if flag is None:
        flag = _new_flag(session, on, the(session, Area, area_code), fired, by.person_id)
        session.add(flag)
    elif told == what_it_tells(flag):
        return flag
    flag.rule_version, flag.rule_values, flag.clears_when = told
    session.flush()
    return flag


def what_it_tells(flag: RiskFlag) -> tuple[int | None, str, str]:
    """What a rule tells in its flag, as far as that may change while it is open."""
    return flag.rule_version, flag.rule_values, flag.clears_when


def clear_by_rule(session: Session, *, by: Viewer, on: date, flag_id: int, why: str = "") -> RiskFlag:
    """Close a rule's flag because the rule no longer holds. Refused for one that a person raised, and a closed one.

    A flag that somebody judged for themselves in a review stays open, and says since when the rule does not hold.
    """
    flag = row_or_none(session, RiskFlag, flag_id)
    _may_apply_rules(by, Deed.CLOSE_FLAG, *((flag.area_code,) if flag else ()))
    flag = the(session, RiskFlag, flag_id)
    if flag.source_kind is not FlagSource.RULE or flag.state is not FlagState.OPEN:
        raise CommandRefused("Only an open flag that a rule raised can be cleared by it. Close this one with a reason.")
    ask = Checked(on)
    why = ask.text("why", why)
    ask.settle()
    if _is_somebodys(session, flag):
        flag.rule_values = with_end(flag.rule_values, on)
    else:
        flag.state, flag.closed_on, flag.closed_by_id = FlagState.CLOSED, on, by.person_id
        flag.close_reason = why or f"The rule no longer holds: {flag.clears_when}"
    session.flush()
    return flag


def open_by_rule(session: Session, *area_codes: str) -> list[RiskFlag]:
    """The open flags that rules raised in these areas, or anywhere."""
    here = [col(RiskFlag.area_code).in_(area_codes)] if area_codes else []
    is_open = col(RiskFlag.state) == FlagState.OPEN
    return rows_of(session, RiskFlag, col(RiskFlag.source_kind) == FlagSource.RULE, is_open, *here)


def _standing(fired: Fired, flags: Iterable[RiskFlag]) -> RiskFlag | None:
    """The open flag of this rule among those of an area; on one of the same records, unless the rule is of the area."""
    same = (one for one in flags if one.rule_code == fired.rule.code)
    return next(
        (one for one in same if fired.rule.of_area or set(fired.records) & set(records_in(one.rule_values))), None
    )


def _may_apply_rules(by: Viewer, deed: Deed, *area_codes: str) -> None:
    if by is not SYSTEM:
        authorise(by, deed, *area_codes)


def _is_somebodys(session: Session, flag: RiskFlag) -> bool:
    """Whether anything that a person judges is otherwise than the rule put it when it raised the flag."""
    past = VERSION_TABLES["risk_flag"]
    raised = session.connection().execute(select(past).where(past.c.id == flag.id, past.c.row_version == 1)).first()
    return raised is not None and any(getattr(flag, name) != getattr(raised, name) for name in JUDGED)


def _new_flag(session: Session, on: date, area: Area, fired: Fired, raised_by_id: int | None) -> RiskFlag:
    in_force, rule = thresholds(session), fired.rule
    return RiskFlag(
        area_code=area.gss_code,
        theme=rule.theme,
        purpose=rule.purpose,
        descriptor=rule.descriptor,
        title=rule.title,
        potential_impact=rule.potential_impact,
        impact_level=rule.impact_level,
        evidence=rule.sentence_for(in_force),
        source_kind=FlagSource.RULE,
        rule_code=rule.code,
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
