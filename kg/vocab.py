"""The RDF terms that code names, and the bases of the IRIs that are not data.

A misspelt term raises AttributeError when it is named (`_fail`). Only terms that code names stand here;
`ontology/` may declare more, and a test checks that it declares all of these.
"""
# ruff: noqa: N815 (the names are those of the ontology)

from __future__ import annotations

from typing import Final

from rdflib import Namespace, URIRef
from rdflib.namespace import DefinedNamespace

PROJECT: Final = "https://w3id.org/minutes-kg/"
ONTOLOGY: Final = PROJECT + "ontology"
KINDS: Final = Namespace(PROJECT + "kinds#")
STANDINGS: Final = Namespace(PROJECT + "standings#")
STATES: Final = Namespace(PROJECT + "states#")
STRENGTHS: Final = Namespace(PROJECT + "strengths#")
UNITS: Final = Namespace(PROJECT + "units#")
COMPARISONS: Final = Namespace(PROJECT + "comparisons#")
ROLES: Final = Namespace(PROJECT + "roles#")
SOFTWARE: Final = Namespace(PROJECT + "software#")  # + version: the prov:SoftwareAgent of a build

DEFAULT_BASE: Final = "http://localhost:8000/"  # where `kg serve` answers


class MINUTES(DefinedNamespace):
    """Terms of `ontology/minutes.ttl`."""

    _NS = Namespace(ONTOLOGY + "#")
    _fail = True

    # Classes
    AgendaItem: URIRef
    Body: URIRef
    Commitment: URIRef
    Council: URIRef
    Councillor: URIRef
    ElectedPost: URIRef
    Evidence: URIRef
    Indicator: URIRef
    Meeting: URIRef
    Observation: URIRef
    Officer: URIRef
    OfficerPost: URIRef
    Person: URIRef
    Post: URIRef
    Promise: URIRef
    Refusal: URIRef
    Request: URIRef
    Resolution: URIRef
    Role: URIRef
    SourceDocument: URIRef
    StatusEvent: URIRef
    Tenure: URIRef

    # To other nodes
    about: URIRef
    attendedBy: URIRef
    attestedAt: URIRef
    comparedWith: URIRef
    evidence: URIRef
    firstEvidence: URIRef
    heldPost: URIRef
    kind: URIRef
    madeAt: URIRef
    meetingOf: URIRef
    ofCommitment: URIRef
    ofIndicator: URIRef
    owner: URIRef
    promisedBy: URIRef
    promisedTo: URIRef
    recordedIn: URIRef
    records: URIRef
    refusedAt: URIRef
    refusedBy: URIRef
    standing: URIRef
    state: URIRef
    statedAt: URIRef
    strength: URIRef
    underItem: URIRef
    unit: URIRef
    usualUnit: URIRef

    # To values
    action: URIRef
    characters: URIRef
    condition: URIRef
    cue: URIRef
    dueBy: URIRef
    dueEdtf: URIRef
    dueRule: URIRef
    dueText: URIRef
    encoding: URIRef
    group: URIRef
    isChange: URIRef
    itemNumber: URIRef
    madeOn: URIRef
    nameAsWritten: URIRef
    nextMeetingOn: URIRef
    on: URIRef
    period: URIRef
    place: URIRef
    recurs: URIRef
    sha256: URIRef
    setAsideBecause: URIRef
    singleHolder: URIRef
    titleAsWritten: URIRef
    value: URIRef
    venue: URIRef


class OA(DefinedNamespace):
    """The Web Annotation terms that evidence is written in (https://www.w3.org/TR/annotation-vocab/)."""

    _NS = Namespace("http://www.w3.org/ns/oa#")
    _fail = True

    SpecificResource: URIRef
    FragmentSelector: URIRef
    TextPositionSelector: URIRef
    TextQuoteSelector: URIRef
    end: URIRef
    exact: URIRef
    hasSelector: URIRef
    hasSource: URIRef
    prefix: URIRef
    start: URIRef
    suffix: URIRef
