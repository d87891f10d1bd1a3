"""What works, and who could use it?"""

from collections.abc import Sequence

import streamlit as st
from markupsafe import Markup

from dashboard.components.address import asked_number, asked_word
from dashboard.components.choices import Choice, choices, filter_links
from dashboard.components.forms import openers
from dashboard.components.headlines import headlines
from dashboard.components.links import here
from dashboard.components.opening import open_page
from dashboard.components.practice.deeds import practice_forms
from dashboard.components.practice.matching import matches_part
from dashboard.components.practice.noting import note_form, note_offer
from dashboard.components.practice.register import headline_cards, practice_card, practices_table
from dashboard.session import AddressError, record
from dashboard.text import show
from dashboard.wording import count, say
from data_models.queries.areas import all_areas
from data_models.queries.good_practice import PracticeRow, matches, practices
from data_models.rules.references import Kind
from data_models.vocabulary import PracticeState, Strand


def main() -> None:
    rows, matched = record().ask(practices), record().ask(matches)
    chosen = _chosen(rows)
    state = asked_word("state", {one.value: say(one) for one in PracticeState}, "state of a practice", "good-practice")
    strand = asked_word("strand", {one.value: say(one) for one in Strand}, "strand", "good-practice")
    open_page("good-practice")
    show(headlines(headline_cards(rows, matched)))
    areas = {one.gss_code: one.short_name for one in record().ask(all_areas)}
    mine = {code: name for code, name in areas.items() if record().viewer.covers(code)}
    show(openers(note_offer(tuple(mine))))
    note_form(mine)
    if chosen:
        show(practice_card(chosen))
        practice_forms(chosen, areas)
    left, right = st.columns([7, 5], gap="medium")
    with left:
        _register(rows, state, strand, chosen)
    with right:
        show(matches_part(matched, chosen, has_practice=bool(rows)))


def _chosen(rows: Sequence[PracticeRow]) -> PracticeRow | None:
    asked = asked_number("practice", "good-practice", Kind.PRACTICE)
    if asked is None:
        return None
    found = next((one for one in rows if one.id == asked[1]), None)
    if found is None:
        raise AddressError(
            "There is no good practice with this number that you may read.", "See the register", "good-practice"
        )
    return found


def _register(rows: Sequence[PracticeRow], state: str | None, strand: str | None, chosen: PracticeRow | None) -> None:
    wanted = [one for one in rows if state in (None, one.state)]
    listed = [one for one in wanted if strand in (None, one.strand)]
    strands = {one.value: say(one) for one in Strand if any(each.strand is one for each in rows)}
    show(
        Markup('<h2>The register: {} of {}</h2><div class="filters">{}{}</div>{}').format(
            len(listed),
            count(len(rows), "practice"),
            _only(state),
            filter_links("strand", "Strand", strands, strand, "Every strand", [one.strand for one in wanted]),
            practices_table(listed, chosen.id if chosen else None, tall="28rem"),
        )
    )


def _only(state: str | None) -> Markup:
    """Which state is shown alone, and the way back to all; the numbers above choose it."""
    if state is None:
        return Markup("")
    chosen = Choice(f"Only {say(PracticeState(state)).lower()}", here(), is_chosen=True)
    return choices("State", (chosen, Choice("Every state", here(state=None))))


main()
