"""The sentences that tell what happened to a record between two moments, so that a content person can read them all."""

from collections.abc import Callable, Iterator
from datetime import date
from enum import Enum

from dashboard.history_words import field_words, value_words
from dashboard.wording import SHORT_PROGRAMMES, SHORT_ROLES, day, known_day, say, span
from data_models.queries.difference_rows import Difference, Line
from data_models.queries.together import Found
from data_models.rules.happenings import PROMISED, Happened
from data_models.rules.late_entries import Entry
from data_models.vocabulary import PlanState

Teller = Callable[[Line, Difference], str]
# So much of what people wrote names a record in a list; the record itself has all of it.
LONGEST = 90


def shortened(text: str) -> str:
    """The beginning of what people wrote, cut between two words."""
    flat = " ".join(text.split())
    return flat if len(flat) <= LONGEST else f"{flat[:LONGEST].rsplit(' ', 1)[0]} …"


def subject(line: Line, told: Difference) -> str:
    """What the record is about, beside its reference; empty where its name says it."""
    return shortened(SUBJECTS[line.table](line, told)) if line.table in SUBJECTS else ""


def sentence(line: Line, told: Difference) -> str:
    """All that happened to one record, in one line."""
    return "; ".join(TELLERS[one](line, told) for one in line.what)


def late_words(entry: Entry) -> str:
    """When something came to be known that is about an earlier day."""
    return f"about {day(entry.told_of)}, entered {span(entry.days_late)} later, on {day(entry.known_on)}"


# --- what it is about ---


def _inspection(line: Line, told: Difference) -> str:
    one = line.inspection
    if one is None:
        return ""
    return ", ".join(part for part in (_programme(one, told), one["partnership_name"]) if part)


def _programme(row: Found, told: Difference) -> str:
    """The programme that a record is of, in few words."""
    found = told.programmes.get(row["programme_id"])
    return str(SHORT_PROGRAMMES.get(found["code"], found["name"])) if found else ""


def _of(field: str) -> Teller:
    return lambda line, _: str(line.whole[field])


def _word(field: str) -> Teller:
    return lambda line, _: say(line.whole[field]) if isinstance(line.whole[field], Enum) else ""


def _cover(line: Line, told: Difference) -> str:
    one = line.whole
    return f"{told.people.get(one['person_id'], 'somebody')}, {SHORT_ROLES[one['role']]}"


def _evaluation(line: Line, told: Difference) -> str:
    of = _programme(line.inspection, told) if line.inspection else ""
    return f"{line.whole['label']} ({of})" if of else str(line.whole["label"])


def _place(line: Line, told: Difference) -> str:
    """Who has a place in which team; partner bodies' people are counted and not named."""
    one = line.whole
    who = told.people.get(one["person_id"]) or f"{one['headcount']} of {say(one['body'])}"
    return f"{who} ({_inspection(line, told)})"


def _survey(line: Line, told: Difference) -> str:
    return f"{say(line.whole['kind'])} ({_inspection(line, told)})"


SUBJECTS: dict[str, Teller] = {
    "agenda_item": _of("title"),
    "meeting": _of("title"),
    "meeting_action": _of("text"),
    "meeting_attendance": lambda line, told: told.people.get(line.whole["person_id"], "somebody"),
    "meeting_decision": _of("text"),
    "action_item": _of("text"),
    "action_plan": _inspection,
    "assignment": _cover,
    "contact": _word("kind"),
    "evaluation": _evaluation,
    "evaluation_total": _evaluation,
    "exit_line": _word("criterion"),
    "factor": _of("text"),
    "follow_up_candidate": _inspection,
    "follow_up_decision": _inspection,
    "footprint_step": _of("label"),
    "good_practice": _of("title"),
    "inspection": _inspection,
    "milestone": _evaluation,
    "person": _of("display_name"),
    "planned_scrutiny": _of("activity"),
    "programme": _of("name"),
    "programme_milestone": lambda line, told: f"{line.whole['label']} ({_programme(line.whole, told)})",
    "progress_review": _inspection,
    "recommendation": _of("text"),
    "report_silence": _inspection,
    "review_notification": _word("kind"),
    "risk_flag": _of("title"),
    "self_evaluation": lambda line, told: _programme(line.whole, told),
    "survey": _survey,
    "team_member": _place,
    "thematic_participation": lambda line, told: _programme(line.whole, told),
}


# --- what happened ---


