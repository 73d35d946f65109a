"""A page as HTML: the template of its kind, within the frame that all pages share."""

from __future__ import annotations

from functools import cache
from typing import TYPE_CHECKING

import jinja2

from kg.query.cells import printable

if TYPE_CHECKING:
    from kg.web.site import Page, Site


def render_page(site: Site, page: Page, template: str, view: dict[str, object]) -> bytes:
    """The HTML of a page.

    Args:
        site: whose page it is.
        page: which.
        template: name of its template, without ending.
        view: what stands on it.
    """
    html = (
        _templates()
        .get_template(f"{template}.html")
        .render(site=site, page=page, root=site.addresses.root, base=site.addresses.base, **view)
    )
    return html.encode("utf-8", "replace")


@cache
def _templates() -> jinja2.Environment:
    made = jinja2.Environment(
        loader=jinja2.PackageLoader("kg.web"),
        autoescape=True,
        undefined=jinja2.StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
        finalize=lambda value: printable(value) if isinstance(value, str) and not hasattr(value, "__html__") else value,
    )
    return made
