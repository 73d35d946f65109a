"""Rules written as queries, asked once over all documents.

The text is that of the rule's `sh:select`, where `$this` stands for the node that is judged
(https://www.w3.org/TR/shacl/#sparql-constraints). A SHACL engine binds `$this` to one node after the other;
here the classes of the shape's targets are put into the query instead, and the store finds all nodes at once.
A test judges generated graphs both ways and compares.
"""

from __future__ import annotations

from collections.abc import Iterator

from rdflib import URIRef

from kg.store.base import Reader, Table
from kg.validate.judge import Result, sort_key
from kg.validate.shapes import Rule, Shapes


def select_results(store: Reader, shapes: Shapes) -> tuple[Result, ...]:
    """What the rules written as queries find in all documents together.

    Raises:
        QueryError: the query of a rule cannot be parsed.
    """
    rules = (rule for rule in shapes.rules.values() if rule.select)
    found = (result for rule in rules for result in _read_rows(rule, store.select(write_query(rule))))
    return tuple(sorted(found, key=sort_key))


def write_query(rule: Rule) -> str:
    """The query of a rule for all its targets at once."""
    classes = ", ".join(f"<{target}>" for target in rule.targets)
    targets = f"{{\n  $this a ?targetClass . FILTER (?targetClass IN ({classes}))"
    return rule.select.replace("{", targets, 1)


def _read_rows(rule: Rule, table: Table) -> Iterator[Result]:
    for row in table.rows:
        values = {name: term for name, term in zip(table.columns, row, strict=True) if term is not None}
        node = values.pop("this")
        assert isinstance(node, URIRef)
        yield Result(rule, node, rule.message, values.pop("value", None), tuple(values.items()))
