"""Lists of articles tell what articles and decisions say, without reading them again."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from gaoxin.extraction.decisions import article_summaries as module
from gaoxin.extraction.decisions.article_summaries import article_summaries
from gaoxin.extraction.decisions.decision_log import about_fact, read_decisions, record
from gaoxin.extraction.decisions.kept_articles import article_folder, kept_article
from gaoxin.extraction.decisions.review import Review
from tests.fixtures.made_up_articles import SOURCE, kept


def test_what_is_told_is_that_of_the_article(tmp_path: Path) -> None:
    article = kept_article(tmp_path, kept(tmp_path))
    (told,) = article_summaries(tmp_path).articles
    assert (told.key, told.title, told.kept) == (article.key, article.title, article.kept)
    assert told.source == SOURCE
    assert told.counts == Review(article.extraction, []).counts
    assert article_summaries(tmp_path).waiting == told.counts["waiting"] > 0


def test_an_article_is_read_once_and_again_when_it_changes(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    key, readings = kept(tmp_path), list[str]()

    def counting(home: Path, key: str) -> object:
        readings.append(key)
        return kept_article(home, key)

    monkeypatch.setattr(module, "kept_article", counting)
    before = article_summaries(tmp_path)
    assert article_summaries(tmp_path) == before
    assert len(readings) == 1
    review = Review(kept_article(tmp_path, key).extraction, read_decisions(tmp_path, key))
    fact = next(fact for fact in review.facts if fact.state == "waiting")
    record(tmp_path, key, [about_fact("reject", fact.fact, review.article)])
    (told,) = article_summaries(tmp_path).articles
    assert (told.counts["rejected"], told.decisions) == (1, 1)
    assert article_summaries(tmp_path).waiting == before.waiting - 1
    kept(tmp_path, {**SOURCE, "title": "另一个题目"})
    assert article_summaries(tmp_path).articles[0].title == "另一个题目"
    assert len(readings) == 3


@pytest.mark.parametrize("text", ["", "{", "[]", '{"made_of": 1}', '{"summary": {}}'])
def test_a_damaged_summary_is_made_again(tmp_path: Path, text: str) -> None:
    folder = article_folder(tmp_path, kept(tmp_path))
    before = article_summaries(tmp_path)
    (folder / "summary.json").write_text(text, encoding="utf-8")
    assert article_summaries(tmp_path) == before
    assert json.loads((folder / "summary.json").read_text(encoding="utf-8"))["made_of"]


def test_a_damaged_article_is_named(tmp_path: Path) -> None:
    key, other = kept(tmp_path), "f" * 64
    article_folder(tmp_path, other).mkdir()
    (article_folder(tmp_path, other) / "article.json").write_text("{}", encoding="utf-8")
    found = article_summaries(tmp_path)
    assert [one.key for one in found.articles] == [key]
    assert found.damaged == [other]
