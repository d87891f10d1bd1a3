"""Putting formal monitoring of an area to the senior managers, outside the publication of a report."""

from collections.abc import Mapping

import streamlit as st
from markupsafe import Markup

from dashboard.components.form_fields import needed, prose_field
from dashboard.components.forms import NameField, Offer, Values, deed_form, is_open, openers
from dashboard.session import Session, record
from dashboard.text import clean
from dashboard.wording import known_day
from data_models.commands.formal_monitoring import propose_monitoring
from data_models.queries.inspections import InspectionRow, inspections
from data_models.rules.references import Kind, reference
from data_models.visibility import Deed, may
from data_models.vocabulary import PublicationState

PROPOSE = "propose-monitoring"
WAITING = "It starts nothing until a senior manager opens it."


def _proposable(areas: Mapping[str, str]) -> dict[str, str]:
    """The areas for which this person may propose it: code to name."""
    viewer = record().viewer
    return {code: name for code, name in areas.items() if may(viewer, Deed.PROPOSE_MONITORING, frozenset({code}))}


def _offer(allowed: Mapping[str, str], area: str | None) -> Offer:
    code = area if area is not None else next(iter(allowed), "")
    return Offer(PROPOSE, "Propose formal monitoring", Deed.PROPOSE_MONITORING, (code,) if code else ())


def propose_opener(areas: Mapping[str, str], area: str | None) -> Markup:
    """A link to the form, for whoever may propose it for the chosen area, or for any."""
    return openers(_offer(_proposable(areas), area))


def propose_form(areas: Mapping[str, str], area: str | None) -> None:
    """The form, when the address has it open."""
    if not is_open(PROPOSE):
        return
    allowed = _proposable(areas)
    sources = {one.id: one for one in record().ask(inspections) if _may_be_source(one, allowed)}

    def fields(name: NameField) -> Values:
        return _fields(name, allowed, area, sources)

    def do(session: Session, said: Values) -> str:
        code = needed(said["area"], "area", "Choose the area.")
        proposal = propose_monitoring(
            session,
            by=record().viewer,
            on=record().on,
            area_code=code,
            reason=said["reason"],
            inspection_id=said["inspection"],
        )
        return f"{reference(Kind.MONITORING, proposal.id)} is proposed for {areas[code]}. {WAITING}"

    title = "Propose formal monitoring"
    deed_form(_offer(allowed, area), title=title, save="Propose it", fields=fields, do=do)


def _may_be_source(one: InspectionRow, allowed: Mapping[str, str]) -> bool:
    is_public = one.publication_state is PublicationState.PUBLISHED
    return is_public and any(place.code in allowed for place in one.areas)


def _fields(
    name: NameField, allowed: Mapping[str, str], area: str | None, sources: Mapping[int, InspectionRow]
) -> Values:
    codes = list(allowed)
    left, right = st.columns(2)
    with left:
        code = st.selectbox(
            "Area",
            codes,
            index=codes.index(area) if area in codes else None,
            format_func=lambda one: clean(allowed[one]),
            placeholder="choose an area",
            key=name("area"),
        )
    with right:
        inspection = st.selectbox(
            "The published inspection it comes from, if any",
            list(sources),
            index=None,
            format_func=lambda one: clean(_named(sources[one])),
            placeholder="none",
            key=name("inspection"),
        )
    reason = prose_field("Which significant concerns call for it", name("reason"))
    return {"area": code, "inspection": inspection, "reason": reason}


def _named(one: InspectionRow) -> str:
    areas = ", ".join(place.name for place in one.areas)
    published = known_day(one.published_on, one.published_precision)
    return f"{areas}: {one.programme_name}, published {published} ({one.reference})"
