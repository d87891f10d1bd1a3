"""How many SQL statements something costs."""

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field

from sqlalchemy import Engine, event


@dataclass
class Statements:
    """The statements that were executed, in order."""

    texts: list[str] = field(default_factory=list)

    @property
    def count(self) -> int:
        return len(self.texts)


@contextmanager
def counting_statements(engine: Engine) -> Iterator[Statements]:
    """Count what is executed inside, on every connection of this engine."""
    counted = Statements()

    def note(_c: object, _cursor: object, statement: str, _p: object, _context: object, _many: bool) -> None:
        counted.texts.append(statement)

    event.listen(engine, "before_cursor_execute", note)
    try:
        yield counted
    finally:
        event.remove(engine, "before_cursor_execute", note)
