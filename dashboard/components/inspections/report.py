"""The panel and the report: what was decided, checked, requested and promised, and the deeds on it."""

from datetime import date

from markupsafe import Markup

from dashboard.components.follow_up.intention import intention_offer
from dashboard.components.forms import Offer, openers
from dashboard.components.inspections.panel import accuracy_offer, embargo_offer, panel_offer
from dashboard.components.inspections.values import source_link
from dashboard.components.links import anchor
from dashboard.components.mentions import told
from dashboard.components.section import facts, section, soft
from dashboard.wording import day, say
from data_models.queries.inspection_rows import InspectionPicture, Report
from data_models.rules.inspections import HAS_A_REPORT
from data_models.rules.references import Kind, reference
from data_models.vocabulary import Stage


def report_part(shown: InspectionPicture) -> Markup:
    return section("report", "The panel and the report", openers(*report_offers(shown)), _facts(shown))


def report_offers(shown: InspectionPicture) -> tuple[Offer, ...]:
    """What may be done between the draft and the report; and from the draft on, what the report says on follow-up."""
    stage = shown.inspection.stage
    has_one = stage in HAS_A_REPORT or stage is Stage.PUBLISHED
    says = (intention_offer(shown),) if has_one else ()
    return panel_offer(shown), accuracy_offer(shown), embargo_offer(shown), *says


def _facts(shown: InspectionPicture) -> Markup:
    report = shown.report
    if report is None:
        return Markup("")
    told_of_it = [*_of_report(shown, report), *_of_panel(shown, report)]
    known = facts([*told_of_it, *_of_follow_up(report), *_of_plan(shown, report)])
    return known or soft("Nothing of the panel and the report is on record yet.")


def _of_report(shown: InspectionPicture, report: Report) -> list[tuple[str, object]]:
    link = source_link(report.report_url) if report.report_url else None
    noted = "Why it was cancelled" if shown.inspection.stage is Stage.CANCELLED else "Publication"
    return [("Summary", told(report.summary)), ("Report", link), (noted, told(report.published_note))]


def _of_panel(shown: InspectionPicture, report: Report) -> list[tuple[str, object]]:
    how = shown.running
    panel = told(report.panel_decision)
    when = f" ({day(report.panel_decided_on)})" if report.panel_decided_on and panel else ""
    return [
        ("Quality and Consistency Panel", Markup("{}{}").format(panel, when) if panel else None),
        ("Accuracy check due", day(how.accuracy_response_due_on) if how.accuracy_response_due_on else None),
        ("Accuracy check answered", day(how.accuracy_responded_on) if how.accuracy_responded_on else None),
    ]


def _of_follow_up(report: Report) -> list[tuple[str, object]]:
    known = {None: None, True: "recorded in the report", False: "not in the report"}[report.intention_recorded]
    words_of = " – ".join(text for text in (known, report.intention_text) if text)
    concerns = report.significant_concerns_text or "the findings identify significant concerns"
    return [
        ("Intention to follow up", told(words_of)),
        ("Timescale", told(report.timescale_text)),
        ("Timescale as days", window_said(report.timescale_from, report.timescale_to)),
        ("Significant concerns", told(concerns) if report.has_significant_concerns else None),
    ]


def _of_plan(shown: InspectionPicture, report: Report) -> list[tuple[str, object]]:
    if shown.plan_id is None:
        return [("Plan", "requested in the report" if report.requests_plan else None)]
    named = anchor(reference(Kind.PLAN, shown.plan_id), "action-plans", plan=shown.plan_id)
    return [("Plan", Markup("{}, {}").format(named, say(shown.plan_state).lower()))]


def window_said(begins: date | None, ends: date | None) -> str | None:
    if begins and ends:
        return f"{day(begins)} to {day(ends)}"
    return f"by {day(ends)}" if ends else (f"from {day(begins)}" if begins else None)
