"""The first page: which councils and panels the graph knows, and what is overdue."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from kg.web.site import Site


def view_home(site: Site) -> dict[str, object]:
    """The variables of `home.html`."""
    councils = sorted(site.subject(page) for page in site.pages.values() if page.kind == "council")
    return {"councils": councils}
