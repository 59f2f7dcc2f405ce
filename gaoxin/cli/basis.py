"""On what an answer is based, if not on everything known now: a year, or an earlier generation."""

from __future__ import annotations

from typing import TYPE_CHECKING

from gaoxin.language import say

if TYPE_CHECKING:
    from gaoxin.graph.store.generation import Generation


def basis(generation: Generation, as_of: int | None, number: int | None) -> str:
    """A sentence for ``--as-of`` and ``--generation``; ``""`` if neither was given."""
    parts = []
    if as_of:
        parts.append(
            say(
                f"{as_of} 年的情况：略去更晚的和当时已结束的，没有写明时间的照列。",
                f"As of {as_of}: later facts and those that had ended are left out; facts without "
                "a time are kept.",
            )
        )
    if number:
        day = generation.manifest.time[:10]
        parts.append(
            say(
                f"按第 {number} 代（{day} 载入）当时所知。",
                f"What was known in generation {number} (loaded {day}).",
            )
        )
    return say("", " ").join(parts)


def about_basis(as_of: int | None, number: int | None) -> dict[str, str]:
    """The same for JSON."""
    given = {"as_of": as_of, "generation": number}
    return {name: str(value) for name, value in given.items() if value}
