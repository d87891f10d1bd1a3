"""What goes with a post, to words and lists: counted by kind, and every record of it with the way to where it is."""

from collections.abc import Iterable, Mapping
from datetime import date
from enum import StrEnum

from markupsafe import Markup

from dashboard.components.links import anchor
from dashboard.components.queue.rows import matters_table
from dashboard.wording import count, say
from data_models.queries.open_work import OpenPlan, OpenWork, UnderWay
from data_models.rules.matters import Matter
from data_models.vocabulary import MatterKind


class Group(StrEnum):
    """What open work is counted as, in the order it is said."""

    PLANS = "action plan"
    ACTIONS = "action"
    FOLLOW_UP = "follow-up"
    MONITORING = "formal monitoring"
    FLAGS = "risk flag"
    CONTACTS = "contact due"
    INSPECTIONS = "inspection"
    REVIEWS = "review"
    PRACTICE = "practice to validate"


SHORT_GROUPS: dict[Group, str] = {
    Group.PLANS: "Plans",
    Group.ACTIONS: "Actions",
    Group.FOLLOW_UP: "Follow-up",
    Group.MONITORING: "Monitoring",
    Group.FLAGS: "Flags",
    Group.CONTACTS: "Contacts",
    Group.INSPECTIONS: "Inspections",
    Group.REVIEWS: "Reviews",
    Group.PRACTICE: "Practice",
}
MANY: dict[Group, str] = {
    Group.MONITORING: "formal monitorings",
    Group.CONTACTS: "contacts due",
    Group.PRACTICE: "practices to validate",
}
# None: counted with the plan, flag or inspection that it is a clock of, or no part of any post.
GROUP_OF: dict[MatterKind, Group | None] = {
    MatterKind.DECISION_OWED: Group.FOLLOW_UP,
    MatterKind.INTENTION_MISSING: Group.FOLLOW_UP,
    MatterKind.FOLLOW_UP_DUE: Group.FOLLOW_UP,
    MatterKind.NO_FOLLOW_UP_REVIEW: None,
    MatterKind.MONITORING_PROPOSED: None,
    MatterKind.MONITORING_REVIEW: Group.MONITORING,
    MatterKind.PLAN_DUE: None,
    MatterKind.PLAN_TO_JUDGE: None,
    MatterKind.PLAN_TO_SETTLE: None,
    MatterKind.PLAN_TO_CLOSE: None,
    MatterKind.PLAN_TO_SIGN_OFF: None,
    MatterKind.ACTION_DUE: Group.ACTIONS,
    MatterKind.CLAIM_TO_VERIFY: Group.ACTIONS,
    MatterKind.DISPUTE_TO_SETTLE: None,
    MatterKind.FLAG_REVIEW: None,
    MatterKind.FLAG_OPEN: Group.FLAGS,
    MatterKind.CONTACT_DUE: Group.CONTACTS,
    MatterKind.PURPOSE_UNTOUCHED: Group.CONTACTS,
    MatterKind.COVER_GAP: None,
    MatterKind.MILESTONE_DUE: None,
    MatterKind.NEXT_STEP_MISSING: None,
    MatterKind.REVIEW_DECISION_AWAITED: Group.REVIEWS,
    MatterKind.REVIEW_REPORT_DUE: Group.REVIEWS,
    MatterKind.REVIEW_FEEDBACK_DUE: Group.REVIEWS,
    MatterKind.SELF_EVALUATION_DUE: None,
    MatterKind.VALIDATION_ANSWER_DUE: None,
    MatterKind.MEETING_ACTION_DUE: None,
    MatterKind.PRACTICE_TO_VALIDATE: Group.PRACTICE,
}


def counts(work: OpenWork) -> dict[Group, int]:
    """How many of each there are; 0 where there is none."""
    found = dict.fromkeys(Group, 0)
    found[Group.PLANS], found[Group.INSPECTIONS] = len(work.plans), len(work.inspections)
    for one in (*work.matters, *work.flags):
        group = GROUP_OF[one.kind]
        if group is not None:
            found[group] += 1
    return found


def in_words(work: OpenWork) -> str:
    """ "2 action plans, 14 actions, 1 risk flag"; that nothing is open where nothing is."""
    said = [count(number, group.value, MANY.get(group)) for group, number in counts(work).items() if number]
    return ", ".join(said) or "nothing open"


def work_lists(post: str, work: OpenWork, areas: Mapping[str, str], people: Mapping[int, str], on: date) -> Markup:
    """Every record that goes with a post: plans, inspections, flags with their owner, and every clock."""
    parts = (
        _listed("Action plans", (_plan(one) for one in work.plans)),
        _listed("Inspections planned or under way", (_inspection(one) for one in work.inspections)),
        _listed("Open risk flags", (_flag(one, people) for one in work.flags)),
        matters_table(work.matters, areas, on, caption=f"Every clock, {post}", empty="No clock runs."),
    )
    return Markup("").join(parts)


def _listed(title: str, lines: Iterable[Markup]) -> Markup:
    inside = Markup("").join(Markup("<li>{}</li>").format(line) for line in lines)
    return Markup('<h4>{}</h4><ul class="listed">{}</ul>').format(title, inside) if inside else inside


def _plan(one: OpenPlan) -> Markup:
    way = anchor(one.reference, "action-plans", plan=one.id)
    state = say(one.state).lower()
    return Markup("{} {}: {}, {} open").format(way, one.partnership_name, state, count(one.actions, "action"))


def _inspection(one: UnderWay) -> Markup:
    way = anchor(one.reference, "inspections", inspection=one.id)
    return Markup("{} {}, {}: {}").format(way, one.programme_name, one.partnership_name, say(one.stage).lower())


def _flag(one: Matter, people: Mapping[int, str]) -> Markup:
    way = anchor(one.reference, "risk-flags", flag=one.record_id)
    owner = people.get(one.owner_id, "somebody else") if one.owner_id is not None else "nobody"
    return Markup("{} {}, owned by {}").format(way, one.subject, owner)
