"""Who could use a practice and why: each match with its need, its strength and how the two areas are alike."""

from collections.abc import Iterable, Sequence

from markupsafe import Markup

from dashboard.components.links import anchor, link
from dashboard.components.practice.sharing import introduction_offer
from dashboard.components.row_deeds import row_deeds
from dashboard.components.table import Column, table
from dashboard.text import plain, words
from dashboard.wording import count, known_day, say
from data_models.queries.evaluations import EvaluationRow
from data_models.queries.good_practice import Match, PracticeRow
from data_models.rules.similar_areas import ISLANDS
from data_models.vocabulary import PracticeState

HOW_MATCHED = (
    "A validated practice of an area whose latest published judgement on its indicator is strong, and an area alike "
    "(both islands, or of one band of population) whose latest on it is weak. Never from an area that is weak on it "
    "itself, nor where it was shared before. A match is a proposal, not advice."
)
_PART = Markup('<h2 id="matches">{}</h2>{}{}<p class="soft">{}</p>')
_FOLDED = Markup('<details class="folded"><summary>{}</summary>{}</details>')


def matches_part(matched: Sequence[Match], chosen: PracticeRow | None, *, has_practice: bool) -> Markup:
    """What is proposed for all practices, or for the chosen one; areas that are not alike are folded away below."""
    about = [one for one in matched if chosen is None or one.practice.id == chosen.id]
    proposed, others = [one for one in about if one.is_similar], [one for one in about if not one.is_similar]
    heading = "Who could use it" if chosen is None else f"Who could use “{chosen.title}”"
    table_of_them = matches_table(proposed, empty=_empty(chosen, has_practice, others))
    return _PART.format(plain(heading), table_of_them, _others(others), HOW_MATCHED)


def _empty(chosen: PracticeRow | None, has_practice: bool, others: Sequence[Match]) -> str:
    if others:
        return "No area alike is weak on it. Areas of another size or setting are listed below."
    if chosen:
        return why_no_match(chosen)
    if has_practice:
        return "No area is weak on an indicator for which a validated practice of a strong area is in the register."
    return "There is nothing to match yet: note a practice, say which indicator it is about, and validate it."


def _others(others: Sequence[Match]) -> Markup:
    if not others:
        return Markup("")
    title = f"Weak on it too, but of another size or setting: {count(len(others), 'match', 'matches')}, not proposed"
    return _FOLDED.format(title, matches_table(others, empty="", caption="Of another size or setting"))


def matches_table(matched: Iterable[Match], *, empty: str, caption: str = "Who could use it, and why") -> Markup:
    """Area, practice, and the reason in words: the need, the strength, and how the two areas are alike."""
    area = Column[Match]("Could help", lambda one: anchor(one.area_name, "area", area=one.area_code), names_row=True)
    return _table(matched, [area, Column("Practice", _practice)], caption=caption, empty=empty)


def offered_table(matched: Iterable[Match]) -> Markup:
    """What could help one area: each practice with where it is from, and the same reason."""
    source = Column[Match]("From", lambda one: anchor(one.practice.area_name, "area", area=one.practice.area_code))
    named = Column("Practice", _practice, names_row=True)
    return _table(matched, [named, source], caption="What could help here, and why", empty="")


def _table(matched: Iterable[Match], first: Sequence[Column[Match]], *, caption: str, empty: str) -> Markup:
    rows, columns = list(matched), [*first, Column("Why", why)]
    if any(introduction_offer(one.practice, one.area_code).is_allowed for one in rows):
        columns.append(Column("Next", _introduce))
    return table(rows, columns, caption=caption, empty=empty, tall="28rem")


def _practice(one: Match) -> Markup:
    return anchor(words(one.practice.title), "good-practice", practice=one.practice.id)


def _introduce(one: Match) -> Markup:
    called = f"“{one.practice.title}” to {one.area_name}"
    offer = introduction_offer(one.practice, one.area_code)
    return row_deeds("good-practice", called, offer, practice=one.practice.id)


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
