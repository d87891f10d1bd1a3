"""Every table of every page as a file: the same rows as on the screen, opened by other libraries than wrote them."""

import csv
import io
import json
import secrets
from datetime import date, timedelta
from urllib.parse import urlencode, urlsplit

import pytest
from lxml import html
from openpyxl import load_workbook
from sqlalchemy import select
from sqlmodel import col
from starlette.requests import Request
from streamlit.web.server.starlette.starlette_app_utils import create_signed_value

from dashboard import sign_in
from dashboard.navigation import BY_PATH, SCREENS
from dashboard.page_files import page_file
from dashboard.reports.cells import original
from dashboard.session import now, today
from dashboard.wording import count, day
from data_models.database import reading, unit_of_work
from data_models.tables import Contact, Inspection, Person
from data_models.visibility import SYSTEM, Deed
from data_models.vocabulary import PublicationState
from seed_data.demonstration.under_way import EMBARGOED_WORDS
from tests.builders import there
from tests.pages.what_it_says import words_of
from tests.pages.who_looks import looking_as

CONFIDED = "Quillfeather Tide"
# Views that no page opens on by itself; the numbers are those of the demonstration's own records.
VIEWS: list[tuple[str, dict[str, str]]] = [
    *((screen.path, {}) for screen in SCREENS),
    ("overview", {"status": "all"}),
    ("area", {"area": "S12000036"}),
    ("area", {"area": "S12000029"}),
    ("inspections", {"inspection": "20"}),
    ("action-plans", {"plan": "4"}),
    ("risk-flags", {"flag": "27"}),
    ("risk-flags", {"show": "back-test"}),
    *(("follow-up", {"show": view}) for view in ("monitoring", "words", "lacking")),
    ("follow-up", {"follow_up": "9"}),
    ("coverage", {"show": "gaps"}),
    ("coverage", {"area": "S12000036"}),
    ("coverage", {"person": "3"}),
    ("reviews", {"kind": "learning_review_child"}),
    ("good-practice", {"practice": "3"}),
    *(("meeting", {"meeting": number}) for number in ("1", "2")),
]


# A page that has none, and one whose queue may be empty.
NO_TABLES = {"my-areas", "reports"}
AREA = "S12000036"
EMBARGOED_CODE = "S12000042"
OWN_VIEWS = [("my-areas", {}), ("area", {}), ("area", {"area": "S12000029"}), ("risk-flags", {}), ("coverage", {})]


def asked(path: str, ending: str, query: str, headers=()):
    scope = {"type": "http", "method": "GET", "path": f"/{path}", "query_string": query.encode(), "headers": headers}
    return page_file(Request(scope), BY_PATH[path], ending)


def opened(answer):
    assert answer.status_code == 200, answer.body
    return load_workbook(io.BytesIO(answer.body))


def number_of_the_embargoed(engine) -> int:
    query = select(col(Inspection.id)).where(col(Inspection.publication_state) == PublicationState.EMBARGOED)
    with reading(engine) as session:
        return there(session.scalars(query).first())


def say_in_a_contact(engine, area: str, words: str) -> None:
    with unit_of_work(engine, by=SYSTEM, deed=Deed.LOG_CONTACT.value) as session:
        query = select(Contact).where(col(Contact.area_code) == area).order_by(col(Contact.held_on).desc())
        there(session.scalars(query).first()).summary = words


def followed(link: str):
    """The answer to a link below a table."""
    parts = urlsplit(link)
    path, ending = parts.path.rsplit(".", 1)
    return asked(path, ending, parts.query)


def tables_on(said: str):
    """Each table of the screen that can be had as a file: its headings, what its cells say, and the links below it."""
    for found in html.fromstring(f"<div>{said}</div>").xpath("//div[@class='table'][p[@class='files']]"):
        for unheard in found.xpath(".//*[@aria-hidden='true']"):
            unheard.drop_tree()
        headings = [squeezed(cell.text_content()) for cell in found.xpath(".//thead//th")]
        rows = [[said_in(cell) for cell in row.xpath("th|td")] for row in found.xpath(".//tbody/tr")]
        if any(row[-1] is None for row in rows) and not any(row[-1] for row in rows):
            headings, rows = headings[:-1], [row[:-1] for row in rows]
        yield headings, rows, *found.xpath("p[@class='files']/a/@href")


def said_in(cell) -> str | None:
    """What a cell says; None where it offers a deed, which a file does not."""
    return None if cell.xpath(".//a[contains(@href, 'do=')]") else squeezed(cell.text_content())


def squeezed(text: str) -> str:
    """Words without the blanks between them, which HTML and a cell have in different places."""
    return "".join(text.split())


def as_said(value: object) -> str:
    """A value of a file as the screen would say it."""
    if isinstance(value, date):
        return squeezed(day(value))
    return squeezed(f"{value:,}") if isinstance(value, int) else squeezed("" if value is None else str(value))


