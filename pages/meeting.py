"""What must we decide together?"""

from dashboard.components.address import asked_number, asked_place
from dashboard.components.forms import openers
from dashboard.components.meetings.closed import as_closed, item_as_closed
from dashboard.components.meetings.listing import meetings_table, what_is_next
from dashboard.components.meetings.meeting_deeds import plan_form, plan_offer
from dashboard.components.meetings.showing import head_of
from dashboard.components.meetings.views import one_item, one_meeting
from dashboard.components.meetings.words import PATH
from dashboard.components.opening import open_page
from dashboard.session import AddressError, record
from dashboard.text import clean, show
from data_models.queries.areas import all_areas
from data_models.queries.meeting_item import item_picture
from data_models.queries.meetings import meetings, minutes
from data_models.queries.people import colleagues
from data_models.rules.references import Kind, reference


def main() -> None:
    asked, place = asked_number("meeting", PATH, Kind.MEETING), asked_place("item", PATH)
    if asked and place:
        _item(asked[1], place)
    elif asked:
        _one(asked[1])
    else:
        _every()


def _every() -> None:
    found = record().ask(meetings)
    open_page(PATH)
    show(what_is_next(found, record().on) + openers(plan_offer()))
    plan_form(record().ask(colleagues))
    show(meetings_table(found))


def _one(number: int) -> None:
    meeting = record().ask(minutes, meeting_id=number)
    if meeting is None:
        said = f"There is no meeting {reference(Kind.MEETING, number)} in the record."
        raise AddressError(said, "See every meeting", PATH)
    meeting = as_closed(meeting)
    open_page(PATH, f"{clean(meeting.title)}: {meeting.reference}")
    areas = {one.gss_code: one.short_name for one in record().ask(all_areas)}
    one_meeting(meeting, record().ask(colleagues), areas)


def _item(number: int, place: int) -> None:
    shown = record().ask(item_picture, meeting_id=number, position=place)
    if shown is None:
        said = f"There is no item {place} of a meeting {reference(Kind.MEETING, number)} in the record."
        raise AddressError(said, "See every meeting", PATH)
    shown = item_as_closed(shown)
    open_page(PATH, head_of(shown.item))
    one_item(shown, record().ask(colleagues))


main()
