"""What could go wrong, and why do we think so? The page as everybody sees it, and the raising of a flag."""

import re
from datetime import date, timedelta

import pytest
from sqlmodel import col, select

from dashboard.personas import PERSONAS
from dashboard.session import today
from dashboard.written_days import written_day
from data_models.commands.administration import change_setting
from data_models.commands.formal_monitoring import propose_monitoring
from data_models.commands.risk_flags import change_flag_owner, close_risk_flag, mute_risk_flag, review_risk_flag
from data_models.commands.rule_run import run_rules
from data_models.database import reading, unit_of_work
from data_models.history import conclude
from data_models.queries.ledger import WHOLE_RECORD
from data_models.queries.risk_flags import flags
from data_models.rules.flag_rules import RULES
from data_models.rules.risk_flags import review_due_on
from data_models.rules.rule_runs import RuleRun
from data_models.rules.settings import Thresholds
from data_models.tables import FormalMonitoring, Person, RiskFlag
from data_models.visibility import SYSTEM, Deed
from data_models.vocabulary import (
    FlagSource,
    FlagState,
    ImpactLevel,
    MonitoringState,
    RiskDescriptor,
    RiskTheme,
    RoleName,
)
from tests.builders import there
from tests.pages.what_it_says import words_of
from tests.pages.who_looks import looking_as
from tests.statements import counting_statements

EVERYBODY = [persona.key for persona in PERSONAS]
DRAFT = "0123456789ab"


def _flags(engine):
    with reading(engine) as session:
        return flags(session, WHOLE_RECORD, on=today())


def _own_flag(engine, *, by_rule=False):
    """An open flag, not muted, of an area that the link inspector covers and nobody proposes to monitor."""
    own = looking_as(engine)
    with reading(engine) as session:
        monitored = set(session.exec(select(FormalMonitoring.area_code)))
    return next(
        one
        for one in _flags(engine)
        if own.covers(one.area_code)
        and one.state is FlagState.OPEN
        and not one.is_muted
        and one.area_code not in monitored
        and (one.source_kind is FlagSource.RULE) is by_rule
    )


def _form(visit, persona, **params):
    return visit("risk-flags", persona, do="raise-flag", draft=DRAFT, **params)


def _fill(app, descriptor=RiskDescriptor.CONCERN, **texts):
    app.radio(key=f"raise-flag {DRAFT} descriptor").set_value(descriptor)
    app.radio(key=f"raise-flag {DRAFT} level").set_value(ImpactLevel.HIGH)
    app.selectbox(key=f"raise-flag {DRAFT} theme").set_value(RiskTheme.WORKFORCE)
    app.text_input(key=f"raise-flag {DRAFT} title").set_value(texts.get("title", "Vacancies in the duty team"))
    app.text_area(key=f"raise-flag {DRAFT} impact").set_value(texts.get("impact", "Referrals may wait."))
    return app.button[0].click().run()


@pytest.mark.parametrize("persona", EVERYBODY)
def test_everybody_reads_the_list_and_a_flag(full_record, visit, persona):
    first = _flags(full_record)[0]
    assert first.reference in words_of(visit("risk-flags", persona))
    assert "Why we think so" in words_of(visit("risk-flags", persona, flag=str(first.id)))


@pytest.mark.parametrize("persona", EVERYBODY)
@pytest.mark.parametrize("record", ["empty_record", "blank_record"])
def test_without_flags_it_says_who_raises_one(request, visit, record, persona):
    request.getfixturevalue(record)
    assert "No risk flag has been raised yet." in words_of(visit("risk-flags", persona))


def test_the_filters_leave_what_they_say(full_record, visit):
    by_rule = [one for one in _flags(full_record) if one.source_kind is FlagSource.RULE and one.state is FlagState.OPEN]
    said = words_of(visit("risk-flags", source="rule"))
    assert said.count('<th scope="row">') == len(by_rule) > 0
    closed = [one for one in _flags(full_record) if one.state is FlagState.CLOSED]
    assert words_of(visit("risk-flags", state="closed")).count('<th scope="row">') == len(closed) > 0


