"""Is the record in order? People and access, settings, imports, and what a self-check counts."""

from dataclasses import dataclass
from datetime import date
from typing import Any

from sqlalchemy import ColumnElement, func, or_, select
from sqlmodel import Session, col

from data_models.queries.changes import ChangeRow, last_changes
from data_models.queries.ledger import ledger
from data_models.queries.ledger_rows import Ledger
from data_models.queries.rule_runs import LastRun, last_run_question, read_last_run
from data_models.queries.settings_in_force import SettingRow, setting_rows
from data_models.queries.together import Found, Question, grouped, in_order, picked, together
from data_models.rules.references import Kind, reference
from data_models.rules.settings import Thresholds
from data_models.tables import (
    Area,
    Assignment,
    Change,
    Contradiction,
    Partnership,
    Person,
    PublishedImport,
    PublishedRow,
    RecordMarker,
)
from data_models.visibility import Viewer
from data_models.vocabulary import CoverRole, Origin, PartnershipKind, RoleName, Team

# What only an administrator is sent of a person.
ACCESS = ("work_email", "issuer", "subject")


@dataclass(frozen=True)
class Covered:
    """An area somebody covers on the day asked about."""

    area_code: str
    area_name: str
    role: CoverRole


@dataclass(frozen=True)
class StaffRow:
    """One member of staff. Contact details and sign-in are empty to all but an administrator."""

    id: int
    display_name: str
    role: RoleName
    team: Team | None
    work_email: str | None
    issuer: str | None
    subject: str | None
    origin: Origin
    started_on: date | None
    left_on: date | None
    access_ended_on: date | None
    row_version: int
    covers: tuple[Covered, ...]

    @property
    def reference(self) -> str:
        return reference(Kind.PERSON, self.id)

    @property
    def has_sign_in(self) -> bool:
        """Whether a sign-in is linked; known to an administrator only."""
        return self.subject is not None


@dataclass(frozen=True)
class ImportRow:
    """One file of published facts. `unplaced` are rows that became no inspection."""

    id: int
    file_name: str
    sha256: str
    encoding: str
    rows_read: int
    rows_new: int
    imported_on: date
    rows_kept: int
    unplaced: int

    @property
    def reference(self) -> str:
        return reference(Kind.IMPORT, self.id)


@dataclass(frozen=True)
class MarkerRow:
    """What kind of record this is, since when."""

    kind: Origin
    made_on: date


@dataclass(frozen=True)
class SelfCheckInputs:
    """What a self-check compares with what should be there: `areas` 32, `health_and_social_care` 31 partnerships."""

    areas: int
    health_and_social_care: int
    contradictions: int
    changes: int
    newest_change: int
    current_assignments: int
    people_here: int


@dataclass(frozen=True)
class Administration:
    """The whole page. People by name, settings in the registry's order, imports latest first."""

    people: tuple[StaffRow, ...]
    settings: tuple[SettingRow, ...]
    imports: tuple[ImportRow, ...]
    marker: MarkerRow | None
    changes: tuple[ChangeRow, ...]
    checks: SelfCheckInputs
    last_run: LastRun


def administration(session: Session, viewer: Viewer, *, on: date, limit: int = 50) -> Administration:
    """Everything the page shows. Three statements."""
    found = together(session, _people_questions(viewer, on) | _record_questions(on))
    marker = found["marker"]
    return Administration(
        people=_people(found),
        settings=setting_rows(session, viewer),
        imports=_imports(found),
        marker=MarkerRow(**marker[0]) if marker else None,
        changes=last_changes(session, viewer, on=on, limit=limit),
        checks=SelfCheckInputs(**found["checks"][0]),
        last_run=read_last_run(found["last_run"], on=on),
    )


def obligations(session: Session, viewer: Viewer, *, on: date, thresholds: Thresholds) -> Ledger:  # noqa: ARG001
    """The ledger of the whole record, the same whoever asks: it counts, and names references only. One statement."""
    return ledger(session, on=on, thresholds=thresholds)


def _people_questions(viewer: Viewer, on: date) -> dict[str, Question]:
    sees_access = viewer.role is RoleName.ADMINISTRATOR and not viewer.shared_screen
    withheld = () if sees_access else ACCESS
    return {
        "people": select(*picked(Person, StaffRow, *withheld)),
        "covers": select(
            col(Assignment.person_id), *picked(Assignment, Covered), col(Area.short_name).label("area_name")
        )
        .join(Area, col(Assignment.area_code) == col(Area.gss_code))
        .where(_holds(on)),
    }


def _holds(on: date) -> ColumnElement[bool]:
    still = or_(col(Assignment.ends_on).is_(None), col(Assignment.ends_on) >= on)
    return (col(Assignment.starts_on) <= on) & still


def _record_questions(on: date) -> dict[str, Question]:
    return {
        "marker": select(*picked(RecordMarker, MarkerRow)),
        "imports": select(*picked(PublishedImport, ImportRow)),
        "rows": select(
            col(PublishedRow.import_id),
            func.count(col(PublishedRow.id)).label("rows_kept"),
            func.count(col(PublishedRow.inspection_id)).label("placed"),
        ).group_by(col(PublishedRow.import_id)),
        "checks": _checks(on),
        "last_run": last_run_question(),
    }


def _checks(on: date) -> Question:
    health = col(Partnership.kind) == PartnershipKind.HEALTH_AND_SOCIAL_CARE
    here = or_(col(Person.left_on).is_(None), col(Person.left_on) >= on)
    counts: dict[str, Any] = {
        "areas": select(func.count()).select_from(Area),
        "health_and_social_care": select(func.count()).select_from(Partnership).where(health),
        "contradictions": select(func.count()).select_from(Contradiction),
        "changes": select(func.count()).select_from(Change),
        "newest_change": select(func.coalesce(func.max(col(Change.id)), 0)),
        "current_assignments": select(func.count()).select_from(Assignment).where(_holds(on)),
        "people_here": select(func.count()).select_from(Person).where(here),
    }
    return select(*(question.scalar_subquery().label(name) for name, question in counts.items()))


def _people(found: dict[str, list[Found]]) -> tuple[StaffRow, ...]:
    covers = grouped(in_order(found["covers"], "area_name", "role"), "person_id")
    return tuple(
        StaffRow(
            **{**dict.fromkeys(ACCESS), **one}, covers=tuple(Covered(**each) for each in covers.get(one["id"], []))
        )
        for one in in_order(found["people"], "display_name", "id")
    )


def _imports(found: dict[str, list[Found]]) -> tuple[ImportRow, ...]:
    counts = {one["import_id"]: one for one in found["rows"]}
    rows = []
    for one in in_order(found["imports"], "id", newest="imported_on"):
        count = counts.get(one["id"], {"rows_kept": 0, "placed": 0})
        rows.append(ImportRow(**one, rows_kept=count["rows_kept"], unplaced=count["rows_kept"] - count["placed"]))
    return tuple(rows)
