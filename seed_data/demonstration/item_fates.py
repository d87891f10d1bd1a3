"""The courses an action can take, by letter. The plans name them, so that today's picture can be read off the plans.

What is reported steadily is mostly done in time, and what was put off once is often put off again: as in life, though
not always.
"""

from collections.abc import Callable
from datetime import timedelta

from data_models.vocabulary import ItemStatus
from seed_data.demonstration.item_courses import Course

# Of actions that are done in time, and of the others, the share that is reported steadily.
IN_TIME, LATE = 0.9, 0.1


def verified(one: Course) -> None:
    share, in_time = one.chance.uniform(0.25, 0.8), one.chance.random() < 0.85
    one.due = one.at(share)
    one.worked_on(one.at(share * 0.3), one.due, steadily=IN_TIME if in_time else LATE)
    one.claimed(one.near(one.due, -14, -1) if in_time else one.near(one.due, 1, 14))
    one.verified(one.near(one.due, 16, 34))


def verified_late(one: Course) -> None:
    share, in_time = one.chance.uniform(0.25, 0.45), one.chance.random() < 0.4
    one.due, later = one.at(share), one.at(share + 0.25)
    one.worked_on(one.at(0.1), one.due, steadily=LATE)
    one.postponed(one.near(one.due, -10, -1), later)
    one.worked_on(one.near(one.due, 20, 40), later, steadily=IN_TIME if in_time else LATE)
    one.claimed(one.near(later, -12, -1) if in_time else one.near(later, 1, 9))
    one.verified(one.near(later, 12, 25))


def verified_much_later(one: Course) -> None:
    one.due, second, third = one.at(0.2), one.at(0.42), one.at(one.chance.uniform(0.6, 0.75))
    one.worked_on(one.at(0.08), one.due, steadily=LATE)
    one.postponed(one.near(one.due, -10, -1), second)
    one.worked_on(one.near(one.due, 20, 40), second, steadily=LATE)
    one.postponed(one.near(second, -10, -1), third)
    one.claimed(one.near(third, -10, 14))
    one.verified(one.near(third, 18, 30))


def verified_after_dispute(one: Course) -> None:
    one.due = one.at(0.35)
    one.begun(one.at(0.1), one.due)
    one.claimed(one.near(one.due, -8, 2))
    one.disputed(one.near(one.due, 10, 18))
    one.told(one.near(one.due, 30, 40), ItemStatus.IN_PROGRESS, 80)
    one.claimed(one.near(one.due, 60, 75))
    one.verified(one.near(one.due, 80, 95))


def ruled_to_stand(one: Course) -> None:
    one.due = one.at(0.5)
    one.begun(one.at(0.2), one.due)
    one.claimed(one.near(one.due, -8, 2))
    one.disputed(one.near(one.due, 10, 18))
    one.ruled(one.near(one.due, 30, 40))


def claim_waits(one: Course) -> None:
    claimed_on = one.ago(4, 22)
    one.due = one.near(claimed_on, -10, 20)
    one.begun(one.at(0.3), claimed_on)
    one.claimed(claimed_on)


def claim_waits_long(one: Course) -> None:
    claimed_on = one.ago(66, 75)
    one.due = one.near(claimed_on, -5, 10)
    one.begun(one.at(0.3), claimed_on)
    one.claimed(claimed_on)


def disputed(one: Course) -> None:
    one.due = one.ago(3, 14)
    one.begun(one.at(0.3), one.due)
    one.claimed(one.ago(38, 46))
    one.disputed(one.ago(18, 25))


def under_way(one: Course) -> None:
    one.due = one.ahead(30, 260)
    one.worked_on(one.at(one.chance.uniform(0.2, 0.6)), one.today, steadily=0.6)


def not_started(one: Course) -> None:
    one.due = one.ahead(60, 380)


def postponed_once(one: Course) -> None:
    one.due = one.at(one.chance.uniform(0.55, 0.85))
    one.begun(one.at(0.3), one.due)
    one.postponed(one.near(one.due, -14, -2), one.ahead(25, 140))


def postponed_twice(one: Course) -> None:
    one.due, second = one.at(0.45), one.at(0.8)
    one.begun(one.at(0.2), one.due)
    one.postponed(one.near(one.due, -8, -2), second)
    one.postponed(one.near(second, -6, -1), one.ahead(30, 120))


def overdue_by_days(one: Course) -> None:
    one.due = one.ago(4, 24)
    one.begun(one.at(0.35), one.due)


def overdue_by_months(one: Course) -> None:
    one.due = max(one.ago(45, 160), one.agreed + timedelta(days=25))
    one.begun(one.at(0.1), one.due)
    one.told(one.ago(15, 35), ItemStatus.IN_PROGRESS, 60)


def at_risk(one: Course) -> None:
    one.due = one.ahead(10, 60)
    one.begun(one.at(0.3), one.today - timedelta(days=40))
    one.told(one.ago(5, 30), ItemStatus.AT_RISK, 40, "risk")


def withdrawn(one: Course) -> None:
    one.due = one.at(0.9)
    one.withdrawn(one.at(0.55))


FATES: dict[str, Callable[[Course], None]] = {
    "V": verified,
    "P": verified_late,
    "Q": verified_much_later,
    "R": verified_after_dispute,
    "X": ruled_to_stand,
    "C": claim_waits,
    "K": claim_waits_long,
    "D": disputed,
    "I": under_way,
    "N": not_started,
    "S": postponed_once,
    "T": postponed_twice,
    "o": overdue_by_days,
    "O": overdue_by_months,
    "A": at_risk,
    "W": withdrawn,
}
