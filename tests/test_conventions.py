"""What holds across the whole house and no linter can see."""

import ast
import re
import subprocess
from collections.abc import Iterator
from enum import Enum
from inspect import getmembers, isclass
from pathlib import Path

import pytest

from dashboard import sentences, wording
from data_models import vocabulary
from data_models.queries.ledger_rows import BreachKind
from data_models.rules.area_status import StatusRule
from data_models.visibility import Deed
from data_models.vocabulary import MatterKind

ROOT = Path(__file__).resolve().parents[1]
CODE = sorted(
    path for part in ("data_models", "dashboard", "seed_data", "pages") for path in (ROOT / part).rglob("*.py")
)
COMMANDS = sorted((ROOT / "data_models" / "commands").glob("*.py"))
SCREEN = [path for path in CODE if path.relative_to(ROOT).parts[0] in ("dashboard", "pages")]
PAGES = sorted((ROOT / "pages").glob("[!_]*.py"))
LONGEST_PAGE = 100
# Calls that read Markdown, and the functions whose answer may stand in it: ours, or escaped.
MARKDOWN = {f"st.{name}" for name in ("markdown", "write", "caption", "info", "error", "warning", "success")}
SAFE = {"esc", "day", "known_day", "count", "span", "due"}
# Who may ask the clock: the day in Scotland, the moment of a change and of a backup.
ASK_THE_CLOCK = {"dashboard/session.py", "data_models/history.py", "data_models/backup.py"}
# The past's views and the migrations end in a commit of their own; no row of the record is changed by them.
COMMIT = {"data_models/database.py", "data_models/schema.py", "data_models/past.py"}
# Names of places where packages come from, and folders of the machine something was written on.
FORBIDDEN = "|".join(
    "".join(parts)
    for parts in (
        ("pypi", r"\.org"),
        ("python", r"hosted\.org"),
        ("index", "-url http"),
        ("npm", r"js\.(org|com)"),
        (r"(?<![\w.])/", "work/"),
        (r"(?<![\w.])/", "tmp/"),
        (r"(?<![\w.])/", "home/"),
        (r"(?<![\w.])/", "root/"),
        (r"\.\./", "shared"),
    )
)


def named(path: Path) -> str:
    return str(path.relative_to(ROOT))


def tree(path: Path) -> ast.Module:
    return ast.parse(path.read_text())


def calls(path: Path) -> Iterator[tuple[str, ast.Call]]:
    """Every call in a file, with what is called as it is written."""
    for node in ast.walk(tree(path)):
        if isinstance(node, ast.Call):
            yield ast.unparse(node.func), node


def functions(path: Path) -> list[ast.FunctionDef]:
    return [node for node in tree(path).body if isinstance(node, ast.FunctionDef)]


def parameters(function: ast.FunctionDef) -> tuple[list[str], list[str]]:
    given = function.args
    return [one.arg for one in (*given.posonlyargs, *given.args)], [one.arg for one in given.kwonlyargs]


# --- deeds ---


def deeds() -> dict[str, ast.FunctionDef]:
    """Every function of the commands that anybody outside them calls."""
    found = {one.name: one for path in COMMANDS for one in functions(path) if not one.name.startswith("_")}
    return {name: found[name] for name in called_from_outside() if name in found}


def called_from_outside() -> set[str]:
    names = set()
    for path in SCREEN:
        for node in ast.walk(tree(path)):
            if isinstance(node, ast.ImportFrom) and (node.module or "").startswith("data_models.commands"):
                names |= {alias.name for alias in node.names}
    return names


def test_the_screen_calls_deeds() -> None:
    assert len(deeds()) >= 5


@pytest.mark.parametrize("path", COMMANDS, ids=named)
def test_a_deed_takes_the_session_then_by_and_on_by_name(path: Path) -> None:
    for function in functions(path):
        positional, by_name = parameters(function)
        if "by" in by_name:
            assert positional == ["session"], function.name
            assert "on" in by_name, function.name


def test_whatever_the_screen_calls_is_told_who_does_it() -> None:
    for name, function in deeds().items():
        assert "by" in parameters(function)[1], name


@pytest.mark.parametrize("path", COMMANDS, ids=named)
def test_a_deed_asks_whether_it_is_allowed_or_hands_on_who_does_it(path: Path) -> None:
    for function in functions(path):
        if "by" in parameters(function)[1] and not function.name.startswith("_"):
            assert hands_on_who_acts(function), function.name


def hands_on_who_acts(function: ast.FunctionDef) -> bool:
    made = [node for node in ast.walk(function) if isinstance(node, ast.Call)]
    given = [part for call in made for part in (*call.args, *(keyword.value for keyword in call.keywords))]
    return any(isinstance(part, ast.Name) and part.id == "by" for part in given)


