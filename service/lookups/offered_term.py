"""A class or property as ``/reconcile`` offers it, found by its names in both languages."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from gaoxin.language import say
from gaoxin.ontology.term_names import name_key


@dataclass(frozen=True, slots=True)
class OfferedTerm:
    """The key by which a client asks for it, and what people read."""

    id: str
    label_zh: str
    label_en: str
    description: str = ""

    @property
    def name(self) -> str:
        """The name in the language of the request."""
        return say(self.label_zh, self.label_en) or self.id

    def told(self) -> dict[str, str]:
        """``id``, ``name`` and ``description``."""
        return {"id": self.id, "name": self.name, "description": self.description}

    @property
    def compared(self) -> list[str]:
        """All names in the form in which they are compared."""
        return [name_key(name) for name in (self.label_zh, self.label_en, self.id)]


def terms_like(text: str, terms: Iterable[OfferedTerm]) -> list[OfferedTerm]:
    """The terms that have ``text`` in a name, those of which a name begins with it first.

    The language of the names does not count: the browser of somebody who writes Chinese may ask
    for English.
    """
    key = name_key(text)
    found = [term for term in terms if any(key in name for name in term.compared)]
    return sorted(found, key=lambda term: not any(name.startswith(key) for name in term.compared))
