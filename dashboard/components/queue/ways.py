"""Where each thing that is owed is done: the page, the record on it, and the form for whoever may save it."""

from collections.abc import Callable

from markupsafe import Markup

from dashboard.components.follow_up.deeds import NEXT
from dashboard.components.follow_up.intention import RECORD_INTENTION
from dashboard.components.links import anchor_to, link
from dashboard.components.meetings.action_deeds import end_action_form_name, may_end
from dashboard.components.monitoring.deeds import ASSURE, OPEN
from dashboard.session import record
from data_models.rules.matters import Matter
from data_models.rules.references import Kind, reference
from data_models.visibility import Deed, may
from data_models.vocabulary import MatterKind, PlanJudgement

Address = Callable[[Matter], str]


def _follow_up(matter: Matter) -> str:
    # By its reference: a candidate and a decision may have the same number.
    return link("follow-up", follow_up=matter.reference, do=_form(matter))


def _intention(matter: Matter) -> str:
    return link("follow-up", follow_up=reference(Kind.CANDIDATE, matter.parent_id or 0), do=_form(matter))


def _monitoring(matter: Matter) -> str:
    return link("follow-up", monitoring=matter.reference, do=_form(matter))


def _plan(matter: Matter) -> str:
    return link("action-plans", plan=matter.record_id, do=_form(matter))


def _judged_plan(matter: Matter) -> str:
    """The answer that its judgement points to; the page offers the other one beside it."""
    is_bad = matter.detail == PlanJudgement.DOES_NOT
    form = _form(matter)
    return link("action-plans", plan=matter.record_id, do="return-plan" if form and is_bad else form)


def _item(matter: Matter) -> str:
    return link("action-plans", plan=matter.parent_id, item=matter.record_id, do=_form(matter))


def _flag(matter: Matter) -> str:
    return link("risk-flags", flag=matter.record_id)


def _contact(matter: Matter) -> str:
    return link("area", area=matter.area_code, do="log-contact" if may_log_contact(matter.area_code) else None)


def _gap(matter: Matter) -> str:
    return link("coverage", area=matter.area_code)


def _milestone(matter: Matter) -> str:
    return link("inspections", inspection=matter.parent_id)


def _programme(matter: Matter) -> str:
    return link("programmes", programme=matter.reference)


def _given(matter: Matter) -> str:
    form = end_action_form_name(matter.record_id) if may_end(matter.owner_id) else None
    return link("meeting", meeting=matter.parent_id, do=form)


def _practice(matter: Matter) -> str:
    return link("good-practice", practice=matter.record_id, do=_form(matter))


def _review(matter: Matter) -> str:
    return link("reviews", review=matter.record_id)


