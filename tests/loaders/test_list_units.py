"""Units of lists: each number has the unit that is written for it, or none and a question."""

from __future__ import annotations

from pathlib import Path

import pytest

from gaoxin.loaders.lists.column_units import fits, unit_above, usual_unit
from gaoxin.loaders.lists.list_mapping import Meaning
from gaoxin.loaders.lists.unit_lines import read_units, units_above
from gaoxin.loaders.lists.written_units import canonical_unit
from gaoxin.model import Text
from gaoxin.ontology.namespaces import XSD
from tests.fixtures.officer_lists import write_book
from tests.fixtures.read_lists import Rows, Told


@pytest.fixture
def read(tmp_path: Path):  # type: ignore[no-untyped-def]
    return lambda rows: Told(write_book(tmp_path / "a.xlsx", rows))


# -- numbers below zero ----------------------------------------------------------------------------


@pytest.mark.parametrize(
    "header",
    [
        "从业人员（人）",
        "专利授权量（件）",
        "高新技术企业数（家）",
        "注册资本（万元）",
        "总投资（亿元）",
    ],
)
def test_a_number_of_things_is_never_below_zero(header: str, read) -> None:  # type: ignore[no-untyped-def]
    kind = "项目名称" if header.startswith("总投资") else "企业名称"
    told = read([[kind, header], ["甲", -5], ["乙", "(1,200)"], ["丙", 0], ["丁", 5]])
    assert [problem.line for problem in told.problems] == [2, 3]
    assert all("is never below zero; correct it" in problem.en for problem in told.problems)
    assert told.rows()["taken"] == 2


@pytest.mark.parametrize(
    "header", ["利润总额（万元）", "营业收入增速（%）", "净利润（万元）", "净增从业人员（人）"]
)
def test_sums_and_changes_may_be_below_zero(header: str, read) -> None:  # type: ignore[no-untyped-def]
    assert read([["企业名称", "所在园区", header], ["甲", "合肥高新区", -5]]).problems == []


# -- the line above the table ----------------------------------------------------------------------


@pytest.mark.parametrize(
    ("line", "units"),
    [
        ("单位：万元", "万元"),
        ("（金额单位：人民币万元）", "万元"),
        ("单位:亿元  日期：2024年", "亿元"),
        ("单位：万元、人", "万元 人"),
        ("单位：万元、人、%", "万元 人 %"),
        ("计量单位：亿元，家；%", "亿元 家 %"),
        ("单位：万元/人/%", "万元 人 %"),
        ("单位：万元/人", "万元/人"),
        ("单位：亿元 万人 %", "亿元 万人 %"),
        ("单位：万元（人民币）", "万元"),
        ("金额单位：万元；面积单位：亩", "万元 亩"),
        ("填报单位：合肥高新区管委会　　单位：万元", "万元"),
        ("Unit: RMB million", "百万元"),
        ("填报单位：合肥高新区管委会", ""),
        ("单位：万元、万千嘛", "万元"),
        ("各单位 2024年企业名单", ""),
        ("2024年企业名单", ""),
    ],
)
def test_the_line_of_units(line: str, units: str) -> None:
    assert read_units(line) == tuple(units.split())


def test_the_word_and_the_unit_may_stand_in_two_cells() -> None:
    assert units_above(["企业名单", "单位：", "万元", "2024年"]) == ("万元",)


@pytest.mark.parametrize(
    ("units", "usual", "unit"),
    [
        ("万元", "亿元", "万元"),
        ("万元", "人", ""),
        ("万元", "%", ""),
        ("万元", "公顷", ""),
        ("亩", "公顷", "亩"),
        ("万元 人 %", "%", "%"),
        ("万元 万人", "家", ""),
        ("万元 万人", "人", "万人"),
        ("万个", "家", "万个"),
        ("万元 万美元", "亿美元", "万美元"),
        ("万元 万美元", "亿元", "万元"),
        ("万元 亿元", "亿元", ""),
        ("万元", "亿元/平方公里", ""),
        ("万元", "", ""),
    ],
)
def test_a_unit_above_the_table_is_for_its_kind_only(units: str, usual: str, unit: str) -> None:
    assert unit_above(units.split(), usual) == unit


@pytest.mark.parametrize(
    ("indicator", "unit"),
    [
        ("从业人员期末数", "人"),
        ("常住人口", "万人"),
        ("社会消费品零售总额", "元"),
        ("主营收入合计", "元"),
        ("绿化面积", "公顷"),
        ("资产负债率", "%"),
        ("容积率", ""),
        ("引才名额", ""),
        ("全社会用电量", ""),
    ],
)
def test_what_an_indicator_measures(indicator: str, unit: str) -> None:
    assert usual_unit(Meaning("figure", indicator=indicator)) == unit


