"""What changed, when, by whom, why?"""

from markupsafe import Markup

from dashboard.components.address import asked_number
from dashboard.components.changes.filters import PATH, asked_for, filters
from dashboard.components.changes.listing import trail_table
from dashboard.components.changes.one import change_top, edits_table, undo_form
from dashboard.components.opening import open_page
from dashboard.session import AddressError, record
from dashboard.text import show
from data_models.queries.trail import change_picture, trail
from data_models.rules.references import Kind


def main() -> None:
    asked = asked_number("change", PATH, Kind.IMPORT)
    if asked:
        _one(asked[1])
    else:
        _every()


def _every() -> None:
    wanted = asked_for()
    found = record().ask(trail, asked=wanted)
    open_page(PATH)
    filters(found)
    show(trail_table(found))


def _one(number: int) -> None:
    picture = record().ask(change_picture, number=number)
    if picture is None:
        raise AddressError(f"There is no change {number:,} in the record.", "See every change", PATH)
    open_page(PATH, f"Change {number:,}")
    show(change_top(picture))
    undo_form(picture)
    show(Markup("{}").format(edits_table(picture)))


main()
