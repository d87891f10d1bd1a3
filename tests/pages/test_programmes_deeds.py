"""What the office records of national programmes: who takes part, what areas send, letters, feedback, and the steps."""

from datetime import timedelta

import pytest
from sqlmodel import col, select

from dashboard.session import today
from dashboard.wording import day
from data_models.database import reading, unit_of_work
from data_models.tables import Programme, ProgrammeMilestone, SelfEvaluation, ThematicParticipation
from data_models.visibility import SYSTEM
from data_models.vocabulary import MilestoneKind
from tests.builders import there
from tests.pages import deeds
from tests.pages.deeds import PageDeed
from tests.pages.forms_on_pages import field, fill, opened, save, value
from tests.pages.what_it_says import words_of
from tests.statements import counting_statements

SELF_EVALUATION, THEMATIC = "community-justice-self-evaluation", "justice-throughcare-review"
UNATTRIBUTED = "jsw-self-evaluation-2024"
YESTERDAY, LAST_WEEK, NEXT_MONTH = (today() + timedelta(days=days) for days in (-1, -7, 30))
ANGUS, MORAY = "S12000041", "S12000020"


def number_of(session, code):
    return there(session.exec(select(Programme.id).where(col(Programme.code) == code)).first())


def first(engine, table, code, *where):
    with reading(engine) as session:
        asked = select(table).where(col(table.programme_id) == number_of(session, code), *where)
        return there(session.exec(asked.order_by(col(table.id))).first())


def at(form, table, code, *where):
    return lambda engine: {"programme": code, "do": f"{form}-{first(engine, table, code, *where).id}"}


def of(code, form):
    return lambda _: {"programme": code, "do": form}


def the_row(table, *fields):
    def found(session, address):
        row = session.get_one(table, int(address["do"].rpartition("-")[2]))
        return tuple(getattr(row, one) for one in fields)

    return found


def newest(table, *fields):
    def found(session, _):
        row = there(session.exec(select(table).order_by(col(table.id).desc())).first())
        return tuple(getattr(row, one) for one in fields)

    return found


def areas_in(phase):
    def found(session, address):
        asked = select(ThematicParticipation.area_code).where(
            col(ThematicParticipation.programme_id) == number_of(session, address["programme"]),
            col(ThematicParticipation.phase) == phase,
        )
        return sorted(session.exec(asked).all())

    return found


def asked_on(session, address):
    asked = select(SelfEvaluation.id).where(
        col(SelfEvaluation.programme_id) == number_of(session, address["programme"]),
        col(SelfEvaluation.due_on) == NEXT_MONTH,
    )
    return len(session.exec(asked).all())


def two_not_asked(engine):
    """Two areas that were not asked for their self-evaluation: their entries of the demonstration are taken out."""
    with unit_of_work(engine, by=SYSTEM, deed="undo_change") as session:
        asked = select(SelfEvaluation).where(
            col(SelfEvaluation.programme_id) == number_of(session, SELF_EVALUATION), *NOT_SENT
        )
        for row in session.exec(asked.order_by(col(SelfEvaluation.id)).limit(2)).all():
            session.delete(row)
    return {"programme": SELF_EVALUATION, "do": "ask-self-evaluations"}


