import json
from datetime import date

import pytest

from data_models.database import reading
from data_models.queries.portfolio import portfolio
from data_models.tables import (
    Contact,
    ContactPurpose,
    Contradiction,
    DueDateRevision,
    EvaluationTotal,
    Partnership,
    PartnershipArea,
    ReviewNotification,
)
from data_models.visibility import Viewer
from data_models.vocabulary import (
    CandidateState,
    ContactKind,
    Grade,
    PartnershipKind,
    PlanState,
    Purpose,
    ReviewKind,
    RoleName,
    SlipReason,
)
from tests.data_models.queries.small_record import (
    ANGUS,
    DEFAULTS,
    MORAY,
    OUTSIDER,
    SENIOR,
    SHARED,
    TODAY,
    area,
    candidate,
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
from tests.data_models.queries.whole_portfolio import CANARY, whole_portfolio
from tests.statements import counting_statements

PUBLISHED = date(2025, 12, 1)


def export(engine, viewer=SENIOR):
    with reading(engine) as session:
        return portfolio(session, viewer, on=TODAY, thresholds=DEFAULTS)


def build(engine):
    """One area with a published inspection, its follow-up and plan, a draft, a contact and a flag."""
    with writing(engine) as session:
        area(session, MORAY, "Moray"), area(session)
        fully_covered(session)
        person(session, "Admin", RoleName.ADMINISTRATOR, work_email="admin@example.org")
        put(session, PartnershipArea(partnership_id=put_partnership(session), area_code=ANGUS))
        adults = programme(session)
        of = inspection(session, adults, published_on=PUBLISHED)
        candidate(session, of, evaluation_id=evaluation(session, of))
        total = put(session, EvaluationTotal(inspection_id=of, label="All", grade=Grade.WEAK, total=4, unnamed=3))
        candidate(session, of, CandidateState.SEQUEL_NOT_ESTABLISHED, evaluation_total_id=total, covers=3)
        promised = plan(session, of, state=PlanState.AGREED)
        one = item(session, promised, 2, date(2026, 5, 1), original_due_on=date(2026, 2, 1))
        put(
            session,
            DueDateRevision(
                item_id=one,
                sequence=1,
                from_due_on=date(2026, 2, 1),
                to_due_on=date(2026, 5, 1),
                reason=SlipReason.STAFFING,
                revised_on=date(2026, 1, 30),
            ),
        )
        draft = inspection(session, adults, published_on=None, summary="The draft summary")
        evaluation(session, draft, Grade.UNSATISFACTORY, "The draft label")
        flag(session, inspection_id=draft, title="The draft flag"), flag(session, title="An open flag")
        met = put(
            session, Contact(area_code=ANGUS, held_on=TODAY, kind=ContactKind.MEETING, summary="The contact text")
        )
        put(session, ContactPurpose(contact_id=met, purpose=Purpose.GOOD_PRACTICE))
        put(session, ReviewNotification(area_code=ANGUS, kind=ReviewKind.LEARNING_REVIEW_CHILD, reference="LR-1"))
        put(
            session,
            Contradiction(subject="Date", statement_a="May", source_a="A", statement_b="June", source_b="B"),
        )


def put_partnership(session):
    return put(session, Partnership(kind=PartnershipKind.COMMUNITY_PLANNING, name="Angus Community Planning"))


def test_an_empty_record_exports_every_section_empty(engine):
    found = export(engine)
    assert (found["as_of"], found["areas"], found["follow_up"]["calling"]) == ("2026-03-03", [], 0)
    assert found["action_plans"] == found["inspections"] == found["owed"] == []


def test_two_exports_of_one_day_are_equal_byte_for_byte(engine):
    build(engine)
    first, second = (json.dumps(export(engine), ensure_ascii=False) for _ in range(2))
    assert first == second
    assert json.loads(first)["areas"][0]["gss_code"] == MORAY


def test_the_follow_up_section_accounts_for_every_evaluation_that_calls(engine):
    build(engine)
    found = export(engine)["follow_up"]
    assert (found["calling"], found["accounted_for"], found["breaches"]) == (4, 4, [])
    assert found["by_state"] == {"owed": 1, "decided": 0, "closed": 0, "sequel_not_established": 3}
    assert [(one["reference"], one["covers"], one["state"]) for one in found["evaluations"]] == [
        ("ET-0001", 3, "sequel_not_established"),
        ("EV-0001", 1, "owed"),
    ]
    assert found["evaluations"][0]["area_codes"] == [ANGUS]


def test_an_area_comes_with_its_people_status_and_reasons(engine):
    build(engine)
    angus = next(one for one in export(engine)["areas"] if one["gss_code"] == ANGUS)
    assert (angus["status"], angus["reasons"][0]["rule"]) == ("red", "high_impact_concern")
    assert angus["people"]["link_inspector"]["since"] == "2025-01-01"
    assert [one["name"] for one in angus["partnerships"]] == ["Angus Community Planning"]
    assert angus["last_contact_on"] == "2026-03-03"


def test_a_plan_comes_with_its_items_and_every_date_ever_promised(engine):
    build(engine)
    (one,) = export(engine)["action_plans"][0]["items"]
    assert (one["reference"], one["original_due_on"], one["due_on"]) == ("AP-0001/02", "2026-02-01", "2026-05-01")
    assert [(move["from_due_on"], move["reason"]) for move in one["revisions"]] == [
        ("2026-02-01", "staffing_or_vacancies")
    ]


def test_what_somebody_may_not_read_is_not_in_their_export(engine):
    build(engine)
    whole, outside, shared = (json.dumps(export(engine, viewer)) for viewer in (SENIOR, OUTSIDER, SHARED))
    for hidden in ("The draft summary", "The draft label", "The draft flag", "The contact text"):
        assert hidden in whole
        assert hidden not in outside
        assert hidden not in shared
    assert "LR-1" in outside
    assert "LR-1" not in shared
    assert "admin@example.org" not in whole


def test_an_inspection_under_way_is_listed_in_brief_for_whoever_may_not_read_it(engine):
    build(engine)
    brief = export(engine, OUTSIDER)["inspections"][1]
    assert (brief["stage"], brief["area_codes"], brief["evaluations"]) == ("fieldwork", [ANGUS], [])
    assert "summary" not in brief


def test_the_team_of_an_area_reads_its_contacts(engine):
    build(engine)
    team = Viewer(name="Pat", role=RoleName.LINK_INSPECTOR, areas=frozenset({ANGUS}))
    (contact,) = export(engine, team)["engagement"]["contacts"]
    assert (contact["reference"], contact["summary"], contact["purposes"]) == ("CT-0001", "The contact text", [5])


def test_the_export_takes_three_statements(engine):
    build(engine)
    with counting_statements(engine) as statements:
        export(engine)
    assert sum("SELECT" in text for text in statements.texts) == 3


@pytest.mark.parametrize("viewer", [SENIOR, OUTSIDER, SHARED], ids=lambda viewer: viewer.name)
def test_findings_that_are_attributed_to_no_area_are_exported_to_nobody(engine, viewer):
    with writing(engine) as session:
        whole_portfolio(session)
    found = export(engine, viewer)
    assert f"unattributed {CANARY}" not in json.dumps(found)
    silent = next(one for one in found["inspections"] if one["published_on"] == "2025-06-10")
    assert silent["evaluations"] == silent["recommendations"] == []


@pytest.mark.parametrize("viewer", [OUTSIDER, SHARED], ids=lambda viewer: viewer.name)
def test_no_export_holds_a_word_that_this_person_may_not_read(engine, viewer):
    with writing(engine) as session:
        whole_portfolio(session)
    assert CANARY not in json.dumps(export(engine, viewer))
