"""What the record already holds of published inspections, as an import compares with it."""

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import TypeVar

from sqlalchemy import select
from sqlmodel import Session, col

from data_models.queries.together import Found, Question, grouped, in_order, picked, together
from data_models.rules.known_dates import KnownDate
from data_models.rules.published_facts import EvaluationFact, InspectionFacts, TotalFact
from data_models.rules.published_file import VerbatimRow
from data_models.rules.published_follow_up import FollowUpSaid
from data_models.rules.published_words import ProgrammeReading, plain_name
from data_models.tables import (
    Area,
    AreaAlias,
    Evaluation,
    EvaluationTotal,
    FollowUpCandidate,
    Inspection,
    InspectionArea,
    Programme,
    PublishedRow,
)
from data_models.vocabulary import AspStatement, CandidateState, Grade, ProgressFinding, PublicationState

Kept = TypeVar("Kept")


@dataclass(frozen=True)
class StoredEvaluation:
    id: int
    label: str
    grade: Grade | None
    statement: AspStatement | None
    progress: ProgressFinding | None
    verbatim: str
    source: str

    @property
    def value(self) -> tuple[Grade | None, AspStatement | None, ProgressFinding | None]:
        return self.grade, self.statement, self.progress


@dataclass(frozen=True)
class StoredTotal:
    id: int
    label: str
    grade: Grade
    total: int
    unnamed: int


@dataclass(frozen=True)
class StoredCandidate:
    id: int
    state: CandidateState


@dataclass(frozen=True)
class Stored:
    """The published part of the record. `rows` are numbered below zero; `others` are reports that no file brought.

    `inspections` maps the number of a row to its inspection; `evaluations` and `totals` are by inspection;
    `candidates` by ('evaluation' or 'total', its number).
    """

    rows: tuple[VerbatimRow, ...]
    fingerprints: frozenset[str]
    inspections: Mapping[int, int]
    others: Mapping[int, InspectionFacts]
    programmes: Mapping[str, int]
    evaluations: Mapping[int, Sequence[StoredEvaluation]]
    totals: Mapping[int, Sequence[StoredTotal]]
    candidates: Mapping[tuple[str, int], StoredCandidate]

    def inspection_of(self, facts: InspectionFacts) -> int | None:
        """The inspection that this report is in the record: by its rows, else by programme, area and exact date."""
        for row in facts.rows:
            if row in self.inspections:
                return self.inspections[row]
        return next((number for number, other in self.others.items() if _is_same_report(facts, other)), None)

    def candidate_of(self, inspection_id: int, trigger: EvaluationFact | TotalFact) -> StoredCandidate | None:
        """The duty to decide that this evaluation or total has opened, if it has."""
        if isinstance(trigger, TotalFact):
            name = plain_name(trigger.label)
            for total in self.totals.get(inspection_id, ()):
                if plain_name(total.label) == name and total.grade is trigger.grade:
                    return self.candidates.get(("total", total.id))
            return None
        name = plain_name(trigger.indicator or "whole report")
        value = (trigger.words.grade, trigger.words.statement, trigger.words.finding)
        for one in self.evaluations.get(inspection_id, ()):
            if plain_name(one.label) == name and one.value == value:
                return self.candidates.get(("evaluation", one.id))
        return None


def area_names(session: Session) -> dict[str, str]:
    """Every plain name, alias and code of an area -> its GSS code. One statement."""
    areas = select(col(Area.gss_code), col(Area.retired_gss_code), col(Area.short_name), col(Area.official_name))
    aliases = select(col(AreaAlias.folded), col(AreaAlias.area_code))
    found = together(session, {"areas": areas, "aliases": aliases})
    names: dict[str, str] = {}
    for area in in_order(found["areas"], "gss_code"):
        names |= {plain_name(name): area["gss_code"] for name in area.values() if name}
    return names | {one["folded"]: one["area_code"] for one in in_order(found["aliases"], "folded")}


def stored_record(session: Session) -> Stored:
    """Three statements, however much the record holds."""
    rows, fingerprints, inspections = _rows(session)
    found = together(session, _questions())
    return Stored(
        rows=rows,
        fingerprints=fingerprints,
        inspections=inspections,
        others=_others(session, frozenset(inspections.values())),
        programmes={one["code"]: one["id"] for one in found["programmes"]},
        evaluations=_by_inspection(StoredEvaluation, found["evaluations"]),
        totals=_by_inspection(StoredTotal, found["totals"]),
        candidates=_candidates(found["candidates"]),
    )


