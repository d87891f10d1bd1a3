"""What is done on the page of an area: contacts put right, what helps or hinders, scrutiny by other bodies."""

from datetime import timedelta

import pytest
from sqlmodel import col, select

from dashboard.session import today
from dashboard.wording import day
from data_models.commands.engagement import amend_contact
from data_models.database import reading, unit_of_work
from data_models.tables import Contact, ContactPurpose, Factor, PlannedScrutiny
from data_models.visibility import Deed
from data_models.vocabulary import ContactKind, FactorKind, Purpose, ScrutinyBody
from tests.builders import there
from tests.pages import deeds
from tests.pages.deeds import PageDeed
from tests.pages.forms_on_pages import fill, opened, save, value
from tests.pages.what_it_says import words_of
from tests.pages.who_looks import looking_as
from tests.statements import counting_statements

LAST_WEEK, NEXT_MONTH = today() - timedelta(days=7), today() + timedelta(days=30)


def first(engine, table, *where):
    """The first row of a table in an area of the demonstration's link inspector."""
    with reading(engine) as session:
        asked = select(table).where(col(table.area_code).in_(sorted(looking_as(engine).areas)), *where)
        return there(session.exec(asked.order_by(col(table.id))).first())


def some_area(engine):
    return sorted(looking_as(engine).areas)[0]


def at(form, table, *where):
    def find(engine):
        row = first(engine, table, *where)
        return {"area": row.area_code, "do": f"{form}-{row.id}"}

    return find


def in_some_area(form):
    return lambda engine: {"area": some_area(engine), "do": form}


def the_row(table, *fields):
    """These fields of the row that the form is about, or of the newest one."""

    def found(session, address):
        number = address["do"].rpartition("-")[2]
        last = select(table).where(col(table.area_code) == address["area"]).order_by(col(table.id).desc())
        row = session.get(table, int(number)) if number.isdigit() else session.exec(last).first()
        return tuple(getattr(row, one) for one in fields)

    return found


def holds():
    return col(Factor.ended_on).is_(None)


def scrutiny_there(engine):
    """Scrutiny by another body in an area of ours; recorded where the demonstration tells of none."""
    code = some_area(engine)
    with unit_of_work(engine, by=looking_as(engine), deed=Deed.RECORD_SCRUTINY.value) as session:
        session.add(
            PlannedScrutiny(area_code=code, body=ScrutinyBody.HMICS, activity="Custody inspection", from_on=today())
        )
    row = first(engine, PlannedScrutiny, col(PlannedScrutiny.activity) == "Custody inspection")
    return {"area": code, "do": f"amend-scrutiny-{row.id}"}


DEEDS = {
    "put a contact right": PageDeed(
        path="area",
        at=at("amend-contact", Contact),
        typed={
            "kind": ContactKind.SIGNPOST,
            "held_on": day(LAST_WEEK),
            "summary": "Where to find help with audit.",
            "signposted_to": "Improvement hub",
            "body": ScrutinyBody.HEALTHCARE_IMPROVEMENT_SCOTLAND,
        },
        said="is put right; the entry as it was stays in the history",
        left=the_row(Contact, "kind", "held_on", "summary", "signposted_to", "body"),
        expected=(
            ContactKind.SIGNPOST,
            LAST_WEEK,
            "Where to find help with audit.",
            "Improvement hub",
            ScrutinyBody.HEALTHCARE_IMPROVEMENT_SCOTLAND,
        ),
        wrongly={"signposted_to": ""},
        sentence="Say to whom or what you signposted the area.",
        not_by=("shared-screen", "administrator", "senior-manager", "support-officer"),
    ),
    "note what hinders": PageDeed(
        path="area",
        at=in_some_area("note-factor"),
        typed={"kind": FactorKind.HINDERS, "text": "Two case systems that do not talk."},
        said="Noted what hinders in",
        left=the_row(Factor, "kind", "text", "noted_on"),
        expected=(FactorKind.HINDERS, "Two case systems that do not talk.", today()),
        wrongly={"kind": None},
        sentence="Choose whether it helps or hinders.",
        not_by=("shared-screen", "administrator", "senior-manager", "support-officer"),
    ),
    "put right what helps": PageDeed(
        path="area",
        at=at("amend-factor", Factor, holds()),
        typed={"kind": FactorKind.HELPS, "text": "A lead with time for the role."},
        said="What helps is put right.",
        left=the_row(Factor, "kind", "text"),
        expected=(FactorKind.HELPS, "A lead with time for the role."),
        wrongly={"text": " "},
        sentence="Say what helps or hinders good outcomes here.",
    ),
    "end what helps": PageDeed(
        path="area",
        at=at("end-factor", Factor, holds(), col(Factor.kind) == FactorKind.HELPS),
        typed={"ended_on": "yesterday"},
        said="It no longer helps as of",
        left=the_row(Factor, "ended_on"),
        expected=(today() - timedelta(days=1),),
        wrongly={"ended_on": "30 Feb 2026"},
        sentence="“30 Feb 2026” is not a day.",
    ),
    "record scrutiny by another body": PageDeed(
        path="area",
        at=in_some_area("record-scrutiny"),
        typed={
            "body": ScrutinyBody.AUDIT_SCOTLAND,
            "activity": "Best value audit",
            "from": day(NEXT_MONTH),
            "to": "",
            "source": "",
        },
        said="Recorded: Audit Scotland in",
        left=the_row(PlannedScrutiny, "body", "activity", "from_on", "to_on"),
        expected=(ScrutinyBody.AUDIT_SCOTLAND, "Best value audit", NEXT_MONTH, None),
        wrongly={"from": "", "body": ScrutinyBody.HMIPS},
        sentence="Write the day it begins.",
        not_by=("shared-screen", "administrator", "senior-manager", "relationship-manager-adult"),
    ),
    "put right scrutiny by another body": PageDeed(
        path="area",
        at=scrutiny_there,
        typed={"activity": "Inspection of custody", "to": day(NEXT_MONTH)},
        said="Recorded: HM Inspectorate of Constabulary in Scotland in",
        left=the_row(PlannedScrutiny, "body", "activity", "to_on"),
        expected=(ScrutinyBody.HMICS, "Inspection of custody", NEXT_MONTH),
        wrongly={"to": day(LAST_WEEK)},
        sentence="The last day is before the first: check both.",
    ),
}
EACH = pytest.mark.parametrize("deed", DEEDS.values(), ids=DEEDS)


