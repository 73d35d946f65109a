"""The catalogue of canned queries on a screen: one line each."""

from __future__ import annotations

from kg.query.catalogue import CannedQuery
from kg.query.table import wrap_words


def format_catalogue(queries: tuple[CannedQuery, ...], width: int = 80) -> str:
    """The names and summaries of queries, under the headings of their groups.

    Args:
        queries: in the order of the catalogue.
        width: of the screen, in characters; a summary that is longer goes on below itself.
    """
    column = max(len(query.name) for query in queries) + 4
    lines: list[str] = []
    group = ""
    for query in queries:
        if query.group != group:
            group = query.group
            lines += ["", group.capitalize()] if lines else [group.capitalize()]
        first, *more = wrap_words(query.summary, max(20, width - column))
        lines += [f"  {query.name:<{column - 2}}{first}", *(" " * column + line for line in more)]
    lines += ["", *wrap_words("kg query NAME --help shows what can be asked for, with examples.", width)]
    return "\n".join(lines) + "\n"
