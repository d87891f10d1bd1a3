"""Which areas take part in a national review, phase by phase and area by area, and the forms that record it."""

import streamlit as st
from markupsafe import Markup

from dashboard.components.form_fields import day_field, prose_field, several_field
from dashboard.components.forms import NameField, Offer, Values, deed_form, is_open, opened_on, openers
from dashboard.components.links import anchor
from dashboard.components.programmes.taking_part import phases_table
from dashboard.components.programmes.words import begun_large, stretch, with_something
from dashboard.components.row_deeds import row_deeds
from dashboard.components.table import Column, table
from dashboard.session import Session, record
from dashboard.text import clean, show
from dashboard.wording import count, day
from dashboard.written_days import day_if_any, needed_day
from data_models.commands.editing import UNCHANGED
from data_models.commands.programmes import Participation, give_participation_feedback, record_participation
from data_models.errors import Invalid
from data_models.queries.areas import all_areas
from data_models.queries.programmes import ParticipationRow, ProgrammeRow
from data_models.visibility import Deed

TAKE_PART = "take-part"
GIVEN = "Its feedback was given already."


def show_participation(one: ProgrammeRow) -> None:
    """By phase, area by area folded away, and the form that the address has open."""
    may = _offer().is_allowed
    if one.participations or may or not one.self_evaluations:
        show(
            Markup("<h2>Who takes part</h2>{}{}{}").format(
                openers(_offer()), phases_table(one), _area_by_area(one) if one.participations else ""
            )
        )
    _take_part(one)
    for part in one.participations:
        _put_right(one, part)
        _feedback(part)


def _offer() -> Offer:
    return Offer(TAKE_PART, "Record who takes part", Deed.RECORD_PARTICIPATION)


def _amend_offer(part: ParticipationRow) -> Offer:
    return Offer(f"part-{part.id}", "Put right", Deed.RECORD_PARTICIPATION, opened=part.row_version)


def _feedback_offer(part: ParticipationRow) -> Offer:
    is_owed = part.feedback_given_on is None
    return Offer(f"part-feedback-{part.id}", "Feedback given", Deed.RECORD_PARTICIPATION, (), is_owed, GIVEN)


def _area_by_area(one: ProgrammeRow) -> Markup:
    columns: list[Column[ParticipationRow]] = [
        Column("Area", lambda part: anchor(part.area_name, "area", area=part.area_code), names_row=True),
        Column("Phase", lambda part: begun_large(part.phase) or "Whole review"),
        Column("When", lambda part: stretch(part.from_on, part.to_on) or None),
        Column("Feedback given", lambda part: part.feedback_given_on or "not yet", "date"),
        Column("Note", lambda part: begun_large(part.note) or None, "words"),
    ]
    columns = with_something(columns, one.participations)
    if _offer().is_allowed:
        columns.append(Column("Change", lambda part: _deeds(one, part)))
    rows = table(one.participations, columns, caption="Who takes part, area by area", empty="", tall="26rem")
    is_at_work = is_open(TAKE_PART) or st.query_params.get("do", "").startswith("part-")
    return Markup('<details class="folded"{}><summary>Area by area</summary>{}</details>').format(
        Markup(" open") if is_at_work else "", rows
    )


def _deeds(one: ProgrammeRow, part: ParticipationRow) -> Markup:
    which = f"{part.area_name}, {part.phase or 'whole review'}"
    return row_deeds("programmes", which, _feedback_offer(part), _amend_offer(part), programme=one.code)


def _take_part(one: ProgrammeRow) -> None:
    if not is_open(TAKE_PART):
        return
    areas = {each.gss_code: each.short_name for each in record().ask(all_areas)}

    def fields(name: NameField) -> Values:
        chosen = several_field("Areas", areas, name("areas"), "Every area")
        known = ", ".join(dict.fromkeys(part.phase for part in one.participations if part.phase))
        phase = st.text_input("Phase, if it has phases", placeholder=clean(known), key=name("phase"))
        return {"areas": chosen, "phase": phase} | _when_and_note(name, one, None)

    def do(session: Session, said: Values) -> str:
        if not said["areas"]:
            raise Invalid({"areas": "Choose the areas that take part."})
        for code in said["areas"]:
            _record(session, one, code, said["phase"], said, only_new=True)
        where = said["phase"].strip() or "the whole review"
        return f"Recorded: {count(len(said['areas']), 'area')} of {one.of} in {where}."

    deed_form(_offer(), title="Record who takes part", save="Record them", fields=fields, do=do)


def _put_right(one: ProgrammeRow, part: ParticipationRow) -> None:
    def fields(name: NameField) -> Values:
        return {"opened": opened_on(part.row_version)} | _when_and_note(name, one, part)

    def do(session: Session, said: Values) -> str:
        _record(session, one, part.area_code, part.phase, said, expected_version=said["opened"])
        return f"The part of {part.area_name} is put right."

    where = f" in {part.phase}" if part.phase else ""
    deed_form(
        _amend_offer(part),
        title=f"The part of {part.area_name}{where}",
        save="Save it",
        fields=fields,
        do=do,
        free_text=one.attributes_findings,
    )


def _when_and_note(name: NameField, one: ProgrammeRow, was: ParticipationRow | None) -> Values:
    """Its days; a note only where findings are attributed to areas."""
    left, right = st.columns(2, gap="medium")
    with left:
        from_on = day_field("First day, if it is known", name("from"), value=was.from_on if was else None)
    with right:
        to_on = day_field("Last day, if it is known", name("to"), value=was.to_on if was else None)
    said: Values = {"from": from_on, "to": to_on, "note": UNCHANGED}
    if one.attributes_findings:
        said["note"] = prose_field("Note, if any", name("note"), value=was.note if was else "")
    return said


def _record(
    session: Session,
    one: ProgrammeRow,
    code: str,
    phase: str,
    said: Values,
    *,
    only_new: bool = False,
    expected_version: int | None = None,
) -> None:
    participation = Participation(
        one.id,
        code,
        phase,
        from_on=day_if_any(said["from"], "from_on", record().on),
        to_on=day_if_any(said["to"], "to_on", record().on),
        note=said["note"],
    )
    record_participation(
        session,
        by=record().viewer,
        on=record().on,
        participation=participation,
        only_new=only_new,
        expected_version=expected_version,
    )


def _feedback(part: ParticipationRow) -> None:
    def do(session: Session, said: Values) -> str:
        given_on = needed_day(said["given_on"], "given_on", "Write the day feedback was given.", record().on)
        give_participation_feedback(
            session, by=record().viewer, on=record().on, participation_id=part.id, given_on=given_on
        )
        return f"{part.area_name} was given its feedback on {day(given_on)}."

    deed_form(
        _feedback_offer(part),
        title=f"Feedback was given to {part.area_name}",
        save="Record the day",
        fields=lambda name: {"given_on": day_field("Day it was given", name("given_on"), value=record().on)},
        do=do,
        free_text=False,
    )
