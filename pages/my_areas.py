"""What needs me today?"""

import streamlit as st
from markupsafe import Markup

from dashboard.components.address import asked_word
from dashboard.components.choosers import chooser
from dashboard.components.engagement.contact_form import LOG_CONTACT, contact_offer, show_contact_form
from dashboard.components.forms import openers
from dashboard.components.headlines import headlines
from dashboard.components.links import PARTS, anchor_to, here
from dashboard.components.opening import open_page
from dashboard.components.queue.cards import area_cards
from dashboard.components.queue.nothing_owed import nothing_at_all, nothing_now
from dashboard.components.queue.rows import areas_owed, band_cards, folded, kinds_owed, matters_table, only, queue
from dashboard.components.queue.ways import may_log_contact
from dashboard.session import record
from dashboard.text import show
from data_models.queries.my_areas import MyAreas, my_areas
from data_models.rules.clocks import Urgency

PATH = "my-areas"


def main() -> None:
    open_page("my-areas")
    shown = record().ask(my_areas)
    if not shown.owed and not shown.muted and not shown.cards:
        show(nothing_at_all(record().viewer.role))
        return
    owed = [one for _, matters in shown.bands for one in matters]
    names = dict(shown.areas)
    kinds, areas = kinds_owed(owed), areas_owed(owed, names) | {one.code: one.name for one in shown.cards}
    kind, area = asked_word("kind", kinds, "kind of work", PATH), asked_word("area", areas, "area of yours", PATH)
    bands = only(shown.bands, kind, area)
    _contact_form({one.code: one.name for one in shown.cards if area in (None, one.code)})
    show(headlines(band_cards(bands, record().on)))
    left, right = st.columns([7, 4], gap="medium") if shown.cards else (st.container(), None)
    with left:
        _filters(kinds, areas, len(owed))
        _queue(shown, kind, area)
    if right is not None:
        with right:
            _cards(shown, area)


def _contact_form(areas: dict[str, str]) -> None:
    show(openers(contact_offer(tuple(areas))))
    show_contact_form(areas)


def _filters(kinds: dict[str, str], areas: dict[str, str], everything: int) -> None:
    by_kind, by_area = st.columns(2, gap="small")
    with by_kind:
        chooser("kind", "Kind of work", kinds, f"Every kind of work ({everything})")
    with by_area:
        chooser("area", "Area", areas, "Every area of mine" if record().viewer.areas else "Every area")


def _queue(shown: MyAreas, kind: str | None, area: str | None) -> None:
    on, names, bands = record().on, dict(shown.areas), only(shown.bands, kind, area)
    filled = {band for band, matters in bands if matters}
    if not filled - {Urgency.LATER}:
        show(nothing_now(has_later=bool(filled)))
    show(queue(bands, names, on))
    if shown.muted:
        why = "Flags somebody muted come back by themselves on the day named when they were muted."
        rows = matters_table(shown.muted, names, on, caption="Muted flags")
        show(folded(f"Muted flags: {len(shown.muted)}", Markup('<p class="soft">{}</p>{}').format(why, rows)))


def _cards(shown: MyAreas, area: str | None) -> None:
    cards = [one for one in shown.cards if area in (None, one.code)]
    who, on = record().viewer.person_id, record().on
    show(
        Markup("<h2>{}</h2>{}").format("At a glance", area_cards(cards, dict(shown.people), _log, on, looked_at_by=who))
    )


def _log(code: str) -> Markup:
    if not may_log_contact(code):
        return Markup("")
    return anchor_to(here(area=code, **dict.fromkeys(PARTS) | {"do": LOG_CONTACT}), "Log a contact")


main()
