"""Is every weak or unsatisfactory evaluation accounted for? The register of follow-up."""

from datetime import date
from typing import Any

from sqlalchemy import ColumnElement, and_, func, or_, select
from sqlalchemy.orm import aliased
from sqlmodel import Session, col

from data_models.queries.evaluations import EvaluationRow, evaluation_rows, evaluations_question
from data_models.queries.follow_up_rows import (
    CandidateRow,
    DecisionRow,
    Register,
    ReviewRow,
    SaidInWords,
    SequelRow,
    Silence,
    StateCount,
    Unaccounted,
)
from data_models.queries.places import Place, in_area, places_by_inspection, places_question
from data_models.queries.scope import IS_PUBLISHED, findings_readable, source_readable
from data_models.queries.together import Found, Question, in_order, picked, together
from data_models.rules.follow_up import Window, follow_up_window, is_open, is_past_due, report_lacks
from data_models.rules.known_dates import KnownDate
from data_models.rules.settings import Thresholds
from data_models.tables import (
    Evaluation,
    EvaluationTotal,
    FollowUpCandidate,
    FollowUpDecision,
    Inspection,
    Milestone,
    Person,
    Programme,
    ProgressReview,
    ReportSilence,
)
from data_models.visibility import Viewer
from data_models.vocabulary import (
    AspStatement,
    CandidateState,
    Grade,
    MilestoneKind,
    Scale,
    Standing,
)


def register(
    session: Session, viewer: Viewer, *, on: date, thresholds: Thresholds, area_code: str | None = None
) -> Register:
    """Every candidate of the record, or of one area: what is owed first, then the latest published. One statement."""
    here = [] if area_code is None else [in_area(area_code)]
    return answer(together(session, questions(viewer, *here)), on, thresholds)


def questions(viewer: Viewer, *here: ColumnElement[bool]) -> dict[str, Question]:
    """What the register asks, for a page that asks other things in the same statement."""
    read = findings_readable(viewer)
    review = col(ProgressReview.inspection_id)
    return {
        "fu_candidates": _candidates(read, *here),
        "fu_decisions": _decisions(read, *here),
        "fu_reviews": _reviews(viewer, read, *here),
        "fu_findings": evaluations_question(viewer, col(Inspection.id).in_(select(review).where(review.is_not(None)))),
        "fu_evaluations_calling": _evaluations_calling(*here),
        "fu_totals_calling": _totals_calling(*here),
        "fu_said_in_words": _said_in_words(*here),
        "places": places_question(),
    }


def _candidates(*where: ColumnElement[bool]) -> Question:
    sequel = aliased(Inspection)
    return (
        select(
            *picked(FollowUpCandidate, CandidateRow),
            col(Evaluation.label).label("evaluation_label"),
            col(Evaluation.verbatim).label("evaluation_verbatim"),
            col(Evaluation.original_word),
            col(Evaluation.scale),
            col(Evaluation.grade).label("evaluation_grade"),
            col(Evaluation.statement),
            col(EvaluationTotal.label).label("total_label"),
            col(EvaluationTotal.verbatim).label("total_verbatim"),
            col(EvaluationTotal.grade).label("total_grade"),
            col(Programme.name).label("programme_name"),
            col(Programme.strand),
            *picked(Inspection, CandidateRow, "id", "origin", "row_version"),
            col(Inspection.timescale_from),
            col(Inspection.timescale_to),
            col(ReportSilence.reason).label("silence_reason"),
            col(ReportSilence.noted_on).label("silence_on"),
            col(sequel.id).label("sequel_id"),
            col(sequel.scrutiny_type).label("sequel_type"),
            col(sequel.published_on).label("sequel_on"),
            col(sequel.published_precision).label("sequel_precision"),
        )
        .join(Inspection, col(FollowUpCandidate.inspection_id) == col(Inspection.id))
        .join(Programme, col(Inspection.programme_id) == col(Programme.id))
        .outerjoin(Evaluation, col(FollowUpCandidate.evaluation_id) == col(Evaluation.id))
        .outerjoin(EvaluationTotal, col(FollowUpCandidate.evaluation_total_id) == col(EvaluationTotal.id))
        .outerjoin(ReportSilence, col(ReportSilence.inspection_id) == col(Inspection.id))
        .outerjoin(sequel, col(FollowUpCandidate.closed_by_inspection_id) == col(sequel.id))
        .where(*where)
    )


def _decisions(*where: ColumnElement[bool]) -> Question:
    decider, signer = aliased(Person), aliased(Person)
    return (
        select(
            *picked(FollowUpDecision, DecisionRow),
            col(decider.display_name).label("decided_by"),
            col(signer.display_name).label("signed_by"),
        )
        .join(Inspection, col(FollowUpDecision.inspection_id) == col(Inspection.id))
        .outerjoin(decider, col(FollowUpDecision.decided_by_id) == col(decider.id))
        .outerjoin(signer, col(FollowUpDecision.signed_by_id) == col(signer.id))
        .where(*where)
    )


