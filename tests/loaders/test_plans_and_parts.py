"""Targets and plans, the year of a figure, and headers that say more than the name of a number."""

from __future__ import annotations

from pathlib import Path

import pytest

from gaoxin.loaders.lists.planned_words import planned_cell, planned_in, status_of_name
from gaoxin.loaders.lists.title_words import period_of
from gaoxin.model import Name, Text
from gaoxin.ontology.namespaces import XSD
from tests.fixtures.officer_lists import write_book, write_csv
from tests.fixtures.read_lists import Rows, Told
from tests.fixtures.refusals import refused

# -- targets and plans ----------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("text", "status"),
    [
        ("2025年营业收入目标", "target"),
        ("力争实现工业总产值", "target"),
        ("目标任务", "target"),
        ("预计营收", "planned"),
        ("拟投资额", "planned"),
        ("概算总投资", "planned"),
        ("虚拟现实产值", ""),
        ("科技计划项目数", ""),
        ("任务书编号", ""),
    ],
)
def test_words_of_a_plan(text: str, status: str) -> None:
    assert planned_in(text).status == status


@pytest.mark.parametrize("name", ["规划面积", "一般公共预算收入"])
def test_a_word_that_belongs_to_the_name_makes_no_plan(name: str) -> None:
    assert status_of_name(name) == ""


@pytest.mark.parametrize(
    ("cell", "text", "status", "time"),
    [
        ("预计5000万元", "5000万元", "planned", ""),
        ("预计达到5000万元", "5000万元", "planned", ""),
        ("将达到5000万元", "5000万元", "planned", ""),
        ("力争突破100亿元", "突破100亿元", "target", ""),
        ("目标3000", "3000", "target", ""),
        ("3000（目标）", "3000", "target", ""),
        ("3000（2025年预计）", "3000", "planned", "2025"),
        ("5000（2023年）", "5000", "", "2023"),
        ("3000（实际）", "3000", "", ""),
        ("预计约3亿元", "约3亿元", "planned", ""),
        ("5000（+5%）", "5000（+5%）", "", ""),
        ("（1200）", "（1200）", "", ""),
        ("预计", "预计", "", ""),
    ],
)
def test_a_plan_in_a_cell(cell: str, text: str, status: str, time: str) -> None:
    assert planned_cell(cell) == (text, status, time)


def test_targets_in_wide_columns_and_cells(tmp_path: Path) -> None:
    rows = [
        ["企业名称", "2025年营业收入目标（万元）", "预计营收（万元）", "2024年营业收入（万元）"],
        ["甲厂", "1", "2", "3"],
        ["乙厂", "", "", "力争突破4"],
    ]
    told = Told(write_csv(tmp_path / "a.csv", rows))
    assert told.statements("observation") == [("甲厂", "营业收入", "3", "万元", "2024", "actual")]
    assert told.statements("target") == [
        ("甲厂", "营业收入", "1", "万元", "2025", "target"),
        ("甲厂", "营业收入", "2", "万元", "planned"),
        ("乙厂", "营业收入", "4", "万元", "2024", "target", ">"),
    ]


def test_planned_investments_dates_and_places_of_projects(tmp_path: Path) -> None:
    rows = [
        ["项目名称", "计划总投资（亿元）", "总投资（亿元）", "拟落户园区", "开工时间（拟）"],
        ["甲项目", "1", "2", "合肥高新区", "2026-03"],
        ["乙项目", "", "计划3亿元", "", ""],
    ]
    told = Told(write_csv(tmp_path / "a.csv", rows))
    assert told.entity("甲项目").facts == (("totalInvestment", Text("200000000", f"{XSD}decimal")),)
    assert told.statements("target") == [
        ("甲项目", "总投资", "1", "亿元", "planned"),
        ("乙项目", "总投资", "3", "亿元", "planned"),
    ]
    assert told.statements("locatedIn") == [("甲项目", "合肥高新区", "planned")]
    assert told.statements("started") == [("甲项目", "2026-03", "planned")]


