"""Write the rows that a load left out (``--skip-bad-rows``) into files, with the reasons.

The files are written after all checks and before the rest is published, so that no row is lost.
Each can be corrected and loaded as a dataset beside that of its table.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from pathlib import Path
from typing import TYPE_CHECKING

from gaoxin.cli.problem_files import by_table, problem_form
from gaoxin.cli.terminal import shell_word
from gaoxin.files import replacing
from gaoxin.language import say

if TYPE_CHECKING:
    from gaoxin.loaders.row_selection import RowSelection
    from gaoxin.settings import Bounds


@dataclass(slots=True)
class SkippedFiles:
    """Writes the rows left out to ``output``, or beside each table if there is none.

    ``notes`` say which rows are where.
    """

    output: Path | None
    bounds: Bounds
    notes: list[str] = field(default_factory=list)

    def write(self, rows: RowSelection) -> None:
        """Write the rows that were left out, if there are any."""
        if not rows.problems:
            return
        tables, shapes, loose = by_table(rows.problems, rows.inputs, rows.headers, "", self.bounds)
        assert not loose  # only rows of tables can be left out
        form = problem_form(self.output) if self.output else "xlsx"
        if form == "json" and self.output:
            from gaoxin.loaders.tables.problem_listing import write_problem_json

            with replacing(self.output) as target:
                write_problem_json(target, rows.problems, shapes)
        for table in tables:
            path, count = table.path, rows.count(table.path.name)
            if self.output is None:
                place = _free(_short(path).with_name(f"{path.stem}-{_word()}.xlsx"))
            elif len(tables) > 1 and form != "json":
                place = self.output.with_stem(f"{self.output.stem}-{path.stem}")
            else:
                place = self.output
            dataset = f"{table.dataset}-{_word()}"
            if form == "xlsx":
                from gaoxin.loaders.tables.problem_workbook import write_faulty_rows

                with replacing(place) as target:
                    write_faulty_rows(target, path, dataset, table.sheets, self.bounds)
            elif form == "csv":
                from gaoxin.loaders.tables.problem_listing import write_problem_csv

                sheet = next(sheet for sheet in table.sheets if sheet.faults.reasons)
                with replacing(place) as target:
                    write_problem_csv(target, path, dataset, sheet, self.bounds, only_faulty=True)
            source = rows.sources.get(path.name)
            self.notes.append(_note(path.name, count, place, form, source))


def _word() -> str:
    return say("未载入", "skipped")


def _short(path: Path) -> Path:
    """The path relative to the working folder, if it lies below it."""
    return path.relative_to(Path.cwd()) if path.is_relative_to(Path.cwd()) else path


def _free(path: Path) -> Path:
    """The path, or one with a number if there is such a file already: it may hold corrections."""
    number = 2
    free = path
    while free.exists():
        free = path.with_stem(f"{path.stem}-{number}")
        number += 1
    return free


def _note(file: str, count: int, place: Path, form: str | None, source: str | None) -> str:
    zh = f"{file}：跳过了 {count} 行，已连同原因写入 {place}。"
    en = f"{file}: {count:,} row{'s' if count > 1 else ''} left out; see {place} for the reasons."
    if form == "json":
        return say(zh, en)
    command = f"gaoxin load {shell_word(str(place))}" + (f" --source {source}" if source else "")
    return say(
        f"{zh}改正后这样补上：{command}",
        f"{en} To add them once they are corrected: {command}",
    )
