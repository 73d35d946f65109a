"""A store behind an address: the SPARQL 1.1 Protocol (https://www.w3.org/TR/sparql11-protocol/) over urllib.

Only the address that was given is spoken to: a redirection to another is reported, not followed.
"""

from __future__ import annotations

import http.client
import json
import urllib.error
import urllib.parse
import urllib.request
from collections.abc import Iterable
from typing import IO, Any

import pyoxigraph as ox
from rdflib import Graph, URIRef
from rdflib import Literal as RdfLiteral
from rdflib.term import BNode, Identifier

from kg.errors import GraphError, QueryError
from kg.store.base import Bindings, Table
from kg.store.prefixes import declare_prefixes
from kg.store.sparql import Form, check_query, query_form, with_values
from kg.store.terms import parse_lines, to_graph, to_lines, to_ox

_RESULTS = "application/sparql-results+json"
_TRIPLES = {"application/n-triples": ox.RdfFormat.N_TRIPLES, "text/turtle": ox.RdfFormat.TURTLE}
_LONGEST_GET = 1500  # longer queries go by POST: some servers and proxies cut longer addresses off
_LOOPBACK = ("localhost", "127.0.0.1", "::1")


class RemoteStore:
    """A `Store` that asks a SPARQL 1.1 server.

    Args:
        url: where queries go (http or https).
        update_url: where changes go; without it, `load`, `replace` and `drop` raise GraphError.
        timeout: seconds to wait for each answer.
    """

    def __init__(self, url: str, *, update_url: str = "", timeout: float = 60.0) -> None:
        for address in filter(None, (url, update_url)):
            _check_address(address)
        self._url = url
        self._update_url = update_url
        self._timeout = timeout

    def select(self, query: str, bindings: Bindings | None = None) -> Table:
        """The rows of a SELECT (see `Reader.select`)."""
        answer = self._ask(query, bindings, Form.SELECT)
        try:
            columns = tuple(str(name) for name in answer["head"]["vars"])
            rows = tuple(
                tuple(_term(row[name]) if name in row else None for name in columns)
                for row in answer["results"]["bindings"]
            )
        except (KeyError, TypeError) as error:
            raise self._not_sparql() from error
        return Table(columns, rows)

    def ask(self, query: str, bindings: Bindings | None = None) -> bool:
        """The answer to an ASK (see `Reader.ask`)."""
        answer = self._ask(query, bindings, Form.ASK)
        if not isinstance(answer.get("boolean"), bool):
            raise self._not_sparql()
        return bool(answer["boolean"])

    def construct(self, query: str, bindings: Bindings | None = None) -> Graph:
        """The triples of a CONSTRUCT or DESCRIBE (see `Reader.construct`)."""
        form = query_form(query)
        if form not in (Form.CONSTRUCT, Form.DESCRIBE):
            raise QueryError("this query does not give triples", todo="begin it with CONSTRUCT or DESCRIBE")
        kind, data = self._query(with_values(query, bindings or {}), ", ".join(_TRIPLES))
        if (syntax := _TRIPLES.get(kind)) is None:
            raise self._not_sparql()
        try:
            return to_graph(ox.parse(data, format=syntax, base_iri=self._url))
        except SyntaxError as error:
            raise self._not_sparql() from error

    def graphs(self) -> tuple[str, ...]:
        """The IRIs of the named graphs, sorted."""
        table = self.select("SELECT DISTINCT ?g WHERE { GRAPH ?g { ?s ?p ?o } }")
        return tuple(sorted(str(row[0]) for row in table.rows))

    def graph(self, iri: str) -> Graph:
        """A copy of one named graph, in rdflib's memory."""
        name = str(to_ox(URIRef(iri)))
        found = self.construct(f"CONSTRUCT {{ ?s ?p ?o }} WHERE {{ GRAPH {name} {{ ?s ?p ?o }} }}")
        graph = Graph(identifier=URIRef(iri))
        for triple in found:
            graph.add(triple)
        return graph

    def dump(self) -> tuple[str, ...]:
        """Everything, as sorted N-Quads lines."""
        named = self.select("SELECT ?s ?p ?o ?g WHERE { GRAPH ?g { ?s ?p ?o } }")
        return to_lines(ox.Quad(*(to_ox(term) for term in row if term is not None)) for row in named.rows)  # type: ignore[arg-type]

    def load(self, lines: Iterable[str]) -> None:
        """Add statements, all or none (see `Store.load`)."""
        self._update(_insert(parse_lines(lines)))

    def replace(self, iri: str, lines: Iterable[str]) -> None:
        """Put `lines` in the place of the named graph `iri`, in one request (see `Store.replace`)."""
        quads = parse_lines(lines, iri)
        self._update(f"DROP SILENT GRAPH {to_ox(URIRef(iri))} ;\n{_insert(quads)}")

    def drop(self, iri: str) -> None:
        """Remove the named graph `iri`."""
        self._update(f"DROP SILENT GRAPH {to_ox(URIRef(iri))}")

    def _ask(self, query: str, bindings: Bindings | None, wanted: Form) -> dict[str, Any]:
        if query_form(query) is not wanted:
            raise QueryError(f"this is not a {wanted} query", todo=f"begin it with {wanted}")
        kind, data = self._query(with_values(query, bindings or {}), _RESULTS)
        try:
            answer = json.loads(data)
        except ValueError as error:
            if kind == _RESULTS:
                raise QueryError("the answer is cut short", where=self._url, todo="ask for less") from error
            raise self._not_sparql() from error
        if not isinstance(answer, dict):
            raise self._not_sparql()
        return answer

    def _query(self, query: str, accept: str) -> tuple[str, bytes]:
        check_query(query)
        form = urllib.parse.urlencode({"query": declare_prefixes(query)})
        if len(self._url) + len(form) < _LONGEST_GET:
            mark = "&" if urllib.parse.urlsplit(self._url).query else "?"
            return self._send(urllib.request.Request(self._url + mark + form, headers={"Accept": accept}))
        headers = {"Accept": accept, "Content-Type": "application/x-www-form-urlencoded"}
        return self._send(urllib.request.Request(self._url, form.encode("ascii"), headers))

    def _update(self, update: str) -> None:
        if not self._update_url:
            raise GraphError("this address answers questions and takes no changes", where=self._url)
        headers = {"Content-Type": "application/sparql-update"}
        self._send(urllib.request.Request(self._update_url, update.encode("utf-8"), headers))

    def _send(self, request: urllib.request.Request) -> tuple[str, bytes]:
        try:
            with _opener(request.host).open(request, timeout=self._timeout) as response:
                return response.headers.get_content_type(), response.read()
        except urllib.error.HTTPError as error:
            with error:  # it holds the connection
                raise self._refused(error) from error
        except TimeoutError as error:
            raise self._silent() from error
        except urllib.error.URLError as error:
            if isinstance(error.reason, TimeoutError):
                raise self._silent() from error
            raise QueryError(
                f"no answer ({error.reason})",
                where=self._url,
                todo="check the address and that the server runs",
            ) from error
        except (OSError, http.client.HTTPException, ValueError) as error:
            raise QueryError(f"the answer broke off ({error})", where=self._url, todo="try again") from error

    def _silent(self) -> QueryError:
        return QueryError(f"no answer within {self._timeout:g} seconds", where=self._url, todo="ask for less")

    def _refused(self, error: urllib.error.HTTPError) -> QueryError:
        if 300 <= error.code < 400:
            other = error.headers.get("Location", "another address")
            return QueryError(f"it sends us on to {other}", where=self._url, todo="give that address if you trust it")
        said = error.read(400).decode("utf-8", "replace")
        plain = " ".join(said.split())[:160] if error.headers.get_content_type() == "text/plain" else ""
        what = f"the server refuses it ({error.code} {error.reason}{': ' + plain if plain else ''})"
        return QueryError(what, where=self._url, todo="check the address" if error.code in (404, 405) else "")

    def _not_sparql(self) -> QueryError:
        return QueryError(
            "what answers there does not speak SPARQL",
            where=self._url,
            todo="give the address of the query endpoint, which often ends in /query or /sparql",
        )


