"""The four lists of follow-up: the register, what reports lack, weakness in words alone, and formal monitoring."""

from collections.abc import Iterable, Sequence
from datetime import date

from markupsafe import Markup

from dashboard.components.chips import chip
from dashboard.components.choices import Choice, choices
from dashboard.components.follow_up.register import is_silent_extract, lacks_words, register_table, step_of
from dashboard.components.links import anchor, here
from dashboard.components.mentions import and_soft, areas_linked, inspection_linked, told, whole
from dashboard.components.monitoring.register import STANDING, monitoring_register
from dashboard.components.section import soft
from dashboard.components.table import Column, table
from data_models.queries.follow_up_rows import CandidateRow, Register, SaidInWords
from data_models.queries.formal_monitoring import MonitoringRow

REGISTER, MONITORING, WORDS, LACKING = "register", "monitoring", "words", "lacking"
VIEWS = {
    REGISTER: "Register",
    LACKING: "Reports without intention or timescale",
    WORDS: "Weakness in words alone",
    MONITORING: "Formal monitoring",
}
WORDS_SAID = "These reports gave no evaluation on a scale. Their words suggest weakness: seen here, and never counted."


def view_row(found: Register, spells: Iterable[MonitoringRow], view: str) -> Markup:
    """The four lists, each with its number of rows."""
    numbers = {
        REGISTER: len(found.candidates),
        MONITORING: sum(one.state in STANDING for one in spells),
        WORDS: len(found.said_in_words),
        LACKING: len(lacking(found)),
    }
    offered = [
        Choice(words, here(show=None if one == REGISTER else one, monitoring=None), one == view, numbers[one])
        for one, words in VIEWS.items()
    ]
    return choices("Ways to look at follow-up", offered)


def chosen_view(
    view: str,
    found: Register,
    rows: Sequence[CandidateRow],
    spells: Sequence[MonitoringRow],
    area: str | None,
    on: date,
) -> Markup:
    """The list that the address asks for; `rows` are the candidates of the register as they are narrowed."""
    if view == MONITORING:
        return monitoring_register([one for one in spells if area in (None, one.area_code)], on)
    if view == WORDS:
        return words_view(found, area)
    return lacking_view(found, area) if view == LACKING else register_view(found, rows, on)


def words_view(found: Register, area: str | None) -> Markup:
    """Weakness in words alone, in one area where it is asked for."""
    said = [one for one in found.said_in_words if area is None or area in {place.code for place in one.areas}]
    return soft(WORDS_SAID) + said_in_words_table(said)


def lacking_view(found: Register, area: str | None) -> Markup:
    return lacking_table(narrowed(lacking(found), area, None, None))


def register_view(found: Register, rows: Sequence[CandidateRow], on: date) -> Markup:
    none = "No published evaluation calls for follow-up yet." if not found.candidates else "None is like this."
    return register_table(rows, on, none)


def lacking(found: Register) -> tuple[CandidateRow, ...]:
    """Reports known to lack their intention or timescale, answered ones last; not those of which the record has an
    extract alone."""
    known = (one for one in found.lacking if not is_silent_extract(one))
    return tuple(sorted(known, key=lambda one: not one.is_silence_open))


def lacking_table(rows: Sequence[CandidateRow]) -> Markup:
    columns: list[Column[CandidateRow]] = [
        Column("Area", lambda one: areas_linked(one.areas), names_row=True),
        Column("Report", _report),
        Column("What it lacks", _lacks),
        Column("What it says", lambda one: told(one.intention_text) or "nothing on follow-up"),
        Column("Follow-up", lambda one: whole(anchor(one.reference, "follow-up", follow_up=one.id))),
    ]
    return table(
        rows,
        columns,
        caption="Published reports without the intention or timescale of follow-up",
        empty="No published report lacks its intention or timescale.",
    )


def _lacks(row: CandidateRow) -> Markup:
    missing = lacks_words(row.lacks)
    return chip("amber", missing) if row.is_silence_open else and_soft(missing, "answered: the report gives none")


def _report(row: CandidateRow) -> Markup:
    return inspection_linked(row.inspection_id, row.programme_name, row.published_on, row.published_precision)


def said_in_words_table(rows: Sequence[SaidInWords]) -> Markup:
    """Reports whose words suggest weakness without an evaluation on a scale: to be seen, not counted."""
    columns: list[Column[SaidInWords]] = [
        Column("Area", lambda one: areas_linked(one.areas), names_row=True),
        Column("Report", _report_of_words),
        Column("What was looked at", lambda one: one.label, "words"),
        Column("In the report's words", lambda one: told(one.verbatim)),
    ]
    return table(
        rows,
        columns,
        caption="Words that suggest weakness without an evaluation",
        empty="No published report suggests weakness without an evaluation on a scale.",
    )


def _report_of_words(row: SaidInWords) -> Markup:
    return inspection_linked(row.inspection_id, row.programme_name, row.published_on, row.published_precision)


def narrowed(rows: Iterable[CandidateRow], area: str | None, state: str | None, step: str | None) -> list[CandidateRow]:
    """The candidates of an area, in a state and at a step, where these are asked for."""
    return [
        one
        for one in rows
        if (area is None or area in {place.code for place in one.areas})
        and (state is None or one.state.value == state)
        and (step is None or step_of(one) == step)
    ]
