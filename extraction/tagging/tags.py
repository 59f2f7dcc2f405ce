"""Tags of characters: a name begins (B), goes on (I), or there is none (O)."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

    Matrix = NDArray[np.float32]

TYPES = (
    *("Zone", "City", "County", "Province", "AdministrativeDivision", "Enterprise", "Organization"),
    *("Person", "Platform", "Project", "Product", "Technology", "Industry", "Policy", "Document"),
    *("Award", "Event"),
)
"""The classes of names, in the order of their tags: O is 0, B of the class ``k`` is ``1 + 2k``, I
is ``2 + 2k``."""

TAGS = 1 + 2 * len(TYPES)
_NEVER = -1e9
_END, _WITHIN_WORD = 1.0, 2.0
"""Costs in logarithms of odds, chosen by the F1 of the part ``development``."""


def begins(kind: int) -> int:
    """The tag of the first token of a name of the class with this number."""
    return 1 + 2 * kind


def best_tags(scores: Matrix, broken: Matrix) -> list[int]:
    """The best sequence of tags (Viterbi) for the scores of tokens, shape ``[tokens, TAGS]``.

    I follows B or I of the same class only, and a name has two tokens or more.  The end of a name
    costs :data:`_END`, so that a name does not fall apart where one of its tokens is doubtful.
    ``broken`` is 1 for each token before which a name would begin or end within a word, which costs
    :data:`_WITHIN_WORD`, and 0 for the others.
    """
    import numpy as np

    if not len(scores):
        return []
    inside = np.arange(2, TAGS, 2)
    begin = inside - 1
    scores = scores.copy()
    scores[:, begin] -= _WITHIN_WORD * broken[:, None]
    best = scores[0].copy()
    best[inside] = _NEVER
    came_from = np.zeros(scores.shape, np.int64)
    for place in range(1, len(scores)):
        left = best.copy()
        left[inside] -= _END + _WITHIN_WORD * broken[place]
        left[begin] = _NEVER
        anywhere = int(left.argmax())
        step = np.full(TAGS, left[anywhere])
        origin = np.full(TAGS, anywhere)
        begun = best[begin] >= best[inside]
        step[inside] = np.where(begun, best[begin], best[inside])
        origin[inside] = inside - begun
        best = step + scores[place]
        came_from[place] = origin
    best[begin] = _NEVER
    tags = [int(best.argmax())]
    for place in range(len(scores) - 1, 0, -1):
        tags.append(int(came_from[place, tags[-1]]))
    return tags[::-1]


def names_of(tags: list[int]) -> list[tuple[int, int, int]]:
    """The names in a sequence of tags: first token, token after the last, number of the class."""
    found: list[tuple[int, int, int]] = []
    for place, tag in enumerate(tags):
        if tag % 2:
            found.append((place, place + 1, tag // 2))
        elif tag:
            start, _, kind = found.pop()
            found.append((start, place + 1, kind))
    return found
