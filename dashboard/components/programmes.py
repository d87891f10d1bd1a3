"""National programmes to HTML: the list, who takes part, and one programme whole."""

import re
from collections.abc import Iterable, Sequence
from datetime import date

from markupsafe import Markup

from dashboard.components.chips import chip
from dashboard.components.headlines import Headline
from dashboard.components.links import anchor, here, link
from dashboard.components.table import Column, Row, table
from dashboard.text import plain
from dashboard.wording import SHORT_STRANDS, count, day, due, known_day, say
from data_models.queries.programmes import (
    IndicatorRow,
    ParticipationRow,
    ProgrammeRow,
    RotationRow,
    SelfEvaluationRow,
    StepRow,
    TemplateStepRow,
)
from data_models.rules.known_dates import KnownDate
from data_models.rules.programmes import Course, StepStanding, course, slip_days, step_standing
from data_models.vocabulary import DatePrecision, Scale, ScrutinyType

COURSES: dict[Course, str] = {
    Course.UNDER_WAY: "Under way",
    Course.END_NOT_STATED: "End not stated",
    Course.AHEAD: "Not begun",
    Course.ENDED: "Ended",
    Course.NOT_STATED: "Dates not stated",
}
NOT_ATTRIBUTED = (
    "Findings of this programme are not attributed to single areas. Only who takes part and the days are shown here: "
    "nothing of what an area said or what was found in it."
)
NOT_EVALUATED = "Partnerships are not evaluated in this programme: no grade comes of it."
NATIONAL = frozenset({ScrutinyType.THEMATIC_REVIEW, ScrutinyType.SUPPORTED_SELF_EVALUATION})
_COMMON_BEGINNING = re.compile(r"^(Joint inspections? of (services for )?|Justice social work inspections: )")
NAMED_UP_TO = 8


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


def short_name(name: str) -> str:
    """The name without the words that most programmes begin with."""
    rest = _COMMON_BEGINNING.sub("", name)
    return rest[:1].upper() + rest[1:]


def stretch(first: date | None, last: date | None) -> str:
    """ "5 Aug 2024", "5 to 16 Aug 2024"; whole months as months: "August 2024", "September 2023 to March 2024"."""
    if first is None:
        return ""
    if last is None or last == first:
        return day(first)
    if first.day == 1 and _is_last_of_month(last):
        months = [known_day(one, DatePrecision.MONTH) for one in (first, last)]
        return " to ".join(dict.fromkeys(months))
    if (first.year, first.month) == (last.year, last.month):
        return f"{first.day} to {day(last)}"
    return f"{day(first)} to {day(last)}"


def _is_last_of_month(one: date) -> bool:
    return date.fromordinal(one.toordinal() + 1).day == 1


def in_list_order(rows: Iterable[ProgrammeRow], on: date) -> list[ProgrammeRow]:
    """What is under way first, then by strand; within both the latest begun first, as given."""
    courses, strands = list(Course), list(SHORT_STRANDS)
    return sorted(rows, key=lambda one: (courses.index(_rank(one, on)), strands.index(one.strand)))


def _rank(one: ProgrammeRow, on: date) -> Course:
    where = course_of(one, on)
    return where if where in (Course.UNDER_WAY, Course.AHEAD) else Course.ENDED


def step_name(step: StepRow) -> str:
    """Its label; "report" is no phase that anybody needs to be told of."""
    return step.label.removesuffix(" (report)")


def runs(one: ProgrammeRow) -> str:
    """When it runs, each end as exactly as it is known."""
    begins, ends = known_day(one.starts_on, one.starts_precision), known_day(one.ends_on, one.ends_precision)
    if one.starts_on is None and one.ends_on is None:
        return "not stated"
    return begins if begins == ends else f"{begins} to {'end not stated' if one.ends_on is None else ends}"


# --- the list ---


