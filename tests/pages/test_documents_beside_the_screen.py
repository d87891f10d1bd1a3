"""What leaves is read without the libraries that wrote it, and held against the screens it is of."""

import io
import zipfile
from datetime import date
from urllib.parse import parse_qs, urlsplit
from xml.etree import ElementTree

import pytest

from dashboard.documents import VIEWS
from dashboard.reports.national import GAPS, PACK, POSTS, RANKED, TREND
from dashboard.reports.tables import key_of
from tests.pages.test_calendar_feed import address, clocks, fetched
from tests.pages.test_files_of_tables import same, squeezed, tables_on
from tests.pages.test_reports import sent
from tests.pages.what_it_says import words_of
from tests.pages.who_looks import looking_as

W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
IN_DOCUMENTS = {
    "coverage-list": [("coverage", GAPS), ("coverage", POSTS)],
    "national-pack": [("overview", RANKED), ("overview", TREND), *((page, key) for _, page, key in PACK)],
}


def tables_of_word(content: bytes) -> dict[str, list[list[str]]]:
    """The cells of each table of a Word file, by the name that a file of the table has."""
    with zipfile.ZipFile(io.BytesIO(content)) as parts:
        body = ElementTree.fromstring(parts.read("word/document.xml"))
    found = {}
    for table in body.iter(f"{W}tbl"):
        caption = table.find(f"{W}tblPr/{W}tblCaption")
        assert caption is not None
        rows = [[said_by(cell) for cell in row.findall(f"{W}tc")] for row in table.findall(f"{W}tr")]
        found[key_of(caption.attrib[f"{W}val"])] = rows
    return found


def said_by(cell: ElementTree.Element) -> str:
    return squeezed("".join(one.text or "" for one in cell.iter(f"{W}t")))


@pytest.mark.parametrize("kind", IN_DOCUMENTS)
def test_a_document_of_the_country_has_the_rows_that_are_on_the_screens(full_record, visit, kind):
    there, compared = tables_of_word(sent(kind, "docx")), set()
    for page, key in IN_DOCUMENTS[kind]:
        path, asked = VIEWS.get(page, (page, {}))
        for headings, rows, link, _ in tables_on(words_of(visit(path, "senior-manager", **asked))):
            if parse_qs(urlsplit(link).query)["table"] != [key]:
                continue
            kept = there[key]
            assert same(headings, kept[0]), key
            assert len(kept) == len(rows) + 1, key
            assert all(map(same, rows, kept[1:])), key
            compared.add(key)
    assert compared == {key for _, key in IN_DOCUMENTS[kind]} & there.keys()
    assert len(compared) >= 2


def unfolded(content: bytes) -> list[str]:
    """The lines of a calendar (RFC 5545, 3.1): each ends with CR LF, and goes on where the next begins with a blank."""
    lines = content.split(b"\r\n")
    assert lines.pop() == b""
    assert all(len(one) <= 75 for one in lines)
    whole: list[bytes] = []
    for one in lines:
        if one.startswith((b" ", b"\t")):
            whole[-1] += one[1:]
        else:
            whole.append(one)
    return [one.decode() for one in whole]


def test_a_calendar_has_the_days_of_the_clocks_that_are_on_the_screen(full_record):
    viewer = looking_as(full_record, "link-inspector")
    lines = unfolded(fetched(address(full_record, viewer)).body)
    assert (lines[0], lines[-1]) == ("BEGIN:VCALENDAR", "END:VCALENDAR")
    days: list[tuple[str, date]] = []
    event: dict[str, str] = {}
    for one in lines:
        name, _, value = one.partition(":")
        if one == "END:VEVENT":
            on = event["DTSTART;VALUE=DATE"]
            days.append((event["UID"], date(int(on[:4]), int(on[4:6]), int(on[6:]))))
        event = {} if name == "BEGIN" else event | {name: value}
    assert len(days) == lines.count("BEGIN:VEVENT") == len({uid for uid, _ in days})
    owed = sorted(one.due_on for one in clocks(full_record, viewer) if one.due_on)
    assert sorted(day for uid, day in days if not uid.startswith("meeting-")) == owed
    assert len(owed) > 5
