"""Risk flags: raised by people with the potential impact, reviewed, muted for a time, closed with a reason."""

from dataclasses import dataclass
from datetime import date
from typing import Any

from sqlmodel import Session, col

from data_models.commands.checked import Checked
from data_models.commands.consequences import propose
from data_models.commands.editing import UNCHANGED, Unchanged, edit, given
from data_models.commands.found import areas_of, here, only, origin_today, sought, the
from data_models.errors import CommandRefused, Invalid
from data_models.queries.people import everyone, viewer_for
from data_models.queries.record import thresholds
from data_models.rules.monitoring import flag_proposes_monitoring
from data_models.rules.risk_flags import MuteProblem, is_open, mute_problems, review_due_on
from data_models.tables import Area, FormalMonitoring, Inspection, Person, RiskFlag
from data_models.tables.base import PROSE
from data_models.visibility import Deed, Viewer, authorise, may
from data_models.vocabulary import FlagState, ImpactLevel, MonitoringState, Purpose, RiskDescriptor, RiskTheme, Strand

NEEDS_IMPACT = "Say what could happen to people if nothing is done: the potential impact."
NEEDS_TITLE = "Say in a few words what the risk is."
CANNOT_SEE_TO_IT = "{} cannot review a flag of this area. Choose somebody who covers it, or a senior manager."
CLOSED_STAYS = "This flag is closed and stays as it is. If the risk came back, raise a new flag."
WHY_NOT_MUTED = {
    MuteProblem.NO_REASON: ("reason", "Give the reason for muting this flag."),
    MuteProblem.NOT_LATER: ("muted_until", "Choose today or a later day: the flag is back on the day after."),
    MuteProblem.TOO_LONG: ("muted_until", "A flag can be muted for at most {days} days: choose an earlier day."),
}


@dataclass(frozen=True)
class NewFlag:
    """A risk as somebody sees it. Without an owner it is theirs; without a review date it has the usual one."""

    area_code: str
    theme: RiskTheme
    descriptor: RiskDescriptor
    title: str
    potential_impact: str
    impact_level: ImpactLevel
    evidence: str = ""
    strand: Strand | None = None
    purpose: Purpose = Purpose.RISKS_AND_IMPACT
    inspection_id: int | None = None
    owner_id: int | None = None
    review_on: date | None = None


def raise_risk_flag(session: Session, *, by: Viewer, on: date, flag: NewFlag) -> RiskFlag:
    """Raise a risk to good outcomes in an area. In the words "significant concern" it also proposes formal monitoring.

    Refused without a title or a potential impact, with a review date that is past, with an owner who has left or could
    not review it, and for an inspection of another area.
    """
    authorise(by, Deed.RAISE_FLAG, flag.area_code)
    area = the(session, Area, flag.area_code)
    ask = Checked(on)
    title = ask.line("title", flag.title, needed=NEEDS_TITLE)
    potential_impact = ask.text("potential_impact", flag.potential_impact, needed=NEEDS_IMPACT)
    evidence = ask.text("evidence", flag.evidence)
    review_on = flag.review_on or review_due_on(on, thresholds(session))
    ask.that(review_on >= on, "review_on", "Choose today or a later day for the review.")
    ask.in_reach("review_on", review_on)
    ask.that(
        flag.inspection_id is None or area.gss_code in areas_of(session, flag.inspection_id),
        "inspection_id",
        "This inspection was not of this area: choose another one, or none.",
    )
    ask.settle()
    owner_id = by.person_id if flag.owner_id is None else _owner(session, flag.owner_id, area.gss_code, on).id
    raised = RiskFlag(
        area_code=area.gss_code,
        strand=flag.strand,
        theme=flag.theme,
        purpose=flag.purpose,
        descriptor=flag.descriptor,
        title=title,
        potential_impact=potential_impact,
        impact_level=flag.impact_level,
        evidence=evidence,
        inspection_id=None if flag.inspection_id is None else the(session, Inspection, flag.inspection_id).id,
        raised_on=on,
        raised_by_id=by.person_id,
        owner_id=owner_id,
        review_on=review_on,
        origin=origin_today(session),
    )
    session.add(raised)
    session.flush()
    _propose_monitoring(session, raised, on)
    return raised


