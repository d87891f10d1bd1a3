"""What a deed would change is shown before it is saved: nobody saves what they have not seen."""

from hashlib import sha256

import streamlit as st
from markupsafe import Markup

from dashboard.components.notices import notice

LOOK = "Show what it would change"
NOT_YET = "Nothing is saved yet. Look below at what this would change, then save again."


def first_look(draft: str, token: str, shown: Markup, *, sent: bool) -> Markup | None:
    """What to look at before these values (`token`) are saved; None where just this was shown, and may be saved now.

    Other words ask again, and so does a change by somebody else that makes another picture of it.
    """
    seen, picture = f"form {draft} seen", sha256(f"{token} {shown}".encode()).hexdigest()
    is_new = st.session_state.get(seen) != picture
    st.session_state[seen] = picture
    if sent and not is_new:
        return None
    return notice(NOT_YET, tone="amber") + shown if sent else shown
