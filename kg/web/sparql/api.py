"""Each canned query as an HTTP operation, described by OpenAPI 3.1 (https://spec.openapis.org/oas/v3.1.0)."""

from __future__ import annotations

from collections.abc import Mapping

from kg import __version__
from kg.query import CannedQuery, load_catalogue

FORMS: Mapping[str, str] = {"json": "application/json", "csv": "text/csv", "md": "text/markdown"}
_TYPES: Mapping[str, dict[str, str]] = {"date": {"type": "string", "format": "date"}, "number": {"type": "integer"}}


def list_queries(root: str) -> list[dict[str, object]]:
    """The canned queries, with the address of each."""
    return [
        {"name": query.name, "summary": query.summary, "href": f"{root}api/{query.name}"} for query in load_catalogue()
    ]


def describe_api(base: str, root: str) -> dict[str, object]:
    """The OpenAPI description of the operations.

    Args:
        base: address of the site, which the operations are relative to.
        root: its path.
    """
    return {
        "openapi": "3.1.0",
        "info": {
            "title": "Who promised what to which panel",
            "version": __version__,
            "description": "The canned queries of minutes-kg over one graph of council minutes. Read-only.",
            "license": {"name": "CC BY 4.0", "identifier": "CC-BY-4.0"},
        },
        "servers": [{"url": root.rstrip("/") or "/"}],
        "externalDocs": {"url": f"{base}sparql", "description": "The SPARQL endpoint over the same graph"},
        "paths": {f"/api/{query.name}": {"get": _operation(query)} for query in load_catalogue()},
    }


def _operation(query: CannedQuery) -> dict[str, object]:
    parameters: list[dict[str, object]] = [
        {
            "name": parameter.name,
            "in": "query",
            "description": parameter.description,
            "required": parameter.default is None,
            "schema": {"type": "string", "enum": ["", *parameter.choices]}
            if parameter.choices
            else _TYPES.get(parameter.type, {"type": "string"}),
            **({"example": parameter.example} if parameter.example else {}),
        }
        for parameter in query.parameters
    ]
    parameters.append(
        {
            "name": "format",
            "in": "query",
            "description": "the format of the answer, instead of the Accept header",
            "required": False,
            "schema": {"type": "string", "enum": list(FORMS)},
        }
    )
    row = {
        "type": "object",
        "properties": {column.name: {"description": column.description} for column in query.columns},
    }
    error = {"description": "Why there is no answer, in one line", "content": {"text/plain": {}}}
    return {
        "operationId": query.name,
        "summary": query.summary,
        "description": query.description,
        "tags": [query.group],
        "parameters": parameters,
        "responses": {
            "200": {
                "description": "The rows",
                "content": {
                    "application/json": {"schema": {"type": "array", "items": row}},
                    "text/csv": {"schema": {"type": "string"}},
                    "text/markdown": {"schema": {"type": "string"}},
                },
            },
            "400": error,
            "406": error,
            "413": error,
            "503": error,
        },
    }
