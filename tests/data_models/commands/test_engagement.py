"""Contacts carry the purposes they served; what helps or hinders is noted, put right and ended."""

from datetime import timedelta
from typing import Any

import pytest
from sqlalchemy import Engine
from sqlmodel import Session

from data_models.commands.engagement import (
    NewContact,
    amend_contact,
    amend_factor,
    end_factor,
    log_contact,
    note_factor,
)
from data_models.errors import CommandRefused, Conflict, Invalid, NotAllowed
from data_models.tables import Contact, ContactPurpose, Factor
from data_models.vocabulary import ContactKind, FactorKind, Purpose, RoleName, ScrutinyBody
from tests.builders import ANGUS, MORAY, TODAY, a_plan, a_published_inspection, a_viewer, all_of, asked, changing


def held(**fields: Any) -> NewContact:
    usual = asked(
        area_code=ANGUS,
        held_on=TODAY,
        kind=ContactKind.MEETING,
        purposes=frozenset({Purpose.RISKS_AND_IMPACT, Purpose.SOCIAL_WORK_QUALITY}),
        summary="Chief officers' group: progress of the plan",
    )
    return NewContact(**{**usual, **fields})


def test_a_contact_is_logged_with_each_purpose_it_served(engine: Engine) -> None:
    with changing(engine) as session:
        by = a_viewer(session, areas=[ANGUS])
        contact = log_contact(session, by=by, on=TODAY, contact=held())
        assert (contact.recorded_by_id, contact.held_on) == (by.person_id, TODAY)
        assert [int(tag.purpose) for tag in all_of(session, ContactPurpose)] == [1, 4]


@pytest.mark.parametrize(
    ("field", "wrong"),
    [
        ("purposes", asked(purposes=frozenset())),
        ("summary", asked(summary="")),
        ("held_on", asked(held_on=TODAY + timedelta(days=1))),
        ("signposted_to", asked(kind=ContactKind.SIGNPOST)),
    ],
)
def test_an_incomplete_contact_is_refused_by_field(engine: Engine, field: str, wrong: dict[str, Any]) -> None:
    with changing(engine) as session:
        by = a_viewer(session, areas=[ANGUS])
        with pytest.raises(Invalid) as refusal:
            log_contact(session, by=by, on=TODAY, contact=held(**wrong))
        assert set(refusal.value.problems) == {field}
        assert not all_of(session, Contact)


def test_a_contact_is_about_a_plan_of_its_own_area(engine: Engine) -> None:
    with changing(engine) as session:
        by, plan = a_viewer(session, areas=[ANGUS]), a_plan(session, areas=[MORAY])
        with pytest.raises(Invalid, match="not of this area"):
            log_contact(session, by=by, on=TODAY, contact=held(plan_id=plan.id))


def test_a_relationship_manager_logs_a_contact_and_a_chief_inspector_does_not(engine: Engine) -> None:
    with changing(engine) as session:
        manager = a_viewer(session, RoleName.RELATIONSHIP_MANAGER_ADULT, [ANGUS])
        log_contact(session, by=manager, on=TODAY, contact=held())
        with pytest.raises(NotAllowed):
            log_contact(session, by=a_viewer(session, RoleName.CHIEF_INSPECTOR), on=TODAY, contact=held())


def test_a_contact_is_put_right_with_its_purposes_as_a_whole(engine: Engine) -> None:
    with changing(engine) as session:
        by = a_viewer(session, areas=[ANGUS])
        contact = log_contact(session, by=by, on=TODAY, contact=held())
        wanted = [Purpose.GOOD_PRACTICE, Purpose.SOCIAL_WORK_QUALITY]
        amend_contact(session, by=by, on=TODAY, contact_id=contact.id, purposes=wanted, summary="Progress")
        assert [int(tag.purpose) for tag in all_of(session, ContactPurpose)] == [1, 5]
        assert contact.summary == "Progress"


def test_a_contact_put_right_is_still_complete(engine: Engine) -> None:
    with changing(engine) as session:
        by = a_viewer(session, areas=[ANGUS])
        contact = log_contact(session, by=by, on=TODAY, contact=held())
        deed = asked(by=by, on=TODAY, contact_id=contact.id)
        with pytest.raises(Invalid) as refusal:
            amend_contact(session, **deed, purposes=[], kind=ContactKind.SIGNPOST, summary=" ")
        assert set(refusal.value.problems) == {"purposes", "signposted_to", "summary"}
        assert contact.kind is ContactKind.MEETING


