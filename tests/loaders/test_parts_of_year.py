"""A quarter or a month in a column of its own belongs to the year beside it."""

from __future__ import annotations

from pathlib import Path

import pytest

from gaoxin.loaders.lists.parts_of_year import read_part, with_year
from tests.fixtures.officer_lists import write_csv
from tests.fixtures.read_lists import Told

pytestmark = pytest.mark.usefixtures("chinese")


@pytest.mark.parametrize(
    ("part", "period"),
    [
        ("一季度", "2024-Q1"),
        ("第3季度", "2024-Q3"),
        ("Q2", "2024-Q2"),
        ("上半年", "2024-H1"),
        ("1-5月", "2024-01/2024-05"),
        ("前三季度", "2024-01/2024-09"),
        ("前3季度", "2024-01/2024-09"),
        ("1-3季度", "2024-01/2024-09"),
        ("前两季度", "2024-H1"),
        ("1季度累计", "2024-Q1"),
        ("上半年累计", "2024-H1"),
        ("3月", "2024-03"),
        ("十月", "2024-10"),
        ("2024年一季度", "2024-Q1"),
    ],
)
def test_a_part_with_its_year(part: str, period: str) -> None:
    assert with_year("2024", part) == period
    assert with_year(period, part) == period


@pytest.mark.parametrize("part", ["五季度", "13月", "2023年一季度", "上旬", "甲"])
def test_what_is_no_part_of_the_year_is_refused(part: str) -> None:
    with pytest.raises(ValueError, match="哪一段"):
        with_year("2024", part)


@pytest.mark.parametrize(
    ("text", "unit", "read"),
    [
        ("全年", "", ("", "")),
        ("全年累计", "", ("", "")),
        ("年末", "", ("", "")),
        ("3", "月", ("3月", "")),
        ("4", "季", ("4季", "")),
        ("目标", "", ("", "target")),
        ("上半年（预计）", "", ("上半年", "planned")),
    ],
)
def test_cells(text: str, unit: str, read: tuple[str, str]) -> None:
    assert read_part(text, unit) == read


@pytest.mark.parametrize("header", ["季度", "期间", "时期", "报告期", "统计时段"])
def test_figures_by_row(header: str, tmp_path: Path) -> None:
    rows = [
        ["长沙高新区统计台账", "", "", "", ""],
        ["年度", header, "指标", "数值", "单位"],
        ["2024", "一季度", "地区生产总值", "250", "亿元"],
        ["2024", "全年", "地区生产总值", "1100", "亿元"],
        ["2025", "1-5月", "地区生产总值", "430", "亿元"],
        ["2025", "目标", "地区生产总值", "1200", "亿元"],
    ]
    told = Told(write_csv(tmp_path / "a.csv", rows))
    assert told.problems == []
    reached = {(value, time) for _, _, value, _, time, *_ in told.statements("observation")}
    assert reached == {("250", "2024-Q1"), ("1100", "2024"), ("430", "2025-01/2025-05")}
    assert [row[2] for row in told.statements("target")] == ["1200"]


@pytest.mark.parametrize(
    ("header", "cells", "times"),
    [
        ("月份", ("3", "6"), {"2024-03", "2024-06"}),
        ("季", ("1", "2"), {"2024-Q1", "2024-Q2"}),
        ("季度", ("1季度", "2季度"), {"2024-Q1", "2024-Q2"}),
    ],
)
def test_figures_beside_each_other(
    header: str, cells: tuple[str, str], times: set[str], tmp_path: Path
) -> None:
    """The zone is that of the title: no column has names."""
    rows = [
        ["长沙高新区分期主要指标", "", "", ""],
        ["年份", header, "地区生产总值（亿元）", "财政收入（亿元）"],
        ["2024", cells[0], "80", "8"],
        ["2024", cells[1], "160", "16"],
    ]
    told = Told(write_csv(tmp_path / "a.csv", rows))
    assert told.problems == []
    found = told.statements("observation")
    assert {(row[0], row[4]) for row in found} == {("长沙高新区", time) for time in times}
    assert len(found) == 4


def test_the_year_of_the_title(tmp_path: Path) -> None:
    rows = [
        ["长沙高新区2024年主要指标完成情况", "", ""],
        ["季度", "指标", "数值（亿元）"],
        ["一季度", "地区生产总值", "250"],
    ]
    told = Told(write_csv(tmp_path / "a.csv", rows))
    assert [row[4] for row in told.statements("observation")] == ["2024-Q1"]


def test_without_a_year_the_figure_is_left_out(tmp_path: Path) -> None:
    rows = [
        ["长沙高新区主要指标", "", ""],
        ["季度", "指标", "数值（亿元）"],
        ["一季度", "地区生产总值", "250"],
    ]
    told = Told(write_csv(tmp_path / "a.csv", rows))
    assert told.statements("observation") == []
    assert any("哪一年" in remark for remark in told.lists[0].remarks)
