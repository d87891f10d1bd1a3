"""The open record during one run of a page: which database, who is looking, as of when. The only caching is here."""

import logging
from collections.abc import Callable, Iterator
from contextlib import ExitStack, contextmanager, nullcontext
from contextvars import ContextVar
from dataclasses import dataclass, field, replace
from datetime import UTC, date, datetime, time, timedelta
from typing import Any, TypeVar
from zoneinfo import ZoneInfo

import streamlit as st
from sqlalchemy import Engine
from sqlmodel import Session as Session

from dashboard import register
from dashboard.environment import database_url, find_seal_key, wants_demonstration
from dashboard.sign_in import Claim
from data_models import past, schema, seals
from data_models.database import build_engine, ping, reading, unit_of_work
from data_models.errors import NotAllowed, RecordError
from data_models.past import Moment
from data_models.queries.record import Head, head, thresholds
from data_models.rules.settings import Thresholds
from data_models.visibility import Deed, Viewer
from data_models.vocabulary import Origin

log = logging.getLogger("link_inspector.session")
LONDON = ZoneInfo("Europe/London")
# How many answers are kept. One is a few kilobytes; a busy day asks some hundreds of different questions.
ANSWERS_KEPT = 1000
Answer = TypeVar("Answer")
BACK_TO_TODAY = ("Look at today", "")


class AddressError(RecordError):
    """The address asks for something that is not there; `str()` of it says so, the rest is the way back.

    `path` is the page to go on from (the role's own landing page when empty), with these parameters changed.
    """

    def __init__(self, sentence: str, label: str = "Go on from here", path: str = "", **params: object) -> None:
        self.label, self.path, self.params = label, path, params
        super().__init__(sentence)


@st.cache_resource(show_spinner=False)
def engine() -> Engine:
    """The one engine of this process."""
    find_seal_key()
    return build_engine(database_url())


@st.cache_resource(show_spinner=False, max_entries=ANSWERS_KEPT)
def _answer(key: str, _ask: Callable[[], Any]) -> Any:  # noqa: ARG001 the cache looks an answer up by its key
    """An answer is kept under everything it depends on, so it is never stale and never has to be thrown away."""
    return _ask()


def now() -> datetime:
    """This moment in Scotland."""
    return datetime.now(LONDON)


def today() -> date:
    """The day in Scotland."""
    return now().date()


