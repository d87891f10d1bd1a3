"""Who is looking: whoever signed in, or in a demonstration a persona. Somebody unknown sees one sentence alone."""

from dataclasses import replace
from datetime import date

from sqlmodel import Session

from dashboard import register
from dashboard.personas import Persona
from dashboard.session import ChooseViewer, Visitor, admitted, engine, now
from dashboard.sign_in import Claim
from dashboard.wording import day as day_words
from data_models.errors import NotAllowed, RecordError
from data_models.queries.people import PersonRow, everyone, persona_viewer, signing_in_as, viewer_for
from data_models.queries.record import Head
from data_models.visibility import Viewer
from data_models.vocabulary import Origin, RoleName


def looking_as(persona: Persona) -> ChooseViewer:
    """The viewer a persona stands for, in a demonstration record only."""

    def choose(session: Session, on: date, head: Head) -> Viewer:
        if head.kind not in (None, Origin.DEMONSTRATION):
            raise NotAllowed("This record is not a demonstration: nobody can look at it without signing in.")
        found = persona_viewer(everyone(session), persona.key, on)
        return found or Viewer(name=persona.words, role=persona.role)

    return choose


def whoever_signed_in(claim: Claim) -> Visitor:
    """The person this sign-in is linked to, in the role and with the areas the record gives them today."""
    return Visitor(f"signed in: {claim.issuer} {claim.subject}", _linked_to(claim), claim)


def by_number(person_id: int) -> Visitor:
    """Somebody known by an address of their own instead of a sign-in, in the role and areas the record gives them."""

    def choose(session: Session, on: date, head: Head) -> Viewer:  # noqa: ARG001 the shape of every ChooseViewer
        person = next((one for one in everyone(session) if one.id == person_id), None)
        viewer = None if person is None or _why_shut_out(person, on) else viewer_for((person,), person.id, on)
        if viewer is None:
            raise NotAllowed("Nobody who works here has this address.")
        return viewer

    return Visitor(f"by an address: {person_id}", choose)


def may_fetch(claim: Claim) -> bool:
    """Whether this sign-in counts and is somebody's, for what is no page."""
    try:
        with admitted(whoever_signed_in(claim)):
            return True
    except RecordError:
        return False


def end_sign_in(claim: Claim) -> None:
    register.sign_out(engine(), claim, at=now())


def _linked_to(claim: Claim) -> ChooseViewer:
    def choose(session: Session, on: date, head: Head) -> Viewer:  # noqa: ARG001 the shape of every ChooseViewer
        person = signing_in_as(session, issuer=claim.issuer, subject=claim.subject)
        if person is None:
            raise NotAllowed(_told("This sign-in is not linked to anybody who works here", claim))
        if (why_not := _why_shut_out(person, on)) is not None:
            raise NotAllowed(_told(why_not, claim))
        viewer = viewer_for((person,), person.id, on)
        assert viewer is not None
        return viewer

    return choose


def _why_shut_out(person: PersonRow, on: date) -> str | None:
    if person.started_on is not None and on < person.started_on:
        return f"Your access begins on {day_words(person.started_on)}"
    last_days = [day for day in (person.left_on, person.access_ended_on) if day is not None and day < on]
    if last_days:
        return f"Your access ended on {day_words(min(last_days))}"
    if person.role is RoleName.SHARED_SCREEN:
        return "You have no role here"
    return None


def _told(what: str, claim: Claim) -> str:
    return f"{what}: give the administrator the subject {claim.subject} of the issuer {claim.issuer}."


def _on_shared_screen(choose: ChooseViewer) -> ChooseViewer:
    """The same person before a room: nothing unpublished is read for them, and nothing can be changed."""

    def choose_for_room(session: Session, on: date, head: Head) -> Viewer:
        return replace(choose(session, on, head), shared_screen=True)

    return choose_for_room


def before_a_room(visitor: Visitor) -> Visitor:
    """The same visitor, whose answers are kept apart from those they get at a screen of their own."""
    kept_as = f"{visitor.kept_as} on a shared screen"
    return replace(visitor, kept_as=kept_as, choose=_on_shared_screen(visitor.choose))
