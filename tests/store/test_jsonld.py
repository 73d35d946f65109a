"""JSON-LD: reads well, stands alone, and is the same data to every processor."""

from __future__ import annotations

import io
import json
import random
import tracemalloc
from pathlib import Path
from typing import IO, Any, cast

import pyoxigraph as ox
import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st
from rdflib import Graph, URIRef
from rdflib.namespace import OWL, RDF, RDFS, SDO, XSD

from kg import paths
from kg.store.context import FILE, load_context
from kg.store.embedded import EmbeddedStore
from kg.store.prefixes import PREFIXES
from kg.store.syntax import Syntax, write_statements, write_store, write_syntax
from kg.store.terms import Term, parse_lines, to_statement
from kg.vocab import MINUTES
from tests.query.seaholm import all_minutes
from tests.store.readers import READERS, canonical, read_with_oxigraph, read_with_pyld, read_with_rdflib

LINES = [line for minutes in all_minutes() for line in minutes.lines]
FORMS = [("nq", Syntax.NQUADS), ("trig", Syntax.TRIG), ("jsonld", Syntax.JSONLD)]


def text(*lines: str) -> str:
    return write_syntax(lines, Syntax.JSONLD).decode("utf-8")


def graph_of(*lines: str) -> list[dict[str, object]]:
    found = json.loads(text(*lines))["@graph"]
    assert isinstance(found, list)
    return found


# The context ----------------------------------------------------------------------------------------------


def published() -> dict[str, object]:
    context = json.loads((paths.ONTOLOGY / FILE).read_text(encoding="utf-8"))["@context"]
    assert isinstance(context, dict)
    return context


def declared() -> list[tuple[str, URIRef, str]]:
    """The terms of the ontology by their local names, with the type that the context must give their values."""
    graph = Graph().parse(paths.ONTOLOGY / "minutes.ttl")
    found = []
    for kind in (OWL.Class, OWL.ObjectProperty, OWL.DatatypeProperty):
        for iri in sorted(graph.subjects(RDF.type, kind)):
            if str(iri).startswith(str(MINUTES._NS)):
                kinds = (*graph.objects(iri, RDFS.range), *graph.objects(iri, SDO.rangeIncludes))
                types = {OWL.Class: ["string"], OWL.ObjectProperty: ["@id"]}.get(
                    kind, [str(type_).removeprefix(str(XSD)) for type_ in kinds]
                )
                (type_,) = types
                found.append((str(iri).removeprefix(str(MINUTES._NS)), URIRef(str(iri)), type_))
    return found


@pytest.mark.parametrize(("name", "iri", "type_"), declared(), ids=[name for name, _, _ in declared()])
def test_every_term_of_the_ontology_is_in_the_context_with_its_type(name: str, iri: URIRef, type_: str) -> None:
    short = f"minutes:{name}"
    wanted = short if type_ == "string" else {"@id": short, "@type": type_ if type_ == "@id" else f"xsd:{type_}"}
    assert published().get(name) == wanted, f"write in ontology/{FILE}: {json.dumps(name)}: {json.dumps(wanted)}"


def test_the_context_names_no_term_that_the_ontology_has_not() -> None:
    known = {str(iri) for _, iri, _ in declared()}
    ours = {name: iri for name, (iri, _) in load_context().terms.items() if iri.startswith(str(MINUTES._NS))}
    assert {name: iri for name, iri in ours.items() if iri not in known} == {}
    assert all(name == iri.removeprefix(str(MINUTES._NS)) for name, iri in ours.items())


def test_prefixes_are_those_of_queries() -> None:
    prefixes = load_context().prefixes
    assert {name: prefixes.get(name) for name in PREFIXES} == dict(PREFIXES)
    assert sorted(set(prefixes) - set(PREFIXES)) == ["dcat", "dqv", "sd", "vcard", "void"]


def test_whatever_the_program_writes_has_a_short_name_and_the_type_that_it_says() -> None:
    for node in _all_nodes(json.loads(write_syntax(LINES, Syntax.JSONLD))["@graph"]):
        keys = [key for key in node if ":" in key]
        assert keys == [], node
        assert [value for value in node.values() if isinstance(value, dict) and "@value" in value] == []


