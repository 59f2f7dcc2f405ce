"""``--as-of YEAR`` and ``--generation N``: what held then, and what was known then."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.cli.conftest import Ask, Command, asking
from tests.fixtures.tables import write_sources, write_statements

ZONE = "合肥高新区"


def test_show_as_of_a_year(gaoxin: Command) -> None:
    def figures(*options: str) -> set[str]:
        body = asking(gaoxin)("show", ZONE, "--section", "figures", *options)
        return {row["time"] for row in body["rows"]}

    assert figures("--as-of", "2013") == set()
    assert "2014" in figures("--as-of", "2014")
    _, text, _ = gaoxin("show", ZONE, "--as-of", "2013", "--lang", "zh")
    assert "2013 年的情况" in text
    assert "2014 年" not in text


def test_query_as_of_a_year(gaoxin: Command) -> None:
    def rows(*options: str) -> list[dict[str, str]]:
        found = asking(gaoxin)("query", "figures_of", f"thing={ZONE}", *options)
        listed: list[dict[str, str]] = found["rows"]
        return listed

    assert rows("--as-of", "2014") != []
    assert rows("--as-of", "2013") == []
    arguments = ("shared_industries", f"zone={ZONE}", "other=济南高新区")
    status, _, err = gaoxin("query", *arguments, "--as-of", "2013", "--lang", "zh")
    assert status == 1
    assert "没有时间" in err


def test_compare_as_of_a_year(gaoxin: Command) -> None:
    def times(*options: str) -> set[str]:
        body = asking(gaoxin)("compare", ZONE, "天津滨海高新区", *options)
        return {row["time"][:4] for row in body["rows"] if row["section"] == "figures"}

    assert max(times("--as-of", "2010")) <= "2010"
    assert times("--as-of", "2010") < times()
    _, text, _ = gaoxin("compare", ZONE, "天津滨海高新区", "--as-of", "2010", "--lang", "zh")
    assert "2010 年的情况" in text


def test_ask_as_of_a_year(gaoxin: Command) -> None:
    question = f"{ZONE}的生产总值是多少"
    now = asking(gaoxin)("ask", question, "--as-of", "2016")
    assert now["ok"] is True
    assert now["as_of"] == "2016"
    status, _, _ = gaoxin("ask", question, "--as-of", "2010")
    assert status == 1


def test_an_earlier_generation(program: Ask, tmp_path: Path) -> None:
    sources = str(write_sources(tmp_path))
    for names in (["光伏"], ["光伏", "软件"]):
        rows = [f"甲高新区|Zone|hasIndustry|{name}|Industry" for name in names]
        program("load", sources, str(write_statements(tmp_path, "facts.csv", rows)))

    def industries(*options: str) -> set[str]:
        body = program("show", "甲高新区", "--section", "industries", *options)
        return {row["name"] for row in body["rows"]}

    assert industries() == {"光伏", "软件"}
    assert industries("--generation", "1") == {"光伏"}
    body = program("show", "甲高新区", "--generation", "9")
    assert body["error"]["kind"] == "NoGeneration"


def test_a_generation_that_is_no_longer_kept(
    program: Ask, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("GAOXIN_KEEP_GENERATIONS", "1")
    sources = str(write_sources(tmp_path))
    for name in ("光伏", "软件"):
        rows = [f"甲高新区|Zone|hasIndustry|{name}|Industry"]
        program("load", sources, str(write_statements(tmp_path, "facts.csv", rows)))
    error = program("show", "甲高新区", "--generation", "1")["error"]
    assert error["kind"] == "NoGeneration"
    assert "GAOXIN_KEEP_GENERATIONS" in error["message"]


def test_neo4j_has_the_latest_generation_only(gaoxin: Command) -> None:
    query = ("query", "figures_of", f"thing={ZONE}")
    assert gaoxin(*query, "--engine", "cypher", "--generation", "1")[0] == 2
