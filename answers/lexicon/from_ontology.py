"""Phrases that the ontology provides: labels of classes, properties and controlled values."""

from __future__ import annotations

from collections.abc import Iterator

from gaoxin.answers.lexicon.meanings import WordMeaning
from gaoxin.ontology.terms import vocabulary

_KINDS = {"status": "status", "policyLevel": "level", "recognitionLevel": "level", "unit": "unit"}
"""Properties whose controlled values have a kind of meaning of their own."""


def ontology_phrases() -> Iterator[tuple[str, WordMeaning]]:
    """The labels, in Chinese and English, with what they mean."""
    known = vocabulary()
    for class_ in known.classes.values():
        if not class_.abstract and not class_.bookkeeping:
            yield from _both(class_.label_zh, class_.label_en, WordMeaning("class", class_.name))
    for name, property_ in known.properties.items():
        if property_.statement:
            kind = "relation" if property_.is_relation else "attribute"
            meaning = WordMeaning(kind, name)
            yield from _both(property_.label_zh, property_.label_en, meaning)
        scheme = known.schemes.get(property_.values_from)
        if name in _KINDS and scheme:
            for value in scheme.values:
                meaning = WordMeaning(_KINDS[name], value.codes[0])
                yield from _both(value.label_zh, value.label_en, meaning)


def _both(zh: str, en: str, meaning: WordMeaning) -> Iterator[tuple[str, WordMeaning]]:
    for label in (zh, en):
        if label:
            yield label, meaning
