"""The command ask: its document, its text and its exit status."""

from __future__ import annotations

from typing import Any

from gaoxin.graph.store.generation import Generation
from gaoxin.queries.sparql import run_text
from gaoxin.settings import Settings
from tests.cli.conftest import Command, asking

QUESTION = "鹰潭高新区2024年工业营收是多少?"


def test_the_document(gaoxin: Command, shipped: Generation, shipped_settings: Settings) -> None:
    status, _, _ = gaoxin("ask", QUESTION)
    assert status == 0
    body: dict[str, Any] = asking(gaoxin)("ask", QUESTION)
    assert list(body) == [
        *("ok", "rows", "understood", "query", "parameters", "sparql", "cypher"),
        *("sources", "alternatives", "truncated"),
    ]
    assert list(body["rows"][0])[:3] == ["answer", "also", "unit"]
    assert body["rows"][0]["unit"] == "亿元"
    assert body["query"] == "figures/figure"
    assert [source["key"] for source in body["sources"]] == ["article-004"]
    rows = run_text(shipped, body["sparql"], shipped_settings).rows
    assert [float(row["answer"]) for row in rows] == [1258]


def test_without_an_answer_the_status_is_1(gaoxin: Command) -> None:
    status, text, _ = gaoxin("ask", "合肥高新区的管委会副主任是谁?")
    assert status == 1
    assert text.strip()
