"""The parts of a zipped document (DOCX, ODT), read within bounds and parsed without any way out of the file.

Office Open XML is ISO/IEC 29500-2 (packages) over ZIP; OpenDocument is ISO/IEC 26300-3. Both are untrusted input: sizes
are what inflating gives, not what the file declares; a part with a document type declaration is refused, so no entity
is ever expanded, and nothing is fetched.
"""

from __future__ import annotations

import io
import posixpath
import zipfile
from collections.abc import Mapping
from dataclasses import dataclass
from types import MappingProxyType
from typing import Any

from lxml import etree

from kg.errors import SourceError
from kg.read.word.form import DAMAGED, ENTRY, MOST_MEMBERS

Element = Any  # lxml, which ships no types: an element, with `tag`, `text`, `get` and `find`

_PART = 24_000_000  # bytes of one part: the text of some 2,000 pages
_TOTAL = 48_000_000  # bytes of all the parts that are read of one file

# Word's "Strict Open XML Document" has other names for the same things.
_STRICT = (
    (
        b"http://purl.oclc.org/ooxml/wordprocessingml/main",
        b"http://schemas.openxmlformats.org/wordprocessingml/2006/main",
    ),
    (
        b"http://purl.oclc.org/ooxml/officeDocument/relationships",
        b"http://schemas.openxmlformats.org/officeDocument/2006/relationships",
    ),
)


class Package:
    """A zipped document, of which parts are read one by one, up to a total."""

    def __init__(self, data: bytes, name: str) -> None:
        self.name = name
        self._left = _TOTAL
        if data.count(ENTRY) > MOST_MEMBERS:
            raise SourceError("too many files inside it", where=name, todo="save it again, or leave it out")
        try:
            self._zip = zipfile.ZipFile(io.BytesIO(data))
        except DAMAGED as error:
            raise damaged(name) from error
        self._members = {info.filename.lstrip("/").lower(): info for info in self._zip.infolist()}

    @property
    def members(self) -> tuple[str, ...]:
        """The paths in it, in small letters, as they come."""
        return tuple(self._members)

    def read(self, path: str) -> bytes | None:
        """The bytes of a part; None if there is none of that path.

        Raises:
            SourceError: it is damaged, locked by a password, or inflates to more than a document can hold.
        """
        info = self._members.get(path.lstrip("/").lower())
        if info is None:
            return None
        if info.flag_bits & 1:
            raise SourceError("protected by a password", where=self.name, todo="save it without, and build again")
        limit = min(_PART, self._left)
        try:
            with self._zip.open(info) as part:
                data = part.read(limit + 1)
        except DAMAGED as error:
            raise damaged(self.name) from error
        if len(data) > limit:
            raise SourceError("far larger inside than minutes are", where=self.name, todo="split it, or leave it out")
        self._left -= len(data)
        return data

    def parse(self, path: str) -> Element | None:
        """The root of an XML part; None if there is no such part.

        Raises:
            SourceError: as of `read`; or it is no XML, or has a document type declaration.
        """
        data = self.read(path)
        return None if data is None else parse_xml(data, self.name)


def parse_xml(data: bytes, name: str) -> Element:
    """The root of an XML document that comes from somebody else.

    Raises:
        SourceError: it is no XML, is nested hundreds deep, or has a document type declaration.
    """
    for strict, usual in _STRICT:
        data = data.replace(strict, usual)
    parser = etree.XMLParser(
        resolve_entities=False,
        no_network=True,
        load_dtd=False,
        dtd_validation=False,
        huge_tree=False,
        remove_comments=True,
        remove_pis=True,
    )
    # No office program writes one; what it could declare are entities.
    if b"<!DOCTYPE" in data[:10_000]:
        raise _declared(name)
    try:
        root = etree.fromstring(data, parser)
    except (etree.XMLSyntaxError, ValueError) as error:
        raise damaged(name) from error
    if root.getroottree().docinfo.internalDTD is not None:
        raise _declared(name)
    return root


def damaged(name: str) -> SourceError:
    """What to say of a file that is not whole."""
    return SourceError("damaged: it cannot be unpacked", where=name, todo="open it in Word and save it again")


def _declared(name: str) -> SourceError:
    return SourceError(
        "its XML declares entities, which no office program writes", where=name, todo="save it again, or leave it out"
    )


# Office Open XML: which part is which ------------------------------------------------------------------------------

_PACKAGE = "{http://schemas.openxmlformats.org/package/2006/relationships}"
_TYPES = "{http://schemas.openxmlformats.org/package/2006/content-types}"


@dataclass(frozen=True, slots=True)
class Relations:
    """Where the parts are to which a part refers.

    Args:
        by_kind: the last word of the type ("styles", "numbering") -> path; the first of each.
        by_id: identifier -> path.
    """

    by_kind: Mapping[str, str]
    by_id: Mapping[str, str]


def relations_of(package: Package, path: str) -> Relations:
    """The parts to which a part refers; those outside the file are left out.

    Args:
        package: the file.
        path: of the part; empty for the package itself.
    """
    folder, base = posixpath.split(path)
    root = package.parse(posixpath.join(folder, "_rels", f"{base}.rels"))
    by_kind: dict[str, str] = {}
    by_id: dict[str, str] = {}
    for relation in () if root is None else root.iter(f"{_PACKAGE}Relationship"):
        if relation.get("TargetMode") == "External":
            continue
        target = relation.get("Target", "")
        place = posixpath.normpath(posixpath.join(folder, target) if not target.startswith("/") else target[1:])
        by_kind.setdefault(relation.get("Type", "").rpartition("/")[2], place)
        by_id.setdefault(relation.get("Id", ""), place)
    return Relations(MappingProxyType(by_kind), MappingProxyType(by_id))


def content_types(package: Package) -> tuple[str, ...]:
    """The media types that an Office Open XML file declares for its parts."""
    root = package.parse("[Content_Types].xml")
    return () if root is None else tuple(part.get("ContentType", "") for part in root.iter(f"{_TYPES}Override"))
