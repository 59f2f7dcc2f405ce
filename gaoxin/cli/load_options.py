"""The options that ``gaoxin load`` and ``gaoxin spark load`` share."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from gaoxin.language import say

DatasetOption = Annotated[
    str | None,
    typer.Option(
        "--dataset",
        help=say(
            "数据集的键（默认取自文件名）。", "The dataset's key (default: from the file's name)."
        ),
    ),
]
ProblemsOption = Annotated[
    Path | None,
    typer.Option(
        "--problems",
        metavar="FILE",
        help=say(
            "有问题时，把原表写入这个文件（.xlsx、.csv、.json），标出每处问题，可改正后再载入。",
            "If there are problems, write the table with each problem marked into this file "
            "(.xlsx, .csv, .json), to be corrected and loaded.",
        ),
    ),
]
SkipOption = Annotated[
    bool,
    typer.Option(
        "--skip-bad-rows",
        help=say(
            "跳过有问题的行，载入其余的行；跳过的行连同原因写入 --problems 的文件，"
            "不写则写在原表旁边。",
            "Leave out rows with problems and load the others. The rows left out are written, with "
            "the reasons, into the file of --problems, or into a new file beside the table.",
        ),
    ),
]
