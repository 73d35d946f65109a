"""Blocks of commands and what they print, in the READMEs: found, run, compared, and written anew.

    ```console
    $ kg query panels --as-of 2026-06-01
    what the command prints
    ```

The commands of one file are run one after the other, in a folder that holds `examples/` and, unless the file builds it,
the graph of the example minutes.
"""

from __future__ import annotations

import os
import re
import shutil
import subprocess
import sys
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from tests.conftest import ROOT

_BLOCK = re.compile(r"^```console\n(.*?)^```$", re.MULTILINE | re.DOTALL)


@dataclass(frozen=True, slots=True)
class Command:
    """A command of a README and what it is said to print.

    Args:
        line: the command, without `$`.
        printed: its output, both streams together, as the file has it.
        number: the line of the file on which the command stands.
    """

    line: str
    printed: str
    number: int


def find_commands(text: str) -> Iterator[Command]:
    r"""The commands of a README.

    >>> list(find_commands("```console\n$ kg query\nCommitments\n$ kg show x\n```\n"))
    [Command(line='kg query', printed='Commitments\n', number=2), Command(line='kg show x', printed='', number=4)]
    """
    for block in _BLOCK.finditer(text):
        first = text.count("\n", 0, block.start()) + 2
        line, printed, number = "", "", 0
        for i, row in enumerate(block[1].splitlines(keepends=True)):
            if row.startswith("$ "):
                if line:
                    yield Command(line, printed, number)
                line, printed, number = row[2:].strip(), "", first + i
            else:
                printed += row
        if line:
            yield Command(line, printed, number)


def write_outputs(text: str, outputs: dict[int, str]) -> str:
    r"""The README with other outputs, by the line of their command.

    >>> write_outputs("```console\n$ kg query\nold\n```\n", {2: "new\n"})
    '```console\n$ kg query\nnew\n```\n'
    """
    rows, out, skip = text.splitlines(keepends=True), [], False
    for number, row in enumerate(rows, 1):
        if number in outputs:
            out += [row, outputs[number]]
            skip = True
        elif row.startswith("```") or not skip:
            out.append(row)
            skip = False
    return "".join(out)


@dataclass(frozen=True, slots=True)
class Room:
    """A folder to run commands in, as a reader would after `make demo`."""

    folder: Path

    @classmethod
    def furnish(cls, folder: Path, graph: Path) -> Room:
        """Put the examples, a graph and `kg` there."""
        shutil.copytree(ROOT / "examples", folder / "examples")
        shutil.copytree(graph, folder / "minutes.kg")
        (folder / "bin").mkdir()
        script = folder / "bin" / "kg"
        script.write_text(f'#!/bin/sh\nPYTHONPATH="{ROOT}" exec "{sys.executable}" -m kg "$@"\n', encoding="utf-8")
        script.chmod(0o755)
        return cls(folder)

    def run(self, line: str) -> str:
        """What a command prints, both streams together, without space at the ends of lines."""
        environment = {
            "PATH": f"{self.folder / 'bin'}:{os.environ['PATH']}",
            "COLUMNS": "80",
            "LC_ALL": "C.UTF-8",
            "HOME": str(self.folder),
        }
        done = subprocess.run(
            ["sh", "-c", line],
            cwd=self.folder,
            env=environment,
            stdin=subprocess.DEVNULL,
            stdout=subprocess.PIPE,
            stderr=subprocess.STDOUT,
            encoding="utf-8",
            timeout=120,
        )
        return "".join(f"{row.rstrip()}\n" for row in done.stdout.splitlines())
