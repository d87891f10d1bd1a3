"""What changed between two days: each thing that can happen has its word, and nobody is told what they may not read."""

from collections.abc import Callable
from datetime import UTC, date, datetime, timedelta

import pytest
from sqlmodel import Session, col, select

from data_models.database import reading, unit_of_work
from data_models.past import Moment, reading_past
from data_models.queries import portfolio_rows
from data_models.queries.difference import difference
from data_models.queries.record import head
from data_models.queries.states import TABLE_OF
from data_models.rules.clocks import london_date
from data_models.rules.happenings import Happened, happened
from data_models.tables import (
    VERSION_TABLES,
    ActionItem,
    ActionUpdate,
    Assignment,
    Contact,
    ContactPurpose,
    DueDateRevision,
    Evaluation,
    FollowUpCandidate,
    FollowUpDecision,
    FormalMonitoring,
    Inspection,
    Person,
    Recommendation,
    ReportSilence,
    RiskFlag,
    SettingValue,
    Survey,
    TeamMember,
)
from data_models.visibility import SYSTEM, Viewer
from data_models.vocabulary import (
    CandidateState,
    ContactKind,
    CoverRole,
    DatePrecision,
    FlagState,
    FollowUpState,
    Grade,
    ItemStatus,
    MonitoringState,
    PublicationState,
    Purpose,
    RoleName,
    SlipReason,
    Stage,
    TeamRole,
    TriggerKind,
)
from tests.data_models.queries.small_record import ANGUS, MORAY, OUTSIDER, SENIOR, SHARED, TODAY, flag, put, writing
from tests.data_models.queries.whole_portfolio import CANARY, DRAFT, whole_portfolio
from tests.statements import counting_statements

OWN = Viewer(name="Own", role=RoleName.LINK_INSPECTOR, areas=frozenset({ANGUS}))
SUPPORT = Viewer(name="Support", role=RoleName.SUPPORT_OFFICER)
ADMINISTRATOR = Viewer(name="Admin", role=RoleName.ADMINISTRATOR)
SENIOR_SHARED = Viewer(name="Senior", role=RoleName.CHIEF_INSPECTOR, areas=frozenset({ANGUS}), shared_screen=True)
# A draft as it was before anybody outside read anything of it.
DRAFTED = "drafted words"


def moment(engine, change, on=TODAY):
    return Moment(on, change, lambda: reading_past(engine, change))


def newest(engine):
    with reading(engine) as session:
        return head(session).change


def told(engine, viewer=SENIOR, since=1, on=TODAY, since_on=TODAY):
    return difference(moment(engine, since, since_on), moment(engine, newest(engine), on), viewer)


def lines(found, table):
    return [one for one in found.every_line if one.table == table]


def one(session: Session, table, number=1):
    return session.exec(select(table).where(col(table.id) == number)).one()


# --- one word for each thing ---


def _claim(session):
    item = one(session, ActionItem)
    item.status, item.claimed_on, item.claimed_by = ItemStatus.CLAIMED, TODAY, "The council"


def _dispute(session):
    _claim(session)
    session.flush()
    item = one(session, ActionItem)
    item.status, item.disputed_on, item.dispute_reason = ItemStatus.DISPUTED, TODAY, "No evidence"


def _verify(session):
    _claim(session)
    item = one(session, ActionItem)
    item.status, item.verified_on, item.verified_by_id = ItemStatus.VERIFIED, TODAY, 1


def _withdraw(session):
    item = one(session, ActionItem)
    item.status, item.withdrawn_on = ItemStatus.WITHDRAWN, TODAY


def _move(session):
    item = one(session, ActionItem, 3)
    moved = {"item_id": 3, "sequence": 1, "from_due_on": item.due_on, "to_due_on": date(2026, 9, 1)}
    put(session, DueDateRevision(**moved, reason=SlipReason.FUNDING, revised_on=TODAY))
    item.due_on = date(2026, 9, 1)


def _tell(session):
    put(session, ActionUpdate(item_id=1, updated_on=TODAY, status=ItemStatus.AT_RISK))


def _publish(session):
    draft = one(session, Inspection, DRAFT)
    draft.stage, draft.publication_state = Stage.PUBLISHED, PublicationState.PUBLISHED
    draft.published_on, draft.published_precision = TODAY, DatePrecision.DAY


def _correct(session):
    found = one(session, Evaluation)
    found.grade, found.corrected_on, found.correction_reason = Grade.ADEQUATE, TODAY, "The report says adequate"


def _open_duty(session):
    put(session, FollowUpCandidate(inspection_id=1, evaluation_id=2, trigger=TriggerKind.GRADE, opened_on=TODAY))


