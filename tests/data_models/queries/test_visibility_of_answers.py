"""What only an area's own team and senior managers may read reaches nobody else, whichever question is asked."""

from collections.abc import Callable
from dataclasses import replace

import pytest
from sqlmodel import Session, select

from data_models.database import reading
from data_models.queries import (
    action_items,
    action_plans,
    administration,
    areas,
    back_test,
    changes,
    coverage,
    engagement,
    flag_picture,
    follow_up,
    formal_monitoring,
    good_practice,
    inspection_picture,
    inspections,
    open_work,
    programme_load,
    programmes,
    reviews,
    risk_flags,
    rule_runs,
    setting_preview,
)
from data_models.tables import Inspection, TeamMember
from data_models.visibility import Viewer
from data_models.vocabulary import RoleName, Stage, TeamRole
from tests.data_models.queries.small_record import (
    ANGUS,
    DEFAULTS,
    MORAY,
    OUTSIDER,
    SENIOR,
    SHARED,
    TODAY,
    evaluation,
    inspection,
    person,
    put,
    writing,
)
from tests.data_models.queries.whole_portfolio import CANARY, DRAFT, PUBLISHED, whole_portfolio
from tests.statements import counting_statements

OWN = Viewer(name="Own", role=RoleName.LINK_INSPECTOR, areas=frozenset({ANGUS}))
SUPPORT = Viewer(name="Support", role=RoleName.SUPPORT_OFFICER)
# A senior manager at a shared screen is a shared screen.
SENIOR_SHARED = Viewer(name="Senior", role=RoleName.CHIEF_INSPECTOR, areas=frozenset({ANGUS}), shared_screen=True)

Ask = Callable[[Session, Viewer], object]

# Each question with the statements it may cost.
QUESTIONS: dict[str, tuple[int, Ask]] = {
    "area": (1, lambda s, v: areas.area_picture(s, v, on=TODAY, thresholds=DEFAULTS, area_code=ANGUS)),
    "areas": (1, lambda s, v: areas.all_areas(s, v, on=TODAY)),
    "inspections": (1, lambda s, v: inspections.inspections(s, v, on=TODAY)),
    "draft inspection": (
        1,
        lambda s, v: inspection_picture.inspection_picture(s, v, on=TODAY, thresholds=DEFAULTS, inspection_id=DRAFT),
    ),
    "published inspection": (
        1,
        lambda s, v: inspection_picture.inspection_picture(
            s, v, on=TODAY, thresholds=DEFAULTS, inspection_id=PUBLISHED
        ),
    ),
    "plans": (1, lambda s, v: action_plans.plans(s, v, on=TODAY, thresholds=DEFAULTS)),
    "plan": (1, lambda s, v: action_items.plan_picture(s, v, on=TODAY, thresholds=DEFAULTS, plan_id=1)),
    "draft plan": (1, lambda s, v: action_items.plan_picture(s, v, on=TODAY, thresholds=DEFAULTS, plan_id=2)),
    "items": (1, lambda s, v: action_items.items(s, v, on=TODAY, thresholds=DEFAULTS)),
    "item": (2, lambda s, v: action_items.item_picture(s, v, on=TODAY, thresholds=DEFAULTS, item_id=1)),
    "follow-up": (1, lambda s, v: follow_up.register(s, v, on=TODAY, thresholds=DEFAULTS)),
    "monitoring": (1, lambda s, v: formal_monitoring.register(s, v, on=TODAY)),
    "flags": (1, lambda s, v: risk_flags.flags(s, v, on=TODAY)),
    "flag": (1, lambda s, v: flag_picture.flag_picture(s, v, on=TODAY, flag_id=1)),
    "contacts": (1, lambda s, v: engagement.contacts(s, v, on=TODAY)),
    "practices": (1, lambda s, v: good_practice.practices(s, v, on=TODAY)),
    "matches": (1, lambda s, v: good_practice.matches(s, v, on=TODAY)),
    "programmes": (1, lambda s, v: programmes.programmes(s, v, on=TODAY)),
    "rotation": (1, lambda s, v: programmes.rotation(s, v, on=TODAY)),
    "load": (1, lambda s, v: programme_load.scrutiny_load(s, v, on=TODAY)),
    "reviews": (1, lambda s, v: reviews.reviews(s, v, on=TODAY, thresholds=DEFAULTS)),
    "coverage": (1, lambda s, v: coverage.coverage(s, v, on=TODAY, thresholds=DEFAULTS)),
    "open everywhere": (1, lambda s, v: open_work.open_everywhere(s, v, on=TODAY, thresholds=DEFAULTS)),
    "withheld": (2, lambda s, v: open_work.withheld(s, v, on=TODAY, thresholds=DEFAULTS)),
    "setting preview": (
        2,
        lambda s, v: setting_preview.if_set(
            s, v, on=TODAY, thresholds=DEFAULTS, key="contact_days_routine", value="60"
        ),
    ),
    "back-test": (2, lambda s, v: back_test.back_test(s, v, on=TODAY, thresholds=DEFAULTS)),
    "last run": (1, lambda s, v: rule_runs.last_run(s, v, on=TODAY)),
    "able to review": (1, lambda s, v: flag_picture.able_to_review(s, v, on=TODAY)),
    "administration": (3, lambda s, v: administration.administration(s, v, on=TODAY)),
    "changes": (1, lambda s, v: changes.last_changes(s, v, on=TODAY)),
    "contact history": (2, lambda s, v: changes.history_of(s, v, "contact", 1)),
    "evaluation history": (2, lambda s, v: changes.history_of(s, v, "evaluation", 5)),
    "inspection history": (2, lambda s, v: changes.history_of(s, v, "inspection", DRAFT)),
    "flag history": (2, lambda s, v: changes.history_of(s, v, "risk_flag", 1)),
    "assurance history": (2, lambda s, v: changes.history_of(s, v, "assurance_update", 1)),
    "person history": (1, lambda s, v: changes.history_of(s, v, "person", 2)),
}
DRAFT_FINDINGS = ("area", "draft inspection", "draft plan", "plans", "follow-up", "flags", "flag", "practices")
FREE_TEXT = ("area", "contacts", "monitoring", "contact history", "assurance history")
HISTORY = ("evaluation history", "inspection history", "flag history")