def _questions() -> dict[str, Question]:
    evaluation, total, candidate = Evaluation, EvaluationTotal, FollowUpCandidate
    return {
        "programmes": select(col(Programme.code), col(Programme.id)),
        "evaluations": select(col(evaluation.inspection_id), *picked(evaluation, StoredEvaluation)),
        "totals": select(col(total.inspection_id), *picked(total, StoredTotal)),
        "candidates": select(
            *picked(candidate, StoredCandidate), col(candidate.evaluation_id), col(candidate.evaluation_total_id)
        ),
    }


def _by_inspection(row: Callable[..., Kept], found: Iterable[Found]) -> dict[int, list[Kept]]:
    """The rows of each inspection in the order of their numbers."""
    return {
        number: [row(**one) for one in theirs]
        for number, theirs in grouped(in_order(found, "id"), "inspection_id").items()
    }


def _rows(session: Session) -> tuple[tuple[VerbatimRow, ...], frozenset[str], dict[int, int]]:
    rows: list[VerbatimRow] = []
    fingerprints: set[str] = set()
    inspections: dict[int, int] = {}
    for one in session.exec(select(PublishedRow).order_by(col(PublishedRow.id))).scalars():  # type: ignore[call-overload]
        number = -one.id
        texts = (one.area_text, one.partnership_name, one.programme_text, one.published_text, one.indicator_text)
        rows.append(VerbatimRow(number, *texts, one.value_text, one.follow_up_text, one.source_url))
        fingerprints.add(one.fingerprint)
        if one.inspection_id is not None:
            inspections[number] = one.inspection_id
    return tuple(rows), frozenset(fingerprints), inspections


def _others(session: Session, imported: frozenset[int]) -> dict[int, InspectionFacts]:
    """Published reports that people entered, as far as the question of sequels needs them."""
    reports: dict[int, InspectionFacts] = {}
    published = col(Inspection.publication_state) == PublicationState.PUBLISHED
    found = session.connection().execute(
        select(
            col(Inspection.id),
            col(Inspection.scrutiny_type),
            col(Inspection.theme),
            col(Inspection.published_on),
            col(Inspection.published_precision),
            col(Inspection.partnership_name),
            col(Programme.code),
            col(Programme.strand),
            col(Programme.scale),
            col(InspectionArea.area_code),
        )
        .join(Programme, col(Inspection.programme_id) == col(Programme.id))
        .join(InspectionArea, col(InspectionArea.inspection_id) == col(Inspection.id))
        .where(published)
        .order_by(col(Inspection.id), col(InspectionArea.area_code))
    )
    for row in found:
        if row.id in imported:
            continue
        before = reports[row.id].area_codes if row.id in reports else ()
        reports[row.id] = InspectionFacts(
            key=f"record/{row.id}",
            programme=ProgrammeReading(row.code, row.strand, row.scrutiny_type, row.scale, theme=row.theme),
            area_codes=(*before, row.area_code),
            partnership_name=row.partnership_name,
            published=KnownDate(row.published_on, row.published_precision),
            evaluations=(),
            totals=(),
            follow_up=FollowUpSaid(),
            rows=(),
            sources=(),
        )
    return reports


def _is_same_report(facts: InspectionFacts, other: InspectionFacts) -> bool:
    ours, theirs = facts.programme, other.programme
    return (
        ours.code == theirs.code
        and ours.scrutiny_type is theirs.scrutiny_type
        and not ours.interim
        and facts.published.is_known
        and facts.published == other.published
        and bool(set(facts.area_codes) & set(other.area_codes))
    )


def _candidates(found: Iterable[Found]) -> dict[tuple[str, int], StoredCandidate]:
    kept: dict[tuple[str, int], StoredCandidate] = {}
    for one in in_order(found, "id"):
        of_evaluation, of_total = one["evaluation_id"], one["evaluation_total_id"]
        at = ("evaluation", of_evaluation) if of_evaluation is not None else ("total", of_total)
        kept[at] = StoredCandidate(one["id"], one["state"])
    return kept
