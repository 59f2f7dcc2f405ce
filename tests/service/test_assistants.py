"""The tools for assistants, used by the client of the official SDK over both transports."""

from __future__ import annotations

import json
import socket
import subprocess
import sys
from collections.abc import Iterator
from contextlib import closing, suppress
from pathlib import Path
from typing import Any

import anyio
import pytest
from mcp import Client, StdioServerParameters

from gaoxin.graph.store.generation import Generation
from gaoxin.service.assistants.compact import CHARACTERS, compact
from gaoxin.service.token_file import add_token
from gaoxin.settings import Settings
from scripts.data_endpoint import environment_of
from tests.fixtures.homes import link_data
from tests.fixtures.service import until


def over_stdio(settings: Settings) -> StdioServerParameters:
    environment = environment_of(settings.home, "zh")
    return StdioServerParameters(
        command=sys.executable, args=["-m", "gaoxin", "mcp"], env=environment
    )


def texts(result: Any) -> str:
    return "".join(part.text for part in result.content)


CALLS: dict[str, tuple[dict[str, Any], str]] = {
    "search": ({"text": "tjbhgxq"}, "zone/tianjin-binhai"),
    "describe": ({"name": "天津滨海高新区", "section": "产业"}, "新能源汽车"),
    "neighbors": ({"name": "zone/tianjin-binhai", "limit": 5}, '"total"'),
    "path": ({"start": "天津滨海高新区", "end": "合肥高新区"}, "合肥高新技术产业开发区"),
    "compare": ({"names": ["天津滨海高新区", "合肥高新区"]}, "合肥高新技术产业开发区"),
    "ask": ({"question": "鹰潭高新区2024年工业营收是多少"}, "1258"),
    "check": ({"text": "天津滨海高新区1992年获批"}, "contradicts"),
    "saved_queries": ({"text": "某高新区有哪些企业"}, "enterprises/"),
    "run_query": (
        {"name": "industries/industries_of_zone", "parameters": {"zone": "合肥高新区"}},
        '"industry"',
    ),
    "schema": ({}, "Observation"),
    "sparql": ({"query": "SELECT ?z WHERE { ?z a gx:NationalZone }", "limit": 3}, "truncated"),
}


def test_every_tool_answers_within_its_caps(gathered: Generation) -> None:
    async def use() -> dict[str, str]:
        found = {}
        async with Client(over_stdio(gathered.settings)) as client:
            listed = await client.list_tools()
            assert {tool.name for tool in listed.tools} == set(CALLS)
            for tool in listed.tools:
                assert tool.description
                assert tool.annotations is not None
                assert tool.annotations.read_only_hint
            for name, (arguments, _) in CALLS.items():
                result = await client.call_tool(name, arguments)
                assert not result.is_error, (name, texts(result))
                found[name] = texts(result)
        return found

    answers = anyio.run(use)
    for name, (_, expected) in CALLS.items():
        assert expected in answers[name], name
        assert len(answers[name]) <= (24_000 if name == "schema" else CHARACTERS)
        json.loads(answers[name])


REFUSED: list[tuple[str, dict[str, Any], str]] = [
    ("describe", {"name": "没有的高新区"}, "candidates"),
    ("run_query", {"name": "no/query"}, "no/query"),
    ("sparql", {"query": "SELECT * { SERVICE <http://127.0.0.1:9/> { ?s ?p ?o } }"}, "SERVICE"),
    ("sparql", {"query": "INSERT DATA { <a:b> <a:b> <a:b> }"}, "INSERT"),
    ("search", {"text": "a" * 300}, "200"),
]


@pytest.fixture(scope="module")
def refusals(shipped_settings: Settings) -> list[tuple[bool, str]]:
    """For each of ``REFUSED``: whether it is an error, and its text; of one server."""

    async def use() -> list[tuple[bool, str]]:
        async with Client(over_stdio(shipped_settings)) as client:
            results = [await client.call_tool(tool, given) for tool, given, _ in REFUSED]
            return [(bool(result.is_error), texts(result)) for result in results]

    return anyio.run(use)


@pytest.mark.parametrize("number", range(len(REFUSED)), ids=lambda n: f"{REFUSED[n][0]}-{n}")
def test_refusals_are_told(refusals: list[tuple[bool, str]], number: int) -> None:
    is_error, text = refusals[number]
    assert is_error
    assert REFUSED[number][2] in text
    assert "Traceback" not in text


@pytest.fixture
def http_address(shipped_settings: Settings, tmp_path: Path) -> Iterator[str]:
    with closing(socket.create_server(("127.0.0.1", 0))) as free:
        port = free.getsockname()[1]
    log = tmp_path / "mcp.log"
    with log.open("w") as stderr:
        process = subprocess.Popen(
            [sys.executable, "-m", "gaoxin", "mcp", "--http", "--port", str(port)],
            env=environment_of(shipped_settings.home, "zh"),
            stderr=stderr,
        )

    def listens() -> bool:
        assert process.poll() is None, log.read_text()
        with suppress(OSError), socket.create_connection(("127.0.0.1", port), 1):
            return True
        return False

    try:
        until(listens)
        yield f"http://127.0.0.1:{port}/mcp"
    finally:
        process.terminate()
        process.wait(300)


def test_tools_answer_over_http(http_address: str) -> None:
    async def use() -> str:
        async with Client(http_address) as client:
            return texts(await client.call_tool("search", {"text": "合肥高新区"}))

    assert "zone/hefei" in anyio.run(use)


def test_home_with_tokens_is_not_served_without_them(
    shipped_settings: Settings, tmp_path: Path
) -> None:
    link_data(shipped_settings, tmp_path)
    add_token(tmp_path, "甲", "read")
    done = subprocess.run(
        [sys.executable, "-m", "gaoxin", "mcp", "--http"],
        env=environment_of(tmp_path, "zh"),
        capture_output=True,
        text=True,
        check=False,
        timeout=300,
    )
    assert done.returncode == 2
    assert "令牌" in done.stderr


def test_columns_of_a_query_and_zeros_are_kept() -> None:
    rows = [{"iri": "https://x.example/a", "number": "1", "key": "a"}]
    assert json.loads(compact({"rows": rows}, whole_rows=True))["rows"] == rows
    assert json.loads(compact({"value": 0, "is": False, "none": None})) == {"value": 0}
    three = json.loads(compact({"rows": [{"name": str(n)} for n in range(9)]}, 3))["rows"]
    assert [row.get("name") for row in three] == ["0", "1", "2", None]


def test_long_documents_are_cut_and_say_so() -> None:
    document = {"rows": [{"name": "长" * 300, "link": "/x", "empty": ""} for _ in range(500)]}
    text = compact(document)
    assert len(text) <= CHARACTERS
    rows = json.loads(text)["rows"]
    assert rows[-1]["more"] == 500 - (len(rows) - 1)
    assert set(rows[0]) == {"name"}
    assert "truncated" in json.loads(compact({"text": ["长" * 400] * 2, "x": "y"}, characters=500))
