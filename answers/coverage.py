"""Which characters of a question a thing, a text or a fact covers, and how much these weigh.

A set of characters is a bit mask.  A character weighs more the rarer the pairs of characters
around it are in the names and texts of the graph; words without content weigh nothing.
"""

from __future__ import annotations

import re
from collections import defaultdict
from itertools import pairwise

from gaoxin.answers.fact_file import FactFile, rarity
from gaoxin.answers.indicator_names import lacking_of
from gaoxin.answers.known import KnownFact, has_role, has_year
from gaoxin.answers.lexicon.expressions import expressions
from gaoxin.answers.phrases import light_words, mask_of
from gaoxin.answers.question import AskedQuestion
from gaoxin.graph.names.grams import grams_of
from gaoxin.graph.names.keys import has_han, match_key
from gaoxin.ontology.terms import vocabulary

_WORD = re.compile(r"[^\W_]")
_FACTORS = {
    "stop": 0.0,
    "ask": 0.0,
    "time": 0.3,
    "status": 0.4,
    "relation": 0.4,
    "class": 0.5,
    "superlative": 0.3,
    "compare": 0.1,
    "path": 0.1,
    "bound": 0.1,
    "negation": 0.1,
    "refuse": 0.3,
    "unit": 0.3,
    "scope": 0.3,
    "level": 0.5,
}
"""Shares of the weight of words that are no part of a name."""
_CHOICE, _BRACKETS = 6, ("(", "、")
"""Characters between two names of which one is enough, and what else may stand there."""
_LIGHT = 0.15
"""Share of the weight of a word that says nothing about which fact is meant."""
_CORE = 0.8
"""Share of a name of which only the word for its class is missing."""
_BRACKETED = re.compile(r"[(（][^()（）]{2,6}[)）]")
_WITHOUT_PLACE = 0.9
"""Share of a name without the place in it: 中韩产业园 for 中韩(烟台)产业园."""
_CORED = {
    "DemonstrationZone": ("国家自主创新示范区",),
    "Platform": (
        "国家重点实验室",
        "重点实验室",
        "联合实验室",
        "实验室",
        "研究院",
        "产业园",
        "中心",
    ),
    "Enterprise": (
        *("科技有限公司", "技术有限公司", "科技股份有限公司", "股份有限公司", "技术股份有限公司"),
        "集团股份有限公司",
        "股份有限公司",
        "集团有限公司",
        "有限公司",
        "集团",
        "公司",
    ),
}
_SHARES = frozenset({"占比", "市场份额"})
_HEAVY, _HEAVY_WORD, _HEAVY_SHARE = 0.3, 1.5, 0.12
_STRICT_WORD, _ASKED_WORD = 1.1, 0.9
"""Weights of a character, and of a word that an answer may not leave out; its share of all."""
_ONE_LACKING, _ONE_SLIGHT, _SLIGHT = 0.6, 0.3, "数量率额度值总年人家个超达过"
"""Weights of a single character of an indicator that the question lacks, and slight ones."""
_COUNTED = re.compile(r"[一二两三四五六七八九十]+[大个家项条类种篇]")
_PLACE = re.compile(r"^[^市省县]{2,3}[市省县](?=.{3})")


