"""Forecasts stored before the outcome, which nothing alters or removes, with the version table every table has."""

from typing import Any

import sqlalchemy as sa
from alembic import op

revision = "0011"
down_revision = "0010"
branch_labels = None
depends_on = None

TABLE, PAST = "forecast", "forecast_version"
WHOLE = ("item_id", "postponed", "quiet_days", "quiet_from")
COUNTS = tuple(f"{of}_{what}" for of in ("put_off", "quiet", "alike", "every") for what in ("of", "missed"))
DAYS = ("quarter_on", "made_on", "due_on")
BANDS = ("likely_to_miss", "uncertain", "likely_to_be_kept", "too_few_precedents")


def upgrade() -> None:
    listed = ", ".join(f"'{band}'" for band in BANDS)
    op.create_table(
        TABLE,
        sa.Column("row_version", sa.Integer(), nullable=False),
        sa.Column("id", sa.Integer(), nullable=False),
        *_columns(nullable=False),
        sa.CheckConstraint(f"band IN ({listed})", name=op.f("ck_forecast_band_is_known")),
        sa.CheckConstraint("made_on < due_on", name=op.f("ck_forecast_made_before_its_date")),
        sa.CheckConstraint(
            "put_off_missed <= put_off_of AND quiet_missed <= quiet_of"
            " AND alike_missed <= alike_of AND every_missed <= every_of",
            name=op.f("ck_forecast_a_share_is_a_share"),
        ),
        sa.ForeignKeyConstraint(["item_id"], ["action_item.id"], name=op.f("fk_forecast_item_id")),
        sa.UniqueConstraint("item_id", "quarter_on", name=op.f("uq_forecast_item_id_quarter_on")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_forecast")),
        sqlite_autoincrement=True,
    )
    op.create_table(
        PAST,
        sa.Column("row_version", sa.Integer(), autoincrement=False, nullable=True),
        sa.Column("id", sa.Integer(), autoincrement=False, nullable=False),
        *_columns(nullable=True),
        sa.Column("change_id", sa.Integer(), autoincrement=False, nullable=False),
        sa.Column("superseded_by", sa.Integer(), nullable=True),
        sa.Column("operation", sa.SmallInteger(), nullable=False),
        sa.CheckConstraint(f"band IN ({listed})", name=op.f("ck_forecast_version_band_is_known")),
        sa.CheckConstraint("operation BETWEEN 0 AND 2", name=op.f("ck_forecast_version_operation_known")),
        sa.ForeignKeyConstraint(["change_id"], ["change.id"], name=op.f("fk_forecast_version_change_id")),
        sa.ForeignKeyConstraint(["superseded_by"], ["change.id"], name=op.f("fk_forecast_version_superseded_by")),
        sa.PrimaryKeyConstraint("id", "change_id", name=op.f("pk_forecast_version")),
    )
    for column in ("change_id", "superseded_by"):
        op.create_index(op.f(f"ix_{PAST}_{column}"), PAST, [column])
    kept = ("row_version", "id", *WHOLE, "quiet_to", *COUNTS, *DAYS, "band", "change_id", "operation")
    altered = " OR ".join(_differs(name) for name in kept)
    _refuse(PAST, "UPDATE", f"OLD.superseded_by IS NOT NULL OR {altered}", "the past is never altered")
    _refuse(PAST, "DELETE", "1 = 1", "the past is never removed")
    _refuse(TABLE, "UPDATE", "1 = 1", "a stored forecast is never altered")
    _refuse(TABLE, "DELETE", "1 = 1", "a stored forecast is never removed")


def downgrade() -> None:
    if not _is_sqlite():
        for table in (TABLE, PAST):
            for event in ("update", "delete"):
                op.execute(f"DROP FUNCTION guard_{table}_{event}() CASCADE")
    op.drop_table(PAST)
    op.drop_table(TABLE)


def _columns(*, nullable: bool) -> list[sa.Column[Any]]:
    """What both tables have, in the order of the table in code."""
    order = ("item_id", *DAYS, "band", *WHOLE[1:], "quiet_to", *COUNTS)
    return [sa.Column(name, _kind(name), nullable=nullable or name == "quiet_to") for name in order]


def _kind(name: str) -> sa.types.TypeEngine[Any]:
    if name == "band":
        return sa.String(length=48)
    return sa.Date() if name in DAYS else sa.Integer()


def _is_sqlite() -> bool:
    return op.get_bind().dialect.name == "sqlite"


def _differs(name: str) -> str:
    return f'NEW."{name}" {"IS NOT" if _is_sqlite() else "IS DISTINCT FROM"} OLD."{name}"'


def _refuse(table: str, event: str, when: str, why: str) -> None:
    name = f"guard_{table}_{event.lower()}"
    if _is_sqlite():
        op.execute(
            f"CREATE TRIGGER {name} BEFORE {event} ON {table} WHEN {when} BEGIN SELECT RAISE(ABORT, '{why}'); END"
        )
        return
    op.execute(f"CREATE FUNCTION {name}() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN RAISE EXCEPTION '{why}'; END $$")
    op.execute(f"CREATE TRIGGER {name} BEFORE {event} ON {table} FOR EACH ROW WHEN ({when}) EXECUTE FUNCTION {name}()")
    if event == "DELETE":
        op.execute(f"CREATE TRIGGER {name}_all BEFORE TRUNCATE ON {table} FOR EACH STATEMENT EXECUTE FUNCTION {name}()")