def test_a_rule_explains_itself(full_record, visit):
    flag = next(one for one in _flags(full_record) if one.rule_code == "actions-overdue")
    said = words_of(visit("risk-flags", flag=str(flag.id)))
    for part in ("<b>actions-overdue</b>, version 1", "The rule says", "Actions that late <b>3</b>", flag.clears_when):
        assert part in said
    records = said.split("<dt>Records</dt>")[1].split("</div>")[0]
    assert records.count('href="action-plans?') == records.count("item=") == 3
    assert f"{flag.raised_on.day} {flag.raised_on:%b %Y}, when the rule first found it so" in said


def test_every_rule_with_an_open_flag_explains_itself_and_leads_to_its_records(full_record, visit):
    for flag in {one.rule_code: one for one in _flags(full_record) if one.rule_code}.values():
        said = words_of(visit("risk-flags", flag=str(flag.id)))
        why = said.split("Why we think so")[1].split("Its whole history")[0]
        assert RULES[flag.rule_code].sentence_for(Thresholds()).split(".")[0] in why
        assert "<dt>Fired by</dt>" in why
        assert "_" not in re.sub(r"<[^>]*>", "", why)
        assert "href=" in why.split("<dt>Records</dt>")[1].split("</div>")[0], flag.rule_code


def test_the_flags_of_one_rule_are_listed_and_the_way_back_to_all(full_record, visit):
    theirs = [one for one in _flags(full_record) if one.rule_code == "postponed-again" and one.closed_on is None]
    said = words_of(visit("risk-flags", rule="postponed-again"))
    assert said.count('<th scope="row">') == len(theirs) > 0
    assert "Show those of every rule" in said


def test_a_muted_flag_is_still_listed_and_says_until_when(full_record, visit):
    flag = next(one for one in _flags(full_record) if one.state is FlagState.OPEN and not one.is_muted)
    senior = looking_as(full_record, "senior-manager")
    with unit_of_work(full_record, by=senior, deed=Deed.MUTE_FLAG.value) as session:
        mute_risk_flag(session, by=senior, on=today(), flag_id=flag.id, muted_until=today(), reason="Settled today.")
    assert f"muted until {today().day} {today():%b %Y}" in words_of(visit("risk-flags", area=flag.area_code))
    assert "Settled today." in words_of(visit("risk-flags", flag=str(flag.id)))


@pytest.mark.parametrize(
    "address",
    [
        {"flag": "9999"},
        {"flag": "x"},
        {"area": "S99"},
        {"theme": "x"},
        {"state": "x"},
        {"source": "x"},
        {"rule": "x"},
        {"show": "x"},
    ],
)
def test_a_bad_address_gets_a_sentence_and_a_way_back(full_record, visit, address):
    said = words_of(visit("risk-flags", **address))
    assert (said.count("<h1"), said.count("notice-amber")) == (1, 1)
    assert "risk-flags?" in said


@pytest.mark.parametrize("view", ["list", "back-test", "one", "raise", "give"])
def test_it_costs_few_statements_and_one_when_nothing_changed(full_record, visit, view):
    flag = str(_own_flag(full_record).id)
    address = {
        "list": {},
        "back-test": {"show": "back-test"},
        "one": {"flag": flag},
        "raise": {"do": "raise-flag", "draft": DRAFT},
        "give": {"flag": flag, "do": "give-flag", "draft": DRAFT},
    }[view]
    with counting_statements(full_record) as first:
        visit("risk-flags", "link-inspector", **address)
    with counting_statements(full_record) as second:
        visit("risk-flags", "link-inspector", **address)
    assert (first.count <= 8, second.count) == (True, 1), first.texts


# --- raising a flag ---


@pytest.mark.parametrize("persona", ["link-inspector", "relationship-manager-adult", "relationship-manager-elc"])
def test_whoever_covers_an_area_raises_a_flag_there(full_record, visit, persona):
    area = sorted(looking_as(full_record, persona).areas)[0]
    said = words_of(_fill(_form(visit, persona, area=area)))
    assert "is raised." in said
    with reading(full_record) as session:
        raised = there(session.exec(select(RiskFlag).order_by(col(RiskFlag.id).desc())).first())
    assert (raised.area_code, raised.title) == (area, "Vacancies in the duty team")
    assert raised.review_on == review_due_on(today(), Thresholds())


def test_a_flag_without_a_potential_impact_is_refused_and_keeps_what_was_typed(full_record, visit):
    area = sorted(looking_as(full_record, "link-inspector").areas)[0]
    app = _fill(_form(visit, "link-inspector", area=area), impact="")
    assert "the potential impact" in words_of(app)
    assert app.text_input(key=f"raise-flag {DRAFT} title").value == "Vacancies in the duty team"


