"""Lines of a terminal: Chinese breaks anywhere but at brackets and stops."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st
from rich.cells import cell_len

from gaoxin.cli.text_folding import fold


@pytest.mark.parametrize(
    ("text", "width", "lines"),
    [
        ("", 10, [""]),
        ("甲乙丙", 10, ["甲乙丙"]),
        ("甲乙丙丁戊己", 10, ["甲乙丙丁戊", "己"]),
        ("甲乙丙丁戊。", 10, ["甲乙丙丁", "戊。"]),
        ("甲乙丙丁「戊」", 10, ["甲乙丙丁", "「戊」"]),
        ("甲乙丙丁 戊己", 10, ["甲乙丙丁", "戊己"]),
        ("整行（1 行）：坏", 10, ["整行（1", "行）：坏"]),
        ("运行 gaoxin review 决定", 12, ["运行 gaoxin", "review 决定"]),
        ("one two three", 8, ["one two", "three"]),
        ("abcdefghij", 4, ["abcd", "efgh", "ij"]),
    ],
)
def test_examples(text: str, width: int, lines: list[str]) -> None:
    assert fold(text, width) == lines


@given(st.text("认不出，。（）「」 ab1-x%", max_size=60), st.integers(4, 40))
def test_nothing_is_lost_and_every_line_fits(text: str, width: int) -> None:
    lines = fold(text, width)
    assert all(cell_len(line) <= width for line in lines)
    assert "".join(lines).replace(" ", "") == text.replace(" ", "")
