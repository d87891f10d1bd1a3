"""Changing draft evaluations and recommendations: by whoever reads them, and beside somebody who changes them too."""

from dataclasses import replace

import pytest
from sqlalchemy import Engine
from sqlmodel import Session

from data_models.commands.drafts import change_evaluation, change_recommendation
from data_models.commands.evaluations import record_evaluation, record_recommendation
from data_models.commands.panel import embargo_report, record_panel_decision
from data_models.errors import CommandRefused, Conflict, Invalid, NotAllowed
from data_models.tables import Evaluation, Inspection, Recommendation, TeamMember
from data_models.visibility import Viewer
from data_models.vocabulary import Grade, RoleName, Standing, TeamRole
from tests.builders import (
    ANGUS,
    TODAY,
    a_programme,
    a_published_inspection,
    a_viewer,
    all_of,
    an_indicator,
    an_inspection,
    asked,
    changing,
    put,
)

SUPPORT = Viewer(name="Support", role=RoleName.SUPPORT_OFFICER)
OWN = Viewer(name="Own", role=RoleName.LINK_INSPECTOR, areas=frozenset({ANGUS}))


def drafted(session: Session, label: str = "Impact", inspection: Inspection | None = None) -> Evaluation:
    return record_evaluation(
        session,
        by=SUPPORT,
        on=TODAY,
        inspection_id=(inspection or an_inspection(session)).id,
        worth=Grade.GOOD,
        label=label,
        verbatim="We found it good.",
    )


def test_a_draft_is_changed_where_something_is_given(engine: Engine) -> None:
    with changing(engine) as session:
        draft = drafted(session)
        change_evaluation(session, by=OWN, on=TODAY, evaluation_id=draft.id, worth=Grade.WEAK, label="Leadership")
        assert (draft.grade, draft.label, draft.verbatim) == (Grade.WEAK, "Leadership", "We found it good.")
        change_evaluation(session, by=OWN, on=TODAY, evaluation_id=draft.id, standing=Standing.NOT_EVALUATED)
        assert (draft.grade, draft.standing) == (None, Standing.NOT_EVALUATED)


@pytest.mark.parametrize(
    ("change", "because"),
    [
        ({"worth": None}, "say why there is none"),
        ({"worth": Grade.WEAK, "standing": Standing.MISSING}, "cannot be both"),
        ({"worth": Grade.WEAK, "label": " "}, "what is evaluated"),
        ({"worth": Grade.WEAK, "label": "Leadership"}, "has this name already"),
        ({"worth": Grade.WEAK, "verbatim": "x" * 4001}, "Shorten this"),
    ],
)
def test_a_change_that_cannot_be_is_refused(engine: Engine, change: dict[str, object], because: str) -> None:
    with changing(engine) as session:
        draft = drafted(session)
        drafted(session, "Leadership", session.get(Inspection, draft.inspection_id))
        with pytest.raises(Invalid, match=because):
            change_evaluation(session, by=OWN, on=TODAY, evaluation_id=draft.id, **asked(**change))
        assert (draft.grade, draft.label) == (Grade.GOOD, "Impact")


def test_a_second_draft_of_the_same_is_refused_and_replaces_nothing(engine: Engine) -> None:
    with changing(engine) as session:
        programme = a_programme(session)
        indicator = an_indicator(session, programme)
        inspection = an_inspection(session, programme)
        of_indicator = asked(by=SUPPORT, on=TODAY, inspection_id=inspection.id, indicator_id=indicator.id)
        record_evaluation(session, **of_indicator, worth=Grade.GOOD)
        with pytest.raises(CommandRefused, match="on record already"):
            record_evaluation(session, **of_indicator, worth=Grade.WEAK)
        assert [one.grade for one in all_of(session, Evaluation)] == [Grade.GOOD]


