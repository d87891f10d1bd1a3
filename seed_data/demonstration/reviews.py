"""Reviews that are quality-assured: some forty over two years, most on time. References and dates, never a case."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date, timedelta
from functools import partial
from random import Random

from sqlmodel import Session

from data_models.commands.reviews import (
    NewReview,
    decide_review,
    give_review_feedback,
    notify_review,
    receive_review_report,
)
from data_models.rules.reviews import REASONS_NOT_TO_PROCEED
from data_models.visibility import Deed, Viewer
from data_models.vocabulary import ReviewDecision, ReviewKind
from seed_data.demonstration.diary import Do
from seed_data.demonstration.world import World


@dataclass(frozen=True)
class Habit:
    """How many of a kind there are, and in how many days each step usually follows the one before it."""

    letters: str
    number: int
    notified: tuple[int, int]
    decided: tuple[int, int]
    report: tuple[int, int]
    feedback: tuple[int, int] = (9, 26)


HABITS = {
    ReviewKind.LEARNING_REVIEW_CHILD: Habit("LRC", 10, (4, 20), (14, 45), (90, 220)),
    ReviewKind.LEARNING_REVIEW_ADULT: Habit("LRA", 9, (4, 20), (14, 45), (90, 220)),
    ReviewKind.SERIOUS_INCIDENT_REVIEW: Habit("SIR", 17, (1, 5), (7, 20), (60, 95)),
    ReviewKind.LOOKED_AFTER_CHILD_DEATH: Habit("LAC", 6, (0, 1), (3, 8), (18, 27)),
}
# Every so many, one is late; every so many, one does not proceed.
LATE, NOT_PROCEEDING = 6, 7
REASON = REASONS_NOT_TO_PROCEED[0]
# Areas that notified nothing: a zero count is a signal, not a comfort.
SILENT = ("Na h-Eileanan Siar", "Orkney Islands", "East Renfrewshire", "Moray")


@dataclass
class Review:
    """One review as it is told; its number is known once it is notified."""

    kind: ReviewKind
    reference: str
    area: str
    known_on: date
    id: int = 0


def tell(world: World) -> None:
    areas = [area for area in world.areas if area not in SILENT]
    for kind, habit in HABITS.items():
        chance = world.chance(f"reviews {kind}")
        for number in range(1, habit.number + 1):
            known_on = world.diary.first + timedelta(days=chance.randint(5, 700))
            reference = f"{habit.letters}-{known_on.year}-{number:04d}"
            review = Review(kind, reference, chance.choice(areas), known_on)
            _note_steps(world, review, habit, chance, number)


def _note_steps(world: World, review: Review, habit: Habit, chance: Random, number: int) -> None:
    late = 12 if number % LATE == 0 else 0
    day = review.known_on + timedelta(days=chance.randint(*habit.notified) + late)
    proceeds = number % NOT_PROCEEDING != 0
    _note(world, review, day, Deed.NOTIFY_REVIEW, partial(_notified, world=world))
    day += timedelta(days=chance.randint(*habit.decided))
    _note(world, review, day, Deed.UPDATE_REVIEW, partial(_decided, proceeds=proceeds))
    if proceeds:
        day += timedelta(days=chance.randint(*habit.report) - (day - review.known_on).days * _from_event(review))
        _note(world, review, day + timedelta(days=late), Deed.UPDATE_REVIEW, _received)
    day += timedelta(days=chance.randint(*habit.feedback) + late * 2)
    _note(world, review, day, Deed.UPDATE_REVIEW, _answered)


def _from_event(review: Review) -> bool:
    """A report on a death is counted from the death."""
    return review.kind is ReviewKind.LOOKED_AFTER_CHILD_DEATH


def _note(world: World, review: Review, day: date, deed: Deed, do: Callable[..., None]) -> None:
    done: Do = partial(do, review=review)
    world.diary.note(day, world.cast.as_member("s01"), deed, done)


def _notified(session: Session, by: Viewer, on: date, *, review: Review, world: World) -> None:
    new = NewReview(world.code(review.area), review.kind, review.reference, review.known_on, on)
    review.id = notify_review(session, by=by, on=on, review=new).id


def _decided(session: Session, by: Viewer, on: date, *, review: Review, proceeds: bool) -> None:
    decision = ReviewDecision.PROCEED if proceeds else ReviewDecision.NOT_PROCEED
    reason = "" if proceeds else REASON
    decide_review(session, by=by, on=on, review_id=review.id, decision=decision, reason=reason)


def _received(session: Session, by: Viewer, on: date, *, review: Review) -> None:
    receive_review_report(session, by=by, on=on, review_id=review.id)


def _answered(session: Session, by: Viewer, on: date, *, review: Review) -> None:
    give_review_feedback(session, by=by, on=on, review_id=review.id)
