"""The pages that are promised, and the personas that are sent to them."""

from dashboard.navigation import BY_PATH, SCREENS
from dashboard.personas import BY_KEY, PERSONAS

PROMISED = [
    *("overview", "my-areas", "area", "inspections", "action-plans", "risk-flags", "follow-up"),
    *("meeting", "coverage", "programmes", "reviews", "good-practice", "changes", "reports", "administration", "help"),
]


def test_every_promised_path_is_a_page_of_its_own():
    assert [screen.path for screen in SCREENS] == PROMISED


def test_every_page_has_its_file():
    assert [screen.path for screen in SCREENS if not screen.file.exists()] == []


def test_no_two_pages_share_a_title():
    assert len({screen.title for screen in SCREENS}) == len(SCREENS)


def test_every_persona_lands_on_a_page_that_is_there():
    assert {persona.landing for persona in PERSONAS} <= set(BY_PATH)


def test_the_words_of_the_address_for_personas_are_kept():
    assert list(BY_KEY) == [
        "link-inspector",
        "relationship-manager-adult",
        "relationship-manager-elc",
        "senior-manager",
        "support-officer",
        "administrator",
        "shared-screen",
    ]
