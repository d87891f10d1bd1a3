"""Draft evaluations and recommendations, and the correction of what is published."""

import pytest
from sqlalchemy import Engine
from sqlmodel import Session

from data_models.commands.corrections import correct_evaluation
from data_models.commands.evaluations import Worth, record_evaluation, record_recommendation
from data_models.commands.follow_up import decide_follow_up
from data_models.commands.follow_up_endings import close_follow_up
from data_models.errors import CommandRefused, Invalid, NotAllowed
from data_models.queries.ledger import ledger
from data_models.queries.ledger_rows import BreachKind
from data_models.rules.settings import Thresholds
from data_models.tables import Evaluation, FollowUpCandidate, Recommendation
from data_models.visibility import Viewer
from data_models.vocabulary import (
    AspStatement,
    CandidateState,
    FollowUpChoice,
    Grade,
    ProgressFinding,
    RoleName,
    Scale,
    Standing,
)
from tests.builders import (
    ANGUS,
    MORAY,
    TODAY,
    a_programme,
    a_published_inspection,
    a_viewer,
    all_of,
    an_indicator,
    an_inspection,
    changing,
)

SUPPORT = Viewer(name="Support", role=RoleName.SUPPORT_OFFICER)
CHIEF = Viewer(name="Chief", role=RoleName.CHIEF_INSPECTOR)


def test_an_evaluation_is_drafted_on_an_indicator_in_the_scale_of_the_programme(engine: Engine) -> None:
    with changing(engine) as session:
        programme = a_programme(session)
        indicator = an_indicator(session, programme)
        inspection = an_inspection(session, programme)
        drafted = record_evaluation(
            session,
            by=a_viewer(session, areas=[ANGUS]),
            on=TODAY,
            inspection_id=inspection.id,
            worth=Grade.WEAK,
            indicator_id=indicator.id,
            verbatim="We evaluated this as weak.",
        )
    assert (drafted.scale, drafted.grade, drafted.label) == (Scale.SIX_POINT, Grade.WEAK, "2.1 Impact on children")


@pytest.mark.parametrize(
    ("scale", "worth"),
    [
        (Scale.SIX_POINT, AspStatement.EFFECTIVE),
        (Scale.SIX_POINT, None),
        (Scale.ASP_STATEMENT, Grade.GOOD),
        (Scale.SIX_POINT, ProgressFinding.SOME),
    ],
)
def test_a_value_of_another_scale_or_none_is_refused(engine: Engine, scale: Scale, worth: Worth | None) -> None:
    with changing(engine) as session:
        inspection = an_inspection(session, a_programme(session, scale))
        with pytest.raises(Invalid, match="or say why there is none"):
            record_evaluation(session, by=SUPPORT, on=TODAY, inspection_id=inspection.id, worth=worth, label="Impact")
        drafted = all_of(session, Evaluation)
    assert drafted == []


def test_what_is_not_evaluated_carries_no_grade(engine: Engine) -> None:
    with changing(engine) as session:
        inspection = an_inspection(session)
        with pytest.raises(Invalid, match="it cannot be both"):
            record_evaluation(
                session,
                by=SUPPORT,
                on=TODAY,
                inspection_id=inspection.id,
                worth=Grade.GOOD,
                standing=Standing.NOT_IN_SCOPE,
                label="Impact",
            )


def test_a_programme_that_does_not_evaluate_takes_no_evaluation(engine: Engine) -> None:
    with changing(engine) as session:
        inspection = an_inspection(session, a_programme(session, Scale.NONE))
        with pytest.raises(CommandRefused, match="does not evaluate partnerships"):
            record_evaluation(
                session, by=SUPPORT, on=TODAY, inspection_id=inspection.id, worth=Grade.GOOD, label="Impact"
            )


def test_an_indicator_of_another_programme_is_refused(engine: Engine) -> None:
    with changing(engine) as session:
        other = an_indicator(session, a_programme(session, code="another"))
        inspection = an_inspection(session)
        with pytest.raises(Invalid, match="belongs to another programme"):
            record_evaluation(
                session, by=SUPPORT, on=TODAY, inspection_id=inspection.id, worth=Grade.GOOD, indicator_id=other.id
            )


def test_a_published_evaluation_is_not_drafted_again(engine: Engine) -> None:
    with changing(engine) as session:
        inspection = a_published_inspection(session, [Grade.WEAK])
        with pytest.raises(CommandRefused, match="correct the evaluation instead"):
            record_evaluation(
                session, by=SUPPORT, on=TODAY, inspection_id=inspection.id, worth=Grade.GOOD, label="Indicator 1"
            )


def test_somebody_of_another_area_drafts_nothing(engine: Engine) -> None:
    with changing(engine) as session:
        inspection = an_inspection(session)
        elsewhere = a_viewer(session, areas=[MORAY])
        with pytest.raises(NotAllowed):
            record_evaluation(
                session, by=elsewhere, on=TODAY, inspection_id=inspection.id, worth=Grade.GOOD, label="Impact"
            )


def test_recommendations_are_numbered(engine: Engine) -> None:
    with changing(engine) as session:
        inspection = an_inspection(session)
        for text in ("Improve plans.", "Hear children."):
            record_recommendation(session, by=SUPPORT, on=TODAY, inspection_id=inspection.id, text=text)
        numbered = [(r.number, r.text) for r in all_of(session, Recommendation)]
    assert numbered == [(1, "Improve plans."), (2, "Hear children.")]


