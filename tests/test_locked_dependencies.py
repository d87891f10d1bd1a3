"""What is installed is what was locked, and what was locked is what was asked for."""

import re
import tomllib
from importlib.metadata import packages_distributions
from pathlib import Path

import pytest
from packaging.requirements import Requirement
from packaging.utils import canonicalize_name

ROOT = Path(__file__).parents[1]
PROJECT = tomllib.loads((ROOT / "pyproject.toml").read_text())["project"]
RUN, DEV = PROJECT["dependencies"], PROJECT["optional-dependencies"]["dev"]
ASKED = [("requirements.lock", one) for one in RUN] + [("requirements-dev.lock", one) for one in RUN + DEV]


def locked(lock: str) -> dict[str, str]:
    """Every locked package with its version."""
    lines = re.findall(r"^([a-z0-9.-]+)==(\S+)", (ROOT / lock).read_text(), re.MULTILINE)
    return {canonicalize_name(name): version for name, version in lines}


@pytest.mark.parametrize(("lock", "asked"), ASKED)
def test_the_lock_holds_a_version_that_the_project_allows(lock: str, asked: str) -> None:
    requirement = Requirement(asked)

    version = locked(lock).get(canonicalize_name(requirement.name))

    assert version is not None, f"run `make lock`: {requirement.name} is not in {lock}"
    assert version in requirement.specifier, f"run `make lock`: {lock} has {requirement.name} {version}"


# Spoken to by an address, by its name, or by Python itself, and so imported nowhere here.
UNSPOKEN = {"psycopg", "pysqlite3", "tzdata"}


def test_what_people_install_is_what_the_code_speaks_to() -> None:
    modules: dict[str, set[str]] = {}
    for module, names in packages_distributions().items():
        for name in names:
            modules.setdefault(canonicalize_name(name), set()).add(module)
    files = [path for folder in ("data_models", "dashboard", "seed_data") for path in (ROOT / folder).rglob("*.py")]
    code = "\n".join(path.read_text() for path in files)
    spoken = set(re.findall(r"^\s*(?:from|import) (\w+)", code, re.MULTILINE))
    asked = {canonicalize_name(Requirement(one).name) for one in RUN}

    assert {name for name in asked if not modules[name] & spoken} == UNSPOKEN


def test_the_tests_run_on_the_versions_that_people_run() -> None:
    development = locked("requirements-dev.lock")

    assert locked("requirements.lock").items() <= development.items()


@pytest.mark.parametrize("lock", ["requirements.lock", "requirements-dev.lock"])
def test_a_lock_gives_a_checksum_for_every_package_and_no_address(lock: str) -> None:
    text = (ROOT / lock).read_text()
    blocks = re.split(r"^(?=[a-z0-9])", text, flags=re.MULTILINE)[1:]

    assert len(blocks) == len(locked(lock))
    assert all("--hash=sha256:" in block for block in blocks)
    assert "://" not in text
