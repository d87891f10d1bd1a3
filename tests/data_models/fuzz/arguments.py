"""Something to ask a command with, made from the types and names of what it must be given.

A new command is tried without a word here, as long as its parameters are of kinds already known; a kind that is not
known is an error that says so.
"""

import types
import typing
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import MISSING, dataclass, fields, is_dataclass
from datetime import UTC, date, datetime, time, timedelta
from enum import Enum
from inspect import Parameter
from random import Random
from typing import Any

from data_models.commands.editing import UNCHANGED, Unchanged
from data_models.commands.progress_reviews import Finding
from data_models.rules.flag_firing import Fired
from data_models.rules.flag_rules import RULES
from data_models.rules.settings import SETTINGS
from data_models.visibility import GRANTS, SENIOR, SYSTEM, Deed, Viewer, may_in_any
from data_models.vocabulary import CoverRole, ProgressFinding, ReviewDecision
from tests.builders import ANGUS, TODAY
from tests.data_models.fuzz.deeds import Command, asked_of, deeds_of
from tests.data_models.fuzz.world import AREAS, ELSEWHERE, EVERYBODY, HEADER, OLD_REPORT

Row = dict[str, Any]
Standing = Mapping[str, Sequence[Row]]

# The table whose numbers a parameter takes, where it is not the parameter's own name without "_id".
TABLE_OF = {
    "item_id": "action_item",
    "recurs_from_id": "action_item",
    "plan_id": "action_plan",
    "candidate_id": "follow_up_candidate",
    "decision_id": "follow_up_decision",
    "flag_id": "risk_flag",
    "monitoring_id": "formal_monitoring",
    "practice_id": "good_practice",
    "share_id": "practice_share",
    "participation_id": "thematic_participation",
    "scrutiny_id": "planned_scrutiny",
    "owner_id": "person",
    "lead_id": "person",
    "to_person_id": "person",
    "change_id": "change",
    "chair_id": "person",
}
# The same name for rows of another table, by the file of the command.
TABLE_IN = {
    ("progress_reviews", "review_id"): "progress_review",
    ("reviews", "review_id"): "review_notification",
    ("programmes", "milestone_id"): "programme_milestone",
    **{(home, "item_id"): "agenda_item" for home in ("agenda", "meeting_notes", "meeting_decisions")},
    ("meeting_decisions", "decision_id"): "meeting_decision",
    ("meeting_decisions", "action_id"): "meeting_action",
}
# Rows that a command is meant for, so that the way to the later steps is found often enough; others are tried too.
MEANT_FOR: dict[str, Callable[[Row], bool]] = {
    "verify_completion": lambda row: row["status"] == "completion_claimed",
    "dispute_completion": lambda row: row["status"] == "completion_claimed",
    "settle_dispute": lambda row: row["status"] == "completion_disputed",
    "agree_plan": lambda row: row["state"] == "received" and row["judgement"] != "does_not_answer_the_findings",
    "judge_plan": lambda row: row["state"] == "received",
    "return_plan": lambda row: row["state"] == "received",
    "receive_plan": lambda row: row["state"] in ("requested", "returned"),
    "close_plan": lambda row: row["state"] == "agreed",
    "publish_report": lambda row: row["stage"] in ("analysis", "panel", "accuracy_check", "embargoed"),
    "correct_evaluation": lambda row: row["scale"] == "six_point",
    "ask_for_plan": lambda row: row["stage"] == "published",
    "decide_follow_up": lambda row: row["state"] in ("owed", "sequel_not_established"),
    "change_evaluation": lambda row: row["inspection_id"] > 4,
    "set_item_recommendations": lambda row: (
        row["status"] in ("not_started", "in_progress", "at_risk") if "status" in row else row["inspection_id"] == 2
    ),
    "decide_review": lambda row: row["report_received_on"] is None,
    "end_sign_ins": lambda row: row["subject"] is not None,
    "unlink_sign_in": lambda row: row["subject"] is not None,
    "withdraw_assignment": lambda row: str(row["starts_on"]) > f"{TODAY}",
    "review_no_follow_up": lambda row: row["choice"] == "none" and row["state"] != "closed",
    "call_further_review": lambda row: row["state"] in ("continued_monitoring", "reported"),
    "schedule_progress_review": lambda row: row["reported_on"] is None and row["decision_id"] is not None,
    "start_progress_review": lambda row: row["reported_on"] is None and row["scheduled_on"] is not None,
    "report_progress_review": lambda row: row["reported_on"] is None and row["decision_id"] is not None,
    "open_monitoring": lambda row: row["state"] == "proposed",
    "decline_monitoring": lambda row: row["state"] == "proposed",
    "give_assurance_update": lambda row: row["state"] == "open",
    "assess_exit_line": lambda row: row["state"] == "open",
    "close_monitoring": lambda row: row["state"] == "open",
    "unmute_risk_flag": lambda row: row["muted_until"] is not None,
    "clear_by_rule": lambda row: row["source_kind"] == "rule" and row["state"] == "open",
    "share_good_practice": lambda row: row["state"] != "noted",
    "disseminate_good_practice": lambda row: row["state"] == "validated",
    "validate_self_evaluation": lambda row: row["submitted_on"] is not None,
    "issue_validation_letter": lambda row: bool(row["is_validated"]),
    "request_follow_up": lambda row: row["stage"] == "published",
    "end_factor": lambda row: row["ended_on"] is None,
    "undo_change": lambda row: row["deed"] not in ("import_published_record", "load_reference_data"),
    "start_meeting": lambda row: row["state"] == "planned",
    "close_meeting": lambda row: row["state"] == "running",
    "change_meeting": lambda row: row["state"] != "closed",
    "add_agenda_item": lambda row: row["state"] != "closed",
    "record_attendance": lambda row: row.get("state") != "closed",
    **{
        name: lambda row: row.get("state", "open") == "open" and row.get("meeting_id") != 1
        for name in ("cover_agenda_item", "defer_agenda_item", "record_decision", "give_action", "keep_notes")
    },
    "take_up_agenda_item": lambda row: row["state"] != "open" and row["meeting_id"] != 1,
    "change_given_action": lambda row: row.get("state", "open") == "open",
    "end_given_action": lambda row: row["state"] == "open",
    "give_review_feedback": lambda row: row["report_received_on"] is not None,
}
# Commands that ask for a senior manager beside the deed.
SENIOR_ONLY = frozenset({"settle_dispute", "end_given_action", "change_given_action"})
AHEAD = frozenset(
    {"due_on", "to_due_on", "review_on", "next_review_on", "muted_until", "planned_on", "scheduled_on", "plan_due_on"}
    | {"ends_on", "last_day", "due_to", "next_to", "to_on", "timescale_to", "planned_to", "closes_on", "starts_on"}
    | {"accuracy_response_due_on"}
)
SAID = "Agreed with the chief officers"
TEXTS = (SAID, "", "   ", "x" * 4001, "y" * 201, "=1+1", "<b>bold</b> ![a](http://example.org)", "a\u202eb\x00c", "7")
NUMBERS = (0, 1, 2, 4, 10, 50, 100, 101, -1, 2**31, 10**12)
RAW = (
    f"{HEADER}\n{OLD_REPORT}\n",
    f"{HEADER}\n{OLD_REPORT.replace('2017-02-16', '2016-05-01')}\n",
    f"{HEADER}\n{OLD_REPORT.replace('weak', 'good').replace('families', 'children')}\n",
    f"{HEADER}\n{OLD_REPORT.replace('2017-02-16', '2025-11-20').replace('weak', 'unsatisfactory')}\n",
    f"{HEADER}\n{OLD_REPORT.replace('Moray', 'Atlantis')}\n",
    "a,b\n1,2\n",
)


