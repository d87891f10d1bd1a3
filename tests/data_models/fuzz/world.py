"""The small office in which every command is tried: three areas, two of most roles, and work in every stage of it."""

from datetime import date, timedelta
from typing import Any

from sqlalchemy import Engine
from sqlmodel import Session

from data_models.commands.action_items import NewItem, add_action_item
from data_models.commands.action_plans import agree_plan, judge_plan, receive_plan
from data_models.commands.administration import change_setting, link_sign_in
from data_models.commands.agenda import cover_agenda_item, defer_agenda_item
from data_models.commands.completion import claim_completion, dispute_completion, verify_completion
from data_models.commands.coverage import assign
from data_models.commands.engagement import NewContact, log_contact, note_factor
from data_models.commands.evaluations import record_evaluation, record_recommendation
from data_models.commands.fieldwork import record_survey
from data_models.commands.flags_by_rule import raise_by_rule
from data_models.commands.follow_up import decide_follow_up
from data_models.commands.formal_monitoring import assess_exit_line, open_monitoring, propose_monitoring
from data_models.commands.good_practice import (
    NewPractice,
    note_good_practice,
    share_good_practice,
    validate_good_practice,
)
from data_models.commands.imports import import_published_record
from data_models.commands.inspections import plan_inspection, set_stage
from data_models.commands.meeting_decisions import give_action, record_decision
from data_models.commands.meetings import close_meeting, plan_meeting, start_meeting
from data_models.commands.programmes import (
    DatedStep,
    Participation,
    record_participation,
    record_programme_milestone,
)
from data_models.commands.progress_reviews import schedule_progress_review, start_progress_review
from data_models.commands.publication import publish_report
from data_models.commands.reviews import NewReview, notify_review, receive_review_report
from data_models.commands.risk_flags import mute_risk_flag
from data_models.commands.self_evaluations import record_self_evaluation, validate_self_evaluation
from data_models.commands.team import Place, add_place
from data_models.database import unit_of_work
from data_models.rules.flag_firing import Fired
from data_models.rules.flag_rules import PLAN_OVERDUE
from data_models.rules.published_file import COLUMNS
from data_models.tables import AgendaItem, FollowUpCandidate, Person
from data_models.visibility import SYSTEM, Deed, Viewer
from data_models.vocabulary import (
    AspStatement,
    CandidateState,
    ContactKind,
    CoverRole,
    ExitAssessment,
    ExitCriterion,
    FactorKind,
    FollowUpChoice,
    Grade,
    MilestoneKind,
    PlanJudgement,
    Purpose,
    ReviewKind,
    RoleName,
    Scale,
    Stage,
    SurveyKind,
    TeamRole,
)
from tests.builders import (
    ANGUS,
    MORAY,
    TODAY,
    a_flag,
    a_footprint,
    a_person,
    a_programme,
    all_of,
    an_area,
    an_indicator,
)

FIFE = "S12000047"
AREAS = (ANGUS, MORAY, FIFE)
EVERYWHERE = frozenset(AREAS)
HEADER = ",".join(COLUMNS)
OLD_REPORT = (
    '"Moray","","joint inspection: children and young people (2012-17)",2017-02-16,"Impact on families","weak","",'
    "https://example.org/report"
)


def _a_viewer(number: int, role: RoleName, areas: frozenset[str] = EVERYWHERE) -> Viewer:
    return Viewer(name="Robin Example", role=role, person_id=number, areas=areas)


# In the order in which they are added to the record, so that the numbers are theirs.
STAFF = (
    *(RoleName.LINK_INSPECTOR,) * 2,
    *(RoleName.RELATIONSHIP_MANAGER_ADULT,) * 2,
    RoleName.RELATIONSHIP_MANAGER_ELC,
    RoleName.SERVICE_MANAGER,
    RoleName.CHIEF_INSPECTOR,
    RoleName.SUPPORT_OFFICER,
    *(RoleName.ADMINISTRATOR,) * 2,
)
EVERYBODY = tuple(_a_viewer(number, role) for number, role in enumerate(STAFF, start=1))
ELSEWHERE = _a_viewer(2, RoleName.LINK_INSPECTOR, frozenset({FIFE}))
SUPPORT, LINK, COLLEAGUE, SENIOR = EVERYBODY[7], EVERYBODY[0], EVERYBODY[1], EVERYBODY[6]


