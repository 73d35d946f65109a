"""Pages that are about no thing of the graph: the data, the ontology, the search, and the page that is not there."""

from __future__ import annotations

from typing import TYPE_CHECKING

from kg.vocab import ONTOLOGY
from kg.web.vocabulary import entries

if TYPE_CHECKING:
    from kg.web.site import Site

_EXAMPLES = (
    (
        "Who promised what, to whom, by when",
        "SELECT ?who ?what ?panel ?due WHERE {\n  ?promise a minutes:Promise ; minutes:action ?what ;\n"
        "    minutes:promisedBy/rdfs:label ?who ; minutes:promisedTo/rdfs:label ?panel .\n"
        "  OPTIONAL { ?promise minutes:dueBy ?due }\n} ORDER BY ?due",
    ),
    (
        "The words on which each promise stands",
        "SELECT ?what ?words ?file WHERE {\n  ?promise a minutes:Promise ; minutes:action ?what ;"
        " minutes:firstEvidence ?evidence .\n  ?evidence oa:hasSource/rdfs:label ?file ;"
        " oa:hasSelector/oa:exact ?words .\n}",
    ),
    (
        "Figures of an indicator over time",
        "SELECT ?indicator ?day ?value WHERE {\n  ?figure minutes:ofIndicator/rdfs:label ?indicator ;"
        " minutes:value ?value ;\n    minutes:statedAt/dcterms:date ?day .\n} ORDER BY ?indicator ?day",
    ),
)


def view_data(site: Site) -> dict[str, object]:
    """The variables of `data.html`."""
    return {"counts": sorted(site.counts.items()), "statements": len(site.store), "examples": _EXAMPLES}


def view_ontology(site: Site) -> dict[str, object]:
    """The variables of `ontology.html`."""
    return {"groups": entries(), "ontology": ONTOLOGY}


def view_search(site: Site) -> dict[str, object]:
    """The variables of `search.html`."""
    return {}


def view_missing(site: Site) -> dict[str, object]:
    """The variables of `404.html`."""
    return {}
