"""Empty lists to be filled in: headings, choices, examples and notes (``gaoxin template``).

What a template has is written in ``templates.toml``.  Its file loads as it is once it is filled:
the headings are words of the dictionary, example rows are marked and left out, the notes hold no
table, and the choices stand in a hidden sheet.
"""

from __future__ import annotations

import tomllib
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from functools import lru_cache
from importlib import resources
from typing import Any, BinaryIO

from openpyxl import Workbook
from openpyxl.styles import Alignment, Font, PatternFill
from openpyxl.utils import get_column_letter, quote_sheetname
from openpyxl.worksheet.datavalidation import DataValidation
from openpyxl.worksheet.worksheet import Worksheet

from gaoxin.errors import BadUsage
from gaoxin.language import say
from gaoxin.loaders.lists.row_kinds import EXAMPLE
from gaoxin.loaders.problems import did_you_mean
from gaoxin.loaders.reference.bundled import bundled_datasets
from gaoxin.loaders.tables.reading import read_table
from gaoxin.ontology.terms import vocabulary

NUMBER = "序号"
ROWS = 5000
"""Rows that have drop-down lists."""
_UNITS = (
    "万元",
    "亿元",
    "万美元",
    "亿美元",
    "家",
    "个",
    "人",
    "万人",
    "件",
    "项",
    "%",
    "公顷",
    "平方公里",
)
_YES_NO = ("是", "否")
_STATUSES = ("实际", "目标", "计划")
_HEAD = PatternFill("solid", fgColor="1D4ED8")
_REQUIRED = PatternFill("solid", fgColor="9F1239")
_GREY = PatternFill("solid", fgColor="F1F5F9")


@dataclass(frozen=True, slots=True)
class TemplateColumn:
    """A column of a template; ``templates.toml`` describes the fields."""

    header: str
    width: int
    examples: tuple[str, str]
    zh: str
    en: str
    required: bool = False
    text: bool = False
    choices: str = ""


@dataclass(frozen=True, slots=True)
class ListTemplate:
    """An empty list: the class of its rows, the name of its sheet, its title and its columns."""

    key: str
    names: tuple[str, ...]
    type: str
    sheet: str
    title: tuple[str, str]
    columns: tuple[TemplateColumn, ...]


@lru_cache(maxsize=1)
def list_templates() -> dict[str, ListTemplate]:
    """All templates by their key."""
    text = resources.files("gaoxin.loaders.lists").joinpath("templates.toml").read_text("utf-8")
    return {key: _template(key, body) for key, body in tomllib.loads(text).items()}


def find_template(name: str) -> ListTemplate:
    """The template with this name (enterprises, 企业 …).

    Raises:
        BadUsage: there is none.
    """
    found = {word: one for one in list_templates().values() for word in one.names}
    if name.strip().lower() in found:
        return found[name.strip().lower()]
    near_zh, near_en = did_you_mean(name, found)
    chinese = "、".join(
        next(word for word in one.names if not word.isascii()) for one in list_templates().values()
    )
    raise BadUsage(
        f"没有名为「{name}」的模板；可用：{chinese}。{near_zh}",
        f"There is no template {name!r}; there are: {', '.join(list_templates())}.{near_en}",
    )


def write_template(template: ListTemplate, target: BinaryIO, year: int) -> None:
    """Write an empty list as a workbook; ``year`` is the year of its figures."""
    book = Workbook()
    sheet = book.active
    assert isinstance(sheet, Worksheet)
    sheet.title = template.sheet
    columns = [_with_year(column, year) for column in template.columns]
    _write_head(sheet, columns)
    _write_examples(sheet, columns)
    _write_notes(book.create_sheet(say("填写说明", "Notes")), template, columns)
    _write_choices(book.create_sheet(say("可选值", "Choices")), sheet, columns)
    book.save(target)


def choices_of(name: str) -> tuple[str, ...]:
    """The words that a column offers; see ``templates.toml`` for the names of lists."""
    if name in _FIXED:
        return _FIXED[name]()
    scheme = vocabulary().schemes[vocabulary().find_property(name).values_from]
    return tuple(value.label_zh for value in scheme.values)


def _template(key: str, body: dict[str, Any]) -> ListTemplate:
    columns = tuple(
        TemplateColumn(**{**column, "examples": tuple(column["examples"])})
        for column in body["columns"]
    )
    zh, en = body["title"]
    return ListTemplate(key, tuple(body["names"]), body["class"], body["sheet"], (zh, en), columns)


def _with_year(column: TemplateColumn, year: int) -> TemplateColumn:
    """The column with the year in its heading and examples."""
    first, second = (text.replace("{year}", str(year)) for text in column.examples)
    return TemplateColumn(
        column.header.replace("{year}", str(year)),
        column.width,
        (first, second),
        column.zh,
        column.en,
        column.required,
        column.text,
        column.choices,
    )


