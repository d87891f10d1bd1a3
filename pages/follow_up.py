"""Is every weak or unsatisfactory evaluation accounted for?"""

import streamlit as st
from markupsafe import Markup

from dashboard.components import follow_up as parts
from dashboard.components.address import asked_number, asked_word
from dashboard.components.candidate import candidate_top, decision_part, reviews_part
from dashboard.components.choices import Choice, choices
from dashboard.components.choosers import chooser
from dashboard.components.follow_up_deeds import decision_forms, decision_openers
from dashboard.components.links import anchor, here
from dashboard.components.mentions import areas_linked
from dashboard.components.monitoring import STANDING, monitoring_register
from dashboard.components.opening import open_page
from dashboard.components.row_history import history_table
from dashboard.components.section import section, soft
from dashboard.session import AddressError, record
from dashboard.text import show
from dashboard.wording import say
from data_models.queries import formal_monitoring
from data_models.queries.areas import all_areas
from data_models.queries.follow_up import register
from data_models.queries.follow_up_rows import CandidateRow, Register
from data_models.queries.formal_monitoring import MonitoringRow
from data_models.queries.ledger import live_ledger
from data_models.queries.row_history import row_history
from data_models.rules.references import Kind
from data_models.vocabulary import CandidateState

PATH = "follow-up"
REGISTER, MONITORING, WORDS, LACKING = "register", "monitoring", "words", "lacking"
VIEWS = {
    REGISTER: "Register",
    LACKING: "Reports without intention or timescale",
    WORDS: "Weakness in words alone",
    MONITORING: "Formal monitoring",
}
WORDS_SAID = "These reports gave no evaluation on a scale. Their words suggest weakness: seen here, and never counted."


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
    found = record().ask(register)
    spells = record().ask(formal_monitoring.register)
    view = asked_word("show", VIEWS, "view of follow-up", PATH) or REGISTER
    step = asked_word("step", parts.STEPS, "step of follow-up", PATH)
    asked_for = asked_number("monitoring", PATH, Kind.MONITORING)
    show(parts.proof(record().ask(live_ledger), found.other_triggers) + parts.strip(found.candidates, step))
    _filters(found, spells, view)
    area, state = _area(), asked_word("state", _states(), "state of follow-up", PATH)
    _shown(view, found, spells, parts.narrowed(found.candidates, area, state, step), asked_for)


def _areas() -> dict[str, str]:
    return {one.gss_code: one.short_name for one in record().ask(all_areas)}


def _area() -> str | None:
    return asked_word("area", _areas(), "area", PATH)


def _states() -> dict[str, str]:
    return {one.value: say(one) for one in CandidateState}


def _filters(found: Register, spells: tuple[MonitoringRow, ...], view: str) -> None:
    standing = sum(one.state in STANDING for one in spells)
    numbers = {
        REGISTER: len(found.candidates),
        MONITORING: standing,
        WORDS: len(found.said_in_words),
        LACKING: len(parts.lacking(found)),
    }
    by_view, by_area, by_state = st.columns([5, 2, 2], vertical_alignment="center")
    with by_view:
        offered = [
            Choice(words, here(show=None if one == REGISTER else one, monitoring=None), one == view, numbers[one])
            for one, words in VIEWS.items()
        ]
        show(choices("Ways to look at follow-up", offered))
    with by_area:
        chooser("area", "Area", _areas(), "Every area")
    with by_state:
        chooser("state", "State", _states(), "Every state")


def _shown(
    view: str,
    found: Register,
    spells: tuple[MonitoringRow, ...],
    rows: list[CandidateRow],
    asked_for: tuple[Kind, int] | None,
) -> None:
    area = _area()
    if view == MONITORING:
        theirs = [one for one in spells if area in (None, one.area_code)]
        show(monitoring_register(theirs, record().on, asked_for[1] if asked_for else None))
    elif view == WORDS:
        said = [one for one in found.said_in_words if area is None or area in {place.code for place in one.areas}]
        show(soft(WORDS_SAID) + parts.said_in_words_table(said))
    elif view == LACKING:
        show(parts.lacking_table(parts.narrowed(parts.lacking(found), area, None, None)))
    else:
        none = "No published evaluation calls for follow-up yet." if not found.candidates else "None is like this."
        show(parts.register_table(rows, record().on, none))


def _one(kind: Kind, number: int) -> None:
    found = record().ask(register).candidates
    row = next((one for one in found if number == (one.id if kind is Kind.CANDIDATE else one.decision_id)), None)
    if row is None:
        raise AddressError(f"There is no follow-up {kind.value}-{number:04d} in the record.", "See the register", PATH)
    open_page(PATH, f"Follow-up {row.reference}")
    back = Markup('<p class="back">{}: {}</p>').format(areas_linked(row.areas), anchor("the register", PATH))
    show(back + decision_openers(row))
    decision_forms(row, found)
    edits = record().ask(row_history, table="follow_up_candidate", key=row.id)
    story = section("history", "Every change, field by field", history_table(edits))
    show(candidate_top(row, record().on) + decision_part(row) + reviews_part(row) + story)


main()
