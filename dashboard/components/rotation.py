"""Where we were last and how much is asked of each area, to HTML."""

from collections.abc import Iterable, Sequence
from datetime import date

import pandas as pd
from markupsafe import Markup

from dashboard.components.links import anchor, link
from dashboard.components.programmes import short_name
from dashboard.components.table import Column, table
from dashboard.wording import count, known_day, say
from data_models.queries.programme_load import Demand, Load, LoadRow, Quarter
from data_models.queries.programmes import LastLook, RotationRow
from data_models.vocabulary import RiskDescriptor, Strand

PAUSE_NOTE = "† The interval touches the Covid-19 pause (March 2020 to spring 2021), which is not subtracted."
DEMANDS: dict[Demand, str] = {
    Demand.INSPECTION: "inspection",
    Demand.PARTICIPATION: "thematic review",
    Demand.SELF_EVALUATION: "self-evaluation",
    Demand.OTHER_BODY: "another body",
}
_GRAVITY = list(RiskDescriptor)


def of_strand(rows: Iterable[RotationRow], strand: Strand | None) -> list[RotationRow]:
    """The areas with the looks of one strand only: by open risk, then those never inspected, then the longest since."""
    kept = [
        RotationRow(**{**vars(one), "looks": tuple(look for look in one.looks if strand in (None, look.strand))})
        for one in rows
    ]
    return sorted(kept, key=_pressing)


def _pressing(one: RotationRow) -> tuple[int, ...]:
    gravity = -1 if one.gravest is None else _GRAVITY.index(one.gravest)
    since = months_since(one) or 0
    return (-one.is_monitored, -gravity, -one.open_flags, bool(one.looks), -since)


def months_since(one: RotationRow) -> int | None:
    """Whole months since any of the looks, None where there is none with a known date."""
    return min((look.months for look in one.looks if look.months is not None), default=None)


def rotation_table(rows: Sequence[RotationRow]) -> Markup:
    """Areas by programmes: months since each last inspection, beside the risk that is open."""
    names = {look.programme_code: look for one in rows for look in one.looks}
    columns: list[Column[RotationRow]] = [
        Column("Area", lambda one: anchor(one.area_name, "area", area=one.area_code), names_row=True),
        Column("Open risk", open_risk),
        Column("Months since any", _since_any, "number"),
        *(_programme(look) for look in sorted(names.values(), key=_place)),
    ]
    shown = table(
        rows,
        columns,
        caption="Months since the last published inspection, by area and programme",
        empty="There are no areas yet. Load the reference data to begin.",
        tall="34rem",
    )
    spans = any(look.spans_pause for one in rows for look in one.looks)
    return shown + (Markup('<p class="soft">{}</p>').format(PAUSE_NOTE) if spans else Markup(""))


def _place(look: LastLook) -> tuple[int, str]:
    return list(Strand).index(look.strand), look.programme_name


def open_risk(one: RotationRow) -> Markup:
    parts = ["formal monitoring"] if one.is_monitored else []
    if one.open_flags:
        parts.append(f"{count(one.open_flags, 'flag')}, gravest: {say(one.gravest).lower()}")
    said = "; ".join(parts) or "none"
    return Markup('<span class="roomy">{}</span>').format(said[:1].upper() + said[1:])


def _since_any(one: RotationRow) -> str:
    """An inspection whose date is not known may be later than the latest one that is dated."""
    since = months_since(one)
    if since is None:
        return "date not known" if one.looks else "none in record"
    return f"at most {since}" if any(look.months is None for look in one.looks) else str(since)


def _programme(column: LastLook) -> Column[RotationRow]:
    return Column(short_name(column.programme_name), lambda one: _look(one, column.programme_code), "number")


def _look(one: RotationRow, code: str) -> Markup:
    look = next((look for look in one.looks if look.programme_code == code), None)
    if look is None:
        return Markup("")
    months = "no date" if look.months is None else str(look.months)
    pause = Markup('<span title="{}">†</span>').format(PAUSE_NOTE) if look.spans_pause else ""
    return Markup('<a class="quiet" href="{}" title="{}">{}{}</a>').format(
        link("inspections", inspection=look.inspection_id),
        f"Published {known_day(look.published_on, look.published_precision)}",
        months,
        pause,
    )


# --- how much is asked of each area ---


def load_table(load: Load, areas: Sequence[RotationRow], on: date) -> Markup:
    """Areas by quarters: pieces of scrutiny of every body that touch the quarter."""
    found = _by_place(load.rows)
    now = Quarter.of(on)
    columns: list[Column[RotationRow]] = [
        Column("Area", lambda one: anchor(one.area_name, "area", area=one.area_code), names_row=True),
        *(_quarter(quarter, found, quarter == now) for quarter in load.quarters),
    ]
    return table(
        sorted(areas, key=lambda one: one.area_name),
        columns,
        caption="Pieces of scrutiny, by area and quarter",
        empty="There are no areas yet. Load the reference data to begin.",
        tall="30rem",
    )


Found = dict[tuple[str, Quarter], list[LoadRow]]


def _by_place(rows: Iterable[LoadRow]) -> Found:
    found: Found = {}
    for row in rows:
        found.setdefault((row.area_code, row.quarter), []).append(row)
    return found


def _quarter(quarter: Quarter, found: Found, is_now: bool) -> Column[RotationRow]:
    heading = quarter_words(quarter) + (" (now)" if is_now else "")
    return Column(heading, lambda one: _pieces(found.get((one.area_code, quarter), ())), "number")


def _pieces(rows: Sequence[LoadRow]) -> Markup:
    if not rows:
        return Markup("")
    kinds = "; ".join(f"{DEMANDS[row.demand]}: {row.activities}" for row in rows)
    return Markup('<span title="{}">{}</span>').format(kinds, sum(row.activities for row in rows))


def quarter_words(quarter: Quarter) -> str:
    return f"{quarter.year} Q{quarter.number}"


def load_frame(load: Load, areas: Sequence[RotationRow]) -> pd.DataFrame:
    """The same as a frame for the chart, with noughts, areas and quarters in order; empty where nothing is asked."""
    found = _by_place(load.rows)
    rows = [
        (one.area_name, quarter_words(quarter), sum(row.activities for row in found.get((one.area_code, quarter), ())))
        for one in sorted(areas, key=lambda one: one.area_name)
        for quarter in load.quarters
    ]
    return pd.DataFrame(rows if load.rows else [], columns=["area", "quarter", "load"])