def _write_head(sheet: Worksheet, columns: Sequence[TemplateColumn]) -> None:
    """The headings: frozen, coloured, wide enough; columns of codes and dates hold texts."""
    sheet.append([NUMBER, *(column.header for column in columns)])
    sheet.column_dimensions["A"].width = 7
    for index, cell in enumerate(sheet[1]):
        column = columns[index - 1] if index else None
        cell.fill = _REQUIRED if column and column.required else _HEAD
        cell.font = Font(bold=True, color="FFFFFF")
        cell.alignment = Alignment(horizontal="center", vertical="center", wrap_text=True)
        if column:
            dimension = sheet.column_dimensions[cell.column_letter]
            dimension.width = column.width
            if column.text:
                dimension.number_format = "@"
    sheet.row_dimensions[1].height = 32
    sheet.freeze_panes = "C2"


def _write_examples(sheet: Worksheet, columns: Sequence[TemplateColumn]) -> None:
    """Two rows that show how to fill in the list; reading it leaves them out."""
    for number in (0, 1):
        sheet.cell(number + 2, 1, EXAMPLE)
        for index, column in enumerate(columns, start=2):
            cell = sheet.cell(number + 2, index, _value(column.examples[number], column.text))
            cell.number_format = "@" if column.text else "General"
        for cell in sheet[number + 2]:
            cell.fill, cell.font = _GREY, Font(italic=True, color="64748B")


def _value(text: str, is_text: bool) -> str | int | float | None:
    """The content of a cell: a number as a number, nothing for an empty text."""
    if not text or is_text:
        return text or None
    try:
        return int(text) if text.isdecimal() else float(text)
    except ValueError:
        return text


def _write_notes(
    sheet: Worksheet, template: ListTemplate, columns: Sequence[TemplateColumn]
) -> None:
    """How to fill in the list, as sentences in one column, so that they are no table."""
    lines = [
        say(*template.title),
        say(
            f"从第 4 行起填写，每行一个。灰色的行（{NUMBER}写着“{EXAMPLE}”）是示例，不会载入，"
            "可以删除。",
            f"Fill in from row 4 on, one in each row. The grey rows marked {EXAMPLE} are examples; "
            "they are not loaded and may be deleted.",
        ),
        say(
            "红色的列必填；不知道的就空着，不必写“无”。不要的列可以删除，也可以加列。",
            "Red columns are required; leave empty what is not known. Columns may be deleted or "
            "added.",
        ),
        say(
            '填好后：gaoxin load 文件.xlsx --source "名单的标题" --publisher 发布单位',
            'Then: gaoxin load FILE.xlsx --source "title of the list" --publisher PUBLISHER',
        ),
        "",
        *(f"{column.header}{say('：', ': ')}{say(column.zh, column.en)}" for column in columns),
    ]
    for line in lines:
        sheet.append([line])
    sheet.column_dimensions["A"].width = 100
    sheet["A1"].font = Font(bold=True, size=14)
    for (cell,) in sheet.iter_rows(max_col=1):
        cell.alignment = Alignment(wrap_text=True, vertical="top")


def _write_choices(hidden: Worksheet, sheet: Worksheet, columns: Sequence[TemplateColumn]) -> None:
    """The drop-down lists.  Other values may be typed too: Excel asks whether they are meant."""
    hidden.sheet_state = "hidden"
    offered = [(index, column) for index, column in enumerate(columns, 2) if column.choices]
    for place, (index, column) in enumerate(offered, start=1):
        words = choices_of(column.choices)
        for row, word in enumerate(words, start=1):
            hidden.cell(row, place, word)
        letter = get_column_letter(place)
        area = f"{quote_sheetname(hidden.title)}!${letter}$1:${letter}${len(words)}"
        rule = DataValidation("list", formula1=f"={area}", allow_blank=True)
        rule.errorStyle, rule.showErrorMessage = "information", True
        rule.errorTitle = column.header[:30]
        rule.error = say("不在列表中；可以照写。", "It is not in the list; you may keep it.")
        cell = get_column_letter(index)
        rule.add(f"{cell}2:{cell}{ROWS + 1}")
        sheet.add_data_validation(rule)


def _names(kind: str, column: str) -> tuple[str, ...]:
    """The names in one column of a table of the project."""
    (path,) = (dataset.path for dataset in bundled_datasets() if dataset.kind == kind)
    return tuple(dict.fromkeys(row.cells[column] for row in read_table(path).rows))


_FIXED: dict[str, Callable[[], tuple[str, ...]]] = {
    "zones": lambda: _names("zones", "name_zh_full"),
    "industries": lambda: _names("trade-names", "name"),
    "indicators": lambda: _names("indicators", "name_zh"),
    "units": lambda: _UNITS,
    "yes-no": lambda: _YES_NO,
    "statuses": lambda: _STATUSES,
}
