"""The way of one follow-up as a strip: every step taken with its day, the one that comes next, and those after it."""

from collections.abc import Iterator
from dataclasses import dataclass
from enum import StrEnum

from markupsafe import Markup

from dashboard.wording import day, known_day, say
from data_models.queries.follow_up_rows import CandidateRow, DecisionRow, ReviewRow
from data_models.rules.follow_up import AWAITS_REVIEW
from data_models.vocabulary import CandidateState, FollowUpChoice, FollowUpState

_STRIP = Markup('<div class="way"><ol aria-label="How far it has come">{}</ol></div>')
_STEP = Markup('<li class="way-{}"{}><b>{}{} {}</b><span>{}</span></li>')
_SEEN, _HEARD = Markup('<span aria-hidden="true">{}</span>'), Markup('<span class="vh">{}</span>')


class Standing(StrEnum):
    """How a step stands. What was skipped is lacking: it should have come and has not."""

    DONE = "done"
    NEXT = "next"
    LACKING = "lacking"
    AHEAD = "ahead"


SYMBOLS: dict[Standing, str] = {Standing.DONE: "✔", Standing.NEXT: "▶", Standing.LACKING: "▲", Standing.AHEAD: "○"}
SAID: dict[Standing, str] = {
    Standing.DONE: "",
    Standing.NEXT: "next",
    Standing.LACKING: "not on record",
    Standing.AHEAD: "to come",
}
# What the symbol says to whoever hears the page, where no word beside it does.
HEARD: dict[Standing, str] = {
    Standing.DONE: "done:",
    Standing.NEXT: "next:",
    Standing.LACKING: "not on record:",
    Standing.AHEAD: "to come:",
}


@dataclass(frozen=True)
class Step:
    words: str
    standing: Standing
    detail: str = ""


def way(row: CandidateRow) -> Markup:
    """The strip of one follow-up, from candidate to closed."""
    steps = list(steps_of(row))
    return _STRIP.format(Markup("").join(_shown(one) for one in steps))


def _shown(one: Step) -> Markup:
    current = Markup(' aria-current="step"') if one.standing is Standing.NEXT else ""
    seen = one.detail or SAID[one.standing]
    heard = _HEARD.format("" if seen == SAID[one.standing] else HEARD[one.standing])
    symbol = _SEEN.format(SYMBOLS[one.standing])
    return _STEP.format(one.standing.value, current, symbol, heard, one.words, seen)


def steps_of(row: CandidateRow) -> Iterator[Step]:
    """Every step with how it stands; the first that is neither done nor merely lacking comes next."""
    is_found = False
    for words, is_done, detail, may_lack in _ladder(row):
        if is_done:
            yield Step(words, Standing.DONE, detail)
        elif may_lack and not is_found and row.decision is not None:
            yield Step(words, Standing.LACKING, detail)
        else:
            yield Step(words, Standing.AHEAD if is_found else Standing.NEXT, detail)
            is_found = True


Rung = tuple[str, bool, str, bool]


def _ladder(row: CandidateRow) -> Iterator[Rung]:
    """Words, whether done, what to say beneath, and whether later steps may be taken without it."""
    yield "Candidate", True, _opened(row), False
    if row.decision is None:
        yield from _undecided(row)
    else:
        yield from _decided(row, row.decision)


def _opened(row: CandidateRow) -> str:
    if row.opened_on is not None:
        return day(row.opened_on)
    return f"report of {known_day(row.published_on, row.published_precision)}"


def _undecided(row: CandidateRow) -> Iterator[Rung]:
    if row.state is CandidateState.SEQUEL_NOT_ESTABLISHED:
        yield "Sequel not established", False, "nobody is asked to act", False
    elif row.state is CandidateState.OWED:
        yield "Decided", False, f"due by {day(row.decide_by)}" if row.decide_by else "no date", False
    yield "Closed", row.state is CandidateState.CLOSED, day(row.closed_on) if row.closed_on else "", False


def _decided(row: CandidateRow, decision: DecisionRow) -> Iterator[Rung]:
    yield "Decided", True, f"{day(decision.decided_on)}: {say(decision.choice).lower()}", False
    is_closed = decision.state is FollowUpState.CLOSED
    if decision.choice is FollowUpChoice.NONE:
        again = f"due {day(decision.review_on)}" if decision.review_on else ""
        yield "Looked at again", is_closed, "" if is_closed else again, False
    if decision.choice is FollowUpChoice.PROGRESS_REVIEW:
        yield "Recorded in the report", bool(row.intention_recorded), _recorded(row), True
    for review in row.own_reviews:
        yield from _return(review, decision, several=len(row.own_reviews) > 1)
    if decision.state is FollowUpState.CONTINUED_MONITORING:
        yield "Goes on", False, say(decision.choice).lower() if not row.own_reviews else "as monitoring", False
    yield "Closed", is_closed, day(decision.closed_on) if decision.closed_on else "", False


def _recorded(row: CandidateRow) -> str:
    if not row.intention_recorded:
        return ""
    return "with a timescale" if row.timescale_text.strip() else "without a timescale"


def _return(one: ReviewRow, decision: DecisionRow, *, several: bool) -> Iterator[Rung]:
    """A return visit: scheduled, under way while it is, reported; called off where the follow-up ended before."""
    name = f"Review {one.sequence} " if several else ""
    if one.reported_on is None and not AWAITS_REVIEW[decision.state]:
        yield f"{name}called off".capitalize(), True, "", False
        return
    window = f"window ends {day(one.due_to)}" if one.due_to else ""
    scheduled = f"for {day(one.scheduled_on)}" if one.scheduled_on else window
    yield f"{name}scheduled".capitalize(), one.scheduled_on is not None, scheduled, False
    if decision.state is FollowUpState.IN_PROGRESS and one.reported_on is None:
        yield f"{name}under way".capitalize(), False, f"since {day(one.begun_on)}" if one.begun_on else "now", False
    reported = day(one.reported_on) if one.reported_on else ""
    yield f"{name}reported".capitalize(), one.reported_on is not None, reported, False
