"""Commands for copies of the data: backup, restore, pull."""

from __future__ import annotations

import os
from pathlib import Path
from typing import Annotated

import typer

from gaoxin.cli.frame import command
from gaoxin.cli.progress import ProgressLine
from gaoxin.cli.terminal import tell
from gaoxin.errors import BadUsage, GaoxinError, InvalidSource
from gaoxin.language import counted, say
from gaoxin.system_reasons import system_reason

_NAMED = 5
"""How many files a message names."""
TOKEN_VARIABLE = "GAOXIN_TOKEN"


@command(
    "backup",
    say("把全部数据备份成一个文件。", "Write all data into one file, to keep."),
    say(
        "含各代图库、载入的表、名称的决定、关注与令牌；不含 Neo4j（gaoxin mirror 可重建）。",
        "With all generations, loaded tables, decisions about names, watches and tokens; without "
        "Neo4j, which gaoxin mirror fills again.",
    ),
)
def backup(
    file: Annotated[Path, typer.Argument(metavar="FILE", help=say("备份文件。", "The file."))],
) -> None:
    """Write a backup."""
    from gaoxin.graph.copies.archive import back_up
    from gaoxin.graph.store.folder import StoreFolder
    from gaoxin.settings import read_settings

    try:
        told = back_up(StoreFolder(read_settings()), file)
    except OSError as cause:
        raise _unwritable(file, cause) from cause
    tell(
        say(
            f"已备份第 {told.generation} 代（摘要 {told.digest[:12]}），"
            f"共 {len(told.files)} 个文件：{file}",
            f"Backed up generation {told.generation} (digest {told.digest[:12]}), "
            f"{counted(len(told.files), 'file')}: {file}",
        )
    )


@command(
    "restore",
    say("把备份恢复到没有数据的文件夹。", "Put a backup into a home without data."),
    say(
        "先全部核对再一次放好；备份有损坏，或文件夹中已有数据，则什么也不改。",
        "Everything is checked first. If the backup is damaged, or the home has data, nothing is "
        "changed.",
    ),
)
def restore(
    file: Annotated[Path, typer.Argument(metavar="FILE", help=say("备份文件。", "The file."))],
) -> None:
    """Restore a backup."""
    from gaoxin.graph.copies.archive import restore as put_back
    from gaoxin.graph.store.folder import StoreFolder
    from gaoxin.settings import read_settings

    settings = read_settings()
    try:
        file.open("rb").close()
    except OSError as cause:
        raise _unreadable(file, cause) from cause
    restored = put_back(StoreFolder(settings), file)
    manifest = restored.manifest
    tell(
        say(
            f"已恢复第 {manifest.number} 代（摘要 {manifest.digest[:12]}）到 {settings.home}。",
            f"Restored generation {manifest.number} (digest {manifest.digest[:12]}) to "
            f"{settings.home}.",
        )
    )
    if not restored.kept:
        return
    told = say("、", ", ").join(restored.kept[:_NAMED])
    if (more := len(restored.kept) - _NAMED) > 0:
        told += say(f" 等 {len(restored.kept)} 个", f" and {more} more")
    tell(
        say(
            f"这里原有的文件没有替换：{told}。要用备份中的，请恢复到另一个空文件夹。",
            f"These files were here before and were not replaced: {told}. For those of the backup, "
            "restore to another empty folder.",
        )
    )


@command(
    "pull",
    say("取得另一台机器上的最新一代。", "Fetch the newest generation of another machine."),
    say(
        "来源是那台机器的服务网址，或 gaoxin export --generation 写的文件。只传这里没有的文件，"
        "核对摘要后一次发布；中断后再运行会继续。令牌放在环境变量 GAOXIN_TOKEN 中。",
        "From the address of its service, or a file that gaoxin export --generation wrote. Only "
        "files that are not here come; they are checked by digest and published at once. After an "
        "interruption, run it again. A token is read from the variable GAOXIN_TOKEN.",
    ),
)
def pull(
    origin: Annotated[
        str,
        typer.Argument(
            metavar="URL|FILE", help=say("服务网址或文件。", "Address of a service, or a file.")
        ),
    ],
) -> None:
    """Fetch a generation and publish it."""
    from gaoxin.graph.copies.origin import ArchiveOrigin, HttpOrigin
    from gaoxin.graph.copies.pull import pull as fetch
    from gaoxin.graph.store.folder import StoreFolder
    from gaoxin.settings import read_settings

    place = StoreFolder(read_settings())
    try:
        if "://" in origin:
            chosen: HttpOrigin | ArchiveOrigin
            chosen = HttpOrigin(origin, os.environ.get(TOKEN_VARIABLE, "").strip())
        else:
            chosen = ArchiveOrigin(Path(origin))
    except OSError as cause:
        raise _unreadable(Path(origin), cause) from cause
    with ProgressLine() as progress:
        report = fetch(place, chosen, lambda done, of: progress("pull", done, of))
    if not report.is_new:
        tell(
            say(
                f"已是最新：第 {report.generation} 代。",
                f"Up to date: generation {report.generation}.",
            )
        )
        return
    size = f"{report.bytes / 1e6:.1f} MB"
    tell(
        say(
            f"已发布第 {report.generation} 代（摘要 {report.digest[:12]}）："
            f"传来 {report.files} 个文件（{size}），{report.shared} 个这里已有，"
            f"补上 {report.patches} 代的增减记录。",
            f"Published generation {report.generation} (digest {report.digest[:12]}): "
            f"{counted(report.files, 'file')} came ({size}), {report.shared:,} were here, with the "
            f"patches of {counted(report.patches, 'generation')} between.",
        )
    )


def _unreadable(file: Path, cause: OSError) -> GaoxinError:
    return InvalidSource(
        f"无法读取 {file}：{system_reason(cause)}；请核对路径与权限。",
        f"{file} cannot be read: {cause.strerror}; check the path, and whether you may read it.",
    )


def _unwritable(file: Path, cause: OSError) -> GaoxinError:
    return BadUsage(
        f"无法写入 {file}：{system_reason(cause)}；请换一个位置。",
        f"{file} cannot be written: {cause.strerror}; choose another place.",
    )