def _reviews(viewer: Viewer, *where: ColumnElement[bool]) -> Question:
    on_site = (
        select(
            col(Milestone.inspection_id),
            func.max(col(Milestone.planned_on)).label("scheduled_until"),
            func.max(col(Milestone.actual_on)).label("begun_on"),
        )
        .where(col(Milestone.kind) == MilestoneKind.ON_SITE)
        .group_by(col(Milestone.inspection_id))
        .subquery()
    )
    return (
        select(
            *picked(ProgressReview, ReviewRow),
            on_site.c.scheduled_until,
            on_site.c.begun_on,
            source_readable(viewer, col(ProgressReview.inspection_id)).label("is_readable"),
        )
        .join(Inspection, col(ProgressReview.original_inspection_id) == col(Inspection.id))
        .outerjoin(on_site, on_site.c.inspection_id == col(ProgressReview.inspection_id))
        .where(*where)
    )


def _evaluations_calling(*where: ColumnElement[bool]) -> Question:
    """Written apart from the rule that opens candidates, so that one can catch the other."""
    calls = or_(
        and_(col(Evaluation.scale) == Scale.SIX_POINT, col(Evaluation.grade).in_([Grade.WEAK, Grade.UNSATISFACTORY])),
        and_(
            col(Evaluation.scale) == Scale.ASP_STATEMENT, col(Evaluation.statement) == AspStatement.IMPORTANT_WEAKNESS
        ),
    )
    return (
        select(col(Evaluation.inspection_id), col(Evaluation.label), col(FollowUpCandidate.covers))
        .join(Inspection, col(Evaluation.inspection_id) == col(Inspection.id))
        .outerjoin(FollowUpCandidate, col(FollowUpCandidate.evaluation_id) == col(Evaluation.id))
        .where(IS_PUBLISHED, col(Evaluation.standing) == Standing.EVALUATED, calls, *where)
    )


def _totals_calling(*where: ColumnElement[bool]) -> Question:
    return (
        select(
            col(EvaluationTotal.inspection_id),
            col(EvaluationTotal.label),
            col(EvaluationTotal.unnamed),
            col(FollowUpCandidate.covers),
        )
        .join(Inspection, col(EvaluationTotal.inspection_id) == col(Inspection.id))
        .outerjoin(FollowUpCandidate, col(FollowUpCandidate.evaluation_total_id) == col(EvaluationTotal.id))
        .where(
            IS_PUBLISHED,
            col(EvaluationTotal.grade).in_([Grade.WEAK, Grade.UNSATISFACTORY]),
            col(EvaluationTotal.unnamed) > 0,
            *where,
        )
    )


def _said_in_words(*where: ColumnElement[bool]) -> Question:
    return (
        select(
            col(Evaluation.id).label("evaluation_id"),
            *picked(Evaluation, SaidInWords),
            col(Programme.name).label("programme_name"),
            col(Inspection.published_on),
            col(Inspection.published_precision),
        )
        .join(Inspection, col(Evaluation.inspection_id) == col(Inspection.id))
        .join(Programme, col(Inspection.programme_id) == col(Programme.id))
        .where(
            IS_PUBLISHED,
            col(Evaluation.words_suggest_weakness).is_(True),
            col(Programme.attributes_findings).is_(True),
            *where,
        )
    )


def answer(found: dict[str, list[Found]], on: date, thresholds: Thresholds) -> Register:
    """The register from what `questions` found."""
    places = places_by_inspection(found["places"])
    candidates = _candidate_rows(found, places, on, thresholds)
    calling = [{**one, "evaluations": 1} for one in found["fu_evaluations_calling"]]
    calling += [{**one, "evaluations": one["unnamed"]} for one in found["fu_totals_calling"]]
    ours = [one for one in candidates if one.evaluation_id is not None or one.evaluation_total_id is not None]
    return Register(
        candidates=candidates,
        counts=_counts(candidates),
        calling=sum(one["evaluations"] for one in calling),
        accounted_for=sum(one.covers for one in ours),
        other_triggers=len(candidates) - len(ours),
        unaccounted=tuple(
            Unaccounted(one["inspection_id"], one["label"], one["evaluations"], places.get(one["inspection_id"], ()))
            for one in in_order(calling, "inspection_id", "label")
            if one["covers"] != one["evaluations"]
        ),
        said_in_words=tuple(
            SaidInWords(**one, areas=places.get(one["inspection_id"], ()))
            for one in in_order(found["fu_said_in_words"], "evaluation_id", newest="published_on")
        ),
        lacking=_first_of_each_inspection(candidates),
    )


def _counts(candidates: tuple[CandidateRow, ...]) -> tuple[StateCount, ...]:
    return tuple(
        StateCount(state, sum(one.covers for one in some), len(some))
        for state in CandidateState
        for some in [[one for one in candidates if one.state is state]]
    )


