"""A change is undone as a new change: whole, by whom it was granted to, and only while nothing later rests on it."""

from collections.abc import Callable
from dataclasses import replace
from datetime import date, timedelta
from typing import Any

import pytest
from sqlalchemy import Engine
from sqlmodel import Session

from data_models.commands.action_items import (
    NewItem,
    add_action_item,
    revise_due_date,
    update_action_item,
    withdraw_action_item,
)
from data_models.commands.action_plans import close_plan, receive_plan
from data_models.commands.administration import (
    add_person,
    change_person,
    change_setting,
    end_access,
    link_sign_in,
    reset_setting,
)
from data_models.commands.completion import settle_dispute, verify_completion
from data_models.commands.corrections import correct_evaluation
from data_models.commands.coverage import assign, end_assignment, hand_over
from data_models.commands.engagement import amend_contact
from data_models.commands.evaluations import record_evaluation
from data_models.commands.follow_up import decide_follow_up, request_follow_up
from data_models.commands.follow_up_endings import close_follow_up
from data_models.commands.formal_monitoring import (
    assess_exit_line,
    close_monitoring,
    decline_monitoring,
    open_monitoring,
    propose_monitoring,
)
from data_models.commands.good_practice import share_good_practice, validate_good_practice
from data_models.commands.plan_requests import ask_for_plan
from data_models.commands.progress_reviews import schedule_progress_review
from data_models.commands.publication import publish_report
from data_models.commands.risk_flags import (
    NewFlag,
    change_flag_owner,
    close_risk_flag,
    mute_risk_flag,
    raise_risk_flag,
    review_risk_flag,
)
from data_models.commands.team import Place, add_place
from data_models.commands.undo import undo_change
from data_models.database import reading, unit_of_work
from data_models.errors import CommandRefused, Invalid, NotAllowed, NotFound
from data_models.queries.ledger import ledger
from data_models.queries.record import head, thresholds
from data_models.tables import FollowUpCandidate, Person, RecordMarker, RiskFlag, SettingValue, UndoneChange
from data_models.visibility import Deed, Viewer
from data_models.vocabulary import (
    CandidateState,
    CoverRole,
    ExitAssessment,
    ExitCriterion,
    FollowUpChoice,
    Grade,
    ImpactLevel,
    Origin,
    Purpose,
    RiskDescriptor,
    RiskTheme,
    RoleName,
    SlipReason,
    TeamRole,
    TriggerKind,
)
from tests.builders import ANGUS, MORAY, TODAY, there
from tests.data_models.fuzz.world import COLLEAGUE, ELSEWHERE, EVERYBODY, FIFE, LINK, SENIOR, SUPPORT
from tests.data_models.whole_record import Everything, standing_now, versions

ADMIN, RELATIONSHIP = EVERYBODY[8], EVERYBODY[2]
LATER = TODAY + timedelta(days=30)
# Long after any day on which these tests are run.
MUCH_LATER = date(2100, 1, 4)
Do = Callable[..., Any]
Step = tuple[Deed, Viewer, Do, dict[str, Any]]


def step(deed: Deed, by: Viewer, do: Do, **given: Any) -> Step:
    return deed, by, do, given


def do(engine: Engine, one: Step, *, token: str | None = "form") -> int:
    """One change of the record; returns its number."""
    deed, by, command, given = one
    token = token and f"{token} {newest(engine)}"
    with unit_of_work(engine, by=by, deed=deed.value, token=token) as session:
        command(session, by=by, on=TODAY, **given)
    return newest(engine)


def undo(engine: Engine, number: int, by: Viewer = LINK, reason: str = "A slip") -> int:
    return do(engine, step(Deed.UNDO, by, undo_change, change_id=number, reason=reason))


def newest(engine: Engine) -> int:
    with reading(engine) as session:
        return head(session).change


def content(engine: Engine) -> Everything:
    """What stands, without the numbers that count versions, and without the marks of undoing."""
    found = standing_now(engine)
    return {name: [row[1:] for row in rows] for name, rows in found.items() if name != "undone_change"}


def is_sound(engine: Engine) -> bool:
    with reading(engine) as session:
        return ledger(session, on=TODAY, thresholds=thresholds(session)).is_sound


