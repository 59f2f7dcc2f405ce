"""What came, went and changed between two generations, told in words: one entry for each fact.

A figure whose value is another one, or a fact whose time, status or sources are others, has
*changed*: the entry has the fact as it was, too.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

import pyoxigraph as ox

from gaoxin.graph.audit.changed_facts import changed_facts
from gaoxin.graph.facts.finding import Finding
from gaoxin.graph.facts.period_words import period_words
from gaoxin.graph.facts.qualifiers import remark_words
from gaoxin.graph.facts.reader import Reader
from gaoxin.graph.lookup.thing import label_of
from gaoxin.graph.lookup.told_items import attribute_words, figure_words
from gaoxin.graph.wording.code_words import word
from gaoxin.language import language, say
from gaoxin.ontology.namespaces import RDF, SKOS
from gaoxin.ontology.terms import ClassTerm

if TYPE_CHECKING:
    from gaoxin.graph.store.generation import Generation
    from gaoxin.graph.store.patch import Patch

CAME, WENT, CHANGED = "came", "went", "changed"
_FIGURES = ("observation", "target", "rank")
_TYPES = (RDF + "type", "type", "rdf:type")


def tells_class(fact: Finding) -> bool:
    """Whether a fact says no more than of which class a thing is."""
    return fact.predicate in _TYPES


@dataclass(frozen=True, slots=True)
class ToldChange:
    """One fact that came, went or changed; ``earlier`` is the fact before a change."""

    kind: str
    fact: Finding
    earlier: Finding | None = None


class Changes:
    """The facts of a patch in words; things that the generation does not have get their names from
    the patch, on whichever side it has them.

    ``removed`` and ``added`` are the facts on both sides, sorted by subject.
    """

    def __init__(self, generation: Generation, patch: Patch) -> None:
        self._generation = generation
        self._reader = Reader(generation)
        self._gone: defaultdict[str, dict[str, str]] = defaultdict(dict)
        """Names in the patch, by thing and language."""
        for quad in (*patch.added, *patch.removed):
            thing, name = quad.subject, quad.object
            is_name = quad.predicate.value == SKOS + "prefLabel"
            if is_name and isinstance(thing, ox.NamedNode) and isinstance(name, ox.Literal):
                self._gone[thing.value][name.language or ""] = name.value
        self.removed = self._facts(patch.removed)
        self.added = self._facts(patch.added)

    def told(self) -> list[ToldChange]:
        """What changed, came and went, in this order."""
        left: defaultdict[tuple[str, ...], list[Finding]] = defaultdict(list)
        for fact in self.removed:
            left[_identity(fact)].append(fact)
        changed, came = [], []
        for fact in self.added:
            if earlier := left[_identity(fact)]:
                changed.append(ToldChange(CHANGED, fact, earlier.pop(0)))
            else:
                came.append(ToldChange(CAME, fact))
        gone = {id(fact) for facts in left.values() for fact in facts}
        went = [ToldChange(WENT, fact) for fact in self.removed if id(fact) in gone]
        return [*changed, *came, *went]

    def parts(self, fact: Finding) -> tuple[str, str, str]:
        """Subject, predicate, and object or value, in words."""
        subject = self.name(fact.subject)
        if fact.predicate in _FIGURES:
            label = self.name(fact.object)
            if fact.predicate == "target":
                label = say(f"目标：{label}", f"target: {label}")
            return subject, label, figure_words(fact) or say("没有数值", "no number given")
        if tells_class(fact):
            return subject, say("类", "class"), self.name(fact.object)
        value = self.name(fact.object) if fact.object else attribute_words(fact)
        return subject, label_of(fact.predicate), value

    def asides(self, fact: Finding) -> Sequence[str]:
        """Remark, time and status in words."""
        told = [remark_words(fact.remark) if fact.remark else ""]
        if fact.time:
            told.append(period_words(fact.time))
        if fact.status not in ("", "actual"):
            told.append(word("status", fact.status))
        return [part for part in dict.fromkeys(told) if part]

    def name(self, iri: str) -> str:
        """The name of a thing or class, also if the change removed it."""
        term = self._reader.vocabulary.by_iri(iri)
        if isinstance(term, ClassTerm):
            return say(term.label_zh, term.label_en)
        entry = self._reader.entry(iri)
        if entry.zh or entry.en:
            return entry.name
        told = self._gone.get(iri, {})
        return told.get(language()) or next(
            iter(told.values()), str(self._generation.minter.key(iri))
        )

    def _facts(self, quads: Iterable[ox.Quad]) -> list[Finding]:
        """The facts, without those that say of a thing only that it is called as it is called."""
        return [
            fact
            for fact in changed_facts(self._generation, quads)
            if not (fact.predicate == "skos:prefLabel" and fact.text == self.name(fact.subject))
        ]


def _identity(fact: Finding) -> tuple[str, ...]:
    """What a fact keeps when it changes: a figure its period, a relation its object."""
    if fact.predicate in _FIGURES:
        return fact.subject, fact.predicate, fact.object, fact.time, fact.qualifier
    return fact.subject, fact.predicate, fact.object or fact.text, fact.title