@pytest.mark.parametrize("viewer", [OUTSIDER, SUPPORT, SHARED, SENIOR_SHARED], ids=lambda v: v.name)
def test_no_answer_holds_a_word_that_this_person_may_not_read(engine, viewer):
    with writing(engine) as session:
        whole_portfolio(session)
    with reading(engine) as session:
        leaking = [name for name, (_, ask) in QUESTIONS.items() if CANARY in repr(ask(session, viewer))]
    assert leaking == []


@pytest.mark.parametrize("viewer", [SENIOR, OWN], ids=lambda v: v.name)
def test_the_areas_own_team_and_senior_managers_read_all_of_it(sqlite_engine, viewer):
    with writing(sqlite_engine) as session:
        whole_portfolio(session)
    with reading(sqlite_engine) as session:
        silent = [
            name
            for name in DRAFT_FINDINGS + FREE_TEXT + HISTORY
            if CANARY not in repr(QUESTIONS[name][1](session, viewer)).replace(f"unattributed {CANARY}", "")
        ]
    assert silent == []


def place(session: Session, number: int, inspection_id: int) -> None:
    put(session, TeamMember(inspection_id=inspection_id, person_id=number, role=TeamRole.INSPECTOR))


def lead(session: Session, number: int, inspection_id: int) -> None:
    session.get_one(Inspection, inspection_id).lead_id = number


@pytest.mark.parametrize("join", [place, lead])
@pytest.mark.parametrize("role", [RoleName.LINK_INSPECTOR, RoleName.SUPPORT_OFFICER])
def test_an_inspection_s_team_reads_its_drafts_and_no_other_s_and_no_log_of_contacts(engine, role, join):
    with writing(engine) as session:
        whole_portfolio(session)
        number = person(session, "Member", role)
        join(session, number, DRAFT)
        place(session, number, PUBLISHED)
        other = inspection(session, 1, ANGUS, published_on=None)
        evaluation(session, other, label="of another team")
    member = Viewer("Member", role, number, frozenset({MORAY}) if role is RoleName.LINK_INSPECTOR else frozenset())
    with reading(engine) as session:
        said = {name: repr(ask(session, member)) for name, (_, ask) in QUESTIONS.items()}
        in_a_room = replace(member, shared_screen=True)
        leaking = [name for name, (_, ask) in QUESTIONS.items() if CANARY in repr(ask(session, in_a_room))]
        others = ask_draft(session, member, other)
    assert CANARY in said["draft inspection"]
    assert [name for name in ("contacts", "contact history", "assurance history") if CANARY in said[name]] == []
    assert (leaking, "of another team" in others) == ([], False)


