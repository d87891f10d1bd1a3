"""What of the report each action answers: recommendations by actions, with the gaps on both sides."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from markupsafe import Markup

from dashboard.components.chips import chip
from dashboard.components.mentions import told
from dashboard.components.plans.register import late
from dashboard.components.table import Column, table
from dashboard.wording import count
from data_models.queries.action_item_rows import ItemRow, PlanPicture, RecommendationRow

_DOT = Markup('<span aria-hidden="true">●</span><span class="vh">{}</span>')


@dataclass(frozen=True)
class _Line:
    """A row of the matrix: what it is about, what it comes to, and the cell of each action by its number."""

    words: Markup
    sum: Markup
    cells: dict[int, Markup]


def gaps_in_words(picture: PlanPicture) -> Markup:
    """What no action answers, which actions answer nothing, and which have no measure of their outcome."""
    if not picture.recommendations and not picture.standing:
        return Markup('<p class="soft">{}</p>').format("Neither recommendations nor actions are in the record yet.")
    lines = _unanswered([str(one.number) for one in picture.uncovered])
    if picture.recommendations:
        lines += _gap("answers no recommendation", "answer no recommendation", picture.unlinked)
    else:
        lines.append("The published report's recommendations are not in the record, so nothing can be matched to them.")
    lines += _gap("has no outcome measure", "have no outcome measure", picture.unmeasured)
    if not lines:
        return Markup("<p>{}</p>").format(
            "Every recommendation is answered, every action answers one, and every outcome is measured."
        )
    return Markup('<ul class="listed">{}</ul>').format(
        Markup("").join(Markup("<li>{}</li>").format(line) for line in lines)
    )


def _unanswered(numbers: Sequence[str]) -> list[str]:
    if not numbers:
        return []
    return [f"Nothing answers recommendation{'s' if len(numbers) > 1 else ''} {', '.join(numbers)}."]


def _gap(one: str, many: str, items: Iterable[ItemRow]) -> list[str]:
    references = [item.reference for item in items]
    if not references:
        return []
    return [f"{', '.join(references)} {one if len(references) == 1 else many}."]


def matrix(picture: PlanPicture) -> Markup:
    """A row for each recommendation and a column for each action, a dot where it answers; below, what actions lack."""
    if not picture.standing and not picture.recommendations:
        return Markup("")
    columns: list[Column[_Line]] = [
        Column("Recommendation", lambda one: one.words, "words", names_row=True),
        Column("In all", lambda one: one.sum),
        *(_column(item) for item in picture.standing),
    ]
    return table(
        [*(_line(one, picture.standing) for one in picture.recommendations), *_of_actions(picture)],
        columns,
        caption="Recommendations by the actions that answer them",
        empty="There is no recommendation to answer.",
    )


def _column(item: ItemRow) -> Column[_Line]:
    return Column(f"/{item.number:02d}", lambda one: one.cells.get(item.number))


def _line(row: RecommendationRow, items: Iterable[ItemRow]) -> _Line:
    priority = chip("amber", "Priority", "!") if row.is_priority else Markup("")
    words = Markup("{}. {} {}").format(row.number, told(row.text) or "", priority)
    total = Markup("{}").format(count(len(row.items), "action")) if row.items else late("nothing")
    return _Line(words, total, {one.number: _DOT.format("answered") for one in items if one.number in row.items})


def _of_actions(picture: PlanPicture) -> list[_Line]:
    """The other side: actions that answer nothing, and actions whose outcome nobody could see."""
    lines = []
    if picture.recommendations and picture.standing:
        lines.append(_lacking("Actions that answer a recommendation", picture.unlinked, picture.standing))
    if picture.standing:
        lines.append(_lacking("Actions with an outcome measure", picture.unmeasured, picture.standing))
    return lines


def _lacking(words: str, without: Sequence[ItemRow], items: Sequence[ItemRow]) -> _Line:
    """How many of the actions have it, and a mark at each that has not."""
    said = f"{len(items) - len(without)} of {len(items)}"
    cells = {one.number: late("none") for one in without}
    return _Line(Markup("<em>{}</em>").format(words), late(said) if without else Markup("{}").format(said), cells)
