"""Meetings with their agenda, attendance, decisions and actions, the guards of what they closed on, and live words."""

from collections.abc import Sequence
from typing import Any

import sqlalchemy as sa
from alembic import op

revision = "0012"
down_revision = "0011"
branch_labels = None
depends_on = None

WORD, LINE, PROSE = 48, 200, 4000
ROLES = (
    "link_inspector",
    "relationship_manager_adult",
    "relationship_manager_elc",
    "service_manager",
    "chief_inspector",
    "strategic_support_officer",
    "administrator",
    "shared_screen",
)
Columns = Sequence[tuple[str, Any, bool]]
NUMBER, DAY = sa.Integer(), sa.Date()


def _text(length: int) -> "sa.String":
    return sa.String(length=length)


# Each column: its name, its type, and whether it may be empty.
MEETING: Columns = (
    ("title", _text(LINE), False),
    ("held_on", DAY, False),
    ("state", _text(WORD), False),
    ("chair_id", NUMBER, True),
    ("since_change", NUMBER, False),
    ("since_on", DAY, True),
    ("started_on", DAY, True),
    ("closed_on", DAY, True),
    ("closed_by_id", NUMBER, True),
    ("closed_at_change", NUMBER, True),
    ("origin", _text(WORD), False),
)
ITEM: Columns = (
    ("meeting_id", NUMBER, False),
    ("position", NUMBER, False),
    ("kind", _text(WORD), False),
    ("area_code", sa.String(), True),
    ("subject", _text(LINE), False),
    ("title", _text(LINE), False),
    ("why", _text(LINE), False),
    ("minutes", NUMBER, False),
    ("state", _text(WORD), False),
    ("reason", _text(PROSE), False),
    ("notes", _text(PROSE), False),
    ("carried_from_id", NUMBER, True),
)
ATTENDANCE: Columns = (
    ("meeting_id", NUMBER, False),
    ("person_id", NUMBER, False),
    ("role", _text(WORD), False),
    ("presence", _text(WORD), False),
)
DECISION: Columns = (
    ("meeting_id", NUMBER, False),
    ("item_id", NUMBER, False),
    ("text", _text(PROSE), False),
    ("decided_on", DAY, False),
)
ACTION: Columns = (
    ("meeting_id", NUMBER, False),
    ("item_id", NUMBER, False),
    ("area_code", sa.String(), True),
    ("text", _text(PROSE), False),
    ("given_on", DAY, False),
    ("given_to_id", NUMBER, False),
    ("first_due_on", DAY, False),
    ("owner_id", NUMBER, False),
    ("due_on", DAY, False),
    ("state", _text(WORD), False),
    ("ended_on", DAY, True),
    ("ended_by_id", NUMBER, True),
    ("reason", _text(PROSE), False),
)
HISTORIED = {
    "meeting": MEETING,
    "agenda_item": ITEM,
    "meeting_attendance": ATTENDANCE,
    "meeting_decision": DECISION,
    "meeting_action": ACTION,
}
# Column -> the table and column it refers to, wherever it is found.
REFERS = {
    "chair_id": "person.id",
    "closed_by_id": "person.id",
    "person_id": "person.id",
    "given_to_id": "person.id",
    "owner_id": "person.id",
    "ended_by_id": "person.id",
    "meeting_id": "meeting.id",
    "item_id": "agenda_item.id",
    "carried_from_id": "agenda_item.id",
    "area_code": "area.gss_code",
}
WORDS = {
    ("meeting", "state"): ("planned", "running", "closed"),
    ("meeting", "origin"): ("published_record", "demonstration", "office"),
    ("agenda_item", "kind"): ("area", "record", "words"),
    ("agenda_item", "state"): ("open", "covered", "deferred"),
    ("meeting_attendance", "role"): ROLES,
    ("meeting_attendance", "presence"): ("present", "apologies", "not_expected"),
    ("meeting_action", "state"): ("open", "done", "dropped"),
}
CHECKS = {
    "agenda_item": {
        "deferred_says_why": "state <> 'deferred' OR reason <> ''",
        "area_is_named": "kind <> 'area' OR area_code IS NOT NULL",
    },
    "meeting_action": {"dropped_says_why": "state <> 'dropped' OR reason <> ''"},
}
INDEXED = {
    "meeting": ("held_on", "chair_id", "closed_by_id"),
    "agenda_item": ("meeting_id", "area_code", "carried_from_id"),
    "meeting_attendance": ("person_id",),
    "meeting_decision": ("meeting_id", "item_id"),
    "meeting_action": ("meeting_id", "item_id", "area_code", "owner_id", "due_on"),
}
UNIQUE = {"meeting_attendance": ("meeting_id", "person_id")}
FROZEN = "closed minutes are never altered"
CLOSED = "EXISTS (SELECT 1 FROM meeting WHERE id = {row}.meeting_id AND state = 'closed')"
# What of an action the meeting said; whose it is, when it is due and how it ended go on after the meeting.
SAID = ("meeting_id", "item_id", "area_code", "text", "given_on", "given_to_id", "first_due_on")


