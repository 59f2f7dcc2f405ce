"""Rows of lists: what cannot be told, faults in cells, and what is read only in context."""

from __future__ import annotations

from pathlib import Path

import pytest
from openpyxl import Workbook

from gaoxin.model import Fact, Name, Text
from gaoxin.ontology.namespaces import XSD
from tests.fixtures import officer_lists as lists
from tests.fixtures.officer_lists import code, write_book, write_csv
from tests.fixtures.read_lists import Rows, Told
from tests.fixtures.refusals import refused


@pytest.mark.parametrize(
    ("headers", "cells"),
    [
        (["名称", "所属行业", "说明"], ["甲", "光伏", "x"]),
        (["名称", "城市"], ["甲", "天津"]),  # 城市 does not make 天津 the name
        (["城市", "名称"], ["天津", "甲"]),
    ],
)
def test_what_the_rows_are_cannot_be_told(
    tmp_path: Path, headers: list[str], cells: list[str]
) -> None:
    path = write_book(tmp_path / "a.xlsx", [headers, cells])
    (problem,) = refused(Told, path)
    assert "it cannot be told what each row is" in problem.en
    assert "gaoxin map" in problem.en
    assert "看不出每一行是什么" in problem.zh


def test_no_column_is_the_name(tmp_path: Path) -> None:
    rows: Rows = [
        ["统一社会信用代码", "行业", "注册资本（万元）"],
        [code("340100", 1), "光伏", 1],
    ]
    (problem,) = refused(Told, write_book(tmp_path / "a.xlsx", rows))
    assert "no column is recognised as the name" in problem.en
    assert "哪一列是名称" in problem.zh


def test_each_faulty_cell_is_a_problem_of_its_row(tmp_path: Path) -> None:
    rows = [
        ["企业名称", "统一社会信用代码", "成立日期", "注册资本（万元）", "官网"],
        ["甲厂", "9.11202E+17", "2018-02-30", "1O0", "没有网站"],
        ["", code("340100", 1), "2018", "1", ""],
        ["丙厂", code("340100", 2), "2018", "1", ""],
    ]
    told = Told(write_csv(tmp_path / "a.csv", rows))
    assert [(p.line, p.column) for p in told.problems] == [
        (2, "统一社会信用代码"),
        (2, "成立日期"),
        (2, "注册资本（万元）"),
        (2, "官网"),
        (3, "企业名称"),
    ]
    assert all(p.zh.endswith("。") and p.en.endswith(".") for p in told.problems)
    assert [r.place for r in told.records] == ["a.csv:4"]
    assert told.lists[0].refused == 2


def test_a_number_merged_over_several_firms_is_a_problem(tmp_path: Path) -> None:
    rows: Rows = [["企业名称", "2024年营收（万元）"], ["甲厂", 100], ["乙厂", ""]]
    told = Told(write_book(tmp_path / "a.xlsx", rows, ["B2:B3"]))
    assert [(p.line, p.column) for p in told.problems] == [(3, "2024年营收（万元）")]
    assert "merged over several rows" in told.problems[0].en


def test_a_merged_cell_that_begins_in_a_hidden_row_holds_for_the_rows_below(
    tmp_path: Path,
) -> None:
    rows: Rows = [
        ["行业", "企业名称", "2024年营收（万元）"],
        ["光伏", "甲厂", 100],
        ["", "乙厂", ""],
        ["", "丙厂", 30],
        ["储能", "丁厂", 40],
        ["", "戊厂", 50],
    ]

    def hide(book: Workbook) -> None:
        book["Sheet1"].row_dimensions[2].hidden = True
        book["Sheet1"].row_dimensions[5].hidden = True

    merged = ["A2:A4", "A5:A6", "C2:C3"]
    told = Told(write_book(tmp_path / "a.xlsx", rows, merged, change=hide))
    assert dict(told.entity("丙厂").facts)["operatesIn"] == Name("Industry", "光伏")
    assert dict(told.entity("戊厂").facts)["operatesIn"] == Name("Industry", "储能")
    assert [(p.line, p.cell) for p in told.problems] == [(3, "C3")]  # whose number is it?


