"""Six lists as officers of six cities write them, each with what is odd in its kind."""

from __future__ import annotations

from pathlib import Path

import pytest

from gaoxin.errors import InvalidSource
from gaoxin.model import Fact, Name, Text
from tests.fixtures.officer_lists import write_book, write_csv
from tests.fixtures.read_lists import Told

pytestmark = pytest.mark.usefixtures("chinese")


def facts(told: Told, predicate: str) -> list[tuple[str, str]]:
    """The names that a relation joins, in the order of the list."""
    return [
        (fact.subject.form, fact.object.form)
        for fact in told.records
        if isinstance(fact, Fact) and fact.predicate == predicate
        if isinstance(fact.subject, Name) and isinstance(fact.object, Name)
    ]


def test_firms_below_a_row_of_notes_with_a_grouped_header(tmp_path: Path) -> None:
    rows: list[list[object]] = [
        ["芜湖高新区规模以上工业企业基本情况表"],
        ["填报单位（盖章）：经发局", None, None, "2025年6月30日", "单位：万元、人"],
        ["企业名称（全称）", "所属产业链", "工业总产值", None, "期末用工人数", "联系方式"],
        [None, None, "2024年", "2025年1-6月", None, None],
        ["芜湖甲精密机械有限公司", "新能源汽车", 125680.5, "6.8亿", "约680", "13905530001"],
        ["芜湖乙电气有限公司", "智能装备", "38,900", "19,870（快报）", 215, ""],
        ["芜湖丙新材料有限公司", "新材料", 9800, "停产", "近百人", ""],
        ["合计", None, 174380.5],
        ["制表人：王敏", None, "审核人：李强"],
    ]
    told = Told(write_book(tmp_path / "a.xlsx", rows))
    assert told.problems == []
    assert told.file.filed == {"2025-06-30"}
    assert told.rows() == {"taken": 3, "total": 1, "note": 1}
    figures = {(f[0][2], *f[1:5]) for f in told.statements("observation")}
    assert ("乙", "工业总产值", "19870", "万元", "2025-01/2025-06") in figures
    assert ("甲", "工业总产值", "6.8", "亿元", "2025-01/2025-06") in figures
    assert {("丙", "从业人员期末数", "100", "人"), ("甲", "从业人员期末数", "680", "人")} <= {
        figure[:4] for figure in figures
    }


def test_projects_with_headings_of_groups_and_an_open_investor(tmp_path: Path) -> None:
    rows: list[list[object]] = [
        ["襄阳高新区2025年重点项目建设计划表"],
        [None, None, None, "单位：亿元"],
        ["项目名称", "项目业主", "建设年限", "计划总投资", "2025年计划投资"],
        ["一、续建项目（2个）"],
        ["甲电驱动二期项目", "甲电驱动有限公司", "2023-2025", 25.6, 8],
        ["乙储能产业园项目", "拟定", "2024—2026年", "面议", "约6.5"],
        ["合计", "", "", 25.6],
    ]
    told = Told(write_book(tmp_path / "a.xlsx", rows))
    assert told.problems == []
    assert told.rows() == {"taken": 2, "group": 1, "total": 1}
    assert [subject for subject, _ in facts(told, "invests")] == ["甲电驱动有限公司"]


def test_platforms_with_titled_heads(tmp_path: Path) -> None:
    rows: list[list[object]] = [
        ["绵阳高新区创新平台名录"],
        ["创新平台名称", "平台级别", "依托单位（牵头）", "认定时间", "平台主任"],
        [
            "甲磁性材料研究中心",
            "省级",
            "绵阳甲科技有限公司；乙大学",
            "2015年9月",
            "钱海",
        ],
        ["乙重点实验室", "市级", "绵阳乙医疗中心", "20220518", "赵*"],
    ]
    told = Told(write_book(tmp_path / "a.xlsx", rows))
    assert told.problems == []
    assert [s[0] for s in told.statements("holdsPosition")] == ["钱海"]
    assert told.columns["平台主任"].startswith("负责人")


