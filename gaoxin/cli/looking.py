"""Lookup commands: show, search, reconcile, neighbors, path."""

from __future__ import annotations

import sys
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any

import typer

from gaoxin.cli.answers import cut, print_answer
from gaoxin.cli.frame import command
from gaoxin.cli.names import NameArgument, RelationOption, TypeOption, about, open_graph, title_of
from gaoxin.cli.options import FormatOption, LimitOption, OutputOption
from gaoxin.errors import BadUsage
from gaoxin.language import say
from gaoxin.model import Answer

if TYPE_CHECKING:
    from gaoxin.graph.store.generation import Generation

_FACT_COLUMNS = (
    "direction",
    "label",
    "name",
    "value",
    "unit",
    "time",
    "status",
    "qualifier",
    "source",
    "grade",
    "inferred",
)
_PATH_COLUMNS = (
    "path",
    "step",
    "from",
    "direction",
    "label",
    "to",
    "time",
    "status",
    "qualifier",
    "source",
)


@command(
    "show",
    say("查看一个事物的全部事实与来源。", "Show every fact of a thing, and who says so."),
    say("例：gaoxin show 天津滨海高新区", "Example: gaoxin show tjbhgxq"),
)
def show(
    name: NameArgument,
    kind: TypeOption = None,
    everything: Annotated[
        bool,
        typer.Option(
            "--all",
            help=say(
                "也列出只是把已述事实反过来说的推论。",
                "List also inferred facts that only turn stated ones around.",
            ),
        ),
    ] = False,
    limit: LimitOption = 1000,
    form: FormatOption = None,
    output: OutputOption = None,
) -> None:
    """Resolve the name and print the thing's facts."""
    from gaoxin.graph.lookup.thing import facts_of

    generation = open_graph()
    found = generation.names.resolve(name, kind)
    answer = cut(facts_of(generation, found.iri, echoes=everything), limit)
    thing = about(generation, found.iri)
    others = [m for m in generation.names.namesakes(name) if m.iri != found.iri]
    if others and kind is None:
        listed = "、".join(f"{m.name}（{m.key}）" for m in others)
        listed_en = ", ".join(f"{m.name} ({m.key})" for m in others)
        answer.notes.append(say(f"另有同名的：{listed}。", f"Also of this name: {listed_en}."))
    print_answer(answer, form, output, shown=_FACT_COLUMNS, title=title_of(thing), about=thing)


@command(
    "search",
    say("按名称查找事物。", "Find things by their names."),
    say(
        "汉字、简称、繁体、全拼、首字母都可以。",
        "Characters, short forms, traditional forms, pinyin or initials will do.",
    ),
)
def search(
    text: Annotated[
        str, typer.Argument(metavar="TEXT", help=say("要找的文字。", "What to look for."))
    ],
    kind: TypeOption = None,
    limit: LimitOption = 20,
    form: FormatOption = None,
    output: OutputOption = None,
) -> None:
    """List things whose names are like the text, best first."""
    found = open_graph().names.search(text, limit + 1, kind)
    answer = Answer(
        ["name", "type", "key", "form", "score", "iri"], [match.row() for match in found]
    )
    print_answer(cut(answer, limit), form, output, shown=("name", "type", "key", "form", "score"))


@command(
    "reconcile",
    say("把一列名称对应到图中的事物。", "Match names, or a table's column of them, to things."),
    say(
        "名称写在命令后面，或用 --file 与 --column 取自表格。对不上的和有歧义的都会列出候选。",
        "Names are given as arguments, or taken from a table with --file and --column. What is not "
        "found or ambiguous is listed with candidates.",
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
        typer.Option("--column", "-c", help=say("表格中的列名。", "The table's column.")),
    ] = None,
    kind: TypeOption = None,
    form: FormatOption = None,
    output: OutputOption = None,
) -> None:
    """Match every name to a thing and print the result."""
    wanted = [*(names or []), *(_names_of(file, column) if file else [])]
    if not wanted:
        raise BadUsage(
            "没有要对应的名称；请写在命令后面，或用 --file 与 --column 指定表格的一列。",
            "There are no names to match; give them as arguments, or a table's column with --file "
            "and --column.",
        )
    generation = open_graph()
    rows = [_reconciled(generation, text, kind) for text in wanted]
    counts = {
        match: sum(row["match"] == match for row in rows) for match in ("one", "many", "none")
    }
    answer = Answer(["text", "match", "name", "type", "key", "iri", "score", "candidates"], rows)
    answer.notes.append(
        say(
            f"对上 {counts['one']}，有歧义 {counts['many']}，对不上 {counts['none']}。",
            f"{counts['one']} matched, {counts['many']} ambiguous, {counts['none']} not found.",
        )
    )
    print_answer(answer, form, output, shown=("text", "match", "name", "type", "key", "candidates"))


