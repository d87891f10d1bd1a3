"""What undoing a change would do to each row, and everything that stands in its way.

A row that was edited goes back field by field while it still is what the change left; one that was added goes while
nothing refers to it; one that was removed comes back. What later deeds rest on stays, and is named.
"""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any

from sqlalchemy import RowMapping, Table, and_, or_, select
from sqlmodel import Session, col

from data_models.queries.row_names import row_name
from data_models.queries.together import Found, Question, asked, laid_out
from data_models.queries.touched import FIELDS, KEYS, Touched, touched
from data_models.queries.whereabouts import Whereabouts, where_these_lie
from data_models.queries.withheld import Reader
from data_models.rules.clocks import london_date
from data_models.rules.references import LARGEST_NUMBER
from data_models.rules.undoing import ENDS, FOR_GOOD, MOVED_ON, NEVER_VANISHES, PARENT
from data_models.tables import VERSION_TABLES, Change, RecordMarker, UndoneChange, metadata
from data_models.tables.versions import DELETED
from data_models.visibility import SENIOR, Deed, Viewer, may_in_any
from data_models.vocabulary import Origin

# Obstacles named in one refusal; a person needs the first to act on, not all.
NAMED = 3
LATER = "Change "
NEVER_UNDONE: dict[Deed, str] = {
    Deed.IMPORT_PUBLISHED: "An import is not undone: correct what is wrong in it, evaluation by evaluation.",
    Deed.END_SIGN_INS: "A sign-in that was ended stays ended. Whoever is meant can sign in again.",
    Deed.STORE_FORECASTS: "A forecast stays as it was stored, so that it can be held against what happened.",
    Deed.LOAD_REFERENCE: "The reference lists are not undone: what the record was begun with stays.",
}


@dataclass(frozen=True)
class Outlook:
    """A change that might be undone: what it touched, where that lies, and what stands in the way (nothing, if empty).

    `deed` is the one behind it, also where it is itself an undoing; None where no deed of this version is known.
    """

    number: int
    deed: Deed | None
    actor_role: str
    actor_id: int | None
    done_on: date
    rows: tuple[Touched, ...]
    where: Whereabouts
    obstacles: tuple[str, ...]

    @property
    def areas(self) -> frozenset[frozenset[str]]:
        """The areas of each row. The mark of an undoing lies nowhere: the rows beside it say where it was."""
        return frozenset(self.where.of(one.table, one.row).areas for one in self.rows if one.table != "undone_change")

    @property
    def why_not(self) -> str:
        """The sentences of what stands in the way, the first few, and what to do about it."""
        said = list(self.obstacles[:NAMED])
        if (more := len(self.obstacles) - NAMED) > 0:
            said.append(f"So do {more} more.")
        if any(one.startswith(LATER) for one in said):
            said.append("Undo what came later first, or put this right by a deed of its own.")
        return " ".join(said)


def may_undo(viewer: object, outlook: Outlook) -> bool:
    """Whether this person may: undo at all, and do the deed itself, in an area of every row that it touched.

    What a senior manager did is undone by a senior manager, and what somebody else wrote by whoever may read all of it.
    """
    if outlook.deed is None or not isinstance(viewer, Viewer):
        return False
    if outlook.actor_role in {role.value for role in SENIOR} and not viewer.is_senior:
        return False
    reader = Reader(viewer, outlook.where)
    written = [one for one in outlook.rows if one.table != "undone_change"]
    reads_it = all(reader.reads_all(one.table, one.row, one.fields) for one in written)
    if not reads_it and not reader.is_theirs(outlook.actor_id):
        return False
    places = outlook.areas or frozenset({frozenset[str]()})
    return all(may_in_any(viewer, deed, *codes) for deed in (Deed.UNDO, outlook.deed) for codes in places)


