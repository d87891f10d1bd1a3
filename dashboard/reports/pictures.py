"""Charts for documents: in the colours of paper and the typeface of the document, as vectors or sharp at print size."""

import json
import re
from functools import cache
from pathlib import Path
from typing import Any

import vl_convert

from dashboard.reports.typeface import FOLDER, NAME

STYLES = Path(__file__).resolve().parents[1] / "static" / "dashboard.css"
# The width of the text on paper in the chart's own points, and how many of its pixels a printer gets for each.
WIDE, SHARP = 620, 3.5
_NAMED = re.compile(r"var\((--[a-z0-9-]+)\)")


def as_svg(spec: dict[str, Any]) -> str:
    drawn: str = _ready().vegalite_to_svg(_on_paper(spec))
    return drawn


def as_png(spec: dict[str, Any]) -> bytes:
    drawn: bytes = _ready().vegalite_to_png(_on_paper(spec), scale=SHARP)
    return drawn


@cache
def _ready() -> Any:
    vl_convert.register_font_directory(str(FOLDER))
    return vl_convert


def _on_paper(spec: dict[str, Any]) -> dict[str, Any]:
    light = _light()
    plain = _NAMED.sub(lambda name: light[name[1]], json.dumps(spec))
    found: dict[str, Any] = json.loads(plain)
    config = {**found.get("config", {}), "font": NAME, "background": "white"}
    return {**found, "width": WIDE, "config": config}


@cache
def _light() -> dict[str, str]:
    """The colours of the style sheet by name, as they are in the light theme."""
    sheet = STYLES.read_text(encoding="utf-8")
    return dict(re.findall(r"(--[a-z0-9-]+): light-dark\((#[0-9a-f]{6}),", sheet))