def test_targets_in_rows_columns_and_titles_of_indicators(tmp_path: Path) -> None:
    rows: Rows = [
        ["合肥高新区主要经济指标"],
        ["指标名称", "单位", "2024年", "2025年目标", "2025年预计完成"],
        ["营业收入", "亿元", 1, 2, 3],
        ["净利润目标", "亿元", 4, "", ""],
        ["预计工业总产值", "亿元", 5, "", ""],
        ["规划面积", "公顷", 6, "", ""],
        ["一般公共预算收入", "亿元", 7, "", ""],
    ]
    told = Told(write_book(tmp_path / "a.xlsx", rows))
    assert [row[1:] for row in told.statements("observation")] == [
        ("营业收入", "1", "亿元", "2024", "actual"),
        ("规划面积", "6", "公顷", "2024", "actual"),
        ("一般公共预算收入", "7", "亿元", "2024", "actual"),
    ]
    assert [row[1:] for row in told.statements("target")] == [
        ("营业收入", "2", "亿元", "2025", "target"),
        ("营业收入", "3", "亿元", "2025", "planned"),
        ("净利润", "4", "亿元", "2024", "target"),
        ("工业总产值", "5", "亿元", "2024", "planned"),
    ]


@pytest.mark.parametrize(
    ("title", "predicate"),
    [
        ("合肥高新区2025年主要经济指标目标任务", "target"),
        ("合肥高新区2025年主要经济指标计划完成情况", "observation"),
    ],
)
def test_the_title_may_say_that_all_figures_are_targets(
    title: str, predicate: str, tmp_path: Path
) -> None:
    rows: Rows = [[title], ["指标名称", "单位", "数值"], ["营业收入", "亿元", 1]]
    told = Told(write_book(tmp_path / "a.xlsx", rows))
    assert len(told.statements(predicate)) == len(told.records) == 1


def test_values_of_targets_beside_those_that_were_reached(tmp_path: Path) -> None:
    rows: Rows = [
        ["合肥高新区2024年主要经济指标完成情况"],
        ["指标名称", "单位", "目标值", "完成值"],
        ["营业收入", "亿元", 1, 2],
    ]
    told = Told(write_book(tmp_path / "a.xlsx", rows))
    assert [row[2:] for row in told.statements("target")] == [("1", "亿元", "2024", "target")]
    assert [row[2:] for row in told.statements("observation")] == [("2", "亿元", "2024", "actual")]


def test_the_status_of_the_row_goes_before_that_of_the_indicator(tmp_path: Path) -> None:
    rows = [
        ["园区", "指标", "年份", "数值", "单位", "数据性质"],
        ["甲园", "营业收入", "2025（目标）", "6", "亿元", ""],
        ["甲园", "营业收入目标", "2026", "7", "亿元", "预测"],
        ["甲园", "营业收入目标", "2024", "8", "亿元", "实际"],
    ]
    told = Told(write_csv(tmp_path / "a.csv", rows))
    assert [row[2:] for row in told.statements("target")] == [
        ("6", "亿元", "2025", "target"),
        ("7", "亿元", "2026", "planned"),
    ]
    assert [row[2:] for row in told.statements("observation")] == [("8", "亿元", "2024", "actual")]


# -- the year -------------------------------------------------------------------------------------


def test_the_nearest_year_counts(tmp_path: Path) -> None:
    rows: Rows = [
        ["2024年指标"],
        ["指标", "单位", "合肥高新区", "西安高新区"],
        ["2023年营业收入", "亿元", 1, "2（2022年）"],
        ["净利润", "亿元", 3, ""],
        ["营业收入（上年同期）", "亿元", 4, ""],
    ]
    told = Told(write_book(tmp_path / "a.xlsx", rows))
    assert [(row[0][:2], *row[1:3], row[4]) for row in told.statements("observation")] == [
        ("合肥", "营业收入", "1", "2023"),
        ("西安", "营业收入", "2", "2022"),
        ("合肥", "净利润", "3", "2024"),
        ("合肥", "营业收入", "4", "2023"),
    ]


