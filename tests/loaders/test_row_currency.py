"""A column of currencies says in which currency the amounts of its row are."""

from __future__ import annotations

from pathlib import Path

import pytest

from gaoxin.errors import InvalidSource
from gaoxin.loaders.lists.row_currency import read_currency
from gaoxin.loaders.lists.row_draft import UnclearCellError
from gaoxin.model import Text
from gaoxin.ontology.namespaces import XSD
from tests.fixtures.officer_lists import write_csv
from tests.fixtures.read_lists import Told

HEADER = ["企业名称", "所在园区", "注册资本（万元）", "币种"]


@pytest.fixture
def read(tmp_path: Path):  # type: ignore[no-untyped-def]
    return lambda rows: Told(write_csv(tmp_path / "a.csv", rows))


def _yuan(told: Told, name: str) -> list[str]:
    """The registered capital of a firm as a plain fact, which is one in yuan."""
    facts = told.entity(name).facts
    capital = [value for predicate, value in facts if predicate == "registeredCapital"]
    assert all(isinstance(value, Text) and value.datatype == f"{XSD}decimal" for value in capital)
    return [value.value for value in capital if isinstance(value, Text)]


def _figures(told: Told) -> list[tuple[str, ...]]:
    assert told.problems == []
    return [figure[:4] for figure in told.statements("observation")]


def _remarks(told: Told) -> str:
    return "\n".join(told.lists[0].remarks)


@pytest.mark.parametrize(
    ("written", "unit"),
    [
        *(
            ("美元", "美元"),
            ("usd", "美元"),
            ("ＵＳＤ", "美元"),
            ("美金", "美元"),
            ("US Dollar", "美元"),
        ),
        *(("港元", "港元"), ("港币", "港元"), ("港幣", "港元"), ("HKD", "港元"), ("Eur", "欧元")),
        *(("欧元", "欧元"), ("日元", "日元"), ("JPY", "日元"), ("日元（JPY）", "日元")),
        *(("USD-美元", "美元"), ("GBP/英镑", "英镑"), ("万美元", "美元"), ("元（美元）", "美元")),
    ],
)
def test_a_bare_amount_is_in_the_currency_of_its_row(written: str, unit: str, read) -> None:  # type: ignore[no-untyped-def]
    told = read([HEADER, ["甲厂", "合肥高新区", "500", written]])
    assert _figures(told) == [("甲厂", "注册资本", "500", f"万{unit}")]
    assert told.columns["币种"] == "currency of the amounts in the row"


def test_it_is_as_if_the_cell_named_the_currency(read) -> None:  # type: ignore[no-untyped-def]
    cells = ["500", "1,200.5", "约300", "3-5亿", "2亿"]
    names = [f"{letter}厂" for letter in "甲乙丙丁戊"]
    rows = zip(names, cells, strict=True)
    told = read([HEADER, *([name, "合肥高新区", cell, "USD"] for name, cell in rows)])
    written = ["500万美元", "1200.5万美元", "约300万美元", "3-5亿美元", "2亿美元"]
    pairs = zip(names, written, strict=True)
    alone = read([HEADER[:3], *([name, "合肥高新区", cell] for name, cell in pairs)])
    assert told.statements("observation") == alone.statements("observation")
    assert len(told.statements("observation")) == len(cells) + 1


@pytest.mark.parametrize(
    "written", ["", "人民币", "CNY", "rmb", "ＲＭＢ", "元", "人民币元", "—", "无"]
)
def test_an_empty_currency_and_the_yuan_change_nothing(written: str, read) -> None:  # type: ignore[no-untyped-def]
    told = read([HEADER, ["甲厂", "合肥高新区", "500", written]])
    assert _yuan(told, "甲厂") == ["5000000"]
    assert _figures(told) == []


def test_equal_texts_in_rows_of_several_currencies(read) -> None:  # type: ignore[no-untyped-def]
    currencies = ["人民币", "美元", "人民币", "欧元", "", "不明币", "人民币"]
    names = [f"{letter}厂" for letter in "甲乙丙丁戊己庚"]
    pairs = zip(names, currencies, strict=True)
    told = read([HEADER, *([name, "合肥高新区", "500", word] for name, word in pairs)])
    assert _figures(told) == [
        ("乙厂", "注册资本", "500", "万美元"),
        ("丁厂", "注册资本", "500", "万欧元"),
    ]
    yuan = {name: _yuan(told, name) for name in names}
    assert {name for name, found in yuan.items() if found} == {"甲厂", "丙厂", "戊厂", "庚厂"}


