"""The command that writes files for other programs: export."""

from __future__ import annotations

import sys
from pathlib import Path
from typing import Annotated, Literal

import typer

from gaoxin.cli.frame import command
from gaoxin.cli.names import open_graph
from gaoxin.cli.options import OutputOption
from gaoxin.cli.terminal import tell
from gaoxin.errors import BadUsage
from gaoxin.graph.wording.code_words import word
from gaoxin.language import say

ExportForm = Literal["statements", "turtle", "nquads", "jsonld", "graphml", "gexf", "cytoscape"]

_ENDINGS: dict[str, ExportForm] = {
    ".csv": "statements",
    ".ttl": "turtle",
    ".nq": "nquads",
    ".jsonld": "jsonld",
    ".graphml": "graphml",
    ".gexf": "gexf",
    ".cyjs": "cytoscape",
}


@command(
    "export",
    say("导出成其他程序能读的文件。", "Export for other programs."),
    say(
        "statements 是通用陈述表（CSV），turtle、nquads、jsonld 是 RDF，"
        "graphml（yEd）、gexf（Gephi）、cytoscape（.cyjs）是图文件，含事物及其属性与关系。",
        "statements is the common table (CSV); turtle, nquads and jsonld are RDF; graphml (yEd), "
        "gexf (Gephi) and cytoscape (.cyjs) are graph files of things, attributes and relations.",
    ),
)
def export(
    form: Annotated[
        ExportForm | None,
        typer.Option(
            "--format",
            "-f",
            show_default=False,
            help=say(
                "导出形式（默认按 -o 的扩展名）。",
                "The export format (default: by the suffix of -o).",
            ),
        ),
    ] = None,
    output: OutputOption = None,
    source: Annotated[
        str | None,
        typer.Option(
            "--source",
            help=say(
                "只导出这个来源说的（键或标题）。",
                "Only the facts of this source (its key or title).",
            ),
        ),
    ] = None,
    dataset: Annotated[
        str | None,
        typer.Option(
            "--dataset", help=say("只导出这个数据集（键）。", "Only this dataset (its key).")
        ),
    ] = None,
    generation: Annotated[
        bool,
        typer.Option(
            "--generation",
            help=say(
                "改为把最新一代整个写入 -o 的文件，供另一台机器 gaoxin pull。",
                "Instead, write the newest generation whole into the file of -o, for gaoxin pull "
                "on another machine.",
            ),
        ),
    ] = False,
) -> None:
    """Write the graph, a source's or a dataset's part of it."""
    if generation:
        _export_generation(output)
        return
    chosen = form or (_ENDINGS.get(output.suffix.lower()) if output else None)
    if chosen is None:
        known = ", ".join(_ENDINGS.values())
        raise BadUsage(
            f"请用 --format 说明导出成什么：{known}。",
            f"Say with --format what to export: {known}.",
        )
    from gaoxin.graph.export.formats import export as write

    sys.stdout.flush()
    target = output or sys.stdout.buffer
    told = write(open_graph(), chosen, target, source=source, dataset=dataset)
    if any(told.left_out.values()):
        foreign = say("本体之外的事物", "things outside the ontology")
        parts = {
            foreign if name == "foreign" else word("class", name): count
            for name, count in sorted(told.left_out.items())
            if count
        }
        tell(
            say(
                "图文件放不下、未写入的节点："
                + "、".join(f"{name} {count}" for name, count in parts.items())
                + "；用 statements 或 turtle 可导出它们。",
                "Nodes that a graph file cannot hold are left out: "
                + ", ".join(f"{name} {count:,}" for name, count in parts.items())
                + "; export statements or turtle to have them.",
            )
        )
    if told.formulas:
        tell(
            say(
                f"有 {told.formulas} 个单元格以 = + - @ 开头，电子表格软件会把它们当作公式；"
                "文件为能原样再加载而未改动，请勿直接用电子表格软件打开。",
                f"{told.formulas} cells begin with = + - or @, which a spreadsheet runs as "
                "formulas. They were not changed, so that the file can be loaded again; do not "
                "open it in a spreadsheet.",
            )
        )
    if output is not None:
        tell(say(f"已写入 {output}", f"Wrote {output}"))


def _export_generation(output: Path | None) -> None:
    from gaoxin.graph.copies.archive import write_generation
    from gaoxin.graph.store.folder import StoreFolder
    from gaoxin.settings import read_settings

    if output is None:
        raise BadUsage(
            "请用 -o 指定文件，例如 -o 图谱.tar。", "Name the file with -o, such as -o graph.tar."
        )
    told = write_generation(StoreFolder(read_settings()), output)
    tell(
        say(
            f"已把第 {told.generation} 代（摘要 {told.digest[:12]}）写入 {output}",
            f"Wrote generation {told.generation} (digest {told.digest[:12]}) to {output}",
        )
    )
