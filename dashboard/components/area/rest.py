"""Everything below the first screenful of an area, part by part in one order; an open form stands under its part."""

from collections.abc import Callable, Sequence
from datetime import date

from markupsafe import Markup

from dashboard.components.area import sections as parts
from dashboard.components.area.evaluations import not_graded
from dashboard.components.area.story import cover_table
from dashboard.components.engagement.contacts import contact_forms, contacts_table
from dashboard.components.engagement.factors import factor_forms, factors_part
from dashboard.components.engagement.other_bodies import other_bodies_part, scrutiny_forms
from dashboard.components.forms import form_asked_for
from dashboard.components.inspections.listing import inspections_table
from dashboard.components.kept import kept
from dashboard.components.practice.area_part import practice_part
from dashboard.components.practice.noting import note_form
from dashboard.components.reviews.area_part import reviews_part
from dashboard.components.section import section, soft
from dashboard.session import record
from dashboard.text import show
from data_models.queries.areas import AreaPicture
from data_models.queries.inspections import InspectionRow
from data_models.vocabulary import CandidateState

Inspected = Sequence[InspectionRow]
# Which forms stand under which part: how their names end, and the function that shows the one that is open.
_FORMS: dict[str, tuple[str, Callable[[AreaPicture, Inspected], None]]] = {
    "factors": ("-factor", factor_forms),
    "practice": (
        "-practice",
        lambda shown, inspected: note_form({shown.area.gss_code: shown.area.short_name}, inspected),
    ),
    "other-bodies": ("-scrutiny", lambda shown, _: scrutiny_forms(shown)),
    "contacts": ("amend-contact", lambda shown, _: contact_forms(shown)),
}


def show_rest(shown: AreaPicture, inspected: Inspected) -> None:
    """In one piece, or in two with the open form between them."""
    code, asked, on = shown.area.gss_code, form_asked_for(), record().on
    under = next((part for part, (ending, _) in _FORMS.items() if asked.endswith(ending)), None)
    show(kept(f"rest {code} to {under}", lambda: _to(under, _parts(shown, inspected, on))))
    if under is not None:
        _FORMS[under][1](shown, inspected)
        show(kept(f"rest {code} after {under}", lambda: _after(under, _parts(shown, inspected, on))))


def _to(under: str | None, known: dict[str, Markup]) -> Markup:
    """As far as the part that the form stands under; without one everything."""
    names = list(known)
    return _together(list(known.values())[: None if under is None else names.index(under) + 1])


def _after(under: str, known: dict[str, Markup]) -> Markup:
    return _together(list(known.values())[list(known).index(under) + 1 :])


def _together(some: Sequence[Markup]) -> Markup:
    return Markup('<div class="rest">{}</div>').format(Markup("").join(some))


def _parts(shown: AreaPicture, inspected: Inspected, on: date) -> dict[str, Markup]:
    """Each part below the fold, by its anchor."""
    live = [one for one in shown.follow_up.candidates if one.state is not CandidateState.CLOSED]
    closed = [one for one in shown.follow_up.candidates if one.state is CandidateState.CLOSED]
    duties = parts.candidates_table(live, on) + parts.closed_candidates(closed, on)
    return {
        "inspections": section("inspections", "Inspections", inspections_table(inspected, on)),
        "not-graded": not_graded(shown),
        "plans": section("plans", "Action plans", parts.plans_table(shown.plans, on), parts.to_forecast(shown)),
        "flags": section("flags", "Open risk flags", parts.flags_table(shown.flags, on)),
        "follow-up": section("follow-up", "Follow-up", duties),
        "monitoring": section("monitoring", "Formal monitoring", parts.monitoring_table(shown.monitoring, on)),
        "factors": section("factors", "What helps and what hinders", factors_part(shown)),
        "practice": section("practice", "Good practice", practice_part(shown)),
        "reviews": section("reviews", "Reviews that are quality-assured", reviews_part(shown, on)),
        "other-bodies": section("other-bodies", "Scrutiny by other bodies", other_bodies_part(shown)),
        "contacts": section("contacts", "Contacts", contacts_table(shown.contacts)),
        "cover": section("cover", "Who was responsible when", cover_table(shown)),
        "contradictions": _contradictions(shown),
    }


def _contradictions(shown: AreaPicture) -> Markup:
    if not shown.contradictions:
        return Markup("")
    both = soft("Both are kept; neither is corrected here.")
    return section("contradictions", "Where sources disagree", both, parts.contradictions_table(shown.contradictions))
