"""A practice that works, noted where it was seen, and described better while it is not validated."""

from collections.abc import Iterable, Mapping

import streamlit as st

from dashboard.components.form_fields import choice_field, needed, prose_field
from dashboard.components.forms import NameField, Offer, Values, deed_form, is_open, opened_on
from dashboard.session import Session, record
from dashboard.wording import SHORT_PROGRAMMES, say
from data_models.commands.good_practice import NewPractice, amend_good_practice, note_good_practice
from data_models.queries.good_practice import PracticeRow
from data_models.queries.inspections import InspectionRow
from data_models.queries.programmes import IndicatorRow, ProgrammeRow, programmes
from data_models.rules.references import Kind, reference
from data_models.visibility import Deed
from data_models.vocabulary import PracticeState, Strand

NOTE_PRACTICE = "note-practice"
STRANDS = list(Strand)
AS_VALIDATED = "This practice is validated and stays as it was validated. Note a new one beside it."
WHY_INDICATOR = "By its indicator it is matched with areas that are weak on it. Without one it is matched with none."


def note_offer(area_codes: tuple[str, ...]) -> Offer:
    return Offer(NOTE_PRACTICE, "Note a good practice", Deed.NOTE_PRACTICE, area_codes)


def amend_offer(one: PracticeRow) -> Offer:
    is_noted = one.state is PracticeState.NOTED
    return Offer(
        "amend-practice",
        "Describe it better",
        Deed.NOTE_PRACTICE,
        (one.area_code,),
        is_noted,
        AS_VALIDATED,
        opened=one.row_version,
    )


def note_form(areas: Mapping[str, str], inspected: Iterable[InspectionRow] = ()) -> None:
    """The form, when the address has it open. `areas` are those to choose from: code to name."""
    if not is_open(NOTE_PRACTICE):
        return
    indicators = indicator_names(record().ask(programmes))
    inspections = {one.id: f"{one.reference} {one.programme_name}" for one in inspected}
    only = next(iter(areas)) if len(areas) == 1 else None

    def fields(name: NameField) -> Values:
        code = only or choice_field("Area", areas, name("area"))
        said = _described(name, indicators, None)
        return {"area": code} | said | {"inspection": _inspection(name, inspections)}

    def do(session: Session, said: Values) -> str:
        practice = NewPractice(
            area_code=needed(said["area"], "area", "Choose the area where you saw it."),
            title=said["title"],
            summary=said["summary"],
            strand=said["strand"],
            indicator_id=said["indicator"],
            inspection_id=said["inspection"],
        )
        noted = note_good_practice(session, by=record().viewer, on=record().on, practice=practice)
        return f"{reference(Kind.PRACTICE, noted.id)} is noted. It is proposed to others once it is validated."

    where = f" in {areas[only]}" if only else ""
    deed_form(
        note_offer(tuple(areas)), title=f"Note a good practice{where}", save="Note the practice", fields=fields, do=do
    )


def amend_form(one: PracticeRow) -> None:
    """The form, when the address has it open."""
    offer = amend_offer(one)
    if not is_open(offer.name):
        return
    indicators = indicator_names(record().ask(programmes))

    def do(session: Session, said: Values) -> str:
        amend_good_practice(
            session,
            by=record().viewer,
            on=record().on,
            practice_id=one.id,
            title=said["title"],
            summary=said["summary"],
            strand=said["strand"],
            indicator_id=said["indicator"],
            expected_version=said["opened"],
        )
        return f"{one.reference} is described as you said."

    deed_form(
        offer,
        title=f"Describe {one.reference} better",
        save="Save the description",
        fields=lambda name: {"opened": opened_on(one.row_version)} | _described(name, indicators, one),
        do=do,
    )


def indicator_names(known: Iterable[ProgrammeRow]) -> dict[int, str]:
    """Every indicator that a programme evaluates, by programme: its number in the record to its name."""
    return {
        one.id: f"{SHORT_PROGRAMMES.get(programme.code, programme.name)}: {_numbered(one)}"
        for programme in known
        for one in programme.indicators
    }


def _numbered(one: IndicatorRow) -> str:
    return f"{one.number} {one.name}" if one.number else one.name


def _described(name: NameField, indicators: Mapping[int, str], was: PracticeRow | None) -> Values:
    title = st.text_input("The practice in a few words", value=was.title if was else "", key=name("title"))
    summary = prose_field(
        "What is done, and what difference it makes", name("summary"), value=was.summary if was else ""
    )
    left, right = st.columns([1, 2], gap="medium")
    with left:
        strand = st.selectbox(
            "Strand",
            STRANDS,
            index=STRANDS.index(was.strand) if was and was.strand else None,
            format_func=say,
            placeholder="none",
            key=name("strand"),
        )
    with right:
        of = was.indicator_id if was else None
        indicator = choice_field(
            "Indicator it is about", indicators, name("indicator"), value=of, because=WHY_INDICATOR, nothing="none"
        )
    return {"title": title, "summary": summary, "strand": strand, "indicator": indicator}


def _inspection(name: NameField, inspections: Mapping[int, str]) -> int | None:
    return (
        choice_field("Inspection it comes from", inspections, name("inspection"), nothing="none")
        if inspections
        else None
    )
