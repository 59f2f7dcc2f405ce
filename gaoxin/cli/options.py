"""Options that many commands share, written once."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated, Literal

import typer

from gaoxin.language import say

Format = Literal["table", "json", "csv", "xlsx"]

FormatOption = Annotated[
    Format | None,
    typer.Option(
        "--format",
        "-f",
        help=say(
            "输出形式（默认按 -o 的扩展名，否则为表格）。",
            "Output format (default: by the suffix of -o, else a table).",
        ),
    ),
]
OutputOption = Annotated[
    Path | None,
    typer.Option(
        "--output",
        "-o",
        help=say("写入文件，而不是屏幕。", "Write into this file instead of the screen."),
    ),
]
AsOfOption = Annotated[
    int | None,
    typer.Option(
        "--as-of",
        metavar=say("年份", "YEAR"),
        min=1,
        max=9999,
        help=say(
            "只要那一年有效的事实；没有写明时间的照列。",
            "Only what held in that year; facts without a time are kept.",
        ),
    ),
]


def _letter(text: str | None) -> str:
    from gaoxin.graph.facts.grades import grade_named

    return grade_named(text) if text else ""


WeakestGradeOption = Annotated[
    str,
    typer.Option(
        "--grade",
        metavar="GRADE",
        callback=_letter,
        show_default=False,
        help=say(
            "只要来源不弱于此等级的事实，如 次级来源（B）；文中隐含（I）起即不含常识。",
            "Only facts with a source of this grade or a stronger one, such as B (secondary "
            "source); I leaves general knowledge out.",
        ),
    ),
]
GenerationOption = Annotated[
    int | None,
    typer.Option(
        "--generation",
        metavar=say("代", "N"),
        min=1,
        help=say(
            "按第 N 代，即当时所知（见 gaoxin log）。",
            "By generation N: what was known then (see gaoxin log).",
        ),
    ),
]
LimitOption = Annotated[
    int,
    typer.Option("--limit", "-n", min=1, help=say("最多给出多少行。", "Maximum number of rows.")),
]
