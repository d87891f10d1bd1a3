"""What every command of the command line needs: the record there is, and refusals said as sentences."""

import sys
from collections.abc import Callable
from functools import wraps
from typing import Any

import click
from sqlalchemy import Engine
from sqlalchemy.engine import make_url
from sqlalchemy.exc import ArgumentError

from dashboard import environment
from data_models import schema
from data_models.database import build_engine, normalise
from data_models.errors import CommandRefused, RecordError


def refusing(command: Callable[..., Any]) -> Callable[..., Any]:
    """Say a refusal as its sentence and exit 1."""

    @wraps(command)
    def run(*args: Any, **kwargs: Any) -> Any:
        try:
            return command(*args, **kwargs)
        except (RecordError, OSError) as error:
            click.echo(str(error) if isinstance(error, RecordError) else _about_a_file(error), err=True)
            sys.exit(1)

    return run


def _about_a_file(error: OSError) -> str:
    return (
        f"{error.filename or 'A file'} cannot be used: {(error.strerror or str(error)).lower()}. Choose another place."
    )


def closing_engine() -> Engine:
    """An engine on the record, closed when the command is done."""
    engine = build_engine(_understood(environment.database_url()))
    click.get_current_context().call_on_close(engine.dispose)
    return engine


def _understood(url: str) -> str:
    """The address as it is; refused, and not repeated (it may hold a password), where it names no database we know."""
    try:
        kind = make_url(normalise(url)).get_backend_name()
    except ArgumentError:
        kind = ""
    if kind not in ("sqlite", "postgresql"):
        raise CommandRefused(
            "DATABASE_URL is not the address of a database. Write it like postgresql://user@host/name, or unset it."
        )
    return url


def open_engine() -> Engine:
    """The record there is; refuses when there is none, or when its schema is not the one this program expects."""
    if environment.uses_file() and not environment.record_file().exists():
        raise CommandRefused("There is no record here yet. Run `link-inspector init` first.")
    if not environment.find_seal_key():
        raise CommandRefused(
            f"The key of the seals is missing. Put {environment.KEY_FILE} back into {environment.data_folder()}, "
            f"or set {environment.KEY_VARIABLE}."
        )
    engine = closing_engine()
    at = schema.current(engine)
    if at is None:
        raise CommandRefused("There is no record here yet. Run `link-inspector init` first.")
    if at != schema.head():
        raise CommandRefused(f"The record's schema is {at}, this program expects {schema.head()}. Run `upgrade`.")
    return engine
