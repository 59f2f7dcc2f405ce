"""Short names for the heads of columns: 合肥高新区 instead of 合肥高新技术产业开发区."""

from __future__ import annotations

import re
from collections.abc import Sequence

from gaoxin.graph.portrait.portrait import Portrait
from gaoxin.language import language

_LONG_END = re.compile(r"\s+(National )?(Hi(gh)?-?Tech|Agricultural).*$", re.IGNORECASE)
_LETTER = re.compile(r"[a-z]", re.IGNORECASE)


def short_names(sides: Sequence[Portrait]) -> tuple[str, ...]:
    """A short name of each, in the language in force; full names if two would be the same.

    English names of zones lose "National High-Tech Industrial Development Zone".
    """
    found = tuple(_short(side) for side in sides)
    return found if len(set(found)) == len(found) else tuple(side.name for side in sides)


def _short(side: Portrait) -> str:
    if language() == "zh":
        others = [name for name in side.other_names if name.endswith("高新区")]
        others = [name for name in others if not _LETTER.search(name) and name != "高新区"]
        return min((side.name, *others), key=len)
    return _LONG_END.sub("", side.name) or side.name
