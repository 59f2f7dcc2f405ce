"""``POST /articles/{key}/decisions``: keep what a person decides about an article."""

from __future__ import annotations

from typing import Any

from gaoxin.errors import BadParameter, UnresolvedName
from gaoxin.extraction.article import TextSpan
from gaoxin.extraction.decisions.decision_log import (
    ArticleDecision,
    about_fact,
    added_fact,
    read_decisions,
    record,
)
from gaoxin.extraction.decisions.kept_articles import kept_article
from gaoxin.extraction.decisions.name_questions import ArticleNames
from gaoxin.extraction.decisions.review import Review, ReviewedFact
from gaoxin.extraction.decisions.stated_fact import CELLS, fact_of
from gaoxin.graph.names.keys import normal_form
from gaoxin.language import say
from gaoxin.ontology.terms import vocabulary
from gaoxin.service.lookups.article_facts import complaints, told_fact
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
    names = ArticleNames(review, asked.generation)
    decision = _Asked(asked, review, names).decision()
    log = record(home, kept.key, [decision], asked.text("by"))
    after = Review(kept.extraction, log)
    fact = _affected(asked, review, after, log, decision)
    waiting = _next(after, fact)
    return {
        "key": kept.key,
        "what": decision.what,
        "number": len(log),
        "fact": told_fact(after, ArticleNames(after, asked.generation), fact) if fact else None,
        "next": waiting.ident if waiting else "",
        "counts": after.counts,
        "last": after.last,
    }


class _Asked:
    """Makes the decision of a request."""

    def __init__(self, asked: LookupRequest, review: Review, names: ArticleNames) -> None:
        self._asked, self._review, self._names = asked, review, names

    def decision(self) -> ArticleDecision:
        """The decision, checked."""
        what = self._asked.text("what")
        if what == "accept":
            fact = self._fact()
            self._check(fact, fact.ident)
            return about_fact("accept", fact.fact, self._review.article)
        if what == "reject":
            return about_fact("reject", self._fact().fact, self._review.article)
        if what == "correct":
            return self._correction()
        if what == "add":
            return self._addition()
        if what == "undo":
            return ArticleDecision("undo", undone=self._undone())
        return self._about_name(what)

    def _fact(self) -> ReviewedFact:
        ident = self._asked.text("fact")
        found = self._review.fact(ident)
        if found is None:
            raise UnresolvedName(
                "这条事实已不在这篇文章里；请刷新页面。",
                "This fact is no longer in the article; load the page again.",
                name=ident,
            )
        return found

    def _check(self, fact: ReviewedFact, ident: str) -> None:
        """Whether the fact can be loaded and its names are clear."""
        if wrong := complaints(self._review, fact):
            raise BadParameter(
                "这样写不能载入：" + "；".join(wrong) + " 请改正，或驳回。",
                "As it is written it cannot be loaded: "
                + " ".join(wrong)
                + " Correct or reject it.",
                parameter="cells",
                fact=ident,
            )
        for name in self._names.of_fact(fact):
            if name.standing == "choose":
                raise BadParameter(
                    f"先说明「{name.name}」指什么：并入图谱中的一个，或改正它。",
                    f"First say what {name.name!r} means: merge it with a thing of the graph, or "
                    "correct it.",
                    parameter="name",
                    name=name.name,
                    type=name.type,
                    fact=ident,
                )

    def _cells(self, before: dict[str, str]) -> dict[str, str]:
        given = self._asked.values.get("cells") or {}
        cells = {name: normal_form(str(given.get(name, before.get(name, "")))) for name in CELLS}
        if not cells["status"]:
            cells["status"] = "target" if cells["predicate"] == "target" else "actual"
        return cells

    def _correction(self) -> ArticleDecision:
        fact = self._fact()
        cells = self._cells(fact.fact.cells())
        evidence = self._evidence() or fact.fact.evidence
        after = ReviewedFact(fact.ident, fact_of(cells, evidence), None, "corrected")
        self._check(after, fact.ident)
        # What was proposed first is what a better reader will propose again.
        first = self._review.first_of(fact) or fact.fact
        return about_fact("correct", first, self._review.article, cells)

    def _addition(self) -> ArticleDecision:
        evidence = self._evidence()
        if evidence is None:
            raise BadParameter(
                "请从正文中选出说这件事的话。",
                "Choose the words of the text that state the fact.",
                parameter="evidence",
            )
        cells = self._cells({})
        fact = fact_of(cells, evidence)
        self._check(ReviewedFact(fact.ident, fact, None, "added"), "")
        return added_fact(cells, evidence, self._review.article)

    def _evidence(self) -> TextSpan | None:
        """The span of the words that are given, near ``start`` if they stand at several places."""
        words = self._asked.text("evidence").strip()
        if not words:
            return None
        near = ArticleDecision("add", evidence=words, place=self._asked.number("start"))
        found = near.about(self._review.article)
        if found is None:
            raise BadParameter(
                "正文中没有这样的话；请照原文写，标点也一样。",
                "The text does not have these words; write them as they stand there, with the "
                "same punctuation.",
                parameter="evidence",
            )
        return found

    def _undone(self) -> int:
        number = self._asked.number("number") or self._review.last
        if number not in self._review.holding:
            raise UnresolvedName(
                "没有可撤销的决定。", "There is no decision to undo.", name=str(number)
            )
        return number

    def _about_name(self, what: str) -> ArticleDecision:
        name, type_ = self._asked.text("name"), self._asked.text("type")
        if which := self._asked.text("which"):
            cells = self._fact().fact.cells()
            name, type_ = cells[which], cells[f"{which}_type"]
        if not name or type_ not in vocabulary().classes:
            raise BadParameter(
                "请给出文中的名称和它的类。",
                "Give the name in the article and its class.",
                parameter="name",
            )
        if what == "new":
            if self._names.of(type_, name).is_general:
                raise BadParameter(
                    f"「{name}」是通称，不能作为新事物；请并入图谱中的一个，或改正它。",
                    f"{name!r} is a word for many and cannot be a new thing; merge it with one, "
                    "or correct it.",
                    parameter="name",
                )
            return ArticleDecision("new", name=name, type=type_)
        return ArticleDecision("merge", name=name, type=type_, key=self._thing(type_))

    def _thing(self, type_: str) -> str:
        """The key of the thing that the request names."""
        text = self._asked.text("thing").strip()
        names = self._asked.generation.names
        kind = vocabulary().find_class(type_).kind
        found = names.candidates(text, kind, spoken=False) if text else []
        if len(found) == 1:
            return found[0].key
        if found:
            several = say("、", ", ").join(f"{one.name} {one.key}" for one in found[:5])
            raise BadParameter(
                f"「{text}」可指几个：{several}；请写其中一个的键。",
                f"{text!r} can mean several things: {several}; write the key of one.",
                parameter="thing",
            )
        raise BadParameter(
            f"图谱中没有叫「{text}」的；请从建议中选一个。" if text else "请写要并入哪一个。",
            f"The graph has nothing called {text!r}; choose one of the suggestions."
            if text
            else "Write with which thing it is to be merged.",
            parameter="thing",
        )


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


def _next(review: Review, fact: ReviewedFact | None) -> ReviewedFact | None:
    """The next fact that waits, from this one on and then from the beginning."""
    place = review.facts.index(fact) + 1 if fact else 0
    ordered = [*review.facts[place:], *review.facts[:place]]
    return next((one for one in ordered if one.state == "waiting"), None)
