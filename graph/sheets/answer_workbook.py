"""An answer as a workbook that can be handed on.

The first sheet is the answer: titles in the reader's language, a fixed header, a filter, columns as
wide as their content, none without any value.  Codes stand in words, and the key of a source as its
title; columns of keys and IRIs are folded away at the right (the "+" above them opens them).
Further sheets list the sources with what is known of them, and say what was asked, when, and of
which generation.

Text that looks like a formula has the type text and the mark "quote prefix", so that it stays text
even when the cell is edited.
"""

from __future__ import annotations

import io
import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import asdict
from typing import TYPE_CHECKING, Any

from gaoxin.errors import BadUsage
from gaoxin.formulas import is_formula
from gaoxin.graph.sheets.asked_for import AskedFor
from gaoxin.graph.sheets.sheet_columns import (
    SheetColumn,
    SheetRow,
    filled,
    named_sources,
    sheet_columns,
    with_titles,
)
from gaoxin.graph.sheets.sheet_values import LONGEST_TEXT, SheetValue, plain_text, sheet_value
from gaoxin.graph.wording.headings import heading
from gaoxin.language import say
from gaoxin.model import Answer

if TYPE_CHECKING:
    from gaoxin.graph.facts.source_records import SourceRecord
    from gaoxin.graph.store.generation import Generation

_LONGEST_SHEET = 1_048_576  # rows, with the header: the limit of XLSX
_LONGEST_TITLE = 31  # characters of the name of a sheet
_WIDTHS = (6, 48)  # characters; longer text is wrapped
_SAMPLED = 2_000  # rows whose cells decide about the widths
_FILL, _INK = "1F4E79", "FFFFFF"
_FORBIDDEN = re.compile(r"[\\/*?:\[\]]")


def workbook(
    answer: Answer,
    about: SheetRow | None = None,
    further: Mapping[str, Sequence[SheetRow]] | None = None,
    *,
    asked: AskedFor | None = None,
) -> bytes:
    """The answer as the content of an .xlsx file.

    Args:
        answer: the rows of the first sheet.
        about: what the answer is about; stands on the last sheet.
        further: other rows by the name of their sheet.
        asked: what was asked, when, of which generation; stands on the last sheet, too.

    Raises:
        BadUsage: a sheet cannot have so many rows.
    """
    from openpyxl import Workbook

    book = Workbook(write_only=True)
    tables: list[tuple[str, Sequence[str], Sequence[SheetRow]]] = [
        (say("结果", "answer"), answer.columns, answer.rows)
    ]
    for name, rows in (further or {}).items():
        if rows:
            tables.append((heading(name), list(dict.fromkeys(k for r in rows for k in r)), rows))
    run = asked or AskedFor()
    records = named_sources(run.generation, tables)
    for title, names, rows in tables:
        columns, lines = with_titles(names, rows, records)
        _write_rows(book, title, sheet_columns(filled(columns, lines)), lines)
    if records:
        sources = [_source(record) for record in records.values()]
        _write_rows(book, say("来源", "sources"), _source_columns(), sources)
    _write_rows(
        book, say("说明", "about"), _about_columns(), _about(run, answer, about), plain=True
    )
    page = io.BytesIO()
    book.save(page)
    return page.getvalue()


def _write_rows(
    book: Any,
    title: str,
    columns: Sequence[SheetColumn],
    rows: Sequence[SheetRow],
    *,
    plain: bool = False,
) -> None:
    """Write a sheet; with ``plain`` it has no filter."""
    from openpyxl.utils import get_column_letter

    if len(rows) >= _LONGEST_SHEET:
        raise BadUsage(
            f"一张工作表最多 {_LONGEST_SHEET - 1:,} 行，而结果有 {len(rows):,} 行；"
            "请用 -o 文件名.csv，或用 --limit 减少行数。",
            f"A sheet has {_LONGEST_SHEET - 1:,} rows at most and the answer has {len(rows):,}; "
            "use -o FILE.csv, or fewer rows with --limit.",
        )
    sheet = book.create_sheet(_FORBIDDEN.sub(" ", title)[:_LONGEST_TITLE])
    lines = [[sheet_value(c.name, row.get(c.name), row) for c in columns] for row in rows]
    for number, column in enumerate(columns, start=1):
        letter = get_column_letter(number)
        sheet.column_dimensions[letter].width = _width(column, lines[:_SAMPLED], number - 1)
        if column.folded:
            sheet.column_dimensions[letter].outlineLevel = 1
            sheet.column_dimensions[letter].hidden = True
    sheet.freeze_panes = "A2"
    if not plain and columns:
        sheet.auto_filter.ref = f"A1:{get_column_letter(len(columns))}{len(rows) + 1}"
    sheet.append([_head(sheet, column.title) for column in columns])
    for line in lines:
        sheet.append([_cell(sheet, value) for value in line])


