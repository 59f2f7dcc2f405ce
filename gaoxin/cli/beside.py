"""Write a person's table again with columns of results beside his own, row by row.

The rows are never all in memory, so a list may have millions of rows.  A spreadsheet gets a fixed
header and a filter; a CSV begins with a byte order mark, without which Excel reads it as GBK.
"""

from __future__ import annotations

import csv
import io
import itertools
from collections.abc import Iterable, Mapping, Sequence
from pathlib import Path
from typing import BinaryIO

from gaoxin.cli.answers import sheet_cell
from gaoxin.errors import BadUsage
from gaoxin.files import replacing
from gaoxin.graph.wording.csv_rows import harmless

_MARK = b"\xef\xbb\xbf"
_LONGEST_SHEET = 1_048_576  # rows, with the header: the limit of XLSX
_WIDTHS = (6, 60)  # characters
_SAMPLED = 200  # rows whose cells decide about the widths


def write_beside(
    path: Path,
    own: Sequence[str],
    added: Mapping[str, str],
    rows: Iterable[tuple[Mapping[str, str], Mapping[str, object]]],
) -> int:
    """Write ``rows``, pairs of a person's cells and results, to ``path``; return how many.

    ``own`` are the person's columns and ``added`` the headings of the columns of results by their
    name in the results.  A column of an earlier result with such a heading is replaced.  The file
    takes its place only when it is complete.

    Raises:
        BadUsage: the name ends neither with .csv nor with .xlsx, or a sheet cannot have so many
            rows.
    """
    kept = [column for column in own if column not in added.values()]
    lines = (
        [*(cells.get(column, "") for column in kept), *(results.get(name) for name in added)]
        for cells, results in rows
    )
    header = [*kept, *added.values()]
    suffix = path.suffix.lower()
    if suffix not in (".csv", ".xlsx"):
        raise BadUsage(
            f"{path} 须以 .csv 或 .xlsx 结尾。",
            f"{path} must end with .csv or .xlsx.",
            file=str(path),
        )
    with replacing(path) as file:
        return (_write_csv if suffix == ".csv" else _write_sheet)(file, header, lines)


def _write_csv(file: BinaryIO, header: Sequence[str], lines: Iterable[Sequence[object]]) -> int:
    file.write(_MARK)
    page = io.TextIOWrapper(file, "utf-8", "backslashreplace", newline="", write_through=True)
    writer = csv.writer(page, lineterminator="\r\n")
    writer.writerow(header)
    count = 0
    for line in lines:
        writer.writerow([harmless(value) for value in line])
        count += 1
    page.flush()
    page.detach()
    return count


def _write_sheet(file: BinaryIO, header: Sequence[str], lines: Iterable[Sequence[object]]) -> int:
    from openpyxl import Workbook
    from openpyxl.cell import WriteOnlyCell
    from openpyxl.styles import Font
    from openpyxl.utils import get_column_letter

    book = Workbook(write_only=True)
    sheet = book.create_sheet("gaoxin")
    every = iter(lines)
    sample = list(itertools.islice(every, _SAMPLED))
    for number in range(len(header)):
        width = max(_width(line[number]) for line in [header, *sample])
        letter = get_column_letter(number + 1)
        sheet.column_dimensions[letter].width = min(max(width + 2, _WIDTHS[0]), _WIDTHS[1])
    sheet.freeze_panes = "A2"
    titles = []
    for heading in header:
        cell = WriteOnlyCell(sheet, heading)
        cell.font = Font(bold=True)
        titles.append(cell)
    sheet.append(titles)
    count = 0
    for part in (sample, every):
        for line in part:
            count += 1
            if count >= _LONGEST_SHEET:
                raise BadUsage(
                    f"一个工作表最多 {_LONGEST_SHEET} 行；请把 -o 改为 .csv 文件。",
                    f"A sheet has at most {_LONGEST_SHEET} rows; write to a .csv file with -o.",
                )
            sheet.append([sheet_cell(sheet, value) for value in line])
    sheet.auto_filter.ref = f"A1:{get_column_letter(len(header))}{count + 1}"
    book.save(file)
    return count


def _width(value: object) -> int:
    """The width of a cell in characters; a Chinese one is as wide as two."""
    text = str(value or "")
    return sum(2 if ord(character) > 0x2E80 else 1 for character in text)
