"""A small record for tests: each builder writes one thing and returns it, with what is not asked for filled in.

with changing(engine) as session:
    an_area(session)
    inspection = a_published_inspection(session, grades=[Grade.WEAK])
"""

from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from datetime import date, timedelta
from typing import Any, TypeVar

from sqlalchemy import Engine
from sqlmodel import Session, SQLModel, col, select

from data_models.commands.evaluations import record_evaluation
from data_models.commands.found import rows_of
from data_models.commands.inspections import plan_inspection, set_stage
from data_models.commands.publication import publish_report
from data_models.database import unit_of_work
from data_models.tables import (
    ActionItem,
    ActionPlan,
    Area,
    Assignment,
    FootprintStep,
    Indicator,
    Inspection,
    Person,
    Programme,
    RiskFlag,
)
from data_models.visibility import COVER_ROLE_OF, SYSTEM, Viewer
from data_models.vocabulary import (
    Grade,
    ImpactLevel,
    ItemStatus,
    MilestoneKind,
    PlanState,
    RiskDescriptor,
    RiskTheme,
    RoleName,
    Scale,
    ScrutinyType,
    Stage,
    Strand,
)

T = TypeVar("T", bound=SQLModel)
Found = TypeVar("Found")

TODAY = date(2026, 3, 3)
ANGUS, MORAY = "S12000041", "S12000020"
NAMES = {ANGUS: "Angus", MORAY: "Moray"}


@contextmanager
def changing(engine: Engine) -> Iterator[Session]:
    """One numbered change of the record."""
    with unit_of_work(engine, by=SYSTEM, deed="build_a_test") as session:
        yield session


def asked(**fields: Any) -> dict[str, Any]:
    """What several calls of a command are asked with."""
    return fields


def put(session: Session, row: T) -> T:
    session.add(row)
    session.flush()
    return row


def there(found: Found | None) -> Found:
    """What was looked for, which the record of the test holds."""
    assert found is not None
    return found


def all_of(session: Session, table: type[T], *where: object) -> list[T]:
    """The rows, in the order of their keys."""
    return rows_of(session, table, *where)


def an_area(session: Session, code: str = ANGUS) -> Area:
    """The area; made when it is not there."""
    name = NAMES.get(code, code)
    return session.get(Area, code) or put(
        session,
        Area(
            gss_code=code,
            short_name=name,
            official_name=f"{name} Council",
            health_board="NHS Tayside",
            health_board_code="S08000030",
            tile_row=1,
            tile_column=len(code),
            tile_label=name,
            tile_code=name[:3].upper(),
        ),
    )


def a_person(
    session: Session, role: RoleName = RoleName.LINK_INSPECTOR, areas: Sequence[str] = (), name: str = "Robin Example"
) -> Person:
    """A member of staff, covering these areas since a year ago."""
    person = put(session, Person(display_name=name, role=role, started_on=TODAY - timedelta(days=365)))
    for code in areas:
        an_area(session, code)
        put(
            session,
            Assignment(
                area_code=code,
                person_id=person.id,
                role=COVER_ROLE_OF[role],
                starts_on=TODAY - timedelta(days=365),
            ),
        )
    return person


def a_viewer(session: Session, role: RoleName = RoleName.LINK_INSPECTOR, areas: Sequence[str] = ()) -> Viewer:
    """A new person of this role, as the one who looks or acts."""
    person = a_person(session, role, areas)
    return Viewer(name=person.display_name, role=role, person_id=person.id, areas=frozenset(areas))


def a_programme(
    session: Session,
    scale: Scale = Scale.SIX_POINT,
    plan_weeks: int | None = None,
    code: str = "cso-at-home",
    strand: Strand = Strand.CHILDREN,
) -> Programme:
    """A programme without a footprint. On the scale "none" it does not evaluate."""
    return put(
        session,
        Programme(
            code=code,
            name="Compulsory supervision orders at home",
            strand=strand,
            scrutiny_type=ScrutinyType.INSPECTION,
            scale=scale,
            evaluates=scale is not Scale.NONE,
            plan_name="joint action plan",
            plan_weeks=plan_weeks,
        ),
    )


def a_footprint(session: Session, programme: Programme) -> None:
    """Four steps of a footprint: notification, a survey over weeks, the panel, publication."""
    steps = [
        (MilestoneKind.NOTIFICATION, 1, 1),
        (MilestoneKind.STAFF_SURVEY, 4, 7),
        (MilestoneKind.PANEL, 17, 17),
        (MilestoneKind.PUBLICATION, 21, 21),
    ]
    for place, (kind, first, last) in enumerate(steps, start=1):
        label = kind.value.replace("_", " ").capitalize()
        step = FootprintStep(
            programme_id=programme.id, kind=kind, label=label, week_from=first, week_to=last, position=place
        )
        put(session, step)


