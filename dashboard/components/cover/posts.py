"""Cover to HTML: posts of every area, gaps, what each person carries, and what a leaver would leave."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from markupsafe import Markup

from dashboard.components.chips import chip
from dashboard.components.headlines import Headline
from dashboard.components.links import anchor, here
from dashboard.components.table import Column, day, table
from dashboard.wording import count, due, span
from dashboard.wording import day as day_words
from data_models.queries.coverage import Coverage, Post, Workload
from data_models.rules.matters import Matter
from data_models.vocabulary import CoverRole

POST_HEADINGS: dict[CoverRole, str] = {
    CoverRole.LINK_INSPECTOR: "Link inspector",
    CoverRole.RELATIONSHIP_MANAGER_ADULT: "Relationship manager, adult",
    CoverRole.RELATIONSHIP_MANAGER_ELC: "Relationship manager, ELC",
}


@dataclass(frozen=True)
class AreaPosts:
    """One area with its three posts, in the order of the roles."""

    code: str
    name: str
    posts: tuple[Post, ...]

    @property
    def gaps(self) -> int:
        return sum(post.is_gap for post in self.posts)


def by_area(posts: Iterable[Post]) -> tuple[AreaPosts, ...]:
    """Areas with a gap first, then by name."""
    areas: dict[tuple[str, str], list[Post]] = {}
    for post in posts:
        areas.setdefault((post.area_name, post.area_code), []).append(post)
    rows = (AreaPosts(code, name, tuple(found)) for (name, code), found in areas.items())
    return tuple(sorted(rows, key=lambda one: (-one.gaps, one.name, one.code)))


def cover_cards(shown: Coverage) -> tuple[Headline, ...]:
    """How much of the cover holds, now and soon, and who carries most."""
    areas = by_area(shown.posts)
    whole = sum(one.gaps == 0 for one in areas)
    gaps, coming = len(shown.gaps_now), shown.gaps_coming
    return (
        Headline(
            "Posts without anyone",
            gaps,
            f"of {len(shown.posts)}, {_longest(shown)}",
            here(show="gaps"),
            pressing=gaps > 0,
        ),
        Headline("Soon without anyone", len(coming), _first_to_go(coming, shown.on), "#gaps" if coming else None),
        Headline("Areas covered in full", whole, f"of {len(areas)}", here(show=None)),
        _heaviest(shown),
    )


def _longest(shown: Coverage) -> str:
    days = [one.days_since(shown.on) for one in shown.gaps_now if one.since is not None]
    if days:
        return f"the longest for {span(max(days))}"
    return "none ever held" if shown.gaps_now else "every post is held"


def _first_to_go(coming: tuple[Matter, ...], on: date) -> str:
    days = [one.since for one in coming if one.since is not None]
    return f"the first {due(min(days), on).removeprefix('due ')}" if days else "nobody leaves without a successor"


def _heaviest(shown: Coverage) -> Headline:
    loads = [(one.areas, one.person) for one in shown.people if one.areas]
    if not loads:
        return Headline("Most areas with one person", 0, "nobody covers an area yet")
    most = max(areas for areas, _ in loads)
    holders = [name for areas, name in loads if areas == most]
    return Headline(
        "Most areas with one person",
        most,
        holders[0] if len(holders) == 1 else f"{holders[0]} and {count(len(holders) - 1, 'other')}",
        "#workload",
    )


def gaps_table(shown: Coverage) -> Markup:
    """Posts that nobody holds, the longest first, then those that will soon have nobody."""
    names = {one.code: one.name for one in shown.account.areas}
    columns: list[Column[Matter]] = [
        Column("Area", lambda one: anchor(names[one.area_code], "coverage", area=one.area_code), names_row=True),
        Column("Post", lambda one: POST_HEADINGS[one.role] if one.role else ""),
        Column("State", lambda one: _state(one, shown.on)),
        Column("Since", lambda one: _since(one, shown.on)),
        Column("Next", lambda one: _next_holder(one, shown.posts)),
    ]
    gaps = sorted(shown.gaps_now, key=lambda one: (one.since is None, one.since, names[one.area_code]))
    return table(
        [*gaps, *shown.gaps_coming],
        columns,
        caption="Posts without anyone, now and soon",
        empty="Every post is held, and nobody leaves soon without a successor.",
        tall="16rem",
    )


def _state(gap: Matter, on: date) -> Markup:
    is_now = gap.since is None or gap.since <= on
    return chip("red", "Nobody") if is_now else chip("amber", "Soon nobody")


def _since(gap: Matter, on: date) -> Markup:
    if gap.since is None:
        return Markup('<span class="soft">never held</span>')
    words = f"for {span(gap.days_since(on))}" if gap.since < on else due(gap.since, on).removeprefix("due ")
    return Markup('{} <span class="soft">{}</span>').format(day(gap.since), words)


def _next_holder(gap: Matter, posts: Iterable[Post]) -> Markup:
    found = next((one for one in posts if (one.area_code, one.role) == (gap.area_code, gap.role)), None)
    if found is None or found.next_person is None or found.next_starts_on is None:
        return Markup('<span class="soft">nobody named</span>')
    return Markup("{} from {}").format(found.next_person, day(found.next_starts_on))


def posts_table(areas: Iterable[AreaPosts], selected: str | None, on: date, *, tall: str | None = "32rem") -> Markup:
    """Three posts for each area: who holds it since when, or since when nobody does."""
    columns: list[Column[AreaPosts]] = [
        Column("Area", lambda one: anchor(one.name, "coverage", area=one.code), names_row=True)
    ]
    columns += [_post_column(number, role, on) for number, role in enumerate(CoverRole)]
    return table(
        areas,
        columns,
        caption="Who covers each area, areas with a gap first",
        empty="No post is without anyone.",
        tall=tall,
        is_selected=lambda one: one.code == selected,
    )


def _post_column(number: int, role: CoverRole, on: date) -> Column[AreaPosts]:
    return Column(POST_HEADINGS[role], lambda one: _held(one.posts[number], on))


def _held(post: Post, on: date) -> Markup:
    if post.is_gap:
        since = f"since {day_words(post.uncovered_since)}" if post.uncovered_since else "never held"
        return Markup('{} <span class="about">{}</span>').format(chip("red", "Nobody"), since)
    said = f"since {day_words(post.starts_on)}" if post.starts_on else ""
    if post.ends_on is not None:
        said = f"until {day_words(post.ends_on)}, then {post.next_person or 'nobody'}"
    return Markup('{}<span class="about">{}</span>').format(_leaver(post, on), said)


def _leaver(post: Post, on: date) -> Markup:
    name = Markup("<span>{}</span>").format(post.person)
    is_followed = post.next_person is not None
    soon = post.ends_on is not None and post.ends_on >= on and not is_followed
    return Markup("{} {}").format(name, chip("amber", "Leaves")) if soon else name


def workload_table(people: Iterable[Workload]) -> Markup:
    """What each person carries: areas by role, tasks and how many are overdue, open risk flags."""
    columns: list[Column[Workload]] = [
        Column(
            "Person",
            lambda one: Markup('<a href="{}#leaving">{}</a>').format(here(person=one.person_id), one.person),
            names_row=True,
        ),
        Column("Link", lambda one: one.link_inspector or "", "number"),
        Column("Adult", lambda one: one.relationship_manager_adult or "", "number"),
        Column("ELC", lambda one: one.relationship_manager_elc or "", "number"),
        Column("Tasks", lambda one: one.tasks, "number"),
        Column("Overdue", lambda one: one.overdue, "number"),
        Column("Flags", lambda one: one.flags, "number"),
    ]
    return table(
        sorted(people, key=lambda one: (-one.overdue, -one.tasks, one.person.casefold())),
        columns,
        caption="What each person carries, the most overdue first: areas by role, tasks, overdue tasks, open flags",
        empty="Nobody covers an area yet.",
        tall="32rem",
    )


def carriers(people: Iterable[Workload]) -> tuple[Workload, ...]:
    """Those who cover an area or owe something."""
    return tuple(one for one in people if one.areas or one.tasks or one.flags)
