"""The text of a SPARQL query, as far as it must be known before it is run.

Queries are parsed by the store that runs them. What stands here decides only what to refuse, and where values
can be put; it works on the text, since no store tells us what it has parsed.
"""

from __future__ import annotations

import re
from enum import StrEnum

from rdflib import Literal, URIRef

from kg.errors import QueryError
from kg.store.base import Bindings

# What repeats does so possessively: a text that almost fits is refused in one pass, not after every way to split it.
_IRI = r"""<[^<>"{}|^`\\\x00-\x20]*+>"""
_GAP = r"(?:\s|\#[^\r\n]*+)*+"
_NAME = r"""(?:<[^<>\s]*+>|[?$]\w++|[^\s{}<>"?$:]*+:[^\s{}<>"]*)"""  # more than the grammar has, never less: "#" too

_HIDDEN = re.compile(
    rf'''"""(?:"?"?(?:[^"\\]|\\.))*"""|\'\'\'(?:'?'?(?:[^'\\]|\\.))*\'\'\'|"(?:[^"\\\r\n]|\\.)*"|'(?:[^'\\\r\n]|\\.)*'|{_IRI}|\#[^\r\n]*''',
    re.DOTALL,
)
# SERVICE is looked for in the bare text, not in what is left without strings and comments: whether "<" opens
# an address or compares two numbers depends on the grammar, so what skips text can be led past a SERVICE.
_SERVICE = re.compile(rf"SERVICE{_GAP}(?:SILENT{_GAP})?{_NAME}{_GAP}\{{", re.IGNORECASE)
_INSIDE_NAME = re.compile(r"(?:[?$]|:)[\w-]*\Z")  # of a variable or prefixed name that only ends in "service"
_FROM = re.compile(r"(?<![?$:\w-])FROM\b|[{}]", re.IGNORECASE)
_DATASET = re.compile(
    rf"FROM{_GAP}(?P<named>NAMED\b{_GAP})?(?P<iri>{_IRI}|[^\s{{}}<>()?$\":]*+:[^\s{{}}<>()\"]*+)", re.IGNORECASE
)
_ESCAPE = re.compile(r"\\u([0-9A-Fa-f]{4})|\\U([0-9A-Fa-f]{8})")
_DECLARATION = re.compile(rf"{_GAP}(?:(?:PREFIX{_GAP}[^\s:#<]*+:|BASE){_GAP}{_IRI}{_GAP})?", re.IGNORECASE)
_BEGIN = "begin it with SELECT, ASK, CONSTRUCT or DESCRIBE"
_WORD = re.compile(r"[A-Za-z]+")


class Form(StrEnum):
    """What a query gives."""

    SELECT = "SELECT"
    ASK = "ASK"
    CONSTRUCT = "CONSTRUCT"
    DESCRIBE = "DESCRIBE"


_CHANGES = frozenset({"INSERT", "DELETE", "LOAD", "CLEAR", "CREATE", "DROP", "COPY", "MOVE", "ADD", "WITH"})


def query_form(query: str) -> Form:
    r"""What the query gives, from its first word after the prefixes.

    >>> query_form("PREFIX a: <http://a/> # select\n ask { ?s ?p ?o }")
    <Form.ASK: 'ASK'>

    Raises:
        QueryError: it would change the graph, or begins with no word of SPARQL.
    """
    start = _prologue_end(query)
    word = found[0].upper() if (found := _WORD.match(query, start)) else ""
    if word in _CHANGES:
        raise QueryError(
            f"{word} would change the graph, which is only read here",
            todo="change the minutes and run kg build",
        )
    if word not in Form.__members__:
        if not query.strip():
            raise QueryError("an empty query", todo=_BEGIN)
        place = f"line {query.count(chr(10), 0, start) + 1}, column {start - query.rfind(chr(10), 0, start)}"
        raise QueryError(f'not SPARQL at "{query[start:].strip()[:40]}"', where=place, todo=_BEGIN)
    return Form(word)


