"""Backups that are known to be good, and restoring them whole or not at all."""

import hashlib
import json
import shutil
from pathlib import Path

import pytest

from data_models.backup import manifest_of
from data_models.database import reading
from data_models.tables import Person
from tests.builders import a_person, changing
from tests.dashboard.installation import Installation


def change_something(installation: Installation) -> None:
    """One more change of the record."""
    engine = installation.engine()
    with changing(engine) as session:
        a_person(session)
    engine.dispose()


@pytest.fixture
def backup(on_each: Installation) -> Path:
    """A backup of the record, which has gone on since."""
    path = on_each.folder / "copies" / "good.backup"
    on_each.done("backup", path)
    change_something(on_each)
    return path


def test_a_backup_says_how_far_it_goes_and_is_restored_as_it_was(on_each: Installation, backup: Path) -> None:
    assert json.loads(manifest_of(backup).read_text())["changes"] == 2
    assert "Restored to change 2" in on_each.done("restore", backup).output
    assert (on_each.count("change"), on_each.count("inspection")) == (2, 66)
    assert "2 changes, every seal holds" in on_each.done("verify").output


def test_what_a_restore_replaces_is_kept(on_each: Installation, backup: Path) -> None:
    on_each.done("restore", backup)
    kept = [*on_each.folder.rglob("*.replaced-*")]
    assert len(kept) == 1
    shutil.copyfile(manifest_of(backup), manifest_of(kept[0]))
    assert "not the file its manifest describes" in on_each.refused("restore", kept[0])


def test_a_backup_never_overwrites(on_each: Installation, backup: Path) -> None:
    before = backup.read_bytes()
    assert "a backup is never overwritten" in on_each.refused("backup", backup)
    assert backup.read_bytes() == before


@pytest.mark.parametrize("harm", ["byte", "manifest", "no manifest", "no backup"])
def test_a_backup_that_is_not_what_it_says_is_refused(on_each: Installation, backup: Path, harm: str) -> None:
    if harm == "byte":
        raw = bytearray(backup.read_bytes())
        raw[len(raw) // 2] ^= 1
        backup.write_bytes(raw)
    elif harm == "manifest":
        manifest_of(backup).write_text("{}")
    else:
        (manifest_of(backup) if harm == "no manifest" else backup).unlink()
    assert "manifest" in on_each.refused("restore", backup)
    assert on_each.count("change") == 3


def test_a_forged_backup_with_a_fitting_manifest_is_refused(on_each: Installation, tmp_path: Path) -> None:
    """Whoever can write the file can write its manifest too; the seals need the key."""
    good, forged = tmp_path / "good", tmp_path / "forged"
    on_each.done("backup", good)
    change_something(on_each)
    on_each.done("backup", forged)
    manifest = json.loads(manifest_of(forged).read_text())
    manifest["head_seal"] = json.loads(manifest_of(good).read_text())["head_seal"]
    manifest_of(forged).write_text(json.dumps(manifest))
    change_something(on_each)
    assert "seals do not hold" in on_each.refused("restore", forged)
    assert on_each.count("change") == 4
    assert "4 changes, every seal holds" in on_each.done("verify").output


def test_a_record_whose_seals_do_not_hold_is_not_backed_up(on_each: Installation, tmp_path: Path) -> None:
    on_each.execute("UPDATE area SET population = 1 WHERE gss_code = 'S12000041'")
    assert "no backup was kept" in on_each.refused("backup", tmp_path / "copy")
    assert not (tmp_path / "copy").exists()


def test_a_backup_of_another_kind_of_database_is_refused(installation: Installation, tmp_path: Path) -> None:
    copy = tmp_path / "copy"
    copy.write_bytes(b"PGDMP and so on")
    digest = hashlib.sha256(copy.read_bytes()).hexdigest()
    said = {"made_at": "2026-01-01", "sha256": digest, "schema": "0002", "changes": 1, "head_seal": "0"}
    manifest_of(copy).write_text(json.dumps(said))
    assert "backup of another kind of database" in installation.refused("restore", copy)
    assert installation.count("change") == 2


def test_a_place_that_cannot_be_written_is_a_sentence(installation: Installation) -> None:
    (installation.folder / "file").touch()
    assert "Choose another place" in installation.refused("backup", installation.folder / "file" / "copy")


# --- what lies beside a file ---


def test_a_left_over_write_ahead_log_is_not_played_into_the_restored_record(installation: Installation) -> None:
    good = installation.folder / "good.backup"
    installation.done("backup", good)
    _crash_with_a_log(installation)
    installation.done("restore", good)
    assert installation.count("change") == 2
    assert "2 changes, every seal holds" in installation.done("verify").output


def test_what_was_only_in_the_log_is_in_the_record_that_is_kept(installation: Installation) -> None:
    good = installation.folder / "good.backup"
    installation.done("backup", good)
    _crash_with_a_log(installation)
    installation.done("restore", good)
    kept = next(one for one in installation.folder.glob("record.db.replaced-*"))
    assert Installation(installation.folder, f"sqlite:///{kept}").count("change") == 3


def test_a_record_in_use_is_not_replaced(installation: Installation) -> None:
    good = installation.folder / "good.backup"
    installation.done("backup", good)
    in_use = installation.engine()
    with reading(in_use) as session:
        session.get(Person, 1)
        assert "Stop the server, then restore." in installation.refused("restore", good)
    in_use.dispose()
    installation.done("restore", good)


def test_a_damaged_record_is_restored_and_kept_as_it_was(installation: Installation) -> None:
    good = installation.folder / "good.backup"
    installation.done("backup", good)
    installation.file.write_bytes(b"not a database at all" * 1000)
    assert "damaged" in installation.refused("verify")
    installation.done("restore", good)
    assert "every seal holds" in installation.done("verify").output
    kept = next(one for one in installation.folder.glob("record.db.replaced-*"))
    assert kept.read_bytes().startswith(b"not a database")


def test_a_record_is_restored_where_there_is_none(installation: Installation) -> None:
    good = installation.folder / "good.backup"
    installation.done("backup", good)
    installation.file.unlink()
    installation.done("restore", good)
    assert installation.count("inspection") == 66


def test_the_backup_itself_can_be_checked_with_the_same_key_only(
    installation: Installation, monkeypatch: pytest.MonkeyPatch
) -> None:
    good = installation.folder / "good.backup"
    installation.done("backup", good)
    monkeypatch.setenv("LINK_INSPECTOR_SEAL_KEY", "another")
    assert "with this installation's key" in installation.refused("restore", good)
    assert not list(installation.folder.glob("*.restoring*"))


def _crash_with_a_log(installation: Installation) -> None:
    """Leave one more change that stands in the write-ahead log alone, as a killed process does."""
    before = installation.file.read_bytes()
    engine = installation.engine()
    with reading(engine) as holds_the_log_open:
        holds_the_log_open.connection()
        with changing(engine) as session:
            a_person(session)
        log = installation.file.with_name("record.db-wal")
        left = log.read_bytes()
    engine.dispose()
    assert left
    installation.file.write_bytes(before)
    log.write_bytes(left)
