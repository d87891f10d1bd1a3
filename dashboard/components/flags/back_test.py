"""The back-test of the rules: what each would have raised, month by month, and what came after."""

from collections.abc import Iterator

import pandas as pd
from markupsafe import Markup

from dashboard.charts.back_test import raised_by_rule
from dashboard.components.chart import show_chart
from dashboard.components.links import here
from dashboard.components.section import section, soft
from dashboard.components.table import Column, table
from dashboard.text import show
from dashboard.wording import day
from data_models.queries.back_test import FOLLOWED_WITHIN, STOOD_AFTER, BackTest, Followed, RuleTested
from data_models.rules.flag_rules import RULES
from data_models.rules.settings import Thresholds

TOO_YOUNG = "The record is too young for a back-test: it begins once a month of it is over."
WIDE = 1100
LEAD = (
    "What each rule would have raised, so that thresholds are argued with data. The rules and thresholds are today's; "
    "the record is as it was known at the end of each month."
)
HOW = (
    "Raised is what held at the end of a month and not at the end of the one before; what came and went within a month "
    "is not seen. What was entered later is not counted earlier.",
    "What followed is read from the days in the record as it is known now: in the same area, in the {within} months "
    "after the end of that month, and only where these are over.",
    "An action became late when it went more than {late} days past its date, and had not before.",
    "That something followed does not say that the rule foresaw it. The last row tells what followed in every area "
    "after every month: a rule that does no better says nothing.",
)


def show_back_test(tested: BackTest, thresholds: Thresholds, *, version: str) -> None:
    """The method, a strip of bars for each rule, and the table that thresholds are argued with."""
    if not tested.ends:
        show(soft(TOO_YOUNG))
        return
    show(soft(LEAD) + _how(thresholds))
    months = f"From {tested.ends[0]:%B %Y} to {day(tested.ends[-1])}"
    show(section("raised", months, outcomes(tested, thresholds)))
    show(Markup('<h2 id="months">Month by month</h2>'))
    show_chart(
        lambda: raised_by_rule(_frame(tested)),
        key="back-test",
        version=version,
        table=_months(tested),
        empty=TOO_YOUNG,
        wide=WIDE,
    )


def _how(thresholds: Thresholds) -> Markup:
    told = {"within": FOLLOWED_WITHIN, "late": thresholds.action_overdue_amber_days}
    lines = Markup("").join(Markup("<li>{}</li>").format(one.format(**told)) for one in HOW)
    words = "How this was worked out, and what it does not say"
    return Markup('<details class="folded"><summary>{}</summary><ul>{}</ul></details>').format(words, lines)


def outcomes(tested: BackTest, thresholds: Thresholds) -> Markup:
    """One row for each rule, and one for every area in every month to compare with."""
    columns: list[Column[RuleTested | None]] = [
        Column("Rule", lambda one: _named(one, thresholds), names_row=True),
        Column("Raised", lambda one: None if one is None else one.total, "number"),
        Column("In areas", lambda one: None if one is None else one.areas, "number"),
        Column("Open now", _open_now, "number"),
        Column(f"Still so {STOOD_AFTER} months on", _stood, "number"),
        *(_followed(heading, name, tested) for name, heading in FOLLOWED.items()),
    ]
    return table(
        [*tested.rules, None],
        columns,
        caption=f"What each rule would have raised, and what followed within {FOLLOWED_WITHIN} months",
        empty=TOO_YOUNG,
    )


FOLLOWED: dict[str, str] = {
    "late_action": "Then an action became late",
    "follow_up": "Then follow-up opened or was decided",
    "monitoring": "Then monitoring was proposed or opened",
    "persons_flag": "Then a person raised a flag",
    "anything": "Then any of these",
}
ALL_TOGETHER = "anything"


def _followed(heading: str, name: str, tested: BackTest) -> Column[RuleTested | None]:
    def cell(one: RuleTested | None) -> Markup | None:
        told: Followed = tested.anywhere if one is None else one.followed
        # Where there is no case to tell of, it is said once.
        return _of(getattr(told, name), told.of) if told.of or name == ALL_TOGETHER else None

    return Column(heading, cell, "number")


def _stood(one: RuleTested | None) -> Markup | None:
    return None if one is None else _of(one.stood, one.stood_of)


def _named(one: RuleTested | None, thresholds: Thresholds) -> Markup:
    if one is None:
        return Markup('Any area, any month<span class="about">to compare with</span>')
    rule = RULES[one.code]
    return Markup('{}<span class="about">{} Version {}.</span>').format(
        rule.title, rule.sentence_for(thresholds), rule.version
    )


def _open_now(one: RuleTested | None) -> Markup | None:
    """How many hold today, opening the flags of the rule."""
    if one is None:
        return None
    return Markup('<a href="{}">{}</a>').format(here(show=None, rule=one.code), one.standing[-1])


def _of(some: int, of: int) -> Markup:
    """ "3 of 10 (30 %)"; that there is none to tell of is said too, for it is not a nought."""
    if not of:
        return Markup('<span class="soft">no case yet</span>')
    return Markup('<span class="whole">{} of {} <span class="soft">({} %)</span></span>').format(
        some, of, round(100 * some / of)
    )


def _months(tested: BackTest) -> Markup:
    """The numbers of the chart: months by rules."""
    rows = list(zip(tested.ends, range(len(tested.ends)), strict=True))
    columns: list[Column[tuple[object, int]]] = [
        Column("By", lambda row: row[0], "date", names_row=True),
        *(_of_rule(one) for one in tested.rules),
    ]
    return table(rows, columns, caption="Raised by each rule, month by month", empty=TOO_YOUNG, tall="24rem")


def _of_rule(one: RuleTested) -> Column[tuple[object, int]]:
    return Column(RULES[one.code].title, lambda row: one.raised[row[1]], "number")


def _frame(tested: BackTest) -> pd.DataFrame:
    return pd.DataFrame(_rows(tested), columns=["rule", "month_end", "raised"])


def _rows(tested: BackTest) -> Iterator[tuple[str, object, int]]:
    """The rules that would have raised anything: an empty strip tells no more than the nought in the table."""
    for one in tested.rules:
        if not one.total:
            continue
        for end, raised in zip(tested.ends, one.raised, strict=True):
            yield RULES[one.code].title, end, raised
