"""Grades of sources and facts: their order, strongest first, and their words for people.

The ontology (``ontology/values.ttl``, ``gx:GradeScheme``) lists the grades in this order with their
words, so that a grade means one thing in every output.
"""

from __future__ import annotations

from functools import cache

from gaoxin.language import say
from gaoxin.ontology.term_records import ControlledValue
from gaoxin.ontology.terms import vocabulary

IMPLIED, UNVERIFIED = "I", "U"


@cache
def _values() -> dict[str, ControlledValue]:
    scheme = vocabulary().schemes["GradeScheme"]
    return {code: value for value in scheme.values for code in value.codes}


def grades() -> tuple[str, ...]:
    """The letters of all grades, strongest first."""
    return tuple(_values())


def weakness(grade: str) -> int:
    """The place of a grade: 0 for the strongest; unknown grades come last.

    >>> weakness("D") < weakness("B") < weakness("U")
    True
    """
    order = grades()
    return order.index(grade) if grade in order else len(order)


def grade_word(grade: str) -> str:
    """A grade in words, in the language in force; an unknown grade is returned unchanged."""
    value = _values().get(grade)
    return say(value.label_zh, value.label_en) if value else grade


def grade_meaning(grade: str) -> str:
    """What a grade means, in one sentence, in the language in force.

    Raises:
        KeyError: there is no such grade.
    """
    value = _values()[grade]
    return say(value.meaning_zh, value.meaning_en)
