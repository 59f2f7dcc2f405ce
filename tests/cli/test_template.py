"""``gaoxin template``: the files have what a person needs to fill them in."""

from __future__ import annotations

import json
import re
from collections.abc import Callable
from pathlib import Path

import openpyxl
import pytest
from openpyxl.worksheet.worksheet import Worksheet

from gaoxin.loaders.lists.cell_parts import split_values
from gaoxin.loaders.lists.list_templates import ListTemplate, choices_of, list_templates
from gaoxin.loaders.lists.row_kinds import EXAMPLE
from gaoxin.ontology.credit_codes import read_credit_code
from gaoxin.settings import Settings
from tests.cli.conftest import Command, asking
from tests.fixtures.homes import copy_home

TEMPLATES = list(list_templates().values())


@pytest.fixture
def gaoxin(in_home: Callable[[Path], Command], tmp_path: Path) -> Command:
    """The commands in an empty home."""
    return in_home(tmp_path / "home")


def written(gaoxin: Command, template: ListTemplate, folder: Path) -> openpyxl.Workbook:
    path = folder / f"{template.key}.xlsx"
    status, text, _ = gaoxin("template", template.key, "-o", str(path))
    assert status == 0
    assert template.key in text
    return openpyxl.load_workbook(path)


def first_sheet(book: openpyxl.Workbook) -> Worksheet:
    sheet = book.worksheets[0]
    assert isinstance(sheet, Worksheet)
    return sheet


def test_there_are_templates() -> None:
    assert {"enterprises", "projects", "platforms", "policies", "figures"} <= set(list_templates())


@pytest.mark.parametrize("template", TEMPLATES, ids=lambda template: template.key)
def test_a_template_has_headings_choices_examples_and_notes(
    gaoxin: Command, template: ListTemplate, tmp_path: Path
) -> None:
    book = written(gaoxin, template, tmp_path)
    sheet = first_sheet(book)
    assert sheet.title == template.sheet
    assert sheet.freeze_panes == "C2"
    rows = list(sheet.iter_rows(values_only=True))
    assert len(rows) == 3
    headings = [str(heading) for heading in rows[0][1:]]
    assert len(headings) == len(template.columns)
    assert not any("{" in heading for heading in headings)
    assert [row[0] for row in rows[1:]] == [EXAMPLE, EXAMPLE]
    notes = [str(row[0]) for row in book.worksheets[1].iter_rows(values_only=True)]
    for heading in headings:
        assert any(note.startswith(heading) for note in notes), heading
    hidden = book.worksheets[2]
    assert hidden.sheet_state == "hidden"
    rules = sheet.data_validations.dataValidation
    offered = [column for column in template.columns if column.choices]
    assert len(rules) == len(offered) > 0
    for rule, column in zip(rules, offered, strict=True):
        found = re.fullmatch(r"='?[^'!]+'?!\$([A-Z]+)\$1:\$\1\$(\d+)", str(rule.formula1))
        assert found
        words = [cell.value for cell in hidden[found[1]][: int(found[2])]]
        assert tuple(words) == choices_of(column.choices)
        assert all(words)


@pytest.mark.parametrize("template", TEMPLATES, ids=lambda template: template.key)
def test_the_examples_are_such_values_as_belong_there(template: ListTemplate) -> None:
    name, *others = template.columns
    assert name.required
    assert all(example.startswith(EXAMPLE) for example in name.examples)
    for column in others:
        for example in filter(None, column.examples):
            if column.choices:
                assert set(split_values(example)) <= set(choices_of(column.choices)), column.header
            if "信用代码" in column.header:
                assert read_credit_code(example)


def test_codes_and_dates_stay_as_they_are_typed(gaoxin: Command, tmp_path: Path) -> None:
    template = list_templates()["enterprises"]
    sheet = first_sheet(written(gaoxin, template, tmp_path))
    formats = {
        str(cell.value): sheet.column_dimensions[cell.column_letter].number_format
        for cell in sheet[1]
    }
    assert formats["统一社会信用代码"] == formats["成立日期"] == "@"
    assert formats["企业名称"] == "General"


def test_a_file_that_exists_is_not_overwritten(gaoxin: Command, tmp_path: Path) -> None:
    path = tmp_path / "a.xlsx"
    path.write_text("filled in", encoding="utf-8")
    body = asking(gaoxin)("template", "企业", "-o", str(path))
    assert body["ok"] is False
    assert path.read_text(encoding="utf-8") == "filled in"


