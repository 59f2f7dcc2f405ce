"""What officers of twelve cities wrote and the program first took for something else."""

from __future__ import annotations

from pathlib import Path

import pytest

from gaoxin.loaders.lists.place_context import place_of_titles
from gaoxin.model import Entity, Fact, Name
from tests.fixtures.officer_lists import write_book, write_csv
from tests.fixtures.read_lists import Rows, Told

pytestmark = pytest.mark.usefixtures("chinese")

Cells = list[list[str]]


def names(told: Told) -> list[str]:
    """The names of the rows' things."""
    return [
        record.subject.form
        for record in told.records
        if isinstance(record, Entity) and isinstance(record.subject, Name)
    ]


@pytest.mark.parametrize(
    "total",
    [["合计", "2个", "10.3亿元"], ["合计", "共2个项目", "10.3"], ["小计", "2家", "同比增长5%"]],
)
def test_a_total_with_a_count_under_the_names(total: list[str], tmp_path: Path) -> None:
    rows = [
        ["序号", "项目名称", "总投资（亿元）"],
        ["1", "甲总部项目", "3.5"],
        ["2", "乙模块项目", "6.8"],
        total,
    ]
    told = Told(write_csv(tmp_path / "a.csv", rows))
    assert told.problems == []
    assert names(told) == ["甲总部项目", "乙模块项目"]
    assert told.rows() == {"taken": 2, "total": 1}


@pytest.mark.parametrize("heading", [["一、续建项目（2个）", "", "10.3"], ["一", "", "10.3"]])
def test_a_heading_in_the_column_of_numbers(heading: list[str], tmp_path: Path) -> None:
    rows = [
        ["序号", "项目名称", "总投资（亿元）"],
        heading,
        ["1", "甲项目", "3.5"],
        ["2", "乙项目", "6.8"],
    ]
    told = Told(write_csv(tmp_path / "a.csv", rows))
    assert told.problems == []
    assert told.rows() == {"taken": 2, "group": 1}


@pytest.mark.parametrize("header", ["拟上市板块", "拟上市地"])
def test_where_a_firm_means_to_be_listed(header: str, tmp_path: Path) -> None:
    told = Told(write_csv(tmp_path / "a.csv", [["企业名称", header], ["甲光学有限公司", "科创板"]]))
    assert told.entity("甲光学有限公司").facts == ()
    assert "计划" in told.columns[header]


def test_who_carries_out_a_policy_is_not_its_issuer(tmp_path: Path) -> None:
    rows = [
        ["政策名称", "发文单位", "牵头部门"],
        ["甲若干措施", "广州市黄埔区人民政府", "广州市黄埔区工信局"],
    ]
    told = Told(write_csv(tmp_path / "a.csv", rows))
    issuers = [
        record.subject.form
        for record in told.records
        if isinstance(record, Fact) and record.predicate == "issues"
        if isinstance(record.subject, Name)
    ]
    assert issuers == ["广州市黄埔区人民政府"]


@pytest.mark.parametrize(
    "cell", ["（洽谈中）", "待注册", "拟招商", "另行确定", "拟新设公司", "项目公司（待成立）"]
)
def test_a_firm_that_there_is_not_yet(cell: str, tmp_path: Path) -> None:
    rows = [["项目名称", "建设单位"], ["甲总部项目", cell], ["乙模块项目", "乙半导体有限公司"]]
    told = Told(write_csv(tmp_path / "a.csv", rows))
    investors = [
        record.subject.form
        for record in told.records
        if isinstance(record, Fact) and record.predicate == "invests"
        if isinstance(record.subject, Name)
    ]
    assert investors == ["乙半导体有限公司"]


def test_platforms_that_are_planned_or_revoked(tmp_path: Path) -> None:
    rows = [
        ["孵化器名称", "级别"],
        ["甲孵化器", "国家级"],
        ["乙孵化器（拟建）", "省级"],
        ["丙孵化器（已撤销）", "省级"],
        ["丁孵化器", "国家级（培育）"],
        ["戊孵化器", "拟申报国家级"],
    ]
    told = Told(write_csv(tmp_path / "a.csv", rows))
    assert told.problems == []
    assert told.rows() == {"taken": 3, "not-so": 2}
    levels = {name: told.entity(name).facts for name in ("甲孵化器", "丁孵化器", "戊孵化器")}
    assert [name for name, facts in levels.items() if facts] == ["甲孵化器"]


