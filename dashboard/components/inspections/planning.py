"""The form in which an inspection is planned, with the days that its programme's footprint gives before it is saved."""

from collections.abc import Mapping, Sequence
from datetime import date

import streamlit as st
from markupsafe import Markup

from dashboard.components.form_fields import day_field, needed
from dashboard.components.forms import PRESS, NameField, Offer, Values, deed_form, openers
from dashboard.components.links import anchor
from dashboard.components.section import soft
from dashboard.components.table import Column, table
from dashboard.session import Session, record
from dashboard.text import clean, show
from dashboard.wording import count, day, known_day, say
from dashboard.written_days import day_of, needed_day, stretches_of
from data_models.commands.inspections import plan_inspection
from data_models.errors import Invalid
from data_models.queries.people import Colleague
from data_models.queries.programmes import ProgrammeRow
from data_models.rules.inspections import Holiday, footprint, template_step
from data_models.rules.references import Kind, reference
from data_models.visibility import Deed

PLAN = "plan-inspection"
LOOK = "Look at the days of the footprint below the fields, then plan the inspection again."
HOLIDAYS = "Weeks that do not count (school holidays), one stretch a line: 6 Apr 2027 to 16 Apr 2027"


def planning_opener() -> Markup:
    return openers(_offer())


def _offer() -> Offer:
    return Offer(PLAN, "Plan an inspection", Deed.PLAN_INSPECTION)


def planning_form(
    programmes: Sequence[ProgrammeRow], areas: Mapping[str, str], colleagues: Sequence[Colleague]
) -> None:
    """The form, when the address has it open. `areas` are names by code; `colleagues` can be named as the lead."""
    known = {one.id: one for one in programmes}
    deed_form(
        _offer(),
        title="Plan an inspection",
        save="Plan the inspection",
        fields=lambda name: _fields(name, known, areas, {one.id: one for one in colleagues}),
        do=lambda session, said: _plan(session, said, known),
    )


def _fields(
    name: NameField,
    programmes: Mapping[int, ProgrammeRow],
    areas: Mapping[str, str],
    colleagues: Mapping[int, Colleague],
) -> Values:
    left, right = st.columns(2, gap="medium")
    with left:
        values = _what(name, programmes, areas)
    with right:
        values |= _how(name, colleagues)
    st.form_submit_button("Show the days of the footprint", key=name("days") + PRESS)
    return values | {"days_were_seen": _preview(name, values, programmes)}


def _what(name: NameField, programmes: Mapping[int, ProgrammeRow], areas: Mapping[str, str]) -> Values:
    called = {number: clean(_called(one)) for number, one in programmes.items()}
    programme = st.selectbox(
        "Programme", list(called), index=None, format_func=lambda one: called[one], key=name("programme")
    )
    codes = st.multiselect("Areas", list(areas), format_func=lambda one: clean(areas[one]), key=name("areas"))
    partnership = st.text_input("Partnership that is inspected", key=name("partnership"))
    starts_on = day_field("Day of notification, from which its weeks are counted", name("starts"))
    holidays = st.text_area(HOLIDAYS, height=68, key=name("holidays"))
    return {
        "programme_id": programme,
        "area_codes": codes,
        "partnership_name": partnership,
        "starts_on": starts_on,
        "holidays": holidays,
    }


def _called(one: ProgrammeRow) -> str:
    is_over = one.ends_on is not None and one.ends_on < record().on
    return f"{one.name} (ended {known_day(one.ends_on, one.ends_precision)})" if is_over else one.name


def _how(name: NameField, colleagues: Mapping[int, Colleague]) -> Values:
    lead = st.selectbox(
        "Lead, if it is known",
        list(colleagues),
        index=None,
        format_func=lambda one: clean(f"{colleagues[one].name}, {say(colleagues[one].role).lower()}"),
        placeholder="not known yet",
        key=name("lead"),
    )
    return {
        "lead_id": lead,
        "plan_year": st.text_input("Year of the plan, if any", key=name("year"), placeholder="2027/28"),
        "theme": st.text_input("Theme, if any", key=name("theme")),
        "mode": st.text_input("How, if it is known", key=name("mode"), placeholder="on site and remote"),
    }


# --- the days it would give ---


def _preview(name: NameField, values: Values, programmes: Mapping[int, ProgrammeRow]) -> bool:
    """Show the days as far as the fields say them; whether just these were on the screen before."""
    programme = programmes.get(values["programme_id"])
    starts_on = day_of(values["starts_on"], record().on)
    if programme is None or starts_on is None:
        show(soft("Choose the programme and write the day of notification: the days of its footprint are shown here."))
        return False
    if not programme.footprint:
        show(soft("This programme has no footprint: its steps are added one by one once it is planned."))
        return True
    try:
        holidays = _holidays(values["holidays"])
    except Invalid as wrong:
        show(soft(wrong))
        return False
    show(_days(programme, starts_on, holidays))
    # A press can only come from a screen on which these days stood, if they were drawn by a run before this one.
    seen = name(f"seen {programme.id} {starts_on} {holidays}")
    was_seen = seen in st.session_state
    st.session_state[seen] = True
    return was_seen


def _holidays(written: str) -> tuple[Holiday, ...]:
    return tuple(Holiday(first, last) for first, last in stretches_of(written, "holidays", record().on))


def _days(programme: ProgrammeRow, starts_on: date, holidays: Sequence[Holiday]) -> Markup:
    steps = [template_step(one.kind, one.week_from, one.week_to) for one in programme.footprint]
    planned = footprint(starts_on, steps, holidays)
    rows = [
        (step.label, f"{day(at.starts_on)} to {day(at.ends_on)}" if at.ends_on else day(at.starts_on))
        for step, at in zip(programme.footprint, planned, strict=True)
    ]
    columns: list[Column[tuple[str, str]]] = [
        Column("Step", lambda one: one[0], names_row=True),
        Column("Would be planned for", lambda one: one[1], "date"),
    ]
    caption = "The days that the programme’s footprint gives"
    return table(rows, columns, caption=caption, empty="", show_caption=True, in_files=False)


def _plan(session: Session, said: Values, programmes: Mapping[int, ProgrammeRow]) -> str:
    on = record().on
    programme_id = needed(said["programme_id"], "programme_id", "Choose the programme.")
    starts_on = needed_day(said["starts_on"], "starts_on", "Write the day of notification.", on)
    holidays = _holidays(said["holidays"])
    if not said["days_were_seen"]:
        raise Invalid({"starts_on": LOOK})
    inspection = plan_inspection(
        session,
        by=record().viewer,
        on=on,
        programme_id=programme_id,
        area_codes=said["area_codes"],
        partnership_name=said["partnership_name"],
        starts_on=starts_on,
        lead_id=said["lead_id"],
        theme=said["theme"],
        mode=said["mode"],
        plan_year=said["plan_year"],
        holidays=holidays,
    )
    named = anchor(reference(Kind.INSPECTION, inspection.id), "inspections", inspection=inspection.id)
    steps = count(len(programmes[programme_id].footprint), "step")
    return Markup("Planned {} of {}, with {} in its footprint.").format(named, inspection.partnership_name, steps)
