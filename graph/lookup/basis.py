"""On what an answer is based, if not on everything known now: a year, an earlier generation, or
sources of some grades only.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from gaoxin.language import say

if TYPE_CHECKING:
    from gaoxin.graph.store.generation import Generation


def basis(generation: Generation, as_of: int | None, number: int | None, grade: str = "") -> str:
    """A sentence for each of ``--as-of``, ``--generation`` and ``--grade`` that was given."""
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
    if grade:
        parts.append(graded(grade))
    return say("", " ").join(parts)


def graded(grade: str) -> str:
    """A sentence for ``--grade``: which facts an answer is limited to."""
    from gaoxin.graph.facts.grades import UNVERIFIED, grade_word

    word = grade_word(grade)
    if grade == UNVERIFIED:
        return say("不论来源的可信度。", "Sources of every grade.")
    return say(
        f"只用可信度不低于“{word}”的事实，略去常识和更弱的来源。",
        f"Only facts of the grade “{word}” or a stronger one; general knowledge is left out.",
    )


def about_basis(as_of: int | None, number: int | None, grade: str = "") -> dict[str, str]:
    """The same for JSON."""
    given = {"as_of": as_of, "generation": number, "grade": grade}
    return {name: str(value) for name, value in given.items() if value}
