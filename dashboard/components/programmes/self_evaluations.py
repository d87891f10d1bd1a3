"""The self-evaluations of a programme: asked for, sent, validated, answered; their days, never what they say."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date
from typing import Any

import streamlit as st
from markupsafe import Markup

from dashboard.components.form_fields import day_field, prose_field, several_field
from dashboard.components.forms import NameField, Offer, Values, deed_form, is_open, opened_on, openers
from dashboard.components.links import anchor
from dashboard.components.programmes.words import begun_large, with_something
from dashboard.components.row_deeds import row_deeds
from dashboard.components.table import Column, table
from dashboard.session import Session, record
from dashboard.text import show
from dashboard.wording import count, day
from dashboard.written_days import day_if_any, needed_day
from data_models.commands.editing import UNCHANGED
from data_models.commands.self_evaluations import (
    give_self_evaluation_feedback,
    issue_validation_letter,
    record_self_evaluation,
    validate_self_evaluation,
)
from data_models.errors import Invalid
from data_models.queries.areas import all_areas
from data_models.queries.programmes import ProgrammeRow, SelfEvaluationRow
from data_models.visibility import Deed
from data_models.vocabulary import ScrutinyType

ASK = "ask-self-evaluations"


@dataclass(frozen=True)
class Step:
    """What follows once an area has sent its self-evaluation: when it can be done, and the words of its form."""

    name: str
    words: str
    title: str
    done: str
    applies: Callable[[SelfEvaluationRow], bool]
    why_not: str
    record: Callable[[Session, int, date], Any]


STEPS = (
    Step(
        "validate",
        "Validated",
        "The self-evaluation of {} is validated",
        "The self-evaluation of {} is validated as of {}.",
        lambda form: form.submitted_on is not None and not form.is_validated,
        "It is validated already, or was not sent yet.",
        lambda session, number, on: validate_self_evaluation(
            session, by=record().viewer, on=record().on, self_evaluation_id=number, validated_on=on
        ),
    ),
    Step(
        "letter",
        "Letter issued",
        "The validation letter went to {}",
        "The validation letter to {} was issued on {}.",
        lambda form: form.is_validated and form.letter_issued_on is None,
        "The letter was issued already, or it is not validated yet.",
        lambda session, number, on: issue_validation_letter(
            session, by=record().viewer, on=record().on, self_evaluation_id=number, issued_on=on
        ),
    ),
    Step(
        "feedback",
        "Feedback given",
        "Feedback was given to {}",
        "Feedback was given to {} on {}.",
        lambda form: form.submitted_on is not None and form.feedback_given_on is None,
        "Feedback was given already, or it was not sent yet.",
        lambda session, number, on: give_self_evaluation_feedback(
            session, by=record().viewer, on=record().on, self_evaluation_id=number, given_on=on
        ),
    ),
)


def show_self_evaluations(one: ProgrammeRow) -> None:
    """How many of all areas have sent theirs, each area's days, and the form that the address has open."""
    if one.self_evaluations or (
        _ask_offer(one).is_allowed and one.scrutiny_type is ScrutinyType.SUPPORTED_SELF_EVALUATION
    ):
        show(
            Markup("<h2>{}</h2>{}{}").format(
                self_evaluations_heading(one), openers(_ask_offer(one)), self_evaluations_table(one)
            )
        )
    _ask(one)
    for form in one.self_evaluations:
        _days(one, form)
        for step in STEPS:
            _step(step, form)


def _ask_offer(one: ProgrammeRow) -> Offer:
    is_left = len(one.self_evaluations) < one.of
    words, why_not = "Ask areas for theirs", "Every area was asked already."
    return Offer(ASK, words, Deed.RECORD_SELF_EVALUATION, (), is_left, why_not)


def _days_offer(form: SelfEvaluationRow) -> Offer:
    words = "Put right" if form.submitted_on else "Record what was sent"
    return Offer(f"self-evaluation-{form.id}", words, Deed.RECORD_SELF_EVALUATION, opened=form.row_version)


def _step_offer(step: Step, form: SelfEvaluationRow) -> Offer:
    name, applies = f"{step.name}-{form.id}", step.applies(form)
    return Offer(name, step.words, Deed.RECORD_SELF_EVALUATION, (), applies, step.why_not)


def self_evaluations_heading(one: ProgrammeRow) -> str:
    if not one.submitted:
        return f"Self-evaluations asked of {len(one.self_evaluations)} areas; no day of sending is told"
    return f"Self-evaluations: {one.submitted} of {len(one.self_evaluations)} sent"


