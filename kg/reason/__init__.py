"""Does the ontology hold together, and what follows from it? A description logic reasoner looks.

    worker      runs HermiT, in a process of its own        java       which Java runs it
    explain     contradictions in words, by plain rules     rules      what follows, with reasons
    search      those that no rule finds, by trial          sample     some of a large graph
    report      the answer in words                         words      what things are called

HermiT takes a second and a millisecond for each individual, so it judges the ontology and samples, not a
whole graph.
"""

from __future__ import annotations

import json
import logging
import os
import signal
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

from rdflib import Graph, Literal, URIRef
from rdflib.exceptions import ParserError
from rdflib.namespace import OWL, RDF, RDFS, XSD
from rdflib.plugins.parsers.notation3 import BadSyntax
from rdflib.term import Node

from kg import paths
from kg.errors import GraphError, UsageError
from kg.reason.explain import (
    explain_bad_values,
    explain_contradictions,
    explain_impossible,
)
from kg.reason.java import find_java
from kg.reason.search import find_conflict, tell_conflict
from kg.reason.worker import CONSISTENT, FAILED

TIMEOUT = 60.0

# What is asked of HermiT here takes a second or two, in which Java's better compiler does not pay for itself.
_QUICK_START = "-XX:TieredStopAtLevel=1 -XX:+UseSerialGC"

_WORKER = Path(__file__).with_name("worker.py")
_FORMATS = {".ttl": "turtle", ".nt": "nt"}
# Datatypes that HermiT knows and graphs of minutes can have. OWL 2 has no xsd:date: days become points in
# time.
_KNOWN = {
    *(XSD.string, XSD.boolean, XSD.decimal, XSD.integer, XSD.nonNegativeInteger, XSD.positiveInteger),
    *(XSD.int, XSD.long, XSD.double, XSD.float, XSD.dateTime, XSD.dateTimeStamp, XSD.anyURI, RDF.langString),
}


@dataclass(frozen=True, slots=True)
class Reasoning:
    """What the reasoner found.

    Args:
        consistent: whether there is no contradiction, and every class can have members.
        reasons: what contradicts what, in words; empty if nothing does.
        inferred: what follows and is not entered: (subject, `rdf:type` or property, object), sorted.
    """

    consistent: bool
    reasons: tuple[str, ...] = ()
    inferred: tuple[tuple[str, str, str], ...] = ()


def check_consistency(*sources: Path | Graph, timeout: float = TIMEOUT) -> Reasoning:
    """Whether the sources contradict themselves or each other, why, and what follows from them.

    Args:
        sources: files (`.ttl`, `.nt`) and graphs, taken together; the ontology is not added.
        timeout: seconds after which the reasoner is stopped.

    Raises:
        UsageError: a file is neither Turtle nor N-Triples by its name.
        GraphError: a file cannot be read, the reasoner refuses what it says, or time is up.
        MissingLibrary: there is no Java.
    """
    graph = merge_sources(*sources)
    end = time.monotonic() + timeout
    java = find_java()
    bad = explain_bad_values(graph)
    if bad:
        return Reasoning(False, bad)
    answer = _run(java, graph, end, timeout)
    if answer is None:
        return Reasoning(False, _reasons(java, graph, end, timeout))
    impossible = _impossible(answer)
    if impossible:
        return Reasoning(False, tuple(explain_impossible(graph, kind) for kind in impossible))
    return Reasoning(True, (), tuple(sorted(_news(graph, answer))))


def merge_sources(*sources: Path | Graph) -> Graph:
    """Files and graphs as one graph.

    Raises:
        UsageError: a file is neither Turtle nor N-Triples by its name.
        GraphError: a file cannot be read.
    """
    merged = Graph()
    for source in sources:
        for triple in source if isinstance(source, Graph) else _read(source):
            merged.add(triple)
    return merged


def ontology_files() -> tuple[Path, ...]:
    """The ontology and the lists of codes."""
    return tuple(sorted(paths.ONTOLOGY.glob("*.ttl")))


def _read(path: Path) -> Graph:
    form = _FORMATS.get(path.suffix.lower())
    if form is None:
        raise UsageError("neither Turtle nor N-Triples", where=str(path), todo="give files that end in .ttl or .nt")
    graph = Graph()
    try:
        with _quiet():
            graph.parse(path, format=form)
    except BadSyntax as error:
        raise GraphError("this is not Turtle", where=f"{path}:{error.lines + 1}", todo="mend that line") from error
    except ParserError as error:
        raise GraphError("this is not N-Triples", where=str(path), todo=f"mend it: {error}") from error
    except (OSError, UnicodeDecodeError) as error:
        raise GraphError(f"cannot be read ({error})", where=str(path), todo="check the file") from error
    return graph


