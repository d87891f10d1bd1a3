"""Reports that say nothing on when follow-up is to come, with the version table and the guards of an edited table."""

import sqlalchemy as sa
from alembic import op

revision = "0009"
down_revision = "0005"
branch_labels = None
depends_on = None

TABLE, PAST = "report_silence", "report_silence_version"
# The columns of a version that nothing may change; which change superseded it is told once.
KEPT = ("row_version", "id", "inspection_id", "reason", "noted_on", "noted_by_id", "change_id", "operation")


def upgrade() -> None:
    op.create_table(
        TABLE,
        sa.Column("row_version", sa.Integer(), nullable=False),
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("inspection_id", sa.Integer(), nullable=False),
        sa.Column("reason", sa.String(length=4000), nullable=False),
        sa.Column("noted_on", sa.Date(), nullable=False),
        sa.Column("noted_by_id", sa.Integer(), nullable=True),
        sa.CheckConstraint("length(reason) <= 4000", name=op.f("ck_report_silence_reason_length")),
        sa.ForeignKeyConstraint(["inspection_id"], ["inspection.id"], name=op.f("fk_report_silence_inspection_id")),
        sa.ForeignKeyConstraint(["noted_by_id"], ["person.id"], name=op.f("fk_report_silence_noted_by_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_report_silence")),
        sa.UniqueConstraint("inspection_id", name=op.f("uq_report_silence_inspection_id")),
        sqlite_autoincrement=True,
    )
    op.create_index(op.f("ix_report_silence_noted_by_id"), TABLE, ["noted_by_id"])
    op.create_table(
        PAST,
        sa.Column("row_version", sa.Integer(), autoincrement=False, nullable=True),
        sa.Column("id", sa.Integer(), autoincrement=False, nullable=False),
        sa.Column("inspection_id", sa.Integer(), autoincrement=False, nullable=True),
        sa.Column("reason", sa.String(length=4000), autoincrement=False, nullable=True),
        sa.Column("noted_on", sa.Date(), autoincrement=False, nullable=True),
        sa.Column("noted_by_id", sa.Integer(), autoincrement=False, nullable=True),
        sa.Column("change_id", sa.Integer(), autoincrement=False, nullable=False),
        sa.Column("superseded_by", sa.Integer(), nullable=True),
        sa.Column("operation", sa.SmallInteger(), nullable=False),
        sa.CheckConstraint("operation BETWEEN 0 AND 2", name=op.f("ck_report_silence_version_operation_known")),
        sa.ForeignKeyConstraint(["change_id"], ["change.id"], name=op.f("fk_report_silence_version_change_id")),
        sa.ForeignKeyConstraint(["superseded_by"], ["change.id"], name=op.f("fk_report_silence_version_superseded_by")),
        sa.PrimaryKeyConstraint("id", "change_id", name=op.f("pk_report_silence_version")),
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
