"""Sharing a practice: with an area that is chosen, or introduced to one it is matched with; and what came of it."""

from collections.abc import Mapping

import streamlit as st

from dashboard.components.form_fields import choice_field, day_field, needed, prose_field
from dashboard.components.forms import NameField, Offer, Values, deed_form, is_open, opened_on
from dashboard.session import Session, record
from dashboard.wording import day
from dashboard.written_days import needed_day
from data_models.commands.good_practice import record_share_result, share_good_practice
from data_models.queries.good_practice import PracticeRow, ShareRow
from data_models.visibility import Deed
from data_models.vocabulary import PracticeState

SHARE = "share-practice"
NOT_YET = "It is not validated yet, so it cannot be shared."


def share_offer(one: PracticeRow) -> Offer:
    """With an area that is chosen: from the area it comes from to any other, or from there to one's own."""
    viewer = record().viewer
    areas = (one.area_code,) if viewer.covers(one.area_code) else tuple(sorted(viewer.areas)) or (one.area_code,)
    return Offer(SHARE, "Share it with an area", Deed.SHARE_PRACTICE, areas, _is_validated(one), NOT_YET)


def introduction_offer(one: PracticeRow, code: str) -> Offer:
    """With this area, which it is matched with, or was until somebody else told it."""
    either = _covered_of(one, code)
    return Offer(f"introduce-{code}", "Introduce it", Deed.SHARE_PRACTICE, either, _is_validated(one), NOT_YET)


def result_offer(one: PracticeRow, share: ShareRow) -> Offer:
    words = "Put right" if share.result else "Say what came of it"
    either = _covered_of(one, share.area_code)
    return Offer(f"result-{share.id}", words, Deed.SHARE_PRACTICE, either, opened=share.row_version)


def _covered_of(one: PracticeRow, code: str) -> tuple[str, ...]:
    """Of the two areas the one to ask leave for: covering either is enough."""
    covers = record().viewer.covers
    return (code,) if covers(code) and not covers(one.area_code) else (one.area_code,)


def _is_validated(one: PracticeRow) -> bool:
    return one.state is not PracticeState.NOTED


def sharing_forms(one: PracticeRow, areas: Mapping[str, str]) -> None:
    """The form that the address has open, if it is one of these. `areas` are all of them: code to name."""
    if is_open(SHARE):
        _share(one, share_offer(one), _open_to(one, areas))
    for code, name in areas.items():
        if is_open(f"introduce-{code}") and code != one.area_code:
            _share(one, introduction_offer(one, code), {code: name})
    for share in one.shares:
        _result(one, share)


def _open_to(one: PracticeRow, areas: Mapping[str, str]) -> dict[str, str]:
    viewer = record().viewer
    from_here = viewer.is_senior or viewer.covers(one.area_code)
    return {code: name for code, name in areas.items() if code != one.area_code and (from_here or viewer.covers(code))}


def _share(one: PracticeRow, offer: Offer, areas: Mapping[str, str]) -> None:
    only = next(iter(areas)) if len(areas) == 1 else None

    def fields(name: NameField) -> Values:
        left, right = st.columns(2, gap="medium")
        with left:
            code = only or choice_field("Area", areas, name("area"))
        with left if only else right:
            shared_on = day_field("Day it was shared", name("on"), value=record().on)
        result = prose_field("What came of it, if that is known", name("result"))
        return {"area": code, "on": shared_on, "result": result}

    def do(session: Session, said: Values) -> str:
        code = needed(said["area"], "area", "Choose the area it was shared with.")
        share = share_good_practice(
            session,
            by=record().viewer,
            on=record().on,
            practice_id=one.id,
            area_code=code,
            shared_on=needed_day(said["on"], "on", "Write the day it was shared.", record().on),
            result=said["result"],
        )
        return f"{one.reference} was shared with {areas[code]} on {day(share.shared_on)}."

    to = f" with {areas[only]}" if only else ""
    deed_form(offer, title=f"Share “{one.title}”{to}", save="Record the sharing", fields=fields, do=do)


def _result(one: PracticeRow, share: ShareRow) -> None:
    def fields(name: NameField) -> Values:
        opened = opened_on(share.row_version)
        return {"opened": opened, "result": prose_field("What came of it", name("result"), value=share.result)}

    def do(session: Session, said: Values) -> str:
        record_share_result(
            session,
            by=record().viewer,
            on=record().on,
            share_id=share.id,
            result=said["result"],
            expected_version=said["opened"],
        )
        return f"What came of {one.reference} in {share.area_name} is on record."

    deed_form(
        result_offer(one, share),
        title=f"What came of “{one.title}” in {share.area_name}",
        save="Save what came of it",
        fields=fields,
        do=do,
    )
