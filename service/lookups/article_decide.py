"""``POST /articles/{key}/decisions``: keep what a person decides about an article."""

from __future__ import annotations

from typing import Any

from gaoxin.extraction.decisions.deciding import Deciding
from gaoxin.extraction.decisions.decision_log import ArticleDecision, read_decisions, record
from gaoxin.extraction.decisions.kept_articles import kept_article
from gaoxin.extraction.decisions.load_reviewed import loadable
from gaoxin.extraction.decisions.name_questions import ArticleNames
from gaoxin.extraction.decisions.review import Review, ReviewedFact
from gaoxin.service.lookups.article_facts import told_fact
from gaoxin.service.lookups.lookup_request import LookupRequest


def decide(asked: LookupRequest) -> dict[str, Any]:
    """Keep one decision; return the fact as it is now and the next one that waits.

    Raises:
        UnresolvedName: there is no such article, fact, thing or decision.
        BadParameter: the fact, as decided, could not be loaded; says why.
    """
    home = asked.settings.home
    kept = kept_article(home, asked.text("key"))
    review = Review(kept.extraction, read_decisions(home, kept.key))
    deciding = Deciding(review, asked.generation)
    decision = _decision(asked, deciding)
    log = record(home, kept.key, [decision], asked.text("by"))
    after = Review(kept.extraction, log)
    fact = _affected(asked, review, after, log, decision)
    waiting = after.next_waiting(fact)
    names = ArticleNames(after, asked.generation)
    return {
        "key": kept.key,
        "what": decision.what,
        "number": len(log),
        "fact": told_fact(after, names, fact) if fact else None,
        "next": waiting.ident if waiting else "",
        "counts": after.counts,
        "loadable": len(loadable(after, names).facts),
        "last": after.last,
    }


def _decision(asked: LookupRequest, deciding: Deciding) -> ArticleDecision:
    what, ident = asked.text("what"), asked.text("fact")
    cells = {str(name): str(cell) for name, cell in (asked.values.get("cells") or {}).items()}
    evidence, near = asked.text("evidence"), asked.number("start")
    if what == "accept":
        return deciding.accept(ident)
    if what == "reject":
        return deciding.reject(ident)
    if what == "correct":
        everywhere = bool(asked.values.get("everywhere"))
        return deciding.correct(ident, cells, evidence, near, everywhere=everywhere)
    if what == "add":
        return deciding.add(cells, evidence, near)
    if what == "undo":
        return deciding.undo(asked.number("number"))
    name, type_ = asked.text("name"), asked.text("type")
    if which := asked.text("which"):
        told = deciding.fact(ident).fact.cells()
        name, type_ = told[which], told[f"{which}_type"]
    if what == "new":
        return deciding.new(type_, name)
    return deciding.merge(type_, name, asked.text("thing").strip())


def _affected(
    asked: LookupRequest,
    before: Review,
    after: Review,
    log: list[ArticleDecision],
    decision: ArticleDecision,
) -> ReviewedFact | None:
    """The fact that a decision is about."""
    if decision.what == "add":
        return next((fact for fact in after.facts if fact.number == len(log)), None)
    if decision.what == "undo":
        told = next((f for f in before.facts if f.number == decision.undone), None)
        return after.fact(told.ident) if told else after.fact(asked.text("fact"))
    return after.fact(asked.text("fact"))
