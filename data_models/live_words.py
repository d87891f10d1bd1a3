"""Words as they are typed in a meeting: kept beside the record at once, and sealed in it for a stretch of typing.

Nothing typed is overwritten unseen. Each saving says on which version of the text it rests; where somebody else saved
meanwhile, both texts are kept, and whoever came second is shown the other one.
"""

from dataclasses import dataclass, replace
from datetime import datetime, timedelta

from sqlalchemy import Engine, func
from sqlalchemy import select as sql_select
from sqlmodel import Session, col, select

from data_models.database import beside_the_record
from data_models.errors import CommandRefused, Invalid, NotFound
from data_models.rules.live_words import FIELDS, NOTES, Standing, Stroke, is_again, may_stand
from data_models.rules.personal_data import clean_text
from data_models.rules.references import LARGEST_NUMBER
from data_models.seals import utc
from data_models.tables import AgendaItem, Change, LiveWords, Meeting, OnShow
from data_models.tables.base import LINE, PROSE
from data_models.visibility import Deed, Viewer, authorise
from data_models.vocabulary import MeetingState

# The text of a field, as against one that stands aside.
MAIN = ""
# A stretch of typing is sealed as one change of the record once it has lasted so long.
SEALED_EVERY = timedelta(minutes=2)
# Characters in the name a screen gives itself.
HAND = 64
CLOSED = "This meeting is closed and its minutes are frozen. Copy these words, and bring them to the next meeting."


@dataclass(frozen=True)
class Words:
    """The text of one field, or one that stands aside (`writer` then says whose screen it is from)."""

    field: str
    writer: str
    text: str
    version: int
    by_name: str


@dataclass(frozen=True)
class Kept:
    """What came of one saving: the text that stands now and its version. In a clash what was typed stands aside."""

    words: Words
    is_clash: bool
    is_to_seal: bool


@dataclass(frozen=True)
class Shown:
    """What a meeting has on its screens: the item, for how many seconds, of how many, and the newest change."""

    item_id: int
    position: int
    seconds: int
    minutes: int
    state: MeetingState
    change: int


def keep(engine: Engine, *, by: Viewer, at: datetime, item_id: int, stroke: Stroke) -> Kept:
    """Save what stands in a field now. Refused for whoever may not keep notes, for a field there is not, for a text
    that is too long, and once the meeting is closed."""
    authorise(by, Deed.KEEP_NOTES)
    stroke = _checked(stroke)
    with beside_the_record(engine) as session:
        _open_meeting_of(session, item_id)
        main = _row(session, item_id, stroke.field, MAIN) or _new(session, item_id, stroke.field, MAIN, at)
        if is_again(stroke, _standing(main)):
            return Kept(_words(main), is_clash=False, is_to_seal=False)
        is_clash = stroke.text != main.text and not may_stand(stroke, _standing(main))
        if is_clash:
            _put_aside(session, item_id, stroke, by, at)
        else:
            _write(main, stroke, by, at)
            _take_away_what_stood_aside(session, item_id, stroke)
        return Kept(_words(main), is_clash, is_to_seal=not is_clash and _is_due(main, at))


def standing(session: Session, item_id: int) -> tuple[Words, ...]:
    """Every text of an item as it stands, the fields before what stands aside. One statement."""
    asked = select(LiveWords).where(col(LiveWords.item_id) == item_id)
    return tuple(_words(one) for one in session.exec(asked.order_by(col(LiveWords.field), col(LiveWords.writer))))


def show(engine: Engine, *, by: Viewer, at: datetime, item_id: int) -> int | None:
    """Put an item on the screens of its meeting. Returns the item that was on them before, where it was another.

    Refused for whoever may not run the meeting, and while it is not under way.
    """
    authorise(by, Deed.RUN_MEETING)
    with beside_the_record(engine) as session:
        meeting = _open_meeting_of(session, item_id)
        if meeting.state is not MeetingState.RUNNING:
            raise CommandRefused("This meeting has not begun. Start it, then go through its items.")
        row = session.get(OnShow, meeting.id)
        if row is None:
            session.add(OnShow(meeting_id=meeting.id, item_id=item_id, since=at))
            return None
        before = row.item_id
        if before == item_id:
            return None
        row.item_id, row.since = item_id, at
        return before


