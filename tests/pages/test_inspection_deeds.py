"""Every deed on an inspection: who may, what changed, what is refused with what was typed kept, who sees no form."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import timedelta
from html import unescape
from typing import Any

import pytest
from sqlmodel import SQLModel, col, select

from dashboard.components.inspections.rows import GONE
from dashboard.personas import PERSONAS
from dashboard.session import today
from data_models.commands.fieldwork import change_survey
from data_models.commands.inspections import cancel_inspection
from data_models.commands.team import Place, add_place
from data_models.database import reading, unit_of_work
from data_models.tables import (
    ActionPlan,
    Area,
    Evaluation,
    FollowUpCandidate,
    Inspection,
    InspectionArea,
    Milestone,
    Recommendation,
    Survey,
    TeamMember,
)
from data_models.visibility import Deed
from data_models.vocabulary import (
    CandidateState,
    Grade,
    MilestoneKind,
    ScrutinyBody,
    Stage,
    Standing,
    SurveyKind,
    TeamRole,
)
from seed_data.demonstration.under_way import EMBARGOED_AREA, READY_AREA
from tests.builders import all_of, changing, there
from tests.pages.forms_on_pages import DRAFT, field, fill, is_shown, opened, save
from tests.pages.what_it_says import words_of
from tests.pages.who_looks import looking_as
from tests.statements import counting_statements

EVERYBODY = [persona.key for persona in PERSONAS]
LINK, SUPPORT, SENIOR = "link-inspector", "support-officer", "senior-manager"
OFFICE, ALONE, WITH_SENIORS = {LINK, SUPPORT}, {SUPPORT}, {LINK, SUPPORT, SENIOR}
TODAY, TOMORROW = today(), today() + timedelta(days=1)
PUBLISHED_AREA, PLANNED_AREA, FIELDWORK_AREA = "Falkirk", "East Renfrewshire", "Fife"
OWN_PUBLISHED_AREA = "Renfrewshire"
AREAS = (READY_AREA, PUBLISHED_AREA, PLANNED_AREA, OWN_PUBLISHED_AREA)


def number_of(engine, area: str) -> int:
    """The newest invented inspection of an area."""
    with reading(engine) as session:
        of_area = (
            select(col(Inspection.id))
            .join(InspectionArea, col(InspectionArea.inspection_id) == col(Inspection.id))
            .join(Area, col(InspectionArea.area_code) == col(Area.gss_code))
            .where(col(Area.short_name) == area, col(Inspection.title).contains("invented"))
            .order_by(col(Inspection.id).desc())
        )
        return there(session.exec(of_area).first())


def rows(engine, table: type[SQLModel], number: int, *where: Any) -> list[Any]:
    with reading(engine) as session:
        return all_of(session, table, table.inspection_id == number, *where)  # type: ignore[attr-defined]


def whole(engine, number: int) -> Inspection:
    with reading(engine) as session:
        return session.get_one(Inspection, number)


def on_row(name: str, table: type[SQLModel], *where: Any) -> Callable[[Any, int], str]:
    """The name of a form that changes the first such row of the inspection."""
    return lambda engine, number: f"{name}-{rows(engine, table, number, *where)[0].id}"


AFTERWARDS = Milestone.kind == MilestoneKind.POST_INSPECTION
UNNAMED = TeamMember.headcount == 2


@dataclass(frozen=True)
class Done:
    """One deed done well and done wrong. `saved` finds what it left in the record; `kept` is what was typed wrong."""

    do: Callable[[Any, int], str]
    who: set[str]
    right: dict[str, Any]
    said: str
    saved: Callable[[Any, int], Any]
    leaves: Any
    wrong: dict[str, Any]
    refused: str
    area: str = READY_AREA


def just(name: str) -> Callable[[Any, int], str]:
    return lambda _engine, _number: name


DEEDS: dict[str, Done] = {
    "reach a step": Done(
        on_row("reach", Milestone, AFTERWARDS),
        OFFICE,
        {"on": "today", "note": "By telephone."},
        "reached on",
        lambda e, n: [(m.actual_on, m.note) for m in rows(e, Milestone, n, AFTERWARDS)],
        [(TODAY, "By telephone.")],
        {"on": "31 Feb 2026"},
        "is not a day",
    ),
    "take a step back": Done(
        on_row("reach", Milestone, Milestone.kind == MilestoneKind.ON_SITE),
        OFFICE,
        {"on": ""},
        "not reached yet",
        lambda e, n: [m.actual_on for m in rows(e, Milestone, n, Milestone.kind == MilestoneKind.ON_SITE)],
        [None],
        {"on": "tomorrow"},
        "has not happened yet",
    ),
    "move a step": Done(
        on_row("move", Milestone, AFTERWARDS),
        OFFICE,
        {"to": "1 Mar 2030"},
        "planned for 1 Mar 2030",
        lambda e, n: [str(m.planned_on) for m in rows(e, Milestone, n, AFTERWARDS)],
        ["2030-03-01"],
        {"to": ""},
        "Write the day it is planned for.",
    ),
    "add a step": Done(
        just("add-step"),
        OFFICE,
        {"kind": MilestoneKind.BRIEFING, "from": "1 Mar 2030", "to": "3 Mar 2030"},
        "Briefing is added",
        lambda e, n: [str(m.planned_from) for m in rows(e, Milestone, n, Milestone.kind == MilestoneKind.BRIEFING)],
        ["2030-03-01"],
        {"label": "Briefing of staff", "to": "3 Mar 2030"},
        "Choose the kind of step.",
    ),
    "set the stage": Done(
        just("set-stage"),
        OFFICE,
        {"stage": Stage.PANEL},
        "is at the stage “Quality and Consistency Panel”",
        lambda e, n: whole(e, n).stage,
        Stage.PANEL,
        {},
        "Choose the stage it has come to.",
    ),
    "cancel": Done(
        just("cancel"),
        ALONE,
        {"reason": "Replaced by a thematic review."},
        "is cancelled",
        lambda e, n: whole(e, n).stage,
        Stage.CANCELLED,
        {"reason": " "},
        "Say why the inspection is cancelled.",
    ),
    "add a place": Done(
        just("add-place"),
        OFFICE,
        {"role": TeamRole.INSPECTOR, "body": ScrutinyBody.HMICS, "headcount": 2},
        "The team now has 12; a core team is usually 6 to 10 people.",
        lambda e, n: [m.headcount for m in rows(e, TeamMember, n, TeamMember.body == ScrutinyBody.HMICS)],
        [3],
        {"role": TeamRole.LEAD, "body": ScrutinyBody.HMICS},
        "A team has one lead",
    ),
    "change a place": Done(
        on_row("place", TeamMember, UNNAMED),
        OFFICE,
        {"headcount": 1},
        "Changed in the team: Inspector, Care Inspectorate.",
        lambda e, n: len(rows(e, TeamMember, n, UNNAMED)),
        0,
        {"role": TeamRole.LEAD},
        "A team has one lead",
    ),
    "take a place out": Done(
        on_row("remove-place", TeamMember, UNNAMED),
        OFFICE,
        {},
        "It stays in the history.",
        lambda e, n: len(rows(e, TeamMember, n, UNNAMED)),
        0,
        {},
        "",
    ),
    "record a survey": Done(
        just("record-survey"),
        OFFICE,
        {"kind": SurveyKind.PARENTS, "opens": "1 Mar 2030", "closes": "28 Mar 2030"},
        "Parents and carers' survey: recorded.",
        lambda e, n: [(s.kind, str(s.closes_on), s.respondents) for s in rows(e, Survey, n)],
        [(SurveyKind.PARENTS, "2030-03-28", None)],
        {"kind": SurveyKind.STAFF, "opens": "1 Mar 2030", "closes": "28 Feb 2030"},
        "The last day is before the first",
        area=PLANNED_AREA,
    ),
    "change a survey": Done(
        on_row("survey", Survey, Survey.kind == SurveyKind.CHILDREN),
        OFFICE,
        {"respondents": 41, "shared": "today"},
        "Children and young people's survey: changed.",
        lambda e, n: [
            (s.respondents, s.shared_with_partnership_on)
            for s in rows(e, Survey, n, Survey.kind == SurveyKind.CHILDREN)
        ],
        [(41, TODAY)],
        {"shared": "tomorrow"},
        "has not happened yet",
    ),
    "count the records": Done(
        just("record-reading"),
        OFFICE,
        {"read": 57, "twice": 9},
        "57 records read, 9 of them twice",
        lambda e, n: (whole(e, n).records_planned, whole(e, n).records_read, whole(e, n).records_double_read),
        (60, 57, 9),
        {"read": 3, "twice": 4},
        "No more records can be read twice",
    ),
    "draft an evaluation": Done(
        just("record-evaluation"),
        OFFICE,
        {"label": "Safety", "worth": Grade.WEAK},
        "Recorded “Safety” as a draft",
        lambda e, n: [one.grade for one in rows(e, Evaluation, n, Evaluation.label == "Safety")],
        [Grade.WEAK],
        {"verbatim": "We evaluated safety as weak.", "worth": Grade.WEAK},
        "Choose an indicator, or write what is evaluated.",
    ),
    "change an evaluation": Done(
        on_row("evaluation", Evaluation),
        {LINK},
        {"worth": Grade.WEAK},
        "Changed the draft of",
        lambda e, n: rows(e, Evaluation, n)[0].grade,
        Grade.WEAK,
        {"standing": Standing.NOT_EVALUATED, "verbatim": "Other words."},
        "it cannot be both",
    ),
    "draft a recommendation": Done(
        just("record-recommendation"),
        OFFICE,
        {"text": "Hear children in every review.", "is_priority": True},
        "Recommendation 7 is recorded as a draft.",
        lambda e, n: rows(e, Recommendation, n)[-1].text,
        "Hear children in every review.",
        {"text": " "},
        "Write what the partnership should do.",
    ),
    "change a recommendation": Done(
        on_row("recommendation", Recommendation),
        {LINK},
        {"text": "Improve the wellbeing of children."},
        "Recommendation 1 is changed.",
        lambda e, n: rows(e, Recommendation, n)[0].text,
        "Improve the wellbeing of children.",
        {"text": ""},
        "Write what the partnership should do.",
    ),
    "change the panel's decision": Done(
        just("panel-decision"),
        WITH_SENIORS,
        {"decision": "No progress review.", "on": "yesterday", "due": ""},
        "What the panel decided is on record.",
        lambda e, n: (whole(e, n).panel_decision, whole(e, n).accuracy_response_due_on),
        ("No progress review.", None),
        {"decision": "No progress review.", "on": ""},
        "Write the day the panel decided.",
    ),
    "record the accuracy check": Done(
        just("accuracy-check"),
        WITH_SENIORS,
        {"on": "today"},
        "The accuracy check was answered on",
        lambda e, n: whole(e, n).accuracy_responded_on,
        TODAY,
        {"on": "tomorrow"},
        "has not happened yet",
    ),
    "embargo": Done(
        just("embargo"),
        ALONE,
        {"on": "today", "summary": "Strengths outweigh weaknesses."},
        "is under embargo: only the area’s own team and senior managers read it.",
        lambda e, n: (whole(e, n).stage, whole(e, n).summary),
        (Stage.EMBARGOED, "Strengths outweigh weaknesses."),
        {"on": "tomorrow", "summary": "Strengths outweigh weaknesses."},
        "has not happened yet",
    ),
    "record what the report says on follow-up": Done(
        just("record-intention"),
        OFFICE,
        {"intention_recorded": False},
        "says on follow-up is on record.",
        lambda e, n: whole(e, n).intention_recorded,
        False,
        {"intention_text": "We will return."},
        "Choose whether the report records an intention",
        area=OWN_PUBLISHED_AREA,
    ),
    "correct an evaluation": Done(
        on_row("correct", Evaluation),
        ALONE,
        {"worth": Grade.WEAK, "reason": "The report was misread."},
        "The correction is shown beside it, with its reason.",
        lambda e, n: (rows(e, Evaluation, n)[0].grade, rows(e, Evaluation, n)[0].correction_reason),
        (Grade.WEAK, "The report was misread."),
        {"worth": Grade.WEAK, "reason": ""},
        "Say why the published evaluation is corrected.",
        area=PUBLISHED_AREA,
    ),
}
NAMES = {"is_priority": "priority"}


def persona_of(deed: Done) -> str:
    return LINK if LINK in deed.who else SUPPORT


def open_form(visit, engine, deed: Done, persona: str | None = None):
    number = number_of(engine, deed.area)
    do = deed.do(engine, number)
    return opened(visit, "inspections", do, persona or persona_of(deed), inspection=number), do, number


def typed(app, do: str, values: dict[str, Any]):
    return fill(app, do, **{NAMES.get(name, name): value for name, value in values.items()})


# --- each deed ---


@pytest.mark.parametrize("deed", DEEDS.values(), ids=DEEDS)
def test_a_deed_is_done_and_said(full_record, visit, deed: Done):
    app, do, number = open_form(visit, full_record, deed)
    said = words_of(save(typed(app, do, deed.right), do))
    assert deed.said in unescape(said)
    assert deed.saved(full_record, number) == deed.leaves
    assert 'id="form"' not in said


@pytest.mark.parametrize("deed", [one for one in DEEDS.values() if one.refused], ids=lambda deed: deed.refused)
def test_what_is_refused_is_said_and_what_was_typed_stays(full_record, visit, deed: Done):
    app, do, number = open_form(visit, full_record, deed)
    before = deed.saved(full_record, number)
    app = save(typed(app, do, deed.wrong), do)
    assert deed.refused in words_of(app)
    assert "What you typed is still in the form." in words_of(app)
    for name, value in deed.wrong.items():
        kinds = ("text_input", "text_area", "selectbox", "radio", "number_input")
        key = f"{do} {DRAFT} {name}"
        assert next(one.value for kind in kinds for one in getattr(app, kind) if one.key == key) == value
    assert deed.saved(full_record, number) == before


@pytest.mark.parametrize("persona", EVERYBODY)
def test_who_may_not_sees_neither_link_nor_form(full_record, visit, persona):
    for area in AREAS:
        number = number_of(full_record, area)
        app = visit("inspections", persona, inspection=str(number))
        said = words_of(app)
        for name, deed in DEEDS.items():
            if deed.area != area or persona in deed.who:
                continue
            do = deed.do(full_record, number)
            assert f"do={do}" not in said, name
            app.query_params["do"] = do
            app = app.run()
            assert not is_shown(app), name
            # A room is told of no inspection that is only planned.
            is_told = f"has no inspection {number}" not in words_of(app)
            assert ("not open to you" in words_of(app)) is is_told, name
            assert is_told or persona == "shared-screen", name


@pytest.mark.parametrize("persona", [LINK, SUPPORT, SENIOR])
def test_who_may_sees_the_link(full_record, visit, persona):
    for area in AREAS:
        number = number_of(full_record, area)
        said = words_of(visit("inspections", persona, inspection=str(number)))
        for name, deed in DEEDS.items():
            if deed.area == area and persona in deed.who:
                assert f"do={deed.do(full_record, number)}" in said, name


def test_an_inspector_of_other_areas_is_offered_nothing(full_record, visit):
    said = words_of(visit("inspections", LINK, inspection=str(number_of(full_record, EMBARGOED_AREA))))
    assert "do=" not in said


def test_nothing_is_offered_in_the_past(full_record, visit):
    number, yesterday = number_of(full_record, READY_AREA), str(TODAY - timedelta(days=1))
    app = visit("inspections", LINK, inspection=str(number), as_of=yesterday, do="record-reading")
    assert not is_shown(app)
    assert "do=add-place" not in words_of(app)


def test_a_form_of_a_row_that_is_not_there_says_so(full_record, visit):
    app = visit("inspections", LINK, inspection=str(number_of(full_record, READY_AREA)), do="place-99999", draft="one")
    assert GONE in words_of(app)
    assert not is_shown(app)


# --- nothing is offered that cannot be done now ---

ALWAYS = {"set-stage", "cancel", "add-step", "add-place", "record-reading"}
DRAFTING = {"record-evaluation", "record-recommendation"}
REPORTING = {"panel-decision", "accuracy-check"}


@pytest.mark.parametrize(
    ("area", "offered"),
    [
        (PLANNED_AREA, ALWAYS | {"record-survey"}),
        (FIELDWORK_AREA, ALWAYS | DRAFTING),
        (READY_AREA, ALWAYS | DRAFTING | REPORTING | {"embargo", "publish"}),
        (EMBARGOED_AREA, ALWAYS | DRAFTING | REPORTING | {"publish"}),
        (PUBLISHED_AREA, set()),
    ],
)
def test_each_stage_offers_what_can_be_done_then(full_record, visit, area, offered):
    said = words_of(visit("inspections", SUPPORT, inspection=str(number_of(full_record, area))))
    names = ALWAYS | DRAFTING | REPORTING | {"record-survey", "embargo", "publish"}
    assert {name for name in names if f"do={name}&" in said} == offered


def test_the_visit_of_a_progress_review_is_neither_published_nor_cancelled_here(full_record, visit):
    number = number_of(full_record, "Clackmannanshire")
    with changing(full_record) as session:
        session.get_one(Inspection, number).stage = Stage.ANALYSIS
    app = opened(visit, "inspections", "cancel", SUPPORT, inspection=number)
    said = words_of(app)
    assert "do=publish&" not in said
    assert "do=set-stage&" in said
    assert "close the follow-up it belongs to instead" in said


def test_a_cancelled_inspection_says_so_and_offers_nothing(full_record, visit):
    number, by = number_of(full_record, READY_AREA), looking_as(full_record, SUPPORT)
    with unit_of_work(full_record, by=by, deed=Deed.CANCEL_INSPECTION.value) as session:
        cancel_inspection(session, by=by, on=TODAY, inspection_id=number, reason="Replaced by a thematic review.")
    for persona in (LINK, SUPPORT):
        said = words_of(visit("inspections", persona, inspection=str(number)))
        assert "This inspection was cancelled." in said
        assert ("Replaced by a thematic review." in said) is (persona == LINK)
        assert "do=" not in said


def test_a_stage_that_somebody_moved_on_leaves_every_choice_in_the_form(full_record, visit):
    number = number_of(full_record, READY_AREA)
    app = opened(visit, "inspections", "set-stage", LINK, inspection=number)
    assert "Fieldwork" not in field(app, "radio", "set-stage", "stage").options
    with changing(full_record) as session:
        session.get_one(Inspection, number).stage = Stage.ANALYSIS
    app = app.run()
    field(app, "radio", "set-stage", "stage").set_value(Stage.FIELDWORK)
    assert "now “Analysis”, yours “Fieldwork”" in words_of(save(app, "set-stage"))


# --- beside somebody else ---


def test_two_people_change_two_places_of_a_team_and_neither_is_lost(full_record, visit):
    app, do, number = open_form(visit, full_record, DEEDS["change a place"])
    by = looking_as(full_record, SUPPORT)
    with unit_of_work(full_record, by=by, deed=Deed.SET_TEAM.value) as session:
        place = Place(TeamRole.INSPECTOR, ScrutinyBody.HMIPS)
        add_place(session, by=by, on=TODAY, inspection_id=number, place=place)
    save(typed(app, do, {"headcount": 1}), do)
    team = rows(full_record, TeamMember, number)
    assert [one.body for one in team if one.body is ScrutinyBody.HMIPS] == [ScrutinyBody.HMIPS]
    assert sum(one.headcount for one in team) == 10


def test_somebody_elses_change_of_the_same_field_is_shown_and_what_was_typed_stays(full_record, visit):
    app, do, number = open_form(visit, full_record, DEEDS["change a survey"])
    survey = int(do.rpartition("-")[2])
    by = looking_as(full_record, SUPPORT)
    with unit_of_work(full_record, by=by, deed=Deed.RECORD_SURVEY.value) as session:
        change_survey(session, by=by, on=TODAY, survey_id=survey, respondents=40)
    app = save(typed(app, do, {"respondents": 41}), do)
    assert "now “40”, yours “41”" in words_of(app)
    assert field(app, "number_input", do, "respondents").value == 41
    assert rows(full_record, Survey, number, Survey.id == survey)[0].respondents == 40


def test_two_people_who_name_somebody_for_one_place_see_the_names(full_record, visit):
    app, do, number = open_form(visit, full_record, DEEDS["change a place"])
    theirs, mine = (there(looking_as(full_record, one)) for one in (SUPPORT, LINK))
    with changing(full_record) as session:
        place = session.get_one(TeamMember, int(do.rpartition("-")[2]))
        place.headcount, place.person_id = 1, theirs.person_id
    app = save(typed(app, do, {"headcount": 1, "person": mine.person_id}), do)
    assert f"<strong>who</strong>: now “{theirs.name}”, yours “{mine.name}”" in words_of(app)


def test_a_small_number_that_is_withheld_is_not_emptied_by_a_change_of_days(full_record, visit):
    deed = DEEDS["change a survey"]
    number = number_of(full_record, deed.area)
    with changing(full_record) as session:
        (survey,) = all_of(session, Survey, Survey.inspection_id == number, Survey.kind == SurveyKind.CHILDREN)
        survey.respondents = 3
    app, do, _ = open_form(visit, full_record, deed)
    assert field(app, "number_input", do, "respondents").value is None
    save(typed(app, do, {"shared": "today"}), do)
    assert deed.saved(full_record, number) == [(3, TODAY)]


# --- corrections ---


def test_a_correction_is_visible_to_everybody_with_what_it_was_why_and_by_whom(full_record, visit):
    deed = DEEDS["correct an evaluation"]
    app, do, number = open_form(visit, full_record, deed)
    save(typed(app, do, deed.right | {"verbatim": "We evaluated this as weak."}), do)
    name = looking_as(full_record, SUPPORT).name
    for persona in (LINK, "administrator", "shared-screen"):
        said = words_of(visit("inspections", persona, inspection=str(number))).split('id="evaluations"')[1]
        assert f"by {name}: from" in said
        before, after = said.split("Corrected on")[1].split('<span class="vh">to</span>')[:2]
        assert ("Good" in before, "Weak" in after) == (True, True)
        assert "The report was misread." in after
        assert "the words were" in after
    owed = rows(full_record, FollowUpCandidate, number, FollowUpCandidate.state == CandidateState.OWED)
    assert len(owed) == 1


def test_of_the_past_no_later_correction_is_known(full_record, visit):
    deed = DEEDS["correct an evaluation"]
    app, do, number = open_form(visit, full_record, deed)
    save(typed(app, do, deed.right), do)
    yesterday = str(TODAY - timedelta(days=1))
    assert "Corrected on" not in words_of(visit("inspections", SENIOR, inspection=str(number), as_of=yesterday))


# --- publication ---


def test_the_inspector_of_the_demonstration_publishes_the_report_that_is_ready(full_record, visit):
    number = number_of(full_record, READY_AREA)
    app = save(opened(visit, "inspections", "publish", LINK, inspection=number), "publish")
    assert "Published IN-" in words_of(app)
    owed = rows(full_record, FollowUpCandidate, number)
    assert [one.state for one in owed] == [CandidateState.OWED]
    assert len(rows(full_record, ActionPlan, number)) == 1


def test_words_that_somebody_changed_while_the_report_was_being_published_are_asked_about(full_record, visit):
    number = number_of(full_record, READY_AREA)
    app = opened(visit, "inspections", "publish", LINK, inspection=number)
    with changing(full_record) as session:
        session.get_one(Inspection, number).summary = "Their words."
    app = save(fill(app, "publish", summary="My words."), "publish")
    assert "now “Their words.”, yours “My words.”" in words_of(app)
    assert field(app, "text_area", "publish", "summary").value == "My words."
    assert whole(full_record, number).stage is Stage.ACCURACY_CHECK


# --- what it costs ---


def test_an_open_form_costs_few_statements_and_one_when_nothing_changed(full_record, visit):
    number = number_of(full_record, READY_AREA)
    with counting_statements(full_record) as first:
        opened(visit, "inspections", "add-place", LINK, inspection=number)
    with counting_statements(full_record) as second:
        opened(visit, "inspections", "add-place", LINK, inspection=number)
    assert sum("SELECT" in one for one in first.texts) <= 8
    assert sum("SELECT" in one for one in second.texts) == 1
