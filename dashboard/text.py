"""How words reach the screen: people's words always escaped, and HTML only when it was built by us."""

import re
import string

import streamlit as st
from markupsafe import Markup, escape

from dashboard.plain_text import clean as clean

_PUNCTUATION = re.compile(rf"([{re.escape(string.punctuation)}])")
# Breaks up what Markdown would still turn into links, emoji or arrows after its own escapes are undone.
_WORD_JOINER = "\u2060"
_ARROW = re.compile(r"\\([<\-~>])\\([=\->])")


def words(text: str) -> Markup:
    """People's words as HTML text: nothing in them is markup, and their line breaks are kept by the style."""
    return Markup('<span class="words">{}</span>').format(clean(text))


def plain(value: object) -> Markup:
    """Markup as it is, anything else escaped as text."""
    return value if isinstance(value, Markup) else escape(clean(str(value)))


def esc(text: str) -> str:
    """People's words inside a Markdown label, where one is unavoidable: rendered exactly as typed."""
    text = _PUNCTUATION.sub(r"\\\1", clean(text))
    text = text.replace(r"\:", r"\:" + _WORD_JOINER).replace(r"\@", r"\@" + _WORD_JOINER)
    text = re.sub(r"(?i)www\\\.", lambda m: m[0][:3] + _WORD_JOINER + r"\.", text)
    for _ in range(2):  # arrows can overlap: "<->" holds two
        text = _ARROW.sub(lambda m: "\\" + m[1] + _WORD_JOINER + "\\" + m[2], text)
    return "  \n".join(_kept_line(line) for line in text.split("\n"))


def _kept_line(line: str) -> str:
    """Leading blanks would start a code block and an empty line a paragraph."""
    if not line.strip():
        return "\u00a0"
    return re.sub(r"^[ \t]+", lambda m: "\u00a0" * len(m[0].expandtabs(4)), line)


def show(markup: Markup) -> None:
    """Put HTML on the page. Only `Markup` is taken, so that no string gets there without being escaped."""
    if not isinstance(markup, Markup):
        raise TypeError("show() takes Markup only: build it with Markup(...).format(...), which escapes.")
    if markup:
        st.html(str(markup))
