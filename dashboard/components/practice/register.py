"""Good practice to HTML: the register, one practice whole, and who could use it and why."""

from collections.abc import Iterable, Sequence

from markupsafe import Markup

from dashboard.components.chips import Tone, chip
from dashboard.components.headlines import Headline
from dashboard.components.links import anchor, here, link
from dashboard.components.table import Column, table
from dashboard.text import plain, words
from dashboard.wording import SHORT_STRANDS, count, day, known_day, say
from data_models.queries.evaluations import EvaluationRow
from data_models.queries.good_practice import Match, PracticeRow, ShareRow
from data_models.rules.similar_areas import ISLANDS
from data_models.vocabulary import PracticeState

TONES: dict[PracticeState, Tone] = {
    PracticeState.NOTED: "grey",
    PracticeState.VALIDATED: "green",
    PracticeState.DISSEMINATED: "blue",
}
MEANINGS: dict[PracticeState, str] = {
    PracticeState.NOTED: "seen by somebody; not yet confirmed",
    PracticeState.VALIDATED: "confirmed; not yet made known widely",
    PracticeState.DISSEMINATED: "confirmed and made known more widely",
}
HOW_MATCHED = (
    "A validated practice of an area whose latest published judgement on its indicator is strong, and an area whose "
    "latest on it is weak. Never from an area that is weak on it itself, nor where it was shared before. "
    "Areas alike come first: both islands, or of one band of population. A match is a proposal, not advice."
)


def headline_cards(rows: Sequence[PracticeRow], matched: Sequence[Match]) -> tuple[Headline, ...]:
    """The strip of the register: how many in each state, which opens them, and how many proposals."""
    states = tuple(
        Headline(say(state), sum(one.state is state for one in rows), MEANINGS[state], here(state=state.value))
        for state in PracticeState
    )
    areas = len({one.area_code for one in matched})
    meaning = f"for {count(areas, 'area')} weak on an indicator" if matched else "no area is matched today"
    return (*states, Headline("Could help elsewhere", len(matched), meaning, "#matches"))


def practices_table(rows: Iterable[PracticeRow], chosen: int | None, *, tall: str | None = None) -> Markup:
    """The register by state, each latest first; the title opens the practice above."""
    columns: list[Column[PracticeRow]] = [
        Column("Practice", _title, names_row=True),
        Column("Area", lambda one: anchor(one.area_name, "area", area=one.area_code)),
        Column("State", lambda one: chip(TONES[one.state], say(one.state))),
        Column("Strand", lambda one: SHORT_STRANDS[one.strand] if one.strand else ""),
        Column("Noted", lambda one: one.noted_on, "date"),
        Column("Shared with", _shared),
    ]
    return table(
        rows,
        columns,
        caption="Good practice: noted, validated, disseminated",
        empty="No good practice is noted with this yet. Note one from the page of the area where you saw it.",
        tall=tall,
        is_selected=lambda one: one.id == chosen,
    )


def _title(one: PracticeRow) -> Markup:
    return Markup('<a href="{}">{}</a>').format(here(practice=one.id), words(one.title))


def _shared(one: PracticeRow) -> str:
    """ "Moray, Fife; 1 result known"."""
    if not one.shares:
        return "nobody yet"
    names = ", ".join(dict.fromkeys(share.area_name for share in one.shares))
    results = sum(bool(share.result) for share in one.shares)
    return f"{names}; {count(results, 'result')} known" if results else f"{names}; no result yet"


_CARD = Markup(
    '<section class="card" aria-label="{}"><h2>{} {}</h2><p>{}</p><p>{}</p><p class="soft">{}</p>{}<p>{}</p></section>'
)


def practice_card(one: PracticeRow) -> Markup:
    """One practice whole: what it is, how far it has come, where it was shared and what came of it."""
    return _CARD.format(
        plain(one.title),
        words(one.title),
        chip(TONES[one.state], say(one.state)),
        words(one.summary),
        _where_from(one),
        _course(one),
        _shares_table(one.shares),
        Markup('<a href="{}">Close</a>').format(here(practice=None)),
    )


def _where_from(one: PracticeRow) -> Markup:
    told = [one.reference, say(one.strand), one.indicator_name or ""]
    parts = [plain(part) for part in told if part]
    parts.insert(1, anchor(one.area_name, "area", area=one.area_code))
    if one.inspection_id is not None:
        parts.append(
            Markup('<a href="{}">The inspection</a>').format(link("inspections", inspection=one.inspection_id))
        )
    return Markup(" · ").join(parts)


def _course(one: PracticeRow) -> str:
    steps = [
        ("noted", one.noted_on, one.noted_by),
        ("validated", one.validated_on, one.validated_by),
        ("disseminated", one.disseminated_on, None),
    ]
    said = [f"{word} {day(when)}{f' by {who}' if who else ''}" for word, when, who in steps if when]
    text = "; ".join(said)
    return text[:1].upper() + text[1:] + "."


def _shares_table(shares: Sequence[ShareRow]) -> Markup:
    columns: list[Column[ShareRow]] = [
        Column("Shared with", lambda one: anchor(one.area_name, "area", area=one.area_code), names_row=True),
        Column("On", lambda one: one.shared_on, "date"),
        *([Column[ShareRow]("By", lambda one: one.shared_by or "")] if any(one.shared_by for one in shares) else []),
        Column("What came of it", lambda one: one.result or "not told yet", "words"),
    ]
    return table(shares, columns, caption="Where it was shared", empty="Not shared with any area yet.")


# --- who could use it ---


def matches_table(matched: Iterable[Match], *, empty: str) -> Markup:
    """Area, practice, and the reason in words: the need, the strength, and how the two areas are alike."""
    columns: list[Column[Match]] = [
        Column("Could help", lambda one: anchor(one.area_name, "area", area=one.area_code), names_row=True),
        Column("Practice", lambda one: _title(one.practice)),
        Column("Why", why),
    ]
    return table(matched, columns, caption="Who could use it, and why", empty=empty, tall="28rem")


def why_no_match(one: PracticeRow) -> str:
    """What keeps a practice from being proposed to anybody."""
    if one.state is PracticeState.NOTED:
        return "It is not validated yet, so it is not proposed to anybody."
    if one.indicator_id is None:
        return "It names no indicator, so it cannot be matched to an area that is weak on one."
    return (
        f"Nobody: no other area is weak on “{one.indicator_name}” by its latest published judgement and not yet "
        f"told of this, or {one.area_name} is not itself strong on it."
    )


def why(one: Match) -> Markup:
    """The reason of a match, in three sentences."""
    need = Markup("{}, {}: {} ({}).").format(
        one.need.indicator_name or one.need.label, one.area_name, _judged(one.need), _report_link(one.need)
    )
    strength = Markup("{}: {} ({}).").format(one.practice.area_name, _judged(one.strength), _report_link(one.strength))
    return Markup("{} {} {}").format(need, strength, likeness(one))


def likeness(one: Match) -> str:
    if not one.is_similar:
        return "The two areas differ in size or setting."
    if one.area_code in ISLANDS:
        return "Both are islands councils."
    return "The two areas are of similar size."


def _judged(one: EvaluationRow) -> str:
    return say(one.grade or one.statement).lower() if one.grade or one.statement else "judged"


def _report_link(one: EvaluationRow) -> Markup:
    return Markup('<a href="{}">{}</a>').format(
        link("inspections", inspection=one.inspection_id),
        f"report, {known_day(one.published_on, one.published_precision)}",
    )
