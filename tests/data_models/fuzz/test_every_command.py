"""Every command in random order, by everybody, on both databases: whatever is done, every promise is kept.

LINK_INSPECTOR_FUZZ_PARTS and LINK_INSPECTOR_FUZZ_STEPS make a longer night of it, LINK_INSPECTOR_FUZZ_FROM another one.
"""

import os

import pytest

from tests.data_models.conftest import Records
from tests.data_models.fuzz.deeds import COMMANDS, deeds_of
from tests.data_models.fuzz.machine import Tally, machine, run

FROM = int(os.environ.get("LINK_INSPECTOR_FUZZ_FROM", "0"))
# In parts, so that each ends soon; together they are the run.
PARTS = range(FROM, FROM + int(os.environ.get("LINK_INSPECTOR_FUZZ_PARTS", "4")))
RECORDS, STEPS = 5, int(os.environ.get("LINK_INSPECTOR_FUZZ_STEPS", "60"))
ENOUGH_STEPS = 2000
# Where a command was not done by chance, so many parts more; where it can hardly be done they do not help.
ONCE_MORE = 2
TRIED: dict[tuple[str, int], Tally] = {}


def tried(records: Records, part: int) -> Tally:
    """What one part of the run came to; each is run once."""
    if (records.database, part) not in TRIED:
        of = machine(records.new, records.put_away)
        run(of, RECORDS, STEPS, chances=part)
        TRIED[(records.database, part)] = of.tally
    return TRIED[(records.database, part)]


@pytest.mark.parametrize("part", PARTS)
def test_every_promise_is_kept_whatever_is_done_in_whatever_order(records: Records, part: int) -> None:
    assert tried(records, part).steps > 0


def test_every_command_was_done_and_enough_was_tried(records: Records) -> None:
    tallies = [tried(records, part) for part in PARTS]
    assert sum(one.steps for one in tallies) >= ENOUGH_STEPS
    never = set(COMMANDS).difference(*(one.done for one in tallies))
    for part in range(PARTS.stop, PARTS.stop + ONCE_MORE):
        never -= set(tried(records, part).done) if never else set()
    assert never == set(), "never done: give the fuzz a way to it"


@pytest.mark.parametrize("name", COMMANDS)
def test_the_fuzz_knows_which_deed_a_command_is(name: str) -> None:
    """Who may do a command, and what undoing it takes, is told by its deed."""
    assert deeds_of(COMMANDS[name])
