"""The command ``reconcile``: match the names of a list to things of the graph."""

from __future__ import annotations

import re
import sys
from collections import Counter
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any

import typer

from gaoxin.cli.answers import print_answer
from gaoxin.cli.frame import command
from gaoxin.cli.names import TypeOption, open_graph
from gaoxin.cli.options import FormatOption, OutputOption
from gaoxin.cli.progress import ProgressLine
from gaoxin.cli.terminal import tell
from gaoxin.errors import BadUsage
from gaoxin.graph.wording.code_words import word
from gaoxin.language import say
from gaoxin.model import Answer, Problem

if TYPE_CHECKING:
    from gaoxin.graph.lookup.reconciling import Reconciled, Reconciler
    from gaoxin.graph.names.candidates import Candidate
    from gaoxin.loaders.lists.list_to_match import ListToMatch
    from gaoxin.loaders.tables.reading import Row

_COLUMNS = ["text", "match", "name", "type", "key", "iri", "score", "reason", "candidates"]
_SHOWN = ("text", "match", "name", "key", "score", "reason", "candidates")
_FIRM_COLUMN = re.compile("企业|公司|厂家|厂商|enterprise|company|firm", re.IGNORECASE)
"""In the heading of a column that names firms."""
_KEY = re.compile(r" \([^()]+/[^()]+\) (?=\d+$)")
_BESIDE = (".csv", ".xlsx")


def _headings() -> dict[str, str]:
    """Headings of the columns of results beside a person's own."""
    return {
        "match": say("对应结果", "match"),
        "key": say("图中键", "key in the graph"),
        "name": say("图中名称", "name in the graph"),
        "score": say("对应分数", "match score"),
        "reason": say("对应理由", "reason of the match"),
        "candidates": say("其他候选", "other candidates"),
    }


@command(
    "reconcile",
    say("把一列名称对应到图中的事物。", "Match names, or a table's column of them, to things."),
    say(
        "名称写在命令后面；或写名单文件，各列自行识别，也可用 --file、--column、--with（地点）与"
        " --code（代码）指定。-o 结果.xlsx 在原有各列旁写出结果。拿不准的只列出候选与理由。",
        "Names are given as arguments, or a list is: its columns are recognised, or named with "
        "--file, --column, --with (places) and --code. -o RESULT.xlsx writes the results beside "
        "its own columns. What is not certain is not matched, but listed with candidates and "
        "reasons.",
    ),
)
def reconcile(
    names: Annotated[
        list[str] | None,
        typer.Argument(metavar="[NAME]...", help=say("名称。", "Names."), show_default=False),
    ] = None,
    file: Annotated[
        Path | None,
        typer.Option(
            "--file",
            help=say(
                "表格（csv、xlsx、xls、ods、parquet）；- 为标准输入，每行一个名称。",
                "A table (csv, xlsx, xls, ods, parquet); - for standard input, one name a line.",
            ),
        ),
    ] = None,
    column: Annotated[
        str | None,
        typer.Option(
            "--column", "-c", help=say("名称所在的列。", "The table's column with the names.")
        ),
    ] = None,
    places: Annotated[
        list[str] | None,
        typer.Option(
            "--with",
            help=say(
                "写有地点或园区的列，如 所在城市（可重复）。",
                "A column with places or zones (repeatable).",
            ),
        ),
    ] = None,
    code: Annotated[
        str | None,
        typer.Option(
            "--code",
            help=say("统一社会信用代码所在的列。", "The column with unified social credit codes."),
        ),
    ] = None,
    kind: TypeOption = None,
    most: Annotated[
        int,
        typer.Option(
            "--candidates",
            min=1,
            max=50,
            help=say("每个名称最多列出几个候选。", "Maximum number of candidates for a name."),
        ),
    ] = 5,
    form: FormatOption = None,
    output: OutputOption = None,
) -> None:
    """Match every name to a thing and print the result."""
    from gaoxin.graph.lookup.reconciling import Reconciler

    if file is None and names and len(names) == 1 and _is_list(Path(names[0])):
        file, names = Path(names[0]), []
    asked = [name for name in (column, *(places or ()), code) if name]
    table = _open(file, asked) if file is not None and str(file) != "-" else None
    if table is None and (places or code):
        raise BadUsage(
            "--with 与 --code 是表格的列；请用 --file 指定表格。",
            "--with and --code name columns of a table; give the table with --file.",
        )
    wanted = list(names or [])
    if file is not None and table is None:
        wanted += [line.strip() for line in sys.stdin if line.strip()]
    if not wanted and table is None:
        raise BadUsage(
            "没有要对应的名称；请写在命令后面，或用 --file 与 --column 指定表格的一列。",
            "There are no names to match; give them as arguments, or a table's column with --file "
            "and --column.",
        )
    used: list[str] = []
    if table is not None and column is None and table.name:
        column, code = table.name, code or table.code
        places = places or list(table.places)
        used.append(_used(column, code, places))
    if table is not None:
        column = _column_of_names(table, column)
        for context in (*(places or ()), *filter(None, (code,))):
            _check_column(table, context, "--code" if context == code else "--with")
    generation = open_graph()
    is_of_firms = bool(_FIRM_COLUMN.search(column or ""))
    reconciler = Reconciler(generation, kind, most, of_firms=is_of_firms)
    counts: Counter[str] = Counter()
    results = _results(reconciler, wanted, table, column or "", places or [], code or "", counts)
    if output is not None and table is not None and output.suffix.lower() in _BESIDE and not form:
        _write(output, table, results)
        for note in used + _notes(counts, reconciler, places) + _left_out(table, written=True):
            tell(note)
        tell(say(f"已写入 {output}", f"Wrote {output}"))
        return
    minter = generation.minter
    is_screen = output is None and form in (None, "table")
    rows = [
        {
            **{name: told[name] for name in _COLUMNS if name in told},
            **(_shortened(told) if is_screen else {}),
            "iri": minter.thing(told["key"]).value if told["key"] else "",
        }
        for _, told in results
        if told
    ]
    notes = used + _notes(counts, reconciler, places)
    if table is not None:
        notes += _left_out(table, written=False)
    answer = Answer(_COLUMNS, rows, notes=notes)
    print_answer(answer, form, output, shown=_SHOWN)


