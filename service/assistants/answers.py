"""Ask the workers on behalf of an assistant."""

from __future__ import annotations

import json
from collections.abc import Mapping
from typing import Any

from mcp.server.mcpserver.exceptions import ToolError

from gaoxin.errors import GaoxinError
from gaoxin.language import language
from gaoxin.service.assistants.compact import CHARACTERS, ROWS, compact
from gaoxin.service.front.running import Running
from gaoxin.service.front.worker_requests import lookup_answered, lookup_asked, sparql_asked


class AssistantAnswers:
    """Answers of the workers as compact texts; errors are told as the service tells them."""

    def __init__(self, running: Running) -> None:
        self._running = running

    async def document(self, lookup: str, values: Mapping[str, Any]) -> dict[str, Any]:
        """The document of a lookup.

        Raises:
            ToolError: there is none; the text says why and what to try.
        """
        running = self._running
        number = running.current.manifest.number
        try:
            reply = await lookup_answered(running, lookup_asked(lookup, number, language(), values))
        except GaoxinError as error:
            raise ToolError(str(error)) from error
        body: dict[str, Any] = json.loads(reply.body)
        if reply.status != 200:
            raise ToolError(compact({"error": body.get("detail"), **_candidates(body)}))
        return body

    async def told(self, lookup: str, values: Mapping[str, Any]) -> str:
        """The document of a lookup as a compact text, with as many rows as are asked for."""
        return compact(await self.document(lookup, values), int(values.get("limit") or ROWS))

    async def of_thing(self, lookup: str, name: str, values: Mapping[str, Any]) -> str:
        """A lookup of the thing that a name means, or of a key such as ``zone/hefei``."""
        found = await self.document("named_thing", {"name": name})
        kind, _, key = str(found["key"]).partition("/")
        return await self.told(lookup, {"kind": kind, "key": key, **values})

    async def sparql(self, query: str, rows: int) -> str:
        """The answer to a SPARQL query as rows, or as lines of N-Triples.

        Raises:
            ToolError: the query was refused or stopped; the text says why.
        """
        running = self._running
        asked = sparql_asked(
            running,
            running.current.manifest.number,
            query,
            language(),
            rows=rows,
            size=CHARACTERS * 4,
            accept="application/sparql-results+json, application/n-triples;q=0.9",
        )
        try:
            reply = await running.sparql.answer(asked, running.settings.query_seconds)
        except GaoxinError as error:
            raise ToolError(str(error)) from error
        if reply.status != 200:
            raise ToolError(str(json.loads(reply.body).get("detail")))
        if "json" not in reply.kind:
            return reply.body.decode()[:CHARACTERS]
        body = json.loads(reply.body)
        if "boolean" in body:
            return compact({"answer": "true" if body["boolean"] else "false"})
        found = [
            {name: cell["value"] for name, cell in row.items()}
            for row in body["results"]["bindings"]
        ]
        cut = {"truncated": f"only the first {rows} rows"} if len(found) >= rows else {}
        return compact({"rows": found, **cut}, rows, whole_rows=True)


def _candidates(problem: Mapping[str, Any]) -> dict[str, Any]:
    """What may have been meant: names and keys."""
    listed = [
        {"name": c.get("name"), "key": c.get("key"), "class": c.get("type")}
        for c in problem.get("candidates", ())
        if isinstance(c, dict)
    ]
    return {"candidates": listed} if listed else {}