# --- offers ---

# Done by the record itself, or with it: no form is needed, and none is there.
OF_THE_SYSTEM = {Deed.RUN_RULES, Deed.STORE_FORECASTS, Deed.LOAD_REFERENCE}
# Saved as it is typed: the field itself is the offer, and no button belongs to it.
AS_IT_IS_TYPED = {Deed.KEEP_NOTES}


def test_every_deed_is_offered_by_some_page() -> None:
    offered = {name for path in reached_from_pages() for name in offered_in(path)}
    assert {deed for deed in Deed if deed.name not in offered} == OF_THE_SYSTEM | AS_IT_IS_TYPED


def reached_from_pages() -> set[Path]:
    """Every file of the screen that a page imports, or that something imports which a page does."""
    found, waiting = set[Path](), list(PAGES)
    while waiting:
        path = waiting.pop()
        if path not in found:
            found.add(path)
            waiting += imported_by(path)
    return found


def imported_by(path: Path) -> list[Path]:
    """The files of the screen, of its modules and of what it takes from packages."""
    named = [node for node in ast.walk(tree(path)) if isinstance(node, ast.ImportFrom) and node.module]
    parts = [part for node in named for part in (node.module, *(f"{node.module}.{one.name}" for one in node.names))]
    paths = [ROOT / f"{part.replace('.', '/')}.py" for part in parts if part]
    return [one for one in paths if one in SCREEN]


def offered_in(path: Path) -> Iterator[str]:
    """The deeds of the offers that are made there: named where one is made, or in a function that makes one."""
    for node in ast.walk(tree(path)):
        makes = isinstance(node, ast.Call) and ast.unparse(node.func) == "Offer"
        answers = (
            isinstance(node, ast.FunctionDef) and node.returns is not None and "Offer" in ast.unparse(node.returns)
        )
        if makes or answers:
            yield from (one.attr for one in ast.walk(node) if is_deed(one) and isinstance(one, ast.Attribute))


def is_deed(node: ast.AST) -> bool:
    return isinstance(node, ast.Attribute) and isinstance(node.value, ast.Name) and node.value.id == "Deed"


# --- forms ---


@pytest.mark.parametrize("path", SCREEN, ids=named)
def test_a_press_of_a_button_in_a_form_is_never_put_back(path: Path) -> None:
    """What was typed into a form is put back after a failure; a button is known by how its key ends."""
    for name, call in calls(path):
        if name == "st.form_submit_button":
            key = next(ast.unparse(one.value) for one in call.keywords if one.arg == "key")
            assert "PRESS" in key, key


# --- one door ---


@pytest.mark.parametrize("path", CODE, ids=named)
def test_only_the_door_commits(path: Path) -> None:
    commits = [name for name, _ in calls(path) if name.endswith(".commit")]
    assert not commits or named(path) in COMMIT


@pytest.mark.parametrize("path", CODE, ids=named)
def test_nobody_asks_the_clock_but_those_who_may(path: Path) -> None:
    asked = [
        name for name, _ in calls(path) if name.endswith(("date.today", "datetime.now", "datetime.utcnow", "time.time"))
    ]
    assert not asked or named(path) in ASK_THE_CLOCK


@pytest.mark.parametrize("path", [path for path in CODE if "migrations" not in path.parts], ids=named)
def test_no_value_is_written_into_sql(path: Path) -> None:
    """An f-string inside `text(...)` may hold a name of our own or a number made one by `int`, nothing else."""
    for name, call in calls(path):
        if name not in ("text", "sqlalchemy.text") or not call.args:
            continue
        for part in ast.walk(call.args[0]):
            if isinstance(part, ast.FormattedValue):
                written = ast.unparse(part.value)
                assert written in ("real", "BEING_BUILT") or written.startswith("int("), written


# --- people's words ---


@pytest.mark.parametrize("path", SCREEN, ids=named)
def test_html_goes_through_one_function(path: Path) -> None:
    for name, call in calls(path):
        assert name != "st.html" or named(path) == "dashboard/text.py"
        assert not any(keyword.arg == "unsafe_allow_html" for keyword in call.keywords)


@pytest.mark.parametrize("path", SCREEN, ids=named)
def test_markdown_holds_words_of_our_own_or_escaped_ones(path: Path) -> None:
    module = tree(path)
    for name, call in calls(path):
        if name in MARKDOWN:
            assert all(is_safe(argument, module) for argument in call.args), ast.unparse(call)