def test_merged_cells_make_a_header_of_unknown_words(tmp_path: Path) -> None:
    rows: Rows = [
        ["青岛高新区上市后备企业名单"],
        ["企业名称", "2024年", None, "上轮融资", None, None, "备注"],
        [None, "营收（万元）", "净利润（万元）", "轮次", "机构", "估值", None],
        ["甲光学有限公司", 26300, 4105, "C轮", "某资本", 18, None],
    ]
    merged = ["A2:A3", "G2:G3", "B2:C2", "D2:F2"]
    told = Told(write_book(tmp_path / "a.xlsx", rows, merged=merged))
    figures = {row[1:5] for row in told.statements("observation")}
    assert figures == {
        ("营业收入", "26300", "万元", "2024"),
        ("净利润", "4105", "万元", "2024"),
    }


def test_the_year_of_an_award_is_its_time(tmp_path: Path) -> None:
    cell = "省级瞪羚企业（2021）、高新技术企业（有效期至2026年）"
    told = Told(write_csv(tmp_path / "a.csv", [["企业名称", "荣誉资质"], ["甲光学有限公司", cell]]))
    assert {(row[1], row[2]) for row in told.statements("approvedAs")} == {
        ("省级瞪羚企业", "2021"),
        ("高新技术企业", "../2026"),
    }


def test_industries_under_a_header_of_places_are_no_addresses(tmp_path: Path) -> None:
    rows = [["企业名称", "所属板块"], ["甲有限公司", "新一代信息技术"], ["乙有限公司", "海洋生物"]]
    told = Told(write_csv(tmp_path / "a.csv", rows))
    assert told.entity("甲有限公司").facts == ()


@pytest.mark.parametrize("title", ["2025年1-5月合肥市规上企业", "2025年5月合肥市规上企业"])
def test_the_city_behind_the_month(title: str) -> None:
    assert place_of_titles([title]) == "合肥市"


def test_leaders_of_the_zone_of_the_title(tmp_path: Path) -> None:
    rows = [
        ["合肥高新区领导班子成员", ""],
        ["姓名", "职务"],
        ["张某甲", "管委会副主任"],
        ["待定", "总工程师"],
        ["空缺", "总会计师"],
    ]
    told = Told(write_csv(tmp_path / "a.csv", rows))
    assert told.problems == []
    assert told.rows() == {"taken": 1, "vacant": 2}
    [post] = told.statements("holdsPosition")
    assert (post[0], post[1], post[-1]) == ("张某甲", "合肥高新区", "管委会副主任")


def test_posts_of_nobody_knows_which_body_are_named(tmp_path: Path) -> None:
    """Talents of a zone do not work for its administration."""
    rows = [["合肥高新区高层次人才名单", ""], ["姓名", "职务"], ["张某甲", "总工程师"]]
    told = Told(write_csv(tmp_path / "a.csv", rows))
    assert told.statements("holdsPosition") == []
    assert any("哪个单位" in remark for remark in told.lists[0].remarks)


@pytest.mark.parametrize(
    ("cell", "value"), [("12,300*", "12300"), ("139.6②", "139.6"), ("3.5亿元（一期1.2亿）", "3.5")]
)
def test_marks_and_parts_behind_a_number(cell: str, value: str, tmp_path: Path) -> None:
    rows = [["企业名称", "营业收入（亿元）"], ["甲有限公司", cell]]
    told = Told(write_csv(tmp_path / "a.csv", rows))
    assert told.problems == []
    assert [row[2] for row in told.statements("observation")] == [value]


def test_telephone_numbers_of_an_office_are_personal(tmp_path: Path) -> None:
    rows = [["企业名称", "办公室电话"], ["甲有限公司", "67980001"]]
    told = Told(write_csv(tmp_path / "a.csv", rows))
    assert told.columns["办公室电话"] == "个人信息"


def test_zones_as_columns_over_periods_and_growth(tmp_path: Path) -> None:
    """Numbers before the names of indicators are no headings of groups."""
    rows: Rows = [
        ["2025年一季度济南市各功能区主要经济指标"],
        ["指标名称", "计量单位", "济南高新区", None, "莱芜高新区", None],
        [None, None, "1-3月", "增长%", "1-3月", "增长%"],
        ["一、地区生产总值", "亿元", 412.6, 6.1, 38.1, 5.2],
        ["二、高新技术企业数", None, 412, 3.3, 38, 2.1],
    ]
    merged = ["A2:A3", "B2:B3", "C2:D2", "E2:F2"]
    told = Told(write_book(tmp_path / "a.xlsx", rows, merged=merged))
    assert told.rows() == {"taken": 2}
    found = {(row[0], row[2], row[-2]) for row in told.statements("observation")}
    assert ("济南高新区", "412.6", "2025-01/2025-03") in found
    assert ("莱芜高新区", "38.1", "2025-01/2025-03") in found
    assert told.columns["济南高新区 / 增长%"].startswith("是增减幅度")


