"""What the words of one row state, and above all what they do not."""

import pytest

from data_models.rules.published_judgements import (
    Counted,
    counted_read,
    impossible_grade,
    indicator_statement,
    progress_finding,
    suggest_weakness,
    totals_read,
    whole_statement,
    words_read,
)
from data_models.rules.published_words import PROGRAMMES
from data_models.vocabulary import AspStatement, Grade, ProgressFinding, Scale, Standing

ASP = PROGRAMMES["asp phase 1"]
CHILDREN = PROGRAMMES["joint inspection: children at risk of harm"]
REVIEW = PROGRAMMES["asp progress review"]
A, B, C = AspStatement.VERY_EFFECTIVE, AspStatement.EFFECTIVE, AspStatement.IMPORTANT_WEAKNESS


@pytest.mark.parametrize("grade", list(Grade))
def test_each_of_the_six_words_is_its_grade(grade):
    word = grade.name.replace("_", " ").capitalize()
    assert words_read(word, "2.1", CHILDREN).grade is grade
    assert words_read(word, "2.1", CHILDREN).original_word == ""


def test_satisfactory_is_adequate_with_the_word_kept():
    words = words_read("Satisfactory", "2.1", CHILDREN)
    assert (words.grade, words.original_word) == (Grade.ADEQUATE, "Satisfactory")


def test_a_numeral_on_the_scale_is_the_grade_with_the_numeral_kept():
    assert (words_read("2", "x", CHILDREN).grade, words_read("2", "x", CHILDREN).original_word) == (Grade.WEAK, "2")
    assert words_read("6 out of 6", "x", CHILDREN).grade is Grade.EXCELLENT


@pytest.mark.parametrize(
    ("words", "impossible"),
    [("0", True), ("1", False), ("6", False), ("7", True), ("4.5", True), ("-1", True), ("grade 9", True),
     ("5/6", False), ("weak", False), ("13 recommendations", False), ("", False), ("٧", False)],
)  # fmt: skip
def test_a_number_off_the_scale_is_impossible_and_other_words_are_not(words, impossible):
    assert impossible_grade(words) is impossible


@pytest.mark.parametrize(
    "words",
    ["good or very good", "adequate or below in the majority of records read", "weakish", "not weak",
     "excellent work", "goodness", "", "highly effective"],
)  # fmt: skip
def test_words_that_are_not_one_grade_stay_words(words):
    read = words_read(words, "2.1", CHILDREN)
    assert (read.grade, read.standing, read.verbatim) == (None, Standing.MISSING, words)


@pytest.mark.parametrize(
    ("words", "statement"),
    [
        ("very effective and demonstrated major strengths", A),
        ("very effective, demonstrating major strengths", A),
        ("very effective", A),
        ("effective with areas for improvement", B),
        ("effective, with areas for improvement outweighed by clear strengths", B),
        ("effective with areas for improvement; clear strengths collectively outweighed the areas for improvement", B),
        ("clear strengths which collectively outweighed the areas for improvement", B),
        ("important areas of weakness that could adversely affect experiences and outcomes", C),
        ("important areas of weakness in key processes; substantial areas for improvement", C),
        ("clear strengths in ensuring adults at risk of harm are safe; areas which could further improve", None),
        ("areas for improvement outweighed the clear strengths", None),
        ("not effective with areas for improvement", None),
        ("no important areas of weakness", None),
        ("very effective, but important areas of weakness", None),
        ("very effective with areas for improvement", A),
        ("highly effective", None),
        ("some clear strengths; important areas of improvement in key processes", None),
    ],
)
def test_a_statement_on_an_indicator_is_typed_only_where_its_wording_says_so(words, statement):
    assert indicator_statement(words) is statement


@pytest.mark.parametrize(
    ("words", "statement"),
    [
        ("Clear strengths which collectively outweighed the areas for improvement.", B),
        (
            "important areas of weakness that could adversely affect experiences and outcomes"
            " for adults at risk of harm",
            C,
        ),
        ("very effective", None),
        ("significant strengths; a few areas which could further improve", None),
        ("important areas of weakness", None),
    ],
)
def test_a_statement_on_the_whole_is_typed_only_if_it_is_exactly_one_of_the_three(words, statement):
    assert whole_statement(words) is statement


