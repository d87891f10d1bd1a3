"""How promised actions go: from the day a plan is agreed to today, by a letter that names the course of each."""

from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import date, timedelta
from random import Random

from sqlmodel import Session

from data_models.commands.action_items import revise_due_date, update_action_item, withdraw_action_item
from data_models.commands.completion import claim_completion, dispute_completion, settle_dispute, verify_completion
from data_models.visibility import Deed, Viewer
from data_models.vocabulary import ItemStatus, SlipReason
from seed_data.demonstration.texts import rows

# Days between two reports of work that is reported steadily, and the last of them before its end.
BETWEEN_REPORTS, SOON = (28, 42), 45
Act = Callable[[Session, Viewer, date, int], object]
SLIPS = (
    SlipReason.STAFFING,
    SlipReason.PARTNER_DEPENDENCY,
    SlipReason.DATA_OR_SYSTEMS,
    SlipReason.WIDER_IMPROVEMENT_PROGRAMME,
    SlipReason.FUNDING,
    SlipReason.SCOPE_CHANGED,
)


@dataclass(frozen=True)
class Step:
    """One thing that happens to an action. `senior` where a senior manager does it."""

    day: date
    deed: Deed
    act: Act
    senior: bool = False


@dataclass
class Course:
    """The life of one action as it is drawn up: the date it is promised for, and its steps in order."""

    chance: Random
    agreed: date
    today: date
    lead: str
    due: date = date.max
    steps: list[Step] = field(default_factory=list)

    def at(self, share: float) -> date:
        """The day when this share of the time since agreement has gone."""
        return self.agreed + timedelta(days=round((self.today - self.agreed).days * share))

    def ago(self, fewest: int, most: int) -> date:
        return self.today - timedelta(days=self.chance.randint(fewest, most))

    def ahead(self, fewest: int, most: int) -> date:
        return self.today + timedelta(days=self.chance.randint(fewest, most))

    def near(self, day: date, earliest: int, latest: int) -> date:
        return day + timedelta(days=self.chance.randint(earliest, latest))

    def words(self, kind: str) -> str:
        return self.chance.choice([row["text"] for row in rows("notes") if row["kind"] == kind])

    def step(self, day: date, deed: Deed, act: Act, *, senior: bool = False) -> None:
        """Add what happens next: never on or before the day of what happened last."""
        after = self.steps[-1].day if self.steps else self.agreed
        self.steps.append(Step(max(day, after + timedelta(days=1)), deed, act, senior))

    def told(self, day: date, status: ItemStatus, percent: int, kind: str = "progress") -> None:
        note = self.words(kind)
        self.step(
            day,
            Deed.UPDATE_ACTION,
            lambda s, by, on, item: update_action_item(
                s, by=by, on=on, item_id=item, status=status, percent=percent, note=note
            ),
        )

    def begun(self, day: date, until: date) -> None:
        """Work starts, and is reported once or twice before the given day."""
        self.told(day, ItemStatus.IN_PROGRESS, 10)
        if (until - day).days > 60:
            self.told(day + (until - day) / 2, ItemStatus.IN_PROGRESS, self.chance.choice((30, 40, 50, 60)))

    def steady(self, day: date, until: date) -> None:
        """Work starts, and is reported every few weeks until the given day."""
        percent = 10
        self.told(day, ItemStatus.IN_PROGRESS, percent)
        while (until - day).days > SOON:
            day, percent = self.near(day, *BETWEEN_REPORTS), min(percent + 10, 90)
            self.told(day, ItemStatus.IN_PROGRESS, percent)

    def worked_on(self, day: date, until: date, *, steadily: float) -> None:
        """Work starts; in this share of actions it is then reported steadily, in the others no more."""
        if self.chance.random() < steadily:
            self.steady(day, until)
        else:
            self.told(day, ItemStatus.IN_PROGRESS, 10)

    def postponed(self, day: date, to: date) -> None:
        why = self.chance.choice(SLIPS)
        note = self.words(why.value)
        self.step(
            day,
            Deed.REVISE_DUE_DATE,
            lambda s, by, on, item: revise_due_date(s, by=by, on=on, item_id=item, to_due_on=to, reason=why, note=note),
        )

    def claimed(self, day: date) -> None:
        evidence, lead = self.words("evidence"), self.lead
        self.step(
            day,
            Deed.CLAIM_COMPLETION,
            lambda s, by, on, item: claim_completion(
                s, by=by, on=on, item_id=item, claimed_by=lead, evidence_note=evidence
            ),
        )

    def verified(self, day: date) -> None:
        note = self.words("verified")
        self.step(
            day,
            Deed.VERIFY_COMPLETION,
            lambda s, by, on, item: verify_completion(s, by=by, on=on, item_id=item, note=note),
        )

    def disputed(self, day: date) -> None:
        why = self.words("disputed")
        self.step(
            day,
            Deed.DISPUTE_COMPLETION,
            lambda s, by, on, item: dispute_completion(s, by=by, on=on, item_id=item, reason=why),
        )

    def ruled(self, day: date) -> None:
        why = "Further evidence was seen with the partnership: the completion stands."
        self.step(
            day,
            Deed.SETTLE_DISPUTE,
            lambda s, by, on, item: settle_dispute(s, by=by, on=on, item_id=item, completion_stands=True, reason=why),
            senior=True,
        )

    def withdrawn(self, day: date) -> None:
        why = self.words("withdrawn")
        self.step(
            day,
            Deed.WITHDRAW_ACTION,
            lambda s, by, on, item: withdraw_action_item(s, by=by, on=on, item_id=item, reason=why),
        )