def upgrade() -> None:
    for table, columns in HISTORIED.items():
        _create(table, columns)
        _create_past(table, columns)
    _create_live()
    _refuse("meeting", "update", "OLD.state = 'closed'", FROZEN)
    _refuse("meeting", "delete", "OLD.state = 'closed'", FROZEN)
    for table in ("agenda_item", "meeting_attendance", "meeting_decision"):
        _refuse(table, "insert", CLOSED.format(row="NEW"), FROZEN)
        _refuse(table, "update", f"{CLOSED.format(row='OLD')} OR {CLOSED.format(row='NEW')}", FROZEN)
        _refuse(table, "delete", CLOSED.format(row="OLD"), FROZEN)
    _refuse("meeting_action", "insert", CLOSED.format(row="NEW"), FROZEN)
    said = " OR ".join(_differs(name) for name in SAID)
    _refuse("meeting_action", "update", f"{CLOSED.format(row='OLD')} AND ({said})", FROZEN)
    _refuse("meeting_action", "delete", "1 = 1", "an action that was given is never removed")


def downgrade() -> None:
    guarded = [f"{table}_{event}" for table in HISTORIED for event in ("insert", "update", "delete")]
    if not _is_sqlite():
        for name in guarded:
            op.execute(f"DROP FUNCTION IF EXISTS guard_{name}() CASCADE")
        for table in HISTORIED:
            for event in ("update", "delete"):
                op.execute(f"DROP FUNCTION guard_{table}_version_{event}() CASCADE")
    for table in ("on_show", "live_words"):
        op.drop_table(table)
    for table in reversed(HISTORIED):
        op.drop_table(f"{table}_version")
        op.drop_table(table)


def _create(table: str, columns: Columns) -> None:
    op.create_table(
        table,
        sa.Column("row_version", sa.Integer(), nullable=False),
        sa.Column("id", sa.Integer(), nullable=False),
        *(sa.Column(name, kind, nullable=empty) for name, kind, empty in columns),
        *_checks(table, columns),
        *(
            sa.ForeignKeyConstraint([name], [REFERS[name]], name=op.f(f"fk_{table}_{name}"))
            for name, _, _ in columns
            if name in REFERS
        ),
        *(
            sa.UniqueConstraint(*names, name=op.f(f"uq_{table}_{'_'.join(names)}"))
            for names in [UNIQUE.get(table)]
            if names
        ),
        sa.PrimaryKeyConstraint("id", name=op.f(f"pk_{table}")),
        sqlite_autoincrement=True,
    )
    for name in INDEXED[table]:
        op.create_index(op.f(f"ix_{table}_{name}"), table, [name])


def _checks(table: str, columns: Columns) -> list[sa.CheckConstraint]:
    found = [(name, rule) for name, rule in CHECKS.get(table, {}).items()]
    for name, kind, _ in columns:
        if (table, name) in WORDS:
            listed = ", ".join(f"'{word}'" for word in WORDS[(table, name)])
            found.append((f"{name}_is_known", f"{name} IN ({listed})"))
        elif isinstance(kind, sa.String) and kind.length:
            found.append((f"{name}_length", f"length({name}) <= {kind.length}"))
    return [sa.CheckConstraint(rule, name=op.f(f"ck_{table}_{name}")) for name, rule in found]


