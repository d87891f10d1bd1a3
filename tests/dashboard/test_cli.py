"""The command line: what it does, what it refuses in a sentence, and what it exits with."""

import os
import re
import signal
import subprocess
import sys
import time
from datetime import date
from pathlib import Path

import pytest
from sqlmodel import select

from dashboard import environment
from dashboard.session import today
from data_models import schema
from data_models.database import reading, unit_of_work
from data_models.queries.record import head
from data_models.rules.references import Kind, reference
from data_models.tables import Evaluation, FollowUpCandidate
from data_models.visibility import SYSTEM
from data_models.vocabulary import Grade, Origin, Scale, TriggerKind
from seed_data.building import alone
from tests.builders import ANGUS, a_published_inspection, a_viewer, changing, put, there
from tests.dashboard.installation import Installation

ROOT = Path(__file__).resolve().parents[2]
SCRIPT = (sys.executable, "-m", "dashboard.cli")
READING_COMMANDS = (
    ["verify"],
    ["backup", "copy.db"],
    ["export", "portfolio"],
    ["export", "area", "Angus"],
    ["import", "published", __file__],
    ["serve"],
    ["upgrade"],
    ["run-rules"],
)


# --- wrong usage ---


@pytest.mark.parametrize(
    "arguments",
    [
        ["frobnicate"],
        ["export", "portfolio", "--format", "pdf"],
        ["export", "portfolio", "--as-of", "3 March"],
        ["export", "area"],
        ["import", "published", "no-such-file.csv"],
        ["backup"],
        ["serve", "--port", "eighty"],
        ["serve", "--port", "99999"],
    ],
    ids=" ".join,
)
def test_wrong_usage_exits_2_and_shows_the_usage(new_place: Installation, arguments: list[str]) -> None:
    result = new_place.run(*arguments)
    assert (result.exit_code, "Usage:" in result.stderr) == (2, True)


@pytest.mark.parametrize("arguments", READING_COMMANDS, ids=lambda given: given[0])
def test_without_a_record_every_command_says_to_make_one(new_place: Installation, arguments: list[str]) -> None:
    assert new_place.refused(*arguments) == "There is no record here yet. Run `link-inspector init` first.\n"
    assert list(new_place.folder.iterdir()) == []


def test_the_installed_command_exits_as_promised(installation: Installation) -> None:
    codes = [_outside(*given).returncode for given in (["verify"], ["export", "area", "Atlantis"], ["frobnicate"])]
    assert codes == [0, 1, 2]


# --- init ---


@pytest.mark.parametrize(("options", "inspections"), [([], 66), (["--empty"], 0)])
def test_init_makes_the_record_that_was_asked_for(
    new_on_each: Installation, options: list[str], inspections: int
) -> None:
    new_on_each.done("init", *options)
    engine = new_on_each.engine()
    with reading(engine) as session:
        assert head(session).kind == Origin.OFFICE
    assert (new_on_each.count("area"), new_on_each.count("inspection")) == (32, inspections)
    assert schema.differences(engine) == []
    engine.dispose()
    assert "every seal holds" in new_on_each.done("verify").output


def test_a_demonstration_says_what_it_is_and_stays_one(new_place: Installation) -> None:
    new_place.done("init", "--demo")
    engine = new_place.engine()
    with reading(engine) as session:
        assert head(session).kind == Origin.DEMONSTRATION
    engine.dispose()
    assert new_place.done("init", "--demo", "--if-missing").output == ""
    assert "every seal holds" in new_place.done("verify").output


def test_init_beside_a_record_is_refused_and_leaves_it(on_each: Installation) -> None:
    before = on_each.count("change")
    assert "There is a record here already" in on_each.refused("init", "--empty")
    assert on_each.count("change") == before


def test_init_if_missing_twice_makes_one_record(new_on_each: Installation) -> None:
    new_on_each.done("init", "--empty", "--if-missing")
    assert new_on_each.done("init", "--empty", "--if-missing").output == ""
    assert new_on_each.count("change") == 1


