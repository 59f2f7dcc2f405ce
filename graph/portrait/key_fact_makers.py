"""Makers of key facts: each tells one line of what is known of a thing."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable

from gaoxin.graph.facts.period_words import period_words
from gaoxin.graph.facts.qualifiers import remark_words
from gaoxin.graph.facts.reader import SourceRef
from gaoxin.graph.lookup.thing import label_of
from gaoxin.graph.lookup.told_items import HELD, PAST, ToldItem, figure_words
from gaoxin.graph.portrait.known_facts import KeyFact, KnownFacts, Told, parents_of, state_word
from gaoxin.language import in_brackets, say

_NAMED = 6
"""How many names a key fact lists; the section has the others."""
_CORE = (
    "生产总值",
    "营业收入",
    "营业总收入",
    "工业总产值",
    "规上工业总产值",
    "高新技术企业数",
    "财政收入",
    "进出口总额",
)
_CORE_YEARS = 10
"""A core indicator goes before others up to this many years younger."""


Maker = Callable[[KnownFacts], KeyFact | None]
"""Makes a key fact of what is known; ``None`` if there is none."""
_NO_SOURCE = ("没有来源报道", "no source reports it")


def names(
    zh: str, en: str, *predicates: str, out: bool | None = None, expected: bool = False
) -> Maker:
    """A key fact that lists things related in one of these ways."""

    def make(known: KnownFacts) -> KeyFact | None:
        found = known.related(*predicates, out=out)
        return _list(say(zh, en), found, expected=expected)

    return make


def of_section(zh: str, en: str, key: str) -> Maker:
    """A key fact that lists a section."""
    return lambda known: _list(say(zh, en), known.section(key))


def _list(label: str, found: list[ToldItem], *, expected: bool = False) -> KeyFact | None:
    held = [entry for entry in found if entry.state != PAST] or found
    if not held:
        return KeyFact(label, (), say(*_NO_SOURCE)) if expected else None
    values = [Told(_name(entry), entry.sources) for entry in held[:_NAMED]]
    if len(held) > _NAMED:
        values.append(Told(say(f"共 {len(held)} 项", f"{len(held)} in all")))
    return KeyFact(label, tuple(values))


def _name(entry: ToldItem) -> str:
    return entry.name if entry.state == HELD else f"{entry.name}{in_brackets(state_word(entry))}"


def texts(*predicates: str, expected: bool = False, label: tuple[str, str] | None = None) -> Maker:
    """A key fact from attributes, the first that is known."""

    def make(known: KnownFacts) -> KeyFact | None:
        name = say(*label) if label else label_of(predicates[0])
        for predicate in predicates:
            found = known.related(predicate)
            if found:
                shown = label_of(predicate) if label is None else name
                values = (Told(_name(entry), entry.sources) for entry in found[:2])
                return KeyFact(shown, tuple(values))
        return KeyFact(name, (), say(*_NO_SOURCE)) if expected else None

    return make


def place(known: KnownFacts) -> KeyFact | None:
    """Where it is: province, city and county as one name, other places after it."""
    found = known.related("locatedIn", "hostedBy", out=True)
    found += known.related("hosts", out=False)
    classes = {entry.iri: entry for entry in found}
    label = say("所在", "place")
    if not classes:
        return KeyFact(label, (), say(*_NO_SOURCE))
    # The code of a province is before that of a city in it, and that before a county's.
    divisions = sorted(filter(_is_division, classes.values()), key=lambda entry: entry.iri)
    others = [entry for entry in classes.values() if not _is_division(entry)]
    values = [Told(_address(divisions), _all_sources(divisions))] if divisions else []
    values += [Told(_name(entry), entry.sources) for entry in others[:_NAMED]]
    return KeyFact(label, tuple(values))


def _address(divisions: list[ToldItem]) -> str:
    listed = list(dict.fromkeys(entry.name for entry in divisions))
    return say("".join(listed), ", ".join(reversed(listed)))


def _all_sources(entries: Iterable[ToldItem]) -> tuple[SourceRef, ...]:
    return tuple({s.key: s for entry in reversed(list(entries)) for s in entry.sources}.values())


def _is_division(entry: ToldItem) -> bool:
    return "AdministrativeDivision" in parents_of(entry.cls)


def posts(known: KnownFacts) -> KeyFact | None:
    """The organizations with the titles held there, one in a line."""
    found = known.section("posts")
    values = []
    for entry in found:
        titles = dict.fromkeys(fact.title for fact in entry.facts if fact.title)
        times = dict.fromkeys(period_words(fact.time) for fact in entry.facts if fact.time)
        text = say("", ": ").join(filter(None, (entry.name, say("、", ", ").join(titles))))
        aside = in_brackets(say("、", ", ").join(times))
        values.append(Told(text + aside, entry.sources))
    return KeyFact(say("职务", "posts"), tuple(values), lines=True) if found else None


def figures(known: KnownFacts) -> KeyFact | None:
    """The newest figures, one in a line; that there are none is told of zones only."""
    found = [e for e in known.section("figures") if e.state == HELD and e.facts[0].figure]
    label = say("最近的数字", "newest figures")
    if not found:
        absent = say("没有来源报道", "no source reports any")
        return KeyFact(label, (), absent) if "Zone" in (known.cls, *parents_of(known.cls)) else None
    return KeyFact(label, tuple(map(_figure, _newest(found))), lines=True)


def _newest(found: list[ToldItem]) -> list[ToldItem]:
    """Three figures, each indicator with its newest value; core indicators may be older."""
    first: dict[str, ToldItem] = {}
    for entry in found:
        first.setdefault(entry.iri, entry)

    def rank(entry: ToldItem) -> tuple[int, int]:
        core = _CORE.index(entry.zh) if entry.zh in _CORE else len(_CORE)
        year = int(entry.latest[:4] or 0)
        return -(year + _CORE_YEARS * (core < len(_CORE))), core

    return sorted(first.values(), key=rank)[:3]


def _figure(entry: ToldItem) -> Told:
    fact = entry.facts[0]
    when = period_words(fact.time) if fact.time else say("时期未注明", "no period given")
    remark = remark_words(fact.qualifier)
    aside = in_brackets(when, remark)
    return Told(f"{entry.name} {figure_words(fact)}{aside}", entry.sources)


def rankings(known: KnownFacts) -> KeyFact | None:
    """The newest rankings, one in a line."""
    found = [e for e in known.section("rankings") if e.state == HELD and e.facts[0].figure]
    if not found:
        return None
    return KeyFact(say("排名", "rankings"), tuple(map(_figure, _newest(found)[:2])), lines=True)


def targets(known: KnownFacts) -> KeyFact | None:
    """The promises about the thing itself: its numbers, and what it means to become by a time."""
    aims = [entry for entry in known.section("positioning") if entry.facts[0].end]
    found = [*known.section("targets"), *aims]
    label = say("目标", "targets")
    if not found:
        return KeyFact(label, (), say("没有来源报道", "no source reports any"))
    ends = [entry.facts[0].end for entry in found]
    today = known.today.isoformat()
    parts = [
        (sum(1 for end in ends if end > today), "未到期", "not yet due"),
        (sum(1 for end in ends if "" < end <= today), "已到期", "due"),
        (sum(1 for end in ends if not end), "没有写明期限", "without a deadline"),
    ]
    parts = [part for part in parts if part[0]]
    all_of = len(parts) == 1
    zh = "，".join((f"都{w}" if c > 1 else w) if all_of else f"{c} 项{w}" for c, w, _ in parts)
    en = ", ".join(w if all_of else f"{c} {w}" for c, _, w in parts)
    joint = say("，", ", ") if all_of else say("：", ": ")
    own = say(f"自身 {len(found)} 项", f"{len(found)} of its own")
    return KeyFact(label, (Told(own + joint + say(zh, en)),))


def counts(*keys: str) -> Maker:
    """How many enterprises, platforms and so on are known; each counted as its section counts."""
    measures = {"enterprises": "家", "platforms": "个", "projects": "个", "people": "位"}
    measures |= {"policies": "项", "zones": "家", "industries": "项"}

    def make(known: KnownFacts) -> KeyFact | None:
        from gaoxin.graph.lookup.sections import sections

        told = []
        for section in sections():
            count = len(known.section(section.key))
            if section.key in keys and count:
                zh = f"{section.zh} {count} {measures.get(section.key, '项')}"
                en = _counted(count, section.en)
                if known.most and count >= known.most:
                    zh, en = f"{zh}以上", f"more than {en}"
                told.append(Told(say(zh, en)))
        if not told:
            return KeyFact(say("企业与平台", "firms, platforms"), (), say(*_NO_SOURCE))
        return KeyFact(say("企业与平台", "firms, platforms"), tuple(told))

    return make


def if_known(make: Maker) -> Maker:
    """The key fact, left out if there is none: of a place nobody expects it."""

    def made(known: KnownFacts) -> KeyFact | None:
        fact = make(known)
        return fact if fact and fact.values else None

    return made


def _counted(count: int, noun: str) -> str:
    """A count with an English noun, which is given in the plural: "1 enterprise"."""
    if count != 1:
        return f"{count} {noun}"
    return f"{count} {'person' if noun == 'people' else re.sub('ies$', 'y', noun).rstrip('s')}"
