"""``gaoxin cite``: facts, things and sources as they are cited."""

from __future__ import annotations

import json
from typing import Any

import pytest

from tests.cli.conftest import Command

ZONE = "合肥高新区"


def rows(gaoxin: Command, *arguments: str) -> list[dict[str, Any]]:
    status, out, err = gaoxin("cite", *arguments, "--format", "json")
    assert status == 0, err
    found: list[dict[str, Any]] = json.loads(out)["rows"]
    return found


def test_a_thing_with_its_iri_generation_and_sources(gaoxin: Command) -> None:
    found = rows(gaoxin, ZONE)
    assert found[0]["iri"].endswith("/zone/hefei")
    assert found[0]["iri"] in found[0]["gbt7714"]
    assert "generation 1 (digest " in found[0]["gbt7714"]
    assert {"article-001", "article-003"} <= {row["source"] for row in found}
    grades = [row["grade"] for row in found[1:]]
    assert grades[0] == "D"
    assert grades[-1] == "U"


def test_facts_have_a_permanent_iri_that_can_be_cited_again(gaoxin: Command) -> None:
    listed = rows(gaoxin, ZONE, "--fact", "targets")
    facts = {row["fact_iri"]: row["fact"] for row in listed}
    assert len(facts) > 1
    iri, sentence = next(iter(facts.items()))
    again = rows(gaoxin, iri)
    assert {row["fact"] for row in again} == {sentence}
    assert again[0]["iri"] == iri
    assert {row["source"] for row in again if row["source"]}
    key = iri.removeprefix("https://w3id.org/gaoxin/id/")
    assert rows(gaoxin, key)[0]["iri"] == iri


def test_a_text_chooses_facts_by_their_sentence(gaoxin: Command) -> None:
    found = rows(gaoxin, ZONE, "--fact", "中国声谷")
    assert found
    assert all("中国声谷" in row["fact"] for row in found)


def test_a_source_in_both_styles(gaoxin: Command) -> None:
    status, out, _ = gaoxin("--lang", "zh", "cite", "article-000")
    assert status == 0
    assert "访五家高新区 谈新质生产力[N]. [报刊名不详], 2025." in out
    assert "待补：报刊名、版次" in out
    status, out, _ = gaoxin("cite", "article-000", "--style", "bibtex")
    assert out.startswith("@misc{article-000,")
    assert "GB/T" not in out


@pytest.mark.parametrize(
    ("arguments", "status", "told"),
    [
        (["没有这样的名称"], 1, "没有这样的名称"),
        (["statement/0000000000000000"], 1, "no fact statement/0000000000000000"),
        ([ZONE, "--fact", "没有这样的文字"], 1, "its sections are:"),
        ([ZONE, "--accessed", "gestern"], 2, "no date"),
    ],
)
def test_errors(arguments: list[str], status: int, told: str, gaoxin: Command) -> None:
    found = gaoxin("cite", *arguments)
    assert found[0] == status
    assert told in found[2]


def test_sentences_like_one_that_nobody_says_are_named(gaoxin: Command) -> None:
    status, _, err = gaoxin("--lang", "zh", "cite", "鹰潭高新区", "--fact", "营业收入")
    assert status == 1
    told = "".join(err.split())
    assert "鹰潭高新技术产业开发区没有「营业收入」" in told
    assert "工业营收：1258亿元" in told
    _, _, err = gaoxin("--lang", "zh", "cite", "鹰潭高新区", "--fact", "龙")
    assert "相近的句子" not in err
