"""Which of the six purposes a contact served: set as a whole, or merged with what others changed meanwhile."""

from sqlalchemy import or_, select
from sqlmodel import Session, col

from data_models.commands.editing import as_it_was
from data_models.commands.found import rows_of
from data_models.errors import Conflict
from data_models.tables import VERSION_TABLES, Contact, ContactPurpose
from data_models.tables.versions import DELETED
from data_models.vocabulary import Purpose

NOTHING_LEFT = "Somebody else took away the other purposes meanwhile: choose at least one that it served."


def set_purposes(session: Session, contact_id: int, wanted: frozenset[Purpose]) -> bool:
    """Whether that changed any."""
    there = rows_of(session, ContactPurpose, col(ContactPurpose.contact_id) == contact_id)
    known = {tag.purpose for tag in there}
    for tag in there:
        if tag.purpose not in wanted:
            session.delete(tag)
    for purpose in sorted(wanted - known):
        session.add(ContactPurpose(contact_id=contact_id, purpose=purpose))
    session.flush()
    return known != wanted


def merged_purposes(
    session: Session, contact: Contact, wanted: frozenset[Purpose], opened_on: int | None
) -> frozenset[Purpose]:
    """The purposes as they are now, with what this form added to those it was opened on, without what it took away.

    Refused where that leaves none.
    """
    if opened_on in (None, contact.row_version):
        return wanted
    now = frozenset(
        tag.purpose for tag in rows_of(session, ContactPurpose, col(ContactPurpose.contact_id) == contact.id)
    )
    base = _purposes_at(session, contact.id, as_it_was(session, contact, opened_on)["change_id"])
    merged = (now | (wanted - base)) - (base - wanted)
    if not merged:
        raise Conflict(NOTHING_LEFT, {"purposes": (_listed(base), _listed(now), _listed(wanted))})
    return merged


def _purposes_at(session: Session, contact_id: int, change: int) -> frozenset[Purpose]:
    past = VERSION_TABLES["contact_purpose"].c
    then = select(past.purpose).where(
        past.contact_id == contact_id,
        past.change_id <= change,
        or_(past.superseded_by.is_(None), past.superseded_by > change),
        past.operation != DELETED,
    )
    return frozenset(session.connection().execute(then).scalars())


def _listed(purposes: frozenset[Purpose]) -> str:
    return ", ".join(str(int(one)) for one in sorted(purposes)) or "none"
