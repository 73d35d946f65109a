"""What is asked of every file in `shapes/`, so that an expert who edits one learns what is wrong with it."""

from __future__ import annotations

import re
import subprocess
import sys
from pathlib import Path

import pyshacl
import pytest
from rdflib import Graph, URIRef
from rdflib.namespace import RDF, SH

from kg import paths
from kg.errors import KgError
from kg.validate.judge import judge_graph
from kg.validate.select import write_query
from kg.validate.shapes import SOURCE_RULE, Rule, load_shapes
from kg.vocab import ONTOLOGY, PROJECT

RULES = list(load_shapes().rules.values())


def named(rule: Rule) -> str:
    return rule.name


@pytest.mark.slow
def test_shapes_are_proper_shacl() -> None:
    conforms, _, text = pyshacl.validate(Graph(), shacl_graph=load_shapes().written, meta_shacl=True)
    assert conforms, text


@pytest.mark.parametrize("rule", RULES, ids=named)
def test_every_rule_says_what_is_wrong_and_what_to_do(rule: Rule) -> None:
    assert re.search(r"[.”]$", rule.message), "end sh:message with a full stop"
    assert rule.todo.endswith("."), "say in sh:description what the reader can do"
    assert not re.search(r"\b(sh:|node|triple|IRI|literal|datatype|property|focus)", rule.message), (
        "say it in plain words"
    )


@pytest.mark.parametrize("rule", RULES, ids=named)
def test_every_rule_looks_at_something_or_is_about_sources(rule: Rule) -> None:
    graph = load_shapes().written
    owners = {rule.iri, *graph.subjects(SH.property, rule.iri)}
    targeted = any((owner, SH.targetSubjectsOf, None) in graph for owner in owners)
    assert rule.targets or targeted or (rule.iri, RDF.type, SOURCE_RULE) in graph


@pytest.mark.parametrize("rule", [rule for rule in RULES if rule.select], ids=named)
def test_queries_have_distinct_rows_and_message_names_what_they_find(rule: Rule) -> None:
    assert "SELECT DISTINCT $this" in rule.select
    for name in re.findall(r"\{\?(\w+)\}", rule.message):
        assert re.search(rf"SELECT[^{{]*\?{name}\b", rule.select), f"the query does not find ?{name}"
    assert all(f"<{target}>" in write_query(rule) for target in rule.targets)


def test_every_term_of_ours_is_declared_in_the_ontology() -> None:
    ontology = Graph()
    for path in sorted(paths.ONTOLOGY.glob("*.ttl")):
        ontology.parse(path)
    ours = {
        term
        for triple in load_shapes().written
        for term in triple
        if isinstance(term, URIRef) and term.startswith(PROJECT) and "/shapes" not in term and term != ONTOLOGY
    }
    queried = {URIRef(f"{ONTOLOGY}#{name}") for rule in RULES for name in re.findall(r"minutes:(\w+)", rule.select)}
    assert sorted(term for term in ours | queried if (term, None, None) not in ontology) == []


def test_there_is_a_file_for_every_class() -> None:
    files = {path.stem for path in paths.SHAPES.glob("*.ttl")}
    classes = {
        "agendaitem",
        "body",
        "commitment",
        "evidence",
        "indicator",
        "meeting",
        "observation",
        "person",
    }
    assert files >= classes | {"post", "sourcedocument", "statusevent", "tenure"}


def test_a_class_added_below_another_is_judged_like_it(tmp_path: Path) -> None:
    (tmp_path / "more.ttl").write_text(
        "@prefix m: <https://w3id.org/minutes-kg/ontology#> .\n"
        "@prefix rdfs: <http://www.w3.org/2000/01/rdf-schema#> .\n"
        "m:Pledge rdfs:subClassOf m:Promise . m:Promise rdfs:subClassOf m:Commitment .",
        "utf-8",
    )
    graph = Graph().parse(data="<http://a/pledge> a <https://w3id.org/minutes-kg/ontology#Pledge> .", format="turtle")
    names = {result.rule.name for result in judge_graph(graph, load_shapes(paths.SHAPES, tmp_path))}
    assert "commitment-promiser" in names


@pytest.mark.parametrize(
    ("shapes", "words"),
    [
        ("shapes:x a sh:NodeShape\n  sh:targetClass", "x.ttl:"),
        ("", "no shapes"),
        (
            'shapes:x a sh:PropertyShape ; sh:path sh:p ; sh:sparql [ sh:select "" ] ; sh:message "x." .',
            "node shape",
        ),
    ],
)
def test_faulty_shapes_are_refused_in_words(tmp_path: Path, shapes: str, words: str) -> None:
    if shapes:
        head = "@prefix sh: <http://www.w3.org/ns/shacl#> .\n@prefix shapes: <https://w3id.org/minutes-kg/shapes#> .\n"
        (tmp_path / "x.ttl").write_text(head + shapes, "utf-8")
    with pytest.raises(KgError, match=re.escape(words)):
        load_shapes(tmp_path)


def test_a_shape_without_a_message_is_refused_when_it_finds_something(tmp_path: Path) -> None:
    (tmp_path / "x.ttl").write_text(
        "@prefix sh: <http://www.w3.org/ns/shacl#> . @prefix m: <https://w3id.org/minutes-kg/ontology#> .\n"
        "m:S a sh:NodeShape ; sh:targetClass m:Person ; sh:property [ sh:path m:evidence ; sh:minCount 1 ] .",
        "utf-8",
    )
    graph = Graph().parse(data="<http://a/b> a <https://w3id.org/minutes-kg/ontology#Person> .", format="turtle")
    with pytest.raises(KgError, match="without a name or message"):
        judge_graph(graph, load_shapes(tmp_path))


def test_the_command_line_loads_pyshacl_only_to_validate() -> None:
    program = "import sys, kg.cli.validate; assert 'pyshacl' not in sys.modules and 'rdflib' not in sys.modules"
    subprocess.run([sys.executable, "-c", program], check=True, cwd=Path(__file__).parents[2])