def _create_past(table: str, columns: Columns) -> None:
    past = f"{table}_version"
    op.create_table(
        past,
        sa.Column("row_version", sa.Integer(), autoincrement=False, nullable=True),
        sa.Column("id", sa.Integer(), autoincrement=False, nullable=False),
        *(sa.Column(name, kind, autoincrement=False, nullable=True) for name, kind, _ in columns),
        sa.Column("change_id", sa.Integer(), autoincrement=False, nullable=False),
        sa.Column("superseded_by", sa.Integer(), nullable=True),
        sa.Column("operation", sa.SmallInteger(), nullable=False),
        sa.CheckConstraint("operation BETWEEN 0 AND 2", name=op.f(f"ck_{past}_operation_known")),
        sa.ForeignKeyConstraint(["change_id"], ["change.id"], name=op.f(f"fk_{past}_change_id")),
        sa.ForeignKeyConstraint(["superseded_by"], ["change.id"], name=op.f(f"fk_{past}_superseded_by")),
        sa.PrimaryKeyConstraint("id", "change_id", name=op.f(f"pk_{past}")),
    )
    for name in ("change_id", "superseded_by"):
        op.create_index(op.f(f"ix_{past}_{name}"), past, [name])
    kept = ("row_version", "id", *(name for name, _, _ in columns), "change_id", "operation")
    altered = " OR ".join(_differs(name) for name in kept)
    _refuse(past, "update", f"OLD.superseded_by IS NOT NULL OR {altered}", "the past is never altered")
    _refuse(past, "delete", "1 = 1", "the past is never removed")


def _create_live() -> None:
    op.create_table(
        "live_words",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("item_id", sa.Integer(), nullable=False),
        sa.Column("field", sa.String(length=32), nullable=False),
        sa.Column("writer", sa.String(length=64), nullable=False),
        sa.Column("text", sa.String(length=PROSE), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("hand", sa.String(length=64), nullable=False),
        sa.Column("stroke", sa.Integer(), nullable=False),
        sa.Column("by_name", sa.String(length=LINE), nullable=False),
        sa.Column("saved_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("stretch_since", sa.DateTime(timezone=True), nullable=False),
        sa.CheckConstraint(f"length(text) <= {PROSE}", name=op.f("ck_live_words_text_length")),
        sa.CheckConstraint(f"length(by_name) <= {LINE}", name=op.f("ck_live_words_by_name_length")),
        sa.ForeignKeyConstraint(["item_id"], ["agenda_item.id"], name=op.f("fk_live_words_item_id")),
        sa.UniqueConstraint("item_id", "field", "writer", name=op.f("uq_live_words_item_id_field_writer")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_live_words")),
        sqlite_autoincrement=True,
    )
    op.create_table(
        "on_show",
        sa.Column("meeting_id", sa.Integer(), autoincrement=False, nullable=False),
        sa.Column("item_id", sa.Integer(), nullable=False),
        sa.Column("since", sa.DateTime(timezone=True), nullable=False),
        sa.ForeignKeyConstraint(["meeting_id"], ["meeting.id"], name=op.f("fk_on_show_meeting_id")),
        sa.ForeignKeyConstraint(["item_id"], ["agenda_item.id"], name=op.f("fk_on_show_item_id")),
        sa.PrimaryKeyConstraint("meeting_id", name=op.f("pk_on_show")),
    )


def _is_sqlite() -> bool:
    return op.get_bind().dialect.name == "sqlite"


def _differs(name: str) -> str:
    return f'NEW."{name}" {"IS NOT" if _is_sqlite() else "IS DISTINCT FROM"} OLD."{name}"'


def _refuse(table: str, event: str, when: str, why: str) -> None:
    """Refuse an event where the condition holds. PostgreSQL lets no WHEN ask other tables, so the function asks."""
    name = f"guard_{table}_{event}"
    if _is_sqlite():
        op.execute(
            f"CREATE TRIGGER {name} BEFORE {event.upper()} ON {table} WHEN {when}"
            f" BEGIN SELECT RAISE(ABORT, '{why}'); END"
        )
        return
    back = "OLD" if event == "delete" else "NEW"
    op.execute(
        f"CREATE FUNCTION {name}() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN"
        f" IF {when} THEN RAISE EXCEPTION '{why}'; END IF; RETURN {back}; END $$"
    )
    op.execute(f"CREATE TRIGGER {name} BEFORE {event.upper()} ON {table} FOR EACH ROW EXECUTE FUNCTION {name}()")
    if event == "delete" and when == "1 = 1":
        op.execute(f"CREATE TRIGGER {name}_all BEFORE TRUNCATE ON {table} FOR EACH STATEMENT EXECUTE FUNCTION {name}()")
