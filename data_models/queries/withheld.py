"""What of a row's history somebody may read. What is not said here to be open is withheld.

The screens of today withhold by the row as it stands; a history holds every former self of it, so it is judged by
table and column, and a table or a text that is new is read by nobody but the area's own team until it is listed here.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

from sqlalchemy import String
from sqlalchemy.types import TypeDecorator, TypeEngine

from data_models.queries.whereabouts import UP, Lies, Row, Whereabouts
from data_models.tables import VERSION_TABLES, metadata
from data_models.tables.base import Word
from data_models.visibility import Viewer
from data_models.vocabulary import RoleName

# Texts that everybody at a screen of their own may read, once what the row rests on is published. Every other text is
# for the area's own team and senior managers; numbers, days and words of our lists are open.
OPEN_TEXTS: dict[str, frozenset[str]] = {
    name: frozenset(texts)
    for name, texts in {
        "action_item": (
            *("text", "lead_agency", "outcome_measure", "claimed_by", "evidence_note"),
            *("dispute_reason", "withdrawn_reason"),
        ),
        "action_plan": ("name", "received_by", "judgement_note", "close_reason"),
        "action_update": ("note",),
        # What a meeting writes is shown to a room as it is typed: everybody in the office may read it.
        "agenda_item": ("area_code", "subject", "title", "why", "reason", "notes"),
        "area": (
            *("gss_code", "retired_gss_code", "short_name", "official_name", "health_board", "health_board_code"),
            *("tile_label", "tile_code", "note"),
        ),
        "area_alias": ("area_code", "alias", "folded"),
        "assignment": ("area_code",),
        "assurance_update": ("audience",),
        "contact": ("area_code",),
        "contact_purpose": (),
        "contradiction": ("subject", "area_code", "statement_a", "source_a", "statement_b", "source_b", "note"),
        "due_date_revision": ("note",),
        "evaluation": ("label", "verbatim", "original_word", "correction_reason", "source"),
        "evaluation_total": ("label", "verbatim", "source"),
        "exit_line": (),
        "factor": ("area_code",),
        "follow_up_candidate": ("close_reason", "sequel_note"),
        "follow_up_decision": ("decided_by_body", "reason", "close_reason"),
        "footprint_step": ("label", "source"),
        "forecast": (),
        "formal_monitoring": ("area_code",),
        "good_practice": ("area_code", "title", "summary"),
        "indicator": ("number", "name", "domain"),
        "inspection": (
            *("title", "partnership_name", "theme", "legal_basis", "mode", "plan_year", "published_note", "report_url"),
            *("summary", "panel_decision", "intention_text", "timescale_text", "significant_concerns_text", "source"),
        ),
        "inspection_area": ("area_code",),
        "item_recommendation": (),
        "meeting": ("title",),
        "meeting_action": ("area_code", "text", "reason"),
        "meeting_attendance": (),
        "meeting_decision": ("text",),
        "milestone": ("label", "note"),
        "partnership": ("name", "code"),
        "partnership_area": ("area_code",),
        "person": ("display_name",),
        "planned_scrutiny": ("area_code", "activity", "source"),
        "practice_share": ("area_code", "result"),
        "programme": ("code", "name", "plan_name", "legal_basis", "framework", "note", "source"),
        "programme_milestone": ("label", "note", "source"),
        "progress_review": ("outcome_text",),
        "published_import": ("file_name", "sha256", "encoding"),
        "published_row": (
            *("fingerprint", "area_text", "partnership_name", "programme_text", "published_text", "indicator_text"),
            *("value_text", "follow_up_text", "source_url"),
        ),
        "recommendation": ("text",),
        "record_marker": (),
        "report_silence": ("reason",),
        "review_notification": ("area_code", "reference"),
        "risk_flag": (
            *("area_code", "title", "potential_impact", "rule_code", "rule_values", "clears_when"),
            *("mute_reason", "close_reason"),
        ),
        "self_evaluation": ("area_code", "source"),
        "setting_value": ("key", "value", "reason"),
        "survey": (),
        "team_member": (),
        "thematic_participation": ("area_code", "phase", "source"),
        "undone_change": ("deed",),
    }.items()
}
# What may be read of an inspection by whoever may not read its unpublished findings. A draft stays one for ever:
# publication opens what was published, not what was written before.
OPEN_OF_FINDINGS: dict[str, frozenset[str]] = {
    "inspection": frozenset(
        {"id", "programme_id", "scrutiny_type", "partnership_name", "stage", "plan_year", "lead_id", "starts_on"}
        | {"planned_publication_on", "publication_state", "published_on", "published_precision"}
    ),
    "inspection_area": frozenset({"inspection_id", "area_code"}),
    "milestone": frozenset(
        {"id", "inspection_id", "kind", "label", "planned_from", "planned_on", "actual_on", "position"}
    ),
    "evaluation": frozenset({"id", "inspection_id"}),
    "evaluation_total": frozenset({"id", "inspection_id"}),
    "recommendation": frozenset({"id", "inspection_id"}),
}
# How somebody is reached and signs in: for administrators. A sign-in's moments are nobody else's either.
ACCESS = frozenset({"work_email", "issuer", "subject", "access_ended_on"})
# A count so small could point at somebody: what the inspection's page shows, it shows with the small ones left out.
NEVER: dict[str, frozenset[str]] = {"survey": frozenset({"respondents"})}
# Why somebody's access, role or sign-in was changed may tell of their employment.
PRIVATE_REASONS = frozenset({"person"})
# Reviews of deaths and incidents are no published fact; some words of flags may rest on a contact.
NOT_FOR_A_ROOM = frozenset({"review_notification"})
NOT_READ_IN_A_ROOM: dict[str, frozenset[str]] = {"risk_flag": frozenset({"evidence", "mute_reason", "close_reason"})}


# The columns of a table that only say which row it is, and of which others.
NUMBERS: dict[str, frozenset[str]] = {
    name: frozenset(one.name for one in metadata.tables[name].columns if one.primary_key or one.foreign_keys)
    for name in VERSION_TABLES
}


def texts_of(table: str) -> frozenset[str]:
    """The columns of a table that hold a text, and not a word of one of our lists."""
    return frozenset(one.name for one in metadata.tables[table].columns if _is_text(one.type))


def _is_text(kind: TypeEngine[Any]) -> bool:
    stored = kind.impl_instance if isinstance(kind, TypeDecorator) else kind
    return isinstance(stored, String) and not isinstance(kind, Word)


@dataclass(frozen=True)
class Reader:
    """Somebody who looks at histories, and where the rows of these lie."""

    viewer: Viewer
    where: Whereabouts

    def sees(self, table: str, row: Row) -> bool:
        """Whether there is such a row for them. One that rests on findings they may not read yet is not there."""
        if table not in UP or table not in OPEN_TEXTS or (self.viewer.shared_screen and table in NOT_FOR_A_ROOM):
            return False
        lies = self.where.of(table, row)
        if self.is_inside(lies):
            return True
        if not lies.is_known or any(self._is_secret(number) for number in lies.inspections):
            return False
        return table in OPEN_OF_FINDINGS or all(self.where.reported[one].is_published for one in lies.inspections)

    def reads(self, table: str, row: Row, column: str) -> bool:
        """Whether they read this column of a row that they see."""
        if table == "person" and (column in ACCESS or "sign_in" in column):
            return self.viewer.role is RoleName.ADMINISTRATOR and not self.viewer.shared_screen
        closed = NEVER.get(table, frozenset()), NOT_READ_IN_A_ROOM.get(table, frozenset())
        if column in closed[0] or (self.viewer.shared_screen and column in closed[1]):
            return False
        lies, of_findings = self.where.of(table, row), OPEN_OF_FINDINGS.get(table)
        if self.where.is_silent(table, row):
            return column not in texts_of(table) if of_findings is None else column in of_findings
        if self.is_inside(lies):
            return True
        if of_findings is not None:
            return column in of_findings
        return column in OPEN_TEXTS[table] or column not in texts_of(table)

    def sees_any(self, table: str, row: Row, columns: Iterable[str]) -> bool:
        """Whether there is, for them, a change of these columns of this row: that something secret moved is one too."""
        # Which row it is, and whose, is no word of its own.
        named = set(columns) - NEVER.get(table, frozenset()) - NUMBERS[table]
        return self.sees(table, row) and (not named or any(self.reads(table, row, one) for one in named))

    def reads_all(self, table: str, row: Row, columns: Iterable[str]) -> bool:
        """Whether nothing of a change of these columns is withheld from them."""
        named = [one for one in columns if one not in NEVER.get(table, ())]
        return self.sees(table, row) and all(self.reads(table, row, one) for one in named)

    def reads_reason(self, actor_id: int | None, rows: Iterable[tuple[str, Row]]) -> bool:
        """Whether they read why a change was made: it may say what the rows it touched, by table, may not."""
        if self.viewer.shared_screen:
            return False
        return self.is_theirs(actor_id) or all(self._reads_reason_about(*one) for one in rows)

    def is_theirs(self, actor_id: int | None) -> bool:
        """Whether they did it themselves, and look at a screen of their own."""
        return actor_id is not None and actor_id == self.viewer.person_id and not self.viewer.shared_screen

    def _reads_reason_about(self, table: str, row: Row) -> bool:
        if table in PRIVATE_REASONS:
            return self.viewer.role is RoleName.ADMINISTRATOR
        lies = self.where.of(table, row)
        return _is_national(lies) or self.is_inside(lies)

    def is_inside(self, lies: Lies) -> bool:
        """Of the team of one of its areas, or a senior manager; nobody on a shared screen."""
        if self.viewer.is_senior and not self.viewer.shared_screen:
            return True
        return lies.is_known and any(self.viewer.reads_unpublished(code) for code in lies.areas)

    def _is_secret(self, number: int) -> bool:
        """That an inspection is under way is no secret; one that is only planned, called off or gone is."""
        known = self.where.reported.get(number)
        return known is None or known.is_planned


def _is_national(lies: Lies) -> bool:
    return lies.is_known and not lies.areas and not lies.inspections