def outlook_of(session: Session, number: int) -> Outlook | None:
    """The outlook of one change; None where the record has none of that number. At most five statements."""
    if not 0 < number <= LARGEST_NUMBER:
        return None
    question = select(Change, col(UndoneChange.undone_id)).outerjoin(
        UndoneChange, col(UndoneChange.undone_id) == col(Change.id)
    )
    found = session.connection().execute(question.where(col(Change.id) == number)).mappings().first()
    if found is None:
        return None
    rows = touched(session, [number])[number]
    where = where_these_lie(session, [(one.table, one.row) for one in rows])
    return outlook_from(session, found, rows, where)


def outlook_from(session: Session, change: RowMapping, rows: tuple[Touched, ...], where: Whereabouts) -> Outlook:
    """The same, where a page has read the change and its rows already. At most one statement more."""
    deed = _deed_behind(change["deed"], rows)
    obstacles = tuple(_obstacles(session, change, deed, rows))
    done_on = london_date(change["recorded_at"])
    return Outlook(change["id"], deed, change["actor_role"], change["actor_id"], done_on, rows, where, obstacles)


def _deed_behind(deed: str, rows: Iterable[Touched]) -> Deed | None:
    if deed == Deed.UNDO.value:
        deed = next((one.row["deed"] for one in rows if one.table == "undone_change"), "")
    return Deed(deed) if deed in {one.value for one in Deed} else None


def _obstacles(session: Session, change: RowMapping, deed: Deed | None, rows: tuple[Touched, ...]) -> Iterator[str]:
    if deed is None:
        yield "This change was made by no deed that this version knows, so it cannot be undone."
        return
    if deed in NEVER_UNDONE:
        yield NEVER_UNDONE[deed]
        return
    if change["undone_id"] is not None:
        yield "This is undone already. To have it back, undo the change that undid it."
        return
    later = asked(session, laid_out(_questions(change["id"], rows)))
    # In a form a change has its token. What has none in a demonstration was told when it was built.
    if change["token"] is None and any(one["kind"] is Origin.DEMONSTRATION for one in later["marker"]):
        yield "This is part of the story the demonstration was built with, so it stays. Undo what was done since."
        return
    yield from _said_once(_for_good(rows))
    yield from _said_once(_in_the_way(rows, later))


def _said_once(sentences: Iterable[str]) -> Iterator[str]:
    yield from dict.fromkeys(sentences)


def _for_good(rows: tuple[Touched, ...]) -> Iterator[str]:
    """Ends that stay ends, and rows that never vanish, whatever depends on them."""
    for one in rows:
        if one.before is None and one.table in NEVER_VANISHES:
            yield NEVER_VANISHES[one.table]
        if one.before is not None and one.after is not None and one.table in FOR_GOOD:
            column, ends, sentence = FOR_GOOD[one.table]
            if one.after[column] in ends and one.before[column] not in ends:
                yield sentence


# --- what came later ---


def _questions(number: int, rows: tuple[Touched, ...]) -> dict[str, Question]:
    """All that may depend on a change, each row with the change that wrote it, in one statement."""
    asked_of: dict[str, Question] = {"marker": select(col(RecordMarker.kind))}
    for name in dict.fromkeys(one.table for one in rows):
        theirs = [one for one in rows if one.table == name]
        asked_of[f"now {name}"] = _newest(VERSION_TABLES[name]).where(_keyed(name, theirs))
        added = [one.key[0] for one in theirs if one.before is None]
        for table, column in _referring(name) if added and len(KEYS[name]) == 1 else ():
            asked_of[f"refers {table} {column} {name}"] = _standing_now(table, column, added)
        moved = [one.key[0] for one in theirs if _was_moved_on(one)]
        for table, column in MOVED_ON[name][1] if moved else ():
            asked_of[f"under {table} {column}"] = _newest(VERSION_TABLES[table]).where(
                VERSION_TABLES[table].c[column].in_(moved), VERSION_TABLES[table].c.change_id > number
            )
        if name in PARENT:
            column, parent = PARENT[name]
            numbers = sorted({one.row[column] for one in theirs if one.row[column] is not None})
            asked_of[f"parent {parent} {name}"] = _ended_since(parent, numbers, number)
    return asked_of


