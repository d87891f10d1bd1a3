"""Taking in a file of published inspections on the page of administration: seen first, whole or not at all, once."""

import pytest
from sqlmodel import select

from dashboard.components.administration.import_deed import LINES, MEGABYTES, called
from dashboard.components.first_look import NOT_YET
from dashboard.components.forms import PRESS
from dashboard.personas import PERSONAS
from data_models.database import reading
from data_models.queries.record import head
from data_models.rules.published_file import COLUMNS
from data_models.tables import PublishedImport
from seed_data.published import SHIPPED
from tests.pages.forms_on_pages import DRAFT, is_shown, opened, save
from tests.pages.what_it_says import words_of
from tests.statements import counting_statements

IMPORT = "import-published"
MAY = ("support-officer", "administrator")
OTHERS = [persona.key for persona in PERSONAS if persona.key not in MAY]
HEADER = ",".join(COLUMNS)
OLD = "joint inspection: children and young people (2012-17)"
GOOD = f'Moray,"Moray Community Planning Partnership","{OLD}",2014-05-06,"Impact on families",weak,,https://a.org'


def _file(*lines: str) -> bytes:
    return "\n".join((HEADER, *lines)).encode()


def _chosen(visit, content: bytes, name: str = "some inspections.csv", persona: str = "support-officer"):
    app = opened(visit, "administration", IMPORT, persona)
    app.file_uploader(key=f"{IMPORT} {DRAFT} file{PRESS}").set_value((name, content, "text/csv"))
    return app


def _look(app):
    return save(app, IMPORT, "look")


def _imports(engine) -> list[PublishedImport]:
    with reading(engine) as session:
        return list(session.exec(select(PublishedImport)).all())


def _changes(engine) -> int:
    with reading(engine) as session:
        return head(session).change


@pytest.mark.parametrize("persona", MAY)
def test_a_file_is_taken_in_once_it_was_seen(full_record, visit, persona):
    assert f"do={IMPORT}" in words_of(visit("administration", persona))
    app = _look(_chosen(visit, _file(GOOD), persona=persona))
    said = words_of(app)
    assert "some inspections.csv: what it would do" in said
    assert "1 new, 0 added to" in said
    assert len(_imports(full_record)) == 1
    said = words_of(save(app, IMPORT))
    assert "some inspections.csv is taken in: 1 row, 1 new inspection, 1 evaluation." in said
    assert "Import of some inspections.csv" in words_of(visit("changes", persona))
    brought = _imports(full_record)[1]
    assert (brought.file_name, brought.rows_new) == ("some inspections.csv", 1)


def test_nothing_is_taken_in_unseen(full_record, visit):
    before = _changes(full_record)
    app = save(_chosen(visit, _file(GOOD)), IMPORT)
    assert NOT_YET in words_of(app)
    assert _changes(full_record) == before
    assert "is taken in" in words_of(save(app, IMPORT))


def test_another_file_is_seen_before_it_is_taken_in(full_record, visit):
    app = _look(_chosen(visit, _file(GOOD)))
    other = _file(GOOD.replace("weak", "good"))
    app.file_uploader(key=f"{IMPORT} {DRAFT} file{PRESS}").set_value(("other.csv", other, "text/csv"))
    app = save(app, IMPORT)
    assert NOT_YET in words_of(app)
    assert "other.csv: what it would do" in words_of(app)


def test_the_shipped_file_brings_nothing_new_and_changes_nothing(full_record, visit):
    before = _changes(full_record)
    app = _look(_chosen(visit, SHIPPED.read_bytes(), "published_inspections.csv"))
    assert "All 110 rows of it are in the record already: nothing would be changed." in words_of(app)
    assert "brings nothing new: nothing was changed." in words_of(save(app, IMPORT))
    assert _changes(full_record) == before


