"""What every command of the command line needs: the record there is, and refusals said as sentences."""

import sys
from collections.abc import Callable
from functools import wraps
from typing import Any

import click
from sqlalchemy import Engine

from dashboard import environment
from data_models import schema
from data_models.database import build_engine
from data_models.errors import CommandRefused, RecordError


def refusing(command: Callable[..., Any]) -> Callable[..., Any]:
    """Say a refusal as its sentence and exit 1."""

    @wraps(command)
    def run(*args: Any, **kwargs: Any) -> Any:
        try:
            return command(*args, **kwargs)
        except RecordError as error:
            click.echo(str(error), err=True)
            sys.exit(1)

    return run


def open_engine() -> Engine:
    """The record there is; refuses when there is none, or when its schema is not the one this program expects."""
    if environment.uses_file() and not environment.record_file().exists():
        raise CommandRefused("There is no record here yet. Run `link-inspector init` first.")
    environment.find_seal_key()
    engine = build_engine(environment.database_url())
    at = schema.current(engine)
    if at is None:
        raise CommandRefused("There is no record here yet. Run `link-inspector init` first.")
    if at != schema.head():
        raise CommandRefused(f"The record's schema is {at}, this program expects {schema.head()}. Run `upgrade`.")
    return engine
