"""The portrait of a thing: who it is, key facts, sections of entries, and where they come from."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from gaoxin.graph.audit.readings import reading_of
from gaoxin.graph.facts.finding import Finding, incoming, outgoing, stated_incoming
from gaoxin.graph.facts.grades import at_least
from gaoxin.graph.facts.reader import Reader, SourceRef
from gaoxin.graph.facts.valid_then import ValidThen
from gaoxin.graph.lookup.sections import FactSection, is_counted, sections
from gaoxin.graph.lookup.thing import require
from gaoxin.graph.lookup.told_items import ToldItem, is_untranslated, readable, told_items
from gaoxin.graph.portrait.key_facts import key_facts
from gaoxin.graph.portrait.known_facts import KeyFact, KnownFacts
from gaoxin.graph.portrait.source_facts import source_key_facts
from gaoxin.graph.store.generation import Generation
from gaoxin.language import say
from gaoxin.ontology.terms import vocabulary


@dataclass(frozen=True, slots=True)
class Part:
    """A section with its entries, in the order of reading."""

    section: FactSection
    entries: tuple[ToldItem, ...]


@dataclass(frozen=True, slots=True)
class Portrait:
    """A thing as it is read.

    ``parts`` are the sections that have entries; ``facts`` counts the entries of the counted ones
    (:func:`gaoxin.graph.lookup.sections.is_counted`), ``fact_sources`` are the sources of these and
    ``other_sources`` those that only tell names, places and codes.  ``missing`` are the sections
    without an entry that one expects of the class.  ``reading`` is one of
    :data:`gaoxin.graph.audit.readings.READINGS`, ``""`` for things other than zones.
    """

    iri: str
    name: str
    cls: str
    class_name: str
    other_names: tuple[str, ...]
    key_facts: tuple[KeyFact, ...]
    parts: tuple[Part, ...]
    missing: tuple[FactSection, ...]
    reading: str
    untranslated: int = 0
    """How many remarks and names were left out because they have no form in this language."""
    hidden_sources: tuple[SourceRef, ...] = ()
    """The sources of what was left out: they count, so that both languages have one count."""
    cut: tuple[str, ...] = ()
    """The relations of which more is known than was read."""

    @property
    def facts(self) -> int:
        """The number of facts that are known."""
        return sum(len(part.entries) for part in self.parts if is_counted(part.section.key))

    @property
    def fact_sources(self) -> tuple[SourceRef, ...]:
        """The sources that state facts."""
        return _sources(part for part in self.parts if is_counted(part.section.key))

    @property
    def other_sources(self) -> tuple[SourceRef, ...]:
        """The sources that only tell names, places and codes."""
        facts = {source.key for source in self.fact_sources}
        told = {s.key: s for s in (*self.hidden_sources, *_sources(self.parts))}
        return tuple(told[key] for key in sorted(told.keys() - facts))


@dataclass(frozen=True, slots=True)
class Filter:
    """Which facts are wanted: of one source (its key), of one year, those that held in an earlier
    year, those with a source of this grade or a stronger one; ``""``, 0 and ``None`` for all.
    """

    source: str = ""
    year: int = 0
    then: ValidThen | None = None
    grade: str = ""

    def keeps(self, fact: Finding) -> bool:
        """Whether the fact is wanted."""
        if self.source and self.source not in {source.key for source in fact.sources}:
            return False
        if self.grade and not at_least(fact.sources, self.grade):
            return False
        if self.then is not None and not self.then.keeps(fact):
            return False
        if not self.year:
            return True
        first, last = fact.start[:4], fact.end[:4]
        years = [int(text) for text in (first, last) if text.isdigit()]
        return bool(years) and min(years) <= self.year <= max(years)


def portrait(
    generation: Generation, iri: str, wanted: Filter | None = None, most: int = 0
) -> Portrait:
    """Read the portrait of a thing, in the language in force.

    Inferred facts are left out: they only repeat or follow from what is stated.  Of each relation
    of other things to this one, at most ``most`` are read; 0 for all.

    Raises:
        UnresolvedName: the store knows nothing of this IRI.
    """
    reader = Reader(generation)
    require(reader, iri)
    wanted = wanted or Filter()
    coming, cut = stated_incoming(reader, iri, most) if most else (incoming(reader, iri), ())
    stated = [fact for fact in (*outgoing(reader, iri), *coming) if not fact.inferred]
    findings = [fact for fact in stated if wanted.keeps(fact)]
    thing = reader.entry(iri)
    hidden = [fact for fact in findings if is_untranslated(reader, iri, fact)]
    today = date(wanted.then.year, 12, 31) if wanted.then else date.today()
    known = KnownFacts(iri, thing.cls, told_items(reader, iri, findings), today, most if cut else 0)
    term = vocabulary().classes.get(thing.cls)
    parts = [Part(s, tuple(known.section(s.key))) for s in sections() if known.section(s.key)]
    is_zone = vocabulary().is_a(thing.cls, ("Zone",))
    return Portrait(
        iri,
        thing.name,
        thing.cls,
        say(term.label_zh, term.label_en) if term else "",
        _other_names(stated, thing.name),
        tuple(
            source_key_facts(generation, reader, iri) if thing.cls == "Source" else key_facts(known)
        ),
        tuple(parts),
        tuple(_missing(known)) if is_zone else (),
        reading_of(generation, iri) if is_zone else "",
        len(hidden),
        tuple(source for fact in hidden for source in fact.sources),
        cut,
    )


def _missing(known: KnownFacts) -> Iterable[FactSection]:
    expected = {"figures", "targets", *(column.key for column in vocabulary().columns)}
    return (s for s in sections() if s.key in expected and not known.section(s.key))


def _other_names(facts: Iterable[Finding], name: str) -> tuple[str, ...]:
    """What else it is called, by all sources: whatever is wanted of it, it has these names."""
    names = (readable(fact.text) for fact in facts if fact.predicate == "skos:altLabel")
    others = dict.fromkeys(text for text in names if text and text != name)
    return tuple(sorted(others, key=len))


def _sources(parts: Iterable[Part]) -> tuple[SourceRef, ...]:
    found: dict[str, SourceRef] = {}
    for part in parts:
        for entry in part.entries:
            for source in entry.sources:
                found.setdefault(source.key, source)
    return tuple(found.values())
