"""Is the promised improvement happening? The page as everybody sees it, and the deeds on an action."""

from datetime import timedelta

import pytest
from sqlmodel import col, select

from dashboard.personas import PERSONAS
from dashboard.session import today
from dashboard.written_days import written_day
from data_models.commands.action_items import update_action_item
from data_models.database import reading, unit_of_work
from data_models.tables import ActionItem, ActionPlan, ActionUpdate, DueDateRevision, InspectionArea
from data_models.visibility import Deed
from data_models.vocabulary import ItemStatus, PlanState, SlipReason
from tests.builders import there
from tests.pages.what_it_says import words_of
from tests.pages.who_looks import looking_as
from tests.statements import counting_statements

EVERYBODY = [persona.key for persona in PERSONAS]
DRAFT = "0123456789ab"


def _their_item(engine, status: ItemStatus = ItemStatus.IN_PROGRESS) -> ActionItem:
    """An action with this status in an area of the link inspector that the demonstration looks as."""
    theirs = looking_as(engine).areas
    with reading(engine) as session:
        found = there(
            session.exec(
                select(ActionItem)
                .join(ActionPlan, col(ActionItem.plan_id) == col(ActionPlan.id))
                .join(InspectionArea, col(InspectionArea.inspection_id) == col(ActionPlan.inspection_id))
                .where(col(ActionItem.status) == status, col(InspectionArea.area_code).in_(theirs))
                .where(col(ActionPlan.state) == PlanState.AGREED)
                .order_by(col(ActionItem.id))
            ).first()
        )
        session.expunge(found)
        return found


def _now(engine, item: ActionItem) -> ActionItem:
    with reading(engine) as session:
        found = session.get_one(ActionItem, item.id)
        session.expunge(found)
        return found


def _open(visit, item: ActionItem, form: str, persona: str = "link-inspector"):
    return visit("action-plans", persona, item=str(item.id), do=form, draft=DRAFT, opened=str(item.row_version))


def _field(app, kind: str, form: str, name: str):
    return getattr(app, kind)(key=f"{form} {DRAFT} {name}")


def _save(app):
    return app.button[0].click().run()


@pytest.mark.parametrize("persona", EVERYBODY)
@pytest.mark.parametrize("show", ["all", "overdue", "claimed"])
def test_everybody_reads_every_list(full_record, visit, persona, show):
    said = words_of(visit("action-plans", persona, show=show))
    assert "Actions overdue" in said
    assert "AP-0001" in said or show != "all"


@pytest.mark.parametrize("persona", EVERYBODY)
def test_everybody_reads_a_plan_and_an_action(full_record, visit, persona):
    item = _their_item(full_record)
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
    ],
)
def test_a_bad_address_gets_a_sentence_and_a_way_back(full_record, visit, address):
    app = visit("action-plans", **address)
    assert not app.exception
    assert (words_of(app).count("<h1"), words_of(app).count("notice-amber")) == (1, 1)
    assert "action-plans?" in words_of(app)


@pytest.mark.parametrize("view", ["plans", "overdue", "plan", "item"])
def test_it_costs_few_statements_and_one_when_nothing_changed(full_record, visit, view):
    item = _their_item(full_record)
    address = {
        "plans": {},
        "overdue": {"show": "overdue"},
        "plan": {"plan": str(item.plan_id)},
        "item": {"item": str(item.id)},
    }[view]
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


# --- deeds ---


def test_an_update_is_saved_with_its_note_and_its_history(full_record, visit):
    item = _their_item(full_record)
    app = _open(visit, item, "update-action")
    _field(app, "radio", "update-action", "status").set_value(ItemStatus.AT_RISK)
    _field(app, "text_area", "update-action", "note").set_value("Two posts stay empty until spring.")
    said = words_of(_save(app))
    assert "is updated: at risk." in said
    assert "Two posts stay empty until spring." in said
    assert _now(full_record, item).status is ItemStatus.AT_RISK


def test_a_percentage_of_a_hundred_closes_nothing(full_record, visit):
    item = _their_item(full_record)
    app = _open(visit, item, "update-action")
    _field(app, "number_input", "update-action", "percent").set_value(100)
    _save(app)
    assert (_now(full_record, item).percent, _now(full_record, item).status) == (100, ItemStatus.IN_PROGRESS)


def test_the_form_offers_only_steps_that_are_allowed(full_record, visit):
    offered = _field(_open(visit, _their_item(full_record), "update-action"), "radio", "update-action", "status")
    assert offered.options == ["In progress", "At risk"]


def test_a_second_click_on_the_same_draft_saves_nothing_twice(full_record, visit):
    item = _their_item(full_record)
    for _ in range(2):
        app = _open(visit, item, "update-action")
        _field(app, "text_area", "update-action", "note").set_value("Told once.")
        said = words_of(_save(app))
    assert "already saved" in said
    with reading(full_record) as session:
        told = session.exec(select(ActionUpdate).where(col(ActionUpdate.note) == "Told once.")).all()
    assert len(told) == 1


