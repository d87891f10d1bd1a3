"""Who takes part in national programmes: areas by phase, and the days of their self-evaluations."""

from collections.abc import Iterable, Sequence
from datetime import date

from markupsafe import Markup

from dashboard.components.links import anchor
from dashboard.components.programmes.words import (
    begun_large,
    course_of,
    short_name,
    stretch,
    with_something,
)
from dashboard.components.table import Column, table
from dashboard.text import plain
from dashboard.wording import day
from data_models.queries.programmes import (
    ParticipationRow,
    ProgrammeRow,
    SelfEvaluationRow,
)
from data_models.rules.programmes import Course
from data_models.vocabulary import ScrutinyType, Strand

NATIONAL = frozenset({ScrutinyType.THEMATIC_REVIEW, ScrutinyType.SUPPORTED_SELF_EVALUATION})
NAMED_UP_TO = 8
NOT_TOLD = (
    "“Not told” is what the sources are silent about, not a nought. Where findings are not attributed to single "
    "areas, no result of an area is kept or shown."
)


def taking_part(rows: Iterable[ProgrammeRow], strand: Strand | None, on: date) -> Markup:
    """Thematic reviews and self-evaluations, those of one strand where it is asked for."""
    national = [one for one in rows if one.scrutiny_type in NATIONAL and strand in (None, one.strand)]
    return Markup('<h2>Thematic reviews and self-evaluations: who takes part</h2><p class="soft">{}</p>{}').format(
        NOT_TOLD, taking_part_table(national, on)
    )


def taking_part_table(rows: Iterable[ProgrammeRow], on: date) -> Markup:
    """Thematic reviews and self-evaluations: how many of all areas, and who where it is not everybody."""
    columns: list[Column[ProgrammeRow]] = [
        Column("Review", lambda one: anchor(short_name(one.name), "programmes", programme=one.code), names_row=True),
        Column(
            "Asked or named", lambda one: f"{len(_asked(one))} of {one.of}" if _asked(one) else "not told", "number"
        ),
        Column("Sent", lambda one: _told(one, one.submitted, on), "number"),
        Column("Validated", lambda one: _told(one, one.validated, on), "number"),
        Column("Letters", lambda one: _told(one, _letters(one), on), "number"),
        Column("Who", lambda one: _who(one)),
    ]
    return table(
        rows,
        columns,
        caption="Thematic reviews and self-evaluations",
        empty="No thematic review and no self-evaluation is in the record with this.",
    )


def _asked(one: ProgrammeRow) -> set[str]:
    return {part.area_code for part in one.participations} | {form.area_code for form in one.self_evaluations}


def _letters(one: ProgrammeRow) -> int:
    return sum(form.letter_issued_on is not None for form in one.self_evaluations)


def _told(one: ProgrammeRow, number: int, on: date) -> str:
    """A nought of a review that is over is the sources' silence, not a fact."""
    if not one.self_evaluations:
        return ""
    if number == 0 and course_of(one, on) is Course.ENDED:
        return "not told"
    return f"{number} of {len(one.self_evaluations)}"


def _who(one: ProgrammeRow) -> Markup:
    named = [_phase_words(phase, parts, one.of) for phase, parts in _phases(one.participations).items()]
    if one.self_evaluations:
        named.append(_phase_words("", one.self_evaluations, one.of))
    lines = Markup("").join(Markup("<div>{}</div>").format(words) for words in dict.fromkeys(named))
    return lines or plain("not told")


def _phases(parts: Iterable[ParticipationRow]) -> dict[str, list[ParticipationRow]]:
    phases: dict[str, list[ParticipationRow]] = {}
    for part in parts:
        phases.setdefault(part.phase, []).append(part)
    return phases


def _phase_words(phase: str, parts: Sequence[ParticipationRow | SelfEvaluationRow], of: int) -> Markup:
    begins = f"{phase[:1].upper()}{phase[1:]}: " if phase else ""
    if len(parts) > NAMED_UP_TO:
        return plain(f"{begins}{'all' if len(parts) == of else len(parts)} areas")
    names = Markup(", ").join(anchor(part.area_name, "area", area=part.area_code) for part in parts)
    return Markup("{}{}").format(begins, names)


def phases_table(one: ProgrammeRow) -> Markup:
    """Who takes part, phase by phase."""
    columns: list[Column[tuple[str, list[ParticipationRow]]]] = [
        Column("Phase", lambda phase: begun_large(phase[0]) or "Whole review", names_row=True),
        Column("Areas", lambda phase: f"{len(phase[1])} of {one.of}", "number"),
        Column("Who", lambda phase: _phase_words("", phase[1], one.of)),
        Column("When", lambda phase: _when(phase[1])),
        Column("Feedback given", lambda phase: _feedback(phase[1])),
        Column("Note", lambda phase: _notes(phase[1]), "words"),
    ]
    phases = list(_phases(one.participations).items())
    return table(
        phases,
        with_something(columns, phases),
        caption="Who takes part",
        empty="The record names no areas that take part by phase.",
    )


def _notes(parts: Sequence[ParticipationRow]) -> str | None:
    return "\n".join(dict.fromkeys(begun_large(part.note) for part in parts if part.note)) or None


def _when(parts: Sequence[ParticipationRow]) -> str:
    told = {(part.from_on, part.to_on) for part in parts}
    if len(told) > 1:
        return "differs by area"
    first, last = told.pop()
    if first is None:
        return f"until {day(last)}" if last else "not told"
    return stretch(first, last)


def _feedback(parts: Sequence[ParticipationRow]) -> str:
    days = sorted(part.feedback_given_on for part in parts if part.feedback_given_on)
    return f"{len(days)} of {len(parts)}, last {day(days[-1])}" if days else "no day recorded"
