from datetime import date

from data_models.database import reading
from data_models.queries.engagement import contacts
from data_models.queries.flag_picture import flag_picture
from data_models.queries.risk_flags import flags
from data_models.tables import Contact, ContactPurpose, Programme, RiskFlag
from data_models.vocabulary import ContactKind, FlagState, ImpactLevel, Purpose, RiskDescriptor, Strand
from tests.builders import there
from tests.data_models.queries.small_record import (
    ANGUS,
    MORAY,
    OUTSIDER,
    SENIOR,
    TODAY,
    area,
    flag,
    inspection,
    programme,
    put,
    writing,
)
from tests.data_models.queries.whole_portfolio import whole_portfolio


def test_open_flags_come_by_gravity_and_muted_and_closed_ones_after_them(engine):
    with writing(engine) as session:
        area(session)
        flag(session, title="closed", state=FlagState.CLOSED, closed_on=TODAY, close_reason="Done")
        flag(session, title="muted", muted_until=TODAY, mute_reason="Known")
        flag(session, title="uncertain", descriptor=RiskDescriptor.UNCERTAINTY)
        flag(session, title="low", impact_level=ImpactLevel.LOW)
        flag(session, title="significant", descriptor=RiskDescriptor.SIGNIFICANT_CONCERN)
        flag(session, title="mute ran out", muted_until=date(2026, 3, 2), mute_reason="Known")
    with reading(engine) as session:
        found = flags(session, SENIOR, on=TODAY)
    assert [one.title for one in found] == ["significant", "mute ran out", "low", "uncertain", "muted", "closed"]
    assert [one.title for one in found if one.is_muted] == ["muted"]


def test_flags_are_narrowed_by_what_is_asked(engine):
    with writing(engine) as session:
        area(session), area(session, MORAY, "Moray")
        flag(session, strand=Strand.CHILDREN)
        flag(session, MORAY)
    with reading(engine) as session:
        assert [one.area_name for one in flags(session, SENIOR, on=TODAY, area_code=MORAY)] == ["Moray"]
        assert [one.id for one in flags(session, SENIOR, on=TODAY, strand=Strand.CHILDREN)] == [1]
        assert flags(session, SENIOR, on=TODAY, state=FlagState.CLOSED) == ()


def test_a_flag_tells_how_long_it_is_open_and_how_late_its_review_is(engine):
    with writing(engine) as session:
        area(session)
        flag(session, review_on=date(2026, 2, 1))
    with reading(engine) as session:
        found = flag_picture(session, SENIOR, on=TODAY, flag_id=1)
        assert flag_picture(session, SENIOR, on=TODAY, flag_id=2) is None
    one = there(found).flag
    assert (one.reference, one.days_overdue, one.days_open) == ("RF-0001", 30, 61)


def test_a_flag_on_a_draft_finding_appears_to_others_once_the_report_is_published(engine):
    with writing(engine) as session:
        area(session)
        draft = inspection(session, programme(session), published_on=None)
        published = inspection(session, session.get_one(Programme, 1).id, published_on=date(2026, 1, 1))
        flag(session, inspection_id=draft)
    with reading(engine) as session:
        assert flags(session, OUTSIDER, on=TODAY) == ()
    with writing(engine) as session:
        session.get_one(RiskFlag, 1).inspection_id = published
    with reading(engine) as session:
        assert len(flags(session, OUTSIDER, on=TODAY)) == 1


def test_outsiders_see_that_a_contact_was_held_its_kind_and_purposes_but_not_what_was_said(engine):
    with writing(engine) as session:
        whole_portfolio(session)
    with reading(engine) as session:
        (theirs,) = contacts(session, OUTSIDER, on=TODAY)
        (ours,) = contacts(session, SENIOR, on=TODAY)
    assert (theirs.kind, theirs.purposes) == (ours.kind, ours.purposes)
    assert (theirs.is_withheld, theirs.summary, theirs.signposted_to) == (True, "", "")
    assert (ours.is_withheld, ours.recorded_by) == (False, "Pat")


def _contact(session, day, *purposes, code=ANGUS, kind=ContactKind.MEETING):
    number = put(session, Contact(area_code=code, held_on=day, kind=kind, summary="Met"))
    for purpose in purposes:
        put(session, ContactPurpose(contact_id=number, purpose=purpose))


def test_contacts_come_latest_first_and_are_narrowed_by_what_is_asked(engine):
    with writing(engine) as session:
        area(session), area(session, MORAY, "Moray")
        _contact(session, date(2026, 1, 1), Purpose.GOOD_PRACTICE)
        _contact(session, date(2026, 2, 1), Purpose.PUBLIC_PROTECTION, code=MORAY)
        _contact(session, date(2026, 3, 4))
        _contact(session, date(2026, 2, 2), kind=ContactKind.SUPPORT)
    with reading(engine) as session:
        assert [one.id for one in contacts(session, SENIOR, on=TODAY)] == [4, 2, 1]
        assert [one.id for one in contacts(session, SENIOR, on=TODAY, area_code=MORAY)] == [2]
        assert [one.id for one in contacts(session, SENIOR, on=TODAY, kind=ContactKind.SUPPORT)] == [4]
        assert [one.id for one in contacts(session, SENIOR, on=TODAY, purpose=Purpose.GOOD_PRACTICE)] == [1]
        assert [one.id for one in contacts(session, SENIOR, on=TODAY, since=date(2026, 2, 1))] == [4, 2]