def _close_duty(session):
    found = one(session, FollowUpCandidate)
    found.state, found.closed_on, found.close_reason = CandidateState.CLOSED, TODAY, "Met"


def _close_decision(session):
    found = one(session, FollowUpDecision)
    found.state, found.closed_on, found.close_reason = FollowUpState.CLOSED, TODAY, "Met"


def _raise_flag(session):
    flag(session)


def _mute(session):
    found = one(session, RiskFlag)
    found.muted_on, found.muted_until, found.mute_reason = TODAY, TODAY + timedelta(days=30), "Agreed"


def _close_flag(session):
    found = one(session, RiskFlag)
    found.state, found.closed_on, found.close_reason = FlagState.CLOSED, TODAY, "Better"


def _leave(session):
    one(session, Assignment).ends_on = TODAY - timedelta(days=1)


def _lead(session):
    put(session, TeamMember(inspection_id=1, role=TeamRole.DEPUTY_LEAD, person_id=1))


def _lead_otherwise(session):
    one(session, TeamMember, 2).role = TeamRole.DEPUTY_LEAD


def _lead_no_more(session):
    session.delete(one(session, TeamMember, 2))


def _survey(session):
    one(session, Survey).shared_with_partnership_on = TODAY


def _say_it_gives_none(session):
    put(session, ReportSilence(inspection_id=1, reason="The report has no such chapter", noted_on=TODAY))


def _take_on(session):
    number = put(session, Person(display_name="Kim", role=RoleName.LINK_INSPECTOR))
    put(session, Assignment(area_code=MORAY, person_id=number, role=CoverRole.LINK_INSPECTOR, starts_on=TODAY))


def _join(session):
    put(session, Person(display_name="Kim", role=RoleName.LINK_INSPECTOR))


def _marry(session):
    one(session, Person).display_name = "Pat Other"


def _meet(session):
    number = put(session, Contact(area_code=ANGUS, held_on=TODAY, kind=ContactKind.MEETING, summary="Met"))
    put(session, ContactPurpose(contact_id=number, purpose=Purpose.GOOD_PRACTICE))


def _forget(session):
    session.delete(session.exec(select(Recommendation).where(col(Recommendation.number) == 2)).one())


def _set(session):
    put(session, SettingValue(key="contact_days_enhanced", value="30", reason="Agreed"))


def _monitor(session):
    put(session, FormalMonitoring(area_code=MORAY, reason="Concerns", state=MonitoringState.OPEN, opened_on=TODAY))


HAPPENS: dict[str, tuple[Callable[[Session], None], str, Happened]] = {
    "claim": (_claim, "action_item", Happened.COMPLETION_CLAIMED),
    "dispute": (_dispute, "action_item", Happened.COMPLETION_DISPUTED),
    "verify": (_verify, "action_item", Happened.COMPLETION_VERIFIED),
    "withdraw": (_withdraw, "action_item", Happened.ACTION_WITHDRAWN),
    "move a date": (_move, "action_item", Happened.DATE_MOVED),
    "tell": (_tell, "action_update", Happened.ACTION_TOLD),
    "publish": (_publish, "inspection", Happened.REPORT_PUBLISHED),
    "evaluations in": (_publish, "evaluation", Happened.EVALUATION_IN),
    "correct": (_correct, "evaluation", Happened.EVALUATION_CORRECTED),
    "open a duty": (_open_duty, "follow_up_candidate", Happened.FOLLOW_UP_OPENED),
    "close a duty": (_close_duty, "follow_up_candidate", Happened.FOLLOW_UP_MET),
    "close a decision": (_close_decision, "follow_up_decision", Happened.FOLLOW_UP_MET),
    "raise a flag": (_raise_flag, "risk_flag", Happened.FLAG_RAISED),
    "mute": (_mute, "risk_flag", Happened.FLAG_MUTED),
    "close a flag": (_close_flag, "risk_flag", Happened.FLAG_CLOSED),
    "leave": (_leave, "assignment", Happened.COVER_ENDED),
    "join a team": (_lead, "team_member", Happened.TEAM_CHANGED),
    "another place": (_lead_otherwise, "team_member", Happened.TEAM_CHANGED),
    "leave a team": (_lead_no_more, "team_member", Happened.TEAM_CHANGED),
    "survey": (_survey, "survey", Happened.RECORD_CHANGED),
    "give none": (_say_it_gives_none, "report_silence", Happened.RECORD_ADDED),
    "take on": (_take_on, "assignment", Happened.COVER_BEGAN),
    "join": (_join, "person", Happened.PERSON_JOINED),
    "another name": (_marry, "person", Happened.PERSON_CHANGED),
    "meet": (_meet, "contact", Happened.CONTACT_LOGGED),
    "forget": (_forget, "recommendation", Happened.RECORD_REMOVED),
    "set": (_set, "setting_value", Happened.SETTING_CHANGED),
    "monitor": (_monitor, "formal_monitoring", Happened.MONITORING_OPENED),
}


