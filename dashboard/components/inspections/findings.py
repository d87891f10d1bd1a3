"""What an inspection found, and what was decided on it: evaluations, recommendations, the panel, follow-up."""

from collections.abc import Iterable
from datetime import date

from markupsafe import Markup

from dashboard.components.area.evaluations import totals_table
from dashboard.components.area.sections import candidates_table
from dashboard.components.inspections.values import judgement, source_link
from dashboard.components.links import anchor
from dashboard.components.notices import notice
from dashboard.components.section import facts, section, soft
from dashboard.components.table import Column, table
from dashboard.text import plain, words
from dashboard.wording import day, known_day, say
from data_models.queries.evaluations import EvaluationRow
from data_models.queries.follow_up_rows import ReviewRow
from data_models.queries.inspection_picture import (
    InspectionPicture,
    LinkedInspection,
    RecommendationRow,
    Report,
)
from data_models.rules.references import Kind, reference
from data_models.vocabulary import PublicationState

NOTHING = Markup("")


def said_first(shown: InspectionPicture) -> Markup:
    """What a reader must know before reading on: not published, under embargo, findings not attributed."""
    is_published = shown.inspection.publication_state is PublicationState.PUBLISHED
    if not shown.attributes_findings:
        return notice("This programme attributes no findings to single areas, so none are shown here.", tone="grey")
    if shown.is_withheld:
        return notice(_not_yet(shown), tone="grey")
    if is_published:
        return lacking(shown)
    who = "Only the area’s own team and senior managers read these findings until the report is published."
    return notice(f"Draft, not published. {who}", tone="blue")


def _not_yet(shown: InspectionPicture) -> str:
    planned = shown.inspection.planned_publication_on
    when = f" Publication is planned for {day(planned)}." if planned else ""
    return f"Findings are not shown before publication.{when}"


def lacking(shown: InspectionPicture) -> Markup:
    """The alert that a published report's intention or timescale for follow-up is not on record."""
    lacks = [one for one in shown.candidates if one.is_live and one.lacks]
    if not lacks:
        return NOTHING
    missing = " and ".join(sorted({lack.value for one in lacks for lack in one.lacks}))
    sentence = Markup(
        "The published report should say the intention and the timescale of follow-up scrutiny. Not on record: {}. {}"
    )
    return notice(
        sentence.format(missing, anchor("Put it on record", "follow-up", follow_up=lacks[0].id)), tone="amber"
    )


def evaluations_part(shown: InspectionPicture) -> Markup:
    """Each judgement in its programme's own scale, in the report's words; totals as totals."""
    columns: list[Column[EvaluationRow]] = [
        Column("What was evaluated", _subject, names_row=True),
        Column("Evaluation", lambda one: judgement(one, marks_drafts=False)),
        Column("Key area", lambda one: _key_area(one)),
        Column("In the report’s words", _verbatim, "words"),
    ]
    rows = table(shown.evaluations, columns, caption="Evaluations", empty=_no_evaluations(shown))
    totals = totals_table(shown.totals) if shown.totals else NOTHING
    return rows + totals


def _no_evaluations(shown: InspectionPicture) -> str:
    if shown.totals:
        return "The sources give totals only; no indicator is named, and none is invented."
    return "No evaluation is on record."


def _subject(one: EvaluationRow) -> Markup:
    answers = f"recommendation {one.recommendation_number}: {one.recommendation_text}"
    more = Markup('<span class="about">{}</span>').format(answers) if one.recommendation_number else NOTHING
    return Markup("{}{}").format(one.label, more)


def _key_area(one: EvaluationRow) -> str:
    return {True: "yes", False: "no"}.get(one.is_key_area, "") if one.is_key_area is not None else ""


def _verbatim(one: EvaluationRow) -> Markup:
    said = words(one.verbatim) if one.verbatim else plain("")
    if one.corrected_on is None:
        return said
    corrected = f"Corrected on {day(one.corrected_on)}: {one.correction_reason}"
    return Markup('{}<span class="about">{}</span>').format(said, corrected)


def recommendations_table(rows: Iterable[RecommendationRow]) -> Markup:
    columns: list[Column[RecommendationRow]] = [
        Column("No.", lambda one: one.number, "number"),
        Column("Recommendation", lambda one: words(one.text), "words"),
        Column("Priority", lambda one: "priority" if one.is_priority else ""),
        Column("Indicator", lambda one: one.indicator_name or ""),
    ]
    return table(rows, columns, caption="Recommendations", empty="No recommendation is on record.")


