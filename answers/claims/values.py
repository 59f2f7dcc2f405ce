"""Whether a number that is claimed and a number that is known can both be right."""

from __future__ import annotations

import re

from gaoxin.answers.known import RANK, KnownFact
from gaoxin.answers.lexicon.expressions import Expression

_DIGITS = re.compile(r"\d[\d,]*(?:\.(?P<decimals>\d+))?")
_COUNTS = frozenset(
    ["家", "个", "项", "条", "名", "位", "人", "座", "所", "款", "种", "件", "支", "只", "次"]
)
"""Units of counts, of which people use one for another."""
_SCALED = re.compile("[万亿]")
"""What a number has behind which people leave out 元 or 家: 营收1258亿."""
_ABOUT = 0.05
"""How far a number may be off that is given as 约."""


def agree(claimed: Expression, fact: KnownFact) -> bool | None:
    """Whether the fact says what is claimed; ``None`` if both leave it open.

    Numbers are equal if one is the other in fewer digits: 388.7亿 and 388.72亿.  A number whose
    unit is left to guess agrees if it is equal, and never denies.
    """
    said = _compared(claimed, fact)
    return None if said is False and not _has_clear_unit(claimed, fact) else said


def _compared(claimed: Expression, fact: KnownFact) -> bool | None:
    if fact.amount is None:
        return None
    value, known = float(claimed.value), fact.amount
    slack = max(_slack(claimed.text, value), _slack(fact.value, _written(fact)) * _scale(fact))
    if "~" in (claimed.relation, fact.comparator):
        slack = max(slack, _ABOUT * max(abs(value), abs(known)))
    claim, said = _sign(claimed.relation), _sign(fact.comparator)
    if claim == said:
        is_equal = abs(value - known) <= slack * 1.000001
        if not claim or is_equal:
            return is_equal
        # Over 380 follows from over 388; the other way round it stays open.
        follows = known > value if claim == ">" else known < value
        return True if follows else None
    if not said:  # an exact fact decides about a bound
        return known >= value - slack if claim == ">" else known <= value + slack
    if not claim:  # an exact claim against a bound
        is_possible = value >= known - slack if said == ">" else value <= known + slack
        if abs(value - known) <= slack:
            return True
        return None if is_possible else False
    is_apart = value > known if claim == ">" else value < known
    return False if is_apart else None


def are_of_one_unit(claimed: Expression, fact: KnownFact) -> bool:
    """Whether a number may be a value of the fact; one without a unit may have that of the fact."""
    if (claimed.kind == "rank") != (fact.predicate == RANK):
        return False
    if not claimed.unit and (fact.base in _COUNTS or _SCALED.search(claimed.text)):
        return fact.base != "%"
    return _has_clear_unit(claimed, fact)


def _has_clear_unit(claimed: Expression, fact: KnownFact) -> bool:
    """Whether the unit of a number is written, or is clear without: 1258亿 is money, in yuan."""
    if claimed.kind == "rank" or claimed.unit in (fact.base, fact.unit):
        return True
    if not claimed.unit and _SCALED.search(claimed.text):
        return fact.base == "元" or fact.base in _COUNTS
    return {claimed.unit, fact.base} <= _COUNTS


def _sign(relation: str) -> str:
    return relation[:1] if relation[:1] in ("<", ">") else ""


def _slack(text: str, value: float) -> float:
    """Half of the last digit that is written, in the unit of ``value``."""
    found = _DIGITS.search(text)
    if not found:
        return 0.0
    number = float(found.group().replace(",", ""))
    if not number:
        return 0.0
    decimals = len(found["decimals"] or "")
    return 0.5 * 10.0**-decimals * abs(value / number) if decimals or value > number else 0.0


def _written(fact: KnownFact) -> float:
    try:
        return float(fact.value)
    except ValueError:
        return fact.amount or 0.0


def _scale(fact: KnownFact) -> float:
    """How many of the base unit the unit of the fact is."""
    written = _written(fact)
    return abs((fact.amount or 0.0) / written) if written else 1.0
