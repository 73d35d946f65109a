"""XML from a site as a tree: no entities, no document type, bounded depth, whatever is sent."""

from __future__ import annotations

import re
import xml.etree.ElementTree as ET
from html import unescape
from xml.parsers import expat

_DEEPEST = 60  # the service nests some eight levels
_MOST = 500_000  # elements; all meetings of thirty years have some 100,000
# What XML 1.0 has no place for, though .NET writes it: references to control characters, and the characters.
_ILLEGAL = re.compile(
    rb"&#(?:x0*(?:[0-8bcefBCEF]|1[0-9a-fA-F])|0*(?:[0-8]|1[124-9]|2[0-9]|3[01]));|[\x00-\x08\x0b\x0c\x0e-\x1f]"
)
_TWICE = re.compile(r"&(?:#\d{1,7}|#[xX][0-9a-fA-F]{1,6}|[A-Za-z][A-Za-z0-9]{1,30});")


class NotXml(ValueError):
    """What came is not XML, or is cut short."""


class NotOurs(ValueError):
    """What came is XML, but nothing that the service can have written."""


def parse_tree(data: bytes) -> ET.Element:
    """The root of an answer; names are in small letters, without namespace.

    >>> parse_tree(b"<A xmlns='urn:x'><B>1</B></A>").findtext("b")
    '1'

    Raises:
        NotXml: it cannot be read.
        NotOurs: it declares a document type or an entity, or is nested without end.
    """
    builder = ET.TreeBuilder()
    depth = count = 0

    def start(name: str, attributes: dict[str, str]) -> None:
        nonlocal depth, count
        depth, count = depth + 1, count + 1
        if depth > _DEEPEST or count > _MOST:
            raise NotOurs("nested or long beyond any answer")
        builder.start(_local(name), {_local(key): value for key, value in attributes.items()})

    def end(name: str) -> None:
        nonlocal depth
        depth -= 1
        builder.end(_local(name))

    def refuse(*_: object) -> int:
        raise NotOurs("it declares entities")

    parser = expat.ParserCreate()
    parser.buffer_text = True
    parser.StartElementHandler = start
    parser.EndElementHandler = end
    parser.CharacterDataHandler = builder.data
    parser.StartDoctypeDeclHandler = refuse
    parser.EntityDeclHandler = refuse
    parser.ExternalEntityRefHandler = refuse
    # A mark of UTF-16 shows as zeros, which are no harm there.
    illegal = data if data.startswith((b"\xff\xfe", b"\xfe\xff")) else _ILLEGAL.sub(b"", data)
    try:
        parser.Parse(illegal.lstrip(b" \t\r\n"), True)
        return builder.close()
    except NotOurs:
        raise
    except (expat.ExpatError, AssertionError, ET.ParseError, LookupError, ValueError) as error:
        raise NotXml(f"not XML, or cut short ({error})") from error


def _local(name: str) -> str:
    return name.rpartition(":")[2].lower()


def text_of(element: ET.Element, name: str) -> str:
    """The words of a child on one line; what was encoded twice is undone.

    >>> text_of(parse_tree(b"<a><t>Children&amp;#39;s  Panel</t></a>"), "t")
    "Children's Panel"
    """
    return one_line(element.findtext(name) or "")


def one_line(words: str) -> str:
    """Words on one line, decoded once more where references are left in them; no control characters."""
    if _TWICE.search(words):
        words = unescape(words)
    return " ".join("".join(c if c.isprintable() else " " for c in words).split())


def is_true(element: ET.Element, name: str, otherwise: bool = False) -> bool:
    """Whether a child says True; `otherwise` where it is not there or empty."""
    words = text_of(element, name).lower()
    return words in ("true", "1", "yes") if words else otherwise