def test_a_recommendation_without_words_is_refused(engine: Engine) -> None:
    with changing(engine) as session:
        inspection = an_inspection(session)
        with pytest.raises(Invalid, match="what the partnership should do"):
            record_recommendation(session, by=SUPPORT, on=TODAY, inspection_id=inspection.id, text="\u202e ")


# --- corrections ---


def correct(session: Session, worth: Grade, reason: str = "The report was misread.") -> Evaluation:
    (evaluation,) = all_of(session, Evaluation)
    return correct_evaluation(session, by=SUPPORT, on=TODAY, evaluation_id=evaluation.id, worth=worth, reason=reason)


def test_a_correction_to_weak_is_visible_and_opens_a_candidate(engine: Engine) -> None:
    with changing(engine) as session:
        a_published_inspection(session, [Grade.ADEQUATE])
        corrected = correct(session, Grade.WEAK)
        (candidate,) = all_of(session, FollowUpCandidate)
    assert (corrected.corrected_on, corrected.correction_reason) == (TODAY, "The report was misread.")
    assert (candidate.state, candidate.evaluation_id) == (CandidateState.OWED, corrected.id)


def test_a_correction_away_from_weak_closes_the_candidate_with_the_reason(engine: Engine) -> None:
    with changing(engine) as session:
        a_published_inspection(session, [Grade.WEAK])
        correct(session, Grade.ADEQUATE)
        (candidate,) = all_of(session, FollowUpCandidate)
    assert (candidate.state, candidate.closed_on) == (CandidateState.CLOSED, TODAY)
    assert candidate.close_reason == "The evaluation was corrected: The report was misread."


def test_a_correction_that_is_itself_corrected_owes_the_decision_again(engine: Engine) -> None:
    with changing(engine) as session:
        a_published_inspection(session, [Grade.WEAK])
        correct(session, Grade.ADEQUATE)
        correct(session, Grade.UNSATISFACTORY)
        (candidate,) = all_of(session, FollowUpCandidate)
    assert (candidate.state, candidate.closed_on, candidate.close_reason) == (CandidateState.OWED, None, "")


def test_a_correction_between_weak_and_unsatisfactory_leaves_the_candidate(engine: Engine) -> None:
    with changing(engine) as session:
        a_published_inspection(session, [Grade.WEAK])
        correct(session, Grade.UNSATISFACTORY)
        states = [c.state for c in all_of(session, FollowUpCandidate)]
    assert states == [CandidateState.OWED]


def test_a_decision_taken_before_a_correction_stays_open(engine: Engine) -> None:
    with changing(engine) as session:
        a_published_inspection(session, [Grade.WEAK])
        (candidate,) = all_of(session, FollowUpCandidate)
        decision = decide_follow_up(
            session,
            by=a_viewer(session, areas=[ANGUS]),
            on=TODAY,
            candidate_ids=[candidate.id],
            choice=FollowUpChoice.PROGRESS_REVIEW,
            reason="The weaknesses are serious.",
        )
        correct(session, Grade.GOOD)
    assert candidate.state is CandidateState.CLOSED
    assert decision.closed_on is None


@pytest.mark.parametrize(
    ("is_ended", "state"), [(False, CandidateState.DECIDED), (True, CandidateState.OWED)], ids=["followed", "ended"]
)
def test_a_weak_evaluation_corrected_twice_has_its_decision_or_owes_one(
    engine: Engine, is_ended: bool, state: CandidateState
) -> None:
    with changing(engine) as session:
        a_published_inspection(session, [Grade.WEAK])
        (candidate,) = all_of(session, FollowUpCandidate)
        by = a_viewer(session, areas=[ANGUS])
        monitoring = FollowUpChoice.LINK_INSPECTOR_MONITORING
        decision = decide_follow_up(
            session, by=by, on=TODAY, candidate_ids=[candidate.id], choice=monitoring, reason="They know what to do."
        )
        correct(session, Grade.ADEQUATE)
        if is_ended:
            close_follow_up(session, by=CHIEF, on=TODAY, decision_id=decision.id, reason="It was adequate.")
        correct(session, Grade.UNSATISFACTORY, reason="It was worse after all.")
        found = ledger(session, on=TODAY, thresholds=Thresholds())
    assert (candidate.state, candidate.closed_on) == (state, None)
    assert candidate.decision_id == (None if is_ended else decision.id)
    assert (found.calling, found.accounted_for) == (1, 1)
    assert [one for one in found.breaches if one.kind is not BreachKind.CLOCK_WITHOUT_OWNER] == []


def test_a_correction_needs_a_reason_and_a_difference(engine: Engine) -> None:
    with changing(engine) as session:
        a_published_inspection(session, [Grade.WEAK])
        with pytest.raises(Invalid, match="why the published evaluation is corrected"):
            correct(session, Grade.GOOD, reason=" ")
        with pytest.raises(Invalid, match="nothing to correct"):
            correct(session, Grade.WEAK)
        (evaluation,) = all_of(session, Evaluation)
    assert (evaluation.grade, evaluation.corrected_on) == (Grade.WEAK, None)


def test_a_draft_is_changed_and_not_corrected(engine: Engine) -> None:
    with changing(engine) as session:
        inspection = an_inspection(session)
        record_evaluation(session, by=SUPPORT, on=TODAY, inspection_id=inspection.id, worth=Grade.WEAK, label="Impact")
        with pytest.raises(CommandRefused, match="change the draft instead"):
            correct(session, Grade.GOOD)
