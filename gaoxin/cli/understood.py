"""Print what was understood of a list: on stderr, before anything is published."""

from __future__ import annotations

import sys
from typing import TYPE_CHECKING, Any

from gaoxin.cli.answers import table_lines
from gaoxin.cli.terminal import tell
from gaoxin.language import say

if TYPE_CHECKING:
    from gaoxin.loaders.lists.understanding import Understanding

LONGEST_SAMPLE = 16
"""Characters of a sample value that are shown."""


def tell_understanding(found: Understanding) -> None:
    """Show the columns with their meaning and first values, then what is left out and why."""
    if sys.stderr.isatty():
        sys.stderr.write("\r\x1b[K")  # the line of the progress
    tell(found.title)
    taken = [column for column in found.columns if not column.reason]
    rows: list[dict[str, Any]] = [
        {"header": c.header, "meaning": c.meaning, "samples": _samples(c.samples)} for c in taken
    ]
    for line in table_lines(["header", "meaning", "samples"], rows, sys.stderr):
        tell(line)
    left = [column for column in found.columns if column.reason]
    if left:
        tell(say("不收的列：", "Columns that are left out:"))
        for column in left:
            samples = _samples(column.samples)
            shown = say(f"（{samples}）", f" ({samples})") if samples else ""
            tell(f"  {column.header or '-'}{shown}{say('：', ': ')}{column.reason}")
    for remark in [*found.remarks, *found.row_notes()]:
        tell(remark)


def _samples(values: tuple[str, ...]) -> str:
    short = (v if len(v) <= LONGEST_SAMPLE else f"{v[: LONGEST_SAMPLE - 1]}…" for v in values)
    return " · ".join(short)