def begin(engine: Engine) -> None:
    """Fill an empty, migrated record. Every chapter is a change of its own, as it would be in the office."""
    chapters = (
        (SYSTEM, Deed.LOAD_REFERENCE, _reference),
        (SYSTEM, Deed.IMPORT_PUBLISHED, _an_old_report),
        (SUPPORT, Deed.PUBLISH_REPORT, _reports),
        (LINK, Deed.ADD_ACTION, _a_plan_at_work),
        (LINK, Deed.RECEIVE_PLAN, _a_plan_to_judge),
        (SENIOR, Deed.DECIDE_FOLLOW_UP, _decisions),
        (SUPPORT, Deed.RECORD_EVALUATION, _drafts),
        (LINK, Deed.LOG_CONTACT, _engagement),
        (SENIOR, Deed.OPEN_MONITORING, _monitoring),
        (SUPPORT, Deed.RECORD_SELF_EVALUATION, _national_work),
        (SENIOR, Deed.CLOSE_MEETING, _a_meeting_held),
        (SENIOR, Deed.RUN_MEETING, _meetings),
    )
    for by, deed, tell in chapters:
        with unit_of_work(engine, by=by, deed=deed.value) as session:
            tell(session)


def _reference(session: Session) -> None:
    for code in AREAS:
        an_area(session, code)
    for role in STAFF:
        covers = {RoleName.LINK_INSPECTOR: AREAS[:2], RoleName.RELATIONSHIP_MANAGER_ADULT: (ANGUS,)}
        is_first = not [one for one in all_of(session, Person) if one.role is role]
        a_person(session, role, covers.get(role, ()) if is_first else ())
    six_points = a_programme(session, code="cso-at-home")
    a_footprint(session, six_points)
    an_indicator(session, six_points)
    a_programme(session, Scale.ASP_STATEMENT, code="asp-phase-1")
    a_programme(session, Scale.NONE, code="jsw-self-evaluation")
    a_programme(session, code="children-2012-17")


def _an_old_report(session: Session) -> None:
    raw = f"{HEADER}\n{OLD_REPORT}\n".encode()
    import_published_record(session, by=SYSTEM, on=TODAY, raw=raw, file_name="old.csv")


def _reports(session: Session) -> None:
    _a_report(session, ANGUS, date(2025, 12, 1), (Grade.WEAK, Grade.UNSATISFACTORY, Grade.WEAK, Grade.WEAK, Grade.GOOD))
    _a_report(session, MORAY, date(2026, 1, 12), (Grade.WEAK, Grade.ADEQUATE))
    _a_report(session, MORAY, date(2026, 2, 9), (Grade.UNSATISFACTORY,))


def _a_report(session: Session, area: str, published_on: date, grades: tuple[Grade, ...]) -> None:
    asked: dict[str, Any] = {"by": SUPPORT, "on": published_on}
    inspection = plan_inspection(
        session,
        **asked,
        programme_id=1,
        area_codes=[area],
        partnership_name="A partnership",
        starts_on=published_on - timedelta(days=150),
    )
    of = asked | {"inspection_id": inspection.id}
    set_stage(session, **of, stage=Stage.ANALYSIS)
    for place, grade in enumerate(grades, start=1):
        record_evaluation(session, **of, worth=grade, label=f"Indicator {place}")
    for text in ("Lead better", "Plan better"):
        record_recommendation(session, **of, text=text)
    publish_report(session, **of)