def _prologue_end(query: str) -> int:
    """Where the prefixes and the base of a query end. Looks no further: a query may be long."""
    at = 0
    while (match := _DECLARATION.match(query, at)) and match.end() > at:
        at = match.end()
    return at


def check_query(query: str) -> None:
    """Refuse a query that would make the store reach another address.

    Raises:
        QueryError: it uses SERVICE.
    """
    for text in dict.fromkeys((query, _unescape(query))):
        for match in _SERVICE.finditer(text):
            if not _INSIDE_NAME.search(text, max(0, match.start() - 200), match.start()):
                raise QueryError(
                    "SERVICE is refused, since it would send parts of the query to another address",
                    where=f"line {text.count(chr(10), 0, match.start()) + 1}",
                    todo="ask that address itself with kg sparql --graph ADDRESS",
                )


def find_dataset(query: str) -> tuple[str, str]:
    """Two queries for `?g`, the graphs that a query names with FROM and with FROM NAMED; empty where it names none.

    They begin as the query does, so that the store reads its prefixes and its base.

    >>> find_dataset("PREFIX a: <http://a/> ASK FROM a:g FROM NAMED <h> { ?s ?p 'FROM <http://a/i>' }")[0]
    'PREFIX a: <http://a/> SELECT ?g { VALUES ?g { a:g } }'
    """
    if "from" not in query.lower():
        return "", ""
    named: dict[bool, list[str]] = {False: [], True: []}
    depth = 0
    for found in _FROM.finditer(mask_query(query)):
        depth += {"{": 1, "}": -1}.get(found[0], 0)
        if depth == 0 and (clause := _DATASET.match(query, found.start())):
            named[clause["named"] is not None].append(clause["iri"])
    form = _prologue_end(query) if any(named.values()) else 0
    default, others = (
        f"{query[:form]}SELECT ?g {{ VALUES ?g {{ {' '.join(iris)} }} }}" if iris else "" for iris in named.values()
    )
    return default, others


def mask_query(query: str) -> str:
    """The query with strings, addresses and comments blanked out, of the same length."""
    return _HIDDEN.sub(lambda m: re.sub(r"[^\r\n]", " ", m[0]), query)


def with_values(query: str, bindings: Bindings) -> str:
    r"""The query with its variables given values in a VALUES block, for a store that takes text only.

    The block stands first in the WHERE clause, so that every FILTER and BIND of that clause sees it; those of
    a group within it do not.

    >>> print(with_values("SELECT ?a ?_b { ?a ?p ?o FILTER(?o = ?_b) }", {"_b": Literal('x" }')}))
    SELECT ?a ?_b { VALUES (?_b) { ("x\" }") } ?a ?p ?o FILTER(?o = ?_b) }

    Raises:
        QueryError: there is no place for it.
    """
    if not bindings:
        return query
    masked = mask_query(query)
    at = masked.find("{")
    if query_form(query) in (Form.CONSTRUCT, Form.DESCRIBE):
        where = re.search(r"\bWHERE\s*\{", masked, re.IGNORECASE)
        at = where.end() - 1 if where else -1
    if at < 0:
        raise QueryError("there is no WHERE { … } to put the values in")
    names = sorted(bindings)
    values = " ".join(_text(bindings[name]) for name in names)
    head = " ".join(f"?{name}" for name in names)
    return f"{query[: at + 1]} VALUES ({head}) {{ ({values}) }}{query[at + 1 :]}"


def _text(term: object) -> str:
    if isinstance(term, Literal | URIRef):
        try:
            return term.n3()
        except Exception:  # rdflib raises a bare Exception for an address with characters that none can have
            raise QueryError(f"not an address: {str(term)!r}") from None
    raise QueryError(f"a value must be text, a number, a date or an address, not {term!r}")


def _unescape(query: str) -> str:
    if "\\" not in query:
        return query

    # SPARQL 1.1, section 19.2: \\u0053 may stand for S anywhere, in a keyword too.
    def character(match: re.Match[str]) -> str:
        code = int(match[1] or match[2], 16)
        return chr(code) if code <= 0x10FFFF else match[0]

    return _ESCAPE.sub(character, query)
