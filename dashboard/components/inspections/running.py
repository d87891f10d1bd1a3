"""How an inspection runs: what and whom it covers, when, and its team, surveys, records and sources."""

from datetime import date

from markupsafe import Markup

from dashboard.components.chips import chip
from dashboard.components.inspections.records import records_part
from dashboard.components.inspections.sources import sources_part
from dashboard.components.inspections.surveys import surveys_part
from dashboard.components.inspections.team import team_part
from dashboard.components.links import anchor
from dashboard.components.mentions import areas_linked
from dashboard.components.section import facts, section, soft
from dashboard.text import plain
from dashboard.wording import day, due, known_day, say
from data_models.queries.inspection_rows import InspectionPicture
from data_models.queries.inspections import InspectionRow
from data_models.rules.inspections import has_ended, is_under_way
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
            (
                "Begins" if one.starts_on and one.starts_on > on else "Began",
                day(one.starts_on) if one.starts_on else None,
            ),
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


def ran_part(shown: InspectionPicture, thresholds: Thresholds) -> Markup:
    """Its team, surveys and records, and the sources of it all."""
    sources = section("sources", "Where this is from", sources_part(shown))
    if has_ended(shown.inspection.stage) and not (shown.milestones or shown.team or shown.surveys):
        return section("running", "How it ran", soft("Nothing is recorded of its team, surveys and records.")) + sources
    team, surveys = team_part(shown, thresholds), surveys_part(shown, thresholds.small_count)
    return team + surveys + records_part(shown, thresholds) + sources
