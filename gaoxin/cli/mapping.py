"""The command map: write what is understood of a list as a mapping that can be edited."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from gaoxin.cli.frame import command
from gaoxin.cli.options import OutputOption
from gaoxin.cli.terminal import put, tell
from gaoxin.language import say
from gaoxin.shell_words import shell_command


@command(
    "map",
    say("写出一份名单各列的含义，可供修改。", "Write what the columns of a list mean."),
    say(
        "写成 TOML 文件；改好后用 gaoxin load 名单.xlsx --mapping 映射.toml 载入。",
        "As a TOML file; edit it and load the list with gaoxin load LIST --mapping FILE.",
    ),
)
def map_list(
    file: Annotated[Path, typer.Argument(metavar="FILE", help=say("名单。", "The list."))],
    type_: Annotated[
        str | None,
        typer.Option(
            "--type",
            help=say(
                "每一行的类（Enterprise、Project …），看不出时用。",
                "The class of each row (Enterprise, Project …), if it cannot be told.",
            ),
        ),
    ] = None,
    sheet: Annotated[
        str | None, typer.Option("--sheet", help=say("工作表的名称。", "The name of the sheet."))
    ] = None,
    output: OutputOption = None,
) -> None:
    """Write the mapping of the first list in a file."""
    from gaoxin.cli.list_options import ListChoices
    from gaoxin.files import write_whole
    from gaoxin.loaders.lists.describe_list import mapping_of_file
    from gaoxin.settings import read_settings

    settings = read_settings()
    options = ListChoices(None, None).options(settings)
    text = mapping_of_file(file, options, settings, type_=type_ or "", sheet=sheet or "")
    if output is None:
        put(text)
        return
    write_whole(output, text.encode())
    command = shell_command("gaoxin", "load", str(file), "--mapping", str(output))
    tell(
        say(
            f"已写入 {output}；修改后这样载入：{command}",
            f"Written to {output}; edit it, then load the list with: {command}",
        )
    )
