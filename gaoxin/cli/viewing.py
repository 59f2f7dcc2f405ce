"""The command that draws: view, an interactive page or a picture."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from gaoxin.cli.answers import print_answer
from gaoxin.cli.asked import asked
from gaoxin.cli.frame import command
from gaoxin.cli.names import RelationOption, TypeOption, open_graph
from gaoxin.cli.options import FormatOption
from gaoxin.errors import BadUsage
from gaoxin.language import say
from gaoxin.model import Answer


@command(
    "view",
    say("画成一个可交互的网页或一张图片。", "Draw things as an interactive page or a picture."),
    say(
        "一个文件，不需要网络；-o 的扩展名决定形式：.html 网页，.png、.svg 图片（1920×1080）。例："
        "gaoxin view 天津滨海高新区；并排比较：gaoxin view 合肥高新区 济南高新区；"
        "路径：gaoxin view 合肥高新区 济南高新区 --path；各省的高新区：gaoxin view --of 高新区；"
        "主导产业：gaoxin view --of 高新区 --by 产业；一篇来源：gaoxin view --source article-002；"
        "整个图谱：gaoxin view --whole。",
        "One file that needs no network. The suffix of -o chooses its form: .html a page, .png and "
        ".svg a picture (1920 x 1080). Examples: gaoxin view 天津滨海高新区; side by side: gaoxin "
        "view 合肥高新区 济南高新区; a path: gaoxin view 合肥高新区 济南高新区 --path; zones by "
        "province: gaoxin view --of zone; by leading industry: gaoxin view --of zone --by "
        "industry; a source: gaoxin view --source article-002; everything: gaoxin view --whole.",
    ),
)
def view(
    names: Annotated[
        list[str] | None,
        typer.Argument(
            metavar="[NAME]...",
            show_default=False,
            help=say(
                "从哪些事物开始；二至四个则并排比较。",
                "The things to start from; two to four are compared.",
            ),
        ),
    ] = None,
    of: Annotated[
        str | None,
        typer.Option(
            "--of",
            metavar=say("类", "CLASS"),
            help=say("画出这一类的全部事物。", "Draw all things of this class."),
        ),
    ] = None,
    by: Annotated[
        str | None,
        typer.Option(
            "--by",
            metavar=say("省份|产业|关系", "province|industry|RELATION"),
            show_default=False,
            help=say(
                "与 --of 合用：按省份（默认）、产业或某种关系分组。",
                "With --of: group by province (default), industry, or a relation.",
            ),
        ),
    ] = None,
    way: Annotated[
        bool,
        typer.Option("--path", help=say("两个事物怎样相连。", "How two things are connected.")),
    ] = False,
    source: Annotated[
        str | None,
        typer.Option(
            "--source",
            help=say("一个来源所说的全部（键）。", "Everything that a source says (its key)."),
        ),
    ] = None,
    whole: Annotated[
        bool, typer.Option("--whole", help=say("整个图谱。", "The whole graph."))
    ] = False,
    depth: Annotated[
        int | None,
        typer.Option(
            "--depth",
            "-d",
            min=0,
            max=6,
            show_default=False,
            help=say(
                "离开始处几步以内（默认一步；相连的很少时两步）。",
                "Maximum number of steps from them (default: one, two where few are linked).",
            ),
        ),
    ] = None,
    limit: Annotated[
        int | None,
        typer.Option(
            "--limit",
            "-n",
            min=1,
            max=20_000,
            show_default=False,
            help=say(
                "最多画多少个事物（默认 1000；--of 与 --whole 为 20000）。",
                "Maximum number of things (default: 1000; 20,000 for --of and --whole).",
            ),
        ),
    ] = None,
    relation: RelationOption = None,
    kind: TypeOption = None,
    output: Annotated[
        Path | None,
        typer.Option(
            "--output",
            "-o",
            show_default=False,
            help=say(
                "写入的文件：.html、.png 或 .svg（默认按事物的键取名的网页）。",
                "The file: .html, .png or .svg (default: a page named after the thing's key).",
            ),
        ),
    ] = None,
    form: FormatOption = None,
) -> None:
    """Choose the picture that the arguments ask for, write it, say how much is on it."""
    from gaoxin.graph.view.asked_picture import asked_picture
    from gaoxin.graph.view.picture_file import write_picture
    from gaoxin.graph.view.write import page_text, report_of, write_page
    from gaoxin.neo4j.browser import browser_page
    from gaoxin.settings import read_settings

    chosen = [names or None, of, source, whole or None]
    if sum(choice is not None for choice in chosen) != 1 or (by and not of):
        raise BadUsage(
            "请写明画什么，且只写一种：事物的名称、--of 类、--source 来源或 --whole"
            "（--by 与 --of 合用）。例：gaoxin view 合肥高新区",
            "Say what to draw, in one way only: names, --of a class, --source, or --whole (--by "
            "goes with --of). Example: gaoxin view 合肥高新区",
        )
    if way and len(names or ()) != 2:
        raise BadUsage(
            "--path 需要两个名称。例：gaoxin view 合肥高新区 济南高新区 --path",
            "--path needs two names. Example: gaoxin view 合肥高新区 济南高新区 --path",
        )
    check_picture_suffix(output)
    generation = open_graph()
    picture, stem = asked_picture(
        generation,
        names or [],
        of,
        by,
        source,
        kind,
        way=way,
        depth=depth,
        limit=limit,
        relations=relation,
    )
    command_line, browser = asked().command, browser_page(read_settings())
    path = output or Path(stem + ".html")
    drawn_by = None
    if path.suffix.lower() in (".png", ".svg"):
        page = page_text(generation, picture, command_line, browser)
        drawn_by = write_picture(picture, page, path)
        report = report_of(picture, path)
    else:
        report = write_page(generation, picture, path, asked=command_line, browser=browser)
    row = {
        "file": str(report.path),
        "nodes": report.nodes,
        "relations": report.edges,
        "left_out": report.left_out,
    }
    answer = Answer(list(row), [row])
    if drawn_by:
        answer.notes.append(say(f"图片{drawn_by}。", f"The picture was {drawn_by}."))
    answer.notes += [say(zh, en) for zh, en in picture.arrangement.notes]
    if report.nodes == 1 and not report.edges:
        answer.notes.append(
            say(
                "没有与它相连的事物；图中只有它自己和它的事实。",
                "Nothing is linked with it; the picture has only itself and its facts.",
            )
        )
    if report.left_out:
        answer.notes.append(
            say(
                f"只画了 {report.nodes} 个事物，另有 {report.left_out} 个未画；可提高 --limit。",
                f"{report.nodes:,} things are drawn and {report.left_out:,} left out; raise "
                "--limit for more.",
            )
        )
    print_answer(answer, form)


def check_picture_suffix(output: Path | None) -> None:
    """Refuse a file name whose ending says another form than a page or a picture.

    Raises:
        BadUsage: it does.
    """
    if output is not None and output.suffix.lower() not in (".html", ".htm", ".png", ".svg"):
        raise BadUsage(
            f"不知道怎样写成 {output.name}：请用 .html（网页）、.png 或 .svg（图片）结尾。",
            f"Cannot tell the form of {output.name}: use .html (a page), .png or .svg (a picture).",
        )
