"""Which two days are compared: both are in the address, written as people write days."""

from dataclasses import dataclass
from datetime import date

import streamlit as st
from markupsafe import Markup

from dashboard.components.changes.filters import PATH, written
from dashboard.components.changes.starting_points import is_last_meeting, starting_points
from dashboard.components.choices import Choice, choices
from dashboard.components.links import anchor, link
from dashboard.components.section import soft
from dashboard.components.table import note_filter
from dashboard.session import AddressError, record
from dashboard.text import show
from dashboard.wording import day
from dashboard.written_days import HOW, day_of
from data_models.queries.meetings import ClosedMeeting, last_closed
from data_models.rules.clocks import is_in_reach

NAMES = ("from", "to")
NONE_CLOSED = "No meeting has been closed yet, so nothing can be counted from one."
SINCE_A_MEETING = Markup("What came after {} was closed on {}: {}.")


@dataclass(frozen=True)
class TwoDays:
    """The record at the end of `since`, or where a meeting was closed on that day and `close` says so at its close; and
    at the end of `until`, which may be today, not over yet."""

    since: date
    until: date
    close: ClosedMeeting | None = None

    @property
    def beginning(self) -> str:
        if self.close is None:
            return f"the end of {day(self.since)}"
        return f"the close of {self.close.reference} on {day(self.since)}"

    @property
    def since_change(self) -> int | None:
        return self.close.closed_at_change if self.close else None


def asked_days() -> TwoDays | None:
    """The days that the address asks for; None where it asks for none. AddressError for what cannot be compared."""
    close = _asked_close()
    written_days = {"from": close.closed_on if close else _asked("from"), "to": _asked("to")}
    if not any(written_days.values()):
        return None
    since, until = written_days["from"], written_days["to"] or record().on
    if since is None:
        raise AddressError("Say from which day on.", "See every change", PATH, **dict.fromkeys(NAMES))
    if until > record().on:
        raise AddressError(f"{day(until)} has not come yet.", "Compare with today", PATH, **{"from": since, "to": None})
    if since > until or (since == until and close is None):
        raise AddressError(
            f"{day(since)} is not before {day(until)}, so there is nothing between them.",
            "The other way round" if since > until else "See every change",
            PATH,
            **({"from": until, "to": since} if since > until else dict.fromkeys(NAMES)),
        )
    return TwoDays(since, until, close)


def _asked_close() -> ClosedMeeting | None:
    """The last closed meeting, where the address asks for what came after it. AddressError where there is none."""
    if not is_last_meeting(st.query_params.get("from", "")):
        return None
    close = record().ask(last_closed)
    if close is None:
        raise AddressError(NONE_CLOSED, "See every change", PATH, **dict.fromkeys(NAMES))
    note_filter("from", "from", f"the close of {close.reference}")
    return close


def _asked(name: str) -> date | None:
    said = st.query_params.get(name, "").strip()
    if said and (found := day_of(said, record().on)) is None:
        raise AddressError(f"“{said}” is not a day. {HOW}", "See every change", PATH, **dict.fromkeys(NAMES))
    if said and found is not None and not is_in_reach(found):
        raise AddressError(
            f"The year of “{said}” is a slip: check it.", "See every change", PATH, **dict.fromkeys(NAMES)
        )
    return found if said else None


def ways_in(asked: TwoDays | None) -> None:
    """Every change, or what changed since the last meeting or one of the usual days."""
    on = record().on
    offered = [Choice("Every change", link(PATH), asked is None)]
    offered += [
        Choice(one.words, link(PATH, **{"from": one.written}), asked == TwoDays(one.day, on, one.close))
        for one in starting_points(on, record().ask(last_closed))
    ]
    show(choices("What changed", offered))


def day_boxes(asked: TwoDays) -> None:
    """The usual days, and boxes for two of one's own, as they are written."""
    usual, since, until = st.columns([8, 2, 2], vertical_alignment="bottom")
    with usual:
        ways_in(asked)
    with since:
        since_said = "last meeting" if asked.close else day(asked.since)
        written("from", "From the end of", "like 3 Mar 2026", shown=since_said)
    with until:
        said = day(asked.until) if "to" in st.query_params else ""
        written("to", "To the end of", "today, as it is now", shown=said)
    if asked.close:
        minutes = anchor("its minutes", "meeting", meeting=asked.close.reference)
        show(soft(SINCE_A_MEETING.format(asked.close.reference, day(asked.since), minutes)))


def as_of(on: date) -> date | None:
    """How an address says this day: today is said by saying nothing."""
    return on if on < record().on or record().is_past else None
