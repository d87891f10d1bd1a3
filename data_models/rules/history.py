"""Reading the published past honestly: which trigger has a sequel that the sources tell, and which has not.

A trigger whose sequel is told is closed by it. One whose sequel is not told is "sequel not established": accounted for
and visible, asking nobody for anything, so that no area is red today for an evaluation of long ago.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from data_models.rules.clocks import add_months
from data_models.rules.known_dates import UNKNOWN_DATE, KnownDate, surely_before
from data_models.rules.settings import Thresholds
from data_models.vocabulary import CandidateState, ScrutinyType, Strand


class SequelKind(StrEnum):
    PROGRESS_REVIEW = "progress_review"
    LATER_INSPECTION = "later_inspection"


# Thematic reviews, self-evaluations and inquiries "may or may not evaluate": they answer no earlier evaluation.
SEQUEL_IS: dict[ScrutinyType, SequelKind | None] = {
    ScrutinyType.INSPECTION: SequelKind.LATER_INSPECTION,
    ScrutinyType.PROGRESS_REVIEW: SequelKind.PROGRESS_REVIEW,
    ScrutinyType.THEMATIC_REVIEW: None,
    ScrutinyType.SUPPORTED_SELF_EVALUATION: None,
    ScrutinyType.INQUIRY: None,
    ScrutinyType.OTHER: None,
}


@dataclass(frozen=True)
class PastScrutiny:
    """One published piece of scrutiny of one area. `follows` is the inspection it says it follows."""

    inspection_id: int
    scrutiny_type: ScrutinyType
    strand: Strand | None
    published: KnownDate = UNKNOWN_DATE
    follows: int | None = None


@dataclass(frozen=True)
class Sequel:
    """What the sources tell came after; `is_named` where it says itself what it follows."""

    kind: SequelKind
    inspection_id: int
    is_named: bool


def sequel_of(triggering: PastScrutiny, others: Iterable[PastScrutiny]) -> Sequel | None:
    """The first sequel that the sources tell, all of one area; None when none is established.

    A progress review that names the inspection comes before anything that only follows it in time. One that names
    another inspection is not ours. Where the order of two dates is not certain, nothing is established.
    """
    found = [one for one in others if answers(one, triggering)]
    if not found:
        return None
    first = min(found, key=lambda one: (one.follows is None, one.published.earliest or date.max, one.inspection_id))
    kind = SEQUEL_IS[first.scrutiny_type]
    return None if kind is None else Sequel(kind, first.inspection_id, is_named=first.follows is not None)


def is_history(published: KnownDate, on: date, thresholds: Thresholds) -> bool:
    """Old enough, when it enters the record, that no decision is asked for today. An unknown date is history."""
    return published.latest is None or add_months(published.latest, thresholds.history_months) < on


def state_on_entry(published: KnownDate, on: date, thresholds: Thresholds, *, has_sequel: bool) -> CandidateState:
    """Where an imported trigger stands: closed by its sequel, not established, or owed today because it is recent."""
    if has_sequel:
        return CandidateState.CLOSED
    is_old = is_history(published, on, thresholds)
    return CandidateState.SEQUEL_NOT_ESTABLISHED if is_old else CandidateState.OWED


def answers(later: PastScrutiny, earlier: PastScrutiny) -> bool:
    """Whether the later can have answered the earlier, both of one area: it says itself that it follows it, or names
    none, came after it for certain and looked at the same strand. What was weak for children no report on adults ends.
    """
    if later.inspection_id == earlier.inspection_id or SEQUEL_IS[later.scrutiny_type] is None:
        return False
    if later.follows is not None:
        return later.follows == earlier.inspection_id
    same_strand = later.strand is not None and later.strand is earlier.strand
    return same_strand and surely_before(earlier.published, later.published)
