"""What has been, is and will be inspected?"""

import streamlit as st
from markupsafe import Markup

from dashboard.components.address import asked_number, asked_word
from dashboard.components.inspections.deeds import inspection_openers
from dashboard.components.inspections.evaluate import show_evaluation_form
from dashboard.components.inspections.filters import is_wanted, offered, show_filters
from dashboard.components.inspections.findings import found_part, said_first
from dashboard.components.inspections.listing import inspections_table
from dashboard.components.inspections.publish import show_publish_form
from dashboard.components.inspections.running import ran_part, show_footprint, what_it_is
from dashboard.components.links import anchor
from dashboard.components.opening import open_page
from dashboard.components.section import section
from dashboard.session import AddressError, record
from dashboard.text import show
from dashboard.wording import count
from data_models.queries.inspection_picture import InspectionPicture, inspection_picture
from data_models.queries.inspections import inspections
from data_models.queries.programmes import programmes
from data_models.rules.references import Kind
from data_models.vocabulary import Stage

PATH = "inspections"
ENDED = (Stage.PUBLISHED, Stage.CANCELLED)


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
    choices = offered(rows)
    asked = {name: asked_word(name, known, name, PATH) for name, known in choices.items()}
    show_filters(choices)
    wanted = [one for one in rows if is_wanted(one, asked)]
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


# --- one inspection ---


def _one(number: int) -> None:
    shown = record().ask(inspection_picture, inspection_id=number)
    if shown is None:
        raise AddressError(f"The record has no inspection {number}.", "See all inspections", PATH, inspection=None)
    programme = next(one for one in record().ask(programmes) if one.id == shown.inspection.programme_id)
    on, codes = record().on, _codes(shown)
    open_page(PATH, f"{shown.inspection.reference} {shown.inspection.partnership_name}")
    show(
        Markup("<p>{}</p>").format(anchor("All inspections", PATH))
        + said_first(shown)
        + what_it_is(shown, on)
        + inspection_openers(shown, programme, codes)
    )
    show_evaluation_form(shown, programme, codes)
    show_publish_form(shown, programme, codes)
    ran = ran_part(shown, record().head.thresholds)
    left, right = st.columns([7, 5], gap="medium") if shown.milestones else (st.container(), None)
    with left:
        show(ran if shown.is_withheld else found_part(shown, on))
    if right is not None:
        with right:
            show_footprint(shown, on, version=f"{number} {record().change} {on}")
    if not shown.is_withheld:
        show(ran)


def _codes(shown: InspectionPicture) -> tuple[str, ...]:
    """The areas to ask permission for: of a shared partnership those that whoever looks covers, if any."""
    every = [place.code for place in shown.inspection.areas]
    return tuple(code for code in every if record().viewer.covers(code)) or tuple(every)


main()
