"""Mentions of one thing carry one name: its fullest form in the article.

A short form (远岭智能 for 远岭智能科技股份有限公司, 潍坊 for 潍坊市), a form that the text
introduces (以下简称), a word such as 该公司 or 全区, and a name without its place (高新区)
all mean a thing that is named in full elsewhere.
"""

from __future__ import annotations

import re
import tomllib
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace
from functools import lru_cache
from importlib import resources

from gaoxin.extraction.article import TextSpan, occurrences
from gaoxin.extraction.mentions.known_names import KnownNames
from gaoxin.extraction.mentions.merging import without_overlaps
from gaoxin.extraction.proposals import EntityMention
from gaoxin.extraction.words import is_in_dictionary, words_of

_PLACES = frozenset({"Province", "City", "County"})
_INTRODUCED = re.compile(
    r"[（(][^（）()。；]{0,12}?(?:以下)?(?:简称|下称)[为：:]?[“\"「]?(?P<name>[^“”\"「」（）()，。；、]{2,16}?)[”\"」]?[）)]"
)
_SAME_ENDING = frozenset({"Event", "Organization", "Platform", "Project", "Policy", "Document"})
_PARTS = (
    "分公司",
    "子公司",
    "一期",
    "二期",
    "三期",
    "党委",
    "团委",
    "支部",
    "分会",
    "分局",
    "附属",
)
_FIRM = re.compile(
    r"(?:[（(][^（）()]{2,6}[）)])?(?:控股|集团|股份|科技|实业|技术|智能|电子|信息|生物|新材料|制造|装备|网络|发展|投资)*"
    r"(?:有限责任公司|股份有限公司|有限公司|公司|集团)$"
)
_BRACKETS = re.compile(r"[（(][^（）()]*[）)]")
_ZONE_KIND = re.compile(
    r"(?:国家级?)?(高新|经开|经济技术|经济|保税|自贸|自由贸易|自主创新|新区|工业园|科学城|科技城|开发区)"
)
_LONGEST_NOUN = 3
_GROUPS = {"County": "Zone"}
"""新区 is found as a county or as a zone."""
_BEGINS_CLAUSE = frozenset("，。；：！？“”\n ,;")


def with_full_names(
    text: str, mentions: Sequence[EntityMention], known: KnownNames
) -> list[EntityMention]:
    """The mentions with their full names, and those that were not found by themselves."""
    named = [*mentions]
    named = [*_places(named, known)]
    named = _renamed(named, _zone_names(named))
    named = _renamed(named, _longer_names(named))
    named = [*_of_bare_nouns(named)]
    found = [*named, *_introduced(text, named), *_short_firms(text, named, known)]
    merged = without_overlaps(found)
    return without_overlaps([*merged, *_stand_ins(text, merged)])


def _renamed(
    mentions: Iterable[EntityMention], names: dict[tuple[str, str], str]
) -> list[EntityMention]:
    """The mentions with new names, by name and class."""
    return [
        replace(m, name=names[(m.name, m.type)], reason="short") if (m.name, m.type) in names else m
        for m in mentions
    ]


def _places(mentions: Iterable[EntityMention], known: KnownNames) -> Iterator[EntityMention]:
    """A place has its longest form in the article; 潍坊 is 潍坊市 where both stand."""
    mentions = list(mentions)
    identity: dict[str, str] = {}
    for mention in mentions:
        if mention.type in _PLACES:
            things = [t for t in known.forms.get(mention.name, ()) if t.type in _PLACES]
            if things:
                identity[mention.name] = things[0].name
    longest: dict[str, str] = {}
    for form, name in sorted(identity.items()):
        if len(form) > len(longest.get(name, "")):
            longest[name] = form
    for mention in mentions:
        full = longest.get(identity.get(mention.name, ""), mention.name)
        yield replace(mention, name=full) if mention.type in _PLACES else mention


