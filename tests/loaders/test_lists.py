"""Lists of officers, from the file to records: what is understood, what is left out, and why."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest

from gaoxin.model import Entity, Fact, Key, Name, Text
from gaoxin.ontology.namespaces import SKOS, XSD
from tests.fixtures import officer_lists as lists
from tests.fixtures.officer_lists import code
from tests.fixtures.read_lists import Told

LISTS: dict[str, Callable[[Path], Path]] = {make.__name__: make for make in lists.LISTS}


@pytest.mark.parametrize("name", LISTS)
def test_every_list_is_read_and_every_column_told(name: str, tmp_path: Path) -> None:
    told = Told(LISTS[name](tmp_path))
    assert told.problems == []
    assert told.file.kinds == {"list"}
    assert told.records
    assert {record.source for record in told.records} == {"my-list"}
    for found in told.lists:
        assert found.rows > 0
        assert all(column.meaning and column.header for column in found.columns)
        unknown = {c.header for c in found.columns if "unknown header" in c.reason}
        assert unknown <= {"营商环境得分"}


def test_a_header_of_two_lines_with_years_and_a_unit_above_it(tmp_path: Path) -> None:
    told = Told(lists.hefei(tmp_path))
    assert told.columns == {
        "序号": "row number",
        "企业名称": "name (enterprise)",
        "统一社会信用代码": "credit code",
        "所属行业": "operates in → industry",
        "2024年 / 营业收入": "figure: 营业收入, 2024, 万元",
        "2024年 / 税收": "figure: 上缴税费, 2024, 万元",
        "2023年 / 营业收入": "figure: 营业收入, 2023, 万元",
        "2023年 / 税收": "figure: 上缴税费, 2023, 万元",
        "备注": "note",
    }
    assert told.rows() == {"taken": 2, "total": 1, "note": 2}
    key = f"enterprise/{code('340100', 2)}"
    firm = told.entity("安徽乙能光伏科技股份有限公司")
    assert firm.subject == Key(key)
    assert set(firm.facts) == {
        ("creditCode", Text(code("340100", 2))),
        ("operatesIn", Name("Industry", "光伏")),
        ("operatesIn", Name("Industry", "储能")),
        (f"{SKOS}note", Text("亏损", language="zh")),
    }
    mine = [row[1:] for row in told.statements("observation") if row[0] == key]
    assert mine == [
        ("营业收入", "56000", "万元", "2024", "actual"),
        ("上缴税费", "1200", "万元", "2024", "actual"),
        ("营业收入", "60100", "万元", "2023", "actual"),
    ]
    assert any("1 placeholder" in remark for remark in told.lists[0].remarks)


def test_merged_cells_money_and_personal_data(tmp_path: Path) -> None:
    told = Told(lists.wuhan(tmp_path))
    assert told.columns["联系人"] == told.columns["手机"] == "personal data"
    firm = told.entity("武汉乙存储科技有限责任公司")
    assert ("locatedIn", Name("Zone", "武汉东湖高新区")) in firm.facts
    assert ("registeredCapital", Text("1000000000", f"{XSD}decimal")) in firm.facts
    assert ("established", Text("2016-07-26", f"{XSD}date")) in firm.facts
    assert told.statements("observation") == [
        (f"enterprise/{code('420100', 3)}", "注册资本", "500", "万美元", "actual")
    ]
    assert told.statements("holdsPosition") == [
        (person, f"enterprise/{code('420100', number)}", "actual", "法定代表人")
        for number, person in enumerate(("王五", "赵六", "孙七"), start=1)
    ]
    wanted = Told(lists.wuhan(tmp_path), personal=("手机",))
    assert wanted.columns["联系人"] == "personal data"
    assert ("telephone", Text("13900000000")) in wanted.entity("武汉乙存储科技有限责任公司").facts


def test_yes_and_no_and_a_scope_that_is_one_text(tmp_path: Path) -> None:
    told = Told(lists.suzhou(tmp_path))
    one, two = told.entity("苏州甲晶体有限公司"), told.entity("苏州乙封装股份有限公司")
    award = ("approvedAs", Name("Award", "高新技术企业"))
    assert award in one.facts
    assert award not in two.facts
    assert ("businessScope", Text("晶片的研发、生产和销售")) in one.facts
    assert ("registeredCapital", Text("326000000", f"{XSD}decimal")) in two.facts
    assert ("established", Text("2005-06", f"{XSD}gYearMonth")) in two.facts
    assert [row[1:] for row in told.statements("observation")] == [
        ("从业人员期末数", "120", "人", "actual"),
        ("从业人员期末数", "900", "人", "actual"),
    ]


def test_projects(tmp_path: Path) -> None:
    told = Told(lists.xian(tmp_path))
    assert told.rows() == {"taken": 3, "group": 2, "total": 1}
    project = told.entity("乙零部件项目")
    assert set(project.facts) == {
        ("address", Text("草堂基地")),
        ("totalInvestment", Text("3250000000", f"{XSD}decimal")),
        ("started", Text("2024-03", f"{XSD}gYearMonth")),
        ("stage", Text("在建")),
        ("hasIndustry", Name("Industry", "新能源汽车")),
    }
    investor = Name("Enterprise", "陕西乙汽车零部件有限公司")
    assert Fact(investor, "invests", project.subject, "my-list", project.place) in told.records
    assert ("乙零部件项目", "2026", "planned") in told.statements("completed")
    assert ("乙零部件项目", "年度计划投资额", "8", "亿元", "2025", "planned") in told.statements(
        "target"
    )


def test_figures_by_year(tmp_path: Path) -> None:
    told = Told(lists.by_year(tmp_path))
    assert told.rows() == {"taken": 2, "total": 1}
    assert told.statements("observation") == [
        ("合肥高新区", "营业收入", "2500.1", "亿元", "2021", "actual"),
        ("合肥高新区", "营业收入", "2800", "亿元", "2022", "actual"),
        ("西安高新区", "营业收入", "3000", "亿元", "2021", "actual"),
        ("西安高新区", "营业收入", "3200.5", "亿元", "2022", "actual"),
    ]
    assert told.statements("target") == [
        ("合肥高新区", "营业收入", "3300", "亿元", "2024", "target")
    ]


def test_figures_by_indicator(tmp_path: Path) -> None:
    told = Told(lists.by_indicator(tmp_path))
    assert "unknown header" in told.columns["营商环境得分"]
    mine = [row[1:] for row in told.statements("observation") if row[0] == "成都高新区"]
    assert mine == [
        ("生产总值", "3400", "亿元", "2024", "actual"),
        ("工业总产值", "4500", "亿元", "2024", "actual"),
        ("高新技术企业数", "5200", "家", "2024", "actual"),
        ("从业人员期末数", "98", "万人", "2024", "actual"),
        ("地区生产总值增长率", "6.5", "%", "2024", "actual"),
    ]


def test_figures_by_row(tmp_path: Path) -> None:
    told = Told(lists.by_row(tmp_path))
    assert told.statements("observation") == [
        ("武汉东湖高新区", "营业收入", "23000", "亿元", "2023", "actual"),
        ("武汉东湖高新区", "高新技术企业数", "5700", "家", "2024", "actual"),
    ]
    assert told.statements("target") == [
        ("武汉东湖高新区", "生产总值", "3500", "亿元", "2025", "target")
    ]


def test_platforms_and_policies(tmp_path: Path) -> None:
    platform = Told(lists.platforms(tmp_path)).entity("乙众创空间")
    assert ("recognitionLevel", Text("provincial")) in platform.facts
    assert ("approvedBy", Name("Organization", "湖北省科技厅")) in platform.facts
    assert ("approved", Text("2021-12", f"{XSD}gYearMonth")) in platform.facts
    told = Told(lists.policies(tmp_path))
    policy = told.entity("关于促进甲产业发展的若干政策")
    assert ("documentNumber", Text("合高管〔2024〕12号")) in policy.facts
    assert ("expires", Text("2026-12-31", f"{XSD}date")) in policy.facts
    issuer = Name("Organization", "合肥高新区管委会")
    assert Fact(issuer, "issues", policy.subject, "my-list", policy.place) in told.records


def test_several_sheets_and_hidden_parts(tmp_path: Path) -> None:
    told = Told(lists.tianjin(tmp_path))
    assert [found.sheet for found in told.lists] == ["内资", "外资"]
    assert told.columns["内部评分"] == "a hidden column"
    assert any("1 hidden row" in remark for remark in told.lists[0].remarks)
    names = {
        r.subject.form
        for r in told.records
        if isinstance(r, Entity) and isinstance(r.subject, Name)
    }
    assert names == {
        "天津甲半导体股份有限公司",
        "乙产业股份有限公司",
        "丙外资（中国）有限公司".replace("（", "(").replace("）", ")"),
    }
    assert [note for note in told.file.notes if "not read" in note] == [
        "天津.xlsx: the sheet '字典' was not read.",
        "天津.xlsx: the hidden sheet '旧表' was not read.",
    ]


def test_the_title_says_what_the_rows_are(tmp_path: Path) -> None:
    told = Told(lists.shenzhen(tmp_path))
    assert told.lists[0].type == "Enterprise"
    assert told.columns["認定年份"].startswith("it is unclear which recognition")


def test_people_are_read_with_their_organization(tmp_path: Path) -> None:
    told = Told(lists.executives(tmp_path))
    assert told.statements("holdsPosition") == [
        ("张伟", "天津甲半导体股份有限公司", "actual", "董事长"),
        ("张伟", "乙产业股份有限公司", "actual", "独立董事"),
    ]
    assert told.columns["年龄"] == "tells persons of one name apart; not stored"


def test_a_column_of_counties_and_parks(tmp_path: Path) -> None:
    rows = [["企业全称", "所属县（市、区、园区）"], ["绵阳蜀芯微电子有限公司", "绵阳高新区"]]
    told = Told(lists.write_csv(tmp_path / "a.csv", rows))
    assert told.columns["所属县（市、区、园区）"] == "located in → county"
    assert told.entity(rows[1][0]).facts == (("locatedIn", Name("Zone", "绵阳高新区")),)
