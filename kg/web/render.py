"""A page as HTML: the template of its kind, within the frame that all pages share."""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Mapping
from functools import cache
from typing import TYPE_CHECKING

import jinja2
from markupsafe import Markup, escape

from kg.query.cells import printable, readable_date, visible
from kg.web.schema import schema_of

if TYPE_CHECKING:
    from kg.web.site import Page, Site


_DURATION = re.compile(r"P(\d{1,4})([DWMY])")


def render_page(site: Site, page: Page, template: str, view: Mapping[str, object]) -> bytes:
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
        .render(
            site=site,
            page=page,
            root=site.addresses.root,
            base=site.addresses.base,
            schema=schema_of(site, page),
            **view,
        )
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
        finalize=_finalize,
    )
    made.filters |= {"day": _date, "isoday": _day, "duration": _duration, "text": _text, "weblink": _weblink}
    made.filters["capital"] = _capital
    return made


def _finalize(value: object) -> object:
    """Whatever stands in the minutes is one line of printable text, unless a filter has made markup of it."""
    return printable(value) if isinstance(value, str) and not isinstance(value, Markup) else value


def _text(words: str) -> Markup:
    """Words of the minutes as they stand, their spaces and line ends kept, what cannot be shown as U+FFFD."""
    return escape(visible(words))


def _capital(words: str) -> str:
    """Words that begin in the middle of a sentence, as the head of something.

    >>> _capital("write to the owners")
    'Write to the owners'
    """
    return words[:1].upper() + words[1:]


def _weblink(address: str) -> str:
    """The address if it leads to a page, else nowhere: a graph may name `javascript:` things."""
    return address if address.startswith(("/", "http://", "https://")) else "#"


def _date(day: dt.date) -> Markup:
    return escape(readable_date(day))  # markup, so that its spaces stay unbroken


def _day(iso: str) -> str:
    try:
        return readable_date(dt.date.fromisoformat(iso))
    except ValueError:
        return iso


def _duration(iso: str) -> str:
    """An ISO 8601 duration in words.

    >>> _duration("P3M"), _duration("P1Y"), _duration("PT1H")
    ('3 months', 'year', 'PT1H')
    """
    match = _DURATION.fullmatch(iso)
    if not match:
        return iso
    count, unit = int(match[1]), {"D": "day", "W": "week", "M": "month", "Y": "year"}[match[2]]
    return unit if count == 1 else f"{count} {unit}s"
