"""Grades of sources and facts: their order, strongest first, and their words for people.

The ontology (``ontology/values.ttl``, ``gx:GradeScheme``) lists the grades in this order with their
words, so that a grade means one thing in every output.
"""

from __future__ import annotations

from collections.abc import Iterable
from functools import cache
from typing import Protocol

from gaoxin.errors import BadParameter
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


def grade_named(text: str) -> str:
    """The letter of a grade that is given as a letter or in words.

    Raises:
        BadParameter: there is no such grade; the message lists them, strongest first.
    """
    for letter in grades():
        if text.casefold() in (letter.casefold(), grade_word(letter).casefold()):
            return letter
    listed = [f"{letter}（{value.label_zh}）" for letter, value in _values().items()]
    listed_en = [f"{letter} ({value.label_en})" for letter, value in _values().items()]
    raise BadParameter(
        f"没有等级「{text}」；从强到弱有：{'、'.join(listed)}。U 即没有来源证实的常识。",
        f"There is no grade {text!r}; from the strongest down there are {', '.join(listed_en)}. "
        "U is general knowledge that no source confirms.",
        parameter="grade",
        value=text,
    )


class HasGrade(Protocol):
    """A source with its grade for a fact."""

    @property
    def grade(self) -> str:
        """The letter of the grade."""


def at_least(sources: Iterable[HasGrade], grade: str) -> bool:
    """Whether one of the sources of a fact has this grade or a stronger one; ``""`` means any."""
    return not grade or any(weakness(source.grade) <= weakness(grade) for source in sources)
