"""A report for machines: as JSON, and as a SHACL validation report in Turtle."""

from __future__ import annotations

import hashlib
import json
import re
from collections.abc import Iterator

from rdflib import Literal
from rdflib.namespace import SH

from kg.validate.report import Finding, Quote, Report, Severity
from kg.validate.shapes import SHAPES_NS
from kg.validate.text import plain_value

_SEVERITIES = {
    Severity.INFO: "sh:Info",
    Severity.WARNING: "sh:Warning",
    Severity.VIOLATION: "sh:Violation",
}
_STEP = re.compile(r"\^?<[^<>]*>")


def render_json(report: Report) -> str:
    """The report as JSON, where `conforms` is whether there are no violations."""
    counts = report.counts
    content = {
        "conforms": not report.violations,
        "documents": report.documents,
        "rules": report.rules,
        "counts": {severity.word: counts[severity] for severity in sorted(Severity, reverse=True)},
        "findings": [_finding_fields(finding) for finding in report.findings],
    }
    return json.dumps(content, ensure_ascii=False, indent=1) + "\n"


def _finding_fields(finding: Finding) -> dict[str, object]:
    return {
        "severity": finding.severity.word,
        "rule": finding.rule,
        "shape": finding.shape,
        "class": finding.class_,
        "node": finding.node,
        "label": finding.label,
        "message": finding.message,
        "todo": finding.todo,
        "source": finding.source,
        "line": finding.line or None,
        "place": finding.place or None,
        "value": plain_value(finding.value) if finding.value else None,
        "quotes": [_quote_fields(quote) for quote in finding.quotes],
    }


def _quote_fields(quote: Quote) -> dict[str, object]:
    known = quote.start >= 0
    return {
        "source": quote.source,
        "line": quote.line or None,
        "place": quote.place or None,
        "start": quote.start if known else None,
        "end": quote.end if known else None,
        "words": quote.words,
    }


def render_turtle(report: Report) -> str:
    """The report as `sh:ValidationReport` (https://www.w3.org/TR/shacl/#validation-report).

    Report and results are named by hashes of what they say, so that the same report gives the same bytes. As
    SHACL has it, `sh:conforms` is true only if nothing at all was found, notes included.
    """
    results = [(_result_iri(finding), finding) for finding in report.findings]
    whole = hashlib.sha256("\n".join(iri for iri, _ in results).encode()).hexdigest()
    lines = [
        f"@prefix sh: <{SH}> .",
        f"@prefix shapes: <{SHAPES_NS}> .",
        "",
        f"<urn:sha256:{whole}> a sh:ValidationReport ;",
        f"    sh:conforms {'false' if results else 'true'}",
    ]
    lines += [f"    ; sh:result <{iri}>" for iri, _ in results]
    lines.append("    .")
    for iri, finding in results:
        lines += [
            "",
            f"<{iri}> a sh:ValidationResult",
            *(f"    ; {pair}" for pair in _pairs(finding)),
            "    .",
        ]
    return "\n".join(lines) + "\n"


def _result_iri(finding: Finding) -> str:
    said = "\n".join((finding.shape, finding.node, finding.value, finding.message))
    return f"urn:sha256:{hashlib.sha256(said.encode()).hexdigest()}"


def _pairs(finding: Finding) -> Iterator[str]:
    yield f"sh:resultSeverity {_SEVERITIES[finding.severity]}"
    yield f"sh:sourceShape <{finding.shape}>"
    yield f"sh:sourceConstraintComponent <{finding.component}>"
    yield f"sh:focusNode <{finding.node}>"
    if finding.path:
        yield f"sh:resultPath {_turtle_path(finding.path)}"
    if finding.value:
        yield f"sh:value {finding.value}"
    yield f"sh:resultMessage {Literal(finding.message).n3()}"
    if finding.source:
        yield f"shapes:file {Literal(finding.source).n3()}"
    if finding.line:
        yield f"shapes:line {finding.line}"
    if finding.place:
        yield f"shapes:place {Literal(finding.place).n3()}"
    for quote in finding.quotes:
        yield f"shapes:quote {Literal(quote.words).n3()}"


def _turtle_path(path: str) -> str:
    """A SPARQL property path as the SHACL path that it was written from."""
    choices = [[_turtle_step(step) for step in _STEP.findall(choice)] for choice in _split_choices(path)]
    written = [steps[0] if len(steps) == 1 else f"( {' '.join(steps)} )" for steps in choices]
    return written[0] if len(written) == 1 else f"[ sh:alternativePath ( {' '.join(written)} ) ]"


def _turtle_step(step: str) -> str:
    return f"[ sh:inversePath {step[1:]} ]" if step.startswith("^") else step


def _split_choices(path: str) -> list[str]:
    # No "|" stands in an IRI (RFC 3987), so this parts alternatives only.
    return path.split("|")