def self_evaluations_table(one: ProgrammeRow) -> Markup:
    """Every area's self-evaluation: its days, never what it said."""
    columns: list[Column[SelfEvaluationRow]] = [
        Column("Area", lambda form: anchor(form.area_name, "area", area=form.area_code), names_row=True),
        Column("Due", lambda form: form.due_on, "date"),
        Column("Sent", lambda form: form.submitted_on, "date"),
        Column("Validated", lambda form: form.validated_on or ("yes" if form.is_validated else None), "date"),
        Column("Letter", lambda form: form.letter_issued_on, "date"),
        Column("Feedback", lambda form: form.feedback_given_on, "date"),
        Column("Note", lambda form: begun_large(form.note) or None, "words"),
    ]
    columns = with_something(columns, one.self_evaluations)
    if _ask_offer(one).is_allowed:
        columns.append(Column("Change", lambda form: _deeds(one, form)))
    return table(
        one.self_evaluations,
        columns,
        caption="Self-evaluations by area: the days only",
        empty="No self-evaluation is asked for in this programme.",
        tall="26rem",
    )


def _deeds(one: ProgrammeRow, form: SelfEvaluationRow) -> Markup:
    offers = [*(_step_offer(step, form) for step in STEPS), _days_offer(form)]
    return row_deeds("programmes", form.area_name, *offers, programme=one.code)


def _ask(one: ProgrammeRow) -> None:
    if not is_open(ASK):
        return
    asked = {form.area_code for form in one.self_evaluations}
    areas = {each.gss_code: each.short_name for each in record().ask(all_areas) if each.gss_code not in asked}

    def fields(name: NameField) -> Values:
        chosen = several_field(
            "Areas that were not asked yet", areas, name("areas"), "Every area that was not asked yet"
        )
        return {"areas": chosen, "due_on": day_field("Due on, if a day is set", name("due_on"))}

    def do(session: Session, said: Values) -> str:
        if not said["areas"]:
            raise Invalid({"areas": "Choose the areas to ask."})
        due_on = day_if_any(said["due_on"], "due_on", record().on)
        for code in said["areas"]:
            record_self_evaluation(
                session,
                by=record().viewer,
                on=record().on,
                programme_id=one.id,
                area_code=code,
                due_on=due_on,
                only_new=True,
            )
        until = f", due on {day(due_on)}" if due_on else ""
        return f"{count(len(said['areas']), 'area')} asked for a self-evaluation{until}."

    deed_form(
        _ask_offer(one),
        title="Ask areas for their self-evaluation",
        save="Record it",
        fields=fields,
        do=do,
        free_text=False,
    )


def _days(one: ProgrammeRow, form: SelfEvaluationRow) -> None:
    def fields(name: NameField) -> Values:
        opened = opened_on(form.row_version)
        left, right = st.columns(2, gap="medium")
        with left:
            due_on = day_field("Due on, if a day is set", name("due_on"), value=form.due_on)
        with right:
            sent_on = day_field("Sent on, once it is here", name("sent_on"), value=form.submitted_on)
        said: Values = {"opened": opened, "due_on": due_on, "sent_on": sent_on, "note": UNCHANGED}
        if one.attributes_findings:
            said["note"] = prose_field("Note, if any", name("note"), value=form.note)
        return said

    def do(session: Session, said: Values) -> str:
        row = record_self_evaluation(
            session,
            by=record().viewer,
            on=record().on,
            programme_id=one.id,
            area_code=form.area_code,
            due_on=day_if_any(said["due_on"], "due_on", record().on),
            submitted_on=day_if_any(said["sent_on"], "submitted_on", record().on),
            note=said["note"],
            expected_version=said["opened"],
        )
        sent = f"sent on {day(row.submitted_on)}" if row.submitted_on else "not sent yet"
        return f"The self-evaluation of {form.area_name}: {sent}."

    deed_form(
        _days_offer(form),
        title=f"The self-evaluation of {form.area_name}",
        save="Save its days",
        fields=fields,
        do=do,
        free_text=one.attributes_findings,
    )


def _step(step: Step, form: SelfEvaluationRow) -> None:
    def do(session: Session, said: Values) -> str:
        happened_on = needed_day(said["day"], "day", "Write the day.", record().on)
        step.record(session, form.id, happened_on)
        return step.done.format(form.area_name, day(happened_on))

    deed_form(
        _step_offer(step, form),
        title=step.title.format(form.area_name),
        save="Record the day",
        fields=lambda name: {"day": day_field("On", name("day"), value=record().on)},
        do=do,
        free_text=False,
    )
