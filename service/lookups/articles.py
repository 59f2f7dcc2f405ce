"""``/articles``: the articles that were read, and what of them waits for a person."""

from __future__ import annotations

from pathlib import Path
from typing import Any

from gaoxin.extraction.decisions.decision_log import read_decisions
from gaoxin.extraction.decisions.kept_articles import KeptArticle, kept_articles
from gaoxin.extraction.decisions.load_reviewed import last_load
from gaoxin.extraction.decisions.review import Review
from gaoxin.language import say
from gaoxin.service.lookups.lookup_request import LookupRequest
from gaoxin.service.lookups.pagination import paged


def articles(asked: LookupRequest) -> dict[str, Any]:
    """All kept articles, those with facts that wait first, else the newest first."""
    home = asked.settings.home
    rows = [_row(asked, kept) for kept in kept_articles(home)]
    rows.sort(key=lambda row: row["counts"]["waiting"] == 0)
    shown, paging = paged(asked, rows)
    return {"rows": list(shown), **paging}


def _row(asked: LookupRequest, kept: KeptArticle) -> dict[str, Any]:
    home = asked.settings.home
    review = Review(kept.extraction, read_decisions(home, kept.key))
    return told_article(kept) | {
        "counts": review.counts,
        "load": told_load(asked, kept.key),
    }


def facts_waiting(home: Path) -> int:
    """How many facts of all kept articles wait for a person."""
    reviews = (
        Review(kept.extraction, read_decisions(home, kept.key)) for kept in kept_articles(home)
    )
    return sum(review.counts["waiting"] for review in reviews)


def told_article(kept: KeptArticle) -> dict[str, Any]:
    """What is known of an article itself."""
    return {
        "key": kept.key,
        "link": f"/articles/{kept.key}",
        "title": kept.title,
        "publisher": kept.source.get("publisher", ""),
        "date": kept.source.get("date", "") or kept.extraction.article.date,
        "url": kept.source.get("url", ""),
        "characters": len(kept.extraction.article.text),
        "kept": kept.kept,
    }


def told_load(asked: LookupRequest, key: str) -> dict[str, Any] | None:
    """How the last load of an article ended, ``None`` if there was none."""
    found = last_load(asked.settings.home, key)
    if found is None:
        return None
    return {
        "time": found.time,
        "facts": found.facts,
        "generation": found.generation,
        "refused": [{"fact": fact, "reason": say(zh, en)} for fact, zh, en in found.refused],
        "since": len(read_decisions(asked.settings.home, key)) - found.decisions,
    }
