"""What do we know about this area?"""

import streamlit as st
from markupsafe import Markup

from dashboard.components.area.evaluations import show_grades
from dashboard.components.area.head import area_deeds, area_head, area_jumps
from dashboard.components.area.now import area_now
from dashboard.components.area.rest import show_rest
from dashboard.components.area.story import show_timeline
from dashboard.components.engagement.contact_form import show_contact_form
from dashboard.components.kept import kept
from dashboard.components.opening import open_page
from dashboard.components.overview.portfolio import ranked_table
from dashboard.components.section import section
from dashboard.holidays import scottish_bank_holidays
from dashboard.session import AddressError, record
from dashboard.text import show
from data_models.queries.areas import AreaPicture, area_picture, area_sought
from data_models.queries.inspections import InspectionRow, inspections
from data_models.queries.matters import account, area_standings
from data_models.queries.overview import overview
from data_models.rules.matters import Matter

NOTHING = Markup("")
OWN = "Areas you cover"


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
    show_contact_form(
        {shown.area.gss_code: shown.area.short_name}, {one.id: f"{one.reference} {one.name}" for one in shown.plans}
    )
    _first_screenful(shown, matters)
    show_timeline(shown, record().on, version=_version(shown))
    show_rest(shown, inspected)


def _found(asked: str) -> AreaPicture:
    """The area by its code; failing that by a retired code or any name the record knows."""
    holidays = scottish_bank_holidays()
    shown = record().ask(area_picture, area_code=asked, holidays=holidays)
    if shown is None:
        sought = record().ask(area_sought, area=asked)
        shown = record().ask(area_picture, area_code=sought.gss_code, holidays=holidays) if sought else None
    if shown is None:
        raise AddressError(f"There is no area “{asked}” in the record.", "Choose an area", "area")
    return shown


def _choose() -> None:
    """Without an area in the address: all of them by status, those of whoever looks first."""
    open_page("area", "Choose an area")
    ranked, on, viewer = record().ask(overview).ranked, record().on, record().viewer
    own = [one for one in ranked if viewer.covers(one.code)]
    others = [one for one in ranked if not viewer.covers(one.code)]
    mine = section("own-areas", OWN, ranked_table(own, on, caption=OWN)) if own else NOTHING
    heading = "Other areas" if own else "All areas"
    show(mine + section("all-areas", heading, ranked_table(others, on, caption=heading)))


def _head(shown: AreaPicture, matters: tuple[Matter, ...], inspected: tuple[InspectionRow, ...]) -> None:
    code = shown.area.gss_code
    known = kept(f"head {code}", lambda: _status_and_people(shown, matters))
    links = kept(f"jumps {code}", lambda: area_jumps(shown, inspected))
    show(known + Markup('<div class="jumps">{}{}</div>').format(area_deeds(code), links))


def _status_and_people(shown: AreaPicture, matters: tuple[Matter, ...]) -> Markup:
    on, thresholds = record().on, record().head.thresholds
    standings = area_standings(record().ask(account), on=on, thresholds=thresholds)
    standing = next(one for one in standings if one.area_code == shown.area.gss_code)
    return area_head(shown, standing, matters, on)


def _first_screenful(shown: AreaPicture, matters: tuple[Matter, ...]) -> None:
    on, thresholds = record().on, record().head.thresholds
    left, right = st.columns([6, 5], gap="medium")
    with left:
        show(kept(f"now {shown.area.gss_code}", lambda: area_now(shown, matters, on, thresholds)))
    with right:
        show_grades(shown, on, version=_version(shown))


def _version(shown: AreaPicture) -> str:
    """Everything a drawing of this page depends on: published facts of one area on one day."""
    viewer = record().viewer
    who = f"{viewer.role} {viewer.person_id} {viewer.reads_unpublished(shown.area.gss_code)}"
    return f"{shown.area.gss_code} {record().change} {record().on} {who}"


main()
