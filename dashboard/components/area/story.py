"""What happened in an area: the timeline as rows and as lanes, the contacts, and who was responsible when."""

from collections.abc import Callable, Iterable
from datetime import date

import pandas as pd
from markupsafe import Markup

from dashboard.charts.timeline import area_timeline
from dashboard.components.chart import show_chart
from dashboard.components.kept import kept
from dashboard.components.links import anchor, link
from dashboard.components.section import section
from dashboard.components.table import Column, table
from dashboard.text import plain, show, words
from dashboard.wording import day, known_day, say
from data_models.queries.areas import AreaPicture, AssignmentRow
from data_models.queries.chronicle import Event, EventKind
from data_models.vocabulary import (
    ContactKind,
    CoverRole,
    FollowUpChoice,
    PracticeState,
    ReviewKind,
    RiskDescriptor,
    ScrutinyBody,
    ScrutinyType,
)

Say = Callable[[Event], str]

# The lane of the chart, and the sentence of the row.
_TOLD: dict[EventKind, tuple[str, Say]] = {
    EventKind.INSPECTION_PUBLISHED: (
        "Reports",
        lambda one: f"{say(ScrutinyType(one.value))} published: {one.subject}",
    ),
    EventKind.REVIEW_SCHEDULED: ("Follow-up", lambda one: f"Progress review scheduled: {one.subject}"),
    EventKind.FOLLOW_UP_DECIDED: (
        "Follow-up",
        lambda one: f"Follow-up decided by the {one.subject}: {say(FollowUpChoice(one.value)).lower()}",
    ),
    EventKind.MONITORING_OPENED: ("Formal monitoring", lambda _: "Formal monitoring opened"),
    EventKind.MONITORING_CLOSED: ("Formal monitoring", lambda _: "Formal monitoring closed"),
    EventKind.FLAG_RAISED: (
        "Risk flags",
        lambda one: f"{say(RiskDescriptor(one.value))} raised: {one.subject}",
    ),
    EventKind.FLAG_CLOSED: ("Risk flags", lambda one: f"Risk flag closed: {one.subject}"),
    EventKind.CONTACT: ("Contacts", lambda one: f"{say(ContactKind(one.value))} ({_purposes(one)})"),
    EventKind.PLAN_REQUESTED: ("Plans", lambda one: f"{one.value.capitalize()} requested: {one.subject}"),
    EventKind.PLAN_RECEIVED: ("Plans", lambda one: f"{one.value.capitalize()} received: {one.subject}"),
    EventKind.PLAN_AGREED: ("Plans", lambda one: f"{one.value.capitalize()} agreed: {one.subject}"),
    EventKind.PLAN_CLOSED: ("Plans", lambda one: f"{one.value.capitalize()} closed: {one.subject}"),
    EventKind.PRACTICE_NOTED: (
        "Good practice",
        lambda one: f"Good practice noted ({say(PracticeState(one.value)).lower()} now): {one.subject}",
    ),
    EventKind.PRACTICE_DISSEMINATED: ("Good practice", lambda one: f"Good practice disseminated: {one.subject}"),
    EventKind.REVIEW_NOTIFIED: (
        "Reviews",
        lambda one: f"{say(ReviewKind(one.value))} notified: {one.subject}",
    ),
    EventKind.COVER_BEGAN: ("Cover", lambda one: f"{say(CoverRole(one.value))}: {one.subject} began"),
    EventKind.COVER_ENDED: ("Cover", lambda one: f"{say(CoverRole(one.value))}: {one.subject} ended"),
    EventKind.TOOK_PART: ("National reviews", lambda one: f"Took part: {one.subject}, {one.value}"),
    EventKind.OTHER_SCRUTINY: (
        "Other bodies",
        lambda one: f"{say(ScrutinyBody(one.value))}: {one.subject}",
    ),
}
_ENDS = {EventKind.MONITORING_OPENED: EventKind.MONITORING_CLOSED, EventKind.COVER_BEGAN: EventKind.COVER_ENDED}
_PAGES: dict[EventKind, Callable[[Event], str]] = {
    EventKind.INSPECTION_PUBLISHED: lambda one: link("inspections", inspection=one.id),
    EventKind.FLAG_RAISED: lambda one: link("risk-flags", flag=one.id),
    EventKind.FLAG_CLOSED: lambda one: link("risk-flags", flag=one.id),
    EventKind.PLAN_REQUESTED: lambda one: link("action-plans", plan=one.id),
    EventKind.PLAN_RECEIVED: lambda one: link("action-plans", plan=one.id),
    EventKind.PLAN_AGREED: lambda one: link("action-plans", plan=one.id),
    EventKind.PLAN_CLOSED: lambda one: link("action-plans", plan=one.id),
}


