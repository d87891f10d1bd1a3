"""What was corrected of a published report: from what to what, by whom, when and why, and as of which day."""

from datetime import date

import pytest
from sqlalchemy import Engine

from data_models.commands.corrections import correct_evaluation
from data_models.commands.drafts import change_evaluation
from data_models.commands.evaluations import record_evaluation
from data_models.commands.publication import publish_report
from data_models.database import reading, unit_of_work
from data_models.past import reading_past
from data_models.queries.corrections import CorrectionRow
from data_models.queries.inspection_picture import inspection_picture
from data_models.queries.record import head
from data_models.tables import Evaluation
from data_models.visibility import Deed, Viewer
from data_models.vocabulary import Grade, RoleName
from tests.builders import ANGUS, MORAY, TODAY, all_of, an_inspection, changing
from tests.data_models.queries.small_record import DEFAULTS

SUPPORT = Viewer(name="Jo Support", role=RoleName.SUPPORT_OFFICER)
OWN = Viewer(name="Own", role=RoleName.LINK_INSPECTOR, areas=frozenset({ANGUS}))
ELSEWHERE = Viewer(name="Elsewhere", role=RoleName.LINK_INSPECTOR, areas=frozenset({MORAY}))


@pytest.fixture
def published(engine: Engine) -> Engine:
    """An inspection published as good, after a draft that called it unsatisfactory."""
    with changing(engine) as session:
        inspection = an_inspection(session)
        drafted = record_evaluation(
            session, by=SUPPORT, on=TODAY, inspection_id=inspection.id, worth=Grade.UNSATISFACTORY, label="Impact"
        )
    with changing(engine) as session:
        change_evaluation(session, by=OWN, on=TODAY, evaluation_id=drafted.id, worth=Grade.GOOD, verbatim="Good.")
    with changing(engine) as session:
        publish_report(session, by=SUPPORT, on=TODAY, inspection_id=inspection.id)
    return engine


def correct(engine: Engine, worth: Grade, reason: str, verbatim: str = "Good.", on: date = TODAY) -> None:
    deed = Deed.CORRECT_EVALUATION.value
    with unit_of_work(engine, by=SUPPORT, deed=deed) as session:
        (evaluation,) = all_of(session, Evaluation)
        correct_evaluation(
            session, by=SUPPORT, on=on, evaluation_id=evaluation.id, worth=worth, reason=reason, verbatim=verbatim
        )


def corrections(engine: Engine, viewer: Viewer = ELSEWHERE, change: int | None = None) -> tuple[CorrectionRow, ...]:
    with reading(engine) if change is None else reading_past(engine, change) as session:
        picture = inspection_picture(session, viewer, on=TODAY, thresholds=DEFAULTS, inspection_id=1)
        assert picture is not None
        return picture.corrections


def test_what_was_never_corrected_has_no_correction(published: Engine) -> None:
    assert corrections(published) == ()


def test_each_correction_is_told_and_no_draft_is(published: Engine) -> None:
    correct(published, Grade.WEAK, "A page was missing.", verbatim="Weak.")
    correct(published, Grade.ADEQUATE, "It was found again.", verbatim="Weak.", on=date(2026, 3, 9))
    told = [
        (one.before.grade, one.after.grade, one.reason, one.corrected_by, one.corrected_on)
        for one in corrections(published)
    ]
    assert told == [
        (Grade.GOOD, Grade.WEAK, "A page was missing.", "Jo Support", TODAY),
        (Grade.WEAK, Grade.ADEQUATE, "It was found again.", "Jo Support", date(2026, 3, 9)),
    ]
    assert [(one.before.verbatim, one.after.verbatim) for one in corrections(published)][0] == ("Good.", "Weak.")


def test_of_the_past_only_what_was_corrected_by_then_is_told(published: Engine) -> None:
    with reading(published) as session:
        before = head(session).change
    for worth in (Grade.WEAK, Grade.ADEQUATE):
        correct(published, worth, f"Corrected to {worth.name.lower()}.")
    assert corrections(published, change=before) == ()
    assert [one.after.grade for one in corrections(published, change=before + 1)] == [Grade.WEAK]
    assert [one.after.grade for one in corrections(published, change=before + 2)] == [Grade.WEAK, Grade.ADEQUATE]
