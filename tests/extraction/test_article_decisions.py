"""What a person decides about the facts of an article, and how it holds when the article comes
again.
"""

from __future__ import annotations

from collections import Counter
from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace
from pathlib import Path

import pytest

from gaoxin.errors import AmbiguousName, ArticleDamaged, UnresolvedName
from gaoxin.extraction.article import Article, TextSpan
from gaoxin.extraction.decisions.decision_log import (
    ArticleDecision,
    about_fact,
    added_fact,
    decision_path,
    read_decisions,
    record,
)
from gaoxin.extraction.decisions.kept_articles import (
    article_folder,
    keep_article,
    kept_article,
    kept_articles,
)
from gaoxin.extraction.decisions.review import Review
from gaoxin.extraction.decisions.stated_fact import StatedFact, stated
from gaoxin.extraction.extract import Extraction
from gaoxin.extraction.proposals import Proposal
from tests.fixtures.made_up_articles import SOURCE, TEXT, Finder, kept, made_up_extraction


def fact(extraction: Extraction, object_: str, value: str = "") -> StatedFact:
    return stated(proposal(extraction, object_, value))


def proposal(extraction: Extraction, object_: str, value: str = "") -> Proposal:
    return next(
        p for p in extraction.proposals if p.object.name == object_ and value in ("", p.value)
    )


def changed(extraction: Extraction, before: Proposal, **cells: object) -> Extraction:
    """What another finder found: one proposal is another."""
    proposals = [replace(p, **cells) if p is before else p for p in extraction.proposals]  # type: ignore[arg-type]
    return replace(extraction, proposals=tuple(proposals))


def test_an_article_is_kept_as_it_was(tmp_path: Path) -> None:
    extraction = made_up_extraction()
    key = keep_article(tmp_path, extraction, SOURCE)
    found = kept_article(tmp_path, key)
    assert found.extraction == extraction
    assert found.source == SOURCE
    assert kept_article(tmp_path, key[:10]).key == key
    assert [one.key for one in kept_articles(tmp_path)] == [key]


def test_unknown_and_shared_keys_are_told(tmp_path: Path) -> None:
    key = kept(tmp_path)
    (article_folder(tmp_path, key[:20] + "0" * 44)).mkdir()
    (article_folder(tmp_path, key[:20] + "0" * 44) / "article.json").write_text("{}")
    for wrong in ("abcdef123456", "", "../..", key[:5]):
        with pytest.raises(UnresolvedName):
            kept_article(tmp_path, wrong)
    with pytest.raises(AmbiguousName):
        kept_article(tmp_path, key[:20])
    with pytest.raises(ArticleDamaged):
        kept_article(tmp_path, key[:20] + "0" * 44)


def test_decisions_hold_and_are_undone(tmp_path: Path) -> None:
    extraction = made_up_extraction()
    key = kept(tmp_path)
    article = extraction.article
    reached = fact(extraction, "年产值")
    record(tmp_path, key, [about_fact("accept", fact(extraction, "营业收入"), article)])
    target = reached.cells() | {"predicate": "target", "status": "target"}
    record(tmp_path, key, [about_fact("correct", reached, article, target)])
    record(tmp_path, key, [about_fact("reject", fact(extraction, "青禾研究院"), article)])
    review = Review(extraction, read_decisions(tmp_path, key))
    states = {one.fact.object: one.state for one in review.facts}
    assert states["营业收入"] == "accepted"
    assert states["年产值"] == "corrected"
    assert states["青禾研究院"] == "rejected"
    assert review.counts["settled"] == 4  # with the one that is sure
    assert "青禾研究院" not in [one.fact.object for one in review.loaded]
    assert {one.fact.object: one.fact.predicate for one in review.loaded}["年产值"] == "target"
    log = record(tmp_path, key, [ArticleDecision("undo", undone=2)])
    undone = {one.fact.object: one for one in Review(extraction, log).facts}["年产值"]
    assert (undone.state, undone.fact.predicate) == ("waiting", "observation")
    assert Review(extraction, log).last == 3


def test_a_correction_can_be_corrected(tmp_path: Path) -> None:
    extraction = made_up_extraction()
    before = fact(extraction, "年产值")
    log = [
        about_fact("correct", before, extraction.article, before.cells() | {"value": value})
        for value in ("31", "32")
    ]
    found = [one for one in Review(extraction, log).facts if one.fact.object == "年产值"]
    assert [one.fact.value for one in found] == ["32"]


def test_decisions_hold_for_a_better_finder() -> None:
    extraction = made_up_extraction()
    income = proposal(extraction, "营业收入")
    log = [about_fact("accept", stated(income), extraction.article)]
    # It tells the same with a longer piece of evidence and a remark.
    longer = TextSpan(income.evidence.start - 4, income.evidence.end + 3)
    better = changed(extraction, income, evidence=longer, qualifier="公司", confidence=0.7)
    found = [one for one in Review(better, log).facts if one.fact.object == "营业收入"]
    assert [(one.state, one.fact.qualifier) for one in found] == [("accepted", "")]
    # It no longer finds the fact: what a person accepted stays.
    without = replace(extraction, proposals=())
    assert [one.state for one in Review(without, log).facts] == ["accepted"]


def test_a_rejection_is_of_exactly_what_was_rejected() -> None:
    extraction = made_up_extraction()
    trade = proposal(extraction, "新一代互联网")
    log = [about_fact("reject", stated(trade), extraction.article)]
    again = {one.fact.object: one.state for one in Review(extraction, log).facts}
    assert again["新一代互联网"] == "rejected"
    other = changed(extraction, trade, subject=replace(trade.subject, type="Platform"))
    assert {one.fact.object: one.state for one in Review(other, log).facts}[
        "新一代互联网"
    ] == "waiting"