MUTE = step(Deed.MUTE_FLAG, LINK, mute_risk_flag, flag_id=1, muted_until=LATER, reason="Known")
VALIDATE = step(Deed.VALIDATE_PRACTICE, LINK, validate_good_practice, practice_id=2)
UNDOABLE: dict[str, Step] = {
    "an edit": MUTE,
    "rows that were added and one that was edited": step(
        Deed.UPDATE_ACTION, LINK, update_action_item, item_id=1, percent=50, note="Half way"
    ),
    "rows that were removed and added": step(
        Deed.LOG_CONTACT, LINK, amend_contact, contact_id=1, purposes=[Purpose.PUBLIC_PROTECTION]
    ),
    "a row that was removed": step(Deed.CHANGE_SETTING, ADMIN, reset_setting, key="plan_weeks", reason="As before"),
    "a decision with its review": step(
        Deed.DECIDE_FOLLOW_UP,
        LINK,
        decide_follow_up,
        candidate_ids=[5],
        choice=FollowUpChoice.PROGRESS_REVIEW,
        reason="Weak",
    ),
    "a closing": step(Deed.CLOSE_FLAG, LINK, close_risk_flag, flag_id=1, reason="Better"),
    "the closing of a follow-up": step(Deed.CLOSE_FOLLOW_UP, SENIOR, close_follow_up, decision_id=2, reason="Done"),
    "the closing of a plan": step(Deed.CLOSE_PLAN, SENIOR, close_plan, plan_id=3, reason="Nothing in it"),
    "an opening with its five lines": step(Deed.OPEN_MONITORING, SENIOR, open_monitoring, monitoring_id=2),
    "a handover with its flags": step(
        Deed.HAND_OVER,
        SUPPORT,
        hand_over,
        area_code=ANGUS,
        role=CoverRole.LINK_INSPECTOR,
        to_person_id=2,
        last_day=TODAY,
        reason="A new colleague",
    ),
    "a visit that was made for a review": step(
        Deed.SCHEDULE_REVIEW, SUPPORT, schedule_progress_review, review_id=1, scheduled_on=LATER
    ),
    "a team": step(Deed.SET_TEAM, SUPPORT, add_place, inspection_id=7, place=Place(TeamRole.LEAD, person_id=1)),
    "a person": step(Deed.ADD_PERSON, ADMIN, add_person, display_name="Kim", role=RoleName.LINK_INSPECTOR),
}


def of(one: Step) -> Viewer:
    return one[1]


@pytest.mark.parametrize("what", UNDOABLE)
def test_what_was_done_is_undone_to_the_last_field(office: Engine, what: str) -> None:
    before = content(office)
    number = do(office, UNDOABLE[what])
    assert content(office) != before
    undo(office, number, of(UNDOABLE[what]))
    assert content(office) == before
    assert is_sound(office)


@pytest.mark.parametrize("what", UNDOABLE)
def test_an_undoing_is_undone_like_any_other_change_as_often_as_one_likes(office: Engine, what: str) -> None:
    before, by = content(office), of(UNDOABLE[what])
    number = do(office, UNDOABLE[what])
    after = content(office)
    for _ in range(2):
        number = undo(office, number, by)
        assert content(office) == before
        number = undo(office, number, by)
        assert content(office) == after


def test_it_is_one_numbered_change_with_its_reason_and_the_past_stays(office: Engine) -> None:
    number = do(office, MUTE)
    assert undo(office, number, reason="The wrong flag") == number + 1
    kept = versions(office, "undone_change")
    assert [(one["undone_id"], one["reason"], one["deed"]) for one in kept] == [
        (number, "The wrong flag", "mute_risk_flag")
    ]
    assert [one["muted_until"] for one in versions(office, "risk_flag") if one["id"] == 1] == [None, LATER, None]


def test_a_row_that_came_back_is_no_version_that_a_form_was_opened_on(office: Engine) -> None:
    number = do(office, UNDOABLE["a person"])
    undo(office, undo(office, number, ADMIN), ADMIN)
    undo(office, undo(office, number, ADMIN), ADMIN)
    kept = [one["row_version"] for one in versions(office, "person") if one["display_name"] == "Kim"]
    assert kept == [1, 1, 2, 2, 3]


