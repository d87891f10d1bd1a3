"""What every decision on follow-up is asked: for which evaluations, why, by whom, on which day."""

import streamlit as st

from dashboard.components.follow_up.case import Case
from dashboard.components.form_fields import day_field, prose_field
from dashboard.components.forms import NameField, Values
from dashboard.session import record
from dashboard.text import clean
from dashboard.wording import say
from data_models.commands.follow_up import PANEL
from data_models.vocabulary import CandidateState

DECIDED = "This evaluation is decided, or closed: see below what was decided, by whom and why."


def which_field(case: Case, name: NameField) -> list[int]:
    """The evaluations that the decision answers; not asked where there is one alone."""
    offered = case.undecided()
    if len(offered) == 1:
        return list(offered)
    owed = [one.id for one in offered.values() if one.state is CandidateState.OWED]
    return st.multiselect(
        "For which evaluations of this inspection",
        list(offered),
        default=owed or [case.row.id],
        format_func=lambda one: clean(f"{offered[one].reference} {offered[one].label or say(offered[one].trigger)}"),
        key=name("which"),
    )


def why_and_who_fields(name: NameField) -> Values:
    reason = prose_field("Why", name("reason"))
    left, right = st.columns([2, 1])
    with left:
        body = st.text_input("Decided by", value=PANEL, key=name("body"))
    with right:
        decided_on = day_field("Decided on", name("on"), value=record().on)
    return {"reason": reason, "body": body, "decided_on": decided_on}
