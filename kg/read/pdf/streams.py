"""What the streams of a PDF unpack to, found out before its pages are opened: opening one unpacks and keeps it all."""

from __future__ import annotations

import re
import zlib

_MOST = 64 << 20  # bytes: what is drawn on the fullest of pages takes a tenth of that
_IN_ALL = 1 << 30  # bytes
_CHUNK = 1 << 16  # bytes read, and sixteen times that written, at a time
_RATIO = 1032  # of what is unpacked to what is packed, at most (deflate)
_HEAD = 2_000  # bytes before a stream, in which its dictionary stands
_STREAM = re.compile(rb">>\s{0,4}stream\r?\n")
_PICTURE = re.compile(rb"/Subtype\s*/Image\b")


def is_overfull(data: bytes) -> bool:
    """Whether a stream other than a picture unpacks to more than any page can show.

    Only streams that are packed once are looked into; the limit on memory stops the others.

    Args:
        data: the file, whole.
    """
    if len(data) * _RATIO < _MOST:
        return False
    at = spent = 0
    while (found := _STREAM.search(data, at)) is not None:
        at = found.end()
        head = data[max(0, found.start() - _HEAD) : found.start()]
        head = head[head.rfind(b" obj") + 1 :]
        if b"/Fl" not in head or _PICTURE.search(head):
            continue
        size, at = _unpack(data, at)
        spent += size
        if size > _MOST or spent > _IN_ALL:
            return True
    return False


def _unpack(data: bytes, start: int) -> tuple[int, int]:
    """How many bytes the stream that begins at a place unpacks to, counted up to the limit; and where it ends."""
    unpacker = zlib.decompressobj()
    size, at = 0, start
    waiting = b""
    try:
        while size <= _MOST and not unpacker.eof:
            if not waiting:
                waiting = data[at : at + _CHUNK]
                at += len(waiting)
                if not waiting:
                    break
            size += len(unpacker.decompress(waiting, 16 * _CHUNK))
            waiting = unpacker.unconsumed_tail
    except zlib.error:
        return size, start  # damaged, or locked with a password
    return size, at - len(unpacker.unused_data) - len(waiting)
