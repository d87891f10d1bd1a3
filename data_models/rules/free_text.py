"""What people type, cleaned at one place: line ends alike, and no characters that are not seen but change what is."""

import unicodedata

KEPT = frozenset("\n\t")
# Control characters, invisible formatting (bidirectional marks and overrides among it), and unpaired surrogates.
UNSEEN = frozenset({"Cc", "Cf", "Cs"})
# Joiners that emoji and some scripts need to be drawn as one.
JOINERS = frozenset("\u200c\u200d")


def cleaned(text: str) -> str:
    """The text as it is kept: composed, unseen characters gone, ends of lines alike, nothing before or after."""
    composed = unicodedata.normalize("NFC", text.replace("\r\n", "\n").replace("\r", "\n"))
    return "".join(c for c in composed if c in KEPT or c in JOINERS or unicodedata.category(c) not in UNSEEN).strip()
