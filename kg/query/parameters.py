"""What somebody typed for the parameters of a query -> the terms that are bound to its variables."""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Mapping
from dataclasses import dataclass

from rdflib import Literal, URIRef
from rdflib.term import Identifier

from kg.errors import UsageError
from kg.query.catalogue import NAMES, CannedQuery, Parameter, suggest
from kg.query.names import match_names
from kg.store.base import Reader

_XSD = "http://www.w3.org/2001/XMLSchema#"
_TODAY = re.compile(r"today(?:\s*\+\s*(?P<days>\d{1,5}))?")
_DATES = ("%Y-%m-%d", "%d/%m/%Y", "%d.%m.%Y", "%d %B %Y", "%d %b %Y")


@dataclass(frozen=True, slots=True)
class Bound:
    """The parameters of a query, ready to be bound.

    Args:
        terms: by name of the variable.
        notes: what names were taken for, where that is not plain from what was typed.
    """

    terms: dict[str, Identifier]
    notes: tuple[str, ...]


def bind_parameters(query: CannedQuery, values: Mapping[str, str], store: Reader, today: dt.date) -> Bound:
    """The terms for the parameters of a query.

    A parameter that is not given and whose default is empty is bound to the empty string, which the query
    takes for "any". Names are bound to the addresses of all that they mean, with spaces between; the query
    asks whether an address is among them.

    Args:
        query: whose parameters they are.
        values: what was typed, by name of the parameter.
        store: in which names are looked up.
        today: what "today" means.

    Raises:
        UsageError: a parameter is unknown, missing, or not of its type, or nothing is called so.
    """
    known = {parameter.name: parameter for parameter in query.parameters}
    for name in values:
        if name not in known:
            options = [parameter.option for parameter in query.parameters]
            asked = "--" + name.replace("_", "-")
            raise UsageError(
                f"{query.name} has no parameter {asked}",
                todo=suggest(asked, options, f"it has {', '.join(options) or 'none'}"),
            )
    terms: dict[str, Identifier] = {}
    notes = []
    for parameter in query.parameters:
        typed = values.get(parameter.name, "").strip() or parameter.default
        if typed is None:
            example = f' such as {parameter.option} "{parameter.example}"' if parameter.example else ""
            raise UsageError(f"{query.name} needs {parameter.option}", todo=f"add it,{example}".rstrip(","))
        terms[parameter.variable], note = _bind(parameter, typed, query, store, today)
        notes.append(note)
    return Bound(terms, tuple(filter(None, notes)))


def _bind(
    parameter: Parameter, typed: str, query: CannedQuery, store: Reader, today: dt.date
) -> tuple[Identifier, str]:
    if not typed:
        return Literal(""), ""
    if parameter.type == "date":
        return Literal(_date(parameter, typed, today).isoformat(), datatype=URIRef(_XSD + "date")), ""
    if parameter.type == "number":
        if not re.fullmatch(r"\d{1,9}", typed):
            raise UsageError(f"{parameter.option} is a whole number, not {typed!r}")
        return Literal(typed, datatype=URIRef(_XSD + "integer")), ""
    if parameter.type == "choice":
        if typed.casefold() not in parameter.choices:
            raise UsageError(
                f"{parameter.option} is not {typed!r}", todo=f"it is one of {', '.join(parameter.choices)}"
            )
        return Literal(typed.casefold()), ""
    match = match_names(typed, query.path.parent / NAMES / f"{parameter.type}.rq", store, parameter.option)
    note = ""
    if len(match.nodes) > 1 and parameter.type != "commitment":
        shown = "; ".join(match.names[:6]) + ("; …" if len(match.names) > 6 else "")
        note = f"{parameter.option} {typed!r} means {len(match.nodes)}: {shown}"
    return Literal(" ".join(match.nodes)), note


def _date(parameter: Parameter, typed: str, today: dt.date) -> dt.date:
    if match := _TODAY.fullmatch(typed.casefold()):
        return today + dt.timedelta(days=int(match["days"] or 0))
    for form in _DATES:
        try:
            return dt.datetime.strptime(typed, form).date()
        except ValueError:
            continue
    raise UsageError(f"{parameter.option} is a date, not {typed!r}", todo="write it as 2025-03-31 or 31/03/2025")