@pytest.mark.parametrize("name", HAPPENS)
def test_it_has_a_word_for(sqlite_engine, name):
    does, table, word = HAPPENS[name]
    with writing(sqlite_engine) as session:
        whole_portfolio(session)
    with writing(sqlite_engine) as session:
        does(session)
    found = told(sqlite_engine)
    assert word in {what for one in lines(found, table) for what in one.what}
    assert found.count(word, of=table) >= 1
    assert {one.change for one in lines(found, table)} <= {2, None}


def test_an_area_that_got_worse_comes_first_with_its_reasons(sqlite_engine):
    with writing(sqlite_engine) as session:
        whole_portfolio(session)
    with writing(sqlite_engine) as session:
        _monitor(session), _meet(session)
    first, *_ = told(sqlite_engine).areas
    assert (first.place.name, first.got_worse) == ("Moray", 2)
    assert [reason.rule.value for reason in first.after.reasons][0] == "monitoring_open"


def test_what_only_time_brought_about_is_told(sqlite_engine):
    """Nothing is written between the two days: an action passes its date, a mute and a cover end."""
    with writing(sqlite_engine) as session:
        whole_portfolio(session)
        _mute(session)
        one(session, Assignment).ends_on = TODAY + timedelta(days=1)
    later = date(2026, 5, 20)
    found = told(sqlite_engine, on=later)
    assert (found.changes, found.count(Happened.WENT_LATE, of="action_item")) == (0, 1)
    assert found.count(Happened.FLAG_UNMUTED) == found.count(Happened.COVER_ENDED) == 1


def test_what_was_done_and_undone_between_leaves_nothing(sqlite_engine):
    with writing(sqlite_engine) as session:
        whole_portfolio(session)
    with writing(sqlite_engine) as session:
        _mute(session)
    with writing(sqlite_engine) as session:
        found = one(session, RiskFlag)
        found.muted_on, found.muted_until, found.mute_reason = None, None, ""
    assert told(sqlite_engine).rows == ()


def test_a_date_that_moved_says_why_with_it(sqlite_engine):
    with writing(sqlite_engine) as session:
        whole_portfolio(session)
    with writing(sqlite_engine) as session:
        _move(session)
    (line,) = lines(told(sqlite_engine), "action_item")
    assert [part.table for part in line.parts] == ["due_date_revision"]
    assert [(field.field, field.after) for field in line.fields] == [("due_on", date(2026, 9, 1))]


def test_people_are_told_by_name(sqlite_engine):
    with writing(sqlite_engine) as session:
        whole_portfolio(session)
    with writing(sqlite_engine) as session:
        _verify(session)
    (line,) = lines(told(sqlite_engine), "action_item")
    assert ("verified_by_id", "Pat") in [(field.field, field.after) for field in line.fields]


# --- late entries ---


@pytest.mark.parametrize(("days", "late"), [(0, False), (7, False), (8, True), (60, True)])
def test_an_entry_long_after_its_day_is_late_and_says_when_it_became_known(sqlite_engine, days, late):
    with writing(sqlite_engine) as session:
        whole_portfolio(session)
    with unit_of_work(sqlite_engine, by=SYSTEM, deed="build_a_test") as session:
        known_on = london_date(datetime.now(UTC))
        held = known_on - timedelta(days=days)
        put(session, Contact(area_code=ANGUS, held_on=held, kind=ContactKind.MEETING, summary="Met"))
    (line,) = lines(told(sqlite_engine, on=known_on), "contact")
    assert (line.entry.told_of, line.entry.days_late, line.is_late_entry) == (held, days, late)
    assert told(sqlite_engine, on=known_on).late_entries == late


# --- who may read what ---


@pytest.mark.parametrize(
    "viewer", [OUTSIDER, SUPPORT, ADMINISTRATOR, SHARED, SENIOR_SHARED], ids=lambda viewer: viewer.name
)
def test_no_difference_holds_a_word_that_this_person_may_not_read(engine, viewer):
    with writing(engine) as session:
        whole_portfolio(session)
    forth = told(engine, viewer, since=0)
    back = difference(moment(engine, 1), moment(engine, 0), viewer)
    assert len(forth.rows) == len(back.rows) > 20
    assert CANARY not in repr(forth)
    assert CANARY not in repr(back)


