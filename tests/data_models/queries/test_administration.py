from data_models.database import reading
from data_models.queries.administration import administration
from data_models.queries.together import together
from data_models.rules.settings import SETTINGS
from data_models.vocabulary import CoverRole, Origin
from tests.data_models.queries.small_record import SENIOR, TODAY, writing
from tests.data_models.queries.whole_portfolio import whole_portfolio


def asked(engine):
    with reading(engine) as session:
        return administration(session, SENIOR, on=TODAY)


def test_an_empty_record_has_every_setting_at_its_default_and_no_marker(engine):
    found = asked(engine)
    assert [one.setting.key for one in found.settings] == list(SETTINGS)
    assert not any(one.is_set for one in found.settings)
    assert (found.people, found.imports, found.marker, found.changes) == ((), (), None, ())


def test_a_setting_that_was_changed_says_by_whom_and_why(engine):
    with writing(engine) as session:
        whole_portfolio(session)
    (one,) = [one for one in asked(engine).settings if one.is_set]
    assert (one.setting.key, one.value, one.default, one.reason) == ("plan_weeks", "8", "6", "Agreed")
    assert one.set_by == "Link Inspector Dashboard"
    assert one.set_at is not None
    assert one.set_at.tzinfo is not None


def test_an_import_counts_the_rows_that_became_no_inspection(engine):
    with writing(engine) as session:
        whole_portfolio(session)
    (one,) = asked(engine).imports
    assert (one.file_name, one.rows_kept, one.unplaced) == ("published.csv", 2, 1)


def test_people_come_by_name_with_what_they_cover_today(engine):
    with writing(engine) as session:
        whole_portfolio(session)
    pat, sam = asked(engine).people
    assert (pat.display_name, {one.role for one in pat.covers}, sam.covers) == ("Pat", set(CoverRole), ())


def test_a_self_check_is_given_what_it_counts(engine):
    with writing(engine) as session:
        whole_portfolio(session)
    found = asked(engine)
    assert found.marker is not None
    assert found.marker.kind is Origin.DEMONSTRATION
    checks = found.checks
    assert (checks.areas, checks.health_and_social_care, checks.contradictions) == (2, 1, 1)
    assert (checks.changes, checks.newest_change, checks.current_assignments, checks.people_here) == (1, 1, 3, 2)


def test_no_question_needs_no_statement(engine):
    with reading(engine) as session:
        assert together(session, {}) == {}
