"""National programmes as a list: four numbers, the filters, and what comes next in each."""

from collections.abc import Iterable, Sequence
from datetime import date

from markupsafe import Markup

from dashboard.components.chips import chip
from dashboard.components.choices import filter_links
from dashboard.components.headlines import Headline
from dashboard.components.links import anchor, here, link
from dashboard.components.programmes.words import (
    areas_taking_part,
    course_chip,
    course_of,
    runs,
    scale_of,
    short_name,
    standing_of,
    step_name,
    stretch,
)
from dashboard.components.table import Column, table
from dashboard.wording import SHORT_STRANDS, due, say
from data_models.queries.programmes import (
    ProgrammeRow,
    RotationRow,
    StepRow,
)
from data_models.rules.programmes import Course, StepStanding
from data_models.vocabulary import Strand

SHOWN = {"under-way": "Under way now"}


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


def listed(rows: Sequence[ProgrammeRow], strand: Strand | None, shown: str | None, on: date) -> Markup:
    """The programmes of a strand and a list, under the links that choose both."""
    wanted = [one for one in rows if shown is None or course_of(one, on) is Course.UNDER_WAY]
    ordered = in_list_order((one for one in wanted if strand in (None, one.strand)), on)
    return Markup('<div class="filters">{}{}</div>{}').format(
        filter_links("show", "Which programmes", SHOWN, shown, "All programmes"),
        filter_links(
            "strand",
            "Strand",
            {one.value: say(one) for one in Strand},
            strand,
            "Every strand",
            [one.strand for one in wanted],
        ),
        programmes_table(ordered, on, tall="26rem"),
    )


def in_list_order(rows: Iterable[ProgrammeRow], on: date) -> list[ProgrammeRow]:
    """What is under way first, then by strand; within both the latest begun first, as given."""
    courses, strands = list(Course), list(SHORT_STRANDS)
    return sorted(rows, key=lambda one: (courses.index(_rank(one, on)), strands.index(one.strand)))


def _rank(one: ProgrammeRow, on: date) -> Course:
    where = course_of(one, on)
    return where if where in (Course.UNDER_WAY, Course.AHEAD) else Course.ENDED


def programmes_table(rows: Iterable[ProgrammeRow], on: date, *, tall: str | None = None) -> Markup:
    """The programmes as given, each opening its own page."""
    columns: list[Column[ProgrammeRow]] = [
        Column("Programme", lambda one: anchor(short_name(one.name), "programmes", programme=one.code), names_row=True),
        Column("Strand", lambda one: SHORT_STRANDS[one.strand]),
        Column("Type", lambda one: say(one.scrutiny_type)),
        Column("Scale", scale_of),
        Column("Areas", lambda one: areas_taking_part(one, on), "number"),
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
