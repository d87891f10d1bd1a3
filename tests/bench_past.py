"""How long pages of a past day and their questions take beside those of today, on records with a long history.

    make bench-past        # grows the demonstration record to 20,000 and to 500,000 changes, in a folder of its own

A record is grown by rows written past the commands over its last 200 days: three of five changes update an action,
two log a contact. Each question is asked, and each page run with nothing kept, of today, of a day half of that time ago
and of one a tenth of it ago in turn, so that whatever else the machine does falls on all alike. It fails when the
median of a past day is more than twice that of today.
"""

import os
import random
import statistics
import sys
import tempfile
import time
from collections.abc import Callable, Iterator
from contextlib import AbstractContextManager, contextmanager
from dataclasses import dataclass, field
from datetime import UTC, date, datetime, timedelta
from pathlib import Path
from typing import Any

import streamlit as st
from sqlalchemy import Connection, Engine, text
from sqlmodel import Session

from dashboard.looking import looking_as
from dashboard.navigation import BY_PATH
from dashboard.page_files import opened_for_file, shown_on
from dashboard.personas import BY_KEY
from dashboard.session import Visitor, today
from dashboard.session import engine as record_engine
from data_models.database import build_engine, reading, sqlite_url
from data_models.past import Moment, reading_past
from data_models.queries.action_items import items
from data_models.queries.areas import area_picture
from data_models.queries.difference import difference
from data_models.queries.ledger import WHOLE_RECORD
from data_models.queries.matters import account
from data_models.queries.overview import overview
from data_models.queries.record import head, thresholds
from data_models.queries.together import Found
from seed_data.building import build

SIZES = tuple(int(one) for one in os.environ.get("BENCH_CHANGES", "20000,500000").split(","))
ROUNDS = int(os.environ.get("BENCH_ROUNDS", "5"))
LIMIT = 2.0
AREA = "S12000038"
CONTACTS_IN_TEN = 4
BATCH = 20_000
# The demonstration is told as of so long ago; what is added happened since.
GROWN_FOR = timedelta(days=200)
PAGES = {"overview": {}, "action-plans": {"show": "forecast"}, "area": {"area": AREA}, "my-areas": {}, "risk-flags": {}}
Question = Callable[[Session], object]


# --- growing ---


def grow(engine: Engine, changes: int) -> None:
    """Add changes to a copy of the record until it has so many. The guards of the past are set aside for it."""
    chance = random.Random(1)
    with engine.connect().execution_options(writes=True) as connection:
        connection.begin()
        guards = connection.execute(text("SELECT name, sql FROM sqlite_master WHERE type = 'trigger'")).all()
        for name, _ in guards:
            connection.execute(text(f'DROP TRIGGER "{name}"'))
        growing = _Growing(connection, chance, changes)
        while growing.newest < changes:
            growing.write(min(BATCH, changes - growing.newest))
        for _, sql in guards:
            connection.execute(text(sql.replace(":", "\\:")))
        connection.commit()


class _Growing:
    """A record that is added to: the newest version of each action, and contacts to copy."""

    def __init__(self, connection: Connection, chance: random.Random, wanted: int) -> None:
        self.connection, self.chance, self.wanted = connection, chance, wanted
        self.newest: int = connection.scalar(text("SELECT max(id) FROM change")) or 0
        self.last = self._rows("SELECT * FROM change ORDER BY id DESC LIMIT 1")[0]
        self.first = self.newest
        self.since = datetime.fromisoformat(self.last["recorded_at"])
        self.items = {
            one["id"]: one for one in self._rows("SELECT * FROM action_item_version WHERE superseded_by IS NULL")
        }
        self.contacts = self._rows("SELECT * FROM contact")
        self.next_contact = max(one["id"] for one in self.contacts) + 1

    def _rows(self, sql: str) -> list[Found]:
        return [dict(one) for one in self.connection.execute(text(sql)).mappings()]

    def _moment(self, place: int) -> str:
        """When a change was made: they come evenly until now."""
        spent = (place - self.first) / max(self.wanted - self.first, 1)
        return str(self.since + spent * (datetime.now(UTC).replace(tzinfo=self.since.tzinfo) - self.since))

    def write(self, number: int) -> None:
        changes: list[Found] = []
        updates: list[Found] = []
        logged: list[Found] = []
        ended: list[Found] = []
        written: dict[tuple[int, int], Found] = {}
        for place in range(self.newest + 1, self.newest + number + 1):
            changes.append(self.last | {"id": place, "token": None, "recorded_at": self._moment(place)})
            if place % 10 < CONTACTS_IN_TEN:
                logged.append(self.chance.choice(self.contacts) | {"id": self.next_contact, "row_version": 1})
                self.next_contact += 1
                continue
            old = self.items[self.chance.choice(list(self.items))]
            new = old | {"change_id": place, "superseded_by": None, "operation": 1}
            new |= {"row_version": old["row_version"] + 1, "percent": self.chance.randrange(0, 100, 5)}
            if (old["id"], old["change_id"]) in written:
                written[old["id"], old["change_id"]]["superseded_by"] = place
            else:
                ended.append({"until": place, "id": old["id"], "since": old["change_id"]})
            written[new["id"], place] = new
            self.items[new["id"]] = new
            updates.append(new)
        numbers = iter([one["id"] for one in changes if one["id"] % 10 < CONTACTS_IN_TEN])
        self._insert("change", changes)
        self._insert("contact", logged)
        versions = [one | {"change_id": next(numbers), "superseded_by": None, "operation": 0} for one in logged]
        self._insert("contact_version", versions)
        self._insert("action_item_version", updates)
        end = "UPDATE action_item_version SET superseded_by = :until WHERE id = :id AND change_id = :since"
        self.connection.execute(text(end), ended)
        now = "UPDATE action_item SET percent = :percent, row_version = :row_version WHERE id = :id"
        self.connection.execute(text(now), list(self.items.values()))
        self.newest += number

    def _insert(self, table: str, rows: list[Found]) -> None:
        names = list(rows[0])
        places = ", ".join(f":{one}" for one in names)
        self.connection.execute(text(f'INSERT INTO "{table}" ({", ".join(names)}) VALUES ({places})'), rows)


