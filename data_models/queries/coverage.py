"""Who covers what, where the gap is, and what would be left if somebody left."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date

from sqlalchemy import func, select
from sqlmodel import Session, col

from data_models.queries import open_work
from data_models.queries.ground import AreaGround
from data_models.queries.matters import Account, account_from
from data_models.queries.open_work import OpenEverywhere
from data_models.queries.owed import questions
from data_models.queries.together import Found, Question, in_order, together
from data_models.rules.coverage import Cover, uncovered_since, workload
from data_models.rules.matters import Matter
from data_models.rules.owing import IS_A_TASK
from data_models.rules.settings import Thresholds
from data_models.tables import VERSION_TABLES, Assignment, Person
from data_models.visibility import Viewer
from data_models.vocabulary import CoverRole, MatterKind, RoleName, Team


@dataclass(frozen=True)
class Post:
    """One area in one role on a day. Without a person it is a gap: `uncovered_since` is None if it never was held."""

    area_code: str
    area_name: str
    role: CoverRole
    person_id: int | None
    person: str | None
    starts_on: date | None
    ends_on: date | None
    assignment_id: int | None
    uncovered_since: date | None
    next_person: str | None
    next_starts_on: date | None
    next_ends_on: date | None
    next_assignment_id: int | None

    @property
    def is_gap(self) -> bool:
        return self.person_id is None


@dataclass(frozen=True)
class Workload:
    """What one person carries on a day. `tasks` and `overdue` are matters they own; `flags` the open flags they own."""

    person_id: int
    person: str
    role: RoleName
    team: Team | None
    started_on: date | None
    left_on: date | None
    link_inspector: int
    relationship_manager_adult: int
    relationship_manager_elc: int
    tasks: int
    overdue: int
    flags: int

    @property
    def areas(self) -> int:
        return self.link_inspector + self.relationship_manager_adult + self.relationship_manager_elc


@dataclass(frozen=True)
class Coverage:
    """Posts by area and role, gaps now and coming, people by name; `work` is the ground they were read from.

    `written` has the number, row version and last day of every assignment as it stands in its row.
    """

    on: date
    posts: tuple[Post, ...]
    gaps_now: tuple[Matter, ...]
    gaps_coming: tuple[Matter, ...]
    people: tuple[Workload, ...]
    work: OpenEverywhere
    written: tuple[tuple[int, int, date | None], ...]
    last_changed: tuple[tuple[int, int], ...]

    @property
    def account(self) -> Account:
        return self.work.account


def coverage(session: Session, viewer: Viewer, *, on: date, thresholds: Thresholds) -> Coverage:
    """Three posts in every area on a day, and everybody who holds or could hold one. One statement."""
    found = together(session, questions(viewer) | open_work.questions(viewer) | _posts_questions())
    work = open_work.open_from(found, account_from(found, on, thresholds))
    read = work.account
    gaps = [one for one in read.matters if one.kind is MatterKind.COVER_GAP]
    names = {one["id"]: one["display_name"] for one in found["people"]}
    return Coverage(
        on=on,
        posts=tuple(_post(area, role, names, on) for area in read.areas for role in CoverRole),
        gaps_now=tuple(one for one in gaps if one.since is None or one.since <= on),
        gaps_coming=tuple(one for one in gaps if one.since is not None and one.since > on),
        people=_workloads(found["people"], read, on),
        work=work,
        written=tuple((one["id"], one["row_version"], one["ends_on"]) for one in in_order(found["written"], "id")),
        last_changed=tuple(sorted((one["person_id"], one["newest"]) for one in found["held"])),
    )


def _posts_questions() -> dict[str, Question]:
    past = VERSION_TABLES["assignment"]
    people = (col(Person.id), col(Person.display_name), col(Person.role), col(Person.team))
    newest = func.max(past.c.change_id).label("newest")
    return {
        "people": select(*people, col(Person.started_on), col(Person.left_on)),
        "written": select(col(Assignment.id), col(Assignment.row_version), col(Assignment.ends_on)),
        "held": select(past.c.person_id, newest).group_by(past.c.person_id),
    }


def _post(area: AreaGround, role: CoverRole, names: Mapping[int, str], on: date) -> Post:
    person_id = area.person_in(role, on)
    numbers = dict(area.assignment_ids)
    held = [one for one in area.covers if one.role is role and one.person_id == person_id and one.holds_on(on)]
    now = max(held, key=lambda one: one.starts_on, default=None)
    later = min(
        (one for one in area.covers if one.role is role and one.starts_on > on),
        key=lambda one: one.starts_on,
        default=None,
    )
    return Post(
        area_code=area.code,
        area_name=area.name,
        role=role,
        person_id=person_id,
        person=None if person_id is None else names[person_id],
        starts_on=now.starts_on if now else None,
        ends_on=now.ends_on if now else None,
        assignment_id=numbers[now] if now else None,
        uncovered_since=None if now else uncovered_since(area.covers, area.code, role, on),
        next_person=names[later.person_id] if later else None,
        next_starts_on=later.starts_on if later else None,
        next_ends_on=later.ends_on if later else None,
        next_assignment_id=numbers[later] if later else None,
    )


def _workloads(people: list[Found], read: Account, on: date) -> tuple[Workload, ...]:
    load = workload(covers_of(read), on)
    owned: dict[int | None, list[Matter]] = {}
    for matter in read.matters:
        owned.setdefault(matter.owner_id, []).append(matter)
    ordered = sorted(people, key=lambda one: (one["display_name"].casefold(), one["id"]))
    return tuple(_workload(one, load.get(one["id"], {}), owned.get(one["id"], []), on) for one in ordered)


def _workload(person: Found, posts: Mapping[CoverRole, int], owned: list[Matter], on: date) -> Workload:
    tasks = [one for one in owned if IS_A_TASK[one.kind]]
    return Workload(
        person_id=person["id"],
        person=person["display_name"],
        role=person["role"],
        team=person["team"],
        started_on=person["started_on"],
        left_on=person["left_on"],
        link_inspector=posts.get(CoverRole.LINK_INSPECTOR, 0),
        relationship_manager_adult=posts.get(CoverRole.RELATIONSHIP_MANAGER_ADULT, 0),
        relationship_manager_elc=posts.get(CoverRole.RELATIONSHIP_MANAGER_ELC, 0),
        tasks=len(tasks),
        overdue=sum(one.is_overdue(on) for one in tasks),
        flags=sum(one.kind is MatterKind.FLAG_OPEN for one in owned),
    )


def covers_of(read: Account) -> tuple[Cover, ...]:
    """Every assignment there ever was, as it holds."""
    return tuple(one for area in read.areas for one in area.covers)
