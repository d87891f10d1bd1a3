"""The people one can look as in a demonstration."""

from dataclasses import dataclass

from dashboard.navigation import LANDING
from data_models.vocabulary import RoleName


@dataclass(frozen=True, slots=True)
class Persona:
    """`key` is the word in the address, a promise to bookmarks; `role` is what one is where nobody has it."""

    key: str
    words: str
    role: RoleName

    @property
    def landing(self) -> str:
        return LANDING[self.role]


PERSONAS = (
    Persona("link-inspector", "Link inspector", RoleName.LINK_INSPECTOR),
    Persona("relationship-manager-adult", "Relationship manager, adult services", RoleName.RELATIONSHIP_MANAGER_ADULT),
    Persona(
        "relationship-manager-elc",
        "Relationship manager, early learning and childcare",
        RoleName.RELATIONSHIP_MANAGER_ELC,
    ),
    Persona("senior-manager", "Senior manager", RoleName.CHIEF_INSPECTOR),
    Persona("support-officer", "Strategic support officer", RoleName.SUPPORT_OFFICER),
    Persona("administrator", "Administrator", RoleName.ADMINISTRATOR),
    Persona("shared-screen", "Shared screen", RoleName.SHARED_SCREEN),
)
BY_KEY = {persona.key: persona for persona in PERSONAS}
DEFAULT = BY_KEY["senior-manager"]
