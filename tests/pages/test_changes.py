"""What changed, when, by whom, why? The audit trail as everybody sees it, one change whole, and undoing it."""

import re
from datetime import timedelta

import pytest
from sqlmodel import col, select

from dashboard.personas import PERSONAS
from dashboard.session import today
from data_models.commands.engagement import NewContact, amend_contact, log_contact
from data_models.commands.evaluations import record_evaluation
from data_models.commands.inspections import plan_inspection
from data_models.commands.risk_flags import change_flag_owner, close_risk_flag, mute_risk_flag
from data_models.database import reading, unit_of_work
from data_models.queries.record import head
from data_models.tables import Contact, Inspection, Programme, RiskFlag
from data_models.visibility import Deed
from data_models.vocabulary import ContactKind, FlagState, Grade, PublicationState, Purpose, Scale
from tests.builders import there
from tests.pages.forms_on_pages import fill, is_shown, opened, save, value
from tests.pages.what_it_says import words_of
from tests.pages.who_looks import looking_as
from tests.statements import counting_statements

EVERYBODY = [persona.key for persona in PERSONAS]
OWN, SENIOR = "link-inspector", "senior-manager"
OUTSIDERS = ["support-officer", "administrator", "shared-screen"]
SECRET = "canary of the chief officers"


def newest(engine):
    with reading(engine) as session:
        return head(session).change


def do(engine, persona, deed, command, *, why="", token="form", **given):
    """One change, as somebody makes it in a form; returns its number."""
    by = looking_as(engine, persona)
    token = token and f"{token} {newest(engine)}"
    with unit_of_work(engine, by=by, deed=deed.value, reason=why, token=token) as session:
        command(session, by=by, on=today(), **given)
    return newest(engine)


def own_area(engine):
    return sorted(looking_as(engine, OWN).areas)[0]


def own_flag(engine):
    areas = looking_as(engine, OWN).areas
    with reading(engine) as session:
        wanted = col(RiskFlag.area_code).in_(areas), col(RiskFlag.state) == FlagState.OPEN
        return there(session.exec(select(RiskFlag).where(*wanted).order_by(col(RiskFlag.id))).first())


def muted(engine, reason="Settled with the chief officers", token="form"):
    until = today() + timedelta(days=10)
    given = {"flag_id": own_flag(engine).id, "muted_until": until, "reason": reason}
    return do(engine, OWN, Deed.MUTE_FLAG, mute_risk_flag, why=reason, token=token, **given)


def contacted(engine, summary=SECRET):
    new = NewContact(own_area(engine), today(), ContactKind.MEETING, frozenset({Purpose.GOOD_PRACTICE}), summary)
    return do(engine, OWN, Deed.LOG_CONTACT, log_contact, why=summary, contact=new)


# --- the list ---


@pytest.mark.parametrize("persona", EVERYBODY)
def test_everybody_reads_the_list_and_a_change(full_record, visit, persona):
    number = newest(full_record)
    said = words_of(visit("changes", persona))
    assert f">{number:,}</a>" in said
    shown = [int(one.replace(",", "")) for one in re.findall(r'change=\d+[^"]*">([\d,]+)</a>', said)]
    assert shown == sorted(shown, reverse=True)
    assert len(shown) > 3
    assert "What it touched, before and after" in words_of(visit("changes", persona, change="700"))


@pytest.mark.parametrize("persona", EVERYBODY)
@pytest.mark.parametrize("record", ["empty_record", "blank_record"])
def test_it_opens_on_a_record_without_anything(request, visit, persona, record):
    request.getfixturevalue(record)
    said = words_of(visit("changes", persona))
    assert "loaded the reference lists" in said if record == "empty_record" else "No change is like this" in said


def test_older_changes_are_a_page_further(full_record, visit):
    first = words_of(visit("changes"))
    assert first.count('<th scope="row">') == 20
    oldest = newest(full_record) - 19
    assert f"before={oldest}" in first
    second = words_of(visit("changes", before=str(oldest)))
    assert f">{oldest - 1:,}</a>" in second
    assert f">{oldest:,}</a>" not in second
    assert "Older changes" not in words_of(visit("changes", before="5"))


def narrowed(engine, by):
    """An address that finds the muting of the flag, and one that does not."""
    flag = own_flag(engine)
    return {
        "who": ({"by": str(looking_as(engine, OWN).person_id)}, {"by": "0"}),
        "deed": ({"deed": "mute_risk_flag"}, {"deed": "publish_report"}),
        "day": ({"day": f"{today()}"}, {"day": "1 Jan 2020"}),
        "area": ({"area": flag.area_code}, {"area": "S12000027" if flag.area_code == "S12000013" else "S12000013"}),
        "record": ({"record": f"RF-{flag.id:04d}"}, {"record": "AP-0001"}),
    }[by]


@pytest.mark.parametrize("by", ["who", "deed", "day", "area", "record"])
def test_it_is_narrowed_by(full_record, visit, by):
    number = muted(full_record)
    found, not_found = narrowed(full_record, by)
    assert f">{number:,}</a>" in words_of(visit("changes", **found))
    assert f">{number:,}</a>" not in words_of(visit("changes", **not_found))


