"""The first page's rows to HTML: headline numbers, the tile map, who needs somebody and why, areas by programmes."""

from collections.abc import Iterable
from datetime import date

from markupsafe import Markup

from dashboard.components.chips import Tone, chip, grade_chip
from dashboard.components.headlines import Headline
from dashboard.components.links import anchor, here, link
from dashboard.components.table import Column, table
from dashboard.components.tiles import FOLLOW_UP, MONITORING, NO_COVER, Tile
from dashboard.sentences import because
from dashboard.session import record
from dashboard.wording import SHORT_PROGRAMMES, due, known_day, say, span
from data_models.queries.matrix import Cell, Matrix, ProgrammeColumn
from data_models.queries.overview import AreaTile, Headlines, Overview
from data_models.rules.gradings import is_watched
from data_models.vocabulary import AreaStatus, Scale, Standing

TONES: dict[AreaStatus, Tone] = {
    AreaStatus.RED: "red",
    AreaStatus.AMBER: "amber",
    AreaStatus.GREEN: "green",
    AreaStatus.GREY: "grey",
}


def status_chip(status: AreaStatus) -> Markup:
    return chip(TONES[status], say(status))


def headline_cards(numbers: Headlines, on: date) -> tuple[Headline, ...]:
    """Six numbers, each with the number that makes it mean something, each opening its rows."""
    return (
        Headline("Areas that need someone", numbers.need_someone, _areas_say(numbers), here(status="red,amber")),
        Headline(
            "Follow-up decisions owed",
            numbers.decisions_owed,
            f"{numbers.decisions_overdue} overdue" if numbers.decisions_overdue else "none overdue",
            link("follow-up", state="owed"),
            pressing=numbers.decisions_overdue > 0,
        ),
        Headline(
            "Weak or unsatisfactory",
            numbers.calling,
            _accounted(numbers),
            link("follow-up"),
            pressing=numbers.accounted_for != numbers.calling,
        ),
        Headline(
            "Formal monitoring",
            numbers.monitoring_open,
            _monitoring(numbers, on),
            link("follow-up", show="monitoring"),
            pressing=numbers.next_monitoring_review_on is not None and numbers.next_monitoring_review_on < on,
        ),
        Headline("Actions overdue", numbers.actions_overdue, _actions(numbers), link("action-plans", show="overdue")),
        Headline(
            "Posts without cover",
            numbers.posts_uncovered,
            f"of {numbers.posts}; {numbers.posts_ending} will soon be without",
            link("coverage", show="gaps"),
        ),
    )


def _areas_say(numbers: Headlines) -> str:
    return f"{numbers.red} now, {numbers.amber} to watch, of {numbers.areas}"


def _accounted(numbers: Headlines) -> str:
    if numbers.accounted_for == numbers.calling:
        return f"all {numbers.calling} accounted for"
    return f"only {numbers.accounted_for} accounted for"


def _monitoring(numbers: Headlines, on: date) -> str:
    proposed = f", {numbers.monitoring_proposed} proposed" if numbers.monitoring_proposed else ""
    if numbers.next_monitoring_review_on is None:
        return f"none open{proposed}"
    return f"next update {due(numbers.next_monitoring_review_on, on)}{proposed}"


def _actions(numbers: Headlines) -> str:
    worst = f", worst {span(numbers.longest_overdue_days)}" if numbers.actions_overdue else ""
    return f"of {numbers.actions_open} open{worst}"


def tiles(areas: Iterable[AreaTile], selected: str | None, on: date) -> tuple[Tile, ...]:
    """One tile an area; a click selects it, another click on it lets go."""
    return tuple(
        Tile(
            address=here(area=None if one.code == selected else one.code),
            name=one.name,
            label=one.tile_label,
            code=one.tile_code,
            row=one.tile_row,
            column=one.tile_column,
            status=one.status.value,
            status_words=say(one.status),
            because=because(one.reasons, on),
            marks=_marks(one),
            selected=one.code == selected,
        )
        for one in areas
    )


def _marks(area: AreaTile) -> tuple[str, ...]:
    held = {FOLLOW_UP: area.has_follow_up, MONITORING: area.has_monitoring, NO_COVER: area.has_no_cover}
    return tuple(mark for mark, holds in held.items() if holds)


