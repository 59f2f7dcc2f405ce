"""Map the headings that people write to the column names that loaders know.

The header decides the kind of a table.  The common table may have Chinese headings, simplified or
traditional, including those of Chinese answers.  In all tables, case, spaces and hyphens in English
headings do not matter.
"""

from __future__ import annotations

import re
from collections.abc import Sequence

from gaoxin.graph.names.keys import has_han, simplify
from gaoxin.loaders.reference.bundled import find_table_kind
from gaoxin.loaders.statements.table import is_statement_table
from gaoxin.model import STATEMENT_COLUMNS

CHINESE_HEADINGS = {
    "subject": ("主体", "主语", "主词"),
    "subject_type": ("主体类型", "主语类型", "主词类型"),
    "predicate": ("谓词", "谓语", "关系", "属性"),
    "object": ("客体", "宾语", "对象"),
    "object_type": ("客体类型", "宾语类型", "对象类型"),
    "value": ("值", "数值"),
    "unit": ("单位", "计量单位"),
    "time": ("时间", "时期", "日期"),
    "status": ("状态",),
    "qualifier": ("限定", "限定语", "限定词"),
    "source": ("来源", "出处"),
    "evidence": ("依据", "证据", "原文"),
    "locator": ("在来源中的位置", "出处位置", "原文位置", "所在页段"),
}
"""Chinese headings by column of the common table; the first one is the one that this project
writes.
"""


def _fold(heading: str) -> str:
    if has_han(heading):
        heading = simplify(heading)
    return re.sub(r"[\s_-]+", "", heading.casefold())


_STATEMENT_HEADINGS = {
    _fold(heading): column
    for column in STATEMENT_COLUMNS
    for heading in (column, *CHINESE_HEADINGS[column])
}


def known_columns(columns: Sequence[str]) -> dict[str, str]:
    """The known column name of each heading that is a variant of one.

    >>> known_columns(["主语", "Subject_Type", "谓词", "宾语"])["主语"]
    'subject'
    """
    if find_table_kind(columns):
        return {}
    named = {
        heading: column
        for heading in columns
        if (column := _STATEMENT_HEADINGS.get(_fold(heading)))
    }
    if is_statement_table(named.values()):
        return named
    small = {heading: re.sub(r"[\s-]+", "_", heading.casefold()) for heading in columns}
    return small if find_table_kind(list(small.values())) else {}
