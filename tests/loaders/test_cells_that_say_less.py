"""Cells and rows that look like a fact and are none, and columns that hold something else."""

from __future__ import annotations

from pathlib import Path

import pytest

from gaoxin.loaders.lists.planned_words import says_attainment
from gaoxin.model import Entity, Name, Text
from tests.fixtures.officer_lists import write_book, write_csv
from tests.fixtures.read_lists import Rows, Told


def values(told: Told, predicate: str) -> dict[str, list[str]]:
    """The values of a property by the name of the thing."""
    found: dict[str, list[str]] = {}
    for record in told.records:
        if isinstance(record, Entity) and isinstance(record.subject, Name):
            said = [v for p, v in record.facts if p == predicate]
            texts = [v.value if isinstance(v, Text) else getattr(v, "form", "") for v in said]
            if texts:
                found[record.subject.form] = texts
    return found


PROJECTS: Rows = [
    ["芜湖高新区2025年重点项目表"],
    ["序号", "项目名称", "总投资额（亿元）", None, "建设进度"],
    [None, None, "合计", "其中：固定资产投资", None],
]


@pytest.mark.parametrize(
    "heading",
    [
        ["一、", "续建项目（2个）", 90.5, 76],
        ["一", "续建项目", 90.5, 76],
        [None, "续建项目（共2个）", 90.5, 76],
        ["（一）", "续建项目", 90.5, None],
        [None, "一、续建项目", 90.5, 76],
    ],
)
def test_the_heading_of_a_group_with_its_sums_is_no_project(
    tmp_path: Path, heading: list[object]
) -> None:
    rows: Rows = [
        *PROJECTS,
        heading,
        [1, "甲扩产项目", 65, 55, "在建"],
        [2, "加氢站项目（5个）", 15.5, 12, "在建"],
    ]
    told = Told(write_book(tmp_path / "a.xlsx", rows, ["C2:D2"]))
    assert told.problems == []
    assert told.rows() == {"taken": 2, "group": 1}
    assert values(told, "totalInvestment") == {
        "甲扩产项目": ["6500000000"],
        "加氢站项目(5个)": ["1550000000"],
    }
    # 55 of the 65 are no investment of the year in the title.
    assert "part of the investment" in told.columns["总投资额（亿元） / 其中：固定资产投资"]
    assert told.statements("observation") == []


def test_rows_numbered_in_chinese_alone_are_things(tmp_path: Path) -> None:
    rows: Rows = [["序号", "项目名称", "总投资（亿元）"], ["一", "甲项目", 1], ["二", "乙项目", 2]]
    told = Told(write_book(tmp_path / "a.xlsx", rows))
    assert told.rows() == {"taken": 2}


@pytest.mark.parametrize("header", ["数据状态", "口径", "备注"])
def test_a_column_that_says_target_makes_targets(tmp_path: Path, header: str) -> None:
    rows = [
        ["园区", "统计年度", "指标", "本期值", "计量单位", header],
        ["宁波高新区", "2024", "营业收入", "2560", "亿元", "快报数"],
        ["宁波高新区", "2025", "地区生产总值", "375", "亿元", "目标"],
        ["宁波高新区", "2025", "出口额", "210", "亿元", "预期目标"],
    ]
    told = Told(write_csv(tmp_path / "a.csv", rows))
    assert told.problems == []
    assert [s[1] for s in told.statements("observation")] == ["营业收入"]
    assert [s[1] for s in told.statements("target")] == ["生产总值", "出口总额"]


@pytest.mark.parametrize(
    ("header", "is_so"),
    [
        ("完成年度目标（%）", True),
        ("占年度目标%", True),
        ("完成全年目标比例", True),
        ("年度目标完成情况", True),
        ("完成计划（％）", True),
        ("2025年目标（亿元）", False),
        ("2024年目标值", False),
        ("计划总投资", False),
    ],
)
def test_how_much_of_a_target_was_reached_is_no_target(header: str, is_so: bool) -> None:
    assert says_attainment(header) is is_so


