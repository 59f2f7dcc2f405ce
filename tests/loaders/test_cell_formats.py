"""Cells are read as they are shown: percent, codes with zeros, months, units; in each format."""

from __future__ import annotations

import datetime
import zipfile
from decimal import Decimal
from functools import partial
from pathlib import Path

import openpyxl
import pyarrow
import pyarrow.parquet
import pytest
from openpyxl.utils.datetime import CALENDAR_MAC_1904

from gaoxin.loaders.statements.table import read_statements
from gaoxin.loaders.tables.reading import read_table
from tests.fixtures.refusals import refused
from tests.fixtures.workbooks import write_ods

SHOWN = {
    "增速": (0.075, "0.0%", "7.5%"),
    "代码": (2594, "000000", "002594"),
    "月份": (43237, 'yyyy"年"m"月"', "2018-05"),
    "年份": (43237, "yyyy", "2018"),
    "日期": (43237, "yyyy/m/d", "2018-05-17"),
    "时刻": (43237.604166666664, "yyyy/m/d h:mm", "2018-05-17T14:30:00"),
    "金额": (500, '0.00"万元"', "500万元"),
    "千分位": (1234567.5, "#,##0.00", "1234567.5"),
    "会计": (-1234.5, '_ ¥* #,##0.00_ ;_ ¥* (#,##0.00);_ ¥* "-"??_ ;_ @_ ', "¥-1234.5"),
    "普通": (43237, "General", "43237"),
    "文本": ("00123", "@", "00123"),
}
EXPECTED = {name: text for name, (_, _, text) in SHOWN.items()}


def cells_of(path: Path) -> list[dict[str, str]]:
    return [row.cells for row in read_table(path).rows]


def test_xlsx(tmp_path: Path) -> None:
    book = openpyxl.Workbook()
    sheet = book.active
    assert sheet is not None
    sheet.append(list(SHOWN))
    for column, (value, code, _) in enumerate(SHOWN.values(), start=1):
        sheet.cell(2, column, value).number_format = code
        sheet.cell(3, column, value)  # the same value without a format
    book.save(tmp_path / "a.xlsx")
    first, second = cells_of(tmp_path / "a.xlsx")
    assert first == EXPECTED
    assert second["增速"] == "0.075"
    assert second["代码"] == "2594"
    assert second["月份"] == "43237"


def replace_parts(path: Path, parts: dict[str, bytes], old: bytes, new: bytes) -> None:
    """Replace whole parts of an archive, and a text in its worksheet."""
    with zipfile.ZipFile(path) as archive:
        found = {name: archive.read(name) for name in archive.namelist()}
    sheet = "xl/worksheets/sheet1.xml"
    assert old in found[sheet]
    found |= {sheet: found[sheet].replace(old, new)} | parts
    with zipfile.ZipFile(path, "w") as archive:
        for name, content in found.items():
            archive.writestr(name, content)


def test_formats_that_a_file_names_by_number_only(tmp_path: Path) -> None:
    book = openpyxl.Workbook()
    sheet = book.active
    assert sheet is not None
    sheet.append(["甲", "乙"])
    sheet.append([43237, 43237])
    book.save(tmp_path / "a.xlsx")
    with_styles = {
        "xl/styles.xml": b'<styleSheet xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/'
        b'main"><cellXfs><xf numFmtId="57"/><xf numFmtId="31"/></cellXfs></styleSheet>',
    }
    replace_parts(tmp_path / "a.xlsx", with_styles, b'r="B2"', b'r="B2" s="1"')
    assert cells_of(tmp_path / "a.xlsx") == [{"甲": "2018-05", "乙": "2018-05-17"}]


def test_xlsx_whose_days_count_from_1904(tmp_path: Path) -> None:
    book = openpyxl.Workbook()
    book.epoch = CALENDAR_MAC_1904
    sheet = book.active
    assert sheet is not None
    sheet.append(["月份"])
    sheet.cell(2, 1, 43237 - 1462).number_format = 'yyyy"年"m"月"'
    book.save(tmp_path / "a.xlsx")
    assert cells_of(tmp_path / "a.xlsx") == [{"月份": "2018-05"}]


def test_xls_whose_days_count_from_1904() -> None:
    path = Path(__file__).parents[1] / "fixtures" / "formats-1904.xls"
    (cells,) = cells_of(path)
    known = {name: text for name, text in EXPECTED.items() if name in cells}
    assert cells == known | {"普通": str(43237 - 1462)}
    assert len(known) > 6


