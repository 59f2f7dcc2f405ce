"""Which of a thing's classes it is shown and exported as."""

from __future__ import annotations

import math
from collections.abc import Iterable
from functools import cache

from gaoxin.ontology.terms import ClassTerm, vocabulary


@cache
def _rank(name: str) -> tuple[float, int, str]:
    """Displayed first: the ontology's display priority, then the most specific class."""
    classes = vocabulary().classes
    term = classes[name]
    above = sum(not classes[parent].abstract for parent in term.parents)
    return math.inf if term.display_priority is None else term.display_priority, -above, name


def main_class(iris: Iterable[str]) -> ClassTerm | None:
    """The class that stands for a thing: the most specific one; ``None`` where all are foreign."""
    terms = vocabulary()
    names = [t.name for iri in iris if isinstance(t := terms.by_iri(iri), ClassTerm)]
    return terms.classes[min(names, key=_rank)] if names else None


def table_type(term: ClassTerm) -> str:
    """What the common table calls the class: a national zone is a ``Zone`` there."""
    return term.table_class or term.name
