"""What inspections judged in an area: the table beside the chart, and the frames the charts are drawn from."""

from collections.abc import Iterable
from datetime import date

from markupsafe import Markup

from dashboard.charts.evaluations import evaluations_over_time
from dashboard.charts.frames import grades_frame
from dashboard.components.chart import show_chart
from dashboard.components.inspections.values import grade_of, judgement
from dashboard.components.kept import kept
from dashboard.components.links import anchor
from dashboard.components.section import section, soft
from dashboard.components.table import Column, table
from dashboard.text import show, words
from dashboard.wording import known_day
from data_models.queries.areas import AreaPicture
from data_models.queries.evaluations import EvaluationRow, TotalRow


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


def show_grades(shown: AreaPicture, on: date, *, version: str) -> None:
    """The grades over time and as a table; the statements that are no grades apart from them."""
    show(section("evaluations", "Evaluations over time, on the six-point scale"))
    show_chart(
        lambda: evaluations_over_time(grades_frame(shown.grades, shown.totals), on),
        key="grades",
        version=version,
        table=kept(f"grades {shown.area.gss_code}", lambda: _grades(shown)),
        empty="No grade with a date has been published for this area yet.",
    )
    if shown.statements:
        show(_statements(shown))


def _grades(shown: AreaPicture) -> Markup:
    graded = evaluations_table(shown.grades, "Grades, the latest first", "No grade is on record for this area.")
    return graded + (totals_table(shown.totals) if shown.totals else Markup(""))


def _statements(shown: AreaPicture) -> Markup:
    apart = soft("Statements of adult support and protection inspections. They are not grades and are never compared.")
    rows = statements_table(shown.statements)
    return section("statements", "Adult support and protection", apart, rows)


def not_graded(shown: AreaPicture) -> Markup:
    """Findings of progress, and what carries no value: four different absences, each under its name."""
    rows = shown.findings_of_progress + shown.not_evaluated
    if not rows:
        return Markup("")
    said = evaluations_table(rows, "Without a grade", "Everything on record carries a grade.")
    return section("not-graded", "Findings of progress, and what carries no grade", said)