def _all_nodes(values: object) -> list[dict[str, object]]:
    if isinstance(values, list):
        return [node for value in values for node in _all_nodes(value)]
    if isinstance(values, dict):
        return [values, *(node for value in values.values() for node in _all_nodes(value))]
    return []


def test_a_file_has_the_part_of_the_published_context_that_it_uses() -> None:
    whole = published()
    document = json.loads(write_syntax(LINES, Syntax.JSONLD))
    assert set(document["@context"]) < set(whole)
    for name, said in document["@context"].items():
        assert whole[name] == said
    assert list(document["@context"]) == [name for name in whole if name in document["@context"]], "in its order"
    keys = {key for node in _all_nodes(document["@graph"]) for key in node} - {"@graph"}
    assert keys < set(document["@context"])


def test_data_written_by_hand_with_the_published_context_are_read() -> None:
    said = {
        "@context": published(),
        "id": "http://a/promise#it",
        "type": "Promise",
        "dueBy": "2026-06-30",
        "promisedBy": "http://a/hill#it",
        "kind": "kinds:promise",
        "title": {"en": "Promise", "cy": "Addewid"},
    }
    assert read_with_pyld(json.dumps(said).encode()) == canonical(
        f"<http://a/promise#it> <{RDF.type}> <{MINUTES.Promise}> .\n"
        + f'<http://a/promise#it> <{MINUTES.dueBy}> "2026-06-30"^^<{XSD.date}> .\n'
        + f"<http://a/promise#it> <{MINUTES.promisedBy}> <http://a/hill#it> .\n"
        + f"<http://a/promise#it> <{MINUTES.kind}> <https://w3id.org/minutes-kg/kinds#promise> .\n"
        + '<http://a/promise#it> <http://purl.org/dc/terms/title> "Promise"@en .\n'
        + '<http://a/promise#it> <http://purl.org/dc/terms/title> "Addewid"@cy .\n'
    )


# How it reads ---------------------------------------------------------------------------------------------


def test_a_promise_reads_as_it_is_said() -> None:
    promise = "<http://a/promise#it>"
    written = text(
        f"{promise} <{MINUTES.dueBy}> \"2026-06-30\"^^<{XSD.date}> .",
        f"{promise} <{MINUTES.promisedBy}> <http://a/hill#it> .",
        f"{promise} <{MINUTES.kind}> <https://w3id.org/minutes-kg/kinds#promise> .",
        f"{promise} <{RDF.type}> <{MINUTES.Promise}> .",
        f'{promise} <{RDFS.label}> "mend the lift" .',
        f'{promise} <{MINUTES.action}> "mend the lift \\u202E now" .',
    )  # fmt: skip
    assert written == (
        "{\n"
        '  "@context": {\n'
        '    "kinds": "https://w3id.org/minutes-kg/kinds#",\n'
        '    "minutes": "https://w3id.org/minutes-kg/ontology#",\n'
        '    "rdfs": "http://www.w3.org/2000/01/rdf-schema#",\n'
        '    "xsd": "http://www.w3.org/2001/XMLSchema#",\n'
        '    "id": "@id",\n'
        '    "type": "@type",\n'
        '    "Promise": "minutes:Promise",\n'
        '    "label": "rdfs:label",\n'
        '    "kind": {"@id": "minutes:kind", "@type": "@id"},\n'
        '    "action": "minutes:action",\n'
        '    "promisedBy": {"@id": "minutes:promisedBy", "@type": "@id"},\n'
        '    "dueBy": {"@id": "minutes:dueBy", "@type": "xsd:date"}\n'
        "  },\n"
        '  "@graph": [\n'
        "    {\n"
        '      "id": "http://a/promise#it",\n'
        '      "type": "Promise",\n'
        '      "label": "mend the lift",\n'
        '      "kind": "kinds:promise",\n'
        '      "action": "mend the lift \\u202e now",\n'
        '      "promisedBy": "http://a/hill#it",\n'
        '      "dueBy": "2026-06-30"\n'
        "    }\n"
        "  ]\n"
        "}\n"
    )


