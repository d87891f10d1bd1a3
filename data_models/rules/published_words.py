"""The words of published reports as typed values: names, dates, programmes. What is not said is never typed."""

import re
from dataclasses import dataclass, replace
from datetime import date

from data_models.rules.known_dates import UNKNOWN_DATE, KnownDate
from data_models.vocabulary import DatePrecision, Scale, ScrutinyType, Strand

# Records of strategic scrutiny in this form begin after the social work inspections of the early 2000s.
EARLIEST_YEAR = 2000
NUMBER_WORDS = {
    word: number
    for number, word in enumerate(
        ["one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten", "eleven", "twelve", "thirteen"],
        1,
    )
}
ORDINALS = {"first": 1, "second": 2, "third": 3}


def plain_name(text: str) -> str:
    """A name in the form in which names are compared: case, ampersands, dashes, a leading article set aside."""
    plain = re.sub(r"[‐-―]", "-", text.casefold()).replace("&", " and ")
    plain = re.sub(r"\s+", " ", plain).strip()
    return plain.removeprefix("the ")


def number_said(text: str) -> int | None:
    """'seven' or '7' -> 7; anything else -> None."""
    word = text.strip().casefold()
    if word in NUMBER_WORDS:
        return NUMBER_WORDS[word]
    return int(word) if re.fullmatch(r"[0-9]{1,3}", word) else None


def known_text(known: KnownDate) -> str:
    """As a published file writes it: '2018-07-04', '2018-07', '2018' or 'undated'."""
    length = {DatePrecision.DAY: 10, DatePrecision.MONTH: 7, DatePrecision.YEAR: 4, DatePrecision.UNKNOWN: 0}
    shown = known.day.isoformat()[: length[known.precision]] if known.day else ""
    return shown or "undated"


def known_date(text: str) -> KnownDate | None:
    """'2018-07-04', '2018-07', '2024' or '' -> the date with its precision; None when it is no such date.

    Other orders ('04/10/2016') are not guessed at: day and month could be exchanged.
    """
    if not text:
        return UNKNOWN_DATE
    match = re.fullmatch(r"([0-9]{4})(?:-([0-9]{2})(?:-([0-9]{2}))?)?", text)
    if not match or int(match[1]) < EARLIEST_YEAR:
        return None
    year, month, day = (int(part) if part else None for part in match.groups())
    precision = DatePrecision.DAY if day else DatePrecision.MONTH if month else DatePrecision.YEAR
    try:
        return KnownDate(date(year or 0, _one(match[2]), _one(match[3])), precision)
    except ValueError:
        return None


def _one(part: str | None) -> int:
    return 1 if part is None else int(part)


@dataclass(frozen=True)
class ProgrammeReading:
    """What a programme's words in a published file mean.

    `round` orders the programmes of one strand (0: round not stated) and `first_year` is the first in which it
    reported: both place undated reports. `review_number` is told only where the words say first or second.
    """

    code: str
    strand: Strand
    scrutiny_type: ScrutinyType
    scale: Scale
    round: int = 0
    first_year: int | None = None
    takes_part: bool = False
    review_number: int | None = None
    interim: bool = False
    theme: str = ""

    @property
    def is_review(self) -> bool:
        return self.scrutiny_type is ScrutinyType.PROGRESS_REVIEW


def _inspection(
    code: str, strand: Strand, nth: int, first_year: int, scale: Scale = Scale.SIX_POINT
) -> ProgrammeReading:
    return ProgrammeReading(code, strand, ScrutinyType.INSPECTION, scale, nth, first_year)


def _review(code: str, strand: Strand, nth: int = 0, first_year: int | None = None) -> ProgrammeReading:
    return ProgrammeReading(code, strand, ScrutinyType.PROGRESS_REVIEW, Scale.PROGRESS, nth, first_year)


def _part(code: str, strand: Strand, scrutiny_type: ScrutinyType) -> ProgrammeReading:
    return ProgrammeReading(code, strand, scrutiny_type, Scale.NONE, takes_part=True)


