"""What is in a ZIP of saved pages, and the bytes of one of its members.

The standard library reads the directory of the archive; members are unpacked here, never more of them than the
directory says, so that nothing swells (PKWARE APPNOTE 6.3; stored and deflated members, which is what is met with).
"""

from __future__ import annotations

import stat
import struct
import zipfile
import zlib
from collections import defaultdict
from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path
from typing import BinaryIO

from kg.document import Record
from kg.errors import Doubt, KgError, SourceError
from kg.gather.names import (
    HEAD,
    Choice,
    choose,
    ending_of,
    is_any_archive,
    is_companion,
    is_hidden,
    is_own_list,
    looks_like_minutes,
)
from kg.gather.sources import LARGEST, Member, Source
from kg.read.records import NAME, read_records

MOST = 100_000  # members
_TOTAL = 2 * 1024**3  # bytes, unpacked
_LOCAL = struct.Struct("<4s22xHH")
_ENCRYPTED = 0x1
_READ = (zipfile.ZIP_STORED, zipfile.ZIP_DEFLATED)
_ANEW = "unpack it and build the folder"


def is_document(file: BinaryIO) -> bool:
    """Whether a ZIP is a Word, OpenDocument or Excel file rather than an archive of files."""
    try:
        with zipfile.ZipFile(file) as archive:
            names = archive.NameToInfo
            return "[Content_Types].xml" in names or "mimetype" in names
    except (zipfile.BadZipFile, NotImplementedError, ValueError, OSError, struct.error):
        return False


def list_zip(file: BinaryIO, path: Path, record: Record) -> tuple[list[Source], list[Doubt], list[Doubt]]:
    """The files to read in a ZIP, what is wrong with its tables, and what is not read.

    Args:
        file: the archive.
        path: where it is.
        record: what is said of it as a whole.

    Raises:
        SourceError: it is damaged, or made to do harm.
    """
    try:
        with zipfile.ZipFile(file) as archive:
            infos = archive.infolist()
    except (zipfile.BadZipFile, NotImplementedError, ValueError, struct.error) as error:
        raise SourceError("damaged, or no ZIP", todo="download or pack it again") from error
    if len(infos) > MOST:
        raise SourceError(f"holds more than {MOST:,} files", todo=_ANEW)
    _refuse_overlaps(infos)
    folders = _by_folder(infos)
    if sum(member.size for members in folders.values() for member, _ in members.values()) > _TOTAL:
        raise SourceError(f"holds more than {_TOTAL // 1024**3} GB, unpacked", todo=_ANEW)
    sources: list[Source] = []
    doubts: list[Doubt] = []
    skipped: list[Doubt] = []
    general = Record(file=record.file, council=record.council, body=record.body, line=record.line)
    for folder, members in sorted(folders.items()):
        records, said = _read_table(file, path, folder, members)
        doubts += said
        for name, (member, info) in sorted(members.items()):
            found = _judge(file, path, member, info)
            if isinstance(found, Doubt):
                skipped.append(found)
            elif found:
                own = records.get(name)
                sources.append(Source(path, _joined(own, general), member))
    return sources, doubts, skipped


def read_zip_member(file: BinaryIO, member: Member, most: int | None = None) -> bytes:
    """The bytes of a member.

    Args:
        file: the archive.
        member: as listed.
        most: how many bytes to read; all, and checked against its check sum, if None.

    Raises:
        SourceError: it is damaged.
    """
    file.seek(member.offset)
    head = file.read(_LOCAL.size)
    if len(head) < _LOCAL.size or not head.startswith(b"PK\x03\x04"):
        raise _damaged()
    _, name, extra = _LOCAL.unpack(head)
    file.seek(name + extra, 1)
    stored = file.read(member.stored if most is None else min(member.stored, 4 * most))
    limit = member.size if most is None else most
    if member.method == zipfile.ZIP_STORED:
        data = stored[: limit + 1]
    else:
        try:
            # One byte more than is promised shows that it is more.
            data = zlib.decompressobj(-zlib.MAX_WBITS).decompress(stored, limit + 1)
        except zlib.error as error:
            raise _damaged() from error
    if most is None and (len(data) != member.size or zlib.crc32(data) != member.crc):
        raise _damaged()
    return data[:limit]


