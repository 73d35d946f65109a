"""`kg harvest` run against a look-alike, and what it wrote."""

from __future__ import annotations

import csv
from collections.abc import Callable
from pathlib import Path

import pytest

from tests.conftest import Done, Kg
from tests.harvest.lookalike import Lookalike

Harvest = Callable[..., Done]
AS_OF = "2026-08-05"


@pytest.fixture
def harvest(kg: Kg) -> Harvest:
    """`harvest(site, "--since", "2026-01-01")`: into the folder `out`, without delay, on 5 August 2026."""

    def call(site: Lookalike, *more: str, address: str = "", folder: str = "out", as_of: str = AS_OF) -> Done:
        return kg("harvest", address or site.url, folder, "--delay", "0", "--as-of", as_of, *more)

    return call


def files(folder: str | Path = "out") -> list[str]:
    """The names of all files below a folder, in order, but for the lock."""
    found = (path.relative_to(folder).as_posix() for path in Path(folder).rglob("*") if path.is_file())
    return sorted(name for name in found if name != ".harvest.lock")


def minutes(folder: str | Path = "out") -> list[str]:
    """The names of the pages below a folder, without their folder."""
    return sorted(path.name for path in Path(folder).rglob("*.html"))


def rows(table: str | Path) -> list[dict[str, str]]:
    """The rows of a table."""
    with Path(table).open(encoding="utf-8-sig", newline="") as file:
        return list(csv.DictReader(file))
