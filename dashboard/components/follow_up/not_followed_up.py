"""Deciding not to follow up: signed by a senior manager, looked at again on a day, signed again or reopened."""

from markupsafe import Markup

from dashboard.components.follow_up.case import Case
from dashboard.components.follow_up.decision_fields import DECIDED, which_field, why_and_who_fields
from dashboard.components.form_fields import day_field, prose_field
from dashboard.components.forms import NameField, Offer, Values, deed_form, opened_on
from dashboard.components.notices import notice
from dashboard.session import Session, record
from dashboard.text import show, words
from dashboard.wording import day
from dashboard.written_days import needed_day
from data_models.commands.follow_up import decide_follow_up, review_no_follow_up
from data_models.commands.follow_up_endings import reopen_no_follow_up
from data_models.queries.follow_up_rows import DecisionRow
from data_models.rules.decisions import no_follow_up_review_on
from data_models.rules.references import Kind, reference
from data_models.visibility import Deed
from data_models.vocabulary import FollowUpChoice

DECIDE_NONE, REVIEW_NONE, REOPEN_NONE = "decide-none", "review-none", "reopen-none"
NOT_NONE = "There is no open decision not to follow up here: see below what was decided."
AGAIN = "Write the day on which it is looked at again."


def decide_none_offer(case: Case) -> Offer:
    said = "Decide not to follow up"
    return Offer(DECIDE_NONE, said, Deed.DECIDE_NO_FOLLOW_UP, case.areas, case.is_undecided, DECIDED)


def decide_none_form(case: Case, offer: Offer) -> None:
    def fields(name: NameField) -> Values:
        which = which_field(case, name)
        return why_and_who_fields(name) | {"which": which, "review_on": _again_field(name)}

    def do(session: Session, said: Values) -> str:
        on = record().on
        review_on = needed_day(said["review_on"], "review_on", AGAIN, on)
        decide_follow_up(
            session,
            by=record().viewer,
            on=on,
            candidate_ids=said["which"],
            choice=FollowUpChoice.NONE,
            reason=said["reason"],
            decided_by_body=said["body"],
            decided_on=needed_day(said["decided_on"], "decided_on", "Write the day of the decision.", on),
            review_on=review_on,
        )
        return f"Decided not to follow up, signed by you; it is looked at again on {day(review_on)}."

    title = "Decide not to follow up: you sign this"
    deed_form(offer, title=title, save="Sign the decision", fields=fields, do=do)


def _again_field(name: NameField) -> str:
    latest = no_follow_up_review_on(record().on, record().head.thresholds)
    return day_field(f"Looked at again on (at the latest {day(latest)})", name("again"))


# --- looking again ---


def open_none(case: Case) -> DecisionRow | None:
    """The decision not to follow up, while it stands."""
    one = case.decision
    return one if one is not None and one.choice is FollowUpChoice.NONE and one.is_open else None


def review_none_offer(case: Case) -> Offer:
    one = open_none(case)
    return Offer(
        REVIEW_NONE,
        "Look at it again: it stands",
        Deed.REVIEW_NO_FOLLOW_UP,
        case.areas,
        one is not None,
        NOT_NONE,
        opened=one.row_version if one else None,
    )


def review_none_form(case: Case, offer: Offer) -> None:
    one = case.decision
    if one is None:
        return

    def fields(name: NameField) -> Values:
        show(_stands(one))
        opened = opened_on(one.row_version)
        return {
            "reason": prose_field("Why it still stands", name("reason")),
            "review_on": _again_field(name),
            "opened": opened,
        }

    def do(session: Session, said: Values) -> str:
        review_on = needed_day(said["review_on"], "review_on", AGAIN, record().on)
        review_no_follow_up(
            session,
            by=record().viewer,
            on=record().on,
            decision_id=one.id,
            review_on=review_on,
            reason=said["reason"],
            expected_version=said["opened"],
        )
        return f"{one.reference} stands, signed by you; it is looked at again on {day(review_on)}."

    title = f"{one.reference} stands: you sign it again"
    deed_form(offer, title=title, save="Sign it again", fields=fields, do=do)


def _stands(one: DecisionRow) -> Markup:
    was = f"signed by {one.signed_by}" if one.signed_by else "signed"
    again = f", to be looked at again on {day(one.review_on)}" if one.review_on else ""
    said = Markup("Decided on {}, {}{}: {}").format(day(one.decided_on), was, again, words(one.reason))
    return notice(said, tone="grey")


def reopen_none_offer(case: Case) -> Offer:
    said = "It no longer stands: decide anew"
    return Offer(REOPEN_NONE, said, Deed.REOPEN_NO_FOLLOW_UP, case.areas, open_none(case) is not None, NOT_NONE)


def reopen_none_form(case: Case, offer: Offer) -> None:
    one = case.decision
    if one is None:
        return

    def fields(name: NameField) -> Values:
        show(_stands(one))
        return {"reason": prose_field("Why it no longer stands", name("reason"))}

    def do(session: Session, said: Values) -> str:
        again = reopen_no_follow_up(
            session, by=record().viewer, on=record().on, decision_id=one.id, reason=said["reason"]
        )
        due = f" by {day(again.decide_by)}" if again.decide_by else ""
        return f"{one.reference} is closed; {reference(Kind.CANDIDATE, again.id)} asks for a new decision{due}."

    title = f"{one.reference} no longer stands: ask for a new decision"
    deed_form(offer, title=title, save="Reopen it", fields=fields, do=do)
