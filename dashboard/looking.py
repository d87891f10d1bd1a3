"""Who is looking: a persona in a demonstration. Somebody unknown sees a sentence and nothing else."""

from dataclasses import replace
from datetime import date

from sqlmodel import Session

from dashboard.personas import Persona
from dashboard.session import ChooseViewer
from data_models.errors import NotAllowed
from data_models.queries.people import everyone, persona_viewer
from data_models.queries.record import Head
from data_models.visibility import Viewer
from data_models.vocabulary import Origin, RoleName

# Who a demonstration persona is while the record has nobody of that role: they see what everybody may see.
STANDING_IN: dict[str, RoleName] = {
    "link-inspector": RoleName.LINK_INSPECTOR,
    "relationship-manager-adult": RoleName.RELATIONSHIP_MANAGER_ADULT,
    "relationship-manager-elc": RoleName.RELATIONSHIP_MANAGER_ELC,
    "senior-manager": RoleName.CHIEF_INSPECTOR,
    "support-officer": RoleName.SUPPORT_OFFICER,
    "administrator": RoleName.ADMINISTRATOR,
}


def looking_as(persona: Persona) -> ChooseViewer:
    """The viewer a persona stands for, in a demonstration record only."""

    def choose(session: Session, on: date, head: Head) -> Viewer:
        if head.kind not in (None, Origin.DEMONSTRATION):
            raise NotAllowed("This record is not a demonstration: nobody can look at it without signing in.")
        found = persona_viewer(everyone(session), persona.key, on)
        return found or Viewer(name=persona.words, role=STANDING_IN[persona.key])

    return choose


def on_shared_screen(choose: ChooseViewer) -> ChooseViewer:
    """The same person before a room: nothing unpublished is read for them, and nothing can be changed."""

    def choose_for_room(session: Session, on: date, head: Head) -> Viewer:
        return replace(choose(session, on, head), shared_screen=True)

    return choose_for_room


def nobody(session: Session, on: date, head: Head) -> Viewer:  # noqa: ARG001 the shape of every ChooseViewer
    """Without a demonstration and without a sign-in there is no one to show anything to."""
    raise NotAllowed(
        "Sign-in is not set up for this record, so it is shown to nobody. Ask the administrator to set it up."
    )