def test_a_significant_concern_also_proposes_formal_monitoring(full_record, visit):
    with reading(full_record) as session:
        standing = select(FormalMonitoring.area_code).where(
            col(FormalMonitoring.state).in_([MonitoringState.OPEN, MonitoringState.PROPOSED])
        )
        taken = set(session.exec(standing))
    area = next(code for code in ("S12000033", "S12000041", "S12000020") if code not in taken)
    said = words_of(_fill(_form(visit, "senior-manager", area=area), RiskDescriptor.SIGNIFICANT_CONCERN))
    assert "Formal monitoring is proposed, unless it was already." in said


def test_a_link_inspector_is_offered_their_own_areas_alone(full_record, visit):
    app = _form(visit, "link-inspector")
    offered = app.selectbox(key=f"raise-flag {DRAFT} area").options
    assert len(offered) == len(looking_as(full_record, "link-inspector").areas)


@pytest.mark.parametrize("persona", ["support-officer", "administrator", "shared-screen"])
def test_nobody_else_is_shown_the_form(full_record, visit, persona):
    assert not _form(visit, persona, area="S12000033").button


def test_a_flag_is_raised_for_somebody_else_to_see_to(full_record, visit):
    area = sorted(looking_as(full_record, "link-inspector").areas)[0]
    app = _form(visit, "link-inspector", area=area)
    chief = next(iter(_people(full_record)))
    app.selectbox(key=f"raise-flag {DRAFT} owner").set_value(chief)
    assert "is raised." in words_of(_fill(app))
    with reading(full_record) as session:
        raised = there(session.exec(select(RiskFlag).order_by(col(RiskFlag.id).desc())).first())
    assert raised.owner_id == chief


def _people(engine):
    """How the senior managers are offered as owners."""
    with reading(engine) as session:
        people = session.exec(select(Person).where(col(Person.role) == RoleName.CHIEF_INSPECTOR)).all()
    return {one.id: f"{one.display_name}, chief inspector" for one in people}


# --- the deeds on a flag ---

DEEDS = {
    "review-flag": "Review it",
    "give-flag": "Give it to somebody else",
    "mute-flag": "Mute it",
    "close-flag": "Close it",
    "propose-monitoring": "Propose formal monitoring",
}


def _open(visit, flag, do, persona="link-inspector", **params):
    return visit("risk-flags", persona, flag=str(flag.id), do=do, draft=DRAFT, **params)


def _field(app, kind, do, name):
    return getattr(app, kind)(key=f"{do} {DRAFT} {name}")


def _save(app):
    return app.button[0].click().run()


def _now(engine, flag):
    with reading(engine) as session:
        return session.get_one(RiskFlag, flag.id)


def _elsewhere(engine, deed, do):
    """Somebody else is quicker: their deed, done meanwhile."""
    senior = looking_as(engine, "senior-manager")
    with unit_of_work(engine, by=senior, deed=deed.value) as session:
        do(session, by=senior, on=today())


@pytest.mark.parametrize("persona", ["link-inspector", "senior-manager"])
def test_whoever_covers_the_area_and_every_senior_manager_is_offered_every_deed(full_record, visit, persona):
    said = words_of(visit("risk-flags", persona, flag=str(_own_flag(full_record).id)))
    for do, words in DEEDS.items():
        assert f"do={do}&" in said
        assert f">{words}</a>" in said
    assert "do=unmute-flag" not in said


def test_a_relationship_manager_may_do_all_but_mute(full_record, visit):
    own = looking_as(full_record, "relationship-manager-adult")
    flag = next(one for one in _flags(full_record) if own.covers(one.area_code) and one.state is FlagState.OPEN)
    said = words_of(visit("risk-flags", "relationship-manager-adult", flag=str(flag.id)))
    assert {do for do in DEEDS if f"do={do}&" in said} - {"propose-monitoring"} == {
        "review-flag",
        "give-flag",
        "close-flag",
    }


@pytest.mark.parametrize("do", [*DEEDS, "unmute-flag"])
@pytest.mark.parametrize("persona", ["support-officer", "administrator", "shared-screen"])
def test_who_may_not_sees_neither_link_nor_form(full_record, visit, persona, do):
    app = _open(visit, _own_flag(full_record), do, persona)
    assert not app.button
    assert ">Review it</a>" not in words_of(app)


