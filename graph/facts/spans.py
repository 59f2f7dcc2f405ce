"""Compare figures as spans of numbers, so that "about" and "more than" have a defined meaning.

``69.7`` is a single number, ``>1000`` is every number above 1000, and ``~50`` is 50 plus or minus a
tenth (:data:`TOLERANCE`).  Sources do not say how exact "about" is, so a comparison within the
tolerance decides nothing.
"""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal

TOLERANCE = Decimal("0.1")
"""The tolerance of "about" (``~``) to either side, as a fraction of the figure."""

# Chinese measure words that are interchangeable (企业 4000 家, 4000 个).
_COUNTERS = frozenset("个家户项条件种款名位人支只台座所处")


@dataclass(frozen=True, slots=True)
class Span:
    """All numbers from ``low`` to ``high`` (``None``: unbounded); each end is included or
    excluded.
    """

    low: Decimal | None
    high: Decimal | None
    with_low: bool = True
    with_high: bool = True

    def is_within(self, other: Span) -> bool:
        """Whether the other span contains every number of this one."""
        return _below(other.low, other.with_low, self.low, self.with_low) and _below(
            _minus(other.high), other.with_high, _minus(self.high), self.with_high
        )

    def is_apart(self, other: Span) -> bool:
        """Whether the two spans have no number in common."""
        return _ends_before(self, other) or _ends_before(other, self)


def span(number: Decimal, comparator: str = "") -> Span:
    """The span of numbers that a figure with this comparator may mean."""
    if comparator in (">", ">="):
        return Span(number, None, comparator == ">=")
    if comparator in ("<", "<="):
        return Span(None, number, True, comparator == "<=")
    if comparator == "~":
        reach = abs(number) * TOLERANCE
        return Span(number - reach, number + reach)
    return Span(number, number)


def same_unit(a: str, b: str) -> bool:
    """Whether figures of one indicator in these base units can be compared."""
    return a == b or (a in _COUNTERS and b in _COUNTERS)


def _minus(number: Decimal | None) -> Decimal | None:
    return None if number is None else -number


def _below(a: Decimal | None, with_a: bool, b: Decimal | None, with_b: bool) -> bool:
    """Whether the lower bound ``a`` allows every number that the lower bound ``b`` allows."""
    if a is None or b is None:
        return a is None
    return a < b or (a == b and (with_a or not with_b))


def _ends_before(first: Span, second: Span) -> bool:
    if first.high is None or second.low is None:
        return False
    if first.high == second.low:
        return not (first.with_high and second.with_low)
    return first.high < second.low
