"""Where we were last: areas by programmes in months, beside the risk that is open."""

from collections.abc import Iterable, Sequence

from markupsafe import Markup

from dashboard.components.links import anchor, link
from dashboard.components.programmes.words import short_name
from dashboard.components.table import Column, table
from dashboard.wording import count, known_day, say
from data_models.queries.programmes import LastLook, RotationRow
from data_models.vocabulary import RiskDescriptor, Strand

PAUSE_NOTE = "† The interval touches the Covid-19 pause (March 2020 to spring 2021), which is not subtracted."
HOW_CHOSEN = (
    "Areas are chosen by a combination of risk and rotation. Those with the gravest open risk come first, "
    "then those where the last published inspection is longest ago."
)
_GRAVITY = list(RiskDescriptor)


def rotation_part(areas: Iterable[RotationRow], strand: Strand | None) -> Markup:
    """How areas are chosen, and every area by what speaks for choosing it; for one strand where it is asked for."""
    said = HOW_CHOSEN if strand is None else f"{HOW_CHOSEN} Inspections of this strand only: {say(strand).lower()}."
    return Markup('<h2 id="rotation">Where were we last, and what is open there</h2><p class="soft">{}</p>{}').format(
        said, rotation_table(of_strand(areas, strand))
    )


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
