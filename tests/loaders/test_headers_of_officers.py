"""Headers as officers word them: other endings, two words in one, and parts of another number."""

from __future__ import annotations

from pathlib import Path

import openpyxl
import pytest

from gaoxin.errors import InvalidSource
from gaoxin.model import Entity, Name
from tests.fixtures.officer_lists import code, write_book, write_csv
from tests.fixtures.read_lists import Rows, Told


def named(told: Told, predicate: str) -> list[tuple[str, str]]:
    """The names of things and of those that a relation leads them to."""
    return [
        (record.subject.form, value.form)
        for record in told.records
        if isinstance(record, Entity) and isinstance(record.subject, Name)
        for key, value in record.facts
        if key == predicate and isinstance(value, Name)
    ]


@pytest.mark.parametrize(
    ("name", "header", "meaning"),
    [
        ("平台名称", "获批年月", "approved"),
        ("平台名称", "批准机构", "approved by → organization"),
        ("平台名称", "主攻方向", "has industry → industry"),
        ("项目名称", "产业门类", "has industry → industry"),
        ("项目名称", "建设详址", "address"),
        ("企业名称", "年末从业人数", "figure: 从业人员期末数, 人"),
        ("企业名称", "现有员工规模", "figure: 从业人员期末数, 人"),
        ("企业名称", "主导产业方向", "operates in → industry"),
        ("政策名称", "重点支持产业", "applies to → industry"),
        ("政策名称", "上位依据", "implements → policy"),
        ("园区名称", "2024年科技型中小企业（家）", "figure: 科技型中小企业数, 2024, 家"),
    ],
)
def test_a_header_with_another_ending_is_known(
    tmp_path: Path, name: str, header: str, meaning: str
) -> None:
    rows = [[name, header, "备注"], ["合肥高新区", "2024", "x"]]
    told = Told(write_csv(tmp_path / "a.csv", rows))
    assert told.columns[header] == meaning


@pytest.mark.parametrize(
    ("name", "header", "reason"),
    [
        ("企业名称", "营收同比增速", "a change"),
        ("企业名称", "入选年份", "which recognition"),
        ("项目名称", "包保领导", "who pushes a project"),
        ("项目名称", "项目代码", "codes of projects"),
        ("政策名称", "兑现方式（免申即享/申报）", "how a policy is applied for"),
        ("政策名称", "咨询电话", "personal data"),
        ("企业名称", "其中外资（万美元）", "its relation"),
    ],
)
def test_a_header_that_is_left_out_has_its_reason(
    tmp_path: Path, name: str, header: str, reason: str
) -> None:
    rows = [[name, header, "备注"], ["甲", "1", "x"]]
    told = Told(write_csv(tmp_path / "a.csv", rows))
    assert reason in told.columns[header]


def test_of_two_names_for_a_code_the_second_may_be_the_known_one(tmp_path: Path) -> None:
    header = "组织机构代码/统一社会信用代码"
    rows = [["企业全称", header], ["甲公司", code("320505", 1)]]
    assert Told(write_csv(tmp_path / "a.csv", rows)).columns[header] == "credit code"


def test_a_header_of_two_posts_gives_no_one_of_them_alone(tmp_path: Path) -> None:
    rows = [
        ["企业名称", "董事长/实控人", "创始人/CEO", "法定代表人/负责人"],
        ["甲公司", "赵敏/赵刚", "宋凯", "何建国"],
    ]
    told = Told(write_csv(tmp_path / "a.csv", rows))
    assert {(s[0], s[-1]) for s in told.statements("holdsPosition")} == {
        ("赵敏", "董事长/实控人"),
        ("赵刚", "董事长/实控人"),
        ("宋凯", "创始人/CEO"),
        ("何建国", "法定代表人"),
    }


