"""The 32 council areas, the other names they go by, and the partnerships they are in."""

from sqlmodel import Field

from data_models.tables.base import Versioned, key, line, prose, to, word
from data_models.vocabulary import PartnershipKind


class Area(Versioned, table=True):
    """One row is one local authority area: the unit a link inspector covers."""

    gss_code: str = Field(primary_key=True, max_length=9)
    retired_gss_code: str | None = Field(default=None, max_length=9)
    short_name: str = line(unique=True)
    official_name: str = line()
    health_board: str = line()
    health_board_code: str = Field(max_length=9)
    tile_row: int
    tile_column: int
    tile_label: str = Field(max_length=12)
    tile_code: str = Field(max_length=3)
    population: int | None = None
    population_year: int | None = None
    note: str = prose(default="")


class AreaAlias(Versioned, table=True):
    """One row is another spelling of an area; `folded` is what an import compares with."""

    __tablename__ = "area_alias"

    id: int = key()
    area_code: str = to("area.gss_code")
    alias: str = line()
    folded: str = line(unique=True)


class Partnership(Versioned, table=True):
    """One row is one of the 31 health and social care partnerships. Clackmannanshire and Stirling share one."""

    id: int = key()
    kind: PartnershipKind = word(PartnershipKind)
    name: str = line()
    code: str | None = Field(default=None, max_length=9)


class PartnershipArea(Versioned, table=True):
    """One row says that an area is in a partnership."""

    __tablename__ = "partnership_area"

    partnership_id: int = Field(primary_key=True, foreign_key="partnership.id")
    area_code: str = Field(primary_key=True, foreign_key="area.gss_code")
