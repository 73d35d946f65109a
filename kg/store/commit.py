"""Writing a graph folder so that whatever happens, the graph that was there can still be read.

Order of a commit: sources, facts, the new store beside the old one, then `kg.json` in one step, then what no
manifest names any more is removed. A build that dies on the way leaves files that nothing names, and the next
build removes them.
"""

from __future__ import annotations

import hashlib
import os
import re
import shutil
from collections.abc import Iterable, Iterator
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import IO

import msgspec

from kg import __version__
from kg.errors import GraphError
from kg.store.embedded import create_store
from kg.store.folder import FORMAT, MANIFEST, DocumentEntry, GraphFolder, Manifest, store_path

_LOCK = ".lock"
_OURS = {
    "sources": re.compile(r"[0-9a-f]{64}"),
    "facts": re.compile(r"[0-9a-f]{64}\.json"),
    "store": re.compile(r"[0-9a-f]{16}"),
}
_PARTIAL = ".partial"


class GraphWriter:
    """The right to write one graph folder. Get one with `write_graph`."""

    def __init__(self, path: Path, folder: GraphFolder | None) -> None:
        self.path = path
        self.folder = folder
        """The graph that is there, or None if this is the first build."""

    def add_source(self, data: bytes) -> str:
        """Keep the bytes of a source document; their SHA-256."""
        return self._keep("sources", data, "")

    def add_facts(self, data: bytes) -> str:
        """Keep the facts of a document, as JSON; their SHA-256."""
        return self._keep("facts", data, ".json")

    def commit(self, *, base: str, documents: Iterable[DocumentEntry], nquads: Iterable[str]) -> Manifest:
        """Make this the graph: all that is read from the folder afterwards is what is given here.

        Args:
            base: what the IRIs of the data begin with.
            documents: all of them, those kept from before too; their sources and facts have been added,
                now or then.
            nquads: all statements, as canonical N-Quads lines in any order. The same statements give the same
                generation.

        Returns:
            The new manifest.

        Raises:
            GraphError: a line is not N-Quads, a source or facts file is missing, or the folder cannot be
                written.
        """
        entries = tuple(sorted(documents, key=lambda entry: entry.iri))
        lines = sorted({line.rstrip("\n") for line in nquads} - {""})
        manifest = Manifest(
            format=FORMAT,
            version=__version__,
            base=base,
            generation=name_generation(lines),
            documents=entries,
        )
        with _refusals(self.path):
            self._check(entries)
            self._write_store(manifest.generation, lines)
            _write_file(self.path / MANIFEST, msgspec.json.format(msgspec.json.encode(manifest), indent=1) + b"\n")
            self.folder = GraphFolder(self.path, manifest)
        return manifest

    def _keep(self, kind: str, data: bytes, suffix: str) -> str:
        sha256 = hashlib.sha256(data).hexdigest()
        target = self.path / kind / (sha256 + suffix)
        with _refusals(self.path):
            target.parent.mkdir(exist_ok=True)
            if not (target.is_file() and target.read_bytes() == data):
                _write_file(target, data)
        return sha256

    def _check(self, entries: tuple[DocumentEntry, ...]) -> None:
        if len({entry.iri for entry in entries}) < len(entries):
            raise GraphError("two documents have the same address", where=str(self.path))
        for entry in entries:
            for file in (self.path / "sources" / entry.sha256, self.path / "facts" / f"{entry.facts}.json"):
                if not file.is_file():
                    raise GraphError(
                        f"{entry.name} has no file {file.parent.name}/{file.name[:12]}…", where=str(self.path)
                    )

    def _write_store(self, generation: str, lines: list[str]) -> None:
        target = store_path(self.path, generation)
        if target.is_dir():  # named by its content, and renamed into place when it was whole
            return
        target.parent.mkdir(exist_ok=True)
        partial = target.with_name(generation + _PARTIAL)
        shutil.rmtree(partial, ignore_errors=True)
        create_store(partial, lines)
        partial.rename(target)
        _sync_folder(target.parent)


@contextmanager
def write_graph(path: Path) -> Iterator[GraphWriter]:
    """The right to write the graph folder at `path` until the block ends; it is made if there is none.

    Raises:
        GraphError: another build is writing there, the folder is something else, or it cannot be written.
    """
    with _refusals(path):
        fresh = not path.exists()
        if path.is_dir() and not (path / MANIFEST).exists() and not _is_leftover(path):
            raise GraphError(
                "holds other files and is not a graph folder",
                where=str(path),
                todo="choose another folder for --graph",
            )
        path.mkdir(parents=True, exist_ok=True)
        lock = (path / _LOCK).open("a+b")
    try:
        _take(lock, path)
        writer = GraphWriter(path, GraphFolder.open(path) if (path / MANIFEST).exists() else None)
        _clean(writer)
        try:
            yield writer
        finally:
            _clean(writer)
    finally:
        lock.close()
        if fresh and not (path / MANIFEST).exists():
            with suppress(OSError):
                (path / _LOCK).unlink()
                path.rmdir()


