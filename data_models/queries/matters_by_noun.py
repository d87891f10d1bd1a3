"""Matters of one record each: a candidate, a decision, a plan, an item, a flag, an inspection, a review."""

from collections.abc import Callable, Iterator, Mapping
from datetime import date, timedelta

from data_models.queries.together import Found
from data_models.rules.action_plans import AWAITS_PARTNERSHIP, judgement_due_on, plan_asks, verification_due_on
from data_models.rules.follow_up import AWAITS_REVIEW, decision_due_on, is_open, is_owed, report_lacks
from data_models.rules.known_dates import KnownDate
from data_models.rules.matters import Matter
from data_models.rules.monitoring import next_review_due
from data_models.rules.references import Kind, reference
from data_models.rules.reviews import feedback_due_on, report_due_on, review_asks
from data_models.rules.risk_flags import is_muted
from data_models.rules.settings import Thresholds
from data_models.vocabulary import (
    FollowUpChoice,
    ItemStatus,
    MatterKind,
    MonitoringState,
    PlanState,
)

Answers = Mapping[str, list[Found]]
Maker = Callable[[Answers, date, Thresholds], Iterator[Matter]]


def _decisions_owed(found: Answers, _: date, thresholds: Thresholds) -> Iterator[Matter]:
    for one in found["candidates"]:
        if is_owed(one["state"]):
            published = KnownDate(one["published_on"], one["published_precision"])
            yield Matter(
                MatterKind.DECISION_OWED, one["area_code"], reference(Kind.CANDIDATE, one["id"]),
                one["partnership_name"], one["id"], parent_id=one["inspection_id"], since=one["opened_on"],
                due_on=one["decide_by"] or decision_due_on(published, thresholds), number=one["covers"],
                detail=one["label"],
            )  # fmt: skip


def _intentions_missing(found: Answers, _: date, __: Thresholds) -> Iterator[Matter]:
    """Once for a report and area, however many of its evaluations call for follow-up; none where it is answered that
    the report gives none."""
    told: set[tuple[str, int]] = set()
    for one in sorted(found["candidates"], key=lambda one: (one["inspection_id"], one["id"])):
        lacks = report_lacks(bool(one["intention_recorded"]), one["timescale_text"], one["choice"])
        is_live = is_owed(one["state"]) or (one["decision_state"] is not None and is_open(one["decision_state"]))
        where = (one["area_code"], one["inspection_id"])
        if lacks and is_live and one["silence_id"] is None and where not in told:
            told.add(where)
            published = KnownDate(one["published_on"], one["published_precision"])
            yield Matter(
                MatterKind.INTENTION_MISSING, one["area_code"], reference(Kind.INSPECTION, one["inspection_id"]),
                one["partnership_name"], one["inspection_id"], parent_id=one["id"], since=published.latest,
                due_on=published.latest, number=len(lacks), detail=" and ".join(lacks),
            )  # fmt: skip


def _follow_ups(found: Answers, _: date, __: Thresholds) -> Iterator[Matter]:
    """Every open follow-up; with no date where no visit is still to come."""
    to_come: dict[int, date] = {}
    for review in sorted(found["reviews_to_come"], key=lambda one: -one["sequence"]):
        if review["due_to"] is not None:
            to_come[review["decision_id"]] = review["due_to"]
    for one in found["decisions"]:
        if one["choice"] is FollowUpChoice.NONE or not is_open(one["state"]):
            continue
        due_on = to_come.get(one["id"], one["due_to"]) if AWAITS_REVIEW[one["state"]] else None
        yield Matter(
            MatterKind.FOLLOW_UP_DUE, one["area_code"], reference(Kind.DECISION, one["id"]), one["partnership_name"],
            one["id"], parent_id=one["inspection_id"], since=one["decided_on"], due_on=due_on,
            is_default_date=one["window_is_default"] and due_on == one["due_to"], detail=one["choice"].value,
        )  # fmt: skip


def _no_follow_up_reviews(found: Answers, _: date, __: Thresholds) -> Iterator[Matter]:
    for one in found["decisions"]:
        if one["choice"] is FollowUpChoice.NONE:
            yield Matter(
                MatterKind.NO_FOLLOW_UP_REVIEW, one["area_code"], reference(Kind.DECISION, one["id"]),
                one["partnership_name"], one["id"], parent_id=one["inspection_id"], since=one["decided_on"],
                due_on=one["review_on"], owner_id=one["signed_by_id"],
            )  # fmt: skip


