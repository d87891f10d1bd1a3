"""The document every page starts from, and what a browser may run in it."""

import base64
import hashlib
import re

from dashboard.document import ASSETS, document
from dashboard.headers import content_security_policy


def test_every_inline_script_of_the_document_is_named_by_its_hash():
    made = document()
    scripts = re.findall(r"<script>(.*?)</script>", made.html, re.DOTALL)
    hashes = ["sha256-" + base64.b64encode(hashlib.sha256(s.encode()).digest()).decode() for s in scripts]
    assert scripts
    assert list(made.script_hashes) == hashes


def test_our_scripts_come_before_streamlits_own_because_one_says_where_the_server_is():
    html = document().html
    first, second = (html.index(f"assets/{name}.js?v=") for name in ("dashboard", "drafts"))
    assert first < second < html.index('<script type="module"')


def test_nothing_in_the_document_comes_from_another_machine():
    assert not re.findall(r'(?:src|href)="(?:https?:)?//', document().html)


def test_the_style_sheet_and_script_name_no_other_machine():
    for asset in (*ASSETS.glob("*.css"), *ASSETS.glob("*.js")):
        assert not re.findall(r"(?:https?:)?//[a-z]", asset.read_text().replace("http://www.w3.org", ""))


def test_the_policy_allows_neither_evaluated_nor_unnamed_scripts():
    policy = content_security_policy(["sha256-x"])
    scripts = re.search(r"script-src ([^;]*)", policy)
    assert scripts is not None
    assert scripts[1] == "'self' 'sha256-x'"
    assert "frame-ancestors 'none'" in policy
