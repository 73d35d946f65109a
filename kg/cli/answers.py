"""Writing the answers of several commands: to a file, to a terminal, or on through a pipe."""

from __future__ import annotations

import os
import shutil
import sys
from pathlib import Path

import click

from kg.errors import UsageError

OUTPUT = click.option(
    "-o",
    "--output",
    type=click.Path(dir_okay=False, path_type=Path),
    metavar="FILE",
    help="Write the answer here.",
)


def screen_width() -> int:
    """How many characters fit on a line; 80 where there is no screen."""
    return max(40, shutil.get_terminal_size((80, 24)).columns)


def on_terminal(output: Path | None = None) -> bool:
    """Whether the answer goes to a screen, and may have colours (https://no-color.org)."""
    return output is None and sys.stdout.isatty() and not os.environ.get("NO_COLOR")


def write_answer(answer: str | bytes, output: Path | None) -> None:
    """Write the answer as UTF-8, line ends as they are.

    Raises:
        UsageError: the file cannot be written.
    """
    data = answer.encode("utf-8", "replace") if isinstance(answer, str) else answer
    if output is None:
        sys.stdout.flush()
        sys.stdout.buffer.write(data)
        sys.stdout.buffer.flush()
        return
    try:
        output.write_bytes(data)
    except OSError as error:
        raise UsageError(
            f"cannot be written ({error.strerror or error})", where=str(output), todo="choose another -o FILE"
        ) from error


def choose_form(form: str | None, output: Path | None, forms: tuple[str, ...]) -> str:
    """The form of the answer: as asked, else as the ending of the file says, else the first of all.

    Raises:
        UsageError: it is a workbook, and would go to a screen.
    """
    ending = output.suffix.lower().removeprefix(".") if output else ""
    chosen = form or (ending if ending in forms else forms[0])
    if chosen == "xlsx" and output is None and sys.stdout.isatty():
        raise UsageError("a workbook is no text for a screen", todo="add -o FILE.xlsx")
    return chosen
