"""Write problems as text: a table in CSV with its problems, or a JSON list of all problems."""

from __future__ import annotations

import csv
import io
import json
from collections.abc import Iterable
from pathlib import Path
from typing import IO, Any

from gaoxin.language import say
from gaoxin.loaders.tables.fault_places import read_whole
from gaoxin.loaders.tables.faulty_sheet import FaultySheet, with_reasons
from gaoxin.loaders.tables.reason_column import ReasonHeading
from gaoxin.loaders.tables.workbook_layout import MergedCells
from gaoxin.model import Problem
from gaoxin.settings import Bounds

LISTED = ("file", "sheet", "row", "column", "cell", "value", "reason")
"""The columns of a list of problems."""


def write_problem_csv(
    target: IO[bytes],
    path: Path,
    dataset: str,
    sheet: FaultySheet,
    bounds: Bounds,
    *,
    only_faulty: bool = False,
) -> None:
    """Write one sheet of the table in ``path`` with a column of reasons, as UTF-8 with a byte order
    mark, so that Excel shows Chinese.

    With ``only_faulty`` only the faulty rows are written, below the header.

    Raises:
        InvalidSource: the file can no longer be read.
    """
    text = io.TextIOWrapper(target, "utf-8-sig", errors="replace", newline="", write_through=True)
    writer = csv.writer(text, lineterminator="\r\n")
    heading = with_reasons(sheet, str(ReasonHeading(dataset)))
    for found in read_whole(path, bounds):
        if found.head.name != sheet.shape.name:
            continue
        merged = MergedCells(found.head.merged)
        for line, cells in found.rows:
            filled = merged.fill(line, cells)  # CSV has no merged cells
            for index in sheet.faults.columns.get(line, ()):
                if index in filled:  # it is refused because it does not belong to one row
                    cells[index] = ""
            is_faulty = line in sheet.faults.reasons
            if only_faulty and line > sheet.shape.header and not is_faulty:
                continue
            kept = [cell for i, cell in enumerate(cells) if i != sheet.shape.reasons]
            kept = kept[: sheet.reasons] + [""] * (sheet.reasons - len(kept))
            reason = heading if line == sheet.shape.header else sheet.faults.text(line)
            writer.writerow([*kept, reason])
    text.detach()


def write_problem_json(target: IO[bytes], problems: Iterable[Problem]) -> None:
    """Write all problems as a JSON list."""
    rows = [listed(problem) for problem in problems]
    target.write(json.dumps(rows, ensure_ascii=True, indent=1).encode() + b"\n")


def listed(problem: Problem) -> dict[str, Any]:
    """A problem as a row with the columns :data:`LISTED`."""
    values = (
        problem.file,
        problem.sheet,
        problem.line,
        problem.column,
        problem.cell,
        problem.value,
        say(problem.zh, problem.en),
    )
    return dict(zip(LISTED, values, strict=True))