def _width(column: SheetColumn, lines: Iterable[Sequence[SheetValue]], index: int) -> float:
    from rich.cells import cell_len

    longest = max((cell_len(line[index].shown) for line in lines), default=0)
    least, most = _WIDTHS
    # Four more than the title, for the button of the filter.
    return min(max(longest + 2, cell_len(column.title) + 4, least), most)


def _head(sheet: Any, title: str) -> Any:
    from openpyxl.styles import Alignment, Font, PatternFill

    cell = _cell(sheet, SheetValue(title))
    cell.font = Font(bold=True, color=_INK)
    cell.fill = PatternFill("solid", fgColor=_FILL)
    cell.alignment = Alignment(vertical="center", wrap_text=True)
    return cell


def _cell(sheet: Any, content: SheetValue) -> Any:
    from openpyxl.cell import WriteOnlyCell
    from openpyxl.cell.cell import ILLEGAL_CHARACTERS_RE
    from openpyxl.styles import Alignment
    from rich.cells import cell_len

    cell = WriteOnlyCell(sheet)
    if not isinstance(content.value, str):
        cell.value = content.value
        if content.form:
            cell.number_format = content.form
        return cell
    text = ILLEGAL_CHARACTERS_RE.sub("\N{REPLACEMENT CHARACTER}", content.value)[:LONGEST_TEXT]
    cell.value = text.encode("utf-8", "replace").decode("utf-8")
    cell.data_type = "s"
    if is_formula(text):
        cell.quotePrefix = True
    if cell_len(text) > _WIDTHS[1] or "\n" in text:
        cell.alignment = Alignment(vertical="top", wrap_text=True)
    return cell


def _source_columns() -> list[SheetColumn]:
    names = ("title", "publisher", "date", "kind", "grade", "url")
    shown = [SheetColumn(name, heading(name)) for name in names]
    shown.insert(3, SheetColumn("page", say("版面", "page")))
    return [*shown, SheetColumn("source", heading("key"), True), SheetColumn("iri", "IRI", True)]


def _source(record: SourceRecord) -> dict[str, Any]:
    from gaoxin.graph.facts.source_records import kind_word

    row: dict[str, Any] = asdict(record) | {"source": record.key}
    row["kind"] = kind_word(record.kind)
    row["publisher"] = record.publisher or say("出版者未注明", "publisher not given")
    row["date"] = record.date or say("日期未注明", "no date")
    return row


def _about_columns() -> list[SheetColumn]:
    return [SheetColumn("what", heading("what")), SheetColumn("told", say("说明", "explanation"))]


def _about(run: AskedFor, answer: Answer, about: SheetRow | None) -> list[dict[str, Any]]:
    """What was asked, when, of what, and what a reader has to know of the answer."""
    from gaoxin import __version__

    told: list[tuple[str, Any]] = [(say("问的是", "asked"), run.words)]
    told += [
        (heading(k), plain_text(k, v)) for k, v in _named(run.generation, about or {}).items() if v
    ]
    told.append((say("时间", "time"), run.time))
    if run.generation is not None:
        manifest = run.generation.manifest
        told.append((say("图谱的代", "generation"), manifest.number))
        told.append((say("该代发布于", "published"), manifest.time))
        told.append((say("该代的摘要", "its digest"), manifest.digest))
    told.append((say("程序", "program"), f"Gaoxin Graph {__version__}"))
    told.append((say("行数", "rows"), len(answer.rows)))
    if answer.truncated:
        told.append(
            (
                say("注意", "note"),
                say("结果过多，只有前面这些行。", "Truncated: there are more rows."),
            )
        )
    told += [(say("注意", "note"), note) for note in answer.notes]
    from gaoxin.graph.facts.grades import grade_meaning, grade_word, grades

    if any("grade" in c or c == "confidence" for c in answer.columns):
        told += [
            (say("可信度：", "grade: ") + grade_word(grade), grade_meaning(grade))
            for grade in grades()
        ]
    return [{"what": what, "told": value} for what, value in told]


def _named(generation: Generation | None, about: SheetRow) -> dict[str, Any]:
    """``about`` with the name of the thing in the language of the reader."""
    iri = about.get("iri")
    if generation is None or not iri:
        return dict(about)
    from gaoxin.graph.facts.reader import Reader

    return {**about, "name": Reader(generation).entry(iri).name}
