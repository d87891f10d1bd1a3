"""What the list of inspections can be filtered by, and which it leaves."""

from collections.abc import Iterable, Mapping

import streamlit as st

from dashboard.components.choosers import chooser
from dashboard.wording import say
from data_models.queries.inspections import InspectionRow
from data_models.rules.inspections import ORDER
from data_models.vocabulary import Stage

EVERYTHING = {"programme": "Every programme", "area": "Every area", "stage": "Every stage", "year": "Every year"}
Choices = dict[str, dict[str, str]]


def offered(rows: Iterable[InspectionRow]) -> Choices:
    """What can be filtered by: only what some inspection has. Value in the address, then label."""
    shown = list(rows)
    stages = {one.stage for one in shown}
    years = sorted({one.year for one in shown if one.year}, reverse=True)
    return {
        "programme": dict(sorted({one.programme_code: one.programme_name for one in shown}.items(), key=_by_label)),
        "area": dict(sorted({place.code: place.name for one in shown for place in one.areas}.items(), key=_by_label)),
        "stage": {stage.value: say(stage) for stage in (*ORDER, Stage.CANCELLED) if stage in stages},
        "year": {str(year): str(year) for year in years} | {"unknown": "Year not known"},
    }


def _by_label(pair: tuple[str, str]) -> str:
    return pair[1]


def show_filters(choices: Choices) -> None:
    for column, (name, known) in zip(st.columns(4, gap="small"), choices.items(), strict=True):
        with column:
            chooser(name, name.capitalize(), known, EVERYTHING[name])


def is_wanted(row: InspectionRow, asked: Mapping[str, str | None]) -> bool:
    """Whether it has every value that is asked for."""
    has: dict[str, set[str]] = {
        "programme": {row.programme_code},
        "area": {place.code for place in row.areas},
        "stage": {row.stage.value},
        "year": {str(row.year) if row.year else "unknown"},
    }
    return all(value is None or value in has[name] for name, value in asked.items())
