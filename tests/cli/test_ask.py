"""The command ask: its document, its text and its exit status."""

from __future__ import annotations

from typing import Any

from gaoxin.answers.fact_file import path_of
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
        *("sources", "alternatives", "truncated", "compared"),
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


def test_the_queries_that_ran_can_be_left_out(gaoxin: Command) -> None:
    _, told, _ = gaoxin("ask", QUESTION)
    _, short, _ = gaoxin("ask", QUESTION, "--no-code")
    assert "SPARQL" in told
    assert "Cypher" in told
    assert told.startswith(short.rstrip())
    assert "SPARQL" not in short


def test_queries_with_many_names_fit_the_screen(gaoxin: Command) -> None:
    _, text, _ = gaoxin("ask", "惠州仲恺高新区发展哪些产业")
    lines = [line for line in text[text.index("SPARQL") :].splitlines() if "<http" in line]
    assert len(lines) > 3
    assert all(line.count("<http") == 1 for line in lines)


def test_who_has_a_part_of_an_industry_is_in_the_offered_query(gaoxin: Command) -> None:
    body = asking(gaoxin)("ask", "光伏产业有哪些高新区")
    assert body["query"] == "industries/zones_with_industry"
    assert body["parameters"] == {"industry": "光伏"}


def test_the_first_sentence_after_a_load_says_that_facts_are_gathered(
    gaoxin: Command, shipped: Generation
) -> None:
    path_of(shipped).unlink(missing_ok=True)
    _, _, first = gaoxin("queries", "合肥高新区主打什么产业")
    _, _, second = gaoxin("queries", "合肥高新区主打什么产业")
    assert "seconds" in first
    assert "seconds" not in second