def test_the_year_of_the_column_goes_before_that_of_the_indicator(tmp_path: Path) -> None:
    rows: Rows = [
        ["合肥高新区2024年主要指标"],
        ["指标", "单位", "2022年"],
        ["2023年营业收入", "亿元", 1],
    ]
    told = Told(write_book(tmp_path / "a.xlsx", rows))
    assert [row[4] for row in told.statements("observation")] == ["2022"]


@pytest.mark.parametrize("sheet", ["2024年", "2024年主要指标"])
def test_the_name_of_the_sheet_says_the_year(sheet: str, tmp_path: Path) -> None:
    rows: Rows = [["合肥高新区主要指标"], ["指标", "单位", "数值"], ["营业收入", "亿元", 1]]
    told = Told(write_book(tmp_path / "a.xlsx", rows, sheet=sheet))
    assert [row[4] for row in told.statements("observation")] == ["2024"]


@pytest.mark.parametrize(
    ("relative", "period", "expected"),
    [
        ("上年同期", "2024-01/2024-06", "2023-01/2023-06"),
        ("上年", "2024", "2023"),
        ("去年", "2024", "2023"),
        ("上年", "2024-Q1", ""),
        ("上期", "2024", ""),
        ("近三年", "2024", ""),
        ("上年", "", ""),
        ("本期", "2024-Q1", "2024-Q1"),
        ("本年", "2024", "2024"),
    ],
)
def test_relative_years(relative: str, period: str, expected: str) -> None:
    assert period_of(relative, period) == expected


def test_columns_of_this_period_and_the_one_before(tmp_path: Path) -> None:
    rows: Rows = [
        ["西安高新区2025年1-3月主要经济指标"],
        ["指标", "单位", "本期", "上年同期", "同比±%", "上期"],
        ["营业收入", "亿元", 1, 2, 3, 4],
    ]
    told = Told(write_book(tmp_path / "a.xlsx", rows))
    assert [(row[2], row[4]) for row in told.statements("observation")] == [
        ("1", "2025-01/2025-03"),
        ("2", "2024-01/2024-03"),
    ]
    assert "上期" in told.columns["上期"]


def test_reached_beside_planned(tmp_path: Path) -> None:
    rows: Rows = [
        ["指标", "单位", "2024年实际", "2024年计划", "2025年预期目标", "完成率（%）"],
        ["营业收入", "亿元", 1, 2, 3, 50],
    ]
    told = Told(write_book(tmp_path / "西安高新区.xlsx", rows))
    assert told.lists[0].subject == "西安高新区"
    assert [row[2:] for row in told.statements("observation")] == [("1", "亿元", "2024", "actual")]
    assert [(row[2], row[5]) for row in told.statements("target")] == [
        ("2", "planned"),
        ("3", "target"),
    ]


def test_figures_of_nothing_are_refused(tmp_path: Path) -> None:
    rows = [["指标", "年份", "单位", "数值"], ["营业收入", "2024", "亿元", "3"]]
    (problem,) = refused(Told, write_csv(tmp_path / "a.csv", rows))
    assert "of which zone these figures are" in problem.en


def test_units_are_found_behind_the_words_of_a_plan(tmp_path: Path) -> None:
    rows = [["项目名称", "年度投资"], ["甲", "计划2亿元"], ["乙", "3亿元（2024年）"]]
    told = Told(write_csv(tmp_path / "a.csv", rows))
    assert [row[2:] for row in told.statements("observation")] == [("3", "亿元", "2024", "actual")]
    assert [row[2:] for row in told.statements("target")] == [("2", "亿元", "planned")]


# -- headers that say more ------------------------------------------------------------------------


@pytest.mark.parametrize(
    "header",
    [
        "2024年营业收入（同比%）",
        "2024年营业收入（万元）（同比%）",
        "2024年营业收入（环比增长，%）",
        "2024年营业收入（出口）（万元）",
        "2024年营业收入（人均，万元）",
        "营业收入（1-6月）（万元）",
        "2024年营业收入（占比）（%）",
        "2024年营业收入（海外）（万元）",
        "2024年Revenue (YoY)（%）",
        "营业收入（万元）（上期）",
        "营业收入/上年（万元）",
        "营业收入（上年同期）（万元）",
    ],
)
def test_a_number_that_is_another_one_is_left_out_by_name(header: str, tmp_path: Path) -> None:
    rows = [["企业名称", header, "行业"], ["甲厂", "5", "光伏"]]
    told = Told(write_csv(tmp_path / "a.csv", rows))
    assert told.statements("observation") == []
    assert "figure" not in told.columns[header]


