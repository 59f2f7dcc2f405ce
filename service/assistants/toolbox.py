"""The tools that an assistant is offered, and the server that offers them.

The official SDK makes schemas of arguments from the signatures and descriptions from the
docstrings.  All tools read only.  The protocol: https://modelcontextprotocol.io/specification
"""

from __future__ import annotations

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from typing import Annotated

from mcp.server.mcpserver import MCPServer
from mcp.types import ToolAnnotations
from pydantic import Field

from gaoxin import __version__
from gaoxin.service.assistants.answers import AssistantAnswers
from gaoxin.service.assistants.compact import ROWS, compact
from gaoxin.service.assistants.schema import schema
from gaoxin.service.front.running import running_workers
from gaoxin.settings import Settings

INSTRUCTIONS = """\
Facts about China's national high-tech zones (国家高新区): industries, enterprises, platforms,
projects, policies, figures, targets, each with its sources and a grade (A strongest: two sources
agree; D one official document or news report; B weaker; C a list; I implied; U unverified).
Names may be Chinese, pinyin, initials or keys such as zone/hefei. Ask in Chinese where you can.
A target is not a result. What is not in the graph is unknown, not false. Cite the sources."""

_READS = ToolAnnotations(read_only_hint=True, idempotent_hint=True, open_world_hint=False)
NameOrKey = Annotated[str, Field(max_length=200, description="A name, pinyin, initials or a key.")]
RowLimit = Annotated[int, Field(ge=1, le=100, description="How many rows, at most.")]


def make_server(settings: Settings) -> MCPServer:
    """The server with its tools; its workers start and end with it."""
    offered: list[AssistantAnswers] = []

    @asynccontextmanager
    async def lifespan(server: MCPServer) -> AsyncIterator[None]:
        async with running_workers(settings) as running:
            offered.append(AssistantAnswers(running))
            yield

    server = MCPServer(
        "gaoxin",
        title="Gaoxin Graph",
        instructions=INSTRUCTIONS,
        version=__version__,
        lifespan=lifespan,
        log_level="WARNING",
    )

    @server.tool(annotations=_READS, structured_output=False)
    async def search(
        text: Annotated[str, Field(max_length=200, description="A name or a part of one.")],
        type: Annotated[str, Field(description="A class, such as Zone or Enterprise.")] = "",
        limit: RowLimit = 10,
    ) -> str:
        """Find things by their names: key, class and the form that was hit."""
        values = {"q": text, "type": type or None, "limit": limit}
        return await offered[-1].told("search", values)

    @server.tool(annotations=_READS, structured_output=False)
    async def describe(
        name: NameOrKey,
        section: Annotated[
            str, Field(description="Only this section: industries, policies, targets, figures …")
        ] = "",
    ) -> str:
        """Tell what is known of a thing: key facts, sections, and the sources by number."""
        sections = [section] if section else []
        return await offered[-1].of_thing("thing", name, {"section": sections})

    @server.tool(annotations=_READS, structured_output=False)
    async def neighbors(
        name: NameOrKey,
        relation: Annotated[str, Field(description="Only this relation, such as 拥有产业.")] = "",
        limit: RowLimit = ROWS,
    ) -> str:
        """List what is directly related to a thing, and how many there are by relation."""
        values = {"relation": [relation] if relation else [], "limit": limit, "offset": 0}
        return await offered[-1].of_thing("neighbors", name, values)

    @server.tool(annotations=_READS, structured_output=False)
    async def path(
        start: NameOrKey, end: NameOrKey, max_hops: Annotated[int, Field(ge=1, le=8)] = 6
    ) -> str:
        """Find the shortest paths between two things, with the facts on them."""
        values = {"from": start, "to": end, "max_hops": max_hops, "count": 3}
        return await offered[-1].told("path", values)

    @server.tool(annotations=_READS, structured_output=False)
    async def compare(
        names: Annotated[list[str], Field(min_length=2, max_length=4)],
    ) -> str:
        """Put two to four things of a kind side by side: what they share, figures, targets."""
        return await offered[-1].told("compare", {"name": names})

    @server.tool(annotations=_READS, structured_output=False)
    async def ask(
        question: Annotated[str, Field(max_length=500, description="In Chinese or English.")],
    ) -> str:
        """Answer a question from the facts, with sources; what is not known is said."""
        return await offered[-1].told("ask", {"q": question})

    @server.tool(annotations=_READS, structured_output=False)
    async def check(
        text: Annotated[str, Field(max_length=2000, description="A sentence or a short text.")],
    ) -> str:
        """Compare claims with the graph: agrees, contradicts or unknown, with facts and sources."""
        return await offered[-1].told("check", {"q": text})

    @server.tool(annotations=_READS, structured_output=False)
    async def saved_queries(
        text: Annotated[str, Field(max_length=200, description="What it should answer.")],
    ) -> str:
        """List the saved queries that fit a text, with their parameters."""
        return await offered[-1].told("queries", {"q": text, "limit": 10, "offset": 0})

    @server.tool(annotations=_READS, structured_output=False)
    async def run_query(
        name: Annotated[str, Field(description="As saved_queries names it: topic/name.")],
        parameters: dict[str, str] | None = None,
        limit: RowLimit = ROWS,
    ) -> str:
        """Run a saved query."""
        values = {"name": name, "parameters": parameters or {}, "limit": limit, "offset": 0}
        return await offered[-1].told("saved_query", values)

    @server.tool(name="schema", annotations=_READS, structured_output=False)
    async def tell_schema() -> str:
        """Classes, relations and forms of facts, for writing SPARQL."""
        return compact(schema(), rows=200, characters=24_000)

    @server.tool(annotations=_READS, structured_output=False)
    async def sparql(
        query: Annotated[str, Field(max_length=10_000, description="SELECT, ASK or CONSTRUCT.")],
        limit: RowLimit = ROWS,
    ) -> str:
        """Run SPARQL 1.1, read only, within limits of time, memory and rows; see schema first."""
        return await offered[-1].sparql(query, limit)

    return server
