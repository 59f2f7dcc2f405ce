"""Cells of lists from the workbook to the record: formats, units, money, dates."""

from __future__ import annotations

from datetime import date, datetime
from pathlib import Path

import openpyxl
import pytest
from openpyxl.utils.datetime import CALENDAR_MAC_1904, CALENDAR_WINDOWS_1900

from gaoxin.graph.facts.qualifiers import Qualifier, read_qualifier
from gaoxin.loaders.lists.read_list import ListOptions
from gaoxin.loaders.lists.understanding import Understanding
from gaoxin.loaders.read_tables import TableFile
from gaoxin.model import Entity, Record, Statement, Text
from gaoxin.ontology.namespaces import XSD
from gaoxin.settings import DEFAULT_BOUNDS


def read(path: Path) -> tuple[list[Record], list[Understanding]]:
    told: list[Understanding] = []
    file = TableFile(path, DEFAULT_BOUNDS, ListOptions(tell=told.append), "", lambda: "s")
    records = list(file.records())
    assert file.problems == []
    return [r for r in records if isinstance(r, (Entity, Statement))], told


def write(
    path: Path,
    rows: list[list[object]],
    formats: dict[str, str],
    epoch: datetime = CALENDAR_WINDOWS_1900,
) -> Path:
    book = openpyxl.Workbook()
    book.epoch = epoch
    sheet = book.active
    assert sheet is not None
    for row in rows:
        sheet.append(row)
    for place, code in formats.items():
        sheet[place].number_format = code
    book.save(path)
    return path


def facts(records: list[Record], predicate: str) -> list[str]:
    return [
        value.value
        for record in records
        if isinstance(record, Entity)
        for name, value in record.facts
        if name == predicate and isinstance(value, Text)
    ]


def figures(records: list[Record]) -> list[tuple[str, str, str, str]]:
    return [(r.object, r.value, r.unit, r.qualifier) for r in records if isinstance(r, Statement)]


def test_formats_say_what_the_number_is(tmp_path: Path) -> None:
    rows: list[list[object]] = [
        ["企业名称", "注册资本", "成立日期", "股票代码", "2024年研发投入强度"],
        ["甲公司", 5000, date(2018, 5, 1), 2594, 0.075],
        ["乙公司", 2000000, 43237, 688001, 0.1],
    ]
    formats = {
        "B2": '#,##0.00"万元"',
        "B3": "¥#,##0.00",
        "C2": 'yyyy"年"m"月"',
        "D2": "000000",
        "E2": "0.0%",
        "E3": "0%",
    }
    records, _ = read(write(tmp_path / "a.xlsx", rows, formats))
    assert facts(records, "registeredCapital") == ["50000000", "2000000"]
    assert facts(records, "established") == ["2018-05", "2018-05-17"]
    assert facts(records, "stockCode") == ["002594", "688001"]
    assert figures(records) == [("研发投入强度", "7.5", "%", ""), ("研发投入强度", "10", "%", "")]


def test_a_plain_number_in_a_column_of_dates_is_a_day_of_the_book(tmp_path: Path) -> None:
    rows: list[list[object]] = [
        ["企业名称", "成立日期", "产值（万元）"],
        ["甲公司", 43237 - 1462, 43237],
    ]
    for epoch, day in ((CALENDAR_MAC_1904, "2018-05-17"), (CALENDAR_WINDOWS_1900, "2014-05-16")):
        path = write(tmp_path / f"{day}.xlsx", rows, {}, epoch)
        records, _ = read(path)
        assert facts(records, "established") == [day]
        assert [value for _, value, _, _ in figures(records)] == ["43237"]


def test_what_is_not_an_exact_sum_in_yuan_is_a_figure(tmp_path: Path) -> None:
    rows: list[list[object]] = [
        ["企业名称", "注册资本（万元）"],
        ["甲公司", "500万美元"],
        ["乙公司", "约3亿元"],
        ["丙公司", "1.2亿"],
    ]
    records, _ = read(write(tmp_path / "a.xlsx", rows, {}))
    assert facts(records, "registeredCapital") == ["120000000"]
    assert figures(records) == [
        ("注册资本", "500", "万美元", ""),
        ("注册资本", "3", "亿元", "~"),
    ]


def test_an_approximate_range_keeps_both_ends_and_that_they_are_approximate(tmp_path: Path) -> None:
    rows: list[list[object]] = [["企业名称", "2024年营收"], ["甲公司", "约3-5亿元"]]
    records, _ = read(write(tmp_path / "a.xlsx", rows, {}))
    assert figures(records) == [
        ("营业收入", "3", "亿元", ">=; ~"),
        ("营业收入", "5", "亿元", "<=; ~"),
    ]
    for record, sign in zip(records, (">=", "<="), strict=True):
        assert isinstance(record, Statement)
        assert read_qualifier(record.qualifier) == Qualifier(sign, "", False)


def test_the_sum_of_a_year_is_not_the_total(tmp_path: Path) -> None:
    rows: list[list[object]] = [
        ["项目名称", "总投资（亿元）", "2025年计划投资额（亿元）"],
        ["甲项目", 5.2, 1.5],
    ]
    records, told = read(write(tmp_path / "a.xlsx", rows, {}))
    assert facts(records, "totalInvestment") == ["520000000"]
    assert figures(records) == []
    assert told[0].columns[2].reason
    (entity,) = (record for record in records if isinstance(record, Entity))
    assert ("totalInvestment", Text("520000000", f"{XSD}decimal")) in entity.facts


@pytest.mark.parametrize(
    ("word", "code"),
    [("国家级", "national"), ("省", "provincial"), ("地市级", "municipal"), ("区县级", "county")],
)
def test_levels_of_platforms(tmp_path: Path, word: str, code: str) -> None:
    rows: list[list[object]] = [["平台名称", "级别"], ["甲重点实验室", word]]
    records, _ = read(write(tmp_path / "a.xlsx", rows, {}))
    assert facts(records, "recognitionLevel") == [code]


def test_a_county_issues_policies_of_the_municipal_level(tmp_path: Path) -> None:
    rows: list[list[object]] = [["政策名称", "政策层级"], ["甲办法", "区级"]]
    records, _ = read(write(tmp_path / "a.xlsx", rows, {}))
    assert facts(records, "policyLevel") == ["municipal"]


def test_an_unknown_level_is_refused_with_the_levels_once_each(tmp_path: Path) -> None:
    rows: list[list[object]] = [["平台名称", "级别"], ["甲重点实验室", "顶级"]]
    path = write(tmp_path / "a.xlsx", rows, {})
    file = TableFile(path, DEFAULT_BOUNDS, ListOptions(), "", lambda: "s")
    assert not [record for record in file.records() if isinstance(record, Entity)]
    (problem,) = file.problems
    assert "国家级、省级、市级、区县级、园区级" in problem.zh


def test_how_long_a_policy_is_valid_is_a_date_or_stays_a_text(tmp_path: Path) -> None:
    rows: list[list[object]] = [
        ["政策名称", "有效期"],
        ["甲办法", "至2026年12月31日"],
        ["乙办法", "自发布之日起三年"],
        ["丙办法", "5年"],
    ]
    records, _ = read(write(tmp_path / "a.xlsx", rows, {}))
    assert facts(records, "expires") == ["2026-12-31"]
    assert facts(records, "description") == ["有效期：自发布之日起三年", "有效期：5年"]
