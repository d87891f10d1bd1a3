"""What an inspection is done with and on: its team, its surveys, the records it reads."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from sqlmodel import Session, col

from data_models.commands.checked import Checked
from data_models.commands.editing import edit
from data_models.commands.found import here, only, rows_of, the
from data_models.commands.inspections import running
from data_models.errors import CommandRefused
from data_models.queries.record import thresholds
from data_models.rules.inspections import TeamSize, team_size
from data_models.tables import Inspection, Person, Survey, TeamMember
from data_models.visibility import Deed, Viewer
from data_models.vocabulary import ScrutinyBody, Stage, SurveyKind, TeamRole


@dataclass(frozen=True)
class Place:
    """One place, or several alike, in a team. Partner bodies' people are counted, not named."""

    role: TeamRole
    body: ScrutinyBody = ScrutinyBody.CARE_INSPECTORATE
    person_id: int | None = None
    headcount: int = 1


def set_team(session: Session, *, by: Viewer, on: date, inspection_id: int, places: Sequence[Place]) -> tuple[str, ...]:
    """Set an inspection's whole team. Returns warnings: a team outside the usual size is saved all the same.

    The lead's place makes that person the inspection's lead. Refused: somebody who has left, a person twice, two leads,
    a named person counted as several.
    """
    inspection = _unpublished(session, by, Deed.SET_TEAM, inspection_id)
    _check_places(session, places, on)
    before = {_key(m): m for m in rows_of(session, TeamMember, col(TeamMember.inspection_id) == inspection.id)}
    wanted = {(place.person_id, place.role, place.body): place for place in _added_up(places)}
    for key, place in wanted.items():
        member = before.pop(key, None) or TeamMember(
            inspection_id=inspection.id, person_id=place.person_id, role=place.role, body=place.body
        )
        member.headcount = place.headcount
        session.add(member)
    for gone in before.values():
        session.delete(gone)
    inspection.lead_id = next((p.person_id for p in places if p.role is TeamRole.LEAD), None) or inspection.lead_id
    session.flush()
    return _size_warning(session, places)


def _key(member: TeamMember) -> tuple[int | None, TeamRole, ScrutinyBody]:
    return member.person_id, member.role, member.body


def _added_up(places: Sequence[Place]) -> list[Place]:
    counts: dict[tuple[int | None, TeamRole, ScrutinyBody], int] = {}
    for place in places:
        key = (place.person_id, place.role, place.body)
        counts[key] = counts.get(key, 0) + place.headcount
    return [Place(role, body, person, headcount) for (person, role, body), headcount in counts.items()]


def _check_places(session: Session, places: Sequence[Place], on: date) -> None:
    people = [place.person_id for place in places if place.person_id is not None]
    leads = sum(place.headcount for place in places if place.role is TeamRole.LEAD)
    ask = Checked()
    ask.that(bool(places), "places", "Name at least one place in the team.")
    ask.that(len(set(people)) == len(people), "places", "The same person is in the team twice: keep one place.")
    ask.that(leads <= 1, "places", "A team has one lead: make the other a deputy lead.")
    for place in _added_up(places):
        ask.that(1 <= place.headcount <= 20, "places", "Count from 1 to 20 people in a place.")
        ask.that(place.person_id is None or place.headcount == 1, "places", "A named person counts as one.")
    ask.settle()
    for person_id in people:
        here(the(session, Person, person_id), on)


def _size_warning(session: Session, places: Sequence[Place]) -> tuple[str, ...]:
    in_force = thresholds(session)
    people = sum(place.headcount for place in places)
    if team_size(people, in_force) is TeamSize.USUAL:
        return ()
    usual = f"{in_force.core_team_minimum} to {in_force.core_team_maximum}"
    return (f"This team has {people}; a core team is usually {usual} people. It was saved.",)


def record_survey(
    session: Session,
    *,
    by: Viewer,
    on: date,
    inspection_id: int,
    kind: SurveyKind,
    opens_on: date | None = None,
    closes_on: date | None = None,
    respondents: int | None = None,
    shared_with_partnership_on: date | None = None,
    expected_version: int | None = None,
) -> Survey:
    """Record the dates and the number of respondents of a survey; recording the same kind again changes it.

    What is not given stays. Never an answer. Refused: a close before the opening, a count below nothing, results
    shared on a day ahead.
    """
    inspection = running(session, by, Deed.RECORD_SURVEY, inspection_id)
    of_kind = (col(Survey.inspection_id) == inspection.id, col(Survey.kind) == kind)
    survey = only(session, Survey, *of_kind) or Survey(inspection_id=inspection.id, kind=kind)
    ask = Checked()
    ask.in_order("closes_on", opens_on or survey.opens_on, closes_on or survey.closes_on)
    ask.count("respondents", respondents)
    ask.not_ahead("shared_with_partnership_on", shared_with_partnership_on, on)
    ask.settle()
    given = {
        "opens_on": opens_on,
        "closes_on": closes_on,
        "respondents": respondents,
        "shared_with_partnership_on": shared_with_partnership_on,
    }
    edit(session, survey, {k: v for k, v in given.items() if v is not None}, opened_on=expected_version)
    session.add(survey)
    session.flush()
    return survey


def record_records_read(
    session: Session,
    *,
    by: Viewer,
    on: date,
    inspection_id: int,
    planned: int | None = None,
    read: int | None = None,
    double_read: int | None = None,
    expected_version: int | None = None,
) -> Inspection:
    """Record how many records were planned, read, and read twice; what is not given stays. Nothing else happens.

    Refused: counts below nothing, more read twice than read. More read than planned is accepted: it happens.
    """
    inspection = _unpublished(session, by, Deed.RECORD_MILESTONE, inspection_id)
    ask = Checked()
    for field, count in (("planned", planned), ("read", read), ("double_read", double_read)):
        ask.count(field, count)
    all_read = inspection.records_read if read is None else read
    twice = inspection.records_double_read if double_read is None else double_read
    ask.that((twice or 0) <= (all_read or 0), "double_read", "No more records can be read twice than were read.")
    ask.settle()
    given = {"records_planned": planned, "records_read": read, "records_double_read": double_read}
    edit(session, inspection, {k: v for k, v in given.items() if v is not None}, opened_on=expected_version)
    session.flush()
    return inspection


def _unpublished(session: Session, by: Viewer, deed: Deed, inspection_id: int) -> Inspection:
    inspection = running(session, by, deed, inspection_id)
    if inspection.stage is Stage.PUBLISHED:
        raise CommandRefused("The report is published: how the inspection was done can no longer be changed.")
    return inspection
