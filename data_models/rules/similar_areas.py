"""Which areas are alike enough that what works in one may work in the other.

No source says which areas to compare. The islands councils are alike in a way that no mainland council is; for the
others we compare size. Population: National Records of Scotland, mid-2022 estimates.
"""

# Orkney Islands, Shetland Islands, Na h-Eileanan Siar.
ISLANDS = frozenset({"S12000023", "S12000027", "S12000013"})
BANDS = (60_000, 120_000, 240_000)


def population_band(population: int | None) -> int | None:
    """0 for the smallest areas, 3 for the largest; None when the population is not known."""
    return None if population is None else sum(population >= edge for edge in BANDS)


def are_similar(first: str, first_population: int | None, second: str, second_population: int | None) -> bool:
    """Both islands; or neither, and of one population band. What is not known is not similar."""
    if (first in ISLANDS) != (second in ISLANDS):
        return False
    if first in ISLANDS:
        return True
    band = population_band(first_population)
    return band is not None and band == population_band(second_population)
