"""One national programme whole: its facts, steps, indicators and the footprint of its inspections."""

from datetime import date

from markupsafe import Markup

from dashboard.components.links import anchor
from dashboard.components.notices import notice
from dashboard.components.programmes.participation import show_participation
from dashboard.components.programmes.self_evaluations import show_self_evaluations
from dashboard.components.programmes.steps import show_steps
from dashboard.components.programmes.words import (
    areas_taking_part,
    begun_large,
    course_chip,
    course_of,
    runs,
    scale_of,
)
from dashboard.components.section import facts
from dashboard.components.table import Column, table
from dashboard.text import show
from dashboard.wording import count, say
from data_models.queries.programmes import (
    IndicatorRow,
    ProgrammeRow,
    TemplateStepRow,
)

NOT_ATTRIBUTED = (
    "Findings of this programme are not attributed to single areas. Only who takes part and the days are shown here: "
    "nothing of what an area said or what was found in it."
)
NOT_EVALUATED = "Partnerships are not evaluated in this programme: no grade comes of it."


def show_programme(one: ProgrammeRow, on: date) -> None:
    """What it is, its steps, who takes part, its indicators and the footprint of its inspections; deeds beside them."""
    show(Markup("<p>{}</p>").format(anchor("All programmes", "programmes")))
    if not one.attributes_findings:
        show(notice(NOT_ATTRIBUTED, tone="blue"))
    elif not one.evaluates:
        show(notice(NOT_EVALUATED, tone="blue"))
    show(programme_facts(one, on))
    show_steps(one, on)
    show_participation(one)
    show_self_evaluations(one)
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
