"""Where a source states a fact: the place is told by show, neighbors, cite and sources."""

from __future__ import annotations

import csv

import pytest

from gaoxin.loaders.reference.bundled import bundled_datasets
from tests.cli.conftest import Command, asking

ARTICLES = [item for item in bundled_datasets() if item.name.startswith("article-")]
ZONE = "沈阳高新区"


def test_a_section_has_the_place_of_each_fact(gaoxin: Command) -> None:
    _, out, _ = gaoxin("--lang", "zh", "show", ZONE, "--section", "数字")
    assert "16 家，2025 年 2 月[1 第 7 段]" in out
    assert "· 第 7 段" in out  # at the source, too
    _, out, _ = gaoxin("--lang", "en", "show", ZONE, "--section", "figures")
    assert "[1 para. 7]" in out


def test_the_first_screen_has_places_only_at_the_sources(gaoxin: Command) -> None:
    _, out, _ = gaoxin("--lang", "zh", "show", ZONE)
    assert " 段]" not in out
    assert "第 7 段" in " ".join(out.split())


@pytest.mark.parametrize("command", ["show", "neighbors"])
def test_rows_have_a_place_for_each_source(command: str, gaoxin: Command) -> None:
    rows = asking(gaoxin)(command, ZONE)["rows"]
    placed = [row for row in rows if row["locator"]]
    assert placed
    for row in placed:
        assert len(row["locator"].split("; ")) == len(row["source"].split("; "))
        assert "para. " in row["locator"]


def test_a_citation_has_the_place_after_the_date(gaoxin: Command) -> None:
    fact = ("--lang", "zh", "cite", ZONE, "--fact", "民用航空产业产值增速")
    (row,) = (row for row in asking(gaoxin)(*fact)["rows"] if row["source"])
    assert row["locator"] == "para. 7"
    assert row["gbt7714"].endswith(", 2025: 第 7 段.")
    _, out, _ = gaoxin(*fact)
    assert "[1 第 7 段]" in out
    assert "2025: 第 7 段." in out
    _, out, _ = gaoxin("--lang", "zh", "cite", ZONE)  # the thing, not one of its facts
    assert "2025." in out


def test_sources_count_the_facts_with_a_place(gaoxin: Command) -> None:
    counts = {row["source"]: row["located"] for row in asking(gaoxin)("sources")["rows"]}
    assert ARTICLES
    for item in ARTICLES:
        with item.path.open(encoding="utf-8") as file:
            placed = sum(bool(row["locator"]) for row in csv.DictReader(file))
        assert 0 < counts[item.name] <= placed
    assert counts["general-knowledge"] == 0
    _, out, _ = gaoxin("--lang", "zh", "sources")
    assert f"{counts['article-000']}条事实注明位置" in "".join(out.split())


def test_the_articles_give_paragraphs_and_no_sentence() -> None:
    assert ARTICLES
    for item in ARTICLES:
        with item.path.open(encoding="utf-8") as file:
            rows = list(csv.DictReader(file))
        places = {row["locator"] for row in rows} - {""}
        assert places
        assert all(p.startswith("para. ") and p[6:].isdecimal() for p in places)
        assert "evidence" not in rows[0]
