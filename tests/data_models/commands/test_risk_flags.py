"""Flags are raised with their potential impact, reviewed, muted for a time and closed with a reason."""

from datetime import timedelta
from typing import Any

import pytest
from sqlalchemy import Engine

from data_models.commands.risk_flags import (
    NewFlag,
    change_flag_owner,
    close_risk_flag,
    mute_risk_flag,
    raise_risk_flag,
    review_risk_flag,
    unmute_risk_flag,
)
from data_models.errors import CommandRefused, Conflict, Invalid, NotAllowed
from data_models.tables import FormalMonitoring, RiskFlag
from data_models.vocabulary import FlagState, ImpactLevel, MonitoringState, RiskDescriptor, RiskTheme, RoleName
from tests.builders import (
    ANGUS,
    MORAY,
    TODAY,
    a_flag,
    a_person,
    a_published_inspection,
    a_viewer,
    all_of,
    an_area,
    asked,
    changing,
)


def seen(**fields: Any) -> NewFlag:
    usual = asked(
        area_code=ANGUS,
        theme=RiskTheme.WORKFORCE,
        descriptor=RiskDescriptor.CONCERN,
        title="Vacancies",
        potential_impact="Children wait longer",
        impact_level=ImpactLevel.HIGH,
    )
    return NewFlag(**{**usual, **fields})


def test_a_raised_flag_is_its_raisers_with_the_usual_review_date(engine: Engine) -> None:
    with changing(engine) as session:
        by = a_viewer(session, areas=[ANGUS])
        flag = raise_risk_flag(session, by=by, on=TODAY, flag=seen())
        assert (flag.owner_id, flag.raised_by_id, flag.raised_on) == (by.person_id, by.person_id, TODAY)
        assert flag.review_on == TODAY + timedelta(days=92)
        assert not all_of(session, FormalMonitoring)


@pytest.mark.parametrize(
    ("field", "wrong"),
    [
        ("title", asked(title="")),
        ("potential_impact", asked(potential_impact=" \u200b ")),
        ("review_on", asked(review_on=TODAY - timedelta(days=1))),
        ("title", asked(title="x" * 201)),
        ("evidence", asked(evidence="x" * 4001)),
    ],
)
def test_a_flag_that_says_too_little_or_too_much_is_refused(engine: Engine, field: str, wrong: dict[str, Any]) -> None:
    with changing(engine) as session:
        by = a_viewer(session, areas=[ANGUS])
        with pytest.raises(Invalid) as refusal:
            raise_risk_flag(session, by=by, on=TODAY, flag=seen(**wrong))
        assert set(refusal.value.problems) == {field}
        assert not all_of(session, RiskFlag)


def test_a_flag_does_not_cite_an_inspection_of_another_area(engine: Engine) -> None:
    with changing(engine) as session:
        by, elsewhere = a_viewer(session, areas=[ANGUS]), a_published_inspection(session, areas=[MORAY])
        with pytest.raises(Invalid, match="not of this area"):
            raise_risk_flag(session, by=by, on=TODAY, flag=seen(inspection_id=elsewhere.id))


def test_nobody_who_left_owns_a_new_flag(engine: Engine) -> None:
    with changing(engine) as session:
        by, gone = a_viewer(session, areas=[ANGUS]), a_person(session, name="Gone")
        gone.left_on = TODAY - timedelta(days=1)
        with pytest.raises(CommandRefused, match="Gone left on"):
            raise_risk_flag(session, by=by, on=TODAY, flag=seen(owner_id=gone.id))


def test_a_significant_concern_goes_before_a_senior_manager_once(engine: Engine) -> None:
    with changing(engine) as session:
        by = a_viewer(session, areas=[ANGUS])
        for _ in range(2):
            raise_risk_flag(session, by=by, on=TODAY, flag=seen(descriptor=RiskDescriptor.SIGNIFICANT_CONCERN))
        proposals = [(one.area_code, one.state, one.proposed_on) for one in all_of(session, FormalMonitoring)]
        assert proposals == [(ANGUS, MonitoringState.PROPOSED, TODAY)]


