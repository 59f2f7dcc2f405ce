"""Whose a figure is: what the clauses tell, and the choice along the text."""

from __future__ import annotations

import pytest

from gaoxin.extraction.article import Article, TextSpan
from gaoxin.extraction.figures.amounts import Amount, amounts
from gaoxin.extraction.figures.find_figures import find_figures
from gaoxin.extraction.figures.indicator_choice import indicator_candidates
from gaoxin.extraction.figures.indicators import Indicator
from gaoxin.extraction.figures.owner_choice import OwnedAmount, likely_owners
from gaoxin.extraction.figures.owner_clauses import OwnerClauses
from gaoxin.extraction.figures.owners import candidates
from gaoxin.extraction.figures.scene import Scene
from gaoxin.extraction.proposals import EntityMention

CLASSES = {
    "江州市": "City",
    "星河区": "County",
    "云岭区": "County",
    "临溪县": "County",
    "远岭公司": "Enterprise",
    "白鹭公司": "Enterprise",
    "启明基地": "Platform",
    "科创大赛": "Event",
}


def scene_of(text: str) -> Scene:
    """A text with the names of ``CLASSES`` that stand in it."""
    found = [
        EntityMention(TextSpan(place, place + len(name)), kind, name)
        for name, kind in CLASSES.items()
        for place in range(len(text))
        if text.startswith(name, place)
    ]
    return Scene(Article(text, text), tuple(sorted(found, key=lambda m: m.span)))


def clauses_of(text: str) -> OwnerClauses:
    """What the clauses tell of the last amount of a text."""
    scene = scene_of(text)
    amount = [one for one in amounts(text) if one.unit][-1]
    indicator = Indicator("", amount.span, "unit")
    return OwnerClauses(scene, amount, indicator, candidates(scene, amount))


@pytest.mark.parametrize(
    ("text", "named", "head"),
    [
        ("远岭公司营业收入达5亿元。", "head", "远岭公司"),
        ("远岭公司与白鹭公司合作，总投资5亿元。", "none", "远岭公司"),
        ("为支持远岭公司发放补贴5亿元。", "some", ""),
    ],
)
def test_the_head_of_the_nearest_clause_is_known(text: str, named: str, head: str) -> None:
    clauses = clauses_of(text)
    assert (clauses.named, clauses.nearest_head) == (named, head)


def test_the_topic_of_the_sentences_before_is_known() -> None:
    clauses = clauses_of("江州市引进远岭公司。去年税收达5亿元。")
    assert (clauses.head_before, clauses.leading_before) == ("江州市", "江州市")
    assert clauses_of("去年税收达5亿元。").leading_before == ""


@pytest.mark.parametrize(
    ("clause", "kind"), [("企业产值达5亿元", "Enterprise"), ("基地产值达5亿元", "Platform")]
)
def test_a_word_for_a_class_is_no_name_but_tells_the_class(clause: str, kind: str) -> None:
    clauses = clauses_of(f"远岭公司在启明基地投产。{clause}。")
    assert kind in clauses.kind_said
    fitting = [o for o in clauses.others if "kind said True" in clauses.features(o, "")]
    assert [o.type for o in fitting] == [kind]


def test_a_word_within_a_name_tells_no_class() -> None:
    assert clauses_of("远岭公司产值达5亿元。").kind_said == ()


@pytest.mark.parametrize(
    ("text", "owner"),
    [
        ("江州市辖星河区、云岭区和临溪县，总面积5300平方公里。", "江州市"),
        ("江州市发展迅速。今年上半年，全市生产总值达600亿元，同比增长7%。", "江州市"),
        ("远岭公司落户启明基地。去年，企业营业收入达3.5亿元。", "远岭公司"),
    ],
)
def test_a_figure_goes_to_the_topic_and_not_to_the_nearest_name(text: str, owner: str) -> None:
    scene = scene_of(text)
    found = find_figures(scene.article, scene.mentions)
    assert found
    assert {proposal.subject.name for proposal in found} == {owner}


def test_the_owner_before_counts_as_far_as_it_is_certain() -> None:
    scene = scene_of("远岭公司、白鹭公司产值5亿元，税收2亿元。")
    owners = scene.owners

    def chances(first: float) -> list[tuple[str, float]]:
        items = [
            OwnedAmount(amount, Indicator("产值", amount.span, "before"), owners)
            for amount in amounts(scene.article.text)
        ]
        weights = {"order 0": first, "last owner": 3.0}
        return [(o.name, share) for o, share in likely_owners(scene, items, weights)]

    sure, unsure = chances(4.0), chances(0.5)
    assert {name for name, _ in sure + unsure} == {"远岭公司"}
    # The mean, by the chances of the first, of what the second has if it goes on or does not.
    assert [share for _, share in sure] == pytest.approx([0.982, 0.994], abs=0.001)
    assert [share for _, share in unsure] == pytest.approx([0.622, 0.633], abs=0.001)


def test_an_amount_without_a_figure_before_it_stands_alone() -> None:
    scene = scene_of("远岭公司产值5亿元。")
    amount = Amount(TextSpan(6, 9), "5", "亿元", "money", False)
    item = OwnedAmount(amount, Indicator("产值", TextSpan(4, 6), "before"), scene.owners)
    assert list(likely_owners(scene, [item], {})) == [(scene.owners[0], 1.0)]


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("累计组织79家企业参加创新大赛。", "企业参加创新大赛数"),
        ("今年累计组织79家企业参加创新大赛。", "组织企业参加创新大赛数"),
        ("研发投入强度去年达到3%。", "研发投入强度"),
    ],
)
def test_what_a_clause_tells_may_name_the_indicator(text: str, name: str) -> None:
    amount = next(one for one in amounts(text) if one.unit)
    named = [one.name for one in indicator_candidates(text, amount, "")]
    assert name in named
    assert len(set(named)) == len(named)


@pytest.mark.parametrize(
    ("text", "owner"),
    [
        ("江州市消息，总投资25亿元的启明基地开工。", "启明基地"),
        ("江州市建成长达500多公里的启明基地。", "启明基地"),
        ("远岭公司总投资25亿元左右的启明基地昨日开工。", "启明基地"),
    ],
)
def test_an_amount_before_a_name_is_told_of_it(text: str, owner: str) -> None:
    (fact,) = (one for one in find_figures(scene_of(text).article, scene_of(text).mentions))
    assert fact.subject.name == owner