@pytest.mark.parametrize("do", DEEDS)
def test_a_link_inspector_of_other_areas_sees_neither_link_nor_form(full_record, visit, do):
    own = looking_as(full_record)
    flag = next(one for one in _flags(full_record) if not own.covers(one.area_code) and one.state is FlagState.OPEN)
    app = _open(visit, flag, do)
    assert not app.button
    assert f">{DEEDS[do]}</a>" not in words_of(app)


@pytest.mark.parametrize("params", [{"as_of": (today() - timedelta(days=1)).isoformat()}, {"screen": "shared"}])
def test_in_the_past_and_before_a_room_no_deed_is_offered(full_record, visit, params):
    flag = _own_flag(full_record)
    app = _open(visit, flag, "review-flag", **params)
    assert not app.button
    assert ">Review it</a>" not in words_of(app)


def test_a_closed_flag_offers_no_deed(full_record, visit):
    flag = next(one for one in _flags(full_record) if one.state is FlagState.CLOSED)
    assert 'class="deeds"' not in words_of(visit("risk-flags", "senior-manager", flag=str(flag.id)))


# --- review ---


def test_a_review_changes_what_is_no_longer_so_and_sets_the_next(full_record, visit):
    flag, day = _own_flag(full_record), today() + timedelta(days=20)
    app = _open(visit, flag, "review-flag")
    _field(app, "radio", "review-flag", "level").set_value(ImpactLevel.LOW)
    _field(app, "text_area", "review-flag", "evidence").set_value("Seen in the audit of March.")
    _field(app, "text_input", "review-flag", "next").set_value(written_day(day))
    assert f"{flag.reference} is reviewed" in words_of(_save(app))
    now = _now(full_record, flag)
    assert (now.impact_level, now.evidence, now.review_on) == (ImpactLevel.LOW, "Seen in the audit of March.", day)
    assert (now.title, now.descriptor) == (flag.title, flag.descriptor)


@pytest.mark.parametrize(
    ("kind", "name", "wrong", "sentence"),
    [
        ("text_input", "title", "", "Say in a few words what the risk is."),
        ("text_area", "impact", " ", "Say what could happen to people"),
        ("text_input", "next", "", "Write the day of the next review."),
        ("text_input", "next", "soon", "“soon” is not a day."),
        ("text_input", "next", written_day(today()), "Choose a day after today for the next review."),
    ],
)
def test_a_review_that_says_too_little_is_refused_and_keeps_what_was_typed(
    full_record, visit, kind, name, wrong, sentence
):
    flag = _own_flag(full_record)
    app = _open(visit, flag, "review-flag")
    _field(app, "text_area", "review-flag", "evidence").set_value("Kept words.")
    _field(app, kind, "review-flag", name).set_value(wrong)
    app = _save(app)
    assert sentence in words_of(app)
    assert _field(app, "text_area", "review-flag", "evidence").value == "Kept words."
    assert _field(app, kind, "review-flag", name).value == wrong
    assert _now(full_record, flag).row_version == flag.row_version


def test_two_reviews_merge_in_different_fields_and_ask_about_the_same(full_record, visit):
    flag = _own_flag(full_record)
    app = _open(visit, flag, "review-flag", opened=str(flag.row_version))
    _field(app, "text_input", "review-flag", "title").set_value("My words")
    same = written_day(flag.review_on)
    _field(app, "text_input", "review-flag", "next").set_value(same)
    theirs = {"flag_id": flag.id, "next_review_on": flag.review_on}
    _elsewhere(full_record, Deed.REVIEW_FLAG, lambda s, **k: review_risk_flag(s, **k, **theirs, evidence="Their words"))
    assert "is reviewed" in words_of(_save(app))
    merged = _now(full_record, flag)
    assert (merged.title, merged.evidence) == ("My words", "Their words")
    app = _open(visit, flag, "review-flag", opened=str(flag.row_version))
    _field(app, "text_input", "review-flag", "title").set_value("Third words")
    _field(app, "text_input", "review-flag", "next").set_value(same)
    app = _save(app)
    said = words_of(app)
    assert "now “My words”, yours “Third words”" in said
    assert _field(app, "text_input", "review-flag", "title").value == "Third words"


