"""What has been, is and will be inspected?"""

import streamlit as st
from markupsafe import Markup

from dashboard.components.address import asked_number, asked_word
from dashboard.components.forms import is_open
from dashboard.components.inspections.deeds import inspection_forms, inspection_openers
from dashboard.components.inspections.filters import is_wanted, offered, show_filters
from dashboard.components.inspections.findings import found_part, said_first, unread_part
from dashboard.components.inspections.footprint import show_footprint
from dashboard.components.inspections.listing import inspections_table
from dashboard.components.inspections.planning import PLAN, planning_form, planning_opener
from dashboard.components.inspections.running import ran_part, what_it_is
from dashboard.components.links import anchor
from dashboard.components.opening import open_page
from dashboard.components.section import section
from dashboard.session import AddressError, record
from dashboard.text import show
from dashboard.wording import count
from data_models.queries.areas import all_areas
from data_models.queries.inspection_picture import inspection_picture
from data_models.queries.inspections import inspections
from data_models.queries.people import colleagues
from data_models.queries.programmes import programmes
from data_models.rules.inspections import has_ended
from data_models.rules.references import Kind

PATH = "inspections"


def main() -> None:
    asked = asked_number("inspection", PATH, Kind.INSPECTION)
    if asked is None:
        _list()
    else:
        _one(asked[1])


# --- the list ---


def _list() -> None:
    open_page(PATH)
    show(planning_opener())
    if is_open(PLAN):
        areas = {one.gss_code: one.short_name for one in record().ask(all_areas)}
        planning_form(record().ask(programmes), areas, record().ask(colleagues))
    rows = record().ask(inspections)
    choices = offered(rows)
    asked = {name: asked_word(name, known, name, PATH) for name, known in choices.items()}
    show_filters(choices)
    wanted = [one for one in rows if is_wanted(one, asked)]
    on = record().on
    coming = [one for one in wanted if not has_ended(one.stage)]
    ended = [one for one in wanted if has_ended(one.stage)]
    none = "Nothing is planned or going on with these filters."
    ahead = inspections_table(coming, on, caption="Planned and going on", empty=none)
    behind = inspections_table(ended, on, caption="Published and ended")
    show(
        section("coming", f"Planned and going on: {len(coming)}", ahead)
        + section("ended", f"Published: {len(ended)} of {count(len(rows), 'inspection')}", behind)
    )


# --- one inspection ---


def _one(number: int) -> None:
    shown = record().ask(inspection_picture, inspection_id=number)
    if shown is None:
        raise AddressError(f"The record has no inspection {number}.", "See all inspections", PATH, inspection=None)
    programme = next(one for one in record().ask(programmes) if one.id == shown.inspection.programme_id)
    on = record().on
    open_page(PATH, f"{shown.inspection.reference} {shown.inspection.partnership_name}")
    back = Markup("<p>{}</p>").format(anchor("All inspections", PATH))
    show(back + said_first(shown) + what_it_is(shown, on) + inspection_openers(shown, programme))
    inspection_forms(shown, programme, record().ask(colleagues) if "do" in st.query_params else ())
    ran = ran_part(shown, record().head.thresholds)
    has_footprint = shown.milestones or not has_ended(shown.inspection.stage)
    left, right = st.columns([6, 5], gap="medium") if has_footprint else (st.container(), None)
    with left:
        show(unread_part(shown, programme) + ran if shown.is_withheld else found_part(shown, programme, on))
    if right is not None:
        with right:
            show_footprint(shown, on, version=f"{number} {record().change} {on}")
    if not shown.is_withheld:
        show(ran)


main()