@pytest.mark.parametrize("path", SCREEN, ids=named)
def test_what_is_chosen_from_a_list_is_not_escaped(path: Path) -> None:
    """Options of a list are shown as they are: escaped, a hyphen would have a backslash before it."""
    for name, call in calls(path):
        shown = [keyword.value for keyword in call.keywords if keyword.arg == "format_func"]
        if name in ("st.selectbox", "st.multiselect") and shown:
            assert not [part for part in ast.walk(shown[0]) if ast.unparse(part) == "esc"], ast.unparse(call)


def is_safe(said: ast.expr, module: ast.Module) -> bool:
    """Whether it is a constant, a safe word of ours, an escaped text, or made of these alone."""
    if isinstance(said, ast.Constant):
        return True
    if isinstance(said, ast.FormattedValue):
        return is_safe(said.value, module)
    if isinstance(said, ast.JoinedStr):
        return all(is_safe(part, module) for part in said.values)
    if isinstance(said, ast.IfExp):
        return is_safe(said.body, module) and is_safe(said.orelse, module)
    if isinstance(said, ast.Name):
        return all_safe(
            [one.value for one in ast.walk(module) if isinstance(one, ast.Assign) if sets(one, said)], module
        )
    return isinstance(said, ast.Call) and (ast.unparse(said.func) in SAFE or returns_safe(said.func, module))


def sets(assignment: ast.Assign, name: ast.Name) -> bool:
    return any(isinstance(target, ast.Name) and target.id == name.id for target in assignment.targets)


def returns_safe(function: ast.expr, module: ast.Module) -> bool:
    named_so = [one for one in module.body if isinstance(one, ast.FunctionDef) if one.name == ast.unparse(function)]
    returned = [node.value for one in named_so for node in ast.walk(one) if isinstance(node, ast.Return) and node.value]
    return all_safe(returned, module)


def all_safe(parts: list[ast.expr], module: ast.Module) -> bool:
    return bool(parts) and all(is_safe(part, module) for part in parts)


@pytest.mark.parametrize(
    ("code", "safe"),
    [
        ("x = 'a'\ny = f'{x} and {esc(z)}'", True),
        ("x = z\ny = f'{x}'", False),
        ("y = row.title", False),
        ("def f(z):\n    return z\ny = f(1)", False),
        ("def f(z):\n    return f'{esc(z)}'\ny = f(1)", True),
    ],
)
def test_what_is_safe_is_told_from_what_is_not(code: str, safe: bool) -> None:
    module = ast.parse(code)
    last = module.body[-1]
    assert isinstance(last, ast.Assign)
    assert is_safe(last.value, module) is safe


# --- pages ---


@pytest.mark.parametrize("path", PAGES, ids=named)
def test_a_page_is_a_running_order(path: Path) -> None:
    assert len(path.read_text().splitlines()) <= LONGEST_PAGE


@pytest.mark.parametrize("path", PAGES, ids=named)
def test_a_page_knows_no_tables(path: Path) -> None:
    imported = {node.module or "" for node in ast.walk(tree(path)) if isinstance(node, ast.ImportFrom)}
    assert not [
        name for name in imported if name.startswith(("data_models.tables", "data_models.database", "sqlmodel"))
    ]


# --- words ---


def lists_of_words() -> list[type[Enum]]:
    found = [one for _, one in getmembers(vocabulary, isclass) if issubclass(one, Enum) and len(one)]
    return [one for one in found if one.__module__ == vocabulary.__name__]


@pytest.mark.parametrize("words", lists_of_words(), ids=lambda words: words.__name__)
def test_every_word_of_the_record_is_said_on_a_screen(words: type[Enum]) -> None:
    for word in words:
        assert wording.say(word).strip(), word


def test_every_matter_every_reason_and_every_breach_has_a_sentence() -> None:
    assert set(sentences.SENTENCES) == set(MatterKind)
    assert set(sentences.REASONS) == set(StatusRule)
    assert set(sentences.BREACHES) == set(BreachKind)


# --- the files ---


def tracked() -> list[Path]:
    said = subprocess.run(["git", "ls-files", "-z"], cwd=ROOT, capture_output=True, check=True, text=True).stdout
    return [path for name in said.split("\0") if name and (path := ROOT / name).is_file()]


def test_no_file_names_a_registry_or_a_folder_of_somebodys_machine() -> None:
    found = []
    for path in tracked():
        try:
            text = path.read_text()
        except UnicodeDecodeError:
            continue
        found += [f"{named(path)}: {match[0]}" for match in re.finditer(FORBIDDEN, text)]
    assert found == []


def test_no_module_has_a_name_that_says_nothing() -> None:
    vague = {"utils", "util", "helpers", "common", "services", "managers", "models", "misc"}
    assert [named(path) for path in CODE if path.stem in vague] == []
