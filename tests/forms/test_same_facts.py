"""The same meetings as text, web page, Word file and PDF state the same facts, in words that stand where they are said to.

Our example minutes are written in each form by real tools, read by the real command, and what it answers is compared with
what it answers of the plain text. Where a form loses something that cannot be had back, the difference stands in `KNOWN`
with the reason; one that no longer occurs has to go from there.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import pytest

from kg.facts import DocumentFacts, Evidence
from kg.show import source_text
from kg.store import GraphFolder
from tests.forms import FORMS, ToolMissing
from tests.forms.facts import QUERIES, find_differences, list_facts
from tests.forms.score import SETS, build_answers, run_kg, write_forms

EXAMPLES = SETS["examples"][1]
# A page that holds one item of business is no form for a whole meeting.
WHOLE = [form for form in FORMS if form != "modgov-item"]
ITEM = "ravensclough-overview-and-scrutiny-management-committee-home-education"


@dataclass(frozen=True, slots=True)
class Known:
    """Why a file says something else in some forms than its text does.

    Args:
        forms: in which.
        file: its name without ending.
        lines: the differences, as `find_differences` tells them, each by enough of its words.
        reason: for a reader of this test.
    """

    forms: tuple[str, ...]
    file: str
    lines: tuple[str, ...]
    reason: str


# None at present.
KNOWN: tuple[Known, ...] = ()


@pytest.fixture(scope="module")
def plain(tmp_path_factory: pytest.TempPathFactory) -> dict[str, list[str]]:
    """The facts of the example minutes as plain text."""
    tables, said = build_answers([EXAMPLES], tmp_path_factory.mktemp("plain"), QUERIES)
    facts = list_facts(tables)
    assert len(facts) == 10, said
    return facts


def read_form(form: str, work: Path, only: str = "") -> dict[str, list[str]]:
    """The facts of the example minutes in a form; the test is skipped where the form cannot be written."""
    try:
        write_forms(EXAMPLES, form, work / "minutes", only)
    except ToolMissing as missing:
        pytest.skip(str(missing))
    tables, said = build_answers([work / "minutes"], work, QUERIES)
    assert "0 files skipped" in said, said
    return list_facts(tables)


def check(form: str, differences: dict[str, list[str]], only: str = "") -> None:
    """That what differs is known, and what is known differs."""
    left = {file: list(lines) for file, lines in differences.items()}
    for known in KNOWN:
        if form in known.forms and only in known.file:
            for line in known.lines:
                found = [one for one in left.get(known.file, []) if line in one]
                assert found, f"no longer so, take it from KNOWN: {form} {known.file} {line!r}"
                left[known.file].remove(found[0])
    assert not any(left.values()), "\n".join([form, *(f"{file} {line}" for file in left for line in left[file])])


def all_evidence(facts: DocumentFacts) -> Iterator[Evidence]:
    """Every place to which the facts of a document point."""
    yield from facts.meeting.evidence
    for person in facts.people:
        yield from person.mentions
        yield from (holding.evidence for holding in person.holdings)
    for commitment in facts.commitments:
        yield from commitment.evidence
    yield from (observation.evidence for observation in facts.observations)
    yield from (unused.evidence for unused in facts.unused)


def check_evidence(graph: Path) -> None:
    """That the words of every fact stand at their offsets in what `kg show --text` prints."""
    folder = GraphFolder.open(graph)
    for entry in folder.manifest.documents:
        text = source_text(entry.name, graph)
        evidence = list(all_evidence(folder.facts(entry)))
        assert evidence, entry.name
        for one in evidence:
            assert text[one.span.start : one.span.end] == one.quote, entry.name
    assert run_kg("show", "--graph", str(graph), "--text", entry.name)[1] == text


@pytest.mark.slow
@pytest.mark.parametrize("form", WHOLE)
def test_a_meeting_states_the_same_facts_in_every_form(form: str, plain: dict[str, list[str]], tmp_path: Path) -> None:
    check(form, find_differences(plain, read_form(form, tmp_path)))
    check_evidence(tmp_path / "graph.kg")


@pytest.mark.parametrize("form", ["text-copy", "modgov-item", "page", "docx-styled", "pdf-lines"])
def test_an_item_of_business_states_the_same_facts(form: str, tmp_path: Path) -> None:
    text = list_facts(build_answers([EXAMPLES / "ravensclough" / f"{ITEM}.txt"], tmp_path / "text", QUERIES)[0])
    check(form, find_differences(text, read_form(form, tmp_path, ITEM)), ITEM)
    check_evidence(tmp_path / "graph.kg")
