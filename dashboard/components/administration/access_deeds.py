"""The deeds on somebody's access: link a sign-in, end it or take it away; end access, and let them stay after all."""

from collections.abc import Callable
from datetime import date

import streamlit as st
from markupsafe import Markup

from dashboard.components.cover.leaving import leaving
from dashboard.components.form_fields import day_field, needed, prose_field
from dashboard.components.forms import NameField, Offer, Values, deed_form, is_open, opened_on
from dashboard.components.links import off_the_page
from dashboard.session import Session, now, record
from dashboard.text import show
from dashboard.wording import day
from dashboard.written_days import needed_day
from data_models.commands.administration import end_access, end_sign_ins, link_sign_in, unlink_sign_in
from data_models.queries.administration import StaffRow
from data_models.queries.coverage import coverage
from data_models.queries.leaving import if_leaves
from data_models.visibility import Deed

LEAVES: dict[bool, str] = {True: "They leave", False: "They stay here without access"}


def access_offers(one: StaffRow) -> tuple[Offer, ...]:
    """What may be done about the access of this person as it stands."""
    return tuple(make(one) for make, _ in _FORMS)


def access_forms(one: StaffRow) -> None:
    """The form that the address has open, if it is one of these."""
    for make, form in _FORMS:
        offer = make(one)
        if is_open(offer.name):
            form(one, offer)


def _ended(one: StaffRow) -> bool:
    return one.access_ended_on is not None and one.access_ended_on < record().on


def _gone(one: StaffRow) -> str:
    return f"The access of {one.display_name} has ended. If they are back, add them again."


def _link_offer(one: StaffRow) -> Offer:
    words = "Link another sign-in" if one.has_sign_in else "Link a sign-in"
    return Offer("link-sign-in", words, Deed.CHANGE_PERSON, (), not _ended(one), _gone(one), opened=one.row_version)


def _unlink_offer(one: StaffRow) -> Offer:
    why_not = f"{one.display_name} has no sign-in, so there is none to take away."
    return Offer("unlink-sign-in", "Take the sign-in away", Deed.CHANGE_PERSON, (), one.has_sign_in, why_not)


def _sign_out_offer(one: StaffRow) -> Offer:
    why_not = f"{one.display_name} has no sign-in, so there is none to end."
    return Offer("end-sign-ins", "Sign out everywhere", Deed.END_SIGN_INS, (), one.has_sign_in, why_not)


def _end_offer(one: StaffRow) -> Offer:
    words = "End access" if one.access_ended_on is None else "Move the end of access"
    return Offer("end-access", words, Deed.CHANGE_PERSON, (), not _ended(one), _gone(one), opened=one.row_version)


def _keep_offer(one: StaffRow) -> Offer:
    applies = one.access_ended_on is not None and not _ended(one)
    why_not = f"The access of {one.display_name} has no end that could be taken away."
    return Offer("keep-access", "Let them stay", Deed.CHANGE_PERSON, (), applies, why_not, opened=one.row_version)


def _link(one: StaffRow, offer: Offer) -> None:
    def fields(name: NameField) -> Values:
        opened = opened_on(one.row_version)
        issuer = st.text_input(
            "Issuer",
            one.issuer or "",
            key=name("issuer"),
            placeholder="https://login.office.example",
            help="The address of your organisation's sign-in, exactly as it sends it.",
        )
        subject = st.text_input(
            "Subject",
            one.subject or "",
            key=name("subject"),
            help="What the sign-in calls this person and nobody else, now or later. It is no e-mail address.",
        )
        return {"issuer": issuer, "subject": subject, "opened": opened}

    def do(session: Session, said: Values) -> str:
        link_sign_in(
            session,
            by=record().viewer,
            on=record().on,
            person_id=one.id,
            issuer=said["issuer"],
            subject=said["subject"],
            expected_version=said["opened"],
        )
        return f"The sign-in is linked: whoever signs in with it is {one.display_name} from now on."

    title = f"The sign-in of {one.display_name}"
    deed_form(offer, title=title, save="Link this sign-in", fields=fields, do=do, free_text=False)


