"""The people one can look as in a demonstration, and the page each is sent to first."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Persona:
    """`key` is the word in the address, a promise to bookmarks."""

    key: str
    words: str
    landing: str


PERSONAS = (
    Persona("link-inspector", "Link inspector", "my-areas"),
    Persona("relationship-manager-adult", "Relationship manager, adult services", "my-areas"),
    Persona("relationship-manager-elc", "Relationship manager, early learning and childcare", "my-areas"),
    Persona("senior-manager", "Senior manager", "overview"),
    Persona("support-officer", "Strategic support officer", "coverage"),
    Persona("administrator", "Administrator", "administration"),
    Persona("shared-screen", "Shared screen", "overview"),
)
BY_KEY = {persona.key: persona for persona in PERSONAS}
DEFAULT = BY_KEY["senior-manager"]