ADDRESSES: dict[MatterKind, Address] = {
    MatterKind.DECISION_OWED: _follow_up,
    MatterKind.INTENTION_MISSING: _intention,
    MatterKind.FOLLOW_UP_DUE: _follow_up,
    MatterKind.NO_FOLLOW_UP_REVIEW: _follow_up,
    MatterKind.MONITORING_PROPOSED: _monitoring,
    MatterKind.MONITORING_REVIEW: _monitoring,
    MatterKind.PLAN_DUE: _plan,
    MatterKind.PLAN_TO_JUDGE: _plan,
    MatterKind.PLAN_TO_SETTLE: _judged_plan,
    MatterKind.PLAN_TO_CLOSE: _plan,
    MatterKind.PLAN_TO_SIGN_OFF: _plan,
    MatterKind.ACTION_DUE: _item,
    MatterKind.CLAIM_TO_VERIFY: _item,
    MatterKind.DISPUTE_TO_SETTLE: _item,
    MatterKind.FLAG_REVIEW: _flag,
    MatterKind.FLAG_OPEN: _flag,
    MatterKind.CONTACT_DUE: _contact,
    MatterKind.PURPOSE_UNTOUCHED: _contact,
    MatterKind.COVER_GAP: _gap,
    MatterKind.MILESTONE_DUE: _milestone,
    MatterKind.NEXT_STEP_MISSING: _milestone,
    MatterKind.REVIEW_DECISION_AWAITED: _review,
    MatterKind.REVIEW_REPORT_DUE: _review,
    MatterKind.REVIEW_FEEDBACK_DUE: _review,
    MatterKind.SELF_EVALUATION_DUE: _programme,
    MatterKind.VALIDATION_ANSWER_DUE: _programme,
    MatterKind.MEETING_ACTION_DUE: _given,
    MatterKind.PRACTICE_TO_VALIDATE: _practice,
}
# The form that ends a matter, opened at once for whoever may save it: how it is called, and the deed.
FORMS: dict[MatterKind, tuple[str, str, Deed]] = {
    # Of a follow-up the page knows how far it has come, and opens whatever comes next.
    MatterKind.DECISION_OWED: (NEXT, "Decide", Deed.DECIDE_FOLLOW_UP),
    MatterKind.FOLLOW_UP_DUE: (NEXT, "See to", Deed.SCHEDULE_REVIEW),
    MatterKind.NO_FOLLOW_UP_REVIEW: (NEXT, "Look again at", Deed.REVIEW_NO_FOLLOW_UP),
    MatterKind.INTENTION_MISSING: (RECORD_INTENTION, "Record from", Deed.RECORD_INTENTION),
    MatterKind.MONITORING_PROPOSED: (OPEN, "Answer", Deed.OPEN_MONITORING),
    MatterKind.MONITORING_REVIEW: (ASSURE, "Update", Deed.GIVE_ASSURANCE),
    MatterKind.PLAN_DUE: ("receive-plan", "Receive", Deed.RECEIVE_PLAN),
    MatterKind.PLAN_TO_JUDGE: ("judge-plan", "Judge", Deed.JUDGE_PLAN),
    MatterKind.PLAN_TO_SETTLE: ("agree-plan", "Answer", Deed.JUDGE_PLAN),
    MatterKind.PLAN_TO_CLOSE: ("close-plan", "Close", Deed.CLOSE_PLAN),
    MatterKind.PLAN_TO_SIGN_OFF: ("close-plan", "Close", Deed.END_UNVERIFIED),
    MatterKind.ACTION_DUE: ("update-action", "Update", Deed.UPDATE_ACTION),
    MatterKind.CLAIM_TO_VERIFY: ("verify", "Verify", Deed.VERIFY_COMPLETION),
    MatterKind.DISPUTE_TO_SETTLE: ("settle", "Settle", Deed.SETTLE_DISPUTE),
    MatterKind.PRACTICE_TO_VALIDATE: ("validate-practice", "Validate", Deed.VALIDATE_PRACTICE),
}
# What is owed about an area as such has no record of its own to name: the link says what to do instead.
LOG_A_CONTACT = "Log a contact"
TO_DO: dict[MatterKind, str] = {
    MatterKind.CONTACT_DUE: LOG_A_CONTACT,
    MatterKind.PURPOSE_UNTOUCHED: LOG_A_CONTACT,
    MatterKind.COVER_GAP: "See the cover",
    MatterKind.SELF_EVALUATION_DUE: "See the self-evaluations",
    MatterKind.VALIDATION_ANSWER_DUE: "See the self-evaluations",
}


def address_of(matter: Matter) -> str:
    """The page, and on it the very record, where this can be done."""
    return ADDRESSES[matter.kind](matter)


def may_log_contact(area_code: str) -> bool:
    """Whether whoever looks may log a contact with this area here and now."""
    return not record().is_only_read and may(record().viewer, Deed.LOG_CONTACT, frozenset({area_code}))


def _form(matter: Matter) -> str | None:
    """The form of the deed that ends it; None where whoever looks may not do it, here or now."""
    name, _, deed = FORMS[matter.kind]
    is_barred = matter.not_for_id is not None and matter.not_for_id == record().viewer.person_id
    allowed = not record().is_only_read and may(record().viewer, deed, frozenset({matter.area_code}))
    return name if allowed and not is_barred else None


def _called(matter: Matter) -> str:
    """By what is done there, and the reference of the record it is done to."""
    if matter.kind in FORMS and _form(matter):
        return f"{FORMS[matter.kind][1]} {matter.reference}"
    return TO_DO.get(matter.kind, matter.reference)


def way_to(matter: Matter) -> Markup:
    """The link to where it is done, called by the record's reference."""
    label = _called(matter)
    if label == LOG_A_CONTACT and not may_log_contact(matter.area_code):
        label = "See the area"
    return anchor_to(address_of(matter), label)
