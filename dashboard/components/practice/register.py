"""Good practice to HTML: the register, and one practice whole with what may be done with it."""

from collections.abc import Iterable, Sequence

from markupsafe import Markup

from dashboard.components.chips import Tone, chip
from dashboard.components.forms import openers
from dashboard.components.headlines import Headline
from dashboard.components.links import PARTS, anchor, here, link
from dashboard.components.practice.deeds import practice_offers
from dashboard.components.practice.sharing import result_offer
from dashboard.components.row_deeds import row_deeds
from dashboard.components.table import Column, table
from dashboard.text import plain, words
from dashboard.wording import SHORT_STRANDS, count, day, say
from data_models.queries.good_practice import Match, PracticeRow, ShareRow
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


def headline_cards(rows: Sequence[PracticeRow], matched: Sequence[Match]) -> tuple[Headline, ...]:
    """The strip of the register: how many in each state, which opens them, and how many proposals."""
    states = tuple(
        Headline(say(state), sum(one.state is state for one in rows), MEANINGS[state], here(state=state.value))
        for state in PracticeState
    )
    proposed = [one for one in matched if one.is_similar]
    areas = len({one.area_code for one in proposed})
    meaning = f"for {count(areas, 'area')} weak on an indicator" if proposed else "no area is matched today"
    return (*states, Headline("Could help elsewhere", len(proposed), meaning, "#matches"))


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
    """The title, which opens the practice with nothing else of the address but the filters."""
    return Markup('<a href="{}">{}</a>').format(here(practice=one.id, **dict.fromkeys(PARTS)), words(one.title))


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
    """One practice whole: what it is, how far it has come, where it was shared, what came of it, what may be done."""
    return _CARD.format(
        plain(one.title),
        words(one.title),
        chip(TONES[one.state], say(one.state)),
        words(one.summary),
        _where_from(one),
        _course(one),
        openers(*practice_offers(one)) + _shares_table(one),
        Markup('<a href="{}">Close</a>').format(here(practice=None, **dict.fromkeys(PARTS))),
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


def _shares_table(practice: PracticeRow) -> Markup:
    shares = practice.shares
    columns: list[Column[ShareRow]] = [
        Column("Shared with", lambda one: anchor(one.area_name, "area", area=one.area_code), names_row=True),
        Column("On", lambda one: one.shared_on, "date"),
        *([Column[ShareRow]("By", lambda one: one.shared_by or "")] if any(one.shared_by for one in shares) else []),
        Column("What came of it", lambda one: one.result or "not told yet", "words"),
    ]
    if any(result_offer(practice, one).is_allowed for one in shares):
        columns.append(Column("Change", lambda one: _result_link(practice, one)))
    return table(shares, columns, caption="Where it was shared", empty="Not shared with any area yet.")


def _result_link(practice: PracticeRow, one: ShareRow) -> Markup:
    return row_deeds("good-practice", f"in {one.area_name}", result_offer(practice, one), practice=practice.id)
