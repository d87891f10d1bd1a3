"""Is every weak or unsatisfactory evaluation accounted for?"""

from markupsafe import Markup

from dashboard.components.address import asked_number, asked_word
from dashboard.components.follow_up import views as parts
from dashboard.components.follow_up.candidate import candidate_top, decision_part, reviews_part
from dashboard.components.follow_up.candidate import story as story_of_case
from dashboard.components.follow_up.candidate_deeds import request_form, request_opener
from dashboard.components.follow_up.case import Case
from dashboard.components.follow_up.deeds import follow_up_forms, follow_up_openers, open_the_next_step
from dashboard.components.follow_up.filters import asked_area, asked_state, show_filters
from dashboard.components.follow_up.proof import proof
from dashboard.components.follow_up.register import STEPS, strip
from dashboard.components.follow_up.way import way
from dashboard.components.links import anchor
from dashboard.components.mentions import areas_linked
from dashboard.components.monitoring.deeds import spell_forms, spell_openers
from dashboard.components.monitoring.proposing import propose_form, propose_opener
from dashboard.components.monitoring.spell import spell_part, spell_top, story
from dashboard.components.opening import open_page
from dashboard.components.row_history import story_part
from dashboard.session import AddressError, record
from dashboard.text import show
from data_models.queries import formal_monitoring
from data_models.queries.areas import all_areas
from data_models.queries.follow_up import register
from data_models.queries.inspection_picture import inspection_picture
from data_models.queries.ledger import live_ledger
from data_models.rules.references import Kind

PATH = "follow-up"


def main() -> None:
    asked = asked_number("follow_up", PATH, Kind.CANDIDATE, Kind.DECISION) or asked_number(
        "decision", PATH, Kind.DECISION
    )
    spell = asked_number("monitoring", PATH, Kind.MONITORING)
    if asked:
        _one(*asked)
    elif spell:
        _spell(spell[1])
    else:
        _every()


def _every() -> None:
    open_page(PATH)
    found, spells = record().ask(register), record().ask(formal_monitoring.register)
    areas = {one.gss_code: one.short_name for one in record().ask(all_areas)}
    view = asked_word("show", parts.VIEWS, "view of follow-up", PATH) or parts.REGISTER
    step = asked_word("step", STEPS, "step of follow-up", PATH)
    area, state = asked_area(areas, PATH), asked_state(PATH)
    after = asked_number("inspection", PATH, Kind.INSPECTION)
    is_monitoring = view == parts.MONITORING
    opener = propose_opener(areas, area) if is_monitoring else request_opener()
    show(proof(record().ask(live_ledger), found.other_triggers) + strip(found.candidates, step) + opener)
    if is_monitoring:
        propose_form(areas, area)
    else:
        request_form(after[1] if after else None)
    show_filters(parts.view_row(found, spells, view), areas)
    rows = parts.narrowed(found.candidates, area, state, step)
    show(parts.chosen_view(view, found, rows, spells, area, record().on))


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
    show(told + story_part(story_of_case(row), PATH))


def _spell(number: int) -> None:
    spells = record().ask(formal_monitoring.register)
    one = next((one for one in spells if one.id == number), None)
    every = {"show": parts.MONITORING, "monitoring": None}
    if one is None:
        said = f"There is no formal monitoring FM-{number:04d} in the record."
        raise AddressError(said, "See all formal monitoring", PATH, **every)
    open_page(PATH, f"Formal monitoring {one.reference}: {one.area_name}")
    area = anchor(one.area_name, "area", area=one.area_code)
    back = Markup('<p class="back">{}: {}</p>').format(area, anchor("all formal monitoring", PATH, **every))
    show(back + spell_openers(one, spells))
    spell_forms(one, spells)
    show(spell_top(one, record().on) + spell_part(one, record().on) + story_part(story(one), PATH))


main()
