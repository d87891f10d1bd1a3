"""Where is the risk, and is someone dealing with it?"""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date

from sqlalchemy import select
from sqlmodel import Session, col

from data_models.queries import ledger as ledgers
from data_models.queries import matrix as matrices
from data_models.queries import trend as trends
from data_models.queries.ledger_rows import Ledger
from data_models.queries.matrix import Matrix
from data_models.queries.matters import Account, account_from, area_standings
from data_models.queries.owed import questions
from data_models.queries.together import Found, Question, together
from data_models.queries.trend import TrendPoint
from data_models.rules.area_status import FOLLOW_UP_KINDS, AreaStanding, Reason, StatusRule
from data_models.rules.matters import Matter
from data_models.rules.settings import Thresholds
from data_models.tables import Area, Person
from data_models.visibility import Viewer
from data_models.vocabulary import AreaStatus, CandidateState, CoverRole, MatterKind


@dataclass(frozen=True)
class Headlines:
    """The numbers at the top, each beside those that make it mean something.

    Areas: `red`, `amber` of `areas`; `need_someone` is both. Decisions on follow-up owed, and overdue. Evaluations:
    `calling` weak or worse in the published record, `accounted_for`, and how they stand. Monitoring: open, proposed,
    next review. Actions: open, of which overdue, the longest by how many days. Posts: all, those without
    anybody, and those that soon will be.
    """

    areas: int
    red: int
    amber: int
    decisions_owed: int
    decisions_overdue: int
    calling: int
    accounted_for: int
    owed: int
    decided: int
    closed: int
    sequel_not_established: int
    monitoring_open: int
    monitoring_proposed: int
    next_monitoring_review_on: date | None
    actions_open: int
    actions_overdue: int
    longest_overdue_days: int
    claims_waiting: int
    posts: int
    posts_uncovered: int
    posts_ending: int

    @property
    def need_someone(self) -> int:
        return self.red + self.amber


@dataclass(frozen=True)
class AreaTile:
    """One area on the map and in the ranked list: its status, why, its marks, and who acts."""

    code: str
    name: str
    tile_row: int
    tile_column: int
    tile_label: str
    tile_code: str
    status: AreaStatus
    reasons: tuple[Reason, ...]
    has_follow_up: bool
    has_monitoring: bool
    has_no_cover: bool
    link_inspector_id: int | None
    link_inspector: str | None
    overdue: int

    @property
    def worst_days(self) -> int:
        return max((reason.worst_days for reason in self.reasons), default=0)


@dataclass(frozen=True)
class Overview:
    """The whole portfolio on a day. `ranked` has every area, the one that most needs somebody first."""

    on: date
    headlines: Headlines
    ranked: tuple[AreaTile, ...]
    matrix: Matrix
    trend: tuple[TrendPoint, ...]
    ledger: Ledger
    matters: tuple[Matter, ...]


def overview(session: Session, viewer: Viewer, *, on: date, thresholds: Thresholds) -> Overview:
    """Everything the first page shows, as far as this person may know of it. One statement."""
    asked = portrait_questions(viewer) | matrices.questions() | trends.questions()
    found = together(session, asked)
    read = account_from(found, on, thresholds)
    standings = area_standings(read, on=on, thresholds=thresholds)
    checked = ledgers.ledger_from(found, read)
    return Overview(
        on=on,
        headlines=headlines_from(read, standings, checked, on),
        ranked=tiles_from(found, read, standings, on),
        matrix=matrices.matrix_from(found),
        trend=trends.trend_from(found, on),
        ledger=checked,
        matters=read.matters,
    )


def portrait_questions(viewer: Viewer) -> dict[str, Question]:
    """What the numbers at the top and the tile map ask."""
    tiles = select(
        col(Area.gss_code), col(Area.tile_row), col(Area.tile_column), col(Area.tile_label), col(Area.tile_code)
    )
    names = select(col(Person.id), col(Person.display_name))
    return questions(viewer) | ledgers.questions() | {"tiles": tiles, "names": names}


def headlines_from(read: Account, standings: tuple[AreaStanding, ...], checked: Ledger, on: date) -> Headlines:
    of = {kind: _one_per_record(read, kind) for kind in MatterKind}
    gaps = [one for one in read.matters if one.kind is MatterKind.COVER_GAP]
    uncovered = sum(one.since is None or one.since <= on for one in gaps)
    late = [one.days_overdue(on) for one in of[MatterKind.ACTION_DUE] if one.is_overdue(on)]
    reviews = [one.due_on for one in of[MatterKind.MONITORING_REVIEW] if one.due_on is not None]
    return Headlines(
        areas=len(standings),
        red=sum(one.status is AreaStatus.RED for one in standings),
        amber=sum(one.status is AreaStatus.AMBER for one in standings),
        decisions_owed=len(of[MatterKind.DECISION_OWED]),
        decisions_overdue=sum(one.is_overdue(on) for one in of[MatterKind.DECISION_OWED]),
        calling=checked.calling,
        accounted_for=checked.accounted_for,
        owed=checked.standing_as(CandidateState.OWED),
        decided=checked.standing_as(CandidateState.DECIDED),
        closed=checked.standing_as(CandidateState.CLOSED),
        sequel_not_established=checked.standing_as(CandidateState.SEQUEL_NOT_ESTABLISHED),
        monitoring_open=len(of[MatterKind.MONITORING_REVIEW]),
        monitoring_proposed=len(of[MatterKind.MONITORING_PROPOSED]),
        next_monitoring_review_on=min(reviews, default=None),
        actions_open=len(of[MatterKind.ACTION_DUE]) + len(of[MatterKind.CLAIM_TO_VERIFY]),
        actions_overdue=len(late),
        longest_overdue_days=max(late, default=0),
        claims_waiting=len(of[MatterKind.CLAIM_TO_VERIFY]),
        posts=len(read.areas) * len(CoverRole),
        posts_uncovered=uncovered,
        posts_ending=len(gaps) - uncovered,
    )


def _one_per_record(read: Account, kind: MatterKind) -> list[Matter]:
    """A thing owed by a partnership of several areas is one thing in the numbers of the whole."""
    return list({one.record_id: one for one in read.matters if one.kind is kind}.values())


def tiles_from(
    found: Mapping[str, list[Found]], read: Account, standings: tuple[AreaStanding, ...], on: date
) -> tuple[AreaTile, ...]:
    places = {one["gss_code"]: one for one in found["tiles"]}
    names = {one["id"]: one["display_name"] for one in found["names"]}
    grounds = {area.code: area for area in read.areas}
    theirs: dict[str, list[Matter]] = {}
    for one in read.matters:
        theirs.setdefault(one.area_code, []).append(one)
    tiles = []
    for standing in standings:
        ground, matters = grounds[standing.area_code], theirs.get(standing.area_code, [])
        place = {key: value for key, value in places[ground.code].items() if key != "gss_code"}
        rules = {reason.rule for reason in standing.reasons}
        tiles.append(
            AreaTile(
                code=ground.code,
                name=ground.name,
                **place,
                status=standing.status,
                reasons=standing.reasons,
                has_follow_up=any(one.kind in FOLLOW_UP_KINDS for one in matters),
                has_monitoring=StatusRule.MONITORING_OPEN in rules,
                has_no_cover=StatusRule.NO_COVER in rules,
                link_inspector_id=ground.link_inspector_id,
                link_inspector=None if ground.link_inspector_id is None else names[ground.link_inspector_id],
                overdue=sum(one.is_overdue(on) for one in matters if one.kind is not MatterKind.COVER_GAP),
            )
        )
    return tuple(tiles)
