"""``/things/{kind}/{key}``: the portrait of a thing, as ``gaoxin show`` tells it."""

from __future__ import annotations

from typing import Any

from gaoxin.errors import UnresolvedName
from gaoxin.graph.facts.reader import SourceRef
from gaoxin.graph.lookup.told_items import ToldItem
from gaoxin.graph.portrait.key_facts import KeyFact
from gaoxin.graph.portrait.portrait import Filter, Portrait, portrait
from gaoxin.service.lookups.links import thing_link
from gaoxin.service.lookups.lookup_request import LookupRequest


def thing(asked: LookupRequest) -> dict[str, Any]:
    """Who it is, key facts, sections of facts, and sources, numbered as they are met.

    Raises:
        UnresolvedName: there is no thing with this key.
    """
    key = f"{asked.text('kind')}/{asked.text('key')}"
    found = asked.generation.names.by_iri(key)
    if found is None:
        raise UnresolvedName(
            f"没有键为「{key}」的事物；请按名称搜索。",
            f"There is no thing with the key {key!r}; search for its name.",
            key=key,
        )
    wanted = Filter(
        asked.text("source"), int(asked.values.get("year") or 0), grade=asked.text("grade")
    )
    return _Told(asked, portrait(asked.generation, found.iri, wanted)).document(found.key)


class _Told:
    """Numbers the sources of one portrait while it is put into JSON."""

    def __init__(self, asked: LookupRequest, read: Portrait) -> None:
        self._asked, self._read = asked, read
        self._sources: dict[str, dict[str, Any]] = {}

    def document(self, key: str) -> dict[str, Any]:
        read = self._read
        body: dict[str, Any] = {
            "iri": read.iri,
            "key": key,
            "link": thing_link(key),
            "name": read.name,
            "type": read.cls,
            "class": read.class_name,
            "other_names": list(read.other_names),
            "facts": read.facts,
            "reading": read.reading,
            "key_facts": [self._key_fact(fact) for fact in read.key_facts],
            "sections": [
                {
                    "key": part.section.key,
                    "heading": part.section.heading,
                    "entries": [self._entry(entry) for entry in part.entries],
                }
                for part in read.parts
            ],
            "missing": [
                {"key": section.key, "heading": section.heading} for section in read.missing
            ],
        }
        body["sources"] = list(self._sources.values())
        return body

    def _key_fact(self, fact: KeyFact) -> dict[str, Any]:
        values = [{"text": told.text, "sources": self._marks(told.sources)} for told in fact.values]
        return {"label": fact.label, "values": values, "absent": fact.absent}

    def _entry(self, entry: ToldItem) -> dict[str, Any]:
        key = self._asked.generation.minter.key(entry.iri) if entry.iri else ""
        return {
            "name": entry.name,
            "type": entry.cls,
            "iri": entry.iri,
            "link": thing_link(key) if key else "",
            "relation": entry.label,
            "details": list(entry.details),
            "state": entry.state,
            "leading": entry.leading,
            "implied": entry.is_implied,
            "sources": self._marks(entry.sources),
        }

    def _marks(self, sources: tuple[SourceRef, ...]) -> list[dict[str, Any]]:
        """The number of each source on this page, with its grade for this fact and its place."""
        return [
            {"number": self._number(s), "key": s.key, "grade": s.grade, "locator": s.locator}
            for s in sources
        ]

    def _number(self, source: SourceRef) -> int:
        if source.key not in self._sources:
            self._sources[source.key] = {
                "number": len(self._sources) + 1,
                "key": source.key,
                "link": thing_link(f"source/{source.key}"),
                "title": source.title,
                "date": source.date,
                "publisher": source.publisher,
                "grade": source.grade,
            }
        return int(self._sources[source.key]["number"])