def ask_draft(session: Session, viewer: Viewer, number: int) -> str:
    ask = inspection_picture.inspection_picture
    return repr(ask(session, viewer, on=TODAY, thresholds=DEFAULTS, inspection_id=number))


def test_whoever_has_left_the_team_reads_its_drafts_no_longer(engine):
    with writing(engine) as session:
        whole_portfolio(session)
        number = person(session, "Member")
        place(session, number, DRAFT)
    member = Viewer("Member", RoleName.LINK_INSPECTOR, number, frozenset({MORAY}))
    with reading(engine) as session:
        assert CANARY in ask_draft(session, member, DRAFT)
    with writing(engine) as session:
        session.delete(session.exec(select(TeamMember).where(TeamMember.person_id == number)).one())
    with reading(engine) as session:
        assert CANARY not in ask_draft(session, member, DRAFT)


@pytest.mark.parametrize("viewer", [SENIOR, OWN], ids=lambda v: v.name)
def test_findings_that_are_not_attributed_to_areas_are_shown_to_nobody(sqlite_engine, viewer):
    with writing(sqlite_engine) as session:
        whole_portfolio(session)
    with reading(sqlite_engine) as session:
        answers = {name: repr(ask(session, viewer)) for name, (_, ask) in QUESTIONS.items()}
        whole = inspection_picture.inspection_picture(session, viewer, on=TODAY, thresholds=DEFAULTS, inspection_id=4)
    assert [name for name, answer in answers.items() if f"unattributed {CANARY}" in answer] == []
    assert whole is not None
    assert (whole.attributes_findings, whole.report, whole.evaluations) == (False, None, ())


def test_no_answer_costs_more_statements_than_it_says(engine):
    with writing(engine) as session:
        whole_portfolio(session)
    dear = {}
    for name, (most, ask) in QUESTIONS.items():
        with counting_statements(engine) as statements, reading(engine) as session:
            ask(session, SENIOR)
        asked = [one for one in statements.texts if one.lstrip().upper().startswith("SELECT")]
        if len(asked) > most:
            dear[name] = asked
    assert dear == {}


def test_every_question_has_an_answer_on_an_empty_record(engine):
    with reading(engine) as session:
        for _, ask in QUESTIONS.values():
            assert not repr(ask(session, SENIOR)).count(CANARY)


def test_only_an_administrator_reads_how_people_are_reached_and_sign_in(sqlite_engine):
    administrator = Viewer(name="Admin", role=RoleName.ADMINISTRATOR)
    with writing(sqlite_engine) as session:
        whole_portfolio(session)
    with reading(sqlite_engine) as session:
        theirs = administration.administration(session, administrator, on=TODAY).people
        others = administration.administration(session, SENIOR, on=TODAY).people
        history = changes.history_of(session, administrator, "person", 2)
    assert [(one.work_email, one.subject is not None) for one in theirs if one.display_name == "Sam"] == [
        ("sam.canary@example.org", True)
    ]
    assert [(one.work_email, one.issuer, one.subject) for one in others if one.display_name == "Sam"] == [(None,) * 3]
    assert "sam.canary@example.org" in repr(history)


def test_everybody_sees_that_a_draft_inspection_exists_with_its_stage_and_planned_dates(sqlite_engine):
    with writing(sqlite_engine) as session:
        whole_portfolio(session)
    with reading(sqlite_engine) as session:
        whole = inspection_picture.inspection_picture(
            session, SHARED, on=TODAY, thresholds=DEFAULTS, inspection_id=DRAFT
        )
    assert whole is not None
    assert whole.is_withheld
    assert (whole.inspection.stage, whole.inspection.next_step) == (Stage.EMBARGOED, "Publication")
    assert [(one.label, one.days_late) for one in whole.milestones] == [("Panel", 5), ("Publication", 2)]
    assert (whole.evaluations, whole.totals, whole.recommendations, whole.candidates) == ((), (), (), ())
