"""The command ``template``: write an empty list that can be filled in and loaded."""

from __future__ import annotations

from datetime import date
from pathlib import Path
from typing import Annotated

import typer

from gaoxin.cli.answers import print_answer
from gaoxin.cli.frame import command
from gaoxin.cli.options import FormatOption
from gaoxin.errors import BadUsage
from gaoxin.language import say
from gaoxin.model import Answer
from gaoxin.shell_words import shell_command


@command(
    "template",
    say("写出一份空白清单，供填写后载入。", "Write an empty list to be filled in and loaded."),
    say(
        "种类：enterprises 企业、projects 项目、platforms 平台、policies 政策、figures 数据。"
        "有下拉列表、示例和填写说明。例：gaoxin template 企业 -o 企业清单.xlsx",
        "Kinds: enterprises, projects, platforms, policies, figures. With drop-down lists, "
        "examples and notes. Example: gaoxin template enterprises -o list.xlsx",
    ),
)
def template(
    kind: Annotated[
        str,
        typer.Argument(
            metavar="KIND", help=say("清单的种类，如 企业。", "The kind of list, as enterprises.")
        ),
    ],
    output: Annotated[
        Path | None,
        typer.Option(
            "--output",
            "-o",
            show_default=False,
            help=say(
                "写入的 .xlsx 文件（默认按种类取名）。", "The .xlsx file (default: by the kind)."
            ),
        ),
    ] = None,
    format_: FormatOption = None,
) -> None:
    """Write the template; a file that exists is never overwritten."""
    from gaoxin.files import replacing
    from gaoxin.loaders.lists.list_templates import find_template, write_template

    found = find_template(kind)
    path = output or Path(say(f"{found.title[0]}.xlsx", f"{found.key}.xlsx"))
    if path.suffix.lower() != ".xlsx":
        raise BadUsage(
            f"模板是 .xlsx 文件，不能写成「{path.name}」；请改文件名。",
            f"A template is an .xlsx file, not {path.name!r}; choose another name.",
        )
    if path.exists():
        raise BadUsage(
            f"「{path}」已经存在，可能已填写，没有覆盖；请换个文件名或先移走它。",
            f"{path} exists and may be filled in; it was not overwritten. Choose another name or "
            "move it away.",
        )
    with replacing(path) as file:
        write_template(found, file, date.today().year - 1)
    notes = [
        say(
            f"填好后：{shell_command('gaoxin', 'load', str(path))}",
            f"Fill it in, then: {shell_command('gaoxin', 'load', str(path))}",
        )
    ]
    row = {"file": str(path), "template": say(*found.title), "columns": len(found.columns)}
    print_answer(Answer(list(row), [row], notes=notes), format_)
