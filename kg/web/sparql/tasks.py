"""What a worker is asked, and what it answers: both cross the border of a process as MessagePack, after its length."""

from __future__ import annotations

import struct

import msgspec


class Query(msgspec.Struct, frozen=True, tag=True):
    """A SPARQL query.

    Args:
        text: of it.
        form: media type of the answer, one of `kg.store.results.ResultForm`.
        default_graphs: IRIs that the protocol gives for the default graph.
        named_graphs: IRIs that it gives for named graphs.
        limit: bytes that the answer may have, where it is less than all may.
    """

    text: str
    form: str
    default_graphs: tuple[str, ...] = ()
    named_graphs: tuple[str, ...] = ()
    limit: int = 0


class Canned(msgspec.Struct, frozen=True, tag=True):
    """A canned query.

    Args:
        name: of its file.
        values: its parameters as somebody typed them.
        form: "csv", "json", "md", or "page" for the rows of a page.
        today: the day that "today" is, ISO 8601.
    """

    name: str
    values: dict[str, str]
    form: str
    today: str


class Answer(msgspec.Struct, frozen=True, tag=True):
    """The answer, whole."""

    body: bytes


class Failure(msgspec.Struct, frozen=True, tag=True):
    """Why there is none.

    Args:
        status: the HTTP status that says so.
        message: what is wrong and what to do, in one line.
    """

    status: int
    message: str


Task = Query | Canned
Reply = Answer | Failure

encode = msgspec.msgpack.Encoder().encode
decode_task = msgspec.msgpack.Decoder(Task).decode
decode_reply = msgspec.msgpack.Decoder(Reply).decode


HEAD = struct.Struct("!I")  # the length of a message, before it


def frame(message: bytes) -> bytes:
    """A message as it is sent.

    >>> frame(b"ready")
    b'\\x00\\x00\\x00\\x05ready'
    """
    return HEAD.pack(len(message)) + message
