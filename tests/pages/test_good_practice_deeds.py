"""What is done with good practice: noted, described better, validated, disseminated, shared, and what came of it."""

from datetime import timedelta

import pytest
from sqlmodel import col, select

from dashboard.session import today
from dashboard.wording import day
from data_models.commands.good_practice import share_good_practice
from data_models.database import reading, unit_of_work
from data_models.tables import Evaluation, GoodPractice, Indicator, InspectionArea, PracticeShare
from data_models.visibility import Deed
from data_models.vocabulary import PracticeState, Strand
from tests.builders import there
from tests.pages import deeds
from tests.pages.deeds import PageDeed
from tests.pages.forms_on_pages import field, fill, opened, save, value
from tests.pages.test_good_practice import EAST_RENFREWSHIRE, SOUTH_AYRSHIRE, note
from tests.pages.what_it_says import words_of
from tests.pages.who_looks import looking_as
from tests.statements import counting_statements

LAST_WEEK = today() - timedelta(days=7)
GLASGOW = "S12000049"


def practice(form, **about):
    """A practice of an area that the demonstration's link inspector covers, in the state that is asked for."""
    return lambda engine: {"practice": str(note(engine, EAST_RENFREWSHIRE, **about)), "do": form}


def shared(engine):
    """A practice of theirs that was shared with South Ayrshire."""
    number = note(engine, EAST_RENFREWSHIRE)
    by = looking_as(engine)
    with unit_of_work(engine, by=by, deed=Deed.SHARE_PRACTICE.value) as session:
        share = share_good_practice(session, by=by, on=today(), practice_id=number, area_code=SOUTH_AYRSHIRE)
        return {"practice": str(number), "do": f"result-{share.id}"}


def the_practice(*fields):
    def found(session, address):
        row = session.get_one(GoodPractice, int(address["practice"]))
        return tuple(getattr(row, one) for one in fields)

    return found


def newest(*fields):
    def found(session, _):
        row = session.exec(select(GoodPractice).order_by(col(GoodPractice.id).desc())).first()
        return tuple(getattr(row, one) for one in fields)

    return found


def shares(session, address):
    rows = session.exec(select(PracticeShare).where(col(PracticeShare.practice_id) == int(address["practice"]))).all()
    return [(one.area_code, one.shared_on, one.result) for one in rows]


MANAGERS = ("relationship-manager-adult", "shared-screen", "support-officer")
NOTED = {"state": PracticeState.NOTED}
DEEDS = {
    "note on the page of an area": PageDeed(
        path="area",
        at=lambda engine: {"area": sorted(looking_as(engine).areas)[0], "do": "note-practice"},
        typed={"title": "Peer audit", "summary": "Teams read each other's records.", "strand": Strand.PROTECTION},
        said="is noted. It is proposed to others once it is validated.",
        left=newest("title", "strand", "state", "noted_on"),
        expected=("Peer audit", Strand.PROTECTION, PracticeState.NOTED, today()),
        wrongly={"summary": ""},
        sentence="Say what is done, and what difference it makes.",
        not_by=("shared-screen", "support-officer", "senior-manager"),
    ),
    "note in the register": PageDeed(
        path="good-practice",
        at=lambda _: {"do": "note-practice"},
        typed={"area": EAST_RENFREWSHIRE, "title": "Peer audit", "summary": "Teams read each other's records."},
        said="is noted. It is proposed to others once it is validated.",
        left=newest("area_code", "title"),
        expected=(EAST_RENFREWSHIRE, "Peer audit"),
        wrongly={"area": None},
        sentence="Choose the area where you saw it.",
        not_by=("shared-screen", "support-officer", "senior-manager"),
    ),
    "describe better": PageDeed(
        path="good-practice",
        at=practice("amend-practice", **NOTED),
        typed={"title": "Monthly peer audit", "strand": Strand.PROTECTION},
        said="is described as you said.",
        left=the_practice("title", "summary", "strand"),
        expected=("Monthly peer audit", "It works", Strand.PROTECTION),
        wrongly={"title": " "},
        sentence="Give this practice a short title.",
        not_by=("shared-screen", "support-officer", "senior-manager"),
    ),
    "validate": PageDeed(
        path="good-practice",
        at=practice("validate-practice", **NOTED),
        typed={},
        said="is validated: it is proposed from now on",
        left=the_practice("state", "validated_on"),
        expected=(PracticeState.VALIDATED, today()),
        not_by=MANAGERS,
    ),
    "disseminate": PageDeed(
        path="good-practice",
        at=practice("disseminate-practice"),
        typed={},
        said="is disseminated.",
        left=the_practice("state", "disseminated_on"),
        expected=(PracticeState.DISSEMINATED, today()),
        not_by=MANAGERS,
    ),
    "share with an area": PageDeed(
        path="good-practice",
        at=practice("share-practice"),
        typed={"area": GLASGOW, "on": day(LAST_WEEK), "result": "A visit took place."},
        said=f"was shared with Glasgow City on {day(LAST_WEEK)}.",
        left=shares,
        expected=[(GLASGOW, LAST_WEEK, "A visit took place.")],
        wrongly={"on": day(today() + timedelta(days=2))},
        sentence="This has not happened yet: choose today or an earlier day.",
        not_by=MANAGERS,
    ),
    "introduce to the area it is matched with": PageDeed(
        path="good-practice",
        at=practice(f"introduce-{SOUTH_AYRSHIRE}"),
        typed={"on": "today"},
        said="was shared with South Ayrshire on",
        left=shares,
        expected=[(SOUTH_AYRSHIRE, today(), "")],
        wrongly={"on": ""},
        sentence="Write the day it was shared.",
        not_by=MANAGERS,
    ),
    "say what came of it": PageDeed(
        path="good-practice",
        at=shared,
        typed={"result": "Taken up in one team."},
        said="in South Ayrshire is on record.",
        left=shares,
        expected=[(SOUTH_AYRSHIRE, today(), "Taken up in one team.")],
        wrongly={"result": ""},
        sentence="Say what came of it, even if nothing did.",
        not_by=MANAGERS,
    ),
}
EACH = pytest.mark.parametrize("deed", DEEDS.values(), ids=DEEDS)


