"""A table of a page as a file: the page is run again, for whoever asks, and what it would show is written instead.

The rows can therefore not differ from those on the screen: same queries, viewer, day and filters, read by the same
code. A page pays for it with two links; everything else happens when somebody follows one.
"""

import logging
import runpy
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import replace
from urllib.parse import parse_qsl, urlencode

from starlette.requests import Request
from starlette.responses import PlainTextResponse, Response
from streamlit.runtime.fragment import MemoryFragmentStorage
from streamlit.runtime.memory_uploaded_file_manager import MemoryUploadedFileManager
from streamlit.runtime.pages_manager import PagesManager
from streamlit.runtime.scriptrunner_utils.script_run_context import (
    ScriptRunContext,
    add_script_run_ctx,
)
from streamlit.runtime.scriptrunner_utils.script_run_context_attr import SCRIPT_RUN_CONTEXT_ATTR_NAME
from streamlit.runtime.state import SafeSessionState, SessionState

from dashboard import sign_in
from dashboard.components.links import CARRIED, PARTS, carry
from dashboard.components.table import Taken, taking
from dashboard.environment import wants_demonstration
from dashboard.looking import before_a_room, looking_as, whoever_signed_in
from dashboard.navigation import FOLDER, Screen
from dashboard.personas import BY_KEY, DEFAULT
from dashboard.reports.about import About
from dashboard.reports.spreadsheet import as_csv, as_workbook
from dashboard.reports.tables import Sheet
from dashboard.session import AddressError, Record, Visitor, admitted, now
from dashboard.sign_in import claim_in_cookies
from data_models.errors import NotAllowed, RecordError, SignInOver
from data_models.vocabulary import Origin

log = logging.getLogger("link_inspector.files")
KINDS = {
    "xlsx": "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
    "csv": "text/csv; charset=utf-8",
}
GONE = "This table is not on the page any more. Load the page again and follow the link below the table."
ENTRY = str(FOLDER.parent / "dashboard" / "app.py")


def page_file(request: Request, screen: Screen, ending: str) -> Response:
    """The table that the address names, as a file; without one the whole page as a workbook, one sheet a table."""
    asked = dict(parse_qsl(request.url.query, keep_blank_values=True))
    wanted = asked.pop("table", None)
    with answering(f"{screen.path}.{ending} {wanted or ''}") as answer:
        answer.append(_written(screen, ending, wanted, asked, visitor(request, asked)))
    return answer[0]


@contextmanager
def answering(what: str) -> Iterator[list[Response]]:
    """Collects one answer; what is refused becomes a sentence, and what left is taken down in the log."""
    found: list[Response] = []
    try:
        yield found
        log.info("A file left: %s", what)
    except (NotAllowed, SignInOver) as refused:
        log.warning("A file was refused: %s", what)
        found[:] = [PlainTextResponse(str(refused), status_code=403)]
    except AddressError as missing:
        found[:] = [PlainTextResponse(str(missing), status_code=404)]
    except RecordError as away:
        found[:] = [PlainTextResponse(str(away), status_code=503)]


def _written(screen: Screen, ending: str, wanted: str | None, asked: dict[str, str], who: Visitor) -> Response:
    with opened_for_file(who, asked.get("as_of")) as opened:
        taken = shown_on(screen, asked)
        about = about_this(opened, taken.title, _filters(taken, asked))
    sheets = [one for one in dict.fromkeys(taken.sheets) if wanted in (None, one.key)]
    if not sheets or (ending == "csv" and len(sheets) > 1):
        raise AddressError(GONE)
    return _file(about, sheets, ending)


def download(content: bytes, name: str, media_type: str) -> Response:
    return Response(
        content,
        media_type=media_type,
        headers={"Content-Disposition": f'attachment; filename="{name}"', "Cache-Control": "no-store"},
    )


def _file(about: About, sheets: list[Sheet], ending: str) -> Response:
    rows = sum(len(one.rows) for one in sheets)
    title = f"{about.title}: {sheets[0].caption}" if len(sheets) == 1 else about.title
    about = replace(about, title=title, rows=rows)
    content = as_csv(about, sheets[0]) if ending == "csv" else as_workbook(about.facts, sheets, title)
    part = sheets[0].key if len(sheets) == 1 else "tables"
    return download(content, f"{part}-{about.on.isoformat()}.{ending}", KINDS[ending])


# --- who asks, and what the page would show them ---


def visitor(request: Request, asked: dict[str, str]) -> Visitor:
    """Whoever sends this request, as a page would know them; before a room when the address says so.

    NotAllowed when nobody is signed in.
    """
    found = _persona(asked) if wants_demonstration() else _signed_in(request)
    return before_a_room(found) if "screen" in asked else found


def _persona(asked: dict[str, str]) -> Visitor:
    persona = BY_KEY.get(asked.get("persona", DEFAULT.key))
    if persona is None:
        raise NotAllowed("The address asks for a persona this demonstration does not have.")
    return Visitor(persona.key, looking_as(persona))


def _signed_in(request: Request) -> Visitor:
    auth = sign_in.set_up()
    claim = claim_in_cookies(request.cookies, auth["cookie_secret"]) if auth else None
    if claim is None:
        raise NotAllowed("Sign in first, then follow the link again.")
    return whoever_signed_in(claim)


@contextmanager
def opened_for_file(visitor: Visitor, as_of: str | None) -> Iterator[Record]:
    """The record of a day for somebody, to be read into a file. Raises what a page would say instead of showing it."""
    with admitted(visitor) as opened:
        opened.for_file = True
        opened.look_back_to(as_of)
        yield opened


def shown_on(screen: Screen, asked: dict[str, str]) -> Taken:
    """Run a page on the record that is open, at this address, and keep the tables it shows."""
    asked = {name: value for name, value in asked.items() if name not in PARTS}
    with _as_a_run(urlencode(asked)), taking() as taken:
        carry()
        runpy.run_path(str(screen.file))
        return taken


def about_this(opened: Record, title: str, filters: tuple[tuple[str, str], ...] | None = None) -> About:
    return About(
        title=title,
        on=opened.on,
        viewer=opened.viewer,
        change=opened.change,
        changed_at=None if opened.is_past else opened.head.changed_at,
        made_at=None if opened.is_past else now(),
        filters=filters,
        is_demonstration=opened.head.kind is Origin.DEMONSTRATION,
    )


def _filters(taken: Taken, asked: dict[str, str]) -> tuple[tuple[str, str], ...]:
    """What the page was narrowed to: in its own words where it knows them, else as the address has it."""
    said = {name: (name.replace("_", " "), value) for name, value in asked.items() if name not in CARRIED and value}
    return tuple((said | taken.filters).values())


@contextmanager
def _as_a_run(query: str) -> Iterator[None]:
    """This thread as Streamlit runs a page in, with nobody to send anything to."""
    state = SafeSessionState(SessionState(), lambda: None)
    context = ScriptRunContext(
        session_id="a file",
        _enqueue=lambda _message: None,
        query_string=query,
        session_state=state,
        uploaded_file_mgr=MemoryUploadedFileManager("/none"),
        main_script_path=ENTRY,
        user_info={},
        fragment_storage=MemoryFragmentStorage(),
        pages_manager=PagesManager(ENTRY),
    )
    thread = threading.current_thread()
    before = getattr(thread, SCRIPT_RUN_CONTEXT_ATTR_NAME, None)
    add_script_run_ctx(thread, context)
    try:
        context.reset(query_string=query)
        yield
    finally:
        setattr(thread, SCRIPT_RUN_CONTEXT_ATTR_NAME, before)