def test_the_same_is_not_undone_twice(office: Engine) -> None:
    number = do(office, MUTE)
    undo(office, number)
    with pytest.raises(CommandRefused, match="undone already. To have it back, undo the change that undid it"):
        undo(office, number)


# --- what later changes rest on ---


def test_a_later_change_of_the_same_row_is_named_and_is_undone_first(office: Engine) -> None:
    first = do(office, MUTE)
    second = do(office, step(Deed.REVIEW_FLAG, LINK, review_risk_flag, flag_id=1, title="Clearer"))
    before = newest(office)
    said = (
        rf"Change {second} \(review risk flag, by Robin Example\) changed the risk flag RF-0001 afterwards.*Undo what"
    )
    with pytest.raises(CommandRefused, match=said):
        undo(office, first)
    assert newest(office) == before
    undo(office, second)
    undo(office, first)
    with reading(office) as session:
        assert there(session.get(RiskFlag, 1)).muted_until is None


RESTED_ON: dict[str, tuple[Step, Step, str]] = {
    "a share of a validated practice": (
        VALIDATE,
        step(Deed.SHARE_PRACTICE, LINK, share_good_practice, practice_id=2, area_code=ANGUS),
        "went on from it with the sharing of a practice 2",
    ),
    "an action of a plan that was received": (
        step(Deed.RECEIVE_PLAN, LINK, receive_plan, plan_id=4, received_on=TODAY),
        step(Deed.ADD_ACTION, LINK, add_action_item, plan_id=4, item=NewItem(text="A", lead_agency="B", due_on=LATER)),
        "went on from it with the action item AP-0004/01",
    ),
    "a place of somebody who was added": (
        UNDOABLE["a person"],
        step(
            Deed.ASSIGN,
            SUPPORT,
            assign,
            area_code=FIFE,
            person_id=11,
            role=CoverRole.LINK_INSPECTOR,
            starts_on=TODAY,
            ends_on=TODAY + timedelta(days=30),
        ),
        "rests on it with the assignment AS-",
    ),
    "a report that was published with the evaluation": (
        step(Deed.RECORD_EVALUATION, SUPPORT, record_evaluation, inspection_id=7, worth=Grade.GOOD, label="Leadership"),
        step(Deed.PUBLISH_REPORT, SUPPORT, publish_report, inspection_id=7),
        "ended the inspection IN-0007 that it belongs to",
    ),
    "monitoring that ended after its line was assessed": (
        step(
            Deed.ASSESS_EXIT,
            SENIOR,
            assess_exit_line,
            monitoring_id=1,
            criterion=ExitCriterion.PLAN,
            assessment=ExitAssessment.MET,
            evidence="Seen",
        ),
        step(Deed.CLOSE_MONITORING, SENIOR, close_monitoring, monitoring_id=1, reason="Steady"),
        "ended the formal monitoring FM-0001 that it belongs to",
    ),
}


@pytest.mark.parametrize("what", RESTED_ON)
def test_what_rests_on_a_change_is_named_and_nothing_is_undone(office: Engine, what: str) -> None:
    first, second, said = RESTED_ON[what]
    do(office, step(Deed.RECEIVE_PLAN, LINK, ask_for_plan, inspection_id=1))
    number = do(office, first)
    do(office, second)
    before = standing_now(office)
    with pytest.raises(CommandRefused, match=said):
        undo(office, number, of(first))
    assert standing_now(office) == before


# --- what undoing leaves alone ---

