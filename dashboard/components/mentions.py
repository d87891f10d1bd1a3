"""How one record mentions another: areas, inspections, who did something when, and what people wrote."""

from collections.abc import Iterable
from datetime import date

from markupsafe import Markup

from dashboard.components.links import anchor
from dashboard.text import words
from dashboard.wording import day, known_day
from data_models.queries.places import Place
from data_models.vocabulary import DatePrecision


def areas_linked(places: Iterable[Place]) -> Markup:
    """The areas of an inspection, each opening its page."""
    return Markup(", ").join(anchor(one.name, "area", area=one.code) for one in places)


def inspection_linked(inspection_id: int, programme: str, on: date | None, precision: DatePrecision) -> Markup:
    """An inspection by its programme and the day its report was published."""
    opened = anchor(programme, "inspections", inspection=inspection_id)
    return Markup('{} <span class="soft">published {}</span>').format(opened, known_day(on, precision))


def report_linked(inspection_id: int, strand: str, on: date | None, precision: DatePrecision) -> Markup:
    """A report in few words, for a narrow column: its strand of service and the day it was published."""
    opened = anchor(f"published {known_day(on, precision)}", "inspections", inspection=inspection_id)
    return Markup('{}, <span class="whole">{}</span>').format(strand, opened)


def told(text: str) -> Markup | None:
    """What people wrote, with their line breaks; None where they wrote nothing."""
    return words(text) if text.strip() else None


def done(on: date | None, by: str | None) -> str | None:
    """ "3 Mar 2026 by Morven Tarrick"; None where it was not done."""
    return None if on is None else day(on) + (f" by {by}" if by else "")


def and_soft(first: object, second: object) -> Markup:
    """Something with what qualifies it in soft ink behind."""
    return Markup('{} <span class="soft">{}</span>').format(first, second) if second else Markup("{}").format(first)


def whole(what: object) -> Markup:
    """Something that is not broken over two lines."""
    return Markup('<span class="whole">{}</span>').format(what)
