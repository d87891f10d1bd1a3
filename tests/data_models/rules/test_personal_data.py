"""What people type: cleaned, measured, and checked for what looks like personal data. Every example is invented."""

import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from data_models.rules import personal_data
from data_models.rules.personal_data import PersonalDataKind, clean_text, findings_in, within
from data_models.rules.settings import Thresholds


@pytest.mark.parametrize(
    ("text", "kind", "seen"),
    [
        ("CHI 0101901234 noted", PersonalDataKind.CHI_NUMBER, "0101901234"),
        ("see 290200 1234", PersonalDataKind.CHI_NUMBER, "290200 1234"),
        ("number 3213901234.", PersonalDataKind.TEN_DIGITS, "3213901234"),
        ("DOB 3/4/2011", PersonalDataKind.DATE_OF_BIRTH, "DOB 3/4/2011"),
        ("born on 3 April 2011", PersonalDataKind.DATE_OF_BIRTH, "born on 3 April 2011"),
        ("date of birth: 2011-04-03", PersonalDataKind.DATE_OF_BIRTH, "date of birth: 2011-04-03"),
        ("lives at EH99 1SP now", PersonalDataKind.POSTCODE, "EH99 1SP"),
        ("g1 1aa", PersonalDataKind.POSTCODE, "g1 1aa"),
        ("write to a.person@example.org today", PersonalDataKind.EMAIL, "a.person@example.org"),
        ("call 0131 496 0123", PersonalDataKind.TELEPHONE, "0131 496 0123"),
        ("call +44 7700 900123", PersonalDataKind.TELEPHONE, "+44 7700 900123"),
        ("07700900123", PersonalDataKind.TELEPHONE, "07700900123"),
        ("met Mrs Example at home", PersonalDataKind.PERSON, "Mrs Example"),
        ("Child A was moved", PersonalDataKind.PERSON, "Child A"),
        ("the young person JB", PersonalDataKind.PERSON, "young person JB"),
    ],
)
def test_what_looks_like_personal_data_is_found_where_it_stands(text, kind, seen):
    (found,) = findings_in(text)
    assert (found.kind, text[found.start : found.end]) == (kind, seen)


@pytest.mark.parametrize(
    "text",
    [
        "",
        "The plan was received on 3 March 2026 and has 14 actions.",
        "Indicator 2.1 is adequate; 45 of 120 records were read by 12/03/2026.",
        "By the end of Q2 1st drafts are due.",
        "Area S12000036, inspection reference INS-0012.",
        "Children and young people; child protection committee; adult services.",
        "Reference 123456789",
        "12345678901",
    ],
)
def test_ordinary_sentences_of_the_work_find_nothing(text):
    assert findings_in(text) == ()


def test_two_findings_come_in_the_order_of_the_text_and_do_not_overlap():
    found = findings_in("Mr Example, 0131 496 0123, a@example.org")
    assert [one.kind for one in found] == [
        PersonalDataKind.PERSON,
        PersonalDataKind.TELEPHONE,
        PersonalDataKind.EMAIL,
    ]
    assert all(first.end <= second.start for first, second in zip(found, found[1:], strict=False))


@pytest.mark.parametrize(
    ("digits", "is_chi"),
    [("2902001234", True), ("3002001234", False), ("0113901234", False), ("0000001234", False), ("123", False)],
)
def test_a_chi_number_begins_with_a_real_day(digits, is_chi):
    assert personal_data.looks_like_chi(digits) is is_chi


@pytest.mark.parametrize(("count", "withheld"), [(0, False), (1, True), (4, True), (5, False)])
def test_small_counts_of_people_are_withheld(count, withheld):
    assert personal_data.is_withheld(count, Thresholds()) is withheld


@pytest.mark.parametrize(
    ("typed", "kept"),
    [
        ("one\r\ntwo\rthree\u2028four\x0bfive", "one\ntwo\nthree\nfour\nfive"),
        ("tab\tstays", "tab\tstays"),
        ("nul\x00bell\x07del\x7fc1\x9b", "nul\ufffdbell\ufffddel\ufffdc1\ufffd"),
        ("abc\u202edef\u2066ghi\u200e", "abcdefghi"),
        ("zero\u200bwidth\ufeff\u00ad\u2060", "zerowidth"),
        ("tags\U000e0041\U000e007f", "tags"),
        ("lone \ud83d surrogate", "lone \ufffd surrogate"),
        ("none \ufffe \U0010ffff", "none \ufffd \ufffd"),
        ("e\u0301", "\u00e9"),
        ("Gàidhlig, Ò, \U0001f600, =1+1, <b>", "Gàidhlig, Ò, \U0001f600, =1+1, <b>"),
    ],
)
def test_text_is_cleaned_once_and_loses_nothing_that_can_be_seen(typed, kept):
    assert clean_text(typed) == kept


@given(st.text(st.characters()))
def test_cleaned_text_can_be_stored_and_is_not_changed_by_cleaning_again(typed):
    kept = clean_text(typed)
    kept.encode("utf-8")
    assert clean_text(kept) == kept
    assert unicodedata.is_normalized("NFC", kept)
    assert not any(unicodedata.category(letter) == "Cc" for letter in kept if letter not in "\n\t")
    assert not any(unicodedata.bidirectional(letter) in BIDI_CONTROLS for letter in kept)


BIDI_CONTROLS = {"LRE", "RLE", "LRO", "RLO", "PDF", "LRI", "RLI", "FSI", "PDI"}


@given(st.text())
def test_findings_lie_inside_the_text(text):
    assert all(0 <= one.start < one.end <= len(text) for one in findings_in(text))


def test_a_text_at_its_limit_is_within_and_one_more_is_over():
    assert within("abc", 3) is None
    assert within("abcd", 3) == personal_data.TooLong(3, 4)
    assert personal_data.TooLong(3, 4).over == 1
