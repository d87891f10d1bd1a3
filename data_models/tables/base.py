"""What every table shares: constraint names, the types for our words, and the version of a row."""

from enum import IntEnum, StrEnum
from typing import Any, ClassVar, TypeVar

from sqlalchemy import CheckConstraint, Dialect, Integer, MetaData, SmallInteger, String, Table
from sqlalchemy.orm import declared_attr
from sqlalchemy.types import TypeDecorator
from sqlmodel import Field, SQLModel

# Every constraint has a name, so that a refusal can be turned into a sentence and a migration can drop it.
SQLModel.metadata.naming_convention = {
    "ix": "ix_%(table_name)s_%(column_0_N_name)s",
    "uq": "uq_%(table_name)s_%(column_0_N_name)s",
    "ck": "ck_%(table_name)s_%(constraint_name)s",
    "fk": "fk_%(table_name)s_%(column_0_N_name)s",
    "pk": "pk_%(table_name)s",
}
metadata: MetaData = SQLModel.metadata

LINE = 200  # characters in a title, a name, a short answer
PROSE = 4000  # characters in a free text; past that it is a document and belongs elsewhere


E = TypeVar("E", bound=StrEnum)
N = TypeVar("N", bound=IntEnum)


class Word(TypeDecorator[E]):
    """One of our words, stored as itself; a CHECK holds the list (see `finish`)."""

    impl = String(48)
    cache_ok = True

    def __init__(self, words: type[E]) -> None:
        super().__init__()
        self.words = words

    def process_bind_param(self, value: E | None, _dialect: Dialect) -> str | None:
        return None if value is None else self.words(value).value

    def process_result_value(self, value: str | None, _dialect: Dialect) -> E | None:
        return None if value is None else self.words(value)


class Numeral(TypeDecorator[N]):
    """A word that is a number (a grade, a purpose), stored as the number so that it sorts as one."""

    impl = SmallInteger
    cache_ok = True

    def __init__(self, numbers: type[N]) -> None:
        super().__init__()
        self.numbers = numbers

    def process_bind_param(self, value: int | None, _dialect: Dialect) -> int | None:
        return None if value is None else int(self.numbers(value))

    def process_result_value(self, value: int | None, _dialect: Dialect) -> N | None:
        return None if value is None else self.numbers(value)


def word(words: type[StrEnum] | type[IntEnum], *, index: bool = False, **default: Any) -> Any:
    """A column that holds one of `words`; pass `default=None` for one that may be empty."""
    kind: Any = Numeral(words) if issubclass(words, IntEnum) else Word(words)
    return Field(sa_type=kind, index=index, **default)


def line(*, index: bool = False, unique: bool = False, **default: Any) -> Any:
    """A short text, at most LINE characters."""
    return Field(max_length=LINE, sa_type=String(LINE), index=index, unique=unique, **default)


def prose(**default: Any) -> Any:
    """A free text, at most PROSE characters."""
    return Field(max_length=PROSE, sa_type=String(PROSE), **default)


def key() -> Any:
    """A number of its own, never given twice."""
    return Field(default=None, primary_key=True)


def to(target: str, *, index: bool = True, **default: Any) -> Any:
    """A reference to another row."""
    return Field(foreign_key=target, index=index, **default)


class Versioned(SQLModel):
    """A table the office edits. Every change of a row leaves its former self in the version table."""

    __versioned__: ClassVar[bool] = True
    row_version: int = Field(default=None, sa_type=Integer, nullable=False)

    @declared_attr.directive
    def __mapper_args__(cls) -> dict[str, Any]:
        return {"version_id_col": cls.__table__.c.row_version}  # type: ignore[attr-defined]


def finish(table: Table) -> None:
    """Add the CHECKs that follow from the column types: the list of words, the range of numbers, the lengths.

    SQLite would otherwise keep any text in any column.
    """
    for column in table.columns:
        kind = column.type
        if isinstance(kind, Word):
            listed = ", ".join(f"'{w.value}'" for w in kind.words)
            table.append_constraint(CheckConstraint(f"{column.name} IN ({listed})", name=f"{column.name}_is_known"))
        elif isinstance(kind, Numeral):
            numbers: list[int] = [number.value for number in kind.numbers.__members__.values()]
            table.append_constraint(
                CheckConstraint(
                    f"{column.name} BETWEEN {min(numbers)} AND {max(numbers)}", name=f"{column.name}_on_scale"
                )
            )
        elif isinstance(kind, String) and kind.length:
            table.append_constraint(
                CheckConstraint(f"length({column.name}) <= {kind.length}", name=f"{column.name}_length")
            )
