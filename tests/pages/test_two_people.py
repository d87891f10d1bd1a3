"""Two people at one promise: different fields merge, the same field asks and shows both, nothing typed is lost."""

from sqlmodel import col, select

from data_models.database import reading
from data_models.tables import ItemRecommendation
from data_models.vocabulary import ItemStatus, PlanJudgement, PlanState
from tests.pages.plan_forms import field, fill, now, open_form, recommendations, save, their_item, their_plan
from tests.pages.what_it_says import words_of


def _both_open(visit, form, row):
    """The same form, open in two sessions before anybody saves."""
    return open_form(visit, form, row), open_form(visit, form, row)


def test_different_fields_of_an_update_are_merged(full_record, visit):
    item = their_item(full_record)
    first, second = _both_open(visit, "update-action", item)
    fill(first, "update-action", {("number_input", "percent"): 95})
    assert "is updated" in words_of(save(first))
    fill(second, "update-action", {("radio", "status"): ItemStatus.AT_RISK})
    assert "is updated: at risk." in words_of(save(second))
    assert (now(full_record, item).percent, now(full_record, item).status) == (95, ItemStatus.AT_RISK)


def test_the_same_field_of_an_update_asks_and_shows_both(full_record, visit):
    item = their_item(full_record)
    first, second = _both_open(visit, "update-action", item)
    fill(first, "update-action", {("number_input", "percent"): 95})
    save(first)
    fill(second, "update-action", {("number_input", "percent"): 15, ("text_area", "note"): "Typed with care."})
    second = save(second)
    assert "now “95”, yours “15”" in words_of(second)
    assert "let yours stand instead" in words_of(second)
    assert field(second, "update-action", "number_input", "percent").value == 15
    assert field(second, "update-action", "text_area", "note").value == "Typed with care."
    assert now(full_record, item).percent == 95


def test_whoever_insists_lets_their_own_value_stand(full_record, visit):
    item = their_item(full_record)
    first, second = _both_open(visit, "update-action", item)
    fill(first, "update-action", {("number_input", "percent"): 95})
    save(first)
    fill(second, "update-action", {("number_input", "percent"): 15})
    second = save(second)
    second.query_params["opened"] = str(now(full_record, item).row_version)
    second = second.run()
    assert "let yours stand instead" not in words_of(second)
    save(second)
    assert now(full_record, item).percent == 15


def test_different_fields_of_what_an_action_says_are_merged(full_record, visit):
    item = their_item(full_record)
    first, second = _both_open(visit, "change-action", item)
    fill(first, "change-action", {("text_area", "text"): "Hold audits of chronologies"})
    assert "says it anew" in words_of(save(first))
    fill(second, "change-action", {("text_area", "measure"): "Seen in thirty records"})
    assert "says it anew" in words_of(save(second))
    after = now(full_record, item)
    assert (after.text, after.outcome_measure) == ("Hold audits of chronologies", "Seen in thirty records")


def test_the_same_field_of_what_an_action_says_asks_and_shows_both(full_record, visit):
    item = their_item(full_record)
    first, second = _both_open(visit, "change-action", item)
    fill(first, "change-action", {("text_area", "text"): "Hold audits of chronologies"})
    save(first)
    mine = {("text_area", "text"): "Hold reviews of chronologies", ("text_input", "agency"): "NHS Lanarkshire"}
    fill(second, "change-action", mine)
    second = save(second)
    assert "now “Hold audits of chronologies”, yours “Hold reviews of chronologies”" in words_of(second)
    assert {key: field(second, "change-action", *key).value for key in mine} == mine
    assert (now(full_record, item).text, now(full_record, item).lead_agency) == (
        "Hold audits of chronologies",
        item.lead_agency,
    )


def test_what_two_people_tick_is_kept_of_both(full_record, visit):
    item = their_item(full_record)
    asked, before = recommendations(full_record, item.plan_id), _answered(full_record, item)
    mine, theirs = [one for one in asked if one not in before][:2]
    first, second = _both_open(visit, "set-answers", item)
    fill(first, "set-answers", {("checkbox", f"answers {theirs}"): True})
    save(first)
    fill(second, "set-answers", {("checkbox", f"answers {mine}"): True})
    save(second)
    assert _answered(full_record, item) == sorted([*before, mine, theirs])


def test_two_judgements_of_one_plan_are_not_mixed(full_record, visit):
    plan = their_plan(full_record, PlanState.RECEIVED)
    first, second = _both_open(visit, "judge-plan", plan)
    fill(first, "judge-plan", {("radio", "judgement"): PlanJudgement.PARTLY, ("text_area", "note"): "Nothing on 3."})
    save(first)
    fill(
        second, "judge-plan", {("radio", "judgement"): PlanJudgement.DOES_NOT, ("text_area", "note"): "Nothing at all."}
    )
    second = save(second)
    said = words_of(second)
    assert "now “Answers some of the findings”, yours “Does not answer the findings”" in said
    assert "now “Nothing on 3.”, yours “Nothing at all.”" in said
    assert field(second, "judge-plan", "text_area", "note").value == "Nothing at all."
    assert now(full_record, plan).judgement_note == "Nothing on 3."


def test_an_action_closed_meanwhile_refuses_the_update_and_keeps_its_words(full_record, visit):
    item = their_item(full_record)
    leaving, writing = open_form(visit, "withdraw", item), open_form(visit, "update-action", item)
    fill(leaving, "withdraw", {("text_area", "reason"): "Merged with another action."})
    save(leaving)
    fill(writing, "update-action", {("text_area", "note"): "Typed with care."})
    writing = save(writing)
    assert "closed and stays as it is" in words_of(writing)
    assert field(writing, "update-action", "text_area", "note").value == "Typed with care."
    assert now(full_record, item).status is ItemStatus.WITHDRAWN


def _answered(engine, item) -> list[int]:
    with reading(engine) as session:
        asked = select(col(ItemRecommendation.recommendation_id)).where(col(ItemRecommendation.item_id) == item.id)
        return sorted(session.exec(asked))
