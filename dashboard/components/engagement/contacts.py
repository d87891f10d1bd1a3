"""The contact log of an area, and the form in which an entry of it is put right."""

from collections.abc import Iterable

from markupsafe import Markup

from dashboard.components.engagement.contact_fields import contact_fields
from dashboard.components.forms import Offer, Values, deed_form, opened_on
from dashboard.components.late_entry import dated
from dashboard.components.links import anchor
from dashboard.components.row_deeds import row_deeds
from dashboard.components.table import Column, table
from dashboard.session import Session, record
from dashboard.text import plain, words
from dashboard.wording import say
from dashboard.written_days import needed_day
from data_models.commands.engagement import amend_contact
from data_models.queries.areas import AreaPicture
from data_models.queries.engagement import ContactRow
from data_models.rules.references import Kind, reference
from data_models.visibility import Deed

WITHHELD = "Read by the area’s own team and senior managers"


def contacts_table(contacts: Iterable[ContactRow]) -> Markup:
    """The latest first. What was said is there only for whoever may read it; the rest see when, how and what for."""
    rows = list(contacts)
    columns: list[Column[ContactRow]] = [
        Column("Reference", lambda one: one.reference, names_row=True),
        Column("Held", lambda one: dated(one.held_on, one.entry), "date"),
        Column("Kind", lambda one: say(one.kind)),
        Column("Purposes", lambda one: "; ".join(f"{int(purpose)} {say(purpose)}" for purpose in one.purposes)),
        Column("Summary", _summary, "words"),
        Column("Recorded by", lambda one: one.recorded_by or ""),
    ]
    if any(_offer(one).is_allowed for one in rows):
        deeds = Column[ContactRow](
            "Change", lambda one: row_deeds("area", one.reference, _offer(one), area=one.area_code)
        )
        columns.append(deeds)
    empty = "No contact is logged for this area yet. Log the first one with the button above."
    return table(rows, columns, caption="Contacts, the latest first", empty=empty, tall="24rem")


def _summary(one: ContactRow) -> Markup:
    said = Markup('<span class="soft">{}</span>').format(WITHHELD) if one.is_withheld else words(one.summary)
    about = _about(one)
    return Markup('{}<span class="about">{}</span>').format(said, about) if about else said


def _about(one: ContactRow) -> Markup:
    """To whom or what it signposted, the scrutiny body, and the plan it was about."""
    parts = [plain(f"Signposted to {one.signposted_to}")] if one.signposted_to else []
    parts += [plain(say(one.body))] if one.body else []
    if one.plan_id is not None:
        parts.append(anchor(f"Plan {reference(Kind.PLAN, one.plan_id)}", "action-plans", plan=one.plan_id))
    return Markup(" · ").join(parts)


def _offer(one: ContactRow) -> Offer:
    return Offer(f"amend-contact-{one.id}", "Put right", Deed.LOG_CONTACT, (one.area_code,), opened=one.row_version)


def contact_forms(shown: AreaPicture) -> None:
    """The form of the entry that the address has open, if any."""
    plans = {one.id: f"{one.reference} {one.name}" for one in shown.plans}
    for one in shown.contacts:
        if one.plan_id is not None:
            plans.setdefault(one.plan_id, reference(Kind.PLAN, one.plan_id))
        _form(one, plans)


def _form(one: ContactRow, plans: dict[int, str]) -> None:
    here = {one.area_code: one.area_name}

    def do(session: Session, said: Values) -> str:
        amend_contact(
            session,
            by=record().viewer,
            on=record().on,
            contact_id=one.id,
            held_on=needed_day(said["held_on"], "held_on", "Write the day it was held.", record().on),
            kind=said["kind"],
            purposes=said["purposes"],
            summary=said["summary"],
            signposted_to=said["signposted_to"],
            body=said["body"],
            plan_id=said["plan_id"],
            expected_version=said["opened"],
        )
        return f"{one.reference} is put right; the entry as it was stays in the history."

    deed_form(
        _offer(one),
        title=f"Put {one.reference} right",
        save="Save the entry",
        fields=lambda name: {"opened": opened_on(one.row_version)} | contact_fields(name, here, plans, one),
        do=do,
    )