def _a_plan_at_work(session: Session) -> None:
    asked: dict[str, Any] = {"by": LINK, "on": TODAY}
    _agree(session, 1)
    for number in range(6):
        due_on = TODAY + timedelta(days=30 * number)
        item = NewItem(text=f"Action {number}", lead_agency="Angus Council", due_on=due_on, recommendation_ids=(1,))
        add_action_item(session, **asked, plan_id=1, item=item)
    for number in (2, 3, 4):
        claim_completion(session, **asked, item_id=number, claimed_by="Angus Council", evidence_note="Reports")
    dispute_completion(session, **asked, item_id=3, reason="The reports are of another year")
    verify_completion(session, by=COLLEAGUE, on=TODAY, item_id=4)


def _agree(session: Session, plan_id: int) -> None:
    asked: dict[str, Any] = {"by": LINK, "on": TODAY, "plan_id": plan_id}
    receive_plan(session, **asked, received_on=date(2026, 2, 20))
    judge_plan(session, **asked, judgement=PlanJudgement.ANSWERS, note="Actions are still to come")
    agree_plan(session, **asked)


def _a_plan_to_judge(session: Session) -> None:
    receive_plan(session, by=LINK, on=TODAY, plan_id=2, received_on=date(2026, 2, 20))
    judge_plan(session, by=LINK, on=TODAY, plan_id=2, judgement=PlanJudgement.PARTLY, note="Some are to come")
    _agree(session, 3)


def _decisions(session: Session) -> None:
    asked: dict[str, Any] = {"by": SENIOR, "on": TODAY, "reason": "Weak leadership"}
    owed = [one.id for one in all_of(session, FollowUpCandidate) if one.state is CandidateState.OWED]
    decide_follow_up(session, **asked, candidate_ids=owed[:1], choice=FollowUpChoice.PROGRESS_REVIEW)
    decide_follow_up(session, **asked, candidate_ids=owed[1:2], choice=FollowUpChoice.IMPROVEMENT_SUPPORT)
    review_on = TODAY + timedelta(days=200)
    decide_follow_up(session, **asked, candidate_ids=owed[2:3], choice=FollowUpChoice.NONE, review_on=review_on)
    decide_follow_up(session, **asked, candidate_ids=owed[4:5], choice=FollowUpChoice.PROGRESS_REVIEW)
    for review_id in (1, 2):
        schedule_progress_review(session, by=SENIOR, on=TODAY, review_id=review_id, scheduled_on=TODAY)
    start_progress_review(session, by=SENIOR, on=TODAY, review_id=2)


def _drafts(session: Session) -> None:
    """An inspection ready to be published, one just planned, one of statements."""
    asked: dict[str, Any] = {"by": SUPPORT, "on": TODAY}
    for programme, areas, stage in ((1, [MORAY], Stage.ANALYSIS), (1, [ANGUS, MORAY], None), (2, [FIFE], Stage.PANEL)):
        inspection = plan_inspection(
            session,
            **asked,
            programme_id=programme,
            area_codes=areas,
            partnership_name="Another partnership",
            starts_on=TODAY - timedelta(days=90),
        )
        of = asked | {"inspection_id": inspection.id}
        if stage is not None:
            set_stage(session, **of, stage=stage)
            worth = Grade.WEAK if programme == 1 else AspStatement.IMPORTANT_WEAKNESS
            record_evaluation(session, **of, worth=worth, label="Impact")
            record_recommendation(session, **of, text="Plan better")
            add_place(session, **of, place=Place(TeamRole.INSPECTOR, headcount=3))
            record_survey(session, **of, kind=SurveyKind.STAFF)