def _newest(past: Table) -> Question:
    """The newest version of each row, with who wrote it when, as which deed."""
    return (
        select(past, col(Change.deed).label("by_deed"), col(Change.actor_name).label("by_name"))
        .join(Change, past.c.change_id == col(Change.id))
        .where(past.c.superseded_by.is_(None))
    )


def _keyed(name: str, rows: Iterable[Touched]) -> Any:
    past = VERSION_TABLES[name]
    return or_(*(and_(*(past.c[k] == v for k, v in zip(KEYS[name], one.key, strict=True))) for one in rows))


def _referring(name: str) -> Iterator[tuple[str, str]]:
    """Every column of any table that refers to this table."""
    for table in metadata.sorted_tables:
        if table not in VERSION_TABLES.values():
            for key in table.foreign_keys:
                if key.column.table.name == name:
                    yield table.name, key.parent.name


def _standing_now(table: str, column: str, numbers: list[Any]) -> Question:
    if table in VERSION_TABLES:
        past = VERSION_TABLES[table]
        return _newest(past).where(past.c.operation != DELETED, past.c[column].in_(numbers))
    live = metadata.tables[table]
    question: Question = select(live.c[column].label("refers")).where(live.c[column].in_(numbers)).distinct()
    return question


def _ended_since(parent: str, values: list[Any], number: int) -> Question:
    past, (column, ends) = VERSION_TABLES[parent], ENDS[parent]
    then = past.alias()
    had_not_ended = select(then.c.id).where(
        then.c.id == past.c.id,
        then.c.change_id <= number,
        or_(then.c.superseded_by.is_(None), then.c.superseded_by > number),
        then.c[column].not_in(ends),
    )
    return _newest(past).where(past.c.id.in_(values), past.c[column].in_(ends), had_not_ended.exists())


def _was_moved_on(one: Touched) -> bool:
    if one.table not in MOVED_ON or one.before is None or one.after is None:
        return False
    return bool(one.before[MOVED_ON[one.table][0]] != one.after[MOVED_ON[one.table][0]])


def _in_the_way(rows: tuple[Touched, ...], later: Mapping[str, list[Found]]) -> Iterator[str]:
    ours = {(one.table, one.key) for one in rows}
    for one in rows:
        newest = next(row for row in later[f"now {one.table}"] if _key(one.table, row) == one.key)
        if not _is_as_left(one, newest):
            yield said_of(newest, f"changed the {row_name(one.table, one.row)} afterwards")
    for asked_as, found in sorted(later.items()):
        how, _, rest = asked_as.partition(" ")
        table = rest.partition(" ")[0]
        for row in found if how in SAID else ():
            if table not in VERSION_TABLES:
                yield "Somebody has made changes, or signed in, as the person who was added: they stay."
            elif (table, _key(table, row)) not in ours:
                yield said_of(row, SAID[how].format(row_name(table, row)))


# How a later change depends on this one, by how it was found.
SAID: dict[str, str] = {
    "refers": "rests on it with the {}",
    "under": "went on from it with the {}",
    "parent": "ended the {} that it belongs to",
}


def said_of(later: Found, what: str) -> str:
    """ "Change 812 (update action item, by Robin Example) rests on it with the action item AP-0001/03."."""
    deed = later["by_deed"].replace("_", " ")
    return f"{LATER}{later['change_id']} ({deed}, by {later['by_name']}) {what}."


def _key(table: str, row: Found) -> tuple[object, ...]:
    return tuple(row[name] for name in KEYS[table])


def _is_as_left(one: Touched, newest: Found) -> bool:
    """Whether the row is what the change left, by the same version or by one that put it back."""
    if newest["operation"] == DELETED:
        return one.after is None
    return one.after is not None and all(newest[name] == one.after[name] for name in FIELDS[one.table])