def test_a_correction_that_a_finder_learnt_is_one_fact() -> None:
    extraction = made_up_extraction()
    reached = proposal(extraction, "年产值")
    after = stated(reached).cells() | {"predicate": "target", "status": "target"}
    log = [about_fact("correct", stated(reached), extraction.article, after)]
    better = changed(extraction, reached, predicate="target", status="target")
    found = [one for one in Review(better, log).facts if one.fact.object == "年产值"]
    assert [(one.state, one.fact.predicate) for one in found] == [("corrected", "target")]


def test_a_missed_fact_is_added_once() -> None:
    extraction = made_up_extraction()
    span = TextSpan(TEXT.index("同比增长18.3%"), TEXT.index("同比增长18.3%") + 9)
    cells = {
        "subject": "云岭光电股份有限公司",
        "subject_type": "Enterprise",
        "predicate": "observation",
        "object": "营业收入增速",
        "object_type": "Indicator",
        "value": "18.3",
        "unit": "%",
        "status": "actual",
    }
    log = [added_fact(cells, span, extraction.article)]
    found = [one for one in Review(extraction, log).facts if one.fact.object == "营业收入增速"]
    assert [one.state for one in found] == ["added"]
    finder = Finder()
    firm = finder.name("云岭光电股份有限公司", "Enterprise")
    finder.states(
        "同比增长18.3%", firm, "observation", "营业收入增速", value="18.30", unit="%", time="2025"
    )
    found = Review(finder.extraction, log).facts
    assert [one.state for one in found] == ["added"]


def test_decisions_follow_their_words_when_the_text_is_read_better() -> None:
    extraction = made_up_extraction()
    log = [about_fact("accept", fact(extraction, "营业收入"), extraction.article)]
    shorter = Article(TEXT.partition("\n")[2], TEXT)  # without its first line
    found = Review(Extraction(shorter, (), ()), log).facts
    assert found[0].fact.evidence.of(shorter.text) == "公司2025年营业收入12.6亿元"
    gone = Review(Extraction(Article("另一篇", TEXT), (), ()), log)
    assert (gone.facts, gone.lost) == ([], 1)


def test_a_line_cut_short_loses_no_other(tmp_path: Path) -> None:
    extraction = made_up_extraction()
    key = kept(tmp_path)
    first = about_fact("accept", fact(extraction, "营业收入"), extraction.article)
    record(tmp_path, key, [first])
    path = decision_path(tmp_path, key)
    whole = path.read_bytes()
    path.write_bytes(whole + whole[: len(whole) // 2])  # killed in the middle of a line
    log = record(
        tmp_path, key, [about_fact("reject", fact(extraction, "年产值"), extraction.article)]
    )
    assert [decision.what for decision in log] == ["accept", "undo", "reject"]
    review = Review(extraction, log)
    assert (review.counts["accepted"], review.counts["rejected"]) == (1, 1)
    assert review.last == 3


@pytest.mark.parametrize(
    "line",
    [
        "[]",
        "null",
        '{"what": "burn"}',
        '{"what": "accept", "cells": 3}',
        '{"what": "accept", "cells": {"subject": 3}}',
        '{"x": 1}',
        "\x00",
    ],
)
def test_a_foreign_line_is_passed_over(tmp_path: Path, line: str) -> None:
    key = kept(tmp_path)
    decision_path(tmp_path, key).write_text(line + "\n", encoding="utf-8")
    review = Review(made_up_extraction(), read_decisions(tmp_path, key))
    assert review.last == 0


def test_a_name_that_was_cut_wrongly_is_corrected_everywhere() -> None:
    extraction = made_up_extraction()
    first = next(f for f in Review(extraction, []).facts if f.fact.subject == "禾木云计算")
    cells = first.fact.cells() | {"subject": "禾木云计算公司"}
    rename = {"name": "禾木云计算", "type": "Enterprise"}
    rename |= {"new_name": "禾木云计算公司", "new_type": "Enterprise"}
    corrected = about_fact("correct", first.fact, extraction.article, cells)
    log = [replace(corrected, renames=[rename])]
    review = Review(extraction, log)
    renamed = [one for one in review.facts if one.fact.subject == "禾木云计算公司"]
    assert sorted(one.state for one in renamed) == ["corrected", "waiting", "waiting"]
    # What is then accepted holds under the new name.
    other = next(one for one in renamed if one.state == "waiting")
    log.append(about_fact("accept", other.fact, extraction.article))
    assert Review(extraction, log).fact(other.ident).state == "accepted"  # type: ignore[union-attr]
    log.append(ArticleDecision("undo", undone=1))  # what a person accepted stays as accepted
    told = [(one.fact.subject, one.state) for one in Review(extraction, log).facts]
    assert told.count(("禾木云计算公司", "accepted")) == 1
    assert told.count(("禾木云计算", "waiting")) == 3


def test_two_who_decide_at_once_lose_nothing(tmp_path: Path) -> None:
    key = kept(tmp_path)
    extraction = made_up_extraction()
    decisions = [about_fact("accept", stated(p), extraction.article) for p in extraction.proposals]

    def decide(who: str) -> None:
        for decision in decisions:
            record(tmp_path, key, [decision], who)

    with ThreadPoolExecutor() as pool:
        list(pool.map(decide, ("甲", "乙", "丙")))
    log = read_decisions(tmp_path, key)
    assert Counter(one.by for one in log) == dict.fromkeys("甲乙丙", len(decisions))
