"""Commands about the installation: doctor (check and repair) and config (list the settings)."""

from __future__ import annotations

import os
from dataclasses import fields
from pathlib import Path
from typing import Annotated

import typer

from gaoxin.cli.answers import print_answer
from gaoxin.cli.frame import command
from gaoxin.cli.options import Format, FormatOption, OutputOption
from gaoxin.cli.progress import ProgressLine
from gaoxin.language import say
from gaoxin.model import Answer


@command(
    "doctor",
    say("检查安装、图库与 Neo4j 是否正常。", "Check the installation, the store and Neo4j."),
    say(
        "有一项不正常时退出状态为 1；没有的可选部分不算。",
        "Exit status 1 if a check fails; optional parts that are absent are no failure. "
        "--duplicates lists pairs that may be one thing.",
    ),
)
def doctor(
    duplicates: Annotated[
        bool,
        typer.Option(
            "--duplicates",
            help=say(
                "改为列出可能是同一事物的名称对；核对后记入表 identity.csv。",
                "Instead, list pairs of names that may be one thing. Record the decisions in "
                "identity.csv.",
            ),
        ),
    ] = False,
    repair: Annotated[
        bool,
        typer.Option(
            "--repair",
            help=say(
                "修复图库中损坏的文件：用另一份清单、图库、其他各代和保存的输入重建；"
                "无法修复的逐一列出，移入文件夹 damaged/。",
                "Repair damaged files of the store from second copies, the store, the other "
                "generations and the kept inputs. Files that cannot be repaired are listed (lost) "
                "and moved into the folder damaged.",
            ),
        ),
    ] = False,
    form: FormatOption = None,
    output: OutputOption = None,
) -> None:
    """Print one row for each check, for each thing mended, or for each near-duplicate."""
    from gaoxin.cli.diagnosis import diagnose
    from gaoxin.cli.integrity import mend
    from gaoxin.settings import read_settings

    if duplicates:
        _print_duplicates(form, output)
        return
    rows = mend(read_settings()) if repair else diagnose(read_settings())
    answer = Answer(["check", "status", "detail", "advice"], rows)
    print_answer(answer, form, output)
    if any(row["status"] in ("failed", "lost") for row in rows):
        raise typer.Exit(1)


def _print_duplicates(form: Format | None, output: Path | None) -> None:
    from gaoxin.graph.audit.duplicates import duplicates as find_duplicates
    from gaoxin.graph.lookup.reader_language import named_for_reader
    from gaoxin.graph.store.store import Store
    from gaoxin.loaders.decisions import decided_pairs
    from gaoxin.settings import read_settings

    settings = read_settings()
    with ProgressLine() as progress:
        generation = Store(settings).read()
        answer = find_duplicates(generation, decided_pairs(settings), progress=progress)
    if form not in ("json", "csv"):
        answer = named_for_reader(generation, answer, (("name", "key"), ("other", "other_key")))
    shown = ("score", "reason", "type", "name", "other", "zone", "facts", "other_facts")
    print_answer(answer, form, output, shown=shown)


@command(
    "config",
    say("列出设置、它们的值与出处。", "List the settings, their values and where they come from."),
    say(
        "设置都是环境变量；密码不显示。", "Settings are environment variables; secrets are hidden."
    ),
)
def config(form: FormatOption = None, output: OutputOption = None) -> None:
    """Print every setting."""
    from gaoxin.cli.inventory_pages import settings_page
    from gaoxin.cli.setting_meanings import MEANINGS
    from gaoxin.settings import Bounds, ServiceLimits, Settings, read_settings

    settings = read_settings()
    rows = []
    own, service = ({item.name for item in fields(c)} for c in (Settings, ServiceLimits))
    own -= service | {item.name for item in fields(Bounds)}
    order = sorted(fields(Settings), key=lambda x: (x.name not in own, x.name not in service))
    for item in order:
        variable = item.metadata["env"]
        is_set = bool(os.environ.get(variable, "").strip())
        value = getattr(settings, item.name)
        if item.metadata.get("secret"):
            value = "***" if value else ""
        rows.append(
            {
                "setting": item.name,
                "value": value if isinstance(value, (int, float)) else str(value),
                "from": "environment" if is_set else "default",
                "variable": variable,
                "description": say(*MEANINGS[item.name]),
            }
        )
    answer = Answer(["setting", "value", "from", "variable", "description"], rows)
    print_answer(answer, form, output, text=lambda: settings_page(rows))
