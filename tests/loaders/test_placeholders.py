"""Placeholders (无, N/A, -, …) are empty cells, counted, in every kind of table."""

from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from gaoxin.errors import InvalidSource
from gaoxin.graph.quad_parts import value_of
from gaoxin.graph.store.store import Store
from gaoxin.language import choose_language
from gaoxin.loaders.load import load_paths
from gaoxin.loaders.tables.placeholders import (
    Expected,
    PlaceholderTally,
    is_ditto,
    is_placeholder,
)
from gaoxin.ontology.namespaces import RDF_TYPE_IRI, SKOS
from gaoxin.settings import Settings, read_settings
from tests.fixtures.tables import write_sources, write_statements

_COMMON = """
无 暂无 没有 空 缺 待定 待补充 不详 不明 未知 无数据 未填写 不适用 未披露 保密 暫無 不詳
N/A n/a NA n.a. #N/A NULL null Null nil None none NaN nan \\N unknown TBD #REF! #VALUE! #DIV/0!
- -- --- — —— ― － – ‐ _ / // ／ \\ . ... … …… 。 ? ？？ * *** ~ ～ | 、
（无） (无) [NULL] <NA> 【暂无】 "-" ＮＵＬＬ Ｎ／Ａ ＃Ｎ／Ａ
"""
_NAMES = """
无锡 无锡高新区 无人机 无机非金属材料 空港 空间科技 缺口镇 待得公司 未来科技城 未名生物 暂住
不锈钢 不二家 NAND Nano N/A公司 NULL科技 None公司 没有科技 纳米 A -1 /x 0号 保密科技 甲 1 Q
"""
COMMON, NAMES = _COMMON.split(), _NAMES.split()


@pytest.mark.parametrize("text", [*COMMON, "暂 无", "N / A", "not available", "（ 空 ）"])
@pytest.mark.parametrize("expected", ["name", "code", "number", "date", "text"])
def test_a_placeholder_is_one_in_every_column(text: str, expected: Expected) -> None:
    assert is_placeholder(text, expected)


@pytest.mark.parametrize("text", NAMES)
@pytest.mark.parametrize("expected", ["name", "code", "number", "date", "text", "flag"])
def test_a_word_that_begins_like_one_is_none(text: str, expected: Expected) -> None:
    assert not is_placeholder(text, expected)


def test_the_column_decides_about_zero_and_about_no() -> None:
    for text in ("0", "00", "０"):
        assert is_placeholder(text, "name")
        assert is_placeholder(text, "code")
        assert not is_placeholder(text, "number")
        assert not is_placeholder(text, "text")
    assert is_placeholder("0" * 18, "code")
    assert not is_placeholder("0" * 18, "name")
    assert not is_placeholder("无", "flag")
    assert not is_placeholder("没有", "flag")
    assert is_placeholder("不详", "flag")
    assert not is_placeholder("")


@given(st.text(alphabet="无锡空港暂未NAnul/-0 ", max_size=6))
def test_letters_around_a_placeholder_make_a_name(text: str) -> None:
    """The rule looks at the whole cell: with a character before it, nothing is a placeholder."""
    assert not is_placeholder(f"港{text}", "text")


def test_ditto_marks_are_known() -> None:
    assert all(map(is_ditto, ("同上", "〃", "（同上）")))
    assert not is_ditto("同上海")


def test_the_tally_counts_and_names_the_commonest() -> None:
    tally = PlaceholderTally()
    assert tally.note() == ""
    for text in ["无"] * 3 + ["N/A"] * 2 + ["-", "--", "/", "——", "某公司", ""]:
        assert tally.value(text, "name") == (text if text == "某公司" else "")
    tally.without_fact = 4
    assert len(tally) == 9
    choose_language("zh")
    assert tally.note() == (
        "9 个单元格只写了“无”“—”之类，按没有填写处理（无 3、N/A 2、- 1、-- 1、/ 1 等），"
        "其中 4 行因此没有事实。"
    )
    choose_language("en")
    assert tally.note() == (
        "9 placeholders counted as empty cells (无 3, N/A 2, - 1, -- 1, / 1 …); "
        "4 rows state nothing without them."
    )


def test_the_tally_does_not_grow_with_runs_of_marks() -> None:
    tally = PlaceholderTally()
    for length in range(8, 40):
        tally.value("-" * length)
    assert tally.note().count("-…") == 1


def names_of(settings: Settings) -> set[str]:
    return {
        value_of(q.object)
        for q in Store(settings).read().triples()
        if q.predicate.value in (f"{SKOS}prefLabel", f"{SKOS}altLabel")
    }


def load(folder: Path, rows: list[str]) -> tuple[Settings, list[str]]:
    settings = read_settings({"GAOXIN_HOME": str(folder / "home")})
    load_paths(settings, [write_sources(folder)])
    report = load_paths(settings, [write_statements(folder, "facts.csv", rows)])
    return settings, report.notes


def test_no_thing_comes_from_a_placeholder_and_no_firm_is_lost(tmp_path: Path) -> None:
    texts = [text for text in COMMON if "|" not in text and '"' not in text] + ["0"]
    firms = ("占位甲公司", "占位乙公司")
    rows = [f"{firm}|Enterprise|operatesIn|{text}|Industry" for text in texts for firm in firms]
    settings, notes = load(tmp_path, [*rows, "无锡某公司|Enterprise|operatesIn|无人机|Industry"])
    assert names_of(settings) >= {*firms, "无锡某公司", "无人机"}
    assert not names_of(settings) & set(texts)
    assert any(
        f"{len(rows)} placeholders" in note and f"{len(rows)} rows state nothing" in note
        for note in notes
    )
    relations = {q.predicate.value for q in Store(settings).read().triples()} - {RDF_TYPE_IRI}
    assert sum(p.endswith("operatesIn") for p in relations) == 1


def test_attributes_and_figures_without_a_value_are_counted(tmp_path: Path) -> None:
    rows = [
        "甲公司|Enterprise|website|暂无|",
        "甲公司|Enterprise|observation|营业收入|Indicator|value=不详|unit=万元",
        "甲公司|Enterprise|observation|利润总额|Indicator|value=0|unit=万元|time=2024",
        "甲公司|Enterprise|partnerOf|乙公司|Enterprise|value=-|time=2024|qualifier=无",
    ]
    settings, notes = load(tmp_path, rows)
    assert any("4 placeholders" in note and "2 rows" in note for note in notes)
    triples = list(Store(settings).read().triples())
    values = [value_of(q.object) for q in triples if q.predicate.value.endswith("#value")]
    assert [float(value) for value in values] == [0]
    assert not [q for q in triples if q.predicate.value.endswith(("#qualifier", "#website"))]


@pytest.mark.parametrize("subject", ["无", "-", "同上"])
def test_a_row_without_a_subject_is_refused(tmp_path: Path, subject: str) -> None:
    with pytest.raises(InvalidSource) as raised:
        load(tmp_path, [f"{subject}|Enterprise|partnerOf|乙公司|Enterprise"])
    (problem,) = raised.value.problems
    assert (problem.column, problem.line) == ("subject", 2)


def test_a_reference_table_counts_them_too(tmp_path: Path) -> None:
    path = tmp_path / "sources.csv"
    path.write_text(
        "key,title,publisher,date,url,confidence\nlist-1,名单,无,N/A,-,C\n", encoding="utf-8"
    )
    settings = read_settings({"GAOXIN_HOME": str(tmp_path / "home")})
    report = load_paths(settings, [path])
    assert any("3 placeholders" in note for note in report.notes)
    assert "无" not in {value_of(q.object) for q in Store(settings).read().triples()}
