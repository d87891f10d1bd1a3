"""The form of a deed: opened by its address, saved once, and nothing typed is lost when it is refused.

The address says which form is open (`do`) and which draft it is (`draft`), so a reload, a dropped connection or a
restart of the server comes back to the same form, and a second click of the same draft saves nothing. Something else
typed into a draft that was saved, after going back to it, is a deed of its own: nothing typed is thrown away.
"""

import secrets
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from hashlib import sha256
from typing import Any

import streamlit as st
from markupsafe import Markup

from dashboard.components.first_look import LOOK, first_look
from dashboard.components.links import PARTS, here, off_the_page
from dashboard.components.notices import notice
from dashboard.components.second_look import second_look
from dashboard.history_words import field_words, value_words
from dashboard.session import Session, record
from dashboard.text import plain, show
from data_models.errors import AlreadyDone, CommandRefused, Conflict, Invalid, RecordUnavailable
from data_models.visibility import Deed, may

SAID = "what was said of the last deed"
SAFETY = (
    "A concern about the safety of a child or an adult is never logged here: pass it to the local protection service "
    "now. Do not name or describe anyone who uses services."
)
MEANWHILE = Markup(
    "Somebody changed this after you opened the form. Their changes to other fields are kept; for the same field, type"
    ' theirs, or <a href="{}">let yours stand instead</a> and save again.'
)
NO_LONGER = "This form is no longer open to you. Copy what you typed before you close it."
Values = dict[str, Any]
NameField = Callable[[str], str]
# More digits than a version ever has.
TOO_LONG = 10
# How the keys of a form's buttons end. What was typed is put back when it could not be shown; a press never is.
PRESS = " press"


def opens(name: str, opened: int | None = None) -> str:
    """The address that opens a form on this page, on this version of the row it changes."""
    return here(do=name, draft=secrets.token_hex(6), opened=opened)


@dataclass(frozen=True)
class Offer:
    """A deed on what a page shows: the form it is done in, and whether it can be done as things stand.

    One value makes both the link that opens the form and the form itself, so that no form is offered by one of them
    and refused by the other. `opened` is the version of the row that the form changes, for deeds that edit fields.
    `is_theirs` is False where the deed asks for more than its grant, and this person lacks it.
    """

    name: str
    words: str
    deed: Deed
    area_codes: tuple[str, ...] = ()
    applies: bool = True
    why_not: str = "As things stand now, this cannot be done."
    opened: int | None = None
    is_theirs: bool = True

    @property
    def is_allowed(self) -> bool:
        return (
            self.is_theirs and not record().is_only_read and may(record().viewer, self.deed, frozenset(self.area_codes))
        )


def openers(*offers: Offer) -> Markup:
    """Links that open the forms which this person may use now; nothing at all for anybody else, nor in the past."""
    open_now = Markup("").join(opener(one) for one in offers)
    return Markup('<div class="deeds">{}</div>').format(open_now) if open_now else open_now


def opener(offer: Offer) -> Markup:
    """The one link, or nothing."""
    if not offer.applies or not offer.is_allowed:
        return Markup("")
    return Markup('<a class="button" href="{}">{}</a>').format(opens(offer.name, offer.opened), offer.words)


def keep_what_was_typed() -> None:
    """Hold on to the fields of the open form through a run in which it cannot be shown: the database is away."""
    of_the_form = f"{st.query_params.get('do', '')} {st.query_params.get('draft', '')} "
    for key in [str(one) for one in st.session_state]:
        if key.startswith(of_the_form) and not key.endswith(PRESS):
            st.session_state[key] = st.session_state[key]


def opened_on(version: int) -> int:
    """The version of its row that the form was opened on: kept in the address, so that a restart does not forget it."""
    kept = _opened()
    if kept is None:
        st.query_params["opened"] = str(version)
        return version
    return kept


def _opened() -> int | None:
    """The version in the address; None where it has none, or something that is no version."""
    kept = st.query_params.get("opened", "")
    return int(kept) if kept.isascii() and kept.isdigit() and len(kept) < TOO_LONG else None


def what_was_said() -> None:
    """The sentence about the deed just done, once."""
    said = st.session_state.pop(SAID, None)
    if said:
        show(Markup('<div role="status" tabindex="-1">{}</div>').format(notice(said, tone="green")))


def is_open(name: str) -> bool:
    return st.query_params.get("do") == name


def form_asked_for() -> str:
    """The name of the form that the address has open, without the number of its row; empty where it has none."""
    return st.query_params.get("do", "").rstrip("0123456789").rstrip("-")


