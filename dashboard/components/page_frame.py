"""The head of a page: its title, the question it answers, and how fresh the answer is."""

from dataclasses import dataclass
from datetime import datetime

from markupsafe import Markup

from dashboard.components.links import here
from dashboard.components.notices import notice
from dashboard.text import plain, show
from dashboard.wording import moment

_FRAME = Markup('<div class="frame"><h1 tabindex="-1">{}</h1><p class="question">{}</p><p class="known">{}</p></div>{}')


@dataclass(frozen=True, slots=True)
class Known:
    """How fresh the record is: the moment it was read, its newest change, and the past day looked at, if any."""

    at: datetime
    last_change_at: datetime | None = None
    last_change_by: str = ""
    past: bool = False


def page_frame(title: str | Markup, question: str, known: Known | None = None) -> None:
    """Show the head of a page. In the past it says so, and offers the way back to today."""
    show(frame(title, question, known))


def frame(title: str | Markup, question: str, known: Known | None = None) -> Markup:
    return _FRAME.format(plain(title), plain(question), _freshness(known), _past(known))


def _freshness(known: Known | None) -> Markup:
    if known is None:
        return Markup("")
    said = Markup('As known <time datetime="{}">{}</time>').format(known.at.isoformat(), moment(known.at))
    if known.last_change_at is None:
        return said
    by = f" by {known.last_change_by}" if known.last_change_by else ""
    return Markup("{}<br>Last change {}{}").format(said, moment(known.last_change_at), plain(by))


def _past(known: Known | None) -> Markup:
    if known is None or not known.past:
        return Markup("")
    sentence = Markup('The record as it stood then. Nothing can be changed here. <a href="{}">Return to today</a>')
    return notice(sentence.format(here(as_of=None)), tone="blue")