def _refuse_overlaps(infos: Sequence[zipfile.ZipInfo]) -> None:
    """A ZIP whose members share bytes was made to swell without end."""
    end = 0
    for info in sorted(infos, key=lambda info: info.header_offset):
        if info.header_offset < end:
            raise SourceError("its files overlap, as in archives that are made to do harm", todo="leave it out")
        end = info.header_offset + _LOCAL.size + info.compress_size


_Members = dict[str, tuple[Member, zipfile.ZipInfo]]


def _by_folder(infos: Sequence[zipfile.ZipInfo]) -> dict[tuple[str, ...], _Members]:
    """The members that could be minutes, or their table, by folder and by name; of two with one name the later."""
    folders: dict[tuple[str, ...], _Members] = defaultdict(dict)
    for info in infos:
        parts = tuple(part for part in info.filename.replace("\\", "/").split("/") if part not in ("", ".", ".."))
        if not parts or info.is_dir() or any(map(is_hidden, parts)):
            continue
        *folder, name = parts
        member = Member(
            path="/".join(parts),
            name=name,
            offset=info.header_offset,
            stored=info.compress_size,
            size=info.file_size,
            method=info.compress_type,
            crc=info.CRC,
        )
        folders[tuple(folder)][name] = (member, info)
    beside = {folder: frozenset(members) for folder, members in folders.items()}
    return {folder: members for folder, members in folders.items() if not _accompanies(folder, beside)}


def _accompanies(folder: tuple[str, ...], beside: dict[tuple[str, ...], frozenset[str]]) -> bool:
    return any(is_companion(name, beside.get(folder[:at], frozenset())) for at, name in enumerate(folder))


def _judge(file: BinaryIO, path: Path, member: Member, info: zipfile.ZipInfo) -> bool | Doubt:
    """Whether a member is to be read, or why it is not though its name is that of minutes."""
    choice = choose(member.name)
    where = f"{path}/{member.path}"
    if is_any_archive(member.name):
        return Doubt(where, "an archive inside an archive", "unpack it")
    if choice is Choice.LEAVE or member.name == NAME:
        return False
    if choice is Choice.UNREAD:
        return Doubt(where, f"{ending_of(member.name)} files are not read", "save it as PDF or .docx")
    if (what := _refused(member, info)) is not None:
        return False if choice is Choice.LOOK else Doubt(where, *what)
    if choice is Choice.TAKE and ending_of(member.name) not in (".md", ".markdown"):
        return True
    try:
        head = read_zip_member(file, member, HEAD)
    except SourceError:
        return choice is Choice.TAKE  # it will be said when it is read
    if choice is Choice.LOOK:
        return looks_like_minutes(head)
    return Doubt(where, "a list that kg wrote, not minutes") if is_own_list(head) else True


def _refused(member: Member, info: zipfile.ZipInfo) -> tuple[str, str] | None:
    if stat.S_ISLNK(info.external_attr >> 16):
        return "a link, not a file", "put the file itself into the archive"
    if info.flag_bits & _ENCRYPTED:
        return "locked with a password", "unpack it and build the folder"
    if member.method not in _READ:
        return "packed in a way that is not read", "unpack it and build the folder"
    if max(member.size, member.stored) > LARGEST:
        return f"larger than {LARGEST // 1_000_000} MB", "split it, or leave it out"
    return None


def _read_table(
    file: BinaryIO, path: Path, folder: tuple[str, ...], members: _Members
) -> tuple[dict[str, Record], tuple[Doubt, ...]]:
    if NAME not in members:
        return {}, ()
    member, info = members[NAME]
    where = "/".join((str(path), *folder, NAME))
    if (what := _refused(member, info)) is not None:
        return {}, (Doubt(where, *what),)
    try:
        return read_records(read_zip_member(file, member), where, frozenset(members))
    except KgError as error:
        return {}, (Doubt(error.where or where, error.what, error.todo),)


def _joined(own: Record | None, general: Record) -> Record:
    """What is said of a file, and of the archive where nothing is said of the file."""
    if own is None:
        return general
    return replace(
        own,
        council=own.council or general.council,
        body=own.body or general.body,
        others=tuple(_joined(other, general) for other in own.others),
    )


def _damaged() -> SourceError:
    return SourceError("damaged in the archive", todo="download or pack the archive again")
