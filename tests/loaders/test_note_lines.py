"""Rows of notes between the title and the header of a list: no part of the header, but used."""

from __future__ import annotations

from pathlib import Path

import pytest

from gaoxin.loaders.lists.note_lines import filing_date, is_note_row, period_of_notes
from tests.fixtures.officer_lists import write_book
from tests.fixtures.read_lists import Rows, Told

HEADER: list[object] = ["企业名称", "所在园区", "营业收入", "从业人员"]
FIRM: list[object] = ["甲公司", "合肥高新区", 500, 5]


@pytest.mark.parametrize(
    "note",
    [
        ["单位：万元", None, None, "填报日期：2025-1-1"],
        ["填报单位：合肥高新区", None, "单位：万元", "2025年1月1日"],
        ["截至2024年12月31日", None, None, "单位：万元"],
        ["单位：", "万元", "填报日期：", "2025-1-1"],
        ["表号：高新统1表", "制定机关：合肥市统计局", "2024年度", "单位：万元"],
        ["制表：经发局", "审核：张三", "计量单位：万元、人", "有效期至：2026年"],
        [None, "（单位：万元）", None, "（报告期：2024年1-6月）"],
        ["单位: 万元", "Date: 2025-01-01", None, None],
    ],
    ids=str,
)
@pytest.mark.parametrize("title", [[["合肥高新区企业情况表"]], []], ids=["titled", "untitled"])
def test_a_row_of_notes_is_no_header(title: Rows, note: list[object], tmp_path: Path) -> None:
    told = Told(write_book(tmp_path / "a.xlsx", [*title, note, HEADER, FIRM]))
    assert told.problems == []
    assert list(told.columns) == HEADER
    figures = {figure[1:4] for figure in told.statements("observation")}
    assert ("营业收入", "500", "万元") in figures
    assert ("从业人员期末数", "5", "人") in figures


def test_notes_give_the_period_of_all_figures(tmp_path: Path) -> None:
    for note in (["报告期：2024年", "单位：万元"], ["表号：甲", "2024年度", "单位：万元"]):
        told = Told(write_book(tmp_path / "a.xlsx", [note, HEADER, FIRM]))
        assert {figure[4] for figure in told.statements("observation")} == {"2024"}


def test_a_group_of_a_header_is_no_note(tmp_path: Path) -> None:
    groups = ["企业名称", "所在园区", "2024年（单位：万元）", None]
    below = [None, None, "营业收入", "利润总额"]
    told = Told(write_book(tmp_path / "a.xlsx", [groups, below, ["甲", "合肥高新区", 5, 6]]))
    assert {figure[2:] for figure in told.statements("observation")} == {
        ("5", "万元", "2024", "actual"),
        ("6", "万元", "2024", "actual"),
    }


@pytest.mark.parametrize(
    ("cells", "known", "is_note"),
    [
        (["单位：万元", "企业名称"], {"企业名称"}, False),
        (["单位名称：", "所属行业：", "营收："], {"所属行业：", "营收："}, False),
        (["单位", "行业"], set(), False),
        (["2024-12-31", "2023-12-31"], set(), False),
        (["数据来源：统计局", ""], set(), True),
    ],
)
def test_what_is_a_row_of_notes(cells: list[str], known: set[str], is_note: bool) -> None:
    assert is_note_row(cells, lambda header: header[0] in known) is is_note


@pytest.mark.parametrize(
    ("texts", "date"),
    [
        (["填报日期：2025-1-1"], "2025-01-01"),
        (["单位：万元    填报时间：2025年1月"], "2025-01"),
        (["制表日期：", "2025/1/1"], "2025-01-01"),
        (["日期：待定"], ""),
        (["统计时间：2024年"], ""),
        (["2025-1-1"], "2025-01-01"),
        (["2025年1月"], ""),
    ],
)
def test_the_date_of_filling_in(texts: list[str], date: str) -> None:
    assert filing_date(texts) == date


@pytest.mark.parametrize(
    ("texts", "period"),
    [
        (["统计年度：2024"], "2024"),
        (["报告期：2024年1-6月"], "2024-01/2024-06"),
        (["报告期：", "2024年"], "2024"),
        (["统计时间：2024年12月31日"], ""),
        (["2024年12月"], ""),
        (["合肥高新区2024年企业情况"], ""),
    ],
)
def test_the_period_of_the_figures(texts: list[str], period: str) -> None:
    assert period_of_notes(texts) == period
