"""The frames that more than one screen or document draws: rows of the record to the columns a chart expects."""

from collections.abc import Iterable
from datetime import date

import pandas as pd

from data_models.queries.evaluations import EvaluationRow, TotalRow
from data_models.queries.trend import TrendPoint
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


def trend_frame(points: Iterable[TrendPoint]) -> pd.DataFrame:
    """What the chart of the trend is drawn from: one row for each month end."""
    rows = [(one.day, one.open_follow_up, one.overdue_actions) for one in points]
    return pd.DataFrame(rows, columns=["month_end", "open_follow_up", "overdue_actions"])
