"""Answers as workbooks that can be handed on."""

from __future__ import annotations

import io
from datetime import datetime
from pathlib import Path
from typing import Any

import pytest

from gaoxin.cli.asked import remember_command
from gaoxin.graph.sheets.answer_workbook import workbook
from gaoxin.graph.sheets.sheet_columns import filled, sheet_columns
from gaoxin.graph.sheets.sheet_values import sheet_value
from gaoxin.language import choose_language
from gaoxin.model import Answer
from tests.cli.conftest import Command

ZONE = "合肥高新区"


def opened(content: bytes) -> Any:
    from openpyxl import load_workbook

    return load_workbook(io.BytesIO(content))


def written(gaoxin: Command, folder: Path, *arguments: str) -> Any:
    target = folder / "答案.xlsx"
    status, _, err = gaoxin(*arguments, "-o", str(target))
    assert status == 0, err
    return opened(target.read_bytes())


def rows_of(sheet: Any) -> list[tuple[Any, ...]]:
    return list(sheet.iter_rows(values_only=True))


@pytest.fixture(autouse=True)
def _nothing_asked_before() -> None:
    remember_command(())


@pytest.mark.parametrize(
    ("column", "value", "wanted", "form"),
    [
        ("value", "69.7", 69.7, ""),
        ("value", ">1000", 1000, '"more than "'),
        ("value", "<=2.5", 2.5, '"at most "General'),
        ("value", "1250000", 1250000, "#,##0"),
        ("value", "007", "007", ""),
        ("value", "12345678901234567890", "12345678901234567890", ""),
        ("code", "3825", "3825", ""),
        ("name", "2024", "2024", ""),
        ("time", "2024", 2024, ""),
        ("time", "2024-05", datetime(2024, 5, 1), "yyyy-mm"),
        ("time", "2024-05-31", datetime(2024, 5, 31), "yyyy-mm-dd"),
        ("time", "2024-02-30", "2024-02-30", ""),
        ("time", "2022/2027", "2022–2027", ""),
        ("time", "2026-11-26T10:00:00Z", datetime(2026, 11, 26, 10), "yyyy-mm-dd hh:mm"),
        ("running", False, "no", ""),
        ("sources", ["a", "b"], "a, b", ""),
        ("grade", "U", "unverified", ""),
        ("unit", "", None, ""),
    ],
)
def test_cells_have_the_type_of_their_value(
    column: str, value: object, wanted: object, form: str
) -> None:
    content = workbook(Answer([column], [{column: value}]))
    found = sheet_value(column, value, {})
    if wanted is not None and form != '"more than "':
        assert found.form == form
    cell = opened(content).worksheets[0]["A2"]
    assert cell.value == wanted
    assert type(cell.value) is type(wanted)


def test_a_stock_code_is_no_number() -> None:
    row = {"predicate": "stockCode", "value": "600000"}
    assert sheet_value("value", "600000", row).value == "600000"
    assert sheet_value("value", "600000", {"predicate": "observation"}).value == 600000


def test_header_is_fixed_filtered_and_as_wide_as_its_content() -> None:
    answer = Answer(["name", "value"], [{"name": "天津滨海高新技术产业开发区", "value": 1}])
    sheet = opened(workbook(answer)).worksheets[0]
    assert sheet.freeze_panes == "A2"
    assert sheet.auto_filter.ref == "A1:B2"
    assert sheet["A1"].font.bold
    assert sheet.column_dimensions["A"].width >= 26
    assert sheet.column_dimensions["B"].width < 15


def test_keys_are_folded_away_and_empty_columns_left_out() -> None:
    rows = [{"name": "a", "unit": "", "inferred": False, "running": False, "zone_iri": "x"}]
    names = filled(list(rows[0]), rows)
    assert names == ["name", "running", "zone_iri"]
    columns = sheet_columns(["zone_iri", "name"])
    assert [(c.name, c.title, c.folded) for c in columns] == [
        ("name", "name", False),
        ("zone_iri", "zone IRI", True),
    ]
    assert [c.folded for c in sheet_columns(["iri"])] == [False]
    sheet = opened(workbook(Answer(list(rows[0]), rows))).worksheets[0]
    assert sheet.column_dimensions["C"].hidden


