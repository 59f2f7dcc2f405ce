"""What the description of the service (OpenAPI) says of ``/sparql``."""

from __future__ import annotations

from itertools import chain
from typing import Any

from gaoxin.service.protocol.formats import GRAPHS, RESULTS
from gaoxin.service.protocol.sparql_request import FORM, QUERY

EXAMPLE = "SELECT ?zone ?name { ?zone a gx:NationalZone ; skos:prefLabel ?name } LIMIT 10"
_NAMES = list(dict.fromkeys(form.name for form in chain(RESULTS, GRAPHS)))
_TEXT = {"type": "string"}
_PROBLEM = {
    "application/problem+json": {"schema": {"$ref": "#/components/schemas/ProblemDocument"}}
}


def _parameter(name: str, schema: dict[str, Any], description: str) -> dict[str, Any]:
    return {"name": name, "in": "query", "schema": schema, "description": description}


_GRAPH_LIST = {"type": "array", "items": _TEXT}
_PARAMETERS = [
    _parameter("default-graph-uri", _GRAPH_LIST, "Graphs that make up the default graph."),
    _parameter("named-graph-uri", _GRAPH_LIST, "Graphs that `GRAPH` can name."),
    _parameter(
        "format",
        {"type": "string", "enum": _NAMES},
        "The form of the answer, instead of the one that `Accept` asks for: the first four for "
        "SELECT and ASK, the others for CONSTRUCT, DESCRIBE and the service description.",
    ),
    _parameter(
        "generation", {"type": "integer", "minimum": 1}, "Answer from this kept generation."
    ),
]
_RESPONSES = {
    "200": {
        "description": "The answer; `Gaoxin-Truncated` says if a limit has cut it.",
        "headers": {
            "Gaoxin-Generation": {"schema": {"type": "integer"}},
            "Gaoxin-Truncated": {"schema": _TEXT},
        },
        "content": {form.media_type: {"schema": {}} for form in (*RESULTS, *GRAPHS)},
    },
    "400": {"description": "The query or a parameter is wrong.", "content": _PROBLEM},
    "403": {"description": "An update: the service only reads.", "content": _PROBLEM},
    "406": {"description": "The answer has no form that is asked for.", "content": _PROBLEM},
    "503": {
        "description": "It needs too much memory, or too many requests wait.",
        "content": _PROBLEM,
    },
    "504": {"description": "It takes longer than the limit.", "content": _PROBLEM},
}
GET = {
    "parameters": [
        {
            **_parameter("query", _TEXT, "SPARQL 1.1; without it, the service is described."),
            "example": EXAMPLE,
        },
        *_PARAMETERS,
    ],
    "responses": _RESPONSES
    | {"303": {"description": "Without a query a browser is sent to the editor."}},
}
POST = {
    "parameters": _PARAMETERS,
    "requestBody": {
        "required": True,
        "content": {
            FORM: {
                "schema": {
                    "type": "object",
                    "required": ["query"],
                    "properties": {"query": {**_TEXT, "example": EXAMPLE}},
                }
            },
            QUERY: {"schema": _TEXT, "example": EXAMPLE},
        },
    },
    "responses": _RESPONSES
    | {
        "413": {"description": "The body is too large.", "content": _PROBLEM},
        "415": {"description": "The body is neither a form nor a query.", "content": _PROBLEM},
    },
}
