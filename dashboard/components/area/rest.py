"""Everything below the first screenful of an area, part by part in one order."""

from collections.abc import Iterable
from datetime import date

from markupsafe import Markup

from dashboard.components.area import sections as parts
from dashboard.components.area.evaluations import not_graded
from dashboard.components.area.story import contacts_table, cover_table
from dashboard.components.inspections.listing import inspections_table
from dashboard.components.section import section, soft
from data_models.queries.areas import AreaPicture
from data_models.queries.inspections import InspectionRow
from data_models.vocabulary import CandidateState


def area_rest(shown: AreaPicture, inspected: Iterable[InspectionRow], on: date) -> Markup:
    """Everything below the fold in one piece of HTML."""
    live = [one for one in shown.follow_up.candidates if one.state is not CandidateState.CLOSED]
    closed = [one for one in shown.follow_up.candidates if one.state is CandidateState.CLOSED]
    duties = parts.candidates_table(live, on) + parts.closed_candidates(closed, on)
    sections = [
        section("inspections", "Inspections", inspections_table(inspected, on)),
        not_graded(shown),
        section("plans", "Action plans", parts.plans_table(shown.plans, on)),
        section("flags", "Open risk flags", parts.flags_table(shown.flags, on)),
        section("follow-up", "Follow-up", duties),
        section("monitoring", "Formal monitoring", parts.monitoring_table(shown.monitoring, on)),
        section("factors", "What helps and what hinders", parts.factors_lists(shown.factors)),
        section("practice", "Good practice", parts.practice_table(shown.practice)),
        section("reviews", "Reviews that are quality-assured", parts.reviews_table(shown.reviews)),
        section("other-bodies", "Scrutiny by other bodies", parts.scrutiny_table(shown.planned_scrutiny)),
        section("contacts", "Contacts", contacts_table(shown.chronicle)),
        section("cover", "Who was responsible when", cover_table(shown)),
        _contradictions(shown),
    ]
    return Markup('<div class="rest">{}</div>').format(Markup("").join(sections))


def _contradictions(shown: AreaPicture) -> Markup:
    if not shown.contradictions:
        return Markup("")
    both = soft("Both are kept; neither is corrected here.")
    return section("contradictions", "Where sources disagree", both, parts.contradictions_table(shown.contradictions))
