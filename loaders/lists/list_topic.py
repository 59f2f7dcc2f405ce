"""The class of rows that titles suggest, and the errors of a list whose rows cannot be told."""

from __future__ import annotations

import re
from pathlib import Path

from gaoxin.errors import InvalidSource
from gaoxin.loaders.lists.find_table import FoundTable, header_text
from gaoxin.loaders.lists.header_forms import folded
from gaoxin.loaders.problems import excerpt, refusal
from gaoxin.shell_words import shell_command

_TOPICS = (
    (
        "Enterprise",
        r"企业|公司|高企|厂商|市场主体|纳税大户|商户|firms?\b|enterprises?\b|compan(?:y|ies)",
    ),
    ("Project", r"项目|工程(?!技术)|projects?\b"),
    (
        "Platform",
        r"平台|载体|孵化器|众创空间|加速器|实验室|研发机构|研究中心|创新中心|platforms?\b",
    ),
    ("Policy", r"政策|规范性文件|法规|policies|policy"),
    ("Person", r"高管|董监高|人才|专家|人员|executives?\b|people"),
    ("Zone", r"高新区|开发区|园区|zones?\b|parks?\b"),
)
"""Words in titles, names of sheets and of files, and the class of row that they suggest."""


def topic_of(table: FoundTable) -> str:
    """The class that the titles, the name of the sheet or the name of the file suggest."""
    for text in (*table.titles, table.sheet, Path(table.file).stem):
        ends = {
            type_: max((found.end() for found in re.finditer(words, folded(text))), default=0)
            for type_, words in _TOPICS
        }
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
