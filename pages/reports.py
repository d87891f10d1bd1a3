"""What do I send?"""

from dashboard.components.address import asked_word
from dashboard.components.notices import notice
from dashboard.components.opening import open_page
from dashboard.components.section import section, soft
from dashboard.components.sending.choosing import PATH, choose, chosen, meetings_held, why_not
from dashboard.components.sending.feed import show_feed
from dashboard.components.sending.offers import READERS, offers, pages_that_leave, readers_row
from dashboard.navigation import SCREENS
from dashboard.session import record
from dashboard.text import show
from data_models.queries.areas import all_areas

# Pages that have no table of their own without a record being chosen first.
WITHOUT = frozenset({"area", "my-areas", "reports", "help"})
HOW = (
    "A document is made when you follow its link, from the record as it stands on the day you look at; it takes a few "
    "seconds, and you can go on working meanwhile. As of a past day it can be made again and is the same."
)
BELOW = (
    "Below every table of every page stand two links, Excel and CSV: the rows on your screen, with the same filters."
)


def main() -> None:
    open_page(PATH)
    areas = {one.gss_code: one.short_name for one in record().ask(all_areas)}
    if not areas:
        show(notice("There are no areas in the record yet. Ask the administrator to load the reference data."))
        return
    reader = asked_word("for", {one: words for one, words in READERS.items() if one}, "reader", PATH) or ""
    if record().viewer.shared_screen:
        show(notice("This is a room's screen: files are for screens of one's own.", tone="blue"))
        return
    _documents(areas, meetings_held(), reader)
    show_feed()
    whole = [(one.path, one.title) for one in SCREENS if one.path not in WITHOUT]
    show(section("tables", "Tables", soft(BELOW), soft("A whole page as a workbook, one sheet a table:")))
    show(pages_that_leave(whole))


def _documents(areas: dict[str, str], held: dict[str, str], reader: str) -> None:
    about = chosen(areas, held)
    show(section("documents", "Documents", soft(HOW), readers_row(reader)))
    choose(areas, held)
    show(offers(reader, about, why_not(reader, about, areas, held)))


main()
