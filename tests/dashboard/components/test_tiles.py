"""The tile map: every mark has its word, and nothing rests on colour alone."""

from dataclasses import replace

from dashboard.components.tiles import FOLLOW_UP, MONITORING, Tile, tile_map

EDINBURGH = Tile(
    address="area?area=S12000036",
    name="City of Edinburgh",
    label="Edinburgh",
    code="EDH",
    row=7,
    column=7,
    status="red",
    status_words="Red – needs someone",
    because="Decision 19 days overdue",
    marks=(FOLLOW_UP, MONITORING),
)


def test_a_tile_says_everything_it_shows_in_words():
    assert (
        '<span class="vh">City of Edinburgh: Red – needs someone, follow-up open, formal monitoring</span>'
        in tile_map([EDINBURGH])
    )


def test_the_reason_is_in_the_tooltip():
    assert "Decision 19 days overdue" in tile_map([EDINBURGH])


def test_tiles_are_read_from_the_north():
    shetland = replace(EDINBURGH, name="Shetland Islands", row=1, column=8)
    shown = tile_map([EDINBURGH, shetland])
    assert shown.index("Shetland") < shown.index("Edinburgh")


def test_only_the_selected_tile_is_marked_as_current():
    shown = tile_map([EDINBURGH, replace(EDINBURGH, row=1, selected=True)])
    assert shown.count('aria-current="true"') == 1


def test_the_key_explains_what_is_on_the_map_and_nothing_else():
    shown = tile_map([EDINBURGH])
    key = shown[shown.index('class="key"') :]
    assert "■ Red – needs someone" in key
    assert "M formal monitoring" in key
    assert "a post without cover" not in key


def test_words_in_a_tile_are_escaped():
    assert "<i>" not in tile_map([replace(EDINBURGH, because="<i>x</i>", name="<i>y</i>")])
