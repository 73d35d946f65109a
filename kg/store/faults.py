"""What is wrong with a query that cannot be parsed: where, in one line."""

from __future__ import annotations

import re

from kg.errors import QueryError
from kg.store.prefixes import PREFIXES, declare_prefixes
from kg.store.sparql import mask_query

_DECLARED = re.compile(r"\bPREFIX\s+([\w.-]*):", re.IGNORECASE)
_PREFIXED = re.compile(r"(?<![\w?$:@.-])([A-Za-z][\w-]*(?:\.[\w-]+)*|):(?=[\w%\\-]|\s|[;,.)])")
_PLACE = re.compile(r"\bat (\d+):(\d+)")
_TODO = "check what stands there, and the brackets before it"


def explain_syntax(query: str, complaint: str) -> QueryError:
    r"""The fault of a query, as the reader can find it.

    Oxigraph's parser says how far it came on the most hopeful of its attempts, often after the fault;
    rdflib's says which word it could not read. So rdflib is asked for the place, if it sees a fault at all.

    >>> print(explain_syntax("SELECT ?a\nWHER { }", "error at 2:6"))
    line 2, column 1: not SPARQL at "WHER { }"; check what stands there, and the brackets before it

    Args:
        query: its text.
        complaint: what Oxigraph said.
    """
    if fault := _undeclared(query):
        return fault
    if "variable that is unbound" in complaint:
        return QueryError(
            "SELECT names a variable that GROUP BY leaves out", todo="add it to GROUP BY, or count or sum it"
        )
    line, column = _rdflib_place(query) or _oxigraph_place(complaint)
    lines = query.split("\n")
    rest = " ".join(lines[line - 1][column - 1 :].split()) if line <= len(lines) else ""
    what = f'not SPARQL at "{rest[:40]}"' if rest else "not SPARQL: the line ends too early"
    return QueryError(what, where=f"line {line}, column {column}", todo=_TODO)


def _undeclared(query: str) -> QueryError | None:
    masked = mask_query(query)
    declared = {*PREFIXES, "_", *_DECLARED.findall(masked)}
    for match in _PREFIXED.finditer(masked):
        if match[1] not in declared:
            line = masked.count("\n", 0, match.start()) + 1
            column = match.start() - masked.rfind("\n", 0, match.start())
            return QueryError(
                f'the prefix "{match[1]}:" is not declared',
                where=f"line {line}, column {column}",
                todo=f"put PREFIX {match[1]}: <...> before SELECT",
            )
    return None


def _rdflib_place(query: str) -> tuple[int, int] | None:
    from pyparsing import ParseBaseException
    from rdflib.plugins.sparql.parser import parseQuery

    try:
        parseQuery(declare_prefixes(query))
    except ParseBaseException as error:
        return max(1, error.lineno - len(PREFIXES)), error.column
    except Exception:  # rdflib checks some rules outside its grammar, and then knows no place
        return None
    return None


def _oxigraph_place(complaint: str) -> tuple[int, int]:
    place = _PLACE.search(complaint)
    return (int(place[1]), int(place[2])) if place else (1, 1)
