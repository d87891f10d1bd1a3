"""Planning, stages and milestones of an inspection."""

from datetime import date, timedelta

import pytest
from sqlalchemy import Engine
from sqlmodel import Session

from data_models.commands.inspections import cancel_inspection, plan_inspection, set_stage
from data_models.commands.milestones import add_milestone, record_milestone
from data_models.errors import CommandRefused, Conflict, Invalid, NotAllowed, NotFound
from data_models.rules.inspections import Holiday
from data_models.tables import Inspection, InspectionArea, Milestone, TeamMember
from data_models.visibility import Viewer
from data_models.vocabulary import (
    MilestoneKind,
    Origin,
    PublicationState,
    RoleName,
    Stage,
    TeamRole,
)
from tests.builders import (
    ANGUS,
    MORAY,
    TODAY,
    a_footprint,
    a_person,
    a_programme,
    a_published_inspection,
    a_viewer,
    all_of,
    an_area,
    an_inspection,
    changing,
)

SUPPORT = Viewer(name="Support", role=RoleName.SUPPORT_OFFICER)
MONDAY = date(2026, 3, 2)


def planned(session: Session, areas: tuple[str, ...] = (ANGUS,), holidays: tuple[Holiday, ...] = ()) -> Inspection:
    programme = a_programme(session)
    a_footprint(session, programme)
    for code in areas:
        an_area(session, code)
    return plan_inspection(
        session,
        by=SUPPORT,
        on=TODAY,
        programme_id=programme.id,
        area_codes=areas,
        partnership_name="Angus Community Planning Partnership",
        starts_on=MONDAY,
        holidays=holidays,
    )


def milestone(session: Session, kind: MilestoneKind) -> Milestone:
    return next(m for m in all_of(session, Milestone) if m.kind is kind)


def test_a_planned_inspection_gets_its_milestones_from_the_footprint(engine: Engine) -> None:
    with changing(engine) as session:
        inspection = planned(session, (ANGUS, MORAY))
        laid_out = [(m.planned_from, m.planned_on) for m in all_of(session, Milestone)]
        areas = {link.area_code for link in all_of(session, InspectionArea)}
    assert laid_out == [
        (None, MONDAY),
        (date(2026, 3, 23), date(2026, 4, 19)),
        (None, date(2026, 6, 22)),
        (None, date(2026, 7, 20)),
    ]
    assert areas == {ANGUS, MORAY}
    assert (inspection.stage, inspection.planned_publication_on) == (Stage.PLANNED, date(2026, 7, 20))
    assert inspection.origin is Origin.OFFICE


def test_weeks_of_holiday_are_left_out_of_the_plan(engine: Engine) -> None:
    easter = Holiday(date(2026, 4, 3), date(2026, 4, 17))
    with changing(engine) as session:
        inspection = planned(session, holidays=(easter,))
    assert inspection.planned_publication_on == date(2026, 8, 3)


def test_an_inspection_needs_an_area_a_partnership_and_a_year_that_is_one(engine: Engine) -> None:
    with changing(engine) as session:
        programme = a_programme(session)
        with pytest.raises(Invalid) as refused:
            plan_inspection(
                session,
                by=SUPPORT,
                on=TODAY,
                programme_id=programme.id,
                area_codes=[],
                partnership_name=" ",
                starts_on=MONDAY,
                plan_year="next year",
            )
        inspections = all_of(session, Inspection)
    assert set(refused.value.problems) == {"area_codes", "partnership_name", "plan_year"}
    assert inspections == []


def test_the_lead_of_a_planned_inspection_has_the_first_place_in_its_team(engine: Engine) -> None:
    with changing(engine) as session:
        an_area(session)
        lead = a_person(session)
        inspection = plan_inspection(
            session,
            by=SUPPORT,
            on=TODAY,
            programme_id=a_programme(session).id,
            area_codes=[ANGUS],
            partnership_name="Angus",
            starts_on=MONDAY,
            lead_id=lead.id,
        )
        (place,) = all_of(session, TeamMember)
    assert (inspection.lead_id, place.person_id, place.role) == (lead.id, lead.id, TeamRole.LEAD)


def test_an_area_that_does_not_exist_is_named_in_the_refusal(engine: Engine) -> None:
    with changing(engine) as session:
        programme = a_programme(session)
        with pytest.raises(NotFound, match="no area S99999999"):
            plan_inspection(
                session,
                by=SUPPORT,
                on=TODAY,
                programme_id=programme.id,
                area_codes=["S99999999"],
                partnership_name="Nowhere",
                starts_on=MONDAY,
            )


def test_somebody_who_has_left_does_not_lead_an_inspection(engine: Engine) -> None:
    with changing(engine) as session:
        an_area(session)
        lead = a_person(session)
        lead.left_on = TODAY - timedelta(days=1)
        with pytest.raises(CommandRefused, match="Robin Example left on"):
            plan_inspection(
                session,
                by=SUPPORT,
                on=TODAY,
                programme_id=a_programme(session).id,
                area_codes=[ANGUS],
                partnership_name="Angus",
                starts_on=MONDAY,
                lead_id=lead.id,
            )