def _monitorings(found: Answers, _: date, thresholds: Thresholds) -> Iterator[Matter]:
    """Without the reason: it is free text about findings."""
    for one in found["monitorings"]:
        is_proposed = one["state"] is MonitoringState.PROPOSED
        since = one["proposed_on"] if is_proposed else one["opened_on"] or one["proposed_on"]
        due_on = None
        if not is_proposed and since is not None:
            due_on = one["next_review_on"] or next_review_due(
                since, one["last_on"], one["review_every_weeks"], thresholds
            )
        yield Matter(
            MatterKind.MONITORING_PROPOSED if is_proposed else MatterKind.MONITORING_REVIEW, one["area_code"],
            reference(Kind.MONITORING, one["id"]), one["partnership_name"], one["id"], parent_id=one["inspection_id"],
            since=since, due_on=due_on,
        )  # fmt: skip


def _plans(found: Answers, _: date, thresholds: Thresholds) -> Iterator[Matter]:
    with_open_items = {one["plan_id"] for one in found["items"]}
    with_verified = {one["plan_id"] for one in found["with_verified"]}
    for one in found["plans"]:
        has_open_items, has_verified = one["id"] in with_open_items, one["id"] in with_verified
        kind = plan_asks(one["state"], one["judgement"], has_open_items=has_open_items, has_verified=has_verified)
        if kind is None:
            continue
        since, due_on, detail = _clock_of_plan(kind, one, thresholds)
        yield Matter(
            kind, one["area_code"], reference(Kind.PLAN, one["id"]), one["partnership_name"], one["id"],
            parent_id=one["inspection_id"], since=since, due_on=due_on,
            is_default_date=kind is MatterKind.PLAN_DUE and one["due_is_default"], detail=detail,
        )  # fmt: skip


def _clock_of_plan(kind: MatterKind, one: Found, thresholds: Thresholds) -> tuple[date | None, date | None, str]:
    """Since when, by when, and what is told of it. No source says when a plan without open actions is to be closed."""
    if kind is MatterKind.PLAN_DUE:
        return one["requested_on"], one["due_on"], one["name"]
    if kind in (MatterKind.PLAN_TO_CLOSE, MatterKind.PLAN_TO_SIGN_OFF):
        return one["agreed_on"], None, one["name"]
    # One that was agreed is answered anew from the day of the judgement that it does not answer.
    since = one["judged_on"] if one["state"] is PlanState.AGREED else one["received_on"]
    detail = one["judgement"].value if kind is MatterKind.PLAN_TO_SETTLE else one["name"]
    return since, judgement_due_on(since, thresholds), detail


def _items(found: Answers, _: date, thresholds: Thresholds) -> Iterator[Matter]:
    """Of a disputed completion two: the partnership's date counts again, and a senior manager may settle it."""
    for one in found["items"]:
        named = (one["area_code"], reference(Kind.PLAN, one["plan_id"], one["number"]), one["text"], one["id"])
        if AWAITS_PARTNERSHIP[one["status"]]:
            yield Matter(
                MatterKind.ACTION_DUE, *named, parent_id=one["plan_id"], due_on=one["due_on"],
                number=one["postponed"], detail=one["lead_agency"],
            )  # fmt: skip
        for status, kind, since in (
            (ItemStatus.CLAIMED, MatterKind.CLAIM_TO_VERIFY, one["claimed_on"]),
            (ItemStatus.DISPUTED, MatterKind.DISPUTE_TO_SETTLE, one["disputed_on"]),
        ):
            if one["status"] is status:
                yield Matter(
                    kind, *named, parent_id=one["plan_id"], since=since,
                    due_on=None if since is None else verification_due_on(since, thresholds),
                    detail=one["lead_agency"], not_for_id=one["claim_recorded_by_id"],
                )  # fmt: skip


def _flags(found: Answers, on: date, __: Thresholds) -> Iterator[Matter]:
    """Twice each: that it is open, which lasts, and its next review, which is due."""
    for one in found["flags"]:
        for kind, due_on in ((MatterKind.FLAG_OPEN, None), (MatterKind.FLAG_REVIEW, one["review_on"])):
            yield Matter(
                kind, one["area_code"], reference(Kind.FLAG, one["id"]), one["title"], one["id"],
                parent_id=one["inspection_id"], since=one["raised_on"], due_on=due_on, owner_id=one["owner_id"],
                is_muted=is_muted(one["muted_until"], on), descriptor=one["descriptor"], impact=one["impact_level"],
                detail=one["theme"].value,
            )  # fmt: skip


