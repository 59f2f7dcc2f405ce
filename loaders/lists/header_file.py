"""The file ``headers.toml``, read once: headers, words in headers, words in titles."""

from __future__ import annotations

import re
import tomllib
from collections.abc import Mapping
from functools import cache
from importlib import resources
from typing import Any

SHIPPED = "headers.toml"
"""The name of the file."""


@cache
def shipped_headers() -> Mapping[str, Any]:
    """The content of the file."""
    text = (resources.files("gaoxin.loaders.lists") / SHIPPED).read_text(encoding="utf-8")
    return tomllib.loads(text)


def any_of(kind: str, *patterns: str) -> re.Pattern[str]:
    """A pattern for the words of a kind in the table ``words``, the longest first.

    ``patterns`` are further forms, which no list of words can say; they go first.
    """
    words = sorted(shipped_headers()["words"][kind], key=len, reverse=True)
    return re.compile("|".join((*patterns, *map(re.escape, words))), re.IGNORECASE)
