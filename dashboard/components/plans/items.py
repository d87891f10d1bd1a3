"""Promised actions: every date each ever had, what was claimed and verified, and one action whole."""

from collections.abc import Mapping, Sequence
from datetime import date

from markupsafe import Markup

from dashboard.components.chips import Tone, chip
from dashboard.components.late_entry import dated, entered_late
from dashboard.components.links import anchor
from dashboard.components.mentions import and_soft, areas_linked, done, told, whole
from dashboard.components.plans.forecasts import band_of_item
from dashboard.components.plans.looks import LOOKS
from dashboard.components.plans.register import late
from dashboard.components.section import facts
from dashboard.components.table import Column, table
from dashboard.text import words
from dashboard.wording import count, day, due, say, span
from data_models.queries.action_item_rows import ItemPicture, ItemRow, Kin, RevisionRow, UpdateRow
from data_models.rules.forecasts import Forecast
from data_models.vocabulary import ItemStatus, SlipReason

TONES: dict[ItemStatus, Tone] = {
    ItemStatus.NOT_STARTED: "grey",
    ItemStatus.IN_PROGRESS: "grey",
    ItemStatus.AT_RISK: "amber",
    ItemStatus.CLAIMED: "blue",
    ItemStatus.DISPUTED: "amber",
    ItemStatus.VERIFIED: "green",
    ItemStatus.WITHDRAWN: "grey",
}
_LINE = Markup("<li>{}</li>")


def item_chip(status: ItemStatus) -> Markup:
    return chip(TONES[status], say(status), LOOKS[status][0])


def item_link(item: ItemRow | Kin, label: object = None) -> Markup:
    return whole(anchor(label or item.reference, "action-plans", plan=item.plan_id, item=item.id))


# --- lists of actions ---


def items_table(rows: Sequence[ItemRow], expected: Mapping[int, Forecast], on: date) -> Markup:
    """The actions of one plan with every date and both keys: the latest first, then what waits, then what is closed."""
    columns: list[Column[ItemRow]] = [
        Column("Action", lambda one: item_link(one, f"{one.number:02d}"), names_row=True),
        Column("Promised", _promise),
        Column("Status", lambda one: _standing(one, on)),
        Column("Every date", dates),
        Column("Forecast", lambda one: band_of_item(expected, one.id)),
        Column("Led by", lambda one: one.lead_agency),
        Column("Answers", lambda one: ", ".join(str(number) for number in one.recommendations) or None),
        Column("Last told", lambda one: one.last_update_on, "date"),
    ]
    pressing = sorted(rows, key=lambda one: (-one.days_overdue, not one.is_open, one.number))
    return table(pressing, columns, caption="The actions of this plan", empty="This plan has no actions yet.")


def overdue_table(rows: Sequence[ItemRow], empty: str) -> Markup:
    """Overdue actions of all plans, the longest first."""
    columns: list[Column[ItemRow]] = [
        Column("Action", item_link, names_row=True),
        Column("Area", lambda one: areas_linked(one.areas)),
        Column("Promised", lambda one: words(one.text)),
        Column("Overdue by", lambda one: late(span(one.days_overdue))),
        Column("Every date", dates),
        Column("Status", lambda one: item_chip(one.status)),
        Column("Led by", lambda one: one.lead_agency),
        Column("Last told", lambda one: one.last_update_on, "date"),
    ]
    return table(rows, columns, caption="Overdue actions, the longest first", empty=empty)


def claims_table(rows: Sequence[ItemRow], on: date, empty: str) -> Markup:
    """Claims of completion that wait for the second key, the longest waiting first."""
    columns: list[Column[ItemRow]] = [
        Column("Action", item_link, names_row=True),
        Column("Area", lambda one: areas_linked(one.areas)),
        Column("Promised", lambda one: words(one.text)),
        Column("Claimed", lambda one: done(one.claimed_on, one.claimed_by)),
        Column("Evidence given", lambda one: one.evidence_note, "words"),
        Column("To be verified", lambda one: _verify(one, on)),
    ]
    return table(rows, columns, caption="Claims of completion that wait to be verified", empty=empty)


def _verify(item: ItemRow, on: date) -> Markup:
    said = due(item.verify_by, on)
    return late(said) if item.verify_by is not None and item.verify_by < on else Markup("{}").format(said)


def _promise(item: ItemRow) -> Markup:
    measure = told(item.outcome_measure)
    said = Markup('{}<br><span class="soft">Measure: {}</span>') if measure else Markup("{}")
    return said.format(words(item.text), measure)


def _standing(item: ItemRow, on: date) -> Markup:
    """The status as it is kept, the lateness that follows from the day, and who turned which key."""
    lines = [item_chip(item.status)]
    if item.days_overdue:
        lines.append(late(f"{span(item.days_overdue)} overdue"))
    if item.percent is not None and item.is_open:
        lines.append(Markup("{}% by its own account").format(item.percent))
    if item.status is ItemStatus.CLAIMED:
        lines.append(Markup("claimed {}, {}").format(done(item.claimed_on, item.claimed_by), _verify(item, on)))
    if item.status is ItemStatus.VERIFIED:
        lines.append(Markup("verified {}").format(done(item.verified_on, item.verified_by)))
    if item.status is ItemStatus.DISPUTED:
        lines.append(Markup("disputed {}: {}").format(done(item.disputed_on, None), words(item.dispute_reason)))
    return Markup("<br>").join(lines)