def _engagement(session: Session) -> None:
    asked: dict[str, Any] = {"by": LINK, "on": TODAY}
    for _ in range(3):
        a_flag(session, ANGUS, LINK)
    mute_risk_flag(session, **asked, flag_id=2, muted_until=TODAY + timedelta(days=60), reason="Known")
    fired = Fired(PLAN_OVERDUE, (("days", 9),), ("AP-0002",))
    raise_by_rule(session, **asked, area_code=MORAY, fired=fired)
    for area in (ANGUS, MORAY):
        contact = NewContact(
            area, TODAY, ContactKind.MEETING, frozenset({Purpose.GOOD_PRACTICE}), "Met the chief officer"
        )
        log_contact(session, **asked, contact=contact)
        note_factor(session, **asked, area_code=area, kind=FactorKind.HELPS, text="A stable team")
        note_good_practice(session, **asked, practice=NewPractice(area, "Peer audit", "Teams read records"))
    validate_good_practice(session, **asked, practice_id=1)
    share_good_practice(session, **asked, practice_id=1, area_code=MORAY)
    known = TODAY - timedelta(days=3)
    for number in (1, 2):
        review = NewReview(ANGUS, ReviewKind.SERIOUS_INCIDENT_REVIEW, f"SIR-2026-{number:02d}", known, known)
        notify_review(session, **asked, review=review)
    receive_review_report(session, **asked, review_id=1)


def _monitoring(session: Session) -> None:
    for area in (ANGUS, MORAY, FIFE):
        propose_monitoring(session, by=SENIOR, on=TODAY, area_code=area, reason="Significant concerns")
    of: dict[str, Any] = {"by": SENIOR, "on": TODAY, "monitoring_id": 1}
    open_monitoring(session, **of)
    for line in ExitCriterion:
        assess_exit_line(session, **of, criterion=line, assessment=ExitAssessment.PARTLY_MET, evidence="Minutes")


def _national_work(session: Session) -> None:
    asked: dict[str, Any] = {"by": SUPPORT, "on": TODAY}
    for area in (ANGUS, MORAY):
        record_self_evaluation(session, **asked, programme_id=3, area_code=area, submitted_on=TODAY)
        record_participation(session, **asked, participation=Participation(3, area, "phase 1"))
    validate_self_evaluation(session, **asked, self_evaluation_id=1)
    step = DatedStep(MilestoneKind.BRIEFING, "Briefing", planned_on=TODAY)
    record_programme_milestone(session, **asked, programme_id=3, step=step)
    change_setting(session, by=SYSTEM, on=TODAY, key="plan_weeks", value="8", reason="Agreed")
    for number in (2, 4):
        of: dict[str, Any] = {"person_id": number, "issuer": "https://example.org", "subject": f"subject {number}"}
        link_sign_in(session, by=SYSTEM, on=TODAY, **of)
    later: dict[str, Any] = {"role": CoverRole.LINK_INSPECTOR, "starts_on": TODAY + timedelta(days=90)}
    assign(session, **asked, area_code=FIFE, person_id=2, **later)


def _a_meeting_held(session: Session) -> None:
    asked: dict[str, Any] = {"by": SENIOR, "on": TODAY}
    meeting = plan_meeting(session, **asked, title="Winter", held_on=TODAY, chair_id=7)
    start_meeting(session, **asked, meeting_id=meeting.id)
    for item in all_of(session, AgendaItem):
        if item.position == 1:
            given: dict[str, Any] = {"text": "Ask for the figures", "due_on": TODAY + timedelta(days=14)}
            give_action(session, **asked, item_id=item.id, owner_id=1, **given)
            cover_agenda_item(session, **asked, item_id=item.id)
        else:
            defer_agenda_item(session, **asked, item_id=item.id, reason="No time")
    close_meeting(session, **asked, meeting_id=meeting.id)


def _meetings(session: Session) -> None:
    """One under way with one item left, and some to come."""
    asked: dict[str, Any] = {"by": SENIOR, "on": TODAY}
    for title in ("Spring", "Summer", "Autumn", "Next winter"):
        plan_meeting(session, **asked, title=title, held_on=TODAY, chair_id=7)
    for number in (2, 3):
        start_meeting(session, **asked, meeting_id=number)
    for item in all_of(session, AgendaItem):
        if item.meeting_id == 2:
            record_decision(session, **asked, item_id=item.id, text="Wait for the figures")
            give_action(session, **asked, item_id=item.id, text="Ask again", owner_id=2, due_on=TODAY)
            cover_agenda_item(session, **asked, item_id=item.id)