def test_parts_stand_within_their_thing_and_other_things_beside_it() -> None:
    selector, quote = "<http://www.w3.org/ns/oa#hasSelector>", "<http://a/words#quote>"
    (words, other) = graph_of(
        f'{quote} <http://www.w3.org/ns/oa#exact> "by June" .',
        f"<http://a/words#it> {selector} {quote} .",
        f"<http://a/words#it> <{MINUTES.evidence}> <http://a/zeal#it> .",
        '<http://a/zeal#it> <http://www.w3.org/ns/oa#exact> "zeal" .',
    )
    assert words["hasSelector"] == {"id": "http://a/words#quote", "exact": "by June"}
    assert words["evidence"] == "http://a/zeal#it"
    assert other["id"] == "http://a/zeal#it"


def test_parts_that_name_each_other_end() -> None:
    chain = [f"<http://a/x#{n}> <http://a/next> <http://a/x#{(n + 1) % 3000}> ." for n in range(3000)]
    chain.append("<http://a/x#it> <http://a/next> <http://a/x#1> .")
    for name, read in READERS.items():
        if name != "pyld":  # slow, and it says nothing that the others do not
            assert read(write_syntax(chain, Syntax.JSONLD), "jsonld") == canonical("\n".join(chain)), name


def test_what_comes_first_is_said_by_who_asks() -> None:
    said = [(f"http://a/{name}#it", str(RDFS.label), Term(name)) for name in "abc"]
    for syntax in (Syntax.JSONLD, Syntax.TURTLE, Syntax.NTRIPLES):
        written = write_statements(said, syntax, ("http://a/c#it", "http://a/b#it")).decode()
        assert written.index('"c"') < written.index('"b"') < written.index('"a"')


# Numbers --------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("literal", "written"),
    [
        ('"12"^^xsd:integer', 12),
        ('"-7"^^xsd:integer', -7),
        ('"012"^^xsd:integer', {"@value": "012", "@type": "xsd:integer"}),
        ('"-0"^^xsd:integer', {"@value": "-0", "@type": "xsd:integer"}),
        ('"9007199254740993"^^xsd:integer', {"@value": "9007199254740993", "@type": "xsd:integer"}),
        ('"1.10"^^xsd:decimal', {"@value": "1.10", "@type": "xsd:decimal"}),
        ('"98"^^xsd:decimal', {"@value": "98", "@type": "xsd:decimal"}),
        ('"5E-1"^^xsd:double', {"@value": "5E-1", "@type": "xsd:double"}),
        ('"true"^^xsd:boolean', True),
        ('"1"^^xsd:boolean', {"@value": "1", "@type": "xsd:boolean"}),
        ('"12"', "12"),
    ],
)
def test_a_number_keeps_its_digits(literal: str, written: object) -> None:
    line = f"<http://a/s> <http://a/p> {literal} .".replace("xsd:integer", f"<{XSD.integer}>")
    for name in ("decimal", "double", "boolean"):
        line = line.replace(f"xsd:{name}", f"<{XSD[name]}>")
    (node,) = graph_of(line)
    assert node["http://a/p"] == written
    for name, read in READERS.items():
        if "double" not in line or name != "pyld":  # PyLD rewrites doubles, in quotes or not
            assert read(write_syntax([line], Syntax.JSONLD), "jsonld") == canonical(line), name


def test_a_figure_is_a_decimal_in_quotes_and_a_position_a_number() -> None:
    (figure,) = graph_of(f'<http://a/f> <{MINUTES.value}> "91.50"^^<{XSD.decimal}> .')
    assert figure["value"] == "91.50"
    (words,) = graph_of(f'<http://a/w> <http://www.w3.org/ns/oa#start> "100"^^<{XSD.integer}> .')
    assert words["start"] == 100


# There and back -------------------------------------------------------------------------------------------


@pytest.mark.parametrize(("form", "syntax"), FORMS)
@pytest.mark.parametrize("reader", READERS)
def test_the_graph_is_the_same_when_read_back(reader: str, form: str, syntax: Syntax) -> None:
    if reader == "pyld" and form != "jsonld":
        pytest.skip("PyLD reads JSON-LD")
    assert READERS[reader](write_syntax(LINES, syntax), form) == canonical("\n".join(LINES))


