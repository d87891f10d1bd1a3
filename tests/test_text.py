"""People's words reach the screen as typed, and never as markup."""

import re
import string

import pytest
from hypothesis import given
from hypothesis import strategies as st
from markupsafe import Markup

from dashboard.text import clean, esc, plain, show, words


def test_line_breaks_of_every_kind_become_one_kind():
    assert clean("one\r\ntwo\rthree\nfour") == "one\ntwo\nthree\nfour"


@pytest.mark.parametrize("mark", ["\u202e", "\u200b", "\ufeff", "\x00", "\x1b", "\x7f", "\x9b"])
def test_marks_that_hide_or_reorder_text_are_made_visible(mark):
    assert clean(f"a{mark}b") == "a\ufffdb"


def test_a_lone_surrogate_is_replaced_rather_than_breaking_the_page():
    assert clean("a\ud800b").encode("utf-8") == b"a?b"


def test_gaelic_names_and_quotation_marks_are_left_alone():
    assert clean("Na h-Eileanan Siar: “Dùn Dèagh” – 5") == "Na h-Eileanan Siar: “Dùn Dèagh” – 5"


@given(st.text(st.characters(codec=None)))
def test_cleaning_twice_is_cleaning_once(text):
    assert clean(clean(text)) == clean(text)


def test_words_are_escaped_into_html():
    assert words("<script>1 & 2</script>") == Markup(
        '<span class="words">&lt;script&gt;1 &amp; 2&lt;/script&gt;</span>'
    )


def test_markup_stays_markup_and_anything_else_is_escaped():
    assert plain(Markup("<b>x</b>")) == "<b>x</b>"
    assert plain("<b>x</b>") == "&lt;b&gt;x&lt;/b&gt;"
    assert plain(4) == "4"


@pytest.mark.parametrize(
    "typed",
    [
        "![](http://away.example/x.png)",
        "[link](http://away.example)",
        ":red[Red]",
        ":material/home:",
        "www.away.example",
        "someone@away.example",
        "https://away.example",
        "<b>bold</b>",
        "a -> b <- c <-> d",
        "2024. Inspection",
        "`code` $x$ *stars*",
    ],
)
def test_a_label_keeps_every_typed_character_and_no_active_markdown(typed):
    escaped = esc(typed)
    assert escaped.replace("\\", "").replace("\u2060", "") == typed
    unescaped = re.sub(r"\\[!-/:-@\[-`{-~]", "", escaped)
    assert not set(unescaped) & set(string.punctuation)


@pytest.mark.parametrize(
    ("typed", "split"), [("a://b", ":"), ("a@b", "@"), ("www.a", "www"), ("a->b", r"\-"), ("a<-b", r"\<")]
)
def test_what_markdown_links_or_redraws_after_its_escapes_is_split_by_a_word_joiner(typed, split):
    assert f"{split}\u2060" in esc(typed)


def test_an_ordered_list_marker_in_a_label_is_escaped():
    assert esc("2024. Inspection") == r"2024\. Inspection"


def test_leading_blanks_and_empty_lines_do_not_start_a_block():
    assert esc("    code\n\nafter") == "\u00a0\u00a0\u00a0\u00a0code  \n\u00a0  \nafter"


def test_a_plain_string_is_never_shown_as_html():
    with pytest.raises(TypeError, match="takes Markup only"):
        show("<b>typed by somebody</b>")  # type: ignore[arg-type]
