"""Grades of sources and facts: their order, strongest first, and their words for people.

The ontology (``ontology/values.ttl``, ``gx:GradeScheme``) lists the grades in this order with their
words, so that a grade means one thing in every output.
"""

from __future__ import annotations

from functools import cache

from gaoxin.language import say
from gaoxin.ontology.terms import vocabulary

IMPLIED, UNVERIFIED = "I", "U"


@cache
def _words() -> dict[str, tuple[str, str]]:
    scheme = vocabulary().schemes["GradeScheme"]
    return {
        code: (value.label_zh, value.label_en) for value in scheme.values for code in value.codes
    }


def grades() -> tuple[str, ...]:
    """The letters of all grades, strongest first."""
    return tuple(_words())


def weakness(grade: str) -> int:
    """The place of a grade: 0 for the strongest; unknown grades come last.

    >>> weakness("D") < weakness("B") < weakness("U")
    True
    """
    order = grades()
    return order.index(grade) if grade in order else len(order)


def grade_word(grade: str) -> str:
    """A grade in words, in the language in force; an unknown grade is returned unchanged."""
    pair = _words().get(grade)
    return say(*pair) if pair else grade