NOT_SENT = col(SelfEvaluation.submitted_on).is_(None), col(SelfEvaluation.is_validated).is_(False)
SENT = (
    col(SelfEvaluation.submitted_on).is_not(None),
    col(SelfEvaluation.is_validated).is_(False),
    col(SelfEvaluation.feedback_given_on).is_(None),
)
WITHOUT_LETTER = col(SelfEvaluation.validated_on).is_not(None), col(SelfEvaluation.letter_issued_on).is_(None)
OTHERS = ("link-inspector", "senior-manager", "shared-screen", "administrator")
DEEDS = {
    "record who takes part": PageDeed(
        path="programmes",
        at=of(THEMATIC, "take-part"),
        typed={"areas": [ANGUS, MORAY], "phase": "Phase 3", "from": day(LAST_WEEK), "to": day(NEXT_MONTH)},
        said="Recorded: 2 areas of 32 in Phase 3.",
        left=areas_in("Phase 3"),
        expected=[MORAY, ANGUS],
        wrongly={"to": day(LAST_WEEK - timedelta(days=1))},
        sentence="The last day is before the first: check both.",
        not_by=OTHERS,
    ),
    "put the part of an area right": PageDeed(
        path="programmes",
        at=at("part", ThematicParticipation, THEMATIC),
        typed={"from": day(LAST_WEEK), "to": ""},
        said="is put right.",
        left=the_row(ThematicParticipation, "from_on", "to_on"),
        expected=(LAST_WEEK, None),
        wrongly={"from": "soon"},
        sentence="“soon” is not a day.",
        not_by=("link-inspector", "shared-screen"),
    ),
    "give an area its feedback": PageDeed(
        path="programmes",
        at=at("part-feedback", ThematicParticipation, THEMATIC, col(ThematicParticipation.feedback_given_on).is_(None)),
        typed={"given_on": "yesterday"},
        said=f"was given its feedback on {day(YESTERDAY)}.",
        left=the_row(ThematicParticipation, "feedback_given_on"),
        expected=(YESTERDAY,),
        wrongly={"given_on": "tomorrow"},
        sentence="This has not happened yet: choose today or an earlier day.",
        not_by=("link-inspector", "shared-screen"),
    ),
    "ask areas for their self-evaluation": PageDeed(
        path="programmes",
        at=two_not_asked,
        typed={"due_on": day(NEXT_MONTH)},
        said="asked for a self-evaluation",
        left=asked_on,
        expected=0,
        sentence="Choose the areas to ask.",
        not_by=OTHERS,
    ),
    "record what was sent": PageDeed(
        path="programmes",
        at=at("self-evaluation", SelfEvaluation, SELF_EVALUATION, *NOT_SENT),
        typed={"sent_on": "yesterday"},
        said=f": sent on {day(YESTERDAY)}.",
        left=the_row(SelfEvaluation, "submitted_on", "is_validated"),
        expected=(YESTERDAY, False),
        wrongly={"sent_on": "tomorrow"},
        sentence="This has not happened yet: choose today or an earlier day.",
        not_by=OTHERS,
    ),
    "validate": PageDeed(
        path="programmes",
        at=at("validate", SelfEvaluation, SELF_EVALUATION, *SENT),
        typed={"day": "today"},
        said=f"is validated as of {day(today())}.",
        left=the_row(SelfEvaluation, "is_validated", "validated_on"),
        expected=(True, today()),
        wrongly={"day": ""},
        sentence="Write the day.",
        not_by=("link-inspector", "shared-screen"),
    ),
    "issue the letter": PageDeed(
        path="programmes",
        at=at("letter", SelfEvaluation, SELF_EVALUATION, *WITHOUT_LETTER),
        typed={"day": "today"},
        said="was issued on",
        left=the_row(SelfEvaluation, "letter_issued_on"),
        expected=(today(),),
        wrongly={"day": "1 Jan 2020"},
        sentence="The last day is before the first: check both.",
        not_by=("link-inspector", "shared-screen"),
    ),
    "give feedback on a self-evaluation": PageDeed(
        path="programmes",
        at=at("feedback", SelfEvaluation, SELF_EVALUATION, *SENT),
        typed={"day": "today"},
        said=f"on {day(today())}.",
        left=the_row(SelfEvaluation, "feedback_given_on"),
        expected=(today(),),
        wrongly={"day": "tomorrow"},
        sentence="This has not happened yet",
        not_by=("link-inspector", "shared-screen"),
    ),
    "add a step": PageDeed(
        path="programmes",
        at=of(THEMATIC, "add-step"),
        typed={"kind": MilestoneKind.BRIEFING, "label": "Second briefing", "planned_on": day(NEXT_MONTH)},
        said=f"Second briefing: planned for {day(NEXT_MONTH)}; not yet.",
        left=newest(ProgrammeMilestone, "label", "planned_on", "actual_on"),
        expected=("Second briefing", NEXT_MONTH, None),
        wrongly={"planned_on": ""},
        sentence="Choose the day this is planned for, or happened.",
        not_by=OTHERS,
    ),
    "record when a step happened": PageDeed(
        path="programmes",
        at=at("step", ProgrammeMilestone, THEMATIC, col(ProgrammeMilestone.actual_on).is_(None)),
        typed={"actual_on": "yesterday"},
        said=f"it was on {day(YESTERDAY)}.",
        left=the_row(ProgrammeMilestone, "actual_on", "actual_to"),
        expected=(YESTERDAY, None),
        wrongly={"actual_on": "tomorrow"},
        sentence="This has not happened yet: choose today or an earlier day.",
        not_by=("link-inspector", "shared-screen"),
    ),
}
BY_OFFICE = {name: PageDeed(**{**vars(deed), "by": "support-officer"}) for name, deed in DEEDS.items()}
EACH = pytest.mark.parametrize("deed", BY_OFFICE.values(), ids=BY_OFFICE)


@EACH
def test_it_is_offered_to_whoever_may(full_record, visit, deed):
    deeds.is_offered(deed, full_record, visit)


@pytest.mark.parametrize("name", [one for one in BY_OFFICE if one != "ask areas for their self-evaluation"])
def test_it_is_done_once_and_said(full_record, visit, name):
    deeds.done(BY_OFFICE[name], full_record, visit)


@EACH
def test_it_is_refused_with_a_sentence_and_nothing_typed_is_lost(full_record, visit, deed):
    deeds.refused(deed, full_record, visit)


