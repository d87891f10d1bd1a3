"""The pictures in the documentation, taken from the running demonstration.

make screenshots
"""

import sys
import tempfile
from pathlib import Path

from playwright.sync_api import sync_playwright

from tests.real_browser import launch
from tests.serving import demonstration

PICTURES = Path(__file__).resolve().parent.parent / "docs" / "pictures"
# name -> address
WANTED = {
    "overview": "overview?persona=senior-manager",
    "my-areas": "my-areas?persona=link-inspector",
    "area": "area?area=S12000029&persona=link-inspector",
    "action-plans": "action-plans?persona=link-inspector",
    "follow-up": "follow-up?persona=senior-manager",
}
SETTLED = "[data-testid=stApp][data-test-script-state=notRunning] .frame h1"


def main() -> int:
    PICTURES.mkdir(parents=True, exist_ok=True)
    with (
        tempfile.TemporaryDirectory() as folder,
        demonstration(Path(folder), 8593) as base,
        sync_playwright() as playwright,
    ):
        page = launch(playwright).new_page(viewport={"width": 1366, "height": 768})
        for name, address in WANTED.items():
            page.goto(f"{base}/{address}")
            page.locator(SETTLED).wait_for()
            page.wait_for_timeout(1000)
            page.screenshot(path=str(PICTURES / f"{name}.png"))
            print(f"docs/pictures/{name}.png", file=sys.stderr)
    return 0


if __name__ == "__main__":
    sys.exit(main())
