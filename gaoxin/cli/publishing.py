"""The command that sends the graph to a SPARQL store."""

from __future__ import annotations

from typing import Annotated, Literal

import typer

from gaoxin.cli.frame import command
from gaoxin.cli.progress import ProgressLine
from gaoxin.cli.terminal import tell
from gaoxin.errors import BadUsage
from gaoxin.language import counted, say


@command(
    "publish",
    say("把图谱发布到 SPARQL 服务。", "Send the graph to a SPARQL store."),
    say(
        "网址由 GAOXIN_SPARQL_ENDPOINT、GAOXIN_SPARQL_UPDATE 与（可选）"
        "GAOXIN_SPARQL_GRAPH_STORE 给出。只发送上次发布以来的变化；中断后再运行会继续；"
        "最后核对条数与摘要。",
        "The addresses are in GAOXIN_SPARQL_ENDPOINT, GAOXIN_SPARQL_UPDATE and, if there is one, "
        "GAOXIN_SPARQL_GRAPH_STORE. What changed since the last time is sent; after an "
        "interruption, run it again. At the end counts and digests are checked.",
    ),
)
def publish(
    *,
    whole: Annotated[
        bool,
        typer.Option("--whole", help=say("全部重新发送。", "Send everything again.")),
    ] = False,
    replace: Annotated[
        bool,
        typer.Option(
            "--replace",
            help=say(
                "即使那里有别的数据也替换。", "Replace what is there even if others wrote it."
            ),
        ),
    ] = False,
    union: Annotated[
        bool,
        typer.Option(
            "--union",
            help=say(
                "那里的默认图本来就是各命名图的并集：只发送命名图。",
                "The default graph there is the union of the named graphs by itself: send these "
                "only.",
            ),
        ),
    ] = False,
    check: Annotated[
        Literal["whole", "sample", "counts"] | None,
        typer.Option(
            "--check",
            help=say(
                "怎样核对：whole 全部读回，sample 抽查，counts 只比条数"
                "（默认：两百万条以内 whole，更多 sample）。",
                "How to check: read everything back, a sample, or only count (default: whole up "
                "to two million quads, else sample).",
            ),
        ),
    ] = None,
) -> None:
    """Publish the current generation."""
    from gaoxin.graph.remote.publish_generation import Publishing
    from gaoxin.graph.remote.sparql_addresses import addresses_in
    from gaoxin.graph.store.store import Store
    from gaoxin.settings import read_settings

    settings = read_settings()
    place = addresses_in(settings)
    if place is None:
        raise BadUsage(
            "没有说发布到哪里；请设置 GAOXIN_SPARQL_ENDPOINT 与 GAOXIN_SPARQL_UPDATE"
            "（见 docs/sparql-stores.md）。",
            "Nothing says where to publish; set GAOXIN_SPARQL_ENDPOINT and GAOXIN_SPARQL_UPDATE "
            "(see docs/sparql-stores.md).",
        )
    with ProgressLine() as progress:
        run = Publishing(Store(settings), place, progress, union=union)
        report = run.run(whole=whole, replace_other=replace, check=check or "")
    sent = {
        "unchanged": say("那里已是这一代", "It was there already"),
        "patch": say("发送了变化", "Sent what changed"),
        "whole": say("发送了全部", "Sent everything"),
        "continued": say("接着上次发完", "Went on where the last run stopped"),
    }[report.kind]
    proof = {
        "whole": say("全部读回，摘要相同", "read back as a whole, digest equal"),
        "sample": say("条数相同，抽查相同", "counts and a sample are equal"),
        "counts": say("条数相同", "counts are equal"),
    }[report.proof]
    tell(
        say(
            f"第 {report.number} 代（摘要 {report.digest[:12]}，{report.triples:,} 条三元组）："
            f"{sent}，{report.pieces} 次写入；{proof}。",
            f"Generation {report.number} (digest {report.digest[:12]}, {report.triples:,} "
            f"triples): {sent[0].lower() + sent[1:]}, {counted(report.pieces, 'write')}; {proof}.",
        )
    )