def test_error_values_matter_only_in_columns_that_are_taken(tmp_path: Path) -> None:
    rows: Rows = [
        ["企业名称", "得分", "行业"],
        ["甲厂", "#N/A", "光伏"],
        ["乙厂", 1, "#REF!"],
    ]
    told = Told(write_book(tmp_path / "a.xlsx", rows))
    assert [(p.line, p.column) for p in told.problems] == [(3, "C")]


def test_a_list_without_rows(tmp_path: Path) -> None:
    told = Told(write_book(tmp_path / "a.xlsx", [["企业名称", "所属园区"], ["合计", ""]]))
    assert told.records == []
    assert "no rows yet" in told.problems[0].en


def test_a_file_that_is_no_table_shows_its_first_rows(tmp_path: Path) -> None:
    path = write_book(tmp_path / "a.xlsx", [["会议通知"], ["时间", "地点"], ["周一", "三楼"]])
    (problem,) = refused(Told, path)
    assert "no table that any loader knows" in problem.en
    assert "gaoxin template" in problem.en


def test_unknown_headers_are_named_with_the_nearest(tmp_path: Path) -> None:
    rows: Rows = [
        ["企业名称", "所属园区", "统一社会信用代玛", "营业收入增速（%）"],
        ["甲厂", "合肥高新区", "", 3],
    ]
    columns = Told(write_book(tmp_path / "a.xlsx", rows)).columns
    assert columns["统一社会信用代玛"] == "unknown header; perhaps '统一社会信用代码'"
    assert columns["营业收入增速（%）"] == "there is no indicator '营业收入增速'"


def test_one_wrong_credit_code_is_a_problem_of_its_row(tmp_path: Path) -> None:
    wrong = code("340100", 1)[:17] + "?"
    good = [[f"{n}厂", code("340100", n)] for n in (2, 3, 4)]
    header = ["企业名称", "统一社会信用代码"]
    told = Told(write_csv(tmp_path / "a.csv", [header, ["甲厂", wrong], *good]))
    assert [(p.line, p.column) for p in told.problems] == [(2, "统一社会信用代码")]


def test_a_column_of_invented_credit_codes_is_left_out(tmp_path: Path) -> None:
    rows = [[f"{n}厂", f"91340100MA2N12345{n}"] for n in range(1, 6)]
    told = Told(write_csv(tmp_path / "a.csv", [["企业名称", "统一社会信用代码"], *rows]))
    assert told.problems == []
    assert "fail the check" in told.columns["统一社会信用代码"]
    assert told.entity("1厂").subject == Name("Enterprise", "1厂")


def test_a_sum_without_a_unit_is_left_out(tmp_path: Path) -> None:
    rows = [["企业名称", "注册资本", "2024年营收", "2023年营收"], ["甲厂", "500", "3", "2亿元"]]
    told = Told(write_csv(tmp_path / "a.csv", rows))
    assert told.columns["注册资本"].startswith("no unit is given")
    assert told.columns["2024年营收"].startswith("no unit is given")
    assert told.statements("observation") == [("甲厂", "营业收入", "2", "亿元", "2023", "actual")]


@pytest.mark.parametrize(
    "cell",
    [
        "拟于2026年3月",
        "将于2026年3月",
        "预估2026年3月",
        "2026年3月（预估）",
        "2026年3月（2025年计划）",
    ],
)
def test_a_date_that_is_only_planned(tmp_path: Path, cell: str) -> None:
    rows = [["项目名称", "开工时间"], ["甲项目", cell], ["乙项目", "2025-03"]]
    told = Told(write_csv(tmp_path / "a.csv", rows))
    assert told.statements("started") == [("甲项目", "2026-03", "planned")]
    assert ("started", Text("2025-03", f"{XSD}gYearMonth")) in told.entity("乙项目").facts


def test_indicators_below_each_other_are_about_the_zone_of_the_title(tmp_path: Path) -> None:
    rows: Rows = [
        ["合肥高新区主要经济指标"],
        ["指标名称", "单位", "2022年", "2023年"],
        ["营业收入", "亿元", 5000, 5600.5],
        ["其中：高新技术企业数", "家", 2000, "—"],
        ["注：2023年为快报数。"],
    ]
    told = Told(write_book(tmp_path / "a.xlsx", rows, ["A1:D1"]))
    assert told.lists[0].subject == "合肥高新区"
    assert told.statements("observation") == [
        ("合肥高新区", "营业收入", "5000", "亿元", "2022", "actual"),
        ("合肥高新区", "营业收入", "5600.5", "亿元", "2023", "actual"),
        ("合肥高新区", "高新技术企业数", "2000", "家", "2022", "actual"),
    ]


