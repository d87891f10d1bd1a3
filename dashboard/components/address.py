"""What the address asks a page for: the number of a record, or one of the words a filter knows."""

import re
from collections.abc import Mapping

import streamlit as st

from dashboard.components.table import note_filter
from dashboard.session import AddressError
from data_models.rules.references import Kind

# A number no record will reach: larger ones would not fit the database's whole numbers.
_NUMBER = re.compile(r"(?:([A-Z]{2})-)?0*([0-9]{1,9})")


def asked_number(name: str, path: str, *kinds: Kind) -> tuple[Kind, int] | None:
    """The record the address names, as a plain number or as its reference ("AP-0007"); None when it names none.

    A plain number is of the first kind. AddressError for anything else, with the way back to `path`.
    """
    asked = st.query_params.get(name, "").strip()
    return numbered(asked, path, *kinds) if asked else None


def numbered(asked: str, path: str, *kinds: Kind) -> tuple[Kind, int]:
    """The same, of what is written in some other address."""
    found = _NUMBER.fullmatch(asked.upper())
    known = {kind.value: kind for kind in kinds}
    if found is None or (found[1] is not None and found[1] not in known):
        like = " or ".join(f"{kind.value}-0001" for kind in kinds)
        raise AddressError(f"“{asked}” is not a number of the record. Write it like {like}.", "See them all", path)
    return known.get(found[1] or "", kinds[0]), int(found[2])


def asked_place(name: str, path: str) -> int | None:
    """The plain number, counted from 1, that the address gives; None when it gives none. AddressError for another."""
    asked = st.query_params.get(name, "").strip()
    found = _NUMBER.fullmatch(asked)
    if asked and (found is None or found[1] is not None):
        raise AddressError(f"“{asked}” is not a number. Write it like 12.", "See them all", path, **{name: None})
    return int(found[2]) if found else None


def asked_word(name: str, known: Mapping[str, str], what: str, path: str) -> str | None:
    """The value of this parameter of the address; None when it asks for nothing. AddressError when it is not known."""
    asked = st.query_params.get(name)
    if asked and asked not in known:
        raise AddressError(f"There is no {what} “{asked}” here.", "Show everything", path, **{name: None})
    if asked:
        note_filter(name, what, known[asked])
    return asked or None
