"""The footprint of an inspection: each step as planned and as it was, drawn and as a table."""

from collections.abc import Iterable
from dataclasses import replace
from datetime import date

import pandas as pd
from markupsafe import Markup

from dashboard.charts.footprint import footprint
from dashboard.components.chart import show_chart
from dashboard.components.chips import chip
from dashboard.components.forms import openers
from dashboard.components.inspections.steps import add_step_offer, move_offer, next_step, reach_offer
from dashboard.components.late_entry import dated
from dashboard.components.row_deeds import row_deeds
from dashboard.components.section import section
from dashboard.components.table import Column, table
from dashboard.text import plain, show, words
from dashboard.wording import count, day, span
from data_models.queries.inspection_rows import InspectionPicture, MilestoneRow


def show_footprint(shown: InspectionPicture, on: date, *, version: str) -> None:
    show(section("footprint", "Footprint, planned and actual", _openers(shown)))
    show_chart(
        lambda: footprint(_frame(shown.milestones), on),
        key="footprint",
        version=version,
        table=footprint_table(shown, on),
        empty="No day of the footprint is known.",
    )


def _openers(shown: InspectionPicture) -> Markup:
    """The next step at hand; every other one is changed from its row of the table."""
    step = next_step(shown)
    of_step = () if step is None else (reach_offer(shown, step), move_offer(shown, step))
    named = (replace(one, words=f"Next step: {one.words}") for one in of_step)
    return openers(*named, add_step_offer(shown))


def _frame(milestones: Iterable[MilestoneRow]) -> pd.DataFrame:
    rows = [(one.label, one.planned_on, one.actual_on) for one in milestones]
    return pd.DataFrame(rows, columns=["milestone", "planned", "actual"])


def footprint_table(shown: InspectionPicture, on: date) -> Markup:
    """Planned and actual days apart, and how far they differ."""
    columns: list[Column[MilestoneRow]] = [
        Column("Step", _named, names_row=True),
        Column("Planned", _planned),
        Column("Actual", lambda one: dated(one.actual_on, one.entry), "date"),
        Column("Late", lambda one: _late(one, on)),
    ]
    deeds = {one.id: _deeds(shown, one) for one in shown.milestones}
    if any(deeds.values()):
        columns.append(Column("Change", lambda one: deeds[one.id]))
    empty = "No footprint is recorded for this inspection."
    return table(shown.milestones, columns, caption="Footprint", empty=empty)


def _deeds(shown: InspectionPicture, one: MilestoneRow) -> Markup:
    offers = reach_offer(shown, one), move_offer(shown, one)
    return row_deeds("inspections", one.label, *offers, inspection=shown.inspection.id)


def _named(one: MilestoneRow) -> Markup:
    note = Markup('<span class="about">{}</span>').format(words(one.note)) if one.note else ""
    return Markup("{}{}").format(one.label, note)


def _planned(one: MilestoneRow) -> str:
    if one.planned_on is None:
        return "not planned"
    return f"{day(one.planned_from)} to {day(one.planned_on)}" if one.planned_from else day(one.planned_on)


def _late(one: MilestoneRow, on: date) -> Markup:
    if one.days_late <= 0:
        return plain("")
    if one.actual_on is None:
        return chip("amber", f"{span((on - one.planned_on).days)} overdue") if one.planned_on else plain("")
    return plain(f"{count(one.days_late, 'day')} late")
