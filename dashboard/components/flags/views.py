"""The list of risk flags: its ways to be looked at, its filters, and what it says where nothing is left."""

from collections.abc import Iterable, Mapping, Sequence

import streamlit as st
from markupsafe import Markup

from dashboard.components.choices import Choice, choices
from dashboard.components.choosers import chooser
from dashboard.components.flags.rule_runs import run_line, run_warning
from dashboard.components.links import here
from dashboard.wording import say
from data_models.queries.risk_flags import FlagRow
from data_models.queries.rule_runs import LastRun
from data_models.rules.flag_rules import RULES
from data_models.vocabulary import FlagSource, FlagState, RiskTheme

FLAGS, BACK_TEST = "flags", "back-test"
VIEWS = {FLAGS: "Flags", BACK_TEST: "Back-test of the rules"}
EVERY_STATE = "all"
THEMES = {one.value: say(one) for one in RiskTheme}
STATES = {FlagState.CLOSED.value: "Closed", EVERY_STATE: "Open and closed"}
KNOWN_STATES = STATES | {FlagState.OPEN.value: "Open"}
SOURCES = {one.value: say(one) for one in FlagSource}
RULE_CODES = {code: rule.title for code, rule in RULES.items()}


def view_row(every: Sequence[FlagRow], view: str, last: LastRun) -> Markup:
    """The two views, with how many flags are open, beside when the rules last looked."""
    still = sum(one.state is FlagState.OPEN for one in every)
    numbers = {FLAGS: still, BACK_TEST: None}
    ways = choices(
        "Ways to look at risk flags",
        [
            Choice(said, here(show=None if one == FLAGS else one), one == view, numbers[one])
            for one, said in VIEWS.items()
        ],
    )
    return Markup('<div class="jumps">{}{}</div>{}').format(ways, run_line(last), run_warning(last))


def narrowed(every: Iterable[FlagRow], asked: Mapping[str, str | None]) -> list[FlagRow]:
    """The flags that the address asks for; open ones where it asks for no state."""
    state = asked["state"] or FlagState.OPEN.value
    return [
        one
        for one in every
        if asked["area"] in (None, one.area_code)
        and asked["theme"] in (None, one.theme.value)
        and asked["source"] in (None, one.source_kind.value)
        and asked["rule"] in (None, one.rule_code)
        and state in (EVERY_STATE, one.state.value)
    ]


def choosers(areas: Mapping[str, str]) -> None:
    by_area, by_theme, by_state, by_source = st.columns(4)
    with by_area:
        chooser("area", "Area", areas, "Every area")
    with by_theme:
        chooser("theme", "Theme", THEMES, "Every theme")
    with by_state:
        chooser("state", "State", STATES, "Open")
    with by_source:
        chooser("source", "Raised by", SOURCES, "By people and by rules")


def narrowed_to_a_rule(rule: str | None) -> Markup:
    """That the list is of one rule alone, with the way back."""
    if rule is None:
        return Markup("")
    said = Markup('<p class="soft">Only flags of the rule “{}”. <a href="{}">Show those of every rule</a></p>')
    return said.format(RULE_CODES[rule], here(rule=None))


def nothing(every: Sequence[FlagRow]) -> str:
    if not every:
        return "No risk flag has been raised yet. Whoever covers an area can raise one, and rules raise their own."
    return "No flag is like this. Choose another area, theme or state."