def review_risk_flag(
    session: Session,
    *,
    by: Viewer,
    on: date,
    flag_id: int,
    next_review_on: date | None = None,
    theme: RiskTheme | Unchanged = UNCHANGED,
    descriptor: RiskDescriptor | Unchanged = UNCHANGED,
    impact_level: ImpactLevel | Unchanged = UNCHANGED,
    title: str | Unchanged = UNCHANGED,
    potential_impact: str | Unchanged = UNCHANGED,
    evidence: str | Unchanged = UNCHANGED,
    expected_version: int | None = None,
) -> RiskFlag:
    """Look at an open flag again: change what is no longer so, and set the next review (by default the usual one).

    Raised to "significant concern" it also proposes formal monitoring. Refused for a closed flag and for a next
    review that is not after today; the same field changed by somebody else meanwhile is a `Conflict`.
    """
    flag = _open_flag(session, by, Deed.REVIEW_FLAG, flag_id)
    next_review_on = next_review_on or review_due_on(on, thresholds(session))
    ask = Checked(on)
    if title is not UNCHANGED:
        title = ask.line("title", title, needed=NEEDS_TITLE)
    if potential_impact is not UNCHANGED:
        potential_impact = ask.text("potential_impact", potential_impact, needed=NEEDS_IMPACT)
    if evidence is not UNCHANGED:
        evidence = ask.text("evidence", evidence)
    ask.that(next_review_on > on, "next_review_on", "Choose a day after today for the next review.")
    ask.in_reach("next_review_on", next_review_on)
    ask.settle()
    changes: dict[str, Any] = given(
        theme=theme,
        descriptor=descriptor,
        impact_level=impact_level,
        title=title,
        potential_impact=potential_impact,
        evidence=evidence,
    )
    edit(session, flag, changes | {"review_on": next_review_on}, opened_on=expected_version)
    session.flush()
    _propose_monitoring(session, flag, on)
    return flag


def change_flag_owner(
    session: Session, *, by: Viewer, on: date, flag_id: int, owner_id: int, expected_version: int | None = None
) -> RiskFlag:
    """Give an open flag to somebody else. Refused for somebody who has left, or who could not review it.

    Where somebody else gave it away meanwhile, it is a `Conflict`.
    """
    flag = _open_flag(session, by, Deed.GIVE_FLAG, flag_id)
    owner = _owner(session, owner_id, flag.area_code, on)
    edit(session, flag, {"owner_id": owner.id}, opened_on=expected_version)
    session.flush()
    return flag


def _owner(session: Session, person_id: int, area_code: str, on: date) -> Person:
    """Somebody who works here and can see to a flag of this area: a flag nobody can review is a flag dropped."""
    person = here(the(session, Person, person_id), on)
    found = viewer_for(everyone(session), person.id, on)
    if found is None or not may(found, Deed.REVIEW_FLAG, frozenset({area_code})):
        raise Invalid({"owner_id": CANNOT_SEE_TO_IT.format(person.display_name)})
    return person


def mute_risk_flag(
    session: Session,
    *,
    by: Viewer,
    on: date,
    flag_id: int,
    muted_until: date,
    reason: str,
    expected_version: int | None = None,
) -> RiskFlag:
    """Quieten an open flag up to and including a day; it stays counted, and is back by itself on the day after.

    Refused without a reason, for a day that is past, and for longer than the setting allows. Where somebody else muted
    it otherwise meanwhile, it is a `Conflict`.
    """
    flag = _open_flag(session, by, Deed.MUTE_FLAG, flag_id)
    in_force = thresholds(session)
    ask = Checked(on)
    reason = ask.text("reason", reason)
    for problem in mute_problems(reason, muted_until, on, in_force):
        field, sentence = WHY_NOT_MUTED[problem]
        ask.that(False, field, sentence.format(days=in_force.flag_mute_days))
    ask.settle()
    edit(session, flag, {"muted_until": muted_until, "mute_reason": reason}, opened_on=expected_version)
    flag.muted_on, flag.muted_by_id = on, by.person_id
    session.flush()
    return flag


def unmute_risk_flag(session: Session, *, by: Viewer, on: date, flag_id: int) -> RiskFlag:
    """Let a muted flag speak again before its day. Refused where it is not muted."""
    flag = _open_flag(session, by, Deed.UNMUTE_FLAG, flag_id)
    if flag.muted_until is None or flag.muted_until < on:
        raise CommandRefused("This flag is not muted, so there is nothing to undo.")
    flag.muted_on, flag.muted_until, flag.mute_reason, flag.muted_by_id = None, None, "", None
    session.flush()
    return flag


def close_risk_flag(session: Session, *, by: Viewer, on: date, flag_id: int, reason: str) -> RiskFlag:
    """Close a flag for good. Refused without a reason, and when it is closed already."""
    flag = _open_flag(session, by, Deed.CLOSE_FLAG, flag_id)
    ask = Checked(on)
    reason = ask.text("reason", reason, needed="Give the reason for closing this flag.")
    ask.settle()
    flag.state, flag.closed_on, flag.closed_by_id, flag.close_reason = FlagState.CLOSED, on, by.person_id, reason
    session.flush()
    return flag


def _open_flag(session: Session, by: Viewer, deed: Deed, flag_id: int) -> RiskFlag:
    flag = sought(session, by, deed, RiskFlag, flag_id, lambda one: (one.area_code,))
    if not is_open(flag.state):
        raise CommandRefused(CLOSED_STAYS)
    return flag


def _propose_monitoring(session: Session, flag: RiskFlag, on: date) -> None:
    """A significant concern goes before a senior manager, once: not where one is already proposed or open."""
    if not flag_proposes_monitoring(flag.descriptor):
        return
    standing = (MonitoringState.PROPOSED, MonitoringState.OPEN)
    of_area = col(FormalMonitoring.area_code) == flag.area_code
    if only(session, FormalMonitoring, of_area, col(FormalMonitoring.state).in_(standing)) is None:
        propose(session, flag.area_code, f"{flag.title}: {flag.potential_impact}"[:PROSE], on, flag.inspection_id)
        session.flush()
