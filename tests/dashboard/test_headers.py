"""Every HTTP answer carries the headers; a websocket passes untouched."""

import asyncio
from typing import Any

from starlette.types import Message, Receive, Scope, Send

from dashboard.headers import SecurityHeaders


async def answering(scope: Scope, receive: Receive, send: Send) -> None:
    if scope["type"] == "http":
        await send(
            {
                "type": "http.response.start",
                "status": 200,
                "headers": [(b"cache-control", b"public"), (b"set-cookie", b"a=b")],
            }
        )
    await send({"type": "websocket.accept" if scope["type"] == "websocket" else "http.response.body"})


def answer_to(scope: dict[str, Any], **how: bool) -> list[Message]:
    sent: list[Message] = []

    async def send(message: Message) -> None:
        sent.append(message)

    async def receive() -> Message:
        return {"type": "http.request"}

    asyncio.run(SecurityHeaders(answering, "default-src 'self'", **how)(scope, receive, send))
    return sent


def headers_of(path: str, scheme: str = "http", **how: bool) -> dict[str, str]:
    answer = answer_to({"type": "http", "path": path, "scheme": scheme}, **how)
    return {k.decode(): v.decode() for k, v in answer[0]["headers"]}


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


def test_a_cookie_is_kept_to_encrypted_connections_where_browsers_use_them():
    assert headers_of("/overview")["set-cookie"] == "a=b"
    assert headers_of("/overview", scheme="https")["set-cookie"] == "a=b; Secure"
    assert headers_of("/overview", encrypted=True)["set-cookie"] == "a=b; Secure"
