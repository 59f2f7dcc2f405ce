"""A question as it was read: its characters, the things that it names, its phrases and years."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, field, replace

from gaoxin.answers.fact_file import FactFile
from gaoxin.answers.lexicon.expressions import YEAR
from gaoxin.answers.phrases import Spoken, mask_of, phrases_in
from gaoxin.graph.names.grams import grams_of
from gaoxin.graph.names.keys import has_han, match_key

_SHORT_YEAR = re.compile(r"(?<![\d.])(?<![续近了])'?(?P<year>[0-3]\d)年(?![来间前后内多])")
_WORD = re.compile(r"[^\W_]")
_LONGEST_NAME = 40
_MOST_WORDS = 14  # words of an English name
_ENGLISH_WORD = re.compile(r"[\w&.'-]*\w")
_LATIN_RUN = re.compile(r"[a-z][a-z0-9]{2,}")
_SPOKEN_RUN = re.compile(r"[㐀-鿿a-z]{3,}")
_LONGEST_SOUND = 20  # characters of a name that is understood by its sound
_HAN = re.compile(r"[㐀-鿿]")
_ENGLISH_COMMON = ("zone", "industry", "gdp", "is", "in", "of", "the", "who", "what", "it", "ev")
_ZONE_END = re.compile(
    r"(?:市|区)?(?:国家级?)?(?:高新技术产业开发区|高新技术产业园区|高新技术开发区|高新产业开发区|高新技术区"
    r"|高新园区|高新开发区|高新区|高新)"
)
_MISHEARD = frozenset({"zone", "enterprise", "organization", "person", "platform", "award"})
"""Kinds of things whose misspelt names are understood by their sound."""


@dataclass(frozen=True, slots=True)
class NamedSpan:
    """Words of the question that name a thing, or one of several things."""

    start: int
    end: int
    text: str
    things: tuple[int, ...]

    @property
    def mask(self) -> int:
        """One bit for each character of the question that the mention covers."""
        return mask_of(self.start, self.end)


@dataclass(slots=True)
class AskedQuestion:
    """``key`` is the text as names are compared; all positions count its characters.

    ``unknown`` are words that name a thing which the graph does not have: 火星高新区.
    """

    text: str
    key: str
    mentions: list[NamedSpan] = field(default_factory=list)
    phrases: list[Spoken] = field(default_factory=list)
    years: list[tuple[str, int]] = field(default_factory=list)
    unknown: list[str] = field(default_factory=list)

    def phrases_of(self, kind: str) -> list[Spoken]:
        """The phrases of one kind, in the order of the text."""
        return [phrase for phrase in self.phrases if phrase.kind == kind]

    def asks(self, *meanings: str) -> bool:
        """Whether a question word has one of these meanings."""
        return any(set(meanings) & set(p.meanings) for p in self.phrases if p.kind == "ask")


def read_question(text: str, file: FactFile) -> AskedQuestion:
    """Find the names, phrases and years in a question."""
    key = match_key(text)
    question = AskedQuestion(text, key)
    question.mentions = _link(text, key, file)
    question.phrases = [
        phrase
        for phrase in _longest_of_kind(_phrases(text, key))
        if phrase.kind not in _NOT_IN_NAMES or not _is_in_name(phrase, question.mentions, file)
    ]
    question.phrases = _of_persons(question, file)
    question.unknown = _unknown_names(question, file)
    question.years = _years(key)
    return question


def _years(key: str) -> list[tuple[str, int]]:
    """The years in a key with their characters: 2024, 24年."""
    found = [(year.group(), mask_of(*year.span())) for year in YEAR.finditer(key)]
    short = _SHORT_YEAR.finditer(key)
    return found + [(f"20{year['year']}", mask_of(*year.span())) for year in short]


_NOT_IN_NAMES = frozenset(
    {"class", "relation", "role", "level", "status", "time", "path", "ask", "compare", "scope"}
    | {"superlative", "negation"}
)


_NAMED_KIND = re.compile(
    r"(?:国家级?)?(?:高新技术产业开发区|高新区|经开区|开发区|工业园区|产业园|科技园|有限公司|公司|集团|实验室"
    r"|研究院|研究所|大学|医院|示范区|自贸区)"
)


def _unknown_names(question: AskedQuestion, file: FactFile) -> list[str]:
    """Words before 高新区, 公司, 大学 … that neither the graph nor the lexicon knows."""
    key, known = question.key, 0
    for mention in question.mentions:
        known |= mention.mask
    for phrase in question.phrases:
        known |= phrase.mask
    found: list[str] = []
    for kind in _NAMED_KIND.finditer(key):
        if any(m.start <= kind.start() < m.end for m in question.mentions):
            continue
        start = kind.start()
        while start and not known >> (start - 1) & 1 and _HAN.match(key[start - 1]):
            start -= 1
        if kind.start() - start >= 2 and not _is_part_of_name(key[start : kind.end()], file):
            found.append(key[start : kind.end()])
    return found


def _of_persons(question: AskedQuestion, file: FactFile) -> list[Spoken]:
    """The phrases; 干什么的 asks for the post of a person, but for the trade of anything else."""
    kinds = {file.thing(thing).kind for m in question.mentions for thing in m.things}
    if not kinds or "person" in kinds or question.phrases_of("role"):
        return question.phrases
    return [
        replace(p, meanings=("which",)) if p.kind == "ask" and p.text in _TRADES else p
        for p in question.phrases
        if not (p.kind == "relation" and p.text.endswith(_TRADES) and "holdsPosition" in p.meanings)
    ]


_TRADES = ("干什么的", "干嘛的", "做什么的")


def _is_part_of_name(text: str, file: FactFile) -> bool:
    """Whether some name holds all pieces of the text: 海河实验室."""
    pieces = grams_of(text)
    lists = [set(things) for _, things, _ in file.grams(pieces).values()]
    return len(lists) == len(pieces) and bool(set.intersection(*lists))


def _is_in_name(phrase: Spoken, mentions: list[NamedSpan], file: FactFile) -> bool:
    """Whether a phrase is only a part of a name.

    The last word of the name of an industry, an award or a platform still says what it is.
    """
    for mention in mentions:
        if phrase.mask & ~mention.mask or phrase.mask == mention.mask:
            continue
        kinds = {file.thing(thing).kind for thing in mention.things}
        is_last = phrase.kind == "class" and phrase.end == mention.end and len(phrase.text) > 1
        if not is_last or kinds & _PROPER:
            return True
    return False


_PROPER = frozenset({"zone", "person", "enterprise", "organization", "division"})


def is_class_word(text: str) -> bool:
    """Whether a text is what people call a class: 国家高新区."""
    return any(p.kind == "class" and p.text == text for p in phrases_in(text))


def _places(text: str) -> tuple[str, list[int]]:
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
    spaced, places = _places(text)
    if places[-1] != len(key):
        return
    words = [(places[w.start()], places[w.end()]) for w in _ENGLISH_WORD.finditer(spaced)]
    for number, (start, _) in enumerate(words):
        for _, end in words[number : number + _MOST_WORDS]:
            yield start, end


def _phrases(text: str, key: str) -> list[Spoken]:
    """The phrases of a question, at their places in its key.

    The key has no spaces, but English phrases are whole words: they are found in the text.
    """
    if has_han(key):
        return list(phrases_in(key))
    spaced, places = _places(text)
    if places[-1] != len(key):
        return []
    return [
        replace(phrase, start=places[phrase.start], end=places[phrase.end])
        for phrase in phrases_in(spaced)
    ]


def _longest_of_kind(phrases: list[Spoken]) -> list[Spoken]:
    """Without phrases that are part of a longer one of the same kind."""
    kept: list[Spoken] = []
    for phrase in sorted(phrases, key=lambda p: (p.start - p.end, p.start)):
        inside = (
            k
            for k in kept
            if k.kind == phrase.kind
            and not phrase.mask & ~k.mask
            and (k.kind != "relation" or set(k.meanings) >= set(phrase.meanings))
        )
        if not any(k.mask != phrase.mask for k in inside):
            kept.append(phrase)
    return sorted(kept, key=lambda p: (p.start, p.end))


def _link(text: str, key: str, file: FactFile) -> list[NamedSpan]:
    """The longest names in the text; where two overlap, the longer one."""
    spans: dict[tuple[int, int], list[int]] = {}
    wanted: dict[str, list[tuple[int, int]]] = {}
    for span in _name_spans(text, key):
        for form in _written_forms(key[slice(*span)]):
            wanted.setdefault(form, []).append(span)
    for form, thing in file.named(list(wanted)):
        for span in wanted[form]:
            spans.setdefault(span, []).append(thing)
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
    return sorted(chosen, key=lambda m: m.start)


def _written_forms(text: str) -> list[str]:
    forms = [text]
    found = _ZONE_END.search(text)
    if found and found.start() and found.end() == len(text):
        forms += [text[: found.start()] + "高新区", text[: found.start()] + "高新技术产业开发区"]
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


_BEFORE_PLACES = "在从到去于和与及跟同省市区县州的由自往对是来离看查问搞让把被给为"


def _is_proper(things: list[int], file: FactFile) -> bool:
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
        runs.setdefault(run.group(), []).append(run.span())
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
            for span in spoken[sound]:
                found.setdefault(span, []).append(thing)
    return found
