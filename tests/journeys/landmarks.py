"""Where things are in the demonstration record: an area, an inspection, a plan, a decision that is owed."""

from dataclasses import dataclass

from sqlalchemy import Engine
from sqlmodel import Session

from dashboard.session import today
from data_models.database import reading
from data_models.queries.action_items import items
from data_models.queries.follow_up import register
from data_models.queries.good_practice import practices
from data_models.queries.inspections import inspections
from data_models.queries.people import everyone, persona_viewer
from data_models.queries.record import thresholds
from data_models.queries.risk_flags import flags
from data_models.visibility import Viewer
from data_models.vocabulary import CandidateState, FlagState, ItemStatus, Stage
from seed_data.demonstration.under_way import EMBARGOED_AREA


@dataclass(frozen=True)
class Landmarks:
    """Codes and numbers by what they are. "Own" is of the link inspector whom one can look as in a demonstration."""

    own_area: str
    own_area_name: str
    own_inspection: int
    owed: int
    other_owed: int
    own_item: int
    own_item_reference: str
    own_plan: int
    own_flag: int
    disputed_item: int
    embargoed_area: str
    embargoed_inspection: int
    practice: int


def landmarks_of(engine: Engine) -> Landmarks:
    with reading(engine) as session:
        people = everyone(session)
        inspector, senior = (persona_viewer(people, one, today()) for one in ("link-inspector", "senior-manager"))
        assert inspector is not None
        assert senior is not None
        return _found(session, inspector, senior)


def _found(session: Session, own: Viewer, senior: Viewer) -> Landmarks:
    on, limits = today(), thresholds(session)
    candidates = register(session, own, on=on, thresholds=limits).candidates
    decision, other = sorted(
        (one for one in candidates if one.state is CandidateState.OWED),
        key=lambda one: not own.covers(one.areas[0].code),
    )[:2]
    assert own.covers(decision.areas[0].code)
    assert not own.covers(other.areas[0].code)
    every = items(session, senior, on=on, thresholds=limits)
    item = next(one for one in every if one.status is ItemStatus.IN_PROGRESS and own.covers(one.areas[0].code))
    embargoed = next(one for one in inspections(session, senior, on=on) if one.stage is Stage.EMBARGOED)
    assert embargoed.areas[0].name == EMBARGOED_AREA
    return Landmarks(
        own_area=decision.areas[0].code,
        own_area_name=decision.areas[0].name,
        own_inspection=decision.inspection_id,
        owed=decision.id,
        other_owed=other.id,
        own_item=item.id,
        own_item_reference=item.reference,
        own_plan=item.plan_id,
        own_flag=next(
            one.id for one in flags(session, own, on=on) if one.state is FlagState.OPEN and own.covers(one.area_code)
        ),
        disputed_item=next(one.id for one in every if one.status is ItemStatus.DISPUTED),
        embargoed_area=embargoed.areas[0].code,
        embargoed_inspection=embargoed.id,
        practice=practices(session, senior, on=on)[0].id,
    )
