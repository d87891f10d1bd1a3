"""The form in which a contact with an area is logged, by the six purposes it served."""

from collections.abc import Mapping

from dashboard.components.engagement.contact_fields import contact_fields
from dashboard.components.form_fields import needed
from dashboard.components.forms import Offer, Values, deed_form
from dashboard.session import Session, record
from dashboard.wording import count, day
from dashboard.written_days import needed_day
from data_models.commands.engagement import NewContact, log_contact
from data_models.visibility import Deed

LOG_CONTACT = "log-contact"


def contact_offer(area_codes: tuple[str, ...]) -> Offer:
    return Offer(LOG_CONTACT, "Log a contact", Deed.LOG_CONTACT, area_codes)


def show_contact_form(areas: Mapping[str, str], plans: Mapping[int, str] | None = None) -> None:
    """The form, when the address has it open. `areas` and `plans` are the choices: code or number to name."""
    known = plans or {}
    deed_form(
        contact_offer(tuple(areas)),
        title="Log a contact" if len(areas) > 1 else f"Log a contact with {next(iter(areas.values()), 'an area')}",
        save="Log this contact",
        fields=lambda name: contact_fields(name, areas, known),
        do=lambda session, values: _log(session, values, areas),
    )


def _log(session: Session, values: Values, areas: Mapping[str, str]) -> str:
    contact = NewContact(
        area_code=needed(values["area_code"], "area_code", "Choose the area."),
        held_on=needed_day(values["held_on"], "held_on", "Write the day it was held.", record().on),
        kind=values["kind"],
        purposes=frozenset(values["purposes"]),
        summary=values["summary"],
        signposted_to=values["signposted_to"],
        body=values["body"],
        plan_id=values["plan_id"],
    )
    logged = log_contact(session, by=record().viewer, on=record().on, contact=contact)
    served = count(len(contact.purposes), "purpose")
    return f"Logged a contact with {areas[logged.area_code]} on {day(logged.held_on)}, for {served}."
