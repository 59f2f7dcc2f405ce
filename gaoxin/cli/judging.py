"""Commands that judge what the sources say: targets, conflicts, coverage."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING, Annotated

import typer

from gaoxin.cli.answers import cut, print_answer, told_here
from gaoxin.cli.frame import command
from gaoxin.cli.names import TypeOption, about, open_graph
from gaoxin.cli.options import FormatOption, LimitOption, OutputOption, WeakestGradeOption
from gaoxin.errors import BadUsage
from gaoxin.graph.lookup.basis import about_basis, basis
from gaoxin.language import say

if TYPE_CHECKING:
    from gaoxin.graph.store.generation import Generation

ZoneArgument = Annotated[
    str | None,
    typer.Argument(
        metavar="[ZONE]",
        show_default=False,
        help=say(
            "高新区或其他事物（名称、键或 IRI）；默认为全部。",
            "A zone or another thing (name, key or IRI); default: all.",
        ),
    ),
]
ThingArgument = Annotated[
    str | None,
    typer.Argument(
        metavar="[THING]",
        show_default=False,
        help=say(
            "一个事物（名称、键或 IRI）；默认为全部。", "A thing (name, key or IRI); default: all."
        ),
    ),
]


def _verdict_of(text: str | None) -> str | None:
    """The code of a verdict that is written as a code or in words, in either language.

    Raises:
        BadUsage: there is no such verdict.
    """
    from gaoxin.graph.wording.code_words import code_of

    if text is None:
        return None
    code = code_of("verdict", text)
    if code is None:
        raise BadUsage(
            f"没有「{text}」这种结论；可写：完成、未完成、未到期、到期未见报道、无法判断。",
            f"There is no verdict {text!r}; there are: reached, missed, not yet due, "
            "unreported, cannot be judged.",
            verdict=text,
        )
    return code


@command(
    "targets",
    say("每项目标完成了没有。", "List every target and whether it was reached."),
    say(
        "只依据来源中同一对象、同一指标、同一时期的实际数值判断；判断不了的说明原因，"
        "相近的指标和其他年份的数值只作参考。例：gaoxin targets 济南高新区 --as-of 2027。"
        "只看某年到期的：gaoxin query targets/due_in year=2025。",
        "Judged only by actual figures of the same thing, indicator and period; where the sources "
        "cannot tell, the reason is given. Like indicators and other years' figures are hints "
        "only. Example: gaoxin targets 济南高新区 --as-of 2027. Those that are due in one year: "
        "gaoxin query targets/due_in year=2025.",
    ),
)
def targets(
    zone: ZoneArgument = None,
    as_of: Annotated[
        str | None,
        typer.Option(
            "--as-of",
            metavar="DATE",
            help=say(
                "以哪天为准（2025、2025-12 或 2025-12-31，取末日；默认今天）。",
                "The reference date (2025, 2025-12 or 2025-12-31; the last day of a period; "
                "default: today).",
            ),
        ),
    ] = None,
    verdict: Annotated[
        str | None,
        typer.Option(
            "--verdict",
            metavar=say("结论", "VERDICT"),
            callback=_verdict_of,
            help=say(
                "只看这种结论：完成、未完成、未到期、到期未见报道或无法判断。",
                "Only this verdict: reached, missed, not yet due, unreported, or cannot be judged.",
            ),
        ),
    ] = None,
    kind: TypeOption = None,
    grade: WeakestGradeOption = "",
    limit: LimitOption = 1000,
    form: FormatOption = None,
    output: OutputOption = None,
) -> None:
    """Print one row for each promise."""
    from gaoxin.cli.judging_pages import targets_page
    from gaoxin.graph.audit import targets as judging

    day = date.today() if as_of is None else _last_day(as_of)
    generation = open_graph()
    place, thing, above = _thing_asked(generation, zone, kind)
    answer = judging.targets(generation, day, place, verdict, grade)
    answer = cut(answer, limit)
    print_answer(
        answer,
        form,
        output,
        about=thing | about_basis(None, None, grade),
        text=lambda: targets_page(
            generation,
            above,
            answer.rows,
            told_here(answer),
            basis(generation, None, None, grade),
        ),
    )


@command(
    "conflicts",
    say("来源之间或同一来源之内不一致之处。", "Where sources disagree, also one with itself."),
    say(
        "同一对象、同一指标、同一时期而来源给出不同数值；只能有一个值的属性有多个值（一份名单两次写到一家企业也算）；"
        "同一职务同时有两人；一个信用代码有几个名称、一个名称有几个信用代码、几个企业共用一个别名。每一方一行，同一处编号相同。",
        "Different figures for one thing, indicator and period; several values of an attribute "
        "that can have one only, also in one list that has a firm twice; two people in one post at "
        "the same time; a credit code with several names, a name with several credit codes, an "
        "alias of several firms. One row for each side; the sides of a disagreement have the same "
        "number.",
    ),
)
def conflicts(
    thing: ThingArgument = None,
    kind: TypeOption = None,
    limit: LimitOption = 1000,
    form: FormatOption = None,
    output: OutputOption = None,
) -> None:
    """Print every disagreement with its sides."""
    from gaoxin.cli.judging_pages import conflicts_page
    from gaoxin.graph.audit.conflicts import conflicts as find_conflicts
    from gaoxin.graph.store.store import Store
    from gaoxin.loaders.find_rows import find_rows
    from gaoxin.settings import read_settings

    generation = open_graph()
    iri, told, above = _thing_asked(generation, thing, kind)
    answer = cut(find_conflicts(generation, iri), limit)
    inputs = Store(read_settings()).inputs
    for row, place in zip(
        answer.rows, find_rows(answer.rows, generation.manifest, inputs), strict=True
    ):
        row["place"] = place
    answer.columns.append("place")
    print_answer(
        answer,
        form,
        output,
        about=told,
        text=lambda: conflicts_page(generation, above, answer.rows, told_here(answer)),
    )


@command(
    "coverage",
    say(
        "每家高新区已知多少、依据多少来源、新到何时。",
        "List what is known about every zone, from how many sources, and how recent it is.",
    ),
    say(
        "空格表示没有文章读到过它（无人知道），0 表示读过而没有提到；来源明说没有的，"
        "列在「明言为无」。写明一家高新区则逐类细列。",
        "Blank: no article about the zone was read, so it is unknown. 0: articles were read and "
        "mention none. A separate column lists what a source says there is none of. With ZONE: "
        "one row for each kind.",
    ),
)
def coverage(
    zone: ZoneArgument = None,
    province: Annotated[
        str | None,
        typer.Option(
            "--province",
            metavar="NAME",
            help=say("只看这个省（或市）的高新区。", "Only the zones of this province (or city)."),
        ),
    ] = None,
    limit: LimitOption = 1000,
    form: FormatOption = None,
    output: OutputOption = None,
) -> None:
    """Print one row for each zone, or for each kind of facts about one."""
    from gaoxin.cli.judging_pages import coverage_page, zone_coverage_page
    from gaoxin.cli.relation_pages import title
    from gaoxin.graph.audit import coverage as survey

    if zone and province:
        raise BadUsage(
            "高新区与 --province 只能写一个。", "Give either a zone or --province, not both."
        )
    generation = open_graph()
    if zone:
        found = generation.names.resolve(zone, "Zone")
        thing = about(generation, found.iri)
        answer = survey.coverage_of(generation, found.iri)
        above = title(generation, thing)
        print_answer(
            answer,
            form,
            output,
            about=thing,
            text=lambda: zone_coverage_page(generation, above, answer.rows, told_here(answer)),
        )
        return
    within = generation.names.resolve(province, "AdministrativeDivision").iri if province else None
    answer = cut(survey.coverage(generation, province=within), limit)
    print_answer(
        answer,
        form,
        output,
        text=lambda: coverage_page(answer.rows, survey.kinds(), told_here(answer)),
    )


def _thing_asked(
    generation: Generation, name: str | None, kind: str | None
) -> tuple[str | None, dict[str, str], str]:
    """The thing that an answer is limited to: its IRI, what JSON says of it, its title in a text.

    All are empty if no name was given.
    """
    from gaoxin.cli.relation_pages import title

    if not name:
        return None, {}, ""
    iri = generation.names.resolve(name, kind).iri
    thing = about(generation, iri)
    return iri, thing, title(generation, thing)


def _last_day(text: str) -> date:
    """The last day of the period that a person wrote.

    Raises:
        BadUsage: it is no such period, or it is open at its end.
    """
    from gaoxin.graph.facts.periods import parse_period

    try:
        day = parse_period(text).end
    except ValueError as cause:
        zh, en = (str(part) for part in cause.args)
        raise BadUsage(
            f"--as-of 的「{text}」不是日期：{zh}。",
            f"{text!r} (--as-of) is not a date: {en}.",
        ) from cause
    if day is None:
        raise BadUsage(
            f"--as-of 的「{text}」没有终点；请写 2025-12-31 这样的日期。",
            f"{text!r} (--as-of) has no end; write a date like 2025-12-31.",
        )
    return day
