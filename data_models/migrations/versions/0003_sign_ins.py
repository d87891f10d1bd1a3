"""Sign-ins that can end: which are under way, and until when a person's former ones no longer count."""

import sqlalchemy as sa
from alembic import op

revision = "0003"
down_revision = "0002"
branch_labels = None
depends_on = None

PAST, COLUMN = "person_version", "sign_ins_ended_at"
GUARD = f"guard_{PAST}_update"


def upgrade() -> None:
    op.create_table(
        "sign_in",
        sa.Column("key", sa.String(length=64), nullable=False),
        sa.Column("person_id", sa.Integer(), nullable=False),
        sa.Column("begun_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("last_seen_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("ended_at", sa.DateTime(timezone=True), nullable=True),
        sa.ForeignKeyConstraint(["person_id"], ["person.id"], name=op.f("fk_sign_in_person_id")),
        sa.PrimaryKeyConstraint("key", name=op.f("pk_sign_in")),
    )
    op.create_index(op.f("ix_sign_in_person_id"), "sign_in", ["person_id"])
    for table in ("person", PAST):
        op.add_column(table, sa.Column(COLUMN, sa.DateTime(timezone=True), nullable=True))
    _guard_every_column()


def downgrade() -> None:
    if op.get_bind().dialect.name == "sqlite":
        op.execute(f"DROP TRIGGER {GUARD}")  # it names the column
    for table in ("person", PAST):
        op.drop_column(table, COLUMN)
    _guard_every_column()
    op.drop_table("sign_in")


def _guard_every_column() -> None:
    """On SQLite the guard lists the columns it knew when it was made. PostgreSQL's compares whole rows."""
    if op.get_bind().dialect.name != "sqlite":
        return
    names = [column["name"] for column in sa.inspect(op.get_bind()).get_columns(PAST)]
    changed = " OR ".join(f'NEW."{name}" IS NOT OLD."{name}"' for name in names if name != "superseded_by")
    op.execute(f"DROP TRIGGER IF EXISTS {GUARD}")
    op.execute(
        f'CREATE TRIGGER {GUARD} BEFORE UPDATE ON "{PAST}" WHEN OLD.superseded_by IS NOT NULL OR {changed} '
        "BEGIN SELECT RAISE(ABORT, 'the past is never altered'); END"
    )