# --- asking ---


@dataclass
class Asked:
    """One question, and how long its answers took, by the moment they were asked of."""

    name: str
    ask: Question
    times: dict[str, list[float]] = field(default_factory=dict)

    def median(self, moment: str) -> float:
        return statistics.median(self.times[moment])


def questions(on: date, limits: Any) -> list[Asked]:
    asked: dict[str, Any] = {"on": on, "thresholds": limits}
    return [
        Asked("overview", lambda session: overview(session, WHOLE_RECORD, **asked)),
        Asked("every action", lambda session: items(session, WHOLE_RECORD, **asked)),
        Asked("area", lambda session: area_picture(session, WHOLE_RECORD, **asked, area_code=AREA)),
        Asked("my areas", lambda session: account(session, WHOLE_RECORD, **asked)),
    ]


def measure(engine: Engine) -> list[Asked]:
    with reading(engine) as session:
        newest, limits = head(session).change, thresholds(session)
    moments: dict[str, Callable[[], AbstractContextManager[Session]]] = {
        "today": lambda: reading(engine),
        "half": lambda: reading_past(engine, newest // 2),
        "tenth": lambda: reading_past(engine, newest - newest // 10),
    }
    found = questions(today(), limits)
    for _ in range(ROUNDS):
        for one in found:
            for name, look in moments.items():
                with look() as session:
                    session.connection()
                    begun = time.perf_counter()
                    one.ask(session)
                    one.times.setdefault(name, []).append((time.perf_counter() - begun) * 1000)
    return found


def run_pages(url: str) -> list[Asked]:
    """Each page as it is run for a file, for a senior manager, with no answer kept."""
    os.environ["DATABASE_URL"], os.environ["LINK_INSPECTOR_DEMO"] = url, "1"
    persona = BY_KEY["senior-manager"]
    days = {"today": None, "half": today() - GROWN_FOR / 2, "tenth": today() - GROWN_FOR / 10}
    found = [Asked(f"page {path}", lambda _: None) for path in PAGES]
    for _ in range(ROUNDS):
        for one, (path, narrowed) in zip(found, PAGES.items(), strict=True):
            for name, day in days.items():
                asked = {"persona": persona.key, **narrowed} | ({"as_of": day.isoformat()} if day else {})
                st.cache_data.clear()
                st.cache_resource.clear()
                record_engine()
                begun = time.perf_counter()
                with opened_for_file(Visitor(persona.key, looking_as(persona)), asked.get("as_of")):
                    shown_on(BY_PATH[path], asked)
                one.times.setdefault(name, []).append((time.perf_counter() - begun) * 1000)
    return found


def first_look(engine: Engine) -> float:
    """Making the views of a moment that nobody looked at before, in milliseconds."""
    spent = []
    for number in range(1, ROUNDS + 1):
        begun = time.perf_counter()
        with reading_past(engine, number):
            spent.append((time.perf_counter() - begun) * 1000)
    return statistics.median(spent)


def lately(engine: Engine) -> float:
    """What changed in the last hundredth of the record's life, in milliseconds."""
    with reading(engine) as session:
        newest = head(session).change
    pair = [
        Moment(today(), one, lambda one=one: reading_past(engine, one))  # type: ignore[misc]
        for one in (newest - newest // 100, newest)
    ]
    begun = time.perf_counter()
    difference(pair[0], pair[1], WHOLE_RECORD)
    return (time.perf_counter() - begun) * 1000


def report(changes: int, found: list[Asked]) -> bool:
    within = True
    for one in found:
        ratios = {name: one.median(name) / one.median("today") for name in ("half", "tenth")}
        within = within and max(ratios.values()) <= LIMIT
        cells = " | ".join(f"{one.median(name):.0f} ({ratio:.2f})" for name, ratio in ratios.items())
        print(f"| {changes:,} | {one.name} | {one.median('today'):.0f} | {cells} |")
    return within


@contextmanager
def grown(changes: int) -> Iterator[Engine]:
    with tempfile.TemporaryDirectory() as folder:
        told = Path(folder) / "record.db"
        build(sqlite_url(told), "demo", today() - GROWN_FOR)
        engine = build_engine(sqlite_url(told), throwaway=True)
        grow(engine, changes)
        yield engine
        engine.dispose()


def main() -> int:
    os.environ.setdefault("LINK_INSPECTOR_SEAL_KEY", "a key for measuring alone")
    within = True
    print("| changes | question | today, ms | half its life ago (times today) | a tenth ago (times today) |")
    print("|---:|---|---:|---:|---:|")
    for changes in SIZES:
        with grown(changes) as engine:
            within = report(changes, measure(engine)) and within
            within = report(changes, run_pages(engine.url.render_as_string(hide_password=False))) and within
            said = f"first look at a moment {first_look(engine):.0f} ms"
            load = " ".join(f"{one:.1f}" for one in os.getloadavg())
            print(f"{changes:,}: {said}, the last hundredth told in {lately(engine):.0f} ms, load {load}", flush=True)
    return 0 if within else 1


if __name__ == "__main__":
    sys.exit(main())
