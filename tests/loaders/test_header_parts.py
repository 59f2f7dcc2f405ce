"""Headers are taken apart into name, unit, period and status."""

from __future__ import annotations

import pytest

from gaoxin.loaders.lists.header_parts import split_header


@pytest.mark.parametrize(
    ("header", "name", "unit", "period"),
    [
        ("企业名称", "企业名称", "", ""),
        ("*企业名称", "企业名称", "", ""),
        ("2024年营收（亿元）", "营收", "亿元", "2024"),
        ("营业收入(万元)2023", "营业收入", "万元", "2023"),
        ("营业收入（2024年，万元）", "营业收入", "万元", "2024"),
        ("2024年度营业收入（单位：万元）", "营业收入", "万元", "2024"),
        ("2024年1-6月产值/亿元", "产值", "亿元", "2024-01/2024-06"),
        ("2024年1—9月产值", "产值", "", "2024-01/2024-09"),
        ("2024年上半年税收（亿元）", "税收", "亿元", "2024-H1"),
        ("2024Q1营收", "营收", "", "2024-Q1"),
        ("截至2024年底从业人数（人）", "从业人数", "人", "2024"),
        ("2022-2024年累计投资（亿元）", "累计投资", "亿元", "2022/2024"),
        ("“十四五”期间总投资（亿元）", "总投资", "亿元", "2021/2025"),
        ("GDP(亿元)-2024", "GDP", "亿元", "2024"),
        ("2024年 / 营业收入", "营业收入", "", "2024"),
        ("营业收入 / 2024年 / 万元", "营业收入", "万元", "2024"),
        ("营业收入\n2024年\n（万元）", "营业收入", "万元", "2024"),
        ("2024", "", "", "2024"),
        ("同比增长%", "同比增长", "%", ""),
        ("增速(%)", "增速", "%", ""),
        ("注册资本万元", "注册资本", "万元", ""),
        ("注册资本（人民币万元）", "注册资本", "万元", ""),
        ("Revenue (RMB million)", "Revenue", "百万元", ""),
        ("人均营收（万元/人）", "人均营收", "万元/人", ""),
        ("单位面积产出 万元/亩", "单位面积产出", "万元/亩", ""),
        ("从业人员(期末)(人)", "从业人员(期末)", "人", ""),
        ("企业数/家", "企业数", "家", ""),
        ("营业收入（主营）", "营业收入(主营)", "", ""),
        ("产品/技术", "产品/技术", "", ""),
        ("法人", "法人", "", ""),
        ("负责人", "负责人", "", ""),
        ("年份", "年份", "", ""),
        ("成立日期（年/月/日）", "成立日期(年/月/日)", "", ""),
        ("GB/T4754-2017行业代码", "GB/T4754-2017行业代码", "", ""),
        ("所属行业（GB/T 4754-2017）", "所属行业(GB/T 4754-2017)", "", ""),
        ("2021年、2022年营收", "2021年、2022年营收", "", ""),
        ("近三年营收", "营收", "", ""),
    ],
)
def test_headers(header: str, name: str, unit: str, period: str) -> None:
    found = split_header(header)
    assert (found.name, found.unit, found.period) == (name, unit, period)


@pytest.mark.parametrize(
    ("header", "name", "written", "status"),
    [
        ("2025年目标产值（亿元）", "产值", "目标产值", "target"),
        ("2025年预计营收", "营收", "预计营收", "planned"),
        ("年度计划投资额(亿元)", "年度投资额", "年度计划投资额", "planned"),
        ("2024年营收", "营收", "营收", "actual"),
    ],
)
def test_plans_and_targets(header: str, name: str, written: str, status: str) -> None:
    found = split_header(header)
    assert (found.name, found.written, found.status) == (name, written, status)


def test_a_year_that_is_only_relative_is_left_open() -> None:
    found = split_header("上年营业收入（万元）")
    assert (found.name, found.relative, found.period) == ("营业收入", "上年", "")


def test_the_unit_of_the_table_is_for_headers_without_one() -> None:
    assert split_header("产值", "万元").unit == "万元"
    assert split_header("产值（亿元）", "万元").unit == "亿元"
