"""Changing a setting, and putting it back to its default: what it would change today is seen before it is saved."""

from collections.abc import Callable

import streamlit as st
from markupsafe import Markup

from dashboard.components.administration.setting_preview import what_it_would_change
from dashboard.components.form_fields import prose_field
from dashboard.components.forms import NameField, Offer, Values, deed_form, is_open, opened_on, openers
from dashboard.session import Session, record
from data_models.commands.administration import change_setting, reset_setting
from data_models.errors import Invalid
from data_models.queries.setting_preview import if_set
from data_models.queries.settings_in_force import SettingRow
from data_models.rules.settings import NonsenseSettingError
from data_models.visibility import Deed


def setting_openers(row: SettingRow) -> Markup:
    return openers(*(make(row) for make, _ in _FORMS))


def setting_forms(row: SettingRow) -> None:
    """The form that the address has open, if it is one of these."""
    for make, form in _FORMS:
        offer = make(row)
        if is_open(offer.name):
            form(row, offer)


def _change_offer(row: SettingRow) -> Offer:
    return Offer("change-setting", "Change it", Deed.CHANGE_SETTING, opened=row.changed_in)


def _reset_offer(row: SettingRow) -> Offer:
    why_not = f"{row.setting.name} is at its default: there is nothing to put back."
    words = f"Put it back to {row.default}"
    return Offer("reset-setting", words, Deed.CHANGE_SETTING, (), row.is_set, why_not, opened=row.changed_in)


def _change(row: SettingRow, offer: Offer) -> None:
    def fields(name: NameField) -> Values:
        opened, setting = opened_on(row.changed_in), row.setting
        if setting.is_yes_or_no:
            choices = ["yes", "no"]
            value = st.radio("Value", choices, index=choices.index(row.value), horizontal=True, key=name("value"))
        else:
            value = st.text_input(
                f"Value ({setting.unit})",
                row.value,
                key=name("value"),
                help=f"A whole number from {setting.minimum} to {setting.maximum}.",
            )
        return {"value": value, "reason": prose_field("Why", name("reason")), "opened": opened}

    def do(session: Session, said: Values) -> str:
        made = change_setting(
            session,
            by=record().viewer,
            on=record().on,
            key=row.setting.key,
            value=said["value"],
            reason=said["reason"],
            expected_change=said["opened"],
        )
        return f"{row.setting.name} is {made.value} from now on."

    deed_form(
        offer,
        title=f"Change “{row.setting.name}” from {row.value}",
        save="Save this value",
        fields=fields,
        do=do,
        look=lambda said: _would_change(row, said["value"]),
    )


def _reset(row: SettingRow, offer: Offer) -> None:
    def fields(name: NameField) -> Values:
        opened = opened_on(row.changed_in)
        return {"reason": prose_field("Why", name("reason")), "opened": opened}

    def do(session: Session, said: Values) -> str:
        reset_setting(
            session,
            by=record().viewer,
            on=record().on,
            key=row.setting.key,
            reason=said["reason"],
            expected_change=said["opened"],
        )
        return f"{row.setting.name} is back to its default, {row.default}."

    deed_form(
        offer,
        title=f"Put “{row.setting.name}” back from {row.value} to {row.default}",
        save="Put it back",
        fields=fields,
        do=do,
        look=lambda _: _would_change(row, row.default),
    )


def _would_change(row: SettingRow, typed: str) -> Markup:
    value = " ".join(typed.split()).lower()
    if value == row.value:
        raise Invalid({"value": f"{row.setting.name} is {value} already: there is nothing to change."})
    try:
        preview = record().ask(if_set, key=row.setting.key, value=value)
    except NonsenseSettingError as nonsense:
        raise Invalid(nonsense.problems) from nonsense
    return what_it_would_change(row, value, preview, record().on)


_FORMS: tuple[tuple[Callable[[SettingRow], Offer], Callable[[SettingRow, Offer], None]], ...] = (
    (_change_offer, _change),
    (_reset_offer, _reset),
)