def _always(words: str) -> Teller:
    return lambda _, __: words


def _on(words: str, field: str, by: str | None = None) -> Teller:
    """What happened, on the day and by whom the record says it did."""

    def tell(line: Line, told: Difference) -> str:
        said = words
        if isinstance(when := line.whole.get(field), date):
            said += f" on {day(when)}"
        person = line.whole.get(by) if by else None
        who = told.people.get(person) if isinstance(person, int) else person
        return f"{said} by {who}" if who else said

    return tell


def _value(row: Found) -> str:
    """What a judgement says, in its own scale."""
    found = next((row[one] for one in ("grade", "statement", "progress") if row.get(one) is not None), None)
    said = say(found) if found is not None else say(row.get("standing"))
    return f"{row['unnamed']} {said.lower()}" if "unnamed" in row else said.lower()


def _evaluated(line: Line, _: Difference) -> str:
    published = line.inspection["published_on"] if line.inspection else None
    when = f", published {known_day(published)}" if published else ""
    return f"evaluation in: {_value(line.whole)}{when}"


def _corrected(line: Line, _: Difference) -> str:
    was = f" from {_value(line.before)}" if line.before else ""
    why = f": {shortened(line.whole['correction_reason'])}" if line.whole.get("correction_reason") else ""
    return f"evaluation corrected{was} to {_value(line.whole)}{why}"


def moves(line: Line) -> Iterator[tuple[str, date, date]]:
    """The promised dates that moved: which, from when, to when."""
    for field in PROMISED.get(line.table, ()):
        was, becomes = ((row or {}).get(field) for row in (line.before, line.after))
        if isinstance(was, date) and isinstance(becomes, date) and was != becomes:
            yield field, was, becomes


def _moved(line: Line, _: Difference) -> str:
    said = [
        f"{field_words(field)} moved from {day(was)} to {day(becomes)}, {_by(was, becomes)}"
        for field, was, becomes in moves(line)
    ]
    reasons = {say(one.after["reason"]).lower() for one in line.parts if one.after and "reason" in one.after}
    return "; ".join(said) + (f" ({', '.join(sorted(reasons))})" if reasons else "")


def _by(was: date, becomes: date) -> str:
    days = (becomes - was).days
    return f"{span(abs(days))} {'later' if days > 0 else 'earlier'}"


def _state(field: str, before: str = "") -> Teller:
    return lambda line, _: f"{before}{say(line.whole[field]).lower()}"


def _plan(line: Line, told: Difference) -> str:
    days = {
        PlanState.REQUESTED: "requested_on",
        PlanState.RECEIVED: "received_on",
        PlanState.RETURNED: "judged_on",
        PlanState.AGREED: "agreed_on",
        PlanState.CLOSED: "closed_on",
    }
    state: PlanState = line.whole["state"]
    return _on(f"plan {say(state).lower()}", days.get(state, ""))(line, told)


def _decided(line: Line, told: Difference) -> str:
    until = f", window until {day(line.whole['due_to'])}" if line.whole["due_to"] else ""
    return _on(f"follow-up decided: {say(line.whole['choice']).lower()}", "decided_on")(line, told) + until


def _opened(line: Line, _: Difference) -> str:
    by = f", to be decided by {day(line.whole['decide_by'])}" if line.whole["decide_by"] else ""
    return f"follow-up opened: {say(line.whole['trigger']).lower()}{by}"


def _ended(line: Line, told: Difference) -> str:
    why = f": {shortened(line.whole['close_reason'])}" if line.whole.get("close_reason") else ""
    return _on("follow-up closed", "closed_on")(line, told) + why


def _raised(line: Line, told: Difference) -> str:
    one = line.whole
    impact = f"{say(one['descriptor']).lower()}, {say(one['impact_level']).lower()} potential impact"
    return f"{_on('flag raised', 'raised_on', 'raised_by_id')(line, told)}: {impact}"


def _muted(line: Line, _: Difference) -> str:
    until = line.whole["muted_until"]
    return f"flag muted until {day(until)}" if until else "flag muted"


def _told_progress(line: Line, _: Difference) -> str:
    one = line.whole
    percent = f", {one['percent']} per cent" if one["percent"] is not None else ""
    return f"told on {day(one['updated_on'])}: {say(one['status']).lower()}{percent}"


