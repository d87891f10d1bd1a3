"""Good practice: noted, then validated, then disseminated; and each sharing of it with another area (purpose 5)."""

from dataclasses import dataclass
from datetime import date

from sqlmodel import Session

from data_models.commands.checked import Checked
from data_models.commands.editing import UNCHANGED, Unchanged, edit, given
from data_models.commands.found import areas_of, origin_today, row_or_none, sought, the
from data_models.errors import CommandRefused
from data_models.tables import Area, GoodPractice, Indicator, PracticeShare
from data_models.visibility import Deed, Viewer, authorise, authorise_in_any
from data_models.vocabulary import PracticeState, Strand

NEEDS_TITLE = "Give this practice a short title."
NEEDS_SUMMARY = "Say what is done, and what difference it makes."


@dataclass(frozen=True)
class NewPractice:
    """A practice that works, as somebody noted it."""

    area_code: str
    title: str
    summary: str
    strand: Strand | None = None
    indicator_id: int | None = None
    inspection_id: int | None = None


def note_good_practice(session: Session, *, by: Viewer, on: date, practice: NewPractice) -> GoodPractice:
    """Note a practice in an area. Refused without a title or a summary, and for an inspection of another area."""
    authorise(by, Deed.NOTE_PRACTICE, practice.area_code)
    area = the(session, Area, practice.area_code)
    ask = Checked(on)
    title = ask.line("title", practice.title, needed=NEEDS_TITLE)
    summary = ask.text("summary", practice.summary, needed=NEEDS_SUMMARY)
    ask.that(
        practice.inspection_id is None or area.gss_code in areas_of(session, practice.inspection_id),
        "inspection_id",
        "This inspection was not of this area: choose another one, or none.",
    )
    ask.settle()
    noted = GoodPractice(
        area_code=area.gss_code,
        title=title,
        summary=summary,
        strand=practice.strand,
        indicator_id=None if practice.indicator_id is None else the(session, Indicator, practice.indicator_id).id,
        inspection_id=practice.inspection_id,
        noted_on=on,
        noted_by_id=by.person_id,
        origin=origin_today(session),
    )
    session.add(noted)
    session.flush()
    return noted


def amend_good_practice(
    session: Session,
    *,
    by: Viewer,
    on: date,
    practice_id: int,
    title: str | Unchanged = UNCHANGED,
    summary: str | Unchanged = UNCHANGED,
    strand: Strand | None | Unchanged = UNCHANGED,
    indicator_id: int | None | Unchanged = UNCHANGED,
    expected_version: int | None = None,
) -> GoodPractice:
    """Describe a noted practice better. Refused once it is validated: what was validated is what is shared."""
    practice = _practice(session, by, Deed.NOTE_PRACTICE, practice_id)
    if practice.state is not PracticeState.NOTED or practice.noted_on > on:
        raise CommandRefused("This practice is validated and stays as it was validated. Note a new one beside it.")
    ask = Checked(on)
    if title is not UNCHANGED:
        title = ask.line("title", title, needed=NEEDS_TITLE)
    if summary is not UNCHANGED:
        summary = ask.text("summary", summary, needed=NEEDS_SUMMARY)
    ask.settle()
    if indicator_id is not UNCHANGED and indicator_id is not None:
        the(session, Indicator, indicator_id)
    changes = given(title=title, summary=summary, strand=strand, indicator_id=indicator_id)
    edit(session, practice, changes, opened_on=expected_version)
    session.flush()
    return practice


def validate_good_practice(session: Session, *, by: Viewer, on: date, practice_id: int) -> GoodPractice:
    """Confirm that the practice works; only then can it be shared. Refused when it is validated already."""
    practice = _practice(session, by, Deed.VALIDATE_PRACTICE, practice_id)
    if practice.state is not PracticeState.NOTED:
        raise CommandRefused("This practice is validated already. Share it with the areas it could help.")
    practice.state, practice.validated_on, practice.validated_by_id = PracticeState.VALIDATED, on, by.person_id
    session.flush()
    return practice


def disseminate_good_practice(session: Session, *, by: Viewer, on: date, practice_id: int) -> GoodPractice:
    """Make a validated practice known more widely. Refused before it is validated, and a second time."""
    practice = _practice(session, by, Deed.DISSEMINATE_PRACTICE, practice_id)
    if practice.state is PracticeState.NOTED:
        raise CommandRefused("Validate this practice first; then it can be disseminated.")
    if practice.state is PracticeState.DISSEMINATED:
        raise CommandRefused("This practice is disseminated already. Share it with one more area instead.")
    practice.state, practice.disseminated_on = PracticeState.DISSEMINATED, on
    session.flush()
    return practice


def share_good_practice(
    session: Session,
    *,
    by: Viewer,
    on: date,
    practice_id: int,
    area_code: str,
    shared_on: date | None = None,
    result: str = "",
) -> PracticeShare:
    """Share a practice with one other area: by whoever covers either of the two.

    Refused before it is validated, with the area it comes from, and for a day ahead. Sharing again later is allowed.
    """
    found = row_or_none(session, GoodPractice, practice_id)
    authorise_in_any(by, Deed.SHARE_PRACTICE, area_code, *((found.area_code,) if found else ()))
    practice, area = the(session, GoodPractice, practice_id), the(session, Area, area_code)
    if practice.state is PracticeState.NOTED:
        raise CommandRefused("Validate this practice first; then it can be shared.")
    ask = Checked(on)
    result = ask.text("result", result)
    ask.that(area.gss_code != practice.area_code, "area_code", "The practice comes from this area: choose another one.")
    ask.not_ahead("shared_on", shared_on, on)
    ask.settle()
    share = PracticeShare(
        practice_id=practice.id,
        area_code=area.gss_code,
        shared_on=shared_on or on,
        shared_by_id=by.person_id,
        result=result,
    )
    session.add(share)
    session.flush()
    return share


def record_share_result(
    session: Session, *, by: Viewer, on: date, share_id: int, result: str, expected_version: int | None = None
) -> PracticeShare:
    """Say what came of a sharing. Refused without words, and for a sharing that is still ahead."""
    share = sought(session, by, Deed.SHARE_PRACTICE, PracticeShare, share_id, lambda one: _either_area(session, one))
    ask = Checked(on)
    result = ask.text("result", result, needed="Say what came of it, even if nothing did.")
    ask.not_ahead("result", share.shared_on, on)
    ask.settle()
    edit(session, share, {"result": result}, opened_on=expected_version)
    session.flush()
    return share


def _practice(session: Session, by: Viewer, deed: Deed, practice_id: int) -> GoodPractice:
    return sought(session, by, deed, GoodPractice, practice_id, lambda one: (one.area_code,))


def _either_area(session: Session, share: PracticeShare) -> tuple[str, str]:
    return share.area_code, the(session, GoodPractice, share.practice_id).area_code