def _purposes(event: Event) -> str:
    return "purpose " + ", ".join(str(int(one)) for one in event.purposes) if event.purposes else "no purpose"


def timeline_frame(events: Iterable[Event], on: date) -> pd.DataFrame:
    """Dated events in lanes, what lasts as one bar to its end (to `on` while it lasts)."""
    known = [one for one in events if one.on is not None]
    ends = {(one.kind, one.id): one.on for one in known}
    rows = [
        (one.on, _until(one, ends, on), _TOLD[one.kind][0], _TOLD[one.kind][1](one))
        for one in known
        if one.kind not in _ENDS.values()
    ]
    lanes = list(dict.fromkeys(lane for lane, _ in _TOLD.values()))
    ordered = sorted(rows, key=lambda row: lanes.index(row[2]))
    return pd.DataFrame(ordered, columns=["date", "until", "kind", "title"])


def _until(event: Event, ends: dict[tuple[EventKind, int], date | None], on: date) -> date | None:
    if event.kind not in _ENDS or event.on is None:
        return None
    return ends.get((_ENDS[event.kind], event.id)) or max(on, event.on)


def timeline_table(events: Iterable[Event]) -> Markup:
    """Every event, the latest first, what has no date last; the same as the chart and more."""
    latest = sorted(events, key=lambda one: one.on or date.min, reverse=True)
    columns: list[Column[Event]] = [
        Column("When", lambda one: known_day(one.on, one.precision), "date"),
        Column("What happened", _event_words, names_row=True),
    ]
    return table(latest, columns, caption="Timeline, the latest first", empty="Nothing has happened yet.", tall="24rem")


def _event_words(event: Event) -> Markup:
    said = _TOLD[event.kind][1](event)
    address = _PAGES.get(event.kind)
    return Markup('<a href="{}">{}</a>').format(address(event), said) if address else plain(said)


def cover_table(shown: AreaPicture) -> Markup:
    """Who was responsible when, by role, the latest first."""
    columns: list[Column[AssignmentRow]] = [
        Column("Role", lambda one: say(one.role), names_row=True),
        Column("Who", lambda one: one.person),
        Column("From", lambda one: one.starts_on, "date"),
        Column("To", lambda one: day(one.ends_on) if one.ends_on else "now", "date"),
        Column("Why", lambda one: words(one.reason) if one.reason else "", "words"),
    ]
    empty = Markup("Nobody has been assigned to this area yet. {}").format(anchor("See coverage", "coverage"))
    return table(shown.assignments, columns, caption="Who was responsible when", empty=empty)


def show_timeline(shown: AreaPicture, on: date, *, version: str) -> None:
    """What happened, drawn in lanes with the pause of inspections shaded, and row by row under it."""
    rows = kept(f"timeline {shown.area.gss_code}", lambda: timeline_table(shown.chronicle))
    show(section("timeline", "Timeline"))
    show_chart(
        lambda: area_timeline(timeline_frame(shown.chronicle, on), on),
        key="timeline",
        version=version,
        table=rows,
        empty="Nothing with a date has happened yet.",
        wide=1200,
    )
