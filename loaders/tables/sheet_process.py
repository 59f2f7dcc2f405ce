"""The process that reads spreadsheets and Parquet files; it can be killed, and its memory is
limited.

The libraries that read them abort the process when memory runs out, and cannot be interrupted.  In
the main process, a file of two kilobytes could end the program.  This module is run by ``python
-m``.  It reads one JSON request from stdin and writes JSON lines to stdout: for each sheet with
content ``{"sheet": {…}}`` (:class:`.workbook_layout.SheetHead`) and then ``{"rows": [[line, [cell,
…]], …]}``; ``{"problems": […]}``; and at the end ``{"refused": […]}`` or ``{"end": true}``.
"""

from __future__ import annotations

import json
import os
import sys
from collections.abc import Iterator
from dataclasses import asdict
from pathlib import Path
from typing import Any

from gaoxin.child_process import limit_resources
from gaoxin.errors import InvalidSource
from gaoxin.loaders.problems import column_letter, exceeded, refusal, refused
from gaoxin.loaders.tables.cell_formats import BookFormats, format_of
from gaoxin.loaders.tables.cell_texts import parquet_text, spreadsheet_text
from gaoxin.loaders.tables.sheet_scan import CELL, ERROR
from gaoxin.loaders.tables.workbook_layout import HiddenParts, SheetHead
from gaoxin.loaders.tables.workbook_scan import (
    allowed_bytes,
    check_unpacked,
    protected,
    scan_workbook,
)
from gaoxin.model import Problem
from gaoxin.settings import Bounds

BATCH = 500
"""Rows in one line of output."""
NumberedRows = Iterator[tuple[int, list[str]] | SheetHead]
_OLE, _ZIP = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1", b"PK\x03\x04"


def main() -> int:
    """Answer the request on stdin.  The exit status is 0 even if the file is refused."""
    request = json.load(sys.stdin)
    path, name = Path(request["path"]), request["name"]
    bounds = Bounds(**request["bounds"])
    reader = SheetReader(path, name, bounds)
    try:
        rows = reader.parquet() if path.suffix.lower() == ".parquet" else reader.workbook()
        limit_resources(request["memory"], bounds.max_read_seconds)
        reader.send(rows)
        _write({"end": True})
    except InvalidSource as found:
        _write({"refused": [asdict(problem) for problem in found.problems]})
    except MemoryError:
        _write({"memory": True})
    except BrokenPipeError:
        os._exit(0)  # the reader closed the pipe; without this the flush at exit would fail
    except BaseException as cause:  # noqa: BLE001 - a panic of a Rust library is no Exception
        _write({"refused": [asdict(reader.damaged(cause))]})
    return 0


