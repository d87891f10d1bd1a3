"""What do I send? The page, and the documents it leads to, opened by other libraries than wrote them."""

import io
import re
from collections.abc import Iterator
from datetime import timedelta
from functools import cache
from typing import Any
from urllib.parse import urlencode

import docx
import pytest
from docx.oxml.ns import qn
from pypdf import PdfReader
from sqlalchemy import select
from sqlmodel import col
from starlette.requests import Request

from dashboard.documents import KINDS, WRITERS, document_file
from dashboard.navigation import BY_PATH
from dashboard.page_files import opened_for_file, shown_on, visitor
from dashboard.personas import PERSONAS
from dashboard.plain_text import clean
from dashboard.reports.document import said, table_of
from dashboard.reports.typeface import settable
from dashboard.session import today
from data_models.database import reading, unit_of_work
from data_models.queries.areas import all_areas
from data_models.tables import AssuranceUpdate, FormalMonitoring, RiskFlag
from data_models.visibility import SYSTEM, Deed
from data_models.vocabulary import FlagState, MonitoringState
from seed_data.demonstration.under_way import EMBARGOED_WORDS
from tests.builders import there
from tests.pages.test_files_of_tables import CONFIDED, EMBARGOED_CODE, say_in_a_contact
from tests.pages.what_it_says import words_of
from tests.statements import counting_statements

BY_KEY = {kind.key: kind for kind in KINDS}
EVERYBODY = [persona.key for persona in PERSONAS]
# Made for nobody outside and no room.
FOR_OWN_SCREENS = {"minutes"}
LEFT_OUT = {"contacts-the-latest-first", "timeline-the-latest-first", "totals-without-names"}


def monitored_area(engine) -> str:
    query = select(col(FormalMonitoring.area_code)).where(col(FormalMonitoring.state) == MonitoringState.OPEN)
    with reading(engine) as session:
        return there(session.scalars(query).first())


def request_of(**params: str) -> Request:
    query = urlencode({"persona": "senior-manager", "meeting": "MT-0001", **params}).encode()
    return Request({"type": "http", "method": "GET", "path": "/", "query_string": query, "headers": []})


def sent(kind: str, ending: str, **params: str) -> bytes:
    answer = document_file(request_of(**params), BY_KEY[kind], ending)
    assert answer.status_code == 200, answer.body
    return bytes(answer.body)


@cache
def once(kind: str, ending: str, area: str) -> bytes:
    """A document of the record as it is found, made once for all tests that only read it."""
    return sent(kind, ending, area=area)


def refused(kind: str, **params: str) -> tuple[int, str]:
    answer = document_file(request_of(**params), BY_KEY[kind], "pdf")
    return answer.status_code, bytes(answer.body).decode()


def words_in_pdf(content: bytes) -> str:
    return " ".join(" ".join(page.extract_text() for page in PdfReader(io.BytesIO(content)).pages).split())


def words_in_word(content: bytes) -> str:
    found: Any = docx.Document(io.BytesIO(content))
    section = found.sections[0]
    return " ".join(
        node.text or "" for part in (found, section.header, section.footer) for node in part._element.iter(qn("w:t"))
    )


WORDS_IN = {"pdf": words_in_pdf, "docx": words_in_word}


# --- the page ---


def test_it_opens_for_everybody(full_record, visit):
    for persona in EVERYBODY:
        assert "What do I send?" in words_of(visit("reports", persona)), persona


@pytest.mark.parametrize("record", ["empty_record", "blank_record"])
def test_it_opens_where_nothing_has_happened(request, visit, record):
    request.getfixturevalue(record)
    assert "What do I send?" in words_of(visit("reports"))


def test_each_document_is_offered_as_word_and_as_pdf_for_the_area_and_reader_chosen(full_record, visit):
    area = monitored_area(full_record)
    for reader, offered in (("", len(KINDS)), ("outside", len(KINDS) - len(FOR_OWN_SCREENS))):
        said_there = words_of(visit("reports", area=area, meeting="MT-0001", **{"for": reader}))
        links = re.findall(r'href="(reports/[^"]+)"', said_there)
        assert len(links) == offered * len(WRITERS)
        assert all(("for=outside" in one) is (reader == "outside") for one in links)
        assert sum(f"area={area}" in one for one in links) == 4


def test_a_room_is_offered_no_document(full_record, visit):
    assert "reports/" not in words_of(visit("reports", screen="shared"))


