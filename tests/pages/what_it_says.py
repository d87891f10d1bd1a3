"""What an opened page says, for the tests of pages."""

from streamlit.testing.v1 import AppTest


def words_of(app: AppTest) -> str:
    """Everything the page put on the screen as HTML, the menu left out."""
    assert not app.exception, [one.message for one in app.exception]
    return "\n".join(str(one.proto.body) for one in app.get("html")[1:])
