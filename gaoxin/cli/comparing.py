"""The commands compare, chain and timeline."""

from __future__ import annotations

from typing import Annotated

import typer

from gaoxin.cli.charting import (
    ChartOption,
    IndicatorOption,
    check_chart,
    draw_chart,
    indicator_asked,
)
from gaoxin.cli.frame import command
from gaoxin.cli.names import NameArgument, TypeOption, about, open_graph
from gaoxin.cli.options import (
    AsOfOption,
    FormatOption,
    GenerationOption,
    LimitOption,
    OutputOption,
    WeakestGradeOption,
)
from gaoxin.graph.lookup.basis import about_basis, basis
from gaoxin.language import say

AllOption = Annotated[
    bool, typer.Option("--all", help=say("列出全部，不省略。", "List everything in full."))
]
SectionOption = Annotated[
    list[str] | None,
    typer.Option(
        "--section",
        "-s",
        help=say(
            "只看这一类（产业、数字、目标、政策、企业……）；可重复。",
            "Only this section (industries, figures, targets, policies, …); repeatable.",
        ),
    ),
]


@command(
    "compare",
    say(
        "比较几家高新区、几个产业、城市或企业。", "Compare zones, industries, cities, enterprises."
    ),
    say(
        "共有与各自独有的产业，并列的数字（不可比的说明原因），目标与结果，政策，企业。"
        "例：gaoxin compare 合肥高新区 武汉东湖高新区",
        "Industries that they share and do not share, figures side by side (with the reason where "
        "they cannot be compared), targets and results, policies, enterprises. "
        "Example: gaoxin compare hfgxq whdhgxq",
    ),
)
def compare(
    names: Annotated[
        list[str],
        typer.Argument(
            metavar=say("名称 名称...", "NAME NAME..."),
            help=say("两个以上的名称。", "Two or more names."),
        ),
    ],
    kind: TypeOption = None,
    section: SectionOption = None,
    everything: AllOption = False,
    grade: WeakestGradeOption = "",
    as_of: AsOfOption = None,
    number: GenerationOption = None,
    chart: ChartOption = None,
    indicator: IndicatorOption = None,
    limit: LimitOption = 1000,
    form: FormatOption = None,
    output: OutputOption = None,
) -> None:
    """Resolve the names and print the comparison."""
    from datetime import date

    from gaoxin.cli.answers import cut, print_answer
    from gaoxin.cli.comparison_page import ComparisonPage
    from gaoxin.cli.source_marks import SourceMarks
    from gaoxin.graph.comparison.compare import compare as compare_things
    from gaoxin.graph.comparison.names_asked import names_asked
    from gaoxin.graph.comparison.rows import rows_of
    from gaoxin.graph.facts.reader import Reader
    from gaoxin.graph.lookup.asked_sections import sections_asked

    check_chart(chart, indicator)
    chosen = sections_asked(section)
    generation = open_graph(number)
    iris = names_asked(generation, names, kind)
    day = date(as_of, 12, 31) if as_of else date.today()
    found = compare_things(generation, iris, day, as_of, grade)
    reader = Reader(generation)
    if chart is not None:
        from gaoxin.graph.charts.beside import industries_by_zones, things_over_indicator

        measure = indicator_asked(generation, indicator)
        if measure is not None:
            draw_chart(things_over_indicator(reader, iris, measure, grade), chart)
        else:
            draw_chart(industries_by_zones(found), chart)
    answer = rows_of(reader, found)
    if chosen:
        answer.rows = [row for row in answer.rows if row["section"] in chosen]
    print_answer(
        cut(answer, limit),
        form,
        output,
        about={"things": [about(generation, iri) for iri in iris]}
        | about_basis(as_of, number, grade),
        text=lambda: str(
            ComparisonPage(
                found,
                reader,
                SourceMarks(generation),
                basis(generation, as_of, number, grade),
                everything=everything,
                chosen=chosen,
            )
        ),
    )


@command(
    "chain",
    say("看一个产业的链条。", "Show the chain of an industry."),
    say(
        "它的下级与相近产业，各在哪些高新区（主导、已有、计划），有哪些企业。"
        "例：gaoxin chain 新能源产业",
        "The industries below it and close to it, the zones that lead in, have or plan each of "
        "them, and enterprises. Example: gaoxin chain 新能源产业",
    ),
)
def chain(
    name: NameArgument,
    everything: AllOption = False,
    number: GenerationOption = None,
    limit: LimitOption = 1000,
    form: FormatOption = None,
    output: OutputOption = None,
) -> None:
    """Resolve the name of an industry and print its chain."""
    from gaoxin.cli.answers import cut, print_answer
    from gaoxin.cli.chain_page import chain_page
    from gaoxin.cli.source_marks import SourceMarks
    from gaoxin.graph.comparison.industry_chain import (
        industry_chain,
        industry_named,
        rows_of_chain,
    )

    generation = open_graph(number)
    iri = industry_named(generation, name)
    found = industry_chain(generation, iri)
    print_answer(
        cut(rows_of_chain(found), limit),
        form,
        output,
        about=about(generation, iri) | about_basis(None, number),
        text=lambda: chain_page(found, SourceMarks(generation), everything),
    )


@command(
    "timeline",
    say("按日期列出所知。", "List what is known by date."),
    say(
        "数字、职务、政策的发布、项目的开工、目标的期限，从早到晚。例：gaoxin timeline 合肥高新区",
        "Figures, posts, the issue of policies, the start of projects, deadlines of targets, the "
        "oldest first. Example: gaoxin timeline 合肥高新区",
    ),
)
def timeline(
    name: NameArgument,
    kind: TypeOption = None,
    section: SectionOption = None,
    as_of: AsOfOption = None,
    number: GenerationOption = None,
    chart: ChartOption = None,
    indicator: IndicatorOption = None,
    limit: LimitOption = 1000,
    form: FormatOption = None,
    output: OutputOption = None,
) -> None:
    """Resolve the name and print its dated facts."""
    from dataclasses import replace

    from gaoxin.cli.answers import cut, print_answer
    from gaoxin.cli.source_marks import SourceMarks
    from gaoxin.cli.timeline_page import timeline_page
    from gaoxin.graph.comparison.timeline import rows_of_timeline
    from gaoxin.graph.comparison.timeline import timeline as timeline_of
    from gaoxin.graph.facts.reader import Reader
    from gaoxin.graph.facts.valid_then import ValidThen
    from gaoxin.graph.lookup.asked_sections import sections_asked
    from gaoxin.graph.portrait.portrait import Filter

    check_chart(chart, indicator)
    chosen = sections_asked(section)
    generation = open_graph(number)
    match = generation.names.resolve(name, kind)
    reader = Reader(generation)
    wanted = Filter(then=ValidThen(reader, as_of) if as_of else None)
    found = timeline_of(generation, match.iri, wanted)
    if chosen:
        kept = tuple(each for each in found.facts if each.section in chosen)
        found = replace(found, facts=kept)
    if chart is not None:
        from gaoxin.graph.charts.years import figures_over_years

        draw_chart(
            figures_over_years(reader, match.iri, indicator_asked(generation, indicator)), chart
        )
    told = reader.entry(match.iri).name
    print_answer(
        cut(rows_of_timeline(found), limit),
        form,
        output,
        about=about(generation, match.iri) | about_basis(as_of, number),
        text=lambda: timeline_page(
            found, told, SourceMarks(generation), basis(generation, as_of, number)
        ),
    )