def _person(line: Line, _: Difference) -> str:
    said = [f"{field_words(one.field)} {value_words(one.after)}" for one in line.fields]
    return "changed: " + ", ".join(said) if said else "changed"


def _setting(line: Line, _: Difference) -> str:
    was, becomes = (row["value"] if row else "its default" for row in (line.before, line.after))
    return f"setting changed from {was} to {becomes}"


def _began(line: Line, _: Difference) -> str:
    return f"covers the area from {day(line.whole['starts_on'])}"


def _left(line: Line, _: Difference) -> str:
    ends = line.whole["ends_on"]
    return f"covered the area until {day(ends)}" if ends else "no longer covers the area"


def _team(line: Line, told: Difference) -> str:
    role = say(line.whole["role"]).lower()
    if line.before is None:
        return f"joined the team as {role}"
    return f"left the team, {role} until then" if line.after is None else _person(line, told)


def _changed(line: Line, _: Difference) -> str:
    fields = [field_words(one.field) for one in line.fields]
    return f"changed: {', '.join(fields)}" if fields else "changed in what belongs to it"


def _late(line: Line, _: Difference) -> str:
    due_on = next((line.whole[one] for one in PROMISED.get(line.table, ()) if line.whole.get(one)), None)
    return f"went late, due {day(due_on)}" if isinstance(due_on, date) else "went late"


TELLERS: dict[Happened, Teller] = {
    Happened.STATUS_WORSE: _always("status got worse"),
    Happened.STATUS_BETTER: _always("status got better"),
    Happened.REASONS_CHANGED: _always("same status, for other reasons"),
    Happened.MONITORING_OPENED: _on("formal monitoring opened", "opened_on"),
    Happened.MONITORING_PROPOSED: _on("formal monitoring proposed", "proposed_on"),
    Happened.EVALUATION_IN: _evaluated,
    Happened.EVALUATION_CORRECTED: _corrected,
    Happened.FLAG_RAISED: _raised,
    Happened.FOLLOW_UP_OPENED: _opened,
    Happened.WENT_LATE: _late,
    Happened.COMPLETION_DISPUTED: _on("completion disputed", "disputed_on"),
    Happened.DATE_MOVED: _moved,
    Happened.COVER_ENDED: _left,
    Happened.RECORD_REMOVED: _always("removed"),
    Happened.FOLLOW_UP_DECIDED: _decided,
    Happened.FOLLOW_UP_MET: _ended,
    Happened.REVIEW_REPORTED: _on("progress review reported", "reported_on"),
    Happened.COMPLETION_CLAIMED: _on("completion claimed", "claimed_on", "claimed_by"),
    Happened.COMPLETION_VERIFIED: _on("completion verified", "verified_on", "verified_by_id"),
    Happened.ACTION_WITHDRAWN: _on("withdrawn", "withdrawn_on"),
    Happened.ACTION_TOLD: _told_progress,
    Happened.ACTION_PROMISED: lambda line, _: f"promised for {day(line.whole['original_due_on'])}",
    Happened.NO_LONGER_LATE: _always("no longer late"),
    Happened.PLAN_MOVED_ON: _plan,
    Happened.REPORT_PUBLISHED: _on("report published", "published_on"),
    Happened.INSPECTION_MOVED_ON: _state("stage", "now at "),
    Happened.INSPECTION_PLANNED: _always("came into view"),
    Happened.EVALUATION_DRAFTED: lambda line, _: f"draft evaluation, not published: {_value(line.whole)}",
    Happened.MONITORING_ENDED: _on("formal monitoring ended", "closed_on"),
    Happened.ASSURANCE_GIVEN: _on("assurance update given", "given_on"),
    Happened.FLAG_CLOSED: _on("flag closed", "closed_on", "closed_by_id"),
    Happened.FLAG_MUTED: _muted,
    Happened.FLAG_UNMUTED: _always("the mute of the flag ended"),
    Happened.COVER_BEGAN: _began,
    Happened.TEAM_CHANGED: _team,
    Happened.CONTACT_LOGGED: _on("contact held", "held_on"),
    Happened.PRACTICE_MOVED_ON: _state("state", "good practice "),
    Happened.PERSON_JOINED: lambda line, _: f"joined as {say(line.whole['role']).lower()}",
    Happened.PERSON_CHANGED: _person,
    Happened.SETTING_CHANGED: _setting,
    Happened.RECORD_ADDED: _always("added"),
    Happened.RECORD_CHANGED: _changed,
}