class Coverage:
    """Masks and weights for one question."""

    def __init__(self, question: AskedQuestion, file: FactFile) -> None:
        self.question = question
        self.file = file
        key = question.key
        self._grams = file.grams(grams_of(key))
        self.named = 0
        for mention in question.mentions:
            self.named |= mention.mask
        self.choices, self.choice_mask = self._choose()
        self.weights = self._weigh()
        self._shares: dict[int, tuple[int, float]] = {}
        self._texts: dict[str, int] = {}
        self._facts: dict[int, int] = {}
        self._linked: dict[int, int] = defaultdict(int)
        for mention in question.mentions:
            for thing in mention.things:
                self._linked[thing] |= mention.mask
        self.near_things, self.near_facts = self._near()
        self._by_relation: dict[str, int] = defaultdict(int)
        self._by_class: dict[str, int] = defaultdict(int)
        for phrase in question.phrases:
            if phrase.kind == "relation":
                for meaning in phrase.meanings:
                    self._by_relation[meaning] |= phrase.mask
            elif phrase.kind == "class":
                for meaning in phrase.meanings:
                    self._by_class[meaning] |= phrase.mask
        self.total = self.weight((1 << len(key)) - 1)
        self.industry_owners: dict[int, tuple[str, ...]] | None = None
        """See :func:`gaoxin.answers.industry_owners.said_of`."""

    @property
    def named_places(self) -> int:
        """The characters that name places."""
        mask = 0
        for mention in self.question.mentions:
            if any(self.file.thing(thing).kind == "division" for thing in mention.things):
                mask |= mention.mask
        return mask

    def _choose(self) -> tuple[set[int], int]:
        """The things of which one is enough, because 或 joins their names, and these names."""
        things: set[int] = set()
        mask = 0
        mentions = self.question.mentions
        for one, other in pairwise(mentions):
            between = self.question.key[one.end : other.start]
            if len(between) <= _CHOICE and ("或" in between or between in _BRACKETS):
                things |= {*one.things, *other.things}
                mask |= one.mask | other.mask
        return things, mask

    # -- weights ------------------------------------------------------------------------------

    def weight(self, mask: int) -> float:
        """The weight of the characters in a mask."""
        total, place = 0.0, 0
        while mask:
            if mask & 1:
                total += self.weights[place]
            mask >>= 1
            place += 1
        return total

    def _weigh(self) -> list[float]:
        key = self.question.key
        weights = [0.0] * len(key)
        for place, character in enumerate(key):
            if not _WORD.match(character):
                continue
            rarities = [
                rarity(self._grams[gram][0] if gram in self._grams else 0)
                for start in (place - 1, place)
                if start >= 0 and _WORD.match(key[start])
                for gram in [key[start : start + 2]]
                if len(gram) == 2 and _WORD.match(gram[1]) and not gram.isascii()
            ]
            weights[place] = sum(rarities) / len(rarities) if rarities else 0.6
        named = self.named
        factors: dict[int, float] = {}
        for phrase in self.question.phrases:
            factor = _FACTORS.get(phrase.kind, 1.0)
            for place in range(phrase.start, phrase.end):
                if not named >> place & 1:
                    factors[place] = min(factors.get(place, 1.0), factor)
        for word in light_words():
            place = key.find(word)
            while place >= 0:
                for at in range(place, place + len(word)):
                    if not named >> at & 1:
                        factors[at] = min(factors.get(at, 1.0), _LIGHT)
                place = key.find(word, place + 1)
        for counted in _COUNTED.finditer(key):
            for at in range(*counted.span()):
                if not named >> at & 1:
                    factors[at] = _LIGHT
        for read in expressions(key):
            if read.kind in ("period", "rank"):
                factors.update((place, 0.05) for place in range(read.start, read.end))
        for _, mask in self.question.years:
            factors.update((place, 0.05) for place in range(len(key)) if mask >> place & 1)
        for place, factor in factors.items():
            weights[place] *= factor
        return weights

    def left_over(self, mask: int, *, strictly: bool = False) -> str:
        """The words of two characters and more that a mask leaves out, if they weigh much."""
        least = max(_HEAVY_WORD, _HEAVY_SHARE * self.total)
        if strictly:
            least = _STRICT_WORD
        words: list[str] = []
        word, weight = "", 0.0
        asked = {p.end for p in self.question.phrases_of("ask")}
        for place, character in enumerate(self.question.key + " "):
            is_left = place < len(self.weights) and not mask >> place & 1
            if is_left and self.weights[place] > _HEAVY:
                word += character
                weight += self.weights[place]
                continue
            at_least = _ASKED_WORD if place - len(word) in asked else least
            if weight >= at_least and len(word) > 1:
                words.append(word)
            word, weight = "", 0.0
        return "、".join(words)

    def rarity(self, text: str) -> float:
        """The weight of a text that need not stand in the question."""
        grams = grams_of(match_key(text))
        known = self.file.grams(grams) if grams else {}
        return sum(rarity(known[g][0] if g in known else 0) for g in grams)

    # -- things and texts ---------------------------------------------------------------------

    def _near(self) -> tuple[dict[int, float], dict[int, float]]:
        """Things and facts that share pieces with the question, with the weight of these."""
        things: dict[int, float] = defaultdict(float)
        facts: dict[int, float] = defaultdict(float)
        for frequency, of_things, of_facts in self._grams.values():
            points = rarity(frequency)
            for thing in of_things:
                things[thing] += points
            for fact in of_facts:
                facts[fact] += points
        return things, facts

    def thing(self, number: int) -> tuple[int, float]:
        """The mask of the characters that name this thing, and the share of its name in them."""
        found = self._shares.get(number)
        if found is None:
            found = self._best_form(number) if number in self.near_things else (0, 0.0)
            if number in self._linked:
                found = (found[0] | self._linked[number], 1.0)
            self._shares[number] = found
        return found

    def _best_form(self, number: int) -> tuple[int, float]:
        thing = self.file.thing(number)
        mask, best = 0, 0.0
        for form, whole in zip(thing.forms, thing.rarities, strict=True):
            key = match_key(form)
            covered, matched = self._blocks(key)
            mask |= covered
            core = self._core(key, thing.type)
            if core and core in self.question.key:
                best = max(best, _CORE)
            plain = _BRACKETED.sub("", key)
            if plain != key and len(plain) > 2:
                covered, part = self._blocks(plain)
                best = max(best, _WITHOUT_PLACE * part / len(plain))
                mask |= covered
            if matched / len(key) > best:
                stated = sum(rarity(self._grams[g][0]) for g in grams_of(key) & self._grams.keys())
                best = max(best, min(matched / len(key), stated / max(whole, 0.01)))
        return mask, best

    def _core(self, key: str, type_: str) -> str:
        """A name without the word for its class, if the question speaks of the class."""
        if type_ not in _CORED or not (self.of_class(type_) or type_ == "Enterprise"):
            return ""
        for ending in _CORED[type_]:
            if key.endswith(ending) and len(key) - len(ending) >= 2:
                core = key.removesuffix(ending)
                return _PLACE.sub("", core) if type_ == "Enterprise" else core
        return ""

    def text(self, text: str) -> int:
        """The mask of the characters that stand in a text."""
        found = self._texts.get(text)
        if found is None:
            found = self._texts[text] = self._blocks(match_key(text))[0]
        return found

    def _blocks(self, key: str) -> tuple[int, int]:
        """The characters of the question in common runs of two and more, and how many of the
        key's characters are in such runs.
        """
        asked = self.question.key
        mask, matched, start = 0, 0, 0
        while start < len(key) - 1:
            end = start + 2
            if key[start:end] not in asked or not _WORD.match(key[start]):
                start += 1
                continue
            while end < len(key) and key[start : end + 1] in asked:
                end += 1
            part = key[start:end]
            place = asked.find(part)
            while place >= 0:
                mask |= mask_of(place, place + len(part))
                place = asked.find(part, place + 1)
            matched += len(part)
            start = end
        return mask, matched

    # -- facts --------------------------------------------------------------------------------

    def relation(self, predicate: str) -> int:
        """The words that speak of a relation or attribute."""
        mask = self._by_relation.get(predicate, 0)
        if predicate == "leadingIndustry":
            mask |= self._by_relation.get("hasIndustry", 0)
        return mask

    def of_class(self, type_: str) -> int:
        """The words that speak of a class or of one above it."""
        term = vocabulary().classes.get(type_)
        names = (type_, *(term.parents if term else ()))
        mask = 0
        for name in names:
            mask |= self._by_class.get(name, 0)
        if type_ in ("Zone", "NationalZone"):
            mask |= self._by_class.get("NationalZone", 0)
        return mask

    def words(self, fact: KnownFact) -> int:
        """The words of the question that the fact has beside its subject and object."""
        found = self._facts.get(fact.number)
        if found is None:
            found = self.relation(fact.predicate)
            for part in (fact.qualifier, fact.title, fact.unit):
                if part:
                    found |= self.text(part)
            if fact.literal and not fact.is_figure:
                found |= self.text(fact.literal)
            for year, mask in self.question.years:
                if has_year(fact, year):
                    found |= mask
            if fact.time:
                found |= self.text(fact.time)
            if len(fact.value) > 1 and fact.value in self.question.key:
                start = self.question.key.index(fact.value)
                found |= mask_of(start, start + len(fact.value))
            for phrase in self.question.phrases_of("status"):
                if ("target" in phrase.meanings) == fact.is_promise:
                    found |= phrase.mask
            roles = self.question.phrases_of("role")
            if any(has_role(fact.title, n) for p in roles for n in (p.names or (p.text,))):
                for phrase in roles:
                    found |= phrase.mask
            if fact.is_figure:
                found |= self.indicator(fact.object)[0]
            self._facts[fact.number] = found
        return found

    def indicator(self, number: int) -> tuple[int, float]:
        """The mask of an indicator's name, and the weight of what the question lacks of it."""
        name = self.file.thing(number).zh
        mask, _ = self.thing(number)
        if number in self._linked and not has_han(self.question.key):
            return mask, 0.0  # by its English name, which lacks nothing
        for phrase in self.question.phrases_of("indicator"):
            is_share = _SHARES & set(phrase.meanings) and ("占" in name or "比重" in name)
            plain = name.casefold().replace("规模以上", "规上")
            if is_share or any(word.casefold() in plain for word in phrase.names):
                mask |= phrase.mask
        rest = min(map(self.missing, lacking_of(match_key(name), self.question)), key=len)
        if len(rest) > 1:
            return mask, self.rarity(rest)
        is_slight = rest in self.question.key or rest in _SLIGHT
        return mask, (_ONE_SLIGHT if is_slight else _ONE_LACKING) * len(rest)

    def speaks_of_measure(self, figure: KnownFact) -> bool:
        """Whether the question speaks of what a figure measures, not only by the names in it."""
        spoken = self.indicator(figure.object)[0]
        for mention in self.question.mentions:
            if figure.object not in mention.things:
                spoken &= ~mention.mask
        return self.weight(spoken) > 0

    def missing(self, key: str) -> str:
        """The characters of the key that are in no common run with the question."""
        asked = self.question.key.replace("规模以上", "规上")
        out, start = "", 0
        while start < len(key):
            end = start + 2
            if end <= len(key) and key[start:end] in asked:
                while end < len(key) and key[start : end + 1] in asked:
                    end += 1
                start = end
                continue
            out += key[start] if _WORD.match(key[start]) else ""
            start += 1
        return out
