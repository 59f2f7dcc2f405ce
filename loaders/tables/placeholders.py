"""Placeholders: texts such as 无, N/A, NULL, - and 暂无 that stand for an empty cell.

``placeholders.toml`` lists them.  What a text means depends on the column: 0 is a number, but
where a name or a code belongs it says that there is none; 无 is an answer in a column of yes and
no.  Only a whole cell counts, so 无锡 stays a name.
"""

from __future__ import annotations

import tomllib
import unicodedata
from collections import Counter
from dataclasses import dataclass, field
from functools import cache
from importlib.resources import files
from typing import Any, Literal

from gaoxin.language import say

Expected = Literal["name", "code", "number", "date", "text", "flag"]
"""What a column holds: names of things, codes, numbers, dates, free text, or yes and no."""

_BRACKETS = {"(": ")", "[": "]", "<": ">", "{": "}", "【": "】", "「": "」", '"': '"', "'": "'"}
_LONGEST = 40
_SHOWN = 5


@cache
def _listed() -> dict[str, Any]:
    text = (files(__package__) / "placeholders.toml").read_text(encoding="utf-8")
    return {
        key: frozenset(map(_folded, value)) if isinstance(value, list) else frozenset(value)
        for key, value in tomllib.loads(text).items()
    }


@cache
def _first_characters() -> frozenset[str]:
    """The characters with which a placeholder can begin, in each width and case."""
    listed = _listed()
    first = {text[0] for key in ("any", "name") for text in listed[key]} | listed["marks"]
    first |= {character.upper() for character in first}
    first |= {*_BRACKETS, *" \t\u3000", "0"}
    wide = {chr(ord(c) + 0xFEE0) for c in first if "!" <= c <= "~"}
    return frozenset(first | wide | {"…", "︱", "﹣"})


def is_placeholder(text: str, expected: Expected = "text") -> bool:
    """Whether a cell says that nothing is known; an empty cell is no placeholder.

    >>> is_placeholder("暂 无"), is_placeholder("ＮＵＬＬ"), is_placeholder("无锡")
    (True, True, False)
    >>> is_placeholder("0", "number"), is_placeholder("0", "name")
    (False, True)
    """
    # Millions of cells are no placeholders; most are told from one by their first character.
    if not text or text[0] not in _first_characters() or len(text) > _LONGEST:
        return False
    listed, folded = _listed(), _folded(text)
    if not folded or (expected == "flag" and folded in listed["not_flag"]):
        return False
    return (
        folded in listed["any"]
        or listed["marks"].issuperset(folded)
        or (expected in ("name", "code") and folded in listed["name"])
        or (expected == "code" and set(folded) == {"0"})
    )


def is_ditto(text: str) -> bool:
    """Whether a cell only says that it repeats the one above (同上, 〃)."""
    if len(text) > _LONGEST or text[:1] not in _ditto_characters():
        return False
    return _folded(text) in _listed()["ditto"]


@cache
def _ditto_characters() -> frozenset[str]:
    """The characters with which a ditto can begin, brackets and spaces around it included."""
    first = {text[0] for text in _listed()["ditto"]}
    return frozenset(
        {*first, *(c.upper() for c in first), *_BRACKETS, *" \t\u3000（［＜｛＂＇ｄＤ"}
    )


def _folded(text: str) -> str:
    """Half-width, small letters, without spaces, and without brackets around the whole text."""
    folded = "".join(unicodedata.normalize("NFKC", text).casefold().split())
    while len(folded) > 2 and _BRACKETS.get(folded[0]) == folded[-1]:
        folded = folded[1:-1]
    return folded


@dataclass(slots=True)
class PlaceholderTally:
    """Counts the placeholders of one table; its memory does not grow with the rows.

    ``without_fact`` counts the rows that state nothing without the cell.
    """

    without_fact: int = 0
    _counts: Counter[str] = field(default_factory=Counter)

    def __len__(self) -> int:
        return self._counts.total()

    def value(self, text: str, expected: Expected = "text") -> str:
        """The text of the cell, or ``""`` for a placeholder, which is counted."""
        if text and is_placeholder(text, expected):
            # Longer runs of marks (-----) count as one text.
            self._counts[text if len(text) < 8 or text.isalpha() else f"{text[:7]}…"] += 1
            return ""
        return text

    def join(self, later: PlaceholderTally) -> None:
        """Add the counts of a later piece of the table."""
        self.without_fact += later.without_fact
        self._counts += later._counts

    def note(self) -> str:
        """A remark with the number of placeholders and the commonest; ``""`` if there are none."""
        if not self._counts:
            return ""
        ranked = sorted(self._counts.items(), key=lambda item: (-item[1], item[0]))
        shown = [f"{text} {count:,}" for text, count in ranked[:_SHOWN]]
        rest = (" 等", " …") if len(ranked) > _SHOWN else ("", "")
        total, one = len(self), len(self) == 1
        zh = f"{total:,} 个单元格只写了“无”“—”之类，按没有填写处理（{'、'.join(shown)}{rest[0]}）"
        en = f"{total:,} placeholder{'' if one else 's'} counted as empty cells"
        en = f"{en} ({', '.join(shown)}{rest[1]})"
        if self.without_fact:
            zh += f"，其中 {self.without_fact:,} 行因此没有事实"
            en += f"; {self.without_fact:,} rows state nothing without them"
        return say(zh + "。", en + ".")
