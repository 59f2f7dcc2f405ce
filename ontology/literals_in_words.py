"""Attributes in words: a code of a scheme by its label, a date as people write it."""

from __future__ import annotations

from functools import cache

from gaoxin.language import say
from gaoxin.ontology.terms import vocabulary


def literal_words(predicate: str, text: str) -> str:
    """The value of an attribute in the language in force; other texts are returned unchanged.

    >>> literal_words("policyLevel", "national") in ("国家级", "national")
    True
    """
    pair = _codes(predicate).get(text)
    return say(*pair) if pair else text


@cache
def _codes(predicate: str) -> dict[str, tuple[str, str]]:
    term = vocabulary().properties.get(predicate)
    scheme = vocabulary().schemes.get(term.values_from) if term is not None else None
    if scheme is None:
        return {}
    return {code: (v.label_zh, v.label_en) for v in scheme.values for code in v.codes}
