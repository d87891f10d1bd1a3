"""How the values that fired a rule are kept in its flag: a line for each, and the records on the last."""

from datetime import date

from data_models.rules.flag_firing import Fired

_RECORDS = "records: "
# Beyond so many the first ones are kept: the values say how many there are, and a flag has room for a page of text.
MOST_RECORDS = 200
# Among the values of a flag whose rule no longer holds, but which somebody has judged for themselves.
KEPT_SINCE = "no_longer_holds_since"


def written(fired: Fired) -> str:
    values = (f"{name}: {value}" for name, value in fired.values)
    return "\n".join([*values, _RECORDS + ", ".join(fired.records[:MOST_RECORDS])])


def values_in(kept: str) -> tuple[tuple[str, str], ...]:
    """The values by name, in their order, as text; a day as 2026-03-03."""
    lines = (line.partition(": ") for line in kept.rpartition(_RECORDS)[0].splitlines())
    return tuple((name, value) for name, _, value in lines)


def records_in(kept: str) -> tuple[str, ...]:
    """The references of the records that fired the rule."""
    return tuple(one for one in kept.rpartition(_RECORDS)[2].split(", ") if one)


def with_end(kept: str, on: date) -> str:
    """The same, with the day since which the rule no longer holds; as it is where that is noted already."""
    return kept if KEPT_SINCE in dict(values_in(kept)) else f"{KEPT_SINCE}: {on.isoformat()}\n{kept}"
