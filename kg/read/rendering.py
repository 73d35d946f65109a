"""The text of a file as a person sees it: what each reader of a form hands to the one outline of minutes.

A reader lays the text out as a clerk would type it, so that `kg.read.lines` and `kg.read.outline` find in it what
they find in plain minutes:

- a paragraph is one line, however it was wrapped, with an empty line between paragraphs,
- a heading, and a label such as "Minutes:" or "Decision:", is a line of its own,
- the number or bullet of a list stands before its words: "8.2 Ms Hill said", "· a report",
- a row of a table is a line, its cells parted by " | ",
- who has to act, in a column at the right-hand edge, closes the line behind six spaces,
- what is not the minutes (menus, heads and feet of pages, "PDF 101 KB") is left out.
"""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace

from kg.document import Part, Place, Span
from kg.errors import Doubt


@dataclass(frozen=True, slots=True)
class Region:
    """A stretch of text of which the form of the file says what it is, so that nobody has to judge by its words.

    Args:
        span: whole paragraphs.
        part: what they are: AGENDA and CLOSE are taken as said; of MINUTES the words still tell what in it is a list of
            decisions or an action. Of the title of an item: what stands below it, unless a region or label says more.
        opens: whether it is the title of an item of business.
        number: of that item, as it stands at the head of the title; empty if it has none.
    """

    span: Span
    part: Part
    opens: bool = False
    number: str = ""


@dataclass(frozen=True, slots=True)
class Rendering:
    """The text of one file, and what its form says besides.

    Args:
        text: what `kg show --text` prints, and in which all offsets count.
        media_type: IANA media type of the file.
        encoding: how its bytes were decoded (Python's name); "utf-8" where they are not text.
        places: where the text stands in the original, by offset; empty for plain text.
        sections: the stretches that record one meeting each, where the form tells them apart; empty leaves it to the
            text.
        regions: what the form says of stretches of the text, in order and apart from each other; most forms say
            nothing, and the outline judges by the words.
        url: the address of the page, where it says it.
        doubts: what a person should look at; `where` is the file's name, with the page if one is known.
        shown: the text, of the same length, with `kg.document.PAD` for each character that is no word and a line end
            where a mark is one; empty where all of them are words.
    """

    text: str
    media_type: str = "text/plain"
    encoding: str = "utf-8"
    places: tuple[Place, ...] = ()
    sections: tuple[Span, ...] = ()
    regions: tuple[Region, ...] = ()
    url: str = ""
    doubts: tuple[Doubt, ...] = ()
    shown: str = ""


def place_regions(regions: Iterable[Region], stretch: Span) -> tuple[Region, ...]:
    """The regions that lie within a stretch of the text, counted from where it begins."""
    return tuple(
        replace(one, span=Span(one.span.start - stretch.start, one.span.end - stretch.start))
        for one in regions
        if stretch.covers(one.span)
    )


def region_at(regions: Sequence[Region], at: int) -> Region | None:
    """The region in which an offset lies, if one does."""
    i = bisect_right(regions, at, key=lambda region: region.span.start) - 1
    return regions[i] if i >= 0 and at < regions[i].span.end else None
