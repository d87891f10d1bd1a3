"""Is the system in order?"""

import streamlit as st
from markupsafe import Markup

from dashboard.components.address import asked_word
from dashboard.components.administration.import_deed import import_form, import_opener
from dashboard.components.administration.imports import imports_table
from dashboard.components.administration.people import one_person, people_table
from dashboard.components.administration.people_deeds import add_opener, people_forms, person_openers
from dashboard.components.administration.register import (
    checks_table,
    counted_checks,
    deep_checks,
    record_cards,
    record_kind,
    rules_check,
)
from dashboard.components.administration.settings import one_setting, settings_table
from dashboard.components.administration.settings_deeds import setting_forms, setting_openers
from dashboard.components.changes.listing import last_changes_table
from dashboard.components.headlines import headlines
from dashboard.components.links import here
from dashboard.components.opening import open_page
from dashboard.session import AddressError, readiness, record
from dashboard.text import show
from data_models.queries.administration import Administration, administration, obligations
from data_models.queries.row_history import row_history
from data_models.vocabulary import RoleName

PATH = "administration"


def main() -> None:
    open_page(PATH)
    shown = record().ask(administration)
    counted = counted_checks(shown, record().ask(obligations))
    checks = (*counted, rules_check(shown.last_run), *deep_checks(_asked_for()))
    person = asked_word("person", {str(one.id): one.display_name for one in shown.people}, "person", PATH)
    setting = asked_word("setting", {one.setting.key: one.setting.name for one in shown.settings}, "setting", PATH)
    import_form()
    people_forms(shown.people, person)
    for row in shown.settings:
        if row.setting.key == setting:
            setting_forms(row)
    show(headlines(record_cards(shown, checks)))
    left, right = st.columns([6, 5], gap="medium")
    with left:
        way = Markup('<p><a href="{}">Read the whole record again and check its seals and its shape</a></p>')
        head = Markup('<h2 id="checks">Self-checks</h2>{}{}{}')
        show(head.format(record_kind(shown), checks_table(checks), way.format(here(check="all"))))
        show(Markup('<h2 id="imports">Imports</h2>{}{}').format(imports_table(shown.imports), import_opener()))
    with right:
        show(Markup('<h2 id="changes">Last changes</h2>{}').format(last_changes_table(shown.changes)))
    _people(shown, person)
    _settings(shown, setting)


def _asked_for() -> dict[str, bool] | None:
    """The whole check, which reads everything there is, only for whoever asks for it."""
    asked = st.query_params.get("check")
    if asked not in (None, "all"):
        raise AddressError(f"“{asked}” is not a check. Use all, or nothing.", "See the system", PATH, check=None)
    return readiness() if asked else None


def _people(shown: Administration, person: str | None) -> None:
    viewer = record().viewer
    with_access = viewer.role is RoleName.ADMINISTRATOR and not viewer.shared_screen
    note = "" if with_access else "E-mail addresses and sign-ins are shown to administrators only."
    head = Markup('<h2 id="people">People and access</h2><p class="soft">{}</p>{}{}')
    chosen = next((one for one in shown.people if str(one.id) == person), None)
    if chosen is not None:
        edits = record().ask(row_history, table="person", key=chosen.id)
        show(one_person(chosen, edits, person_openers(chosen), with_access=with_access))
    show(head.format(note, add_opener(), people_table(shown.people, person, with_access=with_access)))


def _settings(shown: Administration, setting: str | None) -> None:
    chosen = next((one for one in shown.settings if one.setting.key == setting), None)
    if chosen is not None:
        is_room = record().viewer.shared_screen
        edits = None if is_room else record().ask(row_history, table="setting_value", key=chosen.setting.key)
        show(one_setting(chosen, edits, setting_openers(chosen)))
    show(Markup('<h2 id="settings">Settings</h2>{}').format(settings_table(shown.settings, setting)))


main()
