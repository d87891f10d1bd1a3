"""How an inspection runs: what and whom it covers, its footprint planned and actual, its team, surveys and records."""

from collections.abc import Iterable
from datetime import date

import pandas as pd
from markupsafe import Markup

from dashboard.charts.footprint import footprint
from dashboard.components.chart import show_chart
from dashboard.components.chips import chip
from dashboard.components.inspections.sources import sources_part
from dashboard.components.links import anchor
from dashboard.components.mentions import areas_linked
from dashboard.components.notices import notice
from dashboard.components.section import facts, section, soft
from dashboard.components.table import Column, table
from dashboard.text import plain, show, words
from dashboard.wording import count, day, due, known_day, say, span
from data_models.queries.inspection_picture import InspectionPicture, MilestoneRow, SurveyRow, TeamRow
from data_models.queries.inspections import InspectionRow
from data_models.rules.inspections import TeamSize, double_reads_missing, is_under_way, team_size
from data_models.rules.settings import Thresholds
from data_models.vocabulary import PublicationState, Stage

_HALVES = Markup('<div class="halves">{}{}</div>')


def what_it_is(shown: InspectionPicture, on: date) -> Markup:
    """Programme, stage, areas and days, side by side."""
    one, how = shown.inspection, shown.running
    what = facts(
        [
            ("Programme", anchor(one.programme_name, "programmes", programme=one.programme_code)),
            ("Kind", say(one.scrutiny_type)),
            ("Partnership", one.partnership_name),
            ("Areas", areas_linked(one.areas)),
            ("Theme", one.theme),
            ("Legal basis", how.legal_basis),
            ("How", how.mode),
        ]
    )
    return _HALVES.format(what, _when(one, on))


def _when(one: InspectionRow, on: date) -> Markup:
    next_step = f"{one.next_step}, {due(one.next_step_on, on)}" if one.next_step else None
    return facts(
        [
            ("Stage", stage_chip(one)),
            ("Next step", chip("amber", next_step) if next_step and one.days_overdue else next_step),
            ("Lead", one.lead),
            ("Year of the plan", one.plan_year),
            ("Began", day(one.starts_on) if one.starts_on else None),
            ("Publication planned", day(one.planned_publication_on) if one.planned_publication_on else None),
            ("Published", _published(one)),
            ("Origin of this entry", say(one.origin)),
        ]
    )


def stage_chip(one: InspectionRow) -> Markup:
    if one.stage is Stage.EMBARGOED:
        return chip("blue", say(one.stage), "◇")
    return chip("blue", say(one.stage), "▶") if is_under_way(one.stage) else plain(say(one.stage))


def _published(one: InspectionRow) -> str | None:
    if one.publication_state is not PublicationState.PUBLISHED:
        return None
    return known_day(one.published_on, one.published_precision)


# --- footprint ---


def footprint_frame(milestones: Iterable[MilestoneRow]) -> pd.DataFrame:
    rows = [(one.label, one.planned_on, one.actual_on) for one in milestones]
    return pd.DataFrame(rows, columns=["milestone", "planned", "actual"])


def footprint_table(milestones: Iterable[MilestoneRow], on: date) -> Markup:
    """Planned and actual days apart, and how far they differ."""
    columns: list[Column[MilestoneRow]] = [
        Column("Step", lambda one: one.label, names_row=True),
        Column("Planned", _planned, "date"),
        Column("Actual", lambda one: one.actual_on or "", "date"),
        Column("Late", lambda one: _late(one, on)),
        Column("Note", lambda one: words(one.note) if one.note else "", "words"),
    ]
    return table(milestones, columns, caption="Footprint", empty="No footprint is recorded for this inspection.")


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


# --- team, surveys, records ---


def team_part(shown: InspectionPicture, thresholds: Thresholds) -> Markup:
    """The team by role and body, with a warning outside the usual size; people of partner bodies are counted."""
    columns: list[Column[TeamRow]] = [
        Column("Role", lambda one: say(one.role), names_row=True),
        Column("Body", lambda one: say(one.body)),
        Column("People", lambda one: one.headcount, "number"),
        Column("Who", lambda one: one.person or ""),
    ]
    return _size(shown, thresholds) + table(
        shown.team, columns, caption="Team", empty="No team is recorded for this inspection."
    )


def _size(shown: InspectionPicture, thresholds: Thresholds) -> Markup:
    people = shown.team_size
    if not people:
        return Markup("")
    usual = f"{thresholds.core_team_minimum} to {thresholds.core_team_maximum}"
    if team_size(people, thresholds) is TeamSize.USUAL:
        return soft(f"{count(people, 'person', 'people')}; a core team has {usual}.")
    which = "smaller" if people < thresholds.core_team_minimum else "larger"
    said = f"{count(people, 'person', 'people')}: {which} than the usual core team of {usual}."
    return notice(said, tone="amber")


def surveys_table(surveys: Iterable[SurveyRow], small: int) -> Markup:
    columns: list[Column[SurveyRow]] = [
        Column("Survey", lambda one: say(one.kind), names_row=True),
        Column("Opens", lambda one: one.opens_on or "", "date"),
        Column("Closes", lambda one: one.closes_on or "", "date"),
        Column("Respondents", lambda one: _respondents(one, small), "number"),
        Column("Shared with the partnership", lambda one: one.shared_with_partnership_on or "not yet", "date"),
    ]
    return table(surveys, columns, caption="Surveys", empty="No survey is recorded for this inspection.")


def _respondents(one: SurveyRow, small: int) -> str:
    if one.is_withheld:
        return f"fewer than {small}, withheld"
    return "not recorded" if one.respondents is None else f"{one.respondents:,}"


def records_said(shown: InspectionPicture, thresholds: Thresholds) -> Markup:
    """Records planned, read, and read twice, with what is missing to the share that is read twice."""
    how = shown.running
    if how.records_planned is None and how.records_read is None:
        return soft("No reading of records is recorded for this inspection.")
    missing = 0
    if how.records_read is not None:
        missing = double_reads_missing(how.records_read, how.records_double_read or 0, thresholds)
    share = f"{missing} more to reach {thresholds.double_read_percent}%" if missing else "as many as are asked for"
    return facts(
        [
            ("Records planned", how.records_planned),
            ("Records read", how.records_read),
            ("Read twice", f"{how.records_double_read or 0} ({share})" if how.records_read else None),
        ]
    )


def ran_part(shown: InspectionPicture, thresholds: Thresholds) -> Markup:
    """Its team, surveys and records, and the sources of it all."""
    team = section("team", "Team", team_part(shown, thresholds))
    surveys = section("surveys", "Surveys", surveys_table(shown.surveys, thresholds.small_count))
    records = section("records", "Records read", records_said(shown, thresholds))
    sources = section("sources", "Where this is from", sources_part(shown))
    if shown.milestones or shown.team or shown.surveys:
        return team + surveys + records + sources
    return section("running", "How it ran", soft("Nothing is recorded of its team, surveys and records.")) + sources


def show_footprint(shown: InspectionPicture, on: date, *, version: str) -> None:
    show(section("footprint", "Footprint, planned and actual"))
    show_chart(
        lambda: footprint(footprint_frame(shown.milestones), on),
        key="footprint",
        version=version,
        table=footprint_table(shown.milestones, on),
        empty="No day of the footprint is known.",
    )
