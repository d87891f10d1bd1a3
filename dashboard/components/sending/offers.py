"""The documents there are, for whom, as links that make them when they are followed."""

from collections.abc import Iterable, Mapping

from markupsafe import Markup

from dashboard.components.choices import Choice, choices
from dashboard.components.links import here, link
from dashboard.documents import KINDS, WRITERS, Kind
from dashboard.text import clean, plain

# How an address says what a document is about, and how people do.
Chosen = Mapping[str, tuple[str, str]]
OUTSIDE = "outside"
READERS = {"": "For who may read what I may", OUTSIDE: "For anybody: published facts only"}
SAID = {
    "": "Holds all that you may read, what is not published included. Its top says that it is not to be passed on.",
    OUTSIDE: "Holds what may be shown to a room: no drafts, no embargoed report, nothing that was said in confidence.",
}
WORDS = {"docx": "Word", "pdf": "PDF"}
_OFFER = Markup('<li class="card offer"><h3>{}</h3><p>{}</p><p class="soft">{}</p>{}</li>')
_LIST = Markup('<ul class="offers">{}</ul>')
_LINKS = Markup('<p class="deeds">{}</p>')
_LINK = Markup('<a class="button" href="{}" aria-label="{}: {}">{}</a>')


def readers_row(reader: str) -> Markup:
    """For whom the documents are: everything follows from it."""
    offered = [Choice(words, here(**{"for": one or None}), one == reader) for one, words in READERS.items()]
    return choices("For whom", offered) + Markup('<p class="soft">{}</p>').format(SAID[reader])


def offers(reader: str, chosen: Chosen, why_not: Mapping[str, str]) -> Markup:
    """Every kind of document. `chosen` is what they are about, by "area" or "meeting": how an address says it, and
    people. `why_not` says of a kind what has to be chosen first, or that there is none."""
    return _LIST.format(Markup("").join(_offer(kind, reader, chosen, why_not.get(kind.key)) for kind in KINDS))


def _offer(kind: Kind, reader: str, chosen: Chosen, why_not: str | None) -> Markup:
    if why_not is not None:
        return _OFFER.format(kind.title, kind.purpose, why_not, "")
    code, words = chosen.get(kind.about, ("", ""))
    given = {"for": reader or None} | ({kind.about: code} if code else {})
    return _OFFER.format(kind.title, kind.purpose, clean(words), _LINKS.format(document_links(kind.key, **given)))


def document_links(key: str, **given: str | None) -> Markup:
    """A document of this kind as each file it can be, for these parameters of its address."""
    kind = next(one for one in KINDS if one.key == key)
    return Markup(" ").join(
        _LINK.format(link(f"reports/{key}.{ending}", **given), WORDS[ending], kind.title, WORDS[ending])
        for ending in WRITERS
    )


def pages_that_leave(pages: Iterable[tuple[str, str]]) -> Markup:
    """Every page as a workbook, one sheet a table."""
    line = Markup('<li><a href="{}">{}</a></li>')
    lines = Markup("").join(line.format(link(f"{path}.xlsx"), plain(title)) for path, title in pages)
    return Markup('<ul class="inline">{}</ul>').format(lines)