def test_the_page_asks_little_and_nothing_again(full_record, visit):
    visit("help")
    with counting_statements(full_record) as first:
        visit("reports")
    with counting_statements(full_record) as again:
        visit("reports")
    assert first.count <= 8
    assert sum("SELECT" in one for one in again.texts) == 1


# --- every document, in both formats ---


@pytest.fixture
def area(full_record) -> str:
    return monitored_area(full_record)


def test_every_pdf_is_tagged_titled_and_in_british_english(full_record, area):
    for kind in KINDS:
        found = PdfReader(io.BytesIO(once(kind.key, "pdf", area)))
        root: Any = found.trailer["/Root"]
        assert root["/MarkInfo"]["/Marked"], kind.key
        assert root["/Lang"] == "en-GB", kind.key
        assert root["/ViewerPreferences"]["/DisplayDocTitle"], kind.key
        title = there(found.metadata).title
        assert title, kind.key
        assert there(found.metadata).author == "Link Inspector Dashboard"
        assert b"<pdfuaid:part>1</pdfuaid:part>" in root["/Metadata"].get_data(), kind.key
        tags = list(tagged(root["/StructTreeRoot"]))
        named = [tag for tag, _ in tags]
        assert {"/Title", "/H1", "/Table", "/TH", "/TD"} <= set(named), (kind.key, set(named))
        assert named.index("/Title") < named.index("/H1")
        figures = [node for tag, node in tags if tag == "/Figure"]
        assert all(len(str(node.get("/Alt", ""))) > 30 for node in figures)
        assert bool(figures) == (kind.key in ("area-briefing", "national-pack")), kind.key


def tagged(node: Any) -> Iterator[tuple[str, Any]]:
    """Every tag of the structure with its node, in reading order."""
    node = node.get_object() if hasattr(node, "get_object") else node
    if isinstance(node, list):
        for one in node:
            yield from tagged(one)
    elif isinstance(node, dict):
        if "/S" in node:
            yield node["/S"], node
        if "/K" in node:
            yield from tagged(node["/K"])


def caption_of(table) -> str:
    return str(table._tbl.tblPr.find(qn("w:tblCaption")).get(qn("w:val")))


def test_every_word_document_has_real_headings_repeated_table_heads_and_alternative_text(full_record, area):
    for kind in KINDS:
        found: Any = docx.Document(io.BytesIO(once(kind.key, "docx", area)))
        styles = [one.style.name for one in found.paragraphs if one.style.name.startswith(("Heading", "Title"))]
        assert styles[0] == "Title", kind.key
        assert styles[1] == "Heading 1", kind.key
        assert all(int(two[-1]) - int(one[-1]) <= 1 for one, two in zip(styles[1:], styles[2:], strict=False))
        assert (found.core_properties.title, found.core_properties.language) == (found.paragraphs[0].text, "en-GB")
        assert found.styles.element.find(".//" + qn("w:lang")).get(qn("w:val")) == "en-GB"
        assert found.tables
        for table in found.tables:
            assert table.rows[0]._tr.trPr.find(qn("w:tblHeader")) is not None
            assert caption_of(table)
        shapes = [one._inline.docPr.get("descr") for one in found.inline_shapes]
        assert all(shapes)
        assert bool(shapes) == (kind.key in ("area-briefing", "national-pack")), kind.key


def test_word_and_pdf_say_the_same_in_the_same_order(full_record, area):
    for kind in KINDS:
        word: Any = docx.Document(io.BytesIO(once(kind.key, "docx", area)))
        headings = [one.text for one in word.paragraphs if one.style.name.startswith(("Heading", "Title"))]
        paper, place = words_in_pdf(once(kind.key, "pdf", area)), 0
        for heading in headings:
            place = paper.index(" ".join(heading.split()), place)


def test_the_detail_of_a_briefing_is_the_tables_of_the_areas_page(full_record, area):
    asked = {"persona": "senior-manager", "area": area}
    with opened_for_file(visitor(request_of(), asked), None):
        sheets = [one for one in shown_on(BY_PATH["area"], asked).sheets if one.rows and one.key not in LEFT_OUT]
    word: Any = docx.Document(io.BytesIO(once("area-briefing", "docx", area)))
    tables = {caption_of(one): [[cell.text for cell in row.cells] for row in one.rows] for one in word.tables}
    paper = words_in_pdf(once("area-briefing", "pdf", area)).replace(" ", "")
    assert len(sheets) > 4
    for expected in map(table_of, dict.fromkeys(sheets)):
        rows = [[said(value) for value in row] for row in expected.rows]
        assert tables[expected.caption] == [list(expected.headings), *rows]
        for cell in (cell for row in rows for cell in row):
            assert all(settable(line).replace(" ", "") in paper for line in cell.split() if len(line) < 12)


