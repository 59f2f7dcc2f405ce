"""XLSX and Parquet to rows of text, as a person would have written them into a CSV.

Numbers come as written, without a trailing ``.0``; dates and times in ISO 8601; an empty cell is
``""``.  A cell whose content is lost (an error value, a formula never calculated, a number with
more digits than a spreadsheet keeps) is a problem, never an empty or rounded value.
"""

from __future__ import annotations

import datetime
import re
import zipfile
from collections.abc import Iterator
from decimal import Decimal
from pathlib import Path
from typing import Any

from gaoxin.errors import InvalidSource
from gaoxin.loaders.problems import column_letter, refused
from gaoxin.model import Problem

UNPACKED_LIMIT = 1 << 30  # bytes; a sheet of a million full rows unpacks to about half of it
EXACT_DIGITS = 15  # what a spreadsheet keeps of a number
_ERROR_CELL = re.compile(rb'<(?:\w+:)?c\s(?=[^>]*\bt="e")[^>]*\br="([A-Z]+)(\d+)"')
_UNCALCULATED = re.compile(
    rb'<(?:\w+:)?c\s(?![^>]*\bt="str")[^>]*\br="([A-Z]+)(\d+)"[^>]*>'
    rb"<(?:\w+:)?f(?:\s[^>]*)?(?:/>|>[^<]*</(?:\w+:)?f>)"
    rb"(?:<(?:\w+:)?v\s*/>|<(?:\w+:)?v></(?:\w+:)?v>)?</(?:\w+:)?c>"
)


def read_xlsx(
    path: Path, name: str, problems: list[Problem], notes: list[Problem]
) -> Iterator[tuple[int, list[str]]]:
    """Yield (row number, cells) of the only filled sheet.

    Raises:
        InvalidSource: it is no XLSX, unpacks to more than 1 GiB, or several sheets are filled.
    """
    import python_calamine

    problems.extend(_lost_cells(path, name))
    try:
        workbook = python_calamine.CalamineWorkbook.from_path(str(path))
        sheets = [workbook.get_sheet_by_name(title) for title in workbook.sheet_names]
    except (python_calamine.CalamineError, OSError, ValueError) as cause:
        raise _refuse(
            name, f"无法作为 XLSX 读取（{cause}）；请重新另存。",
            f"it cannot be read as XLSX ({cause}); save it again.",
        ) from cause  # fmt: skip
    filled = [sheet for sheet in sheets if sheet.start is not None]
    if len(filled) > 1:
        titles = "、".join(sheet.name for sheet in filled)
        raise _refuse(
            name, f"有多个工作表有内容（{titles}）；请每个文件只留一个表。",
            f"several sheets are filled ({titles}); keep one table per file.",
        )  # fmt: skip
    for sheet in filled:
        margin = [""] * sheet.start[1]
        for line, cells in enumerate(sheet.iter_rows(), start=1):
            texts = []
            for index, cell in enumerate(cells):
                text, zh, en = _as_text(cell)
                if zh:
                    problems.append(
                        Problem(name, line, column_letter(index + len(margin)), text, zh, en)
                    )
                texts.append(text)
            yield line, margin + texts


def read_parquet(
    path: Path, name: str, problems: list[Problem], notes: list[Problem]
) -> Iterator[tuple[int, list[str]]]:
    """Yield the column names as row 0, then (record number from 1, cells).

    Raises:
        InvalidSource: it is no Parquet file, or a column holds lists or records.
    """
    import pyarrow
    import pyarrow.parquet

    try:
        with pyarrow.parquet.ParquetFile(path) as file:
            nested = [f.name for f in file.schema_arrow if pyarrow.types.is_nested(f.type)]
            if nested:
                raise _refuse(
                    name, f"列 {'、'.join(nested)} 含有嵌套的值；请展开成普通列。",
                    f"the columns {', '.join(nested)} hold nested values; flatten them.",
                )  # fmt: skip
            columns = list(file.schema_arrow.names)
            yield 0, columns
            line = 0
            for batch in file.iter_batches(batch_size=10_000):
                lists = [column.to_pylist() for column in batch.columns]
                for cells in zip(*lists, strict=True):
                    line += 1
                    yield line, [_parquet_text(cell) for cell in cells]
    except (pyarrow.ArrowException, OSError, UnicodeDecodeError) as cause:
        raise _refuse(
            name, f"无法作为 Parquet 读取（{cause}）；请重新导出。",
            f"it cannot be read as Parquet ({cause}); export it again.",
        ) from cause  # fmt: skip


