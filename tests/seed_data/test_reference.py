"""The reference lists in a record."""

from datetime import date

import pytest
from sqlmodel import col, func, select

from data_models.database import reading, unit_of_work
from data_models.errors import CommandRefused, NotAllowed
from data_models.queries.published_stored import area_names
from data_models.tables import (
    Area,
    AreaAlias,
    FootprintStep,
    Partnership,
    Programme,
    ProgrammeMilestone,
    RecordMarker,
    SelfEvaluation,
    ThematicParticipation,
)
from data_models.visibility import SYSTEM, Viewer
from data_models.vocabulary import Origin, PartnershipKind, RoleName
from seed_data import reference_lists
from seed_data.reference import load_reference

ON = date(2026, 3, 3)


def load(engine, by=SYSTEM, kind=Origin.OFFICE):
    with unit_of_work(engine, by=by, deed="load_reference_data") as session:
        load_reference(session, by=by, kind=kind, on=ON)


def count(session, table, *where):
    return session.exec(select(func.count()).select_from(table).where(*where)).one()


def test_the_lists_are_loaded_whole(engine):
    load(engine)
    with reading(engine) as session:
        hscps = col(Partnership.kind) == PartnershipKind.HEALTH_AND_SOCIAL_CARE
        assert count(session, Area) == 32
        assert count(session, Partnership, hscps) == 31
        assert count(session, Programme) == len(reference_lists.programmes())
        assert count(session, FootprintStep) == len(reference_lists.footprints())
        assert count(session, SelfEvaluation) == 32
        assert count(session, ThematicParticipation) == len(reference_lists.participations())


def test_the_record_is_marked_as_what_it_is(sqlite_engine):
    load(sqlite_engine, kind=Origin.DEMONSTRATION)
    with reading(sqlite_engine) as session:
        marker = session.get(RecordMarker, 1)
        assert marker is not None
        assert (marker.kind, marker.made_on) == (Origin.DEMONSTRATION, ON)


def test_loading_twice_is_refused_and_changes_nothing(sqlite_engine):
    load(sqlite_engine)
    with pytest.raises(CommandRefused, match="already"):
        load(sqlite_engine)
    with reading(sqlite_engine) as session:
        assert count(session, Area) == 32


def test_somebody_who_is_not_an_administrator_is_refused(sqlite_engine):
    with pytest.raises(NotAllowed):
        load(sqlite_engine, by=Viewer(name="Support", role=RoleName.SUPPORT_OFFICER))
    with reading(sqlite_engine) as session:
        assert count(session, Area) == 0


def test_the_record_knows_every_name_of_an_area_that_the_lists_know(sqlite_engine):
    load(sqlite_engine)
    with reading(sqlite_engine) as session:
        assert area_names(session) == reference_lists.area_names()
        assert count(session, AreaAlias) > 15


def test_a_milestone_known_to_the_month_is_a_stretch_of_days_and_planned_stays_apart_from_actual(sqlite_engine):
    load(sqlite_engine)
    with reading(sqlite_engine) as session:
        wanted = select(ProgrammeMilestone).where(col(ProgrammeMilestone.actual_on) == date(2025, 6, 10))
        report = session.exec(wanted).one()
        assert (report.planned_on, report.planned_to) == (date(2025, 5, 1), date(2025, 5, 31))
        assert report.actual_to is None
