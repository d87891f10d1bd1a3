"""Is every weak or unsatisfactory evaluation accounted for?"""

import streamlit as st
from markupsafe import Markup

from dashboard.components.address import asked_number, asked_word
from dashboard.components.choosers import chooser
from dashboard.components.follow_up import views as parts
from dashboard.components.follow_up.candidate import candidate_top, decision_part, reviews_part, story
from dashboard.components.follow_up.candidate_deeds import request_form, request_opener
from dashboard.components.follow_up.case import Case
from dashboard.components.follow_up.deeds import follow_up_forms, follow_up_openers, open_the_next_step
from dashboard.components.follow_up.register import STEPS, proof, strip
from dashboard.components.follow_up.way import way
from dashboard.components.links import anchor
from dashboard.components.mentions import areas_linked
from dashboard.components.opening import open_page
from dashboard.components.row_history import story_part
from dashboard.session import AddressError, record
from dashboard.text import show
from dashboard.wording import say
from data_models.queries import formal_monitoring
from data_models.queries.areas import all_areas
from data_models.queries.follow_up import register
from data_models.queries.inspection_picture import inspection_picture
from data_models.queries.ledger import live_ledger
from data_models.rules.references import Kind
from data_models.vocabulary import CandidateState

PATH = "follow-up"


def main() -> None:
    asked = asked_number("follow_up", PATH, Kind.CANDIDATE, Kind.DECISION) or _asked_by_decision()
    if asked:
        _one(*asked)
    else:
        _every()


def _asked_by_decision() -> tuple[Kind, int] | None:
    return asked_number("decision", PATH, Kind.DECISION)


def _every() -> None:
    open_page(PATH)
    found, spells = record().ask(register), record().ask(formal_monitoring.register)
    view = asked_word("show", parts.VIEWS, "view of follow-up", PATH) or parts.REGISTER
    step = asked_word("step", STEPS, "step of follow-up", PATH)
    spell = asked_number("monitoring", PATH, Kind.MONITORING)
    after = asked_number("inspection", PATH, Kind.INSPECTION)
    show(proof(record().ask(live_ledger), found.other_triggers) + strip(found.candidates, step) + request_opener())
    request_form(after[1] if after else None)
    area, state = _filters(parts.view_row(found, spells, view))
    if view == parts.MONITORING:
        show(parts.monitoring_view(spells, area, record().on, spell[1] if spell else None))
    elif view == parts.WORDS:
        show(parts.words_view(found, area))
    elif view == parts.LACKING:
        show(parts.lacking_view(found, area))
    else:
        show(parts.register_view(found, parts.narrowed(found.candidates, area, state, step), record().on))


def _filters(views: Markup) -> tuple[str | None, str | None]:
    """The four lists beside the boxes for area and state; what of these the address asks for."""
    areas = {one.gss_code: one.short_name for one in record().ask(all_areas)}
    states = {one.value: say(one) for one in CandidateState}
    by_view, by_area, by_state = st.columns([5, 2, 2], vertical_alignment="center")
    with by_view:
        show(views)
    with by_area:
        chooser("area", "Area", areas, "Every area")
    with by_state:
        chooser("state", "State", states, "Every state")
    return asked_word("area", areas, "area", PATH), asked_word("state", states, "state of follow-up", PATH)


def _one(kind: Kind, number: int) -> None:
    found = record().ask(register).candidates
    row = next((one for one in found if number == (one.id if kind is Kind.CANDIDATE else one.decision_id)), None)
    shown = record().ask(inspection_picture, inspection_id=row.inspection_id) if row else None
    if row is None or shown is None:
        raise AddressError(f"There is no follow-up {kind.value}-{number:04d} in the record.", "See the register", PATH)
    open_page(PATH, f"Follow-up {row.reference}")
    case = Case(row, found, shown)
    open_the_next_step(case)
    back = Markup('<p class="back">{}: {}</p>').format(areas_linked(row.areas), anchor("the register", PATH))
    show(back + way(row) + follow_up_openers(case))
    follow_up_forms(case)
    told = candidate_top(row, record().on) + decision_part(row) + reviews_part(row)
    show(told + story_part(story(row), PATH))


main()
