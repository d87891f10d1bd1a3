"""A deed on a page as a row of a table: where its form is, who may, what is typed and left behind, what is refused.

Every such row is put to `is_offered`, `done`, `refused`, `closed_to` and `not_in_the_past`.
"""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from datetime import timedelta

from sqlalchemy import Engine
from sqlmodel import Session
from streamlit.testing.v1 import AppTest

from dashboard.session import today
from data_models.database import reading
from data_models.queries.record import head
from tests.pages.forms_on_pages import fill, opened, save, value
from tests.pages.what_it_says import words_of

Typed = Mapping[str, object]


@dataclass(frozen=True)
class PageDeed:
    """`at` finds the address of the form in a record, "do" in it; `left` is what the record then has."""

    path: str
    at: Callable[[Engine], dict[str, str]]
    typed: Typed
    said: str
    left: Callable[[Session, dict[str, str]], object]
    expected: object
    wrongly: Typed = field(default_factory=dict)
    sentence: str = ""
    by: str = "link-inspector"
    not_by: tuple[str, ...] = ("shared-screen", "administrator")


def changes(engine: Engine) -> int:
    with reading(engine) as session:
        return head(session).change


def done(deed: PageDeed, engine: Engine, visit: Callable[..., AppTest]) -> None:
    """Whoever may is offered the link; saved once, it is said, the form is gone and the record has it."""
    address = deed.at(engine)
    app = opened(visit, deed.path, persona=deed.by, **address)
    before = changes(engine)
    said = words_of(save(fill(app, address["do"], **deed.typed), address["do"]))
    assert deed.said in said
    assert not {"do", "draft", "opened"} & set(app.query_params)
    assert changes(engine) == before + 1
    with reading(engine) as session:
        assert deed.left(session, address) == deed.expected


def is_offered(deed: PageDeed, engine: Engine, visit: Callable[..., AppTest]) -> None:
    """Whoever may do it finds the link to the form."""
    address = deed.at(engine)
    assert link_to(address) in words_of(_without_form(deed, visit, deed.by, address))


def refused(deed: PageDeed, engine: Engine, visit: Callable[..., AppTest]) -> None:
    """A sentence says what to do, nothing is saved, and everything typed is still there."""
    address = deed.at(engine)
    app = opened(visit, deed.path, persona=deed.by, **address)
    before, typed = changes(engine), {**deed.typed, **deed.wrongly}
    app = save(fill(app, address["do"], **typed), address["do"])
    said = words_of(app)
    assert deed.sentence in said
    assert "Nothing was saved. What you typed is still in the form." in said
    assert {name: value(app, address["do"], name) for name in typed} == typed
    assert changes(engine) == before


def closed_to(deed: PageDeed, engine: Engine, visit: Callable[..., AppTest], persona: str) -> None:
    """Neither the link nor the form."""
    address = deed.at(engine)
    app = opened(visit, deed.path, persona=persona, **address)
    assert "This form is not open to you here" in words_of(app)
    assert not app.button
    assert link_to(address) not in words_of(_without_form(deed, visit, persona, address))


def not_in_the_past(deed: PageDeed, engine: Engine, visit: Callable[..., AppTest]) -> None:
    """Neither the link nor the form, for whoever may do it today."""
    past = {**deed.at(engine), "as_of": (today() - timedelta(days=1)).isoformat()}
    app = visit(deed.path, deed.by, **past)
    words_of(app)
    assert not app.button
    assert link_to(past) not in words_of(_without_form(deed, visit, deed.by, past))


def _without_form(deed: PageDeed, visit: Callable[..., AppTest], persona: str, address: dict[str, str]) -> AppTest:
    return visit(deed.path, persona, **{name: each for name, each in address.items() if name != "do"})


def link_to(address: dict[str, str]) -> str:
    """How the address of a link to the form has the form in it."""
    return f"do={address['do']}"
