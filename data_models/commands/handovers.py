"""Several posts of one person handed over together: all of them, or none."""

from collections.abc import Mapping
from datetime import date

from sqlalchemy import func, select
from sqlmodel import Session

from data_models.commands.checked import Checked
from data_models.commands.coverage import Handover, give, holding, may_follow
from data_models.commands.found import the
from data_models.errors import CommandRefused, Invalid
from data_models.tables import VERSION_TABLES, Area, Assignment, Person
from data_models.visibility import Deed, Viewer, authorise


def hand_over_posts(
    session: Session,
    *,
    by: Viewer,
    on: date,
    person_id: int,
    posts: Mapping[int, int],
    last_day: date,
    reason: str,
    last_changed: int | None = None,
) -> tuple[Handover, ...]:
    """Hand over several posts of one person on one day, to one successor or several; all of them, or none.

    `posts` says who takes over which assignment. `last_changed` is the newest change of what this person holds that
    whoever hands over has seen: a later one is refused. Every refusal of `hand_over` counts for each post, and names
    its area.
    """
    authorise(by, Deed.HAND_OVER)
    person = the(session, Person, person_id)
    _unchanged_since(session, person, last_changed)
    ask = Checked(on)
    ask.that(bool(posts), "posts", "Choose who takes over: at least one area.")
    ask.in_reach("last_day", last_day)
    reason = ask.text("reason", reason, needed="Give the reason for this handover.")
    ask.settle()
    given, problems = [], {}
    for number, to_person_id in sorted(posts.items()):
        post, successor = the(session, Assignment, number), the(session, Person, to_person_id)
        try:
            _is_held_by(session, post, person, last_day)
            may_follow(session, post, successor, last_day, on)
            given.append((post, successor))
        except CommandRefused as refused:
            name = the(session, Area, post.area_code).short_name
            problems[f"{name} {post.role.value}"] = f"{name}: {refused}"
    if problems:
        raise Invalid(problems)
    return tuple(give(session, post, successor, last_day, reason) for post, successor in given)


def _is_held_by(session: Session, post: Assignment, person: Person, last_day: date) -> None:
    held = holding(session, post.area_code, post.role, last_day)
    if held.id != post.id or post.person_id != person.id:
        holder = the(session, Person, held.person_id).display_name
        raise CommandRefused(f"{holder} covers this area in this role on that day, not {person.display_name}.")


def _unchanged_since(session: Session, person: Person, change: int | None) -> None:
    """Refuse a form that shows an older state of what somebody holds than the record has."""
    past = VERSION_TABLES["assignment"]
    newest = session.connection().scalar(select(func.max(past.c.change_id)).where(past.c.person_id == person.id))
    if change is not None and newest is not None and newest > change:
        raise CommandRefused(
            f"What {person.display_name} covers was changed after you opened this form. Look at it again, then save."
        )
