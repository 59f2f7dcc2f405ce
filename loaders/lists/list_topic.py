"""The class of rows that titles suggest, and the errors of a list whose rows cannot be told."""

from __future__ import annotations

from pathlib import Path

from gaoxin.errors import InvalidSource
from gaoxin.loaders.lists.dictionary import Dictionary
from gaoxin.loaders.lists.find_table import FoundTable, header_text
from gaoxin.loaders.lists.header_forms import folded
from gaoxin.loaders.problems import excerpt, refusal
from gaoxin.shell_words import shell_command


def topic_of(table: FoundTable, dictionary: Dictionary) -> str:
    """The class that the titles, the name of the sheet or the name of the file suggest."""
    for text in (*table.titles, table.sheet, Path(table.file).stem):
        ends: dict[str, int] = {}
        for topic in dictionary.topics:
            ends[topic.type] = max(ends.get(topic.type, 0), topic.last_in(folded(text)))
        if any(ends.values()):
            return max(ends, key=lambda type_: ends[type_])
    return ""


def _shown(table: FoundTable) -> str:
    return excerpt("、".join(filter(None, map(header_text, table.headers))))


def _map_command(table: FoundTable, output: str) -> str:
    """The command that writes a mapping of the table."""
    sheet = ["--sheet", table.sheet] if table.sheet else []
    words = ("gaoxin", "map", table.file, *sheet, "--type", "Enterprise", "-o", output)
    return shell_command(*words)


def cannot_tell_name(table: FoundTable) -> InvalidSource:
    """The error of a list in which no column names the rows."""
    shown = _shown(table)
    return refusal(
        table.file,
        f"看不出哪一列是名称（第 {table.last_line} 行的表头：{shown}）；请把那一列的表头改为"
        "「企业名称」「项目名称」等，"
        f"或这样写映射：{_map_command(table, '映射.toml')}",
        f"no column is recognised as the name of the rows (header in row {table.last_line}: "
        f"{shown}); call that column 企业名称, 项目名称 or the like, or write a mapping with "
        f"{_map_command(table, 'mapping.toml')}",
        table.last_line,
    )


def cannot_tell_zone(table: FoundTable) -> InvalidSource:
    """The error of a table of figures that says of nothing whose they are."""
    shown = _shown(table)
    return refusal(
        table.file,
        f"看不出这些数字是哪个园区的（第 {table.last_line} 行的表头：{shown}）；"
        "请加一列「园区名称」，或在表头之上、工作表名里写明一个高新区（如 合肥高新区主要经济指标）",
        f"it cannot be told of which zone these figures are (header in row {table.last_line}: "
        f"{shown}); add a column 园区名称, or name one zone above the header or in the name of the "
        "sheet (合肥高新区主要经济指标)",
        table.last_line,
    )


def cannot_tell_class(table: FoundTable) -> InvalidSource:
    """The error of a list in which nothing says what the rows are."""
    shown = _shown(table)
    return refusal(
        table.file,
        f"看不出每一行是什么：企业、项目、平台还是政策（第 {table.last_line} 行的表头：{shown}）；"
        "请把「名称」改为「企业名称」「项目名称」等，"
        f"或这样写映射：{_map_command(table, '映射.toml')}",
        f"it cannot be told what each row is: an enterprise, a project, a platform or a policy "
        f"(header in row {table.last_line}: {shown}); call the column of the names 企业名称, "
        "项目名称 or the like, or write a mapping with "
        f"{_map_command(table, 'mapping.toml')}",
        table.last_line,
    )
