"""The prefixes that every query may use without declaring them, and that exports are written with."""

from __future__ import annotations

from types import MappingProxyType
from typing import Final

from rdflib.namespace import DCTERMS, FOAF, ORG, OWL, PROV, RDF, RDFS, SDO, SKOS, TIME, XSD

from kg.vocab import COMPARISONS, KINDS, ONTOLOGY, ROLES, STANDINGS, STATES, STRENGTHS, UNITS

PREFIXES: Final = MappingProxyType(
    {
        "comparisons": str(COMPARISONS),
        "dcterms": str(DCTERMS),
        "foaf": str(FOAF),
        "kinds": str(KINDS),
        "minutes": ONTOLOGY + "#",
        "oa": "http://www.w3.org/ns/oa#",
        "org": str(ORG),
        "owl": str(OWL),
        "prov": str(PROV),
        "rdf": str(RDF),
        "rdfs": str(RDFS),
        "roles": str(ROLES),
        "schema": str(SDO),
        "skos": str(SKOS),
        "standings": str(STANDINGS),
        "states": str(STATES),
        "strengths": str(STRENGTHS),
        "time": str(TIME),
        "units": str(UNITS),
        "xsd": str(XSD),
    }
)


def declare_prefixes(query: str) -> str:
    """The query with all of them declared before it, for a store that knows none.

    What the query declares itself stands later and so wins (SPARQL 1.1, section 4.1.1).
    """
    return "".join(f"PREFIX {name}: <{address}>\n" for name, address in PREFIXES.items()) + query
