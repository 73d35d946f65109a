"""What the search page looks through: the names of all things and the names beside them.

For 20,000 things some 700 kB, 250 kB on its way where the host packs it; it is fetched when somebody types.
"""

from __future__ import annotations

import itertools
import json
from typing import TYPE_CHECKING

from kg.query.cells import printable

if TYPE_CHECKING:
    from kg.web.site import Page, Site

# Kinds of things, and what people call them; a commitment is a promise, a request or a resolution, as its address says.
_SEARCHED = {
    "body": "panel or body",
    "commitment": "",
    "council": "council",
    "document": "document",
    "indicator": "figures",
    "item": "agenda item",
    "meeting": "meeting",
    "person": "person",
    "post": "post",
}


def make_search_index(site: Site) -> bytes:
    """The index as JSON: `names`, which many things share, and `groups` of things.

    A group is what the addresses of its things begin with, what they are and a row for each: the last part of its
    address, its name, and the numbers of the names beside it: who, to whom, where, how else written.
    """
    numbers: dict[str, int] = {}

    def row(page: Page) -> list[str | int]:
        thing = site.subject(page)
        beside = (printable(name) for name in site.names_beside(thing))
        found = (numbers.setdefault(name, len(numbers)) for name in beside)
        return [page.path.rpartition("/")[2], printable(thing.label), *found]

    pages = (page for page in site.pages.values() if page.kind in _SEARCHED)
    grouped = itertools.groupby(pages, key=lambda page: (page.path.rpartition("/")[0], _call(page)))
    groups = [[start, word, [row(page) for page in rows]] for (start, word), rows in grouped]
    index = {"names": list(numbers), "groups": groups}
    return (json.dumps(index, ensure_ascii=False, separators=(",", ":")) + "\n").encode("utf-8", "replace")


def _call(page: Page) -> str:
    return _SEARCHED[page.kind] or page.path.rpartition("/")[2].partition("-")[0]
