"""Which names of an article the graph knows, and what an unknown one may mean."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, replace
from functools import lru_cache
from typing import TYPE_CHECKING, Literal

from gaoxin.extraction.decisions.review import Review, ReviewedFact, name_handle
from gaoxin.graph.lookup.reconciling import MANY, ONE, Reconciler
from gaoxin.graph.names.candidates import Candidate
from gaoxin.graph.names.keys import match_key
from gaoxin.graph.names.zone_forms import zone_core
from gaoxin.loaders.resolving.admission import Near, Question
from gaoxin.loaders.review.settle import APART, MERGE, NEW, Decision
from gaoxin.loaders.review.written_key import written_key
from gaoxin.ontology.terms import vocabulary

if TYPE_CHECKING:
    from gaoxin.graph.store.generation import Generation

NameStanding = Literal["known", "new", "choose"]
_PLACES = ("zone", "division")
"""Kinds whose members are all in a catalogue, so that a new one is most often a mistake."""
_LEAST_LIKENESS = 60.0
_OFFERED = 3
_REMEMBERED = 20_000


@dataclass(frozen=True, slots=True)
class ArticleName:
    """A name of the article.

    ``standing`` is ``known`` (it is the thing ``key``), ``new`` (accepting a fact makes it a new
    thing) or ``choose`` (a person must say what it means).  ``number`` is that of the decision
    about it, 0 without one.  ``candidates`` are the things that it may mean, the nearest first.
    ``means_others`` says that elsewhere the name means other things, or that it is a word for many
    things (高新区).  ``written`` is what a load understands as this thing: the name itself, or
    another name or the key of the thing if the name alone would not lead to it.  A name that
    ``is_general`` is never the name of one thing.
    """

    name: str
    type: str
    standing: NameStanding
    key: str = ""
    thing: str = ""
    candidates: tuple[Candidate, ...] = ()
    number: int = 0
    means_others: bool = False
    written: str = ""
    is_general: bool = False


class ArticleNames:
    """The names of the facts of one article, seen against one generation."""

    def __init__(self, review: Review, generation: Generation) -> None:
        self._review, self._generation = review, generation
        self._linked = {
            name_handle(mention.type, mention.name): mention.iri
            for mention in review.extraction.mentions
            if mention.iri
        }

    def of_fact(self, fact: ReviewedFact) -> list[ArticleName]:
        """The names of a fact's ends; the text of an attribute is no name."""
        told = fact.fact
        ends = [(told.subject_type, told.subject, fact.proposed and fact.proposed.subject.iri)]
        if told.object_type:
            ends.append((told.object_type, told.object, fact.proposed and fact.proposed.object.iri))
        found: list[ArticleName] = []
        for number, (type_, name, iri) in enumerate(ends):
            proposed = fact.proposed and (fact.proposed.subject, fact.proposed.object)[number]
            is_as_proposed = proposed and (proposed.name, proposed.type) == (name, type_)
            found.append(self.of(type_, name, iri if is_as_proposed and iri else ""))
        return found

    def of(self, type_: str, name: str, iri: str = "") -> ArticleName:
        """What is known of a name of a class; ``iri`` is what it was linked to in its sentence."""
        found = self._judged(type_, name, iri)
        return replace(found, written=self._written(found))

    def _written(self, found: ArticleName) -> str:
        if not found.key or _found(self._generation, found.type, found.name).key == found.key:
            return found.name
        if _found(self._generation, found.type, found.thing).key == found.key:
            return found.thing
        return written_key(self._generation, found.key)

    def _judged(self, type_: str, name: str, iri: str) -> ArticleName:
        decided = self._review.name_decision(type_, name)
        linked = self._key_of(iri or self._linked.get(name_handle(type_, name), ""))
        if linked and not decided:
            thing = self._generation.names.name_of(linked)
            return ArticleName(name, type_, "known", linked, thing)
        found = _found(self._generation, type_, name)
        if decided and decided.key:
            return replace(
                found,
                standing="known",
                key=decided.key,
                thing=self._generation.names.name_of(decided.key),
                number=decided.number,
                means_others=found.means_others or found.standing == "known",
            )
        return replace(found, standing="new", key="", number=decided.number) if decided else found

    def _key_of(self, iri: str) -> str:
        minter = self._generation.minter
        key = minter.key(iri) if iri.startswith(minter.base) else iri
        return key if key and self._generation.names.by_iri(key) else ""


@lru_cache(_REMEMBERED)
def _found(generation: Generation, type_: str, name: str) -> ArticleName:
    term = vocabulary().classes.get(type_)
    if term is None or not name:
        return ArticleName(name, type_, "new")
    result = _reconciler(generation, term.kind).match(name)
    if result.match == ONE and result.chosen:
        return ArticleName(name, type_, "known", result.chosen.key, result.chosen.name)
    if type_ == "Person":  # told apart by posts, not by names that are alike
        return ArticleName(name, type_, "new")
    near = tuple(c for c in result.candidates if c.score >= _LEAST_LIKENESS)[:_OFFERED]
    general = term.kind == "zone" and not zone_core(match_key(name, term.kind))
    several = general or result.match == MANY
    standing: NameStanding = "choose" if several or term.kind in _PLACES else "new"
    return ArticleName(
        name, type_, standing, candidates=near, means_others=several, is_general=general
    )


@lru_cache(64)
def _reconciler(generation: Generation, kind: str) -> Reconciler:
    return Reconciler(generation, kind, 5)


def decisions_about(names: Iterable[ArticleName]) -> list[Decision]:
    """The rows of the identity table that follow from the names of facts that are loaded.

    A name that already means other things, or is a word for many, gets no row: what it means in
    this article is written into the article's own table only.
    """
    found: dict[tuple[str, str], Decision] = {}
    for name in names:
        near = tuple(Near(c.key, c.name, c.score, c.reason, c.reason) for c in name.candidates)
        question = Question(name.type, name.name, "new", near)
        handle = name_handle(name.type, name.name)
        if name.standing == "known" and name.number and not name.means_others:
            found.setdefault(handle, Decision(question, MERGE, name.key))
        elif name.standing == "new" and name.type != "Person" and _needs_a_row(name):
            what = APART if name.number and near else NEW
            found.setdefault(handle, Decision(question, what))
    return list(found.values())


def _needs_a_row(name: ArticleName) -> bool:
    term = vocabulary().classes.get(name.type)
    return bool(term) and bool(name.number or (term and term.admits in ("closed", "reviewed")))
