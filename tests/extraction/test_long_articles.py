"""Long texts are read in parts: every fact is at its place, and none comes twice."""

from __future__ import annotations

import gc
import sys
import tracemalloc
from collections.abc import Callable
from types import FrameType
from typing import Any

import pytest

from gaoxin.extraction.extract import extract
from gaoxin.extraction.long_articles import PART, parts_of
from gaoxin.extraction.mentions.find_mentions import find_mentions
from gaoxin.extraction.reading.read_article import article_of
from gaoxin.extraction.relations.pairs import MentionTable, mention_pairs
from gaoxin.extraction.resources import load_resources
from gaoxin.settings import read_settings

FACT = "合肥高新区党工委书记李明介绍，园区开局良好。"


@pytest.mark.parametrize("end", ["\n", "。", "，", ""])
def test_the_parts_are_the_text(end: str) -> None:
    text = ("东山高新区开局良好" + end) * (3 * PART // 9)
    parts = list(parts_of(article_of(text)))
    whole = article_of(text).text
    assert "".join(part.text for _, part in parts) == whole
    assert [whole.startswith(part.text, start) for start, part in parts] == [True] * len(parts)
    assert max(len(part.text) for _, part in parts) <= PART
    if end:
        assert all(part.text.endswith(end) for _, part in parts[:-1])


def test_a_fact_stands_where_it_is_stated() -> None:
    filling = "园区生产车间机器轰鸣，项目建设现场热火朝天。" * 20 + "\n"
    text = filling * (2 * PART // len(filling)) + FACT + "\n" + filling + FACT
    article = article_of(text)
    assert len(article.text) > 2 * PART
    found = extract(article, load_resources(read_settings(), fast=True), fast=True)
    posts = [fact for fact in found.proposals if fact.predicate == "holdsPosition"]
    assert [fact.subject.name for fact in posts] == ["李明"]
    assert posts[0].subject.span.of(article.text) == "李明"
    assert posts[0].evidence.of(article.text) in FACT


@pytest.mark.parametrize(
    "text", ["（" * 50_000, "《" * 25_000 + "》" * 25_000, "1" * 100_000, "高新区" * 5_000]
)
def test_strange_texts_say_nothing(text: str) -> None:
    found = extract(article_of(text), load_resources(read_settings(), fast=True), fast=True)
    assert found.article.text == text
    assert not found.proposals


def _named(ending: str, count: int) -> str:
    """A sentence that lists so many things with different names."""
    letters = "东西南北山河星海云林"
    names = (letters[n % 10] + letters[n // 10 % 10] + letters[n // 100] for n in range(count))
    return "，".join(f"{name}{ending}" for name in names)


@pytest.mark.parametrize(
    "text_of",
    [
        lambda count: "高新区" * count,
        lambda count: "合肥高新区，" * count,
        lambda count: "远岭公司，该公司" * count,
        lambda count: _named("高新区", count),
    ],
    ids=["bare zones", "one zone", "stand-ins", "zones"],
)
def test_names_are_looked_for_in_linear_time(text_of: Callable[[int], str]) -> None:
    names = load_resources(read_settings(), fast=True).names
    find_mentions(article_of(text_of(3)), names)  # what is loaded once

    def work(count: int) -> int:
        """How many lines of code run for a text."""
        lines = 0

        def trace(frame: FrameType, event: str, argument: object) -> Any:
            nonlocal lines
            lines += 1
            return trace

        article = article_of(text_of(count))
        before = sys.gettrace()
        sys.settrace(trace)
        try:
            find_mentions(article, names)
        finally:
            sys.settrace(before)
        return lines

    assert work(400) < 2.6 * work(200)


def test_the_pairs_of_a_long_list_grow_with_its_length() -> None:
    def pairs(count: int) -> int:
        article = article_of(_named("智能科技有限公司", count))
        names = load_resources(read_settings(), fast=True).names
        mentions = find_mentions(article, names)
        assert len(mentions) >= count
        return sum(1 for _ in mention_pairs(MentionTable(article, mentions)))

    assert pairs(800) < 2.6 * pairs(400)


def test_memory_does_not_grow_with_the_number_of_articles() -> None:
    resources = load_resources(read_settings(), fast=True)

    def read(numbers: range) -> int:
        for number in numbers:
            extract(article_of(f"{FACT}第{number}号报道。" * 3), resources, fast=True)
        gc.collect()
        return tracemalloc.get_traced_memory()[0]

    read(range(150))  # what is remembered of earlier texts is full
    tracemalloc.start()
    before = read(range(1_000, 1_020))
    after = read(range(2_000, 2_300))
    tracemalloc.stop()
    assert after - before < 1 << 20
