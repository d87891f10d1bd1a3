"""A pass: what a page hands its script so that it may save without a run of the page. It is for one viewer and place.

A pass only says who and where; whether they may is asked of the record at every request. It is signed with a key of its
own, made from the key of the seals, so that it outlives a restart of the server.
"""

import base64
import hashlib
import hmac
import json
from dataclasses import asdict, dataclass, fields
from datetime import date, timedelta

import streamlit as st

from dashboard import sign_in
from dashboard.environment import wants_demonstration
from dashboard.personas import DEFAULT
from data_models.errors import NotAllowed
from data_models.seals import seal_key

PURPOSE = b"passes of meetings"
NOT_VALID = "This page was opened too long ago, or by somebody else. Load it again; what you typed is kept."
LONGEST = 1000


@dataclass(frozen=True)
class Pass:
    """Who may look, and save, where: a meeting or one item of it. `room` is for a screen that only shows.

    `who` is a persona of the demonstration, or the key of a sign-in. It is good until the end of the day after it was
    made, and the same all day, so that a page that runs again is not another one.
    """

    who: str
    meeting_id: int
    item_id: int
    room: bool
    until: str


def pass_for(meeting_id: int, item_id: int, *, room: bool, on: date) -> str:
    """A pass for whoever looks at this page now."""
    return signed(Pass(_who(), meeting_id, item_id, room, (on + timedelta(days=1)).isoformat()))


def _who() -> str:
    if wants_demonstration():
        return st.query_params.get("persona", DEFAULT.key)
    claim = sign_in.claim_of_this_run()
    return claim.key if claim else ""


def signed(one: Pass) -> str:
    said = base64.urlsafe_b64encode(json.dumps(asdict(one), sort_keys=True).encode()).decode()
    return f"{said}.{_signature(said)}"


def read_pass(shown: object, on: date) -> Pass:
    """The pass that was shown; refused unless this server signed it and it is still good."""
    is_one = isinstance(shown, str) and shown.isascii() and len(shown) <= LONGEST
    said, _, signature = str(shown).partition(".") if is_one else ("", "", "")
    if not said or not hmac.compare_digest(signature.encode(), _signature(said).encode()):
        raise NotAllowed(NOT_VALID)
    found = json.loads(base64.urlsafe_b64decode(said))
    if set(found) != {one.name for one in fields(Pass)}:
        raise NotAllowed(NOT_VALID)
    read = Pass(**found)
    if not read.who or on.isoformat() > read.until:
        raise NotAllowed(NOT_VALID)
    return read


def _signature(said: str) -> str:
    key = hmac.new(seal_key(), PURPOSE, hashlib.sha256).digest()
    return hmac.new(key, said.encode(), hashlib.sha256).hexdigest()
