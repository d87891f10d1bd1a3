"""What is decided on the weak evaluations of invented inspections, and the progress reviews that follow."""

from collections.abc import Callable
from datetime import date, timedelta
from functools import partial

from sqlmodel import Session, col

from data_models.commands.follow_up import decide_follow_up
from data_models.commands.follow_up_endings import close_follow_up
from data_models.commands.found import only, rows_of
from data_models.commands.progress_reviews import (
    Finding,
    report_progress_review,
    schedule_progress_review,
    start_progress_review,
)
from data_models.rules.clocks import add_months
from data_models.tables import FollowUpCandidate, FollowUpDecision, ProgressReview
from data_models.visibility import Deed, Viewer
from data_models.vocabulary import CandidateState, FollowUpChoice, ProgressFinding, ReviewOutcome
from seed_data.demonstration.diary import Do
from seed_data.demonstration.inspection_told import Told
from seed_data.demonstration.world import World

# Area -> what is decided, why, how many days after publication, and by whom where it is not the link inspector.
DECISIONS: dict[str, tuple[FollowUpChoice, str, int, str]] = {
    "West Dunbartonshire": (
        FollowUpChoice.IMPROVEMENT_SUPPORT,
        "The partnership asked for help with its own quality assurance; support now is of more use than a visit later.",
        15,
        "m02",
    ),
    "Inverclyde": (
        FollowUpChoice.PROGRESS_REVIEW,
        "Planning is a key area of practice, and only a return visit can show whether records have improved.",
        20,
        "",
    ),
    "North Lanarkshire": (
        FollowUpChoice.PROGRESS_REVIEW,
        "Weak in planning and in leadership: assurance is needed that children are safer.",
        22,
        "",
    ),
    "South Lanarkshire": (
        FollowUpChoice.PROGRESS_REVIEW,
        "Unsatisfactory in managing risk. The review will look at all priority areas.",
        12,
        "c01",
    ),
    "East Ayrshire": (
        FollowUpChoice.PROGRESS_REVIEW,
        "The quality of plans matters to every child on supervision; the report gives no timescale.",
        25,
        "",
    ),
    "Perth and Kinross": (
        FollowUpChoice.NONE,
        "Advocacy was re-commissioned before the report was out and uptake already rises. Not a key area of practice.",
        21,
        "m02",
    ),
    "Clackmannanshire": (
        FollowUpChoice.PROGRESS_REVIEW,
        "Assessment and planning are key areas of practice; the partnership agrees with a return visit.",
        18,
        "",
    ),
    "Stirling": (
        FollowUpChoice.PROGRESS_REVIEW,
        "Outcomes and planning are weak. A review in the report's timescale, beside formal monitoring.",
        16,
        "m02",
    ),
}
FOUND = (
    ProgressFinding.SIGNIFICANT,
    ProgressFinding.SOME,
    ProgressFinding.SIGNIFICANT,
    ProgressFinding.MINIMAL,
    ProgressFinding.SOME,
    ProgressFinding.SIGNIFICANT,
)


def tell(world: World) -> None:
    for area in DECISIONS:
        told = world.inspections[area]
        told.once_published.append(partial(_note_decision, world=world, told=told))
    when = [(_scheduled, 62), (_started, 27), (_reported, 22)]
    for do, weeks in when:
        _note_review(world, "Inverclyde", Deed.REPORT_REVIEW, do, world.ago(weeks=weeks))
    _note_review(world, "Clackmannanshire", Deed.SCHEDULE_REVIEW, _scheduled_ahead, world.ago(weeks=12))
    end = partial(_closed, world=world, told=world.inspections["West Dunbartonshire"])
    world.diary.note(world.ago(weeks=40), world.cast.as_member("m02"), Deed.CLOSE_FOLLOW_UP, end)


def _note_decision(_: Session, on: date, *, world: World, told: Told) -> None:
    choice, reason, days, key = DECISIONS[told.story.area]
    who = world.cast.as_member(key) if key else world.cast.of_area(world.code(told.story.area))
    deed = Deed.DECIDE_NO_FOLLOW_UP if choice is FollowUpChoice.NONE else Deed.DECIDE_FOLLOW_UP
    world.diary.note(on + timedelta(days=days), who, deed, partial(_decided, told=told, choice=choice, reason=reason))


def _decided(session: Session, by: Viewer, on: date, *, told: Told, choice: FollowUpChoice, reason: str) -> None:
    of_inspection = col(FollowUpCandidate.inspection_id) == told.inspection_id
    owed = rows_of(session, FollowUpCandidate, of_inspection, col(FollowUpCandidate.state) == CandidateState.OWED)
    decide_follow_up(
        session,
        by=by,
        on=on,
        candidate_ids=[one.id for one in owed],
        choice=choice,
        reason=reason,
        review_on=add_months(on, 11) if choice is FollowUpChoice.NONE else None,
    )


Step = Callable[..., None]


def _note_review(world: World, area: str, deed: Deed, do: Step, day: date) -> None:
    told = world.inspections[area]
    who = world.cast.of_area(world.code(area))
    done: Do = partial(do, world=world, told=told)
    world.diary.note(day, who, deed, done)


def _review_of(session: Session, told: Told) -> ProgressReview:
    found = only(session, ProgressReview, col(ProgressReview.original_inspection_id) == told.inspection_id)
    assert found is not None, told.story.area
    return found


def _scheduled(session: Session, by: Viewer, on: date, *, world: World, told: Told) -> None:
    review = _review_of(session, told)
    day = world.diary.working_day(world.ago(weeks=27))
    schedule_progress_review(session, by=by, on=on, review_id=review.id, scheduled_on=day)


def _scheduled_ahead(session: Session, by: Viewer, on: date, *, world: World, told: Told) -> None:
    review = _review_of(session, told)
    day = world.diary.working_day(world.ago(weeks=-6))
    schedule_progress_review(session, by=by, on=on, review_id=review.id, scheduled_on=day)


def _started(session: Session, by: Viewer, on: date, *, world: World, told: Told) -> None:  # noqa: ARG001
    start_progress_review(session, by=by, on=on, review_id=_review_of(session, told).id)


def _reported(session: Session, by: Viewer, on: date, *, world: World, told: Told) -> None:  # noqa: ARG001
    findings = [
        Finding(progress, recommendation_id=one, verbatim="Invented for the demonstration.")
        for progress, one in zip(FOUND, told.recommendation_ids, strict=True)
    ]
    report_progress_review(
        session,
        by=by,
        on=on,
        review_id=_review_of(session, told).id,
        findings=findings,
        outcome=ReviewOutcome.CONTINUED_ENGAGEMENT,
        outcome_text="The link inspector will continue to engage with the partnership on planning and advocacy.",
    )


def _closed(session: Session, by: Viewer, on: date, *, world: World, told: Told) -> None:  # noqa: ARG001
    decision = only(session, FollowUpDecision, col(FollowUpDecision.inspection_id) == told.inspection_id)
    assert decision is not None
    reason = "The support has ended; the partnership's own quality assurance now finds and mends what is weak."
    close_follow_up(session, by=by, on=on, decision_id=decision.id, reason=reason)
