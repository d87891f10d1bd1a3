"""Action plans: asked for, received, judged, agreed or returned, and the life of every item in them."""

from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import date, timedelta
from functools import partial
from itertools import cycle
from random import Random

from sqlmodel import Session, col, select

from data_models.commands.action_items import NewItem, add_action_item
from data_models.commands.action_plans import agree_plan, close_plan, judge_plan, receive_plan, return_plan
from data_models.commands.found import only
from data_models.commands.plan_requests import ask_for_plan
from data_models.tables import ActionPlan, Inspection, InspectionArea, Programme
from data_models.visibility import Deed, Viewer
from data_models.vocabulary import Origin, PlanJudgement
from seed_data.demonstration.diary import Do
from seed_data.demonstration.inspection_told import Told
from seed_data.demonstration.item_courses import Course, Step
from seed_data.demonstration.item_fates import FATES
from seed_data.demonstration.texts import Row, rows
from seed_data.demonstration.world import World

INVENTED = "invented"
RECEIVED_AFTER, JUDGED_AFTER, AGREED_AFTER = timedelta(weeks=5), timedelta(days=12), timedelta(days=4)


@dataclass
class Plan:
    """One plan as it is told; its number is known once it is in the record."""

    row: Row
    world: World
    chance: Random
    id: int = 0
    recommendation_ids: list[int] = field(default_factory=list)

    @property
    def code(self) -> str:
        return self.world.code(self.row["area"])

    def note(self, day: date, deed: Deed, do: Do) -> None:
        """Note something that the area's link inspector does."""
        self.world.diary.note(day, self.world.cast.of_area(self.code), deed, do)


def tell(world: World) -> None:
    for row in rows("plans"):
        plan = Plan(row, world, world.chance(f"plan {row['area']} {row['programme']}"))
        if row["programme"] == INVENTED:
            told = world.inspections[row["area"]]
            plan.recommendation_ids = told.recommendation_ids
            told.once_published.append(partial(_requested, plan=plan, told=told))
        else:
            plan.note(world.ago(weeks=int(row["asked_weeks_ago"])), Deed.RECEIVE_PLAN, partial(_asked, plan=plan))


def _requested(session: Session, on: date, *, plan: Plan, told: Told) -> None:
    """Publication requested it."""
    requested = only(session, ActionPlan, col(ActionPlan.inspection_id) == told.inspection_id)
    assert requested is not None
    plan.id = requested.id
    _await(plan, on)


def _asked(session: Session, by: Viewer, on: date, *, plan: Plan) -> None:
    """The report is part of the published record: the plan is asked for now."""
    found = session.exec(
        select(Inspection)
        .join(InspectionArea, col(InspectionArea.inspection_id) == col(Inspection.id))
        .join(Programme, col(Programme.id) == col(Inspection.programme_id))
        .where(col(InspectionArea.area_code) == plan.code, col(Programme.code) == plan.row["programme"])
        .where(col(Inspection.origin) == Origin.PUBLISHED_RECORD)
        .order_by(col(Inspection.id).desc())
    ).first()
    assert found is not None, plan.row
    plan.id = ask_for_plan(session, by=by, on=on, inspection_id=found.id).id
    _await(plan, on)


def _await(plan: Plan, requested_on: date) -> None:
    """The plan comes, is judged, and is agreed or goes back; its items are taken down as they were promised."""
    received_on = requested_on + RECEIVED_AFTER + timedelta(days=plan.chance.randint(-3, 6))
    judged_on = received_on + JUDGED_AFTER
    plan.note(received_on, Deed.RECEIVE_PLAN, partial(_received, plan=plan))
    agreed_on = plan.world.diary.working_day(judged_on + AGREED_AFTER)
    plan.note(received_on + timedelta(days=2), Deed.ADD_ACTION, partial(_promised, plan=plan, agreed_on=agreed_on))
    ending = plan.row["ending"]
    if ending != "received":
        plan.note(judged_on, Deed.JUDGE_PLAN, partial(_judged, plan=plan))
    if ending == "returned":
        plan.note(agreed_on, Deed.JUDGE_PLAN, partial(_returned, plan=plan))
    elif ending != "received":
        plan.note(agreed_on, Deed.JUDGE_PLAN, lambda s, by, on: agree_plan(s, by=by, on=on, plan_id=plan.id))
    if ending == "closed":
        plan.note(plan.world.ago(weeks=12), Deed.CLOSE_PLAN, partial(_closed, plan=plan))


