"""Markup that no page of minutes has, made harmless before it is parsed.

The rules of HTML make a parser look through the open elements for many a tag, and open formatting anew in every
paragraph: 100,000 nested boxes take a quarter of a minute, 10,000 open fonts before 10,000 paragraphs more memory than
there is. Browsers stop at a depth of 512; so does this. What is written in the boxes that are left out is kept.
"""

from __future__ import annotations

import re
from collections import Counter

from kg.errors import SourceError

_MAX_TAGS = 2_000_000  # a table of 100,000 rows has half of that
_MAX_DEPTH = 400  # boxes in boxes
_MAX_INLINE = 100  # unclosed spans and fonts
_MAX_TAG = 20_000  # characters: attributes are compared with each other
_SPARE = 100_000  # elements that formatting may add to any page

_TAG = re.compile(
    r"<!--.*?(?:-->|\Z)"
    r"|<(?P<raw>script|style|textarea|title|xmp|iframe|noembed|noframes)\b.*?(?:</(?P=raw)\b|\Z)"
    r"|<(?P<end>/?)(?P<name>[a-z][^\s/>]*+)(?:[^>\"'=]++|=\s*+(?:\"[^\"]*+\"?|'[^']*+'?)?|[\"'])*+>?",
    re.IGNORECASE | re.DOTALL,
)
_VOID = frozenset("area base br col embed hr img input link meta param source track wbr !doctype".split())
# Their end may be left out: the next one of its kind ends them.
_ENDS_ITSELF = frozenset(
    "p li dt dd tr td th thead tbody tfoot colgroup option optgroup html head body rb rt rp".split()
)
_FORMATTING = frozenset("a b big code em font i nobr s small strike strong tt u".split())
_INLINE = _FORMATTING | frozenset(
    "abbr acronym bdi bdo cite del dfn ins kbd label mark q samp span sub sup time var picture svg g path".split()
)


def tame_markup(html: str, name: str) -> str:
    """The markup, with boxes nested beyond all measure left out; the same text where it is sound.

    Args:
        html: a whole page, decoded.
        name: of the file, for the error.

    Raises:
        SourceError: it has more tags than can be read in reasonable time.
    """
    if html.count("<") > _MAX_TAGS:
        raise SourceError(
            f"more than {_MAX_TAGS // 1_000_000} million tags, which no page of minutes has",
            where=name,
            todo="save the page again, or leave it out",
        )
    sound, restores = _measure(html)
    if sound:
        return html
    return _cut(html, formatting=not restores)


def _measure(html: str) -> tuple[bool, bool]:
    """Whether the markup is sound, and whether formatting left open would be restored too often."""
    tags = boxes = inline = formatting = restored = 0
    sound = True
    open_tags: Counter[str] = Counter()
    for match in _TAG.finditer(html):
        tag = match["name"]
        if tag is None:
            continue
        tags += 1
        tag = tag.lower()
        if match.end() - match.start() > _MAX_TAG:
            sound = False
        if tag not in _FORMATTING and not match["end"]:
            restored += formatting
        if tag in _VOID or tag in _ENDS_ITSELF:
            continue
        step = -1 if match["end"] else 1
        if step < 0 and not open_tags[tag]:
            continue
        open_tags[tag] += step
        if tag in _INLINE:
            inline += step
            if tag in _FORMATTING:
                formatting += step
        else:
            boxes += step
        if boxes > _MAX_DEPTH or inline > _MAX_INLINE:
            sound = False
    restores = restored > tags + _SPARE
    return sound and not restores, restores


def _cut(html: str, *, formatting: bool) -> str:
    """The markup without what lies too deep, and without formatting if that is not wanted."""
    boxes = inline = 0
    open_tags: Counter[str] = Counter()
    left_out: Counter[str] = Counter()

    def keep(match: re.Match[str]) -> str:
        nonlocal boxes, inline
        whole, tag = match[0], match["name"]
        if tag is None:
            return whole
        tag = tag.lower()
        if tag in _FORMATTING and not formatting:
            return ""
        if len(whole) > _MAX_TAG:
            whole = f"<{match['end']}{tag[:40]}>"
        if tag in _VOID or tag in _ENDS_ITSELF:
            return whole
        within = tag in _INLINE
        if match["end"]:
            if left_out[tag]:
                left_out[tag] -= 1
                return "" if within else "<br>"
            if open_tags[tag]:
                open_tags[tag] -= 1
                boxes, inline = boxes - (not within), inline - within
            return whole
        if (inline >= _MAX_INLINE) if within else (boxes >= _MAX_DEPTH):
            left_out[tag] += 1
            return "" if within else "<br>"
        open_tags[tag] += 1
        boxes, inline = boxes + (not within), inline + within
        return whole

    return _TAG.sub(keep, html)
