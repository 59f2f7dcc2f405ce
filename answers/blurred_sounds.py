"""Zones whose names are typed as they are heard where ng is n, zh is z and n is l."""

from __future__ import annotations

import re
from collections.abc import Mapping
from weakref import WeakKeyDictionary

from gaoxin.answers.fact_file import FactFile

_BLURRED = (("zh", "z"), ("ch", "c"), ("sh", "s"))
_NAME = re.compile(r"[㐀-鿿]{2,10}?(?:高新技术产业开发区|高新园区|高新区|高新)")
_SHORTEST = 2
"""Characters of a name before 高新区."""
_ENDING = "高新区"
_FOUND: WeakKeyDictionary[FactFile, dict[tuple[str, ...], tuple[int, ...]]] = WeakKeyDictionary()
"""The zones of the files that were asked, by their sounds."""


def blurred_zones(key: str, file: FactFile) -> dict[tuple[int, int], list[int]]:
    """The zones that parts of a question sound like, with 高新区 or 高新 behind."""
    found: dict[tuple[int, int], list[int]] = {}
    for name in _NAME.finditer(key):
        ending = re.search("高新", name.group())
        if not ending:
            continue
        place_end = name.start() + ending.start()
        for start in range(name.start(), place_end - _SHORTEST + 1):
            place = key[start:place_end]
            if zones := _zones(file).get(_blurred(place, file.syllables(place)), ()):
                found[start, name.end()] = [*zones]
                break
    return found


def _blurred(text: str, sounds: Mapping[str, str]) -> tuple[str, ...]:
    """The syllables of a text as they are pronounced where these sounds are one."""
    return tuple(_blur(sounds.get(character, character)) for character in text)


def _blur(syllable: str) -> str:
    for written, spoken in _BLURRED:
        syllable = syllable.replace(written, spoken)
    if syllable.endswith("ng") and not syllable.endswith("ong"):
        syllable = syllable[:-1]
    return "l" + syllable[1:] if syllable.startswith("n") else syllable


def _zones(file: FactFile) -> dict[tuple[str, ...], tuple[int, ...]]:
    """The zones by what stands before 高新区 in their names."""
    if file not in _FOUND:
        places = [(m.removesuffix(_ENDING), thing) for m, thing in file.names_of("zone", _ENDING)]
        sounds = file.syllables("".join(place for place, _ in places))
        found: dict[tuple[str, ...], tuple[int, ...]] = {}
        for place, thing in places:
            known = found.get(_blurred(place, sounds), ())
            found[_blurred(place, sounds)] = tuple(dict.fromkeys((*known, thing)))
        _FOUND[file] = found
    return _FOUND[file]
