"""The register of reviews that are quality-assured, to HTML: dates and clocks, never a case."""

from collections.abc import Iterable, Sequence
from datetime import date

from markupsafe import Markup

from dashboard.components.chips import chip
from dashboard.components.headlines import Headline
from dashboard.components.links import PARTS, anchor, anchor_to, here
from dashboard.components.mentions import whole
from dashboard.components.table import Column, table
from dashboard.text import plain, words
from dashboard.wording import count, day, due, say, span
from data_models.queries.reviews import Clock, QuietArea, ReviewRow, ReviewsRegister
from data_models.vocabulary import ReviewDecision, ReviewKind

NOT_KEPT = (
    "Kept here: the area, the kind, a reference number, days and decisions. Not kept here, by design: who a review is "
    "about, what happened, the report itself and what our feedback said. A concern about the safety of a child or an "
    "adult is never logged here: pass it to the local protection service now."
)
CLOCKS = (
    "Serious incident reviews are notified within five working days. The death of a looked after child is notified "
    "within 24 hours, counted here as the next day, and reported within 28 days. No days are stated for learning "
    "reviews, so they have no clock."
)
NOT_A_COMFORT = (
    "A note, not a comfort: an area that notifies none may have had none, or may not be telling us. All 133 "
    "notifications of serious incident reviews from January 2022 to March 2024 came from 18 of the 32 areas (Care "
    "Inspectorate, overview of serious incident reviews)."
)


def is_open(one: ReviewRow) -> bool:
    """Until our feedback is given, something is still to come."""
    return one.feedback.done_on is None


def was_notified_late(one: ReviewRow) -> bool:
    return one.notification.is_met is False


def headline_cards(register: ReviewsRegister) -> tuple[Headline, ...]:
    """Four numbers: what is open, what was late, what is late, and where it is quiet."""
    rows = register.reviews
    still = [one for one in rows if is_open(one)]
    clocked = [one for one in rows if one.notification.due_on is not None]
    late = sum(was_notified_late(one) for one in clocked)
    reports, feedback = _owed(one.report for one in rows), _owed(one.feedback for one in rows)
    quiet = {(one.area_code) for one in register.quiet}
    silent = sum(sum(each.area_code == code for each in register.quiet) == len(ReviewKind) for code in quiet)
    return (
        Headline("Reviews open", len(still), f"of {len(rows)} in the register", here(show="open")),
        Headline("Owed and late", *_late(reports, feedback), here(show="late"), pressing=bool(reports or feedback)),
        Headline("Notified late", late, f"of {len(clocked)} that have a clock", here(show="notified-late")),
        Headline("Areas with no review at all", silent, "a note, not a comfort", "#quiet"),
    )


def _owed(clocks: Iterable[Clock]) -> int:
    return sum(one.done_on is None and one.days_late > 0 for one in clocks)


def _late(reports: int, feedback: int) -> tuple[int, str]:
    return reports + feedback, f"{count(reports, 'report')} from areas, {feedback} of our feedback"


def reviews_table(rows: Iterable[ReviewRow], on: date, chosen: int | None = None) -> Markup:
    """The reviews in the order given: what is latest first."""
    columns: list[Column[ReviewRow]] = [
        Column("Reference", _reference, names_row=True),
        Column("Area", lambda one: anchor(one.area_name, "area", area=one.area_code)),
        Column("Kind", lambda one: say(one.kind)),
        Column("Known", lambda one: one.known_on, "date"),
        Column("Notified", lambda one: clock_words(one.notification, on)),
        Column("Decision", decision_words),
        Column("Report", lambda one: report_words(one, on)),
        Column("Our feedback", lambda one: feedback_words(one, on)),
    ]
    return table(
        rows,
        columns,
        caption="Reviews that are quality-assured: what is owed and latest first",
        empty="No review is in the register with this. Once an area notifies one, its reference and days are here.",
        tall="28rem",
        is_selected=lambda one: one.id == chosen,
    )


