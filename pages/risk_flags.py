"""What could go wrong, and why do we think so?"""

import streamlit as st
from markupsafe import Markup

from dashboard.components.address import asked_number, asked_word
from dashboard.components.choosers import chooser
from dashboard.components.flags.raising import flag_form, flag_opener
from dashboard.components.flags.register import flag_counts, flag_top, flags_table
from dashboard.components.links import anchor
from dashboard.components.opening import open_page
from dashboard.components.row_history import history_table
from dashboard.components.section import section
from dashboard.session import AddressError, record
from dashboard.text import show
from dashboard.wording import say
from data_models.queries.areas import all_areas
from data_models.queries.risk_flags import FlagRow, flag_picture, flags
from data_models.queries.row_history import row_history
from data_models.rules.references import Kind
from data_models.vocabulary import FlagSource, FlagState, RiskTheme

PATH = "risk-flags"
EVERY_STATE = "all"
THEMES = {one.value: say(one) for one in RiskTheme}
STATES = {FlagState.CLOSED.value: "Closed", EVERY_STATE: "Open and closed"}
SOURCES = {one.value: say(one) for one in FlagSource}


def main() -> None:
    asked = asked_number("flag", PATH, Kind.FLAG)
    if asked:
        _one(asked[1])
    else:
        _every()


def _every() -> None:
    open_page(PATH)
    areas = {one.gss_code: one.short_name for one in record().ask(all_areas)}
    every = record().ask(flags)
    area = asked_word("area", areas, "area", PATH)
    wanted = _narrowed(every, area)
    show(Markup('<div class="jumps">{}{}</div>').format(flag_counts(every), flag_opener(areas, area)))
    flag_form(areas, area)
    _choosers(areas)
    show(flags_table(wanted, record().on, _nothing(every)))


def _narrowed(every: tuple[FlagRow, ...], area: str | None) -> list[FlagRow]:
    theme = asked_word("theme", THEMES, "theme", PATH)
    source = asked_word("source", SOURCES, "source of a flag", PATH)
    known = STATES | {FlagState.OPEN.value: "Open"}
    state = asked_word("state", known, "state of a flag", PATH) or FlagState.OPEN.value
    return [
        one
        for one in every
        if area in (None, one.area_code)
        and theme in (None, one.theme.value)
        and source in (None, one.source_kind.value)
        and state in (EVERY_STATE, one.state.value)
    ]


def _choosers(areas: dict[str, str]) -> None:
    by_area, by_theme, by_state, by_source = st.columns(4)
    with by_area:
        chooser("area", "Area", areas, "Every area")
    with by_theme:
        chooser("theme", "Theme", THEMES, "Every theme")
    with by_state:
        chooser("state", "State", STATES, "Open")
    with by_source:
        chooser("source", "Raised by", SOURCES, "By people and by rules")


def _nothing(every: tuple[FlagRow, ...]) -> str:
    if not every:
        return "No risk flag has been raised yet. Whoever covers an area can raise one, and rules raise their own."
    return "No flag is like this. Choose another area, theme or state."


def _one(flag_id: int) -> None:
    flag = record().ask(flag_picture, flag_id=flag_id)
    if flag is None:
        raise AddressError(f"There is no risk flag RF-{flag_id:04d} in the record.", "See every risk flag", PATH)
    open_page(PATH, f"Risk flag {flag.reference}")
    back = Markup('<p class="back">{}: {}</p>')
    show(back.format(anchor(flag.area_name, "area", area=flag.area_code), anchor("every risk flag", PATH)))
    edits = record().ask(row_history, table="risk_flag", key=flag_id)
    story = section("history", "Its whole history", history_table(edits))
    show(flag_top(flag, record().on, record().head.thresholds) + story)


main()