HARD = "\x00\x01\x07\x08\t\n\x0b\x0c\r\x1b\x1f\x7f\x85\xa0\u061c\u200d\u200e\u200f\u2028\u2029\u202e\u2066\ufeff\ufffd\ufffe\U0001f600\"\\'<>&@:{}[]"
TEXTS = st.text(st.one_of(st.characters(exclude_categories=["Cs"]), st.sampled_from(HARD)), max_size=12)
TAGS = st.sampled_from(["en", "cy", "en-GB", "zh-Hant-TW", "de-1996", "sl-rozaj-biske", "x-none"])
# Legal, and each with something that a careless writer would take for something else.
IRIS = st.sampled_from(
    [
        *("http://a/s#it", "http://a/s#part", "http://a/s", "http://a/", "http://a", "HTTP://A/B", "http://a//b/../c/./d"),
        *("http://a/b:c", "http://a/?q=@id&x=%20", "http://a/é\u200f", "http://[::1]:8000/", "urn:x:y#it", "tag:a,2026:b", "x:"),
        *("minutes:dueBy", "oa:x", "xsd:date", "id:1", "type:x", "label:a", "Promise:x", "rdf:type", "dcterms:title", "time://x"),
        *(str(MINUTES.dueBy), str(MINUTES.Promise), str(MINUTES.value), str(MINUTES.promisedBy), f"{MINUTES._NS}", f"{MINUTES._NS}a.b"),
        *(f"{MINUTES._NS}//x", f"{MINUTES._NS}a:b", str(RDF.type), str(RDF.first), str(RDF.nil), str(RDF.JSON), str(RDF.value)),
        *("http://purl.org/dc/terms/title", "http://purl.org/dc/terms/date", "https://schema.org/position", str(RDFS.label)),
        *("http://www.w3.org/ns/oa#start", "http://www.w3.org/ns/oa#prefix", "mailto:a@b.example", "http://a/@type", "http://a/_:b"),
    ]
)  # fmt: skip
# Not double and float: PyLD writes them anew. Not rdf:langString, which is said with a language alone.
TYPES = st.sampled_from([*(str(XSD[name]) for name in "string integer decimal boolean date gYear duration anyURI".split()), str(RDF.JSON), str(RDF.HTML), "minutes:dueBy", "http://a/type", str(MINUTES.Promise)])  # fmt: skip
LEXICAL = st.one_of(TEXTS, st.sampled_from(["1", "01", "+1", "-0", "1.10", "true", "2026-06-30", "1e400", "9" * 30, "null", "[]"]))  # fmt: skip
LITERALS = st.one_of(st.tuples(TEXTS, st.just(""), TAGS), st.tuples(LEXICAL, TYPES, st.just("")))
OBJECTS = st.one_of(IRIS.map(lambda iri: f"<{iri}>"), LITERALS.map(lambda found: literal_of(*found)))
LINES_OF_ANY_KIND = st.lists(
    st.builds(
        "<{}> <{}> {}{} .".format, IRIS, IRIS, OBJECTS, st.one_of(st.just(""), IRIS.map(lambda iri: f" <{iri}>"))
    ),
    max_size=8,
)


def literal_of(value: str, datatype: str, language: str) -> str:
    escaped = "".join(f"\\U{ord(c):08X}" if c in '"\\\n\r' else c for c in value)
    return f'"{escaped}"' + (f"@{language}" if language else f"^^<{datatype}>")


@settings(deadline=None)
@given(LINES_OF_ANY_KIND)
@example([f'<http://a/s> <{RDF.type}> "x" .', f"<http://a/s> <{RDF.type}> <oa:x> ."])
@example(['<http://a/s> <http://purl.org/dc/terms/title> "x" .', '<http://a/s> <http://purl.org/dc/terms/title> "y"@cy .'])  # fmt: skip
def test_the_worst_that_can_be_written_is_read_alike_by_everybody(lines: list[str]) -> None:
    wanted = canonical("\n".join(lines))
    for form, syntax in FORMS:
        data = write_syntax(lines, syntax)
        assert read_with_oxigraph(data, form) == wanted, form
        if form == "jsonld":
            json.loads(data)
            assert read_with_pyld(data) == wanted


