"""Putting the reference lists into a new record."""

from datetime import date

from sqlmodel import Session

from data_models.commands.found import only
from data_models.errors import CommandRefused
from data_models.rules.known_dates import KnownDate
from data_models.rules.published_words import plain_name
from data_models.tables import (
    Area,
    AreaAlias,
    Contradiction,
    FootprintStep,
    Indicator,
    Partnership,
    PartnershipArea,
    Programme,
    ProgrammeMilestone,
    RecordMarker,
    SelfEvaluation,
    ThematicParticipation,
)
from data_models.visibility import Deed, Viewer, authorise
from data_models.vocabulary import Origin
from seed_data import reference_lists as lists
from seed_data.reference_rows import ListedDate, ListedProgramme


def load_reference(session: Session, *, by: Viewer, kind: Origin, on: date) -> None:
    """Put the areas, partnerships, programmes and national reviews into an empty record, and mark what it is.

    `kind` is the office's or a demonstration, for good. Refused where there are areas already: the lists are edited
    in the record from then on.
    """
    authorise(by, Deed.LOAD_REFERENCE)
    if only(session, Area) is not None:
        raise CommandRefused("The record has its reference data already; nothing was loaded.")
    session.add(RecordMarker(kind=kind, made_on=on))
    session.add_all(_areas())
    session.flush()
    session.add_all(_aliases())
    _add_partnerships(session)
    programmes = _add_programmes(session)
    session.add_all(_indicators(programmes))
    session.add_all(_footprints(programmes))
    session.add_all(_milestones(programmes))
    session.add_all(_participations(programmes))
    session.add_all(_self_evaluations(programmes))
    session.add_all(_contradictions())
    session.flush()


def _areas() -> list[Area]:
    return [
        Area(
            gss_code=one.gss_code,
            retired_gss_code=one.retired_gss_code or None,
            short_name=one.short_name,
            official_name=one.official_name,
            health_board=one.health_board,
            health_board_code=one.health_board_code,
            tile_row=one.tile_row,
            tile_column=one.tile_col,
            tile_label=one.tile_label,
            tile_code=one.tile_code,
            population=one.population,
            population_year=one.population_year,
            note=one.note,
        )
        for one in lists.areas()
    ]


def _aliases() -> list[AreaAlias]:
    """Each other name once, in the form in which names are compared; official names stand with the area itself."""
    official = {plain_name(area.official_name) for area in lists.areas()}
    others: dict[str, AreaAlias] = {}
    for one in lists.area_aliases():
        folded = plain_name(one.alias)
        if folded not in official:
            others.setdefault(folded, AreaAlias(area_code=one.gss_code, alias=one.alias, folded=folded))
    return list(others.values())


def _add_partnerships(session: Session) -> None:
    for one in lists.partnerships():
        partnership = Partnership(kind=one.kind, name=one.name, code=one.official_code or None)
        session.add(partnership)
        session.flush()
        session.add_all(PartnershipArea(partnership_id=partnership.id, area_code=code) for code in one.gss_codes)


def _add_programmes(session: Session) -> dict[str, int]:
    """Programme code -> its number."""
    programmes = {one.code: _programme(one) for one in lists.programmes()}
    session.add_all(programmes.values())
    session.flush()
    return {code: programme.id for code, programme in programmes.items()}


def _programme(one: ListedProgramme) -> Programme:
    return Programme(
        code=one.code,
        name=one.name,
        strand=one.strand,
        scrutiny_type=one.scrutiny_type,
        scale=one.scale,
        plan_name=one.plan_name,
        legal_basis=one.legal_basis,
        framework=one.framework,
        evaluates=one.evaluates,
        attributes_findings=one.attributes_findings,
        starts_on=one.starts.day,
        starts_precision=one.starts.precision,
        ends_on=one.ends.day,
        ends_precision=one.ends.precision,
        weeks_to_publication=one.weeks_to_publication,
        note=one.note,
        source=one.source,
    )


def _indicators(programmes: dict[str, int]) -> list[Indicator]:
    return [
        Indicator(
            programme_id=programmes[one.programme],
            number=one.number or None,
            name=one.name,
            domain=one.domain,
            position=one.position,
            is_voluntary=one.voluntary,
        )
        for one in lists.indicators()
    ]


def _footprints(programmes: dict[str, int]) -> list[FootprintStep]:
    return [
        FootprintStep(
            programme_id=programmes[one.programme],
            kind=one.kind,
            label=one.label,
            week_from=one.week_from,
            week_to=one.week_to,
            position=position,
            source=one.source,
        )
        for position, one in enumerate(lists.footprints(), start=1)
    ]


def _milestones(programmes: dict[str, int]) -> list[ProgrammeMilestone]:
    """A date known to the month becomes the stretch from its first to its last day."""
    return [
        ProgrammeMilestone(
            programme_id=programmes[one.programme],
            kind=one.kind,
            label=one.label if not one.phase else f"{one.label} ({one.phase})",
            planned_on=one.planned_from.day,
            planned_to=_end(one.planned_from, one.planned_to),
            actual_on=one.actual_from.day,
            actual_to=_end(one.actual_from, one.actual_to),
            note=one.note,
            source=one.source,
        )
        for one in lists.programme_milestones()
    ]


def _end(first: ListedDate, last: ListedDate) -> date | None:
    """The last day meant; None where a single day is."""
    latest = KnownDate(last.day, last.precision).latest or KnownDate(first.day, first.precision).latest
    return None if latest == first.day else latest


def _participations(programmes: dict[str, int]) -> list[ThematicParticipation]:
    return [
        ThematicParticipation(
            programme_id=programmes[one.programme],
            area_code=one.gss_code,
            phase=one.phase,
            from_on=one.starts.day,
            to_on=KnownDate(one.ends.day, one.ends.precision).latest,
            note="; ".join(part for part in (one.part, _feedback(one.feedback), one.note) if part),
            origin=Origin.PUBLISHED_RECORD,
            source=one.source,
        )
        for one in lists.participations()
    ]


def _feedback(given: ListedDate) -> str:
    """Feedback whose day is not told is not given a day."""
    return f"feedback given in {given.day:%B %Y}" if given.day else ""


def _self_evaluations(programmes: dict[str, int]) -> list[SelfEvaluation]:
    return [
        SelfEvaluation(
            programme_id=programmes[one.programme],
            area_code=one.gss_code,
            due_on=one.closes_on,
            submitted_on=one.submitted_on,
            is_validated=bool(one.validated),
            validated_on=one.validation_to,
            letter_issued_on=one.letter_issued_on,
            note=one.note,
            origin=Origin.PUBLISHED_RECORD,
            source=one.source,
        )
        for one in lists.self_evaluations()
    ]


def _contradictions() -> list[Contradiction]:
    return [
        Contradiction(
            subject=one.subject,
            area_code=one.gss_code or None,
            statement_a=one.statement_a,
            source_a=one.source_a,
            statement_b=one.statement_b,
            source_b=one.source_b,
            note=one.note,
        )
        for one in lists.contradictions()
    ]
