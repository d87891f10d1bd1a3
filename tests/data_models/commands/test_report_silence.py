"""A published report that gives no intention or timescale: the alert is answered, and stays in sight as answered."""

import pytest
from sqlalchemy import Engine
from sqlmodel import Session

from data_models.commands.publication import record_intention
from data_models.commands.report_silence import note_report_gives_none
from data_models.database import reading
from data_models.errors import CommandRefused, Invalid, NotAllowed
from data_models.queries.follow_up import register
from data_models.queries.follow_up_rows import CandidateRow
from data_models.queries.ledger import WHOLE_RECORD, ledger
from data_models.queries.matters import account
from data_models.queries.record import thresholds
from data_models.queries.rule_grounds import fired_in, matters_of, rule_grounds
from data_models.queries.rule_rows import rows_now
from data_models.rules.follow_up import Lack
from data_models.tables import Inspection, ReportSilence
from data_models.visibility import Viewer
from data_models.vocabulary import Grade, MatterKind, RoleName
from tests.builders import (
    ANGUS,
    MORAY,
    TODAY,
    a_published_inspection,
    a_viewer,
    all_of,
    an_inspection,
    asked,
    changing,
)

SUPPORT = Viewer(name="Support", role=RoleName.SUPPORT_OFFICER)
WHY = "The report gives no timescale; the panel set one of its own."


def intend_without_a_timescale(session: Session, inspection: Inspection) -> None:
    said = asked(recorded=True, intention_text="We will return.")
    record_intention(session, by=SUPPORT, on=TODAY, inspection_id=inspection.id, **said)


def alerts(engine: Engine) -> int:
    with reading(engine) as session:
        found = account(session, WHOLE_RECORD, on=TODAY, thresholds=thresholds(session))
    return sum(one.kind is MatterKind.INTENTION_MISSING for one in found.matters)


def row(engine: Engine) -> CandidateRow:
    with reading(engine) as session:
        (one,) = register(session, WHOLE_RECORD, on=TODAY, thresholds=thresholds(session)).candidates
    return one


def test_noting_that_the_report_gives_none_answers_the_alert_and_stays_in_sight(engine: Engine) -> None:
    with changing(engine) as session:
        inspector = a_viewer(session, areas=[ANGUS])
        inspection = a_published_inspection(session, [Grade.WEAK])
        intend_without_a_timescale(session, inspection)
    assert (alerts(engine), row(engine).is_silence_open) == (1, True)
    with changing(engine) as session:
        note_report_gives_none(session, by=inspector, on=TODAY, inspection_id=inspection.id, reason=WHY)
    after = row(engine)
    assert alerts(engine) == 0
    assert after.silence is not None
    assert (after.lacks, after.is_silence_open) == ((Lack.TIMESCALE,), False)
    assert (after.silence.reason, after.silence.noted_on) == (WHY, TODAY)
    with reading(engine) as session:
        assert ledger(session, on=TODAY, thresholds=thresholds(session)).is_sound


def test_the_rule_about_it_holds_no_longer_once_it_is_answered(engine: Engine) -> None:
    with changing(engine) as session:
        senior = a_viewer(session, RoleName.CHIEF_INSPECTOR)
        published_on = TODAY.replace(year=TODAY.year - 1)
        inspection = a_published_inspection(session, [Grade.WEAK], published_on=published_on)
    assert "intention-missing" in fired(engine)
    with changing(engine) as session:
        note_report_gives_none(session, by=senior, on=TODAY, inspection_id=inspection.id, reason=WHY)
    assert "intention-missing" not in fired(engine)


def fired(engine: Engine) -> set[str]:
    with reading(engine) as session:
        ground, known = rule_grounds(rows_now(session), TODAY)[ANGUS], thresholds(session)
    return {one.rule.code for one in fired_in(ground, matters_of(ground, TODAY, known), TODAY, known)}


def test_what_the_report_says_recorded_anew_breaks_the_answer_and_the_same_words_do_not(engine: Engine) -> None:
    with changing(engine) as session:
        inspector = a_viewer(session, areas=[ANGUS])
        inspection = a_published_inspection(session, [Grade.WEAK])
        intend_without_a_timescale(session, inspection)
        note_report_gives_none(session, by=inspector, on=TODAY, inspection_id=inspection.id, reason=WHY)
    with changing(engine) as session:
        intend_without_a_timescale(session, inspection)
    assert alerts(engine) == 0
    with changing(engine) as session:
        record_intention(session, by=SUPPORT, on=TODAY, inspection_id=inspection.id, recorded=False)
    assert (alerts(engine), row(engine).silence) == (1, None)


def test_it_is_refused_without_a_reason_before_publication_where_nothing_lacks_and_twice(engine: Engine) -> None:
    with changing(engine) as session:
        inspector = a_viewer(session, areas=[ANGUS])
        draft, published = an_inspection(session), a_published_inspection(session, [Grade.WEAK])
        whole = a_published_inspection(session, [Grade.WEAK])
        whole.intention_recorded, whole.timescale_text = True, "within a year"
        session.flush()

        def note(inspection: Inspection, reason: str = WHY) -> None:
            note_report_gives_none(session, by=inspector, on=TODAY, inspection_id=inspection.id, reason=reason)

        with pytest.raises(Invalid, match="Say why"):
            note(published, " ")
        with pytest.raises(CommandRefused, match="not published yet"):
            note(draft)
        with pytest.raises(CommandRefused, match="nothing that it does not give"):
            note(whole)
        note(published)
        with pytest.raises(CommandRefused, match="noted on 3 March 2026 already"):
            note(published)
        assert len(all_of(session, ReportSilence)) == 1


@pytest.mark.parametrize(
    ("role", "areas"),
    [
        (RoleName.LINK_INSPECTOR, [MORAY]),
        (RoleName.RELATIONSHIP_MANAGER_ADULT, [ANGUS]),
        (RoleName.SUPPORT_OFFICER, []),
        (RoleName.ADMINISTRATOR, []),
    ],
)
def test_only_the_area_s_inspector_and_senior_managers_answer_it(engine: Engine, role, areas) -> None:
    with changing(engine) as session:
        inspection = a_published_inspection(session, [Grade.WEAK])
        by = a_viewer(session, role, areas)
        with pytest.raises(NotAllowed):
            note_report_gives_none(session, by=by, on=TODAY, inspection_id=inspection.id, reason=WHY)