def _received(session: Session, by: Viewer, on: date, *, plan: Plan) -> None:
    receive_plan(session, by=by, on=on, plan_id=plan.id, received_on=on)


def _judged(session: Session, by: Viewer, on: date, *, plan: Plan) -> None:
    answers = {
        "agreed": (PlanJudgement.ANSWERS, ""),
        "closed": (PlanJudgement.ANSWERS, ""),
        "returned": (PlanJudgement.DOES_NOT, "The plan repeats the findings; most actions have no measure of outcome."),
    }
    judgement, note = answers[plan.row["ending"]]
    if plan.row["leaves_gap"]:
        judgement, note = PlanJudgement.PARTLY, "One recommendation has no action yet; the partnership will add one."
    judge_plan(session, by=by, on=on, plan_id=plan.id, judgement=judgement, note=note)


def _returned(session: Session, by: Viewer, on: date, *, plan: Plan) -> None:
    reason = "Say for each action what will be different for children, how that is measured and by when."
    due_on = plan.world.today + timedelta(days=9)
    return_plan(session, by=by, on=on, plan_id=plan.id, reason=reason, due_on=due_on)


def _closed(session: Session, by: Viewer, on: date, *, plan: Plan) -> None:
    reason = "Every action is verified or withdrawn; improvement is followed in routine contact from here on."
    close_plan(session, by=by, on=on, plan_id=plan.id, reason=reason)


# --- items ---


def _promised(session: Session, by: Viewer, on: date, *, plan: Plan, agreed_on: date) -> None:
    """Take the plan's items down, and note what becomes of each."""
    answered = _recommendations(plan)
    for fate, text in zip(plan.row["fates"], _actions(plan), strict=False):
        course = Course(plan.chance, agreed_on, plan.world.today, _lead(plan, text["lead"]))
        FATES[fate](course)
        promised = NewItem(
            text=text["text"],
            lead_agency=course.lead,
            due_on=max(plan.world.diary.working_day(course.due), on),
            outcome_measure=text["measure"],
            recommendation_ids=next(answered),
        )
        item = add_action_item(session, by=by, on=on, plan_id=plan.id, item=promised)
        _note_course(plan, course, item.id)


def _actions(plan: Plan) -> list[Row]:
    """Actions of the plan's strand first, those of any strand among them; none twice in a plan."""
    own = [row for row in rows("actions") if row["strand"] == plan.row["strand"]]
    shared = [row for row in rows("actions") if row["strand"] == "any"]
    wanted = len(plan.row["fates"])
    chosen = plan.chance.sample(own, k=wanted - wanted // 3) + plan.chance.sample(shared, k=wanted // 3)
    return sorted(chosen, key=lambda row: row["theme"])


def _recommendations(plan: Plan) -> Iterator[tuple[int, ...]]:
    """Each item answers a recommendation in turn; some plans leave the last unanswered, and one item answers none."""
    ids = plan.recommendation_ids[:-1] if plan.row["leaves_gap"] else plan.recommendation_ids
    answers: list[tuple[int, ...]] = [(one,) for one in ids] or [()]
    if plan.row["leaves_gap"]:
        answers.append(())
    return cycle(answers)


def _lead(plan: Plan, token: str) -> str:
    """The organisation that leads, as it is called in this area."""
    name, area = plan.row["area"], plan.world.areas[plan.row["area"]]
    return {
        "{council}": area.official_name,
        "{board}": area.health_board,
        "{hscp}": f"{name} Health and Social Care Partnership",
        "{ijb}": f"{name} Integration Joint Board",
        "{police}": "Police Scotland",
        "{cpc}": f"{name} Child Protection Committee",
        "{apc}": f"{name} Adult Protection Committee",
        "{cog}": f"{name} chief officers group",
        "{cpp}": f"{name} community planning partnership",
        "{training}": f"{name} public protection learning and development group",
        "{learning}": f"{name} learning review group",
    }[token]


def _note_course(plan: Plan, course: Course, item_id: int) -> None:
    senior, office = plan.world.cast.as_member("c02"), plan.world.cast.as_member("s02")
    link_inspector = plan.world.cast.of_area(plan.code)
    for step in course.steps:
        # Claims come in at the office: whoever takes one down does not verify it.
        who = senior if step.senior else office if step.deed is Deed.CLAIM_COMPLETION else link_inspector
        plan.world.diary.note(step.day, who, step.deed, partial(_acted, step=step, item_id=item_id))


def _acted(session: Session, by: Viewer, on: date, *, step: Step, item_id: int) -> None:
    step.act(session, by, on, item_id)
