"""Guards the database itself keeps: what is only ever added, and the promised date that nothing can overwrite.

Commands keep these rules too; the guards hold against a slip in a command and against anyone with a database prompt.
"""

import sqlalchemy as sa
from alembic import op

revision = "0002"
down_revision = "0001"
branch_labels = None
depends_on = None

# table -> the condition under which an UPDATE is refused, and why
REFUSED_UPDATES = {
    "change": ("1 = 1", "a change is never altered"),
    "due_date_revision": ("1 = 1", "a revision of a date is never altered"),
    "action_item": (
        "NEW.original_due_on <> OLD.original_due_on",
        "the date first promised is never overwritten",
    ),
}
REFUSED_DELETES = {"change": "a change is never removed"}


def _versions() -> list[str]:
    names = sa.inspect(op.get_bind()).get_table_names()
    return sorted(name for name in names if name.endswith("_version") and name != "alembic_version")


def _anything_else_changes(table: str) -> str:
    if op.get_bind().dialect.name == "postgresql":
        return "to_jsonb(NEW) - 'superseded_by' IS DISTINCT FROM to_jsonb(OLD) - 'superseded_by'"
    names = [column["name"] for column in sa.inspect(op.get_bind()).get_columns(table)]
    return " OR ".join(f'NEW."{name}" IS NOT OLD."{name}"' for name in names if name != "superseded_by")


def upgrade() -> None:
    for table, (when, why) in REFUSED_UPDATES.items():
        _refuse("UPDATE", table, when, why)
    for table, why in REFUSED_DELETES.items():
        _refuse("DELETE", table, "1 = 1", why)
    for table in _versions():
        # A version may only be told, once, which change superseded it.
        _refuse(
            "UPDATE",
            table,
            f"OLD.superseded_by IS NOT NULL OR {_anything_else_changes(table)}",
            "the past is never altered",
        )
        _refuse("DELETE", table, "1 = 1", "the past is never removed")


def downgrade() -> None:
    for table in REFUSED_UPDATES:
        _allow("UPDATE", table)
    for table in REFUSED_DELETES:
        _allow("DELETE", table)
    for table in _versions():
        _allow("UPDATE", table)
        _allow("DELETE", table)


def _name(event: str, table: str) -> str:
    return f"guard_{table}_{event.lower()}"


def _refuse(event: str, table: str, when: str, why: str) -> None:
    name = _name(event, table)
    if op.get_bind().dialect.name == "sqlite":
        op.execute(
            f"CREATE TRIGGER {name} BEFORE {event} ON \"{table}\" WHEN {when} BEGIN SELECT RAISE(ABORT, '{why}'); END"
        )
        return
    op.execute(f"CREATE FUNCTION {name}() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN RAISE EXCEPTION '{why}'; END $$")
    op.execute(
        f'CREATE TRIGGER {name} BEFORE {event} ON "{table}" FOR EACH ROW WHEN ({when}) EXECUTE FUNCTION {name}()'
    )
    if event == "DELETE":
        op.execute(
            f'CREATE TRIGGER {name}_all BEFORE TRUNCATE ON "{table}" FOR EACH STATEMENT EXECUTE FUNCTION {name}()'
        )


def _allow(event: str, table: str) -> None:
    name = _name(event, table)
    if op.get_bind().dialect.name == "sqlite":
        op.execute(f"DROP TRIGGER {name}")
    else:
        op.execute(f"DROP FUNCTION {name}() CASCADE")
