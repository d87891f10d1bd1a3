"""Documents to PDF, set by Typst: tagged, in one language, readable by machines (PDF/UA-1).

What people typed reaches the template as data, never as part of it: nothing in it can be markup.
"""

import json
from pathlib import Path
from typing import Any

import typst

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
    said,
    widths,
)
from dashboard.reports.pictures import as_svg
from dashboard.reports.typeface import FOLDER, NAME, settable

TEMPLATE = Path(__file__).resolve().parent / "document.typ"


def as_pdf(document: Document) -> bytes:
    """The document; equal byte for byte for equal documents."""
    given, template = _given(document), TEMPLATE.read_bytes()
    made: bytes = typst.compile(template, format="pdf", pdf_standards="ua-1", timestamp=0, **given)
    return made


def as_pages(document: Document, ppi: float) -> list[bytes]:
    """The same as one picture a page, for whoever wants to look at it."""
    found: Any = typst.compile(TEMPLATE.read_bytes(), format="png", ppi=ppi, **_given(document))
    return found if isinstance(found, list) else [found]


def _given(document: Document) -> dict[str, Any]:
    """The words, and the project's own typeface: nothing is looked for on the system or the network."""
    words = json.dumps(_settable(_plain(document)))
    return {"sys_inputs": {"document": words}, "font_paths": [str(FOLDER)], "ignore_system_fonts": True}


def _plain(document: Document) -> dict[str, Any]:
    on = document.about.on
    return {
        "title": document.title,
        "marking": document.marking,
        "as_of": document.about.as_of,
        "day": [on.year, on.month, on.day],
        "typeface": NAME,
        "about": document.about.facts,
        "blocks": [_block(one) for one in document.blocks],
    }


def _block(block: Block) -> dict[str, Any]:
    match block:
        case Heading(level, text):
            return {"is": "heading", "level": level, "text": text}
        case Text(text, soft):
            return {"is": "text", "text": text, "soft": soft}
        case Points(items):
            return {"is": "points", "items": items}
        case Mark(tone, word):
            return {"is": "mark", "tone": tone, "word": word}
        case Facts(pairs):
            return {"is": "facts", "pairs": pairs}
        case Numbers(cards):
            return {"is": "numbers", "cards": cards}
        case Table():
            rows = [[said(value) for value in row] for row in block.rows]
            right = [_is_numbers(block, place) for place, _ in enumerate(block.headings)]
            return {"is": "table", "caption": block.caption, "headings": block.headings, "rows": rows} | {
                "widths": widths(block),
                "right": right,
            }
        case Picture(spec, says):
            return {"is": "picture", "svg": {"raw": as_svg(spec)}, "says": says}
        case NewPage():
            return {"is": "page"}


def _is_numbers(table: Table, place: int) -> bool:
    values = [row[place] for row in table.rows if row[place] is not None]
    return bool(values) and all(isinstance(value, int | float) for value in values)


def _settable(value: Any) -> Any:
    """Every word as the typeface can set it; drawings are left alone."""
    if isinstance(value, str):
        return settable(value)
    if isinstance(value, dict):
        return value["raw"] if value.keys() == {"raw"} else {key: _settable(inner) for key, inner in value.items()}
    return [_settable(inner) for inner in value] if isinstance(value, list | tuple) else value