def commit_graph(
    path: Path,
    *,
    base: str,
    documents: Iterable[DocumentEntry],
    nquads: Iterable[str],
    sources: Iterable[bytes] = (),
    facts: Iterable[bytes] = (),
) -> Manifest:
    """Write a graph folder in one call; see `GraphWriter.commit`.

    Sources and facts that are already there may be left out.
    """
    with write_graph(path) as writer:
        for data in sources:
            writer.add_source(data)
        for data in facts:
            writer.add_facts(data)
        return writer.commit(base=base, documents=documents, nquads=nquads)


def name_generation(lines: Iterable[str]) -> str:
    """The name of the store that holds these sorted N-Quads lines.

    >>> name_generation([])
    'e3b0c44298fc1c14'
    """
    digest = hashlib.sha256()
    for line in lines:
        digest.update(line.encode("utf-8"))
        digest.update(b"\n")
    return digest.hexdigest()[:16]


def _clean(writer: GraphWriter) -> None:
    """Remove what the manifest does not name: what a build that died left, and what the new graph replaces.

    On Windows a file that a reader holds open stays, and goes with the next build.
    """
    path, manifest = writer.path, writer.folder.manifest if writer.folder else None
    documents = manifest.documents if manifest else ()
    named = {
        "sources": {entry.sha256 for entry in documents},
        "facts": {f"{entry.facts}.json" for entry in documents},
        "store": {manifest.generation} if manifest else set(),
    }
    for kind, pattern in _OURS.items():
        with suppress(OSError):
            for entry in sorted((path / kind).iterdir()):
                if entry.name not in named[kind] and pattern.fullmatch(entry.name.removesuffix(_PARTIAL)):
                    _remove(entry)
            if not named[kind]:
                (path / kind).rmdir()
    with suppress(OSError):
        (path / (MANIFEST + _PARTIAL)).unlink()


def _remove(entry: Path) -> None:
    if entry.is_dir():
        # A half-removed store must not bear the name of a whole one.
        partial = entry if entry.name.endswith(_PARTIAL) else entry.replace(entry.with_name(entry.name + _PARTIAL))
        shutil.rmtree(partial, ignore_errors=True)
    else:
        with suppress(OSError):
            entry.unlink()


def _is_leftover(path: Path) -> bool:
    """Whether a folder without manifest is empty, or what a first build left that did not finish."""
    return all(entry.name in (*_OURS, _LOCK, MANIFEST + _PARTIAL) for entry in path.iterdir())


def _write_file(target: Path, data: bytes) -> None:
    partial = target.with_name(target.name + _PARTIAL)
    with partial.open("wb") as file:
        file.write(data)
        file.flush()
        os.fsync(file.fileno())
    partial.replace(target)
    _sync_folder(target.parent)


def _sync_folder(path: Path) -> None:
    """Make a rename outlast a power cut. Windows has no such call, and needs none."""
    if os.name == "posix":
        handle = os.open(path, os.O_RDONLY)
        try:
            os.fsync(handle)
        finally:
            os.close(handle)


def _take(lock: IO[bytes], path: Path) -> None:
    """Hold the lock until its file is closed, which the system does for a process that dies."""
    try:
        if os.name == "posix":
            import fcntl

            fcntl.flock(lock, fcntl.LOCK_EX | fcntl.LOCK_NB)
        else:
            import msvcrt

            msvcrt.locking(lock.fileno(), msvcrt.LK_NBLCK, 1)  # type: ignore[attr-defined,unused-ignore]
    except OSError as error:
        raise GraphError(
            "another build is writing this graph",
            where=str(path),
            todo="wait until it has finished, then try again",
        ) from error


@contextmanager
def _refusals(path: Path) -> Iterator[None]:
    """Refusals of the system, as one line."""
    try:
        yield
    except PermissionError as error:
        raise GraphError(
            "no permission to write here",
            where=str(error.filename or path),
            todo="choose another folder for --graph",
        ) from error
    except (FileExistsError, NotADirectoryError) as error:
        raise GraphError(
            "a file is in the way of the graph folder", where=str(path), todo="choose another --graph"
        ) from error
    except OSError as error:
        raise GraphError(
            f"cannot be written ({error.strerror or error})", where=str(path), todo="check the disk"
        ) from error
