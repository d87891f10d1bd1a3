"""Addresses carry who is looking, as of when and on what screen; nothing else of the page left."""

from streamlit.testing.v1 import AppTest


def shown(script: str, **query: str) -> str:
    test = AppTest.from_string(script)
    for name, value in query.items():
        test.query_params[name] = value
    test.run()
    assert not test.exception
    return test.text[0].value


LINK = """
import streamlit as st
from dashboard.components.links import link
st.text(link("area", area="S12000036", plan=None))
"""
HERE = """
import streamlit as st
from dashboard.components.links import here
st.text(here(as_of=None, flag=7))
"""
ESCAPED = """
import streamlit as st
from dashboard.components.links import anchor
st.text(anchor("<b>", "area", area='"><script>'))
"""


def test_a_link_carries_persona_day_and_screen_but_no_filter():
    address = shown(LINK, persona="senior-manager", as_of="2026-03-03", screen="shared", status="red")
    assert address == "area?persona=senior-manager&as_of=2026-03-03&screen=shared&area=S12000036"


def test_a_link_without_anything_to_carry_has_only_its_own_parameters():
    assert shown(LINK) == "area?area=S12000036"


def test_a_change_on_this_page_keeps_its_filters():
    assert shown(HERE, as_of="2026-03-03", status="red") == "?status=red&flag=7"


def test_an_anchor_escapes_address_and_label():
    assert shown(ESCAPED) == '<a href="area?area=%22%3E%3Cscript%3E">&lt;b&gt;</a>'