def _zone_names(mentions: Sequence[EntityMention]) -> dict[tuple[str, str], str]:
    """The full names of zones that are written short: 高新区, 东湖高新区 beside 武汉东湖高新区."""
    zones = [m for m in mentions if m.type == "Zone"]
    counts = Counter(m.name for m in zones)
    kinds = {name: match for name in counts if (match := _ZONE_KIND.search(name))}
    of_kind: dict[str, list[str]] = {}
    longest: dict[tuple[str, str], str] = {}  # by kind and the last letters of the place
    for name in sorted(kinds, key=lambda name: (-len(name), name)):
        kind, place = _kind_and_place(kinds[name])
        of_kind.setdefault(kind, []).append(name)
        for start in range(len(place)):
            longest.setdefault((kind, place[start:]), name)
    full: dict[tuple[str, str], str] = {}
    for name, found in kinds.items():
        kind, place = _kind_and_place(found)
        if place:
            other = longest[kind, place]
        else:  # 高新区 alone: the zone that is named most often
            longer = (other for other in of_kind[kind] if len(other) > len(name))
            other = max(longer, key=lambda o: (counts[o], len(o), o), default=name)
        if len(other) > len(name):
            full[(name, "Zone")] = other
    return full


def _kind_and_place(kind: re.Match[str]) -> tuple[str, str]:
    """The first letter of the kind of a zone, and what stands before it in its name."""
    return kind[1][0], kind.string[: kind.start()]


def _longer_names(mentions: Sequence[EntityMention]) -> dict[tuple[str, str], str]:
    """Names that are shortenings of a longer one of the same class and ending."""
    full: dict[tuple[str, str], str] = {}
    counts = Counter((m.name, m.type) for m in mentions)
    by_class: dict[str, set[str]] = {}
    for mention in mentions:
        if mention.type in _SAME_ENDING:
            by_class.setdefault(mention.type, set()).add(mention.name)
    for kind, found in sorted(by_class.items()):
        names = sorted(found, key=lambda name: (-len(name), name))
        for name in names:
            if len(name) < 4:
                continue
            for longer in names:
                if len(longer) <= len(name):
                    break
                if _is_shortening(name, longer):
                    if counts[(name, kind)] > counts[(longer, kind)] and _has_more(longer, name):
                        full[(longer, kind)] = name
                    else:
                        full[(name, kind)] = longer
                    break
    return full


_MORE = re.compile(r"暨|和|与|及|开展|组织|举办|举行|参加|建设|推进|联合|公司|集团|大学")


def _has_more(longer: str, name: str) -> bool:
    """Whether a longer name has words before a name that are not its own: 合作暨青禾大学."""
    return longer.endswith(name) and bool(_MORE.search(longer[: -len(name)]))


def _is_shortening(short: str, long: str) -> bool:
    if short[-1] != long[-1] or any((part in long) != (part in short) for part in _PARTS):
        return False
    letters = iter(long)
    return short[:2] in long and all(letter in letters for letter in short)


def _of_bare_nouns(mentions: Sequence[EntityMention]) -> Iterator[EntityMention]:
    """Nouns that were found as names stand for the last thing of this ending: 基地, 某产业基地."""
    last: dict[tuple[str, str], EntityMention] = {}
    for mention in sorted(mentions, key=lambda m: m.span):
        name, group = mention.name, _GROUPS.get(mention.type, mention.type)
        for size in range(2, min(_LONGEST_NOUN, len(name) - 1) + 1):
            last[group, name[-size:]] = mention
        meant = last.get((group, name)) if len(name) <= _LONGEST_NOUN else None
        yield replace(meant, span=mention.span, reason="short") if meant else mention


def _introduced(text: str, mentions: Sequence[EntityMention]) -> Iterator[EntityMention]:
    """Short forms that the text introduces after a name in full."""
    for match in _INTRODUCED.finditer(text):
        before = [m for m in mentions if m.span.end in (match.start(), match.start() - 1)]
        if not before:
            continue
        for span in occurrences(match["name"], text):
            yield replace(before[-1], span=span, reason="short")


