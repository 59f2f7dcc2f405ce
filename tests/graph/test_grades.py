"""Grades: one order and one set of words."""

from __future__ import annotations

from collections.abc import Iterator

import pytest

from gaoxin.graph.facts.grades import grade_word, grades, weakness
from gaoxin.language import choose_language, language


@pytest.fixture(autouse=True)
def same_language_afterwards() -> Iterator[None]:
    before = language()
    yield
    choose_language(before)


def test_the_strongest_grade_comes_first() -> None:
    assert grades() == ("A", "D", "B", "C", "I", "U")
    assert sorted("UBCDAI?", key=weakness) == ["A", "D", "B", "C", "I", "U", "?"]


def test_words_in_both_languages() -> None:
    choose_language("zh")
    assert [grade_word(grade) for grade in grades()] == [
        "两源互证",
        "官方或报道",
        "次级来源",
        "仅见名单",
        "文中隐含",
        "未经查证",
    ]
    choose_language("en")
    assert grade_word("U") == "unverified"
    assert grade_word("?") == "?"
