"""A link inspector's contacts by the six purposes, and what helps or hinders in an area."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from sqlalchemy.orm.attributes import flag_modified
from sqlmodel import Session

from data_models.commands.checked import Checked
from data_models.commands.contact_purposes import merged_purposes, set_purposes
from data_models.commands.editing import UNCHANGED, Unchanged, edit, given
from data_models.commands.found import areas_of, origin_today, sought, the
from data_models.errors import CommandRefused
from data_models.tables import ActionPlan, Area, Contact, Factor
from data_models.visibility import Deed, Viewer, authorise
from data_models.vocabulary import ContactKind, FactorKind, Purpose, ScrutinyBody

NEEDS_SUMMARY = "Say in a sentence what the contact was about. Name nobody who uses services."
NEEDS_PURPOSE = "Choose at least one of the six purposes this contact served."
NEEDS_TO_WHOM = "Say to whom or what you signposted the area."
NOT_ITS_PLAN = "This plan is not of this area: choose another one, or none."
NEEDS_FACTOR = "Say what helps or hinders good outcomes here."


@dataclass(frozen=True)
class NewContact:
    """A contact with an area, tagged with the purposes it served."""

    area_code: str
    held_on: date
    kind: ContactKind
    purposes: frozenset[Purpose]
    summary: str
    signposted_to: str = ""
    body: ScrutinyBody | None = None
    plan_id: int | None = None


def log_contact(session: Session, *, by: Viewer, on: date, contact: NewContact) -> Contact:
    """Log a contact; the clocks of contact and of its purposes start again from its day.

    Refused without a purpose or a summary, for a day ahead, for signposting without saying where to, and for a plan
    of another area.
    """
    authorise(by, Deed.LOG_CONTACT, contact.area_code)
    area = the(session, Area, contact.area_code)
    ask = Checked(on)
    summary = ask.text("summary", contact.summary, needed=NEEDS_SUMMARY)
    needed = NEEDS_TO_WHOM if contact.kind is ContactKind.SIGNPOST else ""
    signposted_to = ask.line("signposted_to", contact.signposted_to, needed=needed)
    ask.not_ahead("held_on", contact.held_on, on)
    ask.that(bool(contact.purposes), "purposes", NEEDS_PURPOSE)
    ask.that(
        contact.plan_id is None or area.gss_code in _areas_of_plan(session, contact.plan_id),
        "plan_id",
        NOT_ITS_PLAN,
    )
    ask.settle()
    logged = Contact(
        area_code=area.gss_code,
        held_on=contact.held_on,
        kind=contact.kind,
        summary=summary,
        signposted_to=signposted_to,
        body=contact.body,
        plan_id=contact.plan_id,
        recorded_by_id=by.person_id,
        origin=origin_today(session),
    )
    session.add(logged)
    session.flush()
    set_purposes(session, logged.id, contact.purposes)
    return logged


def amend_contact(
    session: Session,
    *,
    by: Viewer,
    on: date,
    contact_id: int,
    held_on: date | Unchanged = UNCHANGED,
    kind: ContactKind | Unchanged = UNCHANGED,
    purposes: Iterable[Purpose] | Unchanged = UNCHANGED,
    summary: str | Unchanged = UNCHANGED,
    signposted_to: str | Unchanged = UNCHANGED,
    body: ScrutinyBody | None | Unchanged = UNCHANGED,
    plan_id: int | None | Unchanged = UNCHANGED,
    expected_version: int | None = None,
) -> Contact:
    """Put right what was logged; the entry as it was stays in the history. Refused for the same reasons as logging.

    Each of the six purposes is a field of its own: what one person adds and another takes away are both done.
    """
    contact = sought(session, by, Deed.LOG_CONTACT, Contact, contact_id, lambda one: (one.area_code,))
    ask = Checked(on)
    if summary is not UNCHANGED:
        summary = ask.text("summary", summary, needed=NEEDS_SUMMARY)
    if signposted_to is not UNCHANGED:
        signposted_to = ask.line("signposted_to", signposted_to)
    if held_on is not UNCHANGED:
        ask.not_ahead("held_on", held_on, on)
    wanted = None if purposes is UNCHANGED else frozenset(purposes)
    ask.that(wanted is None or bool(wanted), "purposes", NEEDS_PURPOSE)
    then_kind = contact.kind if kind is UNCHANGED else kind
    then_where = contact.signposted_to if signposted_to is UNCHANGED else signposted_to
    ask.that(then_kind is not ContactKind.SIGNPOST or bool(then_where), "signposted_to", NEEDS_TO_WHOM)
    if plan_id is not UNCHANGED and plan_id is not None:
        ask.that(contact.area_code in _areas_of_plan(session, plan_id), "plan_id", NOT_ITS_PLAN)
    ask.settle()
    merged = None if wanted is None else merged_purposes(session, contact, wanted, expected_version)
    changes = given(
        held_on=held_on, kind=kind, summary=summary, signposted_to=signposted_to, body=body, plan_id=plan_id
    )
    edit(session, contact, changes, opened_on=expected_version)
    if merged is not None and set_purposes(session, contact.id, merged):
        # A version of the contact for each state of its purposes, or nobody could tell which ones a form was opened on.
        flag_modified(contact, "summary")
    session.flush()
    return contact


def note_factor(
    session: Session,
    *,
    by: Viewer,
    on: date,
    area_code: str,
    kind: FactorKind,
    text: str,
    inspection_id: int | None = None,
) -> Factor:
    """Note what helps or hinders good outcomes in an area (purpose 3). Refused without words, and for an inspection
    of another area."""
    authorise(by, Deed.NOTE_FACTOR, area_code)
    area = the(session, Area, area_code)
    ask = Checked(on)
    text = ask.text("text", text, needed=NEEDS_FACTOR)
    ask.that(
        inspection_id is None or area.gss_code in areas_of(session, inspection_id),
        "inspection_id",
        "This inspection was not of this area: choose another one, or none.",
    )
    ask.settle()
    factor = Factor(
        area_code=area.gss_code,
        kind=kind,
        text=text,
        noted_on=on,
        noted_by_id=by.person_id,
        inspection_id=inspection_id,
        origin=origin_today(session),
    )
    session.add(factor)
    session.flush()
    return factor


def amend_factor(
    session: Session,
    *,
    by: Viewer,
    on: date,
    factor_id: int,
    kind: FactorKind | Unchanged = UNCHANGED,
    text: str | Unchanged = UNCHANGED,
    expected_version: int | None = None,
) -> Factor:
    """Put a noted factor right while it holds. Refused once it has ended: note a new one then."""
    factor = sought(session, by, Deed.NOTE_FACTOR, Factor, factor_id, lambda one: (one.area_code,))
    _still_holds(factor, on)
    ask = Checked(on)
    if text is not UNCHANGED:
        text = ask.text("text", text, needed=NEEDS_FACTOR)
    ask.settle()
    edit(session, factor, given(kind=kind, text=text), opened_on=expected_version)
    session.flush()
    return factor


def end_factor(session: Session, *, by: Viewer, on: date, factor_id: int, ended_on: date | None = None) -> Factor:
    """Say that a factor no longer helps or hinders; it stays in the area's story. Refused when it has ended already,
    for a day ahead, and for a day before it was noted."""
    factor = sought(session, by, Deed.NOTE_FACTOR, Factor, factor_id, lambda one: (one.area_code,))
    _still_holds(factor, on)
    ask = Checked(on)
    ask.not_ahead("ended_on", ended_on, on)
    ask.that(ended_on is None or ended_on >= factor.noted_on, "ended_on", "This is before it was noted: check the day.")
    ask.settle()
    factor.ended_on = ended_on or on
    session.flush()
    return factor


def _still_holds(factor: Factor, on: date) -> None:
    if factor.ended_on is not None and factor.ended_on <= on:
        raise CommandRefused(f"This ended on {factor.ended_on:%d %B %Y}. If it is back, note it again.")


def _areas_of_plan(session: Session, plan_id: int) -> tuple[str, ...]:
    return areas_of(session, the(session, ActionPlan, plan_id).inspection_id)
