"""What changed between two moments, for one person: by area, each record once, the gravest first.

The difference is that of two states, each as this person may see it, so that the earlier state with the difference laid
over it is the later one, and nothing can be in it that is in neither.
"""

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import replace
from typing import Any

from data_models.past import Moment
from data_models.queries import known_since
from data_models.queries.changes import FieldChange
from data_models.queries.difference_rows import AreaDifference, Difference, Line, RowDifference, differences
from data_models.queries.known_since import Versions, versions_from
from data_models.queries.places import Place
from data_models.queries.row_names import row_name
from data_models.queries.states import STANDING, Key, State, state, whereabouts_of
from data_models.queries.together import together
from data_models.queries.touched import FIELDS
from data_models.queries.trail import PEOPLE
from data_models.queries.whereabouts import Lies
from data_models.rules.gradings import is_weak_or_worse
from data_models.rules.happenings import Happened, happened
from data_models.rules.late_entries import Entry, latest_entry, newly_told
from data_models.visibility import Viewer
from data_models.vocabulary import AspStatement

# What is told with the record it is a part of: table, and the field that leads to that record.
PART_OF: dict[str, tuple[str, str]] = {
    "contact_purpose": ("contact", "contact_id"),
    "due_date_revision": ("action_item", "item_id"),
    "inspection_area": ("inspection", "inspection_id"),
    "item_recommendation": ("action_item", "item_id"),
}
Which = tuple[str, Key]


def difference(earlier: Moment, later: Moment, viewer: Viewer) -> Difference:
    """What of it this person may see. Three statements, one at the earlier moment."""
    between = min(earlier.change, later.change), max(earlier.change, later.change)
    with earlier.look() as session:
        was = state(session, viewer, on=earlier.on, change=earlier.change, between=between)
    with later.look() as session:
        becomes = state(session, viewer, on=later.on, change=later.change, between=between)
        rows = differences(was.rows, becomes.rows)
        written = known_since.questions({one.table for one in rows} - {STANDING}, was.change, becomes.change)
        versions = versions_from(together(session, written))
    return replace(_told(rows, was, becomes, versions), since_ends_day=earlier.ends_day)


# --- telling ---


def _told(rows: tuple[RowDifference, ...], was: State, becomes: State, versions: Versions) -> Difference:
    lines = sorted(_lines(rows, was, becomes, versions), key=lambda one: one.order)
    counts = Counter((what, one.table) for one in lines for what in one.what)
    areas, unchanged = _areas(lines, was, becomes)
    return Difference(
        was.on,
        becomes.on,
        rows,
        areas,
        unchanged,
        tuple(one for one in lines if not one.area_codes),
        counts,
        sum(_weak(one) for one in lines if Happened.EVALUATION_IN in one.what),
        sum(one.is_late_entry for one in lines),
        becomes.change - was.change,
        versions.undone,
        _people(was, becomes),
        {one["id"]: one for of in (was, becomes) for one in of.rows["programme"].values()},
    )


def _people(was: State, becomes: State) -> dict[int, str]:
    return {one["id"]: one["display_name"] for of in (was, becomes) for one in of.rows["person"].values()}


def _weak(line: Line) -> int:
    """How many weak or unsatisfactory evaluations came in with this one: a total stands for several."""
    one = line.whole
    is_weak = is_weak_or_worse(one["grade"]) or one.get("statement") is AspStatement.IMPORTANT_WEAKNESS
    return int(one.get("unnamed", 1)) if is_weak else 0


def _lines(rows: Iterable[RowDifference], was: State, becomes: State, versions: Versions) -> Iterator[Line]:
    """One for each record; what is a part of one is told with it, whether or not more of it changed."""
    own: dict[Which, RowDifference] = {}
    parts: dict[Which, list[RowDifference]] = {}
    for one in rows:
        if one.table in PART_OF:
            table, field = PART_OF[one.table]
            parts.setdefault((table, (one.row[field],)), []).append(one)
        else:
            own[one.table, one.key] = one
    where = whereabouts_of(was, becomes)
    people = _people(was, becomes)
    for table, key in sorted(own.keys() | parts.keys(), key=str):
        before, after = was.rows[table].get(key), becomes.rows[table].get(key)
        whole, theirs = after or before, tuple(parts.get((table, key), ()))
        if whole is None:
            continue
        itself = own.get((table, key))
        lies = where.of(table, whole) if table != STANDING else Lies(frozenset({key[0]}))
        number = whole.get("original_inspection_id") or next(iter(sorted(lies.inspections)), None)
        yield Line(
            happened(table, before, after) if itself else (Happened.RECORD_CHANGED,),
            table,
            key,
            row_name(table, whole) if table != STANDING else "",
            tuple(sorted(lies.areas)),
            before,
            after,
            theirs,
            tuple(_fields(itself, people)) if itself and table != STANDING else (),
            becomes.rows["inspection"].get((number,)) or was.rows["inspection"].get((number,)),
            versions.newest(table, key) or _newest_of(theirs, versions),
            latest_entry(_entries((*([itself] if itself else []), *theirs), versions)),
        )


def _newest_of(parts: Iterable[RowDifference], versions: Versions) -> int | None:
    return max((number for one in parts if (number := versions.newest(one.table, one.key))), default=None)


def _fields(one: RowDifference, people: Mapping[int, str]) -> Iterator[FieldChange]:
    was, becomes = one.before or {}, one.after or {}
    for name in FIELDS[one.table]:
        before: Any = was.get(name)
        after: Any = becomes.get(name)
        if before != after and name in PEOPLE[one.table]:
            yield FieldChange(name, people.get(before, before), people.get(after, after))
        elif before != after:
            yield FieldChange(name, before, after)


def _entries(rows: Iterable[RowDifference], versions: Versions) -> Iterator[Entry]:
    for one in rows:
        for field in newly_told(one.table, one.before, one.after):
            known_on = versions.known_on(one.table, one.key, field, one.row[field])
            if known_on is not None:
                yield Entry(field, one.row[field], known_on)


def _areas(lines: list[Line], was: State, becomes: State) -> tuple[tuple[AreaDifference, ...], tuple[Place, ...]]:
    theirs: dict[str, list[Line]] = {}
    for one in lines:
        for code in one.area_codes:
            theirs.setdefault(code, []).append(one)
    names = {one["gss_code"]: one["short_name"] for of in (was, becomes) for one in of.rows["area"].values()}
    found = [
        AreaDifference(
            Place(names[code], code), was.standings.get(code), becomes.standings.get(code), tuple(theirs[code])
        )
        for code in names
        if code in theirs
    ]
    found.sort(key=lambda one: (-one.got_worse, one.lines[0].order[0], -len(one.lines), one.place.name))
    unchanged = sorted(Place(name, code) for code, name in names.items() if code not in theirs)
    return tuple(found), tuple(unchanged)
