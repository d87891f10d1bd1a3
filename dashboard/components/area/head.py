"""The head of an area: its status and why, who covers it since when, and the partnerships it is in."""

from collections.abc import Iterable, Sequence
from datetime import date

from markupsafe import Markup

from dashboard.components.chips import chip
from dashboard.components.engagement.contact_form import contact_offer
from dashboard.components.forms import opener
from dashboard.components.links import link
from dashboard.components.mentions import areas_linked
from dashboard.components.overview.portfolio import status_chip
from dashboard.components.section import facts, jump_links
from dashboard.sentences import because
from dashboard.session import record
from dashboard.text import plain
from dashboard.wording import SHORT_ROLES, day, say
from data_models.queries.areas import AreaPicture, PartnershipRow
from data_models.queries.inspections import InspectionRow
from data_models.rules.area_status import AreaStanding
from data_models.rules.matters import Matter
from data_models.visibility import Deed, may
from data_models.vocabulary import CoverRole, MatterKind

_HEAD = Markup('<div class="area-head"><div>{}{}</div><div>{}{}</div></div>')
_BELONGS = Markup('<details class="folded"><summary>Partnerships and neighbours</summary>{}</details>')
_ROLES: dict[CoverRole, str] = {role: words[0].upper() + words[1:] for role, words in SHORT_ROLES.items()}


def area_head(shown: AreaPicture, standing: AreaStanding, matters: Iterable[Matter], on: date) -> Markup:
    """Status first, with every reason in words; then people; then partnerships."""
    gaps = {one.role: one for one in matters if one.kind is MatterKind.COVER_GAP}
    people = facts((_ROLES[role], _holder(shown, role, gaps.get(role), on)) for role in CoverRole)
    return _HEAD.format(status_chip(standing.status), _reasons(standing, on), people, _belongs(shown))


def _reasons(standing: AreaStanding, on: date) -> Markup:
    lines = [because((reason,), on) for reason in standing.reasons] or ["Nothing is overdue."]
    return Markup('<ul class="listed">{}</ul>').format(Markup("").join(Markup("<li>{}</li>").format(x) for x in lines))


def _holder(shown: AreaPicture, role: CoverRole, gap: Matter | None, on: date) -> Markup:
    """Who holds a post since when; a post without anybody says since when instead."""
    if gap is not None and (gap.since is None or gap.since <= on):
        since = f"nobody since {day(gap.since)}" if gap.since else "nobody on record"
        return chip("amber", since)
    held = next((one for one in shown.assignments if one.role is role and one.is_current), None)
    if held is None:
        return chip("amber", "nobody on record")
    until = f", until {day(held.ends_on)}" if held.ends_on else ""
    return Markup('{} <span class="soft">since {}{}</span>').format(held.person, day(held.starts_on), until)


def _belongs(shown: AreaPicture) -> Markup:
    area = shown.area
    inhabitants = f"{area.population:,} ({area.population_year})" if area.population else None
    pairs: list[tuple[str, object]] = [(say(one.kind), _partnership(one)) for one in shown.partnerships]
    pairs += [("Health board", area.health_board), ("Population", inhabitants), ("Note", area.note)]
    return _BELONGS.format(facts(pairs))


def _partnership(row: PartnershipRow) -> Markup:
    if not row.shared_with:
        return plain(row.name)
    return Markup("{} (with {})").format(row.name, areas_linked(row.shared_with))


def area_jumps(shown: AreaPicture, inspected: Sequence[InspectionRow]) -> Markup:
    """Links to the parts of the page, with how many rows wait in each."""
    calling = [one for one in shown.follow_up.candidates if one.is_live]
    return jump_links(
        [
            ("evaluations", "Evaluations", len(shown.evaluations) + len(shown.totals)),
            ("timeline", "Timeline", None),
            ("inspections", "Inspections", len(inspected)),
            ("plans", "Plans", len(shown.plans)),
            ("flags", "Risk flags", len(shown.flags)),
            ("follow-up", "Follow-up open", len(calling)),
            ("factors", "Helps and hinders", sum(one.holds(record().on) for one in shown.factors)),
            ("practice", "Good practice", len(shown.practice)),
            ("reviews", "Reviews", len(shown.reviews)),
            ("other-bodies", "Other bodies", len(shown.planned_scrutiny)),
            ("contacts", "Contacts", len(shown.contacts)),
            ("cover", "Who covered it", None),
        ]
    )


def area_deeds(code: str) -> Markup:
    """What whoever looks may do here: log a contact, raise a flag."""
    return Markup('<div class="deeds">{}{}</div>').format(opener(contact_offer((code,))), _flag(code))


def _flag(code: str) -> Markup:
    if record().is_only_read or not may(record().viewer, Deed.RAISE_FLAG, frozenset({code})):
        return Markup("")
    address = link("risk-flags", area=code, do="raise-flag")
    return Markup(' <a class="button" href="{}">Raise a flag</a>').format(address)
