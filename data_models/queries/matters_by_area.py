"""Matters of an area as such: contact due, purposes untouched, and posts that nobody holds."""

from collections.abc import Iterable, Iterator
from datetime import date, timedelta

from data_models.queries.ground import AreaGround
from data_models.rules.coverage import departures_without_successor, uncovered, uncovered_since
from data_models.rules.engagement import contact_interval_days, next_contact_due, next_purpose_due
from data_models.rules.matters import Matter
from data_models.rules.settings import Thresholds
from data_models.vocabulary import MatterKind, Purpose

NO_RECORD = 0


def contact_due(area: AreaGround, on: date, thresholds: Thresholds) -> Iterator[Matter]:
    """The next contact, with how many whole intervals were missed; none where nothing has begun."""
    due_on = contact_due_on(area, thresholds)
    if due_on is None:
        return
    start = area.last_contact_on or area.covered_since
    interval = contact_interval_days(area.attention, thresholds)
    missed = 0 if due_on >= on else 1 + ((on - due_on).days - 1) // interval
    yield Matter(
        MatterKind.CONTACT_DUE, area.code, area.code, area.name, NO_RECORD,
        since=start, due_on=due_on, number=missed, detail=area.attention.value,
    )  # fmt: skip


def contact_due_on(area: AreaGround, thresholds: Thresholds) -> date | None:
    return next_contact_due(
        area.last_contact_on, area.covered_since, area.attention, thresholds, raised_on=area.attention_since
    )


def purposes_untouched(area: AreaGround, on: date, thresholds: Thresholds) -> Iterator[Matter]:
    """The purposes whose day is past or comes within the month of the queue: six in every area would bury the rest."""
    last, horizon = dict(area.purposes), on + timedelta(days=thresholds.due_this_month_days)
    for purpose in Purpose:
        due_on = next_purpose_due(last.get(purpose), area.covered_since, thresholds)
        if due_on is not None and due_on <= horizon:
            since = last.get(purpose) or area.covered_since
            yield Matter(
                MatterKind.PURPOSE_UNTOUCHED, area.code, area.code, area.name, NO_RECORD,
                since=since, due_on=due_on, purpose=purpose,
            )  # fmt: skip


def cover_gaps(areas: Iterable[AreaGround], on: date, thresholds: Thresholds) -> Iterator[Matter]:
    """Posts without anybody today, since when; and posts that will have nobody, with who leaves in `parent_id`.

    `record_id` is the assignment that ended or ends; 0 where the post was never held.
    """
    for area in areas:
        for code, role in uncovered(area.covers, [area.code], on):
            since = uncovered_since(area.covers, code, role, on)
            ended = [
                number
                for cover, number in area.assignment_ids
                if cover.role is role and since is not None and cover.ends_on == since - timedelta(days=1)
            ]
            record_id = max(ended, default=NO_RECORD)
            yield Matter(MatterKind.COVER_GAP, code, code, area.name, record_id, since=since, due_on=since, role=role)
        for departure in departures_without_successor(area.covers, on, thresholds.departure_notice_days):
            ending = [
                number
                for cover, number in area.assignment_ids
                if (cover.role, cover.person_id, cover.ends_on)
                == (departure.role, departure.person_id, departure.last_day)
            ]
            yield Matter(
                MatterKind.COVER_GAP, area.code, area.code, area.name, max(ending, default=NO_RECORD),
                parent_id=departure.person_id, since=departure.uncovered_from, due_on=departure.uncovered_from,
                role=departure.role,
            )  # fmt: skip
