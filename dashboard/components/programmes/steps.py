"""The steps of a national review: planned and actual apart, with the slip between them, and their forms."""

from datetime import date

import streamlit as st
from markupsafe import Markup

from dashboard.components.chips import chip
from dashboard.components.form_fields import day_field, needed, prose_field
from dashboard.components.forms import NameField, Offer, Values, deed_form, opened_on, openers
from dashboard.components.programmes.words import (
    begun_large,
    course_of,
    is_last_of_month,
    standing_of,
    step_name,
    stretch,
    with_something,
)
from dashboard.components.row_deeds import row_deeds
from dashboard.components.table import Column, table
from dashboard.session import Session, record
from dashboard.text import show
from dashboard.wording import count, due, say
from dashboard.written_days import day_if_any
from data_models.commands.programmes import DatedStep, record_programme_milestone
from data_models.queries.programmes import ProgrammeRow, StepRow
from data_models.rules.programmes import Course, StepStanding, slip_days
from data_models.visibility import Deed
from data_models.vocabulary import MilestoneKind

KINDS = list(MilestoneKind)
# The four days of a step, and what each is called in its form.
DAYS = {
    "planned_on": "Planned for",
    "planned_to": "Planned until, if it lasts",
    "actual_on": "Happened on",
    "actual_to": "Lasted until, if it lasted",
}


def show_steps(one: ProgrammeRow, on: date) -> None:
    """The table with its ways to change it, and the form that the address has open."""
    opened = openers(_add_offer())
    show(Markup("<h2>Steps, planned and actual</h2>{}{}").format(opened, steps_table(one, on)))
    _form(one, _add_offer(), None)
    for step in one.steps:
        _form(one, _step_offer(step), step)


def _add_offer() -> Offer:
    return Offer("add-step", "Add a step", Deed.RECORD_PROGRAMME_MILESTONE)


def _step_offer(step: StepRow) -> Offer:
    words = "Put right" if step.actual_on else "Record its days"
    return Offer(f"step-{step.id}", words, Deed.RECORD_PROGRAMME_MILESTONE, opened=step.row_version)


def steps_table(one: ProgrammeRow, on: date) -> Markup:
    """Every national step, planned and actual apart, with the slip between them."""
    of = course_of(one, on)
    columns: list[Column[StepRow]] = [
        Column("Step", step_name, names_row=True),
        Column("Planned", lambda step: stretch(step.planned_on, step.planned_to) or "not told"),
        Column("Actual", lambda step: stretch(step.actual_on, step.actual_to)),
        Column("Slip", lambda step: slip_words(step, of, on)),
        Column("Note", lambda step: begun_large(step.note) or None, "words"),
    ]
    if _add_offer().is_allowed:
        columns.append(Column("Change", lambda step: _deeds(one, step)))
    steps = sorted(one.steps, key=lambda step: step.planned_on or step.actual_on or date.max)
    return table(
        steps,
        with_something(columns, steps),
        caption="Steps, planned and actual",
        empty="No national steps are recorded for this programme.",
    )


def slip_words(step: StepRow, of: Course, on: date) -> str | Markup:
    standing = standing_of(step, of, on)
    if standing is StepStanding.OVERDUE:
        return chip("red", due(step.planned_to or step.planned_on, on))
    if standing is StepStanding.AHEAD:
        return due(step.planned_to or step.planned_on, on)
    if standing is StepStanding.NOT_ESTABLISHED:
        return Markup('<span class="soft">what happened is not told</span>')
    if step.planned_on is None:
        return ""
    days = slip_days(step.planned_on, step.planned_to, step.actual_on, step.actual_to)
    if days == 0:
        return "as planned"
    roughly = "up to " if step.actual_to and is_last_of_month(step.actual_to) else ""
    return f"{roughly}{count(abs(days), 'day')} {'late' if days > 0 else 'early'}"


def _deeds(one: ProgrammeRow, step: StepRow) -> Markup:
    return row_deeds("programmes", step_name(step), _step_offer(step), programme=one.code)


def _form(one: ProgrammeRow, offer: Offer, was: StepRow | None) -> None:
    def fields(name: NameField) -> Values:
        return {"opened": opened_on(was.row_version) if was else None} | _fields(name, was)

    def do(session: Session, said: Values) -> str:
        step = DatedStep(
            kind=needed(said["kind"], "kind", "Choose the kind of step."),
            label=said["label"],
            **{name: day_if_any(said[name], name, record().on) for name in DAYS},
            note=said["note"],
            source=was.source if was else "",
        )
        row = record_programme_milestone(
            session,
            by=record().viewer,
            on=record().on,
            programme_id=one.id,
            step=step,
            milestone_id=was.id if was else None,
            expected_version=said["opened"],
        )
        planned, happened = stretch(row.planned_on, row.planned_to), stretch(row.actual_on, row.actual_to)
        return f"{row.label}: planned for {planned or 'no day'}; {f'it was on {happened}' if happened else 'not yet'}."

    deed_form(
        offer,
        title=f"The step “{step_name(was)}”" if was else "Add a step",
        save="Save the step",
        fields=fields,
        do=do,
    )


def _fields(name: NameField, was: StepRow | None) -> Values:
    left, right = st.columns([1, 2], gap="medium")
    with left:
        kind = st.selectbox(
            "Kind of step", KINDS, index=KINDS.index(was.kind) if was else None, format_func=say, key=name("kind")
        )
    with right:
        label = st.text_input("What it is called", value=was.label if was else "", key=name("label"))
    days = {}
    for column, (each, words) in zip(st.columns(4, gap="medium"), DAYS.items(), strict=True):
        with column:
            days[each] = day_field(words, name(each), value=getattr(was, each) if was else None)
    note = prose_field("Note, if any", name("note"), value=was.note if was else "")
    return {"kind": kind, "label": label, "note": note} | days