def test_init_makes_a_key_only_its_owner_can_read(new_place: Installation, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv(environment.KEY_VARIABLE)
    new_place.done("init", "--empty")
    kept = new_place.folder / environment.KEY_FILE
    assert kept.stat().st_mode & 0o777 == 0o600
    assert len(kept.read_text()) == 64


def test_a_cut_off_init_leaves_no_record(new_place: Installation) -> None:
    cut_off = subprocess.Popen([*SCRIPT, "init"], cwd=ROOT, stdout=subprocess.DEVNULL)
    _wait_until(lambda: new_place.file.with_name("record.db.part").exists())
    time.sleep(0.2)
    cut_off.send_signal(signal.SIGKILL)
    cut_off.wait()
    assert not new_place.file.exists()
    new_place.done("init")
    assert new_place.count("inspection") == 66
    assert not list(new_place.folder.glob("*.part*"))


def test_a_cut_off_init_leaves_no_record_on_postgresql(
    new_place_on_postgres: Installation, monkeypatch: pytest.MonkeyPatch
) -> None:
    def fail(*_: object, **__: object) -> None:
        raise KeyboardInterrupt

    with monkeypatch.context() as patched:
        patched.setattr("seed_data.published.import_shipped_record", fail)
        assert new_place_on_postgres.run("init").exit_code == 1
    engine = new_place_on_postgres.engine()
    assert schema.current(engine) is None
    engine.dispose()
    new_place_on_postgres.done("init")
    assert new_place_on_postgres.count("inspection") == 66


def test_of_two_inits_at_once_one_makes_the_record_and_the_other_says_so(new_place: Installation) -> None:
    first = subprocess.Popen([*SCRIPT, "init"], cwd=ROOT, stdout=subprocess.DEVNULL)
    _wait_until(lambda: new_place.file.with_name("record.db.part").exists())
    assert "Another `link-inspector init` is making this record just now" in new_place.refused("init", "--empty")
    assert new_place.done("init", "--if-missing").output == ""
    assert first.wait() == 0
    assert new_place.count("inspection") == 66


def test_of_two_inits_at_once_the_other_says_so_on_postgresql(new_place_on_postgres: Installation) -> None:
    with alone(new_place_on_postgres.url, wait=False):
        assert "is making this record just now" in new_place_on_postgres.refused("init")
    new_place_on_postgres.done("init", "--empty")


# --- upgrade ---


def test_upgrade_says_that_nothing_is_to_be_done(on_each: Installation) -> None:
    assert on_each.done("upgrade").output == f"The schema is current ({schema.head()}).\n"


@pytest.mark.parametrize("command", [["upgrade"], ["init", "--if-missing"]], ids=" ".join)
def test_an_older_record_is_backed_up_and_upgraded(installation: Installation, command: list[str]) -> None:
    _downgrade(installation, "0001")
    said = installation.done(*command).output
    kept = installation.folder / f"before-{schema.head()}-from-0001.db"
    assert str(kept) in said
    assert kept.exists()
    assert "every seal holds" in installation.done("verify").output


def test_an_older_record_is_not_read_before_it_is_upgraded(on_each: Installation) -> None:
    _downgrade(on_each, "0001")
    assert f"schema is 0001, this program expects {schema.head()}" in on_each.refused("verify")


@pytest.mark.parametrize("command", [["upgrade"], ["init", "--if-missing"]], ids=" ".join)
def test_a_newer_record_is_refused_and_left(on_each: Installation, command: list[str]) -> None:
    on_each.execute("UPDATE alembic_version SET version_num = '9999'")
    assert "written by a newer version" in on_each.refused(*command)
    assert on_each.count("change") == 2


# --- verify, doctor ---


def test_verify_counts_changes_and_follow_up(on_each: Installation) -> None:
    said = on_each.done("verify").output
    assert "2 changes, every seal holds" in said
    assert "18 evaluations call for follow-up, 18 accounted for." in said


@pytest.mark.parametrize(
    "statement",
    [
        "UPDATE change SET actor_name = 'Somebody else'",
        "DELETE FROM change",
        "UPDATE evaluation_version SET grade = 6",
        "DELETE FROM evaluation_version",
    ],
)
def test_the_database_itself_refuses_to_alter_the_past(on_each: Installation, statement: str) -> None:
    with pytest.raises(Exception, match=r"never (altered|removed)"):
        on_each.execute(statement)


@pytest.mark.parametrize(
    ("table", "event", "statement"),
    [
        ("change", "update", "UPDATE change SET actor_name = 'Somebody else' WHERE id = 2"),
        ("evaluation_version", "update", "UPDATE evaluation_version SET grade = 6 WHERE grade = 2"),
        ("evaluation_version", "update", "UPDATE evaluation_version SET standing = 'unheard of' WHERE id = 1"),
        ("evaluation_version", "delete", "DELETE FROM evaluation_version WHERE id = 1"),
    ],
)
def test_verify_refuses_a_past_that_was_altered_past_the_guards(
    on_each: Installation, table: str, event: str, statement: str
) -> None:
    name = f"guard_{table}_{event}"
    postgres = on_each.url.startswith("postgres")
    on_each.execute(f"DROP TRIGGER {name}" + (f" ON {table}" if postgres else ""), statement)
    said = on_each.refused("verify")
    assert "The seals do not hold" in said
    assert "Restore the last good backup" in said


def test_verify_refuses_a_row_that_was_altered_outside_any_change(on_each: Installation) -> None:
    on_each.execute("UPDATE area SET population = 1 WHERE gss_code = 'S12000041'")
    assert "The seals do not hold" in on_each.refused("verify")


def test_verify_refuses_a_row_that_holds_no_word_or_day_of_the_record(installation: Installation) -> None:
    installation.execute("PRAGMA ignore_check_constraints=ON", "UPDATE inspection SET published_on = 'in spring'")
    assert "a value that no change can have written" in installation.refused("verify")


def test_verify_says_whose_the_clocks_are(on_each: Installation) -> None:
    assert re.search(r"\d+ clocks run, every one with an owner or a gap flag", on_each.done("verify").output)


def test_verify_refuses_an_evaluation_that_nobody_was_asked_about_and_names_it(on_each: Installation) -> None:
    engine = on_each.engine()
    with unit_of_work(engine, by=SYSTEM, deed="build_a_test") as session:
        asked_about = there(session.exec(select(FollowUpCandidate)).first())
        forgotten = Evaluation(
            inspection_id=asked_about.inspection_id, label="Forgotten", scale=Scale.SIX_POINT, grade=Grade.WEAK
        )
        session.add(forgotten)
        session.flush()
        name = reference(Kind.EVALUATION, forgotten.id)
    engine.dispose()
    said = on_each.refused("verify")
    assert "Not everything is accounted for" in said
    assert f"{name} calls for follow-up and nobody is asked to decide." in said


def test_verify_refuses_with_another_key(installation: Installation, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv(environment.KEY_VARIABLE, "another")
    assert "the seal of change 1 does not fit" in installation.refused("verify")


def test_without_its_key_the_record_is_not_opened(installation: Installation, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv(environment.KEY_VARIABLE)
    assert "Put seal.key back" in installation.refused("verify")


def test_doctor_finds_a_good_installation_good(on_each: Installation) -> None:
    said = on_each.done("doctor").output
    assert "NO " not in said
    assert "ok  schema is current" in said


def test_doctor_names_what_is_missing(new_place: Installation) -> None:
    result = new_place.run("doctor")
    assert result.exit_code == 1
    assert "NO  record" in result.output
    assert "see the lines marked NO" in result.stderr


def test_a_database_that_is_away_is_a_sentence(new_place: Installation, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("DATABASE_URL", f"postgresql://nobody@/none?host={new_place.folder}")
    for command in (["verify"], ["doctor"], ["init"], ["upgrade"], ["backup", new_place.folder / "copy"]):
        assert "The database cannot be reached just now" in new_place.refused(*command)


@pytest.mark.parametrize("address", ["nonsense", "mysql://somebody:secret@host/name"])
def test_an_address_of_no_database_is_a_sentence_that_does_not_repeat_it(
    new_place: Installation, monkeypatch: pytest.MonkeyPatch, address: str
) -> None:
    monkeypatch.setenv("DATABASE_URL", address)
    for command in (["verify"], ["doctor"], ["init"], ["upgrade"]):
        said = new_place.refused(*command)
        assert "DATABASE_URL is not the address of a database" in said
        assert address not in said


# --- the rules of risk flags ---


def test_the_rules_are_run_on_demand_and_a_second_run_changes_nothing(on_each: Installation) -> None:
    first = on_each.done("run-rules").output
    changes = on_each.count("change")
    assert first.startswith(f"The rules of {today().isoformat()}: ")
    assert "0 raised, 0 cleared, 0 with new values" in on_each.done("run-rules").output
    assert on_each.count("change") == changes
    assert "every seal holds" in on_each.done("verify").output


def test_an_area_that_cannot_be_looked_at_is_named_by_the_command(on_each: Installation) -> None:
    engine = on_each.engine()
    with changing(engine) as session:
        a_viewer(session, areas=[ANGUS])
        inspection = a_published_inspection(session)
        # A day that no clock can be run from.
        put(session, FollowUpCandidate(inspection_id=inspection.id, trigger=TriggerKind.OTHER, opened_on=date.max))
    engine.dispose()
    said = on_each.done("run-rules")
    assert said.stdout.endswith(f"Not looked at: {ANGUS}.\n")
    assert "The log says why." in said.stderr


# --- serve ---


def test_a_record_that_is_no_demonstration_is_not_served_as_one(
    on_each: Installation, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("LINK_INSPECTOR_DEMO", "1")
    assert "is not a demonstration and is not served as one" in on_each.refused("serve")


def _outside(*arguments: str) -> subprocess.CompletedProcess[str]:
    return subprocess.run([*SCRIPT, *arguments], cwd=ROOT, capture_output=True, text=True, env=dict(os.environ))


def _wait_until(holds: object, seconds: float = 20) -> None:
    until = time.monotonic() + seconds
    while not holds():  # type: ignore[operator]
        assert time.monotonic() < until
        time.sleep(0.01)


def _downgrade(installation: Installation, to: str) -> None:
    engine = installation.engine()
    schema.downgrade(engine, to)
    engine.dispose()