def _reference(one: ReviewRow) -> Markup:
    return whole(anchor_to(here(review=one.id, **dict.fromkeys(PARTS)), one.reference))


def clock_words(clock: Clock, on: date, without: str = "no clock") -> Markup:
    """Done or not, when it was due, and by how much it was missed."""
    if clock.done_on is not None:
        late = f"{span(clock.days_late)} late" if clock.days_late else ("in time" if clock.is_met else "")
        return _two_lines(day(clock.done_on), _due_words(clock, late))
    if clock.due_on is None:
        return Markup('<span class="soft">{}</span>').format(without)
    if clock.days_late:
        return _two_lines(chip("red", due(clock.due_on, on)), f"due {day(clock.due_on)}")
    return _two_lines(due(clock.due_on, on), f"due {day(clock.due_on)}")


def _due_words(clock: Clock, met: str) -> str:
    return f"{met}, due {day(clock.due_on)}" if clock.due_on and clock.days_late else met


def _two_lines(first: object, second: str) -> Markup:
    return Markup('{}<br><span class="soft">{}</span>').format(plain(first), second) if second else plain(first)


def report_words(one: ReviewRow, on: date) -> Markup:
    if one.decision is ReviewDecision.NOT_PROCEED and one.report.done_on is None:
        return Markup('<span class="soft">none expected</span>')
    return clock_words(one.report, on)


def feedback_words(one: ReviewRow, on: date) -> Markup:
    """Feedback has no day of its own until there is something to answer."""
    is_none = one.decision is ReviewDecision.NOT_PROCEED
    return clock_words(one.feedback, on, "on the reasons, no clock" if is_none else "once the report is here")


def decision_words(one: ReviewRow) -> Markup:
    said = say(one.decision) + (f", {day(one.decided_on)}" if one.decided_on else "")
    if not one.decision_reason:
        return plain(said)
    return Markup('{}<br><span class="soft">{}</span>').format(said, words(one.decision_reason))


def counts_table(register: ReviewsRegister) -> Markup:
    """By kind: how many, how many open, late, and from how many areas."""
    columns: list[Column[ReviewKind]] = [
        Column("Kind", lambda kind: say(kind), names_row=True),
        Column("In the register", lambda kind: len(_of(register.reviews, kind)), "number"),
        Column("Open", lambda kind: sum(map(is_open, _of(register.reviews, kind))), "number"),
        Column("Notified late", lambda kind: sum(map(was_notified_late, _of(register.reviews, kind))), "number"),
        Column(
            "Areas that notified", lambda kind: len({one.area_code for one in _of(register.reviews, kind)}), "number"
        ),
        Column("Areas that notified none", lambda kind: len(_quiet(register.quiet, kind)), "number"),
    ]
    return table(list(ReviewKind), columns, caption="Reviews by kind", empty="")


def _of(rows: Sequence[ReviewRow], kind: ReviewKind) -> list[ReviewRow]:
    return [one for one in rows if one.kind is kind]


def _quiet(quiet: Sequence[QuietArea], kind: ReviewKind) -> list[QuietArea]:
    return [one for one in quiet if one.kind is kind]


def quiet_lists(register: ReviewsRegister) -> Markup:
    """Who notified none, by kind, folded: the names are long, and not the first thing to know."""
    folds = (_fold(kind, _quiet(register.quiet, kind)) for kind in ReviewKind)
    return Markup("").join(folds)


def _fold(kind: ReviewKind, areas: Sequence[QuietArea]) -> Markup:
    if not areas:
        return Markup("<p>{}: every area has notified at least one.</p>").format(say(kind))
    names = Markup(", ").join(anchor(one.area_name, "area", area=one.area_code) for one in areas)
    return Markup('<details class="folded"><summary>{}: {}</summary><p>{}</p></details>').format(
        say(kind), count(len(areas), "area"), names
    )