def an_indicator(
    session: Session, programme: Programme, name: str = "Impact on children", number: str = "2.1"
) -> Indicator:
    return put(session, Indicator(programme_id=programme.id, name=name, number=number))


def an_inspection(
    session: Session,
    programme: Programme | None = None,
    areas: Sequence[str] = (ANGUS,),
    stage: Stage = Stage.ANALYSIS,
    starts_on: date = date(2025, 9, 1),
) -> Inspection:
    """An inspection of these areas, as far as ready to be published."""
    support = Viewer(name="Support", role=RoleName.SUPPORT_OFFICER)
    for code in areas:
        an_area(session, code)
    inspection = plan_inspection(
        session,
        by=support,
        on=starts_on,
        programme_id=(programme or _the_programme(session)).id,
        area_codes=areas,
        partnership_name="Angus Community Planning Partnership",
        starts_on=starts_on,
    )
    return set_stage(session, by=support, on=starts_on, inspection_id=inspection.id, stage=stage)


def a_published_inspection(
    session: Session,
    grades: Sequence[Grade] = (Grade.GOOD,),
    areas: Sequence[str] = (ANGUS,),
    published_on: date = TODAY,
    programme: Programme | None = None,
) -> Inspection:
    """An inspection published with these grades, on indicators called "Indicator 1" and so on."""
    support = Viewer(name="Support", role=RoleName.SUPPORT_OFFICER)
    inspection = an_inspection(session, programme, areas, starts_on=min(date(2025, 9, 1), published_on))
    for place, grade in enumerate(grades, start=1):
        record_evaluation(
            session,
            by=support,
            on=published_on,
            inspection_id=inspection.id,
            worth=grade,
            label=f"Indicator {place}",
        )
    return publish_report(session, by=support, on=published_on, inspection_id=inspection.id)


def _the_programme(session: Session) -> Programme:
    made = session.exec(select(Programme).where(col(Programme.code) == "cso-at-home")).first()
    return made or a_programme(session)


def a_plan(session: Session, areas: Sequence[str] = (ANGUS,), state: PlanState = PlanState.REQUESTED) -> ActionPlan:
    """The plan requested after an inspection published 60 days ago; received, and agreed, where that is asked for."""
    inspection = a_published_inspection(session, areas=areas, published_on=TODAY - timedelta(days=60))
    asked = all_of(session, ActionPlan, col(ActionPlan.inspection_id) == inspection.id)
    plan = asked[0] if asked else ActionPlan(inspection_id=inspection.id, requested_on=inspection.published_on)
    plan.state = state
    if state is not PlanState.REQUESTED:
        plan.received_on = TODAY - timedelta(days=20)
    return put(session, plan)


def an_item(
    session: Session,
    plan: ActionPlan | None = None,
    due_on: date = TODAY + timedelta(days=90),
    status: ItemStatus = ItemStatus.NOT_STARTED,
) -> ActionItem:
    """A promised action of an agreed plan; where its status needs one, a claim that a support officer took down."""
    plan = plan or a_plan(session, state=PlanState.AGREED)
    number = 1 + len(all_of(session, ActionItem, col(ActionItem.plan_id) == plan.id))
    item = ActionItem(
        plan_id=plan.id,
        number=number,
        text="Hold multi-agency audits every quarter",
        lead_agency="Angus Council",
        original_due_on=due_on,
        due_on=due_on,
        status=status,
    )
    if status in (ItemStatus.CLAIMED, ItemStatus.DISPUTED):
        item.claimed_on, item.claimed_by = TODAY - timedelta(days=10), "Angus Council"
        item.claim_recorded_by_id = a_person(session, RoleName.SUPPORT_OFFICER, name="Sam Example").id
        item.evidence_note = "Four audit reports"
    return put(session, item)


def a_flag(session: Session, area: str = ANGUS, owner: Viewer | None = None) -> RiskFlag:
    """An open flag that a person raised a month ago."""
    an_area(session, area)
    return put(
        session,
        RiskFlag(
            area_code=area,
            theme=RiskTheme.WORKFORCE,
            descriptor=RiskDescriptor.UNCERTAINTY,
            title="Vacancies in the duty team",
            potential_impact="Children wait longer for a decision",
            impact_level=ImpactLevel.MEDIUM,
            raised_on=TODAY - timedelta(days=30),
            review_on=TODAY + timedelta(days=60),
            owner_id=owner.person_id if owner else None,
        ),
    )
