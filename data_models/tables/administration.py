"""The record about itself: what kind of record it is, its settings, its imports, and where sources disagree."""

from datetime import date

from sqlalchemy import CheckConstraint, UniqueConstraint
from sqlmodel import Field

from data_models.tables.base import Versioned, key, line, prose, to, word
from data_models.vocabulary import Origin


class RecordMarker(Versioned, table=True):
    """The one row that says what kind of record this is. A demonstration can never become an office's record."""

    __tablename__ = "record_marker"
    __table_args__ = (CheckConstraint("id = 1", name="only_one"),)

    id: int = Field(default=1, primary_key=True)
    kind: Origin = word(Origin)
    made_on: date


class SettingValue(Versioned, table=True):
    """One row is one threshold that somebody set to other than its default."""

    __tablename__ = "setting_value"

    key: str = Field(primary_key=True, max_length=80)
    value: str = line()
    reason: str = prose(default="")


class PublishedImport(Versioned, table=True):
    """One row is one file of published facts that was taken in."""

    __tablename__ = "published_import"
    __table_args__ = (UniqueConstraint("sha256"),)

    id: int = key()
    file_name: str = line()
    sha256: str = Field(max_length=64)
    encoding: str = line()
    rows_read: int
    rows_new: int
    imported_on: date


class PublishedRow(Versioned, table=True):
    """One row is one line of such a file, word for word, and what it became."""

    __tablename__ = "published_row"
    __table_args__ = (UniqueConstraint("fingerprint"),)

    id: int = key()
    import_id: int = to("published_import.id")
    row_number: int
    fingerprint: str = Field(max_length=64)
    area_text: str = line()
    partnership_name: str = line(default="")
    programme_text: str = line()
    published_text: str = line(default="")
    indicator_text: str = line(default="")
    value_text: str = prose(default="")
    follow_up_text: str = prose(default="")
    source_url: str = prose(default="")
    inspection_id: int | None = to("inspection.id", default=None)


class Contradiction(Versioned, table=True):
    """One row is one disagreement between two sources. Both are kept; nobody decides silently."""

    id: int = key()
    subject: str = line()
    area_code: str | None = to("area.gss_code", default=None)
    inspection_id: int | None = to("inspection.id", default=None)
    statement_a: str = prose()
    source_a: str = prose()
    statement_b: str = prose()
    source_b: str = prose()
    note: str = prose(default="")