def test_awards_by_the_names_that_people_use(tmp_path: Path) -> None:
    rows = [
        ["企业名称", "专精特新级别", "企业类型"],
        ["甲公司", "国家级小巨人", "瞪羚"],
        ["乙公司", "省级专精特新", "独角兽"],
        ["丙公司", "是", "潜在独角兽"],
    ]
    told = Told(write_csv(tmp_path / "a.csv", rows))
    assert named(told, "approvedAs") == [
        ("甲公司", "专精特新“小巨人”企业"),
        ("甲公司", "瞪羚企业"),
        ("乙公司", "专精特新中小企业"),
        ("乙公司", "独角兽企业"),
        ("丙公司", "潜在独角兽"),
    ]
    assert any("does not say which" in text for text in told.lists[0].remarks)
    kinds = [["企业名称", "企业类型"], ["甲公司", "有限责任公司"], ["乙公司", "外资"]]
    assert Told(write_csv(tmp_path / "b.csv", kinds)).columns["企业类型"] == "kind"


def test_a_period_of_construction_gives_planned_dates(tmp_path: Path) -> None:
    rows = [
        ["项目名称", "建设期限"],
        ["甲项目", "2024.6-2025.12"],
        ["乙项目", "2025年3月至2026年8月"],
        ["丙项目", "12个月"],
        ["丁项目", "2023-2025"],
        ["戊项目", "分期建设"],
    ]
    told = Told(write_csv(tmp_path / "a.csv", rows))
    assert told.problems == []
    assert told.statements("started") == [
        ("甲项目", "2024-06", "planned"),
        ("乙项目", "2025-03", "planned"),
        ("丁项目", "2023", "planned"),
    ]
    assert [s[1] for s in told.statements("completed")] == ["2025-12", "2026-08", "2025"]
    (told_as_text,) = [v for p, v in told.entity("丙项目").facts if p == "description"]
    assert "12个月" in str(told_as_text)


def test_it_is_told_why_a_title_does_not_place_the_rows(tmp_path: Path) -> None:
    rows: Rows = [
        ["西安高新区2025年招商引资签约项目"],
        ["项目名称", "总投资（亿元）"],
        ["甲项目", 1],
    ]
    told = Told(write_book(tmp_path / "a.xlsx", rows))
    assert any("西安高新区" in text and "招商" in text for text in told.lists[0].remarks)
    assert named(told, "locatedIn") == []


@pytest.mark.parametrize(
    ("header", "meaning"),
    [
        ("截至2024年底完成投资（亿元）", "figure: 累计完成投资额, 2024, 亿元"),
        ("累计完成投资（亿元）", "figure: 累计完成投资额, 亿元"),
        ("2025年1-6月完成投资（亿元）", "that of one period, no sum up to then"),
        ("2024年完成投资（亿元）", "that of one period, no sum up to then"),
    ],
)
def test_what_was_invested_in_a_period_is_no_sum(tmp_path: Path, header: str, meaning: str) -> None:
    rows = [["项目名称", header], ["甲项目", "3"]]
    assert Told(write_csv(tmp_path / "a.csv", rows)).columns[header] == meaning


def test_months_without_a_year_are_those_of_the_title(tmp_path: Path) -> None:
    rows: Rows = [
        ["荆门高新区2025年1-6月主要经济指标完成情况"],
        ["指标", "单位", "1—6月累计", "去年同期", "全年目标", "本月"],
        ["规上工业总产值", "亿元", 562.3, 521.5, 1200, 98],
    ]
    told = Told(write_book(tmp_path / "a.xlsx", rows))
    assert told.problems == []
    assert [s[2:] for s in told.statements("observation")] == [
        ("562.3", "亿元", "2025-01/2025-06", "actual"),
        ("521.5", "亿元", "2024-01/2024-06", "actual"),
    ]
    assert [s[2:5] for s in told.statements("target")] == [("1200", "亿元", "2025")]
    assert "which year" in told.columns["本月"]


def test_months_in_brackets_belong_to_the_year_before_them(tmp_path: Path) -> None:
    rows = [["企业名称", "2024年营业收入（1-6月）（万元）"], ["甲厂", "5"]]
    told = Told(write_csv(tmp_path / "a.csv", rows))
    assert [s[2:5] for s in told.statements("observation")] == [("5", "万元", "2024-01/2024-06")]


def test_a_column_of_two_things_is_left_out(tmp_path: Path) -> None:
    rows = [
        ["人才姓名", "现工作单位及职务", "工作单位", "职务"],
        ["陆文澜", "甲公司董事长", "甲公司", "董事长"],
    ]
    told = Told(write_csv(tmp_path / "a.csv", rows))
    assert "two things" in told.columns["现工作单位及职务"]
    assert [s[1] for s in told.statements("holdsPosition")] == ["甲公司"]