STAYS: dict[str, tuple[Step, str]] = {
    "a published report": (
        step(Deed.PUBLISH_REPORT, SUPPORT, publish_report, inspection_id=7),
        "A published report stays published.* It opened a duty to decide on follow-up, which never vanishes",
    ),
    "a date that moved": (
        step(Deed.REVISE_DUE_DATE, LINK, revise_due_date, item_id=1, to_due_on=LATER, reason=SlipReason.FUNDING),
        "Move it back, with the reason",
    ),
    "a verified action": (step(Deed.VERIFY_COMPLETION, COLLEAGUE, verify_completion, item_id=2), "Add it anew, citing"),
    "a withdrawn action": (
        step(Deed.WITHDRAW_ACTION, LINK, withdraw_action_item, item_id=1, reason="Done elsewhere"),
        "Add it anew, citing",
    ),
    "a duty that was asked for": (
        step(
            Deed.REQUEST_FOLLOW_UP,
            SENIOR,
            request_follow_up,
            inspection_id=2,
            trigger=TriggerKind.OTHER,
            reason="Ministers",
        ),
        "decide on it, with the reason",
    ),
    "a flag that was raised": (
        step(
            Deed.RAISE_FLAG,
            LINK,
            raise_risk_flag,
            flag=NewFlag(
                area_code=ANGUS,
                theme=RiskTheme.WORKFORCE,
                descriptor=RiskDescriptor.SIGNIFICANT_CONCERN,
                title="Nobody is left",
                potential_impact="Children wait",
                impact_level=ImpactLevel.HIGH,
            ),
        ),
        "Close it, with the reason",
    ),
    "a plan that was asked for": (
        step(Deed.RECEIVE_PLAN, LINK, ask_for_plan, inspection_id=1),
        "A plan that was asked for stays owed",
    ),
    "an action that was promised": (
        step(Deed.ADD_ACTION, LINK, add_action_item, plan_id=1, item=NewItem(text="A", lead_agency="B", due_on=LATER)),
        "Withdraw it, with the reason",
    ),
    "a correction that opened a duty": (
        step(Deed.CORRECT_EVALUATION, SUPPORT, correct_evaluation, evaluation_id=6, worth=Grade.WEAK, reason="Misread"),
        "Correct the evaluation again",
    ),
}


@pytest.mark.parametrize("what", STAYS)
def test_what_is_for_good_stays_and_the_way_is_named(office: Engine, what: str) -> None:
    done, said = STAYS[what]
    number = do(office, done)
    before = standing_now(office)
    with pytest.raises(CommandRefused, match=said):
        undo(office, number, of(done))
    assert standing_now(office) == before


def test_what_was_put_to_senior_managers_is_not_taken_from_them(office: Engine) -> None:
    given = {"monitoring_id": 2, "reason": "Not needed"}
    do(office, step(Deed.DECLINE_MONITORING, SENIOR, decline_monitoring, **given))
    put = step(Deed.PROPOSE_MONITORING, LINK, propose_monitoring, area_code=MORAY, reason="Significant concerns")
    number = do(office, put)
    with pytest.raises(CommandRefused, match="one of them declines or closes it"):
        undo(office, number)


@pytest.mark.parametrize(
    ("number", "by", "said"),
    [(1, ADMIN, "reference lists are not undone"), (2, SUPPORT, "An import is not undone")],
)
def test_what_the_record_was_begun_with_is_not_undone(
    sqlite_office: Engine, number: int, by: Viewer, said: str
) -> None:
    with pytest.raises(CommandRefused, match=said):
        undo(sqlite_office, number, by)


def _begun_as_a_demonstration(session: Session, *, by: Viewer, on: date) -> None:
    session.add(RecordMarker(kind=Origin.DEMONSTRATION, made_on=on))


def test_the_story_of_a_demonstration_is_not_undone_and_what_is_done_in_it_is(sqlite_office: Engine) -> None:
    do(sqlite_office, step(Deed.LOAD_REFERENCE, ADMIN, _begun_as_a_demonstration))
    told, done = do(sqlite_office, VALIDATE, token=None), do(sqlite_office, MUTE)
    with pytest.raises(CommandRefused, match="part of the story"):
        undo(sqlite_office, told)
    undo(sqlite_office, done)


def test_a_deed_that_this_version_does_not_know_is_not_undone(sqlite_office: Engine) -> None:
    with unit_of_work(sqlite_office, by=LINK, deed="build_a_test") as session:
        there(session.get(RiskFlag, 1)).title = "Another title"
    with pytest.raises(CommandRefused, match="by no deed that this version knows"):
        undo(sqlite_office, newest(sqlite_office))


# --- what must still add up ---