ODS_STYLES = """
<number:percentage-style style:name="N1"><number:number number:decimal-places="1"
 number:min-integer-digits="1"/><number:text>%</number:text></number:percentage-style>
<number:number-style style:name="N2"><number:number number:min-integer-digits="6"/>
</number:number-style>
<number:date-style style:name="N3"><number:year number:style="long"/><number:text>年</number:text>
<number:month/><number:text>月</number:text></number:date-style>
<number:number-style style:name="N4"><number:number number:min-integer-digits="1"/>
<number:text>万元</number:text></number:number-style>
<number:number-style style:name="N5"><number:number number:min-integer-digits="1"
 number:display-factor="1000"/><number:text>千元</number:text></number:number-style>
<number:currency-style style:name="N6"><number:currency-symbol>￥</number:currency-symbol>
<number:number number:min-integer-digits="1" number:grouping="true"/></number:currency-style>
""" + "".join(
    f'<style:style style:name="ce{n}" style:family="table-cell" style:data-style-name="N{n}"/>'
    for n in range(1, 7)
)


def test_ods(tmp_path: Path) -> None:
    values = [
        'table:style-name="ce1" office:value-type="percentage" office:value="0.075"',
        'table:style-name="ce2" office:value-type="float" office:value="2594"',
        'table:style-name="ce3" office:value-type="date" office:date-value="2018-05-01"',
        'office:value-type="float" office:value="500"',
        'table:style-name="ce5" office:value-type="float" office:value="12345"',
        'table:style-name="ce6" office:value-type="currency" office:value="1234.5"',
    ]
    columns = (
        '<table:table-column table:number-columns-repeated="3"/>'
        '<table:table-column table:default-cell-style-name="ce4"/>'
    )
    header = "".join(
        f'<table:table-cell office:value-type="string"><text:p>{n}</text:p></table:table-cell>'
        for n in "甲乙丙丁戊己"
    )
    row = "".join(f"<table:table-cell {value}/>" for value in values)
    table = f"{columns}<table:table-row>{header}</table:table-row><table:table-row>{row}"
    path = write_ods(tmp_path / "a.ods", f"{table}</table:table-row>", styles=ODS_STYLES)
    assert [list(cells.values()) for cells in cells_of(path)] == [
        ["7.5%", "002594", "2018-05", "500万元", "12.345千元", "￥1234.5"]
    ]


def test_parquet(tmp_path: Path) -> None:
    columns = {
        "代码": pyarrow.array(["00123"]).dictionary_encode(),
        "产业": pyarrow.array([["光伏", "储能", None]]),
        "金额": pyarrow.array([Decimal("500.10")], pyarrow.decimal128(10, 2)),
        "日期": pyarrow.array([datetime.datetime(2018, 5, 17)], pyarrow.timestamp("us")),
        "高企": pyarrow.array([True]),
        "编号": pyarrow.array([911202011671234567], pyarrow.int64()),
    }
    pyarrow.parquet.write_table(pyarrow.table(columns), tmp_path / "a.parquet")
    assert [list(cells.values()) for cells in cells_of(tmp_path / "a.parquet")] == [
        ["00123", "光伏；储能", "500.10", "2018-05-17", "true", "911202011671234567"]
    ]


def test_a_long_number_in_a_column_of_floats_has_lost_digits(tmp_path: Path) -> None:
    columns = {"代码": [911202011671234567.0, 5.0, float("inf")]}
    pyarrow.parquet.write_table(pyarrow.table(columns), tmp_path / "a.parquet")
    (problem,) = refused(partial(read_table, tmp_path / "a.parquet"))
    assert (problem.line, problem.column) == (1, "A")
    assert "浮点数" in problem.zh


@pytest.mark.parametrize(
    ("value", "code", "unit", "expected"),
    [
        (0.075, "0.0%", "", ("7.5", "%")),
        (0.075, "0.0%", "%", ("7.5", "%")),
        (500, '0.00"万元"', "万元", ("500", "万元")),
        (500, "0.00", "万元", ("500", "万元")),
    ],
)
def test_a_figure_of_the_common_table_keeps_its_unit(
    tmp_path: Path, value: float, code: str, unit: str, expected: tuple[str, str]
) -> None:
    book = openpyxl.Workbook()
    sheet = book.active
    assert sheet is not None
    names = (
        "subject,subject_type,predicate,object,object_type,value,unit,time,status,qualifier,source"
    )
    sheet.append(names.split(","))
    sheet.append(["甲公司", "Enterprise", "observation", "增速", "Indicator", value, unit, "2024"])
    sheet["F2"].number_format = code
    book.save(tmp_path / "a.xlsx")
    statements, problems = read_statements(read_table(tmp_path / "a.xlsx"), source="s")
    assert problems == []
    assert [(row.value, row.unit) for row in statements] == [expected]
