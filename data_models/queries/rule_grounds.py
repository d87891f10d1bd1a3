"""Which rules hold in an area on a day, on the ground of its rows: today's, or those of a past month."""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date

from data_models.queries.matters import account_from
from data_models.queries.rule_joins import joined
from data_models.queries.rule_rows import Rows
from data_models.queries.together import Found, grouped
from data_models.rules import flag_firing as firing
from data_models.rules.flag_firing import Fired, Graded
from data_models.rules.known_dates import KnownDate
from data_models.rules.matters import Matter
from data_models.rules.references import Kind, reference
from data_models.rules.settings import Thresholds
from data_models.vocabulary import CoverRole, ItemStatus, MatterKind, ReviewKind

NOTIFIED_KIND = ReviewKind.SERIOUS_INCIDENT_REVIEW


@dataclass(frozen=True)
class RuleGround:
    """One area on a day: `found` as the account of what is owed reads it, and what else the rules ask for."""

    area_code: str
    found: Mapping[str, list[Found]]
    evaluations: tuple[Found, ...]
    notified_on: tuple[date, ...]
    notified_since: date | None
    roles_kept: frozenset[CoverRole]


def rule_grounds(rows: Rows, on: date) -> dict[str, RuleGround]:
    """Every area by its code, in the order of the codes."""
    found = joined(rows)
    notified = [
        one
        for one in rows["review_notification"]
        if one["kind"] is NOTIFIED_KIND and one["notified_on"] is not None and one["notified_on"] <= on
    ]
    kept = frozenset(one["role"] for one in found["assignments"] if one["starts_on"] <= on)
    since = min((one["notified_on"] for one in notified), default=None)
    parts = {name: _by_area(each) for name, each in found.items()}
    told = _by_area(notified)
    return {
        code: RuleGround(
            area_code=code,
            # What else the account of what is owed asks for is of no interest to a rule.
            found=defaultdict(list, {name: each.get(code, []) for name, each in parts.items()}),
            evaluations=tuple(parts["evaluations"].get(code, [])),
            notified_on=tuple(one["notified_on"] for one in told.get(code, [])),
            notified_since=since,
            roles_kept=kept,
        )
        for code in sorted(one["gss_code"] for one in rows["area"])
    }


def matters_of(ground: RuleGround, on: date, thresholds: Thresholds) -> tuple[Matter, ...]:
    """What is owed in the area that day, so far as a rule asks."""
    return account_from(ground.found, on, thresholds).matters


def fired_in(ground: RuleGround, matters: Iterable[Matter], on: date, thresholds: Thresholds) -> tuple[Fired, ...]:
    """Every rule that holds in the area that day, given what is owed there (`matters_of`)."""
    owed: dict[MatterKind, list[Matter]] = {kind: [] for kind in MatterKind}
    for matter in matters:
        owed[matter.kind].append(matter)
    found = [
        *_of_items(owed, ground, on, thresholds),
        *(firing.plan_is_overdue(one.reference, one.due_on, on) for one in owed[MatterKind.PLAN_DUE]),
        *(firing.is_weak_twice(one, on, thresholds) for one in _graded(ground)),
        *(
            firing.intention_is_missing(one.reference, one.detail or "", one.due_on, on, thresholds)
            for one in owed[MatterKind.INTENTION_MISSING]
        ),
        *_of_the_area(owed, ground, on, thresholds),
    ]
    return tuple(one for one in found if one is not None)


Owed = Mapping[MatterKind, list[Matter]]


def _of_items(owed: Owed, ground: RuleGround, on: date, thresholds: Thresholds) -> Iterator[Fired | None]:
    awaited = owed[MatterKind.ACTION_DUE]
    yield firing.several_actions_overdue(
        {one.reference: one.due_on for one in awaited if one.due_on is not None}, on, thresholds
    )
    for one in awaited:
        if one.due_on is not None:
            yield firing.is_postponed_again(one.reference, one.number or 0, one.due_on, thresholds)
    for one in owed[MatterKind.CLAIM_TO_VERIFY]:
        if one.since is not None:
            yield firing.claim_is_unverified(one.reference, one.since, on, thresholds)
    for item in ground.found["items"]:
        if item["status"] is ItemStatus.DISPUTED and item["disputed_on"] is not None:
            name = reference(Kind.PLAN, item["plan_id"], item["number"])
            yield firing.dispute_is_unsettled(name, item["disputed_on"], on, thresholds)


def _of_the_area(owed: Owed, ground: RuleGround, on: date, thresholds: Thresholds) -> Iterator[Fired | None]:
    code = ground.area_code
    for one in owed[MatterKind.CONTACT_DUE]:
        yield firing.contact_is_missed(code, one.since, one.due_on, one.number or 0, thresholds)
    late = [one for one in owed[MatterKind.PURPOSE_UNTOUCHED] if one.is_overdue(on)]
    yield firing.purposes_are_untouched(code, {one.purpose: one.since for one in late if one.purpose}, thresholds)
    # A post that was never held is a gap only once the record keeps who holds such posts.
    gaps = {
        one.role: one.since
        for one in owed[MatterKind.COVER_GAP]
        if one.role in ground.roles_kept and (one.since is None or one.since <= on)
    }
    yield firing.is_uncovered(code, gaps)
    last = max(ground.notified_on, default=None)
    yield firing.nothing_is_notified(code, last, ground.notified_since, on, thresholds)


def _graded(ground: RuleGround) -> Iterator[list[Graded]]:
    """The published evaluations of each indicator, earliest first."""
    for theirs in grouped(ground.evaluations, "indicator_id").values():
        known = [(KnownDate(one["published_on"], one["published_precision"]).latest, one) for one in theirs]
        dated = sorted(((day, one) for day, one in known if day is not None), key=lambda each: (each[0], each[1]["id"]))
        yield [
            Graded(reference(Kind.EVALUATION, one["id"]), one["grade"], day, one["is_answered"]) for day, one in dated
        ]


def _by_area(found: Iterable[Found]) -> dict[str, list[Found]]:
    areas: dict[str, list[Found]] = {}
    for one in found:
        areas.setdefault(one["area_code"], []).append(one)
    return areas
