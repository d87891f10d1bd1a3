"""Two keys are two hands: who took a claim down is kept, and neither verifies it nor does anything reopen what is closed.

The guards hold against a slip in a command and against anyone with a database prompt.
"""

import sqlalchemy as sa
from alembic import op

revision = "0004"
down_revision = "0003"
branch_labels = None
depends_on = None

COLUMN, PAST = "claim_recorded_by_id", "guard_action_item_version_update"
THE_PAST = "the past is never altered"
# guard -> the condition under which an UPDATE of an action is refused, and why
GUARDS = {
    "guard_action_item_reopening": (
        "OLD.status IN ('completion_verified', 'withdrawn') AND NEW.status <> OLD.status",
        "a closed action is never reopened",
    ),
    "guard_action_item_second_hand": (
        f"NEW.status = 'completion_verified' AND NEW.verified_by_id = NEW.{COLUMN}",
        "a claim is never verified by whoever recorded it",
    ),
}
FIRST_PROMISE = ("NEW.original_due_on <> OLD.original_due_on", "the date first promised is never overwritten")


def upgrade() -> None:
    _forget_the_columns_of_the_past()
    op.add_column("action_item_version", sa.Column(COLUMN, sa.Integer(), nullable=True))
    _guard_the_columns_of_the_past()
    op.add_column(
        "action_item",
        sa.Column(COLUMN, sa.Integer(), sa.ForeignKey("person.id", name=f"fk_action_item_{COLUMN}"), nullable=True),
        inline_references=True,
    )
    op.create_index(f"ix_action_item_{COLUMN}", "action_item", [COLUMN], unique=False)
    for name, (when, why) in GUARDS.items():
        _refuse_updates("action_item", name, when, why)


def downgrade() -> None:
    for name in GUARDS:
        _allow(name)
    op.drop_index(f"ix_action_item_{COLUMN}", table_name="action_item")
    with op.batch_alter_table("action_item") as action_item:
        action_item.drop_column(COLUMN)
    _forget_the_columns_of_the_past()
    op.drop_column("action_item_version", COLUMN)
    _guard_the_columns_of_the_past()
    if _is_sqlite():
        # The table was built anew, and a table takes its guards with it.
        _refuse_updates("action_item", "guard_action_item_update", *FIRST_PROMISE)


def _is_sqlite() -> bool:
    return op.get_bind().dialect.name == "sqlite"


def _forget_the_columns_of_the_past() -> None:
    """On SQLite the guard of a version names its columns one by one."""
    if _is_sqlite():
        op.execute(f"DROP TRIGGER {PAST}")


def _guard_the_columns_of_the_past() -> None:
    if _is_sqlite():
        names = [one["name"] for one in sa.inspect(op.get_bind()).get_columns("action_item_version")]
        other = " OR ".join(f'NEW."{name}" IS NOT OLD."{name}"' for name in names if name != "superseded_by")
        _refuse_updates("action_item_version", PAST, f"OLD.superseded_by IS NOT NULL OR {other}", THE_PAST)


def _refuse_updates(table: str, name: str, when: str, why: str) -> None:
    if _is_sqlite():
        op.execute(
            f"CREATE TRIGGER {name} BEFORE UPDATE ON {table} WHEN {when} BEGIN SELECT RAISE(ABORT, '{why}'); END"
        )
        return
    op.execute(f"CREATE FUNCTION {name}() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN RAISE EXCEPTION '{why}'; END $$")
    op.execute(f"CREATE TRIGGER {name} BEFORE UPDATE ON {table} FOR EACH ROW WHEN ({when}) EXECUTE FUNCTION {name}()")


def _allow(name: str) -> None:
    op.execute(f"DROP TRIGGER {name}" if _is_sqlite() else f"DROP FUNCTION {name}() CASCADE")
