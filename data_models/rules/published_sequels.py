"""What came after each weak evaluation of the published record: the review or inspection that the sources tell."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from data_models.rules.history import PastScrutiny, SequelKind, sequel_of
from data_models.rules.published_facts import EvaluationFact, InspectionFacts, TotalFact


class Ground(StrEnum):
    """Why a sequel is, or is not, established."""

    REVIEW_OF_IT = "progress_review"
    LATER_INSPECTION = "later_inspection"
    SAID_TO_EXIST = "said_to_exist"
    NOT_ESTABLISHED = "not_established"


@dataclass(frozen=True)
class Account:
    """One weak evaluation (or total of them), and what the sources tell came after it.

    `sequels` are keys of inspections, the first first; empty where a sequel is only said to exist, or none is told.
    """

    inspection: InspectionFacts
    trigger: EvaluationFact | TotalFact
    covers: int
    ground: Ground
    sequels: tuple[str, ...]
    said: str


def reviewed_inspections(inspections: Sequence[InspectionFacts]) -> dict[str, str]:
    """Key of a progress review -> key of the inspection it reviews, where the record leaves no doubt.

    Same strand and area, and not certainly after the review; a first review is no later than its second. Where
    several remain, the review's own programme decides, then the report whose source says that a review followed,
    then, if all is dated, the last before it. Otherwise the review stays unlinked.
    """
    found: dict[str, str] = {}
    for review in inspections:
        if review.programme.is_review:
            original = _reviewed(review, inspections)
            if original:
                found[review.key] = original.key
    return found


def accounts(inspections: Sequence[InspectionFacts]) -> tuple[Account, ...]:
    """Every weak, unsatisfactory and adult-protection-weakness evaluation with its sequel, in the order of the file."""
    told = _told(inspections)
    return tuple(_account(one, trigger, told) for one in inspections for trigger in triggers_of(one))


@dataclass(frozen=True)
class _Told:
    """What the whole file tells of what came after what: reviews by the key of what they review, the past by area."""

    inspections: Sequence[InspectionFacts]
    reviews: Mapping[str, list[InspectionFacts]]
    past: Mapping[str, PastScrutiny]
    of_area: Mapping[str, list[PastScrutiny]]

    def of_the_same_areas(self, one: InspectionFacts) -> list[PastScrutiny]:
        found = {other.inspection_id: other for code in one.area_codes for other in self.of_area[code]}
        return [found[number] for number in sorted(found)]


def _told(inspections: Sequence[InspectionFacts]) -> _Told:
    follows = reviewed_inspections(inspections)
    numbers = {one.key: number for number, one in enumerate(inspections)}
    past = {one.key: _past(one, numbers, follows) for one in inspections}
    reviews: dict[str, list[InspectionFacts]] = {}
    of_area: dict[str, list[PastScrutiny]] = {}
    for one in inspections:
        reviews.setdefault(follows.get(one.key, ""), []).append(one)
        for code in one.area_codes:
            of_area.setdefault(code, []).append(past[one.key])
    return _Told(inspections, reviews, past, of_area)


def triggers_of(one: InspectionFacts) -> list[EvaluationFact | TotalFact]:
    """The evaluations and totals of one report after which somebody must decide."""
    judged: list[EvaluationFact | TotalFact] = [*one.evaluations, *one.totals]
    return [trigger for trigger in judged if trigger.calls_for_follow_up]


def _account(one: InspectionFacts, trigger: EvaluationFact | TotalFact, told: _Told) -> Account:
    covers = trigger.unnamed if isinstance(trigger, TotalFact) else 1
    ground, sequels = _sequels(one, told)
    return Account(one, trigger, covers, ground, sequels, one.follow_up.later)


def _sequels(one: InspectionFacts, told: _Told) -> tuple[Ground, tuple[str, ...]]:
    if reviews := told.reviews.get(one.key):
        return Ground.REVIEW_OF_IT, tuple(review.key for review in sorted(reviews, key=_order))
    found = sequel_of(told.past[one.key], told.of_the_same_areas(one))
    if found and found.kind is SequelKind.LATER_INSPECTION:
        return Ground.LATER_INSPECTION, (told.inspections[found.inspection_id].key,)
    return (Ground.SAID_TO_EXIST if one.follow_up.reviews_later else Ground.NOT_ESTABLISHED), ()


def _past(one: InspectionFacts, numbers: Mapping[str, int], follows: Mapping[str, str]) -> PastScrutiny:
    original = follows.get(one.key)
    return PastScrutiny(
        inspection_id=numbers[one.key],
        scrutiny_type=one.programme.scrutiny_type,
        strand=one.programme.strand,
        published=one.published,
        follows=numbers[original] if original else None,
    )


def _reviewed(review: InspectionFacts, inspections: Iterable[InspectionFacts]) -> InspectionFacts | None:
    by = min(_latest(other) for other in inspections if _same_series(review, other))
    possible = [one for one in inspections if _may_be_reviewed(one, review) and _earliest(one) <= by]
    for narrower in (
        [one for one in possible if one.programme.code == review.programme.code],
        [one for one in possible if one.follow_up.reviews_later],
    ):
        possible = narrower or possible
    if len(possible) == 1:
        return possible[0]
    dated = [one for one in possible if one.published.is_known]
    if not possible or len(dated) < len(possible) or not review.published.is_known:
        return None
    return max(dated, key=lambda one: one.published.earliest or date.min)


def _same_series(review: InspectionFacts, other: InspectionFacts) -> bool:
    """The review and those numbered after it, of its kind and area: a second review bounds when the first was."""
    later = (other.programme.review_number or 0) >= (review.programme.review_number or 0)
    same = other.programme.code == review.programme.code and other.programme.is_review
    return same and later and bool(set(other.area_codes) & set(review.area_codes))


def _may_be_reviewed(one: InspectionFacts, review: InspectionFacts) -> bool:
    shared = set(one.area_codes) & set(review.area_codes)
    return bool(shared) and not one.programme.is_review and one.programme.strand is review.programme.strand


def _earliest(one: InspectionFacts) -> date:
    first = one.programme.first_year
    return one.published.earliest or (date(first, 1, 1) if first else date.min)


def _latest(one: InspectionFacts) -> date:
    return one.published.latest or date.max


def _order(review: InspectionFacts) -> tuple[int, date]:
    return review.programme.review_number or 0, _earliest(review)
