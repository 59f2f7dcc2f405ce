"""The commands query and queries: values above an answer, reasons, examples, commands to run."""

from __future__ import annotations

import io

import pytest

from tests.cli.conftest import Command, asking


def test_the_values_used_stand_above_the_answer_and_in_json(gaoxin: Command) -> None:
    given = ("query", "industries_of_zone", "zone=hfgxq", "grade=D")
    _, text, _ = gaoxin(*given, "--lang", "zh")
    first = text.splitlines()[0]
    assert first == "某高新区发展哪些产业 · 合肥高新技术产业开发区 · 等级至少 官方或报道"
    _, text, _ = gaoxin("query", "policies_by_level", "level=provincial", "--lang", "zh")
    assert text.splitlines()[0].endswith(" · 省级")
    about = asking(gaoxin)(*given)["about"]
    assert about["query"] == "industries/industries_of_zone"
    assert about["parameters"] == {"zone": "合肥高新技术产业开发区", "grade": "D"}


def test_codes_are_words(gaoxin: Command) -> None:
    _, text, _ = gaoxin("query", "neighbours_of", "thing=兆驰显示", "--lang", "zh")
    assert "从事产业" in text
    assert "operatesIn" not in text
    _, text, _ = gaoxin("query", "figures_near_zone", "zone=惠州仲恺高新区", "--lang", "zh")
    assert "目标值" in text
    _, text, _ = gaoxin("query", "classes_of_name", "industry=光伏", "--lang", "zh")
    assert "近似概念" in text


def test_a_value_left_out_is_an_error_with_an_example(gaoxin: Command) -> None:
    status, text, told = gaoxin("query", "industries_of_zone", "--lang", "zh")
    assert (status, text) == (1, "")
    assert "例如：\n  gaoxin query industries/industries_of_zone zone=" in told


def test_an_empty_answer_has_its_reasons(gaoxin: Command) -> None:
    status, text, told = gaoxin("query", "leaders_of", "thing=昆明高新区", "--lang", "zh")
    assert status == 0
    assert "没有结果" in text
    assert "gaoxin query people/leaders_in_offices" in told
    assert "赵静" in " ".join(asking(gaoxin)("query", "leaders_of", "thing=昆明高新区")["notes"])


def test_a_sentence_finds_queries_with_commands(gaoxin: Command) -> None:
    rows = asking(gaoxin)("queries", "合肥高新区", "老大是谁")["rows"]
    assert rows[0]["name"] == "people/leaders_of"
    assert rows[0]["command"] == "gaoxin query people/leaders_of thing=合肥高新区"
    assert len(rows) > 2


def test_no_zone_is_compared_with_itself(gaoxin: Command) -> None:
    """The example of the second zone is not the zone that the words name."""
    rows = asking(gaoxin)("queries", "合肥高新区和谁有共同产业")["rows"]
    (command,) = (r["command"] for r in rows if r["name"] == "comparisons/shared_industries")
    assert command.count("合肥") == 1
    assert asking(gaoxin)(*command.split()[1:])["rows"]


def test_an_empty_query_is_told_what_to_write(
    gaoxin: Command, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("sys.stdin", io.StringIO("\n"))
    status, _, told = gaoxin("sparql", "--lang", "en")
    assert status == 2
    assert "There is no query" in told
    assert "gaoxin ask" in told


def test_a_command_that_was_offered_runs(gaoxin: Command) -> None:
    command = asking(gaoxin)("queries", "合肥高新区老大是谁")["rows"][0]["command"]
    assert asking(gaoxin)(*command.split()[1:])["rows"]


def test_the_page_of_a_query_tells_what_is_required(gaoxin: Command) -> None:
    _, text, _ = gaoxin("queries", "figures/figures_in_place", "--lang", "zh")
    assert "place（必填）" in text
    assert "text（可省）" in text
    assert "例：gaoxin query figures/figures_in_place place=" in text


def test_words_that_fit_no_query_say_so(gaoxin: Command) -> None:
    body = asking(gaoxin)("queries", "@@@@")
    assert body["rows"] == []
    assert body["notes"]


def test_a_title_beside_a_person_is_a_post(gaoxin: Command) -> None:
    _, told, _ = gaoxin("query", "people/leaders_of", "thing=合肥高新区", "--lang", "zh")
    assert "职务" in told
    assert "标题" not in told
