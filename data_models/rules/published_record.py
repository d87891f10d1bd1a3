"""The published record as typed facts: one row read, and the rows of one report brought together.

Nothing is invented: what the words do not state stays verbatim, and a total names no indicator.
"""

from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field, replace
from datetime import date

from data_models.rules.known_dates import KnownDate
from data_models.rules.published_facts import EvaluationFact, InspectionFacts, TotalFact, Warned
from data_models.rules.published_file import ReadFile, Refusal, VerbatimRow
from data_models.rules.published_follow_up import follow_up_read
from data_models.rules.published_judgements import (
    Counted,
    counted_read,
    impossible_grade,
    totals_read,
    words_read,
)
from data_models.rules.published_parts import ParticipationFacts, participations_read
from data_models.rules.published_warnings import warnings_of
from data_models.rules.published_words import (
    ProgrammeReading,
    known_date,
    known_text,
    plain_name,
    programme_read,
    sources_read,
)
from data_models.vocabulary import Grade

TWO_INDICATORS = "key processes and strategic leadership"


@dataclass(frozen=True)
class TypedFile:
    """All facts of a file. With any refusal nothing of it may be taken."""

    inspections: tuple[InspectionFacts, ...]
    participations: tuple[ParticipationFacts, ...]
    refusals: tuple[Refusal, ...]
    warnings: tuple[Warned, ...]


@dataclass(frozen=True)
class TypedRow:
    """One row whose area, programme and date are known; its words are read with those of its report."""

    row: VerbatimRow
    area_code: str
    programme: ProgrammeReading
    published: KnownDate


class _RowRefused(Exception):
    """`str()` of it is the sentence."""


def typed_facts(file: ReadFile, areas: Mapping[str, str], on: date) -> TypedFile:
    """The facts of a file, in the order of its rows.

    `areas` maps plain names (see `plain_name`) to GSS codes; `on` is today. Refused, each with its row: an unknown
    area or programme, a date that is none or still to come, a row given twice, a number that is not on the scale,
    a grade in a review that evaluates nobody, a total that does not add up. Never raises.
    """
    refusals = list(file.refusals)
    typed: list[TypedRow] = []
    seen: dict[tuple[str, ...], int] = {}
    for row in file.rows:
        try:
            first = seen.setdefault(row.cells, row.number)
            if first != row.number:
                raise _RowRefused(f"The row repeats row {first}; take one of them out.")
            typed.append(_typed(row, areas, on))
        except _RowRefused as why:
            refusals.append(Refusal(row.number, str(why)))
    inspections = tuple(_inspection(group) for group in _reports(typed, takes_part=False))
    parts = tuple(
        participations_read([(one.row, one.area_code, one.programme, one.published) for one in group])
        for group in _reports(typed, takes_part=True)
    )
    refusals.sort(key=lambda refusal: refusal.row)
    return TypedFile(inspections, parts, tuple(refusals), warnings_of(inspections))


def _typed(row: VerbatimRow, areas: Mapping[str, str], on: date) -> TypedRow:
    area_code = areas.get(plain_name(row.area))
    if area_code is None:
        raise _RowRefused(f"'{row.area}' is not one of the 32 areas, nor a name by which the record knows one.")
    programme = programme_read(row.programme)
    if programme is None:
        raise _RowRefused(f"'{row.programme}' is not a programme that the record knows.")
    published = known_date(row.published_date)
    if published is None:
        raise _RowRefused(f"'{row.published_date}' is not a date; write 2018-07-04, 2018-07, 2018 or leave it empty.")
    if published.earliest and published.earliest > on:
        raise _RowRefused(f"{row.published_date} is still to come, so no report was published then.")
    _refuse_impossible(row, programme)
    return TypedRow(row, area_code, programme, published)


def _refuse_impossible(row: VerbatimRow, programme: ProgrammeReading) -> None:
    words, counted = row.grade_or_statement, counted_read(row.indicator)
    if impossible_grade(words):
        raise _RowRefused(f"'{words}' is not on the scale of 1 (unsatisfactory) to 6 (excellent).")
    totals = totals_read(words, counted)
    if programme.takes_part and (totals or words_read(words, row.indicator, programme).grade):
        raise _RowRefused(f"'{words}' is a grade, but this review or self-evaluation does not evaluate partnerships.")
    if totals and counted and sum(totals.values()) > counted.count:
        raise _RowRefused(f"'{words}' adds up to {sum(totals.values())}, more than the {counted.count} counted.")


