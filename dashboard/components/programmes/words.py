"""What is said of a programme on every screen: its short name, when it runs, where it stands, whom it touches."""

import re
from collections.abc import Sequence
from datetime import date

from markupsafe import Markup

from dashboard.components.chips import chip
from dashboard.components.table import Column, Row
from dashboard.wording import day, known_day, say
from data_models.queries.programmes import (
    ProgrammeRow,
    StepRow,
)
from data_models.rules.known_dates import KnownDate
from data_models.rules.programmes import Course, StepStanding, course, step_standing
from data_models.vocabulary import DatePrecision, Scale

COURSES: dict[Course, str] = {
    Course.UNDER_WAY: "Under way",
    Course.END_NOT_STATED: "End not stated",
    Course.AHEAD: "Not begun",
    Course.ENDED: "Ended",
    Course.NOT_STATED: "Dates not stated",
}
_COMMON_BEGINNING = re.compile(r"^(Joint inspections? of (services for )?|Justice social work inspections: )")


def course_of(one: ProgrammeRow, on: date) -> Course:
    starts, ends = KnownDate(one.starts_on, one.starts_precision), KnownDate(one.ends_on, one.ends_precision)
    return course(starts, ends, on, has_open_work=has_open_work(one, on))


def has_open_work(one: ProgrammeRow, on: date) -> bool:
    """Inspections, parts of areas or steps are still to come, or some self-evaluations are here and others not."""
    ahead = [step.planned_to or step.planned_on for step in one.steps if step.actual_on is None]
    ahead += [part.to_on for part in one.participations]
    ahead += [form.due_on for form in one.self_evaluations if form.submitted_on is None]
    some_sent = 0 < one.submitted < len(one.self_evaluations)
    return one.open_inspections > 0 or some_sent or any(day_ahead >= on for day_ahead in ahead if day_ahead)


def standing_of(step: StepRow, of: Course, on: date) -> StepStanding:
    return step_standing(step.planned_to or step.planned_on, step.actual_on, on, of)


def course_chip(where: Course) -> Markup:
    if where is Course.UNDER_WAY:
        return chip("blue", COURSES[where], "▶")
    if where is Course.END_NOT_STATED:
        return chip("grey", COURSES[where])
    return Markup('<span class="soft">{}</span>').format(COURSES[where])


def short_name(name: str) -> str:
    """The name without the words that most programmes begin with."""
    rest = _COMMON_BEGINNING.sub("", name)
    return rest[:1].upper() + rest[1:]


def step_name(step: StepRow) -> str:
    """Its label; "report" is no phase that anybody needs to be told of."""
    return step.label.removesuffix(" (report)")


def stretch(first: date | None, last: date | None) -> str:
    """ "5 Aug 2024", "5 to 16 Aug 2024"; whole months as months: "August 2024", "September 2023 to March 2024"."""
    if first is None:
        return ""
    if last is None or last == first:
        return day(first)
    if first.day == 1 and is_last_of_month(last):
        months = [known_day(one, DatePrecision.MONTH) for one in (first, last)]
        return " to ".join(dict.fromkeys(months))
    if (first.year, first.month) == (last.year, last.month):
        return f"{first.day} to {day(last)}"
    return f"{day(first)} to {day(last)}"


def is_last_of_month(one: date) -> bool:
    return date.fromordinal(one.toordinal() + 1).day == 1


def runs(one: ProgrammeRow) -> str:
    """When it runs, each end as exactly as it is known."""
    begins, ends = known_day(one.starts_on, one.starts_precision), known_day(one.ends_on, one.ends_precision)
    if one.starts_on is None and one.ends_on is None:
        return "not stated"
    return begins if begins == ends else f"{begins} to {'end not stated' if one.ends_on is None else ends}"


def scale_of(one: ProgrammeRow) -> str:
    return say(one.scale) if one.evaluates or one.scale is not Scale.NONE else "Not evaluated"


def areas_taking_part(one: ProgrammeRow, on: date) -> str:
    is_silent = one.taking_part == 0 and one.self_evaluations and course_of(one, on) is Course.ENDED
    return "not told" if is_silent else f"{one.taking_part} of {one.of}"


def begun_large(text: str) -> str:
    return text[:1].upper() + text[1:]


def with_something(columns: Sequence[Column[Row]], rows: Sequence[Row]) -> list[Column[Row]]:
    """Without the columns that are empty in every row."""
    return [column for column in columns if any(column.cell(row) is not None for row in rows)]
