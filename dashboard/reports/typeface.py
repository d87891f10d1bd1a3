"""The typeface of paper documents: the project's own, and what it can set.

A document that is promised to be readable by machines (PDF/UA) must not hold a character that its typeface lacks, so
what people typed beyond these is shown as an empty square. Word has the recipient's typefaces and gets every character.
"""

import unicodedata
from pathlib import Path

FOLDER = Path(__file__).resolve().parent / "fonts"
NAME = "Briefing Sans"
NOT_SET = "□"
# Latin with every accent of European languages, Greek, Cyrillic, and the punctuation and shapes we use.
SET = (
    *((0x20, 0x7E), (0xA0, 0xAC), (0xAE, 0x17F), (0x218, 0x21B), (0x38E, 0x3A1), (0x3A3, 0x3CE), (0x400, 0x45F)),
    *((0x1E80, 0x1E85), (0x1EA0, 0x1EF9), (0x2010, 0x201E), (0x2020, 0x2022), (0x2026, 0x2026), (0x2030, 0x2030)),
    *((0x2032, 0x2033), (0x2039, 0x203A), (0x2044, 0x2044), (0x20AC, 0x20AC), (0x2116, 0x2116), (0x2122, 0x2122)),
    *((0x2190, 0x2193), (0x2212, 0x2212), (0x2248, 0x2248), (0x2260, 0x2260), (0x2264, 0x2265), (0x25A0, 0x25A1)),
    *((0x25B2, 0x25B2), (0x25BC, 0x25BC), (0x25C6, 0x25C6), (0x25CB, 0x25CB), (0x25CF, 0x25CF), (0x2713, 0x2714)),
)
_CODES = frozenset(code for first, last in SET for code in range(first, last + 1)) | {0x0A}


def settable(text: str) -> str:
    """The text with an empty square for every character that the typeface does not have."""
    composed = unicodedata.normalize("NFC", text.replace("\t", " "))
    return "".join(one if ord(one) in _CODES else NOT_SET for one in composed)
