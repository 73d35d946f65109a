"""Questions in SPARQL to begin with, for the page of the data and the one to type queries in."""

from __future__ import annotations

import re
from dataclasses import dataclass

from kg.store.prefixes import PREFIXES


@dataclass(frozen=True, slots=True)
class Example:
    """A question: in words, and as a query that uses the prefixes of the project without declaring them."""

    title: str
    query: str


EXAMPLES: tuple[Example, ...] = (
    Example(
        "Who promised what, to whom, by when: what fell due first",
        """\
SELECT ?promise ?who ?panel ?due WHERE {
  ?promise a minutes:Promise ; minutes:promisedBy ?who ; minutes:promisedTo ?panel ; minutes:dueBy ?due .
} ORDER BY ?due ?promise ?who ?panel LIMIT 10""",
    ),
    Example(
        "The words on which promises stand, and where they are",
        """\
SELECT ?promise ?words ?file ?start WHERE {
  ?promise a minutes:Promise ; minutes:firstEvidence ?evidence .
  ?evidence oa:hasSource ?file ; oa:hasSelector/oa:exact ?words ; oa:hasSelector/oa:start ?start .
} ORDER BY ?file ?start LIMIT 5""",
    ),
    Example(
        "Panels, by how much they were promised",
        """\
SELECT ?panel (COUNT(?promise) AS ?promises) WHERE {
  ?promise a minutes:Promise ; minutes:promisedTo ?panel .
} GROUP BY ?panel ORDER BY DESC(?promises) ?panel LIMIT 10""",
    ),
    Example(
        "Figures of an indicator over time",
        """\
SELECT ?indicator ?day ?figure ?value ?unit WHERE {
  ?figure minutes:ofIndicator ?indicator ; minutes:value ?value ; minutes:unit/skos:notation ?unit ;
    minutes:statedAt/dcterms:date ?day .
  FILTER NOT EXISTS { ?figure minutes:comparedWith ?other }
} ORDER BY ?indicator ?day ?figure LIMIT 10""",
    ),
    Example(
        "Who held which post, on which days minutes show it",
        """\
SELECT ?person ?post ?day WHERE {
  ?tenure org:member ?person ; minutes:heldPost ?post ; minutes:attestedAt/dcterms:date ?day .
} ORDER BY ?person ?day ?post LIMIT 10""",
    ),
)

# Of the two other kinds of query; they answer yes or no, and with statements.
MORE: tuple[Example, ...] = (
    Example(
        "Is anything owed that fell due before 2026?",
        """\
ASK { ?promise a minutes:Commitment ; minutes:dueBy ?due . FILTER(?due < "2026-01-01"^^xsd:date) }""",
    ),
    Example(
        "Promises as statements of schema.org",
        """\
CONSTRUCT { ?promise a schema:PlanAction ; schema:name ?what ; schema:agent ?who ; schema:endTime ?due } WHERE {
  ?promise a minutes:Promise ; minutes:action ?what ; minutes:promisedBy ?who ; minutes:dueBy ?due .
}""",
    ),
)


def declare_used(query: str) -> str:
    """The query with the prefixes that it uses declared before it, for any other store.

    >>> print(declare_used("ASK { ?a a org:Post }"))
    PREFIX org: <http://www.w3.org/ns/org#>
    ASK { ?a a org:Post }
    """
    used = (name for name in PREFIXES if re.search(rf"(?<![\w:]){name}:", query))
    return "".join(f"PREFIX {name}: <{PREFIXES[name]}>\n" for name in used) + query
