"""Matters of one record each: a candidate, a decision, a plan, an item, a flag, a milestone, a review."""

from collections.abc import Callable, Iterator, Mapping
from datetime import date, timedelta

from data_models.queries.together import Found
from data_models.rules.action_plans import AWAITS_PARTNERSHIP, PLAN_IS_AWAITED, judgement_due_on, verification_due_on
from data_models.rules.follow_up import AWAITS_REVIEW, decision_due_on, is_open, is_owed, report_lacks
from data_models.rules.known_dates import KnownDate
from data_models.rules.matters import Matter
from data_models.rules.monitoring import next_review_due
from data_models.rules.references import Kind, reference
from data_models.rules.reviews import REPORT_EXPECTED, feedback_due_on, report_due_on
from data_models.rules.risk_flags import is_muted
from data_models.rules.settings import Thresholds
from data_models.vocabulary import (
    FollowUpChoice,
    ItemStatus,
    MatterKind,
    MonitoringState,
    ReviewDecision,
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
    """Once for a report and area, however many of its evaluations call for follow-up."""
    told: set[tuple[str, int]] = set()
    for one in sorted(found["candidates"], key=lambda one: (one["inspection_id"], one["id"])):
        lacks = report_lacks(bool(one["intention_recorded"]), one["timescale_text"], one["choice"])
        is_live = is_owed(one["state"]) or (one["decision_state"] is not None and is_open(one["decision_state"]))
        where = (one["area_code"], one["inspection_id"])
        if lacks and is_live and where not in told:
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
    for one in found["plans"]:
        awaited = PLAN_IS_AWAITED[one["state"]]
        if not awaited and one["judgement"] is not None:
            continue
        yield Matter(
            MatterKind.PLAN_DUE if awaited else MatterKind.PLAN_TO_JUDGE, one["area_code"],
            reference(Kind.PLAN, one["id"]), one["partnership_name"], one["id"], parent_id=one["inspection_id"],
            since=one["requested_on"] if awaited else one["received_on"],
            due_on=one["due_on"] if awaited else judgement_due_on(one["received_on"], thresholds),
            is_default_date=awaited and one["due_is_default"], detail=one["name"],
        )  # fmt: skip


def _items(found: Answers, _: date, thresholds: Thresholds) -> Iterator[Matter]:
    for one in found["items"]:
        named = (one["area_code"], reference(Kind.PLAN, one["plan_id"], one["number"]), one["text"], one["id"])
        if AWAITS_PARTNERSHIP[one["status"]]:
            yield Matter(
                MatterKind.ACTION_DUE, *named, parent_id=one["plan_id"], due_on=one["due_on"],
                number=one["postponed"], detail=one["lead_agency"],
            )  # fmt: skip
        elif one["status"] is ItemStatus.CLAIMED and one["claimed_on"] is not None:
            yield Matter(
                MatterKind.CLAIM_TO_VERIFY, *named, parent_id=one["plan_id"], since=one["claimed_on"],
                due_on=verification_due_on(one["claimed_on"], thresholds), detail=one["lead_agency"],
                not_for_id=one["claim_recorded_by_id"],
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


def _quality_assured(found: Answers, _: date, thresholds: Thresholds) -> Iterator[Matter]:
    """The report the area owes us, then the feedback we owe the area. Where no source gives a clock, no date."""
    for one in found.get("quality_assured", []):
        known, received = one["known_on"] or one["notified_on"], one["report_received_on"]
        if received is not None:
            kind, since = MatterKind.REVIEW_FEEDBACK_DUE, received
            due_on = one["feedback_due_on"] or feedback_due_on(received, thresholds)
        elif REPORT_EXPECTED[one["decision"]]:
            kind, since, due_on = MatterKind.REVIEW_REPORT_DUE, one["notified_on"], one["report_due_on"]
            if due_on is None and known is not None:
                due_on = report_due_on(one["kind"], known, one["decision"], thresholds)
            if due_on is None and one["decision"] is not ReviewDecision.PROCEED:
                continue  # nobody has decided yet whether there will be a report
        else:
            continue
        yield Matter(
            kind, one["area_code"], one["reference"], one["reference"], one["id"], since=since, due_on=due_on,
            review_kind=one["kind"],
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
    _quality_assured,
)