def _short_firms(
    text: str, mentions: Sequence[EntityMention], known: KnownNames
) -> Iterator[EntityMention]:
    """Firms by the core of their names, which is no word of the language."""
    firms = sorted({m.name for m in mentions if m.type == "Enterprise"}, key=lambda n: (-len(n), n))
    seen: set[str] = set()
    for name in firms:
        core = _core(name, known)
        for length in range(len(core), 1, -1):
            short = core[:length]
            if short in seen or (length < 4 and is_in_dictionary(short)) or short in known.forms:
                continue
            places = [span.start for span in occurrences(short, text)]
            alone = [place for place in places if not text.startswith(name, place)]
            if not alone:
                continue
            seen.add(short)
            for place in alone:
                end = _end_of_firm(text, place + length)
                yield EntityMention(TextSpan(place, end), "Enterprise", name, "", "short", 0.7)
            if length >= 3:
                break


def _end_of_firm(text: str, end: int) -> int:
    match = re.match(
        r"(?:科技|股份|集团|公司|智能|实业|电子|光电|生物|医药|材料)*", text[end : end + 8]
    )
    return end + (match.end() if match else 0)


def _core(name: str, known: KnownNames) -> str:
    """The own part of a firm's name: 远岭 of 星河市远岭智能科技（集团）股份有限公司."""
    core = _FIRM.sub("", _BRACKETS.sub("", name))
    for length in range(min(8, len(core) - 2), 1, -1):
        things = known.forms.get(core[:length], ())
        if any(thing.type in _PLACES for thing in things):
            core = core[length:].removeprefix("省").removeprefix("市")
            break
    return core[:8]


@lru_cache(maxsize=1)
def _heads() -> tuple[dict[str, list[str]], dict[str, list[str]]]:
    """The words of ``heads.toml`` with the classes that they can stand for."""
    table = tomllib.loads((resources.files(__package__) / "heads.toml").read_text("utf-8"))
    both = []
    for part in ("whole", "clause"):
        words: dict[str, list[str]] = {}
        for kind, listed in table[part].items():
            for word in listed.split():
                words.setdefault(word, []).append(kind)
        both.append(words)
    return both[0], both[1]


def _stand_ins(text: str, mentions: Sequence[EntityMention]) -> Iterator[EntityMention]:
    """Words that stand for the last thing of a class that was named before them."""
    whole, clause = _heads()
    pattern = re.compile("|".join(sorted({*whole, *clause}, key=lambda w: (-len(w), w))))
    ends = {word.end for word in words_of(text)}
    before = _MentionsBefore(mentions)
    for match in pattern.finditer(text):
        word, start = match[0], match.start()
        begins = start == 0 or text[start - 1] in _BEGINS_CLAUSE
        kinds = whole.get(word, []) if len(word) > 2 or begins or word[0] in "全我该园" else []
        if not kinds and begins:
            kinds = clause.get(word, [])
        if not kinds or match.end() not in ends:
            continue
        before.go_to(start)
        if len(word) > 2 or word[0] in "全我该":
            meant = before.last(*kinds)
        else:
            named = [kind if kind == "Enterprise" else f"{kind} {word}" for kind in kinds]
            meant = before.last(*named)
            if meant is None and word in ("项目", "公司", "园区"):
                meant = before.last(*kinds)
        if meant:
            yield replace(meant, span=TextSpan(*match.span()), reason="pronoun", score=0.5)


class _MentionsBefore:
    """The last mention before a place that goes on along the text, by class and by class and the
    last two letters of the name (``Organization 学校``).
    """

    def __init__(self, mentions: Sequence[EntityMention]) -> None:
        self._mentions, self._passed = mentions, 0
        self._last: dict[str, int] = {}

    def go_to(self, place: int) -> None:
        """Go on to a place that is not before the last one."""
        while self._passed < len(self._mentions):
            mention = self._mentions[self._passed]
            if mention.span.end > place:
                return
            for group in (mention.type, f"{mention.type} {mention.name[-2:]}"):
                self._last[group] = self._passed
            self._passed += 1

    def last(self, *groups: str) -> EntityMention | None:
        """The last mention of any of the groups."""
        number = max((self._last.get(group, -1) for group in groups), default=-1)
        return self._mentions[number] if number >= 0 else None