def test_the_first_page_of_every_areas_briefing_is_one_page(full_record):
    with reading(full_record) as session:
        codes = [one.gss_code for one in all_areas(session)]
    for code in codes[::6]:
        pages = PdfReader(io.BytesIO(sent("area-briefing", "pdf", area=code))).pages
        assert "Detail" not in pages[0].extract_text().split("\n"), code
        assert "Detail" in pages[1].extract_text().split("\n"), code


def test_two_documents_of_a_past_day_are_equal_byte_for_byte(full_record, area):
    day = str(today() - timedelta(days=20))
    for kind in KINDS:
        for ending in WRITERS:
            assert sent(kind.key, ending, area=area, as_of=day) == sent(kind.key, ending, area=area, as_of=day)


# --- who may read what ---


@pytest.mark.parametrize(
    "params", [{"for": "outside"}, {"persona": "support-officer"}, {"persona": "shared-screen"}], ids=str
)
def test_no_document_holds_what_its_reader_may_not_read(full_record, area, params):
    say_in_a_contact(full_record, EMBARGOED_CODE, f"The partnership told of {CONFIDED} in confidence.")
    summaries = [one.summary for one in assurances(full_record)]
    for kind in KINDS:
        for code in (EMBARGOED_CODE, area):
            if (kind.key == "assurance-note" and code != area) or kind.key in FOR_OWN_SCREENS:
                continue
            for ending in WRITERS if code == EMBARGOED_CODE and kind.key == "area-briefing" else ("docx",):
                told = WORDS_IN[ending](sent(kind.key, ending, area=code, **params))
                found = [one for one in (*EMBARGOED_WORDS, CONFIDED, *summaries) if one[:40] in told]
                assert not found, (kind.key, ending, code)


def assurances(engine):
    with reading(engine) as session:
        return [there(one) for one in session.scalars(select(AssuranceUpdate)) if one.summary]


def test_what_is_made_of_a_demonstration_says_so_on_every_page(full_record, area):
    for page in PdfReader(io.BytesIO(once("area-briefing", "pdf", area))).pages:
        assert "Demonstration: invented people and plans." in page.extract_text()
    assert "Demonstration: invented people and plans." in words_in_word(once("coverage-list", "docx", area))


def test_a_document_says_at_the_top_who_may_read_it(full_record, area):
    own, outside = sent("national-pack", "docx"), sent("national-pack", "docx", **{"for": "outside"})
    assert "Not to be passed on" in words_in_word(own)
    assert "Published facts only" in words_in_word(outside)
    assert "Not to be passed on" not in words_in_word(outside)


def test_what_was_typed_stays_text_in_every_document(full_record, area):
    hostile = '=1+1 #eval("1") *b* _i_ <script>x</script> $x$ @a \\u{41} [[ \u202e evil 🎉'
    with unit_of_work(full_record, by=SYSTEM, deed=Deed.RAISE_FLAG.value) as session:
        query = select(RiskFlag).where(col(RiskFlag.area_code) == area, col(RiskFlag.state) == FlagState.OPEN)
        there(session.scalars(query).first()).title = hostile
    assert clean(hostile) in words_in_word(sent("area-briefing", "docx", area=area))
    paper = words_in_pdf(sent("area-briefing", "pdf", area=area)).replace(" ", "")
    assert settable(clean(hostile)).replace(" ", "") in paper


@pytest.mark.parametrize(
    ("kind", "params", "status", "says"),
    [
        ("area-briefing", {}, 404, "There is no area"),
        ("area-briefing", {"area": "Atlantis"}, 404, "There is no area “Atlantis”"),
        ("assurance-note", {"area": "S12000036"}, 404, "was never under formal monitoring"),
        ("national-pack", {"as_of": "1999-01-01"}, 404, "did not exist"),
        ("national-pack", {"persona": "nobody"}, 403, "persona"),
    ],
)
def test_what_cannot_be_made_is_a_sentence(full_record, kind, params, status, says):
    answered, words = refused(kind, **params)
    assert (answered, says in words) == (status, True)