@pytest.mark.parametrize(
    ("content", "reason"),
    [
        (_file(GOOD, GOOD.replace("Moray,", "Atlantis,")), "&#39;Atlantis&#39; is not one of the 32 areas"),
        (_file(GOOD.replace("2014-05-06", "2014-02-31")), "is not a date"),
        (_file(GOOD, GOOD), "The row repeats row 2"),
        (b"", "The file is empty"),
        (b"PK\x03\x04\x00\x00", "a workbook, a document or a zip archive"),
        (b"a,b\n1,2\n", "The header has no column called"),
        (_file(GOOD.replace("Impact", "<img src=x onerror=alert(1)>"), "a,b"), "The row has 2 cells"),
    ],
    ids=["area", "date", "twice", "empty", "workbook", "columns", "cells"],
)
@pytest.mark.parametrize("button", ["look", "save"])
def test_a_file_that_cannot_be_taken_is_refused_whole_with_row_and_reason(full_record, visit, content, reason, button):
    before = _changes(full_record)
    app = save(_chosen(visit, content), IMPORT, button)
    assert reason in words_of(app)
    assert "cannot be taken, so nothing is" in words_of(app)
    app = save(app, IMPORT)
    assert "cannot be taken, so nothing was" in words_of(app)
    assert _changes(full_record) == before


def test_of_many_refused_rows_the_first_are_listed_and_the_others_counted(full_record, visit):
    said = words_of(_look(_chosen(visit, _file(*("a,b" for _ in range(LINES - 1))))))
    assert f"{LINES - 1:,} rows cannot be taken" in said
    assert said.split("Refused rows</caption>")[1].split("</table>")[0].count("<tr") == 51
    assert f"… and {LINES - 51:,} more." in said


@pytest.mark.parametrize(
    ("content", "sentence"),
    [
        (_file(*("a,b" for _ in range(LINES))), f"has {LINES + 1:,} lines; {LINES:,} at most are taken here"),
        (b"a" * (MEGABYTES * 1_000_000 + 1), "has more than 1 MB"),
    ],
    ids=["lines", "bytes"],
)
def test_a_file_that_a_page_should_not_wait_for_is_sent_to_the_command_line(full_record, visit, content, sentence):
    said = words_of(_look(_chosen(visit, content)))
    assert sentence in said
    assert "link-inspector import published" in said


def test_without_a_file_there_is_nothing_to_take_in(full_record, visit):
    app = opened(visit, "administration", IMPORT, "support-officer")
    assert "Choose a file." in words_of(_look(app))
    assert "Choose a file." in words_of(save(app, IMPORT))


@pytest.mark.parametrize("persona", OTHERS)
def test_nobody_else_sees_a_link_or_a_form(full_record, visit, persona):
    assert f"do={IMPORT}" not in words_of(visit("administration", persona))
    assert not is_shown(opened(visit, "administration", IMPORT, persona))


@pytest.mark.parametrize(
    ("sent", "kept"),
    [
        ("../../../etc/cron.d/evil.csv", "evil.csv"),
        ("C:\\Users\\somebody\\facts.csv", "facts.csv"),
        ("facts\u202evsc.csv", "facts\ufffdvsc.csv"),
        ("a" * 3000 + ".csv", "a" * 100),
        ("<img src=x>.csv", "<img src=x>.csv"),
        ("", "a file without a name"),
    ],
)
def test_a_name_is_kept_as_a_name_and_never_as_a_path(sent, kept):
    assert called(sent) == kept


def test_a_name_is_shown_as_it_is_spelt(full_record, visit):
    said = words_of(_look(_chosen(visit, _file(GOOD), "<img src=x>.csv")))
    assert "&lt;img src=x&gt;.csv: what it would do" in said
    assert "<img src=x>" not in said


def test_a_look_stays_within_the_budget(full_record, visit):
    app = _chosen(visit, _file(GOOD))
    with counting_statements(full_record) as counted:
        _look(app)
    assert counted.count <= 8, counted.texts