@settings(deadline=None)
@given(LINES_OF_ANY_KIND)
def test_rdflib_reads_the_same(lines: list[str]) -> None:
    wanted = canonical("\n".join(lines))
    data = write_syntax(lines, Syntax.JSONLD)
    assert read_with_rdflib(data, "jsonld") == wanted


@given(LINES_OF_ANY_KIND, st.randoms())
def test_any_order_of_lines_is_the_same_bytes(lines: list[str], chance: random.Random) -> None:
    shuffled = [*lines, *lines[:2]]
    chance.shuffle(shuffled)
    for syntax in Syntax:
        assert write_syntax(shuffled, syntax) == write_syntax(lines, syntax)


@settings(deadline=None)
@given(LINES_OF_ANY_KIND)
def test_a_store_is_written_as_its_lines_are(lines: list[str]) -> None:
    named = [str(ox.Quad(quad.subject, quad.predicate, quad.object, GRAPH)) + " ." for quad in parse_lines(lines)]
    store = EmbeddedStore()
    store.load([*named, *(line for line in lines if _is_named(line))])
    for syntax in Syntax:
        out = io.BytesIO()
        write_store(store, syntax, out)
        assert out.getvalue() == write_syntax(store.dump(), syntax)


GRAPH = ox.NamedNode("http://a/g")


def _is_named(line: str) -> bool:
    return all(quad.graph_name != ox.DefaultGraph() for quad in parse_lines([line]))


@given(LINES_OF_ANY_KIND)
def test_a_page_is_the_same_triples_in_every_syntax(lines: list[str]) -> None:
    statements = [to_statement(quad) for quad in parse_lines(lines)]
    for syntax, form in ((Syntax.JSONLD, "jsonld"), (Syntax.TURTLE, "ttl"), (Syntax.NTRIPLES, "nt")):
        read = parse_lines(read_with_oxigraph(write_statements(statements, syntax), form))
        assert {to_statement(quad) for quad in read} == set(statements)


@pytest.mark.slow
@pytest.mark.parametrize("syntax", list(Syntax))
def test_a_large_store_is_written_without_being_held(syntax: Syntax) -> None:
    """Besides the store: its largest graph, and the names of its things."""
    store = EmbeddedStore()
    copies = [line.replace("-council/", f"-council-{copy}/") for copy in range(20) for line in LINES]
    store.load(copies)
    size = sum(map(len, copies))
    tracemalloc.start()
    try:
        write_store(store, syntax, cast(IO[bytes], Nowhere()))
        peak = tracemalloc.get_traced_memory()[1]
    finally:
        tracemalloc.stop()
    assert peak < size / 4, f"{peak:,} bytes for {size:,} of N-Quads"


class Nowhere(io.RawIOBase):
    def writable(self) -> bool:
        return True

    def write(self, data: Any) -> int:
        return len(data)


CLASS = "http://www.w3.org/2002/07/owl#unionOf"


def rdf_list(*members: str, end: str = f"<{RDF.nil}>") -> list[str]:
    """The lines of a list whose first node is `_:l0`."""
    rest = [*(f"_:l{n}" for n in range(1, len(members))), end]
    return [
        f"_:l{n} <{RDF[name]}> {value} ."
        for n, member in enumerate(members)
        for name, value in (("first", member), ("rest", rest[n]))
    ]


def test_what_has_no_name_stands_where_it_is_named_and_lists_are_lists() -> None:
    lines = [
        f"<http://a/c> <{CLASS}> _:l0 .",
        "_:x <http://a/p> <http://a/y> .",
        *rdf_list("<http://a/m>", '"z"', "_:x"),
    ]
    (node,) = graph_of(*lines)
    members = [{"id": "http://a/m"}, "z", {"http://a/p": {"id": "http://a/y"}}]
    assert node == {"id": "http://a/c", "owl:unionOf": {"@list": members}}


