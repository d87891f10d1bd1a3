"""Risk flags: what could go wrong, how gravely, who sees to it, and why the flag is there."""

from collections.abc import Sequence
from datetime import date

from markupsafe import Markup

from dashboard.components.chips import Tone, chip
from dashboard.components.links import anchor, link
from dashboard.components.mentions import and_soft
from dashboard.components.plans.register import late
from dashboard.components.table import Column, table
from dashboard.text import plain, words
from dashboard.wording import count, day, due, say
from data_models.queries.risk_flags import FlagRow
from data_models.vocabulary import FlagSource, FlagState, RiskDescriptor

TONES: dict[RiskDescriptor, Tone] = {
    RiskDescriptor.NO_SIGNIFICANT_CONCERNS: "green",
    RiskDescriptor.UNCERTAINTY: "amber",
    RiskDescriptor.CONCERN: "red",
    RiskDescriptor.SIGNIFICANT_CONCERN: "red",
}
COUNTED: dict[RiskDescriptor, tuple[str, str]] = {
    RiskDescriptor.NO_SIGNIFICANT_CONCERNS: ("without significant concerns", "without significant concerns"),
    RiskDescriptor.UNCERTAINTY: ("area of uncertainty", "areas of uncertainty"),
    RiskDescriptor.CONCERN: ("area of concern", "areas of concern"),
    RiskDescriptor.SIGNIFICANT_CONCERN: ("significant concern", "significant concerns"),
}


def descriptor_chip(flag: FlagRow) -> Markup:
    """The official descriptor. A muted or closed flag asks for nobody today, so it is quiet; it still counts."""
    is_quiet = flag.is_muted or flag.state is FlagState.CLOSED
    return chip("grey" if is_quiet else TONES[flag.descriptor], say(flag.descriptor))


def flag_counts(every: Sequence[FlagRow]) -> Markup:
    """How many are open in each descriptor, and how many of all open ones are muted or past their review."""
    still = [one for one in every if one.state is FlagState.OPEN]
    by_descriptor = [
        Markup("<b>{}</b>").format(count(number, *COUNTED[descriptor]))
        for descriptor in reversed(RiskDescriptor)
        if (number := sum(one.descriptor is descriptor for one in still))
    ]
    muted, past = sum(one.is_muted for one in still), sum(one.days_overdue > 0 for one in still)
    parts = Markup(", ").join(by_descriptor) if by_descriptor else Markup("none")
    return Markup('<p class="proof"><b>{}</b> open: {}. <span class="soft">{} muted and counted, {}</span></p>').format(
        count(len(still), "flag"), parts, muted, late(f"{past} past review") if past else "none past review"
    )


def flags_table(rows: Sequence[FlagRow], on: date, empty: str) -> Markup:
    """Open and not muted first, the gravest first."""
    columns: list[Column[FlagRow]] = [
        Column("Risk", _named, names_row=True),
        Column("Area", lambda one: anchor(one.area_name, "area", area=one.area_code)),
        Column("Descriptor", descriptor_chip),
        Column("Potential impact", impact),
        Column("Owner", lambda one: one.owner or "nobody"),
        Column("Since", lambda one: one.raised_on, "date"),
        Column("Review", lambda one: review(one, on)),
        Column("Why it is there", _source),
    ]
    return table(rows, columns, caption="Risk flags, the gravest first", empty=empty)


def _named(flag: FlagRow) -> Markup:
    return Markup('<a href="{}">{}</a><span class="about">{}, {}</span>').format(
        link("risk-flags", flag=flag.id), flag.title, flag.reference, say(flag.theme).lower()
    )


def impact(flag: FlagRow) -> Markup:
    return Markup("<b>{}</b>: {}").format(say(flag.impact_level), words(flag.potential_impact))


def review(flag: FlagRow, on: date) -> Markup:
    """When it is looked at again; closed and muted flags say that instead."""
    if flag.state is FlagState.CLOSED:
        return plain(f"closed {day(flag.closed_on)}" if flag.closed_on else "closed")
    said = due(flag.review_on, on)
    shown = late(said) if flag.days_overdue else plain(said)
    if flag.is_muted and flag.muted_until is not None:
        return Markup('{}<span class="about">muted until {}</span>').format(shown, day(flag.muted_until))
    return shown


def _source(flag: FlagRow) -> Markup:
    if flag.source_kind is FlagSource.PERSON:
        return and_soft("Raised by", flag.raised_by or "a person who is not on record")
    return and_soft("Rule", f"{flag.rule_code}, version {flag.rule_version}")