@pytest.mark.parametrize(("deed", "persona"), [(deed, one) for deed in BY_OFFICE.values() for one in deed.not_by])
def test_whoever_may_not_sees_neither_link_nor_form(full_record, visit, deed, persona):
    deeds.closed_to(deed, full_record, visit, persona)


@EACH
def test_it_is_not_done_in_the_past(full_record, visit, deed):
    deeds.not_in_the_past(deed, full_record, visit)


def test_every_area_that_was_not_asked_yet_is_asked_at_once(full_record, visit):
    do = two_not_asked(full_record)["do"]
    app = opened(visit, "programmes", do, "support-officer", programme=SELF_EVALUATION)
    assert len(field(app, "multiselect", do, "areas").options) == 2
    app = save(fill(app, do, due_on=day(NEXT_MONTH), **{"areas all": True}), do)
    assert f"2 areas asked for a self-evaluation, due on {day(NEXT_MONTH)}." in words_of(app)
    with reading(full_record) as session:
        assert asked_on(session, {"programme": SELF_EVALUATION}) == 2
    assert "of 32 sent" in words_of(app)


def test_where_every_area_was_asked_nobody_more_is(full_record, visit):
    said = words_of(visit("programmes", "support-officer", programme=UNATTRIBUTED))
    assert "Self-evaluations" in said
    assert "do=ask-self-evaluations" not in said


def test_an_area_that_takes_part_already_is_not_recorded_over(full_record, visit):
    part = first(full_record, ThematicParticipation, THEMATIC)
    app = opened(visit, "programmes", "take-part", "support-officer", programme=THEMATIC)
    app = save(fill(app, "take-part", areas=[ANGUS, part.area_code], phase=part.phase), "take-part")
    assert "takes part in this already: put its entry right instead." in words_of(app)
    with reading(full_record) as session:
        assert ANGUS not in areas_in(part.phase)(session, {"programme": THEMATIC})


@pytest.mark.parametrize("form", ["take-part", "self-evaluation"])
def test_no_note_of_an_area_can_be_typed_where_findings_are_not_attributed(full_record, visit, form):
    if form == "self-evaluation":
        form = f"self-evaluation-{first(full_record, SelfEvaluation, UNATTRIBUTED).id}"
    app = opened(visit, "programmes", form, "support-officer", programme=UNATTRIBUTED)
    assert "not attributed to single areas" in words_of(app)
    assert app.button
    assert not app.text_area


def test_what_is_not_shown_of_an_area_is_not_lost_by_putting_its_days_right(full_record, visit):
    row = first(full_record, SelfEvaluation, UNATTRIBUTED)
    with unit_of_work(full_record, by=SYSTEM, deed="load_reference_data") as session:
        session.get_one(SelfEvaluation, row.id).note = "kept unseen"
    do = f"self-evaluation-{row.id}"
    app = opened(visit, "programmes", do, "support-officer", programme=UNATTRIBUTED)
    app = save(fill(app, do, due_on=day(NEXT_MONTH)), do)
    assert "kept unseen" not in words_of(app)
    with reading(full_record) as session:
        now = session.get_one(SelfEvaluation, row.id)
    assert (now.note, now.due_on) == ("kept unseen", NEXT_MONTH)


@pytest.mark.parametrize(
    ("where", "offered"),
    [(NOT_SENT, set()), (SENT, {"validate", "feedback"}), (WITHOUT_LETTER, {"letter", "feedback"})],
    ids=["not sent", "sent", "validated"],
)
def test_only_the_steps_that_can_follow_are_offered(full_record, visit, where, offered):
    row = first(full_record, SelfEvaluation, SELF_EVALUATION, *where)
    said = words_of(visit("programmes", "support-officer", programme=SELF_EVALUATION))
    assert {one for one in ("validate", "letter", "feedback") if f'do={one}-{row.id}"' in said} == offered


def test_somebody_elses_day_is_shown_and_mine_stays_typed(full_record, visit):
    row = first(full_record, SelfEvaluation, SELF_EVALUATION, *NOT_SENT)
    do = f"self-evaluation-{row.id}"
    app = opened(visit, "programmes", do, "support-officer", programme=SELF_EVALUATION)
    with unit_of_work(full_record, by=SYSTEM, deed="record_self_evaluation") as session:
        session.get_one(SelfEvaluation, row.id).submitted_on = LAST_WEEK
    app = save(fill(app, do, sent_on="yesterday"), do)
    assert "Somebody else changed" in words_of(app)
    assert value(app, do, "sent_on") == "yesterday"


def test_the_form_costs_at_most_eight_statements(full_record, visit):
    with counting_statements(full_record) as asked:
        visit("programmes", "support-officer", programme=SELF_EVALUATION, do="ask-self-evaluations")
    assert sum("SELECT" in one for one in asked.texts) <= 8