def _is_list(path: Path) -> bool:
    """Whether the argument is the file of a list, or a folder by mistake, rather than a name."""
    from gaoxin.loaders.tables.opening import TABLE_SUFFIXES

    # Reading says so if there is no such file, or if it is a folder.
    return path.suffix.lower() in TABLE_SUFFIXES or path.is_dir()


def _open(file: Path, asked: Sequence[str]) -> ListToMatch:
    from gaoxin.loaders.lists.list_to_match import open_list
    from gaoxin.settings import read_settings

    settings = read_settings()
    headers = Path(settings.headers) if settings.headers else None
    return open_list(file, asked, headers=headers, bounds=settings)


def _used(column: str, code: str, places: Sequence[str]) -> str:
    """The note on the columns that were recognised."""
    told = [(say("名称", "names"), column), (say("代码", "codes"), code)]
    told.append((say("地点", "places"), say("、", ", ").join(places)))
    listed = say("；", "; ").join(say(f"{w}：{c}", f"{w}: {c}") for w, c in told if c)
    return say(f"所用的列：{listed}。", f"Columns used: {listed}.")


def _column_of_names(table: ListToMatch, column: str | None) -> str:
    if column is None and len(table.columns) == 1:
        return table.columns[0]
    if column is None:
        listed, listed_en = "、".join(table.columns), ", ".join(table.columns)
        raise BadUsage(
            f"看不出 {table.file} 的哪一列是名称；请用 --column 指定：{listed}。",
            f"It cannot be told which column of {table.file} has the names; name one with "
            f"--column: {listed_en}.",
            file=table.file,
            columns=list(table.columns),
        )
    _check_column(table, column, "--column")
    return column


def _check_column(table: ListToMatch, column: str, option: str) -> None:
    if column in table.columns:
        return
    listed, listed_en = "、".join(table.columns), ", ".join(table.columns)
    raise BadUsage(
        f"{table.file} 中没有列「{column}」；请用 {option} 指定：{listed}。",
        f"{table.file} has no column {column!r}; name one with {option}: {listed_en}.",
        file=table.file,
        columns=list(table.columns),
    )


def _results(
    reconciler: Reconciler,
    names: Sequence[str],
    table: ListToMatch | None,
    column: str,
    places: Sequence[str],
    code: str,
    counts: Counter[str],
) -> Iterator[tuple[Row | None, dict[str, Any]]]:
    """Each name or row with its result; a row without a name has an empty one."""
    for text in names:
        yield None, _told(reconciler.match(text), counts)
    if table is None:
        return
    from gaoxin.graph.lookup.reconciling import Reconciled
    from gaoxin.loaders.problems import refused

    with ProgressLine() as progress:
        for number, row in enumerate(table.rows, 1):
            progress(say("对应名称", "matching names"), number)
            text = row.cells[column].strip()
            fault = next(filter(None, map(table.faults.get, (column, code, *places))), None)
            if row.line in table.other_lines:
                yield row, {}
            elif fault is not None:
                yield row, _told(Reconciled(text, "none", None, (), _why(table, fault)), counts)
            elif text:
                cells = [row.cells[place] for place in places]
                found = reconciler.match(text, cells, row.cells[code] if code else "")
                yield row, _told(found, counts)
            else:
                yield row, {}
    if table.problems:
        raise refused(table.problems)


