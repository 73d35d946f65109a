"""The page to type a query in: what was typed, what came of it, examples, and the ready questions."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from itertools import groupby
from typing import TYPE_CHECKING, Any
from urllib.parse import urlencode

from kg.query import CannedQuery, load_catalogue
from kg.store.prefixes import PREFIXES
from kg.store.results import GRAPHS, TABLES, ResultForm
from kg.web.cells import SHOWN, grid_of, read_results
from kg.web.examples import EXAMPLES, MORE

if TYPE_CHECKING:
    from kg.web.site import Site

# Formats by the name that `format=` has in an address: for links, which cannot say what they accept.
FORMATS: Mapping[str, ResultForm] = {form.name.lower(): form for form in (*TABLES, *GRAPHS)}
FIRST = EXAMPLES[0].query
LONGEST_LINK = 6000  # characters of a query in an address

_PLACE = re.compile(r"\bline (\d+)(?:, column (\d+))?")
_AROUND = 60  # characters of a faulty line before the fault


@dataclass(frozen=True, slots=True)
class Fault:
    """Where a query is wrong.

    Args:
        number: of the line.
        before: the line up to the fault.
        after: the rest of it, from the fault.
    """

    number: int
    before: str
    after: str


def view_editor(
    site: Site, query: str, *, answer: Mapping[str, Any] | None = None, error: str = "", graph: bool = False
) -> dict[str, object]:
    """The variables of `sparql.html`.

    Args:
        site: whose graph is asked.
        query: what stands in the editor.
        answer: what came of it, in the shape of SPARQL's JSON results.
        error: why nothing came of it.
        graph: whether the answer is statements.
    """
    query = query.replace("\r\n", "\n").replace("\r", "\n")  # as browsers send the lines of a text
    forms = GRAPHS if graph else TABLES
    return {
        "query": query,
        "truth": answer.get("boolean") if answer else None,
        "grid": grid_of(site, read_results(answer)) if answer and "results" in answer else None,
        "graph": graph,
        "shown": SHOWN,
        "error": error,
        "fault": find_fault(query, error) if error else None,
        "downloads": [
            (form.name, address_of(site, query, form.name.lower())) for form in forms if len(query) <= LONGEST_LINK
        ],
        "examples": [(one.title, address_of(site, one.query)) for one in (*EXAMPLES, *MORE)],
        "prefixes": sorted(PREFIXES.items()),
        "groups": grouped(),
    }


def grouped() -> tuple[tuple[str, tuple[CannedQuery, ...]], ...]:
    """The canned queries under the headings of the catalogue, as `kg query` lists them."""
    return tuple(
        (group.capitalize(), tuple(mine)) for group, mine in groupby(load_catalogue(), lambda query: query.group)
    )


def address_of(site: Site, query: str, form: str = "") -> str:
    """The address that answers a query; in a form, for a link to a file."""
    values = {"query": query} | ({"format": form} if form else {})
    return f"{site.addresses.root}sparql?{urlencode(values)}"


def find_fault(query: str, error: str) -> Fault | None:
    """The place that an error names in a query.

    >>> find_fault("SELECT ?a\\nWHER { }", "line 2, column 1: not SPARQL")
    Fault(number=2, before='', after='WHER { }')
    """
    found = _PLACE.search(error)
    lines = query.splitlines()
    if not found or not 1 <= int(found[1]) <= len(lines):
        return None
    line, column = lines[int(found[1]) - 1], int(found[2] or 1) - 1
    before = line[:column]
    return Fault(
        int(found[1]),
        ("…" if len(before) > _AROUND else "") + before[-_AROUND:],
        line[column : column + _AROUND] + ("…" if len(line) > column + _AROUND else ""),
    )
