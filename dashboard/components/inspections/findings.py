"""What an inspection found, and what was decided on it: evaluations, recommendations, the panel, follow-up."""

from collections.abc import Iterable, Mapping, Sequence
from datetime import date

from markupsafe import Markup

from dashboard.components.area.evaluations import totals_table
from dashboard.components.area.sections import candidates_table
from dashboard.components.follow_up.silence import silence_told
from dashboard.components.forms import openers
from dashboard.components.inspections.correct import correct_offer, corrections_said
from dashboard.components.inspections.evaluate import change_evaluation_offer, evaluation_offer
from dashboard.components.inspections.recommend import change_recommendation_offer, recommendation_offer
from dashboard.components.inspections.report import report_offers, report_part, window_said
from dashboard.components.inspections.values import judgement
from dashboard.components.links import anchor
from dashboard.components.notices import notice
from dashboard.components.row_deeds import row_deeds
from dashboard.components.section import facts, section, soft
from dashboard.components.table import Column, table
from dashboard.text import plain, words
from dashboard.wording import day, known_day, say
from data_models.queries.corrections import CorrectionRow
from data_models.queries.evaluations import EvaluationRow
from data_models.queries.follow_up_rows import ReviewRow
from data_models.queries.inspection_rows import InspectionPicture, LinkedInspection, RecommendationRow
from data_models.queries.programmes import ProgrammeRow
from data_models.rules.references import Kind, reference
from data_models.vocabulary import PublicationState, Stage

NOTHING = Markup("")
READERS = "Only the area’s own team and senior managers read its findings"


def said_first(shown: InspectionPicture) -> Markup:
    """What a reader must know before reading on: not published, under embargo, findings not attributed."""
    is_published = shown.inspection.publication_state is PublicationState.PUBLISHED
    if not shown.attributes_findings:
        return notice("This programme attributes no findings to single areas, so none are shown here.", tone="grey")
    if shown.is_withheld:
        return notice(_not_yet(shown), tone="grey")
    if is_published:
        return lacking(shown)
    if shown.inspection.stage is Stage.CANCELLED:
        return notice(f"This inspection was cancelled. {READERS}.", tone="grey")
    return notice(f"Draft, not published. {READERS} until the report is published.", tone="blue")


def _not_yet(shown: InspectionPicture) -> str:
    if shown.inspection.stage is Stage.CANCELLED:
        return "This inspection was cancelled. Its drafts are shown to the area’s own team and senior managers alone."
    planned = shown.inspection.planned_publication_on
    when = f" Publication is planned for {day(planned)}." if planned else ""
    return f"Findings are not shown before publication.{when}"


def lacking(shown: InspectionPicture) -> Markup:
    """The alert that a published report's intention or timescale for follow-up is not on record."""
    lacks = [one for one in shown.candidates if one.is_live and one.lacks]
    if not lacks:
        return NOTHING
    if not lacks[0].is_silence_open:
        return notice(silence_told(lacks[0]), tone="blue")
    missing = " and ".join(sorted({lack.value for one in lacks for lack in one.lacks}))
    sentence = Markup(
        "The published report should say the intention and the timescale of follow-up scrutiny. Not on record: {}. {}"
    )
    return notice(
        sentence.format(missing, anchor("Put it on record", "follow-up", follow_up=lacks[0].id)), tone="amber"
    )


def evaluations_part(shown: InspectionPicture, programme: ProgrammeRow) -> Markup:
    """Each judgement in its programme's own scale, in the report's words; totals as totals."""
    corrections = _by_evaluation(shown.corrections)
    columns: list[Column[EvaluationRow]] = [
        Column("What was evaluated", _subject, names_row=True),
        Column("Evaluation", lambda one: judgement(one, marks_drafts=False)),
        Column("Key area", lambda one: _key_area(one)),
        Column("In the report’s words", lambda one: _verbatim(one, corrections.get(one.id, ())), "words"),
    ]
    deeds = {one.id: _evaluation_deeds(shown, one) for one in shown.evaluations}
    if any(deeds.values()):
        columns.append(Column("Change", lambda one: deeds[one.id]))
    rows = table(shown.evaluations, columns, caption="Evaluations", empty=_no_evaluations(shown))
    totals = totals_table(shown.totals) if shown.totals else NOTHING
    return section("evaluations", "Evaluations", openers(evaluation_offer(shown, programme)), rows, totals)


def _by_evaluation(corrections: Iterable[CorrectionRow]) -> Mapping[int, list[CorrectionRow]]:
    """The corrections of each evaluation, the earliest first."""
    groups: dict[int, list[CorrectionRow]] = {}
    for one in corrections:
        groups.setdefault(one.evaluation_id, []).append(one)
    return groups


def _evaluation_deeds(shown: InspectionPicture, one: EvaluationRow) -> Markup:
    offers = change_evaluation_offer(shown, one), correct_offer(shown, one)
    return row_deeds("inspections", one.label, *offers, inspection=shown.inspection.id)


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


def _verbatim(one: EvaluationRow, corrections: Sequence[CorrectionRow]) -> Markup:
    said = words(one.verbatim) if one.verbatim else plain("")
    return Markup("{}{}").format(said, corrections_said(corrections))


def recommendations_part(shown: InspectionPicture) -> Markup:
    columns: list[Column[RecommendationRow]] = [
        Column("No.", lambda one: one.number, "number"),
        Column("Recommendation", lambda one: words(one.text), "words"),
        Column("Priority", lambda one: "priority" if one.is_priority else ""),
        Column("Indicator", lambda one: one.indicator_name or ""),
    ]
    deeds = {one.id: _recommendation_deeds(shown, one) for one in shown.recommendations}
    if any(deeds.values()):
        columns.append(Column("Change", lambda one: deeds[one.id]))
    empty = "No recommendation is on record."
    rows = table(shown.recommendations, columns, caption="Recommendations", empty=empty)
    return section("recommendations", "Recommendations", openers(recommendation_offer(shown)), rows)


def _recommendation_deeds(shown: InspectionPicture, one: RecommendationRow) -> Markup:
    offer = change_recommendation_offer(shown, one)
    return row_deeds("inspections", f"recommendation {one.number}", offer, inspection=shown.inspection.id)


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
        Column("Window", lambda one: window_said(one.due_from, one.due_to) or "not stated"),
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


def found_part(shown: InspectionPicture, programme: ProgrammeRow, on: date) -> Markup:
    """What was found, recommended and reported, and the follow-up of it."""
    followed = section("follow-up", "Follow-up", follow_up_part(shown, on))
    found = evaluations_part(shown, programme) + recommendations_part(shown)
    return found + report_part(shown) + followed


def unread_part(shown: InspectionPicture, programme: ProgrammeRow) -> Markup:
    """What whoever does not read the draft may do for it all the same; nothing for those who may do nothing."""
    deeds = openers(evaluation_offer(shown, programme), recommendation_offer(shown), *report_offers(shown))
    said = soft("What you record is read by the area’s own team and senior managers alone until publication.")
    return section("findings", "Findings and report", deeds, said) if deeds else NOTHING