def test_a_link_inspector_does_not_plan_inspections(engine: Engine) -> None:
    with changing(engine) as session:
        own = a_viewer(session, areas=[ANGUS])
        with pytest.raises(NotAllowed, match="Your role cannot plan inspection"):
            plan_inspection(
                session,
                by=own,
                on=TODAY,
                programme_id=a_programme(session).id,
                area_codes=[ANGUS],
                partnership_name="Angus",
                starts_on=MONDAY,
            )


# --- stages ---


def test_a_stage_is_set_onward_and_one_step_back(engine: Engine) -> None:
    with changing(engine) as session:
        inspection = an_inspection(session, stage=Stage.NOTIFIED)
        set_stage(session, by=SUPPORT, on=TODAY, inspection_id=inspection.id, stage=Stage.FIELDWORK)
        set_stage(session, by=SUPPORT, on=TODAY, inspection_id=inspection.id, stage=Stage.SCOPING)
        with pytest.raises(CommandRefused, match="cannot become “planned”"):
            set_stage(session, by=SUPPORT, on=TODAY, inspection_id=inspection.id, stage=Stage.PLANNED)
    assert inspection.stage is Stage.SCOPING


@pytest.mark.parametrize("stage", [Stage.EMBARGOED, Stage.PUBLISHED, Stage.CANCELLED])
def test_nobody_embargoes_publishes_or_cancels_by_setting_a_stage(engine: Engine, stage: Stage) -> None:
    with changing(engine) as session:
        inspection = an_inspection(session)
        with pytest.raises(CommandRefused, match="instead of setting its stage"):
            set_stage(session, by=SUPPORT, on=TODAY, inspection_id=inspection.id, stage=stage)


def test_an_inspection_stepped_back_from_embargo_is_no_longer_embargoed(engine: Engine) -> None:
    with changing(engine) as session:
        inspection = an_inspection(session)
        inspection.stage, inspection.publication_state = Stage.EMBARGOED, PublicationState.EMBARGOED
        set_stage(session, by=SUPPORT, on=TODAY, inspection_id=inspection.id, stage=Stage.ACCURACY_CHECK)
    assert inspection.publication_state is PublicationState.NOT_PUBLISHED


def test_a_cancelled_inspection_stays_with_its_reason(engine: Engine) -> None:
    with changing(engine) as session:
        inspection = an_inspection(session)
        with pytest.raises(Invalid, match="why the inspection is cancelled"):
            cancel_inspection(session, by=SUPPORT, on=TODAY, inspection_id=inspection.id, reason="")
        cancel_inspection(session, by=SUPPORT, on=TODAY, inspection_id=inspection.id, reason="Put off a year.")
        with pytest.raises(CommandRefused, match="Plan a new one"):
            cancel_inspection(session, by=SUPPORT, on=TODAY, inspection_id=inspection.id, reason="Again.")
    assert inspection.stage is Stage.CANCELLED
    assert inspection.published_note == "Cancelled on 3 March 2026: Put off a year."


def test_a_published_inspection_is_never_cancelled(engine: Engine) -> None:
    with changing(engine) as session:
        inspection = a_published_inspection(session)
        with pytest.raises(CommandRefused, match="can no longer be cancelled"):
            cancel_inspection(session, by=SUPPORT, on=TODAY, inspection_id=inspection.id, reason="A slip.")


# --- milestones ---


def test_reaching_a_milestone_keeps_the_planned_day_and_moves_the_inspection_on(engine: Engine) -> None:
    with changing(engine) as session:
        inspection = planned(session)
        panel = milestone(session, MilestoneKind.PANEL)
        record_milestone(session, by=SUPPORT, on=date(2026, 7, 1), milestone_id=panel.id, actual_on=date(2026, 6, 30))
    assert (panel.planned_on, panel.actual_on) == (date(2026, 6, 22), date(2026, 6, 30))
    assert inspection.stage is Stage.PANEL


def test_a_milestone_entered_late_moves_nothing_back(engine: Engine) -> None:
    with changing(engine) as session:
        inspection = planned(session)
        for kind in (MilestoneKind.PANEL, MilestoneKind.STAFF_SURVEY):
            reached = milestone(session, kind)
            record_milestone(session, by=SUPPORT, on=TODAY, milestone_id=reached.id, actual_on=TODAY)
    assert inspection.stage is Stage.PANEL


def test_the_planned_day_of_a_reached_milestone_stays(engine: Engine) -> None:
    with changing(engine) as session:
        planned(session)
        notified = milestone(session, MilestoneKind.NOTIFICATION)
        record_milestone(session, by=SUPPORT, on=TODAY, milestone_id=notified.id, actual_on=TODAY)
        with pytest.raises(Invalid, match="the day it was planned for stays"):
            record_milestone(
                session, by=SUPPORT, on=TODAY, milestone_id=notified.id, planned_on=TODAY + timedelta(days=9)
            )
    assert notified.planned_on == MONDAY


