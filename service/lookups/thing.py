"""``/things/{kind}/{key}``: the portrait of a thing, as ``gaoxin show`` tells it."""

from __future__ import annotations

from typing import Any

from gaoxin.graph.facts.reader import Reader
from gaoxin.graph.lookup.asked_sections import sections_asked
from gaoxin.graph.lookup.asked_source import told_by_none
from gaoxin.graph.lookup.cut_relations import TOLD, cut_notes
from gaoxin.graph.lookup.sections import POSITIONING, TARGETS, sections
from gaoxin.graph.lookup.told_items import HELD, ToldItem, figure_words
from gaoxin.graph.portrait.known_facts import KeyFact, state_word
from gaoxin.graph.portrait.portrait import Filter, Part, Portrait, portrait
from gaoxin.service.lookups.links import link_of
from gaoxin.service.lookups.lookup_request import LookupRequest
from gaoxin.service.lookups.source_list import SourceList
from gaoxin.service.lookups.thing_summary import browser_link, citation, reliability, verdicts
from gaoxin.service.lookups.things_asked import basis_of, facts_wanted, thing_in_path, told_thing


def thing(asked: LookupRequest) -> dict[str, Any]:
    """Who it is, key facts, sections of facts, and sources, numbered as they are met.

    With ``section``, ``source`` or ``year`` the document is a part of what is known; a section that
    was asked for and is empty is there, too.

    Raises:
        UnresolvedName: there is no thing with this key, or no such source.
        BadParameter: there is no such section.
        Moved: the key is a former one.
    """
    found = thing_in_path(asked)
    chosen = sections_asked(asked.texts("section"))
    wanted = facts_wanted(asked, found.iri)
    read = portrait(asked.generation, found.iri, wanted, TOLD)
    return _Told(asked, read, wanted, chosen).document()


_PROMISED = (TARGETS.key, POSITIONING.key)


class _Told:
    """Puts one portrait into JSON and numbers its sources."""

    def __init__(
        self, asked: LookupRequest, read: Portrait, wanted: Filter, chosen: frozenset[str]
    ) -> None:
        self._asked, self._read = asked, read
        self._wanted, self._chosen = wanted, chosen
        self._sources = SourceList(asked.generation)
        promises = any(part.section.key in _PROMISED for part in read.parts)
        self._verdicts = verdicts(asked, read.iri) if promises else {}

    def document(self) -> dict[str, Any]:
        read = self._read
        body: dict[str, Any] = {
            **told_thing(self._asked, read.iri),
            "other_names": list(read.other_names),
            "facts": read.facts,
            "reading": read.reading,
            "reliability": reliability(read),
            "citation": citation(self._asked, read),
            "neo4j": browser_link(self._asked, read.iri),
            "basis": basis_of(self._asked),
            "notes": self._notes(),
            "key_facts": [self._key_fact(fact) for fact in read.key_facts],
            "sections": [self._part(part) for part in self._parts()],
            "missing": [
                {"key": section.key, "heading": section.heading} for section in read.missing
            ],
        }
        body["sources"] = self._sources.listed()
        return body

    def _parts(self) -> tuple[Part, ...]:
        """The sections that were asked for, those without an entry included, or all."""
        if not self._chosen:
            return self._read.parts
        known = {part.section.key: part for part in self._read.parts}
        return tuple(
            known.get(section.key, Part(section, ()))
            for section in sections()
            if section.key in self._chosen
        )

    def _notes(self) -> list[str]:
        """What is not told; whether a source that was asked for says nothing, and which do."""
        notes = cut_notes(Reader(self._asked.generation), self._read.iri, self._read.cut, TOLD)
        if not self._wanted.source:
            return notes
        return notes + told_by_none(self._asked.generation, self._read.iri, self._wanted.source)

    def _part(self, part: Part) -> dict[str, Any]:
        return {
            "key": part.section.key,
            "heading": part.section.heading,
            "entries": [self._entry(entry) for entry in part.entries],
        }

    def _key_fact(self, fact: KeyFact) -> dict[str, Any]:
        values = [
            {"text": told.text, "sources": self._sources.marks(told.sources)}
            for told in fact.values
        ]
        return {"label": fact.label, "values": values, "absent": fact.absent}

    def _entry(self, entry: ToldItem) -> dict[str, Any]:
        return {
            "name": entry.name,
            "type": entry.cls,
            "iri": entry.iri,
            "link": link_of(self._asked.generation, entry.iri),
            "relation": entry.label,
            "details": list(entry.details),
            "value": figure_words(entry.facts[0]),
            "start": entry.facts[0].start,
            "end": entry.facts[0].end,
            "state": entry.state,
            "state_word": "" if entry.state == HELD else state_word(entry),
            "leading": entry.leading,
            "implied": entry.is_implied,
            "sources": self._sources.marks(entry.sources),
            **self._verdicts.get(entry.ident, {}),
        }
