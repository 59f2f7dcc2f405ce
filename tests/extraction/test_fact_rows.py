"""Proposals become rows of the common table, and sentences."""

from __future__ import annotations

import pytest

from gaoxin.extraction.article import Article, TextSpan
from gaoxin.extraction.fact_rows import fact_rows
from gaoxin.extraction.proposal_words import proposal_sentence
from gaoxin.extraction.proposals import EntityMention, Proposal
from gaoxin.extraction.reading.read_article import article_of
from gaoxin.language import choose_language

ORIGINAL = "东山高新区开局良好\n\n  2024年，东山高新区产值超过300亿元，张三任管委会主任。\n"
ARTICLE = article_of(ORIGINAL)


def mention(words: str, type_: str, article: Article = ARTICLE) -> EntityMention:
    start = article.text.index(words)
    return EntityMention(TextSpan(start, start + len(words)), type_, words)


def evidence(words: str) -> TextSpan:
    return mention(words, "").span


FIGURE = Proposal(
    mention("东山高新区", "Zone"),
    "observation",
    mention("产值", "Indicator"),
    evidence("2024年，东山高新区产值超过300亿元"),
    value="300",
    unit="亿元",
    time="2024",
    qualifier=">",
    confidence=0.934,
)
POST = Proposal(
    mention("张三", "Person"),
    "holdsPosition",
    mention("管委会", "Organization"),
    evidence("张三任管委会主任"),
    qualifier="主任",
)


def test_a_row_has_its_paragraph_its_words_and_its_place_in_the_file() -> None:
    (row,) = fact_rows(ARTICLE, [FIGURE])
    assert row["locator"] == "para. 2"
    assert row["evidence"] == "2024年，东山高新区产值超过300亿元"
    assert ORIGINAL[int(row["start"]) : int(row["end"])] == row["evidence"]
    assert (row["object"], row["object_type"], row["value"]) == ("产值", "Indicator", "300")
    assert (row["confidence"], row["method"]) == (0.93, "rule")


@pytest.mark.parametrize(
    ("proposal", "language", "sentence"),
    [
        (FIGURE, "zh", "东山高新区的产值：多于 300 亿元（2024 年）"),
        (FIGURE, "en", "东山高新区, 产值: more than 30 billion yuan (2024)"),
        (POST, "zh", "张三任管委会主任"),
        (POST, "en", "张三 is 主任 of 管委会"),
    ],
)
def test_a_proposal_is_a_sentence(proposal: Proposal, language: str, sentence: str) -> None:
    choose_language(language)
    assert proposal_sentence(proposal) == sentence
