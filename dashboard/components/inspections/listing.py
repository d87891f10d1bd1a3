"""The list of inspections: what is planned, going on and published, with stage, dates as they are known, and the
lowest judgement of each in its own scale."""

from collections.abc import Iterable
from datetime import date

from markupsafe import Markup

from dashboard.components.chips import chip
from dashboard.components.inspections.values import draft_chip, grade_of, statement
from dashboard.components.links import anchor
from dashboard.components.mentions import areas_linked
from dashboard.components.table import Column, table
from dashboard.text import plain
from dashboard.wording import count, day, due, known_day, say
from data_models.queries.inspections import InspectionRow
from data_models.vocabulary import PublicationState, Scale, Stage

NO_LIST = "No inspection is on record here. Take a filter away, or import the published record."


def inspections_table(
    rows: Iterable[InspectionRow], on: date, *, caption: str = "Inspections", empty: str = NO_LIST
) -> Markup:
    """Under way first, by their next step; then the published, the latest first."""
    columns: list[Column[InspectionRow]] = [
        Column("Inspection", _named, names_row=True),
        Column("Areas", lambda one: areas_linked(one.areas)),
        Column("Stage", _stage),
        Column("Published", _published, "date"),
        Column("Next step", lambda one: _next(one, on)),
        Column("Lowest judgement", _lowest),
    ]
    return table(rows, columns, caption=caption, empty=empty)


def _named(row: InspectionRow) -> Markup:
    kind = f"{say(row.scrutiny_type)} · {row.partnership_name}"
    return Markup('{} {}<span class="about">{}</span>').format(
        anchor(row.reference, "inspections", inspection=row.id), row.programme_name, kind
    )


def _stage(row: InspectionRow) -> Markup:
    if row.stage is Stage.EMBARGOED:
        return chip("blue", say(row.stage), "◇")
    return plain(say(row.stage))


def _published(row: InspectionRow) -> Markup:
    """The day as exactly as it is known; before publication the planned one, said to be planned."""
    if row.publication_state is PublicationState.PUBLISHED:
        return plain(known_day(row.published_on, row.published_precision))
    if row.planned_publication_on is None or row.stage is Stage.CANCELLED:
        return plain("")
    return Markup('<span class="soft">planned {}</span>').format(day(row.planned_publication_on))


def _next(row: InspectionRow, on: date) -> Markup:
    if row.decisions_owed:
        return chip("amber", f"{count(row.decisions_owed, 'follow-up decision')} owed")
    if row.next_step is None:
        return plain("")
    said = f"{row.next_step}, {due(row.next_step_on, on)}"
    return chip("amber", said) if row.days_overdue else plain(said)


def _lowest(row: InspectionRow) -> Markup:
    """Never across scales; what may not be read yet is said to be so, not left blank."""
    is_published = row.publication_state is PublicationState.PUBLISHED
    value = _value(row, is_published)
    return Markup("{} {}").format(value, draft_chip()) if row.evaluations and not is_published else value


def _value(row: InspectionRow, is_published: bool) -> Markup:
    if row.lowest_grade is not None:
        return grade_of(row.lowest_grade)
    if row.weakest_statement is not None:
        return statement(row.weakest_statement)
    if not is_published:
        return Markup('<span class="soft">not published</span>') if row.evaluations == 0 else plain("")
    if row.scale is Scale.PROGRESS and row.evaluations:
        return plain(count(row.evaluations, "finding") + " on progress")
    return Markup('<span class="soft">{}</span>').format("no value on record" if row.evaluations else "none on record")
