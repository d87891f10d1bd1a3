"""The notes of an item: sealed in the record from what was typed live, one change for a stretch of typing."""

from collections.abc import Iterator
from datetime import date

from sqlmodel import Session, col

from data_models.commands.checked import Checked
from data_models.commands.found import rows_of
from data_models.commands.meeting_checks import item_not_closed
from data_models.rules.live_words import DRAFTS, NOTES, joined
from data_models.tables import AgendaItem, LiveWords, Meeting, OnShow
from data_models.tables.base import PROSE
from data_models.visibility import Deed, Viewer, authorise


def keep_notes(session: Session, *, by: Viewer, on: date, item_id: int, text: str | None = None) -> AgendaItem:
    """Seal the notes of an item: this text, or without one what was typed live. Refused once the meeting is closed."""
    authorise(by, Deed.KEEP_NOTES)
    item = item_not_closed(session, item_id)
    if text is None:
        main = [one.text for one in _live(session, item, NOTES) if not one.writer]
        text = main[0] if main else item.notes
    ask = Checked(on)
    text = ask.text("notes", text)
    ask.settle()
    _set_notes(item, text)
    session.flush()
    return item


def seal(session: Session, item: AgendaItem) -> None:
    """Put every word typed live into the notes, also what stands aside because two typed at once."""
    rows = _live(session, item, NOTES)
    main = next((one for one in rows if not one.writer), None)
    aside = [one for one in rows if one.writer and one.text.strip()]
    text = joined(main.text if main else item.notes, [(one.by_name, one.text) for one in aside])
    if len(text) > PROSE:
        _set_notes(item, joined(main.text if main else item.notes, ()))
        return
    for one in aside:
        session.delete(one)
    if main is not None and aside:
        main.text, main.version = text, main.version + 1
    _set_notes(item, text)


def drafts_of(session: Session, item: AgendaItem) -> Iterator[str]:
    """What of an item was typed and is not in the record: a decision, an action, or notes too long to be joined."""
    for field, what in DRAFTS.items():
        if any(one.text.strip() for one in _live(session, item, field)):
            yield what
    notes = _live(session, item, NOTES)
    text = joined(next((one.text for one in notes if not one.writer), ""), _aside(notes))
    if len(text) > PROSE:
        yield "notes that two typed at once and that are too long together"


def clear_draft(session: Session, item: AgendaItem, field: str, recorded: str) -> None:
    """Empty a field whose words have just been recorded; other words, typed meanwhile, stay."""
    for one in _live(session, item, field):
        if not one.writer and " ".join(one.text.split()) == " ".join(recorded.split()):
            one.text, one.version = "", one.version + 1


def forget_live_words(session: Session, meeting: Meeting) -> None:
    """Once a meeting closes, what was typed live is in the record, and no item is on show."""
    for item in rows_of(session, AgendaItem, col(AgendaItem.meeting_id) == meeting.id):
        for row in rows_of(session, LiveWords, col(LiveWords.item_id) == item.id):
            session.delete(row)
    shown = session.get(OnShow, meeting.id)
    if shown is not None:
        session.delete(shown)


def _aside(rows: list[LiveWords]) -> list[tuple[str, str]]:
    return [(one.by_name, one.text) for one in rows if one.writer and one.text.strip()]


def _live(session: Session, item: AgendaItem, field: str) -> list[LiveWords]:
    return rows_of(session, LiveWords, col(LiveWords.item_id) == item.id, col(LiveWords.field) == field)


def _set_notes(item: AgendaItem, text: str) -> None:
    if item.notes != text:
        item.notes = text