def _milestones(found: Answers, _: date, thresholds: Thresholds) -> Iterator[Matter]:
    allowed = timedelta(days=thresholds.milestone_overdue_days)
    for one in found["milestones"]:
        yield Matter(
            MatterKind.MILESTONE_DUE, one["area_code"], reference(Kind.INSPECTION, one["inspection_id"]),
            one["partnership_name"], one["id"], parent_id=one["inspection_id"], since=one["planned_from"],
            due_on=(one["planned_on"] or one["planned_from"]) + allowed, milestone=one["kind"], detail=one["label"],
        )  # fmt: skip


def _without_step(found: Answers, _: date, __: Thresholds) -> Iterator[Matter]:
    """An inspection to come whose steps are all behind it, or were never planned: nothing else would ask for it."""
    for one in found["without_step"]:
        yield Matter(
            MatterKind.NEXT_STEP_MISSING, one["area_code"], reference(Kind.INSPECTION, one["id"]),
            one["partnership_name"], one["id"], parent_id=one["id"], since=one["starts_on"],
        )  # fmt: skip


def _quality_assured(found: Answers, _: date, thresholds: Thresholds) -> Iterator[Matter]:
    """The report the area owes us, then the feedback we owe the area. Where no source gives a clock, no date."""
    for one in found.get("quality_assured", []):
        known, received = one["known_on"] or one["notified_on"], one["report_received_on"]
        report_by = one["report_due_on"]
        if report_by is None and known is not None:
            report_by = report_due_on(one["kind"], known, one["decision"], thresholds)
        kind = review_asks(one["decision"], is_reported=received is not None, has_report_clock=report_by is not None)
        since, due_on = one["notified_on"], report_by
        if kind is MatterKind.REVIEW_FEEDBACK_DUE:
            since, due_on = (
                received or one["decided_on"],
                one["feedback_due_on"] or feedback_due_on(received, thresholds),
            )
        yield Matter(
            kind, one["area_code"], one["reference"], one["reference"], one["id"], since=since, due_on=due_on,
            review_kind=one["kind"],
        )  # fmt: skip


def _self_evaluations(found: Answers, _: date, __: Thresholds) -> Iterator[Matter]:
    """What was asked of an area, then the letter and the feedback that a validated one gets."""
    for one in found["self_evaluations"]:
        is_sent = one["submitted_on"] is not None
        missing = [
            words
            for words, day in (("letter", one["letter_issued_on"]), ("feedback", one["feedback_given_on"]))
            if day is None
        ]
        yield Matter(
            MatterKind.VALIDATION_ANSWER_DUE if is_sent else MatterKind.SELF_EVALUATION_DUE, one["area_code"],
            one["code"], one["name"], one["id"], parent_id=one["programme_id"],
            since=one["validated_on"] if is_sent else None, due_on=None if is_sent else one["due_on"],
            detail=" and ".join(missing),
        )  # fmt: skip


def _meeting_actions(found: Answers, _: date, __: Thresholds) -> Iterator[Matter]:
    for one in found["meeting_actions"]:
        yield Matter(
            MatterKind.MEETING_ACTION_DUE, one["area_code"], reference(Kind.MEETING_ACTION, one["id"]), one["text"],
            one["id"], parent_id=one["meeting_id"], since=one["given_on"], due_on=one["due_on"],
            owner_id=one["owner_id"],
        )  # fmt: skip


def _practices(found: Answers, _: date, __: Thresholds) -> Iterator[Matter]:
    """Noted, and waiting for somebody to confirm that it works: until then it helps nobody else. No source says by
    when."""
    for one in found["noted_practices"]:
        yield Matter(
            MatterKind.PRACTICE_TO_VALIDATE, one["area_code"], reference(Kind.PRACTICE, one["id"]), one["title"],
            one["id"], parent_id=one["inspection_id"], since=one["noted_on"],
        )  # fmt: skip


MATTERS_OF: tuple[Maker, ...] = (
    _decisions_owed,
    _intentions_missing,
    _follow_ups,
    _no_follow_up_reviews,
    _monitorings,
    _plans,
    _items,
    _flags,
    _milestones,
    _without_step,
    _quality_assured,
    _self_evaluations,
    _meeting_actions,
    _practices,
)
