"""``/articles/{key}``: an article with its facts side by side, to be settled by a person."""

from __future__ import annotations

from typing import Any

from gaoxin.extraction.decisions.article_summaries import summary_of
from gaoxin.extraction.decisions.decision_log import read_decisions
from gaoxin.extraction.decisions.kept_articles import kept_article
from gaoxin.extraction.decisions.load_reviewed import loadable
from gaoxin.extraction.decisions.name_questions import ArticleNames
from gaoxin.extraction.decisions.review import Review
from gaoxin.extraction.decisions.running_loads import is_loading
from gaoxin.service.lookups.article_facts import groups, told_fact
from gaoxin.service.lookups.article_text import paragraphs
from gaoxin.service.lookups.articles import told_article, told_load
from gaoxin.service.lookups.links import changed
from gaoxin.service.lookups.lookup_request import LookupRequest

_MOST = 400
"""Facts on one page; an article that has more is settled in parts."""
_BEFORE = 50
"""How many of them stand before the fact in hand."""


def article(asked: LookupRequest) -> dict[str, Any]:
    """The text in pieces, and the facts by paragraph.

    With ``show=waiting`` only the facts that wait for a person, the one that is asked for, and
    those of ``also`` are listed.  ``fact`` is the one to look at, by default the first that waits.

    Raises:
        UnresolvedName, AmbiguousName: no single article has the key.
    """
    home = asked.settings.home
    kept = kept_article(home, asked.text("key"))
    review = Review(kept.extraction, read_decisions(home, kept.key))
    names = ArticleNames(review, asked.generation)
    waiting = [fact for fact in review.facts if fact.state == "waiting"]
    wanted = review.fact(asked.text("fact"))
    active = wanted or (waiting[0] if waiting else None)
    show = asked.text("show") or ("waiting" if waiting else "all")
    also = frozenset(asked.text("also").split(","))
    shown = [
        fact
        for fact in review.facts
        if show == "all" or fact.state == "waiting" or fact is active or fact.ident in also
    ]
    first = max(0, shown.index(active) - _BEFORE) if active in shown else 0
    listed = shown[first : first + _MOST]
    taken = loadable(review, names)
    return {
        **told_article(summary_of(kept, review)),
        "counts": review.counts,
        "show": show,
        "all": changed(asked.address, show="all", fact="", also=""),
        "to_decide": changed(asked.address, show="waiting", fact="", also=""),
        "active": active.ident if active else "",
        "last": review.last,
        "lost": review.lost,
        "loadable": len(taken.facts),
        "unnamed": [fact.ident for fact in taken.waiting_names],
        "load": told_load(asked, kept.key, review.decisions),
        "loading": is_loading(home, kept.key),
        "paragraphs": paragraphs(review, names),
        "groups": groups(review, [told_fact(review, names, fact) for fact in listed]),
        "unlisted": len(shown) - len(listed),
    }