def test_a_sheet_that_cannot_be_read_says_why(tmp_path: Path) -> None:
    path = write_book(tmp_path / "a.xlsx", [["企业名称", "2024年营收（万元）"], ["甲公司", 1]])
    book = openpyxl.load_workbook(path)
    sheet = book.create_sheet("其二")
    for row in (["谁", "所属行业", "成立日期"], ["乙公司", "光伏", "2018"]):
        sheet.append(row)
    book.save(path)
    told = Told(path)
    assert told.rows() == {"taken": 1}
    (note,) = (text for text in told.file.notes if "其二" in text)
    assert "no column is recognised as the name" in note
    assert "gaoxin map" in note


def test_a_list_in_english(tmp_path: Path) -> None:
    rows = [
        [
            "Company Name (CN)",
            "Company Name (EN)",
            "Reg. Capital (RMB 10k)",
            "Year Founded",
            "Headcount",
            "Listed?",
            "Certification",
            "Contact Email",
        ],
        [
            "甲公司",
            "Jia Ltd",
            "5,000",
            "Mar 2018",
            "~180",
            "Yes (STAR Market)",
            "Little Giant",
            "x",
        ],
        ["乙公司", "Yi Ltd", "200", "17 Sep. 2019", "20", "No", "-", ""],
    ]
    told = Told(write_csv(tmp_path / "a.csv", rows))
    assert told.problems == []
    assert [c.header for c in told.lists[0].columns if c.reason] == ["Contact Email"]
    facts = {p: getattr(v, "value", None) or v.form for p, v in told.entity("甲公司").facts}  # type: ignore[union-attr]
    assert facts == {
        "registeredCapital": "50000000",
        "established": "2018-03",
        "listing": "STAR Market",
        "approvedAs": "专精特新“小巨人”企业",
    }


def test_a_header_of_two_lines_with_cells_merged_over_both(tmp_path: Path) -> None:
    rows: Rows = [
        ["绵阳高新区2025年上半年重点工业企业产值情况表"],
        ["序号", "企业详细名称", "行业", "产值（万元）", None, "用电量（万千瓦时）", None],
        [None, None, None, "2025年1-6月", "2024年1-6月", "本期", "同期"],
        [1, "甲电子有限公司", "光伏", 365200, "340,100", 1250, 1190],
    ]
    merged = ["A2:A3", "B2:B3", "C2:C3", "D2:E2", "F2:G2"]
    told = Told(write_book(tmp_path / "a.xlsx", rows, merged))
    assert told.problems == []
    assert [s[2:5] for s in told.statements("observation")] == [
        ("365200", "万元", "2025-01/2025-06"),
        ("340100", "万元", "2024-01/2024-06"),
    ]


def test_a_plan_of_several_years_for_the_zone_in_its_title(tmp_path: Path) -> None:
    rows: Rows = [
        ["柳州高新区国民经济和社会发展主要目标"],
        ["类别", "指标", "2020年完成", "2025年（预计）", "2030年目标"],
        ["经济发展", "地区生产总值（亿元）", 520, 680, "1000"],
        ["创新驱动", "研发投入强度（%）", 3.2, "[13.5]", "5以上"],
    ]
    told = Told(write_book(tmp_path / "a.xlsx", rows))
    assert told.problems == []
    assert told.columns["类别"] == "it groups the indicators"
    said = told.statements("observation") + told.statements("target")
    assert sorted(s[1:] for s in said) == [
        ("生产总值", "1000", "亿元", "2030", "target"),
        ("生产总值", "520", "亿元", "2020", "actual"),
        ("生产总值", "680", "亿元", "2025", "planned"),
        ("研发投入强度", "3.2", "%", "2020", "actual"),
        ("研发投入强度", "5", "%", "2030", "target", ">="),
    ]
    assert any("several years" in text for text in told.lists[0].remarks)


def test_figures_of_nobody_ask_for_the_zone(tmp_path: Path) -> None:
    rows = [["指标", "2024年", "2025年目标"], ["地区生产总值（亿元）", "520", "560"]]
    with pytest.raises(InvalidSource, match="of which zone"):
        Told(write_csv(tmp_path / "a.csv", rows))
