"""When what was typed on one screen may take the place of what stands, and how two texts are joined."""

from collections.abc import Iterable
from dataclasses import dataclass

NOTES, DECISION, ACTION, ACTION_OWNER, ACTION_DUE = "notes", "decision", "action", "action_owner", "action_due"
# Characters a field takes: as many as the record keeps.
MOST = 4000
FIELDS = (NOTES, DECISION, ACTION, ACTION_OWNER, ACTION_DUE)
# Words in these were meant to become a decision or an action, and have not yet.
DRAFTS: dict[str, str] = {DECISION: "a decision", ACTION: "an action"}


@dataclass(frozen=True)
class Stroke:
    """One saving by one screen: the text of a field, the version it rests on, and the how-many-th of this screen.

    `joins` are the screens whose words stood aside, and are in this text now or were found to be needless.
    """

    field: str
    text: str
    base: int
    hand: str
    number: int
    joins: tuple[str, ...] = ()


@dataclass(frozen=True)
class Standing:
    """What stands in a field: its text and version, and which screen saved it with its how-many-th stroke."""

    text: str
    version: int
    hand: str
    number: int


def is_again(stroke: Stroke, standing: Standing) -> bool:
    """Whether it was saved before: it may be sent twice, or come late."""
    return stroke.hand == standing.hand and stroke.number <= standing.number


def may_stand(stroke: Stroke, standing: Standing) -> bool:
    """Whether whoever typed it had seen what stands: they rest on it, or it is their own, whose answer was lost."""
    return stroke.base == standing.version or (stroke.hand == standing.hand and stroke.number > standing.number)


def joined(text: str, aside: Iterable[tuple[str, str]]) -> str:
    """A text with those that stand aside, each by the name of who typed it."""
    parts = [text.strip(), *(f"Typed at the same time by {name}:\n{words.strip()}" for name, words in aside)]
    return "\n\n".join(part for part in parts if part.strip())