def test_a_review_changes_what_is_no_longer_so(engine: Engine) -> None:
    with changing(engine) as session:
        by = a_viewer(session, areas=[ANGUS])
        flag = a_flag(session, owner=by)
        review_risk_flag(
            session,
            by=by,
            on=TODAY,
            flag_id=flag.id,
            descriptor=RiskDescriptor.SIGNIFICANT_CONCERN,
            next_review_on=TODAY + timedelta(days=14),
        )
        assert (flag.descriptor, flag.title) == (RiskDescriptor.SIGNIFICANT_CONCERN, "Vacancies in the duty team")
        assert flag.review_on == TODAY + timedelta(days=14)
        assert len(all_of(session, FormalMonitoring)) == 1


def test_a_review_leaves_a_potential_impact(engine: Engine) -> None:
    with changing(engine) as session:
        by = a_viewer(session, areas=[ANGUS])
        flag = a_flag(session, owner=by)
        with pytest.raises(Invalid) as refusal:
            review_risk_flag(session, by=by, on=TODAY, flag_id=flag.id, potential_impact="", next_review_on=TODAY)
        assert set(refusal.value.problems) == {"potential_impact", "next_review_on"}


def test_two_reviews_of_the_same_field_ask(engine: Engine) -> None:
    with changing(engine) as session:
        by = a_viewer(session, areas=[ANGUS])
        flag = a_flag(session, owner=by)
    version, deed = flag.row_version, asked(by=by, on=TODAY, flag_id=flag.id)
    with changing(engine) as session:
        review_risk_flag(session, **deed, title="Theirs")
    with changing(engine) as session, pytest.raises(Conflict, match="title"):
        review_risk_flag(session, **deed, title="Mine", expected_version=version)


@pytest.mark.parametrize("role", [RoleName.RELATIONSHIP_MANAGER_ELC, RoleName.SERVICE_MANAGER])
def test_a_flag_is_given_to_somebody_who_can_see_to_it(engine: Engine, role: RoleName) -> None:
    with changing(engine) as session:
        by = a_viewer(session, areas=[ANGUS])
        other = a_person(session, role, areas=[ANGUS] if role is RoleName.RELATIONSHIP_MANAGER_ELC else [])
        flag = a_flag(session, owner=by)
        assert change_flag_owner(session, by=by, on=TODAY, flag_id=flag.id, owner_id=other.id).owner_id == other.id


@pytest.mark.parametrize("elsewhere", [RoleName.LINK_INSPECTOR, RoleName.SUPPORT_OFFICER, RoleName.ADMINISTRATOR])
def test_a_flag_is_not_given_to_somebody_who_could_not_review_it(engine: Engine, elsewhere: RoleName) -> None:
    with changing(engine) as session:
        by = a_viewer(session, areas=[ANGUS])
        other = a_person(session, elsewhere, areas=[MORAY] if elsewhere is RoleName.LINK_INSPECTOR else [])
        flag = a_flag(session, owner=by)
        with pytest.raises(Invalid, match="cannot review a flag of this area"):
            change_flag_owner(session, by=by, on=TODAY, flag_id=flag.id, owner_id=other.id)
        with pytest.raises(Invalid, match="cannot review a flag of this area"):
            raise_risk_flag(session, by=by, on=TODAY, flag=seen(owner_id=other.id))


def test_a_flag_is_not_given_to_somebody_who_left(engine: Engine) -> None:
    with changing(engine) as session:
        by, gone = a_viewer(session, areas=[ANGUS]), a_person(session, RoleName.SERVICE_MANAGER)
        gone.left_on = TODAY - timedelta(days=1)
        flag = a_flag(session, owner=by)
        with pytest.raises(CommandRefused, match="left on"):
            change_flag_owner(session, by=by, on=TODAY, flag_id=flag.id, owner_id=gone.id)