def on_show(session: Session, meeting_id: int, *, at: datetime) -> Shown | None:
    """What is on the screens of a meeting; None before anything was. One statement."""
    newest = sql_select(func.max(col(Change.id))).scalar_subquery()
    asked = (
        sql_select(
            col(OnShow.item_id),
            col(OnShow.since),
            col(AgendaItem.position),
            col(AgendaItem.minutes),
            col(Meeting.state),
            newest,
        )
        .join(AgendaItem, col(AgendaItem.id) == col(OnShow.item_id))
        .join(Meeting, col(Meeting.id) == col(OnShow.meeting_id))
        .where(col(OnShow.meeting_id) == meeting_id)
    )
    row = session.connection().execute(asked).first()
    if row is None:
        return None
    item_id, since, position, minutes, state, change = row
    return Shown(item_id, position, max(int((at - utc(since)).total_seconds()), 0), minutes, state, change or 0)


# --- rows ---


def _checked(stroke: Stroke) -> Stroke:
    problems = {}
    if stroke.field not in FIELDS:
        problems["field"] = "There is no such field in a meeting."
    text = clean_text(stroke.text)
    if len(text) > PROSE:
        problems[stroke.field] = f"Shorten this to {PROSE:,} characters; it has {len(text):,}."
    if not 0 < len(stroke.hand) <= HAND or not 0 <= stroke.number <= LARGEST_NUMBER:
        problems["hand"] = "This was not sent by a screen of the meeting."
    if problems:
        raise Invalid(problems)
    return replace(stroke, text=text)


def _open_meeting_of(session: Session, item_id: int) -> Meeting:
    """The meeting, held so that it cannot close meanwhile; refused once it is closed."""
    item = session.get(AgendaItem, item_id) if 0 < item_id <= LARGEST_NUMBER else None
    if item is None:
        raise NotFound("The record has no such item of an agenda. Go back to the meeting and choose one.")
    meeting = session.exec(select(Meeting).where(col(Meeting.id) == item.meeting_id).with_for_update()).one()
    if meeting.state is MeetingState.CLOSED:
        raise CommandRefused(CLOSED)
    return meeting


def _row(session: Session, item_id: int, field: str, writer: str) -> LiveWords | None:
    here = col(LiveWords.item_id) == item_id, col(LiveWords.field) == field, col(LiveWords.writer) == writer
    return session.exec(select(LiveWords).where(*here)).first()


def _new(session: Session, item_id: int, field: str, writer: str, at: datetime) -> LiveWords:
    """A field nobody has typed into: it holds what is sealed, as its first version."""
    text = session.get_one(AgendaItem, item_id).notes if field == NOTES and writer == MAIN else ""
    row = LiveWords(item_id=item_id, field=field, writer=writer, text=text, saved_at=at, stretch_since=at)
    session.add(row)
    return row


def _standing(row: LiveWords) -> Standing:
    return Standing(row.text, row.version, row.hand, row.stroke)


def _write(row: LiveWords, stroke: Stroke, by: Viewer, at: datetime) -> None:
    if stroke.text == row.text:
        return
    row.text, row.hand, row.stroke = stroke.text, stroke.hand, stroke.number
    row.version, row.by_name, row.saved_at = row.version + 1, by.name[:LINE], at


def _put_aside(session: Session, item_id: int, stroke: Stroke, by: Viewer, at: datetime) -> None:
    row = _row(session, item_id, stroke.field, stroke.hand) or _new(session, item_id, stroke.field, stroke.hand, at)
    if stroke.number > row.stroke or not row.text:
        _write(row, stroke, by, at)


def _take_away_what_stood_aside(session: Session, item_id: int, stroke: Stroke) -> None:
    """What this screen put aside itself, and what it has seen and joined; only where it has seen what stood."""
    for writer in {stroke.hand, *stroke.joins}:
        aside = _row(session, item_id, stroke.field, writer) if writer else None
        if aside is not None:
            session.delete(aside)


def _is_due(row: LiveWords, at: datetime) -> bool:
    """Whether a stretch of typing is to be sealed now; the next one begins then."""
    if row.field != NOTES or at - utc(row.stretch_since) < SEALED_EVERY:
        return False
    row.stretch_since = at
    return True


def _words(row: LiveWords) -> Words:
    return Words(row.field, row.writer, row.text, row.version, row.by_name)