def deed_form(
    offer: Offer,
    *,
    title: str,
    save: str,
    fields: Callable[[NameField], Values],
    do: Callable[[Session, Values], str],
    free_text: bool = True,
    look: Callable[[Values], Markup] | None = None,
) -> None:
    """Show the form if the address has it open. `fields` draws the widgets, `do` calls commands and says what was done.

    `look` is for deeds whose effect is to be seen first: what it shows of the values is shown, and only then saved.

    Who may not do the deed here is told so instead. A deed that cannot be done as things stand is said above the form,
    and the form stays: somebody may have typed into it before a colleague, or the office, was quicker.
    """
    if not is_open(offer.name):
        return
    draft = _draft()
    was_typed_in = f"form {offer.name} {draft}"
    if not offer.is_allowed and was_typed_in not in st.session_state:
        show(notice("This form is not open to you here, so it is not shown.", tone="amber"))
        return
    st.session_state[was_typed_in] = True
    show(
        Markup('<h2 id="form" tabindex="-1">{}</h2>{}').format(
            title, Markup('<p class="soft">{}</p>').format(SAFETY) if free_text else ""
        )
    )
    problems = st.container()
    _what_changed(offer)
    with st.form(f"{offer.name} {draft}", enter_to_submit=False, border=True):
        values = fields(lambda field: f"{offer.name} {draft} {field}")
        with st.container(horizontal=True):
            asked = look is not None and st.form_submit_button(LOOK, key=f"{offer.name} {draft} look{PRESS}")
            sent = st.form_submit_button(save, type="primary", key=f"{offer.name} {draft} save{PRESS}")
    if look is not None and (asked or sent):
        sent = _was_seen(look, draft, _token(offer.deed, draft, values), values, problems, sent=sent)
    show(Markup('<p><a href="{}">Close without saving</a></p>').format(here(**dict.fromkeys(PARTS))))
    if sent:
        _look_and_save(offer.deed, draft, values, do, problems, has_prose=free_text)


def _what_changed(offer: Offer) -> None:
    """Above the form: what happened since it was opened that bears on saving it, with the way to insist."""
    if not offer.is_allowed:
        show(notice(NO_LONGER, tone="amber"))
    elif not offer.applies:
        show(notice(offer.why_not, tone="amber"))
    elif offer.opened is not None and _opened() not in (None, offer.opened):
        show(notice(MEANWHILE.format(here(opened=offer.opened)), tone="amber"))


def _was_seen(
    look: Callable[[Values], Markup], draft: str, token: str, values: Values, problems: Any, *, sent: bool
) -> bool:
    """Whether what this would change was seen, just so, before it was sent; shown otherwise."""
    try:
        with off_the_page():
            to_see = first_look(draft, token, look(values), sent=sent)
    except (CommandRefused, RecordUnavailable) as refused:
        with problems:
            show(_refusal(refused))
        return False
    if to_see is not None:
        show(Markup('<div role="status" id="look">{}</div>').format(to_see))
    return to_see is None


def _draft() -> str:
    """The draft's name, from the address; a form opened without one is given one."""
    if "draft" not in st.query_params:
        st.query_params["draft"] = secrets.token_hex(6)
    return st.query_params["draft"]


def _token(deed: Deed, draft: str, values: Values) -> str:
    """What makes two savings one: the same deed by the same person on a day, of one draft, at one place, same said."""
    place, who = here(**dict.fromkeys(PARTS)), (record().viewer.person_id, record().viewer.name, record().on)
    said = repr((deed.value, draft, place, who, sorted(values.items())))
    return sha256(said.encode("utf-8", "replace")).hexdigest()


def _look_and_save(
    deed: Deed, draft: str, values: Values, do: Callable[[Session, Values], str], problems: Any, *, has_prose: bool
) -> None:
    token = _token(deed, draft, values)
    if has_prose and (doubt := second_look(draft, token, values)) is not None:
        with problems:
            show(doubt)
    else:
        _save(deed, token, values, do, problems)


def _save(deed: Deed, token: str, values: Values, do: Callable[[Session, Values], str], problems: Any) -> None:
    # One call, one transaction, no Streamlit call inside: an impatient second click cannot cut a deed in half.
    try:
        with record().write(deed, reason=str(values.get("reason", "")), token=token) as session:
            said = do(session, values)
    except AlreadyDone:
        said = "This was already saved; nothing was saved twice."
    except (CommandRefused, RecordUnavailable) as refused:
        with problems:
            show(_refusal(refused))
        return
    st.session_state[SAID] = said
    # In one step, so that going back once leads to the form that was sent and not to half an address.
    st.query_params.from_dict({name: value for name, value in st.query_params.items() if name not in PARTS})
    st.rerun()


def _refusal(refused: CommandRefused | RecordUnavailable) -> Markup:
    said = [notice(str(refused), tone="red")]
    if isinstance(refused, Invalid):
        said = [notice(sentence, tone="red") for sentence in refused.problems.values()]
    if isinstance(refused, Conflict):
        said.append(_both(refused.fields))
    kept = Markup('<p class="soft">Nothing was saved. What you typed is still in the form.</p>')
    return Markup('<div role="alert">{}{}</div>').format(Markup("").join(said), kept)


def _both(fields: Mapping[str, tuple[object, object, object]]) -> Markup:
    """What the form was opened on, what is there now, and what was typed, for each field in dispute."""
    line = Markup("<li><strong>{}</strong>: now “{}”, yours “{}”, when you opened the form “{}”</li>")
    return Markup('<ul class="listed">{}</ul>').format(
        Markup("").join(
            line.format(plain(field_words(name)), *(plain(value_words(one)) for one in (now, mine, opened)))
            for name, (opened, now, mine) in fields.items()
        )
    )