@EACH
def test_it_is_offered_to_whoever_may(full_record, visit, deed):
    deeds.is_offered(deed, full_record, visit)


@EACH
def test_it_is_done_once_and_said(full_record, visit, deed):
    deeds.done(deed, full_record, visit)


@EACH
def test_it_is_refused_with_a_sentence_and_nothing_typed_is_lost(full_record, visit, deed):
    deeds.refused(deed, full_record, visit)


@pytest.mark.parametrize(
    ("deed", "persona"), [(deed, one) for deed in DEEDS.values() for one in deed.not_by], ids=lambda one: str(one)[:20]
)
def test_whoever_may_not_sees_neither_link_nor_form(full_record, visit, deed, persona):
    deeds.closed_to(deed, full_record, visit, persona)


@EACH
def test_it_is_not_done_in_the_past(full_record, visit, deed):
    deeds.not_in_the_past(deed, full_record, visit)


# --- beside others ---


def _meanwhile(engine, number, **fields):
    by = looking_as(engine)
    with unit_of_work(engine, by=by, deed=Deed.LOG_CONTACT.value) as session:
        amend_contact(session, by=by, on=today(), contact_id=number, **fields)


def _open_contact(engine, visit):
    contact = first(engine, Contact)
    do = f"amend-contact-{contact.id}"
    address = {"area": contact.area_code, "opened": contact.row_version}
    return contact, opened(visit, "area", do, "link-inspector", **address), do


def test_somebody_elses_purposes_and_summary_are_merged_with_a_new_day(full_record, visit):
    contact, app, do = _open_contact(full_record, visit)
    with reading(full_record) as session:
        tags = session.exec(select(ContactPurpose).where(col(ContactPurpose.contact_id) == contact.id)).all()
    served = {one.purpose for one in tags}
    theirs, mine = sorted(set(Purpose) - served)[:2]
    _meanwhile(full_record, contact.id, purposes=[*served, theirs], summary="Theirs.")
    fill(app, do, held_on=day(LAST_WEEK), **{f"purpose {int(mine)}": True})
    assert "is put right" in words_of(save(app, do))
    with reading(full_record) as session:
        now = session.get_one(Contact, contact.id)
        tags = session.exec(select(ContactPurpose).where(col(ContactPurpose.contact_id) == contact.id)).all()
        assert (now.held_on, now.summary) == (LAST_WEEK, "Theirs.")
    assert {one.purpose for one in tags} == served | {theirs, mine}


def test_somebody_elses_summary_is_shown_beside_mine_and_mine_stays(full_record, visit):
    contact, app, do = _open_contact(full_record, visit)
    _meanwhile(full_record, contact.id, summary="Theirs.")
    app = save(fill(app, do, summary="Mine."), do)
    assert "now “Theirs.”, yours “Mine.”" in words_of(app)
    assert value(app, do, "summary") == "Mine."