def test_units_fit_what_they_measure() -> None:
    assert fits("件", "件/万人")
    assert fits("万元/亩", "亿元/平方公里")
    assert not fits("%", "亿元")
    assert not fits("万元", "人")


def test_the_line_of_units_is_not_for_people_areas_and_shares(read) -> None:  # type: ignore[no-untyped-def]
    rows: Rows = [
        ["企业情况"],
        ["单位：万元"],
        ["企业名称", "2024年营收", "从业人员", "2024年研发投入强度", "注册资本"],
        ["甲厂", 500, 30, 7.5, 100],
    ]
    told = read(rows)
    assert told.statements("observation") == [
        ("甲厂", "营业收入", "500", "万元", "2024", "actual"),
        ("甲厂", "从业人员期末数", "30", "人", "actual"),
    ]
    assert told.columns["2024年研发投入强度"].startswith("no unit is given (%)")
    assert ("registeredCapital", Text("1000000", f"{XSD}decimal")) in told.entity("甲厂").facts
    rows[1] = ["单位：万元、人、%"]
    assert ("甲厂", "研发投入强度", "7.5", "%", "2024", "actual") in read(rows).statements(
        "observation"
    )


def test_an_area_takes_no_unit_of_money_from_above(read) -> None:  # type: ignore[no-untyped-def]
    rows: Rows = [["单位：万元"], ["园区名称", "规划面积", "级别"], ["甲高新区", 30, "省级"]]
    assert read(rows).columns["规划面积"].startswith("no unit is given (亩, 公顷 or 平方公里)")
    rows[0] = ["金额单位：万元  面积单位：亩"]
    assert read(rows).columns["规划面积"] == "figure: 规划面积, 亩"


def test_a_unit_of_another_kind_in_the_header_is_a_question(read) -> None:  # type: ignore[no-untyped-def]
    header = ["企业名称", "2024年营业收入（%）", "从业人员（万元）", "每万人发明专利拥有量（件）"]
    told = read([header, ["甲厂", 5, 6, 7]])
    assert "% is no unit of 营业收入" in told.columns["2024年营业收入（%）"]
    assert "万元 is no unit of 从业人员期末数" in told.columns["从业人员（万元）"]
    assert [row[1:4] for row in told.statements("observation")] == [
        ("每万人有效发明专利拥有量", "7", "件")
    ]


def test_a_mere_scale_has_the_base_of_the_indicator(read) -> None:  # type: ignore[no-untyped-def]
    told = read([["企业名称", "2024年营收（亿）", "2023年营收"], ["甲厂", 5, "3亿"]])
    assert [row[2:4] for row in told.statements("observation")] == [("5", "亿元"), ("3", "亿元")]


def test_a_scale_alone_names_no_foreign_currency(read) -> None:  # type: ignore[no-untyped-def]
    rows: Rows = [["企业名称", "2024年实际使用外资（亿）", "注册资本（万元）"], ["甲厂", 5, 3]]
    told = read(rows)
    assert (
        "亿 does not say the whole unit; write it in full, as in 亿美元" in told.columns[rows[0][1]]
    )
    assert told.statements("observation") == []


# -- cells -----------------------------------------------------------------------------------------


def test_one_cell_without_a_unit_among_others_is_a_problem(read) -> None:  # type: ignore[no-untyped-def]
    rows: Rows = [["企业名称", "2024年营收"], ["甲厂", "300万元"], ["乙厂", 500], ["丙厂", 0]]
    told = read([*rows, ["丁厂", "12%"]])
    assert [(p.line, p.column) for p in told.problems] == [(3, "2024年营收"), (5, "2024年营收")]
    assert "write it in brackets into the header" in told.problems[0].en
    assert "没有写单位（元、万元还是亿元）" in told.problems[0].zh
    assert "% is no unit of 营业收入" in told.problems[1].en


def test_a_sum_has_a_whole_unit_of_money(read) -> None:  # type: ignore[no-untyped-def]
    rows: Rows = [["企业名称", "注册资本"], ["甲厂", "5亿"], ["乙厂", 0], ["丙厂", 3000]]
    told = read([*rows, ["丁厂", "5家"], ["戊厂", "3-5亿港币"]])
    capital = [told.entity(name).facts for name in ("甲厂", "乙厂")]
    assert capital == [
        (("registeredCapital", Text(value, f"{XSD}decimal")),) for value in ("500000000", "0")
    ]
    assert [row[:4] for row in told.statements("observation")] == [
        ("戊厂", "注册资本", value, "亿港元") for value in ("3", "5")
    ]
    assert [p.line for p in told.problems] == [4, 5]
    assert "write it in brackets into the header" in told.problems[0].en
    assert "家 is no unit of registered capital" in told.problems[1].en
    assert "correct the unit or the header" in told.problems[1].en


