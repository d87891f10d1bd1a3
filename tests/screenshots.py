"""The pictures in the README and the guides, taken from the running demonstration.

make screenshots
"""

import sys
import tempfile
from pathlib import Path

from playwright.sync_api import sync_playwright

from data_models.database import build_engine, sqlite_url
from tests.journeys.landmarks import Landmarks, landmarks_of
from tests.real_browser import launch
from tests.serving import demonstration

PICTURES = Path(__file__).resolve().parent.parent / "docs" / "pictures"
# What stands in for a number that only the record knows.
ITEM, OWED, AREA = "{item}", "{owed}", "{area}"
# name -> address
WANTED = {
    "overview": "overview?persona=senior-manager",
    "guide-my-areas": "my-areas?persona=link-inspector",
    "guide-update": f"action-plans?item={ITEM}&persona=link-inspector&do=update-action",
    "guide-area": f"area?area={AREA}&persona=relationship-manager-adult",
    "guide-decide": f"follow-up?follow_up=FU-{OWED}&persona=senior-manager&do=decide",
    "guide-coverage": "coverage?persona=support-officer",
    "guide-administration": "administration?persona=administrator",
}
SETTLED = "[data-testid=stApp][data-test-script-state=notRunning] .frame h1"


def _landmarks(folder: Path) -> Landmarks:
    engine = build_engine(sqlite_url(folder / "data" / "record.db"))
    found = landmarks_of(engine)
    engine.dispose()
    return found


def main() -> int:
    PICTURES.mkdir(parents=True, exist_ok=True)
    with (
        tempfile.TemporaryDirectory() as folder,
        demonstration(Path(folder), 8593) as base,
        sync_playwright() as playwright,
    ):
        found = _landmarks(Path(folder))
        page = launch(playwright).new_page(viewport={"width": 1366, "height": 768})
        for name, address in WANTED.items():
            numbers = {"item": found.own_item, "owed": f"{found.owed:04d}", "area": found.own_area}
            page.goto(f"{base}/{address.format(**numbers)}")
            page.locator(SETTLED).wait_for()
            page.wait_for_timeout(1000)
            page.screenshot(path=str(PICTURES / f"{name}.png"))
            print(f"docs/pictures/{name}.png", file=sys.stderr)
    return 0


if __name__ == "__main__":
    sys.exit(main())
