"""The parts of a firm's name: place, brand, line of business, legal form.

合肥华海光电科技有限公司 is 合肥 + 华海 + 光电科技 + 有限公司.  The brand tells firms apart.  The
other parts are shared by thousands and are often left out or written differently.
"""

from __future__ import annotations

import re
import sqlite3
import tomllib
from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path

from gaoxin.graph.names.keys import has_han, match_key

_DIVISION = "division/"
_CODE = re.compile(r"[1-9]\d{5}")
_BRACKETS = re.compile(r"\(([^()]*)\)")
_WORDS = tomllib.loads((Path(__file__).with_name("firm_words.toml")).read_text("utf-8"))
_LEGAL_WORDS, _TRADES = frozenset(_WORDS["legal"]), frozenset(_WORDS["trades"])
_BRANCHES = tuple(_WORDS["branches"])
_LEGAL_LATIN = re.compile(
    r"(?<=..)[,.]?(?:co[.,]*ltd|company|limited|ltd|inc|corporation|corp|llc|gmbh|plc)[.,]*$"
)
_BRANCH = re.compile(rf"(?P<firm>.{{2,}}(?:公司|集团|银行))(?P<branch>.*(?:{'|'.join(_BRANCHES)}))")


@dataclass(frozen=True, slots=True)
class FirmName:
    """The parts of one written name; parts that it does not have are empty.

    ``places`` are the codes of the divisions that the place at its beginning or in brackets can
    mean.  ``branch`` names a branch office (合肥分公司), which is another body than the firm.
    """

    place: str
    places: frozenset[str]
    brand: str
    trade: str
    legal: str
    branch: str


class PlaceNames:
    """The divisions of a graph by their names and short names."""

    def __init__(self, names: Iterable[tuple[str, str]]) -> None:
        """``names`` are pairs of written form and code (six digits, GB/T 2260)."""
        self._codes: defaultdict[str, set[str]] = defaultdict(set)
        for form, code in names:
            if has_han(form) and len(form) > 1:
                self._codes[match_key(form)].add(code)
        sizes: defaultdict[str, set[int]] = defaultdict(set)
        for form in self._codes:
            sizes[form[:2]].add(len(form))
        self._sizes = {start: sorted(found, reverse=True) for start, found in sizes.items()}

    @classmethod
    def of(cls, base: sqlite3.Connection) -> PlaceNames:
        """The divisions in a name index."""
        query = (
            "SELECT form.match, thing.key FROM thing JOIN form ON form.thing = thing.id "
            "WHERE thing.key >= ? AND thing.key < ?"
        )
        rows = base.execute(query, (_DIVISION, _DIVISION[:-1] + "0"))
        coded = ((form, key.removeprefix(_DIVISION)) for form, key in rows)
        return cls((form, code) for form, code in coded if _CODE.fullmatch(code))

    def within(self, text: str) -> frozenset[str]:
        """The codes of the divisions that the text names anywhere, for a cell such as 安徽省合肥市.

        Of places that contain each other only the smallest count.
        """
        key, start = match_key(text), 0
        found: set[str] = {key} if _CODE.fullmatch(key) else set()
        while start < len(key):
            size, codes = self._at(key, start)
            found |= codes
            start += max(size, 1)
        return frozenset(c for c in found if not any(o != c and contains(c, o) for o in found))

    def beginning(self, key: str) -> tuple[int, frozenset[str]]:
        """How many characters at the beginning of a match key name a place, and its codes.

        The short name of a county (双江) is taken for a brand, unless a larger place precedes it.
        """
        end, found = 0, frozenset[str]()
        while True:
            size, codes = self._at(key, end)
            kept = frozenset(c for c in codes if found or c.endswith("00") or size > 2)
            kept = frozenset(c for c in kept if not found or any(contains(o, c) for o in found))
            if not kept:
                return end, found
            end, found = end + size, kept

    def _at(self, key: str, start: int) -> tuple[int, set[str]]:
        """The longest place at a position of a match key: its length and codes."""
        for size in self._sizes.get(key[start : start + 2], ()):
            codes = self._codes.get(key[start : start + size])
            if codes and start + size <= len(key):
                return size, codes
        return 0, set()


def contains(outer: str, inner: str) -> bool:
    """Whether the division with code ``outer`` is or contains the one with code ``inner``."""
    return inner.startswith(outer.removesuffix("00").removesuffix("00"))


def parts_of_firm(key: str, places: PlaceNames) -> FirmName:
    """The parts of the name with match key ``key``."""
    in_brackets: list[tuple[str, frozenset[str]]] = []
    notes: list[str] = []
    for inner in _BRACKETS.findall(key) if "(" in key else ():
        size, codes = places.beginning(inner)
        if inner and size == len(inner):
            in_brackets.append((inner, codes))
        elif inner not in ("中国", "集团"):
            notes.append(inner)
    rest = (_BRACKETS.sub("", key) or key) if "(" in key else key
    branch = ""
    # 国轩高科股份有限公司 + 合肥分公司
    if rest.endswith(_BRANCHES) and (found := _BRANCH.fullmatch(rest)):
        rest, branch = found["firm"], found["branch"]
    rest, legal = _cut_end(rest, _LEGAL_WORDS)
    while not has_han(rest[-1:]) and (found := _LEGAL_LATIN.search(rest)):
        rest, legal = rest[: found.start()], found[0] + legal
    size, codes = places.beginning(rest)
    place = rest[:size] if size < len(rest) else ""
    rest = rest[len(place) :]
    if in_brackets and not place:
        place, codes = in_brackets[0]
    rest, trade = _cut_end(rest, _TRADES)
    return FirmName(
        place, codes if place else frozenset(), rest + "".join(notes), trade, legal, branch
    )


_LONGEST_WORD = max(map(len, _LEGAL_WORDS | _TRADES))


def without_firm_words(key: str) -> str:
    """A match key without a legal form and words for a line of business at its end.

    >>> without_firm_words("火星科技有限公司"), without_firm_words("火星高新区")
    ('火星', '火星高新区')
    """
    rest, legal = _cut_end(key, _LEGAL_WORDS)
    return _cut_end(rest, _TRADES)[0] if legal else key


def _cut_end(text: str, words: frozenset[str]) -> tuple[str, str]:
    """The text without the words at its end, and these; two characters always stay."""
    end = len(text)
    while True:
        for size in range(min(_LONGEST_WORD, end - 2), 1, -1):
            if text[end - size : end] in words:
                end -= size
                break
        else:
            return text[:end], text[end:]