def test_statements_belong_to_adult_protection_since_2020_and_to_no_other_programme():
    words = words_read("important areas of weakness; substantial areas for improvement", "2.1", CHILDREN)
    assert (words.statement, words.suggest_weakness) == (None, True)
    assert words_read("effective with areas for improvement", "key processes", ASP).statement is B


def test_a_weak_grade_is_never_lost_for_standing_in_a_programme_of_statements():
    words = words_read("weak", "key processes", ASP)
    assert (words.scale, words.grade) == (Scale.SIX_POINT, Grade.WEAK)


@pytest.mark.parametrize(
    ("words", "finding"),
    [
        ("significant progress", ProgressFinding.SIGNIFICANT),
        ("Significant progress made", ProgressFinding.SIGNIFICANT),
        ("some progress", ProgressFinding.SOME),
        ("some progress has been made.", ProgressFinding.SOME),
        ("minimal progress", ProgressFinding.MINIMAL),
        ("no progress", ProgressFinding.NONE),
        ("significant improvement", None),
        ("very encouraging progress", None),
        ("progress in all five; significant in three", None),
        ("improvements made or well underway; too early to be sure of their impact", None),
        ("", None),
    ],
)
def test_a_finding_of_a_progress_review_is_typed_only_in_its_published_words(words, finding):
    assert progress_finding(words) is finding
    assert words_read(words, "priority area 1", REVIEW).finding is finding


def test_progress_words_in_an_inspection_are_no_finding():
    assert words_read("some progress", "2.1", CHILDREN).finding is None


def test_not_evaluated_and_not_told_are_two_things():
    assert words_read("partnerships were not evaluated", "", CHILDREN).standing is Standing.NOT_EVALUATED
    assert words_read("(evaluation not in the stored text)", "", CHILDREN).standing is Standing.MISSING


@pytest.mark.parametrize(
    ("words", "suggests"),
    [
        ("major weaknesses; five priority areas for improvement", True),
        ("some important weaknesses", True),
        ("no evaluation seen; 'significant challenges' in assessment", True),
        ("adequate or below in the majority of records read", True),
        ("key strengths and some areas for improvement", False),
        ("range of improvements needed, along with some strengths", False),
        ("", False),
    ],
)
def test_words_of_weakness_without_an_evaluation_are_marked(words, suggests):
    assert suggest_weakness(words) is suggests
    assert words_read(words, "", CHILDREN).suggest_weakness is suggests


def test_an_evaluated_row_needs_no_such_mark():
    assert words_read("weak", "2.1", CHILDREN).suggest_weakness is False


@pytest.mark.parametrize(
    ("indicator", "counted"),
    [
        ("nine quality indicators (total)", Counted(9, is_total=True)),
        ("three of nine quality indicators (names not in the stored text)", Counted(3, is_total=False)),
        ("four other quality indicators (names not in the stored text)", Counted(4, is_total=False)),
        ("all nine quality indicators", Counted(9, is_total=False)),
        ("several quality indicators", None),
        ("all seven priority areas for improvement", None),
        ("2.1 Impact on children and young people", None),
        ("", None),
    ],
)
def test_a_cell_that_counts_indicators_is_told_from_one_that_names_one(indicator, counted):
    assert counted_read(indicator) == counted


@pytest.mark.parametrize(
    ("words", "counted", "totals"),
    [
        ("4 adequate, 4 weak, 1 unsatisfactory", Counted(9, True), {3: 4, 2: 4, 1: 1}),
        ("6 good, 3 adequate", None, {4: 6, 3: 3}),
        ("six good and three adequate", None, {4: 6, 3: 3}),
        ("2 very good, 1 satisfactory, and 1 adequate", None, {5: 2, 3: 2}),
        ("weak", Counted(3, False), {2: 3}),
        ("weak", None, None),
        ("0 weak, 9 good", Counted(9, True), {4: 9}),
        ("0 weak", None, None),
        ("good or very good", Counted(9, True), None),
        ("4 adequate and improving", None, None),
        ("several weak, 4 good", None, None),
        ("", Counted(9, True), None),
    ],
)
def test_totals_are_read_as_counts_and_never_as_indicators(words, counted, totals):
    assert totals_read(words, counted) == totals
