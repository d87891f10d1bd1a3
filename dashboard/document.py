"""The HTML document every page starts from: Streamlit's own, with our style sheet and scripts added."""

import base64
import hashlib
import re
from dataclasses import dataclass
from pathlib import Path

import streamlit

ASSETS = Path(__file__).resolve().parent / "static"
_INDEX = Path(streamlit.__file__).resolve().parent / "static" / "index.html"
_INLINE_SCRIPT = re.compile(r"<script>(.*?)</script>", re.DOTALL)
_STYLE = '<link rel="stylesheet" href="./assets/dashboard.css?v={}" />'
_SCRIPT = '<script defer src="./assets/{}?v={}"></script>'
_SCRIPTS = ("dashboard.js", "drafts.js", "through.js", "wall.js", "meeting.js")
_NO_SCRIPT = "<noscript><p>The dashboard needs JavaScript. Please switch it on for this address.</p></noscript>"
_FIRST_MODULE = '<script type="module"'
# What is replaced, each found exactly once: the language, the name, the icon, and words meant for machines.
_REPLACED = (
    (r'<html lang="en">', '<html lang="en-GB">'),
    (r"<title>Streamlit</title>", "<title>Link inspector dashboard</title>"),
    (r'href="\./favicon\.png"', 'href="./assets/icon.svg" type="image/svg+xml"'),
    (r"<!--\s*Machine-readable.*?-->\s*<link rel=\"service-desc\"[^>]*>", ""),
    (r"<noscript>.*?</noscript>", _NO_SCRIPT),
)


@dataclass(frozen=True, slots=True)
class Document:
    """The page as sent, and the scripts in it that the browser may run although they are not files."""

    html: str
    script_hashes: tuple[str, ...]


def document() -> Document:
    """Streamlit's installed document with ours in it. Start-up fails where it is not as expected."""
    html = _INDEX.read_text(encoding="utf-8")
    scripts = "".join(_SCRIPT.format(name, _fingerprint(name)) for name in _SCRIPTS)
    additions = _STYLE.format(_fingerprint("dashboard.css")) + scripts
    # Before Streamlit's own script, because ours tells it where the server is.
    for pattern, replacement in (*_REPLACED, (_FIRST_MODULE, f"{additions}{_FIRST_MODULE}")):
        html = _replaced(html, pattern, replacement)
    return Document(html, tuple(_sha256(script) for script in _INLINE_SCRIPT.findall(html)))


def _replaced(html: str, pattern: str, replacement: str) -> str:
    html, found = re.subn(pattern, lambda _match: replacement, html, flags=re.DOTALL)
    if found != 1:
        raise RuntimeError(f"Streamlit's document has {pattern} {found} times, not once: unsupported version.")
    return html


def _fingerprint(name: str) -> str:
    """Changes when the file does, so that browsers may keep it for a year."""
    return hashlib.sha256((ASSETS / name).read_bytes()).hexdigest()[:12]


def _sha256(script: str) -> str:
    return "sha256-" + base64.b64encode(hashlib.sha256(script.encode()).digest()).decode()