def _sign_out(one: StaffRow, offer: Offer) -> None:
    def fields(name: NameField) -> Values:
        return {"reason": prose_field("Why", name("reason"))}

    def do(session: Session, said: Values) -> str:
        end_sign_ins(session, by=record().viewer, on=record().on, person_id=one.id, at=now(), reason=said["reason"])
        return f"{one.display_name} is signed out everywhere from their next click, and may sign in again."

    title = f"Sign {one.display_name} out everywhere"
    deed_form(offer, title=title, save="Sign them out", fields=fields, do=do)


def _unlink(one: StaffRow, offer: Offer) -> None:
    def fields(name: NameField) -> Values:
        return {"reason": prose_field("Why", name("reason"))}

    def do(session: Session, said: Values) -> str:
        unlink_sign_in(session, by=record().viewer, on=record().on, person_id=one.id, reason=said["reason"])
        return f"{one.display_name} cannot sign in any more. What they cover and own is still theirs."

    title = f"Take the sign-in of {one.display_name} away"
    deed_form(offer, title=title, save="Take it away", fields=fields, do=do)


def _end(one: StaffRow, offer: Offer) -> None:
    def fields(name: NameField) -> Values:
        opened = opened_on(one.row_version)
        left, right = st.columns([1, 2])
        with left:
            last_day = day_field("Last day of access", name("last"), value=one.access_ended_on)
        with right:
            leaves = st.radio(
                "Do they leave?", [True, False], index=None, format_func=LEAVES.__getitem__, key=name("leaves")
            )
        reason = prose_field("Why (optional)", name("reason"))
        return {"last": last_day, "leaves": leaves, "reason": reason, "opened": opened}

    def do(session: Session, said: Values) -> str:
        leaves = needed(said["leaves"], "leaves", "Choose whether they leave.")
        last_day = needed_day(said["last"], "last", "Write the last day.", record().on)
        _set_end(session, one, last_day, said["opened"], leaves=leaves)
        return f"The access of {one.display_name} ends on {day(last_day)}" + (", and they leave." if leaves else ".")

    title = f"End the access of {one.display_name}"
    deed_form(offer, title=title, save="End access on that day", fields=fields, do=do)
    _still_open(one, offer)


def _keep(one: StaffRow, offer: Offer) -> None:
    def fields(name: NameField) -> Values:
        opened = opened_on(one.row_version)
        return {"reason": prose_field("Why (optional)", name("reason")), "opened": opened}

    def do(session: Session, said: Values) -> str:
        _set_end(session, one, None, said["opened"])
        return f"{one.display_name} stays, and keeps their access."

    title = f"{one.display_name} stays"
    deed_form(offer, title=title, save="They stay", fields=fields, do=do)


def _set_end(session: Session, one: StaffRow, last_day: date | None, opened: int, *, leaves: bool = True) -> None:
    end_access(
        session,
        by=record().viewer,
        on=record().on,
        person_id=one.id,
        last_day=last_day,
        has_left=leaves,
        expected_version=opened,
    )


def _still_open(one: StaffRow, offer: Offer) -> None:
    """What would be left behind: nothing may be, so it is handed over before access ends."""
    if not offer.is_allowed:
        return
    shown = record().ask(coverage)
    found = if_leaves(shown, one.id, one.access_ended_on or record().on)
    if found is not None:
        with off_the_page():
            show(leaving(found, shown, Markup("")))


_FORMS: tuple[tuple[Callable[[StaffRow], Offer], Callable[[StaffRow, Offer], None]], ...] = (
    (_link_offer, _link),
    (_sign_out_offer, _sign_out),
    (_unlink_offer, _unlink),
    (_end_offer, _end),
    (_keep_offer, _keep),
)
