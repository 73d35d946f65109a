"""The report as a clerk reads it, as JSON and as Turtle; and the command."""

from __future__ import annotations

import json
import subprocess
import sys
from pathlib import Path

import pytest
from rdflib import BNode, Graph, Literal, URIRef
from rdflib.namespace import RDF, SH

from kg.cli import run
from kg.validate import (
    Finding,
    Quote,
    Report,
    Severity,
    render_json,
    render_text,
    render_turtle,
    validate_graph,
)
from kg.validate.report import make_report
from kg.validate.shapes import SHAPES_NS
from tests.validate.conftest import Thornmere

SHAPE = SHAPES_NS + "commitment-promiser"


def finding(**fields: object) -> Finding:
    values: dict[str, object] = {
        "severity": Severity.VIOLATION,
        "shape": SHAPE,
        "class_": "Promise",
        "node": "http://localhost:8000/thornmere-council/commitment/promise-0#it",
        "label": "send the tree survey",
        "message": "Nobody is named who made this commitment.",
        "todo": "Read the sentence.",
        "source": "parks-panel.txt",
        "line": 10,
        "quotes": (Quote("parks-panel.txt", 231, 250, 10, "send the tree survey"),),
    }
    return Finding(**{**values, **fields})  # type: ignore[arg-type]


def report_of(*findings: Finding) -> Report:
    return make_report(list(findings), documents=2, rules=100)


def broken(thornmere: Thornmere) -> Path:
    return thornmere.build(
        lambda lines: [line.replace('> "92"^', '> "192"^') for line in lines if "promisedBy" not in line]
    )


# --- Text -------------------------------------------------------------------------------------------------


def test_text_says_place_words_what_to_do_and_counts() -> None:
    assert render_text(report_of(finding())) == (
        "VIOLATIONS (1)\n"
        "\n"
        "  Nobody is named who made this commitment.\n"
        "  - parks-panel.txt, line 10: Promise “send the tree survey”\n"
        "      “send the tree survey”\n"
        "      <http://localhost:8000/thornmere-council/commitment/promise-0#it>\n"
        "  What to do: Read the sentence. [commitment-promiser]\n"
        "\n"
        "Checked 2 documents against 100 rules: 1 violation, 0 warnings, 0 notes.\n"
    )


def test_text_puts_violations_first_and_says_each_message_once() -> None:
    text = render_text(
        report_of(
            finding(severity=Severity.WARNING, shape=SHAPES_NS + "a-warning", message="Look at this."),
            finding(),
            finding(node="http://localhost:8000/thornmere-council/commitment/promise-1#it"),
        )
    )
    assert text.index("VIOLATIONS (2)") < text.index("WARNINGS (1)") < text.index("Checked 2 documents")
    assert text.count("Nobody is named who made this commitment.") == 1


def test_text_counts_notes_and_lists_them_when_asked() -> None:
    notes = [
        finding(severity=Severity.INFO, message=message, node=f"http://localhost:8000/n/{number}#it")
        for number, message in enumerate(["No date."] * 12 + ["Nobody came."])
    ]
    text = render_text(report_of(*notes))
    assert "   12  No date.\n    1  Nobody came.\n" in text
    assert "line 10" not in text
    assert render_text(report_of(*notes), least=Severity.INFO).count("line 10") == 13
    assert "No date." not in render_text(report_of(*notes), least=Severity.WARNING)
    assert "13 notes" in render_text(report_of(*notes), least=Severity.WARNING)


def test_text_fits_80_columns_but_keeps_addresses_whole() -> None:
    long = "said that the trees along the canal would be counted again " * 12
    address = f"http://localhost:8000/{'thornmere-council/' * 6}promise-0#it"
    text = render_text(
        report_of(finding(message=long, label=long, node=address, quotes=(Quote("a.txt", 0, 9, 1, long),)))
    )
    assert all(len(line) <= 80 for line in text.split("\n") if "http" not in line)
    assert f"<{address}>" in text


def test_text_names_file_and_line_of_words_in_another_document() -> None:
    quotes = (Quote("one.txt", 0, 9, 3, "Ivo Marsh"), Quote("two.txt", 0, 9, 7, "Mr Marsh"))
    text = render_text(report_of(finding(source="one.txt", line=3, quotes=quotes)))
    assert "      “Ivo Marsh”\n      two.txt, line 7: “Mr Marsh”\n" in text


def test_text_shows_no_control_characters_of_a_document() -> None:
    text = render_text(report_of(finding(label="\x1b[31mred", quotes=(Quote("a.txt", 0, 9, 1, "be\x07ll\x9b2J"),))))
    assert "\x1b" not in text and "\x07" not in text and "\x9b" not in text
    assert "[31mred" in text


def test_text_of_nothing_found() -> None:
    assert render_text(report_of()) == "Checked 2 documents against 100 rules: 0 violations, 0 warnings, 0 notes.\n"


# --- JSON and Turtle --------------------------------------------------------------------------------------


