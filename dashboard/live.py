"""What a meeting saves while it is typed, and asks while it is shown, without a run of the page.

Every request shows a pass, comes from a page of our own, and is answered by who its sender is in the record now. What
is not understood is refused.
"""

import json
import logging
from collections.abc import Callable, Mapping
from hashlib import sha256
from typing import Any
from urllib.parse import urlsplit

from starlette.concurrency import run_in_threadpool
from starlette.requests import Request
from starlette.responses import JSONResponse, Response
from starlette.routing import Route

from dashboard import sign_in
from dashboard.components.second_look import doubts_about
from dashboard.environment import wants_demonstration
from dashboard.looking import before_a_room, looking_as, whoever_signed_in
from dashboard.passes import NOT_VALID, Pass, read_pass
from dashboard.personas import BY_KEY
from dashboard.session import Record, Visitor, admitted, now, today
from dashboard.written_days import needed_day
from data_models import live_words
from data_models.commands.agenda import cover_agenda_item
from data_models.commands.meeting_decisions import give_action, record_decision
from data_models.commands.meeting_notes import keep_notes
from data_models.errors import AlreadyDone, CommandRefused, Invalid, NotAllowed, RecordError, RecordUnavailable
from data_models.live_words import Kept, Shown, Words
from data_models.rules.live_words import Stroke
from data_models.rules.personal_data import clean_text
from data_models.visibility import Deed

log = logging.getLogger("link_inspector.live")
# Four thousand characters, each of which may take twelve bytes when written for a script, and what is around them.
MOST_BYTES = 64_000
NOT_UNDERSTOOD = "This was not understood, so nothing was saved. Load the page again; what you typed is kept."
NEEDS_OWNER = "Choose who is to do it."
NEEDS_DAY = "Write the day it is due."
Said = Mapping[str, Any]
Answer = dict[str, Any]
# What a refusal is answered with; the script goes on trying only where the record could not be reached.
STATUS: dict[type[RecordError], int] = {NotAllowed: 403, RecordUnavailable: 503}
CLASH, REFUSED = 409, 422


def routes() -> list[Route]:
    return [Route(f"/live/{name}", _answering(do), methods=["POST"]) for name, do in DEEDS.items()]


def save(opened: Record, shown: Pass, said: Said) -> Answer:
    """Keep what stands in a field now; once a stretch of typing has lasted long enough, seal it in the record."""
    stroke = Stroke(
        said_text(said, "field"),
        said_text(said, "text"),
        said_number(said, "base"),
        said_text(said, "hand"),
        said_number(said, "stroke"),
        tuple(clean_text(str(one))[: live_words.HAND] for one in said_list(said, "joins")),
    )
    opened.let_go()
    kept = live_words.keep(opened.engine, by=opened.viewer, at=now(), item_id=shown.item_id, stroke=stroke)
    if kept.is_to_seal:
        with opened.write(Deed.KEEP_NOTES) as session:
            keep_notes(session, by=opened.viewer, on=opened.on, item_id=shown.item_id)
    return _as_kept(kept) | {"doubts": doubts_about(stroke.text)}


def look(opened: Record, shown: Pass, _: Said) -> Answer:
    """What is on the screens of the meeting, and the words of the item that this page shows."""
    on_show = opened.look(lambda session, _viewer, **_: live_words.on_show(session, shown.meeting_id, at=now()))
    words = opened.look(lambda session, _viewer, **_: live_words.standing(session, shown.item_id))
    return {"shown": None if on_show is None else _as_shown(on_show), "words": [_as_words(one) for one in words]}


def show(opened: Record, shown: Pass, _: Said) -> Answer:
    """Put the item of this page on the screens; the notes of the one that leaves them are sealed."""
    opened.let_go()
    left = live_words.show(opened.engine, by=opened.viewer, at=now(), item_id=shown.item_id)
    if left is not None:
        with opened.write(Deed.KEEP_NOTES) as session:
            keep_notes(session, by=opened.viewer, on=opened.on, item_id=left)
    return {}


def record(opened: Record, shown: Pass, said: Said) -> Answer:
    """Record a decision, give an action, or say that the item is covered: once, however often it is sent."""
    what = said_text(said, "what")
    if what not in RECORDS:
        raise CommandRefused(NOT_UNDERSTOOD)
    deed, do = RECORDS[what]
    sent_as = said_text(said, "token")
    if not sent_as:
        # Without a name of its own a second deed would pass for the first one, sent again, and be lost.
        raise CommandRefused(NOT_UNDERSTOOD)
    token = sha256(f"{shown.item_id} {what} {sent_as}".encode()).hexdigest()
    try:
        with opened.write(deed, token=token) as session:
            do(session, opened, shown.item_id, said)
    except AlreadyDone:
        log.info("Sent twice, done once: %s", what)
    return {}


def _decide(session: Any, opened: Record, item_id: int, said: Said) -> None:
    record_decision(session, by=opened.viewer, on=opened.on, item_id=item_id, text=said_text(said, "decision"))


