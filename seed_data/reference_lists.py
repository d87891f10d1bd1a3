"""The reference lists, read from their files into typed rows. No database here."""

import csv
from collections.abc import Mapping
from datetime import date
from pathlib import Path

from data_models.rules.published_words import plain_name
from data_models.vocabulary import (
    DatePrecision,
    MilestoneKind,
    PartnershipKind,
    Scale,
    ScrutinyType,
    Strand,
)
from seed_data.reference_rows import (
    ListedAlias,
    ListedArea,
    ListedContradiction,
    ListedDate,
    ListedFootprintStep,
    ListedHoliday,
    ListedIndicator,
    ListedMilestone,
    ListedParticipation,
    ListedPartnership,
    ListedProgramme,
    ListedSelfEvaluation,
)

FOLDER = Path(__file__).parent / "reference"
ALL_AREAS = "all"

Row = Mapping[str, str]


def areas() -> tuple[ListedArea, ...]:
    """The 32 areas, by short name."""
    return tuple(
        ListedArea(
            gss_code=r["gss_code"],
            retired_gss_code=r["retired_gss_code"],
            short_name=r["short_name"],
            official_name=r["official_name"],
            health_board=r["health_board"],
            health_board_code=r["health_board_code"],
            tile_row=int(r["tile_row"]),
            tile_col=int(r["tile_col"]),
            tile_label=r["tile_label"],
            tile_code=r["tile_code"],
            population=int(r["population"]),
            population_year=int(r["population_year"]),
            note=r["note"],
        )
        for r in _rows("areas.csv")
    )


def area_aliases() -> tuple[ListedAlias, ...]:
    return tuple(ListedAlias(r["gss_code"], r["alias"], r["source"]) for r in _rows("area_aliases.csv"))


def area_names() -> dict[str, str]:
    """Every plain name, alias and code of an area -> its GSS code, as the reader of published files asks for it."""
    names: dict[str, str] = {}
    for area in areas():
        for name in (area.short_name, area.official_name, area.gss_code, area.retired_gss_code):
            if name:
                names[plain_name(name)] = area.gss_code
    for alias in area_aliases():
        names[plain_name(alias.alias)] = alias.gss_code
    return names


def partnerships() -> tuple[ListedPartnership, ...]:
    """Partnerships with their areas, in the order of the list."""
    members: dict[str, list[str]] = {}
    for r in _rows("partnership_areas.csv"):
        members.setdefault(r["partnership"], []).append(r["gss_code"])
    return tuple(
        ListedPartnership(
            r["code"],
            r["name"],
            PartnershipKind(r["kind"]),
            r["official_code"],
            r["note"],
            tuple(members[r["code"]]),
        )
        for r in _rows("partnerships.csv")
    )


def programmes() -> tuple[ListedProgramme, ...]:
    return tuple(
        ListedProgramme(
            code=r["code"],
            name=r["name"],
            strand=Strand(r["strand"]),
            scrutiny_type=ScrutinyType(r["scrutiny_type"]),
            scale=Scale(r["scale"]),
            plan_name=r["plan_name"],
            legal_basis=r["legal_basis"],
            framework=r["framework"],
            evaluates=_yes(r["evaluates"]),
            attributes_findings=_yes(r["attributes_findings"]),
            starts=_listed(r, "starts_on", "starts_precision"),
            ends=_listed(r, "ends_on", "ends_precision"),
            weeks_to_publication=int(r["weeks_to_publication"]) if r["weeks_to_publication"] else None,
            note=r["note"],
            source=r["source"],
        )
        for r in _rows("programmes.csv")
    )


def indicators() -> tuple[ListedIndicator, ...]:
    """The indicators that the sources establish, by programme and position."""
    return tuple(
        ListedIndicator(
            programme=r["programme"],
            number=r["number"],
            name=r["name"],
            domain=r["domain"],
            position=int(r["position"]),
            voluntary=_yes(r["voluntary"]),
            scale=Scale(r["scale"]),
            source=r["source"],
        )
        for r in _rows("indicators.csv")
    )


def footprints() -> tuple[ListedFootprintStep, ...]:
    return tuple(
        ListedFootprintStep(
            r["programme"],
            int(r["week_from"]),
            int(r["week_to"]),
            MilestoneKind(r["kind"]),
            r["label"],
            r["source"],
        )
        for r in _rows("footprints.csv")
    )


def programme_milestones() -> tuple[ListedMilestone, ...]:
    return tuple(
        ListedMilestone(
            r["programme"],
            r["phase"],
            MilestoneKind(r["kind"]),
            r["label"],
            _listed(r, "planned_from", "planned_from_precision"),
            _listed(r, "planned_to", "planned_to_precision"),
            _listed(r, "actual_from", "actual_from_precision"),
            _listed(r, "actual_to", "actual_to_precision"),
            r["note"],
            r["source"],
        )
        for r in _rows("programme_milestones.csv")
    )


def participations() -> tuple[ListedParticipation, ...]:
    return tuple(
        ListedParticipation(
            r["programme"],
            code,
            r["phase"],
            r["part"],
            _listed(r, "starts_on", "starts_precision"),
            _listed(r, "ends_on", "ends_precision"),
            _listed(r, "feedback_on", "feedback_precision"),
            r["note"],
            r["source"],
        )
        for r in _rows("participations.csv")
        for code in _spread(r["gss_code"])
    )


def self_evaluations() -> tuple[ListedSelfEvaluation, ...]:
    return tuple(
        ListedSelfEvaluation(
            programme=r["programme"],
            gss_code=code,
            phase=r["phase"],
            indicator=r["indicator"],
            opens_on=_day(r["opens_on"]),
            closes_on=_day(r["closes_on"]),
            submitted_on=_day(r["submitted_on"]),
            validated=_yes(r["validated"]) if r["validated"] else None,
            validation_from=_day(r["validation_from"]),
            validation_to=_day(r["validation_to"]),
            letter_issued_on=_day(r["letter_issued_on"]),
            note=r["note"],
            source=r["source"],
        )
        for r in _rows("self_evaluations.csv")
        for code in _spread(r["gss_code"])
    )


def contradictions() -> tuple[ListedContradiction, ...]:
    return tuple(ListedContradiction(**r) for r in _rows("contradictions.csv"))


def published_notes() -> dict[str, str]:
    """Key of a report of the published record -> what is doubtful about its date or programme."""
    return {r["report"]: r["note"] for r in _rows("published_notes.csv")}


def bank_holidays() -> tuple[ListedHoliday, ...]:
    """Scotland's bank holidays from 2020 to 2028, by day. Local holidays differ by council and are not listed."""
    return tuple(
        ListedHoliday(date.fromisoformat(r["day"]), r["name"], _yes(r["substitute"]), r["rule"])
        for r in _rows("scottish_bank_holidays.csv")
    )


def _rows(name: str) -> list[dict[str, str]]:
    with (FOLDER / name).open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file, strict=True))


def _spread(gss_code: str) -> tuple[str, ...]:
    return tuple(area.gss_code for area in areas()) if gss_code == ALL_AREAS else (gss_code,)


def _listed(row: Row, day: str, precision: str) -> ListedDate:
    return ListedDate(_day(row[day]), DatePrecision(row[precision] or "unknown"))


def _day(text: str) -> date | None:
    return date.fromisoformat(text) if text else None


def _yes(text: str) -> bool:
    return {"yes": True, "no": False}[text]
