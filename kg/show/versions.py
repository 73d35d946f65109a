"""In which other versions of a document words stand too: its printed copy, the draft of it, the page of one item."""

from __future__ import annotations

import re
from collections.abc import Sequence

from kg.errors import GraphError
from kg.store.folder import DocumentEntry, GraphFolder

_WORDS = re.compile(r"[^\W_]+")
_READ = 12  # versions: each is read as a whole


def find_also(folder: GraphFolder, document: str, quotes: Sequence[str]) -> tuple[str, ...]:
    """The names of the other versions of a document in which one of the quotes stands too, sorted.

    Case, punctuation and the ends of lines do not count.

    Args:
        folder: the graph.
        document: IRI of the document.
        quotes: its words.
    """
    wanted = [_fold(quote) for quote in quotes]
    return tuple(
        sorted(
            entry.name
            for entry in _versions(folder, document)[:_READ]
            if any(words in _text(folder, entry) for words in wanted)
        )
    )


def _versions(folder: GraphFolder, document: str) -> list[DocumentEntry]:
    entries = folder.manifest.documents
    current = next((entry.current or entry.iri for entry in entries if entry.iri == document), "")
    return [entry for entry in entries if entry.iri != document and current in (entry.iri, entry.current)]


def _text(folder: GraphFolder, entry: DocumentEntry) -> str:
    try:
        return _fold(folder.source_text(entry))
    except GraphError:
        return ""  # kg validate tells of a stored copy that cannot be read


def _fold(text: str) -> str:
    return f" {' '.join(_WORDS.findall(text.casefold()))} "
