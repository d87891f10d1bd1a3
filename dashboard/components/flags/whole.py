"""One flag whole: what could go wrong, how it stands, and why we think so."""

from datetime import date

from markupsafe import Markup

from dashboard.components.flags.because import because, typed
from dashboard.components.flags.register import descriptor_chip, impact, review
from dashboard.components.links import anchor
from dashboard.components.mentions import done
from dashboard.components.section import facts, section
from dashboard.text import words
from dashboard.wording import day, say, span
from data_models.queries.flag_picture import FlagPicture
from data_models.queries.risk_flags import FlagRow
from data_models.rules.settings import Thresholds


def flag_top(picture: FlagPicture, on: date, thresholds: Thresholds) -> Markup:
    """The risk and its potential impact, beside why we think so and what would clear it."""
    flag = picture.flag
    risk = facts(
        [
            ("Descriptor", descriptor_chip(flag)),
            ("Risk", words(flag.title)),
            ("Potential impact", impact(flag)),
            ("Area", anchor(flag.area_name, "area", area=flag.area_code)),
            ("Theme", say(flag.theme)),
            ("Purpose", f"{int(flag.purpose)} {say(flag.purpose)}"),
            ("Strand", say(flag.strand)),
            ("Owner", flag.owner or "nobody by name: whoever covers the area, else the managers"),
            ("Open", f"{span(flag.days_open)}, since {day(flag.raised_on)}" if flag.closed_on is None else None),
            ("Review", review(flag, on)),
            ("Muted", _muted(flag)),
            ("Closed", _closed(flag)),
        ]
    )
    return Markup('<div class="halves">{}{}</div>').format(
        section("risk", "What could go wrong", risk),
        section("because", "Why we think so", because(picture, on, thresholds)),
    )


def _muted(flag: FlagRow) -> Markup | None:
    if flag.muted_until is None:
        return None
    over = "" if flag.is_muted else ", which is over"
    who = f" by {flag.muted_by}" if flag.muted_by else ""
    return Markup("until {}{}{}: {}").format(day(flag.muted_until), who, over, typed(flag, flag.mute_reason))


def _closed(flag: FlagRow) -> Markup | None:
    said = done(flag.closed_on, flag.closed_by)
    return None if said is None else Markup("{}: {}").format(said, typed(flag, flag.close_reason))
