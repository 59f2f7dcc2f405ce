"""Find the things that a question names: by names, short names, sound, initials, in English."""

from __future__ import annotations

import re
from collections.abc import Container, Iterable, Iterator
from dataclasses import dataclass

from gaoxin.answers.blurred_sounds import blurred_zones
from gaoxin.answers.fact_file import FactFile
from gaoxin.answers.phrases import mask_of, phrases_in
from gaoxin.graph.names.keys import has_han, match_key

_WORD = re.compile(r"[^\W_]")
_LONGEST_NAME = 40
_MOST_WORDS = 14  # words of an English name
_ENGLISH_WORD = re.compile(r"[\w&.'-]*\w")
_LATIN_RUN = re.compile(r"(?P<letters>[a-z]{3,})\d*")
_SPOKEN_RUN = re.compile(r"[㐀-鿿a-z]{3,}")
_LONGEST_SOUND = 20  # characters of a name that is understood by its sound
_HAN = re.compile(r"[㐀-鿿]")
_ENGLISH_COMMON = ("zone", "industry", "gdp", "is", "in", "of", "the", "who", "what", "it", "ev")
_ZONE_END = re.compile(
    r"(?:市|区)?(?:国家级?)?(?:高新技术产业开发区|高新技术产业园区|高新技术开发区|高新产业开发区|高新技术区"
    r"|高新园区|高新开发区|高新区|高新)"
)
_SHORTEST_PROJECT, _PROJECT = 4, "项目"
"""Characters of a project that is called without the word: 蓝天产业园 for 蓝天产业园项目."""
_SHORT_PLACES = {"内蒙": "内蒙古", "广西省": "广西", "新疆省": "新疆", "宁夏省": "宁夏"}
"""Places as they are called by mistake or in short."""
_OF_ALL = frozenset({"国家", "国家级"})
_LONGEST_BARE = 8
_BARE_ENDINGS = ("高新区", "高新技术产业开发区", "高技术产业开发区")
_TRADE_END = re.compile("(?:产业|行业)$")
_JOINED = ("和", "与", "跟", "同", "、", "及", "或", "比")
_ENGLISH_ZONE = re.compile(
    r"(?<![\w'’])(?P<name>(?:[a-z'’]+[ -])?(?P<last>[a-z][a-z'’]*)) "
    r"(?:(?:national|state|level) ?-?)*"
    r"(?:(?:high|hi|new)[- ]?tech(?:nology|nological)? )?"
    r"(?:(?:industrial|industry|industries|development|science) )*"
    r"(?:zone|park|district|hidz|htz)\b"
)
"""A zone as people call it in English: the Yangling zone, Luzhou High-tech Zone."""
_ZONE_NAMES = (
    *("gaoxinqu", "gaoxinjishuchanyekaifaqu"),
    *("nationalhigh-techindustrialdevelopmentzone", "high-techindustrialdevelopmentzone"),
    "nationalhigh-techindustrialzone",
)
"""What follows in the names of zones, in pinyin and in English."""
_SHORTEST_PINYIN = 4  # letters of a place that is known by its pinyin
_MISHEARD = frozenset({"zone", "enterprise", "organization", "person", "platform", "award"})
"""Kinds of things whose misspelt names are understood by their sound."""


@dataclass(frozen=True, slots=True)
class NamedSpan:
    """Words of the question that name a thing, or one of several things.

    ``text`` are these words, or the name that they stand for: 合肥 in 合肥和芜湖高新区.
    """

    start: int
    end: int
    text: str
    things: tuple[int, ...]

    @property
    def mask(self) -> int:
        """One bit for each character of the question that the mention covers."""
        return mask_of(self.start, self.end)


def named_in(text: str, key: str, file: FactFile) -> list[NamedSpan]:
    """The longest names in the text; where two overlap, the longer one."""
    spans: dict[tuple[int, int], list[int]] = {}
    wanted: dict[str, list[tuple[int, int]]] = {}
    for span in _name_spans(text, key):
        for form in _written_forms(key[slice(*span)]):
            wanted.setdefault(form, []).append(span)
    for form, thing in file.named(list(wanted)):
        for span in wanted[form]:
            is_cut = _TRADE_END.search(key[slice(*span)]) and form != key[slice(*span)]
            if is_cut and form in key[slice(*span)] and file.thing(thing).kind != "industry":
                continue
            is_longer = form.endswith(_PROJECT) and form not in key
            if is_longer and file.thing(thing).kind != "project":
                continue
            spans.setdefault(span, []).append(thing)
    if not has_han(key):
        spans = _in_english(text, key, file) | spans
    else:
        spans |= _bare_zones(key, spans, file)
    chosen = _without_overlaps(spans, key, file)
    common = {phrase.text for phrase in phrases_in(key)}
    for span, things in sorted(_heard(key, file).items(), key=lambda item: item[0][0] - item[0][1]):
        if key[slice(*span)] in common:
            continue
        crossing = [m for m in chosen if m.mask & mask_of(*span)]
        if any(m.mask & ~mask_of(*span) or m.mask == mask_of(*span) for m in crossing):
            continue  # what is written goes before what sounds like it
        chosen = [m for m in chosen if m not in crossing]
        chosen.append(NamedSpan(*span, key[slice(*span)], tuple(dict.fromkeys(things))))
    return _with_their_kind(sorted(chosen, key=lambda m: m.start), key, file)


