"""Choose the main class of a thing: the one in which it is shown and exported."""

from __future__ import annotations

import math
from collections.abc import Iterable
from functools import cache

from gaoxin.ontology.terms import ClassTerm, vocabulary


@cache
def _rank(name: str) -> tuple[float, int, str]:
    """Sort key: the ontology's display priority first, then the most specific class."""
    classes = vocabulary().classes
    term = classes[name]
    above = sum(not classes[parent].abstract for parent in term.parents)
    return math.inf if term.display_priority is None else term.display_priority, -above, name


def main_class(iris: Iterable[str]) -> ClassTerm | None:
    """The main class of a thing, the most specific one; ``None`` if all its classes are foreign."""
    terms = vocabulary()
    names = [t.name for iri in iris if isinstance(t := terms.by_iri(iri), ClassTerm)]
    return terms.classes[min(names, key=_rank)] if names else None


def table_type(term: ClassTerm) -> str:
    """The name of the class in the common table, where a national zone is a ``Zone``."""
    return term.table_class or term.name