def headline_cards(rows: Sequence[ProgrammeRow], rotation: Sequence[RotationRow], on: date) -> tuple[Headline, ...]:
    """Four numbers: what runs, what is late, what areas have sent, where nobody has been."""
    running = [one for one in rows if course_of(one, on) is Course.UNDER_WAY]
    open_ended = sum(course_of(one, on) is Course.END_NOT_STATED for one in rows)
    return (
        Headline(
            "Under way now",
            len(running),
            f"of {len(rows)} programmes; {open_ended} more with no end stated",
            here(show="under-way", strand=None),
        ),
        _steps_card(running, on),
        _sent_card(running),
        Headline(
            "Areas never inspected here",
            sum(not one.looks for one in rotation),
            f"of {len(rotation)}: no published inspection in this record",
            "#rotation",
        ),
    )


def _steps_card(running: Iterable[ProgrammeRow], on: date) -> Headline:
    steps = [(one, step) for one in running for step in one.steps]
    late = [one for one in steps if standing_of(one[1], Course.UNDER_WAY, on) is StepStanding.OVERDUE]
    ahead = [step for _, step in steps if standing_of(step, Course.UNDER_WAY, on) is StepStanding.AHEAD]
    following = min((step.planned_on for step in ahead if step.planned_on), default=None)
    meaning = "no further step is planned" if following is None else f"next step {due(max(following, on), on)}"
    address = link("programmes", programme=late[0][0].code) if late else None
    return Headline("National steps overdue", len(late), meaning, address, pressing=bool(late))


def _sent_card(running: Iterable[ProgrammeRow]) -> Headline:
    asked = [one for one in running if one.self_evaluations]
    forms = [form for one in asked for form in one.self_evaluations]
    if not forms:
        return Headline("Self-evaluations sent", 0, "none is asked for now")
    sent = sum(form.submitted_on is not None for form in forms)
    validated = sum(form.is_validated for form in forms)
    return Headline(
        "Self-evaluations sent",
        sent,
        f"of {len(forms)} asked for; {validated} validated",
        link("programmes", programme=asked[0].code),
    )


def programmes_table(rows: Iterable[ProgrammeRow], on: date, *, tall: str | None = None) -> Markup:
    """The programmes as given, each opening its own page."""
    columns: list[Column[ProgrammeRow]] = [
        Column("Programme", lambda one: anchor(short_name(one.name), "programmes", programme=one.code), names_row=True),
        Column("Strand", lambda one: SHORT_STRANDS[one.strand]),
        Column("Type", lambda one: say(one.scrutiny_type)),
        Column("Scale", _scale),
        Column("Areas", lambda one: _areas(one, on), "number"),
        Column("Now", lambda one: course_chip(course_of(one, on))),
        Column("Runs", runs),
        Column("Next or last step", lambda one: next_step(one, on)),
    ]
    return table(
        rows,
        columns,
        caption="National programmes, by strand",
        empty="No programme is shown with this. Choose another strand above, or all programmes.",
        tall=tall,
    )


def _scale(one: ProgrammeRow) -> str:
    return say(one.scale) if one.evaluates or one.scale is not Scale.NONE else "Not evaluated"


def _areas(one: ProgrammeRow, on: date) -> str:
    is_silent = one.taking_part == 0 and one.self_evaluations and course_of(one, on) is Course.ENDED
    return "not told" if is_silent else f"{one.taking_part} of {one.of}"


def course_chip(where: Course) -> Markup:
    if where is Course.UNDER_WAY:
        return chip("blue", COURSES[where], "▶")
    if where is Course.END_NOT_STATED:
        return chip("grey", COURSES[where])
    return Markup('<span class="soft">{}</span>').format(COURSES[where])