def _bare_zones(
    key: str, named: Container[tuple[int, int]], file: FactFile
) -> dict[tuple[int, int], list[int]]:
    """Zones called by what stands before 高新区 in their names: 张江, 厦门火炬.

    A word that is the name of anything else, or of a place (武进 of 武进区), is none.
    """
    wanted: dict[str, list[tuple[int, int]]] = {}
    for start in range(len(key)):
        for end in range(start + 2, min(len(key), start + _LONGEST_BARE) + 1):
            if (start, end) not in named and _is_han(key[start:end]):
                wanted.setdefault(key[start:end], []).append((start, end))
    zones: dict[str, set[int]] = {}
    for ending in _BARE_ENDINGS:
        forms = {word + ending: word for word in wanted}
        for form, thing in file.named(list(forms)):
            if file.thing(thing).kind == "zone":
                zones.setdefault(forms[form], set()).add(thing)
    places = {form[:-1] for form, _ in file.named([w + end for w in zones for end in "市区县州"])}
    return {
        span: [*things]
        for word, things in zones.items()
        if len(things) == 1 and word not in places and word not in _OF_ALL
        for span in wanted[word]
    }


def _with_their_kind(mentions: list[NamedSpan], key: str, file: FactFile) -> list[NamedSpan]:
    """The mentions; in 合肥和芜湖高新区 the first place stands for its zone, too."""
    out = list(mentions)
    for place in reversed(range(len(out) - 1)):
        one, other = out[place : place + 2]
        kinds = {file.thing(thing).kind for thing in one.things}
        ending = _ZONE_END.search(other.text)
        is_joined = key[one.end : other.start] in _JOINED
        if (
            not is_joined
            or "division" not in kinds
            or not ending
            or not _is_proper(other.things, file)
        ):
            continue
        zones = [thing for _, thing in file.named(_written_forms(one.text + ending.group()))]
        zones = [thing for thing in dict.fromkeys(zones) if file.thing(thing).kind == "zone"]
        if zones:
            whole = one.text + ending.group()
            out[place] = NamedSpan(one.start, one.end, whole, tuple(zones))
    return out


def _written_forms(text: str) -> list[str]:
    forms = [text]
    found = _ZONE_END.search(text)
    if found and found.start() and found.end() == len(text):
        forms += [text[: found.start()] + "高新区", text[: found.start()] + "高新技术产业开发区"]
    if text in _SHORT_PLACES:
        forms.append(_SHORT_PLACES[text])
    trade = _TRADE_END.search(text)
    if trade and trade.start():
        forms.append(text[: trade.start()])  # as names of industries are compared
    if len(text) >= _SHORTEST_PROJECT and has_han(text):
        forms.append(text + _PROJECT)
    return list(dict.fromkeys(forms))


def _without_overlaps(
    spans: dict[tuple[int, int], list[int]], key: str, file: FactFile
) -> list[NamedSpan]:
    common = {p.text for p in phrases_in(key) if p.kind not in ("indicator", "scope", "level")}
    if not has_han(key):
        common = {"".join(text.split()) for text in _ENGLISH_COMMON}
    generic = {p.text for p in phrases_in(key) if p.kind == "class"}
    chosen: list[NamedSpan] = []
    for start, end in sorted(spans, key=lambda s: (s[0] - s[1], s[0])):
        text = key[start:end]
        if text in common and not (text in generic and _is_proper(spans[start, end], file)):
            continue
        if text.isdigit() or (text[0] in "年月日" and key[start - 1 : start].isdigit()):
            continue
        if any(m.start < end and start < m.end for m in chosen):
            continue
        things = tuple(dict.fromkeys(spans[start, end]))
        if _is_torn(start, end - start, key, things, file):
            continue
        chosen.append(NamedSpan(start, end, text, _preferred(things, file)))
    return chosen


def _is_torn(start: int, length: int, key: str, things: tuple[int, ...], file: FactFile) -> bool:
    """Whether a short name of a place is the end of another word: 东方 in 京东方."""
    if not any(file.thing(thing).kind == "division" for thing in things):
        return False
    end = start + length
    if any(p.start < end < p.end and p.start > start and len(p.text) > 1 for p in phrases_in(key)):
        return True
    if {file.thing(thing).kind for thing in things} != {"division"}:
        return False
    if not start or not _HAN.match(key[start - 1]) or key[start - 1] in _BEFORE_PLACES:
        return False
    return not any(p.start <= start - 1 < p.end and p.kind != "unit" for p in phrases_in(key))


_BEFORE_PLACES = "年月日在从到去于和与及跟同省市区县州的由自往对是来离看查问搞让把被给为"


def _is_proper(things: Iterable[int], file: FactFile) -> bool:
    return any(file.thing(thing).kind == "zone" for thing in things)