def test_a_review_in_the_words_significant_concern_also_proposes_formal_monitoring(full_record, visit):
    flag = _own_flag(full_record)
    app = _open(visit, flag, "review-flag")
    _field(app, "radio", "review-flag", "descriptor").set_value(RiskDescriptor.SIGNIFICANT_CONCERN)
    assert "Formal monitoring is proposed, unless it was already." in words_of(_save(app))
    assert _proposal(full_record, flag) is not None


def _proposal(engine, flag):
    with reading(engine) as session:
        return session.exec(
            select(FormalMonitoring).where(
                col(FormalMonitoring.area_code) == flag.area_code,
                col(FormalMonitoring.state) == MonitoringState.PROPOSED,
            )
        ).first()


# --- give ---


def test_a_flag_is_given_to_somebody_who_can_see_to_it(full_record, visit):
    flag = _own_flag(full_record)
    app = _open(visit, flag, "give-flag")
    assert "Choose who sees to this flag from now on." in words_of(_save(app))
    chosen, words = next(iter(_people(full_record).items()))
    _field(app, "selectbox", "give-flag", "owner").set_value(chosen)
    assert f"is now for {words.split(',')[0]} to see to." in words_of(_save(app))
    assert _now(full_record, flag).owner_id == chosen


def test_only_those_who_can_see_to_it_are_offered(full_record, visit):
    flag = _own_flag(full_record)
    offered = _field(_open(visit, flag, "give-flag"), "selectbox", "give-flag", "owner").options
    assert not [words for words in offered if words.endswith(("administrator", "support officer"))]
    assert sum(words.endswith("chief inspector") for words in offered) == len(_people(full_record))
    assert sum(words.endswith("link inspector") for words in offered) == 1


def test_a_flag_that_somebody_gave_away_meanwhile_is_asked_about_by_name(full_record, visit):
    flag = _own_flag(full_record)
    (first, first_words), (second, second_words) = list(_people(full_record).items())[:2]
    app = _open(visit, flag, "give-flag", opened=str(flag.row_version))
    _field(app, "selectbox", "give-flag", "owner").set_value(second)
    theirs = {"flag_id": flag.id, "owner_id": first}
    _elsewhere(full_record, Deed.GIVE_FLAG, lambda s, **k: change_flag_owner(s, **k, **theirs))
    said = words_of(_save(app))
    assert f"now “{first_words.split(',')[0]}”, yours “{second_words.split(',')[0]}”" in said
    assert _now(full_record, flag).owner_id == first


# --- mute and unmute ---


def test_a_flag_is_muted_for_a_time_and_speaks_again(full_record, visit):
    flag, until = _own_flag(full_record), today() + timedelta(days=10)
    app = _open(visit, flag, "mute-flag")
    _field(app, "text_input", "mute-flag", "until").set_value(written_day(until))
    _field(app, "text_area", "mute-flag", "reason").set_value("An audit is under way.")
    said = words_of(_save(app))
    assert "It stays counted, and is back by itself the day after." in said
    assert f"until {written_day(until)} by {looking_as(full_record).name}: " in said
    assert (_now(full_record, flag).muted_until, _now(full_record, flag).mute_reason) == (
        until,
        "An audit is under way.",
    )
    assert "do=unmute-flag&" in said
    assert "is no longer muted." in words_of(_save(_open(visit, flag, "unmute-flag")))
    assert _now(full_record, flag).muted_until is None


@pytest.mark.parametrize(
    ("until", "reason", "sentence"),
    [
        ("", "Kept words.", "Write the last quiet day."),
        ("next year", "Kept words.", "is not a day."),
        (written_day(today() - timedelta(days=1)), "Kept words.", "Choose today or a later day"),
        (written_day(today() + timedelta(days=93)), "Kept words.", "at most 92 days"),
        (written_day(today()), "", "Give the reason for muting this flag."),
    ],
)
def test_a_mute_without_sense_is_refused_and_keeps_what_was_typed(full_record, visit, until, reason, sentence):
    flag = _own_flag(full_record)
    app = _open(visit, flag, "mute-flag")
    _field(app, "text_input", "mute-flag", "until").set_value(until)
    _field(app, "text_area", "mute-flag", "reason").set_value(reason)
    app = _save(app)
    assert sentence in words_of(app)
    assert _field(app, "text_input", "mute-flag", "until").value == until
    assert _field(app, "text_area", "mute-flag", "reason").value == reason
    assert _now(full_record, flag).muted_until is None


