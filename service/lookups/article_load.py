"""What a load of an article is about, and how it ended, without the article itself."""

from __future__ import annotations

from typing import Any

from gaoxin.extraction.decisions.article_summaries import article_summary
from gaoxin.extraction.decisions.kept_articles import whole_key
from gaoxin.service.lookups.articles import told_load
from gaoxin.service.lookups.lookup_request import LookupRequest


def article_load(asked: LookupRequest) -> dict[str, Any]:
    """The whole key of an article, and how its last load ended.

    Raises:
        UnresolvedName, AmbiguousName: no single article has the key.
        StoreCorrupt: its file is damaged.
    """
    home = asked.settings.home
    kept = article_summary(home, whole_key(home, asked.text("key")))
    return {"key": kept.key, "load": told_load(asked, kept.key, kept.decisions)}
