"""One national programme whole: its facts, steps, indicators and the footprint of its inspections."""

from datetime import date

from markupsafe import Markup

from dashboard.components.chips import chip
from dashboard.components.links import anchor
from dashboard.components.notices import notice
from dashboard.components.programmes.taking_part import phases_table, self_evaluations_heading, self_evaluations_table
from dashboard.components.programmes.words import (
    areas_taking_part,
    begun_large,
    course_chip,
    course_of,
    is_last_of_month,
    runs,
    scale_of,
    standing_of,
    step_name,
    stretch,
    with_something,
)
from dashboard.components.section import facts
from dashboard.components.table import Column, table
from dashboard.text import show
from dashboard.wording import count, due, say
from data_models.queries.programmes import (
    IndicatorRow,
    ProgrammeRow,
    StepRow,
    TemplateStepRow,
)
from data_models.rules.programmes import Course, StepStanding, slip_days

NOT_ATTRIBUTED = (
    "Findings of this programme are not attributed to single areas. Only who takes part and the days are shown here: "
    "nothing of what an area said or what was found in it."
)
NOT_EVALUATED = "Partnerships are not evaluated in this programme: no grade comes of it."


def show_programme(one: ProgrammeRow, on: date) -> None:
    """What it is, its steps, who takes part, its indicators and the footprint of its inspections."""
    show(Markup("<p>{}</p>").format(anchor("All programmes", "programmes")))
    if not one.attributes_findings:
        show(notice(NOT_ATTRIBUTED, tone="blue"))
    elif not one.evaluates:
        show(notice(NOT_EVALUATED, tone="blue"))
    show(programme_facts(one, on))
    show(Markup("<h2>Steps, planned and actual</h2>{}").format(steps_table(one, on)))
    if one.participations or not one.self_evaluations:
        show(Markup("<h2>Who takes part</h2>{}").format(phases_table(one)))
    if one.self_evaluations:
        show(Markup("<h2>{}</h2>{}").format(self_evaluations_heading(one), self_evaluations_table(one)))
    show(Markup("<h2>Indicators</h2>{}").format(indicators_table(one)))
    show(Markup("<h2>Footprint of its inspections</h2>{}").format(footprint_table(one)))


def programme_facts(one: ProgrammeRow, on: date) -> Markup:
    """Everything about it that is one line."""
    weeks = None if one.weeks_to_publication is None else count(one.weeks_to_publication, "week")
    return facts(
        (
            ("Strand", say(one.strand)),
            ("Type", say(one.scrutiny_type)),
            ("Scale", scale_of(one)),
            ("Now", course_chip(course_of(one, on))),
            ("Runs", runs(one)),
            ("Areas taking part", areas_taking_part(one, on)),
            ("With a published inspection", f"{one.inspected_areas} of {one.of}" if one.inspected_areas else None),
            ("Open inspections", one.open_inspections or None),
            ("Notification to publication", weeks),
            ("What areas then send", one.plan_name if one.evaluates else None),
            ("Legal basis", one.legal_basis),
            ("Framework", one.framework),
            ("Note", begun_large(one.note)),
            ("Source", one.source),
        )
    )


def steps_table(one: ProgrammeRow, on: date) -> Markup:
    """Every national step, planned and actual apart, with the slip between them."""
    of = course_of(one, on)
    columns: list[Column[StepRow]] = [
        Column("Step", step_name, names_row=True),
        Column("Planned", lambda step: stretch(step.planned_on, step.planned_to) or "not told"),
        Column("Actual", lambda step: stretch(step.actual_on, step.actual_to)),
        Column("Slip", lambda step: slip_words(step, of, on)),
        Column("Note", lambda step: begun_large(step.note) or None, "words"),
    ]
    steps = sorted(one.steps, key=lambda step: step.planned_on or step.actual_on or date.max)
    return table(
        steps,
        with_something(columns, steps),
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
    roughly = "up to " if step.actual_to and is_last_of_month(step.actual_to) else ""
    return f"{roughly}{count(abs(days), 'day')} {'late' if days > 0 else 'early'}"


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
    sources = dict.fromkeys(begun_large(step.source) for step in one.footprint if step.source)
    return steps + Markup("").join(Markup('<p class="soft">{}</p>').format(source) for source in sources)


def _weeks(step: TemplateStepRow) -> str:
    return str(step.week_from) if step.week_from == step.week_to else f"{step.week_from} to {step.week_to}"
