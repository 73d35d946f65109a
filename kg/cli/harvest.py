"""`kg harvest`: a council's ModernGov site -> a folder of minutes."""

from __future__ import annotations

import datetime as dt
import re
from pathlib import Path

import click

from kg import __version__
from kg.cli.options import DAY
from kg.cli.progress import show_progress
from kg.errors import SiteError, UsageError
from kg.harvest import Report, Request, harvest_minutes

_MOST = 20


@click.command("harvest")
@click.argument("address", metavar="URL")
@click.argument("folder", type=click.Path(path_type=Path), metavar="DIR")
@click.option(
    "--committee",
    "committees",
    multiple=True,
    metavar="NAME",
    help="Only this committee (or part of a name); repeatable.",
)
@click.option("--since", type=DAY, metavar="DATE", help="Only meetings from this day on.")
@click.option("--until", type=DAY, metavar="DATE", help="Only meetings up to this day.")
@click.option(
    "--limit", type=click.IntRange(1), metavar="N", help="Ask for at most so many meetings, the newest first."
)
@click.option(
    "--delay",
    type=click.FloatRange(0, 3600),
    default=1.0,
    show_default=True,
    metavar="SECONDS",
    help="Wait so long between requests; more if the site's robots.txt asks for it.",
)
@click.option(
    "--timeout",
    type=click.FloatRange(0.1, 600),
    default=60.0,
    show_default=True,
    metavar="SECONDS",
    help="Give an answer up after so long without a byte.",
)
@click.option(
    "--contact", envvar="KG_CONTACT", metavar="EMAIL|URL", help="Tell the site how to reach you (also KG_CONTACT)."
)
@click.option("--council", default="", metavar="NAME", help="Name of the council, where the site does not say it well.")
@click.option(
    "--language", type=click.Choice(["en", "cy"]), default="en", show_default=True, help="English or Welsh minutes."
)
@click.option("--again", is_flag=True, help="Ask also for what will not have changed since.")
@click.option("--as-of", type=DAY, default=lambda: dt.date.today().isoformat(), hidden=True)
def command(
    address: str,
    folder: Path,
    committees: tuple[str, ...],
    since: dt.date | None,
    until: dt.date | None,
    limit: int | None,
    delay: float,
    timeout: float,
    contact: str | None,
    council: str,
    language: str,
    again: bool,
    as_of: dt.date,
) -> None:
    """Fetch minutes from a council's ModernGov site URL into the folder DIR; then `kg build DIR`.

    Slowly, one request at a time, and only from the host named. If it stops, the same command goes on
    where it stopped; run again later, it asks only for what can have changed.
    """
    if since and until and since > until:
        raise UsageError("--since is after --until", todo="exchange them")
    request = Request(address, committees, since, until, limit, language, council, again)
    try:
        with show_progress("asking for minutes") as progress:
            report = harvest_minutes(
                request,
                folder,
                agent=_name_us(contact),
                today=as_of,
                delay=delay,
                timeout=timeout,
                say=lambda line: click.echo(f"  {_printable(line)}", err=True),
                progress=progress,
            )
    except KeyboardInterrupt as error:
        raise SiteError("stopped", todo="run the same command again: it goes on where it stopped") from error
    _print_report(report, folder, contact)
    if report.failed and not (report.new or report.changed or report.unchanged):
        raise SiteError(
            "none of the meetings could be fetched", where=address, todo="see why above, and try again later"
        )


def _name_us(contact: str | None) -> str:
    """How the program names itself: a site that is troubled by it can see what it is, and whom to write to."""
    name = f"minutes-kg/{__version__}"
    if not contact:
        return name
    if not re.fullmatch(r"https?://[!-~]{3,200}|[!-?A-~]{1,64}@[!-~]{3,190}", contact) or re.search(
        r"[()<>\"\\]", contact
    ):
        raise UsageError(f"--contact {contact!r} is neither an e-mail address nor a web address", todo="correct it")
    return f"{name} (+{contact})"


def _print_report(report: Report, folder: Path, contact: str | None) -> None:
    whose = f"{report.council}: " if report.council else ""
    line = (
        f"{whose}{_count(report.committees, 'committee')}, {_count(report.meetings, 'meeting')}, "
        f"{report.minuted:,} with minutes: {report.new:,} new, {report.changed:,} changed, "
        f"{report.unchanged:,} unchanged; {len(report.failed):,} failed"
    )
    click.echo(_printable(line), err=True)
    for doubt in report.failed[:_MOST]:
        click.echo(f"  failed: {_printable(str(doubt))}", err=True)
    if len(report.failed) > _MOST:
        click.echo(f"  … and {len(report.failed) - _MOST} more", err=True)
    if report.left:
        click.echo(f"  {_count(report.left, 'meeting')} left for the next run", err=True)
    if not contact:
        click.echo("  with --contact the site knows whom to write to", err=True)
    if report.minuted:
        click.echo(f"  now: kg build {folder}", err=True)


def _count(n: int, one: str) -> str:
    return f"{n:,} {one if n == 1 else one + 's'}"


def _printable(text: str) -> str:
    """Without control characters: sites may send anything."""
    return "".join(c if c.isprintable() else "?" for c in text)