@pytest.mark.parametrize(
    "written", ["外币", "其他", "dollar", "美元、欧元", "人民币/美元", "840", "同上"]
)
def test_an_unknown_currency_leaves_the_amounts_of_its_row_out(written: str, read) -> None:  # type: ignore[no-untyped-def]
    told = read(
        [HEADER, ["甲厂", "合肥高新区", "500", written], ["乙厂", "合肥高新区", "无", written]]
    )
    assert _figures(told) == []
    assert _yuan(told, "甲厂") == []
    assert told.rows()["taken"] == 2
    assert "1 left out (the currency" in _remarks(told)
    assert "is unknown or ambiguous; write one, such as CNY or USD): row 2 '500'" in _remarks(told)


@pytest.mark.parametrize(
    ("cell", "written"),
    [("500万美元", "欧元"), ("500万元", "美元"), ("500万元人民币", "美元"), ("US$500万", "人民币")],
)
def test_an_amount_in_another_currency_than_its_row(cell: str, written: str, read) -> None:  # type: ignore[no-untyped-def]
    told = read([HEADER, ["甲厂", "合肥高新区", cell, written]])
    assert _figures(told) == []
    assert _yuan(told, "甲厂") == []
    assert "contradict each other; correct one of them): row 2" in _remarks(told)


def test_an_amount_keeps_its_own_currency(read) -> None:  # type: ignore[no-untyped-def]
    rows = [["甲厂", "合肥高新区", "500万美元", "美元"], ["乙厂", "合肥高新区", "500万港元", ""]]
    assert [figure[2:] for figure in _figures(read([HEADER, *rows]))] == [
        ("500", "万美元"),
        ("500", "万港元"),
    ]


def test_a_header_that_names_its_currency(read) -> None:  # type: ignore[no-untyped-def]
    for header in ("注册资本（万元人民币）", "注册资本（万港元）"):
        told = read(
            [["企业名称", "所在园区", header, "币种"], ["甲厂", "合肥高新区", "500", "美元"]]
        )
        assert _figures(told) == []
        assert _yuan(told, "甲厂") == []
        assert "contradict each other" in _remarks(told)
    columns = ["企业名称", "所在园区", "出口总额（万美元）", "币种"]
    told = read([columns, ["甲厂", "合肥高新区", "500", "人民币"]])
    assert _figures(told) == [("甲厂", "出口总额", "500", "万美元")]


@pytest.mark.parametrize(
    "header", ["注册资本币种", "注册资本（币种）", "注册资金币别", "币种（注册资本）"]
)
def test_the_currency_of_one_amount(header: str, read) -> None:  # type: ignore[no-untyped-def]
    rows = [
        ["企业名称", "所在园区", "注册资本（万元）", "营业收入（万元）", header],
        ["甲厂", "合肥高新区", "500", "800", "美元"],
    ]
    told = read(rows)
    assert ("甲厂", "注册资本", "500", "万美元") in _figures(told)
    assert ("甲厂", "营业收入", "800", "万元") in _figures(told)
    assert told.columns[header] == "currency of the amount 注册资本"


def test_a_currency_beside_the_capital_is_perhaps_not_that_of_the_revenue(read) -> None:  # type: ignore[no-untyped-def]
    header = [
        "企业名称",
        "所在园区",
        "注册资本（万元）",
        "币种",
        "营业收入（万元）",
        "员工人数（人）",
    ]
    rows = [
        ["甲厂", "合肥高新区", "500", "美元", "800", "30"],
        ["乙厂", "合肥高新区", "500", "人民币", "800", "30"],
    ]
    told = read([header, *rows])
    assert [figure[:4] for figure in _figures(told)] == [
        ("甲厂", "注册资本", "500", "万美元"),
        ("甲厂", "从业人员期末数", "30", "人"),
        ("乙厂", "营业收入", "800", "万元"),
        ("乙厂", "从业人员期末数", "30", "人"),
    ]
    assert "'营业收入（万元）': 1 left out (the column '币种' is about the capital" in _remarks(
        told
    )


