"""Relations between mentions: what is proposed, with which evidence and details."""

from __future__ import annotations

from dataclasses import replace

import pytest

from gaoxin.extraction.proposals import Proposal
from gaoxin.extraction.relations import find_relations
from gaoxin.extraction.relations.details import titles
from gaoxin.extraction.relations.pairs import MentionPair, MentionTable, mention_pairs
from gaoxin.extraction.relations.predicates import predicates_between
from tests.extraction.marked_sentences import marked


def found(sentence: str) -> dict[tuple[str, str, str], Proposal]:
    article, _, mentions = marked(sentence)
    return {
        (p.subject.name, p.predicate, p.object.name): p for p in find_relations(article, mentions)
    }


def test_a_relation_has_its_literal_evidence() -> None:
    sentence = "昨日获悉，S[甲川科技公司|Enterprise]正式落户O[云浦高新区|Zone]。"
    article, _, _ = marked(sentence)
    fact = found(sentence)["甲川科技公司", "locatedIn", "云浦高新区"]
    assert fact.evidence.of(article.text) == "甲川科技公司正式落户云浦高新区"
    assert fact.status == "actual"
    assert 0 < fact.score <= 1


def test_the_title_of_a_post_is_its_qualifier() -> None:
    facts = found("O[云浦高新区|Zone]党工委书记、管委会主任S[李甲川|Person]介绍。")
    assert facts["李甲川", "holdsPosition", "云浦高新区"].qualifier == "党工委书记、管委会主任"


@pytest.mark.parametrize("title", ["首席执行官", "党工委书记", "生产处处长", "首席科学家"])
def test_every_title_by_which_persons_are_found_is_one(title: str) -> None:
    article, named, _ = marked(f"O[甲川科技公司|Enterprise]{title}S[李甲川|Person]介绍。")
    pair = MentionPair(named["S"], named["O"], "sentence", (0, 0))
    assert titles(article, pair) == title


@pytest.mark.parametrize(
    ("sentence", "status", "time"),
    [
        ("S[云浦市科技局|Organization]将举办O[秋季项目路演|Event]。", "planned", ""),
        ("S[云浦市科技局|Organization]用模拟系统举办O[秋季项目路演|Event]。", "actual", ""),
        ("S[云浦市科技局|Organization]为将军举办O[秋季项目路演|Event]。", "actual", ""),
        ("2024年9月3日，S[云浦市科技局|Organization]举办O[秋季项目路演|Event]。", "actual", ""),
        (
            "S[云浦市科技局|Organization]2024年9月3日举办O[秋季项目路演|Event]。",
            "actual",
            "2024-09-03",
        ),
    ],
)
def test_what_is_intended_is_planned_and_a_full_date_is_kept(
    sentence: str, status: str, time: str
) -> None:
    fact = found(sentence)["云浦市科技局", "hosts", "秋季项目路演"]
    assert (fact.status, fact.time) == (status, time)


@pytest.mark.parametrize(
    ("written", "date", "time"),
    [
        ("今年", "2024-01-05", "2024"),
        ("去年11月", "2024-01-05", "2023-11"),
        ("9月3日", "2024-09-04", "2024-09-03"),
        ("12月30日", "2024-01-05", "2023-12-30"),
        ("1月8日", "2023-12-28", "2024-01-08"),
        ("9月3日", "", ""),
        ("今年", "", ""),
        ("2023年至2024年", "2024-09-04", "2023/2024"),
        ("2023年与2024年", "2024-09-04", ""),
        ("2月30日", "2024-03-04", ""),
    ],
)
def test_a_date_counts_from_that_of_the_article(written: str, date: str, time: str) -> None:
    sentence = f"S[云浦市科技局|Organization]{written}举办O[秋季项目路演|Event]。"
    article, _, mentions = marked(sentence)
    dated = replace(article, date=date)
    (fact,) = [p for p in find_relations(dated, mentions) if p.predicate == "hosts"]
    assert fact.time == time


def test_what_several_sentences_say_is_one_fact() -> None:
    sentence = "S[甲川科技公司|Enterprise]位于O[云浦高新区|Zone]。" * 3
    article, _, mentions = marked(sentence)
    assert len([p for p in find_relations(article, mentions) if p.predicate == "locatedIn"]) == 1


def test_the_order_of_the_mentions_does_not_matter() -> None:
    article, _, mentions = marked(
        "S[李甲川|Person]出任O[甲川科技公司|Enterprise]总经理。M[乙山实验室|Platform]落户M[云浦市|City]。"
    )
    once = find_relations(article, mentions)
    assert once
    assert once == find_relations(article, mentions[::-1])


@pytest.mark.parametrize(
    ("sentence", "is_possible"),
    [
        ("S[云浦高新区|Zone]O[云浦高新区党工委|Organization]书记介绍。", False),
        ("S[云浦市|City]的O[江北区|County]发布消息。", False),
        ("S[云浦市|City]O[云浦高新区|Zone]发布消息。", False),
        ("S[江北区|County]位于O[云浦市|City]。", True),
        ("S[云浦科技局|Organization]位于O[云浦高新区|Zone]。", True),
    ],
)
def test_no_place_lies_in_an_authority_or_in_a_part_of_it(sentence: str, is_possible: bool) -> None:
    _, named, _ = marked(sentence)
    allowed = predicates_between(named["S"].type, named["O"].type)
    assert ("locatedIn" in allowed) == is_possible


def test_a_name_goes_before_a_word_that_stands_for_it() -> None:
    article, named, mentions = marked(
        "O[云浦高新区|Zone]党工委书记、管委会主任S[李甲川|Person]介绍，M[全区|Zone]稳中有进。"
    )
    stand_in = replace(named["M"], name="云浦高新区", reason="pronoun")
    table = MentionTable(article, [m for m in mentions if m is not named["M"]] + [stand_in])
    pairs = {(p.subject.name, p.object.span) for p in mention_pairs(table)}
    assert ("李甲川", named["O"].span) in pairs
    assert ("李甲川", stand_in.span) not in pairs
