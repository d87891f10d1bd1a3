"""Which changes were undone, with the version table and the guards that every edited table has."""

import sqlalchemy as sa
from alembic import op

revision = "0005"
down_revision = "0004"
branch_labels = None
depends_on = None

TABLE, PAST = "undone_change", "undone_change_version"
# The columns of a version that nothing may change; which change superseded it is told once.
KEPT = ("row_version", "undone_id", "deed", "reason", "change_id", "operation")


def upgrade() -> None:
    op.create_table(
        TABLE,
        sa.Column("row_version", sa.Integer(), nullable=False),
        sa.Column("undone_id", sa.Integer(), autoincrement=False, nullable=False),
        sa.Column("deed", sa.String(length=200), nullable=False),
        sa.Column("reason", sa.String(length=4000), nullable=False),
        sa.CheckConstraint("length(deed) <= 200", name=op.f("ck_undone_change_deed_length")),
        sa.CheckConstraint("length(reason) <= 4000", name=op.f("ck_undone_change_reason_length")),
        sa.ForeignKeyConstraint(["undone_id"], ["change.id"], name=op.f("fk_undone_change_undone_id")),
        sa.PrimaryKeyConstraint("undone_id", name=op.f("pk_undone_change")),
        sqlite_autoincrement=False,
    )
    op.create_table(
        PAST,
        sa.Column("row_version", sa.Integer(), autoincrement=False, nullable=True),
        sa.Column("undone_id", sa.Integer(), autoincrement=False, nullable=False),
        sa.Column("deed", sa.String(length=200), autoincrement=False, nullable=True),
        sa.Column("reason", sa.String(length=4000), autoincrement=False, nullable=True),
        sa.Column("change_id", sa.Integer(), autoincrement=False, nullable=False),
        sa.Column("superseded_by", sa.Integer(), nullable=True),
        sa.Column("operation", sa.SmallInteger(), nullable=False),
        sa.CheckConstraint("operation BETWEEN 0 AND 2", name=op.f("ck_undone_change_version_operation_known")),
        sa.ForeignKeyConstraint(["change_id"], ["change.id"], name=op.f("fk_undone_change_version_change_id")),
        sa.ForeignKeyConstraint(["superseded_by"], ["change.id"], name=op.f("fk_undone_change_version_superseded_by")),
        sa.PrimaryKeyConstraint("undone_id", "change_id", name=op.f("pk_undone_change_version")),
    )
    for column in ("change_id", "superseded_by"):
        op.create_index(op.f(f"ix_{PAST}_{column}"), PAST, [column])
    altered = " OR ".join(_differs(name) for name in KEPT)
    _refuse("UPDATE", f"OLD.superseded_by IS NOT NULL OR {altered}", "the past is never altered")
    _refuse("DELETE", "1 = 1", "the past is never removed")


def downgrade() -> None:
    if not _is_sqlite():
        for event in ("update", "delete"):
            op.execute(f"DROP FUNCTION guard_{PAST}_{event}() CASCADE")
    op.drop_table(PAST)
    op.drop_table(TABLE)


def _is_sqlite() -> bool:
    return op.get_bind().dialect.name == "sqlite"


def _differs(name: str) -> str:
    return f'NEW."{name}" {"IS NOT" if _is_sqlite() else "IS DISTINCT FROM"} OLD."{name}"'


def _refuse(event: str, when: str, why: str) -> None:
    name = f"guard_{PAST}_{event.lower()}"
    if _is_sqlite():
        op.execute(
            f"CREATE TRIGGER {name} BEFORE {event} ON {PAST} WHEN {when} BEGIN SELECT RAISE(ABORT, '{why}'); END"
        )
        return
    op.execute(f"CREATE FUNCTION {name}() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN RAISE EXCEPTION '{why}'; END $$")
    op.execute(f"CREATE TRIGGER {name} BEFORE {event} ON {PAST} FOR EACH ROW WHEN ({when}) EXECUTE FUNCTION {name}()")
    if event == "DELETE":
        op.execute(f"CREATE TRIGGER {name}_all BEFORE TRUNCATE ON {PAST} FOR EACH STATEMENT EXECUTE FUNCTION {name}()")
