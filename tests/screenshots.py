"""The pictures in the README and the guides, taken from the running demonstration.

make screenshots
"""

import os
import sys
import tempfile
from pathlib import Path

from playwright.sync_api import sync_playwright
from sqlmodel import col, select

from dashboard.session import today
from data_models.commands.meeting_decisions import record_decision
from data_models.commands.meeting_notes import keep_notes
from data_models.commands.meetings import start_meeting
from data_models.database import build_engine, sqlite_url, unit_of_work
from data_models.tables import AgendaItem, Meeting
from data_models.visibility import Deed
from data_models.vocabulary import MeetingState, RoleName
from tests.journeys.landmarks import Landmarks, landmarks_of
from tests.journeys.serving import somebody
from tests.real_browser import launch
from tests.serving import demonstration

PICTURES = Path(__file__).resolve().parent.parent / "docs" / "pictures"
# What stands in for a number that only the record knows.
ITEM, OWED, AREA, MEETING = "{item}", "{owed}", "{area}", "{meeting}"
# name -> address
WANTED = {
    "overview": "overview?persona=senior-manager",
    "guide-my-areas": "my-areas?persona=link-inspector",
    "guide-update": f"action-plans?item={ITEM}&persona=link-inspector&do=update-action",
    "guide-area": f"area?area={AREA}&persona=relationship-manager-adult",
    "guide-decide": f"follow-up?follow_up=FU-{OWED}&persona=senior-manager&do=decide",
    "guide-coverage": "coverage?persona=support-officer",
    "guide-administration": "administration?persona=administrator",
    "guide-agenda": f"meeting?meeting={MEETING}&persona=support-officer",
    "guide-meeting": f"meeting?meeting={MEETING}&item=4&persona=senior-manager",
    "guide-room": f"meeting?meeting={MEETING}&item=4&persona=shared-screen&screen=shared&follow=1",
}
NOTED = "The third team has begun. Its manager starts in January, and the plan says so."
DECIDED = "Keep the formal monitoring open until the update of January."
SETTLED = "[data-testid=stApp][data-test-script-state=notRunning] .frame h1"


def _landmarks(folder: Path) -> Landmarks:
    engine = build_engine(sqlite_url(folder / "data" / "record.db"))
    found = landmarks_of(engine)
    engine.dispose()
    return found


def _hold_the_meeting(folder: Path) -> int:
    """Begin the meeting of this week, with something said of one item; its number."""
    engine = build_engine(sqlite_url(folder / "data" / "record.db"))
    _, chair = somebody(engine, RoleName.CHIEF_INSPECTOR)
    with unit_of_work(engine, by=chair, deed=Deed.RUN_MEETING.value) as session:
        meeting = session.exec(select(Meeting).where(col(Meeting.state) == MeetingState.PLANNED)).one()
        start_meeting(session, by=chair, on=today(), meeting_id=meeting.id)
        item = session.exec(
            select(AgendaItem).where(col(AgendaItem.meeting_id) == meeting.id, col(AgendaItem.position) == 4)
        ).one()
        keep_notes(session, by=chair, on=today(), item_id=item.id, text=NOTED)
        record_decision(session, by=chair, on=today(), item_id=item.id, text=DECIDED)
        number = meeting.id
    engine.dispose()
    return number


def main() -> int:
    PICTURES.mkdir(parents=True, exist_ok=True)
    os.environ.setdefault("LINK_INSPECTOR_SEAL_KEY", "a key for pictures alone")
    with (
        tempfile.TemporaryDirectory() as folder,
        demonstration(Path(folder), 8593) as base,
        sync_playwright() as playwright,
    ):
        found, meeting = _landmarks(Path(folder)), _hold_the_meeting(Path(folder))
        page = launch(playwright).new_page(viewport={"width": 1366, "height": 768})
        for name, address in WANTED.items():
            numbers = {"item": found.own_item, "owed": f"{found.owed:04d}", "area": found.own_area}
            numbers["meeting"] = f"MT-{meeting:04d}"
            page.goto(f"{base}/{address.format(**numbers)}")
            page.locator(SETTLED).wait_for()
            page.wait_for_timeout(1000)
            page.screenshot(path=str(PICTURES / f"{name}.png"))
            print(f"docs/pictures/{name}.png", file=sys.stderr)
    return 0


if __name__ == "__main__":
    sys.exit(main())
