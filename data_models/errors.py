"""What the record refuses, in sentences an inspector can read. Each says what to do next."""


class RecordError(Exception):
    """Something the person can be told; `str()` of it is the sentence."""


class CommandRefused(RecordError):
    """A deed was not done, and nothing was changed."""


class NotAllowed(CommandRefused):
    """The person may not do this, or not here."""


class SignInOver(RecordError):
    """A sign-in does not count, or no longer. The person signs in again."""


class NotFound(CommandRefused):
    """The record has no such row, or not one this person may see."""


class Invalid(CommandRefused):
    """One or more fields were not accepted. `problems` maps a field to its sentence."""

    def __init__(self, problems: dict[str, str]) -> None:
        self.problems = problems
        super().__init__(" ".join(problems.values()))


class Conflict(CommandRefused):
    """Somebody else changed the same fields meanwhile.

    `fields` maps a field to (opened on, theirs now, yours), so that a form can show both and ask.
    """

    def __init__(self, sentence: str, fields: dict[str, tuple[object, object, object]]) -> None:
        self.fields = fields
        super().__init__(sentence)


class AlreadyDone(CommandRefused):
    """This very deed was saved before (a double click, a reload). `change` is its number."""

    def __init__(self, change: int) -> None:
        self.change = change
        super().__init__(f"This was already saved, as change {change}.")


class RecordUnavailable(RecordError):
    """The database cannot be reached or written just now. Nothing was saved."""


class ImportRefused(CommandRefused):
    """A file was not taken. `rows` lists (row number, sentence); nothing was changed."""

    def __init__(self, sentence: str, rows: list[tuple[int, str]]) -> None:
        self.rows = rows
        super().__init__(sentence)
