"""A deed on a page as a row of a table: where its form is, who may, what is typed and left behind, what is refused.

Every such row is put to `is_offered`, `done`, `refused`, `closed_to` and `not_in_the_past`.
"""

import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from datetime import timedelta
from typing import Any

from sqlalchemy import Engine
from sqlmodel import Session
from streamlit.testing.v1 import AppTest

from dashboard.session import today
from data_models.database import reading
from data_models.queries.record import head
from tests.pages.what_it_says import words_of

DRAFT = "0123456789ab"
WIDGETS = ("text_input", "text_area", "radio", "selectbox", "multiselect", "checkbox", "number_input")
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


def opened(visit: Callable[..., AppTest], path: str, persona: str, address: dict[str, str]) -> AppTest:
    return visit(path, persona, draft=DRAFT, **address)


def widget(app: AppTest, do: str, name: str) -> Any:
    """The field of this name in the open form, whatever kind of widget it is."""
    for kind in WIDGETS:
        found = [one for one in app.get(kind) if one.key == f"{do} {DRAFT} {name}"]
        if found:
            return found[0]
    raise AssertionError(f"the form {do} has no field {name}")


def fill(app: AppTest, do: str, typed: Typed) -> None:
    for name, value in typed.items():
        widget(app, do, name).set_value(value)


def save(app: AppTest) -> AppTest:
    return app.button[0].click().run()


def changes(engine: Engine) -> int:
    with reading(engine) as session:
        return head(session).change


def done(deed: PageDeed, engine: Engine, visit: Callable[..., AppTest]) -> None:
    """Whoever may is offered the link; saved once, it is said, the form is gone and the record has it."""
    address = deed.at(engine)
    app = opened(visit, deed.path, deed.by, address)
    before = changes(engine)
    fill(app, address["do"], deed.typed)
    said = words_of(save(app))
    assert deed.said in said
    assert not {"do", "draft", "opened"} & set(app.query_params)
    assert changes(engine) == before + 1
    with reading(engine) as session:
        assert deed.left(session, address) == deed.expected


def is_offered(deed: PageDeed, engine: Engine, visit: Callable[..., AppTest]) -> None:
    address = deed.at(engine)
    said = words_of(visit(deed.path, deed.by, **{name: value for name, value in address.items() if name != "do"}))
    assert link_to(address) in said


def refused(deed: PageDeed, engine: Engine, visit: Callable[..., AppTest]) -> None:
    """A sentence says what to do, nothing is saved, and everything typed is still there."""
    address = deed.at(engine)
    app = opened(visit, deed.path, deed.by, address)
    before, typed = changes(engine), {**deed.typed, **deed.wrongly}
    fill(app, address["do"], typed)
    app = save(app)
    said = words_of(app)
    assert deed.sentence in said
    assert "Nothing was saved. What you typed is still in the form." in said
    assert {name: widget(app, address["do"], name).value for name in typed} == typed
    assert changes(engine) == before


def closed_to(deed: PageDeed, engine: Engine, visit: Callable[..., AppTest], persona: str) -> None:
    """Neither the link nor the form."""
    address = deed.at(engine)
    app = opened(visit, deed.path, persona, address)
    said = words_of(app)
    assert "This form is not open to you here" in said
    assert not app.button
    assert link_to(address) not in said


def not_in_the_past(deed: PageDeed, engine: Engine, visit: Callable[..., AppTest]) -> None:
    address = deed.at(engine)
    app = visit(deed.path, deed.by, as_of=(today() - timedelta(days=1)).isoformat(), **address)
    assert not app.button
    # The way back to today leads to the form; no way within the past does.
    assert not [
        one for one in re.findall(r'href="([^"]+)"', words_of(app)) if "as_of" in one and link_to(address) in one
    ]


def link_to(address: dict[str, str]) -> str:
    """How the address of a link to the form has the form in it."""
    return f"do={address['do']}"
