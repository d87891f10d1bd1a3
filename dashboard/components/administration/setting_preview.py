"""What another value of a setting would change today, as a sentence, and as tables of areas, clocks and flags."""

from collections.abc import Iterable, Mapping
from datetime import date

from markupsafe import Markup

from dashboard.components.chips import chip
from dashboard.components.links import anchor
from dashboard.components.overview.portfolio import status_chip
from dashboard.components.queue.rows import folded, matters_table
from dashboard.components.table import Column, table
from dashboard.sentences import because
from dashboard.wording import count, say
from data_models.queries.rules_preview import FlagChange
from data_models.queries.setting_preview import ClockChange, SettingPreview, StatusChange
from data_models.queries.settings_in_force import SettingRow
from data_models.rules.matters import Matter

# How many clocks are listed one by one; the numbers above the list are of all of them.
LISTED = 50
FORECASTS = "Forecasts of today follow it at once and are not counted here; a stored forecast stays as it is."
# What a setting decides beside the statuses and clocks of today: not counted here, and so said.
BESIDES: dict[str, str] = {
    "plan_weeks": "It counts for plans requested from now on; a date that is set already stays.",
    "decision_due_days": "It counts for decisions that become owed from now on; a date that is set already stays.",
    "follow_up_window_months": "It is proposed for decisions made from now on; a window that is set already stays.",
    "second_review_months": "It is proposed for further reviews decided from now on; a window that is set stays.",
    "no_follow_up_review_months": "It is proposed for decisions signed from now on; a review date that is set stays.",
    "history_months": "It counts when published facts are imported next; what was imported stays as it is.",
    "monitoring_review_weeks": "Monitoring that has a cadence of its own keeps it.",
    "flag_review_days": "It is proposed for flags raised from now on; a review date that is set already stays.",
    "flag_mute_days": "It counts for mutes from now on; a flag that is muted comes back on the day named for it.",
    "core_team_minimum": "Warnings on the teams of inspections follow it at once and are not counted here.",
    "core_team_maximum": "Warnings on the teams of inspections follow it at once and are not counted here.",
    "double_read_percent": "Warnings on the reading of records follow it at once and are not counted here.",
    "small_count": "Numbers of people on the pages of inspections follow it at once and are not counted here.",
    "child_death_notify_hours": "What was notified late follows it at once, on the page of reviews.",
    "child_death_report_days": "It counts for reviews recorded from now on; a date that is set already stays.",
    "review_feedback_days": "It counts for reports received from now on; a date that is set already stays.",
    "sir_notify_working_days": "What was notified late follows it at once, on the page of reviews.",
    "sign_in_hours": "It counts for everybody who is signed in, from their next click.",
    "sign_in_idle_minutes": "It counts for everybody who is signed in, from their next click.",
    "adequate_watch": "Marks on the overview follow it at once and are not counted here.",
    "forecast_quiet_days": FORECASTS,
    "forecast_long_quiet_days": FORECASTS,
    "forecast_fewest": FORECASTS,
    "forecast_pseudo_count": FORECASTS,
    "forecast_kept_percent": FORECASTS,
    "forecast_missed_percent": FORECASTS,
}


def what_it_would_change(row: SettingRow, value: str, preview: SettingPreview, on: date) -> Markup:
    """The sentence first; tables only where something changes."""
    unit = "" if row.setting.is_yes_or_no else f" {row.setting.unit}"
    title = f"From {row.value} to {value}{unit}: what it would change today"
    parts = [
        Markup('<h3>{}</h3><p class="lead">{}</p><p class="soft">{}</p>').format(
            title, in_a_sentence(preview), _besides(row)
        )
    ]
    if preview.areas:
        parts.append(_areas_table(preview.areas, on))
    if preview.clocks:
        parts += [_clocks_table(preview.clocks), *_lists(preview, dict(preview.names), on)]
    if preview.flags:
        parts.append(_flags_table(preview.flags, dict(preview.names)))
    return Markup("").join(parts)