class SheetReader:
    """Reads one file; collects problems of cells in ``problems`` until they are sent."""

    def __init__(self, path: Path, name: str, bounds: Bounds) -> None:
        self.path, self.name, self.bounds = path, name, bounds
        self.size = path.stat().st_size
        self.problems: list[Problem] = []
        self.hidden: dict[str, HiddenParts] = {}  # by name of the sheet
        self.formats = BookFormats()

    def send(self, rows: NumberedRows) -> None:
        """Write all rows that are not empty; refuse a file that expands too much."""
        allowed = allowed_bytes(self.size, self.bounds)
        taken = 0
        batch: list[tuple[int, list[str]]] = []
        for item in rows:
            if isinstance(item, SheetHead):
                self._flush(batch)
                _write({"sheet": asdict(item)})
                continue
            line, cells = item
            filled = [cell for cell in cells if cell]
            if not filled:
                continue
            longest = max(map(len, filled))
            if longest > self.bounds.max_cell_chars:
                index = next(i for i, cell in enumerate(cells) if len(cell) == longest)
                raise exceeded(
                    "max_cell_chars",
                    self.bounds,
                    self.name,
                    f"单元格有 {longest} 个字符",
                    f"the cell has {longest} characters",
                    line=line,
                    column=column_letter(index),
                )
            taken += sum(map(len, filled)) + CELL * len(filled)
            if taken > allowed:
                raise exceeded(
                    "max_expansion",
                    self.bounds,
                    self.name,
                    f"文件只有 {self.size} 字节，读出的内容却超过 {allowed} 字节",
                    f"it has {self.size} bytes and holds more than {allowed}",
                    line=line,
                )
            batch.append((line, cells))
            if len(batch) == BATCH:
                self._flush(batch)
        self._flush(batch)

    def workbook(self) -> NumberedRows:
        """Yield the head of each sheet with content and then its rows: (row number, cells).

        Raises:
            InvalidSource: it is not a workbook, is protected, or exceeds a bound.
        """
        import python_calamine  # before memory is limited

        return self._workbook(python_calamine)

    def _workbook(self, library: Any) -> NumberedRows:
        with self.path.open("rb") as stream:
            head = stream.read(8)
        if head.startswith(_ZIP):
            lost = scan_workbook(self.path, self.name, self.bounds, self.hidden, self.formats)
            self.problems.extend(lost)
        elif head != _OLE:
            raise refused([_no_workbook(self.name)])
        with self.path.open("rb") as stream:  # the library detects the format by content
            try:
                book = library.CalamineWorkbook.from_filelike(stream)
            except library.PasswordError as cause:
                raise refused([protected(self.name)]) from cause
            except library.CalamineError as cause:
                if head == _OLE and self._is_encrypted():
                    raise refused([protected(self.name)]) from cause
                raise
            if head == _OLE:
                self._scan_xls()
            yield from self._sheets(book, library)

    def _scan_xls(self) -> None:
        """Find the error values of an ``.xls`` workbook, which the library returns as empty
        cells, its hidden rows and columns, and the formats of its cells.
        """
        import xlrd

        book = xlrd.open_workbook(str(self.path), logfile=sys.stderr, formatting_info=True)
        self.formats.from_1904 = book.datemode == 1
        for sheet in book.sheets():
            hidden = self.hidden[sheet.name] = HiddenParts()
            for row, about in sorted(sheet.rowinfo_map.items()):
                if about.hidden:
                    hidden.add_rows(row + 1, row + 1)
            for column, look in sorted(sheet.colinfo_map.items()):
                if look.hidden:
                    hidden.columns.append((column, column))
            forms = self.formats.sheet(sheet.name)
            for line in range(sheet.nrows):
                for index, kind in enumerate(sheet.row_types(line)):
                    key = book.xf_list[sheet.cell_xf_index(line, index)].format_key
                    code = book.format_map[key].format_str if key in book.format_map else ""
                    forms.note(line + 1, index, format_of(code, key))
                    if kind == xlrd.XL_CELL_ERROR:
                        column = column_letter(index)
                        shown = xlrd.error_text_from_code.get(sheet.cell_value(line, index), "")
                        self.problems.append(
                            Problem(self.name, line + 1, column, shown, *ERROR, sheet.name)
                        )

    def _sheets(self, book: Any, library: Any) -> NumberedRows:
        for entry in book.sheets_metadata:
            if entry.typ != library.SheetTypeEnum.WorkSheet:
                continue
            sheet = book.get_sheet_by_name(entry.name)
            if sheet.start is None:
                continue
            parts = self.hidden.get(entry.name, HiddenParts())
            is_hidden = entry.visible != library.SheetVisibleEnum.Visible
            merged = [
                (top + 1, left, bottom + 1, right)
                for (top, left), (bottom, right) in sheet.merged_cell_ranges or ()
            ]
            is_1904 = self.formats.from_1904
            yield SheetHead(entry.name, is_hidden, parts.rows, parts.columns, merged, is_1904)
            margin = [""] * sheet.start[1]
            forms = self.formats.sheet(entry.name)
            for line, cells in enumerate(sheet.iter_rows(), start=1):
                texts = []
                for index, cell in enumerate(cells):
                    form = forms.at(line, index + len(margin))
                    text, zh, en = spreadsheet_text(cell, form, is_1904)
                    if zh:
                        column = column_letter(index + len(margin))
                        self.problems.append(
                            Problem(self.name, line, column, text, zh, en, entry.name)
                        )
                    texts.append(text)
                yield line, margin + texts

    def parquet(self) -> NumberedRows:
        """Yield the column names as row 0, then (record number from 1, cells).

        Raises:
            InvalidSource: a column holds records or lists of them, or the file exceeds a bound.
        """
        import pyarrow
        import pyarrow.parquet

        pyarrow.set_memory_pool(
            pyarrow.system_memory_pool()
        )  # other allocators reserve memory that they never use
        return self._parquet(pyarrow)

    def _parquet(self, library: Any) -> NumberedRows:
        with library.parquet.ParquetFile(self.path) as file:
            about = file.metadata
            groups = (about.row_group(number) for number in range(about.num_row_groups))
            check_unpacked(
                sum(g.total_byte_size for g in groups), self.size, self.name, self.bounds
            )
            for bound, count, zh, en in (
                ("max_rows", about.num_rows, "行", "rows"),
                ("max_columns", about.num_columns, "列", "columns"),
            ):
                if count > getattr(self.bounds, bound):
                    raise exceeded(
                        bound,
                        self.bounds,
                        self.name,
                        f"有 {count} {zh}",
                        f"it has {count} {en}",
                    )
            schema = file.schema_arrow
            nested = [item.name for item in schema if _is_nested(library.types, item.type)]
            if nested:
                raise refusal(
                    self.name,
                    f"列 {'、'.join(nested)} 含有嵌套的值；请展开成普通列。",
                    f"the columns {', '.join(nested)} hold nested values; flatten them.",
                )
            yield 0, list(schema.names)
            line = 0
            for batch in file.iter_batches(batch_size=1_000, use_threads=False):
                lists = [column.to_pylist() for column in batch.columns]
                for cells in zip(*lists, strict=True):
                    line += 1
                    yield line, [self._value(line, n, cell) for n, cell in enumerate(cells)]

    def _value(self, line: int, index: int, cell: Any) -> str:
        """The text of a Parquet value; a problem if digits are lost."""
        text, zh, en = parquet_text(cell)
        if zh:
            column = column_letter(index)
            self.problems.append(Problem(self.name, line, column, text, zh, en))
        return text

    def damaged(self, cause: BaseException) -> Problem:
        """The error for a file that a library cannot read."""
        kind = "Parquet" if self.path.suffix.lower() == ".parquet" else "电子表格"
        kind_en = "a Parquet file" if kind == "Parquet" else "a spreadsheet"
        reason = f"{type(cause).__name__}: {cause}"[:300]
        return Problem(
            self.name,
            None,
            "",
            "",
            f"文件已损坏，无法作为{kind}读取（{reason}）；请重新另存或导出。",
            f"the file is damaged and cannot be read as {kind_en} ({reason}); save or export it "
            "again.",
        )

    def _is_encrypted(self) -> bool:
        """Whether an OLE container holds an encrypted workbook, in the format of .xlsx or .xls."""
        import xlrd

        if "EncryptedPackage".encode("utf-16-le") in self.path.read_bytes():
            return True
        try:
            xlrd.open_workbook(str(self.path), logfile=sys.stderr, on_demand=True)
        except xlrd.XLRDError as cause:
            return "encrypted" in str(cause)
        except Exception:  # noqa: BLE001 - damaged; the other library has reported it
            return False
        return False

    def _flush(self, batch: list[tuple[int, list[str]]]) -> None:
        if self.problems:
            _write({"problems": [asdict(problem) for problem in self.problems]})
            self.problems.clear()
        if batch:
            _write({"rows": batch})
            batch.clear()


def _is_nested(types: Any, kind: Any) -> bool:
    """Whether the values have parts; a list of plain values is taken as several values."""
    is_list = types.is_list(kind) or types.is_large_list(kind) or types.is_fixed_size_list(kind)
    return bool(types.is_nested(kind.value_type if is_list else kind))


def _no_workbook(name: str) -> Problem:
    return Problem(
        name,
        None,
        "",
        "",
        "不是电子表格文件（可能是改了后缀的网页或文本）；请用电子表格程序打开并另存为 .xlsx，"
        "文本表格请改后缀为 .csv。",
        "this is not a spreadsheet (perhaps a web page or a text with a wrong suffix); open it in "
        "a spreadsheet program and save it as .xlsx, or rename a table of text to .csv.",
    )


def _write(line: dict[str, Any]) -> None:
    sys.stdout.write(json.dumps(line) + "\n")
    sys.stdout.flush()


if __name__ == "__main__":
    raise SystemExit(main())