def next_step(one: ProgrammeRow, on: date) -> str | Markup:
    """What is late or comes next; where nothing is planned any more, the last step that is told."""
    of = course_of(one, on)
    for wanted in (StepStanding.OVERDUE, StepStanding.AHEAD):
        for step in one.steps:
            if standing_of(step, of, on) is wanted:
                return _planned(step, wanted, on)
    told = [step for step in one.steps if step.actual_on or step.planned_on]
    if not told:
        return ""
    last = max(told, key=lambda step: step.actual_on or step.planned_on or date.min)
    when = stretch(last.actual_on, last.actual_to)
    return (
        f"{step_name(last)}: {when}"
        if when
        else f"{step_name(last)}: planned {stretch(last.planned_on, last.planned_to)}"
    )


def _planned(step: StepRow, standing: StepStanding, on: date) -> str | Markup:
    words = f"{step_name(step)}: planned {stretch(step.planned_on, step.planned_to)}"
    if standing is StepStanding.OVERDUE:
        return Markup("{} {}").format(chip("red", due(step.planned_to or step.planned_on, on)), words)
    return words


# --- who takes part ---


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


# --- one programme ---


def programme_facts(one: ProgrammeRow, on: date) -> Markup:
    """Everything about it that is one line."""
    weeks = None if one.weeks_to_publication is None else count(one.weeks_to_publication, "week")
    return _facts(
        (
            ("Strand", say(one.strand)),
            ("Type", say(one.scrutiny_type)),
            ("Scale", _scale(one)),
            ("Now", course_chip(course_of(one, on))),
            ("Runs", runs(one)),
            ("Areas taking part", _areas(one, on)),
            ("With a published inspection", f"{one.inspected_areas} of {one.of}" if one.inspected_areas else None),
            ("Open inspections", one.open_inspections or None),
            ("Notification to publication", weeks),
            ("What areas then send", one.plan_name if one.evaluates else None),
            ("Legal basis", one.legal_basis),
            ("Framework", one.framework),
            ("Note", _sentence(one.note)),
            ("Source", one.source),
        )
    )


def _facts(known: Iterable[tuple[str, object]]) -> Markup:
    """Names and what they are; what is not known is left out."""
    line = Markup("<div><dt>{}</dt><dd>{}</dd></div>")
    lines = Markup("").join(line.format(name, plain(value)) for name, value in known if value not in (None, ""))
    return Markup('<dl class="facts">{}</dl>').format(lines)


def _sentence(text: str) -> str:
    return text[:1].upper() + text[1:]


def steps_table(one: ProgrammeRow, on: date) -> Markup:
    """Every national step, planned and actual apart, with the slip between them."""
    of = course_of(one, on)
    columns: list[Column[StepRow]] = [
        Column("Step", step_name, names_row=True),
        Column("Planned", lambda step: stretch(step.planned_on, step.planned_to) or "not told"),
        Column("Actual", lambda step: stretch(step.actual_on, step.actual_to)),
        Column("Slip", lambda step: slip_words(step, of, on)),
        Column("Note", lambda step: _sentence(step.note) or None, "words"),
    ]
    steps = sorted(one.steps, key=lambda step: step.planned_on or step.actual_on or date.max)
    return table(
        steps,
        _with_something(columns, steps),
        caption="Steps, planned and actual",
        empty="No national steps are recorded for this programme.",
    )


def slip_words(step: StepRow, of: Course, on: date) -> str | Markup:
    standing = standing_of(step, of, on)
    if standing is StepStanding.OVERDUE:
        return chip("red", due(step.planned_to or step.planned_on, on))
    if standing is StepStanding.AHEAD:
        return due(step.planned_to or step.planned_on, on)
    if standing is StepStanding.NOT_ESTABLISHED:
        return Markup('<span class="soft">what happened is not told</span>')
    if step.planned_on is None:
        return ""
    days = slip_days(step.planned_on, step.planned_to, step.actual_on, step.actual_to)
    if days == 0:
        return "as planned"
    roughly = "up to " if step.actual_to and _is_last_of_month(step.actual_to) else ""
    return f"{roughly}{count(abs(days), 'day')} {'late' if days > 0 else 'early'}"


