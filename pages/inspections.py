"""What has been, is and will be inspected?"""

from collections.abc import Iterable

import streamlit as st
from markupsafe import Markup

from dashboard.charts.footprint import footprint
from dashboard.components.address import asked_number, asked_word
from dashboard.components.chart import show_chart
from dashboard.components.choosers import chooser
from dashboard.components.forms import opener
from dashboard.components.inspection_evaluate import EVALUATE, scale_of, show_evaluation_form
from dashboard.components.inspection_findings import (
    evaluations_part,
    follow_up_part,
    recommendations_table,
    report_facts,
    said_first,
)
from dashboard.components.inspection_list import inspections_table
from dashboard.components.inspection_publish import PUBLISH, may_be_published, show_publish_form
from dashboard.components.inspection_running import (
    footprint_frame,
    footprint_table,
    records_said,
    surveys_table,
    team_part,
    what_it_is,
)
from dashboard.components.inspection_sources import sources_part
from dashboard.components.links import anchor
from dashboard.components.opening import open_page
from dashboard.components.section import section, soft
from dashboard.session import AddressError, record
from dashboard.text import show
from dashboard.wording import count, say
from data_models.queries.inspection_picture import InspectionPicture, inspection_picture
from data_models.queries.inspections import InspectionRow, inspections
from data_models.queries.programmes import ProgrammeRow, programmes
from data_models.rules.inspections import ORDER
from data_models.rules.references import Kind
from data_models.visibility import Deed
from data_models.vocabulary import Stage

PATH = "inspections"
ENDED = (Stage.PUBLISHED, Stage.CANCELLED)
NOTHING = Markup("")


def main() -> None:
    asked = asked_number("inspection", PATH, Kind.INSPECTION)
    if asked is None:
        _list()
    else:
        _one(asked[1])


# --- the list ---


def _list() -> None:
    open_page(PATH)
    rows = record().ask(inspections)
    wanted = _filtered(rows, _choices(rows))
    on = record().on
    coming = [one for one in wanted if one.stage not in ENDED]
    ended = [one for one in wanted if one.stage in ENDED]
    none = "Nothing is planned or going on with these filters."
    ahead = inspections_table(coming, on, caption="Planned and going on", empty=none)
    behind = inspections_table(ended, on, caption="Published and ended")
    show(
        section("coming", f"Planned and going on: {len(coming)}", ahead)
        + section("ended", f"Published: {len(ended)} of {count(len(rows), 'inspection')}", behind)
    )


Choices = dict[str, dict[str, str]]


def _choices(rows: Iterable[InspectionRow]) -> Choices:
    """What can be filtered by: only what some inspection has. Value in the address, then label."""
    shown = list(rows)
    stages = {one.stage for one in shown}
    years = sorted({one.year for one in shown if one.year}, reverse=True)
    return {
        "programme": dict(sorted({one.programme_code: one.programme_name for one in shown}.items(), key=_by_label)),
        "area": dict(sorted({place.code: place.name for one in shown for place in one.areas}.items(), key=_by_label)),
        "stage": {stage.value: say(stage) for stage in (*ORDER, Stage.CANCELLED) if stage in stages},
        "year": {str(year): str(year) for year in years} | {"unknown": "Year not known"},
    }


def _by_label(pair: tuple[str, str]) -> str:
    return pair[1]


def _filtered(rows: Iterable[InspectionRow], choices: Choices) -> list[InspectionRow]:
    asked = {name: asked_word(name, known, name, PATH) for name, known in choices.items()}
    titles = {"programme": "Every programme", "area": "Every area", "stage": "Every stage", "year": "Every year"}
    for column, (name, known) in zip(st.columns(4, gap="small"), choices.items(), strict=True):
        with column:
            chooser(name, name.capitalize(), known, titles[name])
    return [one for one in rows if _is_wanted(one, asked)]


def _is_wanted(row: InspectionRow, asked: dict[str, str | None]) -> bool:
    has: dict[str, set[str]] = {
        "programme": {row.programme_code},
        "area": {place.code for place in row.areas},
        "stage": {row.stage.value},
        "year": {str(row.year) if row.year else "unknown"},
    }
    return all(value is None or value in has[name] for name, value in asked.items())


# --- one inspection ---


def _one(number: int) -> None:
    shown = record().ask(inspection_picture, inspection_id=number)
    if shown is None:
        raise AddressError(f"The record has no inspection {number}.", "See all inspections", PATH, inspection=None)
    programme = next(one for one in record().ask(programmes) if one.id == shown.inspection.programme_id)
    on, codes = record().on, _codes(shown)
    open_page(PATH, f"{shown.inspection.reference} {shown.inspection.partnership_name}")
    show(_way_back() + said_first(shown) + what_it_is(shown, on) + _openers(shown, programme, codes))
    show_evaluation_form(shown, programme, codes)
    show_publish_form(shown, programme, codes)
    left, right = st.columns([7, 5], gap="medium") if shown.milestones else (st.container(), None)
    with left:
        show(_ran(shown) if shown.is_withheld else _found(shown))
    if right is not None:
        with right:
            _footprint(shown)
    if not shown.is_withheld:
        show(_ran(shown))


def _codes(shown: InspectionPicture) -> tuple[str, ...]:
    """The areas to ask permission for: of a shared partnership those that whoever looks covers, if any."""
    every = [place.code for place in shown.inspection.areas]
    return tuple(code for code in every if record().viewer.covers(code)) or tuple(every)


def _way_back() -> Markup:
    return Markup("<p>{}</p>").format(anchor("All inspections", PATH))


def _openers(shown: InspectionPicture, programme: ProgrammeRow, codes: tuple[str, ...]) -> Markup:
    evaluate = publish = NOTHING
    if scale_of(shown, programme) is not None:
        evaluate = opener(EVALUATE, "Record an evaluation", Deed.RECORD_EVALUATION, *codes)
    if may_be_published(shown):
        publish = opener(PUBLISH, "Publish the report", Deed.PUBLISH_REPORT, *codes)
    return Markup('<p class="deeds">{} {}</p>').format(evaluate, publish) if evaluate or publish else NOTHING


def _found(shown: InspectionPicture) -> Markup:
    found = section("evaluations", "Evaluations", evaluations_part(shown))
    recommended = section("recommendations", "Recommendations", recommendations_table(shown.recommendations))
    report = section("report", "The panel and the report", report_facts(shown))
    followed = section("follow-up", "Follow-up", follow_up_part(shown, record().on))
    return found + recommended + report + followed


def _footprint(shown: InspectionPicture) -> None:
    on = record().on
    show(section("footprint", "Footprint, planned and actual"))
    show_chart(
        lambda: footprint(footprint_frame(shown.milestones), on),
        key="footprint",
        version=f"{shown.inspection.id} {record().change} {on}",
        table=footprint_table(shown.milestones, on),
        empty="No day of the footprint is known.",
    )


def _ran(shown: InspectionPicture) -> Markup:
    thresholds = record().head.thresholds
    team = section("team", "Team", team_part(shown, thresholds))
    surveys = section("surveys", "Surveys", surveys_table(shown.surveys, thresholds.small_count))
    records = section("records", "Records read", records_said(shown, thresholds))
    sources = section("sources", "Where this is from", sources_part(shown))
    if shown.milestones or shown.team or shown.surveys:
        return team + surveys + records + sources
    return section("running", "How it ran", soft("Nothing is recorded of its team, surveys and records.")) + sources


main()
