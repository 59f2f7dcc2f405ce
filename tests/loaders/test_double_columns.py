"""Columns that mean the same: no list gives two contradicting facts without a word."""

from __future__ import annotations

import tomllib
from collections.abc import Callable
from pathlib import Path

import pytest

from gaoxin.language import choose_language
from gaoxin.loaders.lists.describe_list import mapping_of_file
from gaoxin.loaders.lists.mapping_file import read_mapping
from gaoxin.loaders.lists.read_list import ListOptions
from gaoxin.model import Entity, Name, Text
from gaoxin.ontology.namespaces import SKOS, XSD
from gaoxin.settings import DEFAULT_BOUNDS
from tests.fixtures.officer_lists import code, write_book
from tests.fixtures.read_lists import Rows, Told
from tests.fixtures.refusals import refused

NAMED = 'type = "Enterprise"\n[[column]]\nheader = "企业名称"\nmeans = "name"\n'
CAPITAL = '[[column]]\nheader = "注册资本"\n{}means = "registeredCapital"\nunit = "万元"\n'
Reading = Callable[[Rows], Told]


@pytest.fixture
def read(tmp_path: Path) -> Reading:
    return lambda rows: Told(write_book(tmp_path / "a.xlsx", rows))


def reasons(told: Told) -> list[str]:
    return [column.reason for column in told.lists[0].columns]


def mapped(folder: Path, rows: Rows, text: str) -> Told:
    mapping = folder / "映射.toml"
    mapping.write_text(text, encoding="utf-8")
    return Told(write_book(folder / "a.xlsx", rows), mapping=mapping)


# -- what is recognised ----------------------------------------------------------------------------


def test_of_equal_headers_that_contradict_each_other_none_is_taken(read: Reading) -> None:
    rows: Rows = [["企业名称", "营业收入（万元）", "营业收入（万元）"], ["甲厂", 500, 600]]
    told = read(rows)
    assert told.statements("observation") == []
    first, second = reasons(told)[1:]
    assert first.startswith("it means the same as column C '营业收入（万元）' and differs from it")
    assert "(row 2: 500, 600)" in first
    assert "gaoxin map" in first
    assert second.startswith("it means the same as column B")
    choose_language("zh")
    assert "与 C 列「营业收入（万元）」意思相同而值不同" in reasons(read(rows))[1]


def test_of_different_headers_that_contradict_each_other_the_first_is_taken(read: Reading) -> None:
    told = read([["企业名称", "注册资本（万元）", "注册资金（万元）"], ["甲厂", 500, 600]])
    assert told.entity("甲厂").facts == (("registeredCapital", Text("5000000", f"{XSD}decimal")),)
    assert reasons(told)[2].startswith("it means the same as column B '注册资本（万元）'")


def test_dates_that_differ_contradict_each_other(read: Reading) -> None:
    told = read([["企业名称", "成立日期", "成立时间"], ["甲厂", "2018-05", "2018-06"]])
    assert told.problems == []
    assert reasons(told)[2].startswith("it means the same as column B '成立日期'")


def test_columns_that_agree_or_complete_each_other_are_taken_once(read: Reading) -> None:
    told = read(
        [
            ["企业名称", "营业收入（万元）", "营业收入（亿元）", "成立日期", "成立时间"],
            ["甲厂", 50000, 5, "2018", "2018-05-01"],
            ["乙厂", "", 3, "", "2017"],
            ["丙厂", 7, "—", "2016", "—"],
        ]
    )
    assert told.problems == []
    assert told.statements("observation") == [
        ("甲厂", "营业收入", "50000", "万元", "actual"),
        ("乙厂", "营业收入", "3", "亿元", "actual"),
        ("丙厂", "营业收入", "7", "万元", "actual"),
    ]
    firms = [record for record in told.records if isinstance(record, Entity)]
    assert [[value.value for _, value in firm.facts] for firm in firms] == [  # type: ignore[union-attr]
        ["2018-05-01"],
        ["2017"],
        ["2016"],
    ]


@pytest.mark.parametrize(
    ("headers", "agreeing", "contradicting"),
    [
        (["注册资本（万元）", "注册资金（万元）"], [500, 500], [5, 6]),
        (["2024年营收（万元）", "2024年营业收入（亿元）"], [50000, 5], [5, 6]),
        (["成立日期", "成立时间"], ["2018", "2018-05"], ["2018-05", "2018-06"]),
        (["企业规模", "规模"], ["大型", "大型"], ["大型", "小型"]),
        (["信用代码", "税号"], [code("340100", 1)] * 2, [code("340100", 2), code("340100", 3)]),
    ],
)
def test_a_contradiction_in_a_later_row_is_a_problem(
    headers: list[str], agreeing: list[object], contradicting: list[object], read: Reading
) -> None:
    rows: Rows = [["企业名称", *headers], *([f"{n}号厂", *agreeing] for n in range(60))]
    told = read([*rows, ["末厂", *contradicting]])
    (problem,) = told.problems
    assert (problem.line, problem.column) == (62, headers[1])
    assert f"it contradicts column B {headers[0]!r} of the same row" in problem.en
    assert "不符" in problem.zh


def test_sums_in_two_currencies_do_not_contradict(read: Reading) -> None:
    told = read([["企业名称", "2024年营收（万元）", "2024年营收（万美元）"], ["甲厂", 500, 70]])
    assert [row[2:4] for row in told.statements("observation")] == [
        ("500", "万元"),
        ("70", "万美元"),
    ]


