"""N-Quads -> a store that answers SPARQL, in this process or behind an address.

base       what every store answers to: `Reader`, `Store`, `Table`
embedded   Oxigraph in this process        remote   any SPARQL 1.1 server
folder     the graph folder, for reading   commit   the graph folder, for writing
sparql     what is known of a query before it is run        terms   rdflib's terms and Oxigraph's
syntax     statements as N-Quads, TriG, Turtle, JSON-LD     lookup  what is said of one thing
context    short names for JSON-LD                          jsonld  JSON-LD that reads well
"""

from __future__ import annotations

from pathlib import Path

from kg.store.base import Bindings, Reader, Row, Store, Table
from kg.store.commit import GraphWriter, commit_graph, write_graph
from kg.store.embedded import EmbeddedStore
from kg.store.folder import DocumentEntry, GraphFolder, Manifest
from kg.store.remote import RemoteStore

__all__ = [
    "Bindings",
    "DocumentEntry",
    "EmbeddedStore",
    "GraphFolder",
    "GraphWriter",
    "Manifest",
    "Reader",
    "RemoteStore",
    "Row",
    "Store",
    "Table",
    "commit_graph",
    "is_address",
    "open_store",
    "write_graph",
]


def is_address(place: str) -> bool:
    """Whether `--graph` names a server and not a folder.

    >>> is_address("https://example.org/sparql"), is_address("minutes.kg")
    (True, False)
    """
    return place.startswith(("http://", "https://"))


def open_store(place: str | Path) -> Reader:
    """The store at a graph folder or behind the address of a SPARQL 1.1 endpoint, for reading.

    Raises:
        GraphError: there is no graph folder, or it cannot be read, or the address is none.
    """
    if isinstance(place, str) and is_address(place):
        return RemoteStore(place)
    return GraphFolder.open(Path(place)).store()
