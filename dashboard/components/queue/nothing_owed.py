"""What to say to somebody who owes nothing, and where to look instead."""

from markupsafe import Markup

from dashboard.components.links import anchor
from dashboard.components.notices import notice
from data_models.vocabulary import RoleName

NOTHING: dict[RoleName, tuple[str, str, str]] = {
    RoleName.SERVICE_MANAGER: ("No decision waits for you.", "See where the risk is", "overview"),
    RoleName.CHIEF_INSPECTOR: ("No decision waits for you.", "See where the risk is", "overview"),
    RoleName.SUPPORT_OFFICER: ("Every post is covered, and nobody leaves soon.", "See who covers what", "coverage"),
    RoleName.ADMINISTRATOR: ("An administrator owes nothing about areas.", "See the record", "administration"),
    RoleName.SHARED_SCREEN: ("A shared screen has no work of its own.", "See where the risk is", "overview"),
}
NO_AREAS = ("You cover no area today, so nothing is asked of you.", "See who covers what", "coverage")
NOTHING_OWED = ("Nothing is owed here.", "See where the risk is", "overview")
NOTHING_SOON = ("Nothing needs you this month; what comes later is below.", "See where the risk is", "overview")


def nothing_at_all(role: RoleName) -> Markup:
    """Neither owed nor covered: what that means for this role."""
    return notice(_way_on(NOTHING.get(role, NO_AREAS)), tone="blue")


def nothing_now(*, has_later: bool) -> Markup:
    """Nothing this month, or nothing at all with these filters."""
    return notice(_way_on(NOTHING_SOON if has_later else NOTHING_OWED), tone="green")


def _way_on(said: tuple[str, str, str]) -> Markup:
    sentence, label, path = said
    return Markup("{} {}").format(sentence, anchor(label, path))