def test_a_county_or_zone_is_that_of_the_city_beside_it(tmp_path: Path) -> None:
    rows: Rows = [
        ["企业名称", "城市", "区县"],
        ["甲厂", "深圳市", "南山区"],
        ["乙厂", "合肥", "高新区"],
        ["丙厂", "", "浦东新区"],
        ["丁厂", "", "经开区"],
    ]
    told = Told(write_book(tmp_path / "a.xlsx", rows))
    assert ("locatedIn", Name("County", "深圳市南山区")) in told.entity("甲厂").facts
    assert ("locatedIn", Name("Zone", "合肥高新区")) in told.entity("乙厂").facts
    assert ("locatedIn", Name("County", "浦东新区")) in told.entity("丙厂").facts
    assert [(p.line, p.column) for p in told.problems] == [(5, "城市")]
    assert "of which city the 经开区 is" in told.problems[0].en


def test_a_county_is_that_of_the_city_in_the_title(tmp_path: Path) -> None:
    firm = Told(lists.shenzhen(tmp_path)).entity("深圳乙機器人有限公司")
    assert ("locatedIn", Name("County", "深圳市南山区")) in firm.facts


def test_a_header_of_three_lines_whose_last_holds_units(tmp_path: Path) -> None:
    rows: Rows = [
        ["企业名称", "2023年", "", "2024年"],
        ["", "营收", "利润总额", "营收"],
        ["", "万元", "万元", "亿元"],
        ["甲厂", 100, -5, 1.5],
    ]
    path = write_book(tmp_path / "a.xlsx", rows, ["A1:A3", "B1:C1"])
    assert Told(path).statements("observation") == [
        ("甲厂", "营业收入", "100", "万元", "2023", "actual"),
        ("甲厂", "利润总额", "-5", "万元", "2023", "actual"),
        ("甲厂", "营业收入", "1.5", "亿元", "2024", "actual"),
    ]


def test_a_header_repeated_on_each_page_with_subtotals(tmp_path: Path) -> None:
    header = ["企业名称", "所属行业", "产值（亿元）"]
    rows: Rows = [["重点企业（第一页）"], [*header], ["甲厂", "电子", 1.2], ["小计", "", 1.2]]
    rows += [[*header], ["乙厂", "医药", 2.2], ["总计", "", 3.4], ["第 2 页，共 2 页"]]
    told = Told(write_book(tmp_path / "a.xlsx", rows))
    assert told.rows() == {"taken": 2, "total": 2, "header": 1, "note": 1}
    assert told.lists[0].last_line == 2


def test_a_formula_in_a_total_is_no_problem(tmp_path: Path) -> None:
    """Nothing is read from the row of the total; a formula in another row has lost its content."""
    rows: Rows = [["企业名称", "产值（亿元）"], ["甲厂", 1.2], ["乙厂", 2.2]]
    told = Told(write_book(tmp_path / "a.xlsx", [*rows, ["合计", "=SUM(B2:B3)"]]))
    assert (told.problems, told.rows()) == ([], {"taken": 2, "total": 1})
    told = Told(write_book(tmp_path / "b.xlsx", [*rows, ["丙厂", "=B2+B3"]]))
    assert [problem.line for problem in told.problems] == [4]


def test_zones_as_columns_are_what_the_figures_are_about(tmp_path: Path) -> None:
    rows: Rows = [
        ["2023年指标"],
        ["指标", "单位", "合肥高新区", "西安高新区"],
        ["营业收入", "亿元", 5000, 6000],
        ["高新技术企业数", "家", "", 3000],
    ]
    assert Told(write_book(tmp_path / "a.xlsx", rows)).statements("observation") == [
        ("合肥高新区", "营业收入", "5000", "亿元", "2023", "actual"),
        ("西安高新区", "营业收入", "6000", "亿元", "2023", "actual"),
        ("西安高新区", "高新技术企业数", "3000", "家", "2023", "actual"),
    ]