@EACH
def test_it_is_offered_to_whoever_may(full_record, visit, deed):
    deeds.is_offered(deed, full_record, visit)


@EACH
def test_it_is_done_once_and_said(full_record, visit, deed):
    deeds.done(deed, full_record, visit)


@pytest.mark.parametrize("deed", [one for one in DEEDS.values() if one.sentence], ids=lambda one: one.said[:30])
def test_it_is_refused_with_a_sentence_and_nothing_typed_is_lost(full_record, visit, deed):
    deeds.refused(deed, full_record, visit)


@pytest.mark.parametrize(("deed", "persona"), [(deed, one) for deed in DEEDS.values() for one in deed.not_by])
def test_whoever_may_not_sees_neither_link_nor_form(full_record, visit, deed, persona):
    deeds.closed_to(deed, full_record, visit, persona)


@EACH
def test_it_is_not_done_in_the_past(full_record, visit, deed):
    address = deed.at(full_record)
    if "practice" in address:
        older = there(_older(full_record))
        address = {**address, "practice": str(older)}
    deeds.not_in_the_past(PageDeed(**{**vars(deed), "at": lambda _: address}), full_record, visit)


def _older(engine):
    """A practice that the record knew before today."""
    with reading(engine) as session:
        return session.exec(select(GoodPractice.id).order_by(col(GoodPractice.id))).first()


# --- each deed where it applies ---


@pytest.mark.parametrize(
    ("state", "offered"),
    [
        (PracticeState.NOTED, {"amend-practice", "validate-practice"}),
        (PracticeState.VALIDATED, {"disseminate-practice", "share-practice"}),
        (PracticeState.DISSEMINATED, {"share-practice"}),
    ],
)
def test_only_what_can_be_done_in_its_state_is_offered(full_record, visit, state, offered):
    number = note(full_record, EAST_RENFREWSHIRE, state=state, indicator_id=None)
    card = words_of(visit("good-practice", "link-inspector", practice=str(number))).split('<section class="card"')[1]
    every = {"amend-practice", "validate-practice", "disseminate-practice", "share-practice"}
    assert {one for one in every if f"do={one}" in card.split("</section>")[0]} == offered