def test_notes_and_industries_may_stand_in_several_columns(read: Reading) -> None:
    told = read([["企业名称", "备注", "备注", "行业", "行业"], ["甲厂", "a", "b", "光伏", "储能"]])
    assert set(told.entity("甲厂").facts) == {
        (f"{SKOS}note", Text("a", language="zh")),
        (f"{SKOS}note", Text("b", language="zh")),
        ("operatesIn", Name("Industry", "光伏")),
        ("operatesIn", Name("Industry", "储能")),
    }
    assert "the columns B, C have the same header '备注', and all are taken" in " ".join(
        told.lists[0].remarks
    )


def test_a_firm_has_one_legal_representative_and_several_managers(read: Reading) -> None:
    told = read([["企业名称", "法定代表人", "法人"], ["甲厂", "张三", "李四"]])
    assert [row[0] for row in told.statements("holdsPosition")] == ["张三"]
    told = read([["企业名称", "总经理", "总经理"], ["甲厂", "张三", "李四"]])
    assert [row[0] for row in told.statements("holdsPosition")] == ["张三", "李四"]


def test_a_second_column_of_names_is_named(read: Reading) -> None:
    told = read([["企业名称", "行业", "企业名称"], ["甲厂", "光伏", "乙厂"]])
    assert reasons(told)[2].startswith("it means the same as column A '企业名称'")


def test_two_columns_of_units_in_a_row_must_agree(read: Reading) -> None:
    rows: Rows = [["合肥高新区指标"], ["指标", "单位", "2023年", "单位", "2024年"]]
    told = read([*rows, ["营业收入", "亿元", 5, "亿元", 6], ["利润总额", "亿元", 5, "万元", 6]])
    assert [(p.line, p.cell) for p in told.problems] == [(4, "D4")]
    assert [row[1:4] for row in told.statements("observation")][:2] == [
        ("营业收入", "5", "亿元"),
        ("营业收入", "6", "亿元"),
    ]


def test_each_number_may_have_its_own_column_of_units(read: Reading) -> None:
    rows: Rows = [["项目名称", "总投资", "单位", "2024年营收", "单位"]]
    told = read([*rows, ["甲项目", 5, "亿元", 6, "万元"]])
    assert told.problems == []
    assert told.statements("observation") == [("甲项目", "营业收入", "6", "万元", "2024", "actual")]


# -- mappings --------------------------------------------------------------------------------------

TWICE: Rows = [["企业名称", "注册资本", "注册资本"], ["甲厂", 500, 600]]


def test_a_mapping_addresses_a_column_by_its_letter(tmp_path: Path) -> None:
    told = mapped(tmp_path, TWICE, NAMED + CAPITAL.format('letter = "c"\n'))
    assert told.entity("甲厂").facts == (("registeredCapital", Text("6000000", f"{XSD}decimal")),)
    told = mapped(
        tmp_path,
        [["企业名称", "", "备注"], ["甲厂", "光伏", "x"]],
        NAMED + '[[column]]\nletter = "B"\nmeans = "operatesIn"\nclass = "Industry"\n',
    )
    assert told.entity("甲厂").facts == (("operatesIn", Name("Industry", "光伏")),)


def test_a_header_of_several_columns_needs_a_letter(tmp_path: Path) -> None:
    (problem,) = refused(mapped, tmp_path, TWICE, NAMED + CAPITAL.format(""))
    assert "several columns have the header '注册资本' (B, C)" in problem.en
    assert 'letter = "B"' in problem.zh


def test_a_letter_must_have_the_header(tmp_path: Path) -> None:
    (problem,) = refused(mapped, tmp_path, TWICE, NAMED + CAPITAL.format('letter = "A"\n'))
    assert "has the column 'A 注册资本', which the table lacks" in problem.en
    assert "B 注册资本, C 注册资本" in problem.en


def test_two_columns_that_a_mapping_takes_must_agree(tmp_path: Path) -> None:
    both = NAMED + CAPITAL.format('letter = "B"\n') + CAPITAL.format('letter = "C"\n')
    told = mapped(tmp_path, TWICE, both)
    (problem,) = told.problems
    assert "it contradicts column B '注册资本' of the same row (5000000元)" in problem.en


@pytest.mark.parametrize(
    ("text", "english"),
    [
        (NAMED + CAPITAL.format("") * 2, "an entry before it has this column"),
        (NAMED + CAPITAL.format('letter = "3"\n'), "'3' is no letter of a column"),
        (
            NAMED + '[[column]]\nheader = "单位"\nmeans = "name"\n',
            '2 columns have means = "name" (企业名称, 单位)',
        ),
    ],
)
def test_a_wrong_mapping_is_refused(text: str, english: str, tmp_path: Path) -> None:
    path = tmp_path / "映射.toml"
    path.write_text(text, encoding="utf-8")
    (problem,) = refused(read_mapping, path)
    assert english in problem.en


def test_a_written_mapping_has_letters_where_headers_do_not_suffice(tmp_path: Path) -> None:
    rows: Rows = [["企业名称", "备注", "", "备注"], ["甲厂", "a", "b", "c"]]
    path = write_book(tmp_path / "a.xlsx", rows)
    text = mapping_of_file(path, ListOptions(), DEFAULT_BOUNDS)
    columns = tomllib.loads(text)["column"]
    assert [(c.get("header"), c.get("letter")) for c in columns] == [
        ("企业名称", None),
        ("备注", "B"),
        (None, "C"),
        ("备注", "D"),
    ]
    assert mapped(tmp_path, rows, text).records == Told(path).records
