"""Brief names of zones for narrow places: 合肥高新区 instead of 合肥高新技术产业开发区."""

from __future__ import annotations

import re
from collections.abc import Iterable

_LONG_END = re.compile(r"\s+(National )?(Hi(gh)?-?Tech|Agricultural).*$", re.IGNORECASE)
_LETTER = re.compile(r"[a-z]", re.IGNORECASE)


def brief_name(name: str, other_names: Iterable[str]) -> str:
    """The shortest Chinese name that still says it is a zone, else the name itself."""
    others = [other for other in other_names if other.endswith("高新区")]
    others = [other for other in others if not _LETTER.search(other) and other != "高新区"]
    return min((name, *others), key=len)


def brief_english(name: str) -> str:
    """The English name of a zone without "National High-Tech Industrial Development Zone"."""
    return _LONG_END.sub("", name) or name