def test_the_changes_of_a_record_are_those_of_everything_in_it(full_record, visit):
    said = words_of(visit("changes", record="AP-0007"))
    assert "action item AP-0007/" in said
    assert "action item AP-0008/" not in said


@pytest.mark.parametrize(
    "address",
    [
        {"change": "x"},
        {"change": "99999"},
        {"area": "S99"},
        {"by": "x"},
        {"deed": "nonsense"},
        {"day": "yesteryear"},
        {"record": "XX-0001"},
        {"before": "x"},
        {"before": "IM-0001"},
        {"day": "31 Dec 9999"},
        {"day": "1 Jan 0001"},
    ],
    ids=str,
)
def test_a_bad_address_gets_a_sentence_and_a_way_back(full_record, visit, address):
    said = words_of(visit("changes", **address))
    assert (said.count("<h1"), said.count("notice-amber")) == (1, 1)
    assert "changes" in said


def test_a_change_is_asked_for_by_its_plain_number(full_record, visit):
    assert "“IM-0001” is not a number. Write it like 12." in words_of(visit("changes", change="IM-0001"))


@pytest.mark.parametrize("address", [{}, {"change": "700"}, {"area": "S12000042"}, {"record": "AP-0007"}], ids=str)
def test_it_costs_few_statements_and_one_when_nothing_changed(full_record, visit, address):
    with counting_statements(full_record) as first:
        visit("changes", OWN, **address)
    with counting_statements(full_record) as second:
        visit("changes", OWN, **address)
    assert (first.count <= 8, second.count) == (True, 1), first.texts


def test_administration_leads_to_it(full_record, visit):
    said = words_of(visit("administration"))
    assert 'href="changes?' in said
    assert f"change={newest(full_record)}" in said


# --- one change ---


def test_a_change_is_told_before_and_after_with_who_and_why(full_record, visit):
    number = muted(full_record)
    said = words_of(visit("changes", SENIOR, change=str(number)))
    for part in ("muted a risk flag", looking_as(full_record, OWN).name, "Settled with the chief officers"):
        assert part in said
    assert "<b>muted until</b>: " in said
    assert f"risk flag RF-{own_flag(full_record).id:04d}" in said


def test_people_are_told_by_name(full_record, visit):
    senior = looking_as(full_record, SENIOR)
    given = {"flag_id": own_flag(full_record).id, "owner_id": senior.person_id}
    number = do(full_record, OWN, Deed.REVIEW_FLAG, change_flag_owner, **given)
    assert senior.name in words_of(visit("changes", change=str(number))).split("Before and after")[1]


@pytest.mark.parametrize("persona", EVERYBODY)
def test_what_contacts_were_about_is_read_by_the_areas_own_and_senior_managers(full_record, visit, persona):
    number = contacted(full_record)
    with reading(full_record) as session:
        contact = there(session.exec(select(Contact).order_by(col(Contact.id).desc())).first())
    given = {"contact_id": contact.id, "summary": f"{SECRET}, again"}
    again = do(full_record, OWN, Deed.LOG_CONTACT, amend_contact, why=SECRET, **given)
    seen_at: list[dict[str, str]] = [{}, {"change": str(number)}, {"change": str(again)}, {"area": contact.area_code}]
    whole = "".join(words_of(visit("changes", persona, **at)) for at in seen_at)
    reads = persona in (OWN, SENIOR) or own_area(full_record) in looking_as(full_record, persona).areas
    assert (SECRET in whole) is reads
    assert looking_as(full_record, OWN).name in whole


@pytest.mark.parametrize("persona", EVERYBODY)
def test_what_is_not_published_is_not_told(full_record, visit, persona):
    with reading(full_record) as session:
        unpublished = col(Inspection.publication_state) == PublicationState.EMBARGOED
        draft = there(session.exec(select(Inspection).where(unpublished)).first())
    given = {"inspection_id": draft.id, "worth": Grade.WEAK, "label": SECRET, "verbatim": SECRET}
    number = do(full_record, "support-officer", Deed.RECORD_EVALUATION, record_evaluation, why=SECRET, **given)
    seen_at: list[dict[str, str]] = [{}, {"change": str(number)}, {"record": f"IN-{draft.id:04d}"}]
    whole = "".join(words_of(visit("changes", persona, **at)) for at in seen_at)
    if persona == SENIOR:
        assert SECRET in whole
    if persona in ("administrator", "shared-screen"):
        assert SECRET not in whole
        # That something was written into a report under embargo is as telling as what.
        assert "evaluation EV-" not in whole.split("What it touched")[-1].split("</table>")[0]
        assert f">{number:,}</a>" not in words_of(visit("changes", persona))
        alone = words_of(visit("changes", persona, change=str(number)))
        assert "Nothing of what it touched is open to you" in alone
        assert looking_as(full_record, "support-officer").name not in alone.split("<h1")[1]