def rows_of_csv(content: bytes) -> list[list[str]]:
    assert content.startswith(b"\xef\xbb\xbf")
    return list(csv.reader(io.StringIO(content.decode("utf-8-sig"), newline="")))


def as_said_in_csv(cell: str) -> str:
    try:
        return as_said(date.fromisoformat(cell))
    except ValueError:
        return squeezed(original(cell))


def same(shown: list[str | None], kept: list[str]) -> bool:
    """Thousands are set apart on the screen and not in a file."""
    alike = (
        one is None or one.replace(",", "") == other.replace(",", "") for one, other in zip(shown, kept, strict=False)
    )
    return len(shown) == len(kept) and all(alike)


def compared(headings, rows, book, text: bytes, sheet_name: str) -> None:
    sheet = book[sheet_name]
    kept = [[as_said(cell) for cell in row] for row in sheet.iter_rows(values_only=True)]
    assert same(headings, kept[0]), sheet_name
    assert len(rows) == len(kept) - 1, sheet_name
    assert all(map(same, rows, kept[1:])), sheet_name
    assert (sheet.freeze_panes, bool(sheet.auto_filter.ref)) == ("A2", True)
    assert {cell.data_type for row in sheet for cell in row} <= {"s", "n", "d"}, sheet_name
    lines = rows_of_csv(text)
    begin = lines.index([])
    said = [[as_said_in_csv(cell) for cell in row] for row in lines[begin + 1 :]]
    assert same(headings, said[0]), sheet_name
    assert len(said) == len(rows) + 1, sheet_name
    assert all(map(same, rows, said[1:])), sheet_name
    assert ["Rows", count(len(rows), "row")] in lines[:begin]


@pytest.mark.parametrize(("persona", "views"), [("senior-manager", VIEWS), ("link-inspector", OWN_VIEWS)])
def test_every_table_of_every_page_leaves_with_the_rows_that_are_on_the_screen(full_record, visit, persona, views):
    seen = 0
    for path, params in views:
        found = list(tables_on(words_of(visit(path, persona, **params))))
        assert found or path in NO_TABLES, (path, params)
        for headings, rows, workbook, text in found:
            book, lines = opened(followed(workbook)), followed(text)
            assert (len(book.sheetnames), lines.status_code) == (2, 200), workbook
            compared(headings, rows, book, lines.body, book.sheetnames[1])
            seen += 1
    assert seen > len(views)


def test_each_items_actions_are_a_table_of_their_own_though_a_meeting_gave_many(full_record, visit):
    found = list(tables_on(words_of(visit("meeting", "link-inspector", meeting="1"))))
    names = [link for *_, link in found]
    assert len(set(names)) == len(found) == 3
    for headings, rows, workbook, text in found:
        book = opened(followed(workbook))
        compared(headings, rows, book, followed(text).body, book.sheetnames[1])


def test_a_whole_page_leaves_as_one_workbook_with_a_sheet_for_each_table(full_record, visit):
    shown = list(tables_on(words_of(visit("coverage"))))
    book = opened(asked("coverage", "xlsx", "persona=senior-manager"))
    assert len(book.sheetnames) == len(shown) + 1
    for (headings, rows, _, text), name in zip(shown, book.sheetnames[1:], strict=True):
        compared(headings, rows, book, followed(text).body, name)


def test_a_file_says_as_of_when_by_whom_and_narrowed_to_what(full_record):
    viewer = looking_as(full_record, "senior-manager")
    book = opened(asked("overview", "xlsx", "table=areas-the-most-pressing-first&persona=senior-manager&status=red"))
    said = {row[0]: row[1] for row in book["About"].iter_rows(values_only=True)}
    assert said["As of"].startswith(day(today()))
    assert (said["Made by"], said["Page narrowed to"]) == (viewer.name, "status: needs someone now")
    assert said["Demonstration"].endswith("are invented")
    assert "Care Inspectorate" in said["Source"]
    assert said["Rows"] == count(book.worksheets[1].max_row - 1, "row")


@pytest.mark.parametrize("ending", ["xlsx", "csv"])
def test_two_files_of_a_past_day_are_equal_byte_for_byte(full_record, ending):
    query = f"table=who-covers-each-area-areas-with-a-gap-first&as_of={today() - timedelta(days=60)}"
    first, again = asked("coverage", ending, query), asked("coverage", ending, query)
    assert first.body == again.body
    assert first.body != asked("coverage", ending, query.split("&")[0]).body


HOSTILE = "=cmd|' /C calc'!A0\n<b onclick=x>*bold* #link(\"a\")</b> \u202eevil"


