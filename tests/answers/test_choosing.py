"""`gaoxin queries 一句话`: the saved query that a person's words ask for."""

from __future__ import annotations

import csv
from collections import defaultdict
from pathlib import Path

import pytest

from gaoxin.answers.choosing.evidence import FactEvidence, find_evidence, predicates_of
from gaoxin.answers.choosing.features import BLANK, features, without
from gaoxin.answers.choosing.mentions import heard_in, names_in
from gaoxin.answers.choosing.ranking import choose_queries
from gaoxin.answers.fact_file import open_facts
from gaoxin.answers.lexicon.lexicon import lexicon
from gaoxin.graph.store.generation import Generation
from gaoxin.queries.catalogue import catalogue

QUESTIONS = Path(__file__).parents[2] / "queries" / "questions.csv"


def first(sentence: str, generation: Generation | None, count: int = 3) -> list[str]:
    return [chosen.query.name for chosen in choose_queries(sentence, generation)[:count]]


def test_the_given_questions_find_their_query(shipped: Generation) -> None:
    """A question may be asked in several rows; any of their queries is right."""
    wanted: dict[str, set[str]] = defaultdict(set)
    with QUESTIONS.open(encoding="utf-8", newline="") as file:
        for row in csv.DictReader(file):
            wanted[row["text"]].add(row["query"])
    assert len(wanted) > 200
    missed = [text for text, queries in wanted.items() if not queries & set(first(text, shipped))]
    assert len(missed) / len(wanted) < 0.11, missed


@pytest.mark.parametrize(
    ("sentence", "query"),
    [
        ("合肥高新区老大是谁", "people/leaders_of"),
        ("苏州高新区都招了谁啊", "enterprises/enterprises_in_zone"),
        ("济南高新区主打什么产业", "industries/leading_industries"),
        ("请问还有谁在搞光伏", "industries/zones_with_industry"),
        ("大连高新区说话算数吗", "targets/reached_and_promised"),
        ("安徽省有几个国家高新区", "zones/zones_in_place"),
        ("无锡高新区的营收有多大", "figures/figure"),
        ("合肥高新区跟苏州高新区比谁的营收高", "comparisons/figure_of_two"),
        ("特种机器人谁家造的", "enterprises/makers_of"),
        ("骆东升是干什么的", "people/positions_of"),
        ("which industries does 合肥高新区 develop", "industries/industries_of_zone"),
    ],
)
def test_colloquial_words(shipped: Generation, sentence: str, query: str) -> None:
    assert query in first(sentence, shipped)


def test_a_command_is_filled_in_from_the_sentence(shipped: Generation) -> None:
    chosen = choose_queries("合肥高新区跟苏州高新区比谁的营收高", shipped)
    (found,) = [c for c in chosen if c.query.name == "comparisons/figure_of_two"]
    assert found.values == {"thing": "合肥高新区", "other": "苏州高新区"}
    (example,) = [p.example for p in found.query.parameters if p.name == "indicator"]
    assert found.query.command(found.values).endswith(f"other=苏州高新区 indicator={example}")
    chosen = choose_queries("2018年获批的高新区")
    (found,) = [c for c in chosen if c.query.name == "zones/approved_in"]
    assert found.values == {"year": "2018"}


@pytest.mark.parametrize(
    ("sentence", "query", "values"),
    [
        (
            "南昌高新区23年工业营收多少亿",
            "figures/figure",
            {"thing": "南昌高新区", "indicator": "工业营业收入"},
        ),
        (
            "宜昌高薪区2022年工业产值多少",
            "figures/figure",
            {"thing": "宜昌高新技术产业开发区", "indicator": "工业总产值"},
        ),
        (
            "石河子高新25年规上工业要干到多少",
            "targets/target",
            {"thing": "石河子高新", "indicator": "规上工业总产值"},
        ),
        ("张江属于哪个自创区", "zones/demonstration_of", {"zone": "上海张江高新技术产业开发区"}),
    ],
)
def test_the_facts_know_what_the_words_mean(
    shipped: Generation, sentence: str, query: str, values: dict[str, str]
) -> None:
    """工业营收 is no name of an indicator, and 高薪区 none of a zone: the command would not run."""
    best = choose_queries(sentence, shipped)[0]
    assert (best.query.name, best.values) == (query, values)


def test_what_is_near_gives_no_value_for_what_is_asked(shipped: Generation) -> None:
    """Nothing known of one zone is its 营收: no other indicator is put in its place."""
    chosen = choose_queries("合肥高新区跟苏州高新区比谁的营收高", shipped)
    assert "indicator" not in chosen[0].values


