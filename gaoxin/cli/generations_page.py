"""The generations as a text: number, time, what was done, and how much it changed."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import datetime
from typing import Any

from gaoxin.cli.reading_page import ReadingPage
from gaoxin.graph.store.cause_words import cause_words
from gaoxin.language import counted, in_brackets, say


def generations_page(rows: Sequence[Mapping[str, Any]]) -> str:
    """The rows of ``gaoxin log``, each as a paragraph of a few lines."""
    page = ReadingPage()
    for row in rows:
        number = row["generation"]
        current = in_brackets(say("当前", "current")) if row["current"] else ""
        page.heading(say(f"第 {number} 代{current}", f"Generation {number}{current}"))
        time = datetime.fromisoformat(str(row["time"])).astimezone()
        page.text(f"{time:%Y-%m-%d %H:%M} · {cause_words(str(row['cause']))}", indent=2, hang=2)
        page.text(
            say(
                f"四元组 {row['quads']:,}，增加 {row['added']:,}，减少 {row['removed']:,}",
                f"{counted(row['quads'], 'quad')}, {row['added']:,} added, "
                f"{row['removed']:,} removed",
            ),
            indent=2,
        )
    return str(page)