_STATEMENT = Scale.ASP_STATEMENT
_THEMATIC = ScrutinyType.THEMATIC_REVIEW
_SELF = ScrutinyType.SUPPORTED_SELF_EVALUATION

PROGRAMMES = {
    "asp joint inspection 2017/18": _inspection("asp-2017-18", Strand.PROTECTION, 1, 2017),
    "asp phase 1": _inspection("asp-phase-1", Strand.PROTECTION, 2, 2020, _STATEMENT),
    "asp phase 2": _inspection("asp-phase-2-year-1", Strand.PROTECTION, 3, 2023, _STATEMENT),
    "asp phase 2 (re-inspection of 2017/18 areas)": _inspection(
        "asp-phase-2-year-1", Strand.PROTECTION, 3, 2023, _STATEMENT
    ),
    "asp progress review": _review("asp-phase-2-year-2", Strand.PROTECTION, 4, 2023),
    "joint inspection: children and young people (2012-17)": _inspection("children-2012-17", Strand.CHILDREN, 1, 2012),
    "joint inspection: children in need of care and protection (2018-20)": _inspection(
        "children-in-need-2018-20", Strand.CHILDREN, 2, 2018
    ),
    "joint inspection: children at risk of harm": _inspection("children-at-risk-of-harm", Strand.CHILDREN, 3, 2021),
    "joint inspection: compulsory supervision orders at home (2025-26)": _inspection(
        "cso-at-home", Strand.CHILDREN, 4, 2025
    ),
    "progress review: children and young people": _review("children-and-young-people", Strand.CHILDREN),
    "joint inspection: older people": _inspection("older-people-2013-17", Strand.ADULTS, 1, 2013),
    "progress review: older people": _review("older-people-2013-17", Strand.ADULTS, 1, 2013),
    "joint inspection: adults strategic planning": _inspection("adults-strategic-planning", Strand.ADULTS, 2, 2017),
    "joint inspection: adult services": _inspection("adults-integration", Strand.ADULTS, 3, 2022),
    "justice social work inspection: community payback orders": _inspection(
        "jsw-community-payback-orders", Strand.JUSTICE, 1, 2018
    ),
    "community justice supported and validated self-evaluation": _part(
        "community-justice-self-evaluation", Strand.JUSTICE, _SELF
    ),
    "thematic review participation: disabled children and young people": _part(
        "thematic-disabled-children", Strand.CHILDREN, _THEMATIC
    ),
    "thematic review participation: care experienced young people (throughcare and aftercare)": _part(
        "thematic-care-experienced", Strand.CHILDREN, _THEMATIC
    ),
}
_DECORATION = re.compile(r" \((first|second|third|interim report|first published)\)$")
_THEMED = re.compile(r"(joint inspection: adult services) \(([^()]+)\)")


def programme_read(text: str) -> ProgrammeReading | None:
    """The programme that these words name, with 'first', 'second' or 'interim' told apart; None when unknown."""
    plain = re.sub(r"\s+", " ", text.casefold()).strip()
    themed = _THEMED.fullmatch(plain)
    if themed:
        return replace(PROGRAMMES[themed[1]], theme=themed[2])
    decoration = _DECORATION.search(plain)
    if not decoration:
        return PROGRAMMES.get(plain)
    found = PROGRAMMES.get(plain[: decoration.start()])
    return _decorated(found, decoration[1]) if found else None


def _decorated(found: ProgrammeReading, said: str) -> ProgrammeReading | None:
    if said in ORDINALS:
        return replace(found, review_number=ORDINALS[said]) if found.is_review else None
    if said == "interim report":
        return replace(found, interim=True)
    return found


def sources_read(text: str) -> tuple[str, ...]:
    """The addresses of one cell; a stored page that has no address is called what it is."""
    parts = (part.strip() for part in text.split(" ; "))
    return tuple(re.sub(r"^seed:([0-9]+)_.*$", r"Care Inspectorate web page, stored copy \1", p) for p in parts if p)