def test_a_factor_is_noted_put_right_and_ended(engine: Engine) -> None:
    with changing(engine) as session:
        by = a_viewer(session, areas=[ANGUS])
        noted = a_published_inspection(session)
        factor = note_factor(
            session,
            by=by,
            on=TODAY,
            area_code=ANGUS,
            kind=FactorKind.HINDERS,
            text="One case system for two services",
            inspection_id=noted.id,
        )
        deed = asked(by=by, on=TODAY, factor_id=factor.id)
        amend_factor(session, **deed, text="Two case systems that do not talk")
        end_factor(session, **deed)
        assert (factor.text, factor.ended_on) == ("Two case systems that do not talk", TODAY)
        for too_late in (amend_factor, end_factor):
            with pytest.raises(CommandRefused, match="note it again"):
                too_late(session, **deed)


def test_a_factor_without_words_or_from_another_area_is_refused(engine: Engine) -> None:
    with changing(engine) as session:
        by, elsewhere = a_viewer(session, areas=[ANGUS]), a_published_inspection(session, areas=[MORAY])
        deed = asked(by=by, on=TODAY, area_code=ANGUS, kind=FactorKind.HELPS)
        with pytest.raises(Invalid) as refusal:
            note_factor(session, **deed, text="", inspection_id=elsewhere.id)
        assert set(refusal.value.problems) == {"text", "inspection_id"}
        assert not all_of(session, Factor)


def test_a_factor_ends_neither_ahead_nor_before_it_was_noted(engine: Engine) -> None:
    with changing(engine) as session:
        by = a_viewer(session, areas=[ANGUS])
        factor = note_factor(session, by=by, on=TODAY, area_code=ANGUS, kind=FactorKind.HELPS, text="A strong team")
        for day in (TODAY + timedelta(days=1), TODAY - timedelta(days=1)):
            with pytest.raises(Invalid):
                end_factor(session, by=by, on=TODAY, factor_id=factor.id, ended_on=day)
        assert factor.ended_on is None


def _purposes(session: Session) -> list[int]:
    return [int(tag.purpose) for tag in all_of(session, ContactPurpose)]


def test_purposes_that_two_people_changed_meanwhile_are_merged_one_by_one(engine: Engine) -> None:
    with changing(engine) as session:
        by = a_viewer(session, areas=[ANGUS])
        contact = log_contact(session, by=by, on=TODAY, contact=held())
        deed = asked(by=by, on=TODAY, contact_id=contact.id)
        opened = contact.row_version
    for mine in ([1, 4, 5], [4, 6]):
        with changing(engine) as session:
            amend_contact(session, **deed, purposes=[Purpose(one) for one in mine], expected_version=opened)
    with changing(engine) as session:
        assert _purposes(session) == [4, 5, 6]


def test_two_people_do_not_take_the_last_purposes_away_from_each_other(engine: Engine) -> None:
    with changing(engine) as session:
        by = a_viewer(session, areas=[ANGUS])
        contact = log_contact(session, by=by, on=TODAY, contact=held())
        deed = asked(by=by, on=TODAY, contact_id=contact.id, expected_version=contact.row_version)
    with changing(engine) as session:
        amend_contact(session, **deed, purposes=[Purpose(1)])
    with changing(engine) as session, pytest.raises(Conflict, match="other purposes"):
        amend_contact(session, **deed, purposes=[Purpose(4)], summary="Put right")
    with changing(engine) as session:
        assert (_purposes(session), all_of(session, Contact)[0].summary) == ([1], held().summary)


def test_a_change_of_purposes_alone_is_a_version_of_the_contact(engine: Engine) -> None:
    with changing(engine) as session:
        by = a_viewer(session, areas=[ANGUS])
        contact = log_contact(session, by=by, on=TODAY, contact=held())
        deed, before = asked(by=by, on=TODAY, contact_id=contact.id), contact.row_version
    with changing(engine) as session:
        assert amend_contact(session, **deed, purposes=[Purpose(2)]).row_version == before + 1
    with changing(engine) as session:
        assert amend_contact(session, **deed, purposes=[Purpose(2)]).row_version == before + 1


def test_a_signpost_keeps_to_whom_and_which_body_and_about_which_plan(engine: Engine) -> None:
    with changing(engine) as session:
        by, plan, elsewhere = a_viewer(session, areas=[ANGUS]), a_plan(session), a_plan(session, areas=[MORAY])
        contact = log_contact(session, by=by, on=TODAY, contact=held())
        deed = asked(by=by, on=TODAY, contact_id=contact.id)
        signpost = asked(kind=ContactKind.SIGNPOST, signposted_to="Improvement hub", body=ScrutinyBody.HMICS)
        amend_contact(session, **deed, **signpost, plan_id=plan.id)
        assert (contact.signposted_to, contact.body, contact.plan_id) == (
            "Improvement hub",
            ScrutinyBody.HMICS,
            plan.id,
        )
        with pytest.raises(Invalid, match="not of this area"):
            amend_contact(session, **deed, plan_id=elsewhere.id)
        amend_contact(session, **deed, body=None, plan_id=None)
        assert (contact.body, contact.plan_id) == (None, None)