@dataclass
class Record:
    """The record as one run of a page sees it: one moment, one viewer."""

    head: Head
    on: date
    as_of: date | None
    viewer: Viewer
    _live: Session
    _engine: Engine
    _stack: ExitStack
    _past: Session | None = field(default=None)
    _past_change: int | None = field(default=None)
    # Whether the page has said what it is: what is wrong with its address is then said below that.
    has_its_head: bool = False
    # Whether the page is run to be written into a file, in which no deed is offered.
    for_file: bool = False

    @property
    def is_only_read(self) -> bool:
        return self.is_past or self.for_file

    @property
    def is_past(self) -> bool:
        return self.as_of is not None

    @property
    def change(self) -> int:
        """The number of the newest change that is seen."""
        return self.head.change if self._past_change is None else self._past_change

    @property
    def thresholds(self) -> Thresholds:
        """The thresholds in force at the moment that is seen."""
        if self.as_of is None:
            return self.head.thresholds
        kept: Thresholds = _answer(f"{self._engine.url} {self.change} thresholds", lambda: thresholds(self._session()))
        return kept

    def ask(self, question: Callable[..., Answer], **given: Any) -> Answer:
        """The answer to a question of `data_models.queries`, from memory when nothing has changed since.

        The question is given the session, the viewer and the day; `given` are plain values, part of the cache key.
        """
        name = f"{question.__module__}.{question.__qualname__}"
        asked = ", ".join(f"{k}={v!r}" for k, v in sorted(given.items()))
        key = f"{self._engine.url} {self.change} {self.on} {who(self.viewer)} {name}({asked})"
        kept = {**given, "thresholds": self.thresholds} if _wants_thresholds(question) else given
        answer: Answer = _answer(key, lambda: question(self._session(), self.viewer, on=self.on, **kept))
        return answer

    def compare(
        self,
        question: Callable[[Moment, Moment, Viewer], Answer],
        since: date,
        until: date,
        since_change: int | None = None,
    ) -> Answer:
        """The answer to a question about the ends of two days, from memory when nothing has changed since.

        `since_change` is the last change to be known at the first of them, where that is not the last of its day.
        Raises `AddressError` for a day on which there was no record yet.
        """
        earlier = self.moment(since)
        if since_change is not None and since_change != earlier.change:
            earlier = replace(self._moment_of(since, since_change), ends_day=False)
        later = self.moment(until)
        name = f"{question.__module__}.{question.__qualname__}"
        days = f"{earlier.change} {earlier.on} {later.change} {later.on}"
        answer: Answer = _answer(
            f"{self._engine.url} {days} {who(self.viewer)} {name}", lambda: question(earlier, later, self.viewer)
        )
        return answer

    def ask_as_of(self, question: Callable[..., Answer], day: date, change: int, **given: Any) -> Answer:
        """The answer to a question about a moment of a day whose last change is known. What stood then stays so: it is
        kept whatever changes later."""
        name = f"{question.__module__}.{question.__qualname__}"
        asked = ", ".join(f"{k}={v!r}" for k, v in sorted(given.items()))
        key = f"{self._engine.url} {change} {day} {who(self.viewer)} {name}({asked})"
        answer: Answer = _answer(key, lambda: self._asked_as_of(question, day, change, given))
        return answer

    def _asked_as_of(self, question: Callable[..., Answer], day: date, change: int, given: dict[str, Any]) -> Answer:
        if change == self.change:
            return question(self._session(), self.viewer, on=day, **given)
        with past.reading_past(self._engine, change) as session:
            return question(session, self.viewer, on=day, **given)

    def moment(self, day: date) -> Moment:
        """The end of a day, or what is seen now where that is no later. Raises `AddressError` as `compare` does."""
        if day >= self.on:
            return self._moment_of(self.on, self.change)
        return self._moment_of(day, self._change_as_of(day))

    def _moment_of(self, day: date, change: int) -> Moment:
        if change == self.change:
            return Moment(day, change, lambda: nullcontext(self._session()))
        return Moment(day, change, lambda: past.reading_past(self._engine, change))

    def _change_as_of(self, day: date) -> int:
        """The last change of a day: what is over stays so, and is asked once for each newest change."""
        key = f"{self._engine.url} {self.head.change} last change of {day}"
        change: int = _answer(key, lambda: past.change_as_of(self._live, _end_of(day)))
        if change == 0:
            raise AddressError(f"The record did not exist yet on {day.day} {day:%b %Y}.", *BACK_TO_TODAY, as_of=None)
        return change

    def look(self, question: Callable[..., Answer]) -> Answer:
        """The answer to a question about what stands beside the record, which changes without a numbered change."""
        self._live.rollback()
        return question(self._live, self.viewer, on=self.on)

    @property
    def engine(self) -> Engine:
        """For what is written beside the record, once the reading is over (`let_go`)."""
        return self._engine

    def let_go(self) -> None:
        """End the reading, so that it waits for no writer and no writer for it."""
        self._live.rollback()

    def look_back_to(self, as_of: str | None) -> None:
        """See the record as it stood at the end of a day. Raises `AddressError` for one on which it cannot be seen."""
        day = _past_day(as_of)
        if day is None:
            return
        self.on, self.as_of, self._past_change = day, day, self._change_as_of(day)

    def _session(self) -> Session:
        if self.as_of is None:
            return self._live
        if self._past is None:
            self._past = self._stack.enter_context(past.reading_past(self._engine, self.change))
        return self._past

    @contextmanager
    def write(self, deed: Deed, *, reason: str = "", token: str | None = None) -> Iterator[Session]:
        """One numbered change by the viewer; refused in the past and on a shared screen."""
        if self.is_only_read:
            raise NotAllowed("This is the record as it stood on a past day: nothing can be changed here.")
        if self.viewer.shared_screen:
            raise NotAllowed("Nothing can be changed from a shared screen.")
        self.let_go()
        with unit_of_work(self._engine, by=self.viewer, deed=deed.value, reason=reason, token=token) as session:
            yield session


