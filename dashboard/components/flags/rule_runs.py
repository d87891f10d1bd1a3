"""When the rules last looked at the record, and a warning where that is late or went wrong."""

from markupsafe import Markup

from dashboard.components.notices import notice
from dashboard.session import record
from dashboard.wording import count, day, moment
from data_models.queries.rule_runs import LastRun

HOW = "Ask the administrator to look at the log, and to run link-inspector run-rules."


def run_line(last: LastRun) -> Markup:
    """What the last run did, in small."""
    return Markup('<span class="soft">{}</span>').format(looked(last))


def run_warning(last: LastRun) -> Markup:
    """What is wrong with the last run; nothing in the past, where nobody could act on it."""
    warning = warning_of(last)
    return notice(f"{warning} {HOW}", tone="amber") if warning and not record().is_past else Markup("")


def looked(last: LastRun) -> str:
    """What the last run did, in one sentence."""
    if last.run is None or last.at is None:
        return "The rules have not looked at this record yet."
    run = last.run
    return (
        f"The rules look at every area once a day, last on {moment(last.at)}: {run.raised} raised, "
        f"{run.cleared} cleared, {run.standing} open."
    )


def warning_of(last: LastRun) -> str:
    """What is wrong with the last run; nothing where all is well."""
    if last.run is None:
        return "The rules have never looked at this record: it raises no flags by itself."
    late = f"The rules have not looked since {day(last.run.on)}." if last.is_late else ""
    failed = (
        f"At their last look {count(len(last.run.failed), 'area')} could not be looked at." if last.run.failed else ""
    )
    return " ".join(filter(None, (late, failed)))
