"""Writing the answers of several commands: to a file, to a terminal, or on through a pipe."""

from __future__ import annotations

import os
import shutil
import sys
from collections.abc import Iterable
from importlib.util import find_spec
from pathlib import Path

import click

from kg.errors import MissingLibrary, UsageError

TABLE = "minutes.csv"  # a build reads it; an answer in its place would be lost minutes

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
        UsageError: the file cannot be written, or its name is that of the table beside minutes.
    """
    data = answer.encode("utf-8", "replace") if isinstance(answer, str) else answer
    if output is not None:
        _spare_table(output)
    if output is None:
        sys.stdout.flush()
        sys.stdout.buffer.write(data)
        sys.stdout.buffer.flush()
        return
    try:
        _replace(output.resolve() if output.is_symlink() else output, data)
    except OSError as error:
        raise UsageError(
            f"cannot be written ({error.strerror or error})", where=str(output), todo="choose another file"
        ) from error


def _spare_table(output: Path) -> None:
    if output.name.lower() == TABLE:
        what = "that is the table beside the minutes, not an answer"
        raise UsageError(what, where=str(output), todo="choose another file")


def _replace(file: Path, data: bytes) -> None:
    """Write the whole file or leave what is there: a list that stops half-way looks like a whole one."""
    if file.exists() and not file.is_file():  # a pipe, or /dev/stdout
        file.write_bytes(data)
        return
    part = file.with_name(f".{file.name}.{os.getpid()}.part")
    try:
        part.write_bytes(data)
        if file.exists():
            part.chmod(file.stat().st_mode)
        part.replace(file)
    finally:
        part.unlink(missing_ok=True)


def check_output(output: Path, forms: tuple[str, ...]) -> None:
    """See that a list can be written, before the work that it lists is done.

    Raises:
        UsageError: its folder is not there, its name does not say which of the forms it is to have, or it is that of
            the table beside minutes.
        MissingLibrary: it is a workbook, and openpyxl is not installed.
    """
    _spare_table(output)
    if not output.parent.is_dir():
        raise UsageError("there is no such folder", where=str(output.parent), todo="make it, or name another file")
    if (form := output.suffix.lower().removeprefix(".")) not in forms:
        raise UsageError("its name does not say what it is to be", where=str(output), todo=f"end it in .{forms[0]}")
    if form == "xlsx" and find_spec("openpyxl") is None:
        todo = 'install it with: pip install "minutes-kg[xlsx]", or write a .csv'
        raise MissingLibrary("writing XLSX needs openpyxl", todo=todo)


def write_folder(files: Iterable[tuple[str, str]], folder: Path) -> None:
    """Write files of text into a folder, which is made if it is not there.

    Raises:
        UsageError: it cannot be made, or a file in it cannot be written.
    """
    try:
        folder.mkdir(parents=True, exist_ok=True)
    except OSError as error:
        raise UsageError(
            f"is no folder that can be written to ({error.strerror or error})",
            where=str(folder),
            todo="choose another -o FOLDER",
        ) from error
    for name, text in files:
        write_answer(text, folder / name)


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
