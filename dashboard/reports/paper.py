"""Documents to PDF, set by Typst: tagged, in one language, readable by machines (PDF/UA-1).

What people typed reaches the template as data, never as part of it: nothing in it can be markup.
"""

import json
import subprocess
import sys
from pathlib import Path
from typing import Any

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
from dashboard.reports.typeface import NAME, settable

SETTER = Path(__file__).resolve().parent / "typesetting.py"
# Nothing takes so long: the longest document there is takes a second.
PATIENCE = 60


def as_pdf(document: Document) -> bytes:
    """The document; equal byte for byte for equal documents."""
    words = json.dumps(_settable(_plain(document))).encode()
    # Isolated: it needs neither our code nor what the environment knows.
    command = [sys.executable, "-I", str(SETTER)]
    done = subprocess.run(command, input=words, stdout=subprocess.PIPE, check=True, timeout=PATIENCE, env={})
    return done.stdout


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
