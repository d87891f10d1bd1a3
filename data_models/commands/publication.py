"""What a report says on follow-up, and its publication: the one moment that sets things in motion."""

from datetime import date
from typing import Any

from sqlmodel import Session, col

from data_models.commands.checked import Checked
from data_models.commands.consequences import (
    open_candidates,
    open_for_intention,
    propose_monitoring_of,
    request_plan,
)
from data_models.commands.editing import UNCHANGED, Unchanged, edit, given, merged
from data_models.commands.follow_up_steps import is_over, reviews_of
from data_models.commands.found import only, programme_of, rows_of
from data_models.commands.inspections import must_may_become, running
from data_models.commands.milestones import reach
from data_models.commands.report_silence import is_broken
from data_models.errors import CommandRefused
from data_models.rules.follow_up import follow_up_may_become, is_open
from data_models.tables import (
    Evaluation,
    EvaluationTotal,
    FollowUpDecision,
    Inspection,
    ProgressReview,
)
from data_models.visibility import Deed, Viewer
from data_models.vocabulary import (
    DatePrecision,
    FollowUpChoice,
    FollowUpState,
    MilestoneKind,
    PublicationState,
    Scale,
    Stage,
)


def record_intention(
    session: Session,
    *,
    by: Viewer,
    on: date,
    inspection_id: int,
    recorded: bool,
    intention_text: str = "",
    timescale_text: str = "",
    timescale_from: date | None = None,
    timescale_to: date | None = None,
    expected_version: int | None = None,
) -> Inspection:
    """Record the report's own words on follow-up, and the days they mean; before or after publication.

    A first review decided on with our default window takes the report's window instead; an answer that the report gives
    none no longer holds; an intention in a published report that nothing else accounts for opens a duty to decide.
    Refused: an intention without its words, a window that ends before it begins.
    """
    inspection = running(session, by, Deed.RECORD_INTENTION, inspection_id)
    ask = Checked(on)
    needed = "Copy the report's words on the intention." if recorded else ""
    changes: dict[str, object] = {
        "intention_recorded": recorded,
        "intention_text": ask.text("intention_text", intention_text, needed=needed),
        "timescale_text": ask.text("timescale_text", timescale_text),
        "timescale_from": timescale_from,
        "timescale_to": timescale_to,
    }
    ask.in_order("timescale_to", timescale_from, timescale_to)
    has_words = bool(changes["timescale_text"]) or (timescale_from is None and timescale_to is None)
    ask.that(has_words, "timescale_text", "Copy the report's words on the timescale beside its days.")
    ask.settle()
    if edit(session, inspection, changes, opened_on=expected_version):
        is_broken(session, inspection)
    for decision in rows_of(session, FollowUpDecision, col(FollowUpDecision.inspection_id) == inspection.id):
        follow_the_report(session, inspection, decision)
    open_for_intention(session, inspection, on)
    session.flush()
    return inspection


def follow_the_report(session: Session, inspection: Inspection, decision: FollowUpDecision) -> None:
    """Let a decision to review take the report's words: its state, and its window where ours was a default."""
    is_followed = decision.choice is FollowUpChoice.PROGRESS_REVIEW and is_open(decision.state)
    if not is_followed or not inspection.intention_recorded:
        return
    if decision.state is FollowUpState.DECIDED and follow_up_may_become(
        decision.state, FollowUpState.RECORDED_IN_REPORT
    ):
        decision.state = FollowUpState.RECORDED_IN_REPORT
    if not decision.window_is_default or inspection.timescale_to is None:
        return
    reviews = reviews_of(session, inspection)
    if any(is_over(review) for review in reviews):
        # The report speaks of the first return; a further review has a window of its own.
        return
    decision.due_from, decision.due_to = inspection.timescale_from, inspection.timescale_to
    decision.window_is_default = False
    for review in reviews:
        if review.decision_id == decision.id:
            review.due_from, review.due_to = decision.due_from, decision.due_to