def _as_text(cell: Any) -> tuple[str, str, str]:
    """A cell's text, and where it cannot be trusted the reason in Chinese and English."""
    if isinstance(cell, bool):
        return str(cell).lower(), "", ""
    if isinstance(cell, (int, float)):
        number = Decimal(repr(cell))
        if abs(number) >= 10**EXACT_DIGITS:
            return (
                f"{number:f}",
                "数字超过 15 位，电子表格已丢失其末位；请把该单元格改为文本并重新填写。",
                "a spreadsheet loses the last digits of a number this long; "
                "format the cell as text and enter it again.",
            )
        return _plain(Decimal(format(cell, f".{EXACT_DIGITS}g"))), "", ""
    return _parquet_text(cell), "", ""


def _parquet_text(cell: Any) -> str:
    if cell is None or cell != cell:  # NaN stands for a missing value in data frames
        return ""
    if isinstance(cell, str):
        return cell
    if isinstance(cell, bool):
        return str(cell).lower()
    if isinstance(cell, (int, float, Decimal)):
        return _plain(Decimal(repr(cell) if isinstance(cell, float) else cell))
    if isinstance(cell, datetime.datetime):
        midnight = cell.time() == datetime.time() and cell.tzinfo is None
        return cell.date().isoformat() if midnight else cell.isoformat()
    if isinstance(cell, (datetime.date, datetime.time)):
        return cell.isoformat()
    if isinstance(cell, bytes):
        return cell.decode("utf-8", "surrogateescape")  # then refused as lone surrogates
    return str(cell)


def _plain(number: Decimal) -> str:
    """Digits without exponent; ``69.0`` is ``69``, ``69.70`` stays where the file keeps it."""
    if not number.is_finite():
        return str(number)
    text = f"{number:f}"
    return text[:-2] if text.endswith(".0") else text


def _lost_cells(path: Path, name: str) -> Iterator[Problem]:
    """Cells that the reader would hand over as empty though they are not."""
    try:
        with zipfile.ZipFile(path) as archive:
            if sum(item.file_size for item in archive.infolist()) > UNPACKED_LIMIT:
                raise _refuse(
                    name, "解压后超过 1 GiB；请拆分或改用 CSV、Parquet。",
                    "it unpacks to more than 1 GiB; split it, or use CSV or Parquet.",
                )  # fmt: skip
            for item in archive.namelist():
                if re.fullmatch(r"xl/worksheets/[^/]+\.xml", item):
                    yield from _scan(archive.open(item), name)
    except (zipfile.BadZipFile, OSError, NotImplementedError, RuntimeError, EOFError) as cause:
        raise _refuse(
            name, "不是完好的 XLSX 文件；请重新另存（旧的 .xls 请另存为 .xlsx）。",
            "it is no intact XLSX file; save it again (an old .xls as .xlsx).",
        ) from cause  # fmt: skip


def _scan(stream: Any, name: str) -> Iterator[Problem]:
    rest = b""
    with stream:
        while True:
            chunk = stream.read(1 << 20)
            text = rest + chunk
            # Whole rows only; what follows the last row's start waits for more.
            cut = text.rfind(b"<row") if chunk else len(text)
            rows, rest = text[: max(cut, 0)], text[max(cut, 0) :]
            for found in _ERROR_CELL.finditer(rows):
                yield Problem(
                    name, int(found[2]), found[1].decode(), "",
                    "单元格是错误值（如 #N/A、#DIV/0!）；请改正它。",
                    "the cell is an error value (like #N/A or #DIV/0!); correct it.",
                )  # fmt: skip
            for found in _UNCALCULATED.finditer(rows):
                yield Problem(
                    name, int(found[2]), found[1].decode(), "",
                    "公式没有存下结果；请用电子表格程序打开并保存，或改为数值。",
                    "the formula has no stored result; open and save the file in a spreadsheet "
                    "program, or enter the value.",
                )  # fmt: skip
            if not chunk:
                return


def _refuse(name: str, zh: str, en: str) -> InvalidSource:
    return refused([Problem(name, None, "", "", zh, en)])
