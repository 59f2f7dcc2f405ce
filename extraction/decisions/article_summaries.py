"""What lists of articles tell of each, kept beside it: ``HOME/articles/<key>/summary.json``.

To count the facts that wait, an article and its decisions have to be read and put together, which
takes some 10 ms each.  A summary remembers which files it is made of, so it is made again when one
of them has changed, and may be deleted at any time.
"""

from __future__ import annotations

import json
from collections.abc import Mapping
from contextlib import suppress
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import Any

from gaoxin import __version__
from gaoxin.errors import ArticleDamaged, UnresolvedName
from gaoxin.extraction.decisions.decision_log import decision_path, read_decisions
from gaoxin.extraction.decisions.kept_articles import (
    KeptArticle,
    article_folder,
    article_path,
    kept_article,
    kept_keys,
)
from gaoxin.extraction.decisions.review import Review
from gaoxin.files import write_whole


@dataclass(frozen=True, slots=True)
class ArticleSummary:
    """An article in a list.

    ``counts`` are the numbers of facts by state (:attr:`Review.counts`), ``decisions`` is that of
    all decisions.  The other members are those of the article.
    """

    key: str
    title: str
    date: str
    characters: int
    source: Mapping[str, str]
    kept: str
    counts: Mapping[str, int]
    decisions: int


@dataclass(frozen=True, slots=True)
class ArticleSummaries:
    """All kept articles, the newest first, and the keys of those whose file is ``damaged``."""

    articles: list[ArticleSummary]
    damaged: list[str]

    @property
    def waiting(self) -> int:
        """How many facts wait for a person."""
        return sum(one.counts["waiting"] for one in self.articles)


def article_summaries(home: Path) -> ArticleSummaries:
    """The summaries of all kept articles; a damaged article is named, and the others stand."""
    found, damaged = [], []
    for key in kept_keys(home):
        try:
            found.append(article_summary(home, key))
        except ArticleDamaged:
            damaged.append(key)
        except UnresolvedName:
            continue  # it was replaced just now
    found.sort(key=lambda one: (one.kept, one.key), reverse=True)
    return ArticleSummaries(found, damaged)


def article_summary(home: Path, key: str) -> ArticleSummary:
    """The summary of the article with this (whole) key.

    Raises:
        UnresolvedName: there is no such article.
        ArticleDamaged: its file is damaged.
    """
    path = article_folder(home, key) / "summary.json"
    made_of = [_identity(article_path(home, key)), _identity(decision_path(home, key)), __version__]
    with suppress(OSError, ValueError, TypeError, KeyError, AttributeError):
        told = json.loads(path.read_bytes().decode("utf-8", "surrogatepass"))
        if told["made_of"] == made_of:
            return ArticleSummary(**told["summary"])
    kept = kept_article(home, key)
    summary = summary_of(kept, Review(kept.extraction, read_decisions(home, key)))
    told = {"made_of": made_of, "summary": asdict(summary)}
    # A home that cannot be written to is read all the same.
    with suppress(OSError):
        text = json.dumps(told, ensure_ascii=False)
        write_whole(path, text.encode("utf-8", "surrogatepass"))
    return summary


def summary_of(kept: KeptArticle, review: Review) -> ArticleSummary:
    """The summary of an article that is at hand."""
    return ArticleSummary(
        kept.key,
        kept.title,
        kept.source.get("date", "") or kept.extraction.article.date,
        len(kept.extraction.article.text),
        dict(kept.source),
        kept.kept,
        review.counts,
        review.decisions,
    )


def _identity(path: Path) -> list[Any]:
    """What changes when a file is replaced or added to; empty if there is none."""
    try:
        told = path.stat()
    except OSError:
        return []
    return [told.st_ino, told.st_size, told.st_mtime_ns]
