"""Make decisions about an article, checked: by what could be loaded, and by what names mean."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from typing import TYPE_CHECKING

from gaoxin.errors import BadParameter, UnresolvedName
from gaoxin.extraction.article import TextSpan
from gaoxin.extraction.decisions.article_table import complaints_of
from gaoxin.extraction.decisions.decision_log import ArticleDecision, about_fact, added_fact
from gaoxin.extraction.decisions.name_questions import ArticleNames
from gaoxin.extraction.decisions.review import Review, ReviewedFact
from gaoxin.extraction.decisions.stated_fact import CELLS, fact_of
from gaoxin.graph.names.keys import normal_form
from gaoxin.language import say
from gaoxin.ontology.terms import vocabulary

if TYPE_CHECKING:
    from gaoxin.graph.store.generation import Generation


class Deciding:
    """The decisions that can be made about one review, seen against one generation."""

    def __init__(self, review: Review, generation: Generation) -> None:
        self.review, self._generation = review, generation
        self.names = ArticleNames(review, generation)

    def with_decision(self, decision: ArticleDecision) -> Deciding:
        """The same after one more decision, which is not kept yet."""
        return Deciding(self.review.with_decision(decision), self._generation)

    def fact(self, ident: str) -> ReviewedFact:
        """The fact of this name.

        Raises:
            UnresolvedName: there is none.
        """
        found = self.review.fact(ident)
        if found is None:
            raise UnresolvedName(
                "这条事实已不在这篇文章里；请重新打开。",
                "This fact is no longer in the article; open it again.",
                name=ident,
            )
        return found

    def accept(self, ident: str) -> ArticleDecision:
        """The fact is right.

        Raises:
            UnresolvedName: there is no such fact.
            BadParameter: it could not be loaded, or a name in it may mean several things.
        """
        fact = self.fact(ident)
        self._check(fact, ident)
        return about_fact("accept", fact.fact, self.review.article)

    def reject(self, ident: str) -> ArticleDecision:
        """The fact is wrong.

        Raises:
            UnresolvedName: there is no such fact.
        """
        return about_fact("reject", self.fact(ident).fact, self.review.article)

    def correct(
        self,
        ident: str,
        cells: Mapping[str, str],
        evidence: str = "",
        near: int = 0,
        *,
        everywhere: bool = False,
    ) -> ArticleDecision:
        """The fact is right with these cells; those that are not given stay.  If it holds
        ``everywhere``, the names that it changes are changed in all facts.

        Raises:
            UnresolvedName, BadParameter: as for :meth:`accept`, or the evidence is not in the text.
        """
        fact = self.fact(ident)
        told = _told(cells, fact.fact.cells())
        span = self._evidence(evidence, near) or fact.fact.evidence
        self._check(ReviewedFact(ident, fact_of(told, span), None, "corrected"), ident)
        # What was proposed first is what a better finder will propose again.
        first = self.review.first_of(fact) or fact.fact
        decision = about_fact("correct", first, self.review.article, told)
        return (
            replace(decision, renames=_renames(fact.fact.cells(), told)) if everywhere else decision
        )

    def add(self, cells: Mapping[str, str], evidence: str, near: int = 0) -> ArticleDecision:
        """A fact was missed; ``evidence`` are the words of the text that state it.

        Raises:
            BadParameter: the words are not in the text, or the fact could not be loaded.
        """
        span = self._evidence(evidence, near)
        if span is None:
            raise BadParameter(
                "请从正文中选出说这件事的话。",
                "Choose the words of the text that state the fact.",
                parameter="evidence",
            )
        told = _told(cells, {})
        fact = fact_of(told, span)
        self._check(ReviewedFact(fact.ident, fact, None, "added"), "")
        return added_fact(told, span, self.review.article)

    def merge(self, type_: str, name: str, thing: str) -> ArticleDecision:
        """The name is the thing that a key or a name means.

        Raises:
            BadParameter: it means no thing of the class, or several.
        """
        kind = _kind_of(type_, name)
        found = self._generation.names.candidates(thing, kind, spoken=False) if thing else []
        if len(found) == 1:
            return ArticleDecision("merge", name=name, type=type_, key=found[0].key)
        if found:
            several = say("、", ", ").join(f"{one.name} {one.key}" for one in found[:5])
            raise BadParameter(
                f"「{thing}」可指几个：{several}；请写其中一个的键。",
                f"{thing!r} can mean several things: {several}; write the key of one.",
                parameter="thing",
            )
        raise BadParameter(
            f"图谱中没有叫「{thing}」的；请从建议中选一个。" if thing else "请写要并入哪一个。",
            f"The graph has nothing called {thing!r}; choose one of the suggestions."
            if thing
            else "Write with which thing it is to be merged.",
            parameter="thing",
        )

    def new(self, type_: str, name: str) -> ArticleDecision:
        """The name is a new thing.

        Raises:
            BadParameter: it is a word for many things (高新区).
        """
        _kind_of(type_, name)
        if self.names.of(type_, name).is_general:
            raise BadParameter(
                f"「{name}」是通称，不能作为新事物；请并入图谱中的一个，或改正它。",
                f"{name!r} is a word for many and cannot be a new thing; merge it with one, or "
                "correct it.",
                parameter="name",
            )
        return ArticleDecision("new", name=name, type=type_)

    def undo(self, number: int = 0) -> ArticleDecision:
        """Take back a decision, by default the last one that holds.

        Raises:
            UnresolvedName: there is none of this number.
        """
        number = number or self.review.last
        if number not in self.review.holding:
            raise UnresolvedName(
                "没有可撤销的决定。", "There is no decision to undo.", name=str(number)
            )
        return ArticleDecision("undo", undone=number)

    def _check(self, fact: ReviewedFact, ident: str) -> None:
        """Whether the fact can be loaded and its names are clear."""
        if wrong := complaints_of(fact, self.review.article):
            zh = "；".join(zh.rstrip("。；") for _, zh, _ in wrong)
            en = " ".join(en for _, _, en in wrong)
            raise BadParameter(
                f"这样写不能载入：{zh}。请改正，或驳回。",
                f"As it is written it cannot be loaded: {en} Correct or reject it.",
                parameter="cells",
                fact=ident,
            )
        for name in self.names.of_fact(fact):
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

    def _evidence(self, words: str, near: int) -> TextSpan | None:
        """The span of the words, near a place if they stand at several; ``None`` without words."""
        words = words.strip()
        if not words:
            return None
        told = ArticleDecision("add", evidence=words, place=near)
        found = told.about(self.review.article)
        if found is None:
            raise BadParameter(
                "正文中没有这样的话；请照原文写，标点也一样。",
                "The text does not have these words; write them as they stand there, with the "
                "same punctuation.",
                parameter="evidence",
            )
        return found


def _told(given: Mapping[str, str], before: Mapping[str, str]) -> dict[str, str]:
    """The cells of a fact, those that are given over those from before."""
    cells = {name: normal_form(given.get(name, before.get(name, ""))) for name in CELLS}
    is_changed = given.get("predicate", "") not in ("", before.get("predicate", ""))
    if cells["predicate"] == "target" and (is_changed or not cells["status"]):
        cells["status"] = "target"
    elif is_changed and before.get("predicate") == "target" and cells["status"] == "target":
        cells["status"] = "actual"
    return cells | {"status": cells["status"] or "actual"}


def _kind_of(type_: str, name: str) -> str:
    term = vocabulary().classes.get(type_)
    if term is None or not name:
        raise BadParameter(
            "请给出文中的名称和它的类。",
            "Give the name in the article and its class.",
            parameter="name",
        )
    return term.kind


def _renames(before: Mapping[str, str], after: Mapping[str, str]) -> list[Mapping[str, str]]:
    """The names that differ between two forms of a fact."""
    found: list[Mapping[str, str]] = []
    for end, kind in (("subject", "subject_type"), ("object", "object_type")):
        told = {"name": before[end], "type": before[kind]}
        new = {"new_name": after[end], "new_type": after[kind]}
        if before[kind] and list(told.values()) != list(new.values()):
            found.append(told | new)
    return found
