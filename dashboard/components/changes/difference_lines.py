"""One line of a difference: the record, what happened to it in a sentence, and the ways to before, after and why."""

from collections.abc import Sequence

from markupsafe import Markup

from dashboard.components.changes.listing import PAGE_OF, change_link
from dashboard.components.changes.two_days import as_of
from dashboard.components.chips import chip
from dashboard.components.links import anchor
from dashboard.components.row_history import fields_listed
from dashboard.happening_words import late_words, sentence, subject
from dashboard.wording import count, say
from data_models.queries.difference_rows import Difference, Line

LINE = Markup('<li>{}: {}{} <span class="soft whole">{}</span>{}</li>')
FIELDS = Markup("<details><summary>Fields, before and after</summary>{}</details>")
# Where a record without a page of its own is looked at: by the table, and the parameter that opens it there.
OWN_PAGE: dict[str, tuple[str, str]] = PAGE_OF | {
    "formal_monitoring": ("follow-up", "monitoring"),
    "good_practice": ("good-practice", "practice"),
}


def line_item(line: Line, told: Difference, *, whole: bool = False) -> Markup:
    """One line; `whole` tells every field before and after as well; so is every line told that no page shows before."""
    tells = whole or not told.since_ends_day
    fields = fields_listed(line.fields, is_new=line.before is None) if tells else Markup("")
    return LINE.format(
        _named(line, told),
        sentence(line, told),
        _late(line),
        Markup(" · ").join(_ways(line, told)),
        FIELDS.format(fields) if fields else Markup(""),
    )


def _named(line: Line, told: Difference) -> Markup:
    about = subject(line, told)
    name = line.name[:1].upper() + line.name[1:]
    return Markup("<b>{}</b> {}").format(name, about) if about else Markup("<b>{}</b>").format(name)


def _late(line: Line) -> Markup:
    if line.entry is None or not line.is_late_entry:
        return Markup("")
    return Markup(" {} {}").format(chip("amber", "entered late"), late_words(line.entry))


def _ways(line: Line, told: Difference) -> list[Markup]:
    """To the page as of the one day, as of the other, and to the change."""
    page = _page(line)
    ways = []
    if page and line.before is not None and told.since_ends_day:
        ways.append(anchor("before", page[0], as_of=told.since, **page[1]))
    if page and line.after is not None:
        ways.append(anchor("after", page[0], as_of=as_of(told.until), **page[1]))
    if line.change is not None:
        ways.append(Markup("change {}").format(change_link(line.change)))
    return ways


def _page(line: Line) -> tuple[str, dict[str, object]] | None:
    """Where the record is looked at: its own page, else that of its inspection or its area."""
    if line.table in OWN_PAGE:
        path, name = OWN_PAGE[line.table]
        return path, {name: line.name.split(" ")[-1] if line.table.startswith("follow_up") else line.key[0]}
    if line.inspection is not None:
        return "inspections", {"inspection": line.inspection["id"]}
    return ("area", {"area": line.area_codes[0]}) if line.area_codes else None


def contacts_counted(contacts: Sequence[Line]) -> Markup:
    """How many contacts there were, and of what kind, and how many were entered late."""
    kinds: dict[str, int] = {}
    for one in contacts:
        kinds[say(one.whole["kind"]).lower()] = kinds.get(say(one.whole["kind"]).lower(), 0) + 1
    told = ", ".join(count(number, kind) for kind, number in sorted(kinds.items(), key=lambda one: (-one[1], one[0])))
    late = sum(one.is_late_entry for one in contacts)
    mark = Markup(" {}").format(chip("amber", f"{late} entered late")) if late else Markup("")
    return Markup("<b>{}</b>: {}{}").format(count(len(contacts), "contact"), told, mark)
