"""What is in a WARC file (ISO 28500), and the page that one of its records holds."""

from __future__ import annotations

import contextlib
import hashlib
import io
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any, BinaryIO
from urllib.parse import unquote, urlsplit

from kg.document import Record
from kg.errors import Doubt, SourceError
from kg.gather.names import Choice, choose
from kg.gather.sources import LARGEST, Member, Source, show_name

MOST = 100_000  # pages
_FORMS = frozenset(
    {
        "application/msword",
        "application/pdf",
        "application/rtf",
        "application/vnd.oasis.opendocument.text",
        "application/vnd.openxmlformats-officedocument.wordprocessingml.document",
        "application/xhtml+xml",
        "text/html",
        "text/plain",
        "text/rtf",
    }
)
_PIECE = 65_536
_ANEW = "make it again, or use the copies that are whole"


@dataclass(frozen=True, slots=True)
class _Capture:
    """A page as it was on a day.

    Args:
        url: its address.
        saved: when, as the WARC file has it (ISO 8601).
        offset: of its record in the file.
        sha256: of its bytes.
    """

    url: str
    saved: str
    offset: int
    sha256: str


def list_warc(file: BinaryIO, path: Path, record: Record) -> tuple[list[Source], list[Doubt], list[Doubt]]:
    """The pages and files in a WARC file that may hold minutes, and what is not read.

    Of a page that was saved several times each text is listed, with the day on which it was last seen.

    Args:
        file: the archive.
        path: where it is.
        record: what is said of it as a whole.

    Raises:
        SourceError: it is no WARC file, or is packed as one piece.
    """
    skipped: list[Doubt] = []
    captures: dict[tuple[str, str], _Capture] = {}
    noise = io.StringIO()  # the library speaks of damage to stderr alone
    with contextlib.redirect_stderr(noise):
        for found in _captures(file, path):
            if isinstance(found, Doubt):
                skipped.append(found)
                continue
            known = captures.get((found.url, found.sha256))
            if known is None or known.saved < found.saved:
                captures[found.url, found.sha256] = found
            if len(captures) > MOST:
                raise SourceError(f"holds more than {MOST:,} pages", todo="divide it")
    if noise.getvalue():
        skipped.append(Doubt(str(path), "damaged; what could be read of it was read", _ANEW))
    sources = [
        Source(
            path,
            Record(
                file=record.file,
                council=record.council,
                body=record.body,
                url=one.url,
                line=record.line,
                saved=one.saved,
            ),
            Member(one.url, name_of(one.url), one.offset),
        )
        for _, one in sorted(captures.items())
    ]
    return sources, [], skipped


def read_warc_member(file: BinaryIO, member: Member) -> bytes:
    """The page that a record holds, as the server sent it, unpacked.

    Raises:
        SourceError: it is damaged.
    """
    file.seek(member.offset)
    with contextlib.redirect_stderr(io.StringIO()):
        record = next(_records(file), None)
        data = b"".join(_pieces(record[0])) if record else b""
    if record is None or len(data) > LARGEST:
        raise SourceError("damaged in the archive", todo=_ANEW)
    return data


def name_of(url: str) -> str:
    """The name of the file that a program which saves a page would give it.

    >>> name_of("https://democracy.example.gov.uk/mgAi.aspx?ID=7"), name_of("https://example.gov.uk/")
    ('mgAi.aspx?ID=7', 'index.html')
    >>> name_of("https://example.gov.uk/documents/g7/Printed%20minutes.pdf?T=1")
    'Printed minutes.pdf?T=1'
    """
    try:
        parts = urlsplit(url)
    except ValueError:
        return "page.html"
    name = show_name(unquote(parts.path.rpartition("/")[2])) or "index.html"
    return f"{name}?{parts.query}".replace("/", "_") if parts.query else name.replace("/", "_")


def _records(file: BinaryIO) -> Iterator[tuple[Any, Any]]:
    """Each record with the iterator that knows where it stands."""
    from warcio.archiveiterator import WARCIterator  # few builds read archives
    from warcio.exceptions import ArchiveLoadFailed

    records = WARCIterator(file)
    try:
        for record in records:
            yield record, records
    except ArchiveLoadFailed as error:
        if "gzip" in str(error):
            raise SourceError("a WARC file packed as one piece", todo="unpack it with gunzip") from error
        raise SourceError("damaged, or no WARC file", todo=_ANEW) from error


def _captures(file: BinaryIO, path: Path) -> Iterator[_Capture | Doubt]:
    for record, records in _records(file):
        headers = record.rec_headers
        url = (headers.get_header("WARC-Target-URI") or "").partition("#")[0]
        # A program that saves pages also notes how it was called, as records of its own.
        if not url.startswith(("http://", "https://")) or not _holds_minutes(record):
            continue
        if choose(name_of(url)) is Choice.LEAVE:
            continue
        where = f"{path}/{url}"
        if _coding(record) not in ("", "gzip", "x-gzip", "deflate", "identity"):
            yield Doubt(where, "packed in a way that is not read", _ANEW)
            continue
        digest, size = hashlib.sha256(), 0
        for piece in _pieces(record):
            digest.update(piece)
            size += len(piece)
        if size > LARGEST:
            yield Doubt(where, f"larger than {LARGEST // 1_000_000} MB", "leave it out")
        elif getattr(record.raw_stream, "limit", 0) > 0:
            yield Doubt(where, "cut short in the archive", _ANEW)
        elif size:
            yield _Capture(url, headers.get_header("WARC-Date") or "", records.get_record_offset(), digest.hexdigest())


def _holds_minutes(record: Any) -> bool:
    """Whether a record holds a page, or a file of a form in which minutes come, that the server had."""
    if record.rec_type == "response":
        if record.http_headers is None or record.http_headers.get_statuscode() != "200":
            return False
        form = record.http_headers.get_header("Content-Type")
    elif record.rec_type == "resource":
        form = record.content_type
    else:
        return False
    return (form or "").partition(";")[0].strip().lower() in _FORMS


def _coding(record: Any) -> str:
    return (record.http_headers.get_header("Content-Encoding") or "").strip().lower() if record.http_headers else ""


def _pieces(record: Any) -> Iterator[bytes]:
    """The bytes of a record as the server meant them, no more than one too many."""
    stream = record.content_stream()
    size = 0
    while size <= LARGEST and (piece := stream.read(min(_PIECE, LARGEST + 1 - size))):
        size += len(piece)
        yield piece
