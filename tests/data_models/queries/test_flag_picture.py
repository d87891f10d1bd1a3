"""One flag whole, who could see to it, and what of it a shared screen is sent."""

from datetime import timedelta

import pytest

from data_models.database import reading
from data_models.queries.areas import area_picture
from data_models.queries.changes import history_of
from data_models.queries.flag_picture import able_to_review, flag_picture
from data_models.queries.portfolio import portfolio
from data_models.queries.risk_flags import flags
from data_models.queries.row_history import row_history
from data_models.tables import FormalMonitoring
from data_models.visibility import Viewer
from data_models.vocabulary import FlagState, MonitoringState, RoleName
from tests.builders import there
from tests.data_models.queries.small_record import (
    ANGUS,
    DEFAULTS,
    MORAY,
    OUTSIDER,
    SENIOR,
    SHARED,
    TODAY,
    area,
    assign,
    evaluation,
    flag,
    fully_covered,
    inspection,
    item,
    person,
    plan,
    programme,
    put,
    writing,
)

SENIOR_IN_A_ROOM = Viewer(name="Senior", role=RoleName.CHIEF_INSPECTOR, areas=frozenset({ANGUS}), shared_screen=True)
TYPED = {"evidence": "CANARY heard", "mute_reason": "CANARY mute", "close_reason": "CANARY close"}


def test_the_records_of_a_rule_lead_to_actions_and_inspections_of_published_reports_alone(engine):
    with writing(engine) as session:
        area(session), area(session, MORAY, "Moray")
        published = inspection(session, programme(session), published_on=TODAY)
        draft = inspection(session, programme(session, "other"), published_on=None)
        elsewhere = inspection(session, programme(session, "third"), MORAY, published_on=TODAY)
        for one in (published, draft, elsewhere):
            item(session, plan(session, one))
            evaluation(session, one)
        flag(session)
    with reading(engine) as session:
        found = there(flag_picture(session, SENIOR, on=TODAY, flag_id=1))
    assert (found.items, found.evaluations) == ((("AP-0001/01", 1),), (("EV-0001", published),))


@pytest.mark.parametrize(
    ("state", "seen"),
    [
        (MonitoringState.PROPOSED, MonitoringState.PROPOSED),
        (MonitoringState.OPEN, MonitoringState.OPEN),
        (MonitoringState.DECLINED, None),
    ],
)
def test_it_tells_what_monitoring_stands_in_its_area(engine, state, seen):
    with writing(engine) as session:
        area(session), area(session, MORAY, "Moray")
        put(
            session,
            FormalMonitoring(area_code=ANGUS, state=state, reason="Concerns", closed_on=TODAY, close_reason="No"),
        )
        flag(session), flag(session, MORAY)
    with reading(engine) as session:
        assert there(flag_picture(session, OUTSIDER, on=TODAY, flag_id=1)).monitoring is seen
        assert there(flag_picture(session, OUTSIDER, on=TODAY, flag_id=2)).monitoring is None


def test_monitoring_that_rests_on_a_draft_is_known_to_those_who_read_the_draft(engine):
    with writing(engine) as session:
        area(session)
        draft = inspection(session, programme(session), published_on=None)
        put(session, FormalMonitoring(area_code=ANGUS, inspection_id=draft, reason="Concerns"))
        flag(session)
    with reading(engine) as session:
        assert there(flag_picture(session, OUTSIDER, on=TODAY, flag_id=1)).monitoring is None
        assert there(flag_picture(session, SENIOR, on=TODAY, flag_id=1)).monitoring is MonitoringState.PROPOSED


def test_those_who_could_see_to_flags_are_named_with_where(engine):
    with writing(engine) as session:
        area(session), area(session, MORAY, "Moray")
        assign(session, person(session, "Link"), ANGUS)
        assign(session, person(session, "Gone", left_on=TODAY - timedelta(days=1)), MORAY)
        person(session, "Idle")
        person(session, "Chief", RoleName.CHIEF_INSPECTOR)
        person(session, "Admin", RoleName.ADMINISTRATOR)
    with reading(engine) as session:
        found = able_to_review(session, OUTSIDER, on=TODAY)
    assert [(one.name, one.areas) for one in found] == [("Chief", None), ("Link", frozenset({ANGUS}))]
    assert [one.name for one in found if one.sees_to(ANGUS)] == ["Chief", "Link"]
    assert [one.name for one in found if one.sees_to(MORAY)] == ["Chief"]


ANSWERS = {
    "list": lambda s, v: flags(s, v, on=TODAY),
    "one": lambda s, v: flag_picture(s, v, on=TODAY, flag_id=1),
    "history": lambda s, v: history_of(s, v, "risk_flag", 1),
    "history with people": lambda s, v: row_history(s, v, on=TODAY, table="risk_flag", key=1),
    "area": lambda s, v: area_picture(s, v, on=TODAY, thresholds=DEFAULTS, area_code=ANGUS),
    "portfolio": lambda s, v: portfolio(s, v, on=TODAY, thresholds=DEFAULTS),
}


@pytest.mark.parametrize("name", ANSWERS)
@pytest.mark.parametrize("viewer", [SHARED, SENIOR_IN_A_ROOM], ids=lambda one: one.name)
def test_a_shared_screen_is_sent_nothing_that_people_typed_about_a_flag_but_the_risk_itself(engine, name, viewer):
    with writing(engine) as session:
        area(session), fully_covered(session)
        flag(session, title="Leadership is thin", state=FlagState.CLOSED, closed_on=TODAY, muted_until=TODAY, **TYPED)
    with reading(engine) as session:
        sent, alone = (repr(ANSWERS[name](session, one)) for one in (viewer, SENIOR))
    assert "CANARY" not in sent
    assert "CANARY" in alone
    assert "Leadership is thin" in sent
