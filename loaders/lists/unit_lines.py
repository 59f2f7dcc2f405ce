"""The units in a line above a table: ``单位：万元``, ``单位：万元、人、%``."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from itertools import pairwise

from gaoxin.loaders.lists.written_units import canonical_unit
from gaoxin.ontology.characters import half_width

_WORD = re.compile(r"(?:单位|單位|\bunits?\b(?=\s*:))\s*:?\s*", re.IGNORECASE)
_BETWEEN = re.compile(r"[、,;和及\s]+")
_BRACKET = re.compile(r"\([^()]*\)")
_UNFINISHED = re.compile(r"(?:单位|單位)\s*[:：]$")


def units_above(titles: Iterable[str]) -> tuple[str, ...]:
    """All units that the texts above a header give, without repetition, in their order.

    ``单位：`` and its unit may stand in two cells beside each other.

    >>> units_above(["填报单位：合肥高新区管委会", "单位：", "万元"])
    ('万元',)
    """
    found: list[str] = []
    for text, after in pairwise([*titles, ""]):
        found += read_units(text + after if _UNFINISHED.search(text) else text)
    return tuple(dict.fromkeys(found))


def read_units(text: str) -> tuple[str, ...]:
    """The units in one text, canonical; none if the text gives no unit of numbers.

    >>> read_units("（金额单位：人民币万元）"), read_units("单位：万元、人、%")
    (('万元',), ('万元', '人', '%'))
    >>> read_units("金额单位：万元  面积单位：亩"), read_units("填报单位：高新区管委会")
    (('万元', '亩'), ())
    """
    plain = half_width(text)
    starts = list(_WORD.finditer(plain))
    ends = [*(word.start() for word in starts), len(plain)][1:]
    found: list[str] = []
    for word, end in zip(starts, ends, strict=True):
        found += _listed(plain[word.end() : end])
    return tuple(dict.fromkeys(found))


def _listed(text: str) -> Iterator[str]:
    """The units at the beginning of a text; the first word that is none ends them."""
    text = _inside(text).strip("。 ")
    if whole := canonical_unit(text):  # also RMB million, 万元/人
        yield whole
        return
    for piece in filter(None, _BETWEEN.split(text)):
        parts = [piece] if canonical_unit(piece) else _BRACKET.sub("", piece).split("/")
        units = [canonical_unit(part) for part in parts]
        if not all(units):
            return
        yield from units


def _inside(text: str) -> str:
    """The text before the bracket that closes around it: ``（单位：万元）``."""
    depth = 0
    for index, sign in enumerate(text):
        depth += (sign in "([【") - (sign in ")]】")
        if depth < 0:
            return text[:index]
    return text
