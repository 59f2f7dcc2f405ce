"""Figures as spans, compared with explicit sets of numbers."""

from __future__ import annotations

from decimal import Decimal
from itertools import product

import pytest

from gaoxin.graph.facts.spans import TOLERANCE, Span, same_unit, span

ENDS = [None, Decimal(0), Decimal(1), Decimal(2)]
GRID = [
    Decimal(n) / 2 for n in range(-2, 7)
]  # steps of one half, so that open ends between whole numbers show
SPANS = [
    Span(low, high, with_low, with_high)
    for low, high in product(ENDS, ENDS)
    for with_low, with_high in product([False, True], repeat=2)
    if low is None or high is None or low < high or (low == high and with_low and with_high)
]


def numbers(of: Span) -> set[Decimal]:
    """The numbers of the grid that the span contains."""
    return {
        n
        for n in GRID
        if (of.low is None or of.low < n or (of.low == n and of.with_low))
        and (of.high is None or n < of.high or (n == of.high and of.with_high))
    }


def test_spans_are_sets_of_numbers() -> None:
    assert len(SPANS) > 30
    for a, b in product(SPANS, SPANS):
        assert a.is_within(b) == (numbers(a) <= numbers(b)), (a, b)
        assert a.is_apart(b) == numbers(a).isdisjoint(numbers(b)), (a, b)


@pytest.mark.parametrize(
    ("comparator", "wanted"),
    [
        ("", Span(Decimal(50), Decimal(50))),
        (">", Span(Decimal(50), None, with_low=False)),
        (">=", Span(Decimal(50), None)),
        ("<", Span(None, Decimal(50), with_high=False)),
        ("<=", Span(None, Decimal(50))),
        ("~", Span(Decimal(45), Decimal(55))),
    ],
)
def test_what_a_comparator_allows(comparator: str, wanted: Span) -> None:
    assert span(Decimal(50), comparator) == wanted
    assert wanted.with_low == (comparator != ">")
    assert wanted.with_high == (comparator != "<")


def test_about_reaches_a_tenth_either_way_for_negative_figures_too() -> None:
    assert Decimal("0.1") == TOLERANCE
    assert span(Decimal(-50), "~") == Span(Decimal(-55), Decimal(-45))
    assert span(Decimal(0), "~") == Span(Decimal(0), Decimal(0))
    assert span(Decimal(5)) == Span(Decimal(5), Decimal(5), True, True)


def test_units_that_count_the_same_things() -> None:
    assert same_unit("元", "元")
    assert same_unit("", "")
    for counter in "个家户项条件种款名位人支只台座所处":
        assert same_unit(counter, "家")
        assert same_unit("个", counter)
        assert not same_unit(counter, "元")
        assert not same_unit("元", counter)
        assert not same_unit(counter, "")
    assert not same_unit("元", "美元")
