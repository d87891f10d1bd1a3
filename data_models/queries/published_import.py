"""What taking in a file of published inspections would do, worked out whole before anything is done."""

import hashlib
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import date

from sqlmodel import Session

from data_models.queries.published_stored import Stored, StoredEvaluation, area_names, stored_record
from data_models.queries.record import thresholds
from data_models.rules.history import state_on_entry
from data_models.rules.personal_data import findings_in
from data_models.rules.published_facts import EvaluationFact, InspectionFacts, TotalFact, Warned
from data_models.rules.published_file import HEADER_ROW, ReadFile, Refusal, VerbatimRow, read_published_rows
from data_models.rules.published_parts import ParticipationFacts
from data_models.rules.published_record import TypedFile, typed_facts
from data_models.rules.published_sequels import Account, Ground, accounts, reviewed_inspections
from data_models.rules.published_words import plain_name
from data_models.rules.settings import Thresholds
from data_models.tables.base import LINE, PROSE
from data_models.visibility import Viewer
from data_models.vocabulary import CandidateState

LIMITS = {
    "area": LINE,
    "partnership_name": LINE,
    "programme": LINE,
    "published_date": LINE,
    "indicator": LINE,
    "grade_or_statement": PROSE,
    "follow_up_stated": PROSE,
    "source_url": PROSE,
}
FREE_TEXT = ("indicator", "grade_or_statement", "follow_up_stated")
STILL_OPEN = (CandidateState.OWED, CandidateState.SEQUEL_NOT_ESTABLISHED)


@dataclass(frozen=True)
class Disagreement:
    """Two sources that state two values for one indicator of one report. Both are kept."""

    label: str
    statement_a: str
    source_a: str
    statement_b: str
    source_b: str


@dataclass(frozen=True)
class InspectionPlan:
    """One report of the file: made new, or added to where `inspection_id` names one that the record has."""

    facts: InspectionFacts
    inspection_id: int | None
    programme_code: str
    reviews: str | None
    evaluations: tuple[EvaluationFact, ...]
    totals: tuple[TotalFact, ...]
    changed_totals: tuple[tuple[int, TotalFact], ...]
    disagreements: tuple[Disagreement, ...]


@dataclass(frozen=True)
class CandidatePlan:
    """A duty to decide that opens in this state, or one that the record has (`candidate_id`) and that is closed now."""

    account: Account
    state: CandidateState
    candidate_id: int | None


@dataclass(frozen=True)
class ImportPlan:
    """Everything an import would do. With any refusal it would do nothing.

    `rows` are the rows not yet in the record; `known` maps the key of every report already in it to its inspection.
    """

    file_name: str
    sha256: str
    encoding: str
    rows_read: int
    rows: tuple[VerbatimRow, ...] = ()
    inspections: tuple[InspectionPlan, ...] = ()
    participations: tuple[ParticipationFacts, ...] = ()
    candidates: tuple[CandidatePlan, ...] = ()
    known: Mapping[str, int] | None = None
    refusals: tuple[Refusal, ...] = ()
    warnings: tuple[Warned, ...] = ()

    @property
    def new_inspections(self) -> tuple[InspectionPlan, ...]:
        return tuple(one for one in self.inspections if one.inspection_id is None)

    @property
    def new_evaluations(self) -> int:
        return sum(len(one.evaluations) for one in self.inspections)

    @property
    def new_totals(self) -> int:
        return sum(len(one.totals) for one in self.inspections)

    @property
    def new_candidates(self) -> tuple[CandidatePlan, ...]:
        return tuple(one for one in self.candidates if one.candidate_id is None)

    @property
    def disagreements(self) -> tuple[Disagreement, ...]:
        return tuple(one for inspection in self.inspections for one in inspection.disagreements)


def fingerprint(row: VerbatimRow) -> str:
    """The same for the same cells, whichever file and row they stand in."""
    return hashlib.sha256("\x1f".join(row.cells).encode()).hexdigest()


def planned_import(session: Session, *, on: date, raw: bytes, file_name: str) -> ImportPlan:
    """What importing these bytes today would do; nothing is written. The same few statements for any file."""
    read = read_published_rows(raw)
    names = area_names(session)
    alone = typed_facts(read, names, on)
    plan = ImportPlan(
        file_name, hashlib.sha256(raw).hexdigest(), read.encoding, len(read.rows), warnings=_warnings(read, alone)
    )
    stored = stored_record(session)
    refusals = sorted([*alone.refusals, *_too_long(read), *_no_programme(alone, stored)], key=lambda one: one.row)
    if refusals:
        return replace(plan, refusals=tuple(refusals))
    new = tuple(row for row in read.rows if fingerprint(row) not in stored.fingerprints)
    if not new:
        return plan
    return _with_reports(plan, new, stored, names, on, thresholds(session))


@dataclass(frozen=True)
class SentFile:
    """A file as somebody sent it. What it holds is no part of how it is called in a cache or in a log."""

    name: str
    sha256: str
    raw: bytes = field(repr=False)


def looked_over(session: Session, viewer: Viewer, *, on: date, file: SentFile) -> ImportPlan:  # noqa: ARG001
    """What importing this file today would do, as a page asks for it: the same for everybody who may import."""
    return planned_import(session, on=on, raw=file.raw, file_name=file.name)


