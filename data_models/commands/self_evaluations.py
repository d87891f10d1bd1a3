"""An area's self-evaluation in a programme: asked for, sent, validated, answered by letter and feedback."""

from datetime import date

from sqlmodel import Session, col

from data_models.commands.checked import Checked
from data_models.commands.editing import UNCHANGED, Unchanged, edit, given
from data_models.commands.found import only, origin_today, the
from data_models.commands.programmes import NOT_ATTRIBUTED
from data_models.errors import CommandRefused
from data_models.tables import Area, Programme, SelfEvaluation
from data_models.visibility import Deed, Viewer, authorise


def record_self_evaluation(
    session: Session,
    *,
    by: Viewer,
    on: date,
    programme_id: int,
    area_code: str,
    due_on: date | None | Unchanged = UNCHANGED,
    submitted_on: date | None | Unchanged = UNCHANGED,
    note: str | Unchanged = UNCHANGED,
    only_new: bool = False,
    expected_version: int | None = None,
) -> SelfEvaluation:
    """Record that an area is to send its self-evaluation, or that it did: one row for area and programme.

    Refused for a submission ahead or after its validation or feedback, for taking back one that is validated or
    answered already, for a note where findings are not attributed to areas, and with `only_new` for an area that was
    asked already.
    """
    authorise(by, Deed.RECORD_SELF_EVALUATION, area_code)
    programme, area = the(session, Programme, programme_id), the(session, Area, area_code)
    of_both = (col(SelfEvaluation.programme_id) == programme.id, col(SelfEvaluation.area_code) == area.gss_code)
    there = only(session, SelfEvaluation, *of_both)
    row = there or SelfEvaluation(programme_id=programme.id, area_code=area.gss_code, origin=origin_today(session))
    ask = Checked(on)
    if note is not UNCHANGED:
        note = ask.text("note", note)
        ask.that(programme.attributes_findings or not note, "note", NOT_ATTRIBUTED)
    if submitted_on is not UNCHANGED:
        ask.not_ahead("submitted_on", submitted_on, on)
        ask.that(
            submitted_on is not None or not row.is_validated,
            "submitted_on",
            "This self-evaluation is validated, so it was submitted: choose the day.",
        )
        ask.that(
            submitted_on is not None or row.feedback_given_on is None,
            "submitted_on",
            "Feedback was given on this self-evaluation, so it was submitted: choose the day.",
        )
        for later in (row.validated_on, row.feedback_given_on):
            is_before = submitted_on is None or later is None or submitted_on <= later
            ask.that(is_before, "submitted_on", "It was validated or answered before that: check the day it was sent.")
    if due_on is not UNCHANGED:
        ask.in_reach("due_on", due_on)
    already = f"{area.short_name} was asked already: put its entry right instead."
    ask.that(not (only_new and there), "area_code", already)
    ask.settle()
    changes = given(due_on=due_on, submitted_on=submitted_on, note=note)
    edit(session, row, changes, opened_on=expected_version if there else None)
    session.add(row)
    session.flush()
    return row


def validate_self_evaluation(
    session: Session, *, by: Viewer, on: date, self_evaluation_id: int, validated_on: date | None = None
) -> SelfEvaluation:
    """Record its validation. Refused before it is submitted, a second time, and for a day ahead."""
    row = _row(session, by, self_evaluation_id)
    if row.submitted_on is None:
        raise CommandRefused("This self-evaluation was not submitted yet. Record that first.")
    if row.is_validated:
        raise CommandRefused("This self-evaluation is validated already. Issue its letter, or give feedback.")
    row.validated_on = _checked_day(validated_on or on, row.submitted_on, on)
    row.is_validated = True
    session.flush()
    return row


def issue_validation_letter(
    session: Session, *, by: Viewer, on: date, self_evaluation_id: int, issued_on: date | None = None
) -> SelfEvaluation:
    """Record that the validation letter went out. Refused before validation, a second time, and for a day ahead."""
    row = _row(session, by, self_evaluation_id)
    if not row.is_validated:
        raise CommandRefused("Validate this self-evaluation first; the letter says what was found.")
    if row.letter_issued_on is not None:
        raise CommandRefused(f"The letter was issued on {row.letter_issued_on:%d %B %Y} already.")
    row.letter_issued_on = _checked_day(issued_on or on, row.validated_on, on)
    session.flush()
    return row


def give_self_evaluation_feedback(
    session: Session, *, by: Viewer, on: date, self_evaluation_id: int, given_on: date | None = None
) -> SelfEvaluation:
    """Record that the area was given feedback. Refused before it submitted anything, twice, and for a day ahead."""
    row = _row(session, by, self_evaluation_id)
    if row.submitted_on is None:
        raise CommandRefused("This self-evaluation was not submitted yet. Record that first.")
    if row.feedback_given_on is not None:
        raise CommandRefused(f"Feedback was given on {row.feedback_given_on:%d %B %Y} already.")
    row.feedback_given_on = _checked_day(given_on or on, row.submitted_on, on)
    session.flush()
    return row


def _row(session: Session, by: Viewer, self_evaluation_id: int) -> SelfEvaluation:
    authorise(by, Deed.RECORD_SELF_EVALUATION)
    return the(session, SelfEvaluation, self_evaluation_id)


def _checked_day(day: date, earlier: date | None, on: date) -> date:
    ask = Checked(on)
    ask.not_ahead("day", day, on)
    ask.in_order("day", earlier, day)
    ask.settle()
    return day
