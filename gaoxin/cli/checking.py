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

_MEANINGS = {
    "home": ("数据所在的文件夹", "the folder of all data"),
    "base": ("事物的 IRI 前缀", "the prefix of the IRIs of things"),
    "keep_generations": ("保留几代图库", "number of generations whose stores are kept"),
    "keep_patches": ("保留几代的增减记录", "number of generations whose patches are kept"),
    "query_seconds": ("查询最长秒数", "seconds that a query may take"),
    "query_rows": ("查询最多行数", "rows that a query may give"),
    "max_input_bytes": ("一个输入文件最多字节数", "bytes that one input file may have"),
    "max_decompressed_bytes": (
        "一个压缩文件（xlsx、ods、parquet）解压后最多字节数",
        "bytes that a packed file (xlsx, ods, parquet) may unpack to",
    ),
    "max_expansion": (
        "压缩文件读出的内容最多是文件大小的几倍",
        "how many times its size the content of a packed file may have",
    ),
    "max_rows": ("一个表最多行数", "rows that a table may have"),
    "max_columns": ("一个表最多列数", "columns that a table may have"),
    "max_triples": ("一个 RDF 文件最多三元组数", "triples that an RDF file may have"),
    "max_iri_chars": ("一个 IRI 最多字符数", "characters that an IRI may have"),
    "max_json_bytes": ("一个 JSON-LD 文件最多字节数", "bytes that a JSON-LD file may have"),
    "max_cell_chars": (
        "一个单元格或文字值最多字符数",
        "characters that a cell or a literal may have",
    ),
    "max_nesting": ("结构最多嵌套层数", "how deep a structure may be nested"),
    "max_problems": (
        "一个文件列出的问题最多几个",
        "problems that are listed for one file before reading stops",
    ),
    "max_read_seconds": (
        "读一个文件最长秒数（0 为不限）",
        "seconds that reading a file may take (0: no limit)",
    ),
    "max_read_memory": (
        "读一个压缩文件最多用多少内存（字节）",
        "bytes of memory that reading a packed file may take",
    ),
    "headers": ("自己的表头词典（TOML 文件）", "your own dictionary of headers (TOML file)"),
    "deletion_guard": ("镜像一次最多删除的比例", "share of Neo4j that one mirror run may delete"),
    "neo4j_uri": ("自己的 Neo4j 的地址", "the address of your own Neo4j"),
    "neo4j_username": ("其用户名", "its user name"),
    "neo4j_password": ("其密码", "its password"),
    "neo4j_database": ("其数据库", "its database"),
    "neo4j_browser": ("其 Neo4j Browser 的网址", "the address of its Neo4j Browser"),
    "neo4j_ca": ("其证书的签发者（PEM 文件）", "a PEM file with the certificates to trust"),
}


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
    from gaoxin.graph.store.store import Store
    from gaoxin.loaders.decisions import decided_pairs
    from gaoxin.settings import read_settings

    settings = read_settings()
    with ProgressLine() as progress:
        answer = find_duplicates(Store(settings).read(), decided_pairs(settings), progress=progress)
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
    from gaoxin.settings import Bounds, Settings, read_settings

    settings = read_settings()
    rows = []
    bounds = {item.name for item in fields(Bounds)}
    for item in sorted(fields(Settings), key=lambda item: item.name in bounds):
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
                "description": say(*_MEANINGS[item.name]),
            }
        )
    answer = Answer(["setting", "value", "from", "variable", "description"], rows)
    print_answer(answer, form, output, text=lambda: settings_page(rows))
