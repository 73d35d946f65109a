"""Options that several commands share, each written once."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable
from contextlib import suppress
from typing import Any, TypeVar

import click

from kg.errors import UsageError

F = TypeVar("F", bound=Callable[..., Any])

DEFAULT_GRAPH = "minutes.kg"


class _Day(click.ParamType[dt.date]):
    """A day as 2026-01-31, or as 31/01/2026."""

    name = "date"

    def convert(self, value: Any, param: click.Parameter | None, ctx: click.Context | None) -> dt.date:
        if isinstance(value, dt.date):
            return value
        for form in ("%Y-%m-%d", "%d/%m/%Y"):
            with suppress(ValueError):
                return dt.datetime.strptime(str(value), form).date()
        name = param.opts[0] if param and param.opts else "the date"
        raise UsageError(f"{name} {value!r} is not a date", todo="write it as 2026-01-31 or 31/01/2026")


DAY = _Day()


def graph_option(*, must_exist: bool = True, address: bool = False) -> Callable[[F], F]:
    """`--graph`, also from `KG_GRAPH`; with `address` it may be the address of a SPARQL server."""
    what = "The graph folder, or the address of a SPARQL server." if address else "The graph folder."
    if not must_exist:
        what = "The graph folder to build into."
    return click.option(
        "--graph",
        envvar="KG_GRAPH",
        default=DEFAULT_GRAPH,
        show_default=True,
        metavar="DIR|URL" if address else "DIR",
        help=what,
    )


AS_OF = click.option(
    "--as-of", type=DAY, default=lambda: dt.date.today().isoformat(), show_default="today", metavar="DATE",
    help="The day on which it is judged what is overdue.",
)  # fmt: skip
