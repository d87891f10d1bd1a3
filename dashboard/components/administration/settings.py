"""Settings to HTML: every number of policy with its source, and one with all that was ever changed about it."""

from collections.abc import Iterable

from markupsafe import Markup

from dashboard.components.chips import chip
from dashboard.components.links import here
from dashboard.components.row_history import history_table
from dashboard.components.section import facts, section
from dashboard.components.table import Column, table
from dashboard.wording import moment
from data_models.queries.changes import Edit
from data_models.queries.settings_in_force import SettingRow


def settings_table(settings: Iterable[SettingRow], selected: str | None = None) -> Markup:
    """Every number of policy with where it comes from; one that somebody changed says who, when and why."""
    columns: list[Column[SettingRow]] = [
        Column("Setting", _setting_name, names_row=True),
        Column("Value", _setting_value),
        Column("Default", lambda one: one.default, "number"),
        Column("Standing", _standing),
        Column("Source", lambda one: one.setting.source),
        Column("Changed", _changed),
    ]
    return table(
        settings,
        columns,
        caption="Settings",
        empty="There are no settings.",
        tall="36rem",
        is_selected=lambda one: one.setting.key == selected,
    )


def _setting_name(row: SettingRow) -> Markup:
    way = Markup('<a href="{}#setting">{}</a>').format(here(setting=row.setting.key, person=None), row.setting.name)
    return Markup('{}<span class="about">{}</span>').format(way, row.setting.affects)


def _setting_value(row: SettingRow) -> Markup:
    return Markup('<strong>{}</strong> <span class="soft">{}</span>').format(row.value, _unit(row))


def _unit(row: SettingRow) -> str:
    return "" if row.setting.is_yes_or_no else row.setting.unit


def _standing(row: SettingRow) -> Markup:
    return chip("green", "Stated") if row.setting.is_stated else chip("grey", "Our default")


def _changed(row: SettingRow) -> Markup:
    if row.set_at is None:
        return Markup('<span class="soft">never</span>')
    back = "" if row.is_set else "back to its default: "
    said = Markup('{}{}, {}<span class="about">{}</span>')
    return said.format(back, row.set_by or "not known", moment(row.set_at), row.reason)


def one_setting(row: SettingRow, edits: tuple[Edit, ...] | None, ways: Markup) -> Markup:
    """One setting: what is in force, where its default comes from, the deeds on it, and every change of it.

    Without `edits` for a room's screen: the reasons in them are free text.
    """
    pairs: list[tuple[str, object]] = [
        ("In force", _setting_value(row)),
        ("Default", f"{row.default} {_unit(row)}"),
        ("Is the default stated?", _standing(row)),
        ("Source", row.setting.source),
        ("What it decides", row.setting.affects),
        ("May be", _bounds(row)),
        ("Last changed", _changed(row)),
    ]
    nothing = "Its changes are not shown to a room." if edits is None else "Nobody ever changed it."
    history = history_table(edits) if edits else Markup('<p class="soft">{}</p>').format(nothing)
    close = Markup('<p><a href="{}">Every setting</a></p>').format(here(setting=None))
    return section("setting", row.setting.name, facts(pairs), ways, history, close)


def _bounds(row: SettingRow) -> str:
    return "yes or no" if row.setting.is_yes_or_no else f"{row.setting.minimum} to {row.setting.maximum}"
