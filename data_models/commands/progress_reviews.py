"""The return visit: scheduled, begun, reported, and called again where progress was not enough."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from sqlmodel import Session, col

from data_models.commands.checked import Checked
from data_models.commands.editing import edit
from data_models.commands.follow_up_steps import ADDED, added_to, must_may_become, open_review, the_decision
from data_models.commands.found import areas_of, rows_of, sought, the
from data_models.commands.publication import make_public
from data_models.commands.visits import on_site, plan_on_site, visit_of
from data_models.errors import CommandRefused
from data_models.rules import follow_up as rules
from data_models.tables import (
    Evaluation,
    FollowUpDecision,
    Inspection,
    ProgressReview,
    Recommendation,
)
from data_models.visibility import Deed, Viewer
from data_models.vocabulary import (
    FollowUpState,
    ProgressFinding,
    ReviewOutcome,
    Scale,
    Stage,
)


@dataclass(frozen=True)
class Finding:
    """How much progress was found on one recommendation of the original inspection, or one area named by `label`."""

    progress: ProgressFinding
    recommendation_id: int | None = None
    label: str = ""
    verbatim: str = ""


def schedule_progress_review(
    session: Session,
    *,
    by: Viewer,
    on: date,
    review_id: int,
    scheduled_on: date,
    until: date | None = None,
    expected_version: int | None = None,
) -> ProgressReview:
    """Set the day of a progress review, or its first and last, or others while it has not begun. A day outside the
    window is accepted.

    The visit becomes an inspection of its own that follows the original one, planned to be on site on these days.
    Refused: a review reported or begun, a follow-up that is closed, a last day before the first.
    """
    review, decision = _of(session, by, Deed.SCHEDULE_REVIEW, review_id)
    if decision.state is not FollowUpState.SCHEDULED:
        must_may_become(decision, FollowUpState.SCHEDULED)
    ask = Checked(on)
    ask.in_order("until", scheduled_on, until)
    ask.settle()
    edit(session, review, {"scheduled_on": scheduled_on}, opened_on=expected_version)
    visit = visit_of(session, review)
    visit.starts_on = scheduled_on
    plan_on_site(session, visit, scheduled_on, until)
    decision.state = FollowUpState.SCHEDULED
    session.flush()
    return review


def _of(session: Session, by: Viewer, deed: Deed, review_id: int) -> tuple[ProgressReview, FollowUpDecision]:
    review = sought(
        session, by, deed, ProgressReview, review_id, lambda one: areas_of(session, one.original_inspection_id)
    )
    if review.decision_id is None:
        raise CommandRefused("This review is part of the published past: nothing about it is left to do.")
    if review.reported_on is not None:
        raise CommandRefused("This progress review is reported already. Call a further review instead.")
    return review, the(session, FollowUpDecision, review.decision_id)


def start_progress_review(
    session: Session, *, by: Viewer, on: date, review_id: int, started_on: date | None = None
) -> ProgressReview:
    """Record that the visit has begun; the day it was scheduled for stays. Refused unless scheduled."""
    review, decision = _of(session, by, Deed.START_REVIEW, review_id)
    day = started_on or on
    ask = Checked(on)
    ask.not_ahead("started_on", day, on)
    ask.settle()
    must_may_become(decision, FollowUpState.IN_PROGRESS)
    decision.state = FollowUpState.IN_PROGRESS
    visit = visit_of(session, review)
    visit.starts_on, visit.stage = day, Stage.FIELDWORK
    step = on_site(session, visit)
    step.planned_on, step.actual_on = step.planned_on or review.scheduled_on, day
    session.flush()
    return review


def report_progress_review(
    session: Session,
    *,
    by: Viewer,
    on: date,
    review_id: int,
    findings: Sequence[Finding],
    outcome: ReviewOutcome,
    outcome_text: str = "",
    reported_on: date | None = None,
    report_url: str = "",
    next_from: date | None = None,
    next_to: date | None = None,
) -> ProgressReview:
    """Report a progress review: its findings are published as evaluations of the visit, on the scale of progress.

    A further review opens by itself in the stated window, else in a default one, marked as such; continued engagement
    or monitoring goes on until closed; with no further inspections planned, somebody closes the follow-up with a
    reason. A graded evaluation drafted for the visit is published too, and may open a duty to decide. Refused: a
    review not begun, no findings, two on one recommendation, recommendations of another inspection.
    """
    review, decision = _of(session, by, Deed.REPORT_REVIEW, review_id)
    must_may_become(decision, FollowUpState.REPORTED)
    visit = visit_of(session, review)
    day = reported_on or on
    ask = Checked(on)
    ask.not_ahead("reported_on", day, on)
    ask.in_order("reported_on", visit.starts_on, day)
    ask.in_order("next_to", next_from, next_to)
    has_window = next_from is not None or next_to is not None
    goes_on = outcome is ReviewOutcome.FURTHER_REVIEW
    ask.that(
        goes_on or not has_window, "next_to", "Only a further review has a window: choose that, or leave it empty."
    )
    url, text = ask.text("report_url", report_url), ask.text("outcome_text", outcome_text)
    evaluations = _evaluations(session, review, visit, findings, ask)
    ask.settle()
    session.add_all(evaluations)
    session.flush()
    visit.report_url = url
    make_public(session, visit, day, on)
    review.reported_on, review.outcome, review.outcome_text = day, outcome, text
    decision.state = FollowUpState.REPORTED
    _follow_outcome(session, review, decision, outcome, (next_from, next_to))
    session.flush()
    return review


def _evaluations(
    session: Session, review: ProgressReview, visit: Inspection, findings: Sequence[Finding], ask: Checked
) -> list[Evaluation]:
    of_original = col(Recommendation.inspection_id) == review.original_inspection_id
    recommended = {one.id: one for one in rows_of(session, Recommendation, of_original)}
    ask.that(bool(findings), "findings", "Record what was found, for each recommendation or each priority area.")
    seen: set[object] = set()
    evaluations = []
    for place, finding in enumerate(findings, start=1):
        recommendation = recommended.get(finding.recommendation_id or 0)
        known = finding.recommendation_id is None or recommendation is not None
        ask.that(known, "findings", f"Finding {place} is on a recommendation of another inspection: choose again.")
        default = f"Recommendation {recommendation.number}" if recommendation else ""
        needed = f"Say what finding {place} is about."
        label = ask.line("findings", finding.label or default, needed=needed)
        ask.that((finding.recommendation_id, label) not in seen, "findings", f"“{label}” is there twice: keep one.")
        seen.add((finding.recommendation_id, label))
        evaluations.append(
            Evaluation(
                inspection_id=visit.id,
                recommendation_id=finding.recommendation_id,
                indicator_id=recommendation.indicator_id if recommendation else None,
                label=label,
                scale=Scale.PROGRESS,
                progress=finding.progress,
                verbatim=ask.text("findings", finding.verbatim),
                position=place,
            )
        )
    return evaluations


def _follow_outcome(
    session: Session,
    review: ProgressReview,
    decision: FollowUpDecision,
    outcome: ReviewOutcome,
    stated: tuple[date | None, date | None],
) -> None:
    leads_to = rules.OUTCOME_LEADS_TO[outcome]
    if leads_to is FollowUpState.FURTHER_REVIEW:
        _call_again(session, the(session, Inspection, review.original_inspection_id), decision, *stated)
    elif leads_to is FollowUpState.CONTINUED_MONITORING:
        decision.state = FollowUpState.CONTINUED_MONITORING


def call_further_review(
    session: Session,
    *,
    by: Viewer,
    on: date,
    decision_id: int,
    reason: str,
    due_from: date | None = None,
    due_to: date | None = None,
) -> ProgressReview:
    """Call the next progress review of a follow-up that is reported or goes on as support or monitoring.

    Without a stated window it gets a default one, marked as such. The reason is added to the decision's. Refused while
    a review is still to come, or once closed.
    """
    decision = the_decision(session, by, Deed.CALL_FURTHER_REVIEW, decision_id)
    ask = Checked(on)
    why = ask.text("reason", reason, needed="Say why a further review is needed.", limit=ADDED)
    ask.in_order("due_to", due_from, due_to)
    ask.settle()
    must_may_become(decision, FollowUpState.FURTHER_REVIEW)
    decision.reason = added_to(decision.reason, f"Further review called on {on:%-d %B %Y}: {why}")
    review = _call_again(session, the(session, Inspection, decision.inspection_id), decision, due_from, due_to)
    session.flush()
    return review


def _call_again(
    session: Session, original: Inspection, decision: FollowUpDecision, due_from: date | None, due_to: date | None
) -> ProgressReview:
    review = open_review(session, original, decision, due_from, due_to)
    decision.state = FollowUpState.FURTHER_REVIEW
    decision.due_from, decision.due_to = review.due_from, review.due_to
    return review
