"""The command mirror: make Neo4j equal to the store, and prove that it is."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any, Literal

import typer

from gaoxin.cli.answers import cut, print_answer
from gaoxin.cli.frame import command
from gaoxin.cli.options import LimitOption, OutputOption
from gaoxin.cli.terminal import put, tell
from gaoxin.errors import BadUsage
from gaoxin.files import write_whole
from gaoxin.language import say
from gaoxin.model import Answer

if TYPE_CHECKING:
    from gaoxin.graph.mirror.plan.report import VerifyReport
    from gaoxin.settings import Settings

MirrorFormatOption = Annotated[
    Literal["table", "json", "csv", "xlsx", "markdown"] | None,
    typer.Option(
        "--format",
        "-f",
        help=say(
            "输出形式（默认按 -o 的扩展名，否则为表格）；markdown 只用于 --schema。",
            "Output format (default: by the suffix of -o, else a table); markdown is only for "
            "--schema.",
        ),
    ),
]


@command(
    "mirror",
    say("使 Neo4j 与图库一致。", "Update Neo4j to the content of the store."),
    say(
        "只发送变化；中途被打断后再运行即可。--verify 读回并核对（有出入时退出状态为 1），"
        "--repair 修复被改动的部分，--schema 列出 Neo4j 中有什么。",
        "Writes only what changed. After an interruption, run it again. --verify reads everything "
        "back and compares (exit status 1 if it differs); --repair undoes edits; --schema lists "
        "the content of Neo4j.",
    ),
)
def mirror(
    full: Annotated[
        bool,
        typer.Option(
            "--full",
            help=say(
                "逐一比较全部，而不是只看变化。", "Compare everything instead of only what changed."
            ),
        ),
    ] = False,
    verify: Annotated[
        bool, typer.Option("--verify", help=say("只读回核对。", "Only read back and compare."))
    ] = False,
    repair: Annotated[
        bool,
        typer.Option(
            "--repair",
            help=say("修复 --verify 发现的出入。", "Repair only what --verify finds."),
        ),
    ] = False,
    schema: Annotated[
        bool,
        typer.Option(
            "--schema",
            help=say(
                "列出标签、属性、关系类型与索引；-o 文件.md 写成一页。",
                "List labels, properties, relationship types and indexes with counts "
                "and examples; -o FILE.md writes a page.",
            ),
        ),
    ] = False,
    dry_run: Annotated[
        bool,
        typer.Option("--dry-run", help=say("只说会改什么。", "Only show what would change.")),
    ] = False,
    allow_deletions: Annotated[
        bool,
        typer.Option(
            "--allow-deletions",
            help=say(
                "即使要删除的超过 GAOXIN_DELETION_GUARD 也执行。",
                "Continue even if more than GAOXIN_DELETION_GUARD would be deleted.",
            ),
        ),
    ] = False,
    source: Annotated[
        str | None,
        typer.Option(
            "--source",
            metavar="KEY",
            help=say(
                "只镜像这个来源所说的内容（键，如 article-002）；其余不动。",
                "Mirror only the facts of this source (its key, such as article-002); nothing "
                "else is changed.",
            ),
        ),
    ] = None,
    bulk: Annotated[
        bool,
        typer.Option(
            "--bulk",
            help=say(
                "用 neo4j-admin import 填充空的受管 Neo4j（千万级三元组时用）。",
                "Fill the empty managed Neo4j by neo4j-admin import (for tens of "
                "millions of triples).",
            ),
        ),
    ] = False,
    limit: LimitOption = 100,
    form: MirrorFormatOption = None,
    output: OutputOption = None,
) -> None:
    """Mirror, verify or repair."""
    from gaoxin.settings import read_settings

    chosen = [
        name
        for name, given in (
            ("--verify", verify),
            ("--repair", repair),
            ("--schema", schema),
            ("--bulk", bulk),
        )
        if given
    ]
    others = [
        name
        for name, given in (
            ("--full", full),
            ("--dry-run", dry_run),
            ("--allow-deletions", allow_deletions),
            ("--source", source is not None),
        )
        if given
    ]
    if len(chosen) > 1 or (chosen and others) or (full and source is not None):
        listed = ", ".join([*chosen, *others])
        raise BadUsage(
            f"{listed} 不能同时使用；请只留一个。",
            f"{listed} cannot be combined; keep one.",
            options=[*chosen, *others],
        )
    if form == "markdown" and not schema:
        raise BadUsage(
            "markdown 只用于 gaoxin mirror --schema；请另选一种形式。",
            "markdown is only for gaoxin mirror --schema; choose another format.",
        )
    settings = read_settings()
    if schema:
        _schema(settings, form, output)
        return
    if verify:
        _verify(settings, limit, form, output)
        return
    if bulk:
        report = _bulk(settings)
    elif repair:
        report = _repair(settings)
    else:
        report = _mirror(settings, full, dry_run, allow_deletions, source)
    counts = report.summary()
    answer = Answer(list(counts), [counts], notes=_notes(report))
    details: list[dict[str, Any]] = report.rows()
    print_answer(answer, form, output, further={"details": details})


def _mirror(
    settings: Settings, full: bool, dry_run: bool, allow_deletions: bool, source: str | None
) -> Any:
    from gaoxin.cli.progress import ProgressLine
    from gaoxin.graph.mirror.sync.run import mirror as bring

    with ProgressLine() as progress:
        return bring(
            settings,
            full=full,
            dry_run=dry_run,
            allow_deletions=allow_deletions,
            source=source,
            progress=progress,
        )


def _bulk(settings: Settings) -> Any:
    from gaoxin.cli.progress import ProgressLine
    from gaoxin.graph.mirror.fill.bulk_import import bulk as fill

    with ProgressLine() as progress:
        return fill(settings, progress)


def _repair(settings: Settings) -> Any:
    from gaoxin.graph.mirror.sync.verify import repair

    return repair(settings)


def _notes(report: Any) -> list[str]:
    if report.mode == "unchanged":
        return [
            say(
                f"Neo4j 已是第 {report.generation} 代，没有变化。",
                f"Neo4j holds generation {report.generation} already; nothing changed.",
            )
        ]
    notes = []
    if not report.is_whole and not report.dry_run:
        notes.append(
            say(
                "只镜像了这一个来源；运行 gaoxin mirror 补齐其余部分。",
                "Only this source was mirrored; run gaoxin mirror for the rest.",
            )
        )
    if report.kept:
        notes.append(
            say(
                f"有 {len(report.kept)} 个已消失的事物因仍有他人建立的关系而保留。",
                f"{len(report.kept)} things that left the graph were kept in Neo4j, because they "
                "have relationships made by others.",
            )
        )
    return notes


def _schema(settings: Settings, form: str | None, output: Path | None) -> None:
    """Print what stands in Neo4j, as rows or as a page."""
    from gaoxin.graph.mirror.inventory import schema_page
    from gaoxin.graph.mirror.inventory.count import read_inventory

    inventory = read_inventory(settings)
    if form == "markdown" or (form is None and output and output.suffix.lower() == ".md"):
        text = schema_page.page(inventory)
        if output is None:
            put(text)
        else:
            write_whole(output, text)
            tell(say(f"已写入 {output}", f"Wrote {output}"))
        return
    rows = [entry.row() for entry in inventory.entries]
    shown = ("kind", "name", "of", "to", "type", "count", say("zh", "en"), "example")
    answer = Answer(list(rows[0]), rows)
    print_answer(answer, form, output, shown=shown, further={"reading": schema_page.reading_rows()})


def _verify(settings: Settings, limit: int, form: str | None, output: Path | None) -> None:
    """Print the verdict and what differs; exit status 1 where something does."""
    from gaoxin.graph.mirror.sync.verify import verify

    report = verify(settings)
    counts = report.summary()
    differences = report.rows()
    answer = Answer(list(counts), [counts], notes=[_verdict(report)])
    shown = cut(Answer([], differences), limit)
    print_answer(answer, form, output, further={"differences": shown.rows})
    if not report.is_equal:
        raise typer.Exit(1)


def _verdict(report: VerifyReport) -> str:
    if not report.is_equal:
        nodes, relationships = report.drifted_nodes, report.drifted_relationships
        return say(
            f"有出入：{nodes} 个节点，{relationships} 条关系；用 gaoxin mirror --repair 修复。",
            f"Drifted: {nodes} nodes, {relationships} relationships; repair with gaoxin mirror "
            "--repair.",
        )
    if report.beside:
        keys = ", ".join(report.beside)
        return say(
            f"Neo4j 与写入时完全一致（摘要相等）：第 {report.generation} 代，另有 {keys}。",
            f"Neo4j equals what was written (equal digests): generation {report.generation}, and "
            f"{keys}.",
        )
    if not report.is_current:
        return say(
            f"Neo4j 与第 {report.generation} 代完全一致，但它不是当前一代；请运行 gaoxin mirror。",
            f"Neo4j equals generation {report.generation}, which is no longer the published one; "
            "run gaoxin mirror.",
        )
    return say(
        f"Neo4j 与第 {report.generation} 代完全一致。",
        f"Neo4j equals generation {report.generation}.",
    )
