"""Assigning a post of an area to somebody, and the ways to every deed on its posts."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

import streamlit as st
from markupsafe import Markup

from dashboard.components.cover.ending import ending_offers
from dashboard.components.cover.posts import POST_HEADINGS
from dashboard.components.form_fields import day_field, needed, prose_field
from dashboard.components.forms import NameField, Offer, Values, deed_form, is_open, opener
from dashboard.components.links import here
from dashboard.components.section import section
from dashboard.components.table import Column, table
from dashboard.session import Session, record
from dashboard.text import clean
from dashboard.wording import SHORT_ROLES, day
from dashboard.written_days import day_if_any, needed_day
from data_models.commands.coverage import assign
from data_models.queries.coverage import Coverage, Post, Workload
from data_models.queries.leaving import assigned
from data_models.rules.coverage import ONE_DAY
from data_models.visibility import COVER_ROLE_OF, Deed
from data_models.vocabulary import CoverRole

HELD = "Somebody covers this post until further notice: end that first, or hand it over."


@dataclass(frozen=True)
class Seat:
    """One post as its form needs it, with everybody of that role by name."""

    post: Post
    people: tuple[Workload, ...]

    @property
    def called(self) -> str:
        return f"{self.post.area_name}, {SHORT_ROLES[self.post.role]}"

    @property
    def free_from(self) -> date | None:
        """The first day from now on that nobody is named for; None where somebody is, until further notice."""
        on, post = record().on, self.post
        if post.next_starts_on is not None:
            return on if post.is_gap and post.next_starts_on > on else _day_after(post.next_ends_on)
        return on if post.is_gap else _day_after(post.ends_on)


def _day_after(day: date | None) -> date | None:
    return None if day is None else day + ONE_DAY


def who_may_hold(people: Iterable[Workload], role: CoverRole, on: date) -> tuple[Workload, ...]:
    """Those of the role who still work here, by name."""
    return tuple(
        one for one in people if COVER_ROLE_OF.get(one.role) is role and (one.left_on is None or one.left_on >= on)
    )


def seats_of(shown: Coverage, area: str) -> tuple[Seat, ...]:
    """The three posts of an area in the order of the roles."""
    theirs = [one for one in shown.posts if one.area_code == area]
    return tuple(Seat(one, who_may_hold(shown.people, one.role, shown.on)) for one in theirs)


def post_openers(shown: Coverage, area: str) -> Markup:
    """For whoever may: each post of the area, how it stands, and the ways to what can be done about it now."""
    lines = [(seat.post, ways) for seat in seats_of(shown, area) if (ways := _ways(shown, seat))]
    columns: list[Column[tuple[Post, Markup]]] = [
        Column("Post", lambda one: POST_HEADINGS[one[0].role], names_row=True),
        Column("Stands", lambda one: _stands(one[0])),
        Column("What can be done", lambda one: one[1]),
    ]
    if not lines:
        return Markup("")
    return section(
        "deeds", "Change the cover", table(lines, columns, caption="Posts and their deeds", empty="", in_files=False)
    )


def _ways(shown: Coverage, seat: Seat) -> Markup:
    post, found = seat.post, [_offer(seat)]
    for number in (post.assignment_id, post.next_assignment_id):
        one = assigned(shown, number) if number is not None else None
        found += ending_offers(one) if one is not None else []
    links = Markup("").join((*(opener(one) for one in found), _hand_over(post)))
    return Markup('<div class="deeds">{}</div>').format(links) if links else links


def _hand_over(post: Post) -> Markup:
    """To the person: all that they hold is seen together, and handed over in one form."""
    if post.person is None or not Offer("", "", Deed.HAND_OVER, (post.area_code,)).is_allowed:
        return Markup("")
    way = here(person=post.person_id, area=None, show=None)
    return Markup('<a class="button" href="{}">Hand over</a>').format(way)


def _stands(post: Post) -> str:
    if post.person is None:
        held = f"nobody since {day(post.uncovered_since)}" if post.uncovered_since else "never held"
    else:
        held = f"{post.person} until {day(post.ends_on)}" if post.ends_on else post.person
    follows = f", then {post.next_person} from {day(post.next_starts_on)}" if post.next_starts_on else ""
    return held + follows


def _offer(seat: Seat) -> Offer:
    applies = seat.free_from is not None
    return Offer(f"assign-{seat.post.role.value}", "Assign", Deed.ASSIGN, (seat.post.area_code,), applies, HELD)


def assign_form(shown: Coverage, area: str) -> None:
    """The form, when the address has it open for one of the area's posts."""
    for seat in seats_of(shown, area):
        offer = _offer(seat)
        if is_open(offer.name):
            _assign(seat, offer)


def _assign(seat: Seat, offer: Offer) -> None:
    names = {one.person_id: clean(one.person) for one in seat.people}

    def fields(name: NameField) -> Values:
        left, middle, right = st.columns([2, 1, 1])
        with left:
            person = st.selectbox(
                "Who",
                list(names),
                index=None,
                format_func=lambda one: names.get(one, "somebody who left"),
                key=name("who"),
            )
        with middle:
            starts_on = day_field("From", name("from"), value=seat.free_from)
        with right:
            ends_on = day_field("Until", name("until"), because="The last day. Leave it empty until further notice.")
        reason = prose_field("Why (optional)", name("reason"))
        return {"who": person, "from": starts_on, "until": ends_on, "reason": reason}

    def do(session: Session, said: Values) -> str:
        person = needed(said["who"], "who", "Choose who covers it.")
        made = assign(
            session,
            by=record().viewer,
            on=record().on,
            area_code=seat.post.area_code,
            person_id=person,
            role=seat.post.role,
            starts_on=needed_day(said["from"], "from", "Write the first day.", record().on),
            ends_on=day_if_any(said["until"], "until", record().on),
            reason=said["reason"],
        )
        until = f" until {day(made.ends_on)}" if made.ends_on else ""
        return f"{seat.called}: {names[person]} from {day(made.starts_on)}{until}."

    deed_form(offer, title=f"Assign {seat.called}", save="Assign", fields=fields, do=do)
