"""The guides name buttons and pages as they are called on the screen, and show pictures that exist."""

import ast
import re
from pathlib import Path

import pytest

from dashboard.navigation import SCREENS
from dashboard.wording import say
from data_models.vocabulary import FollowUpChoice

ROOT = Path(__file__).resolve().parents[1]
GUIDES = sorted((ROOT / "docs" / "guides").glob("*.md"))
NAMES = {one.title for one in SCREENS} | {say(one) for one in FollowUpChoice}


def _words_on_screen() -> set[str]:
    """Every string of the components and pages: what a button says is one of them."""
    found = set(NAMES)
    for path in [*(ROOT / "dashboard").rglob("*.py"), *(ROOT / "pages").glob("*.py")]:
        for node in ast.walk(ast.parse(path.read_text())):
            if isinstance(node, ast.Constant) and isinstance(node.value, str):
                found.add(node.value)
    return found


@pytest.mark.parametrize("guide", GUIDES, ids=lambda path: path.stem)
def test_what_a_guide_sets_in_italics_stands_on_the_screen(guide: Path):
    named = {" ".join(one.split()) for one in re.findall(r"(?<!\*)\*([^*]+)\*(?!\*)", guide.read_text())}
    assert named
    assert not named - _words_on_screen()


@pytest.mark.parametrize("guide", [*GUIDES, ROOT / "README.md"], ids=lambda path: path.stem)
def test_every_link_of_a_guide_leads_to_a_file(guide: Path):
    links = re.findall(r"\]\((?!http)([^)#]+)\)", guide.read_text())
    assert links
    assert not [one for one in links if not (guide.parent / one).exists()]


@pytest.mark.parametrize("guide", GUIDES, ids=lambda path: path.stem)
def test_a_guide_is_one_page(guide: Path):
    assert len(guide.read_text().split()) < 450