def _with_reports(
    plan: ImportPlan,
    new: tuple[VerbatimRow, ...],
    stored: Stored,
    names: Mapping[str, str],
    on: date,
    limits: Thresholds,
) -> ImportPlan:
    """The rows of the record and of the file are read together: a report may have rows in both."""
    whole = typed_facts(ReadFile("", (*stored.rows, *new), ()), names, on)
    known = {one.key: found for one in whole.inspections if (found := stored.inspection_of(one)) is not None}
    others = [one for key, one in stored.others.items() if key not in known.values()]
    everything = (*whole.inspections, *others)
    known |= {one.key: number for number, one in stored.others.items()}
    reviewed = reviewed_inspections(everything)
    programme = {one.key: one.programme.code for one in everything}
    inspections = tuple(
        _inspection_plan(one, known.get(one.key), stored, reviewed, programme)
        for one in whole.inspections
        if _is_new(one.rows)
    )
    return replace(
        plan,
        rows=new,
        known=known,
        inspections=inspections,
        participations=tuple(one for one in whole.participations if _is_new(one.rows)),
        candidates=tuple(_candidate_plans(accounts(everything), known, stored, on, limits)),
    )


def _is_new(rows: Iterable[int]) -> bool:
    """Rows of the record are numbered below zero, so that they never collide with those of the file."""
    return any(row > 0 for row in rows)


def _inspection_plan(
    facts: InspectionFacts,
    inspection_id: int | None,
    stored: Stored,
    reviewed: Mapping[str, str],
    programme: Mapping[str, str],
) -> InspectionPlan:
    original = reviewed.get(facts.key)
    has_no_round = facts.programme.round == 0 and facts.programme.is_review
    there = stored.evaluations.get(inspection_id or 0, ())
    totals = {(plain_name(one.label), one.grade): one for one in stored.totals.get(inspection_id or 0, ())}
    changed = [(totals[at], fact) for fact in facts.totals if (at := (plain_name(fact.label), fact.grade)) in totals]
    return InspectionPlan(
        facts=facts,
        inspection_id=inspection_id,
        # A progress review of an unnamed round belongs to the programme of the inspection it reviews.
        programme_code=programme[original] if original and has_no_round else facts.programme.code,
        reviews=original,
        evaluations=tuple(one for one in facts.evaluations if one.row > 0 and not any(is_same(one, x) for x in there)),
        totals=tuple(one for one in facts.totals if (plain_name(one.label), one.grade) not in totals),
        changed_totals=tuple(
            (total.id, fact) for total, fact in changed if (total.total, total.unnamed) != (fact.total, fact.unnamed)
        ),
        disagreements=tuple(_disagreements(facts, there)),
    )


def is_same(fact: EvaluationFact, there: StoredEvaluation) -> bool:
    """The record has this very evaluation already."""
    value = (fact.words.grade, fact.words.statement, fact.words.finding)
    same_words = value != (None, None, None) or fact.words.verbatim == there.verbatim
    return plain_name(label_of(fact)) == plain_name(there.label) and value == there.value and same_words


def label_of(fact: EvaluationFact) -> str:
    """What an evaluation is called: its indicator, or the whole report where it names none."""
    return fact.indicator or "whole report"


def _disagreements(facts: InspectionFacts, there: Sequence[StoredEvaluation]) -> Iterator[Disagreement]:
    said: dict[str, tuple[object, str, str]] = {
        plain_name(one.label): (one.value, one.verbatim, one.source) for one in there if one.value != (None, None, None)
    }
    for fact in facts.evaluations:
        value, source = (fact.words.grade, fact.words.statement, fact.words.finding), " ; ".join(fact.sources)
        if value == (None, None, None):
            continue
        name = plain_name(label_of(fact))
        first = said.setdefault(name, (value, fact.words.verbatim, source))
        if first[0] != value and fact.row > 0:
            yield Disagreement(label_of(fact), first[1], first[2], fact.words.verbatim, source)


def _candidate_plans(
    found: Iterable[Account], known: Mapping[str, int], stored: Stored, on: date, limits: Thresholds
) -> Iterator[CandidatePlan]:
    for account in found:
        inspection_id = known.get(account.inspection.key)
        candidate = stored.candidate_of(inspection_id, account.trigger) if inspection_id else None
        is_told = account.ground is not Ground.NOT_ESTABLISHED
        if candidate is None and (inspection_id is None or account.trigger.row > 0):
            state = state_on_entry(account.inspection.published, on, limits, has_sequel=is_told)
            yield CandidatePlan(account, state, None)
        elif candidate is not None and is_told and candidate.state in STILL_OPEN:
            yield CandidatePlan(account, CandidateState.CLOSED, candidate.id)


def _too_long(read: ReadFile) -> Iterator[Refusal]:
    for row in read.rows:
        for column, limit in LIMITS.items():
            length = len(getattr(row, column))
            if length > limit:
                yield Refusal(row.number, f"'{column}' has {length:,} characters; shorten it to {limit:,}.")


def _no_programme(typed: TypedFile, stored: Stored) -> Iterator[Refusal]:
    reports: list[InspectionFacts | ParticipationFacts] = [*typed.inspections, *typed.participations]
    for one in reports:
        code = one.programme.code
        if code not in stored.programmes:
            yield Refusal(one.rows[0], f"The record has no programme '{code}'; load the reference data first.")


def _warnings(read: ReadFile, typed: TypedFile) -> tuple[Warned, ...]:
    found = list(typed.warnings)
    found += [
        Warned(HEADER_ROW, f"The column '{name}' is none that is read: what it holds is not kept.")
        for name in read.ignored_columns
    ]
    for row in read.rows:
        for column in FREE_TEXT:
            for finding in findings_in(getattr(row, column)):
                kind = finding.kind.value.replace("_", " ")
                found.append(Warned(row.number, f"'{column}' holds what looks like personal data ({kind}); check it."))
    return tuple(sorted(found, key=lambda one: one.row))
