"""What do we know about this area?"""

import streamlit as st
from markupsafe import Markup

from dashboard.charts.evaluations import evaluations_over_time
from dashboard.charts.timeline import area_timeline
from dashboard.components import area_sections as parts
from dashboard.components.area_evaluations import evaluations_table, grades_frame, statements_table, totals_table
from dashboard.components.area_head import area_head
from dashboard.components.area_now import open_queue, purposes_table, tasks_of
from dashboard.components.area_story import contacts_table, cover_table, timeline_frame, timeline_table
from dashboard.components.chart import show_chart
from dashboard.components.contact_form import LOG_CONTACT, show_contact_form
from dashboard.components.forms import opener
from dashboard.components.inspection_list import inspections_table
from dashboard.components.kept import kept
from dashboard.components.links import link
from dashboard.components.opening import open_page
from dashboard.components.portfolio import ranked_table
from dashboard.components.section import jump_links, section, soft
from dashboard.session import AddressError, record
from dashboard.text import show
from data_models.queries.areas import AreaPicture, area_picture, area_sought
from data_models.queries.chronicle import EventKind
from data_models.queries.inspections import InspectionRow, inspections
from data_models.queries.matters import account, area_standings
from data_models.queries.overview import overview
from data_models.rules.matters import Matter
from data_models.visibility import Deed, may
from data_models.vocabulary import CandidateState

NOTHING = Markup("")


def main() -> None:
    asked = st.query_params.get("area", "").strip()
    if not asked:
        _choose()
        return
    shown = _found(asked)
    open_page("area", shown.area.short_name)
    matters = tuple(one for one in record().ask(account).matters if one.area_code == shown.area.gss_code)
    inspected = record().ask(inspections, area_code=shown.area.gss_code)
    _head(shown, matters, inspected)
    show_contact_form({shown.area.gss_code: shown.area.short_name}, _plans(shown))
    _first_screenful(shown, matters)
    _timeline(shown)
    show(kept(f"rest {shown.area.gss_code}", lambda: _rest(shown, inspected)))


def _found(asked: str) -> AreaPicture:
    """The area by its code; failing that by a retired code or any name the record knows."""
    shown = record().ask(area_picture, area_code=asked)
    if shown is None:
        sought = record().ask(area_sought, area=asked)
        shown = record().ask(area_picture, area_code=sought.gss_code) if sought else None
    if shown is None:
        raise AddressError(f"There is no area “{asked}” in the record.", "Choose an area", "area")
    return shown


def _choose() -> None:
    """Without an area in the address: all of them by status, those of whoever looks first."""
    open_page("area", "Choose an area")
    ranked, on, viewer = record().ask(overview).ranked, record().on, record().viewer
    own = [one for one in ranked if viewer.covers(one.code)]
    others = [one for one in ranked if not viewer.covers(one.code)]
    mine = section("own-areas", "Areas you cover", ranked_table(own, on)) if own else NOTHING
    heading = "Other areas" if own else "All areas"
    show(mine + section("all-areas", heading, ranked_table(others, on)))


def _head(shown: AreaPicture, matters: tuple[Matter, ...], inspected: tuple[InspectionRow, ...]) -> None:
    code = shown.area.gss_code
    known = kept(f"head {code}", lambda: _status_and_people(shown, matters))
    links = kept(f"jumps {code}", lambda: _jumps(shown, inspected))
    show(known + Markup('<div class="jumps">{}<p>{}{}</p></div>').format(links, _log(code), _flag(code)))


def _status_and_people(shown: AreaPicture, matters: tuple[Matter, ...]) -> Markup:
    on, thresholds = record().on, record().head.thresholds
    standings = area_standings(record().ask(account), on=on, thresholds=thresholds)
    standing = next(one for one in standings if one.area_code == shown.area.gss_code)
    return area_head(shown, standing, matters, on)


def _jumps(shown: AreaPicture, inspected: tuple[InspectionRow, ...]) -> Markup:
    calling = [one for one in shown.follow_up.candidates if one.is_live]
    contacts = [one for one in shown.chronicle if one.kind is EventKind.CONTACT]
    return jump_links(
        [
            ("evaluations", "Evaluations", len(shown.evaluations) + len(shown.totals)),
            ("timeline", "Timeline", None),
            ("inspections", "Inspections", len(inspected)),
            ("plans", "Plans", len(shown.plans)),
            ("flags", "Risk flags", len(shown.flags)),
            ("follow-up", "Follow-up open", len(calling)),
            ("factors", "Helps and hinders", len(shown.factors)),
            ("practice", "Good practice", len(shown.practice)),
            ("reviews", "Reviews", len(shown.reviews)),
            ("other-bodies", "Other bodies", len(shown.planned_scrutiny)),
            ("contacts", "Contacts", len(contacts)),
            ("cover", "Who covered it", None),
        ]
    )


def _log(code: str) -> Markup:
    return opener(LOG_CONTACT, "Log a contact", Deed.LOG_CONTACT, code)