@dataclass(frozen=True)
class Ask:
    """One call of a command: who does it, as which deed, with what."""

    by: Viewer
    deed: Deed
    given: dict[str, Any]


@dataclass(frozen=True)
class Asker:
    """Makes calls of commands from what stands in the record on a day. Whatever is left to chance is `chance`'s."""

    standing: Standing
    on: date
    chance: Random

    def ask(self, command: Command) -> Ask:
        deed = self.chance.choice(deeds_of(command))
        given = {}
        for name, (kind, default) in asked_of(command).items():
            if default is not Parameter.empty and self._happens(0.15 if kind is str else 0.5):
                continue
            given[name] = self._something(command, name, kind)
        by = self._who_may_undo(given) or self._somebody(command, deed)
        return Ask(by, deed, given | self._fitting(command.__name__))

    def _who_may_undo(self, given: Mapping[str, Any]) -> Viewer | None:
        """Mostly one who may do the deed that is undone, and a senior manager where one did it."""
        change = next((one for one in self.standing["change"] if one["id"] == given.get("change_id")), None)
        if change is None or change["deed"] not in list(Deed) or self._happens(0.1):
            return None
        may = [
            one for one in EVERYBODY if all(may_in_any(one, deed, ANGUS) for deed in (Deed.UNDO, Deed(change["deed"])))
        ]
        of_senior = change["actor_role"] in {role.value for role in SENIOR}
        may = [one for one in may if one.is_senior or not of_senior]
        return self.chance.choice(may) if may else None

    def _fitting(self, name: str) -> dict[str, Any]:
        """What must fit together to get anywhere: mostly somebody of the role that is covered, and where it is."""
        if self._happens(0.2):
            return {}
        if name == "assign":
            role = self.chance.choice(list(CoverRole))
            return {"person_id": self._of_role(role), "role": role}
        if name == "decide_review":
            return {"decision": ReviewDecision.PROCEED, "reason": ""}
        begun = [one for one in self.standing["progress_review"] if one["inspection_id"] and not one["reported_on"]]
        if name == "report_progress_review" and begun:
            found = Finding(self.chance.choice(list(ProgressFinding)), label="What was to improve")
            free = {"reported_on": None, "next_from": None, "next_to": None, "report_url": ""}
            return {"review_id": self.chance.choice(begun)["id"], "findings": [found]} | free
        if name == "establish_sequel":
            return {"candidate_id": 1, "inspection_id": 3}
        if name not in ("hand_over", "hand_over_posts") or not self.standing["assignment"]:
            return {}
        cover = self.chance.choice(self.standing["assignment"])
        person, role = self._of_role(cover["role"]), CoverRole(cover["role"])
        return {
            "hand_over": {"to_person_id": person, "role": role, "area_code": cover["area_code"]},
            "hand_over_posts": {"person_id": cover["person_id"], "posts": {cover["id"]: person}},
        }[name]

    def _of_role(self, role: str) -> int:
        theirs = [one for one in self.standing["person"] if one["role"] == role]
        return int(self.chance.choice(theirs)["id"]) if theirs else self._one_of("person")

    def _happens(self, share: float) -> bool:
        return self.chance.random() < share

    def _somebody(self, command: Command, deed: Deed) -> Viewer:
        """Mostly somebody who may do it; now and then anybody, or the inspector of another area."""
        if self._happens(0.05):
            return self.chance.choice((*EVERYBODY, ELSEWHERE))
        grant = GRANTS[deed]
        if not grant.anywhere | grant.own_areas:
            return SYSTEM
        may = [one for one in EVERYBODY if one.role in grant.anywhere | grant.own_areas]
        if command.__name__ in SENIOR_ONLY:
            may = [one for one in may if one.is_senior]
        return self.chance.choice(may)

    def _something(self, command: Command, name: str, kind: Any) -> Any:
        if name.removesuffix("s").endswith("_id"):
            return self._number_of(command, name, kind)
        if name in (made := self._by_name(kind)):
            return made[name]()
        return self._of_kind(command, name, kind)

    def _by_name(self, kind: Any) -> dict[str, Callable[[], Any]]:
        """Arguments whose type does not say what would make sense there."""
        pick = self.chance.choice
        made: dict[str, Callable[[], Any]] = {
            "area_code": self._area,
            "area_codes": lambda: [self._area()],
            "reference": lambda: f"SIR-2026-{self.chance.randint(2, 99):02d}",
            "plan_year": lambda: pick(("2026/27", "", "2026/2027/28")),
            "work_email": lambda: pick((None, "pat@example.org", "PAT@example.org ", "kim@example.org", "no address")),
            "posts": lambda: {self._one_of("assignment"): self._one_of("person") for _ in range(pick((1, 2, 3)))},
            "among": lambda: None,  # rows read already, to save reading them again: never anything a screen gives
            "expected_version": lambda: pick((None, None, None, 1, 2, 3)),
            "expected_change": lambda: pick((None, None, None, 0, 1, 20)),
        }
        if kind is str:
            made |= {"key": self._key, "value": lambda: pick(["1", "2", "8", "30", "60", "x", ""])}
        return made

    def _area(self) -> str:
        return self.chance.choice(AREAS) if self._happens(0.97) else "S12000099"

    def _key(self) -> str:
        there = [one["key"] for one in self.standing["setting_value"]]
        return self.chance.choice([*SETTINGS, "no_such_setting", *there * 12])

    def _one_of(self, table: str) -> int:
        rows = self.standing[table]
        return int(self.chance.choice(rows)["id"]) if rows else 0

    def _of_kind(self, command: Command, name: str, kind: Any) -> Any:
        origin, parts = typing.get_origin(kind), typing.get_args(kind)
        if origin in (typing.Union, types.UnionType):
            return self._of_kind(command, name, self.chance.choice(parts))
        if kind is type(None):
            return None
        if kind is Unchanged:
            return UNCHANGED
        if origin is frozenset:
            return frozenset(self._several(command, name, parts[0]))
        if origin is tuple:
            return tuple(self._several(command, name, parts[0]))
        if origin in (Sequence, Iterable, list):
            return self._several(command, name, parts[0])
        if kind is Fired:
            rule = self.chance.choice(list(RULES.values()))
            return Fired(rule, (("days", self.chance.randint(1, 90)),), (f"AP-{self.chance.randint(1, 4):04d}",))
        if is_dataclass(kind):
            return self._made(command, typing.cast(Any, kind))
        if isinstance(kind, type) and issubclass(kind, Enum):
            return self.chance.choice(list(kind))
        return self._plain(name, kind)

    def _plain(self, name: str, kind: Any) -> Any:
        if kind is date:
            return self._day(name)
        if kind is datetime:
            return datetime.combine(self._day(name), time(12), UTC)
        if kind is bool:
            return self._happens(0.5)
        if kind is int:
            return self.chance.choice(NUMBERS)
        if kind is bytes:
            return self.chance.choice(RAW).encode()
        if kind is str:
            return SAID if self._happens(0.92) else self.chance.choice(TEXTS)
        raise TypeError(f"The fuzz does not know how to make {name}: {kind}. Teach it here.")

    def _several(self, command: Command, name: str, kind: Any) -> list[Any]:
        return [
            self._something(command, name.removesuffix("s"), kind) for _ in range(self.chance.choice((1, 1, 1, 2, 0)))
        ]

    def _made(self, command: Command, kind: Any) -> Any:
        hints = typing.get_type_hints(kind)
        given = {}
        for one in fields(kind):
            has_default = one.default is not MISSING or one.default_factory is not MISSING
            if not has_default or self._happens(0.4):
                given[one.name] = self._something(command, one.name, hints[one.name])
        return kind(**given)

    def _day(self, name: str) -> date:
        if self._happens(0.08):
            return self.on + timedelta(days=self.chance.randint(-3000, 3000))
        days = self.chance.randint(1, 90) if name in AHEAD else -self.chance.choice((0, 0, 0, 1, 5, 30))
        return self.on + timedelta(days=days)

    def _number_of(self, command: Command, name: str, kind: Any) -> Any:
        """The number of a row that stands in the record, mostly one the command is meant for."""
        if typing.get_origin(kind) in (Sequence, Iterable, tuple):
            return [self._number_of(command, name.removesuffix("s"), int) for _ in range(self.chance.choice((1, 1, 2)))]
        if type(None) in typing.get_args(kind) and self._happens(0.75):
            return None
        home = command.__module__.rpartition(".")[2]
        table = TABLE_IN.get((home, name)) or TABLE_OF.get(name, name.removesuffix("_id"))
        rows = self.standing[table]
        if table == "change" and self._happens(0.8):
            rows = rows[-6:]
        meant_for = MEANT_FOR.get(command.__name__)
        if meant_for is not None and self._happens(0.85):
            rows = [one for one in rows if self._is_meant(meant_for, one)] or rows
        return (
            self.chance.choice(rows)["id"] if rows and self._happens(0.97) else self.chance.choice((0, -1, 999, 2**40))
        )

    @staticmethod
    def _is_meant(meant_for: Callable[[Row], bool], row: Row) -> bool:
        """A command may take numbers of several tables: of a row that lacks what is asked, nothing is asked."""
        try:
            return meant_for(row)
        except KeyError:
            return True
