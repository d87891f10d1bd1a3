"""The numbers of policy: each with its default, its bounds, and its source, or that nobody states it."""

from collections.abc import Mapping
from dataclasses import Field, dataclass, field, fields, replace
from typing import Any

UNSTATED = "Not stated in any published source we found: our default."
REVIEWS = "Care Inspectorate, Notifications: "
SIGNING_IN = "OWASP Application Security Verification Standard 4.0.3, 3.3.2, level 2 (5.0.0, 7.3.1 and 7.3.2): "
GUIDE = "Care Inspectorate, The Guide (joint inspections): "


@dataclass(frozen=True)
class Setting:
    """One number an administrator may change, and what would change with it. A yes or no is 1 or 0."""

    key: str
    name: str
    unit: str
    default: int
    minimum: int
    maximum: int
    source: str
    is_stated: bool
    affects: str

    @property
    def is_yes_or_no(self) -> bool:
        return self.unit == YES_OR_NO


YES_OR_NO = "yes or no"


class NonsenseSettingError(ValueError):
    """Overrides that cannot be used; `problems` has one sentence for each key."""

    def __init__(self, problems: Mapping[str, str]) -> None:
        self.problems = dict(problems)
        super().__init__(" ".join(self.problems.values()))


def _number(name: str, default: int, unit: str, bounds: tuple[int, int], source: str, affects: str) -> Any:
    return field(default=default, metadata={"setting": (name, unit, bounds, source, affects)})


def _yes_or_no(name: str, default: bool, source: str, affects: str) -> Any:
    return field(default=default, metadata={"setting": (name, YES_OR_NO, (0, 1), source, affects)})


