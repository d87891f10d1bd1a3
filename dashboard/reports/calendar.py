"""What somebody owes and the meetings to come, as a calendar. A calendar is kept by other people's servers and shown on
locked telephones: it names the kind of clock, the area and the reference, and nothing that anybody wrote or found."""

from collections.abc import Iterable, Mapping
from datetime import date, datetime, timedelta

from icalendar import Calendar, Event

from data_models.queries.calendar_feeds import MeetingToCome
from data_models.rules.matters import NOWHERE, Matter
from data_models.vocabulary import MatterKind

DOMAIN = "link-inspector-dashboard"
REFRESHED = timedelta(hours=6)
# What a clock is called where anybody may see it. Steps of an inspection are not told apart, an embargo least of all.
CALLED: dict[MatterKind, str] = {
    MatterKind.DECISION_OWED: "Follow-up decision due",
    MatterKind.INTENTION_MISSING: "Intention or timescale to be recorded",
    MatterKind.FOLLOW_UP_DUE: "Follow-up window ends",
    MatterKind.NO_FOLLOW_UP_REVIEW: "Decision not to follow up: review due",
    MatterKind.MONITORING_PROPOSED: "Formal monitoring to be decided",
    MatterKind.MONITORING_REVIEW: "Formal monitoring update due",
    MatterKind.PLAN_DUE: "Action plan due",
    MatterKind.PLAN_TO_JUDGE: "Action plan to be judged",
    MatterKind.PLAN_TO_SETTLE: "Action plan to be agreed or returned",
    MatterKind.PLAN_TO_CLOSE: "Action plan without open actions",
    MatterKind.PLAN_TO_SIGN_OFF: "Action plan to be signed off",
    MatterKind.ACTION_DUE: "Action due",
    MatterKind.CLAIM_TO_VERIFY: "Claim of completion to be verified",
    MatterKind.DISPUTE_TO_SETTLE: "Disputed completion to be settled",
    MatterKind.SELF_EVALUATION_DUE: "Self-evaluation due",
    MatterKind.VALIDATION_ANSWER_DUE: "Answer to a validated self-evaluation due",
    MatterKind.PRACTICE_TO_VALIDATE: "Good practice to be validated",
    MatterKind.FLAG_REVIEW: "Risk flag: review due",
    MatterKind.FLAG_OPEN: "Risk flag open",
    MatterKind.CONTACT_DUE: "Contact due",
    MatterKind.PURPOSE_UNTOUCHED: "A purpose not touched for long",
    MatterKind.COVER_GAP: "A post without anyone",
    MatterKind.MILESTONE_DUE: "Step of an inspection due",
    MatterKind.NEXT_STEP_MISSING: "Inspection without a next step",
    MatterKind.REVIEW_DECISION_AWAITED: "Decision on a review awaited",
    MatterKind.REVIEW_REPORT_DUE: "Report of a review due",
    MatterKind.REVIEW_FEEDBACK_DUE: "Our feedback on a review due",
    MatterKind.MEETING_ACTION_DUE: "Action given in a meeting due",
}
MEETING = "Meeting"
# Where the reference is no number of ours: the area's code again, or what another body calls a review.
UNNAMED = frozenset(
    {
        MatterKind.CONTACT_DUE,
        MatterKind.PURPOSE_UNTOUCHED,
        MatterKind.COVER_GAP,
        MatterKind.REVIEW_DECISION_AWAITED,
        MatterKind.REVIEW_REPORT_DUE,
        MatterKind.REVIEW_FEEDBACK_DUE,
    }
)


def as_ics(
    owner: str,
    matters: Iterable[Matter],
    meetings: Iterable[MeetingToCome],
    areas: Mapping[str, str],
    changed_at: datetime,
) -> bytes:
    """Every clock with a date, and every meeting, as a whole day of its own. `changed_at` is that of the record's
    newest change: a calendar fetched again of the same record is the same."""
    calendar = Calendar()
    for name, value in (
        ("prodid", f"-//{DOMAIN}//EN"),
        ("version", "2.0"),
        ("calscale", "GREGORIAN"),
        ("method", "PUBLISH"),
        ("x-wr-calname", f"Clocks and meetings of {owner}"),
    ):
        calendar.add(name, value)
    calendar.add("refresh-interval", REFRESHED, parameters={"VALUE": "DURATION"})
    for matter in matters:
        if matter.due_on is not None:
            calendar.add_component(_event(uid_of(matter), matter.due_on, _said(matter, areas), changed_at))
    for one in meetings:
        uid, said = f"meeting-{one.id}@{DOMAIN}", f"{MEETING} ({one.reference})"
        calendar.add_component(_event(uid, one.held_on, said, changed_at))
    written: bytes = calendar.to_ical()
    return written


def _event(uid: str, on: date, said: str, changed_at: datetime) -> Event:
    event = Event()
    event.add("uid", uid)
    event.add("dtstamp", changed_at)
    event.add("dtstart", on)
    event.add("dtend", on + timedelta(days=1))
    event.add("summary", said)
    event.add("transp", "TRANSPARENT")
    return event


def _said(matter: Matter, areas: Mapping[str, str]) -> str:
    where = "" if matter.area_code == NOWHERE else f": {areas[matter.area_code]}"
    reference = "" if matter.kind in UNNAMED else f" ({matter.reference})"
    return f"{CALLED[matter.kind]}{where}{reference}"


def uid_of(matter: Matter) -> str:
    """The same for the same clock for as long as it runs, also when its day is moved."""
    parts = (matter.kind, matter.area_code, matter.record_id, matter.role, matter.purpose)
    return "-".join(str(getattr(one, "value", one)) for one in parts if one is not None) + f"@{DOMAIN}"
