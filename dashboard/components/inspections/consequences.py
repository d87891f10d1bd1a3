"""What publishing a report will set in motion, said before it is done. It decides nothing: the same rules do."""

from datetime import date

from markupsafe import Markup

from dashboard.wording import count, day, say
from data_models.queries.evaluations import EvaluationRow
from data_models.queries.inspection_rows import InspectionPicture
from data_models.queries.programmes import ProgrammeRow
from data_models.rules.action_plans import plan_due_on, weeks_to_plan
from data_models.rules.follow_up import decision_due_on
from data_models.rules.gradings import calls_for_follow_up, is_weak_or_worse
from data_models.rules.known_dates import KnownDate
from data_models.rules.settings import Thresholds

INTENTION_CALLS = "If the report says that follow-up is intended, somebody must decide on that all the same."
_LIST = Markup("<h3>What publication will set in motion</h3><ul class='listed'>{}</ul>")


def consequences(shown: InspectionPicture, programme: ProgrammeRow, on: date, thresholds: Thresholds) -> Markup:
    """Who will read the findings, which duties to decide open, which plan is requested, what is proposed."""
    lines = [
        "Everybody who uses the dashboard can read the findings and the report.",
        _duties(shown, on, thresholds),
        _plan(shown, programme, on, thresholds),
        _monitoring(shown),
    ]
    return _LIST.format(Markup("").join(Markup("<li>{}</li>").format(line) for line in lines))


def _duties(shown: InspectionPicture, on: date, thresholds: Thresholds) -> str:
    if shown.is_withheld:
        return (
            "Each weak or unsatisfactory evaluation in it opens a decision on follow-up; the draft is not shown to you."
        )
    named = [f"{one.label} ({_word(one)})" for one in shown.evaluations if _calls(one)]
    named += [
        f"{count(one.unnamed, 'evaluation')} without a name ({say(one.grade).lower()})"
        for one in shown.totals
        if one.unnamed and is_weak_or_worse(one.grade)
    ]
    if not named:
        return f"No evaluation calls for a decision on follow-up. {INTENTION_CALLS}"
    due_on = decision_due_on(KnownDate(on), thresholds)
    by = f", by {day(due_on)} if it is published today" if due_on else ""
    return f"Somebody must decide on follow-up of {count(len(named), 'evaluation')}{by}: {'; '.join(named)}."


def _calls(one: EvaluationRow) -> bool:
    return calls_for_follow_up(
        scale=one.scale, grade=one.grade, statement=one.statement, standing=one.standing, published=True
    )


def _word(one: EvaluationRow) -> str:
    return (say(one.grade) or say(one.statement)).lower()


def _plan(shown: InspectionPicture, programme: ProgrammeRow, on: date, thresholds: Thresholds) -> str:
    weeks = weeks_to_plan(programme.plan_weeks, thresholds)
    due_on = plan_due_on(KnownDate(on), weeks)
    when = f"due {day(due_on)} if it is published today ({weeks} weeks, a default)" if due_on else "due later"
    asked = f"The partnership’s {programme.plan_name} is requested, {when}, unless you enter the report’s own day."
    if shown.is_withheld:
        return f"If the report recommends anything or requests a plan: {asked[0].lower()}{asked[1:]}"
    if shown.recommendations:
        return asked
    return f"No recommendation is on record. If the report requests a plan: {asked[0].lower()}{asked[1:]}"


def _monitoring(shown: InspectionPicture) -> str:
    areas = ", ".join(place.name for place in shown.inspection.areas)
    return f"If the findings identify significant concerns, formal monitoring of {areas} is put to a senior manager."
