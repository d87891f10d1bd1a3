"""The command line about signing in: ending somebody's sign-ins, and not serving where strangers would be let in."""

import os
import secrets
import subprocess
import sys
from pathlib import Path

from sqlmodel import select

from dashboard.session import today
from data_models.commands.administration import link_sign_in
from data_models.database import reading
from data_models.tables import Change, Person
from data_models.visibility import SYSTEM
from tests.builders import a_person, changing, there
from tests.dashboard.installation import Installation

ROOT = Path(__file__).resolve().parents[2]
SECRETS = """[auth]
redirect_uri = "https://dashboard.example.org/oauth2callback"
cookie_secret = "{}"
client_id = "dashboard"
client_secret = "known to the provider"
server_metadata_url = "https://id.example.org/.well-known/openid-configuration"
"""


def linked(place: Installation) -> int:
    engine = place.engine()
    with changing(engine) as session:
        person = a_person(session, name="Kim Example")
        link_sign_in(session, by=SYSTEM, on=today(), person_id=person.id, issuer="https://id.example", subject="42")
    engine.dispose()
    return person.id


def test_the_sign_ins_of_somebody_are_ended_with_a_reason_that_is_kept(on_each: Installation) -> None:
    number = linked(on_each)
    said = on_each.done("users", "sign-out", f"PE-{number:04d}", "--reason", "A laptop was lost").output
    assert said == "Every sign-in of Kim Example has ended.\n"
    engine = on_each.engine()
    with reading(engine) as session:
        assert there(session.get(Person, number)).sign_ins_ended_at is not None
        newest = session.exec(select(Change)).all()[-1]
    engine.dispose()
    assert (newest.deed, newest.reason) == ("end_sign_ins", "A laptop was lost")


def serve(place: Installation, file: Path, *, demonstration: bool = False) -> subprocess.CompletedProcess[str]:
    """`link-inspector serve` with these secrets, on an office's record."""
    surroundings = {
        **os.environ,
        "STREAMLIT_SECRETS_FILES": str(file),
        "PYTHONPATH": str(ROOT),
        "LINK_INSPECTOR_DEMO": "1" if demonstration else "",
    }
    command = [sys.executable, "-c", "from dashboard.cli import main; main()", "serve", "--port", "1"]
    return subprocess.run(command, cwd=ROOT, capture_output=True, text=True, env=surroundings, timeout=90, check=False)


def test_nothing_is_served_while_strangers_could_sign_in(installation: Installation, tmp_path: Path) -> None:
    file = tmp_path / "secrets.toml"
    file.write_text(SECRETS.format("change-me"))
    done = serve(installation, file)
    assert done.returncode == 1
    assert "Signing in is not set up safely in Streamlit's secrets, so nothing is served." in done.stderr
    assert "Make cookie_secret anew" in done.stderr
    assert "Traceback" not in done.stderr


def test_an_offices_record_is_not_served_as_a_demonstration_also_where_one_can_sign_in(
    installation: Installation, tmp_path: Path
) -> None:
    file = tmp_path / "secrets.toml"
    file.write_text(SECRETS.format(secrets.token_hex(32)))
    done = serve(installation, file, demonstration=True)
    assert (done.returncode, done.stdout) == (1, "")
    assert done.stderr == ("This record is not a demonstration and is not served as one. Unset LINK_INSPECTOR_DEMO.\n")