def ranked_table(
    areas: Iterable[AreaTile], on: date, *, caption: str = "Areas, the most pressing first", tall: str | None = None
) -> Markup:
    """Who needs somebody and why, the most pressing first."""
    columns: list[Column[AreaTile]] = [
        Column("Area", lambda one: anchor(one.name, "area", area=one.code), names_row=True),
        Column("Status", lambda one: status_chip(one.status)),
        Column("Because", lambda one: because(one.reasons, on) or "Nothing is overdue"),
        Column("Link inspector", lambda one: one.link_inspector or "nobody"),
    ]
    return table(
        areas,
        columns,
        caption=caption,
        empty="No area has this status today.",
        tall=tall,
    )


def selected_area(area: AreaTile, on: date) -> Markup:
    """The area whose tile was clicked, with every reason on a line of its own and the way in."""
    lines = Markup("").join(Markup("<li>{}</li>").format(because((reason,), on)) for reason in area.reasons)
    reasons = Markup('<ul class="listed">{}</ul>').format(lines) if lines else Markup("<p>Nothing is overdue.</p>")
    return Markup('<section class="card" aria-label="{0}"><h2>{0} {1}</h2>{2}<p>{3} · {4} · {5}</p></section>').format(
        area.name,
        status_chip(area.status),
        reasons,
        f"Link inspector: {area.link_inspector or 'nobody'}",
        anchor("Everything about this area", "area", area=area.code),
        Markup('<a href="{}">Deselect</a>').format(here(area=None)),
    )


def matrix_table(shown: Overview) -> Markup:
    """Areas by programmes with the lowest judgement of each latest published inspection. Scales are never mixed."""
    found = {(cell.area_code, cell.programme_id): cell for cell in shown.matrix.cells}
    columns: list[Column[AreaTile]] = [
        Column("Area", lambda one: anchor(one.name, "area", area=one.code), names_row=True)
    ]
    columns += [_programme_column(programme, found) for programme in shown.matrix.programmes]
    areas = sorted(shown.ranked, key=lambda one: one.name)
    return table(
        areas,
        columns,
        caption="Latest published evaluation, by area and programme: the lowest judgement of that inspection",
        empty="No inspection has been published yet.",
        tall="36rem",
    )


def _programme_column(programme: ProgrammeColumn, found: dict[tuple[str, int], Cell]) -> Column[AreaTile]:
    heading = SHORT_PROGRAMMES.get(programme.code, programme.name)
    return Column(heading, lambda one: _cell(found.get((one.code, programme.id))))


def _cell(cell: Cell | None) -> Markup:
    if cell is None:
        return Markup('<span class="none" title="No published inspection">–</span>')
    when = known_day(cell.published_on, cell.published_precision)
    doubt = "" if cell.is_certain else "; another may be later"
    return Markup('<span title="{}">{}</span>').format(
        f"Published {when}{doubt}",
        Markup('<a class="quiet" href="{}">{}</a>').format(
            link("inspections", inspection=cell.inspection_id), _value(cell)
        ),
    )


def _value(cell: Cell) -> Markup:
    year = Markup(' <span class="soft">{}</span>').format(cell.published_on.year if cell.published_on else "no date")
    if cell.grades:
        return grade_chip(cell.grades[0][0], short=True) + year + _watch(cell)
    if cell.statements:
        return (
            Markup('<abbr title="{}">{}</abbr>').format(say(cell.statements[-1][0]), cell.statements[-1][0].value)
            + year
        )
    return Markup('<span class="soft">{}</span>').format(SHORT_STANDING[cell.standing]) + year


def _watch(cell: Cell) -> Markup:
    """The mark of an adequate evaluation, where the office chose to watch these."""
    watched = is_watched(cell.grades[0][0], adequate_watch=record().thresholds.adequate_watch)
    return Markup(" {}").format(chip("grey", "watched")) if watched else Markup("")


SHORT_STANDING: dict[Standing, str] = {
    Standing.EVALUATED: "evaluated",
    Standing.NOT_EVALUATED: "not evaluated",
    Standing.NOT_IN_SCOPE: "not in scope",
    Standing.MISSING: "not in record",
    Standing.PRE_DATES_FRAMEWORK: "before framework",
}


def matrix_key(matrix: Matrix) -> Markup:
    """What the marks in the matrix mean; only those scales that are there."""
    scales = {cell.scale for cell in matrix.cells}
    parts = ["1–6: the lowest grade of that report"] if Scale.SIX_POINT in scales else []
    if record().thresholds.adequate_watch:
        parts.append("watched: adequate, which opens no follow-up")
    if Scale.ASP_STATEMENT in scales:
        parts.append("A very effective, B effective with areas for improvement, C important areas of weakness")
    parts.append("– no published inspection, which is not a grade")
    return Markup('<p class="soft">{}.</p>').format("; ".join(parts))