def test_policies_of_which_one_is_no_longer_valid(tmp_path: Path) -> None:
    rows = [
        ["宝鸡高新区现行政策文件清单", "", "", ""],
        ["政策文件名称", "制发机关", "有效期", "公开链接"],
        ["甲若干措施", "宝鸡高新区管委会", "3年", "www.example.cn/1"],
        ["乙通知", "宝鸡高新区管委会", "已废止", ""],
        ["丙办法", "宝鸡高新区管委会", "2024.01.01-2026.12.31", ""],
    ]
    told = Told(write_csv(tmp_path / "a.csv", rows))
    assert told.problems == []
    assert told.rows()["taken"] == 3
    expires = [value for key, value in told.entity("丙办法").facts if key == "expires"]
    assert [value.value for value in expires if isinstance(value, Text)] == ["2026-12-31"]
    assert any("已废止" in remark and "已失效" in remark for remark in told.lists[0].remarks)
    assert [named for _, named in facts(told, "issues")] == ["甲若干措施", "乙通知", "丙办法"]


def test_figures_in_years_with_counted_indicators(tmp_path: Path) -> None:
    rows: list[list[object]] = [
        ["常州高新区主要经济指标完成情况"],
        ["指标名称", "计量单位", "2023年", "2024年", "2025年目标"],
        ["一、地区生产总值", "亿元", 2015.6, 2130.4, "2280"],
        ["（二）工业总产值", "亿元", "4,300.5", "4,480", "4700"],
        ["      #税收收入", "亿元", 145.5, 147.3, None],
        ["其中：高新技术企业数", "家", 905, "1,020", "1100以上"],
    ]
    told = Told(write_book(tmp_path / "a.xlsx", rows))
    assert told.problems == []
    named = {statement[1] for statement in told.statements("observation")}
    assert named == {"生产总值", "工业总产值", "税收收入", "高新技术企业数"}
    assert len(told.statements("target")) == 3
    assert not [remark for remark in told.lists[0].remarks if "不收" in remark]


def test_figures_of_zones_in_rows_under_an_unknown_header(tmp_path: Path) -> None:
    path = tmp_path / "a.tsv"
    lines = [
        "填报日期：2025年2月10日\t\t\t\t\t",
        "被考评对象\t统计时期\t考核指标\t目标值\t完成值\t计量单位",
        "湘潭高新区\t2024年度\t营业收入\t2000\t2086.5\t亿元",
        "株洲高新区\t2024年\t亩均税收\t\t18.6\t万元/亩",
        "衡阳经开区\t2024年\t固定资产投资\t-\t128亿\t亿元",
    ]
    path.write_text("\n".join(lines), encoding="utf-8")
    told = Told(path)
    assert told.problems == []
    assert told.lists[0].type == "Zone"
    assert told.columns["被考评对象"] == "名称（园区）"
    assert told.columns["完成值"] == "数值"
    assert {s[:5] for s in told.statements("observation")} == {
        ("湘潭高新区", "营业收入", "2086.5", "亿元", "2024"),
        ("株洲高新区", "亩均税收", "18.6", "万元/亩", "2024"),
        ("衡阳经开区", "固定资产投资额", "128", "亿元", "2024"),
    }
    assert [s[:3] for s in told.statements("target")] == [("湘潭高新区", "营业收入", "2000")]


@pytest.mark.parametrize("cell", ["甲公司", "湘潭"])
def test_other_names_under_an_unknown_header_are_no_zones(cell: str, tmp_path: Path) -> None:
    rows = [["被考评对象", "考核指标", "完成值"], [cell, "营业收入", "5亿元"]]
    path = write_csv(tmp_path / "a.csv", rows)
    with pytest.raises(InvalidSource, match="名称"):
        Told(path)


def test_a_cell_has_one_problem_although_two_stages_find_it(tmp_path: Path) -> None:
    rows: list[list[object]] = [["企业名称", "统一社会信用代码"], ["甲公司", 913212910000000000]]
    (problem,) = Told(write_book(tmp_path / "a.xlsx", rows)).problems
    assert (problem.column, problem.cell) == ("统一社会信用代码", "B2")


def test_a_header_with_breaks_between_its_characters_is_shown_as_one(tmp_path: Path) -> None:
    rows: list[list[object]] = [["单  位\n名  称", "注册\n资本（万元）"], ["甲公司", 5]]
    told = Told(write_book(tmp_path / "a.xlsx", rows))
    assert list(told.columns) == ["单位名称", "注册资本（万元）"]
