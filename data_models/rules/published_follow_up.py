"""What a published report says about follow-up, kept apart from what is known to have happened later."""

import re
from collections.abc import Iterable
from dataclasses import dataclass

from data_models.rules.published_words import number_said
from data_models.vocabulary import ReviewOutcome

LATER = "later:"
PLAN_REQUESTED = re.compile(
    r"\b(?:asked to|will request|asked for|called for|expected to|requested?)\b.*\bplan\b"
    r"|\bplan (?:is |was )?(?:asked|called) for\b"
)
REVIEW_INTENDED = re.compile(r"\breturn to review\b|\bprogress review\b|\breturn visit\b|\bre-?inspect")
MONITORING_INTENDED = re.compile(
    r"\b(?:would|will|to) monitor (?:progress|improvement)\b|\bcontinue to (?:monitor|engage)\b"
)
TIMESCALE = re.compile(
    r"\bwithin [\w -]+\b(?:week|month|year)s?\b|\b(?:in|during|by|before)(?: the end of)?(?: [a-z]+)? 20[0-9]{2}\b"
)
REVIEWS_LATER = re.compile(r"\b(?:(\w+) )?progress reviews?\b")
OUTCOMES = (
    (re.compile(r"\bno further inspections\b"), ReviewOutcome.NO_FURTHER_INSPECTIONS),
    (re.compile(r"\b(?:second|third|further) progress review\b"), ReviewOutcome.FURTHER_REVIEW),
    (re.compile(r"\bcontinue to engage\b"), ReviewOutcome.CONTINUED_ENGAGEMENT),
    (re.compile(r"\bcontinue to monitor\b"), ReviewOutcome.CONTINUED_MONITORING),
)


@dataclass(frozen=True)
class FollowUpSaid:
    """The report's own words, and the later ones. `timescale` and `intention` are verbatim parts of `stated`."""

    stated: str = ""
    later: str = ""

    @property
    def intention(self) -> str:
        """The parts of the report that speak of returning or monitoring; empty when it records neither."""
        return "; ".join(part for part in _parts(self.stated) if _is_intention(part))

    @property
    def timescale(self) -> str:
        """The parts that say when the inspectorates mean to return; a date in another connection is none."""
        return "; ".join(p for p in _parts(self.stated) if TIMESCALE.search(p.casefold()) and _is_intention(p))

    @property
    def plan_requested(self) -> bool:
        return PLAN_REQUESTED.search(self.stated.casefold()) is not None

    @property
    def outcome(self) -> ReviewOutcome:
        """What a progress review led to, where this is one."""
        said = self.stated.casefold()
        return next((outcome for words, outcome in OUTCOMES if words.search(said)), ReviewOutcome.NOT_STATED)

    @property
    def reviews_later(self) -> int:
        """How many progress reviews are said to have followed; 0 when none is spoken of."""
        match = REVIEWS_LATER.search(self.later.casefold())
        if match is None:
            return 0
        return {"first": 1, "second": 2, "third": 3}.get(match[1] or "", number_said(match[1] or "") or 1)


def follow_up_read(texts: Iterable[str]) -> FollowUpSaid:
    """The words of all rows of one report, each once, with 'later: ...' and '... followed' told apart."""
    stated: dict[str, None] = {}
    later: dict[str, None] = {}
    for text in texts:
        before, mark, after = _cut(text)
        for part in _parts(before):
            (later if part.casefold().endswith(" followed") else stated)[part] = None
        if mark:
            later.update(dict.fromkeys(_parts(after)))
    return FollowUpSaid("; ".join(stated), "; ".join(later))


def _cut(text: str) -> tuple[str, str, str]:
    found = re.search(rf"(?:^|;)\s*{LATER}", text, re.IGNORECASE)
    return (text[: found.start()], LATER, text[found.end() :]) if found else (text, "", "")


def _parts(text: str) -> list[str]:
    return [part.strip() for part in text.split(";") if part.strip()]


def _is_intention(part: str) -> bool:
    plain = part.casefold()
    return bool(REVIEW_INTENDED.search(plain) or MONITORING_INTENDED.search(plain))