def test_two_who_give_a_flag_away_or_mute_it_otherwise_are_asked(engine: Engine) -> None:
    with changing(engine) as session:
        by = a_viewer(session, areas=[ANGUS])
        one, other = (a_person(session, RoleName.SERVICE_MANAGER, name=name).id for name in ("One", "Other"))
        flag = a_flag(session, owner=by)
    version, deed = flag.row_version, asked(by=by, on=TODAY, flag_id=flag.id)
    with changing(engine) as session:
        change_flag_owner(session, **deed, owner_id=one)
        mute_risk_flag(session, **deed, muted_until=TODAY, reason="Theirs")
    with changing(engine) as session, pytest.raises(Conflict, match="owner"):
        change_flag_owner(session, **deed, owner_id=other, expected_version=version)
    until = TODAY + timedelta(days=9)
    with changing(engine) as session, pytest.raises(Conflict, match="mute reason, muted until"):
        mute_risk_flag(session, **deed, muted_until=until, reason="Mine", expected_version=version)


def test_a_mute_has_a_reason_and_an_end(engine: Engine) -> None:
    with changing(engine) as session:
        by = a_viewer(session, areas=[ANGUS])
        flag, until = a_flag(session, owner=by), TODAY + timedelta(days=92)
        mute_risk_flag(session, by=by, on=TODAY, flag_id=flag.id, muted_until=until, reason="Audit under way")
        assert (flag.muted_on, flag.muted_until, flag.muted_by_id) == (TODAY, until, by.person_id)
        assert flag.state is FlagState.OPEN


@pytest.mark.parametrize(
    ("days", "reason", "field"), [(93, "Audit", "muted_until"), (-1, "Audit", "muted_until"), (10, " ", "reason")]
)
def test_a_mute_without_sense_is_refused(engine: Engine, days: int, reason: str, field: str) -> None:
    with changing(engine) as session:
        by = a_viewer(session, areas=[ANGUS])
        flag, until = a_flag(session, owner=by), TODAY + timedelta(days=days)
        with pytest.raises(Invalid) as refusal:
            mute_risk_flag(session, by=by, on=TODAY, flag_id=flag.id, muted_until=until, reason=reason)
        assert set(refusal.value.problems) == {field}
        assert flag.muted_until is None


def test_a_muted_flag_speaks_again_when_it_is_unmuted(engine: Engine) -> None:
    with changing(engine) as session:
        by = a_viewer(session, areas=[ANGUS])
        flag = a_flag(session, owner=by)
        deed = asked(by=by, on=TODAY, flag_id=flag.id)
        with pytest.raises(CommandRefused, match="not muted"):
            unmute_risk_flag(session, **deed)
        mute_risk_flag(session, **deed, muted_until=TODAY, reason="Audit")
        assert unmute_risk_flag(session, **deed).muted_until is None


def test_a_closed_flag_keeps_its_reason_and_never_reopens(engine: Engine) -> None:
    with changing(engine) as session:
        by = a_viewer(session, RoleName.SERVICE_MANAGER)
        flag = a_flag(session)
        deed = asked(by=by, on=TODAY, flag_id=flag.id)
        with pytest.raises(Invalid, match="reason for closing"):
            close_risk_flag(session, **deed, reason="")
        close_risk_flag(session, **deed, reason="Posts are filled")
        assert (flag.state, flag.closed_on, flag.closed_by_id) == (FlagState.CLOSED, TODAY, by.person_id)
        with pytest.raises(CommandRefused, match="raise a new flag"):
            review_risk_flag(session, **deed, title="Back")


def test_a_flag_is_not_raised_where_one_does_not_cover(engine: Engine) -> None:
    with changing(engine) as session:
        by = a_viewer(session, areas=[MORAY])
        an_area(session)
        with pytest.raises(NotAllowed):
            raise_risk_flag(session, by=by, on=TODAY, flag=seen())