@dataclass(frozen=True)
class Thresholds:
    """Every setting in force. The field's name is the setting's key."""

    # fmt: off
    plan_weeks: int = _number(
        "Action plan due", 6, "weeks after publication", (1, 52),
        UNSTATED + " A programme may have its own.", "When an action plan is due, and so when it is late.")
    plan_judgement_days: int = _number(
        "Action plan to be judged", 20, "days after receipt", (1, 183),
        UNSTATED, "When a received plan appears as waiting for its judgement.")
    action_overdue_amber_days: int = _number(
        "Overdue action turns an area amber", 30, "days overdue", (0, 366),
        UNSTATED, "An area is amber when an action is overdue by more than this.")
    claim_verification_days: int = _number(
        "Completion claim to be verified", 28, "days after the claim", (1, 183),
        UNSTATED, "When a claim of completion is overdue for verification.")
    decision_due_days: int = _number(
        "Follow-up decision due", 28, "days after publication", (1, 183),
        UNSTATED + " The duty to consider follow-up is the Quality and Consistency Panel's.",
        "When the decision on a weak or unsatisfactory evaluation is due.")
    follow_up_window_months: int = _number(
        "Follow-up window", 12, "months after publication", (1, 60),
        UNSTATED + " Published examples run from about 12 months; the report's own words always come first.",
        "The end of a follow-up's window when the report gives none; shown as a default.")
    second_review_months: int = _number(
        "Second progress review", 18, "months after publication", (1, 60),
        UNSTATED + ' One published example (Dumfries and Galloway): "within 18 months of publication".',
        "The end of the window of a further progress review when none is stated.")
    no_follow_up_review_months: int = _number(
        "Review of a decision not to follow up", 12, "months after the decision", (1, 36),
        UNSTATED, 'The review date proposed when "none" is decided, and the latest accepted.')
    history_months: int = _number(
        "A trigger becomes history", 24, "months after publication", (12, 240),
        UNSTATED, "An imported evaluation older than this, with no known sequel, is "
        '"sequel not established" and not a decision owed today.')
    monitoring_review_weeks: int = _number(
        "Formal monitoring review", 4, "weeks", (1, 26),
        UNSTATED, "The cadence of assurance updates when the monitoring has none of its own.")
    contact_days_enhanced: int = _number(
        "Contact under monitoring or open follow-up", 31, "days", (1, 183),
        UNSTATED + ' One published example (2018, after three weak grades): "monthly contact, if not more".',
        "When contact is next due in an area with formal monitoring or an open follow-up.")
    contact_days_routine: int = _number(
        "Contact otherwise", 92, "days", (7, 366),
        UNSTATED, "When contact is next due in every other area.")
    purpose_untouched_days: int = _number(
        "A purpose is untouched", 183, "days", (28, 1096),
        UNSTATED, "When one of the six purposes appears as not touched for long.")
    flag_review_days: int = _number(
        "Risk flag review", 92, "days after it was raised", (1, 366),
        UNSTATED, "The review date proposed for a new risk flag.")
    flag_mute_days: int = _number(
        "Longest mute of a risk flag", 92, "days", (1, 366),
        UNSTATED, "How far ahead a flag may be muted before it comes back by itself.")
    flag_overdue_actions: int = _number(
        "Overdue actions that raise a flag", 3, "actions", (1, 50),
        UNSTATED, "The rule on several overdue actions in one area.")
    flag_overdue_action_days: int = _number(
        "Overdue days that count towards that flag", 30, "days overdue", (0, 366),
        UNSTATED, "The rule on several overdue actions in one area.")
    flag_missed_contacts: int = _number(
        "Contact intervals missed", 2, "intervals", (1, 12),
        UNSTATED, "The rule on areas without contact.")
    flag_postponements: int = _number(
        "Postponements of one action", 2, "postponements", (1, 12),
        UNSTATED, "The rule on actions whose date moves again and again.")
    flag_unverified_days: int = _number(
        "Completion claimed and not verified", 56, "days after the claim", (1, 366),
        UNSTATED, "The rule on claims that nobody verifies.")
    flag_disputed_days: int = _number(
        "Disputed completion not settled", 28, "days after the dispute", (1, 366),
        UNSTATED, "The rule on disputes that nobody settles.")
    flag_untouched_purposes: int = _number(
        "Untouched purposes that raise a flag", 2, "purposes", (1, 6),
        UNSTATED, "The rule on areas in which several purposes were not touched for long.")
    flag_intention_days: int = _number(
        "Intention or timescale missing", 14, "days after publication", (0, 183),
        UNSTATED + " That the report records both is stated.",
        "The rule on published reports that lack the intention or the timescale of follow-up.")
    flag_quiet_months: int = _number(
        "No serious incident review notified", 24, "months", (6, 120),
        UNSTATED + " That few or no notifications are a concern is stated, how long is not.",
        "The rule on areas that notify no serious incident review.")
    forecast_quiet_days: int = _number(
        "Forecast: told of lately", 45, "days without an update", (1, 183),
        UNSTATED, "Which promises are the precedents of a forecast: those told of within so many days are one group.")
    forecast_long_quiet_days: int = _number(
        "Forecast: quiet for long", 92, "days without an update", (2, 366),
        UNSTATED, "Which promises are the precedents of a forecast: those quiet for longer are one group.")
    forecast_fewest: int = _number(
        "Forecast: fewest precedents", 5, "precedents", (1, 100),
        UNSTATED, "With fewer promises alike, a forecast says that there are too few to go by.")
    forecast_pseudo_count: int = _number(
        "Forecast: weight of all promises", 4, "promises", (0, 100),
        UNSTATED, "How strongly the share that missed among the precedents is drawn towards that of all promises.")
    forecast_kept_percent: int = _number(
        "Forecast: likely to be kept", 33, "per cent missed or fewer", (0, 100),
        UNSTATED, "Up to this share of misses a date is forecast as likely to be kept.")
    forecast_missed_percent: int = _number(
        "Forecast: likely to miss", 60, "per cent missed or more", (0, 100),
        UNSTATED, "From this share of misses on a date is forecast as likely to be missed.")
    due_this_week_days: int = _number(
        "Due this week", 7, "days ahead", (1, 14), UNSTATED, "The bands of the work queue.")
    due_this_month_days: int = _number(
        "Due this month", 31, "days ahead", (7, 62), UNSTATED, "The bands of the work queue.")
    departure_notice_days: int = _number(
        "Someone is leaving soon", 92, "days ahead", (7, 366),
        UNSTATED, "How early an ending assignment without a successor is shown.")
    milestone_overdue_days: int = _number(
        "Milestone overdue", 0, "days after the planned day", (0, 60),
        UNSTATED, "How long an inspection milestone may run over before it is shown as overdue.")
    core_team_minimum: int = _number(
        "Core inspection team, smallest", 6, "people", (1, 20),
        GUIDE + '"between six and 10 people".', "The warning on a small inspection team.")
    core_team_maximum: int = _number(
        "Core inspection team, largest", 10, "people", (1, 30),
        GUIDE + '"between six and 10 people".', "The warning on a large inspection team.")
    double_read_percent: int = _number(
        "Records read twice", 10, "per cent of records read", (0, 100),
        UNSTATED + " That a proportion is read twice is stated, the proportion is not.",
        "The warning on a record-reading exercise with too few double readings.")
    small_count: int = _number(
        "Small counts are withheld", 5, "people", (2, 20),
        UNSTATED, "A count of people below this is not shown.")
    child_death_notify_hours: int = _number(
        "Death of a looked after child: notification", 24, "hours", (1, 72),
        REVIEWS + "within 24 hours.", "When the notification of a death is late.")
    child_death_report_days: int = _number(
        "Death of a looked after child: report", 28, "days", (1, 183),
        REVIEWS + "report within 28 days.", "When the report on a death is due.")
    sir_notify_working_days: int = _number(
        "Serious incident review: notification", 5, "working days", (1, 20),
        REVIEWS + "serious incident reviews, within five working days.",
        "When the notification of a serious incident review is late.")
    review_feedback_days: int = _number(
        "Feedback on a review", 28, "days after the report is received", (1, 183),
        UNSTATED, "When our observations on a received review report are due.")
    adequate_watch: bool = _yes_or_no(
        "Watch adequate evaluations", False,
        UNSTATED + " No source calls for follow-up of an adequate evaluation.",
        "Marks areas whose latest evaluation is adequate as watched. It opens no follow-up.")
    sign_in_hours: int = _number(
        "A sign-in lasts", 12, "hours", (1, 24),
        SIGNING_IN + "every 12 hours.", "When everybody has to sign in again, however busy they are.")
    sign_in_idle_minutes: int = _number(
        "A sign-in is idle", 30, "minutes without a click", (5, 120),
        SIGNING_IN + "after 30 minutes of inactivity.", "When somebody who does nothing has to sign in again.")
    # fmt: on

    @classmethod
    def from_overrides(cls, overrides: Mapping[str, str]) -> "Thresholds":
        """The defaults with these typed values in their place; NonsenseSettingError with sentences otherwise."""
        problems = {key: said for key, text in overrides.items() if (said := problem_with(key, text))}
        if problems:
            raise NonsenseSettingError(problems)
        values: dict[str, Any] = {key: _value(SETTINGS[key], text) for key, text in overrides.items()}
        chosen = replace(cls(), **values)
        if disagreements := chosen.disagreements():
            raise NonsenseSettingError(disagreements)
        return chosen

    def with_value(self, key: str, text: str) -> "Thresholds":
        """These with one typed value in the place of its own; NonsenseSettingError with sentences otherwise."""
        if said := problem_with(key, text):
            raise NonsenseSettingError({key: said})
        typed: dict[str, Any] = {key: _value(SETTINGS[key], text)}
        chosen = replace(self, **typed)
        if disagreements := chosen.disagreements():
            raise NonsenseSettingError(disagreements)
        return chosen

    def disagreements(self) -> dict[str, str]:
        """Settings that are each allowed but contradict one another."""
        return {
            low: f"{_named(low)} must not be more than {_named(high)} ({getattr(self, high)})."
            for low, high in ORDERED_PAIRS
            if getattr(self, low) > getattr(self, high)
        }