class _NoRedirect(urllib.request.HTTPRedirectHandler):
    def redirect_request(
        self, req: urllib.request.Request, fp: IO[bytes], code: int, msg: str, headers: Any, newurl: str
    ) -> None:
        return None


def _opener(host: str) -> urllib.request.OpenerDirector:
    if urllib.parse.urlsplit(f"//{host}").hostname in _LOOPBACK:
        return urllib.request.build_opener(_NoRedirect, urllib.request.ProxyHandler({}))
    return urllib.request.build_opener(_NoRedirect)


def _check_address(url: str) -> None:
    parts = urllib.parse.urlsplit(url)
    if parts.scheme not in ("http", "https") or not parts.hostname:
        raise GraphError("not an address", where=url, todo="give one that begins with http:// or https://")
    if "@" in parts.netloc:
        raise GraphError("an address with a name and password in it is not used", where=url.replace(parts.netloc, "…"))


def _term(value: dict[str, str]) -> Identifier:
    match value["type"]:
        case "uri":
            return URIRef(value["value"])
        case "bnode":
            return BNode(value["value"])
        case "literal" | "typed-literal" if language := value.get("xml:lang"):
            return RdfLiteral(value["value"], lang=language)
        case "literal" | "typed-literal" if (datatype := value.get("datatype")) and not datatype.endswith("#string"):
            return RdfLiteral(value["value"], datatype=URIRef(datatype), normalize=False)
        case "literal" | "typed-literal":
            return RdfLiteral(value["value"])
    raise KeyError(value["type"])


def _insert(quads: list[ox.Quad]) -> str:
    """INSERT DATA of statements: the terms of N-Quads are written the same in SPARQL."""
    lines = []
    for quad in quads:
        triple = f"{quad.subject} {quad.predicate} {quad.object} ."
        named = isinstance(quad.graph_name, ox.NamedNode)
        lines.append(f"GRAPH {quad.graph_name} {{ {triple} }}" if named else triple)
    return "INSERT DATA {\n" + "\n".join(lines) + "\n}"
