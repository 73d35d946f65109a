"""Any SPARQL query, read-only."""

from __future__ import annotations

import sys
from pathlib import Path

from rdflib import Graph, Literal

from kg.errors import UsageError
from kg.query.cells import escape_harmful
from kg.query.formats import format_answer
from kg.store.base import Reader, Table
from kg.store.sparql import Form, query_form
from kg.store.syntax import Syntax, write_syntax
from kg.store.terms import graph_lines

GRAPH_FORMS = tuple(map(str, (Syntax.TURTLE, Syntax.NTRIPLES, Syntax.JSONLD)))

_ENDINGS = (".rq", ".sparql")
_LONGEST_NAME = 250  # no file has a longer name, and asking the system for one is an error


def read_query(argument: str) -> str:
    """The text of a query: that of a file, of standard input for "-", or the argument itself.

    Raises:
        UsageError: the file is not there or is not text.
    """
    if argument == "-":
        return sys.stdin.read()
    path = Path(argument)
    is_name = len(argument) < _LONGEST_NAME and "\n" not in argument
    if not is_name or not (argument.endswith(_ENDINGS) or path.is_file()):
        return argument
    try:
        return path.read_text(encoding="utf-8-sig")
    except OSError as error:
        raise UsageError(
            f"cannot be read ({error.strerror or error})", where=argument, todo="check its name"
        ) from error
    except UnicodeDecodeError as error:
        raise UsageError("not UTF-8 text", where=argument, todo="save the query as UTF-8") from error


def ask_sparql(store: Reader, query: str) -> Table | bool | Graph:
    """The answer to a query, in the kind that its form gives.

    Raises:
        QueryError: it would change the graph or reach another address, cannot be parsed, or fails.
    """
    match query_form(query):
        case Form.SELECT:
            return store.select(query)
        case Form.ASK:
            return store.ask(query)
        case Form.CONSTRUCT | Form.DESCRIBE:
            return store.construct(query)


def gives_graph(query: str) -> bool:
    """Whether the answer is triples and not rows. Raises QueryError as `ask_sparql` does."""
    return query_form(query) in (Form.CONSTRUCT, Form.DESCRIBE)


def format_result(answer: Table | bool | Graph, form: str, *, width: int = 80, styled: bool = False) -> str | bytes:
    """An answer in a form: one of `GRAPH_FORMS` for triples, else one of `FORMS`.

    In all but JSON, yes and no are a table of one cell.
    """
    if isinstance(answer, Graph):
        return escape_harmful(write_syntax(graph_lines(answer), Syntax(form)).decode("utf-8"))
    if isinstance(answer, Table):
        return format_answer(answer, form, width=width, styled=styled)
    if form == "table":
        return "yes\n" if answer else "no\n"
    if form == "json":
        return "true\n" if answer else "false\n"
    return format_answer(Table(("answer",), ((Literal(answer),),)), form)