@command(
    "neighbors",
    say("查看与一个事物直接相关的事物。", "Show what is directly related to a thing."),
    say(
        "加 --with 另一名称，则列出两者共同的关联。", "With --with NAME: what both are related to."
    ),
)
def neighbors(
    name: NameArgument,
    other: Annotated[
        str | None,
        typer.Option(
            "--with",
            help=say(
                "另一个事物：列出两者共同的关联。", "Another thing: list what both are related to."
            ),
        ),
    ] = None,
    relation: RelationOption = None,
    kind: TypeOption = None,
    limit: LimitOption = 200,
    form: FormatOption = None,
    output: OutputOption = None,
) -> None:
    """Print the related things, or those that two things share."""
    from gaoxin.graph.lookup.thing import common_neighbours, neighbours

    generation = open_graph()
    found = generation.names.resolve(name, kind)
    thing = about(generation, found.iri)
    if other is not None:
        second = generation.names.resolve(other)
        shared = common_neighbours(generation, found.iri, second.iri, relation, limit)
        print_answer(shared, form, output, shown=("name", "class", "relations_a", "relations_b"))
        return
    answer = neighbours(generation, found.iri, relation, limit)
    shown = ("direction", "label", "name", "class", *_FACT_COLUMNS[5:])
    print_answer(answer, form, output, shown=shown, title=title_of(thing), about=thing)


@command(
    "path",
    say("查看两个事物之间的最短关联路径。", "Find the shortest paths between two things."),
    say(
        "例：gaoxin path 天津滨海高新区 合肥高新区",
        "Example: gaoxin path 天津滨海高新区 合肥高新区",
    ),
)
def path(
    start: Annotated[str, typer.Argument(metavar="FROM", help=say("起点。", "Where to begin."))],
    end: Annotated[str, typer.Argument(metavar="TO", help=say("终点。", "Where to end."))],
    hops: Annotated[
        int,
        typer.Option("--max-hops", min=1, max=8, help=say("最多几步。", "So many steps at most.")),
    ] = 6,
    count: Annotated[
        int, typer.Option("--count", "-k", min=1, max=100, help=say("最多几条。", "So many paths."))
    ] = 3,
    relation: RelationOption = None,
    form: FormatOption = None,
    output: OutputOption = None,
) -> None:
    """Print every fact on the shortest paths."""
    from gaoxin.graph.lookup.paths import answer, paths

    generation = open_graph()
    ends = [generation.names.resolve(text).iri for text in (start, end)]
    found = paths(generation, ends[0], ends[1], max_hops=hops, k=count, relations=relation)
    print_answer(answer(generation, found), form, output, shown=_PATH_COLUMNS)


def _names_of(file: Path, column: str | None) -> list[str]:
    """The cells of a column, or the lines of standard input.

    Raises:
        InvalidSource: the file is no table.
        BadUsage: no column is named, or the table has no such column.
    """
    if str(file) == "-":
        return [line.strip() for line in sys.stdin if line.strip()]
    from gaoxin.loaders.tables.reading import read_table
    from gaoxin.settings import read_settings

    table = read_table(file, bounds=read_settings())
    if column is None and len(table.columns) == 1:
        column = table.columns[0]
    if column not in table.columns:
        listed = "、".join(table.columns)
        listed_en = ", ".join(table.columns)
        raise BadUsage(
            f"{file} 中没有列「{column or ''}」；请用 --column 指定：{listed}。",
            f"{file} has no column {column or ''!r}; name one with --column: {listed_en}.",
            file=str(file),
            columns=list(table.columns),
        )
    return [row.cells[column].strip() for row in table.rows if row.cells[column].strip()]


def _reconciled(generation: Generation, text: str, kind: str | None) -> dict[str, Any]:
    found = generation.names.candidates(text, kind)
    one = found[0] if len(found) == 1 else None
    near = found or generation.names.search(text, 3, kind)
    if one:
        near = [m for m in generation.names.namesakes(text) if m.iri != one.iri]
    return {
        "text": text,
        "match": "one" if one else "many" if found else "none",
        "name": one.name if one else "",
        "type": one.type if one else "",
        "key": one.key if one else "",
        "iri": one.iri if one else "",
        "score": round(one.score, 1) if one else None,
        "candidates": [f"{match.name} ({match.key}) {match.score:.0f}" for match in near[:10]],
    }