def test_what_ended_meanwhile_is_said_and_what_was_typed_stays(full_record, visit):
    factor = first(full_record, Factor, holds())
    do = f"amend-factor-{factor.id}"
    app = fill(opened(visit, "area", do, "link-inspector", area=factor.area_code), do, text="Typed with care.")
    with unit_of_work(full_record, by=looking_as(full_record), deed=Deed.NOTE_FACTOR.value) as session:
        session.get_one(Factor, factor.id).ended_on = today()
    app = save(app, do)
    said = words_of(app)
    assert "This has ended. If it is back, note it again." in said
    assert value(app, do, "text") == "Typed with care."
    assert f"amend-factor-{factor.id}" not in said.split('id="factors"')[1].split('id="form"')[0]


# --- what the page shows of them ---


def test_an_ended_factor_is_folded_away_and_not_lost(full_record, visit):
    factor = first(full_record, Factor, holds())
    with unit_of_work(full_record, by=looking_as(full_record), deed=Deed.NOTE_FACTOR.value) as session:
        session.get_one(Factor, factor.id).ended_on = today()
    part = words_of(visit("area", area=factor.area_code)).split('id="factors"')[1].split('id="practice"')[0]
    holding, ended = part.split("No longer: 1 factor")
    assert factor.text not in holding.replace("&#39;", "'")
    assert factor.text in ended.replace("&#39;", "'")


def test_a_signpost_says_to_whom_and_which_body_and_its_plan(full_record, visit):
    contact = first(full_record, Contact)
    signpost = {"kind": ContactKind.SIGNPOST, "signposted_to": "Improvement <b>hub</b>", "body": ScrutinyBody.HMICS}
    _meanwhile(full_record, contact.id, **signpost)
    own = words_of(visit("area", "link-inspector", area=contact.area_code))
    assert "Signposted to Improvement &lt;b&gt;hub&lt;/b&gt; · HM Inspectorate of Constabulary" in own
    assert (
        "Improvement"
        not in words_of(visit("area", "support-officer", area=contact.area_code)).split('id="contacts"')[1]
    )


def test_an_address_that_people_typed_is_no_link(full_record, visit):
    address = scrutiny_there(full_record)
    with unit_of_work(full_record, by=looking_as(full_record), deed=Deed.RECORD_SCRUTINY.value) as session:
        session.get_one(PlannedScrutiny, int(address["do"].rpartition("-")[2])).source = "https://example.invalid/x"
    part = words_of(visit("area", area=address["area"])).split('id="other-bodies"')[1]
    assert "https://example.invalid/x" in part
    assert 'href="https://example.invalid' not in part


def test_a_form_under_its_part_stands_between_the_parts_and_none_is_lost(full_record, visit):
    code = some_area(full_record)
    said = words_of(visit("area", "link-inspector", area=code, do="note-factor"))
    order = [said.index(f'id="{one}"') for one in ("factors", "form", "practice", "contacts", "cover")]
    assert order == sorted(order)
    assert said.count('id="factors"') == said.count('id="cover"') == 1


def test_the_form_adds_no_statement(full_record, visit):
    contact = first(full_record, Contact)
    with counting_statements(full_record) as asked:
        visit("area", "link-inspector", area=contact.area_code, do=f"amend-contact-{contact.id}")
    assert sum("SELECT" in one for one in asked.texts) <= 8


def test_of_several_areas_none_is_proposed_for_a_contact(full_record, visit):
    viewer = looking_as(full_record)
    do, chosen = "log-contact", sorted(viewer.areas)[1]
    app = opened(visit, "my-areas", do, "link-inspector")
    assert value(app, do, "area") is None
    app = save(fill(app, do, summary="Told on the telephone.", **{"purpose 1": True}), do)
    assert "Choose the area." in words_of(app)
    assert "Logged a contact with" in words_of(save(fill(app, do, area=chosen), do))
    with reading(full_record) as session:
        logged = there(session.exec(select(Contact).order_by(col(Contact.id).desc())).first())
    assert (logged.area_code, logged.held_on, logged.kind) == (
        chosen,
        today(),
        ContactKind.MEETING,
    )


@pytest.mark.parametrize("path", ["my-areas", "area"])
def test_logging_a_contact_is_the_first_stop_below_the_head(full_record, visit, path):
    """Nothing but the partnerships of an area, folded, can take the keyboard before it."""
    below = words_of(visit(path, "link-inspector", **({"area": some_area(full_record)} if path == "area" else {})))
    before = below.split("</h1>")[1].split("do=log-contact")[0].split("</details>")[-1]
    assert before.count("<a ") == 1