def test_a_mute_that_somebody_else_set_meanwhile_is_asked_about(full_record, visit):
    flag = _own_flag(full_record)
    app = _open(visit, flag, "mute-flag", opened=str(flag.row_version))
    _field(app, "text_input", "mute-flag", "until").set_value(written_day(today()))
    _field(app, "text_area", "mute-flag", "reason").set_value("Mine")
    until = today() + timedelta(days=5)
    theirs = {"flag_id": flag.id, "muted_until": until, "reason": "Theirs"}
    _elsewhere(full_record, Deed.MUTE_FLAG, lambda s, **k: mute_risk_flag(s, **k, **theirs))
    said = words_of(_save(app))
    assert f"now “{written_day(until)}”, yours “{written_day(today())}”" in said
    assert _now(full_record, flag).mute_reason == "Theirs"


# --- close ---


def test_a_flag_is_closed_with_a_reason_and_for_good(full_record, visit):
    flag = _own_flag(full_record)
    app = _open(visit, flag, "close-flag")
    assert "Give the reason for closing this flag." in words_of(_save(app))
    _field(app, "text_area", "close-flag", "reason").set_value("The posts are filled.")
    assert f"{flag.reference} is closed." in words_of(_save(app))
    now = _now(full_record, flag)
    assert (now.state, now.close_reason, now.closed_on) == (FlagState.CLOSED, "The posts are filled.", today())


def test_a_flag_that_was_closed_meanwhile_keeps_the_form_and_says_so(full_record, visit):
    flag = _own_flag(full_record)
    app = _open(visit, flag, "close-flag")
    _field(app, "text_area", "close-flag", "reason").set_value("My reason.")
    theirs = {"flag_id": flag.id, "reason": "Theirs"}
    _elsewhere(full_record, Deed.CLOSE_FLAG, lambda s, **k: close_risk_flag(s, **k, **theirs))
    app = _save(app)
    assert "This flag is closed, and stays closed" in words_of(app)
    assert _field(app, "text_area", "close-flag", "reason").value == "My reason."
    assert _now(full_record, flag).close_reason == "Theirs"


def test_whoever_closes_a_rules_flag_is_told_that_the_rule_looks_again(full_record, visit):
    flag = _own_flag(full_record, by_rule=True)
    app = _open(visit, flag, "close-flag")
    assert "the rule raises a new one at its next daily look" in app.caption[0].value
    _field(app, "text_area", "close-flag", "reason").set_value("Settled by telephone.")
    assert "is closed." in words_of(_save(app))
    with unit_of_work(full_record, by=SYSTEM, deed=Deed.RUN_RULES.value) as session:
        run_rules(session, by=SYSTEM, on=today())
    again = [one for one in _flags(full_record) if (one.rule_code, one.area_code) == (flag.rule_code, flag.area_code)]
    assert [one.state for one in again if one.id > flag.id] == [FlagState.OPEN]


# --- formal monitoring ---


def test_formal_monitoring_is_proposed_from_a_flag(full_record, visit):
    flag = _own_flag(full_record)
    app = _open(visit, flag, "propose-monitoring")
    proposed = _field(app, "text_area", "propose-monitoring", "reason")
    assert proposed.value == f"{flag.title}: {flag.potential_impact}"
    proposed.set_value("")
    assert "Say which significant concerns call for formal monitoring." in words_of(_save(app))
    _field(app, "text_area", "propose-monitoring", "reason").set_value("Children wait.")
    said = words_of(_save(app))
    assert f"Formal monitoring of {flag.area_name} is proposed." in said
    assert there(_proposal(full_record, flag)).reason == "Children wait."
    assert "do=propose-monitoring" not in said


def test_formal_monitoring_that_was_proposed_meanwhile_is_not_proposed_twice(full_record, visit):
    flag = _own_flag(full_record)
    app = _open(visit, flag, "propose-monitoring")
    theirs = {"area_code": flag.area_code, "reason": "Theirs"}
    _elsewhere(full_record, Deed.PROPOSE_MONITORING, lambda s, **k: propose_monitoring(s, **k, **theirs))
    assert "is proposed already" in words_of(_save(app))
    assert there(_proposal(full_record, flag)).reason == "Theirs"


