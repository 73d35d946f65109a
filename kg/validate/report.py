"""What a validation found: findings, sorted, with the words they are about."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass
from enum import IntEnum

from kg.document import name_place


class Severity(IntEnum):
    """How much a finding matters, the least first (SHACL's sh:Info, sh:Warning, sh:Violation).

    >>> Severity.named("warning") < Severity.VIOLATION
    True
    """

    INFO = 1
    WARNING = 2
    VIOLATION = 3

    @property
    def word(self) -> str:
        """How it is written on the command line and in JSON."""
        return self.name.lower()

    @classmethod
    def named(cls, word: str) -> Severity:
        """The severity that `word` names; KeyError if none."""
        return cls[word.upper()]


@dataclass(frozen=True, slots=True, order=True)
class Quote:
    """Words of a source document.

    Args:
        source: name of the file.
        start: where the words begin in the text as decoded, or -1 if the graph does not say.
        end: where they end, exclusive, or -1.
        line: line of the file on which they begin, from 1; 0 if the stored file cannot be read.
        words: the words.
        place: the page or element of the original on which they begin; empty where it is plain text.
    """

    source: str
    start: int
    end: int
    line: int
    words: str
    place: str = ""

    @property
    def where(self) -> str:
        """ "minutes.txt, line 41", "minutes.pdf, page 3 (line 41 of its text)"."""
        return ", ".join(filter(None, (self.source, name_place(self.place, self.line))))


@dataclass(frozen=True, slots=True)
class Finding:
    """One thing that is wrong, doubtful or worth knowing.

    Args:
        severity: how much it matters.
        shape: IRI of the rule in `shapes/` that found it.
        class_: what the node is, in one word ("Promise"), or empty if the graph does not say.
        node: IRI of what it was found on.
        label: what the node is called, or empty.
        message: what was found, in words.
        todo: what the reader can do about it.
        source: name of the file it was found in; empty if it concerns no single file.
        line: line of that file, from 1; 0 if not known.
        quotes: the words it is about, in the order of the documents.
        value: the value at fault, where there is one, as it stands in the graph.
        path: the property it was reached by, as a SPARQL property path, or empty.
        place: page or element of the original, of a file that is not plain text.
        component: IRI of the sort of constraint (sh:sourceConstraintComponent).
    """

    severity: Severity
    shape: str
    class_: str
    node: str
    label: str
    message: str
    todo: str = ""
    source: str = ""
    line: int = 0
    quotes: tuple[Quote, ...] = ()
    value: str = ""
    path: str = ""
    component: str = ""
    place: str = ""

    @property
    def where(self) -> str:
        """ "minutes.txt, line 41", "minutes.pdf, page 3 (line 41 of its text)"; empty if it concerns no single file."""
        return ", ".join(filter(None, (self.source, name_place(self.place, self.line))))

    @property
    def rule(self) -> str:
        """The short name of the rule ("commitment-promiser")."""
        return self.shape.rpartition("#")[2] or self.shape

    @property
    def sort_key(self) -> tuple[int, str, str, int, str, str, str]:
        """Violations first, then by rule, file, line and node."""
        return (-self.severity, self.shape, self.source, self.line, self.node, self.value, self.message)


@dataclass(frozen=True, slots=True)
class Report:
    """All findings, and what was looked at.

    Args:
        findings: sorted by `Finding.sort_key`, without duplicates.
        documents: how many source documents were checked.
        rules: how many rules they were checked against.
    """

    findings: tuple[Finding, ...]
    documents: int
    rules: int

    @property
    def violations(self) -> int:
        """How many findings are violations: the graph is not to be relied on while there are any."""
        return self.counts[Severity.VIOLATION]

    @property
    def counts(self) -> Counter[Severity]:
        """How many findings of each severity there are."""
        return Counter(finding.severity for finding in self.findings)

    def at_least(self, severity: Severity) -> Report:
        """The same report without what matters less than `severity`."""
        kept = tuple(finding for finding in self.findings if finding.severity >= severity)
        return Report(kept, self.documents, self.rules)


def make_report(findings: list[Finding], *, documents: int, rules: int) -> Report:
    """A report of these findings: sorted, each once."""
    return Report(tuple(sorted(set(findings), key=lambda f: f.sort_key)), documents, rules)
