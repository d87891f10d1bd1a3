"""The words of a forecast: its three reasons, each with the counts it rests on, and never a number alone."""

from dashboard.wording import count, span
from data_models.rules.forecasts import MOST_POSTPONED, Forecast, Share
from data_models.vocabulary import ForecastBand

TIMES = ("Never postponed", "Postponed once", "Postponed twice or more")
NONE_KNOWN = "no such date is known"


def reasons(told: Forecast) -> tuple[str, str, str]:
    """How dates put off as often fared, how those quiet for as long did, and how those did that are both."""
    return (
        f"{TIMES[min(told.postponed, MOST_POSTPONED)]}: {_missed(told.put_off)}.",
        f"{_quiet(told)}: {_missed(told.quiet)}.",
        f"Both together: {_missed(told.alike)}{_too_few(told)} (all dates: {told.every.missed} of {told.every.of}).",
    )


def seen_from(told: Forecast) -> str:
    """How all the dates it is compared with are seen."""
    return f"All seen {count(told.days_ahead, 'day')} before their date."


def _quiet(told: Forecast) -> str:
    if told.quiet_from == 0:
        return f"Told of within {told.quiet_to} days"
    if told.quiet_to is None:
        return f"Quiet for {told.quiet_from} days or more"
    return f"Quiet for {told.quiet_from} to {told.quiet_to} days"


def _missed(share: Share) -> str:
    """ "7 of 9 dates were missed"."""
    were = "was" if share.of == 1 else "were"
    return f"{share.missed} of {count(share.of, 'date')} {were} missed" if share.of else NONE_KNOWN


def _too_few(told: Forecast) -> str:
    return ", too few to go by" if told.band is ForecastBand.TOO_FEW else ""


def quiet_now(told: Forecast) -> str:
    """How long it has been quiet itself."""
    return "told of today" if told.quiet_days == 0 else f"last told of {span(told.quiet_days)} ago"
