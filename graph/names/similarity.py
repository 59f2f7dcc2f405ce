"""How similar two names are, and why: points for name, place and code that add up to a score.

A score runs from 0 to 100.  The name gives up to 100 points, and the place adds to them or takes
away.  Equal codes decide by themselves.
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import lru_cache

from rapidfuzz import fuzz

from gaoxin.graph.names.core_names import core_of, numbers_in, telling_words
from gaoxin.graph.names.keys import has_han, pinyin
from gaoxin.graph.names.name_parts import FirmName, contains
from gaoxin.language import say

FIRMS = frozenset({"enterprise", "organization", "platform"})
"""The kinds whose names have the parts of a firm's name."""

_BRAND, _TRADE, _LEGAL, _PLACE = 0.70, 0.16, 0.06, 0.08  # weights, together 1
_SAME_SOUND = 92.0  # a brand that is pronounced the same: 海光, 海广
_OTHER_BRANCH = 30.0
_SHIFTED = 25.0
_ONE_MISSING = 70.0  # for a trade that one of two names leaves out
_OTHER_MEANING = 25.0
_SAME_CITY, _SAME_PROVINCE, _OTHER_PLACE = 5.0, 2.0, -30.0


_TEXTS = {
    "equal": ("相同", "equal"),
    "same_firm": ("字号与行业相同", "same brand and trade"),
    "same_brand": ("字号相同", "same brand"),
    "same_sound": ("同音", "same sound"),
    "spelled": ("拼音或首字母相同", "same pinyin or initials"),
    "brand_alike": ("字号相似", "brand alike"),
    "branch": ("一为分支机构", "one is a branch office"),
    "same_core": ("主干相同", "same core"),
    "other_number": ("编号不同", "other number"),
    "contained": ("互相包含", "one contains the other"),
    "alike": ("相似", "alike"),
    "same_city": ("同城", "same city"),
    "same_province": ("同省", "same province"),
    "other_county": ("同城不同区县", "same city, other county"),
    "other_place": ("地点不同", "other place"),
    "same_code": ("代码相同", "same code"),
}


@dataclass(frozen=True, slots=True)
class Share:
    """The points that one aspect (``name``, ``place`` or ``code``) gives to a score.

    ``why`` is a key of the table of reasons above.
    """

    aspect: str
    points: float
    why: str

    def told(self) -> str:
        """For people, in the current language: ``地点 +5（同城）``."""
        reason = say(*_TEXTS[self.why])
        if self.aspect == "code":
            return reason
        aspect = say("名称", "name") if self.aspect == "name" else say("地点", "place")
        points = f"{self.points:.0f}" if self.aspect == "name" else f"{self.points:+.0f}"
        return say(f"{aspect} {points}（{reason}）", f"{aspect} {points} ({reason})")


def name_share(kind: str, a: str, b: str, firms: tuple[FirmName, FirmName] | None) -> Share:
    """The points for two match keys of things of ``kind``; ``firms`` are the parts of firms."""
    if a == b:
        return Share("name", 100.0, "equal")
    if firms is not None:
        return _firm_share(*firms)
    if kind == "person":  # 王芳 and 王方 are two persons; nothing but the sound is an indication
        if pinyin(a)[0] == pinyin(b)[0]:
            return Share("name", 70.0, "same_sound")
        return Share("name", 0.5 * _ratio(a, b), "alike")
    return _other_share(kind, a, b)


def place_share(wanted: frozenset[str], found: frozenset[str]) -> Share | None:
    """The points for the places of two things (codes of divisions); ``None`` if one is unknown."""
    if not wanted or not found:
        return None
    pairs = [(a, b) for a in wanted for b in found if contains(a, b) or contains(b, a)]
    if not pairs:
        if any(a[:4] == b[:4] or a[:2] == b[:2] in MUNICIPAL for a in wanted for b in found):
            return Share("place", 0.0, "other_county")
        return Share("place", _OTHER_PLACE, "other_place")
    if any(not a.endswith("0000") and not b.endswith("0000") for a, b in pairs) or any(
        a[:2] in MUNICIPAL for a, _ in pairs
    ):
        return Share("place", _SAME_CITY, "same_city")
    return Share("place", _SAME_PROVINCE, "same_province")


MUNICIPAL = frozenset({"11", "12", "31", "50"})
"""How codes of municipalities begin; they end with 0000 like those of provinces."""


def _firm_share(a: FirmName, b: FirmName) -> Share:
    brand, why = _brand_points(a.brand, b.brand)
    if a.trade == b.trade:
        trade = 100.0
        why = "same_firm" if why == "same_brand" else why
    else:
        trade = _ratio(a.trade, b.trade) if a.trade and b.trade else _ONE_MISSING
    middle = _BRAND * brand + _TRADE * trade
    if why == "brand_alike":  # a character that is missing can shift the border of the two
        whole = _ratio(a.brand + a.trade, b.brand + b.trade) - _SHIFTED
        middle = max(middle, (_BRAND + _TRADE) * whole)
    score = middle + _PLACE * _prefix_points(a, b)
    score += _LEGAL * (100 if a.legal == b.legal else 60 if a.legal and b.legal else 80)
    if a.branch != b.branch:
        return Share("name", max(score - _OTHER_BRANCH, 0), "branch")
    return Share("name", score, why)


def _brand_points(a: str, b: str) -> tuple[float, str]:
    if a == b:
        return 100.0, "same_brand"
    if len(a) == len(b) > 1 and has_han(a) and has_han(b) and _sound(a) == _sound(b):
        return _SAME_SOUND, "same_sound"
    return _ratio(a, b), "brand_alike"


@lru_cache(maxsize=65_536)
def _sound(text: str) -> str:
    return pinyin(text)[0]


def _prefix_points(a: FirmName, b: FirmName) -> float:
    if a.places == b.places and (a.places or a.place == b.place):
        return 100.0
    if not a.places or not b.places:
        return 80.0
    return 60.0 if any(contains(x, y) or contains(y, x) for x in a.places for y in b.places) else 0


def _other_share(kind: str, a: str, b: str) -> Share:
    first, second = core_of(a, kind), core_of(b, kind)
    if numbers_in(a) != numbers_in(b):
        return Share("name", max(_ratio(first, second) - _OTHER_MEANING, 0), "other_number")
    if first == second:
        return Share("name", 97.0, "same_core")
    score = _ratio(first, second)
    if telling_words(a) != telling_words(b):
        score -= _OTHER_MEANING / 2
    short, long = sorted((first, second), key=len)
    if len(short) > 1 and short in long:
        score = max(score, 60 + 30 * len(short) / len(long))
        return Share("name", score, "contained")
    return Share("name", max(score, 0), "alike")


def _ratio(a: str, b: str) -> float:
    return float(fuzz.ratio(a, b))
