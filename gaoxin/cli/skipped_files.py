"""Write the rows that a load left out (``--skip-bad-rows``) into files, with the reasons.

The files are written after all checks and before the rest is published, so that no row is lost.
Each can be corrected and loaded as a dataset beside that of its table.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from pathlib import Path
from typing import TYPE_CHECKING

from gaoxin.cli.faulty_tables import FaultyTable, find_tables
from gaoxin.cli.problem_files import problem_form
from gaoxin.cli.terminal import shell_word
from gaoxin.errors import BadUsage
from gaoxin.files import replacing
from gaoxin.language import say

if TYPE_CHECKING:
    from gaoxin.loaders.row_selection import RowSelection
    from gaoxin.loaders.tables.faulty_sheet import FaultySheet
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
        """Write the rows that were left out, if there are any.

        Raises:
            BadUsage: a table has no room for the reasons.
        """
        if not rows.problems:
            return
        found = find_tables(rows.problems, rows.inputs, rows.headers, self.bounds)
        if found.loose:
            raise _unwritable(found.loose[0].file)
        form = problem_form(self.output) if self.output else "xlsx"
        if form == "json" and self.output:
            from gaoxin.loaders.tables.problem_listing import write_problem_json

            with replacing(self.output) as target:
                write_problem_json(target, found.problems)
        for table in found.tables:
            places = self._places(table, several=len(found.tables) > 1)
            shown = say("、", ", ").join(str(place) for place, _ in places)
            count, source = rows.count(table.path.name), rows.sources.get(table.path.name)
            for place, sheets in places:
                if form != "json":
                    self._write_table(place, table, sheets, form)
            self.notes.append(_left_out(table.path.name, count, shown))
            if form != "json":
                self.notes += (_how_to_add(place, source) for place, _ in places)

    def _places(self, table: FaultyTable, *, several: bool) -> list[tuple[Path, list[FaultySheet]]]:
        """The files to write for a table, each with its sheets: in CSV, one for each sheet."""
        path, sheets = table.path, table.sheets(numbered=True)
        output = self.output
        if output is None:
            return [(_free(_short(path).with_name(f"{path.stem}-{_word()}.xlsx")), sheets)]
        if problem_form(output) == "json":
            return [(output, sheets)]
        if several:
            output = output.with_stem(f"{output.stem}-{path.stem}")
        faulty = [sheet for sheet in sheets if sheet.faults.reasons]
        if problem_form(output) == "xlsx" or len(faulty) == 1:
            return [(output, sheets)]
        return [(output.with_stem(f"{output.stem}-{s.shape.name}"), [s]) for s in faulty]

    def _write_table(
        self, place: Path, table: FaultyTable, sheets: list[FaultySheet], form: str | None
    ) -> None:
        from gaoxin.loaders.tables.problem_listing import write_problem_csv
        from gaoxin.loaders.tables.problem_workbook import write_faulty_rows

        path, dataset = table.path, f"{table.dataset}-{_word()}"
        with replacing(place) as target:
            if form == "xlsx":
                write_faulty_rows(target, path, dataset, sheets, self.bounds)
                return
            sheet = next(sheet for sheet in sheets if sheet.faults.reasons)
            write_problem_csv(target, path, dataset, sheet, self.bounds, only_faulty=True)


def _unwritable(file: str) -> BadUsage:
    return BadUsage(
        f"{file} 的列太多，放不下原因，跳过的行无法写出，因此没有载入；请先删去空列，"
        "或去掉 --skip-bad-rows。",
        f"{file} has no room for a column of reasons, so the rows left out could not be written, "
        "and nothing was loaded; delete empty columns, or leave out --skip-bad-rows.",
        file=file,
    )


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


def _left_out(file: str, count: int, shown: str) -> str:
    return say(
        f"{file}：跳过了 {count} 行，已连同原因写入 {shown}。",
        f"{file}: {count:,} row{'s' if count > 1 else ''} left out; see {shown} for the reasons.",
    )


def _how_to_add(place: Path, source: str | None) -> str:
    command = f"gaoxin load {shell_word(str(place))}" + (f" --source {source}" if source else "")
    return say(f"改正后这样补上：{command}", f"To add them once they are corrected: {command}")
