"""Imports to HTML: the files of published facts that were taken in."""

from collections.abc import Iterable

from markupsafe import Markup

from dashboard.components.table import Column, table
from data_models.queries.administration import ImportRow


def imports_table(imports: Iterable[ImportRow]) -> Markup:
    """Files of published facts, the latest first. Unplaced rows were read and kept, and became no inspection."""
    columns: list[Column[ImportRow]] = [
        Column("File", _file, names_row=True),
        Column("Imported", lambda one: one.imported_on, "date"),
        Column("Read", lambda one: one.rows_read, "number"),
        Column("New", lambda one: one.rows_new, "number"),
        Column("Kept", lambda one: one.rows_kept, "number"),
        Column("Unplaced", lambda one: one.unplaced, "number"),
    ]
    return table(
        imports, columns, caption="Files of published facts", empty="No file of published facts has been imported yet."
    )


def _file(row: ImportRow) -> Markup:
    line = '{}<span class="about">{}, {}, fingerprint <abbr title="SHA-256 {}">{}</abbr></span>'
    return Markup(line).format(row.file_name, row.reference, row.encoding, row.sha256, row.sha256[:8])
