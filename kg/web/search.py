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

_SEARCHED = ("commitment", "person", "post", "body", "council", "meeting", "item", "indicator", "document")


def make_search_index(site: Site) -> bytes:
    """The index as JSON: `names`, which many things share, and `groups` of things.

    A group is what the addresses of its things begin with, their kind and a row for each: the last part of its
    address, its name, and the numbers of the names beside it: who, to whom, where, how else written.
    """
    numbers: dict[str, int] = {}

    def row(page: Page) -> list[str | int]:
        thing = site.subject(page)
        beside = (printable(name) for name in site.names_beside(thing))
        found = (numbers.setdefault(name, len(numbers)) for name in beside)
        return [page.path.rpartition("/")[2], printable(thing.label), *found]

    pages = (page for page in site.pages.values() if page.kind in _SEARCHED)
    grouped = itertools.groupby(pages, key=lambda page: (page.path.rpartition("/")[0], page.kind))
    groups = [[start, kind, [row(page) for page in rows]] for (start, kind), rows in grouped]
    index = {"names": list(numbers), "groups": groups}
    return (json.dumps(index, ensure_ascii=False, separators=(",", ":")) + "\n").encode("utf-8", "replace")