def test_an_area_without_a_unit_among_others_is_a_problem(tmp_path: Path) -> None:
    mapping = tmp_path / "m.toml"
    mapping.write_text(
        'type = "Platform"\n[[column]]\nheader = "平台名称"\nmeans = "name"\n'
        '[[column]]\nheader = "面积"\nmeans = "area"\n',
        encoding="utf-8",
    )
    rows: Rows = [["平台名称", "面积"], ["甲平台", "30亩"], ["乙平台", 500], ["丙平台", "100亩"]]
    told = Told(write_book(tmp_path / "a.xlsx", rows), mapping=mapping)
    assert [(p.line, p.column) for p in told.problems] == [(3, "面积")]
    assert ("area", Text("2", f"{XSD}decimal")) in told.entity("甲平台").facts
    assert told.statements("observation") == [("丙平台", "批准面积", "100", "亩", "actual")]


def test_units_of_an_unknown_kind_are_all_written_or_none(tmp_path: Path) -> None:
    mapping = tmp_path / "m.toml"
    mapping.write_text(
        'type = "Enterprise"\n[[column]]\nheader = "企业名称"\nmeans = "name"\n'
        '[[column]]\nheader = "用电"\nmeans = "figure"\nindicator = "用电量"\n',
        encoding="utf-8",
    )
    rows: Rows = [["企业名称", "用电"], ["甲厂", "300万千瓦时"], ["乙厂", 500]]
    told = Told(write_book(tmp_path / "a.xlsx", rows), mapping=mapping)
    assert [p.line for p in told.problems] == [3]
    assert "write it to each" in told.problems[0].en


# -- one figure in a row ---------------------------------------------------------------------------


def test_the_header_of_values_gives_the_unit_and_the_year(read) -> None:  # type: ignore[no-untyped-def]
    rows: Rows = [
        ["合肥高新区指标"],
        ["指标", "2023年数值（亿元）", "2024年数值（万元）"],
        ["营业收入", 500, 400],
        ["利润总额", "3000万元", 4],
    ]
    assert [row[1:5] for row in read(rows).statements("observation")] == [
        ("营业收入", "500", "亿元", "2023"),
        ("营业收入", "400", "万元", "2024"),
        ("利润总额", "3000", "万元", "2023"),
        ("利润总额", "4", "万元", "2024"),
    ]


def test_the_title_gives_the_year_of_values(read) -> None:  # type: ignore[no-untyped-def]
    rows: Rows = [
        ["合肥高新区2024年1-6月主要经济指标"],
        ["单位：亿元"],
        ["指标", "本期值", "上年数值"],
        ["营业收入", 500, 400],
        ["高新技术企业数", 30, 3],
        ["社会消费品零售总额", 7, 3],
        ["全社会用电量", 4, 3],
    ]
    told = read(rows)
    assert [row[1:5] for row in told.statements("observation")] == [
        ("营业收入", "500", "亿元", "2024-01/2024-06"),
        ("高新技术企业数", "30", "家", "2024-01/2024-06"),
        ("社会消费品零售总额", "7", "亿元", "2024-01/2024-06"),
    ]
    assert told.columns["上年数值"] == "it is not known which year 上年 is"
    assert any("whether the unit above the header (亿元)" in r for r in told.lists[0].remarks)


@pytest.mark.parametrize(
    ("header", "row", "words"),
    [
        (
            ["数值（亿元）"],
            ["高新技术企业数", 30],
            "亿元 in the header is no unit of 高新技术企业数",
        ),
        (["数值（亿元）"], ["营业收入（万元）", 30], "the unit in the row is 万元"),
        (["数值", "单位"], ["营业收入", 30, "家"], "家 is no unit of 营业收入"),
        (["数值", "单位"], ["营业收入", 30, ""], "no unit is given (元, 万元 or 亿元)"),
        (["数值"], ["资产负债率", 30], "no unit is given (%)"),
    ],
)
def test_a_unit_that_is_missing_or_contradicts_is_a_problem(  # type: ignore[no-untyped-def]
    header: list[str], row: list[object], words: str, read
) -> None:
    told = read([["合肥高新区指标"], ["指标", *header], row])
    (problem,) = told.problems
    assert words in problem.en
    assert problem.line == 3


def test_a_number_may_have_its_unit_behind_it(read) -> None:  # type: ignore[no-untyped-def]
    rows: Rows = [["合肥高新区指标"], ["指标", "数值（亿元）"], ["高新技术企业数", "30家"]]
    assert [row[1:4] for row in read(rows).statements("observation")] == [
        ("高新技术企业数", "30", "家")
    ]
    assert canonical_unit("家") == "家"
