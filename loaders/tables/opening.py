"""Open a file of any format as sheets of raw rows, before anything is known about its header."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

from gaoxin.loaders.decoding import read_head, unreadable
from gaoxin.loaders.problems import exceeded, refused
from gaoxin.loaders.tables.delimited import has_changed, read_delimited
from gaoxin.loaders.tables.reason_column import without_reasons
from gaoxin.loaders.tables.row_shapes import RawRow, check_size
from gaoxin.loaders.tables.workbook_layout import SheetHead, visible_rows, with_merged_filled
from gaoxin.model import Problem
from gaoxin.settings import DEFAULT_BOUNDS, Bounds

TEXT_SUFFIXES = (".csv", ".tsv", ".txt")
TABLE_SUFFIXES = (*TEXT_SUFFIXES, ".xlsx", ".xls", ".ods", ".parquet")


@dataclass(slots=True)
class Sheet:
    """A sheet of a file with its raw rows, which are read lazily, once.

    CSV and Parquet files have one sheet, whose name is ``""``.
    """

    head: SheetHead
    rows: Iterator[RawRow]


def open_sheets(
    path: Path,
    name: str,
    problems: list[Problem],
    *,
    bounds: Bounds = DEFAULT_BOUNDS,
    as_is: bool = False,
    with_hidden_rows: bool = False,
) -> Iterator[Sheet]:
    """The sheets of a file that are not empty, hidden ones included, one after the other.

    Rows of a sheet that are not read are skipped when the next sheet is asked for.  Merged areas
    are filled, and then hidden rows (unless they are wanted) and a column of reasons
    (:mod:`.reason_column`) are left out, unless the file is read ``as_is``.
    ``problems`` grows as rows are read.

    Raises:
        InvalidSource: the file is unreadable, in an unknown format or encoding, or over a bound.
    """
    items = _sheet_items(path, name, problems, bounds)
    item = next(items, None)
    while item is not None:
        head = item if isinstance(item, SheetHead) else SheetHead()
        first = [] if isinstance(item, SheetHead) else [item]
        rest: list[SheetHead] = []
        rows = check_size(_rows_of(first, items, rest), name, bounds)
        if as_is:
            yield Sheet(head, rows)
        else:
            filled = with_merged_filled(rows, head.merged)
            hidden = [] if with_hidden_rows else head.hidden_rows
            yield Sheet(head, without_reasons(visible_rows(filled, hidden), name))
        for _ in rows:
            pass
        item = rest[0] if rest else None


def _rows_of(
    first: Sequence[RawRow], items: Iterator[RawRow | SheetHead], rest: list[SheetHead]
) -> Iterator[RawRow]:
    """The rows up to the head of the next sheet, which is put into ``rest``."""
    yield from first
    for item in items:
        if isinstance(item, SheetHead):
            rest.append(item)
            return
        yield item


def _sheet_items(
    path: Path, name: str, problems: list[Problem], bounds: Bounds
) -> Iterator[RawRow | SheetHead]:
    """The sheets and rows of a file in any format; refuses a file that changes while it is
    read.
    """
    suffix = path.suffix.lower()
    if path.is_dir():
        zh, en = "这是文件夹；请写明其中一个表格文件。", "this is a folder; name one table in it."
        raise refused([Problem(name, None, "", "", zh, en)])
    if suffix not in TABLE_SUFFIXES:
        known = " ".join(TABLE_SUFFIXES)
        raise refused(
            [
                Problem(
                    name,
                    None,
                    "",
                    suffix,
                    f"不认识的表格格式「{suffix}」；可用：{known}。",
                    f"unknown table format {suffix!r}; use one of: {known}.",
                )
            ]
        )
    read_head(path, name)
    before = file_state(path, name)
    if before[0] > bounds.max_input_bytes:
        raise exceeded(
            "max_input_bytes",
            bounds,
            name,
            f"文件有 {before[0]} 字节",
            f"the file has {before[0]} bytes",
        )
    if suffix in TEXT_SUFFIXES:
        yield from read_delimited(path, name, problems, bounds)
    else:
        from gaoxin.loaders.tables.sheets import read_sheet

        yield from read_sheet(path, name, problems, bounds)
    if file_state(path, name) != before:
        raise has_changed(name)


def file_state(path: Path, name: str) -> tuple[int, int, int]:
    """Size, modification time and inode of a file, by which a change is seen.

    Raises:
        InvalidSource: the file cannot be read.
    """
    try:
        found = path.stat()
    except OSError as cause:
        raise unreadable(name, cause) from cause
    return found.st_size, found.st_mtime_ns, found.st_ino