def test_formulas_stay_text_even_when_edited() -> None:
    sheet = opened(workbook(Answer(["name"], [{"name": "=1+1"}, {"name": "x"}]))).worksheets[0]
    assert (sheet["A2"].value, sheet["A2"].data_type) == ("=1+1", "s")
    assert sheet["A2"].quotePrefix
    assert not sheet["A3"].quotePrefix


def test_sources_stand_as_titles_and_on_a_sheet_of_their_own(
    gaoxin: Command, tmp_path: Path
) -> None:
    book = written(gaoxin, tmp_path, "query", "targets_of", "thing=济南高新区")
    assert book.sheetnames == ["answer", "sources", "about"]
    table, sources = rows_of(book["answer"]), rows_of(book["sources"])
    source, key = table[0].index("source"), table[0].index("source key")
    titles = {row[0] for row in sources[1:]}
    assert len(titles) > 1
    assert {row[source] for row in table[1:]} <= titles
    assert {row[key] for row in table[1:]} == {row[-2] for row in sources[1:]}
    assert "no date" in {row[2] for row in sources[1:]}


def test_a_sheet_says_what_was_asked_and_when(gaoxin: Command, tmp_path: Path) -> None:
    book = written(gaoxin, tmp_path, "show", ZONE)
    told = dict(rows_of(book["about"])[1:])
    assert told["asked"].startswith(f"gaoxin show {ZONE} -o ")
    assert told["name"] == "Hefei National High-Tech Industrial Development Zone"
    assert isinstance(told["time"], datetime)
    assert told["generation"] == 1
    assert told["rows"] == len(rows_of(book["answer"])) - 1
    assert told["grade: unverified"]


def test_titles_and_words_are_in_the_language_of_the_reader(
    gaoxin: Command, tmp_path: Path
) -> None:
    book = written(gaoxin, tmp_path, "--lang", "zh", "show", ZONE)
    assert book.sheetnames == ["结果", "来源", "说明"]
    choose_language("zh")
    sheet = book["结果"]
    seen = [
        str(cell.value)
        for column in sheet.iter_cols()
        if not sheet.column_dimensions[column[0].column_letter].hidden
        for cell in column
    ]
    assert "官方或报道" in seen
    for code in ("actual", "target", "out", "in", "no", "Policy", "grade", "unit"):
        assert code not in seen


def test_an_answer_to_a_question_is_written_with_its_sources(
    gaoxin: Command, tmp_path: Path
) -> None:
    book = written(gaoxin, tmp_path, "--lang", "zh", "ask", "合肥高新区有哪些主导产业")
    assert book.sheetnames == ["结果", "来源", "说明"]
    table = rows_of(book["结果"])
    assert table[0][0] == "答案"
    assert len(table) > 3
    assert len(rows_of(book["来源"])) > 1
    told = dict(rows_of(book["说明"])[1:])
    assert told["问题"] == "合肥高新区有哪些主导产业"


def test_too_many_rows_are_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    from gaoxin.errors import BadUsage
    from gaoxin.graph.sheets import answer_workbook

    monkeypatch.setattr(answer_workbook, "_LONGEST_SHEET", 2)
    with pytest.raises(BadUsage, match="1 rows at most and the answer has 2"):
        workbook(Answer(["n"], [{"n": 1}, {"n": 2}]))


@pytest.mark.parametrize(
    ("column", "unit", "zh", "en"),
    [
        ("unit", "亿元", "亿元", "100 million yuan"),
        ("reached_unit", "平方公里", "平方公里", "square kilometre"),
        ("unit", "%", "%", "percent"),
        ("unit", "个", "个", "个"),
        ("name", "亿元", "亿元", "亿元"),
    ],
)
def test_units_are_in_the_language_of_the_reader(column: str, unit: str, zh: str, en: str) -> None:
    for code, words in (("zh", zh), ("en", en)):
        choose_language(code)
        assert sheet_value(column, unit, {}).value == words
