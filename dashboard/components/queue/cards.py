"""Each of one's areas at a glance: how it stands, what is owed there first, when somebody was last in touch."""

from collections.abc import Callable, Iterable, Mapping
from datetime import date

from markupsafe import Markup

from dashboard.components.links import anchor, anchor_to
from dashboard.components.overview.portfolio import status_chip
from dashboard.components.queue.ways import address_of
from dashboard.sentences import because
from dashboard.wording import count, due, say, span
from data_models.queries.my_areas import AreaCard

_CARD = Markup('<li class="area-card"><h3>{}{}</h3>{}<p>{}</p><p>{}</p><p class="soft">{}</p></li>')
# Who else works for the area, as short as a card needs it.
POSTS: tuple[tuple[str, Callable[[AreaCard], int | None]], ...] = (
    ("Link inspector", lambda card: card.link_inspector_id),
    ("Adult", lambda card: card.relationship_manager_adult_id),
    ("ELC", lambda card: card.relationship_manager_elc_id),
)


def area_cards(
    cards: Iterable[AreaCard],
    names: Mapping[int, str],
    log: Callable[[str], Markup],
    on: date,
    *,
    looked_at_by: int | None,
) -> Markup:
    """Each area in a few lines, without the name of who looks. `log` gives the way to log a contact there."""
    shown = Markup("").join(_card(one, names, log, on, looked_at_by) for one in cards)
    return Markup('<ul class="area-cards" role="list">{}</ul>').format(shown)


def _card(card: AreaCard, names: Mapping[int, str], log: Callable[[str], Markup], on: date, me: int | None) -> Markup:
    why = because(card.reasons, on)
    return _CARD.format(
        anchor(card.name, "area", area=card.code),
        status_chip(card.status),
        Markup("<p>{}</p>").format(why) if why else Markup(""),
        _next(card, on),
        Markup("{} {}").format(_contact_said(card, on), log(card.code)),
        _who_else(card, names, me),
    )


def _next(card: AreaCard, on: date) -> Markup:
    late = f", {card.overdue} overdue" if card.overdue else ""
    owed = f"{count(card.tasks, 'task')}{late}."
    if card.next_due is None:
        return Markup("{} None has a date.").format(owed) if card.tasks else Markup("Nothing is owed.")
    first = anchor_to(address_of(card.next_due), say(card.next_due.kind))
    return Markup("{} First: {}, {}.").format(owed, first, due(card.next_due.due_on, on))


def _contact_said(card: AreaCard, on: date) -> str:
    if card.last_contact_on is None:
        last = "No contact on record"
    elif card.last_contact_on == on:
        last = "Last contact today"
    else:
        last = f"Last contact {span((on - card.last_contact_on).days)} ago"
    return f"{last}, the next {due(card.contact_due_on, on)}." if card.contact_due_on else f"{last}."


def _who_else(card: AreaCard, names: Mapping[int, str], me: int | None) -> str:
    held = [(post, who(card)) for post, who in POSTS]
    return " · ".join(
        f"{post}: {names.get(one, 'nobody') if one else 'nobody'}" for post, one in held if not me or one != me
    )
