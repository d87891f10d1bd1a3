"""The documents of the page `reports`: made when somebody follows a link, from the pages and queries of the screen.

A document for outside is made for a room's screen: what may be shown to a room is what everybody may read.
"""

from collections.abc import Callable
from dataclasses import dataclass, replace
from datetime import date
from typing import Literal
from urllib.parse import parse_qsl

from starlette.requests import Request
from starlette.responses import Response
from streamlit import config

from dashboard.components.address import numbered
from dashboard.components.table import Taken
from dashboard.holidays import scottish_bank_holidays
from dashboard.navigation import BY_PATH
from dashboard.page_files import about_this, answering, download, opened_for_file, shown_on, visitor
from dashboard.reports.about import About
from dashboard.reports.assurance import assurance_note
from dashboard.reports.briefing import area_briefing
from dashboard.reports.document import Document
from dashboard.reports.minutes import minutes_document
from dashboard.reports.national import PACK, coverage_list, national_pack
from dashboard.reports.paper import as_pdf
from dashboard.reports.tables import key_of
from dashboard.reports.word import as_docx
from dashboard.session import AddressError, Record, Visitor
from dashboard.wording import day
from data_models.errors import NotAllowed
from data_models.queries.areas import AreaPicture, area_picture, area_sought
from data_models.queries.matters import account, area_standings
from data_models.queries.meeting_minutes import minutes_in_full
from data_models.queries.meetings import Minutes
from data_models.queries.my_areas import my_areas
from data_models.queries.overview import overview
from data_models.rules.references import Kind as Noun
from data_models.visibility import Viewer
from data_models.vocabulary import MeetingState, Origin

WRITERS: dict[str, tuple[Callable[[Document], bytes], str]] = {
    "docx": (as_docx, "application/vnd.openxmlformats-officedocument.wordprocessingml.document"),
    "pdf": (as_pdf, "application/pdf"),
}
OUTSIDE, OWN = "Published facts only", "Internal: may hold what is not published. Not to be passed on."
NOT_OUTSIDE = (
    "Minutes hold what was said in a meeting of the office and is not published: they are made for a screen of one's "
    "own, and for nobody outside."
)
INVENTED = "Demonstration: invented people and plans."
Asked = dict[str, str]


@dataclass(frozen=True)
class Kind:
    """A kind of document: what it is called in addresses and to people, what it is for, and how it is made."""

    key: str
    title: str
    purpose: str
    make: Callable[[Record, str, Asked], Document]
    about: Literal["", "area", "meeting"] = ""


def _area(opened: Record, asked: Asked) -> AreaPicture:
    wanted = asked.get("area", "").strip()
    holidays = scottish_bank_holidays()
    sought = opened.ask(area_sought, area=wanted) if wanted else None
    shown = opened.ask(area_picture, area_code=sought.gss_code, holidays=holidays) if sought else None
    if shown is None:
        raise AddressError(f"There is no area “{wanted}” in the record.")
    return shown


def _briefing(opened: Record, marking: str, asked: Asked) -> Document:
    shown, read = _area(opened, asked), opened.ask(account)
    code, thresholds = shown.area.gss_code, opened.thresholds
    standings = area_standings(read, on=opened.on, thresholds=thresholds)
    return area_briefing(
        about_this(opened, f"{shown.area.short_name}: area briefing"),
        marking,
        shown,
        next(one for one in standings if one.area_code == code),
        [one for one in read.matters if one.area_code == code],
        dict(opened.ask(my_areas).people),
        dict.fromkeys(_page("area", {"area": code}).sheets),
    )


def _assurance(opened: Record, marking: str, asked: Asked) -> Document:
    shown = _area(opened, asked)
    if not shown.monitoring:
        raise AddressError(f"{shown.area.short_name} was never under formal monitoring.")
    title = f"{shown.area.short_name}: assurance on formal monitoring"
    return assurance_note(about_this(opened, title), marking, shown, shown.monitoring[0])


def _national(opened: Record, marking: str, _asked: Asked) -> Document:
    first = _page("overview", {"status": "red,amber"})
    pages = {name: _page(*VIEWS.get(name, (name, {}))) for _, name, _ in PACK}
    sheets = {(name, one.key): one for name, taken in {**pages, "overview": first}.items() for one in taken.sheets}
    trend = opened.ask(overview).trend
    return national_pack(about_this(opened, "National pack"), marking, tuple(first.cards), trend, sheets)


