"""Areas that took part in a national review or a self-evaluation: never an inspection with grades."""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from data_models.rules.known_dates import UNKNOWN_DATE, KnownDate
from data_models.rules.published_file import VerbatimRow
from data_models.rules.published_judgements import NOT_EVALUATED
from data_models.rules.published_words import ProgrammeReading, known_text, sources_read
from data_models.rules.timescales import MONTHS
from data_models.vocabulary import DatePrecision, Standing

MONTH_TO_MONTH = re.compile(rf"({'|'.join(MONTHS)}) (20[0-9]{{2}}) to ({'|'.join(MONTHS)}) (20[0-9]{{2}})")
YEAR_TO_YEAR = re.compile(r"\b(20[0-9]{2})-([0-9]{2})\b")


@dataclass(frozen=True)
class ParticipationFacts:
    """One partnership's part, with all its areas. `standing` is not evaluated where the source says so."""

    key: str
    programme: ProgrammeReading
    area_codes: tuple[str, ...]
    partnership_name: str
    phase: str
    starts: KnownDate
    ends: KnownDate
    published: KnownDate
    standing: Standing
    verbatim: str
    feedback: str
    rows: tuple[int, ...]
    sources: tuple[str, ...]


def participations_read(
    group: Sequence[tuple[VerbatimRow, str, ProgrammeReading, KnownDate]],
) -> ParticipationFacts:
    """The rows of one partnership's part, with (row, area code, programme, date of the national report)."""
    row, _, programme, published = group[0]
    codes = tuple(dict.fromkeys(code for _, code, _, _ in group))
    starts, ends = period_read(row.grade_or_statement)
    said = row.grade_or_statement.casefold()
    return ParticipationFacts(
        key=f"{programme.code}/part/{'+'.join(sorted(codes))}/{known_text(published)}",
        programme=programme,
        area_codes=codes,
        partnership_name=row.partnership_name,
        phase=phase_read(row.grade_or_statement),
        starts=starts,
        ends=ends,
        published=published,
        standing=Standing.NOT_EVALUATED if NOT_EVALUATED.search(said) else Standing.MISSING,
        verbatim=row.grade_or_statement,
        feedback=row.follow_up_stated,
        rows=tuple(one.number for one, _, _, _ in group),
        sources=tuple(dict.fromkeys(s for one, _, _, _ in group for s in sources_read(one.source_url))),
    )


def phase_read(words: str) -> str:
    """'phase two area; partnerships were not ...' -> 'phase two area'; 'participated 2018-20' -> 'participated'."""
    first = re.split(r"[;,]", words)[0]
    return YEAR_TO_YEAR.sub("", first).strip()


def period_read(words: str) -> tuple[KnownDate, KnownDate]:
    """'September 2023 to March 2024' or '2018-20' -> its two ends; unknown dates where no period is told."""
    months = MONTH_TO_MONTH.search(words.casefold())
    if months:
        return _month(months[1], months[2]), _month(months[3], months[4])
    years = YEAR_TO_YEAR.search(words)
    if years and int(years[2]) > int(years[1][2:]):
        return _year(int(years[1])), _year(int(years[1][:2] + years[2]))
    return UNKNOWN_DATE, UNKNOWN_DATE


def _month(name: str, year: str) -> KnownDate:
    return KnownDate(date(int(year), MONTHS.index(name) + 1, 1), DatePrecision.MONTH)


def _year(year: int) -> KnownDate:
    return KnownDate(date(year, 1, 1), DatePrecision.YEAR)
