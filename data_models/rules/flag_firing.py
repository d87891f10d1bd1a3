"""When each rule holds: given what is known of an area or of one record on a day, does it fire, and on which values?

The values are facts that stand (a due day, a number of actions) and not ages, which would be others every morning.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from data_models.rules import flag_rules as rules
from data_models.rules.action_plans import days_waiting
from data_models.rules.clocks import add_months, days_overdue
from data_models.rules.flag_rules import FlagRule
from data_models.rules.gradings import is_weak_or_worse
from data_models.rules.settings import Thresholds
from data_models.vocabulary import CoverRole, Grade, Purpose

Values = tuple[tuple[str, int | str | date], ...]


@dataclass(frozen=True)
class Fired:
    """A rule that holds: the values that fired it, by name, and the references of the records they come from."""

    rule: FlagRule
    values: Values
    records: tuple[str, ...]

    @property
    def subject(self) -> tuple[str, ...]:
        """What its flag is about within the area: the records, or nothing apart from the area itself."""
        return () if self.rule.of_area else self.records


@dataclass(frozen=True)
class Graded:
    """One published evaluation. `published_on` is the last day that can have been; `is_answered` once its follow-up
    is closed."""

    reference: str
    grade: Grade
    published_on: date
    is_answered: bool


def several_actions_overdue(due_on_of: Mapping[str, date], on: date, thresholds: Thresholds) -> Fired | None:
    """Given the dates in force of an area's actions that await the partnership, by reference."""
    limit = thresholds.flag_overdue_action_days
    late = sorted(one for one, due_on in due_on_of.items() if days_overdue(due_on, on) > limit)
    if len(late) < thresholds.flag_overdue_actions:
        return None
    values: Values = (("actions", len(late)), ("earliest_due_on", min(due_on_of[one] for one in late)))
    return Fired(rules.ACTIONS_OVERDUE, values, tuple(late))


def plan_is_overdue(reference: str, due_on: date | None, on: date) -> Fired | None:
    """Given when an awaited plan was due."""
    if due_on is None or days_overdue(due_on, on) == 0:
        return None
    return Fired(rules.PLAN_OVERDUE, (("due_on", due_on),), (reference,))


def contact_is_missed(
    area_code: str, since: date | None, due_on: date | None, missed: int, thresholds: Thresholds
) -> Fired | None:
    """Given the last contact (or the day cover began), when the next was due and how many intervals were missed."""
    if since is None or due_on is None or missed < thresholds.flag_missed_contacts:
        return None
    values: Values = (("since", since), ("contact_due_on", due_on), ("intervals_missed", missed))
    return Fired(rules.CONTACT_MISSED, values, (area_code,))


def is_postponed_again(reference: str, times: int, due_on: date, thresholds: Thresholds) -> Fired | None:
    """Given how often the date of an action that awaits the partnership moved later, and the date in force."""
    if times < thresholds.flag_postponements:
        return None
    return Fired(rules.POSTPONED_AGAIN, (("postponements", times), ("due_on", due_on)), (reference,))


def is_weak_twice(evaluations: Sequence[Graded], on: date, thresholds: Thresholds) -> Fired | None:
    """Given the published evaluations of one indicator on the six-point scale, earliest first."""
    last_two = evaluations[-2:]
    if len(last_two) < 2 or not all(is_weak_or_worse(one.grade) for one in last_two):
        return None
    earlier, later = last_two
    if later.is_answered or add_months(later.published_on, thresholds.history_months) < on:
        return None
    values: Values = (
        ("earlier_grade", int(earlier.grade)),
        ("earlier_on", earlier.published_on),
        ("later_grade", int(later.grade)),
        ("later_on", later.published_on),
    )
    return Fired(rules.WEAK_TWICE, values, (earlier.reference, later.reference))


def claim_is_unverified(reference: str, claimed_on: date, on: date, thresholds: Thresholds) -> Fired | None:
    """Given the day of a claim that still waits."""
    if days_waiting(claimed_on, on) <= thresholds.flag_unverified_days:
        return None
    return Fired(rules.CLAIM_UNVERIFIED, (("claimed_on", claimed_on),), (reference,))


def dispute_is_unsettled(reference: str, disputed_on: date, on: date, thresholds: Thresholds) -> Fired | None:
    """Given the day of a dispute that still stands."""
    if days_waiting(disputed_on, on) <= thresholds.flag_disputed_days:
        return None
    return Fired(rules.CLAIM_DISPUTED, (("disputed_on", disputed_on),), (reference,))


def is_uncovered(area_code: str, since_of: Mapping[CoverRole, date | None]) -> Fired | None:
    """Given the posts of an area that nobody holds, each with the first day it was so; None where it never was held."""
    if not since_of:
        return None
    values: Values = tuple((role.value, since_of[role] or "never held") for role in CoverRole if role in since_of)
    return Fired(rules.NO_COVER, values, (area_code,))


def purposes_are_untouched(
    area_code: str, since_of: Mapping[Purpose, date | None], thresholds: Thresholds
) -> Fired | None:
    """Given the purposes whose day has passed, each with the day it was last touched (or cover began)."""
    if len(since_of) < thresholds.flag_untouched_purposes:
        return None
    values: Values = tuple(
        (f"purpose_{int(one)}_since", since_of[one] or "never touched") for one in Purpose if one in since_of
    )
    return Fired(rules.PURPOSES_UNTOUCHED, values, (area_code,))


def intention_is_missing(
    reference: str, lacks: str, published_on: date | None, on: date, thresholds: Thresholds
) -> Fired | None:
    """Given what a published report with a follow-up to decide or open does not say."""
    if published_on is None or days_overdue(published_on, on) <= thresholds.flag_intention_days:
        return None
    return Fired(rules.INTENTION_MISSING, (("lacks", lacks), ("published_on", published_on)), (reference,))


def nothing_is_notified(
    area_code: str, last_on: date | None, kept_since: date | None, on: date, thresholds: Thresholds
) -> Fired | None:
    """Given the area's last notification, and since when the record holds such notifications of any area.

    A register that is younger than the months says nothing about an area that is not in it.
    """
    begins = add_months(on, -thresholds.flag_quiet_months)
    if kept_since is None or kept_since > begins or (last_on is not None and last_on >= begins):
        return None
    return Fired(rules.NOTHING_NOTIFIED, (("last_notified_on", last_on or "never"),), (area_code,))