def test_hostile_words_leave_as_the_text_they_are(full_record):
    say_in_a_contact(full_record, AREA, HOSTILE)
    query = f"table=contacts-the-latest-first&persona=senior-manager&area={AREA}"
    (sheet,) = opened(asked("area", "xlsx", query)).worksheets[1:]
    cell = next(cell for row in sheet for cell in row if "calc" in str(cell.value))
    shown = HOSTILE.replace("\u202e", "\ufffd")
    assert (cell.data_type, cell.value, cell.hyperlink, cell.quotePrefix) == ("s", shown, None, True)
    (line,) = [one for row in rows_of_csv(asked("area", "csv", query).body) for one in row if "calc" in one]
    assert line.startswith("'=")
    assert original(line) == shown


@pytest.mark.parametrize("path", [screen.path for screen in SCREENS])
def test_a_room_is_offered_no_files(full_record, visit, path):
    assert 'class="files"' not in words_of(visit(path, "senior-manager", screen="shared", area=AREA))


@pytest.mark.parametrize("persona", ["senior-manager&screen=shared", "shared-screen", "support-officer"])
def test_no_file_holds_what_its_reader_may_not_read(full_record, persona):
    secret = [*EMBARGOED_WORDS, CONFIDED]
    say_in_a_contact(full_record, EMBARGOED_CODE, f"The partnership told of {CONFIDED} in confidence.")
    embargoed, seen = number_of_the_embargoed(full_record), 0
    for path, params in [*VIEWS, ("inspections", {"inspection": str(embargoed)}), ("area", {"area": EMBARGOED_CODE})]:
        answer = asked(path, "xlsx", urlencode(params) + f"&persona={persona}")
        if answer.status_code == 404:  # nothing on this page is for them
            continue
        told = [str(cell) for sheet in opened(answer) for row in sheet.iter_rows(values_only=True) for cell in row]
        seen += len(told)
        assert not [one for one in told if any(word in one for word in secret)], (path, params)
    assert seen > 1000


def test_who_may_read_it_has_it_in_the_file(full_record):
    say_in_a_contact(full_record, EMBARGOED_CODE, f"The partnership told of {CONFIDED} in confidence.")
    book = opened(asked("area", "xlsx", f"persona=senior-manager&area={EMBARGOED_CODE}"))
    told = [str(cell) for sheet in book for row in sheet.iter_rows(values_only=True) for cell in row]
    assert any(CONFIDED in one for one in told)


@pytest.mark.parametrize(
    ("query", "status", "says"),
    [
        ("persona=nobody", 403, "persona"),
        ("as_of=2999-01-01", 404, "has not come yet"),
        ("as_of=1999-01-01", 404, "did not exist"),
        ("table=no-such-table", 404, "not on the page any more"),
        ("area=S99", 404, "no area"),
    ],
)
def test_what_cannot_be_had_is_a_sentence(full_record, query, status, says):
    answer = asked("coverage", "csv", query)
    assert answer.status_code == status
    assert says in answer.body.decode()


def test_nobody_has_a_file_without_signing_in(full_record, monkeypatch):
    monkeypatch.delenv("LINK_INSPECTOR_DEMO")
    answer = asked("coverage", "xlsx", "persona=senior-manager")
    assert (answer.status_code, answer.body.decode()) == (403, "Sign in first, then follow the link again.")


def test_a_file_is_stored_nowhere_on_its_way_and_is_named_for_what_it_holds(full_record):
    answer = asked("reviews", "csv", "table=reviews-by-kind")
    assert answer.headers["cache-control"] == "no-store"
    assert f'filename="reviews-by-kind-{today()}.csv"' in answer.headers["content-disposition"]


def test_who_is_signed_in_has_the_files_that_are_theirs_until_they_leave(full_record, monkeypatch):
    inspector = looking_as(full_record, "link-inspector")
    with unit_of_work(full_record, by=SYSTEM, deed=Deed.CHANGE_PERSON.value) as session:
        person = there(session.get(Person, inspector.person_id))
        person.issuer, person.subject = "https://id.example.org", "42"
    monkeypatch.delenv("LINK_INSPECTOR_DEMO")
    secret = secrets.token_hex(32)
    monkeypatch.setattr(sign_in, "set_up", lambda: {"cookie_secret": secret})
    claim = {"is_logged_in": True, "iss": "https://id.example.org", "sub": "42", "nonce": "once"}
    cookie = create_signed_value(secret, sign_in.COOKIE, json.dumps({**claim, "iat": now().timestamp()})).decode()
    headers = [(b"cookie", f'{sign_in.COOKIE}="{cookie}"'.encode())]
    book = opened(asked("coverage", "xlsx", "persona=senior-manager", headers))
    said = {row[0]: row[1] for row in book["About"].iter_rows(values_only=True)}
    assert said["Made by"] == inspector.name
    with unit_of_work(full_record, by=SYSTEM, deed=Deed.CHANGE_PERSON.value) as session:
        there(session.get(Person, inspector.person_id)).left_on = today() - timedelta(days=1)
    assert asked("coverage", "xlsx", "", headers).status_code == 403