@pytest.mark.parametrize("viewer", [SENIOR, OWN], ids=lambda viewer: viewer.name)
def test_the_areas_own_team_and_senior_managers_are_told_all_of_it(sqlite_engine, viewer):
    with writing(sqlite_engine) as session:
        whole_portfolio(session)
    assert CANARY in repr(lines(told(sqlite_engine, viewer, since=0), "evaluation"))


@pytest.mark.parametrize("viewer", [OUTSIDER, SUPPORT, SHARED], ids=lambda viewer: viewer.name)
def test_publication_tells_what_was_published_and_not_what_was_drafted(engine, viewer):
    with writing(engine) as session:
        whole_portfolio(session)
        found = session.exec(select(Evaluation).where(col(Evaluation.inspection_id) == DRAFT)).one()
        found.label = found.verbatim = DRAFTED
    with writing(engine) as session:
        found = session.exec(select(Evaluation).where(col(Evaluation.inspection_id) == DRAFT)).one()
        found.label = found.verbatim = "published words"
        _publish(session)
    for_outside = told(engine, viewer)
    assert DRAFTED not in repr(for_outside)
    assert "published words" in repr(lines(for_outside, "evaluation"))
    assert DRAFTED in repr(lines(told(engine, SENIOR), "evaluation"))


def test_an_inspection_that_is_only_planned_is_told_to_nobody_outside(sqlite_engine):
    with writing(sqlite_engine) as session:
        whole_portfolio(session)
    with writing(sqlite_engine) as session:
        draft = one(session, Inspection, DRAFT)
        draft.stage, draft.publication_state = Stage.PLANNED, PublicationState.NOT_PUBLISHED
    tables = {one.table for one in told(sqlite_engine, OUTSIDER).rows if one.row.get("inspection_id", 0) == DRAFT}
    assert tables <= {"inspection_area", "milestone"}
    assert all(one.after is None for one in told(sqlite_engine, OUTSIDER).rows if one.table in tables)


# --- what it costs ---


def test_it_costs_three_statements(engine):
    with writing(engine) as session:
        whole_portfolio(session)
    with writing(engine) as session:
        _move(session)
    earlier, later = moment(engine, 1), moment(engine, 2)
    difference(earlier, later, SENIOR)  # makes the connections that look at the past
    with counting_statements(engine) as statements:
        difference(earlier, later, SENIOR)
    asked = [text for text in statements.texts if "FROM" in text]
    assert len(asked) == 3, asked


def test_every_section_of_the_portfolio_is_compared():
    assert set(portfolio_rows.questions(SENIOR)) <= set(TABLE_OF)


# Kept for the record's own sake: where its rows came from, what undid what, and forecasts, which nothing alters.
OF_THE_RECORD_ITSELF = {"forecast", "published_import", "published_row", "record_marker", "undone_change"}


def test_nothing_that_is_edited_is_left_out_of_a_difference():
    assert set(VERSION_TABLES) - set(TABLE_OF.values()) == OF_THE_RECORD_ITSELF


def test_who_joins_or_leaves_a_team_is_told_in_the_areas_of_the_inspection(sqlite_engine):
    with writing(sqlite_engine) as session:
        whole_portfolio(session)
    with writing(sqlite_engine) as session:
        _lead_no_more(session)
    (line,) = lines(told(sqlite_engine, OUTSIDER), "team_member")
    assert (line.what, line.area_codes) == ((Happened.RECORD_REMOVED, Happened.TEAM_CHANGED), (ANGUS,))
    assert ANGUS in [one.place.code for one in told(sqlite_engine, OUTSIDER).areas]


def test_how_few_answered_a_survey_is_in_no_difference_and_no_export(sqlite_engine):
    with writing(sqlite_engine) as session:
        whole_portfolio(session)
    rows = [one.row for one in told(sqlite_engine, since=0).rows if one.table == "survey"]
    assert len(rows) == 2
    assert not [one for one in rows if "respondents" in one]


@pytest.mark.parametrize(
    ("table", "field"),
    [
        ("assurance_update", "due_on"),
        ("inspection", "accuracy_response_due_on"),
        ("planned_scrutiny", "to_on"),
        ("programme_milestone", "planned_to"),
        ("review_notification", "feedback_due_on"),
        ("self_evaluation", "due_on"),
        ("survey", "closes_on"),
    ],
)
def test_every_day_that_somebody_is_held_to_is_told_as_moved(table, field):
    was = {field: TODAY, "stage": Stage.PLANNED, "publication_state": PublicationState.NOT_PUBLISHED}
    assert happened(table, was, was | {field: TODAY + timedelta(days=9)}) == (Happened.DATE_MOVED,)