def _wants_thresholds(question: Callable[..., Any]) -> bool:
    return (
        "thresholds"
        in question.__code__.co_varnames[: question.__code__.co_argcount + question.__code__.co_kwonlyargcount]
    )


def who(viewer: Viewer) -> str:
    """Everything an answer may depend on about who asks."""
    return f"{viewer.role.value}/{viewer.person_id}/{viewer.shared_screen}/{','.join(sorted(viewer.areas))}"


_open: ContextVar[Record | None] = ContextVar("open record", default=None)


def record() -> Record:
    """The record that is open for this run."""
    found = _open.get()
    assert found is not None, "No record is open: pages run inside `open_record`."
    return found


ChooseViewer = Callable[[Session, date, Head], Viewer]


@dataclass(frozen=True)
class Visitor:
    """Somebody at the door: the name their answers are kept under, how the record tells who they are, and, where they
    signed in, what they show for it."""

    kept_as: str
    choose: ChooseViewer
    claim: Claim | None = None


@contextmanager
def admitted(visitor: Visitor) -> Iterator[Record]:
    """Open the record of today for one run. Raises `RecordError` when it cannot be read or is not shown to this
    visitor, `SignInOver` when they have to sign in again.

    Who they are is asked again only when something has changed; whether their sign-in still counts, at every run.
    """
    with ExitStack() as stack:
        live = stack.enter_context(reading(engine()))
        state, viewer = _recognised(live, visitor)
        if visitor.claim is not None:
            if state.sign_in is None:
                live.rollback()
                register.take_down(engine(), visitor.claim, viewer, at=now())
                state, viewer = _recognised(live, visitor)
            times = register.hold(visitor.claim, state, viewer, at=now())
            # At the end of the run, when the reading is over: nobody waits for it, and it waits for nobody.
            stack.callback(register.note_seen, engine(), visitor.claim, times, at=now())
            stack.callback(live.rollback)
        opened = Record(state, today(), None, viewer, live, engine(), stack)
        token = _open.set(opened)
        stack.callback(_open.reset, token)
        yield opened


def _recognised(live: Session, visitor: Visitor) -> tuple[Head, Viewer]:
    state = head(live, visitor.claim.key if visitor.claim else None)
    if wants_demonstration() and state.kind not in (None, Origin.DEMONSTRATION):
        raise RecordError("This is not a demonstration record, so it is not opened as one. Unset LINK_INSPECTOR_DEMO.")
    key = f"{engine().url} {state.change} {today()} viewer {visitor.kept_as}"
    viewer: Viewer = _answer(key, lambda: visitor.choose(live, today(), state))
    return state, viewer


@contextmanager
def open_record(kept_as: str, choose: ChooseViewer, *, as_of: str | None = None) -> Iterator[Record]:
    """The record of a day for somebody who need not sign in. Raises what `admitted` and `look_back_to` do."""
    with admitted(Visitor(kept_as, choose)) as opened:
        opened.look_back_to(as_of)
        yield opened


def _past_day(text: str | None) -> date | None:
    if not text:
        return None
    try:
        day = date.fromisoformat(text)
    except ValueError:
        raise AddressError(
            f"“{text}” is not a day. Write the as-of day like 2026-03-03.", *BACK_TO_TODAY, as_of=None
        ) from None
    if day > today():
        raise AddressError(f"{day.day} {day:%b %Y} has not come yet.", *BACK_TO_TODAY, as_of=None)
    return day if day < today() else None


def _end_of(day: date) -> datetime:
    """The instant at which a day in Scotland is over."""
    return datetime.combine(day + timedelta(days=1), time(), LONDON).astimezone(UTC)


def readiness() -> dict[str, bool]:
    """Each check by name: the database answers, the schema is current, the seals of the changes hold."""
    if not ping(engine()):
        return {"database": False}
    is_current = schema.current(engine()) == schema.head()
    return {"database": True, "schema": is_current, "seals": is_current and _seals_hold()}


def _seals_hold() -> bool:
    """Checked whole once for each newest change, then remembered."""
    with reading(engine()) as session:
        newest = head(session).change
        check: seals.ChainCheck = _answer(f"{engine().url} seals {newest}", lambda: seals.check_chain(session))
    if not check.holds:
        log.error("The seals do not hold: %s", check.why)
    return check.holds