def test_a_currency_elsewhere_is_that_of_all_amounts(read) -> None:  # type: ignore[no-untyped-def]
    header = ["企业名称", "币种", "营业收入（万元）", "员工人数（人）", "净利润（万元）"]
    told = read([header, ["甲厂", "港币", "800", "30", "-5"]])
    assert {figure[1:] for figure in _figures(told)} == {
        ("营业收入", "800", "万港元"),
        ("从业人员期末数", "30", "人"),
        ("净利润", "-5", "万港元"),
    }


def test_each_amount_with_a_currency_beside_it(read) -> None:  # type: ignore[no-untyped-def]
    header = ["企业名称", "所在园区", "注册资本（万元）", "币种", "实缴资本（万元）", "币别"]
    told = read([header, ["甲厂", "合肥高新区", "500", "美元", "300", "欧元"]])
    assert {figure[1:] for figure in _figures(told)} == {
        ("注册资本", "500", "万美元"),
        ("实缴资本", "300", "万欧元"),
    }


def test_a_unit_above_the_table_or_beside_the_number(read) -> None:  # type: ignore[no-untyped-def]
    above = [
        ["企业名单"],
        ["单位：万元"],
        ["企业名称", "注册资本", "币种"],
        ["甲厂", "500", "美元"],
    ]
    assert _figures(read(above)) == [("甲厂", "注册资本", "500", "万美元")]
    above[1] = ["单位：人民币万元"]
    assert _figures(read(above)) == []
    beside = [["企业名称", "注册资本", "单位", "币种"], ["甲厂", "500", "万元", "美元"]]
    assert _figures(read(beside)) == [("甲厂", "注册资本", "500", "万美元")]


def test_a_list_with_one_figure_in_a_row(read) -> None:  # type: ignore[no-untyped-def]
    header = ["园区名称", "指标", "数值", "单位", "币种", "年份"]
    rows = [
        ["实际使用外资", "5", "亿元", "美元"],
        ["出口总额", "6", "亿元", "人民币"],
        ["营业收入", "7", "亿元", "不明币"],
        ["企业总数", "8", "家", "不明币"],
        ["进出口总额", "9", "人民币亿元", "美元"],
    ]
    told = read([header, *(["合肥高新区", *row, "2024"] for row in rows)])
    assert [figure[1:4] for figure in _figures(told)] == [
        ("实际使用外资", "5", "亿美元"),
        ("出口总额", "6", "亿元"),
        ("企业总数", "8", "家"),
    ]
    assert "2 left out" not in _remarks(told)
    assert _remarks(told).count("1 left out") == 2


def test_amounts_with_their_currencies_are_no_currencies(read) -> None:  # type: ignore[no-untyped-def]
    header = ["企业名称", "所在园区", "注册资本及币种"]
    told = read([header, ["甲厂", "合肥高新区", "500万美元"]])
    assert "currency of" not in told.columns["注册资本及币种"]


def test_words_that_are_no_currency() -> None:
    for text in ("万", "家", "多币种", "美元欧元"):
        with pytest.raises(UnclearCellError):
            read_currency(text)


def test_a_mapping_names_the_amount(tmp_path: Path) -> None:
    path = write_csv(tmp_path / "a.csv", [HEADER, ["甲厂", "合肥高新区", "500", "美元"]])
    mapping = tmp_path / "m.toml"
    entries = [("企业名称", 'means = "name"'), ("注册资本（万元）", 'means = "registeredCapital"')]
    start = "\n".join(f'[[column]]\nheader = "{header}"\n{means}' for header, means in entries)
    start = f'type = "Enterprise"\n{start}\nunit = "万元"\n[[column]]\nheader = "币种"\n'
    mapping.write_text(f'{start}means = "currency"\nindicator = "注册资本"\n', encoding="utf-8")
    assert _figures(Told(path, mapping=mapping)) == [("甲厂", "注册资本", "500", "万美元")]
    mapping.write_text(f'{start}means = "currency"\nindicator = "资本金额"\n', encoding="utf-8")
    with pytest.raises(InvalidSource, match="there is no amount '资本金额'"):
        Told(path, mapping=mapping)