def test_a_column_of_units_belongs_to_the_numbers_at_its_left(tmp_path: Path) -> None:
    rows: Rows = [["项目名称", "总投资", "单位"], ["甲项目", 10, "亿元"], ["乙项目", 500, "万元"]]
    told = Told(write_book(tmp_path / "a.xlsx", rows))
    assert ("totalInvestment", Text("1000000000", f"{XSD}decimal")) in told.entity("甲项目").facts
    assert ("totalInvestment", Text("5000000", f"{XSD}decimal")) in told.entity("乙项目").facts


def test_words_in_a_column_of_numbers_are_left_out_and_told(tmp_path: Path) -> None:
    rows: Rows = [
        ["企业名称", "净利润（万元）"],
        ["甲厂", "亏损"],
        ["乙厂", "(12)"],
        ["丙厂", "1l2"],
    ]
    told = Told(write_book(tmp_path / "a.xlsx", rows))
    assert told.lists[0].remarks[-1] == "'净利润（万元）': 1 left out (no number): row 2 '亏损'"
    assert told.statements("observation") == [("乙厂", "净利润", "-12", "万元", "actual")]
    assert [p.line for p in told.problems] == [4]


def test_levels_years_and_certificates_say_yes(tmp_path: Path) -> None:
    rows = [["企业名称", "小巨人"], ["甲厂", "国家级第四批"], ["乙厂", "2023年"], ["丙厂", "无"]]
    told = Told(write_csv(tmp_path / "a.csv", rows))
    award = "专精特新“小巨人”企业"
    assert ("approvedAs", Name("Award", award)) in told.entity("甲厂").facts
    assert told.statements("approvedAs") == [("乙厂", award, "2023", "actual")]
    assert len(told.records) == 3


def test_a_firm_and_an_institution_are_told_apart_by_their_names(tmp_path: Path) -> None:
    rows = [["平台名称", "依托单位"], ["甲平台", "乙科技有限公司"], ["丙平台", "丁大学"]]
    facts = [r for r in Told(write_csv(tmp_path / "a.csv", rows)).records if isinstance(r, Fact)]
    assert [fact.subject for fact in facts] == [
        Name("Enterprise", "乙科技有限公司"),
        Name("Organization", "丁大学"),
    ]


@pytest.mark.parametrize(
    "header", ["注册资本（RMB 10,000）", "注册资本(10000元)", "注册资本/万元", "注册资本：万元"]
)
def test_forms_of_ten_thousand_yuan(header: str, tmp_path: Path) -> None:
    told = Told(write_csv(tmp_path / "a.csv", [["企业名称", header], ["甲厂", "500"]]))
    assert ("registeredCapital", Text("5000000", f"{XSD}decimal")) in told.entity("甲厂").facts


def test_a_title_or_a_telephone_number_is_no_part_of_a_name(tmp_path: Path) -> None:
    rows = [["企业名称", "法人"], ["甲厂", "张三（董事长）"], ["乙厂", "李四 138-0000-0000"]]
    told = Told(write_csv(tmp_path / "a.csv", [*rows, ["丙厂", "13800000000"]]))
    assert [row[0] for row in told.statements("holdsPosition")] == ["张三", "李四"]
    assert any("(no name)" in remark for remark in told.lists[0].remarks)


@pytest.mark.parametrize(
    ("title", "bodies"),
    [("合肥市政策清单", ["合肥市科技局", "合肥高新区管委会"]), ("政策清单", ["合肥高新区管委会"])],
)
def test_an_authority_is_that_of_the_city_in_the_title(
    title: str, bodies: list[str], tmp_path: Path
) -> None:
    rows = [[title], ["政策名称", "发文单位"], ["甲办法", "市科技局、合肥高新区管委会"]]
    told = Told(write_book(tmp_path / "a.xlsx", rows))
    found = [r.subject for r in told.records if isinstance(r, Fact)]
    assert found == [Name("Organization", body) for body in bodies]
    assert told.problems == []


def test_a_repeated_header_in_other_characters_is_one(tmp_path: Path) -> None:
    firms = [[f"第{number}厂", "光伏", "2018"] for number in range(60)]
    again = ["企業 名稱", "所屬行業", "成立日期"]
    rows = [["企业名称", "所属行业", "成立日期"], *firms, again, ["末厂", "光伏", "2018"]]
    told = Told(write_csv(tmp_path / "a.csv", rows))
    assert told.problems == []
    assert len(told.records) == len(firms) + 1
    assert told.lists[0].left_out.counts == {"header": 1}
