"""One evaluation that calls for follow-up: what was judged, what the report says, what was decided, what came."""

from datetime import date

from markupsafe import Markup

from dashboard.components.follow_up.register import (
    by_when,
    is_silent_extract,
    judgement_of,
    lacks_words,
    standing,
    window_of,
)
from dashboard.components.follow_up.silence import silence_told
from dashboard.components.inspections.values import judgement, source_link
from dashboard.components.links import anchor
from dashboard.components.mentions import and_soft, areas_linked, done, inspection_linked, told
from dashboard.components.plans.register import late
from dashboard.components.row_history import Told
from dashboard.components.section import facts, section
from dashboard.components.table import Column, table
from dashboard.text import words
from dashboard.wording import day, known_day, say
from data_models.queries.evaluations import EvaluationRow
from data_models.queries.follow_up_rows import CandidateRow, DecisionRow, ReviewRow
from data_models.rules.follow_up import Window
from data_models.vocabulary import CandidateState, FollowUpChoice

KEY_AREA = {True: "yes", False: "no", None: "to be checked by whoever decides"}


def candidate_top(row: CandidateRow, on: date) -> Markup:
    """What was judged and where it stands, beside what the published report says on follow-up."""
    seen = inspection_linked(row.inspection_id, row.programme_name, row.published_on, row.published_precision)
    judged = facts(
        [
            ("Where it stands", standing(row)),
            ("By when", by_when(row, on)),
            ("Area", areas_linked(row.areas)),
            ("What was judged", words(row.label or say(row.trigger))),
            ("Judgement", judgement_of(row)),
            ("In the report's words", told(row.verbatim)),
            ("Key area of practice", KEY_AREA[row.is_key_area]),
            ("Inspection", seen),
            ("Opened", row.opened_on and day(row.opened_on)),
        ]
    )
    return Markup('<div class="halves">{}{}</div>').format(
        section("judged", "What was judged", judged), section("report", "What the report says", _report(row))
    )


def _report(row: CandidateRow) -> Markup:
    silent = "not in the extract that the record has of this report" if is_silent_extract(row) else "not in the report"
    intention = told(row.intention_text) or Markup('<span class="soft">{}</span>').format(silent)
    timescale = told(row.timescale_text) or Markup('<span class="soft">{}</span>').format(silent)
    lacks = late(f"{lacks_words(row.lacks)} missing") if row.is_silence_open and not is_silent_extract(row) else None
    return facts(
        [
            ("Intention", intention),
            ("Timescale", timescale),
            ("Window", row.window and window_of(row.window)),
            ("The report lacks", lacks),
            ("Answered", silence_told(row) if row.lacks else None),
            ("Report", source_link(row.report_url) if row.report_url else None),
        ]
    )


# --- what was decided ---


def decision_part(row: CandidateRow) -> Markup:
    """The decision with its reason; or how it was closed; or that nobody is asked for one."""
    if row.decision is not None:
        return section("decision", "What was decided", _decision(row.decision))
    if row.state is CandidateState.CLOSED:
        return section("decision", "How it ended", _ending(row))
    if row.state is CandidateState.SEQUEL_NOT_ESTABLISHED:
        said = "The sources do not tell what followed. It is accounted for and visible; nobody is asked to act on it."
        return section("decision", "What followed", Markup("<p>{}</p>").format(said), _note(row))
    said = (
        f"Nobody has decided yet; a decision is due by {day(row.decide_by)}." if row.decide_by else "Not yet decided."
    )
    return section("decision", "What was decided", Markup("<p>{}</p>").format(said), _note(row))


def _decision(one: DecisionRow) -> Markup:
    window = Window(one.due_from, one.due_to, one.window_is_default)
    return facts(
        [
            ("Decision", and_soft(say(one.choice), one.reference)),
            ("Why", words(one.reason)),
            ("Decided", done(one.decided_on, one.decided_by_body)),
            ("Entered by", one.decided_by),
            ("Signed by", one.signed_by),
            ("How far", say(one.state)),
            ("Window", window_of(window) if one.choice is FollowUpChoice.PROGRESS_REVIEW else None),
            ("Looked at again", one.review_on and day(one.review_on)),
            ("Closed", one.closed_on and and_soft(day(one.closed_on), told(one.close_reason))),
        ]
    )


def _ending(row: CandidateRow) -> Markup:
    return facts(
        [
            ("Closed", row.closed_on and day(row.closed_on)),
            ("Because", told(row.close_reason)),
            ("Sequel", _sequel(row)),
            ("The source says", told(row.sequel_note)),
        ]
    )


def _sequel(row: CandidateRow) -> Markup | None:
    if row.sequel is None:
        return None
    opened = anchor(say(row.sequel.scrutiny_type), "inspections", inspection=row.sequel.inspection_id)
    return and_soft(opened, f"published {known_day(row.sequel.published_on, row.sequel.published_precision)}")


def _note(row: CandidateRow) -> Markup:
    return Markup("<p>{}</p>").format(words(row.sequel_note)) if row.sequel_note.strip() else Markup("")


def story(row: CandidateRow) -> tuple[Told, ...]:
    """The records whose changes tell how it went: the duty, its decision, and the return visits of that."""
    told = [_told("The duty to decide", row.reference, "follow_up_candidate", row.id)]
    if row.decision is not None:
        told.append(_told("The decision", row.decision.reference, "follow_up_decision", row.decision.id))
    told += [_told(f"Review {one.sequence}", one.reference, "progress_review", one.id) for one in row.own_reviews]
    return tuple(told)


def _told(words: str, reference: str, table: str, key: int) -> Told:
    return Told(reference, f"{words} {reference}", table, key)


# --- progress reviews ---


def reviews_part(row: CandidateRow) -> Markup:
    """The return visits, each with its findings per priority area once its report may be read."""
    if not row.reviews:
        return Markup("")
    return section("reviews", "Progress reviews", *(_review(one) for one in row.reviews))


def _review(one: ReviewRow) -> Markup:
    window = window_of(Window(one.due_from, one.due_to, False)) if one.due_to else None
    held = facts(
        [
            ("Window", window),
            ("Scheduled", _scheduled(one)),
            ("Began", one.begun_on and day(one.begun_on)),
            ("Reported", one.reported_on and day(one.reported_on)),
            ("Led to", one.outcome and and_soft(say(one.outcome), told(one.outcome_text))),
            ("Inspection", one.inspection_id and anchor("open it", "inspections", inspection=one.inspection_id)),
        ]
    )
    title = Markup('<h3>{} <span class="soft">{}</span></h3>').format(f"Review {one.sequence}", one.reference)
    return Markup("{}{}{}").format(title, held, _findings(one))


def _scheduled(one: ReviewRow) -> str | None:
    if one.scheduled_on is None:
        return None
    is_longer = one.scheduled_until is not None and one.scheduled_until > one.scheduled_on
    until = f" to {day(one.scheduled_until)}" if is_longer and one.scheduled_until else ""
    return f"{day(one.scheduled_on)}{until}"


def _findings(one: ReviewRow) -> Markup:
    columns: list[Column[EvaluationRow]] = [
        Column("Priority area", _priority, names_row=True),
        Column("Finding", judgement),
        Column("In the report's words", lambda row: told(row.verbatim)),
    ]
    empty = "Its findings are not published yet." if one.reported_on is None else "The record has no findings of it."
    return table(one.findings, columns, caption=f"Findings of review {one.sequence}", empty=empty)


def _priority(row: EvaluationRow) -> Markup:
    number = f"{row.recommendation_number}. " if row.recommendation_number is not None else ""
    return Markup("{}{}").format(number, words(row.recommendation_text or row.label))
