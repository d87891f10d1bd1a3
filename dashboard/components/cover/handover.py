"""Handing over what somebody holds, on one day, to one successor or several, with all that is open in sight."""

from datetime import date

import streamlit as st
from markupsafe import Markup

from dashboard.components.cover.assigning import who_may_hold
from dashboard.components.cover.leaving import choose_leaver, leaving
from dashboard.components.cover.open_work import in_words
from dashboard.components.form_fields import day_field, prose_field
from dashboard.components.forms import NameField, Offer, Values, deed_form, is_open, opened_on, openers
from dashboard.components.notices import notice
from dashboard.session import Session, record
from dashboard.text import esc, show
from dashboard.wording import SHORT_ROLES, count, day
from dashboard.written_days import needed_day
from data_models.commands.coverage import Handover
from data_models.commands.handovers import hand_over_posts
from data_models.queries.coverage import Coverage
from data_models.queries.leaving import Leaving, PostLeft, if_leaves
from data_models.queries.open_work import open_everywhere, withheld
from data_models.visibility import Deed

HAND_OVER = "hand-over"


def show_leaving(shown: Coverage, person: str) -> None:
    """What the last day of somebody would leave, with the way to hand it over.

    While the form is open all of it is listed unfolded, as of today: everything is seen before anything is saved.
    """
    found, today = choose_leaver(shown, person), if_leaves(shown, int(person), shown.on)
    if found is None or today is None:
        return
    if is_open(HAND_OVER):
        _form(shown, today)
    show(
        leaving(today, shown, _not_shown(today), unfolded=True)
        if is_open(HAND_OVER)
        else leaving(found, shown, openers(_offer(today)))
    )


def _offer(found: Leaving) -> Offer:
    posts = _handed(found)
    return Offer(
        HAND_OVER,
        "Hand over",
        Deed.HAND_OVER,
        tuple(sorted({one.cover.area_code for one in posts})),
        bool(posts),
        f"{found.person} covers nothing that could be handed over now.",
        opened=found.last_changed,
    )


def _handed(found: Leaving) -> tuple[PostLeft, ...]:
    """What is held today; what has not begun is taken back, and assigned anew."""
    return tuple(one for one in found.posts if one.cover.starts_on <= record().on)


def _form(shown: Coverage, found: Leaving) -> None:
    names = {one.person_id: one.person for one in shown.people}

    def fields(name: NameField) -> Values:
        opened = opened_on(found.last_changed)
        left, right = st.columns([1, 3])
        with left:
            last_day = day_field(f"Last day of {esc(found.person)}", name("last"), value=_end_known(found))
        with right:
            reason = prose_field("Why", name("reason"))
        chosen = {one.assignment_id: _successor(shown, one, name) for one in _handed(found)}
        return {"last": last_day, "reason": reason, "opened": opened, "posts": chosen}

    def do(session: Session, said: Values) -> str:
        last_day = needed_day(said["last"], "last", "Write the last day.", record().on)
        done = hand_over_posts(
            session,
            by=record().viewer,
            on=record().on,
            person_id=found.person_id,
            posts={number: to for number, to in said["posts"].items() if to is not None},
            last_day=last_day,
            reason=said["reason"],
            last_changed=said["opened"],
        )
        return what_moved(session, found, done, names)

    deed_form(_offer(found), title=f"Hand over what {found.person} holds", save="Hand over", fields=fields, do=do)


def _end_known(found: Leaving) -> date | None:
    ends = {one.cover.ends_on for one in _handed(found)}
    return ends.pop() if len(ends) == 1 else None


def _successor(shown: Coverage, post: PostLeft, name: NameField) -> int | None:
    """Who takes this post over; nobody is proposed, and an empty box leaves the post as it is."""
    may_follow = who_may_hold(shown.people, post.cover.role, shown.on)
    names = {one.person_id: one.person for one in may_follow if one.person_id != post.cover.person_id}
    chosen: int | None = st.selectbox(
        f"{esc(post.area_name)}, {SHORT_ROLES[post.cover.role]}: {in_words(post.work)}",
        list(names),
        index=None,
        format_func=lambda one: names.get(one, "somebody who left"),
        placeholder="Stays as it is. Choose who takes over",
        key=name(f"to {post.assignment_id}"),
    )
    return chosen


def what_moved(session: Session, found: Leaving, done: tuple[Handover, ...], names: dict[int, str]) -> str:
    """What went to whom, as the record has it now, and what of this person's posts stays."""
    now = open_everywhere(session, record().viewer, on=record().on, thresholds=record().thresholds)
    areas = {one.code: one.name for one in now.account.areas}
    said = []
    for one in sorted(done, key=lambda one: areas[one.started.area_code]):
        started = one.started
        work = now.with_post(started.area_code, started.role)
        flags = f" {', '.join(one.flags)} changed owner." if one.flags else ""
        said.append(
            f"{areas[started.area_code]} goes from {found.person} to {names[started.person_id]} on "
            f"{day(started.starts_on)}, with {in_words(work)}.{flags}"
        )
    handed = {one.ended.id for one in done}
    stays = [one.area_name for one in _handed(found) if one.assignment_id not in handed]
    rest = [f"{', '.join(stays)} {'stays' if len(stays) == 1 else 'stay'} with {found.person}."] if stays else []
    return " ".join([*said, *rest])


def _not_shown(found: Leaving) -> Markup:
    """That the list is not the whole, where findings that this person does not read are behind more."""
    hidden = dict(record().ask(withheld))
    number = sum(hidden.get(code, 0) for code in {one.cover.area_code for one in found.posts})
    if not number:
        return Markup("")
    sentence = (
        f"{count(number, 'more open record')} of these areas {'rests' if number == 1 else 'rest'} on unpublished "
        "findings, which only the areas’ own people and senior managers read. They go with the posts as well."
    )
    return notice(sentence, tone="blue")