def test_figures_with_an_attainment_and_a_change(tmp_path: Path) -> None:
    rows: Rows = [
        ["宁波高新区2024年主要经济指标完成情况"],
        ["指标名称", "计量单位", "2024年实绩", "2024年目标", "完成年度目标（%）", "2025年目标"],
        ["地区生产总值", "亿元", 352.1, 350, "100.6", "增长6%左右"],
        ["研发投入强度", "%", 5.3, 5.2, None, "提高0.2个百分点"],
        ["高新技术企业数", "家", 715, 700, 102.1, "增加80家"],
        ["地区生产总值增长率", "%", 6.2, 6, None, "增长6%"],
    ]
    told = Told(write_book(tmp_path / "a.xlsx", rows))
    assert told.problems == []
    assert "reached" in told.columns["完成年度目标（%）"]
    assert {s[1:5] for s in told.statements("target")} == {
        ("生产总值", "350", "亿元", "2024"),
        ("研发投入强度", "5.2", "%", "2024"),
        ("高新技术企业数", "700", "家", "2024"),
        ("地区生产总值增长率", "6", "%", "2024"),
        ("地区生产总值增长率", "6", "%", "2025"),
    }
    assert any("3 left out (it says a change" in text for text in told.lists[0].remarks)


def test_listings_as_written_and_plain_answers(tmp_path: Path) -> None:
    rows = [
        ["企业名称", "股票代码", "是否上市", "是否高企"],
        ["甲厂", "688777.SH", "是（科创板 688777）", "是（2023年复审）"],
        ["乙厂", "-", "否", "是（复审中）"],
        ["丙厂", "已过会", "拟上市（已辅导备案）", "√"],
        ["丁厂", "9688.HK", "是", "否"],
    ]
    told = Told(write_csv(tmp_path / "a.csv", rows))
    assert told.problems == []
    assert values(told, "listing") == {
        "甲厂": ["科创板 688777"],
        "丙厂": ["拟上市（已辅导备案）"],
        "丁厂": ["已上市"],
    }
    assert values(told, "stockCode") == {"甲厂": ["688777.SH"], "丁厂": ["9688.HK"]}
    assert values(told, "approvedAs") == {"甲厂": ["高新技术企业"], "丙厂": ["高新技术企业"]}


def test_a_board_may_be_a_part_of_a_zone(tmp_path: Path) -> None:
    rows = [["企业名称", "板块"], ["甲厂", "枫桥街道"], ["乙厂", "科技城"], ["丙厂", "通安镇"]]
    told = Told(write_csv(tmp_path / "a.csv", rows))
    assert told.problems == []
    assert values(told, "listing") == {}


def test_places_inside_a_zone_are_addresses(tmp_path: Path) -> None:
    rows = [
        ["企业名称", "所在地"],
        ["甲厂", "国际生物岛"],
        ["乙厂", "科学城"],
        ["丙厂", "广州"],
    ]
    told = Told(write_csv(tmp_path / "a.csv", rows))
    assert told.problems == []
    assert values(told, "address") == {"甲厂": ["国际生物岛"], "乙厂": ["科学城"], "丙厂": ["广州"]}
    cities = [["企业名称", "所在地"], ["甲厂", "江苏省南京市鼓楼区"], ["乙厂", "芜湖"]]
    told = Told(write_csv(tmp_path / "b.csv", cities))
    assert told.columns["所在地"] == "located in → city"


def test_a_level_with_a_remark(tmp_path: Path) -> None:
    rows = [
        ["广州高新区创新平台"],
        ["平台名称", "级别"],
        ["甲实验室", "市级（拟申报省级）"],
        ["乙实验室", "国家级（拟）"],
        ["丙实验室", "省级（2023年认定）"],
        ["丁实验室", "区级"],
        ["戊实验室", "省级（已撤销）"],
    ]
    told = Told(write_csv(tmp_path / "a.csv", rows))
    assert told.problems == []
    assert values(told, "recognitionLevel") == {
        "甲实验室": ["municipal"],
        "丙实验室": ["provincial"],
        "丁实验室": ["zone"],
    }


def test_dates_that_state_none_are_left_out_and_named(tmp_path: Path) -> None:
    rows = [
        ["政策名称", "印发时间", "施行日期"],
        ["甲办法", "2022.3.10", "自发布之日起施行"],
        ["乙办法", "2023-05-30", "印发之日起30日后"],
        ["丙办法", "2023-06-30", "2023-07-01"],
    ]
    told = Told(write_csv(tmp_path / "a.csv", rows))
    assert told.problems == []
    assert values(told, "takesEffect") == {"丙办法": ["2023-07-01"]}
    assert any("2 left out (it counts from" in text for text in told.lists[0].remarks)
    works = [["项目名称", "开工时间", "计划竣工时间"], ["甲项目", "已开工", "视情况而定"]]
    told = Told(write_csv(tmp_path / "b.csv", works))
    assert told.problems == []
    assert sum("(no date)" in text for text in told.lists[0].remarks) == 2
