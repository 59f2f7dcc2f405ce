"""Write the rows that a load left out (``--skip-bad-rows``) into files, with the reasons.

The files are written after all checks and before the rest is published, so that no row is lost.
Each can be corrected and loaded as a dataset beside that of its table.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, field
from functools import partial
from pathlib import Path
from typing import IO, TYPE_CHECKING

from gaoxin.cli.faulty_tables import FaultyTable, find_tables, key_part
from gaoxin.cli.problem_files import problem_form
from gaoxin.errors import BadUsage
from gaoxin.files import free_path, replacing
from gaoxin.language import say
from gaoxin.shell_words import shell_command

if TYPE_CHECKING:
    from gaoxin.loaders.row_selection import RowSelection
    from gaoxin.settings import Bounds


@dataclass(slots=True)
class SkippedFiles:
    """Writes the rows left out to ``output``, or beside each table if there is none.

    ``described`` and ``again`` are the options that the user gave and that the rows need, too, when
    they are added: those of the source, and those of reading.
    ``command`` adds them.  Unless it ``knows_sources`` of lists by their keys, their source is
    named as the user named it.  ``notes`` say which rows are where.
    """

    output: Path | None
    bounds: Bounds
    described: tuple[str, ...] = ()
    again: tuple[str, ...] = ()
    command: tuple[str, ...] = ("gaoxin", "load")
    knows_sources: bool = True
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
            parts = list(self._parts(table, several=len(found.tables) > 1))
            for place, write in parts:
                if write:
                    with replacing(place) as target:
                        write(target)
            file = table.path.name
            shown = say("、", ", ").join(str(place) for place, _ in parts)
            self.notes.append(_left_out(file, rows.count(file), shown))
            key = rows.sources.get(file) if self.knows_sources else None
            options = (*(("--source", key) if key else self.described), *self.again)
            tables = [place for place, write in parts if write]
            self.notes += (_how_to_add(self.command, place, options) for place in tables)
            self.notes += [_own_dataset(tables)] if tables else []

    def _parts(
        self, table: FaultyTable, *, several: bool
    ) -> Iterator[tuple[Path, Callable[[IO[bytes]], None] | None]]:
        """The files to write for a table, and what writes each: in CSV, one for each sheet.

        A list in JSON has been written already.
        """
        from gaoxin.loaders.tables.problem_listing import write_problem_csv
        from gaoxin.loaders.tables.problem_workbook import write_faulty_rows

        path, bounds = table.path, self.bounds
        output = self.output or free_path(_short(path).with_name(f"{path.stem}-{_word()}.xlsx"))
        form = problem_form(output)
        if form == "json":
            yield output, None
            return
        if several and self.output:
            output = output.with_stem(f"{output.stem}-{path.stem}")
        if form == "xlsx":
            dataset, sheets = f"{table.dataset}-{_word()}", table.sheets(numbered=True)
            yield (
                output,
                partial(
                    write_faulty_rows, path=path, dataset=dataset, sheets=sheets, bounds=bounds
                ),
            )
            return
        separate = table.separate(numbered=True, only_faulty=True)
        for key, sheet in separate:
            place = output
            if len(separate) > 1:
                place = output.with_stem(f"{output.stem}-{key_part(sheet.shape.name)}")
            yield (
                place,
                partial(
                    write_problem_csv,
                    path=path,
                    dataset=f"{key}-{_word()}",
                    sheet=sheet,
                    bounds=bounds,
                    only_faulty=True,
                ),
            )


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


def _left_out(file: str, count: int, shown: str) -> str:
    return say(
        f"{file}：跳过了 {count} 行，已连同原因写入 {shown}。",
        f"{file}: {count:,} row{'s' if count > 1 else ''} left out; see {shown} for the reasons.",
    )


def _how_to_add(command: Sequence[str], place: Path, options: Sequence[str]) -> str:
    words = shell_command(*command, str(place), *options)
    return say(f"改正后这样补上：{words}", f"To add them once they are corrected: {words}")


def _own_dataset(places: Sequence[Path]) -> str:
    names = [place.stem for place in places]
    return say(
        f"补上的行成为单独的数据集（{'、'.join(names)}）；要移除名单，也要移除它。",
        f"What is added becomes a dataset of its own ({', '.join(names)}); to remove the list, "
        "remove it too.",
    )
