"""``--source`` on a thing: the facts of one source, and which there are if it is none of them."""

from __future__ import annotations

import re

import pytest

from tests.cli.conftest import Command, asking

ZONE = "合肥高新区"


@pytest.mark.parametrize("command", ["show", "neighbors"])
@pytest.mark.parametrize("source", ["article-003", "推动高质量发展 国家高新区准备这么干"])
def test_only_the_facts_of_one_source(command: str, source: str, gaoxin: Command) -> None:
    everything = asking(gaoxin)(command, ZONE)["rows"]
    found = asking(gaoxin)(command, ZONE, "--source", source)["rows"]
    assert found == [row for row in everything if "article-003" in row["source"].split("; ")]
    assert 0 < len(found) < len(everything)


def test_what_two_things_share_by_one_source(gaoxin: Command) -> None:
    pair = ("neighbors", ZONE, "--with", "武汉东湖高新区")
    everything = asking(gaoxin)(*pair)["rows"]
    found = asking(gaoxin)(*pair, "--source", "article-003")["rows"]
    assert {row["iri"] for row in found} < {row["iri"] for row in everything}


@pytest.mark.parametrize("command", ["show", "neighbors"])
def test_an_unknown_source_names_those_of_the_thing(command: str, gaoxin: Command) -> None:
    status, _, err = gaoxin("--lang", "zh", command, ZONE, "--source", "没有这个")
    assert status == 1
    assert "没有名为「没有这个」的来源" in err
    assert "说到合肥高新技术产业开发区的来源：" in err
    assert "article-003  推动高质量发展 国家高新区准备这么干（" in err
    status, _, err = gaoxin("--lang", "en", command, ZONE, "--source", "none such")
    assert status == 1
    assert "No source is called 'none such'" in err
    assert "article-003" in err


@pytest.mark.parametrize("command", ["show", "neighbors"])
def test_a_source_that_says_nothing_of_the_thing(command: str, gaoxin: Command) -> None:
    status, out, err = gaoxin("--lang", "zh", command, ZONE, "--source", "article-002")
    assert status == 0
    assert "（article-002）没有说到合肥高新技术产业开发区" in out + err
    assert "article-003  推动" in out + err


@pytest.mark.parametrize("command", ["show", "neighbors"])
def test_the_option_without_a_value_says_what_it_is_for(command: str, gaoxin: Command) -> None:
    status, _, err = gaoxin("--lang", "zh", command, ZONE, "--source")
    assert status == 2
    assert "选项 --source 之后缺少它的值" in err
    assert "要写来源的键或标题" in err
    assert "requires an argument" not in err


def test_the_source_that_is_asked_about_is_marked_first(gaoxin: Command) -> None:
    """Its mark was hidden behind those of stronger sources."""
    _, out, _ = gaoxin("--lang", "zh", "show", "合肥高新区", "--source", "article-003")
    facts, _, sources = out.partition("\n来源\n")
    assert sources.lstrip().startswith("[1] 推动高质量发展 国家高新区准备这么干")
    told = re.findall(r"\[.+?\](?:\[.+?\])*", facts)
    assert told
    assert all(mark.startswith("[1") for mark in told)
