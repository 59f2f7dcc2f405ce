"""``/articles``: the articles that were read, and what of them waits for a person."""

from __future__ import annotations

from typing import Any

from gaoxin.extraction.decisions.article_summaries import ArticleSummary, article_summaries
from gaoxin.extraction.decisions.kept_articles import SHOWN
from gaoxin.extraction.decisions.load_reviewed import last_load
from gaoxin.language import say
from gaoxin.service.lookups.lookup_request import LookupRequest
from gaoxin.service.lookups.pagination import paged


def articles(asked: LookupRequest) -> dict[str, Any]:
    """All kept articles, those with facts that wait first, else the newest first."""
    kept = article_summaries(asked.settings.home)
    ordered = sorted(kept.articles, key=lambda one: one.counts["waiting"] == 0)
    shown, paging = paged(asked, ordered)
    rows = [
        told_article(one)
        | {"counts": dict(one.counts), "load": told_load(asked, one.key, one.decisions)}
        for one in shown
    ]
    return {"rows": rows, "damaged": [key[:SHOWN] for key in kept.damaged], **paging}


def told_article(kept: ArticleSummary) -> dict[str, Any]:
    """What is known of an article itself."""
    return {
        "key": kept.key,
        "link": f"/articles/{kept.key}",
        "title": kept.title,
        "publisher": kept.source.get("publisher", ""),
        "date": kept.date,
        "url": kept.source.get("url", ""),
        "characters": kept.characters,
        "kept": kept.kept,
    }


def told_load(asked: LookupRequest, key: str, decisions: int) -> dict[str, Any] | None:
    """How the last load of an article with so many decisions ended, ``None`` without one."""
    found = last_load(asked.settings.home, key)
    if found is None:
        return None
    return {
        "time": found.time,
        "facts": found.facts,
        "generation": found.generation,
        "refused": [{"fact": fact, "reason": say(zh, en)} for fact, zh, en in found.refused],
        "since": decisions - found.decisions,
    }
