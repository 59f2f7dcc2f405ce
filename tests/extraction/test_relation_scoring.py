"""What the scorer of relations sees, and how relations compete."""

from __future__ import annotations

from dataclasses import replace

from gaoxin.extraction.relations.choosing import chosen
from gaoxin.extraction.relations.competition import Competition, ScoredPair, rivalry
from gaoxin.extraction.relations.features import PairFeatures
from gaoxin.extraction.relations.finding import find_relations
from gaoxin.extraction.relations.pairs import MentionPair, MentionTable, mention_pairs
from gaoxin.extraction.relations.place_chains import place_chains
from tests.extraction.marked_sentences import marked


def pairs_of(sentence: str) -> tuple[MentionTable, dict[tuple[str, str], MentionPair]]:
    article, _, mentions = marked(sentence)
    table = MentionTable(article, mentions)
    return table, {(p.subject.name, p.object.name): p for p in mention_pairs(table)}


def features_of(sentence: str, subject: str, thing: str) -> set[str]:
    table, pairs = pairs_of(sentence)
    return set(PairFeatures(table).of(pairs[subject, thing]))


def test_other_names_of_the_same_classes_change_nothing_between_and_around() -> None:
    one = features_of(
        "S[甲川科技公司|Enterprise]与M[乙山公司|Enterprise]签约，落户O[云浦高新区|Zone]。",
        "甲川科技公司",
        "云浦高新区",
    )
    other = features_of(
        "S[丙海科技公司|Enterprise]与M[丁河公司|Enterprise]签约，落户O[石滩高新区|Zone]。",
        "丙海科技公司",
        "石滩高新区",
    )
    assert one == other
    assert len(one) > 30


def test_the_first_of_an_enumeration_sees_what_stands_behind_it() -> None:
    text = (
        "S[甲川公司|Enterprise]、M[乙山公司|Enterprise]和M[丙海公司|Enterprise]主办O[路演|Event]。"
    )
    features = features_of(text, "甲川公司", "路演")
    assert "so:SR*主办" in features
    assert "so:b=主办" in features


def test_a_pair_of_two_sentences_is_found_from_its_object() -> None:
    _, pairs = pairs_of(
        "S[甲川科技公司|Enterprise]成立多年。今年开工。它生产O[微型传感器|Product]。"
    )
    pair = pairs["甲川科技公司", "微型传感器"]
    assert pair.together == "before"
    assert pair.sentences == (0, 2)


def test_two_names_in_many_sentences_are_looked_at_a_few_times() -> None:
    table, _ = pairs_of("S[甲川科技公司|Enterprise]生产O[微型传感器|Product]。" * 50)
    assert 1 < len(list(mention_pairs(table))) < 10


def scored(*scores: float) -> list[ScoredPair]:
    """Subjects that compete for one policy."""
    names = [f"甲{n}高新区" for n in range(len(scores))]
    text = "、".join(f"M[{name}|Zone]" for name in names) + "实施O[链长制|Policy]。"
    _, pairs = pairs_of(text)
    return [
        ScoredPair(pairs[name, "链长制"], "hasPolicy", score)
        for name, score in zip(names, scores, strict=True)
    ]


def test_a_better_rival_takes_from_the_probability() -> None:
    model = Competition({"odds": 1.0, "o margin": 0.5}, 0.0, {})
    alone = model.probabilities(scored(0.4))[0]
    first, second = model.probabilities(scored(0.8, 0.4))
    assert second < alone
    assert first > second


def test_rivals_are_of_the_same_predicate_and_object() -> None:
    features = rivalry(scored(0.8, 0.4))
    assert [one["o rank"] for one in features] == [0, 1]
    assert [one["s rank"] for one in features] == [0, 0]


def test_divisions_that_adjoin_lie_in_each_other() -> None:
    article, _, mentions = marked("江苏省南京市与S[南京高新区|Zone]。")
    found = {(p.subject.name, p.object.name): p for p in place_chains(article, mentions)}
    assert found["南京市", "江苏省"].evidence.of(article.text) == "江苏省南京市"
    assert found["南京市", "江苏省"].qualifier == ""
    assert found["南京高新区", "南京"].qualifier == "name-implied"


def test_divisions_that_only_adjoin_say_nothing() -> None:
    article, _, mentions = marked("浙江省南京市。广东南京。")
    assert place_chains(article, mentions) == []


def test_the_same_article_gives_the_same_relations() -> None:
    article, _, mentions = marked(
        "S[李甲川|Person]出任O[甲川科技公司|Enterprise]总经理，M[甲川科技公司|Enterprise]落户M[云浦市|City]。"
    )
    once = find_relations(article, mentions)
    assert once
    assert once == find_relations(article, tuple(reversed(mentions)))


def test_a_name_that_would_be_in_no_proposal_brings_its_likeliest_relation() -> None:
    _, pairs = pairs_of(
        "S[甲川科技公司|Enterprise]生产M[微型传感器|Product]，与O[乙山公司|Enterprise]合作。"
    )
    sure = ScoredPair(pairs["甲川科技公司", "微型传感器"], "produces", 0.9)
    doubtful = ScoredPair(pairs["甲川科技公司", "乙山公司"], "partnerOf", 0.3)
    other = ScoredPair(pairs["乙山公司", "微型传感器"], "produces", 0.2)
    least = {"produces": 0.5, "partnerOf": 0.5}
    scored, probabilities = [other, sure, doubtful], [0.2, 0.9, 0.3]
    assert chosen(scored, probabilities, least) == [(sure, 0.9), (doubtful, 0.3)]
    assert chosen(scored, probabilities, least, told=[doubtful.object]) == [(sure, 0.9)]


def test_a_name_of_which_the_finder_is_not_sure_brings_no_doubtful_relation() -> None:
    _, pairs = pairs_of("S[甲川科技公司|Enterprise]生产O[微型传感器|Product]。")
    pair = pairs["甲川科技公司", "微型传感器"]
    doubted = replace(
        pair, subject=replace(pair.subject, score=0.6), object=replace(pair.object, score=0.6)
    )
    least = {"produces": 0.5}
    assert chosen([ScoredPair(pair, "produces", 0.3)], [0.3], least)
    assert not chosen([ScoredPair(doubted, "produces", 0.3)], [0.3], least)
