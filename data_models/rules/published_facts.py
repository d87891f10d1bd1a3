"""What a published report states, as facts: evaluations by name, totals without names, follow-up as said."""

from dataclasses import dataclass

from data_models.rules.gradings import calls_for_follow_up
from data_models.rules.known_dates import KnownDate
from data_models.rules.published_follow_up import FollowUpSaid
from data_models.rules.published_judgements import Words, is_whole
from data_models.rules.published_words import ProgrammeReading
from data_models.vocabulary import Grade, Scale, Standing


@dataclass(frozen=True)
class Warned:
    """Something to look at in a row that was taken."""

    row: int
    sentence: str


@dataclass(frozen=True)
class EvaluationFact:
    """One judgement on one indicator, or on the whole report where `covers_whole` (then `indicator` may be empty)."""

    row: int
    indicator: str
    words: Words
    sources: tuple[str, ...]

    @property
    def covers_whole(self) -> bool:
        return is_whole(self.indicator)

    @property
    def calls_for_follow_up(self) -> bool:
        w = self.words
        return calls_for_follow_up(
            scale=w.scale, grade=w.grade, statement=w.statement, standing=w.standing, published=True
        )


@dataclass(frozen=True)
class TotalFact:
    """A count of one grade without names; `unnamed` of `total` are not among the named evaluations of the report."""

    row: int
    label: str
    grade: Grade
    total: int
    unnamed: int
    overlaps_named: bool
    verbatim: str
    sources: tuple[str, ...]

    @property
    def calls_for_follow_up(self) -> bool:
        return self.unnamed > 0 and calls_for_follow_up(
            scale=Scale.SIX_POINT, grade=self.grade, statement=None, standing=Standing.EVALUATED, published=True
        )


@dataclass(frozen=True)
class InspectionFacts:
    """One published report. `key` is the same whenever the same report is read, so that a second import finds it."""

    key: str
    programme: ProgrammeReading
    area_codes: tuple[str, ...]
    partnership_name: str
    published: KnownDate
    evaluations: tuple[EvaluationFact, ...]
    totals: tuple[TotalFact, ...]
    follow_up: FollowUpSaid
    rows: tuple[int, ...]
    sources: tuple[str, ...]
