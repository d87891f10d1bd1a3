"""What must hold after every step, whatever was done and by whom. Each promise says what is broken, and where."""

from collections import defaultdict
from datetime import date
from typing import Any

from sqlalchemy import Engine, RowMapping, select
from sqlmodel import Session

from data_models.database import reading
from data_models.queries.ledger import ledger
from data_models.queries.record import thresholds
from data_models.seals import FIRST_SEAL, hash_of, seal_of
from data_models.tables import VERSION_TABLES, Change, metadata
from data_models.visibility import Deed
from tests.data_models.fuzz.seeing import DELETED, LIVE, PAST, Key, Rows, Seen

INSERTED = 0
# An end that nothing leads out of: what comes back is a new row citing the old.
FOR_GOOD = {
    "action_item": ("status", {"completion_verified", "withdrawn"}),
    "inspection": ("publication_state", {"published"}),
    "meeting": ("state", {"closed"}),
}
# An end that only the undoing of the very change that brought it leads out of.
CLOSED = {
    "action_plan": ("state", {"closed"}),
    "risk_flag": ("state", {"closed"}),
    "formal_monitoring": ("state", {"closed", "declined"}),
    "follow_up_decision": ("state", {"closed"}),
    "follow_up_candidate": ("state", {"closed"}),
    "meeting_action": ("state", {"done", "dropped"}),
    "inspection": ("stage", {"cancelled", "published"}),
}
# Rows that never vanish; rows that a deed replaces by others. Every other row goes by undoing alone.
NEVER_VANISHES = {"follow_up_candidate", "due_date_revision", "record_marker", "forecast"} | {
    *("action_item", "action_plan", "formal_monitoring", "review_notification", "risk_flag"),
    *("agenda_item", "meeting_action"),
}
# Answered anew by another deed: an answer that a report says nothing goes once its words are on record.
REPLACED = {"assignment", "contact_purpose", "item_recommendation", "report_silence", "setting_value", "team_member"}


# --- history ---


def history_is_whole(seen: Seen, before: Seen | None = None) -> None:
    """Every row's newest version is the row; versions follow one another without gap or overlap.

    A table of which nothing has moved since `before` was looked at then.
    """
    for name, versions in seen.versions.items():
        if before and versions == before.versions[name] and seen.live[name] == before.live[name]:
            continue
        layout, of = PAST[name], defaultdict(list)
        at = {column: layout.columns.index(column) for column in ("change_id", "superseded_by", "operation")}
        for one in versions:
            of[layout.key(one)].append(one)
        for key, theirs in of.items():
            theirs.sort(key=lambda one: one[at["change_id"]])
            follows = [one[at["change_id"]] for one in theirs[1:]] + [None]
            assert [one[at["superseded_by"]] for one in theirs] == follows, f"{name} {key}: versions do not follow on"
            assert theirs[0][at["operation"]] == INSERTED, f"{name} {key}: its first version is no beginning"
            _operations_make_sense(name, key, [one[at["operation"]] for one in theirs])
            _versions_count_on(name, key, [one[layout.columns.index("row_version")] for one in theirs], theirs, at)
        _newest_is_the_row(name, seen, of, at["operation"])


def _operations_make_sense(name: str, key: Key, operations: list[int]) -> None:
    for earlier, later in zip(operations, operations[1:], strict=False):
        assert (earlier == DELETED) == (later == INSERTED), f"{name} {key}: came or went twice"


def _versions_count_on(
    name: str, key: Key, numbers: list[int], theirs: list[tuple[Any, ...]], at: dict[str, int]
) -> None:
    """A form knows the version it was opened on by its number, so no number may come twice in the life of a row."""
    if "id" in LIVE[name].columns:
        grew = [n for n, one in zip(numbers, theirs, strict=True) if one[at["operation"]] != DELETED]
        assert grew == sorted(set(grew)), f"{name} {key}: row versions {numbers}"


def _newest_is_the_row(name: str, seen: Seen, of: dict[Key, list[tuple[Any, ...]]], operation: int) -> None:
    width = len(LIVE[name].columns)
    standing = {key: theirs[-1][:width] for key, theirs in of.items() if theirs[-1][operation] != DELETED}
    assert standing == seen.live[name], f"{name}: a row is not what its newest version says"


def stood(seen: Seen, change: int) -> Rows:
    """What stood at a change, worked out from the versions."""
    found: Rows = {}
    for name, versions in seen.versions.items():
        layout, width = PAST[name], len(LIVE[name].columns)
        begins, ends, operation = (layout.columns.index(one) for one in ("change_id", "superseded_by", "operation"))
        found[name] = {
            layout.key(one): one[:width]
            for one in versions
            if one[begins] <= change and (one[ends] is None or one[ends] > change) and one[operation] != DELETED
        }
    return found


# --- seals ---


def seals_hold_from(engine: Engine, seen: Seen, after: int) -> None:
    """The seals of the changes after this one, over what they wrote and the seal before: the rest held before."""
    with reading(engine) as session:
        changes = {
            row.id: dict(row._mapping)
            for row in session.connection().execute(
                select(Change.__table__).where(Change.__table__.c.id >= after)  # type: ignore[attr-defined]
            )
        }
        for number in range(after + 1, max(changes, default=after) + 1):
            previous = changes[number - 1]["seal"] if number > 1 else FIRST_SEAL
            assert hash_of(_written(session, seen, number)) == changes[number]["content_hash"], (
                f"change {number}: content"
            )
            assert seal_of(changes[number], previous) == changes[number]["seal"], f"change {number}: seal"