def _flag(code: str) -> Markup:
    if record().is_past or not may(record().viewer, Deed.RAISE_FLAG, frozenset({code})):
        return NOTHING
    address = link("risk-flags", area=code, do="raise-flag")
    return Markup(' <a class="button" href="{}">Raise a flag</a>').format(address)


def _plans(shown: AreaPicture) -> dict[int, str]:
    return {one.id: f"{one.reference} {one.name}" for one in shown.plans}


def _first_screenful(shown: AreaPicture, matters: tuple[Matter, ...]) -> None:
    left, right = st.columns([6, 5], gap="medium")
    on, tasks = record().on, tasks_of(matters, shown.area.gss_code)
    with left:
        show(kept(f"now {shown.area.gss_code}", lambda: _now(shown, matters, tasks)))
    with right:
        show(section("evaluations", "Evaluations over time, on the six-point scale"))
        show_chart(
            lambda: evaluations_over_time(grades_frame(shown.grades, shown.totals), on),
            key="grades",
            version=_version(shown),
            table=kept(f"grades {shown.area.gss_code}", lambda: _grades(shown)),
            empty="No grade with a date has been published for this area yet.",
        )
        if shown.statements:
            show(_statements(shown))


def _now(shown: AreaPicture, matters: tuple[Matter, ...], tasks: tuple[Matter, ...]) -> Markup:
    on = record().on
    queue = open_queue(tasks, shown, on, record().head.thresholds)
    purposes = purposes_table(shown, matters, on)
    return section("open", f"Open here: {len(tasks)}", queue) + section("purposes", "The six purposes", purposes)


def _version(shown: AreaPicture) -> str:
    """Everything a drawing of this page depends on: published facts of one area on one day."""
    viewer = record().viewer
    who = f"{viewer.role} {viewer.reads_unpublished(shown.area.gss_code)}"
    return f"{shown.area.gss_code} {record().change} {record().on} {who}"


def _grades(shown: AreaPicture) -> Markup:
    graded = evaluations_table(shown.grades, "Grades, the latest first", "No grade is on record for this area.")
    return graded + (totals_table(shown.totals) if shown.totals else NOTHING)


def _statements(shown: AreaPicture) -> Markup:
    apart = soft("Statements of adult support and protection inspections. They are not grades and are never compared.")
    rows = statements_table(shown.statements)
    return section("statements", "Adult support and protection", apart, rows)


def _timeline(shown: AreaPicture) -> None:
    rows = kept(f"timeline {shown.area.gss_code}", lambda: timeline_table(shown.chronicle))
    show(section("timeline", "Timeline", rows))
    drawn = st.expander("Draw the timeline, with the pause of inspections shaded", on_change="rerun", key="lanes")
    if drawn.open:
        with drawn:
            show_chart(
                lambda: area_timeline(timeline_frame(shown.chronicle, record().on), record().on),
                key="timeline",
                version=_version(shown),
                table=soft("Every event is a row of the table above."),
                empty="Nothing with a date has happened yet.",
                wide=1200,
            )


def _rest(shown: AreaPicture, inspected: tuple[InspectionRow, ...]) -> Markup:
    """Everything below the fold in one piece of HTML."""
    on = record().on
    live = [one for one in shown.follow_up.candidates if one.state is not CandidateState.CLOSED]
    closed = [one for one in shown.follow_up.candidates if one.state is CandidateState.CLOSED]
    duties = parts.candidates_table(live, on) + parts.closed_candidates(closed, on)
    sections = [
        section("inspections", "Inspections", inspections_table(inspected, on)),
        _not_graded(shown),
        section("plans", "Action plans", parts.plans_table(shown.plans, on)),
        section("flags", "Open risk flags", parts.flags_table(shown.flags, on)),
        section("follow-up", "Follow-up", duties),
        section("monitoring", "Formal monitoring", parts.monitoring_table(shown.monitoring, on)),
        section("factors", "What helps and what hinders", parts.factors_lists(shown.factors)),
        section("practice", "Good practice", parts.practice_table(shown.practice)),
        section("reviews", "Reviews that are quality-assured", parts.reviews_table(shown.reviews)),
        section("other-bodies", "Scrutiny by other bodies", parts.scrutiny_table(shown.planned_scrutiny)),
        section("contacts", "Contacts", contacts_table(shown.chronicle)),
        section("cover", "Who was responsible when", cover_table(shown)),
        _contradictions(shown),
    ]
    return Markup('<div class="rest">{}</div>').format(Markup("").join(sections))


def _not_graded(shown: AreaPicture) -> Markup:
    """Findings of progress, and what carries no value: four different absences, each under its name."""
    rows = shown.findings_of_progress + shown.not_evaluated
    if not rows:
        return NOTHING
    said = evaluations_table(rows, "Without a grade", "Everything on record carries a grade.")
    return section("not-graded", "Findings of progress, and what carries no grade", said)


def _contradictions(shown: AreaPicture) -> Markup:
    if not shown.contradictions:
        return NOTHING
    both = soft("Both are kept; neither is corrected here.")
    return section("contradictions", "Where sources disagree", both, parts.contradictions_table(shown.contradictions))


main()