# --- when the rules looked ---


def test_the_page_says_when_the_rules_last_looked_and_warns_of_nothing(full_record, visit):
    said = words_of(visit("risk-flags"))
    assert f"last on {today().day} {today():%b %Y}" in said
    assert "notice-amber" not in said


def test_a_run_that_is_late_is_warned_of_but_not_in_the_past(empty_record, visit):
    assert "The rules have never looked at this record" in words_of(visit("risk-flags"))
    _ran(empty_record, today() - timedelta(days=3))
    assert "The rules have not looked since" in words_of(visit("risk-flags"))
    _ran(empty_record, today())
    assert "notice-amber" not in words_of(visit("risk-flags"))


def _ran(engine, on: date):
    with unit_of_work(engine, by=SYSTEM, deed=Deed.RUN_RULES.value) as session:
        run_rules(session, by=SYSTEM, on=on)


def test_an_area_that_could_not_be_looked_at_is_warned_of(empty_record, visit):
    run = RuleRun(today(), failed=("S12000033", "S12000041"))
    with unit_of_work(empty_record, by=SYSTEM, deed=Deed.RUN_RULES.value) as session:
        conclude(session, run.sentence)
    assert "At their last look 2 areas could not be looked at." in words_of(visit("risk-flags"))
    assert "At their last look 2 areas could not be looked at." in words_of(visit("administration"))


# --- before a room ---


def test_a_shared_screen_is_sent_what_the_risk_is_and_not_what_people_typed_about_it(full_record, visit):
    flag = _own_flag(full_record)
    senior = looking_as(full_record, "senior-manager")
    with unit_of_work(full_record, by=senior, deed=Deed.REVIEW_FLAG.value) as session:
        deed = {"by": senior, "on": today(), "flag_id": flag.id}
        review_risk_flag(session, **deed, evidence="CANARY evidence")
        mute_risk_flag(session, **deed, muted_until=today(), reason="CANARY mute")
        close_risk_flag(session, **deed, reason="CANARY close")
    for persona, more in (("shared-screen", {}), ("senior-manager", {"screen": "shared"})):
        for path, address in (("risk-flags", {"flag": str(flag.id)}), ("area", {"area": flag.area_code})):
            said = words_of(visit(path, persona, **address, **more))
            assert "CANARY" not in said, (path, persona)
            assert flag.title in said
        said = words_of(visit("risk-flags", persona, flag=str(flag.id), **more))
        assert flag.potential_impact in said
        assert "not sent to a shared screen" in said
    alone = words_of(visit("risk-flags", "senior-manager", flag=str(flag.id)))
    assert all(f"CANARY {word}" in alone for word in ("evidence", "mute", "close"))


# --- the back-test ---


@pytest.mark.parametrize("persona", EVERYBODY)
def test_everybody_reads_the_back_test(full_record, visit, persona):
    said = words_of(visit("risk-flags", persona, show="back-test"))
    for part in ("so that thresholds are argued with data", "Any area, any month", *(r.title for r in RULES.values())):
        assert part in said
    assert '<img class="wide" alt="Flags that each rule would have raised from' in said


@pytest.mark.parametrize("record", ["empty_record", "blank_record"])
def test_a_record_that_is_too_young_for_a_back_test_says_so(request, visit, record):
    request.getfixturevalue(record)
    assert "The record is too young for a back-test" in words_of(visit("risk-flags", show="back-test"))


def test_the_back_test_counts_by_the_thresholds_in_force(full_record, visit):
    before = words_of(visit("risk-flags", show="back-test"))
    administrator = looking_as(full_record, "administrator")
    with unit_of_work(full_record, by=administrator, deed=Deed.CHANGE_SETTING.value) as session:
        change_setting(
            session, by=administrator, on=today(), key="flag_untouched_purposes", value="1", reason="Too few"
        )
    after = words_of(visit("risk-flags", show="back-test"))
    assert "At least 1 of the six purposes" in after
    assert _raised(after, "Several purposes") > _raised(before, "Several purposes") > 0


def _raised(said: str, title: str) -> int:
    row = said.split(f'<th scope="row">{title}')[1].split("</tr>")[0]
    return int(re.findall(r'data-label="Raised"><div>(\d+)</div>', row)[0])
