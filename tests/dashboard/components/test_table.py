"""Tables: typed cells, escaped words, and a sentence when there is nothing."""

from datetime import date

import pytest
from markupsafe import Markup

from dashboard.components.table import Column, day, table

AREA = Column[dict[str, object]]("Area", lambda row: row["area"], names_row=True)


def one_row(value: object, kind: str = "text") -> str:
    column = Column[dict[str, object]]("Value", lambda row: row["value"], kind)  # type: ignore[arg-type]
    return table([{"area": "Fife", "value": value}], [AREA, column], caption="Areas", empty="None.")


def test_with_no_rows_the_sentence_says_what_to_do_next():
    rows: list[dict[str, object]] = []
    assert table(rows, [AREA], caption="Areas", empty="Raise a <flag>.") == (
        '<p class="soft">Raise a &lt;flag&gt;.</p>'
    )


@pytest.mark.parametrize("kind", ["text", "words"])
def test_what_people_typed_is_escaped(kind):
    assert "<i>" not in one_row("<i>x</i>", kind)


def test_markup_in_a_cell_is_kept():
    assert "<b>■</b>" in one_row(Markup("<b>■</b>"))


def test_numbers_have_thousands_and_stand_right():
    assert '<td class="number" data-label="Value"><div>1,234</div></td>' in one_row(1234, "number")


def test_zero_is_a_number_and_nothing_is_empty():
    assert "<div>0</div>" in one_row(0, "number")
    assert "<div></div>" in one_row(None, "number")


def test_a_day_is_written_for_people_and_for_machines():
    assert day(date(2026, 3, 3)) == '<time datetime="2026-03-03">3 Mar 2026</time>'


def test_the_column_that_names_the_row_is_its_heading():
    assert '<th scope="row">Fife</th>' in one_row("x")


def test_the_scrolling_region_can_be_reached_and_has_a_name():
    assert 'role="region" aria-label="Areas" tabindex="0"' in one_row("x")


def test_the_selected_row_is_marked():
    rows: list[dict[str, object]] = [{"area": "Fife"}]
    shown = table(rows, [AREA], caption="Areas", empty="None.", is_selected=lambda _row: True)
    assert '<tr aria-current="true">' in shown
