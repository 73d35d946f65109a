"""Readers of JSON-LD and the other syntaxes that are not ours: what each takes a file for."""

from __future__ import annotations

import json
import warnings
from collections.abc import Callable, Mapping

import pyoxigraph as ox
import rdflib
from pyld import jsonld

Quads = frozenset[str]  # lines of N-Quads


def canonical(lines: bytes | str) -> Quads:
    """N-Quads lines in one spelling: escapes, and the case of language tags."""
    quads = ox.parse(lines, format=ox.RdfFormat.N_QUADS)
    return frozenset((ox.serialize(quads, format=ox.RdfFormat.N_QUADS) or b"").decode("utf-8").split("\n")) - {""}


def read_with_oxigraph(data: bytes, form: str) -> Quads:
    formats = {"jsonld": ox.RdfFormat.JSON_LD, "trig": ox.RdfFormat.TRIG, "ttl": ox.RdfFormat.TURTLE}
    quads = ox.parse(data, format=formats.get(form, ox.RdfFormat.N_QUADS))
    return canonical(ox.serialize(quads, format=ox.RdfFormat.N_QUADS) or b"")


def read_with_rdflib(data: bytes, form: str) -> Quads:
    names = {"jsonld": "json-ld", "trig": "trig", "ttl": "turtle", "nt": "nt", "nq": "nquads"}
    normal = rdflib.NORMALIZE_LITERALS
    rdflib.NORMALIZE_LITERALS = False  # else rdflib writes 01 as 1, whatever it has read it from
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore", DeprecationWarning)  # its own, of itself
            dataset = rdflib.Dataset()
            dataset.parse(data=data, format=names[form])
            return canonical(dataset.serialize(format="nquads"))
    finally:
        rdflib.NORMALIZE_LITERALS = normal


def read_with_pyld(data: bytes, form: str = "jsonld") -> Quads:
    assert form == "jsonld"
    return canonical(jsonld.to_rdf(json.loads(data), {"format": "application/n-quads", "documentLoader": _no_network}))


def _no_network(address: str, options: object) -> object:
    raise AssertionError(f"a file that is to be read alone asks for {address}")


READERS: Mapping[str, Callable[[bytes, str], Quads]] = {
    "oxigraph": read_with_oxigraph,
    "rdflib": read_with_rdflib,
    "pyld": read_with_pyld,
}