def test_a_support_officer_in_the_team_changes_the_drafts_that_they_read(engine: Engine) -> None:
    with changing(engine) as session:
        draft = drafted(session)
        support = a_viewer(session, RoleName.SUPPORT_OFFICER)
        place = TeamMember(
            inspection_id=draft.inspection_id, person_id=support.person_id, role=TeamRole.SUPPORT_OFFICER
        )
        put(session, place)
        change_evaluation(session, by=support, on=TODAY, evaluation_id=draft.id, worth=Grade.WEAK)
        on_a_wall = replace(support, shared_screen=True)
        with pytest.raises(NotAllowed):
            change_evaluation(session, by=on_a_wall, on=TODAY, evaluation_id=draft.id, worth=Grade.GOOD)
        assert draft.grade is Grade.WEAK


def test_nobody_changes_words_that_they_do_not_read(engine: Engine) -> None:
    with changing(engine) as session:
        draft = drafted(session)
        support = asked(by=SUPPORT, on=TODAY)
        inspection = asked(inspection_id=draft.inspection_id)
        recommended = record_recommendation(session, **support, **inspection, text="Improve plans.")
        record_panel_decision(session, **support, **inspection, decision="A review.")
        embargo_report(session, **support, **inspection, summary="Strengths.")
        with pytest.raises(NotAllowed, match="do not read this draft"):
            change_evaluation(session, **support, evaluation_id=draft.id, worth=Grade.WEAK)
        with pytest.raises(NotAllowed, match="do not read this draft"):
            change_recommendation(session, **support, recommendation_id=recommended.id, text="Other words.")
        with pytest.raises(NotAllowed, match="do not read this draft"):
            record_panel_decision(session, **support, **inspection, decision="No review.")
        record_panel_decision(session, by=OWN, on=TODAY, **inspection, decision="A review in a year.")
        assert (draft.grade, recommended.text) == (Grade.GOOD, "Improve plans.")


def test_a_draft_changed_by_two_people_asks_about_the_same_field_and_merges_others(engine: Engine) -> None:
    with changing(engine) as session:
        draft = drafted(session)
        deed = asked(by=OWN, on=TODAY, evaluation_id=draft.id, expected_version=draft.row_version)
    with changing(engine) as session:
        change_evaluation(session, **deed, worth=Grade.WEAK)
    with changing(engine) as session:
        change_evaluation(session, **deed, worth=Grade.GOOD, is_key_area=True)
        with pytest.raises(Conflict) as disputed:
            change_evaluation(session, **deed, worth=Grade.ADEQUATE)
        now = all_of(session, Evaluation)[0]
    assert set(disputed.value.fields) == {"grade"}
    assert (now.grade, now.is_key_area) == (Grade.WEAK, True)


def test_a_recommendation_is_changed_and_keeps_its_number(engine: Engine) -> None:
    with changing(engine) as session:
        inspection = an_inspection(session)
        for text in ("Improve plans.", "Hear children."):
            record_recommendation(session, by=SUPPORT, on=TODAY, inspection_id=inspection.id, text=text)
        first = all_of(session, Recommendation)[0]
        deed = asked(by=OWN, on=TODAY, recommendation_id=first.id)
        change_recommendation(session, **deed, text="Improve all plans.")
        with pytest.raises(Invalid, match="what the partnership should do"):
            change_recommendation(session, **deed, text=" ")
        change_recommendation(session, **deed, text="Improve all plans.", is_priority=True)
        numbered = [(one.number, one.text, one.is_priority) for one in all_of(session, Recommendation)]
    assert numbered == [(1, "Improve all plans.", True), (2, "Hear children.", False)]


def test_what_is_published_is_no_longer_changed_as_a_draft(engine: Engine) -> None:
    with changing(engine) as session:
        a_published_inspection(session, [Grade.GOOD])
        (evaluation,) = all_of(session, Evaluation)
        with pytest.raises(CommandRefused, match="correct the evaluation instead"):
            change_evaluation(session, by=OWN, on=TODAY, evaluation_id=evaluation.id, worth=Grade.WEAK)


def test_the_readers_of_a_draft_are_whoever_covers_its_area(engine: Engine) -> None:
    with changing(engine) as session:
        draft = drafted(session)
        reader = a_viewer(session, areas=[ANGUS])
        change_evaluation(session, by=reader, on=TODAY, evaluation_id=draft.id, worth=Grade.EXCELLENT)
        assert draft.grade is Grade.EXCELLENT