@pytest.mark.parametrize("persona", OUTSIDERS)
def test_an_inspection_that_is_only_planned_is_not_told_of(full_record, visit, persona):
    with reading(full_record) as session:
        programme = there(session.exec(select(Programme).where(col(Programme.scale) == Scale.SIX_POINT)).first())
    area = own_area(full_record)
    given = {
        "programme_id": programme.id,
        "area_codes": [area],
        "partnership_name": SECRET,
        "starts_on": today() + timedelta(days=60),
    }
    number = do(full_record, "support-officer", Deed.PLAN_INSPECTION, plan_inspection, **given)
    said = words_of(visit("changes", persona, change=str(number)))
    assert SECRET not in said
    assert area not in said
    assert "Nothing of what it touched is open to you" in said
    assert f">{number:,}</a>" not in words_of(visit("changes", persona, area=area))
    assert SECRET in words_of(visit("changes", SENIOR, change=str(number)))


def test_before_a_room_no_reason_is_told(full_record, visit):
    number = muted(full_record, reason="Because of a letter")
    assert "Because of a letter" in words_of(visit("changes", OWN, change=str(number)))
    for at in ({}, {"change": str(number)}):
        assert "Because of a letter" not in words_of(visit("changes", OWN, screen="shared", **at)).split("<b>mute")[0]


# --- undoing ---


def test_the_same_form_saves_anew_what_was_undone_since(full_record, visit):
    def contacts():
        with reading(full_record) as session:
            return len(session.exec(select(Contact)).all())

    def logged():
        app = opened(visit, "area", "log-contact", OWN, area=own_area(full_record))
        app.checkbox(
            key=next(str(one.key) for one in app.checkbox if str(one.key).startswith("log-contact"))
        ).set_value(True)
        return save(fill(app, "log-contact", summary="A call about the audit"), "log-contact")

    before = contacts()
    assert "Logged a contact" in words_of(logged())
    assert "already saved" in words_of(logged())
    assert contacts() == before + 1
    number = newest(full_record)
    save(fill(opened(visit, "changes", "undo", OWN, change=number), "undo", reason="Too soon"), "undo")
    assert contacts() == before
    assert "Logged a contact" in words_of(logged())
    assert "already saved" in words_of(logged())
    assert contacts() == before + 1


def test_whoever_may_undoes_a_change_with_a_reason_and_it_says_so(full_record, visit):
    number = muted(full_record)
    assert "Undo this change" in words_of(visit("changes", OWN, change=str(number)))
    app = opened(visit, "changes", "undo", OWN, change=number)
    said = words_of(save(fill(app, "undo", reason="The wrong flag"), "undo"))
    assert f"Change {number:,} is undone" in said
    assert "undone by change <a" in said
    assert "Undo this change" not in said
    assert own_flag(full_record).muted_until is None
    undoing = words_of(visit("changes", OWN, change=str(number + 1)))
    assert "The wrong flag" in undoing
    assert "undid change <a" in undoing
    assert "Undo this change" in undoing


def test_without_a_reason_nothing_is_undone_and_the_form_stays(full_record, visit):
    number = muted(full_record)
    app = save(fill(opened(visit, "changes", "undo", OWN, change=number), "undo", reason="  "), "undo")
    assert "Say why this is undone" in words_of(app)
    assert value(app, "undo", "reason") == "  "
    assert newest(full_record) == number


def test_what_stands_in_the_way_is_said_instead_of_a_link(full_record, visit):
    number = muted(full_record)
    flag = own_flag(full_record)
    later = do(full_record, OWN, Deed.CLOSE_FLAG, close_risk_flag, flag_id=flag.id, reason="Better")
    said = words_of(visit("changes", OWN, change=str(number)))
    assert f"Change {later} (close risk flag" in said
    assert "Undo what came later first" in said
    assert "do=undo" not in said


def test_a_change_that_something_came_after_while_the_form_was_open_is_refused_with_its_name(full_record, visit):
    number = muted(full_record)
    app = fill(opened(visit, "changes", "undo", OWN, change=number), "undo", reason="The wrong flag")
    do(full_record, OWN, Deed.CLOSE_FLAG, close_risk_flag, flag_id=own_flag(full_record).id, reason="Better")
    app = save(app, "undo")
    assert "changed the risk flag" in words_of(app)
    assert value(app, "undo", "reason") == "The wrong flag"


def test_the_story_of_the_demonstration_is_said_to_stay(full_record, visit):
    number = muted(full_record, token=None)
    assert "part of the story" in words_of(visit("changes", OWN, change=str(number)))


@pytest.mark.parametrize("persona", ["relationship-manager-adult", *OUTSIDERS])
def test_who_may_not_undo_it_sees_neither_link_nor_form(full_record, visit, persona):
    number = muted(full_record)
    assert "do=undo" not in words_of(visit("changes", persona, change=str(number)))
    assert not is_shown(opened(visit, "changes", "undo", persona, change=number))


def test_nothing_is_undone_in_the_past(full_record, visit):
    yesterday = today() - timedelta(days=1)
    said = words_of(visit("changes", OWN, change="700", as_of=f"{yesterday}"))
    assert "Change 700" in said
    assert "do=undo" not in said
    assert "cannot be undone" not in said
