"""The limits of an answer, and what is said when one cuts it."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from typing import Literal, TypeVar

from gaoxin.language import say

Cut = Literal["", "rows", "size"]
"""Which limit an answer reached; ``""`` if it is whole."""

Written = TypeVar("Written")


@dataclass(frozen=True, slots=True)
class AnswerCap:
    """``rows`` (or triples) and ``size``, the characters of all of them together."""

    rows: int
    size: int

    def gather(
        self, items: Iterable[Written], write: Callable[[Written], str]
    ) -> tuple[list[str], Cut]:
        """The texts of the first items, as many as the limits allow, and the limit that was met."""
        texts: list[str] = []
        size = 0
        for item in items:
            if len(texts) >= self.rows:
                return texts, "rows"
            text = write(item)
            size += len(text)
            if size > self.size:
                return texts, "size"
            texts.append(text)
        return texts, ""


@dataclass(frozen=True, slots=True)
class WrittenAnswer:
    """The text of an answer, the number of its rows or triples, and the limit that cut it."""

    body: bytes
    rows: int = 0
    cut: Cut = ""


def cut_message(rows: int, cut: Cut) -> str:
    """What is said of a cut answer, in the language of the request; without ``--``, for XML."""
    if cut == "rows":
        return say(
            f"结果已截断：只有前 {rows} 行；请缩小范围，或用 LIMIT 和 OFFSET 分批查询。",
            f"Truncated: only the first {rows:,} rows; ask for less, or in parts with LIMIT and "
            "OFFSET.",
        )
    return say(
        f"结果已截断：内容过大，只有前 {rows} 行；请缩小范围。",
        f"Truncated: too much text, so only the first {rows:,} rows; ask for less.",
    )