def test_json_has_every_part_of_a_finding() -> None:
    value = Literal("2026-02-02", datatype=URIRef("http://www.w3.org/2001/XMLSchema#date")).n3()
    content = json.loads(render_json(report_of(finding(value=value))))
    assert content["conforms"] is False
    assert content["counts"] == {"violation": 1, "warning": 0, "info": 0}
    (found,) = content["findings"]
    assert found["rule"] == "commitment-promiser"
    assert (found["class"], found["source"], found["line"], found["value"]) == (
        "Promise",
        "parks-panel.txt",
        10,
        "2026-02-02",
    )
    assert found["quotes"][0]["words"] == "send the tree survey"
    assert (found["quotes"][0]["start"], found["quotes"][0]["end"]) == (231, 250)


def test_turtle_is_a_shacl_report_without_blank_results(thornmere: Thornmere) -> None:
    report = validate_graph(broken(thornmere))
    graph = Graph().parse(data=render_turtle(report), format="turtle")
    (whole,) = graph.subjects(RDF.type, SH.ValidationReport)
    results = set(graph.objects(whole, SH.result))
    assert graph.value(whole, SH.conforms) == Literal(False)
    assert len(results) == len(report.findings) == len(set(graph.subjects(RDF.type, SH.ValidationResult)))
    for result in results:
        assert not isinstance(result, BNode)
        for predicate in (SH.focusNode, SH.resultSeverity, SH.sourceShape, SH.sourceConstraintComponent):
            assert isinstance(graph.value(result, predicate), URIRef)
        assert graph.value(result, SH.resultMessage) is not None
        assert graph.value(result, URIRef(SHAPES_NS + "line")) is not None
    severities = {graph.value(result, SH.resultSeverity) for result in results}
    assert severities == {SH.Violation, SH.Warning, SH.Info}


@pytest.mark.parametrize(
    ("path", "turtle"),
    [
        ("<http://a/p>", "<http://a/p>"),
        ("<http://a/p>/<http://a/q>", "( <http://a/p> <http://a/q> )"),
        ("^<http://a/p>", "[ sh:inversePath <http://a/p> ]"),
        (
            "<http://a/p>|^<http://a/q>",
            "[ sh:alternativePath ( <http://a/p> [ sh:inversePath <http://a/q> ] ) ]",
        ),
    ],
)
def test_turtle_writes_paths_as_shacl_does(path: str, turtle: str) -> None:
    assert f"sh:resultPath {turtle}\n" in render_turtle(report_of(finding(path=path)))


def test_turtle_conforms_only_if_nothing_at_all_was_found() -> None:
    note = finding(severity=Severity.INFO)
    assert "sh:conforms false" in render_turtle(report_of(note))
    assert "sh:conforms true" in render_turtle(report_of())


def test_reports_are_the_same_bytes_whatever_the_hash_seed(thornmere: Thornmere) -> None:
    folder = broken(thornmere)
    program = (
        "import sys; from pathlib import Path; from kg.validate import *; "
        "r = validate_graph(Path(sys.argv[1])); "
        "sys.stdout.buffer.write((render_text(r) + render_json(r) + render_turtle(r)).encode())"
    )
    outputs = {
        subprocess.run(
            [sys.executable, "-c", program, str(folder)],
            env={"PYTHONHASHSEED": seed, "PYTHONPATH": str(Path(__file__).parents[2])},
            capture_output=True,
            check=True,
        ).stdout
        for seed in ("1", "2")
    }
    assert len(outputs) == 1


# --- The command ------------------------------------------------------------------------------------------


def test_command_exits_with_1_on_violations_and_0_without(
    thornmere: Thornmere, capsys: pytest.CaptureFixture[str]
) -> None:
    folder = str(thornmere.build())
    assert run(["validate", "--graph", folder]) == 0
    assert "0 violations" in capsys.readouterr().out
    assert run(["validate", "--graph", str(broken(thornmere))]) == 1
    out, err = capsys.readouterr()
    assert out.startswith("VIOLATIONS (2)") and err == ""


def test_command_writes_each_form(thornmere: Thornmere, capsys: pytest.CaptureFixture[str], tmp_path: Path) -> None:
    folder = str(broken(thornmere))
    assert run(["validate", "--graph", folder, "--format", "json"]) == 1
    assert json.loads(capsys.readouterr().out)["counts"]["violation"] == 2
    file = tmp_path / "report.ttl"
    assert run(["validate", "--graph", folder, "--format", "ttl", "--severity", "violation", "-o", str(file)]) == 1
    assert capsys.readouterr().out == ""
    graph = Graph().parse(file, format="turtle")
    assert set(graph.objects(None, SH.resultSeverity)) == {SH.Violation}


@pytest.mark.parametrize(
    "arguments",
    [
        ["--graph", "no-such-folder"],
        ["--graph", "https://example.org/sparql"],
        ["--format", "xml"],
        ["--severity", "grave"],
        ["-o", "no/such/folder/report.txt"],
    ],
)
def test_command_refuses_wrong_use_in_one_line(
    thornmere: Thornmere,
    arguments: list[str],
    capsys: pytest.CaptureFixture[str],
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setenv("KG_GRAPH", str(thornmere.build()))
    assert run(["validate", *arguments]) == 2
    out, err = capsys.readouterr()
    assert out == "" and err.count("\n") == 1