def _preferred(things: tuple[int, ...], file: FactFile) -> tuple[int, ...]:
    """Without official industries if a trade name is meant as well."""
    plain = tuple(
        n for n in things if not file.thing(n).key.startswith(("industry/gbt4754", "industry/sei"))
    )
    return plain or things


def _heard(key: str, file: FactFile) -> dict[tuple[int, int], list[int]]:
    """Names that sound like words of the text (合肥高薪区), or whose initials are typed (hfgxq)."""
    found: dict[tuple[int, int], list[int]] = {}
    runs: dict[str, list[tuple[int, int]]] = {}
    for run in _LATIN_RUN.finditer(key):
        for typed in ("letters", 0):
            runs.setdefault(run[typed], []).append(run.span(typed))
        if ending := _ZONE_END.match(key, run.end()):
            whole = (run.start(), ending.end())
            runs.setdefault(f"{run['letters']}gxq", []).append(whole)  # tzyy高新区
    for column in ("initials", "sound"):
        for form, thing in file.named(list(runs), column):
            for span in runs[form]:
                found.setdefault(span, []).append(thing)
    sounds = file.syllables(key)
    spoken: dict[str, list[tuple[int, int]]] = {}
    for run in _SPOKEN_RUN.finditer(key):
        for start in range(run.start(), run.end() - 2):
            for end in range(start + 3, min(run.end(), start + _LONGEST_SOUND) + 1):
                text = key[start:end]
                if "的" in text or not has_han(text):
                    continue
                if all(character in sounds or character.isascii() for character in text):
                    joined = "".join(sounds.get(character, character) for character in text)
                    spoken.setdefault(joined, []).append((start, end))
    for sound, thing in file.named(list(spoken), "sound"):
        if file.thing(thing).kind in _MISHEARD:
            # 先高新区 is not 西安高新区, although both are written xiangaoxinqu.
            sizes = {len(match_key(form)) for form in file.thing(thing).forms}
            for start, end in spoken[sound]:
                if _is_of_place(key[start:end], file):
                    continue
                if end - start in sizes or not _is_han(key[start:end]):
                    found.setdefault((start, end), []).append(thing)
    for span, zones in blurred_zones(key, file).items():
        if span not in found and not _is_of_place(key[slice(*span)], file):
            found[span] = zones
    return found


def _is_of_place(text: str, file: FactFile) -> bool:
    """Whether a zone is called by the written name of a place: 宿州高新区 is no 苏州高新区."""
    place = _ZONE_END.sub("", text)
    names = [place, *(place + kind for kind in ("市", "县", "区", "州"))] if place != text else []
    return any(file.thing(thing).kind == "division" for _, thing in file.named(names))


def _is_han(text: str) -> bool:
    return all(map(_HAN.match, text))


def _in_english(text: str, key: str, file: FactFile) -> dict[tuple[int, int], list[int]]:
    """In an English text: zones by short names, places and persons in pinyin."""
    spaced, places = places_in_key(text)
    if places[-1] != len(key):
        return {}
    wanted: dict[str, list[tuple[int, int]]] = {}
    for zone in _ENGLISH_ZONE.finditer(spaced):
        words = [match_key(word) for word in zone["name"].replace("-", " ").split()]
        for start, name in ((zone.start(), "".join(words)), (zone.start("last"), words[-1])):
            span = (places[start], places[zone.end()])
            for ending in _ZONE_NAMES:
                wanted.setdefault(name + ending, []).append(span)
    known = {phrase.text for phrase in phrases_in(spaced)}
    for word in _ENGLISH_WORD.finditer(spaced):
        if len(word.group()) >= _SHORTEST_PINYIN and word.group() not in known:
            wanted.setdefault(word.group(), []).append((places[word.start()], places[word.end()]))
    found: dict[tuple[int, int], list[int]] = {}
    for column in ("match", "sound"):
        for name, thing in file.named(list(wanted), column):
            if file.thing(thing).kind in ("zone", "division", "person"):
                for span in wanted[name]:
                    found.setdefault(span, []).append(thing)
    return found


def places_in_key(text: str) -> tuple[str, list[int]]:
    """A text in lower case, and for each place in it the place in its key, which has no spaces."""
    spaced = " ".join(text.casefold().split())
    places = [0]
    for character in spaced:
        places.append(places[-1] + len(match_key(f"a{character}")) - 1)
    return spaced, places


def _name_spans(text: str, key: str) -> Iterator[tuple[int, int]]:
    """The parts of a key that may be a name: in English, whole words."""
    if has_han(key):
        for start in range(len(key)):
            for end in range(start + 2, min(len(key), start + _LONGEST_NAME) + 1):
                if _WORD.match(key[start]) and (_WORD.match(key[end - 1]) or key[end - 1] in "）)"):
                    yield start, end
        return
    spaced, places = places_in_key(text)
    if places[-1] != len(key):
        return
    words = [(places[w.start()], places[w.end()]) for w in _ENGLISH_WORD.finditer(spaced)]
    for number, (start, _) in enumerate(words):
        for _, end in words[number : number + _MOST_WORDS]:
            yield start, end
