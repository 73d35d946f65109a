"""The ontology: OWL 2 DL, documented, aligned, and in step with the code."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
from rdflib import Graph, URIRef
from rdflib.collection import Collection
from rdflib.namespace import OWL, RDF, RDFS, SKOS

import kg
from kg import paths
from kg.vocab import MINUTES, OA, ONTOLOGY
from tests.ontology.owl2dl import PROPERTY_KINDS, find_faults

FILES = sorted(path.name for path in paths.ONTOLOGY.glob("*.ttl"))
LISTS = [name for name in FILES if name != "minutes.ttl"]
OURS = str(MINUTES._NS)


def load(*names: str) -> Graph:
    """The files of that name in `ontology/` as one graph."""
    graph = Graph()
    for name in names:
        graph.parse(paths.ONTOLOGY / name)
    return graph


@pytest.fixture(scope="module")
def minutes() -> Graph:
    """The ontology."""
    return load("minutes.ttl")


@pytest.fixture(scope="module")
def everything() -> Graph:
    """The ontology and the lists of codes."""
    return load(*FILES)


TERMS = sorted(
    {
        str(s).removeprefix(OURS)
        for s in load("minutes.ttl").subjects(RDF.type)
        if isinstance(s, URIRef) and str(s).startswith(OURS)
    }
)


def test_there_is_an_ontology() -> None:
    assert {"Commitment", "Officer", "Meeting", "Indicator", "Role", "promisedTo", "dueBy"} <= set(TERMS)
    assert set(LISTS) == {
        f"{n}.ttl" for n in ("comparisons", "indicators", "kinds", "roles", "standings", "states", "strengths", "units")
    }


# --- OWL 2 DL ---------------------------------------------------------------------------------------------


def test_it_is_owl_2_dl() -> None:
    assert find_faults(load("minutes.ttl")) == ()


def test_it_is_owl_2_dl_with_the_lists_of_codes(everything: Graph) -> None:
    assert find_faults(everything) == ()


@pytest.mark.parametrize(
    ("turtle", "fault"),
    [
        ("minutes:Panel rdfs:subClassOf minutes:Organ .", "class .*Organ is not declared"),
        ("minutes:dueBy rdfs:domain minutes:Undertaking .", "class .*Undertaking is not declared"),
        ("minutes:owner rdfs:subPropertyOf minutes:holder .", "property .*holder is not declared"),
        ("<urn:x> minutes:ownedBy <urn:y> .", "property .*ownedBy is not declared"),
        ("minutes:owner a owl:DatatypeProperty .", "two kinds of property"),
        ("minutes:Body a minutes:Role .", "is individual and class or property"),
        ("minutes:promisedTo a owl:FunctionalProperty .", "cannot be .*FunctionalProperty"),
        (
            "minutes:owner a owl:TransitiveProperty . minutes:Body rdfs:subClassOf "
            "[ a owl:Restriction ; owl:onProperty minutes:owner ; owl:maxCardinality 1 ] .",
            "owner follows from others, so it cannot be counted",
        ),
        (
            "minutes:madeAt owl:propertyChainAxiom ( minutes:promisedTo minutes:about ) .",
            "is needed to find itself",
        ),
        ("minutes:dueBy rdfs:range xsd:date .", "range .*date, which is no datatype of OWL 2"),
        ('minutes:Body rdfs:comment "2025-09-23"^^xsd:date .', "literal of .*date, which is no datatype"),
        ('<urn:x> minutes:owner "somebody" .', "object property .*owner has the literal somebody"),
        ("<urn:x> minutes:dueText <urn:y> .", "data property .*dueText has the thing"),
        ("minutes:owner rdfs:subPropertyOf minutes:dueText .", "not the same kind of property"),
        (
            "minutes:Body rdfs:subClassOf [ rdfs:label 'a' ; a minutes:Role ] .",
            "a blank node is an individual",
        ),
        ("minutes:Body a rdfs:Class .", "is not one of the classes of OWL"),
        ("minutes:Body owl:disjointWith minutes:Organ .", "class .*Organ is not declared"),
    ],
)
def test_the_check_finds_faults(turtle: str, fault: str) -> None:
    graph = load("minutes.ttl")
    prefixes = "\n".join(f"@prefix {p}: <{n}> ." for p, n in graph.namespaces())
    graph.parse(data=f"{prefixes}\n{turtle}", format="turtle")
    assert any(re.search(fault, found) for found in find_faults(graph)), find_faults(graph)


def test_it_has_a_version_that_follows_the_package(minutes: Graph) -> None:
    ontology = URIRef(ONTOLOGY)
    (version,) = minutes.objects(ontology, OWL.versionIRI)
    assert version == URIRef(f"{ONTOLOGY}/{minutes.value(ontology, OWL.versionInfo)}")
    assert (ontology, RDF.type, OWL.Ontology) in minutes
    assert re.fullmatch(r"\d+\.\d+\.\d+", str(minutes.value(ontology, OWL.versionInfo)))
    assert kg.__version__


# --- Documented -------------------------------------------------------------------------------------------


@pytest.mark.parametrize("term", TERMS)
def test_every_term_is_explained_with_an_example(minutes: Graph, term: str) -> None:
    node = URIRef(OURS + term)
    for needed in (RDFS.label, RDFS.comment, SKOS.example):
        values = list(minutes.objects(node, needed))
        assert len(values) == 1, f"minutes:{term} has {len(values)} {needed}; give it one in ontology/minutes.ttl"
        assert getattr(values[0], "language", None) == "en", f"minutes:{term}: mark its {needed} with @en"
    comment = str(minutes.value(node, RDFS.comment))
    assert comment[-1] in ".;", f"minutes:{term}: end its comment with a full stop"


@pytest.mark.parametrize("name", LISTS)
def test_every_entry_of_a_list_is_explained_with_an_example(name: str) -> None:
    graph = load(name)
    scheme = URIRef(f"https://w3id.org/minutes-kg/{name.removesuffix('.ttl')}")
    assert (scheme, RDF.type, SKOS.ConceptScheme) in graph
    entries = sorted({str(s) for s in graph.subjects(RDF.type, SKOS.Concept)})
    assert len(entries) >= 2
    for address in entries:
        entry = URIRef(address)
        assert address.startswith(f"{scheme}#"), f"{entry} does not belong into {name}"
        assert (entry, SKOS.inScheme, scheme) in graph, f"{entry}: say skos:inScheme"
        for needed in (RDFS.label, SKOS.prefLabel, SKOS.definition, SKOS.example):
            assert len(list(graph.objects(entry, needed))) == 1, f"{entry} needs one {needed}"
        above = [*graph.objects(entry, SKOS.broader), *graph.objects(entry, SKOS.topConceptOf)]
        assert len(above) == 1, f"{entry}: say either skos:broader or skos:topConceptOf"


# The list of indicators is an open one: two of its entries may turn out to be one.
@pytest.mark.parametrize("name", [name for name in LISTS if name != "indicators.ttl"])
def test_no_two_entries_of_a_list_are_the_same(name: str) -> None:
    graph = load(name)
    (members,) = graph.objects(None, OWL.distinctMembers)
    assert set(Collection(graph, members)) == set(graph.subjects(RDF.type, SKOS.Concept))


def test_units_have_notations_and_no_two_the_same() -> None:
    notations = [str(notation) for notation in load("units.ttl").objects(None, SKOS.notation)]
    lengths = ["days", "hours", "months", "weeks", "years"]
    rates = ["per 1,000", "per 10,000", "per 100,000"]
    assert sorted(notations) == sorted(["%", "count", "GBP", "score", *lengths, *rates])


def test_no_label_of_a_role_is_claimed_by_two() -> None:
    graph = load("roles.ttl")
    labels = [str(label).casefold() for label in graph.objects(None, SKOS.altLabel)]
    assert sorted(labels) == sorted(set(labels))


@pytest.mark.parametrize("name", FILES)
def test_every_file_says_what_it_is(name: str) -> None:
    first = (paths.ONTOLOGY / name).read_text("utf-8").splitlines()[0]
    assert re.match(r"# \w.*", first)


def test_the_readme_names_every_file() -> None:
    readme = (paths.ONTOLOGY / "README.md").read_text("utf-8")
    assert [name for name in FILES if f"`{name}`" not in readme] == []


# --- Aligned ----------------------------------------------------------------------------------------------

ABOVE = (
    *("http://www.w3.org/", "http://purl.org/linked-data/cube#", "http://xmlns.com/foaf/0.1/"),
    *("http://purl.org/dc/terms/", "https://schema.org/", OURS),
)
CLOSE = {
    "besluit": "http://data.vlaanderen.be/ns/besluit#",
    "mandaat": "http://data.vlaanderen.be/ns/mandaat#",
    "eli-dl": "http://data.europa.eu/eli/eli-draft-legislation-ontology#",
    "vf": "https://w3id.org/valueflows/ont/vf#",
    "odrl": "http://www.w3.org/ns/odrl/2/",
    "opengov": "http://www.w3.org/ns/opengov#",
}


def test_our_terms_stand_below_w3c_terms_only(minutes: Graph) -> None:
    for relation in (RDFS.subClassOf, RDFS.subPropertyOf):
        for term, above in minutes.subject_objects(relation):
            if str(term).startswith(OURS) and isinstance(above, URIRef):
                assert str(above).startswith(ABOVE), f"{term} is below {above}: use skos:closeMatch"


def test_nothing_outside_is_said_to_be_the_same(everything: Graph) -> None:
    for relation in (OWL.equivalentClass, OWL.equivalentProperty, OWL.sameAs):
        for s, o in everything.subject_objects(relation):
            assert str(s).startswith(OURS)
            assert not isinstance(o, URIRef) or str(o).startswith(OURS)


@pytest.mark.parametrize("prefix", sorted(CLOSE))
def test_other_vocabularies_are_matched(minutes: Graph, prefix: str) -> None:
    matches = {str(o) for o in minutes.objects(None, SKOS.closeMatch)}
    assert any(match.startswith(CLOSE[prefix]) for match in matches)


@pytest.mark.parametrize(
    ("term", "above"),
    [
        ("Person", "http://xmlns.com/foaf/0.1/Person"),
        ("Role", "http://www.w3.org/ns/org#Role"),
        ("Post", "http://www.w3.org/ns/org#Post"),
        ("Tenure", "http://www.w3.org/ns/org#Membership"),
        ("Council", "http://www.w3.org/ns/org#FormalOrganization"),
        ("Body", "http://www.w3.org/ns/org#OrganizationalUnit"),
        ("Meeting", "http://www.w3.org/ns/prov#Activity"),
        ("Commitment", "http://www.w3.org/ns/prov#Entity"),
        ("Indicator", "http://www.w3.org/2004/02/skos/core#Concept"),
        ("Observation", "http://www.w3.org/ns/sosa/Observation"),
        ("Observation", "http://purl.org/linked-data/cube#Observation"),
        ("SourceDocument", "http://xmlns.com/foaf/0.1/Document"),
        ("Evidence", "http://www.w3.org/ns/oa#SpecificResource"),
    ],
)
def test_alignment(minutes: Graph, term: str, above: str) -> None:
    assert (URIRef(OURS + term), RDFS.subClassOf, URIRef(above)) in minutes


# --- In step with the code --------------------------------------------------------------------------------


@pytest.mark.parametrize("term", sorted(MINUTES.__annotations__.keys() - {"_NS", "_fail"}))
def test_every_term_that_code_names_is_in_the_ontology(term: str) -> None:
    assert term in TERMS, f"minutes:{term} is named in kg/vocab.py but not declared in ontology/minutes.ttl"


def test_web_annotation_terms_are_declared(minutes: Graph) -> None:
    for term in sorted(OA.__annotations__.keys() - {"_NS", "_fail"}):
        assert (OA[term], RDF.type, None) in minutes


def test_a_misspelt_term_is_an_error() -> None:
    with pytest.raises(AttributeError, match="Meetng"):
        _ = MINUTES.Meetng


SPELLING = re.compile(r"\bminutes:([A-Za-z]\w*)")


@pytest.mark.parametrize("folder", [paths.QUERIES, paths.SHAPES], ids=["queries", "shapes"])
def test_queries_and_shapes_use_terms_that_there_are(folder: Path) -> None:
    for path in sorted((*folder.glob("*.rq"), *folder.glob("*.ttl"))):
        for line, text in enumerate(path.read_text("utf-8").splitlines(), 1):
            for term in SPELLING.findall(text.split("#")[0] if text.lstrip().startswith("#") else text):
                assert term in TERMS, f"{path.name}:{line}: minutes:{term} is not in ontology/minutes.ttl"


def test_every_property_is_of_one_kind(minutes: Graph) -> None:
    kinds = [kind for kind in PROPERTY_KINDS for s in minutes.subjects(RDF.type, kind) if str(s).startswith(OURS)]
    assert kinds.count(OWL.ObjectProperty) > 15
    assert kinds.count(OWL.DatatypeProperty) > 15
    assert kinds.count(OWL.AnnotationProperty) == 0
