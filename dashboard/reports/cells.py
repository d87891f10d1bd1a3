"""How a value is written into a cell of somebody else's program, so that nothing in it is executed there."""

from typing import Any

# A spreadsheet takes a cell that begins with one of these for a formula. The full-width forms count too.
STARTS_A_FORMULA = ("=", "+", "-", "@", "\t", "\r", "\n", "＝", "＋", "－", "＠")


def safe(text: str) -> str:
    """The text with an apostrophe in front where a spreadsheet would calculate it. `original` takes it away again."""
    return f"'{text}" if text.startswith(("'", *STARTS_A_FORMULA)) else text


def original(text: str) -> str:
    """What `safe` was given."""
    return text[1:] if text.startswith("'") else text


def plain(value: Any) -> Any:
    """A cell's value: numbers and truth as they are, text made safe, lists joined."""
    if isinstance(value, bool):
        return "yes" if value else "no"
    if isinstance(value, list):
        return safe("; ".join(str(one) for one in value))
    return safe(value) if isinstance(value, str) else value
