"""Each canned query as an HTTP operation, described by OpenAPI 3.1 (https://spec.openapis.org/oas/v3.1.0)."""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from kg import __version__
from kg.query import CannedQuery, load_catalogue
from kg.query.catalogue import Parameter
from kg.store.results import GRAPHS, TABLES

FORMS: Mapping[str, str] = {"json": "application/json", "csv": "text/csv", "md": "text/markdown"}

Described = dict[str, object]

_DAY = 'ISO 8601 (2026-03-31), day first (31/03/2026, "31 March 2026"), "today" or "today+14"'
_LINE: Described = {"text/plain": {"schema": {"type": "string"}}}
_ERRORS: Mapping[str, tuple[str, str]] = {
    "400": ("Wrong", "A parameter is unknown, missing, given twice or not of its type, or nothing is called so"),
    "404": ("Missing", "There is no query of that name"),
    "406": ("Unacceptable", "None of the forms that the client accepts is to be had"),
    "413": ("TooLarge", "The answer, or the request, is larger than is allowed"),
    "503": ("Busy", "The query took too long or too much memory, or too many are waiting"),
}


def list_queries(root: str) -> list[dict[str, object]]:
    """The canned queries, with the address of each."""
    return [
        {"name": query.name, "group": query.group, "summary": query.summary, "href": f"{root}api/{query.name}"}
        for query in load_catalogue()
    ]


def describe_api(base: str, root: str) -> Described:
    """The OpenAPI description of the operations.

    Args:
        base: address of the site, which the operations are relative to.
        root: its path.
    """
    return {
        "openapi": "3.1.0",
        "info": {
            "title": "Who promised what to which panel",
            "summary": "The ready questions of minutes-kg over one graph of council minutes. Read-only.",
            "version": __version__,
            "license": {"name": "Apache 2.0", "identifier": "Apache-2.0"},
        },
        "servers": [{"url": root.rstrip("/") or "/"}],
        "externalDocs": {"url": f"{base}sparql", "description": "The same graph, asked in SPARQL"},
        "tags": [{"name": group} for group in dict.fromkeys(query.group for query in load_catalogue())]
        + [{"name": "service"}],
        "paths": {
            **{f"/api/{query.name}": {"get": _operation(query)} for query in load_catalogue()},
            "/api": {"get": _plain("list-queries", "All ready questions, with their addresses", _QUERIES)},
            "/health": {
                "get": _plain("health", "Whether the server is up, and which build of the graph it has", _HEALTH)
            },
            "/version": {"get": _plain("version", "Name and version of the program", _VERSION)},
            "/sparql": {"get": _sparql()},
        },
        "components": {
            "responses": {
                name: {
                    "description": f"{words}. Why, and what to do, in one line.",
                    **({"headers": {"Retry-After": _RETRY}} if status == "503" else {}),
                    "content": _LINE,
                }
                for status, (name, words) in _ERRORS.items()
            }
        },
    }


_TEXT: Described = {"type": "string"}
_RETRY: Described = {"description": "seconds after which to ask again", "schema": {"type": "integer"}}
_QUERIES: Described = {
    "type": "array",
    "items": {
        "type": "object",
        "required": ["name", "group", "summary", "href"],
        "properties": {"name": _TEXT, "group": _TEXT, "summary": _TEXT, "href": {"type": "string"}},
    },
}
_HEALTH: Described = {
    "type": "object",
    "required": ["status", "pages", "graph"],
    "properties": {"status": {"const": "ok"}, "pages": {"type": "integer"}, "graph": _TEXT},
}
_VERSION: Described = {
    "type": "object",
    "required": ["name", "version"],
    "properties": {"name": _TEXT, "version": _TEXT},
}


def _errors(*statuses: str) -> dict[str, object]:
    return {status: {"$ref": f"#/components/responses/{_ERRORS[status][0]}"} for status in statuses}


def _plain(name: str, summary: str, schema: Described) -> Described:
    answer = {"description": summary, "content": {"application/json": {"schema": schema}}}
    return {"operationId": name, "summary": summary, "tags": ["service"], "responses": {"200": answer}}


def _sparql() -> Described:
    forms = {str(form): {"schema": {"type": "string"}} for form in (*TABLES, *GRAPHS)}
    query = {"name": "query", "in": "query", "required": True, "schema": _TEXT, "description": "SPARQL 1.1, to read"}
    answer = {"description": "The answer, in a form that fits the query", "content": forms}
    return {
        "operationId": "sparql",
        "summary": "Any question, in SPARQL 1.1",
        "tags": ["service"],
        "parameters": [query],
        "responses": {"200": answer, **_errors("400", "406", "413", "503")},
    }


def name_parameters(query: CannedQuery, text: str, given: Iterable[str] = ()) -> str:
    """What speaks of options, as on the command line, for somebody who asks the operation.

    Args:
        query: whose options.
        text: that names them.
        given: names of parameters that were given, which the query may not have.
    """
    for name in (*(parameter.name for parameter in query.parameters), *given):
        text = text.replace(f"--{name.replace('_', '-')}", name)
    return text


def _operation(query: CannedQuery) -> Described:
    row = {
        "type": "object",
        "required": [column.name for column in query.columns],
        "additionalProperties": False,
        "properties": {
            column.name: {"description": column.description, "type": ["string", "number", "boolean", "null"]}
            for column in query.columns
        },
    }
    answer = {
        "description": "The rows",
        "content": {
            "application/json": {"schema": {"type": "array", "items": row}},
            "text/csv": {"schema": {"type": "string"}},
            "text/markdown": {"schema": {"type": "string"}},
            "text/html": {"schema": {"type": "string"}},
        },
    }
    return {
        "operationId": query.name,
        "summary": query.summary,
        **({"description": name_parameters(query, query.description)} if query.description else {}),
        "tags": [query.group],
        "parameters": [*(_parameter(one) for one in query.parameters), _FORMAT],
        "responses": {"200": answer, **_errors("400", "406", "413", "503")},
    }


_FORMAT: Described = {
    "name": "format",
    "in": "query",
    "description": "the form of the answer, instead of the Accept header",
    "required": False,
    "schema": {"type": "string", "enum": list(FORMS)},
}


def _parameter(parameter: Parameter) -> Described:
    schema: Described = {"type": "string"}
    description = parameter.description
    if parameter.choices:
        schema = {"type": "string", "enum": ["", *parameter.choices]}
    elif parameter.type == "number":
        schema = {"type": "integer"}
    elif parameter.type == "date":
        description = f"{description}: {_DAY}"
    if parameter.default:
        schema["default"] = int(parameter.default) if parameter.type == "number" else parameter.default
    return {
        "name": parameter.name,
        "in": "query",
        "description": description,
        "required": parameter.default is None,
        "schema": schema,
        **({"example": _example(parameter)} if parameter.example else {}),
    }


def _example(parameter: Parameter) -> str | int:
    return int(parameter.example) if parameter.type == "number" else parameter.example
