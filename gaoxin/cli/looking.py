"""Lookup commands: show, search, neighbors, path."""

from __future__ import annotations

from typing import Annotated

import typer

from gaoxin.cli.answers import cut, print_answer
from gaoxin.cli.frame import command
from gaoxin.cli.names import NameArgument, RelationOption, TypeOption, about, open_graph
from gaoxin.cli.options import (
    AsOfOption,
    FormatOption,
    GenerationOption,
    LimitOption,
    OutputOption,
    ThingSourceOption,
    WeakestGradeOption,
)
from gaoxin.language import say
from gaoxin.model import Answer


@command(
    "show",
    say("查看一个事物：先看要点，再看各类事实与来源。", "Show a thing: key facts, then sections."),
    say(
        "例：gaoxin show 天津滨海高新区；gaoxin show 合肥高新区 --section 政策",
        "Examples: gaoxin show tjbhgxq; gaoxin show 合肥高新区 --section policies",
    ),
)
def show(
    name: NameArgument,
    kind: TypeOption = None,
    section: Annotated[
        list[str] | None,
        typer.Option(
            "--section",
            "-s",
            help=say(
                "只看这一类（产业、政策、目标……），全部列出；可重复。",
                "Only this section (industries, policies, targets, …), in full; repeatable.",
            ),
        ),
    ] = None,
    everything: Annotated[
        bool,
        typer.Option(
            "--all",
            help=say(
                "列出全部各类；表格以外的形式还包括只是反过来说的推论。",
                "All sections in full; forms other than the text also list inferred facts that "
                "only repeat stated ones in reverse.",
            ),
        ),
    ] = False,
    source: ThingSourceOption = "",
    year: Annotated[
        int | None,
        typer.Option(
            "--year", min=1, max=9999, help=say("只看这一年的事实。", "Only facts of this year.")
        ),
    ] = None,
    grade: WeakestGradeOption = "",
    as_of: AsOfOption = None,
    number: GenerationOption = None,
    limit: LimitOption = 1000,
    form: FormatOption = None,
    output: OutputOption = None,
) -> None:
    """Resolve the name and print the thing's profile, or its facts as rows."""
    from gaoxin.cli.showing import ShowRequest, show_thing

    sections = tuple(section or ())
    show_thing(
        ShowRequest(name, kind, sections, everything, source, year or 0, as_of or 0, number, grade),
        limit,
        form,
        output,
    )


@command(
    "search",
    say("按名称查找事物。", "Find things by their names."),
    say(
        "汉字、简称、繁体、全拼、首字母都可以。",
        "Characters, short forms, traditional forms, pinyin or initials can be used.",
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
    from gaoxin.cli.relation_pages import found_page

    found = open_graph().names.search(text, limit + 1, kind)
    answer = Answer(
        ["name", "type", "key", "form", "score", "iri"], [match.row() for match in found]
    )
    english = [{**match.row(), "name_en": match.name_en} for match in found[:limit]]
    print_answer(cut(answer, limit), form, output, text=lambda: found_page(text, english))


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
    source: ThingSourceOption = "",
    grade: WeakestGradeOption = "",
    limit: LimitOption = 200,
    form: FormatOption = None,
    output: OutputOption = None,
) -> None:
    """Print the related things, or those that two things share."""
    from gaoxin.cli.relation_pages import neighbours_page, shared_page
    from gaoxin.graph.facts.reader import Reader
    from gaoxin.graph.lookup.asked_source import source_asked, told_by_none
    from gaoxin.graph.lookup.basis import about_basis, basis
    from gaoxin.graph.lookup.thing import any_fact, common_neighbours, neighbours
    from gaoxin.graph.portrait.portrait import Filter

    generation = open_graph()
    found = generation.names.resolve(name, kind)
    thing = about(generation, found.iri) | about_basis(None, None, grade)
    from_source = source_asked(generation, found.iri, source)
    keeps = Filter(from_source, grade=grade).keeps if from_source or grade else any_fact
    noted = told_by_none(generation, found.iri, from_source) if from_source else []
    limited = basis(generation, None, None, grade)
    if other is not None:
        second = generation.names.resolve(other)
        shared = common_neighbours(generation, found.iri, second.iri, relation, limit, keeps)
        shared.notes += noted
        names = Reader(generation)
        pair = names.entry(found.iri).name, names.entry(second.iri).name
        print_answer(shared, form, output, text=lambda: shared_page(pair, shared.rows, limited))
        return
    answer = neighbours(generation, found.iri, relation, limit, keeps=keeps).answer
    answer.notes += noted
    print_answer(
        answer,
        form,
        output,
        about=thing,
        text=lambda: neighbours_page(generation, thing, answer.rows, limited),
    )


@command(
    "path",
    say("查看两个事物之间的最短关联路径。", "Find the shortest paths between two things."),
    say(
        "例：gaoxin path 天津滨海高新区 合肥高新区",
        "Example: gaoxin path 天津滨海高新区 合肥高新区",
    ),
)
def path(
    start: Annotated[
        str, typer.Argument(metavar="FROM", help=say("起点。", "The thing at the beginning."))
    ],
    end: Annotated[str, typer.Argument(metavar="TO", help=say("终点。", "The thing at the end."))],
    hops: Annotated[
        int,
        typer.Option(
            "--max-hops", min=1, max=8, help=say("最多几步。", "Maximum number of steps.")
        ),
    ] = 6,
    count: Annotated[
        int,
        typer.Option(
            "--count", "-k", min=1, max=100, help=say("最多几条。", "Maximum number of paths.")
        ),
    ] = 3,
    relation: RelationOption = None,
    grade: WeakestGradeOption = "",
    form: FormatOption = None,
    output: OutputOption = None,
) -> None:
    """Print every fact on the shortest paths."""
    from gaoxin.cli.relation_pages import paths_page
    from gaoxin.graph.lookup.basis import basis
    from gaoxin.graph.lookup.paths import answer, paths
    from gaoxin.graph.lookup.thing import any_fact
    from gaoxin.graph.portrait.portrait import Filter

    generation = open_graph()
    ends = [generation.names.resolve(text).iri for text in (start, end)]
    keeps = Filter(grade=grade).keeps if grade else any_fact
    found = paths(
        generation, ends[0], ends[1], max_hops=hops, k=count, relations=relation, keeps=keeps
    )
    limited = basis(generation, None, None, grade)
    print_answer(
        answer(generation, found), form, output, text=lambda: paths_page(generation, found, limited)
    )