# Where a part of the pack is not what its page opens on.
VIEWS: dict[str, tuple[str, Asked]] = {"monitoring": ("follow-up", {"show": "monitoring"})}


def _coverage(opened: Record, marking: str, _asked: Asked) -> Document:
    taken = _page("coverage", {})
    sheets = {one.key: one for one in taken.sheets}
    return coverage_list(about_this(opened, "Who covers what"), marking, tuple(taken.cards), sheets)


def _minutes(opened: Record, marking: str, asked: Asked) -> Document:
    """Of a closed meeting what was known when it closed, so that it is the same whenever it is made."""
    if opened.viewer.shared_screen:
        raise NotAllowed(NOT_OUTSIDE)
    wanted = asked.get("meeting", "").strip()
    if not wanted:
        raise AddressError("Say which meeting the minutes are of, like MT-0001.")
    _, number = numbered(wanted, "meeting", Noun.MEETING)
    found = opened.ask(minutes_in_full, meeting_id=number)
    if found is None:
        raise AddressError(f"There is no meeting {wanted} in the record.")
    meeting = found.minutes
    if meeting.state is MeetingState.PLANNED:
        raise AddressError(f"The meeting {meeting.reference} has not begun: there are no minutes of it yet.")
    title = f"{meeting.title}, {day(meeting.held_on)}"
    if meeting.closed_on is None or meeting.closed_at_change is None:
        # The title stands on every page: a page by itself says that it is of a draft.
        return minutes_document(about_this(opened, f"{title}: draft minutes"), marking, found)
    about = about_this(opened, f"{title}: minutes")
    then = opened.ask_as_of(minutes_in_full, meeting.closed_on, meeting.closed_at_change, meeting_id=number)
    assert then is not None, "What was closed stood there then."
    return minutes_document(_as_closed(about, meeting.closed_on, meeting), marking, then)


def _as_closed(about: About, closed_on: date, meeting: Minutes) -> About:
    moment = f"the close of {meeting.reference} on {day(closed_on)}"
    change = meeting.closed_at_change or about.change
    return replace(about, on=closed_on, change=change, changed_at=None, made_at=None, moment=moment)


def _page(path: str, asked: Asked) -> Taken:
    return shown_on(BY_PATH[path], asked)


KINDS = (
    Kind("area-briefing", "Area briefing", "One page on an area, then the detail.", _briefing, "area"),
    Kind(
        "assurance-note",
        "Assurance note",
        "Assures senior managers of formal monitoring.",
        _assurance,
        "area",
    ),
    Kind("national-pack", "National pack", "Where the risk is in the 32 areas, and who deals with it.", _national),
    Kind("coverage-list", "Coverage list", "Who covers each area in each role.", _coverage),
    Kind(
        "minutes",
        "Minutes",
        "What a meeting said, decided and gave to whom; frozen once it is closed.",
        _minutes,
        "meeting",
    ),
)


def document_file(request: Request, kind: Kind, ending: str) -> Response:
    """A document of this kind for whoever asks, as Word or as PDF."""
    asked = dict(parse_qsl(request.url.query, keep_blank_values=True))
    if asked.get("for") == "outside":
        asked["screen"] = "shared"
    with answering(f"{kind.key}.{ending} {asked.get('area', '')}") as answer:
        document = read(request, kind, asked)
        write, media_type = WRITERS[ending]
        name = f"{key_of(document.title)}-{document.about.on.isoformat()}.{ending}"
        answer.append(download(write(document), name, media_type))
    return answer[0]


def read(request: Request, kind: Kind, asked: Asked) -> Document:
    """The document before it is written: the database is not held while it is."""
    with opened_for_file(visitor(request, asked), asked.get("as_of")) as opened:
        return made(opened, kind, asked)


def written_for(viewer: Viewer, kind: str, ending: str, asked: Asked) -> bytes:
    """A document of this kind for somebody who asks without a browser."""
    config.set_option("global.showWarningOnDirectExecution", False)
    visitor = Visitor(f"command line: {viewer.role.value}", lambda _session, _on, _head: viewer)
    found = next(one for one in KINDS if one.key == kind)
    with opened_for_file(visitor, asked.get("as_of")) as opened:
        document = made(opened, found, asked)
    return WRITERS[ending][0](document)


def made(opened: Record, kind: Kind, asked: Asked) -> Document:
    marking = OUTSIDE if opened.viewer.shared_screen else OWN
    is_demonstration = opened.head.kind is Origin.DEMONSTRATION
    return kind.make(opened, f"{INVENTED} {marking}" if is_demonstration else marking, asked)
