"""What inspections judged in an area: the table beside the chart, and the frames the charts are drawn from."""

from collections.abc import Iterable
from datetime import date

import pandas as pd
from markupsafe import Markup

from dashboard.components.inspection_values import grade_of, judgement
from dashboard.components.links import anchor
from dashboard.components.table import Column, table
from dashboard.text import words
from dashboard.wording import known_day
from data_models.queries.evaluations import EvaluationRow, TotalRow
from data_models.rules.references import Kind, reference
from data_models.vocabulary import DatePrecision, PublicationState

FRAME = ["when", "precision", "grade", "label", "inspection", "programme", "count"]


def grades_frame(grades: Iterable[EvaluationRow], totals: Iterable[TotalRow]) -> pd.DataFrame:
    """What the chart of grades is drawn from: published grades, and counts without names as one row each."""
    rows = [
        (*_when(one), int(one.grade or 0), one.label, *_where(one), 1)
        for one in grades
        if not one.is_draft and one.grade is not None
    ]
    rows += [
        (*_when(one), int(one.grade), one.label, *_where(one), one.unnamed)
        for one in totals
        if one.unnamed and one.publication_state is PublicationState.PUBLISHED
    ]
    return pd.DataFrame(rows, columns=FRAME)


def _when(row: EvaluationRow | TotalRow) -> tuple[date | None, DatePrecision]:
    return row.published_on, row.published_precision


def _where(row: EvaluationRow | TotalRow) -> tuple[str, str]:
    return reference(Kind.INSPECTION, row.inspection_id), row.programme_name


def evaluations_table(rows: Iterable[EvaluationRow], caption: str, empty: str) -> Markup:
    """Judgements the latest first, in the report's own words, each leading to its inspection."""
    latest = sorted(rows, key=lambda one: (one.published_on or date.min, one.inspection_id), reverse=True)
    columns: list[Column[EvaluationRow]] = [
        Column("What", lambda one: anchor(one.label, "inspections", inspection=one.inspection_id), names_row=True),
        Column("Evaluation", judgement),
        Column("Published", _published, "date"),
        Column("Programme", lambda one: one.programme_name),
        Column("In the report’s words", lambda one: words(one.verbatim) if one.verbatim else "", "words"),
    ]
    return table(latest, columns, caption=caption, empty=empty)


def statements_table(rows: Iterable[EvaluationRow]) -> Markup:
    """Statements of adult support and protection, apart from the grades, short enough to stand beside their chart."""
    columns: list[Column[EvaluationRow]] = [
        Column("Indicator", lambda one: anchor(one.label, "inspections", inspection=one.inspection_id), names_row=True),
        Column("Statement", judgement),
        Column("Published", _published, "date"),
    ]
    return table(rows, columns, caption="Statements", empty="No statement is on record.")


def _published(row: EvaluationRow) -> str:
    return "not published" if row.is_draft else known_day(row.published_on, row.published_precision)


def totals_table(rows: Iterable[TotalRow]) -> Markup:
    """Counts whose indicators the sources do not name, shown as counts."""
    columns: list[Column[TotalRow]] = [
        Column("What", lambda one: anchor(one.label, "inspections", inspection=one.inspection_id), names_row=True),
        Column("Evaluation", lambda one: grade_of(one.grade)),
        Column("How many", lambda one: _how_many(one)),
        Column("Published", lambda one: known_day(one.published_on, one.published_precision), "date"),
    ]
    return table(rows, columns, caption="Totals without names", empty="No totals.", show_caption=True)


def _how_many(row: TotalRow) -> str:
    named = row.total - row.unnamed
    return f"{row.total}" + (f", of which {named} named above" if named else "")
