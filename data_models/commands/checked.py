"""What people typed, cleaned and checked field by field, so that one refusal names everything that is wrong."""

from datetime import date

from data_models.errors import Invalid
from data_models.rules.clocks import is_in_reach, may_be_meant
from data_models.rules.personal_data import clean_text, has_words
from data_models.tables.base import LINE, PROSE

# More than anything that is counted here; a longer number has slipped, and a database may not hold it.
MOST = 1_000_000


class Checked:
    """Collects what is wrong with the fields of one deed; `settle()` refuses with all of it at once.

    ask = Checked(on)
    reason = ask.text("reason", reason, needed="Give the reason for the decision.")
    ask.that(review_on > on, "review_on", "Choose a review date after today.")
    ask.settle()
    """

    def __init__(self, on: date | None = None) -> None:
        """`on` is today, where days are checked: what lies too far from it is a slip."""
        self.on = on
        self.problems: dict[str, str] = {}

    def that(self, holds: bool, field: str, sentence: str) -> None:
        """Note the sentence against the field unless the condition holds. The first one about a field stays."""
        if not holds:
            self.problems.setdefault(field, sentence)

    def text(self, field: str, value: str, *, needed: str = "", limit: int = PROSE) -> str:
        """The text cleaned; a problem when it is too long, or without a word where `needed` says what to write."""
        said = clean_text(value).strip()
        self.that(has_words(said) or not needed, field, needed)
        self.that(len(said) <= limit, field, f"Shorten this to {limit:,} characters; it has {len(said):,}.")
        return said

    def line(self, field: str, value: str, *, needed: str = "") -> str:
        """A short text on one line, cleaned the same way; where one is needed, a number is one too."""
        said = self.text(field, " ".join(value.split()), limit=LINE)
        self.that(bool(said) or not needed, field, needed)
        return said

    def not_ahead(self, field: str, day: date | None, on: date) -> None:
        """A day on which something happened cannot lie in the future."""
        self.in_reach(field, day)
        self.that(day is None or day <= on, field, "This has not happened yet: choose today or an earlier day.")

    def in_reach(self, field: str, day: date | None) -> None:
        """A year that nobody means is a slip of the hand; beyond some, days cannot even be counted on."""
        meant = day is None or is_in_reach(day) and (self.on is None or may_be_meant(day, self.on))
        self.that(meant, field, f"The year {day and day.year} is a slip: check it.")

    def in_order(self, field: str, first: date | None, last: date | None) -> None:
        self.in_reach(field, first)
        self.in_reach(field, last)
        self.that(
            first is None or last is None or first <= last, field, "The last day is before the first: check both."
        )

    def count(self, field: str, value: int | None, *, least: int = 0) -> None:
        self.that(value is None or value >= least, field, f"Enter a whole number of {least} or more.")
        self.that(value is None or value <= MOST, field, f"Enter a whole number of at most {MOST:,}.")

    def settle(self) -> None:
        if self.problems:
            raise Invalid(self.problems)
