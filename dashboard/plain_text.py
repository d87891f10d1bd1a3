"""Text without the characters that do something: for screens and files alike."""

# Marks that reorder or hide neighbouring text: they can make a sentence read as another one.
_DECEPTIVE = frozenset("\u202a\u202b\u202c\u202d\u202e\u2066\u2067\u2068\u2069\u200b\u200e\u200f\u2028\u2029\ufeff")


def clean(text: str) -> str:
    """The same words without control characters, lone surrogates and marks that reorder text."""
    text = text.encode("utf-8", "replace").decode().replace("\r\n", "\n").replace("\r", "\n")
    return "".join(c if _is_plain(c) else "\ufffd" for c in text)


def _is_plain(character: str) -> bool:
    if character in "\n\t":
        return True
    code = ord(character)
    return code >= 32 and not 127 <= code < 160 and character not in _DECEPTIVE
