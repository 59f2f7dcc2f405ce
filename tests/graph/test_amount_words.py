"""Amounts in words, in both languages: what is written in full is told in 万, 亿 and millions."""

from __future__ import annotations

import pytest

from gaoxin.graph.facts.amount_words import amount_words, written_amount_words


@pytest.mark.usefixtures("chinese")
@pytest.mark.parametrize(
    ("value", "unit", "told"),
    [
        ("80000000", "元", "8000 万元"),
        ("100000000", "元", "1 亿元"),
        ("12345", "元", "1.2345 万元"),
        ("123456789.5", "美元", "1.234567895 亿美元"),
        # Nothing is lost, and what is short, scaled or no money stays as it is written.
        ("9999", "元", "9999 元"),
        ("444.7", "亿元", "444.7 亿元"),
        ("12345", "家", "12345 家"),
        ("00012", "元", "00012 元"),
        ("约数万", "元", "约数万 元"),
        ("", "元", " 元"),
    ],
)
def test_long_sums_are_scaled(value: str, unit: str, told: str) -> None:
    assert amount_words(value, "", unit) == told


@pytest.mark.usefixtures("chinese")
def test_a_comparator_stands_before_a_scaled_sum() -> None:
    assert written_amount_words(">=50000", "元").endswith(" 5 万元")


def test_english_has_its_own_scales() -> None:
    assert amount_words("80000000", "", "元") == "80 million yuan"