def in_a_sentence(preview: SettingPreview) -> str:
    """ "2 areas change their status; 5 clocks become overdue and 1 is overdue no longer, …"."""
    (was, becomes), raised = preview.overdue, sum(one.is_raised for one in preview.flags)
    said = [
        _counted(len(preview.other_status), "area changes its status", "areas change their status"),
        _counted(len(preview.other_reasons), "area has other reasons for it", "areas have other reasons for it"),
        _counted(preview.counted("become_overdue"), "clock becomes overdue", "clocks become overdue"),
        _counted(preview.counted("cease"), "is overdue no longer", "are overdue no longer"),
        _counted(preview.counted("appear"), "enters the queues", "enter the queues"),
        _counted(preview.counted("disappear"), "leaves the queues", "leave the queues"),
        _counted(preview.counted("moved"), "moves within them", "move within them"),
        _counted(raised, "risk flag would be raised by a rule", "risk flags would be raised by rules"),
        _counted(len(preview.flags) - raised, "would be cleared", "would be cleared"),
    ]
    found = [one for one in said if one]
    if not found:
        return "No status, no clock and no flag of today would change."
    overdue = f" Overdue in all queues: {was:,} now, {becomes:,} then." if was != becomes else ""
    return f"{'; '.join(found)}.{overdue}"


def _counted(number: int, one: str, many: str) -> str:
    return count(number, one, many) if number else ""


def _besides(row: SettingRow) -> str:
    said = BESIDES.get(row.setting.key, "")
    return f"{said} Counted over everything that you may read.".strip()


def _areas_table(areas: Iterable[StatusChange], on: date) -> Markup:
    columns: list[Column[StatusChange]] = [
        Column("Area", lambda one: anchor(one.area_name, "area", area=one.area_code), names_row=True),
        Column("Now", lambda one: status_chip(one.before.status)),
        Column("Then", lambda one: status_chip(one.after.status)),
        Column("Why now", lambda one: because(one.before.reasons, on) or "nothing is overdue"),
        Column("Why then", lambda one: because(one.after.reasons, on) or "nothing is overdue"),
    ]
    ordered = sorted(areas, key=lambda one: (not one.is_another_status, one.area_name))
    rows = table(ordered, columns, caption="Areas that would change", empty="", tall="24rem")
    return Markup("<h4>Areas that would change</h4>{}").format(rows)


def _clocks_table(clocks: Iterable[ClockChange]) -> Markup:
    columns: list[Column[ClockChange]] = [
        Column("Clock", lambda one: say(one.kind), names_row=True),
        Column("Become overdue", lambda one: len(one.become_overdue) or "", "number"),
        Column("Overdue no longer", lambda one: len(one.cease) or "", "number"),
        Column("Enter the queues", lambda one: len(one.appear) or "", "number"),
        Column("Leave the queues", lambda one: len(one.disappear) or "", "number"),
        Column("Move within them", lambda one: len(one.moved) or "", "number"),
    ]
    rows = table(clocks, columns, caption="Clocks that would stand otherwise", empty="")
    return Markup("<h4>Clocks that would stand otherwise</h4>{}").format(rows)


def _flags_table(flags: Iterable[FlagChange], names: Mapping[str, str]) -> Markup:
    columns: list[Column[FlagChange]] = [
        Column("Area", lambda one: anchor(names[one.area_code], "area", area=one.area_code), names_row=True),
        Column("Rule", lambda one: one.title),
        Column("At its next look", lambda one: chip("amber", "Raises") if one.is_raised else chip("grey", "Clears")),
        Column("On", lambda one: ", ".join(one.records) if one.records != (one.area_code,) else ""),
    ]
    rows = table(flags, columns, caption="Flags of rules", empty="", tall="24rem")
    return Markup("<h4>Flags that rules would raise and clear</h4>{}").format(rows)


def _lists(preview: SettingPreview, names: Mapping[str, str], on: date) -> Iterable[Markup]:
    parts: tuple[tuple[str, list[Matter]], ...] = (
        ("Would be overdue", [each for one in preview.clocks for each in one.become_overdue]),
        ("Would be overdue no longer", [each for one in preview.clocks for each in one.cease]),
        ("Would enter the queues", [each for one in preview.clocks for each in one.appear]),
        ("Would leave the queues", [each for one in preview.clocks for each in one.disappear]),
    )
    for title, matters in parts:
        if matters:
            more = f", the first {LISTED} of them" if len(matters) > LISTED else ""
            rows = matters_table(matters[:LISTED], names, on, caption=title)
            yield folded(f"{title}: {len(matters)}{more}", rows)