def test_a_correction_that_closed_a_duty_gives_it_back(office: Engine) -> None:
    corrected = step(
        Deed.CORRECT_EVALUATION, SUPPORT, correct_evaluation, evaluation_id=5, worth=Grade.GOOD, reason="Misread"
    )
    number = do(office, corrected)
    undo(office, number, SUPPORT)
    with reading(office) as session:
        assert there(session.get(FollowUpCandidate, 5)).state is CandidateState.OWED
    assert is_sound(office)


def test_cover_is_not_given_back_where_somebody_else_has_come_since(office: Engine) -> None:
    ended = do(
        office, step(Deed.END_ASSIGNMENT, SUPPORT, end_assignment, assignment_id=1, ends_on=TODAY, reason="Moves on")
    )
    spell = {"starts_on": TODAY + timedelta(days=1), "ends_on": LATER, "role": CoverRole.LINK_INSPECTOR}
    do(office, step(Deed.ASSIGN, SUPPORT, assign, area_code=ANGUS, person_id=2, **spell))
    with pytest.raises(CommandRefused, match="Somebody else has come to cover Angus since"):
        undo(office, ended, SUPPORT)


def test_a_flag_is_not_given_back_to_somebody_who_has_left(office: Engine) -> None:
    given = do(office, step(Deed.REVIEW_FLAG, LINK, change_flag_owner, flag_id=1, owner_id=7))
    with unit_of_work(office, by=ADMIN, deed=Deed.CHANGE_PERSON.value) as session:
        there(session.get(Person, 1)).left_on = TODAY - timedelta(days=1)
    with pytest.raises(CommandRefused, match="Robin Example left on"):
        undo(office, given)


def test_settings_that_would_contradict_each_other_are_not_given_back(office: Engine) -> None:
    first = do(
        office,
        step(Deed.CHANGE_SETTING, ADMIN, change_setting, key="contact_days_routine", value="180", reason="Agreed"),
    )
    do(
        office,
        step(Deed.CHANGE_SETTING, ADMIN, change_setting, key="contact_days_enhanced", value="120", reason="Agreed"),
    )
    with pytest.raises(CommandRefused, match="let settings contradict each other"):
        undo(office, first, ADMIN)
    with reading(office) as session:
        assert there(session.get(SettingValue, "contact_days_routine")).value == "180"


def test_the_last_administrator_is_not_undone(office: Engine) -> None:
    raised = do(office, step(Deed.CHANGE_PERSON, ADMIN, change_person, person_id=7, role=RoleName.ADMINISTRATOR))
    for person in (9, 10):
        do(office, step(Deed.CHANGE_PERSON, ADMIN, end_access, person_id=person, last_day=TODAY - timedelta(days=1)))
    with pytest.raises(CommandRefused, match="nobody could manage access"):
        undo(office, raised, ADMIN)


def test_the_last_sign_in_of_an_administrator_is_not_undone(office: Engine) -> None:
    for person, subject in ((9, "one"), (10, "other")):
        given = {"person_id": person, "issuer": "https://login.example.org", "subject": subject}
        number = do(office, step(Deed.CHANGE_PERSON, ADMIN, link_sign_in, **given))
    undo(office, number, ADMIN)
    with pytest.raises(CommandRefused, match="nobody could manage access"):
        undo(office, number - 1, ADMIN)


@pytest.mark.parametrize(
    "deed",
    [UNDOABLE["a handover with its flags"], step(Deed.CHANGE_PERSON, ADMIN, end_access, person_id=10, last_day=TODAY)],
    ids=["a handover", "an end of access"],
)
def test_days_that_have_passed_are_not_written_anew(office: Engine, deed: Step) -> None:
    number, by = do(office, deed), of(deed)
    with (
        unit_of_work(office, by=by, deed=Deed.UNDO.value) as session,
        pytest.raises(CommandRefused, match="is past, and stays as it was"),
    ):
        undo_change(session, by=by, on=MUCH_LATER, change_id=number, reason="A slip")


def test_an_address_that_somebody_else_has_by_now_is_not_given_back(office: Engine) -> None:
    def address(person: int, of: str) -> Step:
        return step(Deed.CHANGE_PERSON, ADMIN, change_person, person_id=person, work_email=of)

    do(office, address(3, "pat@example.org"))
    moved = do(office, address(3, "other@example.org"))
    do(office, address(4, "pat@example.org"))
    with pytest.raises(CommandRefused, match="has the same work address by now"):
        undo(office, moved, ADMIN)


