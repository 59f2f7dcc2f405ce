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
            "只要来源不弱于此等级的事实，写字母或词。从强到弱：A 两源互证、D 官方或报道、"
            "B 次级来源、C 仅见名单、I 文中隐含、U 未经查证（常识）。写 I 即不含常识。",
            "Only facts with a source of this grade or a stronger one, as a letter or in words. "
            "From the strongest down: A two sources agree, D official or news report, B secondary "
            "source, C one list only, I implied by the text, U unverified (general knowledge). I "
            "leaves general knowledge out.",
        ),
    ),
]
ThingSourceOption = Annotated[
    str,
    typer.Option(
        "--source",
        metavar=say("来源", "SOURCE"),
        show_default=False,
        help=say(
            "只看这个来源的事实：键或标题，如 article-001。",
            "Only facts of this source: its key or title, such as article-001.",
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