def phases_table(one: ProgrammeRow) -> Markup:
    """Who takes part, phase by phase."""
    columns: list[Column[tuple[str, list[ParticipationRow]]]] = [
        Column("Phase", lambda phase: _sentence(phase[0]) or "Whole review", names_row=True),
        Column("Areas", lambda phase: f"{len(phase[1])} of {one.of}", "number"),
        Column("Who", lambda phase: _phase_words("", phase[1], one.of)),
        Column("When", lambda phase: _when(phase[1])),
        Column("Feedback given", lambda phase: _feedback(phase[1])),
        Column("Note", lambda phase: _notes(phase[1]), "words"),
    ]
    phases = list(_phases(one.participations).items())
    return table(
        phases,
        _with_something(columns, phases),
        caption="Who takes part",
        empty="The record names no areas that take part by phase.",
    )


def _notes(parts: Sequence[ParticipationRow]) -> str | None:
    return "\n".join(dict.fromkeys(_sentence(part.note) for part in parts if part.note)) or None


def _with_something(columns: Sequence[Column[Row]], rows: Sequence[Row]) -> list[Column[Row]]:
    """Without the columns that are empty in every row."""
    return [column for column in columns if any(column.cell(row) is not None for row in rows)]


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


def self_evaluations_heading(one: ProgrammeRow) -> str:
    if not one.submitted:
        return f"Self-evaluations asked of {len(one.self_evaluations)} areas; no day of sending is told"
    return f"Self-evaluations: {one.submitted} of {len(one.self_evaluations)} sent"


def self_evaluations_table(one: ProgrammeRow) -> Markup:
    """Every area's self-evaluation: its days, never what it said."""
    columns: list[Column[SelfEvaluationRow]] = [
        Column("Area", lambda form: anchor(form.area_name, "area", area=form.area_code), names_row=True),
        Column("Due", lambda form: form.due_on, "date"),
        Column("Sent", lambda form: form.submitted_on, "date"),
        Column("Validated", lambda form: form.validated_on or ("yes" if form.is_validated else None), "date"),
        Column("Letter", lambda form: form.letter_issued_on, "date"),
        Column("Feedback", lambda form: form.feedback_given_on, "date"),
        Column("Note", lambda form: _sentence(form.note) or None, "words"),
    ]
    return table(
        one.self_evaluations,
        _with_something(columns, one.self_evaluations),
        caption="Self-evaluations by area: the days only",
        empty="No self-evaluation is asked for in this programme.",
        tall="26rem",
    )


def indicators_table(one: ProgrammeRow) -> Markup:
    columns: list[Column[IndicatorRow]] = [
        Column("Number", lambda indicator: indicator.number or "none stated"),
        Column("Indicator", lambda indicator: indicator.name, names_row=True),
        Column("Domain", lambda indicator: indicator.domain),
        Column("", lambda indicator: "voluntary" if indicator.is_voluntary else ""),
    ]
    kept = [column for column in columns if column.heading or any(each.is_voluntary for each in one.indicators)]
    return table(
        one.indicators,
        kept,
        caption="Indicators",
        empty="The sources establish no indicators of this programme by name.",
    )


def footprint_table(one: ProgrammeRow) -> Markup:
    """The footprint its inspections follow, in weeks; where from, said once."""
    columns: list[Column[TemplateStepRow]] = [
        Column("Week", _weeks, "number"),
        Column("Step", lambda step: step.label, names_row=True),
    ]
    steps = table(
        one.footprint, columns, caption="Footprint, in weeks from notification", empty="No footprint is published."
    )
    sources = dict.fromkeys(_sentence(step.source) for step in one.footprint if step.source)
    return steps + Markup("").join(Markup('<p class="soft">{}</p>').format(source) for source in sources)


def _weeks(step: TemplateStepRow) -> str:
    return str(step.week_from) if step.week_from == step.week_to else f"{step.week_from} to {step.week_to}"