def dates(item: ItemRow) -> Markup:
    """The date first promised, which nothing changes, and under it every date since with days and reason."""
    first = _LINE.format(and_soft(day(item.original_due_on), "first promised" if item.revisions else ""))
    moved = Markup("").join(_LINE.format(_revision(one)) for one in item.revisions)
    return Markup('<ul class="dates">{}{}</ul>').format(first, moved)


def _revision(one: RevisionRow) -> Markup:
    note = told(one.note) if one.reason is SlipReason.OTHER else None
    return and_soft(day(one.to_due_on), Markup("{}: {}").format(_moved(one.days), note or say(one.reason).lower()))


def _moved(days: int) -> str:
    return f"{count(abs(days), 'day')} {'later' if days > 0 else 'earlier'}"


# --- one action ---


def item_facts(picture: ItemPicture, on: date) -> Markup:
    """Everything that is kept of an action today."""
    item = picture.item
    return facts(
        [
            ("Measured by", told(item.outcome_measure)),
            ("Status", _status(item)),
            ("Due", _due(item, on)),
            ("First promised", day(item.original_due_on)),
            ("Led by", item.lead_agency),
            ("Area", areas_linked(item.areas)),
            ("Plan", anchor(f"{picture.plan.reference} {picture.plan.name}", "action-plans", plan=item.plan_id)),
            ("Answers", _answers(picture)),
            ("Claimed", done(item.claimed_on, item.claimed_by)),
            ("Claim taken down by", item.claim_recorded_by),
            ("Evidence given", told(item.evidence_note)),
            ("To be verified", _verify(item, on) if item.status is ItemStatus.CLAIMED else None),
            ("Disputed", item.disputed_on and and_soft(day(item.disputed_on), told(item.dispute_reason))),
            ("Verified", done(item.verified_on, item.verified_by)),
            ("Withdrawn", item.withdrawn_on and and_soft(day(item.withdrawn_on), told(item.withdrawn_reason))),
            ("Comes back from", picture.recurs_from and item_link(picture.recurs_from)),
            ("Came back as", Markup(", ").join(item_link(one) for one in picture.came_back_as)),
            ("Last told", item.last_update_on and day(item.last_update_on)),
        ]
    )


def _status(item: ItemRow) -> Markup:
    percent = f"{item.percent}% by its own account, which closes nothing" if item.percent is not None else ""
    return and_soft(item_chip(item.status), percent)


def _due(item: ItemRow, on: date) -> Markup:
    if not item.awaits_partnership:
        return Markup("{}").format(day(item.due_on))
    said = due(item.due_on, on)
    moved = f"put off {count(item.postponements, 'time')}, {span(item.slip_days)}" if item.slip_days > 0 else ""
    return and_soft(Markup("{}, {}").format(day(item.due_on), late(said) if item.days_overdue else said), moved)


def _answers(picture: ItemPicture) -> Markup:
    if not picture.recommendations:
        return Markup('<span class="soft">no recommendation</span>')
    return Markup("<br>").join(Markup("{}. {}").format(one.number, words(one.text)) for one in picture.recommendations)


def dates_table(item: ItemRow) -> Markup:
    """The date first promised, and every revision since with the days it slipped, why, and who agreed it when."""
    columns: list[Column[RevisionRow | None]] = [
        Column("Date", lambda one: one.to_due_on if one else item.original_due_on, "date", names_row=True),
        Column("Moved", lambda one: _moved(one.days) if one else "first promised"),
        Column("Days in all", lambda one: (one.to_due_on - item.original_due_on).days if one else None, "number"),
        Column("Why", lambda one: say(one.reason) if one else None),
        Column("In the partnership's words", lambda one: (one.note or None) if one else None, "words"),
        Column("Agreed", lambda one: _agreed(one) if one else None),
    ]
    return table(
        [None, *item.revisions],
        columns,
        caption="Every date promised, the first one first",
        empty="No date.",
    )


def _agreed(one: RevisionRow) -> Markup:
    return Markup("{}{}").format(done(one.revised_on, one.agreed_by), entered_late(one.entry))


def updates_table(rows: Sequence[UpdateRow]) -> Markup:
    """What was told of an action, the newest first."""
    columns: list[Column[UpdateRow]] = [
        Column("Day", lambda one: dated(one.updated_on, one.entry), "date", names_row=True),
        Column("Status", lambda one: item_chip(one.status)),
        Column("Percent", lambda one: one.percent, "number"),
        Column("What was told", lambda one: one.note or None, "words"),
        Column("Taken down by", lambda one: one.recorded_by),
    ]
    return table(rows, columns, caption="What was told, the newest first", empty="Nothing has been told of it yet.")
