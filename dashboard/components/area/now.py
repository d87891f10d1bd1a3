"""What is open in an area, as a queue with the way to each matter; and the six purposes with the last entry of each."""

from collections.abc import Iterable, Sequence
from datetime import date

from markupsafe import Markup

from dashboard.components.chips import chip
from dashboard.components.links import anchor_to
from dashboard.components.queue.ways import address_of
from dashboard.components.section import section
from dashboard.components.table import Column, table
from dashboard.sentences import matter_sentence
from dashboard.text import plain
from dashboard.wording import SHORT_ROLES, day, say, span
from data_models.queries.areas import AreaPicture
from data_models.queries.chronicle import Event, EventKind
from data_models.queries.engagement import PurposeLast
from data_models.rules.clocks import Urgency, urgency
from data_models.rules.matters import Matter
from data_models.rules.owing import IS_A_TASK, OWED_BY, answers_for, falls_to_manager
from data_models.rules.settings import Thresholds
from data_models.vocabulary import ContactKind, CoverRole, MatterKind, Purpose

_BANDS: dict[Urgency, str] = {
    Urgency.OVERDUE: "Overdue",
    Urgency.THIS_WEEK: "This week",
    Urgency.THIS_MONTH: "This month",
    Urgency.UNDATED: "No date",
    Urgency.LATER: "Later",
}


def tasks_of(matters: Iterable[Matter], area_code: str) -> tuple[Matter, ...]:
    """What somebody has to do in this area, in queue order."""
    return tuple(one for one in matters if one.area_code == area_code and IS_A_TASK[one.kind])


def open_queue(tasks: Iterable[Matter], shown: AreaPicture, on: date, thresholds: Thresholds) -> Markup:
    """The most pressing first; the table scrolls inside itself, so that the purposes stay in the first screenful."""
    names = {one.person_id: one.person for one in shown.assignments}
    columns: list[Column[Matter]] = [
        Column("When", lambda one: _when(one, on, thresholds)),
        Column("What", lambda one: anchor_to(address_of(one), _what(one, on)), names_row=True),
        Column("Who acts", lambda one: _who(one, names)),
    ]
    return table(tasks, columns, caption="Open in this area", empty="Nothing is open in this area.", tall="12rem")


def _when(matter: Matter, on: date, thresholds: Thresholds) -> Markup:
    """In words; overdue in red ink with its mark, for a column of solid chips would drown the status."""
    if matter.is_muted:
        return Markup('<span class="soft">Muted</span>')
    band = urgency(matter.due_on, on, thresholds)
    mark = Markup('<span class="late"><span aria-hidden="true">■</span> {}</span>')
    return mark.format(_BANDS[band]) if band is Urgency.OVERDUE else plain(_BANDS[band])


def _what(matter: Matter, on: date) -> str:
    """The sentence, and which record it is about where that is not the area itself."""
    about = "" if matter.reference == matter.area_code else f" ({matter.reference})"
    return matter_sentence(matter, on) + about


def _who(matter: Matter, names: dict[int, str]) -> str:
    if matter.owner_id is not None:
        return names.get(matter.owner_id, "somebody outside the area’s cover")
    if matter.is_unheld:
        return "nobody: no " + " or ".join(sorted(say(role).lower() for role in answers_for(matter.kind))) + " here"
    if falls_to_manager(matter.kind, matter.owner_id):
        return "managers" if matter.needs_second_hand else "managers, while nobody covers it"
    roles = OWED_BY[matter.kind]
    covering = [SHORT_ROLES[role] for role in CoverRole if role.value in {one.value for one in roles}]
    return ", ".join(covering) if covering else " or ".join(sorted(say(role).lower() for role in roles))


def purposes_table(shown: AreaPicture, matters: Iterable[Matter], on: date) -> Markup:
    """The six purposes in their published order, each with its last entry; the untouched marked."""
    untouched = {one.purpose for one in matters if one.kind is MatterKind.PURPOSE_UNTOUCHED and one.is_overdue(on)}
    last = _last_contacts(shown.chronicle, on)
    columns: list[Column[PurposeLast]] = [
        Column("Purpose", lambda one: f"{int(one.purpose)} {say(one.purpose)}", names_row=True),
        Column("Last entry", lambda one: _last(one, last.get(one.purpose), one.purpose in untouched, on)),
    ]
    return table(shown.purposes, columns, caption="The six purposes", empty="No purposes.")


def _last_contacts(events: Iterable[Event], on: date) -> dict[Purpose, Event]:
    """The latest contact for each purpose up to this day."""
    held = [one for one in events if one.kind is EventKind.CONTACT and one.on is not None and one.on <= on]
    return {purpose: one for one in held for purpose in one.purposes}


def _last(row: PurposeLast, event: Event | None, is_untouched: bool, on: date) -> Markup:
    if row.held_on is None or event is None:
        return chip("amber", "never touched") if is_untouched else Markup('<span class="soft">no entry yet</span>')
    ago = span((on - row.held_on).days)
    said = plain(f"{say(ContactKind(event.value))}, {day(row.held_on)}")
    return chip("amber", f"{ago} ago") + Markup(" ") + said if is_untouched else said


def area_now(shown: AreaPicture, matters: Sequence[Matter], on: date, thresholds: Thresholds) -> Markup:
    """What is open here, and when each of the six purposes was last served."""
    tasks = tasks_of(matters, shown.area.gss_code)
    queue = open_queue(tasks, shown, on, thresholds)
    purposes = purposes_table(shown, matters, on)
    return section("open", f"Open here: {len(tasks)}", queue) + section("purposes", "The six purposes", purposes)
