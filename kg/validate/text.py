"""A report as text for reading: 80 columns, violations first, counts at the end."""

from __future__ import annotations

import textwrap
from collections import Counter
from collections.abc import Iterator
from itertools import groupby

from rdflib.util import from_n3

from kg.validate.report import Finding, Report, Severity

_WIDTH = 80
_WORDS = 300  # characters of a quote that are shown
_NAMES = {
    Severity.VIOLATION: ("violation", "violations"),
    Severity.WARNING: ("warning", "warnings"),
    Severity.INFO: ("note", "notes"),
}


def render_text(report: Report, *, least: Severity | None = None) -> str:
    """The report as text, ending with a line end.

    Args:
        report: what was found.
        least: leave out what matters less than this. If None, notes are only counted, so that they do not
            hide what matters; to list them one by one, ask for `Severity.INFO`.
    """
    lines: list[str] = []
    for severity in sorted(Severity, reverse=True):
        findings = [finding for finding in report.findings if finding.severity is severity]
        if findings and severity >= (least or Severity.INFO):
            counted = least is None and severity is Severity.INFO
            lines += _count_findings(findings) if counted else _list_findings(findings)
    return "\n".join([*lines, *_wrap(_summary(report), "")]) + "\n"


def _list_findings(findings: list[Finding]) -> Iterator[str]:
    yield f"{_NAMES[findings[0].severity][1].upper()} ({len(findings)})"
    yield ""
    for rule, same_rule in groupby(findings, key=lambda f: f.rule):
        group = sorted(same_rule, key=lambda f: (f.message, f.sort_key))
        for message, same in groupby(group, key=lambda f: f.message):
            yield from _wrap(message, "  ")
            for finding in same:
                yield from _list_finding(finding)
        yield from _wrap(f"What to do: {group[0].todo} [{rule}]" if group[0].todo else f"[{rule}]", "  ")
        yield ""


def _list_finding(finding: Finding) -> Iterator[str]:
    named = f"{finding.class_ or 'something'} “{finding.label}”" if finding.label else finding.class_
    yield from _wrap(": ".join(filter(None, (finding.where, named or "something"))), "  - ", "    ")
    for quote in finding.quotes:
        own = not finding.line or (quote.source, quote.line) == (finding.source, finding.line)
        where = "" if own else f"{quote.where}: "
        yield from _wrap(f"{where}“{_shorten(quote.words)}”", "      ")
    if finding.value:
        yield from _wrap(f"the value is {plain_value(finding.value)}", "      ")
    yield f"      <{finding.node}>"


def _count_findings(findings: list[Finding]) -> Iterator[str]:
    yield f"{_NAMES[findings[0].severity][1].upper()} ({len(findings)}; --severity info lists them)"
    yield ""
    counts = Counter(finding.message for finding in findings)
    for message, count in sorted(counts.items(), key=lambda pair: (-pair[1], pair[0])):
        yield from _wrap(message, f"{count:>5}  ", " " * 7)
    yield ""


def _summary(report: Report) -> str:
    documents = f"{report.documents} document{'' if report.documents == 1 else 's'}"
    counts = report.counts
    found = [f"{counts[s]} {_NAMES[s][counts[s] != 1]}" for s in sorted(Severity, reverse=True)]
    return f"Checked {documents} against {report.rules} rules: {', '.join(found)}."


def _wrap(text: str, first: str, rest: str | None = None) -> list[str]:
    # Minutes may hold anything, also what a terminal would obey. Addresses stay whole, to be copied.
    shown = "".join(c if c.isprintable() or c in "\t\n\r" else "\N{REPLACEMENT CHARACTER}" for c in text)
    return textwrap.wrap(
        shown,
        _WIDTH,
        initial_indent=first,
        subsequent_indent=first if rest is None else rest,
        break_long_words=False,
        break_on_hyphens=False,
    )


def _shorten(words: str) -> str:
    line = " ".join(words.split())
    return line if len(line) <= _WORDS else f"{line[:_WORDS].rpartition(' ')[0]} …"


def plain_value(n3: str) -> str:
    """A term as a reader writes it: an address without brackets, a literal without its type.

    >>> plain_value('"120"^^<http://www.w3.org/2001/XMLSchema#decimal>')
    '120'
    """
    return str(from_n3(n3))