ORDERED_PAIRS = (
    ("core_team_minimum", "core_team_maximum"),
    ("contact_days_enhanced", "contact_days_routine"),
    ("due_this_week_days", "due_this_month_days"),
    ("follow_up_window_months", "second_review_months"),
    ("claim_verification_days", "flag_unverified_days"),
    ("forecast_quiet_days", "forecast_long_quiet_days"),
    ("forecast_kept_percent", "forecast_missed_percent"),
)


def _setting(one: Field[Any]) -> Setting:
    name, unit, (low, high), source, affects = one.metadata["setting"]
    default: Any = one.default
    is_stated = not source.startswith(UNSTATED)
    return Setting(one.name, name, unit, int(default), low, high, source, is_stated, affects)


SETTINGS: dict[str, Setting] = {one.name: _setting(one) for one in fields(Thresholds)}


def problem_with(key: str, text: str) -> str | None:
    """Why this text cannot be the value of this setting, as a sentence; None when it can."""
    setting = SETTINGS.get(key)
    if setting is None:
        return f'There is no setting called "{key}".'
    if setting.is_yes_or_no:
        return None if text.strip().lower() in ("yes", "no") else f'{setting.name}: enter "yes" or "no".'
    if not (text.strip().isascii() and text.strip().isdigit() and len(text.strip()) < 7):
        return f"{setting.name}: enter a whole number of {setting.unit}, for example {setting.default}."
    if not setting.minimum <= int(text) <= setting.maximum:
        return f"{setting.name}: enter a number from {setting.minimum} to {setting.maximum} ({setting.unit})."
    return None


def as_text(key: str, value: int | bool) -> str:
    """The value as `from_overrides` reads it."""
    return ("yes" if value else "no") if SETTINGS[key].is_yes_or_no else str(int(value))


def _value(setting: Setting, text: str) -> int | bool:
    return text.strip().lower() == "yes" if setting.is_yes_or_no else int(text)


def _named(key: str) -> str:
    return f'"{SETTINGS[key].name}"'
