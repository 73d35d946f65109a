"""Every rule of `shapes/` finds what its failing graphs have, and nothing in its passing ones.

A case is a Turtle file `cases/<rule>/{pass,fail}*.ttl`. Its first line is the message that a reader sees;
what is found is found on the node `:wrong`. A `.txt` beside it is the stored source file; a second line
`# listed: ...` names the documents that the graph folder lists.
"""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest
from rdflib import Graph, Literal, URIRef
from rdflib.namespace import RDF, SH, SKOS

from kg import paths
from kg.store import EmbeddedStore
from kg.validate.folder import check_listing
from kg.validate.judge import Result, judge_graph
from kg.validate.nodes import sort_iris
from kg.validate.places import make_finding
from kg.validate.report import Finding
from kg.validate.select import select_results
from kg.validate.shapes import fill_message, load_shapes
from kg.validate.sources import check_source, read_source
from kg.vocab import MINUTES

CASES = Path(__file__).parent / "cases"
THORNMERE = "http://localhost:8000/thornmere-council/"
FILES = sorted(CASES.glob("*/*.ttl"))
RULES = {rule.name: rule for rule in load_shapes().rules.values()}


def load_graph(path: Path) -> Graph:
    return Graph(identifier=URIRef(f"{THORNMERE}document")).parse(path, format="turtle")


def store_of(*graphs: Graph) -> EmbeddedStore:
    store = EmbeddedStore()
    for graph in graphs:
        name = f"<{graph.identifier}>"
        store.load(f"{' '.join(term.n3() for term in triple)} {name} ." for triple in graph)
    return store


def find_all(path: Path) -> list[Finding]:
    """What all rules find in the graph of a case, as `kg validate` would."""
    shapes, graph = load_shapes(), load_graph(path)
    results = [*judge_graph(graph, shapes), *select_results(store_of(graph), shapes)]
    stored = path.with_suffix(".txt")
    data = stored.read_bytes() if stored.exists() else None
    text = None
    for document in sort_iris(graph.subjects(RDF.type, MINUTES.SourceDocument)):
        source = read_source(document, graph, lambda _: data)
        text = source.text
        results += check_source(source, graph, shapes)
    listed = [line.removeprefix("# listed: ") for line in path.read_text("utf-8").split("\n") if "listed:" in line]
    named = sort_iris(graph.subjects(RDF.type, MINUTES.SourceDocument))
    findings = [make_finding(result, graph, lambda _: text) for result in results]
    for line in listed:
        documents = {THORNMERE + name.removeprefix(":"): name for name in line.split()}
        findings += check_listing(shapes, documents, tuple(map(str, named)))
    return findings


@pytest.mark.parametrize("rule", sorted(RULES))
def test_every_rule_has_a_passing_and_a_failing_graph(rule: str) -> None:
    names = {path.name for path in FILES if path.parent.name == rule}
    assert any(name.startswith("pass") for name in names), f"add tests/validate/cases/{rule}/pass.ttl"
    assert any(name.startswith("fail") for name in names), f"add tests/validate/cases/{rule}/fail.ttl"


def test_no_case_is_left_of_a_rule_that_is_gone() -> None:
    assert {path.parent.name for path in FILES} <= RULES.keys()


@pytest.mark.parametrize("path", FILES, ids=lambda path: f"{path.parent.name}/{path.stem}")
def test_case(path: Path) -> None:
    rule, expected = RULES[path.parent.name], path.read_text("utf-8").split("\n")[0].removeprefix("# ")
    found = [finding for finding in find_all(path) if finding.shape == str(rule.iri)]
    if path.stem.startswith("pass"):
        assert found == []
        return
    assert {(finding.node, finding.message) for finding in found} == {(f"{THORNMERE}wrong", expected)}
    assert {finding.severity for finding in found} == {rule.severity}


@pytest.mark.parametrize(
    "path", [path for path in FILES if path.stem.startswith("pass")], ids=lambda path: path.parent.name
)
def test_passing_graphs_have_something_that_the_rule_looks_at(path: Path) -> None:
    targets = RULES[path.parent.name].targets
    types = set(load_graph(path).objects(None, RDF.type))
    assert not targets or types & set(targets)


def node_by_node(graph: Graph) -> set[tuple[object, ...]]:
    """What pySHACL finds for the rules written as queries."""
    shapes = load_shapes()
    queries = Graph()
    queries += shapes.whole
    for shape in set(queries.subjects(SH.targetClass)) - set(queries.subjects(SH.sparql)):
        queries.remove((shape, SH.targetClass, None))
    results = judge_graph(graph, replace(shapes, whole=queries), queries=True)
    return {in_words(result) for result in results if result.rule.select}


def all_at_once(store: EmbeddedStore) -> set[tuple[object, ...]]:
    """What the store finds for the same rules."""
    return {in_words(result) for result in select_results(store, load_shapes())}


def in_words(result: Result) -> tuple[object, ...]:
    """The result, whoever found it: a number is one number however it is written."""
    message = fill_message(result.message, {name: str(term) for name, term in result.values})
    value = result.value.toPython() if isinstance(result.value, Literal) else result.value
    return result.rule.name, str(result.node), value, message


@pytest.fixture(scope="module")
def all_cases() -> Graph:
    """The graphs of all cases in one, each with addresses of its own."""
    graph = Graph(identifier=URIRef(f"{THORNMERE}document"))
    for path in FILES:
        text = path.read_text("utf-8").replace(THORNMERE, f"http://localhost:8000/{path.parent.name}-{path.stem}/")
        graph.parse(data=text, format="turtle")
    graph.remove((None, SKOS.inScheme, None))
    return graph


def test_queries_find_the_same_node_by_node_and_all_at_once(all_cases: Graph) -> None:
    found = all_at_once(store_of(all_cases))
    assert found == node_by_node(all_cases)
    assert {name for name, *_ in found} == {rule.name for rule in RULES.values() if rule.select}


def test_shapes_put_another_way_find_the_same_as_those_written(all_cases: Graph) -> None:
    shapes, ontology = load_shapes(), Graph()
    for path in sorted(paths.ONTOLOGY.glob("*.ttl")):
        ontology.parse(path)
    with_codes = all_cases + Graph()
    with_codes += ontology.triples((None, SKOS.inScheme, None))
    written = judge_graph(with_codes, replace(shapes, core=shapes.written))
    found = {in_words(result) for result in judge_graph(all_cases, shapes)}
    assert found == {in_words(result) for result in written if not result.rule.select}
    assert len(found) > 500
