"""What a build did, in words, on stderr: results alone go to stdout. It never fills more than a screen."""

from __future__ import annotations

import datetime as dt
import re
from collections import defaultdict
from collections.abc import Sequence

import click

from kg.errors import Doubt
from kg.pipeline import BuildReport

_MOST = 8  # lines for warnings, and for files that were skipped
_TAKEN = 4  # documents of which there are several versions, and versions of one
# What differs between two doubts of one kind: names, sentences, numbers.
_DETAILS = re.compile(r"“[^”]*”|\"[^\"]*\"|'[^']*'|\d[\d,.]*(?<![,.])")


def print_report(report: BuildReport, graph: str, as_of: dt.date, *, written: bool = False) -> None:
    """The summary of a build: what it found, what a person should look at, what was not read.

    Args:
        report: of the build.
        graph: where the graph is.
        as_of: the day against which it counts what is overdue.
        written: whether all warnings are in a file, so that nobody has to be told how to get them.
    """
    kinds = ", ".join(_count(n, kind) for kind, n in report.commitments.items())
    total = sum(report.commitments.values())
    lines = [
        f"{_count(report.documents, 'document')} in {graph}" + _asides(report),
        f"{_count(report.people, 'person', 'people')} named with a post or as councillor",
        f"{_count(total, 'commitment')}: {kinds}; {report.overdue} past their day on {as_of.isoformat()}",
        f"{_count(report.figures, 'figure')}",
        f"{_count(len(report.unused), 'sentence')} with the look of a commitment not taken",
        f"{_count(len(report.warnings), 'warning')}, {_count(len(report.skipped), 'file')} skipped",
    ]
    told = [*summarise("warning", report.warnings), *summarise("skipped", report.skipped)]
    if not written and len(told) < len(report.warnings) + len(report.skipped):
        told.append("  one line for each: add --report FILE.csv")
    versions = _versions(report)
    taken = [f"  taken: {line}" for line in versions[:_TAKEN]]
    if len(versions) > _TAKEN:
        taken.append(f"  … and {len(versions) - _TAKEN:,} more: kg query versions")
    for line in (*lines, *taken, *told):
        click.echo(_printable(line), err=True)


def summarise(title: str, doubts: Sequence[Doubt]) -> list[str]:
    """A line for each of a few doubts; of many, a line for each kind, with how many there are and the first of them."""
    if len(doubts) <= _MOST:
        return [f"  {title}: {doubt}" for doubt in doubts]
    kinds: dict[tuple[str, str], list[Doubt]] = defaultdict(list)
    for doubt in doubts:
        kinds[_DETAILS.sub("…", doubt.what), doubt.todo].append(doubt)
    # The most frequent first; sorting keeps the order of those that are equally frequent.
    groups = sorted(kinds.values(), key=len, reverse=True)
    shown = groups if len(groups) <= _MOST else groups[: _MOST - 1]
    lines = [
        f"  {title}: {group[0]}" if len(group) == 1 else f"  {title}, {len(group):,} like this: {group[0]}"
        for group in shown
    ]
    if rest := groups[len(shown) :]:
        lines.append(f"  … and {sum(map(len, rest)):,} more of {len(rest):,} other kinds")
    return lines


def _asides(report: BuildReport) -> str:
    said = [f"{report.read} read now"] if report.read < report.documents else []
    if report.versions:
        said.append(f"{_count(len(report.versions), 'older or second copy', 'older or second copies')}")
    return f" ({', '.join(said)})" if said else ""


def _versions(report: BuildReport) -> list[str]:
    """A line for each document of which there are several versions: which file was taken, which were not, and why."""
    groups: dict[tuple[str, str], list[str]] = {}
    for one in report.versions:
        groups.setdefault((one.council, one.current), []).append(f"{one.source} ({one.why})")
    return [f"{current}, not {'; '.join(_first(others))}" for (_, current), others in groups.items()]


def _first(names: Sequence[str]) -> list[str]:
    rest = len(names) - _TAKEN
    return [*names[:_TAKEN], f"{rest:,} more"] if rest > 0 else [*names]


def _count(n: int, one: str, many: str = "") -> str:
    return f"{n:,} {one if n == 1 else many or one + 's'}"


def _printable(text: str) -> str:
    """Without control characters: file names and minutes may hold anything."""
    return "".join(c if c.isprintable() else "?" for c in text)
