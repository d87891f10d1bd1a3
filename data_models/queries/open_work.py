"""Everything that is open in an area and goes with one of its posts: nothing is dropped when it changes hands."""

from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any

from sqlalchemy import select
from sqlmodel import Session, col

from data_models.queries.ledger import WHOLE_RECORD
from data_models.queries.matters import Account, account, account_from
from data_models.queries.owed import AREA, is_to_come
from data_models.queries.owed import questions as questions_of_matters
from data_models.queries.scope import findings_readable
from data_models.queries.together import Found, Question, together
from data_models.rules.matters import Matter
from data_models.rules.owing import goes_with
from data_models.rules.references import Kind, reference
from data_models.rules.settings import Thresholds
from data_models.tables import ActionPlan, Inspection, InspectionArea, Programme, TeamMember
from data_models.visibility import Viewer
from data_models.vocabulary import CoverRole, MatterKind, PlanState, Stage

STANDING = frozenset({MatterKind.FLAG_OPEN})


@dataclass(frozen=True)
class OpenPlan:
    """A plan that is not closed. `actions` are those of its actions that are still open."""

    id: int
    area_code: str
    partnership_name: str
    state: PlanState
    actions: int

    @property
    def reference(self) -> str:
        return reference(Kind.PLAN, self.id)


@dataclass(frozen=True)
class UnderWay:
    """An inspection that is planned or under way: its draft is being written. `team` are the people in it by number."""

    id: int
    area_code: str
    partnership_name: str
    programme_name: str
    stage: Stage
    lead_id: int | None
    team: frozenset[int]

    @property
    def reference(self) -> str:
        return reference(Kind.INSPECTION, self.id)


@dataclass(frozen=True)
class OpenWork:
    """What goes with one post of one area: its plans, inspections, clocks in queue order, and open flags of anybody."""

    area_code: str
    role: CoverRole
    plans: tuple[OpenPlan, ...] = ()
    inspections: tuple[UnderWay, ...] = ()
    matters: tuple[Matter, ...] = ()
    flags: tuple[Matter, ...] = ()

    @property
    def references(self) -> tuple[str, ...]:
        """Every record that is spoken of, each once, in the order of the kinds."""
        named = [one.reference for one in self.plans] + [one.reference for one in self.inspections]
        return tuple(dict.fromkeys([*named, *(one.reference for one in (*self.matters, *self.flags))]))


@dataclass(frozen=True)
class OpenEverywhere:
    """Plans and inspections of the whole record that this person may know of, beside the matters of the day."""

    plans: tuple[OpenPlan, ...]
    inspections: tuple[UnderWay, ...]
    account: Account

    def with_post(self, area_code: str, role: CoverRole) -> OpenWork:
        """What goes with this post. Only a link inspector has the plans and the inspections of the area."""
        here = [one for one in self.account.matters if one.area_code == area_code and goes_with(one.kind, role)]
        has_all = role is CoverRole.LINK_INSPECTOR
        return OpenWork(
            area_code,
            role,
            plans=tuple(one for one in self.plans if has_all and one.area_code == area_code),
            inspections=tuple(one for one in self.inspections if has_all and one.area_code == area_code),
            matters=tuple(one for one in here if one.kind not in STANDING),
            flags=tuple(one for one in here if one.kind in STANDING),
        )

    def team_of(self, person_id: int) -> tuple[UnderWay, ...]:
        """The inspections somebody leads or is in the team of, each once."""
        theirs = [one for one in self.inspections if person_id == one.lead_id or person_id in one.team]
        return tuple({one.id: one for one in theirs}.values())


def open_everywhere(session: Session, viewer: Viewer, *, on: date, thresholds: Thresholds) -> OpenEverywhere:
    """Everything open in every area. One statement."""
    found = together(session, questions_of_matters(viewer) | questions(viewer))
    return open_from(found, account_from(found, on, thresholds))


def withheld(session: Session, viewer: Viewer, *, on: date, thresholds: Thresholds) -> tuple[tuple[str, int], ...]:
    """How many open records of each area rest on findings that this person does not read, so that a list can say that
    it is not the whole. Areas by code. Two statements.
    """
    whole = account(session, WHOLE_RECORD, on=on, thresholds=thresholds).matters
    seen = {(one.area_code, one.reference) for one in account(session, viewer, on=on, thresholds=thresholds).matters}
    hidden = {(one.area_code, one.reference) for one in whole} - seen
    counted = Counter(code for code, _ in hidden)
    return tuple(sorted(counted.items()))


def questions(viewer: Viewer) -> dict[str, Question]:
    """What is asked beside `owed.questions`."""
    return {
        "open_plans": _of_areas(col(ActionPlan.id), col(ActionPlan.state), col(Inspection.partnership_name))
        .join(ActionPlan, col(ActionPlan.inspection_id) == col(Inspection.id))
        .where(findings_readable(viewer), col(ActionPlan.state) != PlanState.CLOSED),
        "to_come": _of_areas(
            col(Inspection.id),
            col(Inspection.stage),
            col(Inspection.partnership_name),
            col(Inspection.lead_id),
            col(Programme.name).label("programme_name"),
        )
        .join(Programme, col(Inspection.programme_id) == col(Programme.id))
        .where(is_to_come(viewer)),
        "teams": select(col(TeamMember.inspection_id), col(TeamMember.person_id))
        .join(Inspection, col(TeamMember.inspection_id) == col(Inspection.id))
        .where(col(TeamMember.person_id).is_not(None), is_to_come(viewer)),
    }


def open_from(found: Mapping[str, list[Found]], account: Account) -> OpenEverywhere:
    """The same, from what `questions` found and from the matters of the day."""
    actions: dict[tuple[str, int], int] = {}
    for one in found["items"]:
        where = (one["area_code"], one["plan_id"])
        actions[where] = actions.get(where, 0) + 1
    teams: dict[int, set[int]] = {}
    for one in found["teams"]:
        teams.setdefault(one["inspection_id"], set()).add(one["person_id"])
    plans = [OpenPlan(**one, actions=actions.get((one["area_code"], one["id"]), 0)) for one in found["open_plans"]]
    inspections = [UnderWay(**one, team=frozenset(teams.get(one["id"], ()))) for one in found["to_come"]]
    return OpenEverywhere(
        plans=tuple(sorted(plans, key=lambda one: (one.area_code, one.id))),
        inspections=tuple(sorted(inspections, key=lambda one: (one.area_code, one.id))),
        account=account,
    )


def _of_areas(*columns: Any) -> Question:
    return (
        select(AREA.label("area_code"), *columns)
        .select_from(InspectionArea)
        .join(Inspection, col(InspectionArea.inspection_id) == col(Inspection.id))
    )