# --- who ---


def somebody(role: RoleName, *areas: str, shared_screen: bool = False) -> Viewer:
    return Viewer(name="Kim", role=role, person_id=1, areas=frozenset(areas), shared_screen=shared_screen)


@pytest.mark.parametrize(
    "by",
    [
        RELATIONSHIP,
        ELSEWHERE,
        ADMIN,
        SUPPORT,
        somebody(RoleName.LINK_INSPECTOR),
        somebody(RoleName.LINK_INSPECTOR, MORAY),
        somebody(RoleName.LINK_INSPECTOR, ANGUS, shared_screen=True),
        somebody(RoleName.CHIEF_INSPECTOR, shared_screen=True),
        None,
        "administrator",
    ],
    ids=lambda one: f"{one.role.value} shared={one.shared_screen}" if isinstance(one, Viewer) else str(one),
)
def test_only_who_may_do_the_deed_there_may_undo_it(sqlite_office: Engine, by: Any) -> None:
    number = do(sqlite_office, MUTE)
    before = standing_now(sqlite_office)
    with unit_of_work(sqlite_office, by=LINK, deed=Deed.UNDO.value) as session, pytest.raises(NotAllowed):
        undo_change(session, by=by, on=TODAY, change_id=number, reason="A slip")
    assert standing_now(sqlite_office) == before


def test_a_colleague_who_may_do_the_deed_may_undo_it(sqlite_office: Engine) -> None:
    undo(sqlite_office, do(sqlite_office, MUTE), somebody(RoleName.LINK_INSPECTOR, ANGUS))
    undo(sqlite_office, do(sqlite_office, MUTE), SENIOR)


def test_a_senior_manager_does_not_undo_what_only_the_link_inspector_does(sqlite_office: Engine) -> None:
    number = do(sqlite_office, UNDOABLE["rows that were added and one that was edited"])
    with pytest.raises(NotAllowed, match="Your role cannot update action item"):
        undo(sqlite_office, number, SENIOR)


def test_what_a_senior_manager_ruled_is_not_undone_by_a_link_inspector(sqlite_office: Engine) -> None:
    ruling = step(Deed.DISPUTE_COMPLETION, SENIOR, settle_dispute, item_id=3, completion_stands=False, reason="Not yet")
    number = do(sqlite_office, ruling)
    with pytest.raises(NotAllowed, match="undone by a senior manager"):
        undo(sqlite_office, number)
    undo(sqlite_office, number, SENIOR)


def test_who_may_not_do_the_deed_does_not_undo_its_undoing(sqlite_office: Engine) -> None:
    number = undo(sqlite_office, do(sqlite_office, MUTE))
    with pytest.raises(NotAllowed, match="Your role cannot mute risk flag"):
        undo(sqlite_office, number, SUPPORT)


def test_a_change_that_is_not_there_is_missing_only_to_whoever_may_undo_something(office: Engine) -> None:
    for number in (0, -1, 999, 2**40):
        with pytest.raises(NotFound, match=f"no change {number}"):
            undo(office, number)
    with pytest.raises(NotAllowed):
        undo(office, 999, RELATIONSHIP)


def test_who_may_not_read_a_draft_does_not_put_back_what_it_said(sqlite_office: Engine) -> None:
    """The support officer may change drafts, but reads none of an area that is not theirs."""
    draft = step(Deed.RECORD_EVALUATION, LINK, record_evaluation, inspection_id=7, worth=Grade.GOOD, label="Leadership")
    number = do(sqlite_office, draft)
    with pytest.raises(NotAllowed, match="what you may not read by somebody who may"):
        undo(sqlite_office, number, replace(SUPPORT, areas=frozenset()))
    undo(sqlite_office, number)


def test_a_reason_is_needed(sqlite_office: Engine) -> None:
    number = do(sqlite_office, MUTE)
    with pytest.raises(Invalid, match="Say why this is undone"):
        undo(sqlite_office, number, reason="  ")
    with reading(sqlite_office) as session:
        assert session.get(UndoneChange, number) is None