@dataclass
class _Report:
    """Rows that turned out to be of one report, with the areas and the plain partnership names they have."""

    rows: list[TypedRow] = field(default_factory=list)
    areas: set[str] = field(default_factory=set)
    names: set[str] = field(default_factory=set)

    def has(self, area_code: str, name: str) -> bool:
        return area_code in self.areas or (name != "" and name in self.names)

    def add(self, row: TypedRow, name: str) -> None:
        self.rows.append(row)
        self.areas.add(row.area_code)
        self.names.add(name)


def _reports(typed: Iterable[TypedRow], *, takes_part: bool) -> list[list[TypedRow]]:
    """Rows of one report: same programme words and date, and the same area or the same named partnership."""
    reports: list[_Report] = []
    alike: dict[tuple[ProgrammeReading, KnownDate], list[_Report]] = {}
    for one in typed:
        if one.programme.takes_part is not takes_part:
            continue
        name, of_that_day = plain_name(one.row.partnership_name), alike.setdefault((one.programme, one.published), [])
        report = next((each for each in of_that_day if each.has(one.area_code, name)), None)
        if report is None:
            report = _Report()
            reports.append(report)
            of_that_day.append(report)
        report.add(one, name)
    return [report.rows for report in reports]


def _inspection(report: list[TypedRow]) -> InspectionFacts:
    programme, published = report[0].programme, report[0].published
    evaluations = _evaluations(report)
    codes = tuple(dict.fromkeys(one.area_code for one in report))
    number = f"-{programme.review_number}" if programme.review_number else ""
    kind = "review" + number if programme.is_review else "interim" if programme.interim else "report"
    theme = f"-{programme.theme.replace(' ', '-')}" if programme.theme else ""
    return InspectionFacts(
        key=f"{programme.code}{theme}/{kind}/{'+'.join(sorted(codes))}/{known_text(published)}",
        programme=programme,
        area_codes=codes,
        partnership_name=next((one.row.partnership_name for one in report if one.row.partnership_name), ""),
        published=published,
        evaluations=evaluations,
        totals=_totals(report, evaluations),
        follow_up=follow_up_read(one.row.follow_up_stated for one in report),
        rows=tuple(one.row.number for one in report),
        sources=tuple(dict.fromkeys(source for one in report for source in sources_read(one.row.source_url))),
    )


def _evaluations(report: list[TypedRow]) -> tuple[EvaluationFact, ...]:
    found: dict[tuple[str, object], EvaluationFact] = {}
    for one in report:
        row, sources = one.row, sources_read(one.row.source_url)
        if not (row.indicator or row.grade_or_statement) or totals_read(
            row.grade_or_statement, counted_read(row.indicator)
        ):
            continue
        words = words_read(row.grade_or_statement, row.indicator, one.programme)
        for indicator in _named(row.indicator):
            fact = EvaluationFact(row.number, indicator, words, sources)
            same = found.setdefault((plain_name(indicator), words), fact)
            found[plain_name(indicator), words] = replace(same, sources=tuple(dict.fromkeys(same.sources + sources)))
    return tuple(found.values())


def _named(indicator: str) -> list[str]:
    return indicator.split(" and ") if plain_name(indicator) == TWO_INDICATORS else [indicator]


def _totals(report: list[TypedRow], evaluations: Iterable[EvaluationFact]) -> tuple[TotalFact, ...]:
    """The totals of one report, each label and grade once; where two rows disagree the larger number is kept."""
    found: dict[tuple[str, Grade], TotalFact] = {}
    for one in report:
        counted = counted_read(one.row.indicator)
        for grade, number in (totals_read(one.row.grade_or_statement, counted) or {}).items():
            fact = _total(one.row, counted, grade, number)
            same = found.setdefault((plain_name(fact.label), grade), fact)
            larger = fact if fact.total > same.total else same
            sources = tuple(dict.fromkeys(same.sources + fact.sources))
            found[plain_name(fact.label), grade] = replace(larger, sources=sources)
    named = Counter(fact.words.grade for fact in evaluations)
    for fact in found.values():
        if not fact.overlaps_named:
            named[fact.grade] += fact.total
    return tuple(
        replace(fact, unnamed=max(0, fact.total - named[fact.grade])) if fact.overlaps_named else fact
        for fact in found.values()
    )


def _total(row: VerbatimRow, counted: Counted | None, grade: Grade, number: int) -> TotalFact:
    overlaps = counted is None or counted.is_total
    label = row.indicator or "total"
    return TotalFact(
        row.number, label, grade, number, number, overlaps, row.grade_or_statement, sources_read(row.source_url)
    )
