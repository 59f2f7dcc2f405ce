"""Parsing the column qualifier: comparator, title, and whether the fact is implied."""

from __future__ import annotations

import pytest

from gaoxin.graph.facts.qualifiers import Qualifier, read_qualifier


@pytest.mark.parametrize(
    ("text", "comparator"),
    [
        (">", ">"),
        (">=", ">="),
        ("<", "<"),
        ("<=", "<="),
        ("~", "~"),
        ("＞", ">"),
        ("≥", ">="),
        ("＜", "<"),
        ("≤", "<="),
        ("≈", "~"),
        ("～", "~"),
        ("yoy; >=", ">="),
        ("～；同比", "~"),
        (">;<", ">"),
        ("<;>", "<"),
        ("=", ""),
        ("> 5", ""),
        ("", ""),
    ],
)
def test_the_first_sign_is_the_comparator(text: str, comparator: str) -> None:
    assert read_qualifier(text).comparator == comparator


@pytest.mark.parametrize(
    ("text", "title"),
    [
        ("党委书记", "党委书记"),
        (" 党委书记 ; 主任", "党委书记"),
        (";;主任；", "主任"),
        (">=;implied;主任", "主任"),
        ("implied by name; 主任", "主任"),
        ("OCR 主仼; 主任", "主任"),
        ("misplaced in the text; 主任", "主任"),
        ("split by a comma; 主任", "主任"),
        ("cross-column; 主任", "主任"),
        ("text: 主仼; 主任", "主任"),
        ("unnamed; 主任", "主任"),
        ("yoy; 主任", "主任"),
        ("named code; 主任", "主任"),
        ("several (no figure); 主任", "主任"),
        ("OCRed", "OCRed"),
        ("yoy growth", "yoy growth"),
        ("主任 unnamed", "主任 unnamed"),
        ("context", ""),
        ("≥", ""),
        ("", ""),
    ],
)
def test_the_title_is_the_first_part_that_is_no_sign_and_no_remark(text: str, title: str) -> None:
    assert read_qualifier(text).title == title


@pytest.mark.parametrize(
    ("text", "implied"),
    [
        ("implied", True),
        ("name-implied", True),
        ("implied by name", True),
        ("context", True),
        ("主任; from context", True),
        ("contextual", False),
        ("simplied", False),
        ("主任", False),
    ],
)
def test_whether_a_fact_is_implied(text: str, implied: bool) -> None:
    assert read_qualifier(text).implied is implied


def test_all_three_at_once() -> None:
    assert read_qualifier("~；管委会主任；implied") == Qualifier("~", "管委会主任", True)
