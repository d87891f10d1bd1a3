"""The version table beside each edited table: every former self of a row, and between which changes it held."""

from sqlalchemy import CheckConstraint, Column, ForeignKey, Integer, SmallInteger, Table

from data_models.tables.base import finish, metadata

INSERTED, UPDATED, DELETED = 0, 1, 2


def version_table_for(table: Table) -> Table:
    """Make `<table>_version`: the same columns without their constraints, plus from and until which change."""
    name = f"{table.name}_version"
    columns = [
        Column(c.name, c.type, primary_key=c.primary_key, nullable=True, autoincrement=False) for c in table.columns
    ]
    for column in columns:
        column.nullable = not column.primary_key
    return Table(
        name,
        metadata,
        *columns,
        Column("change_id", Integer, ForeignKey("change.id"), primary_key=True, autoincrement=False, index=True),
        Column("superseded_by", Integer, ForeignKey("change.id"), nullable=True, index=True),
        Column(
            "operation",
            SmallInteger,
            CheckConstraint("operation BETWEEN 0 AND 2", name="operation_known"),
            nullable=False,
        ),
    )


def build_version_tables() -> dict[str, Table]:
    """Version tables by the name of the table they are beside, in the order of the tables' dependencies."""
    built: dict[str, Table] = {}
    for table in metadata.sorted_tables:
        if "row_version" in table.columns:
            built[table.name] = version_table_for(table)
            # A number that was given once is never given again, also after its row is gone.
            table.dialect_options["sqlite"]["autoincrement"] = "id" in table.columns and table.name != "record_marker"
        finish(table)
    return built