@contextmanager
def _quiet() -> Iterator[None]:
    """Without rdflib's trace of every value that is not of its type: we tell those ourselves."""
    logger = logging.getLogger("rdflib.term")
    level = logger.level
    logger.setLevel(logging.CRITICAL)
    try:
        yield
    finally:
        logger.setLevel(level)


def _impossible(answer: Graph) -> list[URIRef]:
    """The classes that can have no members."""
    relations = (OWL.equivalentClass, RDFS.subClassOf)
    found = {s for relation in relations for s in answer.subjects(relation, OWL.Nothing)}
    return sorted(s for s in found if isinstance(s, URIRef) and s != OWL.Nothing)


def _reasons(java: Path, graph: Graph, end: float, timeout: float) -> tuple[str, ...]:
    """Why it is inconsistent: by rules, else by trial as long as there is time."""
    reasons = explain_contradictions(graph)
    if reasons:
        return reasons
    try:
        conflict = find_conflict(graph, lambda trial: _run(java, trial, end, timeout) is not None)
    except GraphError:
        return ("There is a contradiction, but there was no time to find where; allow more with --timeout.",)
    return (tell_conflict(graph, conflict),)


def _run(java: Path, graph: Graph, end: float, timeout: float) -> Graph | None:
    """What HermiT infers; None if there is a contradiction."""
    with tempfile.TemporaryDirectory(prefix="kg-reason-") as folder:
        source, target = Path(folder, "in.nt"), Path(folder, "out.nt")
        _for_hermit(graph).serialize(source, format="nt", encoding="utf-8")
        command = [sys.executable, "-P", str(_WORKER), str(java.absolute()), str(source), str(target)]
        answer = _call(command, folder, end, timeout)
        if answer["state"] == FAILED:
            message = answer["message"].rstrip(".")
            raise GraphError(f"the reasoner refuses it: {message}", todo="mend the files that say so")
        return Graph().parse(target, format="nt") if answer["state"] == CONSISTENT else None


def _call(command: list[str], folder: str, end: float, timeout: float) -> dict[str, str]:
    """The worker's answer. It and its Java are a group of processes, which is stopped as one."""
    process = subprocess.Popen(
        command,
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
        encoding="utf-8",
        cwd=folder,  # HermiT makes an address of the working folder, and cannot of "/"
        env={**os.environ, "TMPDIR": folder, "JDK_JAVA_OPTIONS": _QUICK_START},
        start_new_session=True,
    )
    try:
        out, err = process.communicate(timeout=max(0.0, end - time.monotonic()))
    except subprocess.TimeoutExpired:
        raise GraphError(
            f"the reasoner did not finish in {timeout:g} seconds",
            todo="allow more with --timeout, or give it less",
        ) from None
    finally:
        _stop(process)
    if process.returncode:
        last = err.strip().splitlines()[-1:] or ["no message"]
        raise GraphError(f"the reasoner stopped: {last[0]}", todo="please report this")
    result: dict[str, str] = json.loads(out.splitlines()[-1])
    return result


def _stop(process: subprocess.Popen[str]) -> None:
    if process.poll() is None:
        if hasattr(os, "killpg"):
            os.killpg(process.pid, signal.SIGKILL)
        else:
            process.kill()
        process.communicate()


def _for_hermit(graph: Graph) -> Graph:
    """The graph without labels and with days as points in time, since OWL 2 has no days."""
    annotations = {RDFS.label, RDFS.comment, *graph.subjects(RDF.type, OWL.AnnotationProperty)}
    result = Graph()
    for s, p, o in graph:
        if p not in annotations:
            term = _for_owl(o)
            if term is not None:
                result.add((s, p, term))
    return result


def _for_owl(term: Node) -> Node | None:
    if not isinstance(term, Literal) or term.datatype is None or term.datatype in _KNOWN:
        return term
    return Literal(f"{term}T00:00:00", datatype=XSD.dateTime) if term.datatype == XSD.date else None


def _news(graph: Graph, answer: Graph) -> Iterator[tuple[str, str, str]]:
    """What is inferred of individuals and was not entered."""
    about = {OWL.Ontology, OWL.Class, OWL.ObjectProperty, OWL.DatatypeProperty, OWL.AnnotationProperty}
    schema = {s for kind in about for s in graph.subjects(RDF.type, kind)}
    for s, p, o in answer:
        if (
            all(isinstance(term, URIRef) for term in (s, o))
            and (s, p, o) not in graph
            and s not in schema
            and o not in (OWL.Thing, OWL.Ontology)
        ):
            yield str(s), str(p), str(o)
