"""Why a flag is there: what a person rests it on, or the rule, the values that fired it, and where its records are."""

from collections.abc import Callable
from datetime import date

from markupsafe import Markup

from dashboard.components.links import anchor
from dashboard.components.mentions import done, inspection_linked, told, whole
from dashboard.components.section import facts
from dashboard.wording import day, say, span
from data_models.queries.flag_picture import FlagPicture
from data_models.queries.risk_flags import FlagRow
from data_models.rules.flag_rules import RULES
from data_models.rules.flag_values import KEPT_SINCE, records_in, values_in
from data_models.rules.settings import Thresholds
from data_models.vocabulary import CoverRole, DatePrecision, FlagSource, Grade, Purpose

WITHHELD = "not sent to a shared screen, for it may rest on what was said in a contact"
# What each value that fires a rule is called; one of an older version is called by its own name.
VALUES: dict[str, str] = {
    KEPT_SINCE: "The rule no longer holds, since",
    "actions": "Actions that late",
    "earliest_due_on": "The first of them was due on",
    "due_on": "Due on",
    "since": "Last contact, or cover since",
    "contact_due_on": "The next contact was due on",
    "intervals_missed": "Intervals missed",
    "postponements": "Times put off",
    "earlier_grade": "Evaluated as",
    "earlier_on": "in the report of",
    "later_grade": "Then as",
    "later_on": "in the report of ",
    "claimed_on": "Claimed on",
    "disputed_on": "Disputed on",
    "lacks": "The report lacks the",
    "published_on": "Published on",
    "last_notified_on": "Last notified",
    **{role.value: f"{say(role)}: nobody since" for role in CoverRole},
    **{f"purpose_{int(one)}_since": f"Purpose {int(one)}, {say(one).lower()}: not since" for one in Purpose},
}
AS_GRADES = frozenset({"earlier_grade", "later_grade"})


def because(picture: FlagPicture, on: date, thresholds: Thresholds) -> Markup:
    """What it rests on, and what would clear it."""
    flag = picture.flag
    is_by_rule = flag.source_kind is FlagSource.RULE
    return facts([*(_of_the_rule(picture, on, thresholds) if is_by_rule else _of_the_person(flag)), *_of_both(flag)])


def _of_the_person(flag: FlagRow) -> list[tuple[str, object]]:
    return [
        ("Raised", done(flag.raised_on, flag.raised_by)),
        ("Evidence", typed(flag, flag.evidence)),
    ]


def _of_the_rule(picture: FlagPicture, on: date, thresholds: Thresholds) -> list[tuple[str, object]]:
    flag, rule = picture.flag, RULES.get(picture.flag.rule_code or "")
    said = rule.sentence_for(thresholds) if rule else "This rule is no longer among those that look at the record."
    # The rule's own sentence stood in the evidence when it raised the flag: what somebody made of it is told as well.
    evidence = flag.evidence if rule is None or flag.evidence != rule.sentence_for(thresholds) else ""
    return [
        ("Raised by", Markup("rule <b>{}</b>, version {}").format(flag.rule_code, flag.rule_version)),
        ("The rule says", said),
        ("Fired by", _values(flag, on)),
        ("Records", _records(picture)),
        ("Since", f"{day(flag.raised_on)}, when the rule first found it so"),
        ("Evidence", told(evidence)),
    ]


def _of_both(flag: FlagRow) -> list[tuple[str, object]]:
    seen = None
    if flag.inspection_id is not None:
        precision = flag.published_precision or DatePrecision.UNKNOWN
        seen = inspection_linked(flag.inspection_id, flag.programme_name or "", flag.published_on, precision)
    return [
        ("Comes from", seen),
        ("Cleared when", _clears(flag)),
    ]


def _clears(flag: FlagRow) -> Markup | str:
    if KEPT_SINCE in dict(values_in(flag.rule_values)):
        return "somebody closes it with a reason: the rule leaves alone what a person has judged for themselves"
    return told(flag.clears_when) or "somebody closes it with a reason"


def typed(flag: FlagRow, text: str) -> Markup | None:
    """What people typed about the flag, or why it is not here."""
    return Markup('<span class="soft">{}</span>').format(WITHHELD) if flag.is_withheld else told(text)


def _values(flag: FlagRow, on: date) -> Markup | None:
    lines = [_value(name, value, on) for name, value in values_in(flag.rule_values)]
    return Markup('<ul class="dates">{}</ul>').format(Markup("").join(lines)) if lines else None


def _value(name: str, value: str, on: date) -> Markup:
    known = VALUES.get(name, name.replace("_", " ").capitalize()).strip()
    said = say(Grade(int(value))) if name in AS_GRADES and value.isdigit() else _dated(value, on)
    return Markup("<li>{} <b>{}</b></li>").format(known, said)


def _dated(value: str, on: date) -> str:
    """A day as people say it, with how long ago it is; anything else as it is."""
    try:
        of = date.fromisoformat(value)
    except ValueError:
        return value
    ago = (on - of).days
    return f"{day(of)} ({span(ago)} ago)" if ago > 0 else day(of)


# --- records ---


def _records(picture: FlagPicture) -> Markup | None:
    """The records that fired the rule, each opening where it can be opened."""
    items, evaluations = dict(picture.items), dict(picture.evaluations)
    found = [_record(one, picture.flag, items, evaluations) for one in records_in(picture.flag.rule_values)]
    return Markup(", ").join(found) if found else None


def _record(reference: str, flag: FlagRow, items: dict[str, int], evaluations: dict[str, int]) -> Markup:
    if reference == flag.area_code:
        return anchor(flag.area_name, "area", area=reference)
    kind, _, number = reference.partition("-")
    way = _WAYS.get(kind)
    if reference in items:
        return whole(anchor(reference, "action-plans", item=items[reference]))
    if reference in evaluations:
        return whole(anchor(reference, "inspections", inspection=evaluations[reference]))
    return whole(way(reference, int(number))) if way and number.isdigit() else whole(reference)


_WAYS: dict[str, Callable[[str, int], Markup]] = {
    "AP": lambda reference, number: anchor(reference, "action-plans", plan=number),
    "IN": lambda reference, number: anchor(reference, "inspections", inspection=number),
}