def test_a_milestone_is_not_reached_on_a_day_ahead(engine: Engine) -> None:
    with changing(engine) as session:
        inspection = planned(session)
        panel = milestone(session, MilestoneKind.PANEL)
        with pytest.raises(Invalid, match="has not happened yet"):
            record_milestone(session, by=SUPPORT, on=TODAY, milestone_id=panel.id, actual_on=TODAY + timedelta(days=1))
    assert (panel.actual_on, inspection.stage) == (None, Stage.PLANNED)


def test_publication_is_not_reached_by_filling_in_a_day(engine: Engine) -> None:
    with changing(engine) as session:
        planned(session)
        publication = milestone(session, MilestoneKind.PUBLICATION)
        with pytest.raises(Invalid, match="Embargo or publish the report instead"):
            record_milestone(session, by=SUPPORT, on=TODAY, milestone_id=publication.id, actual_on=TODAY)


def test_moving_publication_moves_the_day_it_is_planned_for(engine: Engine) -> None:
    later = date(2026, 9, 1)
    with changing(engine) as session:
        inspection = planned(session)
        publication = milestone(session, MilestoneKind.PUBLICATION)
        record_milestone(session, by=SUPPORT, on=TODAY, milestone_id=publication.id, planned_on=later, note="Moved.")
    assert (inspection.planned_publication_on, publication.note) == (later, "Moved.")


def test_a_milestone_changed_by_two_people_at_once_asks_about_the_same_field(engine: Engine) -> None:
    with changing(engine) as session:
        planned(session)
        panel = milestone(session, MilestoneKind.PANEL)
        opened_on = panel.row_version
    with changing(engine) as session:
        theirs = date(2026, 6, 29)
        record_milestone(session, by=SUPPORT, on=TODAY, milestone_id=panel.id, planned_on=theirs)
    with changing(engine) as session:
        record_milestone(
            session, by=SUPPORT, on=TODAY, milestone_id=panel.id, note="By video.", expected_version=opened_on
        )
        with pytest.raises(Conflict) as asked:
            record_milestone(
                session,
                by=SUPPORT,
                on=TODAY,
                milestone_id=panel.id,
                planned_on=date(2026, 7, 6),
                expected_version=opened_on,
            )
        now = session.get(Milestone, panel.id)
    assert set(asked.value.fields) == {"planned_on"}
    assert now is not None
    assert (now.planned_on, now.note) == (theirs, "By video.")


def test_a_note_is_added_to_what_was_noted_before(engine: Engine) -> None:
    with changing(engine) as session:
        planned(session)
        panel = milestone(session, MilestoneKind.PANEL)
        for note in ("By video.", "", "Moved at the partnership's request."):
            record_milestone(session, by=SUPPORT, on=TODAY, milestone_id=panel.id, note=note)
        with pytest.raises(Invalid, match="Shorten this"):
            record_milestone(session, by=SUPPORT, on=TODAY, milestone_id=panel.id, note="x" * 3999)
    assert panel.note == "By video.\nMoved at the partnership's request."


def test_a_milestone_reached_by_mistake_is_taken_back_and_the_stage_stays(engine: Engine) -> None:
    with changing(engine) as session:
        inspection = planned(session)
        panel = milestone(session, MilestoneKind.PANEL)
        for day in (TODAY, None):
            record_milestone(session, by=SUPPORT, on=TODAY, milestone_id=panel.id, actual_on=day)
    assert (panel.actual_on, inspection.stage) == (None, Stage.PANEL)


def test_a_step_over_weeks_moves_with_its_first_day(engine: Engine) -> None:
    with changing(engine) as session:
        planned(session)
        survey = milestone(session, MilestoneKind.STAFF_SURVEY)
        with pytest.raises(Invalid, match="before the first"):
            record_milestone(session, by=SUPPORT, on=TODAY, milestone_id=survey.id, planned_from=date(2026, 4, 20))
        record_milestone(
            session,
            by=SUPPORT,
            on=TODAY,
            milestone_id=survey.id,
            planned_from=date(2026, 4, 20),
            planned_on=date(2026, 5, 17),
        )
    assert (survey.planned_from, survey.planned_on) == (date(2026, 4, 20), date(2026, 5, 17))


def test_a_milestone_the_footprint_has_not_got_is_added_after_the_others(engine: Engine) -> None:
    with changing(engine) as session:
        inspection = planned(session)
        added = add_milestone(
            session,
            by=SUPPORT,
            on=TODAY,
            inspection_id=inspection.id,
            kind=MilestoneKind.BRIEFING,
            label="Briefing for staff",
            planned_on=TODAY,
        )
    assert (added.position, added.actual_on) == (5, None)