def test_terms_of_a_vocabulary_stand_beside_each_other() -> None:
    (one, other) = graph_of(
        "<http://a/v#a> <http://a/p> <http://a/v#b> .", "<http://a/v#b> <http://a/p> <http://a/v#a> ."
    )
    assert (one["http://a/p"], other["http://a/p"]) == ({"id": "http://a/v#b"}, {"id": "http://a/v#a"})


@pytest.mark.parametrize(
    "lines",
    [
        [f"<http://a/c> <{CLASS}> _:l0 .", *rdf_list("<http://a/m>", '"1"', "_:l0")],
        [f"<http://a/c> <{CLASS}> _:l0 .", *rdf_list("<http://a/m>", '"1"', end="_:l0")],
        [f"<http://a/c> <{CLASS}> _:l0 .", f"<http://a/d> <{CLASS}> _:l1 .", *rdf_list("<http://a/m>", "<http://a/n>")],
        [f"<http://a/c> <{CLASS}> _:l0 .", "_:l1 <http://a/p> _:l0 .", *rdf_list("<http://a/m>", "<http://a/n>")],
        [f"<http://a/c> <{CLASS}> _:l0 .", f"_:l0 <{RDF.first}> \"two\" .", *rdf_list("<http://a/m>", "<http://a/n>")],
        [f"<http://a/c> <{CLASS}> _:l0 .", f"_:m <{RDF.first}> <http://a/x> .", f"_:m <{RDF.rest}> <{RDF.nil}> .", *rdf_list("_:m", "_:m")],
        [f"<http://a/c> <{CLASS}> _:l0 .", f"_:m <{RDF.first}> <http://a/x> .", f"_:m <{RDF.rest}> <{RDF.nil}> .", *rdf_list("_:m", "<http://a/n>")],
        [f"<http://a/c> <{MINUTES.promisedBy}> _:l0 .", *rdf_list("<http://a/m>", '"text"')],
        [f"<http://a/c> <{MINUTES.dueBy}> _:l0 .", *rdf_list("<http://a/m>", '"2026"')],
        [f"<http://a/c> <{MINUTES.dueBy}> _:l0 .", f'<http://a/c> <{MINUTES.dueBy}> "x" .', *rdf_list(f'"2026-01-01"^^<{XSD.date}>')],
        ["<http://a/c> <http://purl.org/dc/terms/title> _:l0 .", *rdf_list('"a"@en', '"b"')],
        [f"<http://a/c> <{RDF.type}> _:l0 .", *rdf_list("<http://a/m>")],
        ["<http://a/c> <http://a/p> _:a1 .", *(f"_:a{n} <http://a/p> _:a{n + 1} ." for n in range(1, 40))],
        ["_:a <http://a/p> _:b .", "_:b <http://a/p> _:a ."],
        ["_:a <http://a/p> _:a ."],
        ["<http://a/s> <http://a/p> _:b <http://a/g> .", '_:b <http://a/q> "x" <http://a/h> .', "_:b <http://a/q> <http://a/y> <http://a/g> ."],
    ],
)  # fmt: skip
@pytest.mark.parametrize("reader", READERS)
def test_nodes_without_names_are_the_same_nodes_when_read_back(reader: str, lines: list[str]) -> None:
    def shape(quads: frozenset[str]) -> str:
        dataset = ox.Dataset(parse_lines(quads))
        dataset.canonicalize(ox.CanonicalizationAlgorithm.UNSTABLE)
        return "\n".join(sorted(map(str, dataset)))

    assert shape(READERS[reader](write_syntax(lines, Syntax.JSONLD), "jsonld")) == shape(canonical("\n".join(lines)))


def test_a_node_without_a_name_in_two_graphs_keeps_its_label() -> None:
    lines = {"_:a <http://a/p> <http://a/x> <http://a/g> .", "_:a <http://a/p> <http://a/y> <http://a/h> ."}
    assert read_with_oxigraph(write_syntax(lines, Syntax.JSONLD), "jsonld") == lines


def test_the_context_is_shipped_as_it_is_published() -> None:
    assert json.loads((paths.ONTOLOGY / FILE).read_bytes())
    assert Path(paths.ONTOLOGY / FILE).read_bytes().endswith(b"}\n")
