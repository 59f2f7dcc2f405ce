"""Which of a thing's classes it is shown and exported as."""

from __future__ import annotations

from collections.abc import Iterable
from functools import cache

from gaoxin.ontology.terms import ClassTerm, vocabulary

# Municipalities are City and Province at once; people look them up, and tables list them, as
# cities.
_FIRST = ("NationalZone", "City")


@cache
def _rank(name: str) -> tuple[int, int, str]:
    order = _FIRST.index(name) if name in _FIRST else len(_FIRST)
    return order, -len(vocabulary().classes[name].parents), name


def main_class(iris: Iterable[str]) -> ClassTerm | None:
    """The class that stands for a thing: the most specific one; ``None`` where all are foreign."""
    terms = vocabulary()
    names = [t.name for iri in iris if isinstance(t := terms.by_iri(iri), ClassTerm)]
    return terms.classes[min(names, key=_rank)] if names else None


def table_type(term: ClassTerm) -> str:
    """What the common table calls the class: a national zone is a ``Zone`` there."""
    return "Zone" if term.name == "NationalZone" else term.name