@pytest.mark.parametrize("arguments", [("公司",), ("企业", "-o", "a.csv"), ("企业", "-o", "a")])
def test_wrong_usage(gaoxin: Command, arguments: tuple[str, ...]) -> None:
    status, _, err = gaoxin("template", *arguments, "--lang", "zh")
    assert status == 2
    assert "模板" in err


def test_notes_are_in_one_language(gaoxin: Command, tmp_path: Path) -> None:
    for code, title in (("zh", "填写说明"), ("en", "Notes")):
        path = tmp_path / f"{code}.xlsx"
        assert gaoxin("template", "企业", "-o", str(path), "--lang", code)[0] == 0
        assert openpyxl.load_workbook(path).sheetnames[1] == title


def fill(path: Path, **cells: object) -> None:
    """Fill in the row below the examples; the keys are headings, or the beginning of one."""
    book = openpyxl.load_workbook(path)
    sheet = first_sheet(book)
    places = {str(cell.value): cell.column for cell in sheet[1]}
    sheet.cell(4, 1, 1)
    for heading, value in cells.items():
        (column,) = (place for name, place in places.items() if name.startswith(heading))
        sheet.cell(4, column, value)
    book.save(path)


def test_filled_templates_load_and_answer_questions(
    in_home: Callable[[Path], Command], shipped_settings: Settings, tmp_path: Path
) -> None:
    gaoxin = in_home(copy_home(shipped_settings, tmp_path / "home").home)
    paths = {key: tmp_path / f"{key}.xlsx" for key in list_templates()}
    for key, path in paths.items():
        assert gaoxin("template", key, "-o", str(path))[0] == 0
    fill(
        paths["enterprises"],
        企业名称="合肥甲芯半导体股份有限公司",
        所属园区="合肥高新区",
        所属行业="集成电路、储能",
        注册资本="1.2亿元",
        成立日期="2018年5月",
        法定代表人="王小明",
        是否高新技术企业="是",
        股票代码="000123",
    )
    fill(paths["projects"], 项目名称="甲芯封装基地项目", 所属园区="合肥高新区", 总投资="约3亿元")
    fill(paths["platforms"], 平台名称="甲芯封装重点实验室", 级别="省级", 所属园区="合肥高新区")
    fill(
        paths["policies"],
        政策名称="合肥高新区甲芯扶持办法",
        文号="合高管〔2024〕3号",
        发布日期="2024/3/1",
        政策层级="园区级",
    )
    fill(
        paths["figures"],
        园区名称="合肥高新区",
        指标="有效发明专利拥有量",
        年份="2019",
        数值=12345,
        计量单位="件",
    )
    status, _, err = gaoxin("load", *map(str, paths.values()))
    assert status == 0, err
    ask = asking(gaoxin)

    def rows(*arguments: str) -> str:
        return json.dumps(ask(*arguments)["rows"], ensure_ascii=False)

    assert "甲芯半导体" in rows("query", "enterprises/enterprises_in_zone", "zone=合肥高新区")
    assert "甲芯半导体" in rows("query", "enterprises/in_industry", "industry=集成电路")
    shown = rows("show", "合肥甲芯半导体股份有限公司")
    for text in ("120000000", "2018-05", "王小明", "高新技术企业", "000123"):
        assert text in shown, text
    assert "示例" not in shown
    assert "Total investment" in rows("show", "甲芯封装基地项目")
    assert "provincial" in rows("show", "甲芯封装重点实验室")
    assert "合高管〔2024〕3号" in rows("show", "合肥高新区甲芯扶持办法")
    assert "12345" in rows("query", "figures/figures_of", "thing=合肥高新区")


@pytest.mark.parametrize("template", TEMPLATES, ids=lambda template: template.key)
def test_an_empty_template_says_that_it_has_no_rows_yet(
    gaoxin: Command, template: ListTemplate, tmp_path: Path
) -> None:
    book = written(gaoxin, template, tmp_path)
    first_sheet(book).delete_cols(1)  # the names alone mark the examples
    book.save(tmp_path / "without.xlsx")
    for path in (tmp_path / f"{template.key}.xlsx", tmp_path / "without.xlsx"):
        status, _, err = gaoxin("validate", str(path), "--lang", "en")
        assert status == 1
        assert "no rows yet" in err
