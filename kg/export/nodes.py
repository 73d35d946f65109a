"""What the nodes of a network are: name, kind, council, lifetime; of commitments also what is owed."""

from __future__ import annotations

import datetime as dt
from typing import Any

from rdflib.term import Identifier

from kg.export.views import DETAILS, NODES, read_query
from kg.store.base import Reader

_LABEL, _NAME = 40, 60  # characters of a label, and of one that is a name; the whole is the attribute `title`
_NAMED = ("person", "body", "council", "organisation", "post", "meeting")
_DETAILS = ("title", "strength", "made_on", "due_by", "due_text", "panel", "source", "url")

_CLASSES = {"OfficerPost": "post", "ElectedPost": "post", "AgendaItem": "item", "Organization": "organisation"}


def describe_nodes(reader: Reader, as_of: dt.date | None) -> dict[str, dict[str, Any]]:
    """What the graph says of everything that can be a node, by IRI.

    Each has `label`, `title` (the whole label), `kind` and `council`; a commitment or meeting also those of
    `strength`, `made_on`, `due_by`, `due_text`, `panel`, `source` (a file) and `url` (its page) that are known, and a
    commitment `status` (open, overdue) and `overdue`. `start` and `end` are days. Of two names the first in the
    alphabet counts.

    Args:
        reader: the graph.
        as_of: the day on which a commitment is open or overdue; None leaves it unsaid.
    """
    found: dict[str, dict[str, Any]] = {}
    for row in _sorted(reader, NODES):
        node, kind, label, council, start, end = row
        title, word = str(label), _kind(str(kind))
        short = shorten(title, _NAME if word in _NAMED else _LABEL)
        known = found.setdefault(str(node), {"label": short, "title": title, "kind": word, "council": str(council)})
        for key, day, choose in (("start", read_day(start), min), ("end", read_day(end), max)):
            if day is not None:
                known[key] = choose(known.get(key, day), day)
    seen: dict[tuple[str, str], str] = {}
    for node, *said in _sorted(reader, DETAILS):
        for name, term in zip(_DETAILS, said, strict=True):
            if term is not None:
                seen.setdefault((str(node), name), str(term))
    for (iri, name), text in seen.items():
        if iri in found:
            found[iri][name] = text
    for known in found.values():
        if "strength" in known and as_of is not None:
            due = known.get("due_by")
            known["overdue"] = bool(due and due < as_of.isoformat())
            known["status"] = "overdue" if known["overdue"] else "open"
    return found


def _sorted(reader: Reader, query: str) -> list[tuple[Identifier | None, ...]]:
    return sorted(reader.select(read_query(query)).rows, key=lambda row: tuple(map(str, row)))


def read_day(term: Identifier | None) -> dt.date | None:
    """The day that a term says, None where it says none."""
    try:
        return dt.date.fromisoformat(str(term)[:10]) if term is not None else None
    except ValueError:
        return None


def unknown_node(iri: str) -> dict[str, Any]:
    """What can be said of a node that the graph does not describe: the last part of its address."""
    name = iri.removesuffix("#it").rpartition("/")[2]
    return {"label": shorten(name), "title": name, "kind": "other", "council": ""}


def _kind(class_: str) -> str:
    """The class as a word: `OfficerPost` is a post, so is `ElectedPost`."""
    word = class_.rpartition("#")[2]
    return _CLASSES.get(word, word.lower())


def shorten(text: str, longest: int = _LABEL) -> str:
    """The text on one line, cut after a word where it is too long.

    >>> shorten("circulate the breakdown by pier", 24)
    'circulate the breakdown…'
    >>> shorten("Llanfairpwllgwyngyllgogerychwyrndrobwll", 12)
    'Llanfairpwl…'
    """
    words = " ".join(text.split())
    if len(words) <= longest:
        return words
    cut = words[:longest].rpartition(" ")[0]
    return f"{cut if len(cut) > longest // 2 else words[: longest - 1]}".rstrip(" ,;:.-–—(") + "…"
