"""Is the promised improvement happening? The page as everybody sees it."""

import pytest
from markupsafe import escape
from sqlmodel import col, select

from dashboard.personas import PERSONAS
from dashboard.session import today
from data_models.commands.action_items import NewItem, add_action_item
from data_models.database import reading, unit_of_work
from data_models.rules.references import Kind, reference
from data_models.tables import ActionItem, DueDateRevision
from data_models.vocabulary import ItemStatus, PlanState
from tests.builders import there
from tests.pages.plan_forms import DRAFT, open_form, recommendations, their_item, their_plan
from tests.pages.what_it_says import words_of
from tests.pages.who_looks import looking_as
from tests.statements import counting_statements

EVERYBODY = [persona.key for persona in PERSONAS]


@pytest.mark.parametrize("persona", EVERYBODY)
@pytest.mark.parametrize("show", ["all", "overdue", "claimed"])
def test_everybody_reads_every_list(full_record, visit, persona, show):
    said = words_of(visit("action-plans", persona, show=show))
    assert "Actions overdue" in said
    assert "AP-0001" in said or show != "all"


@pytest.mark.parametrize("persona", EVERYBODY)
def test_everybody_reads_a_plan_and_an_action(full_record, visit, persona):
    item = their_item(full_record)
    assert "Does it answer the recommendations?" in words_of(visit("action-plans", persona, plan=str(item.plan_id)))
    assert "Every change, field by field" in words_of(visit("action-plans", persona, item=str(item.id)))


@pytest.mark.parametrize("record", ["empty_record", "blank_record"])
def test_without_plans_it_says_when_one_is_asked_for(request, visit, record):
    request.getfixturevalue(record)
    assert "No action plan is in the record yet" in words_of(visit("action-plans"))


def test_a_plan_is_found_by_its_reference(full_record, visit):
    assert "AP-0002" in words_of(visit("action-plans", plan="AP-0002"))


@pytest.mark.parametrize(
    "address",
    [
        {"plan": "9999"},
        {"plan": "FU-0001"},
        {"plan": "99999999999999999999"},
        {"item": "9999"},
        {"item": "x"},
        {"area": "S99"},
        {"state": "lost"},
        {"show": "nothing"},
        {"show": "forecast", "forecast": "certain"},
    ],
)
def test_a_bad_address_gets_a_sentence_and_a_way_back(full_record, visit, address):
    app = visit("action-plans", **address)
    assert not app.exception
    assert (words_of(app).count("<h1"), words_of(app).count("notice-amber")) == (1, 1)
    assert "action-plans?" in words_of(app)


def _addresses(engine):
    """Every view of the page, and the forms that ask something more of the record."""
    item, closed = their_item(engine), their_item(engine, ItemStatus.VERIFIED)
    return {
        "plans": {},
        "overdue": {"show": "overdue"},
        "forecast": {"show": "forecast"},
        "asking": {"do": "ask-for-plan", "draft": DRAFT},
        "plan": {"plan": str(item.plan_id)},
        "judging": {"plan": str(item.plan_id), "do": "judge-plan", "draft": DRAFT, "opened": "3"},
        "item": {"item": str(item.id)},
        "promising anew": {"item": str(closed.id), "do": "promise-anew", "draft": DRAFT},
    }


@pytest.mark.parametrize(
    "view", ["plans", "overdue", "forecast", "asking", "plan", "judging", "item", "promising anew"]
)
def test_it_costs_few_statements_and_one_when_nothing_changed(full_record, visit, view):
    address = _addresses(full_record)[view]
    with counting_statements(full_record) as first:
        visit("action-plans", "link-inspector", **address)
    with counting_statements(full_record) as second:
        visit("action-plans", "link-inspector", **address)
    assert (first.count <= 8, second.count) == (True, 1), first.texts


def test_the_original_date_stands_beside_every_date_since(full_record, visit):
    with reading(full_record) as session:
        moved = there(session.exec(select(DueDateRevision).order_by(col(DueDateRevision.id))).first())
        item = session.get_one(ActionItem, moved.item_id)
    said = words_of(visit("action-plans", item=str(item.id)))
    for day in (item.original_due_on, moved.to_due_on):
        assert f"{day.day} {day:%b %Y}" in said
    assert f"{(moved.to_due_on - moved.from_due_on).days} days later" in said
    assert str(escape(moved.note)) in said


# --- recommendations by actions ---


def test_the_matrix_tells_the_gaps_on_both_sides(full_record, visit):
    plan = _with_gaps(full_record)
    said = words_of(visit("action-plans", plan=str(plan.id)))
    assert "Nothing answers recommendations 2, 3, 4, 5, 6." in said
    assert f"{reference(Kind.PLAN, plan.id)}/02 answers no recommendation." in said
    assert "AP-0020/02 has no outcome measure." in said
    for row in ("Actions that answer a recommendation", "Actions with an outcome measure"):
        assert "1 of 2" in said.split(row)[1].split("</tr>")[0]


def test_the_matrix_stands_beside_the_form_that_judges_the_plan_and_once(full_record, visit):
    plan = _with_gaps(full_record)
    said = words_of(open_form(visit, "judge-plan", plan))
    assert said.count("Nothing answers recommendations 2, 3, 4, 5, 6.") == 1
    assert (
        said.index(f"Judge {reference(Kind.PLAN, plan.id)} itself")
        < said.index("Nothing answers recommendations 2")
        < said.index("Actions (2)")
    )


def test_a_plan_of_a_report_without_recommendations_on_record_says_so_and_still_tells_what_lacks_a_measure(
    full_record, visit
):
    said = words_of(visit("action-plans", plan="AP-0019"))
    assert "recommendations are not in the record, so nothing can be matched" in said
    assert "answers no recommendation." not in said


def _with_gaps(engine):
    """A received plan with one action that answers recommendation 1, and one that answers and measures nothing."""
    plan = their_plan(engine, PlanState.RECEIVED)
    by, first = looking_as(engine), recommendations(engine, plan.id)[0]
    with unit_of_work(engine, by=by, deed="build_a_test") as session:
        for measure, answers in (("Seen in thirty records", (first,)), ("", ())):
            item = NewItem("Hold audits", "Renfrewshire Council", today(), measure, answers)
            add_action_item(session, by=by, on=today(), plan_id=plan.id, item=item)
    return plan
