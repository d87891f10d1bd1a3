"""What are we doing nationally?"""

import streamlit as st

from dashboard.components.address import asked_word
from dashboard.components.headlines import headlines
from dashboard.components.notices import notice
from dashboard.components.opening import open_page
from dashboard.components.programmes.listing import SHOWN, headline_cards, listed
from dashboard.components.programmes.load import show_load
from dashboard.components.programmes.rotation import rotation_part
from dashboard.components.programmes.taking_part import taking_part
from dashboard.components.programmes.whole import show_programme
from dashboard.session import AddressError, record
from dashboard.text import show
from dashboard.wording import say
from data_models.queries.programme_load import scrutiny_load
from data_models.queries.programmes import ProgrammeRow, programmes, rotation
from data_models.vocabulary import Strand

PATH = "programmes"


def main() -> None:
    rows = record().ask(programmes)
    chosen = _chosen(rows)
    if chosen:
        open_page(PATH, chosen.name)
        show_programme(chosen, record().on)
    else:
        _every(rows)


def _chosen(rows: tuple[ProgrammeRow, ...]) -> ProgrammeRow | None:
    code = st.query_params.get("programme")
    found = next((one for one in rows if one.code == code), None)
    if code and found is None:
        raise AddressError(f"There is no programme “{code}”.", "See all programmes", PATH, programme=None)
    return found


def _every(rows: tuple[ProgrammeRow, ...]) -> None:
    strand, shown, on = _strand(), asked_word("show", SHOWN, "list of programmes", PATH), record().on
    open_page(PATH)
    if not rows:
        show(notice("There is no programme in the record yet. Ask the administrator to load the reference data."))
        return
    areas = record().ask(rotation)
    show(headlines(headline_cards(rows, areas, on)))
    show(listed(rows, strand, shown, on))
    show(taking_part(rows, strand, on))
    show(rotation_part(areas, strand))
    show_load(record().ask(scrutiny_load), areas, on, version=f"{record().change} {on}")


def _strand() -> Strand | None:
    asked = asked_word("strand", {one.value: say(one) for one in Strand}, "strand", PATH)
    return Strand(asked) if asked else None


main()