def _why(table: ListToMatch, fault: Problem) -> str:
    """Why a row with a cell that cannot be read is not matched."""
    reason = say(fault.zh.rstrip("。"), fault.en.rstrip("."))
    column = next(column for column, problem in table.faults.items() if problem is fault)
    return say(f"{column}：{reason}", f"{column}: {reason}")


def _told(found: Reconciled, counts: Counter[str]) -> dict[str, Any]:
    counts[_match_shown(found)] += 1
    chosen = found.chosen
    return {
        "shown": _match_shown(found),
        "text": found.text,
        "match": found.match,
        "name": chosen.name if chosen else "",
        "type": chosen.type if chosen else "",
        "key": chosen.key if chosen else "",
        "score": round(chosen.score, 1) if chosen else None,
        "reason": found.reason,
        "candidates": [_candidate(candidate) for candidate in found.candidates],
    }


def _match_shown(found: Reconciled) -> str:
    """The result as people read it: a name without a thing is unsure (``like``) if a candidate is
    as near as those about which ``gaoxin review`` asks.
    """
    from gaoxin.graph.audit.new_things import LEAST_LIKENESS

    is_near = bool(found.candidates) and found.candidates[0].score >= LEAST_LIKENESS
    return "like" if found.match == "none" and is_near else found.match


def _candidate(candidate: Candidate) -> str:
    return f"{candidate.name} ({candidate.key}) {candidate.score:.0f}"


def _shortened(told: dict[str, Any]) -> dict[str, Any]:
    """The row for a screen of 80 columns: three candidates at most, without their keys."""
    near = [_KEY.sub(" ", candidate) for candidate in told["candidates"][:3]]
    return {"match": told["shown"], "candidates": near}


def _write(
    output: Path, table: ListToMatch, results: Iterator[tuple[Row | None, dict[str, Any]]]
) -> None:
    from gaoxin.cli.beside import write_beside

    def rows() -> Iterator[tuple[dict[str, str], dict[str, object]]]:
        for row, told in results:
            if row is not None:
                match = word("match", told["shown"]) if told else ""
                candidates = say("；", "; ").join(told.get("candidates", ()))
                yield row.cells, {**told, "match": match, "candidates": candidates}

    write_beside(output, table.columns, _headings(), rows())


def _notes(counts: Counter[str], reconciler: Reconciler, places: Sequence[str] | None) -> list[str]:
    one, many, like, none = (counts[match] for match in ("one", "many", "like", "none"))
    notes = [
        say(
            f"对上 {one}，有歧义 {many}，{f'待定 {like}，' if like else ''}对不上 {none}。",
            f"{one} matched, {many} ambiguous, {f'{like} unsure, ' if like else ''}{none} not "
            "found.",
        )
    ]
    if like:
        notes.append(
            say(
                "待定的有相近的候选，请看一看；载入名单后，gaoxin review 会逐个询问。",
                "Those that are unsure have near candidates to look at; after the list is loaded, "
                "gaoxin review asks about each.",
            )
        )
    if places and not reconciler.cells_with_place:
        listed, listed_en = "、".join(places), ", ".join(places)
        notes.append(
            say(
                f"列 {listed} 中没有认出任何地点，未用于判断。",
                f"No place was recognised in {listed_en}, so that it did not help.",
            )
        )
    return notes


def _left_out(table: ListToMatch, *, written: bool) -> list[str]:
    """What of the file was not read, and what is not in the result that was ``written``."""
    from gaoxin.loaders.problems import excerpt

    notes = []
    if table.unread:
        listed = "、".join(f"「{sheet.name}」" for sheet in table.unread)
        listed_en = ", ".join(repr(sheet.name) for sheet in table.unread)
        notes.append(
            say(
                f"只读了工作表「{table.sheet}」，没有读：{listed}。",
                f"Only the sheet {table.sheet!r} was read, not {listed_en}.",
            )
        )
    if table.hidden:
        notes.append(
            say(
                f"隐藏的行也对应了：{table.hidden} 行。",
                f"Hidden rows were matched, too: {table.hidden:,}.",
            )
        )
    if written and table.titles:
        titles = "；".join(excerpt(title)[:40] for title in table.titles[:3])
        notes.append(
            say(
                f"表头之上的文字没有写入结果：{titles}",
                f"The text above the header is not in the result: {titles}",
            )
        )
    return notes
