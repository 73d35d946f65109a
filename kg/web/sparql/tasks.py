"""What a worker is asked, and what it answers: both cross the border of a process as MessagePack."""

from __future__ import annotations

import msgspec


class Query(msgspec.Struct, frozen=True, tag=True):
    """A SPARQL query.

    Args:
        text: of it.
        form: media type of the answer, one of `kg.store.results.ResultForm`.
        default_graphs: IRIs that the protocol gives for the default graph.
        named_graphs: IRIs that it gives for named graphs.
    """

    text: str
    form: str
    default_graphs: tuple[str, ...] = ()
    named_graphs: tuple[str, ...] = ()


class Canned(msgspec.Struct, frozen=True, tag=True):
    """A canned query.

    Args:
        name: of its file.
        values: its parameters as somebody typed them.
        form: "csv", "json" or "md".
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
