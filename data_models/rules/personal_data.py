"""What people type: cleaned at one place, measured, and checked for what looks like personal data.

Care Inspectorate, joint inspections: reports "do not include any information about them or their family, or anything
that could identify them"; partnerships are told "we do not need personal identifiers". A finding is a warning, never a
refusal: a pattern cannot know what it found.
"""

import re
import unicodedata
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from data_models.rules.settings import Thresholds


class PersonalDataKind(StrEnum):
    CHI_NUMBER = "chi_number"
    TEN_DIGITS = "ten_digits"
    DATE_OF_BIRTH = "date_of_birth"
    POSTCODE = "postcode"
    EMAIL = "email"
    TELEPHONE = "telephone"
    PERSON = "person"


@dataclass(frozen=True)
class Finding:
    """Something that looks like personal data, at these places of the text."""

    kind: PersonalDataKind
    start: int
    end: int


DAY = r"(?:0?[1-9]|[12]\d|3[01])"
MONTH_NAME = r"(?:jan|feb|mar|apr|may|jun|jul|aug|sep|oct|nov|dec)[a-z]*"
DATE = "|".join(
    (
        rf"{DAY}[./-](?:0?[1-9]|1[0-2])[./-]\d{{2,4}}",
        rf"{DAY}(?:st|nd|rd|th)?\s{MONTH_NAME},?\s\d{{2,4}}",
        r"\d{4}-\d{2}-\d{2}",
    )
)
TITLE = r"(?:Mr|Mrs|Ms|Miss|Mx|Master)"
SUBJECT = r"(?:[Cc]hild|[Ss]ibling|[Bb]aby|[Aa]dult|[Cc]lient|[Pp]atient|[Ss]ervice user|[Yy]oung person)"

PATTERNS: tuple[tuple[PersonalDataKind, re.Pattern[str]], ...] = (
    (PersonalDataKind.EMAIL, re.compile(r"[\w.+'-]{1,64}@[A-Za-z0-9-]{1,63}(?:\.[A-Za-z0-9-]{1,63}){1,6}")),
    (PersonalDataKind.TEN_DIGITS, re.compile(r"(?<!\d)\d{6}[ -]?\d{4}(?!\d)")),
    (
        PersonalDataKind.TELEPHONE,
        re.compile(r"(?<![\d+])(?:\+44\s?(?:\(0\)\s?)?|\(?0)\d{2,4}\)?(?:[ -]?\d{2,4}){2,3}(?!\d)"),
    ),
    (
        PersonalDataKind.DATE_OF_BIRTH,
        re.compile(
            rf"\b(?:d\.?o\.?b\.?|date of birth|born(?: on)?|birthday)(?: is| was|:)?\s{{0,3}}(?:{DATE})", re.IGNORECASE
        ),
    ),
    (
        PersonalDataKind.POSTCODE,
        re.compile(r"\b[A-Z]{1,2}\d[A-Z\d]?\s?\d(?!(?:st|nd|rd|th)\b)[ABD-HJLNP-UW-Z]{2}\b", re.IGNORECASE),
    ),
    (PersonalDataKind.PERSON, re.compile(rf"\b{TITLE}\.?\s[A-Z][\w'-]*")),
    (PersonalDataKind.PERSON, re.compile(rf"\b{SUBJECT}\s[A-Z]{{1,2}}\b")),
)


def findings_in(text: str) -> tuple[Finding, ...]:
    """What looks like personal data, in the order of the text. What two patterns see, the first one keeps."""
    kept: list[Finding] = []
    for found in _matches(text):
        if not any(found.start < other.end and other.start < found.end for other in kept):
            kept.append(found)
    return tuple(sorted(kept, key=lambda one: (one.start, one.end)))


def looks_like_chi(digits: str) -> bool:
    """Ten digits that begin with a day, month and year, as a Community Health Index number does."""
    bare = re.sub(r"\D", "", digits)
    return len(bare) == 10 and _is_day_of(int(bare[:2]), int(bare[2:4]), int(bare[4:6]))


def is_withheld(count: int, thresholds: Thresholds) -> bool:
    """A count of people so small that it could point at somebody. None at all points at nobody."""
    return 0 < count < thresholds.small_count


# --- cleaning ---

LINE_ENDS = re.compile("\r\n|[\r\n\x0b\x0c\x85\u2028\u2029]")
INVISIBLE = re.compile(
    "[\u00ad\u061c\u180e\u200b\u200e\u200f\u202a-\u202e\u2060-\u206f\ufeff\ufff9-\ufffb\U000e0000-\U000e007f]"
)
UNUSABLE = re.compile(
    "[\x00-\x08\x0e-\x1f\x7f-\x9f\ud800-\udfff\ufdd0-\ufdef"
    + "".join(chr(plane << 16 | 0xFFFE) + chr(plane << 16 | 0xFFFF) for plane in range(17))
    + "]"
)


@dataclass(frozen=True)
class TooLong:
    """A text over its limit, in characters."""

    limit: int
    length: int

    @property
    def over(self) -> int:
        return self.length - self.limit


def has_words(text: str) -> bool:
    """Whether it says anything at all: a full stop or a number is no reason."""
    return any(one.isalpha() for one in text)


def clean_text(text: str) -> str:
    """The text as it is kept: one kind of line end, no character that hides or turns others, composed accents.

    What cannot be shown or stored at all (control characters, lone surrogates, codes that are no characters) becomes
    the replacement character, so that it is seen that something stood there. Cleaning twice changes nothing.
    """
    lines = LINE_ENDS.sub("\n", text)
    return unicodedata.normalize("NFC", UNUSABLE.sub("\ufffd", INVISIBLE.sub("", lines)))


def within(text: str, limit: int) -> TooLong | None:
    """What is wrong with the length of a cleaned text; None when nothing is."""
    return TooLong(limit, len(text)) if len(text) > limit else None


def _matches(text: str) -> Iterator[Finding]:
    for kind, pattern in PATTERNS:
        for match in pattern.finditer(text):
            is_chi = kind is PersonalDataKind.TEN_DIGITS and looks_like_chi(match[0])
            yield Finding(PersonalDataKind.CHI_NUMBER if is_chi else kind, match.start(), match.end())


def _is_day_of(day: int, month: int, short_year: int) -> bool:
    return any(_is_date(century + short_year, month, day) for century in (1900, 2000))


def _is_date(year: int, month: int, day: int) -> bool:
    try:
        date(year, month, day)
    except ValueError:
        return False
    return True