@pytest.mark.parametrize("opened", ["nonsense", "-1", "9" * 5000])
def test_an_address_that_names_no_state_of_the_action_says_nothing_of_somebody_else(full_record, visit, opened):
    item = _their_item(full_record)
    app = visit("action-plans", "link-inspector", item=str(item.id), do="update-action", draft=DRAFT, opened=opened)
    assert "Somebody changed this action" not in words_of(app)
    _field(app, "text_area", "update-action", "note").set_value("Told on the telephone.")
    assert "is updated" in words_of(_save(app))


def _meanwhile(engine, item: ActionItem, **fields) -> None:
    by = looking_as(engine)
    with unit_of_work(engine, by=by, deed=Deed.UPDATE_ACTION.value) as session:
        update_action_item(session, by=by, on=today(), item_id=item.id, **fields)


def test_somebody_elses_change_of_another_field_is_merged(full_record, visit):
    item = _their_item(full_record)
    _meanwhile(full_record, item, percent=95)
    app = _open(visit, item, "update-action")
    _field(app, "number_input", "update-action", "percent").set_value(item.percent)
    _field(app, "radio", "update-action", "status").set_value(ItemStatus.AT_RISK)
    assert "is updated" in words_of(_save(app))
    assert (_now(full_record, item).percent, _now(full_record, item).status) == (95, ItemStatus.AT_RISK)


def test_somebody_elses_change_of_the_same_field_is_shown_and_what_was_typed_stays(full_record, visit):
    item = _their_item(full_record)
    _meanwhile(full_record, item, percent=95)
    app = _open(visit, item, "update-action")
    _field(app, "number_input", "update-action", "percent").set_value(15)
    _field(app, "text_area", "update-action", "note").set_value("Typed with care.")
    app = _save(app)
    said = words_of(app)
    assert "now “95”, yours “15”" in said
    assert _field(app, "text_area", "update-action", "note").value == "Typed with care."
    assert _field(app, "number_input", "update-action", "percent").value == 15
    assert _now(full_record, item).percent == 95


def test_whoever_insists_may_let_their_own_value_stand(full_record, visit):
    item = _their_item(full_record)
    _meanwhile(full_record, item, percent=95)
    app = _open(visit, item, "update-action")
    _field(app, "number_input", "update-action", "percent").set_value(15)
    app = _save(app)
    assert "let yours stand instead" in words_of(app)
    app.query_params["opened"] = str(_now(full_record, item).row_version)
    app = app.run()
    assert "let yours stand instead" not in words_of(app)
    _save(app)
    assert _now(full_record, item).percent == 15


def test_a_date_moves_with_a_reason_and_the_first_promise_stays(full_record, visit):
    item = _their_item(full_record)
    later = max(item.due_on, today()) + timedelta(days=30)
    app = _open(visit, item, "move-date")
    _field(app, "text_input", "move-date", "to").set_value(written_day(later))
    assert "Choose why the date moves." in words_of(_save(app))
    _field(app, "selectbox", "move-date", "why").set_value(SlipReason.STAFFING)
    assert "is now due on" in words_of(_save(app))
    assert (_now(full_record, item).due_on, _now(full_record, item).original_due_on) == (later, item.original_due_on)


def test_two_keys_close_an_action(full_record, visit):
    item = _their_item(full_record)
    app = _open(visit, item, "claim")
    _field(app, "text_area", "claim", "evidence").set_value("Audit of thirty records, October.")
    _save(app)
    assert _now(full_record, item).status is ItemStatus.CLAIMED
    _save(_open(visit, item, "verify"))
    assert _now(full_record, item).status is ItemStatus.VERIFIED


def test_a_claim_without_evidence_is_refused(full_record, visit):
    item = _their_item(full_record)
    assert "Say what evidence the partnership gave." in words_of(_save(_open(visit, item, "claim")))
    assert _now(full_record, item).status is item.status


def test_a_claim_can_be_disputed_with_a_reason(full_record, visit):
    item = _their_item(full_record, ItemStatus.CLAIMED)
    app = _open(visit, item, "dispute")
    _field(app, "text_area", "dispute", "reason").set_value("The audit shows activity, not outcomes.")
    _save(app)
    assert _now(full_record, item).status is ItemStatus.DISPUTED


def test_a_senior_manager_settles_a_dispute(full_record, visit):
    item = _their_item(full_record, ItemStatus.DISPUTED)
    app = _open(visit, item, "settle", "senior-manager")
    _field(app, "radio", "settle", "stands").set_value(False)
    _field(app, "text_area", "settle", "reason").set_value("The outcome is not shown yet.")
    _save(app)
    assert _now(full_record, item).status is ItemStatus.IN_PROGRESS


@pytest.mark.parametrize("persona", [one for one in EVERYBODY if one != "link-inspector"])
def test_nobody_else_is_shown_the_form(full_record, visit, persona):
    app = _open(visit, _their_item(full_record), "update-action", persona)
    assert not app.button
    assert "not open to you here" in words_of(app)


def test_nothing_can_be_changed_in_the_past(full_record, visit):
    item = _their_item(full_record)
    yesterday = str(today() - timedelta(days=1))
    app = visit("action-plans", "link-inspector", item=str(item.id), do="update-action", as_of=yesterday)
    assert not app.button
    assert "Update this action" not in words_of(app)
