"""What a build did, in words, on stderr: results alone go to stdout."""

from __future__ import annotations

import datetime as dt

import click

from kg.pipeline import BuildReport

_MOST = 20


def print_report(report: BuildReport, graph: str, as_of: dt.date) -> None:
    """The summary of a build: what it found, what a person should look at, what was not read."""
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
    for line in lines:
        click.echo(line, err=True)
    versions = _versions(report)
    for line in versions[:_MOST]:
        click.echo(f"  taken: {_printable(line)}", err=True)
    if len(versions) > _MOST:
        click.echo(f"  … and {len(versions) - _MOST} more: kg query versions", err=True)
    for title, doubts in (("warning", report.warnings), ("skipped", report.skipped)):
        for doubt in doubts[:_MOST]:
            click.echo(f"  {title}: {_printable(str(doubt))}", err=True)
        if len(doubts) > _MOST:
            click.echo(f"  … and {len(doubts) - _MOST} more", err=True)


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
    return [f"{current}, not {'; '.join(others)}" for (_, current), others in groups.items()]


def _count(n: int, one: str, many: str = "") -> str:
    return f"{n:,} {one if n == 1 else many or one + 's'}"


def _printable(text: str) -> str:
    """Without control characters: file names and minutes may hold anything."""
    return "".join(c if c.isprintable() else "?" for c in text)
