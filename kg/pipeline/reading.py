"""Files -> documents with their facts, each file by itself, in as many processes as wanted.

Plain text is read by us and takes time in proportion to its length. Every other form is read by a library, in a process
that is stopped when it takes too long or too much memory (`kg.guard`): that costs one file, and the rest is built.
"""

from __future__ import annotations

import os
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, replace
from typing import TypeVar

from kg.document import Above, Document
from kg.errors import Doubt, KgError, SourceError
from kg.extract import extract_facts
from kg.extract.standing import find_standing
from kg.facts import UNMARKED, DocumentFacts, Standing
from kg.gather import Source, read_source_bytes, stem_of
from kg.guard import Cause, Guard, Limits, Stopped, describe_fault
from kg.names import fold
from kg.read import Rendering, outline_documents, render
from kg.read.forms import is_text

UNKNOWN_COUNCIL = "Council not stated"
LIMITS = Limits()

_LONGEST = 20_000_000  # characters: some 8,000 pages

Progress = Callable[[int, int], None]

_Rendered = tuple[Source, bytes, Rendering]
_Result = TypeVar("_Result")


@dataclass(frozen=True, slots=True)
class Read:
    """A document that was read: its bytes are kept, so that the words can be checked again."""

    document: Document
    facts: DocumentFacts
    data: bytes
    council: str
    slug: str = ""
    standing: Standing = UNMARKED


def read_source(source: Source, limits: Limits = LIMITS) -> tuple[Read, ...] | Doubt:
    """The documents of one file with their facts, or why it could not be read."""
    return next(_read_each([source], 1, limits))


def render_source(source: Source, limits: Limits = LIMITS) -> Rendering | Doubt:
    """The text of one file, or why it could not be read."""
    with Guard(_render, _rendering, limits=limits) as guard:
        rendering = _in(guard, source, _rendering)
    return _doubt(source, rendering, limits) if isinstance(rendering, Stopped) else rendering


def make_read(document: Document, facts: DocumentFacts, data: bytes, slug: str = "") -> Read:
    """A document that was read, under the council that its facts name."""
    council = facts.meeting.council or UNKNOWN_COUNCIL
    return Read(document, facts, data, council, slug, find_standing(document, facts.meeting.date))


def section_stem(document: Document) -> str:
    """What the slug of a document is made of: the name of its file, and which meeting of several in it it is."""
    section = f"-{document.section}" if document.section else ""
    return stem_of(document.name) + section


def read_all(
    sources: Sequence[Source], jobs: int, progress: Progress | None, limits: Limits = LIMITS
) -> tuple[list[Read], tuple[Doubt, ...]]:
    """The documents of all sources, in their order, and which could not be read.

    Args:
        sources: the files.
        jobs: how many processes read them.
        progress: called with how many are done, and of how many.
        limits: of the reading of one file, but for plain text.
    """
    read: list[Read] = []
    skipped: list[Doubt] = []
    for done, result in enumerate(_read_each(sources, jobs, limits), 1):
        if isinstance(result, Doubt):
            skipped.append(result)
        else:
            read += result
        if progress:
            progress(done, len(sources))
    return read, tuple(sorted(skipped))


def _read_each(sources: Sequence[Source], jobs: int, limits: Limits) -> Iterator[tuple[Read, ...] | Doubt]:
    with Guard(_render, _finish, jobs=max(1, min(jobs, len(sources))), limits=limits) as guard:

        def read(source: Source) -> tuple[Read, ...] | Doubt | Stopped:
            return _in(guard, source, _finish)

        results = guard.run(sources) if jobs > 1 and len(sources) > 1 else map(read, sources)
        for source, result in zip(sources, results, strict=True):
            yield _doubt(source, result, limits) if isinstance(result, Stopped) else result


def _in(
    guard: Guard[Source, _Result | Doubt], source: Source, then: Callable[[_Rendered | Doubt], _Result | Doubt]
) -> _Result | Doubt | Stopped:
    """Read in this process what is plain text in a file of its own, and all else in another."""
    if source.member is not None:
        return next(guard.run([source]))
    try:
        data = read_source_bytes(source)
    except KgError as error:
        return Doubt(source.where, error.what, error.todo)
    if not is_text(data, source.name):
        return next(guard.run([source]))
    try:
        return then(_rendered(source, data))
    except Exception as error:
        return describe_fault(error)


def _rendering(rendered: _Rendered | Doubt) -> Rendering | Doubt:
    return rendered if isinstance(rendered, Doubt) else rendered[2]


def _render(source: Source) -> _Rendered | Doubt:
    """The text of a file: the part of the work that is done under a limit."""
    try:
        return _rendered(source, read_source_bytes(source))
    except KgError as error:
        return Doubt(source.where, error.what, error.todo)


def _rendered(source: Source, data: bytes) -> _Rendered | Doubt:
    try:
        rendering = render(data, source.name)
        if len(rendering.text) > _LONGEST:
            raise SourceError(f"more than {_LONGEST:,} characters of text", todo="split it, or leave it out")
    except KgError as error:
        return Doubt(source.where, error.what, error.todo)
    return source, data, rendering


def _finish(rendered: _Rendered | Doubt) -> tuple[Read, ...] | Doubt:
    """What a text states."""
    if isinstance(rendered, Doubt):
        return rendered
    source, data, rendering = rendered
    try:
        documents = outline_documents(rendering, data, source.name, source.record)
    except KgError as error:
        return Doubt(source.where, error.what, error.todo)
    read: list[Read] = []
    for document in documents:
        document = replace(document, above=_said_above(read))
        read.append(make_read(document, extract_facts(document), data))
    return tuple(read)


def _said_above(read: Sequence[Read]) -> Above:
    """What the first meeting of a file says of council and body: a pack names them once, at its top."""
    if not read:
        return Above()
    first, meeting = read[0].document, read[0].facts.meeting
    names = [fold(name) for name in (meeting.council, meeting.body) if name]
    words = tuple(
        (first.in_file(evidence.span), evidence.quote)
        for evidence in meeting.evidence
        if any(name in said or said in name for said in [fold(" ".join(evidence.quote.split()))] for name in names)
    )
    return Above(meeting.council, meeting.body, words)


def _doubt(source: Source, stopped: Stopped, limits: Limits) -> Doubt:
    """What a person should know of a file whose reading was stopped."""
    anew = "open it and save it anew, or leave it out"
    match stopped.cause:
        case Cause.TIME:
            what, todo = (
                f"took longer than {limits.seconds:g} seconds to read",
                "give it more with --timeout, or leave it out",
            )
        case Cause.MEMORY:
            what, todo = f"needs more than {limits.memory / 1024**3:g} GB of memory to be read", anew
        case Cause.CRASH:
            what, todo = "made its reader crash", anew
        case Cause.FAULT:
            if os.environ.get("KG_TRACEBACK"):
                raise RuntimeError(f"{source.where}\n{stopped.trace}")
            what, todo = f"made its reader fail ({stopped.detail})", f"please report it; {anew}"
    return Doubt(source.where, what, todo)
