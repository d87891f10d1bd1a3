"""Opening, filling and saving the forms of a page, for the tests of pages."""

from collections.abc import Callable
from typing import Any

from streamlit.testing.v1 import AppTest

from dashboard.components.forms import PRESS
from tests.pages.what_it_says import words_of

DRAFT = "0123456789ab"


def opened(visit: Callable[..., AppTest], path: str, do: str, persona: str, **address: object) -> AppTest:
    """The page with this form open, as somebody looks."""
    given = {name: str(value) for name, value in address.items()}
    return visit(path, persona, do=do, draft=DRAFT, **given)


def field(app: AppTest, kind: str, do: str, name: str) -> Any:
    """One field of the form by its kind ("text_input") and its name."""
    return getattr(app, kind)(key=f"{do} {DRAFT} {name}")


def value(app: AppTest, do: str, name: str) -> object:
    """What stands in a field."""
    return field(app, _kind_of(app, do, name), do, name).value


def fill(app: AppTest, do: str, **values: object) -> AppTest:
    """Put values into fields: text into text fields, a choice into whatever offers it."""
    for name, value in values.items():
        field(app, _kind_of(app, do, name), do, name).set_value(value)
    return app


def _kind_of(app: AppTest, do: str, name: str) -> str:
    key = f"{do} {DRAFT} {name}"
    kinds = ("text_input", "text_area", "selectbox", "radio", "number_input", "checkbox", "multiselect")
    return next(kind for kind in kinds if any(one.key == key for one in getattr(app, kind)))


def save(app: AppTest, do: str, button: str = "save") -> AppTest:
    return app.button(key=f"{do} {DRAFT} {button}{PRESS}").click().run()


def is_shown(app: AppTest) -> bool:
    """Whether a form is on the page."""
    words_of(app)
    return bool(app.button)
