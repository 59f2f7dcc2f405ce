"""Written forms of official industry classes: C3825, 3825, C3825 光伏设备及元器件制造, SEI 6.3.1.

GB/T 4754 goes before the strategic emerging industries, whose classes partly have the same names.
If a class and its only subclass share a name, the name is that of the subclass.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass

GBT, SEI = "industry/gbt4754-", "industry/sei-"

# The sections of GB/T 4754-2017 by the first and last of their two-digit divisions.
_SECTIONS = {
    "a": (1, 5),
    "b": (6, 12),
    "c": (13, 43),
    "d": (44, 46),
    "e": (47, 50),
    "f": (51, 52),
    "g": (53, 60),
    "h": (61, 62),
    "i": (63, 65),
    "j": (66, 69),
    "k": (70, 70),
    "l": (71, 72),
    "m": (73, 75),
    "n": (76, 79),
    "o": (80, 82),
    "p": (83, 83),
    "q": (84, 85),
    "r": (86, 90),
    "s": (91, 96),
    "t": (97, 97),
}
_SCHEME = r"(?:gb/?t?4754(?:[-—]?20\d\d)?|国民经济行业(?:分类)?|行业代码)?[:\-]?"
_GBT_CODE = re.compile(rf"{_SCHEME}(?P<letter>[a-t])?[\-]?(?P<digits>\d{{2,4}})?")
_SEI_CODE = re.compile(
    r"(?:(?P<scheme>sei|战略性新兴产业(?:分类)?)[:\-]?)?(?P<code>\d(?:\.\d{1,2}){0,2})"
)
_CODED = re.compile(
    r"[\[(]?(?P<code>(?:[a-t]?\d{2,4}|[a-t](?=[\u3400-\u9fff\])\-:、.])|\d(?:\.\d{1,2}){1,2}))[\])]?"
    r"[\-:、.]*(?P<name>[\u3400-\u9fff].*)"
)
_CODE_BEHIND = re.compile(
    r"(?P<name>.*[\u3400-\u9fff)])[\-:]*[\[(](?P<code>[a-t]?\d{2,4}|[a-t])[\])]"
)
_LEVELS = re.compile(r"[>→/\\|]+|(?<=[\u3400-\u9fff])[\-—–]+(?=[\u3400-\u9fff])")
_JOINTS = re.compile(r"[、,;/|+&＋]")
_LOOSE = re.compile(r"[、,;和及与()·]")
_ENDING = re.compile(r"(?<=.{2})(?:行业|产业|业)$")


@dataclass(frozen=True, slots=True)
class IndustryReading:
    """The official classes that a text can mean; ``has_code`` if it contains a code.

    ``agrees`` is false if a code and the name beside it do not mean the same class.
    """

    keys: tuple[str, ...]
    has_code: bool = False
    agrees: bool = True


def parts_of(text: str) -> list[str]:
    """The industries that a cell joins: 光伏、储能.  One part if it joins none."""
    return [part for part in (p.strip() for p in _JOINTS.split(text)) if part]


def _loose(name: str) -> str:
    return _ENDING.sub("", _LOOSE.sub("", name))


class IndustryForms:
    """The classes of the official schemes, to be found by code and by name."""

    def __init__(self, names: Iterable[tuple[str, str]]) -> None:
        """``names`` are pairs of key and the match key of a name."""
        self._keys: set[str] = set()
        self._names: dict[str, set[str]] = defaultdict(set)
        self._loose: dict[str, set[str]] = defaultdict(set)
        self._of: dict[str, set[str]] = defaultdict(set)
        for key, name in names:
            self._keys.add(key)
            self._names[name].add(key)
            self._loose[_loose(name)].add(key)
            self._of[key].add(_loose(name))

    def read(self, text: str) -> IndustryReading:
        """What ``text``, a match key, can mean."""
        if key := self._coded(text):
            return IndustryReading((key,) if key in self._keys else (), True)
        for pattern in (_CODED, _CODE_BEHIND):
            if found := pattern.fullmatch(text):
                return self._both(found["code"], found["name"])
        if keys := self._named(text):
            return IndustryReading(keys)
        return IndustryReading(self._last_level(text))

    def _coded(self, text: str) -> str:
        """The key of a code, whether or not it exists; ``""`` if the text is none."""
        if found := _SEI_CODE.fullmatch(text):
            code = found["code"]
            if found["scheme"] or "." in code:
                return SEI + code
        found = _GBT_CODE.fullmatch(text)
        if not found or not (found["letter"] or found["digits"]):
            return ""
        letter, digits = found["letter"], found["digits"]
        if not digits:
            return GBT + letter.upper()
        if letter:
            first, last = _SECTIONS[letter]
            if not first <= int(digits[:2]) <= last:
                return f"{GBT}{letter.upper()}{digits}"  # there is no such class
        return GBT + digits

    def _both(self, code: str, name: str) -> IndustryReading:
        """A code with a name: one class if they agree, else what each of them means."""
        key, named = self._coded(code), self._named(name)
        is_class = key in self._keys
        # In A股 and 12英寸晶圆 the first characters are no code.
        is_code = len(code) > 2 and (code[0].isalpha() or (is_class and len(code) == 4))
        if not is_class:
            return IndustryReading(named if is_code else (), is_code, not is_code)
        loose = _loose(name)
        if any(own.startswith(loose) or loose.startswith(own) for own in self._of[key]):
            return IndustryReading((key,), True)
        if named:
            return IndustryReading(tuple(sorted({key, *named})), True, False)
        return IndustryReading((key,) if is_code else (), is_code, not is_code)

    def _named(self, name: str) -> tuple[str, ...]:
        keys = self._names.get(name) or self._loose.get(_loose(name)) or set()
        official = sorted(key for key in keys if key.startswith(GBT)) or sorted(keys)
        if official and all(_is_below(official[-1], key) for key in official[:-1]):
            official = official[-1:]
        return tuple(official)

    def _last_level(self, text: str) -> tuple[str, ...]:
        """The last class of a path: 制造业-电气机械和器材制造业-光伏设备及元器件制造."""
        levels = [self._named(part) for part in _LEVELS.split(text) if part]
        if len(levels) < 2 or not all(levels):
            return ()
        return tuple(
            key
            for key in levels[-1]
            if all(any(_is_below(key, upper) for upper in above) for above in levels[:-1])
        )


def _is_below(key: str, upper: str) -> bool:
    """Whether the class is below ``upper`` in its scheme."""
    if key.startswith(GBT) and len(upper) == len(GBT) + 1 and upper[-1].lower() in _SECTIONS:
        first, last = _SECTIONS[upper[-1].lower()]
        digits = key[len(GBT) :][:2]
        return digits.isdigit() and first <= int(digits) <= last
    return key.startswith(upper) and key != upper
