"""Every command there is, found by looking: the functions of `data_models.commands` that take `by` and `on` by name."""

import importlib
import inspect
import pkgutil
import re
import typing
from collections.abc import Callable, Iterator
from functools import cache
from typing import Any

import data_models.commands
from data_models.visibility import Deed

Command = Callable[..., Any]
NAMES_A_DEED = re.compile(r"\bDeed\.([A-Z_]+)\b")


def _found() -> Iterator[Command]:
    for module in pkgutil.iter_modules(data_models.commands.__path__):
        home = importlib.import_module(f"data_models.commands.{module.name}")
        for name, one in inspect.getmembers(home, inspect.isfunction):
            if one.__module__ == home.__name__ and not name.startswith("_") and is_command(one):
                yield one


def is_command(one: Command) -> bool:
    asked = inspect.signature(one).parameters
    by_name = {name for name, each in asked.items() if each.kind is each.KEYWORD_ONLY}
    return next(iter(asked), "") == "session" and {"by", "on"} <= by_name


COMMANDS: dict[str, Command] = {one.__name__: one for one in sorted(_found(), key=lambda one: one.__name__)}


@cache
def deeds_of(command: Command) -> tuple[Deed, ...]:
    """The deeds that a command asks leave for, read in its text and in that of the helpers it calls in its file."""
    home = importlib.import_module(command.__module__)
    text = inspect.getsource(command)
    helpers = [one for one in vars(home).values() if inspect.isfunction(one) and one.__module__ == home.__name__]
    for helper in helpers:
        if f"{helper.__name__}(" in text and not NAMES_A_DEED.search(inspect.getsource(command)):
            text += inspect.getsource(helper)
    return tuple(dict.fromkeys(Deed[name] for name in NAMES_A_DEED.findall(text)))


@cache
def asked_of(command: Command) -> dict[str, Any]:
    """What a command must or may be given, by name: its type, and its default or `inspect.Parameter.empty`."""
    hints = typing.get_type_hints(command)
    given = inspect.signature(command).parameters
    return {name: (hints[name], one.default) for name, one in given.items() if name not in ("session", "by", "on")}
