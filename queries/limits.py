"""Messages about answers that a limit cut short, the same for both engines."""

from __future__ import annotations

from typing import TYPE_CHECKING

from gaoxin.language import say

if TYPE_CHECKING:
    from gaoxin.settings import Settings

MEMORY = 1 << 30
"""Maximum address space of a worker beyond what it has at its start, in bytes."""


def time_message(seconds: float) -> tuple[str, str]:
    """The message, in Chinese and English, for a query that reached its time limit in seconds."""
    return (
        f"查询超时：{seconds:g} 秒内没有结束，已被停止；请缩小范围，或提高 GAOXIN_QUERY_SECONDS。",
        f"Timed out: the query did not end within {seconds:g} s and was stopped; "
        "ask for less, or raise GAOXIN_QUERY_SECONDS.",
    )


def truncation_note(reason: str, settings: Settings) -> str:
    """The note of a truncated answer; ``"rows"`` means that the row limit was reached, else the
    size limit.
    """
    if reason == "rows":
        rows = settings.query_rows
        return say(
            f"结果已截断：只取前 {rows} 行；请缩小范围，或提高 GAOXIN_QUERY_ROWS。",
            f"Truncated: only the first {rows:,} rows; ask for less, or raise GAOXIN_QUERY_ROWS.",
        )
    return say("结果已截断：内容过大；请缩小范围。", "Truncated: too much text; ask for less.")