def _give(session: Any, opened: Record, item_id: int, said: Said) -> None:
    owner, due = said_text(said, "action_owner"), said_text(said, "action_due")
    if not owner.isascii() or not owner.isdigit() or len(owner) > 9:
        raise Invalid({"owner_id": NEEDS_OWNER})
    due_on = needed_day(due, "due_on", NEEDS_DAY, opened.on)
    text = said_text(said, "action")
    give_action(session, by=opened.viewer, on=opened.on, item_id=item_id, text=text, owner_id=int(owner), due_on=due_on)


def _cover(session: Any, opened: Record, item_id: int, _: Said) -> None:
    cover_agenda_item(session, by=opened.viewer, on=opened.on, item_id=item_id)


RECORDS: dict[str, tuple[Deed, Callable[[Any, Record, int, Said], None]]] = {
    "decision": (Deed.DECIDE_IN_MEETING, _decide),
    "action": (Deed.GIVE_ACTION, _give),
    "cover": (Deed.RUN_MEETING, _cover),
}
DEEDS: dict[str, Callable[[Record, Pass, Said], Answer]] = {"save": save, "look": look, "show": show, "record": record}


# --- who asks, and what they say ---


def _answering(do: Callable[[Record, Pass, Said], Answer]) -> Callable[[Request], Any]:
    async def endpoint(request: Request) -> Response:
        if not is_from_a_page_of_ours(request):
            return _refusal(403, NOT_VALID)
        said = await _said(request)
        if said is None:
            return _refusal(REFUSED, NOT_UNDERSTOOD)
        return await run_in_threadpool(_done, do, said, request)

    return endpoint


def _done(do: Callable[[Record, Pass, Said], Answer], said: Said, request: Request) -> Response:
    try:
        shown = read_pass(said.get("pass"), today())
        with admitted(_visitor(shown, request)) as opened:
            answer = do(opened, shown, said)
    except RecordError as refused:
        status = next((code for kind, code in STATUS.items() if isinstance(refused, kind)), REFUSED)
        return _refusal(status, str(refused))
    return _json(answer, CLASH if answer.get("clash") else 200)


def _visitor(shown: Pass, request: Request) -> Visitor:
    """Whoever the pass is for, if it is they who ask."""
    if wants_demonstration():
        persona = BY_KEY.get(shown.who)
        if persona is None:
            raise NotAllowed(NOT_VALID)
        visitor = Visitor(persona.key, looking_as(persona))
    else:
        auth = sign_in.set_up()
        claim = auth and sign_in.claim_in_cookies(request.cookies, auth["cookie_secret"])
        if not claim or claim.key != shown.who:
            raise NotAllowed(NOT_VALID)
        visitor = whoever_signed_in(claim)
    return before_a_room(visitor) if shown.room else visitor


def is_from_a_page_of_ours(request: Request) -> bool:
    """Whether a browser says that a page from this very address sends it. One that does not say is refused."""
    origin, host = request.headers.get("origin"), request.headers.get("host")
    fetched_by = request.headers.get("sec-fetch-site", "same-origin")
    return bool(origin and host) and _host_of(origin) == host and fetched_by == "same-origin"


def _host_of(origin: str | None) -> str:
    try:
        return urlsplit(origin or "").netloc
    except ValueError:
        return ""


async def _said(request: Request) -> Said | None:
    """What was sent, if it is short and is an object of a script."""
    body = b""
    async for part in request.stream():
        body += part
        if len(body) > MOST_BYTES:
            return None
    try:
        found = json.loads(body)
    except (ValueError, RecursionError):
        return None
    return found if isinstance(found, dict) else None


def said_text(said: Said, name: str) -> str:
    """Cleaned at once: half a character can be neither stored nor sealed."""
    found = said.get(name, "")
    if not isinstance(found, str):
        raise CommandRefused(NOT_UNDERSTOOD)
    return clean_text(found)


def said_number(said: Said, name: str) -> int:
    found = said.get(name, 0)
    if not isinstance(found, int) or isinstance(found, bool):
        raise CommandRefused(NOT_UNDERSTOOD)
    return found


def said_list(said: Said, name: str) -> list[Any]:
    found = said.get(name, [])
    if not isinstance(found, list) or len(found) > 20:
        raise CommandRefused(NOT_UNDERSTOOD)
    return found


# --- answers ---


def _json(answer: Answer, status: int = 200) -> Response:
    return JSONResponse(answer, status_code=status, headers={"Cache-Control": "no-store"})


def _refusal(status: int, sentence: str) -> Response:
    return _json({"said": sentence}, status)


def _as_kept(kept: Kept) -> Answer:
    return {"clash": kept.is_clash, "version": kept.words.version} | (
        {"words": _as_words(kept.words)} if kept.is_clash else {}
    )


def _as_words(one: Words) -> Answer:
    return {"field": one.field, "writer": one.writer, "text": one.text, "version": one.version, "by": one.by_name}


def _as_shown(one: Shown) -> Answer:
    return {
        "item": one.item_id,
        "position": one.position,
        "seconds": one.seconds,
        "minutes": one.minutes,
        "state": one.state.value,
        "change": one.change,
    }
