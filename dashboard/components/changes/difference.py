"""What changed between two days: the counts, then the areas, those that got worse first, each change in a sentence."""

from collections.abc import Iterable
from datetime import date

from markupsafe import Markup

from dashboard.components.changes.difference_lines import contacts_counted, line_item
from dashboard.components.changes.kinds import KINDS, of_kind
from dashboard.components.changes.two_days import TwoDays, as_of
from dashboard.components.headlines import Headline
from dashboard.components.links import anchor, here
from dashboard.components.overview.portfolio import status_chip
from dashboard.components.section import section, soft
from dashboard.components.table import Column, table
from dashboard.happening_words import moves
from dashboard.sentences import because
from dashboard.wording import count, day
from data_models.queries.difference_rows import AreaDifference, Difference, Line
from data_models.rules.happenings import Happened
from data_models.vocabulary import AreaStatus

# So many sentences stand in the table of all areas; the rest are one click away.
SHOWN = 4
MORE = Markup('<li class="soft"><a href="{}">{}</a></li>')


def difference_cards(told: Difference) -> tuple[Headline, ...]:
    """What changed, in numbers: each record once, each number opening its lines."""
    worse = sum(one.got_worse > 0 for one in told.areas)
    better = sum(one.got_worse < 0 for one in told.areas)
    late = told.count(Happened.WENT_LATE, of="action_item")
    moved = [days for one in told.every_line if one.table == "action_item" for _, *days in moves(one)]
    later = sum(becomes > was for was, becomes in moved)
    return (
        _card("status", "Areas that got worse", worse, f"{better} got better", pressing=worse > 0),
        _card("evaluations", "Evaluations in", told.count(Happened.EVALUATION_IN), f"{told.weak} weak or worse"),
        _card("actions", "Actions gone late", late, _actions(told), pressing=late > 0),
        _card("dates", "Dates moved", told.count(Happened.DATE_MOVED), f"{count(later, 'action')} put off"),
        _card("follow-up", "Follow-up opened", told.count(Happened.FOLLOW_UP_OPENED), _follow_up(told)),
        _card("flags", "Flags raised", told.count(Happened.FLAG_RAISED), _flags(told)),
        _card("people", "Changes of cover", told.count(Happened.COVER_BEGAN, Happened.COVER_ENDED), _people(told)),
        _card("contacts", "Contacts held", told.count(Happened.CONTACT_LOGGED), _contacts(told)),
        _card("corrections", "Corrections", told.count(Happened.EVALUATION_CORRECTED), _removed(told)),
        _card("late", "Entered late", told.late_entries, "over a week after the day"),
    )


def _card(kind: str, label: str, number: int, meaning: str, *, pressing: bool = False) -> Headline:
    return Headline(label, number, meaning, here(kind=kind, area=None), pressing=pressing)


def _actions(told: Difference) -> str:
    said = (Happened.COMPLETION_CLAIMED, "claimed"), (Happened.COMPLETION_VERIFIED, "verified")
    return _each(told, *said, (Happened.COMPLETION_DISPUTED, "disputed"))


def _follow_up(told: Difference) -> str:
    return _each(told, (Happened.FOLLOW_UP_DECIDED, "decided"), (Happened.FOLLOW_UP_MET, "closed"))


def _flags(told: Difference) -> str:
    return _each(told, (Happened.FLAG_CLOSED, "closed"), (Happened.FLAG_MUTED, "muted"))


def _people(told: Difference) -> str:
    return _each(told, (Happened.PERSON_JOINED, "joined"), (Happened.PERSON_CHANGED, "changed"))


def _contacts(told: Difference) -> str:
    visited = {code for one in told.every_line if Happened.CONTACT_LOGGED in one.what for code in one.area_codes}
    return f"in {count(len(visited), 'area')}"


def _removed(told: Difference) -> str:
    return f"{_each(told, (Happened.RECORD_REMOVED, 'removed'))}; {told.undone} undone"


def _each(told: Difference, *said: tuple[Happened, str]) -> str:
    return ", ".join(f"{told.count(what)} {words}" for what, words in said)


def areas_table(told: Difference, kind: str | None) -> Markup:
    """The areas, those that got worse first; of each its status then and now, and the gravest of what changed."""
    shown = [(one, of_kind(kind, one.lines)) for one in told.areas]
    columns: list[Column[tuple[AreaDifference, tuple[Line, ...]]]] = [
        Column("Area", lambda one: _area_name(one[0], told), names_row=True),
        Column("Status, then and now", lambda one: _status(one[0], told)),
        Column("What changed", lambda one: _lines(told, one[0], one[1])),
    ]
    rows = table(
        [one for one in shown if one[1]],
        columns,
        caption="Areas in which something changed, those that got worse first",
        empty="Nothing of this changed in any area between these days.",
    )
    return Markup("{}{}").format(rows, _unchanged(told) if kind is None else Markup(""))


