"""Parsing the column qualifier: comparator, title, and whether the fact is implied."""

from __future__ import annotations

import pytest

from gaoxin.graph.facts.qualifiers import Qualifier, read_qualifier, told


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


@pytest.mark.parametrize(
    ("text", "shown"),
    [
        ("特色支撑产业; truncated at column break (probably 新能源)", "特色支撑产业"),
        ("产业链条; cross-column 光|伏", "产业链条"),
        ('positioning; OCR "and"=和', ""),
        ("implied; 紧抓政策机遇", "紧抓政策机遇"),
        ("打造一批 (no figure); 打造一批", "打造一批"),
        ("全市(济南市), OCR: 全地区", "全市(济南市)"),
        (">=; 全市", "全市"),
        ("text: 国家级农高区", ""),
        ("5G; CTD", "5G; CTD"),
        ("", ""),
    ],
)
def test_notes_about_the_text_are_not_told(text: str, shown: str) -> None:
    assert told(text).replace("；", "; ") == shown