# --- publication ---


def publish_report(
    session: Session,
    *,
    by: Viewer,
    on: date,
    inspection_id: int,
    published_on: date | None = None,
    report_url: str | Unchanged = UNCHANGED,
    summary: str | Unchanged = UNCHANGED,
    requests_plan: bool | Unchanged = UNCHANGED,
    plan_due_on: date | None = None,
    has_significant_concerns: bool | Unchanged = UNCHANGED,
    significant_concerns_text: str | Unchanged = UNCHANGED,
    expected_version: int | None = None,
) -> Inspection:
    """Publish the report: the one moment that sets things in motion, in one change.

    Every evaluation that calls for follow-up opens a duty to decide, and so does every count without names, and where
    none does, the report's own intention to follow up. A plan is requested where the report asks for one or recommends
    anything; its due day is marked as a default unless the report states it. Significant concerns propose formal
    monitoring of each area. Refused: publishing twice, a stage before analysis, a day ahead or before the inspection
    began, an evaluating programme without any evaluation (record what is missing as missing), and the visit of a
    progress review, which is reported instead.
    """
    inspection = running(session, by, Deed.PUBLISH_REPORT, inspection_id)
    _check_ready(session, inspection)
    day = published_on or on
    ask = Checked(on)
    ask.not_ahead("published_on", day, on)
    ask.in_order("published_on", inspection.starts_on, day)
    ask.that(plan_due_on is None or plan_due_on > day, "plan_due_on", "Choose a day after publication for the plan.")
    ask.in_reach("plan_due_on", plan_due_on)
    said = given(report_url=report_url, summary=summary, significant_concerns_text=significant_concerns_text)
    changes: dict[str, Any] = {field: ask.text(field, words) for field, words in said.items()}
    changes |= given(requests_plan=requests_plan, has_significant_concerns=has_significant_concerns)
    then = merged(session, inspection, changes, opened_on=expected_version)
    ask.that(
        then.get("has_significant_concerns", inspection.has_significant_concerns)
        or not then.get("significant_concerns_text", inspection.significant_concerns_text),
        "significant_concerns_text",
        "Say that the findings identify significant concerns, or remove these words.",
    )
    ask.settle()
    edit(session, inspection, changes, opened_on=expected_version)
    reach(session, inspection, MilestoneKind.PUBLICATION, day)
    make_public(session, inspection, day, on, plan_due_on)
    session.flush()
    return inspection


def make_public(session: Session, inspection: Inspection, day: date, on: date, plan_due_on: date | None = None) -> None:
    """Make the findings public from this day, with everything that follows by itself."""
    inspection.stage = Stage.PUBLISHED
    inspection.publication_state = PublicationState.PUBLISHED
    inspection.published_on = day
    inspection.published_precision = DatePrecision.DAY
    open_candidates(session, inspection, on)
    open_for_intention(session, inspection, on)
    request_plan(session, inspection, plan_due_on)
    propose_monitoring_of(session, inspection, on)


def _check_ready(session: Session, inspection: Inspection) -> None:
    if inspection.stage is Stage.PUBLISHED:
        raise CommandRefused("This report is published already. To change what it said, correct the evaluation.")
    if only(session, ProgressReview, col(ProgressReview.inspection_id) == inspection.id):
        raise CommandRefused("This is the visit of a progress review: report the review instead of publishing it here.")
    must_may_become(inspection, Stage.PUBLISHED)
    programme = programme_of(session, inspection)
    evaluates = programme.evaluates and programme.scale is not Scale.NONE
    named = only(session, Evaluation, col(Evaluation.inspection_id) == inspection.id)
    counted = only(session, EvaluationTotal, col(EvaluationTotal.inspection_id) == inspection.id)
    if evaluates and named is None and counted is None:
        raise CommandRefused(
            "This programme evaluates, and no evaluation is recorded."
            " Record each one, or record as missing what is not known."
        )
