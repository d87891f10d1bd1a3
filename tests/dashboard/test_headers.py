"""Every HTTP answer carries the headers; a websocket passes untouched."""

import asyncio
from typing import Any

from starlette.types import Message, Receive, Scope, Send

from dashboard.headers import SecurityHeaders


async def answering(scope: Scope, receive: Receive, send: Send) -> None:
    if scope["type"] == "http":
        await send({"type": "http.response.start", "status": 200, "headers": [(b"cache-control", b"public")]})
    await send({"type": "websocket.accept" if scope["type"] == "websocket" else "http.response.body"})


def answer_to(scope: dict[str, Any]) -> list[Message]:
    sent: list[Message] = []

    async def send(message: Message) -> None:
        sent.append(message)

    async def receive() -> Message:
        return {"type": "http.request"}

    asyncio.run(SecurityHeaders(answering, "default-src 'self'")(scope, receive, send))
    return sent


def headers_of(path: str) -> dict[str, str]:
    return {k.decode(): v.decode() for k, v in answer_to({"type": "http", "path": path})[0]["headers"]}


def test_every_page_carries_the_policy_and_may_not_be_framed_or_sniffed():
    headers = headers_of("/overview")
    assert headers["content-security-policy"] == "default-src 'self'"
    assert headers["x-content-type-options"] == "nosniff"
    assert headers["x-frame-options"] == "DENY"
    assert headers["referrer-policy"] == "same-origin"


def test_files_made_for_one_person_are_not_stored():
    assert headers_of("/media/0123")["cache-control"] == "no-store"
    assert headers_of("/static/index.js")["cache-control"] == "public"


def test_a_websocket_is_left_alone():
    assert answer_to({"type": "websocket", "path": "/_stcore/stream"}) == [{"type": "websocket.accept"}]