def test_a_change_that_is_no_number(tmp_path: Path) -> None:
    rows = [["企业名称", "高管变动"], ["甲有限公司", "总经理变更"]]
    assert "增减" not in Told(write_csv(tmp_path / "a.csv", rows)).columns["高管变动"]


@pytest.mark.parametrize(
    ("title", "award"),
    [
        ("苏州市国家级专精特新“小巨人”企业名单", "专精特新“小巨人”企业"),
        ("合肥高新区2024年高新技术企业名单", "高新技术企业"),
        ("省级专精特新中小企业名单（第三批）", "专精特新中小企业"),
        ("合肥高新区瞪羚企业培育库名单", ""),
        ("2024年度拟认定高新技术企业公示名单", ""),
        ("高新技术企业和瞪羚企业名单", ""),
        ("高新技术企业服务机构名单", ""),
        ("合肥高新区重点企业名单", ""),
    ],
)
def test_the_recognition_of_the_title(title: str, award: str, tmp_path: Path) -> None:
    rows = [
        [title, ""],
        ["企业名称", "备注"],
        ["甲光学有限公司", ""],
        ["乙材料有限公司", "复核未通过"],
    ]
    told = Told(write_csv(tmp_path / "a.csv", rows))
    found = [row[:2] for row in told.statements("approvedAs")]
    assert found == ([("甲光学有限公司", award)] if award else [])
    assert bool(award) == any("都是「" in remark for remark in told.lists[0].remarks)
    assert bool(award) == any("没有通过" in remark for remark in told.lists[0].remarks)


@pytest.mark.parametrize("cell", ["达产后年产值15亿元", "投产后可实现年产值15亿元", "预计15亿元"])
def test_what_a_project_gives_once_it_is_built(cell: str, tmp_path: Path) -> None:
    told = Told(write_csv(tmp_path / "a.csv", [["项目名称", "预计产值"], ["甲总部项目", cell]]))
    assert told.problems == []
    [row] = told.statements("target")
    assert row[1:4] == ("工业总产值", "15", "亿元")
    assert "planned" in row


def test_a_term_with_its_last_day(tmp_path: Path) -> None:
    rows = [["政策名称", "有效期"], ["甲若干措施", "3年（2025年8月31日到期）"]]
    told = Told(write_csv(tmp_path / "a.csv", rows))
    [(means, value)] = told.entity("甲若干措施").facts
    assert (means, value.value) == ("expires", "2025-08-31")  # type: ignore[union-attr]


def test_parts_of_a_city_under_a_header_of_stock_exchanges(tmp_path: Path) -> None:
    rows = [
        ["苏州市重点企业名单", ""],
        ["企业名称", "板块"],
        ["甲有限公司", "苏州工业园区"],
        ["乙有限公司", "昆山高新区"],
    ]
    told = Told(write_csv(tmp_path / "a.csv", rows))
    [(means, place)] = told.entity("甲有限公司").facts
    assert (means, place.form) == ("locatedIn", "苏州工业园区")  # type: ignore[union-attr]


RANKED: Rows = [
    ["2025年一季度湖南省国家高新区主要经济指标完成情况"],
    ["园区名称", "税收收入（亿元）", None, None],
    [None, "总量", "增速", "排名"],
    ["长沙高新区", 118.6, 4.2, 1],
    ["株洲高新区", 52.3, -1.6, 2],
]


def test_a_rank_beside_a_figure_is_neither_the_figure_nor_that_of_all_zones(tmp_path: Path) -> None:
    told = Told(write_book(tmp_path / "a.xlsx", RANKED, merged=["A2:A3", "B2:D2"]))
    assert {row[:3] for row in told.statements("observation")} == {
        ("长沙高新区", "税收收入", "118.6"),
        ("株洲高新区", "税收收入", "52.3"),
    }
    assert told.rows() == {"taken": 2}


def test_a_rank_in_a_list_of_one_figure(tmp_path: Path) -> None:
    rows = [["园区名称", "实际使用外资（万美元）", "排名"], ["长沙高新区", "12300", "1"]]
    told = Told(write_csv(tmp_path / "a.csv", rows))
    assert [row[1] for row in told.statements("observation")] == ["实际使用外资"]


