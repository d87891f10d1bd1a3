"""What an area stands on: who covers it, when it was last in contact, how closely it is followed."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date

from data_models.queries.people import effective_end
from data_models.queries.together import Found
from data_models.rules.coverage import Cover, who_covers
from data_models.rules.engagement import Attention, attention
from data_models.rules.follow_up import is_open, is_owed
from data_models.vocabulary import CoverRole, FollowUpChoice, MonitoringState, Purpose


@dataclass(frozen=True)
class AreaGround:
    """One area. `attention_since` is the day it came to be followed more closely; `has_data` is False when the record
    knows no published inspection, flag, contact or assignment of it. `purposes` has the last day each was touched.
    """

    code: str
    name: str
    covers: tuple[Cover, ...]
    assignment_ids: tuple[tuple[Cover, int], ...]
    has_data: bool
    link_inspector_id: int | None
    covered_since: date | None
    last_contact_on: date | None
    attention: Attention
    attention_since: date | None
    purposes: tuple[tuple[Purpose, date], ...]

    def person_in(self, role: CoverRole, on: date) -> int | None:
        return who_covers(self.covers, self.code, role, on)


def grounds(found: Mapping[str, list[Found]], on: date) -> tuple[AreaGround, ...]:
    """Every area of the record by name, from what `owed.questions` found."""
    assigned, contacts, purposes = _assigned(found["assignments"]), _last_contacts(found, on), _purposes(found, on)
    raised = _attention(found)
    known = (
        {one["area_code"] for name in ("inspected", "flagged") for one in found[name]} | set(assigned) | set(contacts)
    )
    return tuple(
        _ground(one, assigned.get(one["gss_code"], {}), one["gss_code"] in known, contacts, purposes, raised, on)
        for one in sorted(found["areas"], key=lambda one: (one["short_name"], one["gss_code"]))
    )


Raised = dict[str, tuple[bool, bool, date | None]]


def _ground(
    area: Found,
    assigned: dict[Cover, int],
    has_data: bool,
    contacts: dict[str, date],
    purposes: dict[str, dict[Purpose, date]],
    raised: Raised,
    on: date,
) -> AreaGround:
    code, covers = area["gss_code"], tuple(assigned)
    monitoring_open, follow_up_open, since = raised.get(code, (False, False, None))
    inspector = who_covers(covers, code, CoverRole.LINK_INSPECTOR, on)
    begun = [one.starts_on for one in covers if one.role is CoverRole.LINK_INSPECTOR and one.holds_on(on)]
    return AreaGround(
        code=code,
        name=area["short_name"],
        covers=covers,
        assignment_ids=tuple(assigned.items()),
        has_data=has_data,
        link_inspector_id=inspector,
        covered_since=max(begun, default=None),
        last_contact_on=contacts.get(code),
        attention=attention(monitoring_open=monitoring_open, follow_up_open=follow_up_open),
        attention_since=since,
        purposes=tuple(sorted(purposes.get(code, {}).items())),
    )


def _assigned(found: list[Found]) -> dict[str, dict[Cover, int]]:
    """Cover by area, earliest first, with the number of its assignment. Nobody covers anything after leaving,
    or after their last day of access: nobody would see to it."""
    areas: dict[str, dict[Cover, int]] = {}
    for one in sorted(found, key=lambda one: (one["starts_on"], one["id"])):
        last_day = effective_end(one["left_on"], one["access_ended_on"])
        if last_day is not None and last_day < one["starts_on"]:
            continue
        ends_on = effective_end(one["ends_on"], last_day)
        cover = Cover(one["area_code"], one["role"], one["person_id"], one["starts_on"], ends_on)
        areas.setdefault(one["area_code"], {})[cover] = one["id"]
    return areas


def _last_contacts(found: Mapping[str, list[Found]], on: date) -> dict[str, date]:
    last: dict[str, date] = {}
    for one in found["contacts"]:
        if one["held_on"] <= on:
            last[one["area_code"]] = max(one["held_on"], last.get(one["area_code"], one["held_on"]))
    return last


def _purposes(found: Mapping[str, list[Found]], on: date) -> dict[str, dict[Purpose, date]]:
    last: dict[str, dict[Purpose, date]] = {}
    for one in found["purposes"]:
        if one["held_on"] <= on:
            of_area = last.setdefault(one["area_code"], {})
            of_area[one["purpose"]] = max(one["held_on"], of_area.get(one["purpose"], one["held_on"]))
    return last


def _attention(found: Mapping[str, list[Found]]) -> Raised:
    """Per area: is it monitored, is follow-up open there, and since when the first of these."""
    causes: list[tuple[str, bool, date | None]] = [
        (one["area_code"], True, one["opened_on"])
        for one in found["monitorings"]
        if one["state"] is MonitoringState.OPEN
    ]
    causes += [(one["area_code"], False, one["opened_on"]) for one in found["candidates"] if is_owed(one["state"])]
    causes += [
        (one["area_code"], False, one["decided_on"])
        for one in found["decisions"]
        if is_open(one["state"]) and one["choice"] is not FollowUpChoice.NONE
    ]
    raised: Raised = {}
    for code, is_monitoring, since in causes:
        monitored, followed, first = raised.get(code, (False, False, None))
        days = [day for day in (first, since) if day is not None]
        raised[code] = (monitored or is_monitoring, followed or not is_monitoring, min(days, default=None))
    return raised