def _written(session: Session, seen: Seen, number: int) -> dict[str, list[dict[str, Any]]]:
    found = {}
    for name, table in VERSION_TABLES.items():
        at = PAST[name].columns.index("change_id")
        if any(one[at] == number for one in seen.versions[name]):
            keys = [table.c[c.name] for c in metadata.tables[name].primary_key]
            rows = session.connection().execute(select(table).where(table.c.change_id == number).order_by(*keys))
            found[name] = [_sealed(row._mapping) for row in rows]
    return found


def _sealed(version: RowMapping) -> dict[str, Any]:
    return {str(name): value for name, value in version.items() if name not in ("superseded_by", "change_id")}


# --- obligations ---


def ledger_is_sound(engine: Engine, on: date) -> None:
    with reading(engine) as session:
        found = ledger(session, on=on, thresholds=thresholds(session))
    assert found.is_sound, found.breaches
    assert found.calling == found.accounted_for


def nothing_promised_is_lost(before: Seen, after: Seen) -> None:
    """What is kept for good is there still; no end was left, but by undoing what brought it."""
    for name, rows in before.live.items():
        gone = rows.keys() - after.live[name].keys()
        assert not gone or name not in NEVER_VANISHES, f"{name} {gone}: vanished"
        assert not gone or name in REPLACED or _is_undoing(after), (
            f"{name} {gone}: removed by another deed than undoing"
        )
    promised = LIVE["action_item"].columns.index("original_due_on")
    for key, row in after.live["action_item"].items():
        assert row[promised] == before.live["action_item"].get(key, row)[promised], (
            f"action {key}: first promise changed"
        )
    for name, (column, ends) in FOR_GOOD.items():
        for key in _reopened(before, after, name, column, ends):
            raise AssertionError(f"{name} {key}: left an end that is for good")
    for name, (column, ends) in CLOSED.items():
        for key in _reopened(before, after, name, column, ends):
            assert _may_reopen(after, name), f"{name} {key}: reopened"


def _reopened(before: Seen, after: Seen, name: str, column: str, ends: set[str]) -> list[Key]:
    at = LIVE[name].columns.index(column)
    closed = {key for key, row in before.live[name].items() if row[at] in ends}
    return [key for key in closed if key in after.live[name] and after.live[name][key][at] not in ends]


def _may_reopen(after: Seen, name: str) -> bool:
    deed = after.standing["change"][-1]["deed"]
    again_owed = name == "follow_up_candidate" and deed == Deed.CORRECT_EVALUATION.value
    return _is_undoing(after) or again_owed


def _is_undoing(after: Seen) -> bool:
    return bool(after.standing["change"][-1]["deed"] == Deed.UNDO.value)


def undone_is_as_before(seen: Seen, change: int, before: Rows) -> None:
    """Every row that the change touched is what it was before it, to the last field; only its version counted on."""
    for name, versions in seen.versions.items():
        layout, live = PAST[name], LIVE[name]
        at = layout.columns.index("change_id")
        for key in {layout.key(one) for one in versions if one[at] == change}:
            now, then = (_content(name, rows.get(key)) for rows in (seen.live[name], before[name]))
            assert now == then, f"{live.name} {key}: not as it was before change {change}"


def _content(name: str, row: tuple[Any, ...] | None) -> tuple[Any, ...] | None:
    version = LIVE[name].columns.index("row_version")
    return None if row is None else row[:version] + row[version + 1 :]


def rules_of_the_office_hold(seen: Seen) -> None:
    """What the commands see to and no constraint can: undoing must not get round it."""
    _no_two_cover_an_area_at_once(seen)
    _closed_minutes_are_whole(seen)
    items = defaultdict(list)
    for one in seen.standing["action_item"]:
        items[one["plan_id"]].append(one["status"])
    for plan in seen.standing["action_plan"]:
        if plan["state"] == "closed":
            assert set(items[plan["id"]]) <= {"completion_verified", "withdrawn"}, f"plan {plan['id']}: closed too soon"
        if plan["state"] in ("requested", "not_requested"):
            assert not items[plan["id"]], f"plan {plan['id']}: has items before it came"
    decisions = {one["id"]: one for one in seen.standing["follow_up_decision"]}
    for one in seen.standing["follow_up_candidate"]:
        if one["state"] == "decided":
            assert decisions[one["decision_id"]]["state"] != "closed", f"candidate {one['id']}: its decision is closed"
    practices = {one["id"]: one["state"] for one in seen.standing["good_practice"]}
    for one in seen.standing["practice_share"]:
        assert practices[one["practice_id"]] != "noted", f"share {one['id']}: of a practice that nobody validated"


def _closed_minutes_are_whole(seen: Seen) -> None:
    """Nothing that a closed meeting looked at was left open; places of an agenda are counted from one without gaps."""
    closed = {one["id"] for one in seen.standing["meeting"] if one["state"] == "closed"}
    places = defaultdict(list)
    for one in seen.standing["agenda_item"]:
        places[one["meeting_id"]].append(one["position"])
        assert one["meeting_id"] not in closed or one["state"] != "open", f"item {one['id']}: left open"
    for meeting, taken in places.items():
        assert sorted(taken) == list(range(1, len(taken) + 1)), f"meeting {meeting}: places {sorted(taken)}"


def _no_two_cover_an_area_at_once(seen: Seen) -> None:
    of = defaultdict(list)
    for one in seen.standing["assignment"]:
        of[(one["area_code"], one["role"])].append((str(one["starts_on"]), str(one["ends_on"] or "9999")))
    for where, spells in of.items():
        spells.sort()
        for (_, ends), (starts, _) in zip(spells, spells[1:], strict=False):
            assert ends < starts, f"{where}: covered twice at once"