def test_what_was_validated_meanwhile_is_said_and_what_was_typed_stays(full_record, visit):
    number = note(full_record, EAST_RENFREWSHIRE, **NOTED)
    app = fill(
        opened(visit, "good-practice", "amend-practice", "link-inspector", practice=number),
        "amend-practice",
        title="Typed with care",
    )
    with unit_of_work(full_record, by=looking_as(full_record), deed=Deed.VALIDATE_PRACTICE.value) as session:
        session.get_one(GoodPractice, number).state = PracticeState.VALIDATED
    app = save(app, "amend-practice")
    assert "stays as it was validated" in words_of(app)
    assert value(app, "amend-practice", "title") == "Typed with care"


def test_somebody_elses_words_of_the_same_practice_are_shown(full_record, visit):
    number, do = note(full_record, EAST_RENFREWSHIRE, **NOTED), "amend-practice"
    app = opened(visit, "good-practice", do, "link-inspector", practice=number)
    with unit_of_work(full_record, by=looking_as(full_record), deed=Deed.NOTE_PRACTICE.value) as session:
        session.get_one(GoodPractice, number).summary = "Theirs"
    app = save(fill(app, do, summary="Mine"), do)
    assert "now “Theirs”, yours “Mine”" in words_of(app)


# --- who may share with whom ---


def test_from_elsewhere_it_is_shared_with_ones_own_areas_only(full_record, visit):
    number = note(full_record, GLASGOW)
    app = opened(visit, "good-practice", "share-practice", "link-inspector", practice=number)
    assert len(field(app, "selectbox", "share-practice", "area").options) == len(looking_as(full_record).areas)


def test_from_ones_own_area_it_is_shared_with_every_other(full_record, visit):
    number = note(full_record, EAST_RENFREWSHIRE)
    app = opened(visit, "good-practice", "share-practice", "link-inspector", practice=number)
    assert len(field(app, "selectbox", "share-practice", "area").options) == 31


# --- matches ---


def test_an_introduction_takes_the_match_off_the_list_and_puts_it_among_the_shares(full_record, visit):
    number, do = note(full_record, EAST_RENFREWSHIRE), f"introduce-{SOUTH_AYRSHIRE}"
    before = words_of(visit("good-practice", "link-inspector", practice=str(number)))
    assert f"do={do}" in before.split('id="matches"')[1]
    said = words_of(save(opened(visit, "good-practice", do, "link-inspector", practice=number), do))
    assert "South Ayrshire" in said.split('aria-label="Where it was shared"')[1].split("</table>")[0]
    assert f"do={do}" not in said


def test_areas_of_another_size_are_listed_apart_and_not_counted_as_proposed(full_record, visit):
    number = note(full_record, GLASGOW)
    with unit_of_work(full_record, by=looking_as(full_record), deed=Deed.NOTE_PRACTICE.value) as session:
        _make_glasgow_strong(session)
    said = words_of(visit("good-practice", practice=str(number)))
    proposed, apart = said.split('id="matches"')[1].split("not proposed")
    assert "The two areas differ in size or setting." in apart
    assert "differ in size or setting" not in proposed


def _make_glasgow_strong(session):
    """The inspection that found key processes of East Renfrewshire very effective was of Glasgow too."""
    asked = (
        select(Evaluation)
        .join(InspectionArea, col(InspectionArea.inspection_id) == col(Evaluation.inspection_id))
        .join(Indicator, col(Indicator.id) == col(Evaluation.indicator_id))
        .where(col(InspectionArea.area_code) == EAST_RENFREWSHIRE, col(Indicator.name) == "Key processes")
    )
    judged = there(session.exec(asked).first())
    session.add(InspectionArea(inspection_id=judged.inspection_id, area_code=GLASGOW))


def test_an_area_sees_what_could_help_it_on_its_own_page(full_record, visit):
    note(full_record, EAST_RENFREWSHIRE)
    part = words_of(visit("area", "link-inspector", area=SOUTH_AYRSHIRE)).split("What could help here</h3>")[1]
    assert "Canary of &lt;b&gt;practice&lt;/b&gt;" in part
    assert "The two areas are of similar size." in part
    assert "East Renfrewshire</a>" in part.split("</table>")[0]
    assert "What could help here" not in words_of(visit("area", area=EAST_RENFREWSHIRE))


def test_the_form_of_a_new_practice_costs_at_most_eight_statements(full_record, visit):
    with counting_statements(full_record) as asked:
        visit("area", "link-inspector", area=EAST_RENFREWSHIRE, do="note-practice")
    assert sum("SELECT" in one for one in asked.texts) <= 8
