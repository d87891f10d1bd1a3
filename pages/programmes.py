"""What are we doing nationally?"""

import streamlit as st
from markupsafe import Markup

from dashboard.charts.load import scrutiny_load as load_strip
from dashboard.components.address import asked_word
from dashboard.components.chart import show_chart
from dashboard.components.choices import Choice, choices
from dashboard.components.headlines import headlines
from dashboard.components.links import anchor, here
from dashboard.components.notices import notice
from dashboard.components.opening import open_page
from dashboard.components.programmes import (
    NATIONAL,
    NOT_ATTRIBUTED,
    NOT_EVALUATED,
    course_of,
    footprint_table,
    headline_cards,
    in_list_order,
    indicators_table,
    phases_table,
    programme_facts,
    programmes_table,
    self_evaluations_heading,
    self_evaluations_table,
    steps_table,
    taking_part_table,
)
from dashboard.components.rotation import load_frame, load_table, of_strand, rotation_table
from dashboard.session import AddressError, record
from dashboard.text import show
from dashboard.wording import say
from data_models.queries.programme_load import scrutiny_load
from data_models.queries.programmes import ProgrammeRow, RotationRow, programmes, rotation
from data_models.rules.programmes import Course
from data_models.vocabulary import Strand

SHOWN = {"under-way": "Under way now"}


def main() -> None:
    rows = record().ask(programmes)
    chosen = _chosen(rows)
    if chosen:
        open_page("programmes", chosen.name)
        _one(chosen)
        return
    strand, shown = _strand(), asked_word("show", SHOWN, "list of programmes", "programmes")
    open_page("programmes")
    if not rows:
        show(notice("There is no programme in the record yet. Ask the administrator to load the reference data."))
        return
    areas = record().ask(rotation)
    show(headlines(headline_cards(rows, areas, record().on)))
    _list(rows, strand, shown)
    _taking_part(rows, strand)
    _rotation(areas, strand)
    _load(areas)


def _chosen(rows: tuple[ProgrammeRow, ...]) -> ProgrammeRow | None:
    code = st.query_params.get("programme")
    found = next((one for one in rows if one.code == code), None)
    if code and found is None:
        raise AddressError(f"There is no programme “{code}”.", "See all programmes", "programmes", programme=None)
    return found


def _strand() -> Strand | None:
    asked = asked_word("strand", {one.value: say(one) for one in Strand}, "strand", "programmes")
    return Strand(asked) if asked else None


def _list(rows: tuple[ProgrammeRow, ...], strand: Strand | None, shown: str | None) -> None:
    on = record().on
    wanted = [one for one in rows if shown is None or course_of(one, on) is Course.UNDER_WAY]
    listed = in_list_order((one for one in wanted if strand in (None, one.strand)), on)
    offered = [Choice("All programmes", here(show=None), shown is None)]
    offered += [Choice(words, here(show=key), key == shown) for key, words in SHOWN.items()]
    strands = [Choice("Every strand", here(strand=None), strand is None, len(wanted))]
    strands += [
        Choice(say(one), here(strand=one.value), one is strand, sum(row.strand is one for row in wanted))
        for one in Strand
    ]
    show(
        Markup('<div class="filters">{}{}</div>{}').format(
            choices("Which programmes", offered), choices("Strand", strands), programmes_table(listed, on, tall="26rem")
        )
    )


def _taking_part(rows: tuple[ProgrammeRow, ...], strand: Strand | None) -> None:
    national = [one for one in rows if one.scrutiny_type in NATIONAL and strand in (None, one.strand)]
    said = (
        "“Not told” is what the sources are silent about, not a nought. Where findings are not attributed to single "
        "areas, no result of an area is kept or shown."
    )
    show(
        Markup('<h2>Thematic reviews and self-evaluations: who takes part</h2><p class="soft">{}</p>{}').format(
            said, taking_part_table(national, record().on)
        )
    )


def _rotation(areas: tuple[RotationRow, ...], strand: Strand | None) -> None:
    said = (
        "Areas are chosen by a combination of risk and rotation. Those with the gravest open risk come first, "
        "then those where the last published inspection is longest ago."
    )
    show(
        Markup('<h2 id="rotation">Where were we last, and what is open there</h2><p class="soft">{}</p>{}').format(
            said if strand is None else f"{said} Inspections of this strand only: {say(strand).lower()}.",
            rotation_table(of_strand(areas, strand)),
        )
    )


def _load(areas: tuple[RotationRow, ...]) -> None:
    load = record().ask(scrutiny_load)
    numbers = load_table(load, areas, record().on)
    drawn = st.query_params.get("draw") == "load"
    words = "Show the numbers only" if drawn else "Draw it as a chart"
    show(
        Markup('<h2 id="load">How much is asked of each area</h2><p class="soft">{} <a href="{}">{}</a></p>').format(
            "Inspections, thematic reviews, self-evaluations and scrutiny by other bodies that touch a quarter.",
            here(draw=None if drawn else "load"),
            words,
        )
    )
    if not drawn:
        show(numbers)
        return
    show_chart(
        lambda: load_strip(load_frame(load, areas)),
        key="load",
        version=f"{record().change} {record().on}",
        table=numbers,
        empty="Nothing is asked of any area in these quarters.",
        wide=1100,
    )


def _one(one: ProgrammeRow) -> None:
    on = record().on
    show(Markup("<p>{}</p>").format(anchor("All programmes", "programmes")))
    if not one.attributes_findings:
        show(notice(NOT_ATTRIBUTED, tone="blue"))
    elif not one.evaluates:
        show(notice(NOT_EVALUATED, tone="blue"))
    show(programme_facts(one, on))
    show(Markup("<h2>Steps, planned and actual</h2>{}").format(steps_table(one, on)))
    if one.participations or not one.self_evaluations:
        show(Markup("<h2>Who takes part</h2>{}").format(phases_table(one)))
    if one.self_evaluations:
        show(Markup("<h2>{}</h2>{}").format(self_evaluations_heading(one), self_evaluations_table(one)))
    show(Markup("<h2>Indicators</h2>{}").format(indicators_table(one)))
    show(Markup("<h2>Footprint of its inspections</h2>{}").format(footprint_table(one)))


main()
