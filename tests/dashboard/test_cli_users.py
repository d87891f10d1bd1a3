"""People and access from the command line: listed, added, linked, taken away, ended, and refused with a sentence."""

import re

import pytest

from dashboard.session import today
from tests.dashboard.installation import Installation

ISSUER = "https://login.office.example"
KIM = ("users", "add", "Kim  Example", "--role", "administrator", "--email", "Kim@Office.example")


def listed(place: Installation, *options: str) -> list[str]:
    return place.done("users", "list", *options).stdout.splitlines()


def test_a_record_without_people_says_how_to_add_the_first(on_each: Installation) -> None:
    result = on_each.done("users", "list")
    assert (result.stdout, "users add" in result.stderr) == ("", True)


def test_the_first_administrator_is_added_and_linked(on_each: Installation) -> None:
    assert on_each.done(*KIM).output == "Kim Example is added as PE-0001.\n"
    assert listed(on_each) == ["PE-0001; Kim Example; Administrator; kim@office.example; no sign-in linked"]
    said = on_each.done("users", "link", "PE-0001", "--issuer", ISSUER, "--subject", "42").output
    assert said == f"Whoever signs in as 42 at {ISSUER} is Kim Example.\n"
    assert f"signs in as 42 at {ISSUER}" in listed(on_each)[0]
    assert "every seal holds" in on_each.done("verify").output


def test_what_was_done_is_kept_with_its_reason(installation: Installation) -> None:
    installation.done(*KIM, "--team", "adults", "--started-on", "2025-01-06", "--reason", "The first administrator")
    engine = installation.engine()
    with engine.connect() as connection:
        newest = connection.exec_driver_sql("SELECT deed, reason FROM change ORDER BY id DESC LIMIT 1").one()
    engine.dispose()
    assert tuple(newest) == ("add_person", "The first administrator")


def test_access_ends_on_a_day_and_whoever_has_none_is_listed_when_asked_for(on_each: Installation) -> None:
    on_each.done(*KIM)
    on_each.done("users", "add", "Sam Sample", "--role", "link_inspector", "--started-on", "2020-01-01")
    said = on_each.done("users", "end", "2", "--last-day", "2025-07-02").output
    assert said == "The access of Sam Sample ends on 2025-07-02.\n"
    assert [line.split(";")[0] for line in listed(on_each)] == ["PE-0001"]
    assert "access ends 2025-07-02" in listed(on_each, "--all")[1]


def test_a_sign_in_is_taken_away_at_once(on_each: Installation) -> None:
    on_each.done(*KIM)
    on_each.done("users", "add", "Sam Sample", "--role", "link_inspector")
    on_each.done("users", "link", "2", "--issuer", ISSUER, "--subject", "7")
    said = on_each.done("users", "unlink", "2", "--reason", "A lost laptop").output
    assert said == "Sam Sample cannot sign in any more.\n"
    assert "no sign-in linked" in listed(on_each)[1]


@pytest.mark.parametrize(
    ("arguments", "sentence"),
    [
        (("users", "add", " ", "--role", "administrator"), "Enter the name"),
        (("users", "add", "Sam", "--role", "administrator", "--email", "kim@office.example"), "has this address"),
        (("users", "link", "PE-0009", "--issuer", ISSUER, "--subject", "1"), "The record has no person PE-0009"),
        (("users", "link", "Kim", "--issuer", ISSUER, "--subject", "1"), "“Kim” is no number of a person"),
        (("users", "link", "9" * 30, "--issuer", ISSUER, "--subject", "1"), "is no number of a person"),
        (("users", "link", "1", "--issuer", ISSUER, "--subject", ""), "Enter the subject"),
        (("users", "unlink", "1", "--reason", "Because"), "has no sign-in"),
        (("users", "end", "1", "--last-day", str(today())), "only administrator"),
    ],
)
def test_what_cannot_be_done_is_said_and_nothing_is_changed(
    installation: Installation, arguments: tuple[str, ...], sentence: str
) -> None:
    installation.done(*KIM)
    before = installation.count("change")
    assert sentence in installation.refused(*arguments)
    assert installation.count("change") == before


@pytest.mark.parametrize(
    "arguments",
    [
        ("users", "add", "Kim"),
        ("users", "add", "Kim", "--role", "shared_screen"),
        ("users", "end", "1", "--last-day", "soon"),
        ("users", "unlink", "1"),
    ],
    ids=" ".join,
)
def test_wrong_usage_shows_the_usage(new_place: Installation, arguments: tuple[str, ...]) -> None:
    result = new_place.run(*arguments)
    assert (result.exit_code, bool(re.search("Usage:", result.stderr))) == (2, True)


def test_without_a_record_there_is_nobody_to_list(new_place: Installation) -> None:
    assert "There is no record here yet" in new_place.refused("users", "list")
