"""The words of the list of changes: a deed that has none would be shown as code."""

from dashboard.wording import DEEDS, did
from data_models.visibility import Deed


def test_every_deed_has_words_of_its_own():
    assert set(DEEDS) == set(Deed)
    assert len(set(DEEDS.values())) == len(DEEDS)


def test_a_deed_of_the_audit_trail_is_said_in_words():
    assert did("publish_report") == "published a report"


def test_a_deed_this_version_does_not_know_is_still_readable():
    assert did("build_a_test") == "build a test"
