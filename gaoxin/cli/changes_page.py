"""What a change added and removed: one line for each fact, as a text or as rows for a sheet."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import TYPE_CHECKING, Any

import pyoxigraph as ox

from gaoxin.cli.reading_page import ReadingPage
from gaoxin.cli.source_marks import SourceMarks
from gaoxin.graph.audit.changed_facts import changed_facts
from gaoxin.graph.facts.finding import Finding
from gaoxin.graph.facts.period_words import period_words
from gaoxin.graph.facts.qualifiers import remark_words
from gaoxin.graph.facts.reader import Reader
from gaoxin.graph.lookup.thing import label_of
from gaoxin.graph.lookup.told_items import attribute_words, figure_words
from gaoxin.graph.wording.code_words import word
from gaoxin.language import counted, in_brackets, say
from gaoxin.model import Answer
from gaoxin.ontology.namespaces import RDF, SKOS
from gaoxin.ontology.terms import ClassTerm

if TYPE_CHECKING:
    from gaoxin.graph.store.generation import Generation
    from gaoxin.graph.store.patch import Patch

_FIGURES = ("observation", "target", "rank")
_TYPES = (RDF + "type", "type", "rdf:type")


class ChangesPage:
    """The facts of a patch; things that are gone have the names that the patch removed."""

    def __init__(self, generation: Generation, patch: Patch) -> None:
        self._generation = generation
        self._reader = Reader(generation)
        self._gone = {
            quad.subject.value: quad.object.value
            for quad in patch.removed
            if quad.predicate.value == SKOS + "prefLabel"
            and isinstance(quad.subject, ox.NamedNode)
            and isinstance(quad.object, ox.Literal)
        }
        self._removed = self._told(patch.removed)
        self._added = self._told(patch.added)

    def text(self, older: int, newer: int, limit: int) -> str:
        """At most ``limit`` facts: those removed (-), then those added (+)."""
        page, marks = ReadingPage(), SourceMarks(self._generation)
        page.heading(
            say(
                f"第 {older} 代 → 第 {newer} 代：增加 {len(self._added)} 条事实，"
                f"减少 {len(self._removed)} 条",
                f"Generation {older} → {newer}: {counted(len(self._added), 'fact')} added, "
                f"{len(self._removed):,} removed",
            )
        )
        facts = self._signed()
        page.blank()
        for sign, fact in facts[:limit]:
            parts = [part for part in self._parts(fact) if part]
            aside = in_brackets(*self._asides(fact))
            page.text(f"{sign} {' · '.join(parts)}{aside}{marks.mark(fact.sources)}", hang=2)
        if len(facts) > limit:
            more = len(facts) - limit
            page.blank()
            page.text(
                say(
                    f"……另有 {more:,} 条；用 --limit 多列。",
                    f"… and {more:,} more; --limit lists more of them.",
                )
            )
        page.sources(marks)
        return str(page)

    def rows(self, limit: int) -> Answer:
        """The same in words, for a sheet."""
        columns = ["change", "subject", "predicate", "object", "remark", "sources"]
        rows: list[dict[str, Any]] = []
        facts = self._signed()
        for sign, fact in facts[:limit]:
            subject, predicate, value = self._parts(fact)
            rows.append(
                {
                    "change": sign,
                    "subject": subject,
                    "predicate": predicate,
                    "object": value,
                    "remark": say("，", ", ").join(self._asides(fact)),
                    "sources": [source.key for source in fact.sources],
                }
            )
        return Answer(columns, rows, truncated=len(facts) > limit)

    def _told(self, quads: Iterable[ox.Quad]) -> list[Finding]:
        """The facts, without those that say of a thing only that it is called as it is called."""
        return [
            fact
            for fact in changed_facts(self._generation, quads)
            if not (fact.predicate == "skos:prefLabel" and fact.text == self._name(fact.subject))
        ]

    def _signed(self) -> list[tuple[str, Finding]]:
        removed = [("-", fact) for fact in self._removed]
        return removed + [("+", fact) for fact in self._added]

    def _parts(self, fact: Finding) -> tuple[str, str, str]:
        """Subject, predicate and object or value, in words."""
        subject = self._name(fact.subject)
        if fact.predicate in _FIGURES:
            label = self._name(fact.object)
            if fact.predicate == "target":
                label = say(f"目标：{label}", f"target: {label}")
            return subject, label, figure_words(fact) or say("没有数值", "no number given")
        if fact.predicate in _TYPES:
            return subject, say("类", "class"), self._name(fact.object)
        value = self._name(fact.object) if fact.object else attribute_words(fact)
        return subject, label_of(fact.predicate), value

    def _asides(self, fact: Finding) -> Sequence[str]:
        told = [remark_words(fact.remark) if fact.remark else ""]
        if fact.time:
            told.append(period_words(fact.time))
        if fact.status not in ("", "actual"):
            told.append(word("status", fact.status))
        return [part for part in dict.fromkeys(told) if part]

    def _name(self, iri: str) -> str:
        term = self._reader.vocabulary.by_iri(iri)
        if isinstance(term, ClassTerm):
            return say(term.label_zh, term.label_en)
        entry = self._reader.entry(iri)
        if entry.zh or entry.en:
            return entry.name
        return self._gone.get(iri) or str(self._generation.minter.key(iri))