def _first_of_each_inspection(candidates: tuple[CandidateRow, ...]) -> tuple[CandidateRow, ...]:
    """A report lacks its intention once, however many of its evaluations call for follow-up."""
    first: dict[int, CandidateRow] = {}
    for one in candidates:
        if one.lacks:
            first.setdefault(one.inspection_id, one)
    return tuple(first.values())


def _candidate_rows(
    found: dict[str, list[Found]], places: dict[int, tuple[Place, ...]], on: date, thresholds: Thresholds
) -> tuple[CandidateRow, ...]:
    decisions = {one["id"]: _decision(one, on) for one in found["fu_decisions"]}
    reviews = review_rows(found["fu_reviews"], found["fu_findings"])
    rows = []
    for one in in_order(found["fu_candidates"], "id", newest="published_on"):
        rows.append(_candidate(one, decisions.get(one["decision_id"]), reviews, places, on, thresholds))
    return tuple(sorted(rows, key=lambda row: (row.state is not CandidateState.OWED, not row.is_live)))


def _candidate(
    one: Found,
    decision: DecisionRow | None,
    reviews: dict[int, tuple[ReviewRow, ...]],
    places: dict[int, tuple[Place, ...]],
    on: date,
    thresholds: Thresholds,
) -> CandidateRow:
    row = dict(one)
    published = KnownDate(row["published_on"], row["published_precision"])
    stated = row.pop("timescale_from"), row.pop("timescale_to")
    of_evaluation = {name: row.pop(f"evaluation_{name}") for name in ("label", "verbatim", "grade")}
    of_total = {name: row.pop(f"total_{name}") for name in ("label", "verbatim", "grade")}
    words = of_total if row["evaluation_total_id"] is not None else of_evaluation
    theirs = reviews.get(row["inspection_id"], ())
    owed = row["state"] is CandidateState.OWED
    window = _window(decision, owed, published, stated, thresholds)
    late_since = row["decide_by"] if owed else decision.due_to if decision and decision.is_past_due else None
    sequel, silence = _sequel(row), _silence(row)
    return CandidateRow(
        **{
            **row,
            "original_word": row["original_word"] or "",
            "scale": Scale.SIX_POINT if words is of_total else row["scale"],
        },
        label=words["label"] or "",
        verbatim=words["verbatim"] or "",
        grade=words["grade"],
        areas=places.get(row["inspection_id"], ()),
        decision=decision,
        window=window,
        reviews=theirs,
        sequel=sequel,
        lacks=report_lacks(
            bool(row["intention_recorded"]), row["timescale_text"], decision.choice if decision else None
        ),
        silence=silence,
        days_overdue=max((on - late_since).days, 0) if late_since else 0,
    )


def _window(
    decision: DecisionRow | None,
    owed: bool,
    published: KnownDate,
    stated: tuple[date | None, date | None],
    thresholds: Thresholds,
) -> Window | None:
    if decision is not None:
        return Window(decision.due_from, decision.due_to, decision.window_is_default)
    return follow_up_window(published, *stated, thresholds) if owed else None


def _sequel(row: dict[str, Any]) -> SequelRow | None:
    sequel_id, kind = row.pop("sequel_id"), row.pop("sequel_type")
    day, precision = row.pop("sequel_on"), row.pop("sequel_precision")
    return None if sequel_id is None else SequelRow(sequel_id, kind, day, precision)


def _silence(row: dict[str, Any]) -> Silence | None:
    reason, day = row.pop("silence_reason"), row.pop("silence_on")
    return None if day is None else Silence(reason, day)


def _decision(one: Found, on: date) -> DecisionRow:
    return DecisionRow(**one, is_open=is_open(one["state"]), is_past_due=is_past_due(one["state"], one["due_to"], on))


def review_rows(reviews: list[Found], findings: list[Found]) -> dict[int, tuple[ReviewRow, ...]]:
    """Progress reviews by the inspection they return to, in sequence. What is not yet published is left out."""
    of = {key: tuple(some) for key, some in _by_inspection(evaluation_rows(findings)).items()}
    rows: dict[int, list[ReviewRow]] = {}
    for found in in_order(reviews, "original_inspection_id", "sequence", "id"):
        one = dict(found)
        if not one.pop("is_readable"):
            one |= {"outcome": None, "outcome_text": ""}
        row = ReviewRow(**one, findings=of.get(one["inspection_id"], ()))
        rows.setdefault(row.original_inspection_id, []).append(row)
    return {key: tuple(some) for key, some in rows.items()}


def _by_inspection(rows: tuple[EvaluationRow, ...]) -> dict[int, list[EvaluationRow]]:
    found: dict[int, list[EvaluationRow]] = {}
    for row in rows:
        found.setdefault(row.inspection_id, []).append(row)
    return found
