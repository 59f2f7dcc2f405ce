"""Write the problems of a refused load into files, in which they are corrected.

Each table that has faulty rows is written with its problems beside them.  Problems that belong to
no row, such as those of an RDF file, are written as a list.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from functools import partial
from pathlib import Path
from typing import IO, TYPE_CHECKING, Literal

from gaoxin.cli.faulty_tables import FaultyTable, FaultyTables, find_tables, first_table, key_part
from gaoxin.errors import BadUsage, FaultyInput, InvalidSource
from gaoxin.files import free_path, replacing
from gaoxin.language import say
from gaoxin.model import Answer, Problem
from gaoxin.shell_words import shell_command, shell_word

if TYPE_CHECKING:
    from gaoxin.settings import Bounds

FORMS = ("xlsx", "csv", "json")


@dataclass(frozen=True, slots=True)
class _Part:
    """One file to write: what is added to its name if there are several, and what writes it."""

    name: str
    write: Callable[[IO[bytes]], None]
    is_excerpt: bool


@dataclass(frozen=True, slots=True)
class ProblemFiles:
    """Where ``load`` and ``validate`` write problems: the options ``--problems`` and ``-o``.

    ``--problems`` is never anything else.  ``-o`` is the file of the report if the load succeeds.
    ``may_skip`` tells whether rows with problems may be left out.  ``again`` are the options that
    the user gave and that a load of the corrected table needs, too.  ``is_check``: nothing is to be
    loaded anyway (``validate``).
    """

    problems: Path | None
    report: Path | None
    may_skip: bool = False
    again: tuple[str, ...] = ()
    is_check: bool = False

    @contextmanager
    def written_for(self, paths: Sequence[Path], bounds: Bounds) -> Iterator[None]:
        """Write the problems of a refused load of ``paths``; the error then says where they are.

        Raises:
            BadUsage: an option cannot be used; nothing has been loaded yet.
        """
        for option, output in (("--problems", self.problems), ("-o", self.report)):
            if output is not None:
                check_output(output, paths, option)
        try:
            yield
        except FaultyInput as refusal:
            if any(isinstance(item, Problem) for item in refusal.problems):
                self._explain(refusal, bounds)
            raise

    def _explain(self, refusal: FaultyInput, bounds: Bounds) -> None:
        """Write the files and add to the error what to do next."""
        problems = [item for item in refusal.problems if isinstance(item, Problem)]
        if not self.is_check:
            refusal.add_note(say("什么都没有载入。", "Nothing was loaded."))
        outputs = [self.problems, self.report]
        wanted = dict.fromkeys(o for o in outputs if o is not None and problem_form(o))
        if wanted or any(problem.line and not problem.column for problem in problems):
            found = find_tables(problems, refusal.inputs, refusal.headers, bounds)
            refusal.problems = found.problems
            for output in wanted:
                for note in write_problems(found, output, bounds, self.again):
                    refusal.add_note(note)
        path = first_table(problems, refusal.inputs)
        if self.may_skip:
            refusal.add_note(
                say(
                    "有的问题不在数据行里，或行数太多，--skip-bad-rows 不能跳过。",
                    "Some problems are not in rows of data, or there are too many, so "
                    "--skip-bad-rows cannot leave them out.",
                )
            )
        elif path and not wanted and any(_is_in_row(p, refusal.headers) for p in problems):
            name = shell_word(path.stem + say("-问题", "-problems") + ".xlsx")
            refusal.add_note(
                say(
                    f"要在表格中逐处改正，请加 --problems {name} 再运行一次；"
                    "要先载入没有问题的行，请加 --skip-bad-rows。",
                    f"Run it again with --problems {name} to correct them in the table, or with "
                    "--skip-bad-rows to load the other rows first.",
                )
            )


def _is_in_row(problem: Problem, headers: Mapping[tuple[str, str], int]) -> bool:
    """Whether a problem stands below the header of a table; ``headers`` are the lines of these.

    One in the header, or of the file as a whole, cannot be corrected or left out row by row.
    """
    return any(
        file == problem.file and problem.sheet in ("", sheet) and (problem.line or 0) > line
        for (file, sheet), line in headers.items()
    )


def problem_form(output: Path) -> Literal["xlsx", "csv", "json"] | None:
    """The form of a file of problems by the end of its name; ``None`` for any other name."""
    suffix = output.suffix.lstrip(".").lower()
    return suffix if suffix in FORMS else None  # type: ignore[return-value]


def check_output(output: Path, paths: Sequence[Path], option: str) -> None:
    """Refuse a file of problems in an unknown form, or one that would replace an input.

    Raises:
        BadUsage: the message names the ``option`` that gives the file.
    """
    if option == "--problems" and problem_form(output) is None:
        raise BadUsage(
            f"{option} 的文件名须以 .xlsx、.csv 或 .json 结尾：{output}。",
            f"The name of a file of problems ends in .xlsx, .csv or .json: {output}.",
            file=str(output),
        )
    for path in _files_of(paths) if output.exists() else ():
        if output.samefile(path):
            raise BadUsage(
                f"{option} 的 {output} 就是要载入的文件，会被覆盖；请另写一个文件名。",
                f"{option} {output} is the file to load and would be overwritten; give another "
                "name.",
                file=str(output),
            )


def _files_of(paths: Sequence[Path]) -> Iterator[Path]:
    """The files to load, as far as they exist."""
    from gaoxin.loaders.tables.reading import find_inputs

    for path in paths:
        if path.is_file():
            yield path
        elif path.is_dir():
            with suppress(InvalidSource):
                yield from find_inputs(path)


def write_problems(
    found: FaultyTables, output: Path, bounds: Bounds, again: Sequence[str] = ()
) -> list[str]:
    """Write problems in the form of ``output``; return what to tell the user.

    ``again`` are the options of a load of the corrected table.

    If there are several files, the names of the tables are added to the name of ``output``.  A
    table that is there already may hold corrections, so the new one gets a number.
    """
    form = problem_form(output)
    if form == "json":
        from gaoxin.loaders.tables.problem_listing import write_problem_json

        with replacing(output) as target:
            write_problem_json(target, found.problems)
        return [_list_note(output)]
    notes = []
    parts = list(_parts(found.tables, form, bounds))
    several = len(parts) > 1 or bool(parts and found.loose)
    for part in parts:
        place = free_path(output.with_stem(f"{output.stem}-{part.name}") if several else output)
        with replacing(place) as target:
            part.write(target)
        notes.append(_excerpt_note(place) if part.is_excerpt else _table_note(place, again))
    if found.loose:
        other = say("其他", "other")
        place = output.with_stem(f"{output.stem}-{other}") if several else output
        _write_list(found.loose, place)
        notes.append(_list_note(place))
    return notes


def _table_note(path: Path, again: Sequence[str]) -> str:
    command = shell_command("gaoxin", "load", str(path), *again)
    return say(
        f"原表和问题已写入 {path}；颜色和最后一列的原因不必删除。改正后这样载入：{command}",
        f"The table and its problems were written to {path}; the colours and the reasons in the "
        f"last column may stay. To load it once it is corrected: {command}",
    )


def _excerpt_note(path: Path) -> str:
    return say(
        f"有问题的行及其前后各一行已摘录到 {path}，因为原表太长；请在原表中改正，再载入原表。",
        f"The table is too long to be copied: {path} has the rows with problems and their "
        "neighbours only. Correct the table itself and load that.",
    )


def _list_note(path: Path) -> str:
    return say(f"问题清单已写入 {path}。", f"The list of problems was written to {path}.")


def _parts(tables: Sequence[FaultyTable], form: str | None, bounds: Bounds) -> Iterator[_Part]:
    """The files to write: a workbook for each file, or a CSV for each of its tables."""
    from gaoxin.loaders.tables.faulty_sheet import is_excerpt
    from gaoxin.loaders.tables.problem_listing import write_problem_csv
    from gaoxin.loaders.tables.problem_workbook import write_problem_workbook

    for table in tables:
        path, dataset = table.path, table.dataset
        if form == "xlsx":
            is_part = is_excerpt(table.shapes)
            write = partial(
                write_problem_workbook,
                path=path,
                dataset=dataset,
                sheets=table.sheets(numbered=is_part),
                bounds=bounds,
            )
            yield _Part(path.stem, write, is_part)
            continue
        separate = table.separate()
        for key, sheet in separate:
            several = len(separate) > 1
            name = f"{path.stem}-{key_part(sheet.shape.name)}" if several else path.stem
            write = partial(write_problem_csv, path=path, dataset=key, sheet=sheet, bounds=bounds)
            yield _Part(name, write, False)


def _write_list(problems: Sequence[Problem], output: Path) -> None:
    """Write problems that belong to no table as a list."""
    from gaoxin.cli.answers import write_answer
    from gaoxin.loaders.tables.problem_listing import LISTED, listed

    write_answer(Answer(list(LISTED), [listed(problem) for problem in problems]), output)