def test_words_alone_choose_without_a_graph() -> None:
    assert "zones/zones_per_province" in first("各省有多少国家高新区", None)
    assert choose_queries("", None) == []


def test_names_are_found_in_a_sentence(shipped: Generation) -> None:
    sentence = "请问 合肥高新区 的光伏产业和GDP增速"
    found = names_in(sentence, shipped.names, lexicon())
    assert [sentence[part.start : part.end] for part in found] == [
        "合肥高新区",
        "光伏",
        "GDP增速",
    ]
    assert [sorted(part.classes)[0] for part in found] == ["NationalZone", "Industry", "Indicator"]


@pytest.mark.parametrize("written", ["合肥高薪区", "hfgxq"])
def test_misspelt_names_and_initials_are_heard(shipped: Generation, written: str) -> None:
    sentence = f"{written}老大是谁"
    (part,) = heard_in(sentence, open_facts(shipped), [], lexicon())
    assert sentence[part.start : part.end] == written
    assert "people/leaders_of" in first(sentence, shipped)
    assert heard_in("江西有哪些国家级高新区", open_facts(shipped), [], lexicon())[1:] == []
    assert heard_in("which", open_facts(shipped), [], lexicon()) == []
    kept = names_in("合肥高新区老大是谁", shipped.names, lexicon())
    (part,) = heard_in("合肥高新区老大是谁", open_facts(shipped), kept, lexicon())
    assert (part.start, part.end, part.classes) == (0, 5, kept[0].classes)


def test_words_of_the_lexicon_and_pieces_of_words_are_no_names(shipped: Generation) -> None:
    assert names_in("哪些产业的企业最多", shipped.names, lexicon()) == []
    assert names_in("aapprove", shipped.names, lexicon()) == []
    (part,) = names_in("合肥高新区有什么特色园区", shipped.names, lexicon())
    assert (part.start, part.end) == (0, 5)


def test_patterns_of_sentences() -> None:
    assert "pattern:difference" in features(f"{BLANK}的高企比科小多多少家", lexicon())
    assert "pattern:chain" in features(f"{BLANK}所在的高新区有多少家企业", lexicon())
    assert "pattern:chain" not in features(f"{BLANK}的高新区有多少家企业", lexicon())
    assert "asks:Enterprise" in features(f"{BLANK}有哪些企业", lexicon())


def test_facts_that_answer_are_evidence(shipped: Generation) -> None:
    found = find_evidence("合肥高新区的管委会主任是谁", open_facts(shipped))
    assert found.predicates == {"holdsPosition"}
    assert found.query == "people/leaders_of"
    assert not found.leads_through_zone
    assert find_evidence("火星高新区有哪些企业", open_facts(shipped)).predicates == frozenset()


def test_evidence_of_a_way_through_a_zone() -> None:
    found = FactEvidence(frozenset({"holdsPosition", "approvedAs"}), leads_through_zone=True)
    get = catalogue().get
    near, far = get("paths/through_its_zone"), get("people/leaders_of")
    assert found.bonus(near, predicates_of(near)) > found.bonus(far, predicates_of(far)) >= 0


def test_predicates_of_queries() -> None:
    get = catalogue().get
    assert predicates_of(get("people/leaders_of")) == {"holdsPosition"}
    assert predicates_of(get("figures/figure")) == {"observation"}
    assert predicates_of(get("industries/zones_with_both")) == {"hasIndustry"}
    assert FactEvidence().bonus(get("figures/figure"), frozenset(["observation"])) == 0


def test_names_are_taken_out() -> None:
    assert without("甲在乙里", [(0, 1), (2, 3)]) == f"{BLANK}在{BLANK}里"


def test_part_of_a_word_is_no_zone_by_its_sound(shipped: Generation) -> None:
    """先高新区 in 领先高新区 has the pinyin of 西安高新区."""
    for chosen in choose_queries("某产业的领先高新区及其负责人", shipped)[:5]:
        assert "西安" not in str(chosen.values)
        assert "先高新区" not in str(chosen.values)


@pytest.mark.parametrize(
    "sentence",
    ["红烧肉怎么做", "今天天气怎么样", "how to cook rice", "what is love", "abc123", "???"],
)
def test_words_about_anything_else_fit_no_query(shipped: Generation, sentence: str) -> None:
    assert choose_queries(sentence, shipped) == []


@pytest.mark.parametrize("sentence", ["模式", "对比", "路径", "增速", "2025", "集成电路"])
def test_a_single_word_about_the_data_fits_some(shipped: Generation, sentence: str) -> None:
    assert choose_queries(sentence, shipped)
