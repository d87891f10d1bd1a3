"""What the surroundings say about where the record and its key are."""

import os
from pathlib import Path

import pytest

from dashboard import environment
from dashboard.environment import KEY_FILE, KEY_VARIABLE, find_seal_key


@pytest.fixture
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A data folder, and nothing else said."""
    monkeypatch.setenv("LINK_INSPECTOR_DATA", str(tmp_path / "data"))
    monkeypatch.setenv(KEY_VARIABLE, "to be put back afterwards")
    monkeypatch.delenv(KEY_VARIABLE)
    monkeypatch.delenv("DATABASE_URL", raising=False)
    return tmp_path / "data"


def test_the_record_is_a_file_in_the_data_folder(folder: Path) -> None:
    assert environment.database_url() == f"sqlite:///{folder}/record.db"
    assert environment.uses_file()


def test_the_data_folder_is_var_where_nothing_is_said(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("LINK_INSPECTOR_DATA", "")
    assert environment.data_folder() == Path("var")


def test_a_database_that_is_named_is_the_record(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("DATABASE_URL", "postgresql://somewhere/record")
    assert environment.database_url() == "postgresql://somewhere/record"
    assert not environment.uses_file()


@pytest.mark.parametrize(("said", "wanted"), [("1", True), ("0", False), ("", False), ("yes", False)])
def test_a_demonstration_is_asked_for_by_a_one(monkeypatch: pytest.MonkeyPatch, said: str, wanted: bool) -> None:
    monkeypatch.setenv("LINK_INSPECTOR_DEMO", said)
    assert environment.wants_demonstration() is wanted


def test_a_key_is_made_only_when_asked_for_and_then_kept(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    assert not find_seal_key()
    assert find_seal_key(make=True)
    made = os.environ[KEY_VARIABLE]
    monkeypatch.delenv(KEY_VARIABLE)
    assert find_seal_key(make=True)
    assert os.environ[KEY_VARIABLE] == made == (folder / KEY_FILE).read_text()


def test_a_key_that_is_given_is_used_and_no_file_made(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv(KEY_VARIABLE, "given")
    assert find_seal_key(make=True)
    assert not folder.exists()
