"""What could go wrong, and why do we think so? The page as everybody sees it, and the raising of a flag."""

import pytest
from sqlmodel import col, select

from dashboard.personas import PERSONAS
from dashboard.session import today
from data_models.commands.risk_flags import mute_risk_flag
from data_models.database import reading, unit_of_work
from data_models.queries.ledger import WHOLE_RECORD
from data_models.queries.risk_flags import flags
from data_models.rules.risk_flags import review_due_on
from data_models.rules.settings import Thresholds
from data_models.tables import FormalMonitoring, RiskFlag
from data_models.visibility import Deed
from data_models.vocabulary import FlagSource, FlagState, ImpactLevel, MonitoringState, RiskDescriptor, RiskTheme
from tests.builders import there
from tests.pages.what_it_says import words_of
from tests.pages.who_looks import looking_as
from tests.statements import counting_statements

EVERYBODY = [persona.key for persona in PERSONAS]
DRAFT = "0123456789ab"


def _flags(engine):
    with reading(engine) as session:
        return flags(session, WHOLE_RECORD, on=today())


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
    for part in ("actions-overdue, version 1", "The rule says", "Values that fired it", "Records", flag.clears_when):
        assert part in said


def test_a_muted_flag_is_still_listed_and_says_until_when(full_record, visit):
    flag = next(one for one in _flags(full_record) if one.state is FlagState.OPEN and not one.is_muted)
    senior = looking_as(full_record, "senior-manager")
    with unit_of_work(full_record, by=senior, deed=Deed.MUTE_FLAG.value) as session:
        mute_risk_flag(session, by=senior, on=today(), flag_id=flag.id, muted_until=today(), reason="Settled today.")
    assert f"muted until {today().day} {today():%b %Y}" in words_of(visit("risk-flags", area=flag.area_code))
    assert "Settled today." in words_of(visit("risk-flags", flag=str(flag.id)))


@pytest.mark.parametrize(
    "address",
    [{"flag": "9999"}, {"flag": "x"}, {"area": "S99"}, {"theme": "x"}, {"state": "x"}, {"source": "x"}],
)
def test_a_bad_address_gets_a_sentence_and_a_way_back(full_record, visit, address):
    said = words_of(visit("risk-flags", **address))
    assert (said.count("<h1"), said.count("notice-amber")) == (1, 1)
    assert "risk-flags?" in said


@pytest.mark.parametrize("view", ["list", "one"])
def test_it_costs_few_statements_and_one_when_nothing_changed(full_record, visit, view):
    address = {"list": {}, "one": {"flag": str(_flags(full_record)[0].id)}}[view]
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
    assert "Formal monitoring is proposed." in said


def test_a_link_inspector_is_offered_their_own_areas_alone(full_record, visit):
    app = _form(visit, "link-inspector")
    offered = app.selectbox(key=f"raise-flag {DRAFT} area").options
    assert len(offered) == len(looking_as(full_record, "link-inspector").areas)


@pytest.mark.parametrize("persona", ["support-officer", "administrator", "shared-screen"])
def test_nobody_else_is_shown_the_form(full_record, visit, persona):
    assert not _form(visit, persona, area="S12000033").button
