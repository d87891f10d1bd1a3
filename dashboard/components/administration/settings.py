"""Settings to HTML: every number of policy with its source, and who changed it."""

from collections.abc import Iterable

from markupsafe import Markup

from dashboard.components.chips import chip
from dashboard.components.page_frame import moment
from dashboard.components.table import Column, table
from data_models.queries.administration import SettingRow


def settings_table(settings: Iterable[SettingRow]) -> Markup:
    """Every number of policy with where it comes from; one that somebody changed says who, when and why."""
    columns: list[Column[SettingRow]] = [
        Column("Setting", _setting_name, names_row=True),
        Column("Value", _setting_value),
        Column("Default", lambda one: one.default, "number"),
        Column(
            "Standing", lambda one: chip("green", "Stated") if one.setting.is_stated else chip("grey", "Our default")
        ),
        Column("Source", lambda one: one.setting.source),
        Column("Changed", _changed),
    ]
    return table(settings, columns, caption="Settings", empty="There are no settings.", tall="36rem")


def _setting_name(row: SettingRow) -> Markup:
    return Markup('{}<span class="about">{}</span>').format(row.setting.name, row.setting.affects)


def _setting_value(row: SettingRow) -> Markup:
    return Markup('<strong>{}</strong> <span class="soft">{}</span>').format(
        row.value, "" if row.setting.is_yes_or_no else row.setting.unit
    )


def _changed(row: SettingRow) -> Markup:
    if not row.is_set:
        return Markup('<span class="soft">never</span>')
    when = moment(row.set_at) if row.set_at else "time not known"
    return Markup('{}, {}<span class="about">{}</span>').format(row.set_by or "not known", when, row.reason)