@pytest.mark.parametrize(
    "header",
    [
        "2024年营业收入（必填）/万元",
        "2024年营业收入（万元，含税）",
        "2024年实际完成营业收入（万元）",
        "营业收入2024年实绩（万元）",
        "2024年营业收入（合并报表）（万元）",
        "1. 2024年营业收入（保留两位小数）（万元）",
    ],
)
def test_a_remark_changes_nothing(header: str, tmp_path: Path) -> None:
    rows = [["企业名称", header, "行业"], ["甲厂", "5", "光伏"]]
    told = Told(write_csv(tmp_path / "a.csv", rows))
    assert told.statements("observation") == [("甲厂", "营业收入", "5", "万元", "2024", "actual")]


def test_growth_is_its_own_indicator_and_the_year_before_is_understood(tmp_path: Path) -> None:
    rows: Rows = [
        ["2024年1-6月主要经济指标"],
        [
            "园区名称",
            "生产总值（同比%）",
            "营业收入（上年同期）（亿元）",
            "注册资本（实缴）（万元）",
        ],
        ["甲园", 6, 4, ""],
    ]
    told = Told(write_book(tmp_path / "a.xlsx", rows))
    assert told.statements("observation") == [
        ("甲园", "地区生产总值增长率", "6", "%", "2024-01/2024-06", "actual"),
        ("甲园", "营业收入", "4", "亿元", "2023-01/2023-06", "actual"),
    ]


def test_growth_in_the_name_of_an_indicator(tmp_path: Path) -> None:
    rows = [
        ["合肥高新区主要指标"],
        ["指标", "年份", "单位", "数值"],
        ["营业收入（同比）", "2024", "%", "3"],
        ["生产总值（同比）", "2024", "%", "6"],
        ["营业收入", "2024", "亿元", "9"],
    ]
    told = Told(write_csv(tmp_path / "a.csv", rows))
    assert told.problems == []
    assert [row[1:3] for row in told.statements("observation")] == [
        ("地区生产总值增长率", "6"),
        ("营业收入", "9"),
    ]
    assert "营业收入（同比）" in " ".join(told.lists[0].remarks)


def test_a_group_of_growth_or_of_some_firms_changes_the_number(tmp_path: Path) -> None:
    rows: Rows = [
        ["园区名称", "2024年", "", "规上工业", ""],
        ["", "营业收入（亿元）", "营业收入同比", "营业收入（亿元）", "净利润（亿元）"],
        ["甲园", 1, 2, 3, 4],
    ]
    told = Told(write_book(tmp_path / "a.xlsx", rows, ["A1:A2", "B1:C1", "D1:E1"]))
    assert told.statements("observation") == [("甲园", "营业收入", "1", "亿元", "2024", "actual")]
    assert "规上" in told.columns["规上工业 / 净利润（亿元）"]


def test_a_header_that_says_former_or_applied_for(tmp_path: Path) -> None:
    rows = [
        [
            "企业名称",
            "高新技术企业（申报中）",
            "申报高新技术企业",
            "瞪羚企业（已撤销）",
            "法定代表人（原）",
        ],
        ["甲厂", "是", "是", "是", "张三"],
    ]
    told = Told(write_csv(tmp_path / "a.csv", rows))
    assert [record for record in told.records if getattr(record, "facts", ())] == []
    assert told.statements("holdsPosition") == []


def test_an_award_of_a_year_in_the_header_is_taken(tmp_path: Path) -> None:
    rows = [["企业名称", "独角兽企业（2023年）"], ["甲厂", "是"]]
    told = Told(write_csv(tmp_path / "a.csv", rows))
    assert ("approvedAs", Name("Award", "独角兽企业")) in told.entity("甲厂").facts
