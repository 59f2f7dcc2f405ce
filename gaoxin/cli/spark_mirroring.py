"""``gaoxin spark mirror``: results of ``gaoxin spark load`` in Neo4j."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from gaoxin.cli.answers import print_answer
from gaoxin.cli.frame import command
from gaoxin.cli.interruption import told_if_interrupted
from gaoxin.cli.options import FormatOption
from gaoxin.cli.spark_group import spark_app
from gaoxin.cli.terminal import tell
from gaoxin.errors import BadUsage
from gaoxin.language import say
from gaoxin.model import Answer


@command(
    "mirror",
    say("把结果放进 Neo4j，不经过图库。", "Put results into Neo4j, past the store."),
    say(
        "Neo4j 中会有已发布的一代和这些结果，与 gaoxin load 载入后再镜像完全相同。"
        "用于图库装不下的名单；不需要 Spark。gaoxin neo4j start 的 Neo4j 整体导入，"
        "NEO4J_URI 的空数据库用事务写入。用 gaoxin mirror --verify 核对。",
        "Neo4j then holds the published generation and these results, exactly as after gaoxin load "
        "and gaoxin mirror. It is for lists that the store does not hold, and needs no Spark. The "
        "Neo4j of gaoxin neo4j start is filled by an import of files, an empty database of "
        "NEO4J_URI by transactions. gaoxin mirror --verify checks it.",
    ),
    within=spark_app,
)
def mirror(
    results: Annotated[
        list[Path] | None,
        typer.Argument(
            metavar=say("[结果文件夹]...", "[RESULT]..."),
            help=say(
                "gaoxin spark load 的结果文件夹（默认：GAOXIN_HOME 的 spark 中的全部）。",
                "Folders with results of gaoxin spark load (default: all in spark of GAOXIN_HOME).",
            ),
            show_default=False,
        ),
    ] = None,
    output: Annotated[
        Path | None,
        typer.Option(
            "--output",
            "-o",
            metavar="FOLDER",
            help=say(
                "只写出 neo4j-admin database import 的文件，用于自己的 Neo4j 或集群。",
                "Only write files for neo4j-admin database import, for a Neo4j or cluster of your "
                "own.",
            ),
        ),
    ] = None,
    finish: Annotated[
        Path | None,
        typer.Option(
            "--finish",
            metavar="FOLDER",
            help=say(
                "这个文件夹的文件已导入后：在 NEO4J_URI 的 Neo4j 中建索引，写入其余部分。",
                "After the files of this folder were imported: build the indexes in the Neo4j of "
                "NEO4J_URI and write the rest.",
            ),
        ),
    ] = None,
    form: FormatOption = None,
) -> None:
    """Fill the managed Neo4j, write files, or complete an import of them."""
    from gaoxin.cli.progress import ProgressLine
    from gaoxin.settings import read_settings
    from gaoxin.spark import mirror_results

    if finish and (results or output):
        raise BadUsage(
            "--finish 不能与结果文件夹或 -o 同时使用；请只留一个。",
            "--finish cannot be combined with results or -o; keep one.",
        )
    settings = read_settings()
    with told_if_interrupted(settings), ProgressLine() as progress:
        if finish:
            goal = mirror_results.finish(settings, finish, progress)
        else:
            run = mirror_results.ResultsMirror.of_folders(settings, results or [], progress)
            report = run.write(output) if output else run.fill()
    if finish:
        keys = ", ".join(goal.beside)
        tell(
            say(
                f"Neo4j 中现在是第 {goal.number} 代，另有 {keys}。",
                f"Neo4j now holds generation {goal.number}, and {keys}.",
            )
        )
        return
    notes = run.notes
    if output:
        notes.append(
            say(
                f"已写入 {output}。在 Neo4j 的机器上：进入该文件夹，停止数据库，运行 neo4j-admin "
                f"database import full neo4j @{mirror_results.ARGUMENTS}，启动数据库；然后运行 "
                f"gaoxin spark mirror --finish {output}。",
                f"Written to {output}. On the machine of Neo4j, in that folder: stop the database, "
                f"run neo4j-admin database import full neo4j @{mirror_results.ARGUMENTS}, start "
                f"the database; then run gaoxin spark mirror --finish {output}.",
            )
        )
    elif report.mode == "unchanged":
        notes.append(say("Neo4j 中已是这些，没有变化。", "Neo4j holds this already."))
    counts = report.summary() | {"datasets": ", ".join(r.manifest.dataset for r in run.results)}
    shown = ("generation", "datasets", "mode", "nodes_created", "relationships_created", "triples")
    answer = Answer(list(shown), [{name: counts[name] for name in shown}], notes=notes)
    print_answer(answer, form, None, about=counts, further={"details": report.rows()})