def report_facts(shown: InspectionPicture) -> Markup:
    """The report and the panel: what was decided, checked, requested, and promised."""
    report = shown.report
    if report is None:
        return NOTHING
    known = facts([*_of_report(report), *_of_panel(shown, report), *_of_follow_up(report), *_of_plan(shown, report)])
    return known or soft("Nothing of the panel and the report is on record yet.")


def _of_report(report: Report) -> list[tuple[str, object]]:
    link = source_link(report.report_url) if report.report_url else None
    return [("Summary", _told(report.summary)), ("Report", link), ("Publication", _told(report.published_note))]


def _of_panel(shown: InspectionPicture, report: Report) -> list[tuple[str, object]]:
    how = shown.running
    panel = _told(report.panel_decision)
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
        ("Intention to follow up", _told(words_of)),
        ("Timescale", _told(report.timescale_text)),
        ("Timescale as days", _window(report.timescale_from, report.timescale_to)),
        ("Significant concerns", _told(concerns) if report.has_significant_concerns else None),
    ]


def _of_plan(shown: InspectionPicture, report: Report) -> list[tuple[str, object]]:
    if shown.plan_id is None:
        return [("Plan", "requested in the report" if report.requests_plan else None)]
    named = anchor(reference(Kind.PLAN, shown.plan_id), "action-plans", plan=shown.plan_id)
    return [("Plan", Markup("{}, {}").format(named, say(shown.plan_state).lower()))]


def _window(begins: date | None, ends: date | None) -> str | None:
    if begins and ends:
        return f"{day(begins)} to {day(ends)}"
    return f"by {day(ends)}" if ends else (f"from {day(begins)}" if begins else None)


def _told(text: str) -> Markup | None:
    return words(text) if text.strip() else None


def follow_up_part(shown: InspectionPicture, on: date) -> Markup:
    """Every duty to decide, the reviews of this inspection, and the inspections before and after it."""
    is_published = shown.inspection.publication_state is PublicationState.PUBLISHED
    if not is_published:
        return soft("Nothing is set in motion before publication.") + _chain(shown)
    return candidates_table(shown.candidates, on) + _reviews(shown.reviews) + _chain(shown)


def _reviews(reviews: Iterable[ReviewRow]) -> Markup:
    rows = list(reviews)
    if not rows:
        return NOTHING
    columns: list[Column[ReviewRow]] = [
        Column("Progress review", lambda one: _review(one), names_row=True),
        Column("Window", lambda one: _window(one.due_from, one.due_to) or "not stated"),
        Column("Scheduled", lambda one: one.scheduled_on or "", "date"),
        Column("Reported", lambda one: one.reported_on or "", "date"),
        Column("Outcome", lambda one: " ".join(filter(None, (say(one.outcome), one.outcome_text)))),
    ]
    return table(rows, columns, caption="Progress reviews", empty="", show_caption=True)


def _review(one: ReviewRow) -> Markup:
    if one.inspection_id is None:
        return plain(one.reference)
    return anchor(one.reference, "inspections", inspection=one.inspection_id)


def _chain(shown: InspectionPicture) -> Markup:
    before, after = _linked(shown.follows), _linked(shown.followed_by)
    return facts([("Follows", before), ("Followed by", after)])


def _linked(rows: Iterable[LinkedInspection]) -> Markup | None:
    lines = [
        Markup("{}, {} ({})").format(
            anchor(reference(Kind.INSPECTION, one.id), "inspections", inspection=one.id),
            say(one.scrutiny_type).lower(),
            known_day(one.published_on, one.published_precision),
        )
        for one in rows
    ]
    return Markup("; ").join(lines) if lines else None


def found_part(shown: InspectionPicture, on: date) -> Markup:
    """What was found, recommended and reported, and the follow-up of it."""
    found = section("evaluations", "Evaluations", evaluations_part(shown))
    recommended = section("recommendations", "Recommendations", recommendations_table(shown.recommendations))
    report = section("report", "The panel and the report", report_facts(shown))
    followed = section("follow-up", "Follow-up", follow_up_part(shown, on))
    return found + recommended + report + followed
