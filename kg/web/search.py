"""What the search page looks through, as JSON."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

from kg.query.cells import printable

if TYPE_CHECKING:
    from kg.web.site import Site

_SEARCHED = ("commitment", "person", "post", "body", "council", "meeting", "item", "indicator", "document")


def make_search_index(site: Site) -> bytes:
    """What the search page looks through: for each page its path, kind, name and the names beside it, as JSON."""
    rows = []
    for page in site.pages.values():
        if page.kind in _SEARCHED:
            thing = site.subject(page)
            rows.append([page.path, page.kind, printable(thing.label), printable("; ".join(site.names_beside(thing)))])
    return (json.dumps(rows, ensure_ascii=False, separators=(",", ":")) + "\n").encode("utf-8", "replace")
