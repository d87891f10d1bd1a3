"""What looks like personal data is shown before it is saved: history keeps for ever what is saved once."""

from collections.abc import Mapping

import streamlit as st
from markupsafe import Markup

from dashboard.components.notices import notice
from dashboard.text import clean, plain
from data_models.rules.personal_data import PersonalDataKind, findings_in

LOOKS_LIKE: dict[PersonalDataKind, str] = {
    PersonalDataKind.CHI_NUMBER: "a CHI number",
    PersonalDataKind.TEN_DIGITS: "a ten-digit number",
    PersonalDataKind.DATE_OF_BIRTH: "a date of birth",
    PersonalDataKind.POSTCODE: "a postcode",
    PersonalDataKind.EMAIL: "an e-mail address",
    PersonalDataKind.TELEPHONE: "a telephone number",
    PersonalDataKind.PERSON: "a person",
}
# A pasted list may hold hundreds; a few say what is meant.
SHOWN = 5
ASK = Markup(
    "This looks like personal data: {}. What is saved stays in the history for ever. Take it out if it is about anyone"
    " who uses services; if it is not, save again and it is kept as it is."
)


def doubts_about(text: str) -> list[str]:
    """What in a text looks like personal data, as it is said beside a field while somebody types."""
    found = findings_in(text)[:SHOWN]
    return [f"“{clean(text[one.start : one.end])}” ({LOOKS_LIKE[one.kind]})" for one in found]


def second_look(draft: str, token: str, values: Mapping[str, object]) -> Markup | None:
    """What to look at before these values are saved; None when there is nothing, or when it was shown already.

    It is a question and no refusal: a pattern cannot know what it found. Other words ask again.
    """
    found = [
        Markup("“{}” ({})").format(plain(text[one.start : one.end]), LOOKS_LIKE[one.kind])
        for text in values.values()
        if isinstance(text, str)
        for one in findings_in(text)
    ]
    was_shown = f"form {draft} looked at"
    if not found or st.session_state.get(was_shown) == token:
        return None
    st.session_state[was_shown] = token
    asked = notice(ASK.format(Markup(", ").join(found[:SHOWN])), tone="amber")
    return Markup('<div role="alert">{}</div>').format(asked)
