"""The equal-area tile map: every council area the same size, so that none is overlooked."""

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Literal

from markupsafe import Markup

from dashboard.components.chips import SYMBOLS
from dashboard.text import plain

Status = Literal["red", "amber", "green", "grey"]
# Corner marks, in the order they are shown.
FOLLOW_UP, MONITORING, NO_COVER = "F", "M", "!"
MARK_WORDS = {FOLLOW_UP: "follow-up open", MONITORING: "formal monitoring", NO_COVER: "a post without cover"}


@dataclass(frozen=True, slots=True)
class Tile:
    """One area. `row` and `column` count from 1 in the north-west; `because` is the reason for its status, in words."""

    address: str
    name: str
    label: str
    code: str
    row: int
    column: int
    status: Status
    status_words: str
    because: str = ""
    marks: tuple[str, ...] = ()
    selected: bool = False


_MAP = Markup('<div class="map"><ul class="tiles" role="list" aria-label="{}">{}</ul>{}</div>')
_TILE = Markup(
    '<li style="--row:{};--col:{}"><a class="tile-{}" href="{}" title="{}"{}><span class="vh">{}</span>'
    '<span class="name" aria-hidden="true">{}</span><span class="code" aria-hidden="true">{}</span>'
    '<span class="signs" aria-hidden="true">{}</span></a></li>'
)


def tile_map(
    tiles: Iterable[Tile], label: str = "Council areas, by status", every: Iterable[Tile] | None = None
) -> Markup:
    """A grid of links in reading order from the north, with its key: of these tiles, or of `every` that may come."""
    ordered = sorted(tiles, key=lambda tile: (tile.row, tile.column))
    return _MAP.format(
        label, Markup("").join(_tile(tile) for tile in ordered), key(ordered if every is None else every)
    )


def _tile(tile: Tile) -> Markup:
    said = _said(tile)
    current = Markup(' aria-current="true"') if tile.selected else ""
    signs = Markup("<span>{}</span>").format(SYMBOLS[tile.status]) + Markup("").join(
        Markup("<b>{}</b>").format(mark) for mark in tile.marks
    )
    title = f"{said}. {tile.because}" if tile.because else said
    return _TILE.format(
        tile.row,
        tile.column,
        tile.status,
        tile.address,
        plain(title),
        current,
        plain(said),
        tile.label,
        tile.code,
        signs,
    )


def _said(tile: Tile) -> str:
    """Everything the tile shows, as a sentence."""
    marks = [MARK_WORDS[mark] for mark in tile.marks]
    return f"{tile.name}: " + ", ".join([tile.status_words, *marks])


def key(tiles: Iterable[Tile]) -> Markup:
    """What the symbols, letters and colours on this map stand for; only those in use."""
    shown = list(tiles)
    statuses = {tile.status: tile.status_words for tile in shown}
    signs = [(SYMBOLS[status], statuses[status]) for status in ("red", "amber", "green", "grey") if status in statuses]
    used = {mark for tile in shown for mark in tile.marks}
    signs += [(mark, words) for mark, words in MARK_WORDS.items() if mark in used]
    entries = (Markup("<span>{} {}</span>").format(sign, words) for sign, words in signs)
    return Markup('<p class="key">{}</p>').format(Markup(" ").join(entries))
