"""The views that can be drawn: the files of `queries/views/`, each a SELECT of the edges of a network."""

from __future__ import annotations

from dataclasses import dataclass, replace
from functools import cache
from pathlib import Path

from kg import paths
from kg.errors import UsageError
from kg.query.header import parse_header

VIEWS = paths.QUERIES / "views"
NODES, DETAILS, SCOPE = "nodes", "details", "scope"  # what views have in common; they are none themselves


@dataclass(frozen=True, slots=True)
class View:
    """A way to draw the graph.

    Args:
        name: of its file.
        summary: what it shows, in one line.
        query: a SELECT of `source`, `target`, `kind`, `start`, `end` and `through`, the fact behind the edge.
        sides: kinds of node on which it can be folded; empty if it is not bipartite.
        folded: the side on which it is always folded, or empty.
    """

    name: str
    summary: str
    query: str
    sides: tuple[str, ...] = ()
    folded: str = ""


@cache
def load_views() -> dict[str, View]:
    """The views, by name, in the order of their names."""
    files = (path for path in sorted(VIEWS.glob("*.rq")) if path.stem not in (NODES, DETAILS, SCOPE))
    return {path.stem: _load_view(path) for path in files}


def _load_view(path: Path) -> View:
    text = path.read_text(encoding="utf-8")
    entries = parse_header(text, path.name).entries
    sides = entries["fold"].text if "fold" in entries else ""
    folded = entries["folded"].text if "folded" in entries else ""
    return View(path.stem, entries["summary"].text, text, tuple(filter(None, sides.split(", "))), folded)


def find_view(name: str, fold: str = "") -> View:
    """The view of a name, folded as asked.

    Raises:
        UsageError: there is no such view, or it cannot be folded so.
    """
    views = load_views()
    if name not in views:
        raise UsageError(f"there is no view {name!r}", todo=f"use one of {', '.join(views)}")
    view = views[name]
    if fold and fold not in view.sides:
        sides = " or ".join(view.sides)
        todo = f"fold it on {sides}" if sides else "leave out --fold"
        raise UsageError(f"the view {name!r} cannot be folded on {fold!r}", todo=todo)
    return replace(view, folded=fold or view.folded)


def read_query(name: str) -> str:
    """The text of a query that views have in common."""
    return (VIEWS / f"{name}.rq").read_text(encoding="utf-8")
