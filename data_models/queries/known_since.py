"""Which changes wrote to which rows between two moments, and so on which day each thing came to be known."""

from collections.abc import Collection, Mapping
from dataclasses import dataclass
from datetime import date

from sqlalchemy import func, select
from sqlmodel import col

from data_models.queries.changes import aware
from data_models.queries.states import Key
from data_models.queries.together import Found, Question
from data_models.queries.touched import KEYS
from data_models.rules.clocks import london_date
from data_models.rules.late_entries import TELLS_OF
from data_models.tables import VERSION_TABLES, Change, UndoneChange


@dataclass(frozen=True)
class Versions:
    """The versions that were written between the two moments, by table and key, the first first; and of the changes
    that wrote them how many were undone."""

    of: Mapping[tuple[str, Key], list[Found]]
    undone: int

    def newest(self, table: str, key: Key) -> int | None:
        written = self.of.get((table, key))
        return written[-1]["change_id"] if written else None

    def known_on(self, table: str, key: Key, field: str, value: object) -> date | None:
        """The day on which the record first said so."""
        for one in self.of.get((table, key), ()):
            if one.get(field) == value:
                return london_date(aware(one["recorded_at"]))
        return None


def questions(tables: Collection[str], after: int, until: int) -> dict[str, Question]:
    """What was written to these tables by the changes after one number and up to another."""
    undone = (
        select(func.count().label("undone"))
        .select_from(UndoneChange)
        .where(col(UndoneChange.undone_id) > after, col(UndoneChange.undone_id) <= until)
    )
    return {name: _written(name, after, until) for name in sorted(tables)} | {"vn_undone": undone}


def _written(name: str, after: int, until: int) -> Question:
    past = VERSION_TABLES[name]
    columns = [past.c[one] for one in dict.fromkeys((*KEYS[name], *TELLS_OF.get(name, ())))]
    question: Question = (
        select(*columns, past.c.change_id, col(Change.recorded_at))
        .join(Change, past.c.change_id == col(Change.id))
        .where(past.c.change_id > after, past.c.change_id <= until)
    )
    return question


def versions_from(found: Mapping[str, list[Found]]) -> Versions:
    """From what the questions found."""
    of: dict[tuple[str, Key], list[Found]] = {}
    for table in found.keys() & VERSION_TABLES.keys():
        for one in sorted(found[table], key=lambda one: one["change_id"]):
            of.setdefault((table, tuple(one[name] for name in KEYS[table])), []).append(one)
    return Versions(of, found["vn_undone"][0]["undone"])
