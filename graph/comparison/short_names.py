"""Short names for the heads of columns: 合肥高新区 instead of 合肥高新技术产业开发区."""

from __future__ import annotations

from collections.abc import Sequence

from gaoxin.graph.lookup.brief_names import brief_english, brief_name
from gaoxin.graph.portrait.portrait import Portrait
from gaoxin.language import language


def short_names(sides: Sequence[Portrait]) -> tuple[str, ...]:
    """A short name of each, in the language in force; full names if two would be the same.

    English names of zones lose "National High-Tech Industrial Development Zone".
    """
    found = tuple(_short(side) for side in sides)
    return found if len(set(found)) == len(found) else tuple(side.name for side in sides)


def _short(side: Portrait) -> str:
    if language() == "zh":
        return brief_name(side.name, side.other_names)
    return brief_english(side.name)
