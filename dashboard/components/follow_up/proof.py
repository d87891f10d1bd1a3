"""The first lines of follow-up, proved at every look: nothing is forgotten, and every clock is somebody's.

What should never be is told in red with the way to it, and then nothing is said to be equal that is not.
"""

from markupsafe import Markup

from dashboard.components.links import anchor
from dashboard.components.notices import notice
from dashboard.sentences import breach_sentence
from dashboard.wording import count, say
from data_models.queries.ledger_rows import Breach, BreachKind, Ledger
from data_models.rules.references import Kind
from data_models.vocabulary import CandidateState

_LINE = Markup('<p class="proof">{}</p>')
# More than these are not read; the command line lists them all.
SHOWN = 12


def proof(found: Ledger, other_triggers: int) -> Markup:
    """What calls for follow-up and what accounts for it, whose the clocks are, and anything that should not be."""
    said = _LINE.format(_evaluations(found, other_triggers)) + _LINE.format(_clocks(found))
    left_out = len(found.breaches) - SHOWN
    more = notice(f"And {left_out} more: `link-inspector verify` lists them all.", tone="red") if left_out > 0 else ""
    return said + Markup("").join(breach_notice(one) for one in found.breaches[:SHOWN]) + more


def _evaluations(found: Ledger, other_triggers: int) -> Markup:
    states = ", ".join(
        f"{found.standing_as(state)} {say(state).lower()}" for state in CandidateState if found.standing_as(state)
    )
    line = Markup('<b>{}</b> {} for follow-up {} <b>{}</b> accounted for{}. <span class="soft">{}</span>')
    return line.format(
        count(found.calling, "evaluation"),
        "calls" if found.calling == 1 else "call",
        "=" if found.calling == found.accounted_for else "≠",
        found.accounted_for,
        f": {states}" if states else "",
        _beside(found, other_triggers),
    )


def _beside(found: Ledger, other_triggers: int) -> str:
    """What else is in the register, so that its rows and the numbers above them add up."""
    rows = len(found.entries)
    said = [f"They are in {count(rows, 'row')}: some reports give only a total."] if rows != found.calling else []
    said += [f"And {count(other_triggers, 'request')} that no evaluation opened."] if other_triggers else []
    return " ".join(said)


def _clocks(found: Ledger) -> Markup:
    """Every clock has an owner, or its area is flagged as a gap: or else how many have neither."""
    orphans = sum(one.kind is BreachKind.CLOCK_WITHOUT_OWNER for one in found.breaches)
    stopped = sum(one.kind is BreachKind.DUTY_WITHOUT_CLOCK for one in found.breaches)
    if orphans or stopped:
        of_all = f"{count(orphans, 'clock')} of {found.clocks.running}"
        said = [f"{of_all} without an owner or a gap flag"] if orphans else []
        said += [f"{count(stopped, 'open duty', 'open duties')} without a clock"] if stopped else []
        return Markup("<b>{}</b>.").format(" and ".join(said))
    if not found.clocks.running:
        return Markup("{}").format("No clock runs.")
    gaps = _in_gaps(found) if found.clocks.in_gaps else Markup("")
    gaps += _unheld(found) if found.clocks.unheld else Markup("")
    line = Markup('Every one of <b>{}</b> has an owner or a gap flag. <span class="soft">{}</span>')
    return line.format(count(found.clocks.running, "clock"), gaps)


def _in_gaps(found: Ledger) -> Markup:
    areas = count(found.clocks.areas_with_gaps, "area")
    flagged = anchor(f"{areas} without a link inspector", "coverage")
    return Markup("{} of them are the managers', in {}.").format(found.clocks.in_gaps, flagged)


def _unheld(found: Ledger) -> Markup:
    missing = " or ".join(sorted(say(role).lower() for role in found.clocks.missing_roles))
    nobody = anchor(f"nobody here is a {missing}", "administration")
    return Markup(" {} a gap: {}.").format(count(found.clocks.unheld, "is", "are"), nobody)


def breach_notice(breach: Breach) -> Markup:
    """What should never be, with the way to the record that it is about."""
    return notice(Markup("{} {}.").format(_way_to(breach), breach_sentence(breach)), tone="red")


# Where a record stands whose page asks for its number; the others are asked for by their reference.
PAGE_OF: dict[str, tuple[str, str]] = {
    Kind.PLAN.value: ("action-plans", "plan"),
    Kind.FLAG.value: ("risk-flags", "flag"),
}


def _way_to(breach: Breach) -> Markup:
    if breach.kind is BreachKind.CLOCK_WITHOUT_OWNER:
        return anchor(breach.reference, "coverage", area=breach.area_code)
    if breach.inspection_id is not None:
        return anchor(breach.reference, "inspections", inspection=breach.inspection_id)
    kind, _, number = breach.reference.partition("/")[0].partition("-")
    if kind in PAGE_OF:
        page, name = PAGE_OF[kind]
        return anchor(breach.reference, page, **{name: int(number)})
    name = "monitoring" if kind == Kind.MONITORING.value else "follow_up"
    return anchor(breach.reference, "follow-up", **{name: breach.reference})
