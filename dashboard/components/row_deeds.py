"""Links that stand in the row of what they change, in tables that are kept: they say nothing of the moment they were
made in, and the form they open asks for its own draft and version."""

from markupsafe import Markup

from dashboard.components.forms import Offer
from dashboard.components.links import link

_LINK = Markup('<a href="{}">{}<span class="vh"> {}</span></a>')


def row_deeds(path: str, which: str, *offers: Offer, **at: object) -> Markup:
    """The deeds that this person may do on the row called `which`, on the page at `path`; nothing for others."""
    open_now = [one for one in offers if one.applies and one.is_allowed]
    links = (_LINK.format(link(path, **at, do=one.name), one.words, which) for one in open_now)
    together = Markup(" · ").join(links)
    return Markup('<span class="whole">{}</span>').format(together) if together else together