def _area_name(area: AreaDifference, told: Difference) -> Markup:
    return Markup('{}<span class="about">{}</span>').format(
        Markup('<a href="{}">{}</a>').format(here(area=area.place.code), area.place.name),
        then_and_now("area", told, area=area.place.code),
    )


def then_and_now(path: str, told: Difference, *, then: bool = True, now: bool = True, **params: object) -> Markup:
    """Links to a page as of the one day and as of the other. There is no page of a moment in the middle of a day."""
    said = [anchor("before", path, as_of=told.since, **params)] if then and told.since_ends_day else []
    said += [anchor("after", path, as_of=as_of(told.until), **params)] if now else []
    return Markup(" · ").join(said)


def _status(area: AreaDifference, told: Difference) -> Markup:
    was, becomes = area.before, area.after
    before, after = (one.status if one else AreaStatus.GREY for one in (was, becomes))
    now = Markup('<span class="about">{}</span>').format(_because(area, told))
    if before is after:
        return Markup("{}{}").format(status_chip(after), now)
    arrow = Markup('{} <span aria-hidden="true">→</span><span class="vh">became</span> {}{}')
    return arrow.format(status_chip(before), status_chip(after), now)


def _because(area: AreaDifference, told: Difference) -> str:
    """Why, where it is not as it was: the reasons now, and those that are no more."""
    rules = {reason.rule for reason in area.after.reasons} if area.after else set()
    now = because(area.after.reasons, told.until) if area.after else ""
    gone = tuple(one for one in area.before.reasons if one.rule not in rules) if area.before else ()
    past = f"No longer: {because(gone, told.since)}" if gone else ""
    return ". ".join(part for part in (now, past) if part)


def _lines(told: Difference, area: AreaDifference, lines: tuple[Line, ...]) -> Markup:
    """The gravest in sentences; contacts are counted, and the rest is a click away."""
    single = [one for one in lines if one.what[0] is not Happened.CONTACT_LOGGED and one.table != "standing"]
    contacts = [one for one in lines if one.what[0] is Happened.CONTACT_LOGGED]
    items = [line_item(one, told) for one in single[:SHOWN]]
    items += [Markup("<li>{}</li>").format(contacts_counted(contacts))] if contacts else []
    if len(single) > SHOWN:
        items.append(MORE.format(here(area=area.place.code), f"and {len(single) - SHOWN} more in {area.place.name}"))
    return Markup('<ul class="dates">{}</ul>').format(Markup("").join(items))


def _unchanged(told: Difference) -> Markup:
    if not told.unchanged:
        return Markup("")
    return soft(f"Nothing changed in {', '.join(one.name for one in told.unchanged)}.")


def one_area(told: Difference, area: AreaDifference | None, name: str, code: str, kind: str | None) -> Markup:
    """One area whole: its status then and now, and every record that changed, with its fields before and after."""
    links = Markup('<p>{} · <a href="{}">Every area</a></p>').format(
        then_and_now("area", told, area=code), here(area=None)
    )
    if area is None:
        return section("lines", name, links, soft("Nothing changed here between these days."))
    lines = [one for one in of_kind(kind, area.lines) if one.table != "standing"]
    return section("lines", name, Markup("<p>{}</p>").format(_status(area, told)), links, lines_list(told, lines))


def elsewhere(told: Difference, kind: str | None) -> Markup:
    """What lies in no single area: people, settings, programmes."""
    lines = of_kind(kind, told.elsewhere)
    return section("elsewhere", "In no single area", lines_list(told, lines)) if lines else Markup("")


def lines_list(told: Difference, lines: Iterable[Line]) -> Markup:
    items = Markup("").join(line_item(one, told, whole=True) for one in lines)
    return Markup('<ul class="listed">{}</ul>').format(items) if items else soft("Nothing of this changed here.")


def kind_heading(kind: str | None, told: Difference, days: TwoDays) -> Markup:
    """What is listed, and the way back to all of it."""
    span = f"From {days.beginning} to {_end(told.until)}"
    changes = f"{count(told.changes, 'change')} of the record"
    if kind is None:
        return Markup("<h2>Area by area</h2>{}").format(soft(f"{span}: {changes}."))
    back = Markup('{}. <a href="{}">Everything that changed</a>').format(span, here(kind=None))
    return Markup("<h2>{}</h2>{}").format(KINDS[kind].words, soft(back))


def _end(until: date) -> str:
    return "this moment" if as_of(until) is None else f"the end of {day(until)}"