def test_totals_up_to_the_end_of_the_period(tmp_path: Path) -> None:
    rows: Rows = [
        ["2025年上半年湖南省高新区主要经济指标完成情况"],
        ["园区名称", "税收收入（亿元）", None],
        [None, "本期止累计", "同比±%"],
        ["长沙高新区", 118.6, 4.2],
    ]
    told = Told(write_book(tmp_path / "a.xlsx", rows, merged=["A2:A3", "B2:C2"]))
    [row] = told.statements("observation")
    assert row[1:5] == ("税收收入", "118.6", "亿元", "2025-H1")


def test_targets_below_years(tmp_path: Path) -> None:
    rows: Rows = [
        ["襄阳高新区2025年主要目标任务分解表"],
        ["序号", "指标名称", "单位", "2024年完成", None, "2025年目标", None],
        [None, None, None, "总量", "增速%", "总量", "增速%"],
        [1, "地区生产总值", "亿元", 1186.3, 6.5, 1270, "7%左右"],
        [2, "高新技术企业数", "家", 612, 5, "净增80家", None],
    ]
    merged = ["A2:A3", "B2:B3", "C2:C3", "D2:E2", "F2:G2"]
    told = Told(write_book(tmp_path / "a.xlsx", rows, merged=merged))
    assert told.problems == []
    reached = {row[1:5] for row in told.statements("observation")}
    assert ("生产总值", "1186.3", "亿元", "2024") in reached
    assert [row[1:5] for row in told.statements("target")] == [("生产总值", "1270", "亿元", "2025")]


def test_foreign_capital_of_a_zone_is_not_outside_of_it(tmp_path: Path) -> None:
    rows = [["大连高新区外资企业名单", ""], ["企业名称", "国别"], ["甲传感技术有限公司", "德国"]]
    told = Told(write_csv(tmp_path / "a.csv", rows))
    assert [row[:2] for row in told.statements("locatedIn")] == [
        ("甲传感技术有限公司", "大连高新区")
    ]


def test_a_line_of_labels_is_no_header(tmp_path: Path) -> None:
    rows: Rows = [
        ["大连高新区外资项目一览表"],
        ["责任单位：投资促进局", None, "统计日期：2025.5.31"],
        ["项目名称", "投资总额（万元）", "进度"],
        ["甲研发中心", 3200, "已开工"],
    ]
    told = Told(write_book(tmp_path / "a.xlsx", rows))
    assert told.lists[0].first_line == 3


@pytest.mark.parametrize(
    ("cell", "date"), [("2019年（2016年省级）", "2019"), ("2024年12月（公示）", "")]
)
def test_a_date_with_a_remark(cell: str, date: str, tmp_path: Path) -> None:
    rows = [["孵化器名称", "认定年份"], ["甲孵化器", cell]]
    told = Told(write_csv(tmp_path / "a.csv", rows))
    assert told.problems == []
    facts = told.entity("甲孵化器").facts
    assert [value.value for _, value in facts] == ([date] if date else [])  # type: ignore[union-attr]


@pytest.mark.parametrize(
    ("cell", "name", "former"),
    [
        ("常州甲供应链管理有限公司（原甲物流）", "常州甲供应链管理有限公司", "甲物流"),
        (
            "常州甲供应链有限公司（原名：常州甲物流有限公司）",
            "常州甲供应链有限公司",
            "常州甲物流有限公司",
        ),
        ("常州甲信息服务有限公司*", "常州甲信息服务有限公司", ""),
        ("常州甲药业有限公司（原料药）", "常州甲药业有限公司(原料药)", ""),
        ("甲（常州）科技有限公司", "甲(常州)科技有限公司", ""),
    ],
)
def test_a_former_name_behind_the_name(cell: str, name: str, former: str, tmp_path: Path) -> None:
    told = Told(write_csv(tmp_path / "a.csv", [["企业名称", "行业"], [cell, "物流"]]))
    others = [form for form, how, _ in told.entity(name).names if how == "alias"]
    assert others == ([former] if former else [])


def test_a_total_that_is_a_part_of_the_name(tmp_path: Path) -> None:
    rows: Rows = [
        ["合肥高新区重点项目"],
        ["项目名称", "投资", None, "备注"],
        [None, "总额", "增速", None],
        ["甲总部项目", "120万元", 4.2, None],
    ]
    merged = ["A2:A3", "B2:C2", "D2:D3"]
    told = Told(write_book(tmp_path / "a.xlsx", rows, merged=merged))
    assert told.columns["投资 / 总额"].startswith("总投资")
