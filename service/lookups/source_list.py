"""The sources of a document: each has a number, in the order in which it is met."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Any

from gaoxin.graph.facts.figures import sources_in
from gaoxin.graph.facts.grades import grade_word, weakness
from gaoxin.graph.facts.locators import locator_words
from gaoxin.graph.facts.period_words import period_words
from gaoxin.graph.facts.reader import Reader, SourceRef
from gaoxin.graph.store.generation import Generation
from gaoxin.service.lookups.links import thing_link


class SourceList:
    """Numbers the sources while a document is made, and lists them at its end."""

    def __init__(self, generation: Generation) -> None:
        self._generation = generation
        self._reader = Reader(generation)
        self._numbers: dict[str, int] = {}

    def marks(self, sources: Iterable[SourceRef]) -> list[dict[str, Any]]:
        """The sources of one fact, the strongest first.

        Each has its ``number``, its ``key``, its ``grade`` for this fact, and the place in it as
        written (``locator``) and in words (``place``).
        """
        ordered = sorted(sources, key=lambda source: (weakness(source.grade), source.key))
        return [
            {
                "number": self._numbers.setdefault(source.key, len(self._numbers) + 1),
                "key": source.key,
                "grade": source.grade,
                "locator": source.locator,
                "place": locator_words(source.locator) if source.locator else "",
            }
            for source in ordered
        ]

    def marks_of_row(self, row: Mapping[str, Any], prefix: str = "") -> list[dict[str, Any]]:
        """The same for a row with the columns ``source`` and ``grade``."""
        return self.marks(sources_in([row], prefix))

    def marks_of_keys(self, keys: Any) -> list[dict[str, Any]]:
        """The sources of a row of a saved query, which names them by their keys.

        Texts that are no keys of sources are left out, and so is a number of sources.
        """
        if isinstance(keys, int):
            return []
        listed = keys.split("; ") if isinstance(keys, str) else list(keys or ())
        known = self._generation.manifest.sources
        return self.marks(self._known(key) for key in dict.fromkeys(listed) if key in known)

    def listed(self) -> list[dict[str, Any]]:
        """What is known of each source, by number; ``grade`` is that of the source as a whole."""
        return [self._described(key, number) for key, number in self._numbers.items()]

    def _described(self, key: str, number: int) -> dict[str, Any]:
        known = self._known(key)
        return {
            "number": number,
            "key": key,
            "link": thing_link(f"source/{key}"),
            "title": known.title or key,
            "date": known.date,
            "when": period_words(known.date) if known.date else "",
            "publisher": known.publisher,
            "grade": known.grade,
            "grade_word": grade_word(known.grade),
        }

    def _known(self, key: str) -> SourceRef:
        return self._reader.source(self._generation.minter.source(key).value)
