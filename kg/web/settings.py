"""What a site says of itself, from `kg.toml`: its title, who publishes it, under which licence."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

from kg.errors import UsageError
from kg.settings import FILE, read_toml
from kg.store.terms import is_iri

_KEYS = ("title", "publisher", "licence", "contact", "endpoint")


@dataclass(frozen=True, slots=True)
class Settings:
    """The table `[site]` of `kg.toml`; what is empty is not said.

    Args:
        title: above every page.
        publisher: who publishes the site.
        licence: address of the licence of the data.
        contact: address of a page, or `mailto:` of somebody who answers questions.
        endpoint: address at which SPARQL queries of the data are answered; a site of files alone has none.
    """

    title: str = "Who promised what"
    publisher: str = ""
    licence: str = ""
    contact: str = ""
    endpoint: str = ""


def read_settings(file: Path = FILE) -> Settings:
    """The settings of a file; the usual ones if it is not there or has no `[site]`.

    Raises:
        UsageError: as `read_toml`, or it says something that cannot be so.
    """
    table = read_toml(file).get("site", {})
    if not isinstance(table, dict):
        raise UsageError("site is not a table", where=str(file), todo="write [site] above its settings")
    for key, value in table.items():
        if key not in _KEYS:
            raise UsageError(f"[site] has no setting {key!r}", where=str(file), todo=f"use {', '.join(_KEYS)}")
        if not isinstance(value, str):
            raise UsageError(f"{key} is not a text", where=str(file), todo=f'write {key} = "…"')
        if not value.isprintable() or (key == "title" and not value.strip()):  # the title is a link on every page
            told = "has a character that cannot be shown" if value.strip() else "is empty"
            raise UsageError(f"{key} {told}", where=str(file), todo="write it anew, or remove the line")
    for key in ("licence", "contact", "endpoint"):
        starts = ("https://", "http://", "mailto:") if key == "contact" else ("https://", "http://")
        if table.get(key) and not (table[key].startswith(starts) and is_iri(table[key])):
            raise UsageError(f"{key} is not an address", where=str(file), todo=f"begin it with {' or '.join(starts)}")
    return Settings(**table)
