"""What taking in a file would do, and why rows of it cannot be taken: counted, and the first of each listed."""

from collections.abc import Callable, Iterable, Sequence
from typing import TypeVar

from markupsafe import Markup

from dashboard.components.chips import chip
from dashboard.components.notices import notice
from dashboard.components.section import facts
from dashboard.components.table import Column, table
from dashboard.wording import SHORT_PROGRAMMES, count, known_day
from data_models.queries.published_import import ImportPlan, InspectionPlan
from data_models.rules.published_facts import Warned
from data_models.rules.published_file import Refusal
from data_models.vocabulary import CandidateState

# How many rows are listed one by one; the numbers are of all of them.
LISTED = 50
Row = TypeVar("Row")


def what_it_would_do(plan: ImportPlan) -> Markup:
    """The dry run of a file: refused with each row and its reason, nothing new in it, or all that it brings."""
    title = Markup("<h3>{}</h3>").format(f"{plan.file_name}: what it would do")
    if plan.refusals:
        return title + _refused(plan)
    if not plan.rows:
        nothing = f"All {count(plan.rows_read, 'row')} of it are in the record already: nothing would be changed."
        return title + notice(nothing, tone="blue")
    return Markup("").join((title, _numbers(plan), _warnings(plan.warnings), _inspections(plan.inspections)))


def _refused(plan: ImportPlan) -> Markup:
    rows = count(len(plan.refusals), "row")
    said = notice(f"{rows} cannot be taken, so nothing is. Correct the file, and choose it again.", tone="red")
    columns: list[Column[Refusal]] = [
        Column("Row", lambda one: f"Row {one.row:,}", names_row=True),
        Column("Why it cannot be taken", lambda one: one.reason, "words"),
    ]
    return said + _first(plan.refusals, lambda some: table(some, columns, caption="Refused rows", empty=""))


def _numbers(plan: ImportPlan) -> Markup:
    opened = [one.state for one in plan.new_candidates]
    closed = sum(one.candidate_id is not None for one in plan.candidates)
    new = len(plan.new_inspections)
    pairs: list[tuple[str, object]] = [
        ("Rows", f"{plan.rows_read:,} read, {len(plan.rows):,} not yet in the record"),
        ("Inspections", f"{new:,} new, {len(plan.inspections) - new:,} added to"),
        ("Evaluations", f"{plan.new_evaluations:,}, and {count(plan.new_totals, 'total')} without names"),
        ("Decisions owed", opened.count(CandidateState.OWED)),
        ("Sequel not established", opened.count(CandidateState.SEQUEL_NOT_ESTABLISHED)),
        ("Closed by their sequel", opened.count(CandidateState.CLOSED) + closed),
        ("Contradictions between sources", len(plan.disagreements)),
        ("Read as", plan.encoding),
    ]
    return facts(pairs)


def _inspections(inspections: Sequence[InspectionPlan]) -> Markup:
    columns: list[Column[InspectionPlan]] = [
        Column("Inspection", lambda one: one.facts.partnership_name or ", ".join(one.facts.area_codes), names_row=True),
        Column("Programme", lambda one: SHORT_PROGRAMMES.get(one.programme_code, one.programme_code)),
        Column("Published", lambda one: known_day(one.facts.published.day, one.facts.published.precision)),
        Column("Evaluations", lambda one: len(one.evaluations) + len(one.totals), "number"),
        Column("In the record", lambda one: chip("blue", "New") if one.inspection_id is None else "added to"),
    ]
    return _first(inspections, lambda some: table(some, columns, caption="Inspections of the file", empty=""))


def _warnings(warnings: Sequence[Warned]) -> Markup:
    if not warnings:
        return Markup("")
    columns: list[Column[Warned]] = [
        Column("Row", lambda one: f"Row {one.row:,}", names_row=True),
        Column("What to look at", lambda one: one.sentence, "words"),
    ]
    rows = _first(warnings, lambda some: table(some, columns, caption="To look at", empty=""))
    return Markup("<h4>{}</h4>{}").format(f"To look at before it is taken in: {len(warnings):,}", rows)


def _first(rows: Sequence[Row], shown: Callable[[Iterable[Row]], Markup]) -> Markup:
    """The first rows, and how many more there are."""
    rest = len(rows) - LISTED
    more = Markup('<p class="soft">{}</p>').format(f"… and {rest:,} more.") if rest > 0 else Markup("")
    return shown(rows[:LISTED]) + more


def taken_in(plan: ImportPlan) -> str:
    """What was done, in one sentence."""
    if not plan.rows:
        return f"{plan.file_name} brings nothing new: nothing was changed."
    new, owed = len(plan.new_inspections), [one.state for one in plan.new_candidates].count(CandidateState.OWED)
    decide = f" {count(owed, 'decision')} on follow-up {'is' if owed == 1 else 'are'} owed." if owed else ""
    return (
        f"{plan.file_name} is taken in: {count(len(plan.rows), 'row')}, {count(new, 'new inspection')}, "
        f"{count(plan.new_evaluations, 'evaluation')}.{decide}"
    )
