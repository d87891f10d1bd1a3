"""The briefing on one area: one page that can be read in two minutes, then the detail."""

import textwrap
from collections.abc import Iterable, Sequence
from datetime import date

from dashboard.charts.evaluations import evaluations_over_time
from dashboard.charts.frames import grades_frame
from dashboard.reports.about import About
from dashboard.reports.document import (
    Block,
    Document,
    Facts,
    Heading,
    Mark,
    NewPage,
    Numbers,
    Picture,
    Points,
    Table,
    Text,
    Tone,
    table_of,
)
from dashboard.reports.tables import Sheet
from dashboard.sentences import because, matter_sentence
from dashboard.wording import SHORT_ROLES, count, day, known_day, say, span
from data_models.queries.areas import AreaPicture
from data_models.queries.evaluations import EvaluationRow
from data_models.rules.area_status import AreaStanding
from data_models.rules.matters import Matter
from data_models.rules.owing import IS_A_TASK
from data_models.vocabulary import AreaStatus, CoverRole, Grade, MatterKind

TONES: dict[AreaStatus, Tone] = {
    AreaStatus.RED: "red",
    AreaStatus.AMBER: "amber",
    AreaStatus.GREEN: "green",
    AreaStatus.GREY: "grey",
}
# What is on the first page, so that it stays one: the rest is in the detail.
MOST_PRESSING, LATEST = 9, 4
A_LINE = 90
# What is owed of these is not said by the kind alone.
NAMED = frozenset(
    {
        MatterKind.ACTION_DUE,
        MatterKind.CLAIM_TO_VERIFY,
        MatterKind.DISPUTE_TO_SETTLE,
        MatterKind.FLAG_REVIEW,
        MatterKind.DECISION_OWED,
    }
)
# Tables of the area's page that stay in the house (what was said in contacts), and those that the first page tells.
LEFT_OUT = frozenset({"contacts-the-latest-first", "timeline-the-latest-first", "totals-without-names"})
GRADES = "grades-the-latest-first"


def area_briefing(
    about: About,
    marking: str,
    shown: AreaPicture,
    standing: AreaStanding,
    matters: Sequence[Matter],
    people: dict[int, str],
    sheets: Iterable[Sheet],
) -> Document:
    """`matters` are those of the area in queue order, `sheets` the tables of the area's page."""
    on = about.on
    blocks: list[Block] = [
        Mark(TONES[standing.status], say(standing.status)),
        Points(tuple(because((one,), on) for one in standing.reasons) or ("Nothing is overdue.",)),
        Facts(tuple((_named(role), _holder(shown, role)) for role in CoverRole)),
        Numbers(_numbers(shown, matters, on)),
        *_pressing([one for one in matters if IS_A_TASK[one.kind] and not one.is_muted], people, on),
        *_latest(shown.evaluations),
        NewPage(),
        *_detail(shown, sheets, on),
    ]
    return Document(about.title, about, marking, tuple(blocks))


def _named(role: CoverRole) -> str:
    words = SHORT_ROLES[role]
    return words[0].upper() + words[1:]


def _holder(shown: AreaPicture, role: CoverRole) -> str:
    held = next((one for one in shown.assignments if one.role is role and one.is_current), None)
    if held is None:
        return "nobody"
    until = f", until {day(held.ends_on)}" if held.ends_on else ""
    return f"{held.person}, since {day(held.starts_on)}{until}"


def _numbers(shown: AreaPicture, matters: Iterable[Matter], on: date) -> tuple[tuple[str, str, str], ...]:
    late = [one for one in matters if IS_A_TASK[one.kind] and one.is_overdue(on)]
    worst = max((one.days_overdue(on) for one in late), default=0)
    items, verified = sum(one.items for one in shown.plans), sum(one.verified for one in shown.plans)
    live = [one for one in shown.follow_up.candidates if one.is_live]
    weak = [one for one in shown.grades if one.grade is not None and one.grade < Grade.ADEQUATE]
    return (
        (str(len(late)), "overdue", f"worst by {span(worst)}" if late else "nothing is late"),
        (str(len(live)), "follow-up open", f"of {count(len(shown.follow_up.candidates), 'trigger')} on record"),
        (f"{verified} of {items}", "actions verified", f"in {count(len(shown.plans), 'plan')}"),
        (str(len(weak)), "below adequate", f"of {count(len(shown.grades), 'named grade')} on record"),
    )


def _pressing(tasks: Sequence[Matter], people: dict[int, str], on: date) -> list[Block]:
    if not tasks:
        return [Heading(1, "What needs someone"), Text("Nothing is owed in this area today.")]
    rows = tuple((_what(one, on), _record(one), _owner(one, people), one.due_on) for one in tasks[:MOST_PRESSING])
    rest = len(tasks) - len(rows)
    more = [Text(f"And {count(rest, 'more clock')}: all of them are in the detail.", soft=True)] if rest else []
    headings = ("What", "Record", "Who acts", "Due")
    return [
        Heading(1, "What needs someone"),
        Table("What needs someone, the most pressing first", headings, rows),
        *more,
    ]


def _what(matter: Matter, on: date) -> str:
    """What is owed; of an action or a flag also which one, as far as a line allows."""
    which = textwrap.shorten(matter.subject, A_LINE, placeholder=" …") if matter.kind in NAMED else ""
    return "\n".join(filter(None, (matter_sentence(matter, on), which)))


def _record(matter: Matter) -> str:
    return "" if matter.reference == matter.area_code else matter.reference


def _owner(matter: Matter, people: dict[int, str]) -> str:
    return people.get(matter.owner_id, "somebody who left") if matter.owner_id is not None else "nobody named"


def _latest(evaluations: Iterable[EvaluationRow]) -> list[Block]:
    """The newest judgements, each on its own scale: they are never compared."""
    known = sorted(
        (one for one in evaluations if not one.is_draft and (one.grade or one.statement or one.progress)),
        key=lambda one: (one.published_on or date.min, one.id),
        reverse=True,
    )[:LATEST]
    rows = tuple(
        (one.label, _value(one), known_day(one.published_on, one.published_precision), one.programme_name)
        for one in known
    )
    if not rows:
        return []
    table = Table("The latest published judgements", ("Of", "Judged", "Published", "Programme"), rows)
    return [Heading(1, "The latest published judgements"), table]


def _value(one: EvaluationRow) -> str:
    return f"{int(one.grade)} {say(one.grade)}" if one.grade is not None else say(one.statement or one.progress)


def _detail(shown: AreaPicture, sheets: Iterable[Sheet], on: date) -> list[Block]:
    blocks: list[Block] = [Heading(1, "Detail")]
    for sheet in sheets:
        if not sheet.rows or sheet.key in LEFT_OUT:
            continue
        blocks.append(Heading(2, sheet.caption))
        if sheet.key == GRADES:
            blocks += _drawn(shown, on)
        blocks.append(table_of(sheet))
    return blocks


def _drawn(shown: AreaPicture, on: date) -> list[Block]:
    chart = evaluations_over_time(grades_frame(shown.grades, shown.totals), on)
    if chart is None:
        return []
    spec = chart.to_dict()
    return [Picture(spec, spec["description"])]
