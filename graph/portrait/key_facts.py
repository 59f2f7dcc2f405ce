"""Key facts: the three to seven things that one wants to know first, chosen by class.

A key fact that nobody has reported is said to be missing for classes of which it is expected; it is
never left out there, because its absence says something.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable
from dataclasses import dataclass, field
from datetime import date

from gaoxin.graph.facts.period_words import period_words
from gaoxin.graph.facts.qualifiers import remark_words
from gaoxin.graph.facts.reader import SourceRef
from gaoxin.graph.lookup.thing import label_of
from gaoxin.graph.lookup.told_items import HELD, PAST, ToldItem, figure_words
from gaoxin.language import in_brackets, say
from gaoxin.ontology.terms import vocabulary

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


@dataclass(frozen=True, slots=True)
class Told:
    """A piece of text with the sources that say it."""

    text: str
    sources: tuple[SourceRef, ...] = ()


@dataclass(frozen=True, slots=True)
class KeyFact:
    """A labelled line; ``values`` is empty if nobody has reported it, ``absent`` then says so."""

    label: str
    values: tuple[Told, ...]
    absent: str = ""
    lines: bool = False
    """Whether each value has a line of its own."""


@dataclass(frozen=True, slots=True)
class KnownFacts:
    """What is known of a thing: its entries by section, and its class.

    ``most`` is how many of one relation were read if there are more, 0 if all were.
    """

    iri: str
    cls: str
    entries: dict[str, list[ToldItem]]
    today: date = field(default_factory=date.today)
    most: int = 0

    def related(self, *predicates: str, out: bool | None = None) -> list[ToldItem]:
        """The entries with one of these relations or attributes."""
        return [
            entry
            for listed in self.entries.values()
            for entry in listed
            if any(
                fact.predicate in predicates
                and (out is None or (fact.subject == self.iri) == out)
                and not fact.inferred
                for fact in entry.facts
            )
        ]

    def section(self, key: str) -> list[ToldItem]:
        """The entries of a section."""
        return self.entries.get(key, [])


Maker = Callable[[KnownFacts], KeyFact | None]


def key_facts(known: KnownFacts) -> list[KeyFact]:
    """The key facts of a thing by its class."""
    for cls in (known.cls, *_parents(known.cls)):
        if cls in _BY_CLASS:
            return [fact for make in _BY_CLASS[cls] if (fact := make(known)) is not None]
    return []


def _parents(cls: str) -> tuple[str, ...]:
    term = vocabulary().classes.get(cls)
    return term.parents if term else ()


_NO_SOURCE = ("没有来源报道", "no source reports it")


def _names(
    zh: str, en: str, *predicates: str, out: bool | None = None, expected: bool = False
) -> Maker:
    """A key fact that lists things related in one of these ways."""

    def make(known: KnownFacts) -> KeyFact | None:
        found = known.related(*predicates, out=out)
        return _list(say(zh, en), found, expected=expected)

    return make


def _of_section(zh: str, en: str, key: str) -> Maker:
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


def state_word(entry: ToldItem) -> str:
    """The word for a state other than "it is so"."""
    statuses = {fact.status for fact in entry.facts}
    if entry.state == PAST:
        return say("过去", "formerly")
    return say("目标", "target") if "target" in statuses else say("计划", "planned")


def _texts(*predicates: str, expected: bool = False, label: tuple[str, str] | None = None) -> Maker:
    """A key fact from attributes, the first that is known."""

    def make(known: KnownFacts) -> KeyFact | None:
        name = say(*label) if label else label_of(predicates[0])
        for predicate in predicates:
            found = known.related(predicate)
            if found:
                shown = label_of(predicate) if label is None else name
                values = (Told(entry.name, entry.sources) for entry in found[:2])
                return KeyFact(shown, tuple(values))
        return KeyFact(name, (), say(*_NO_SOURCE)) if expected else None

    return make


def _place(known: KnownFacts) -> KeyFact | None:
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
    names = list(dict.fromkeys(entry.name for entry in divisions))
    return say("".join(names), ", ".join(reversed(names)))


def _all_sources(entries: Iterable[ToldItem]) -> tuple[SourceRef, ...]:
    return tuple({s.key: s for entry in reversed(list(entries)) for s in entry.sources}.values())


def _is_division(entry: ToldItem) -> bool:
    return "AdministrativeDivision" in _parents(entry.cls)


def _posts(known: KnownFacts) -> KeyFact | None:
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


def _figures(known: KnownFacts) -> KeyFact | None:
    found = [e for e in known.section("figures") if e.state == HELD and e.facts[0].figure]
    label = say("最近的数字", "newest figures")
    if not found:
        absent = say("没有来源报道", "no source reports any")
        return KeyFact(label, (), absent) if "Zone" in (known.cls, *_parents(known.cls)) else None
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


def _rankings(known: KnownFacts) -> KeyFact | None:
    found = [e for e in known.section("rankings") if e.state == HELD and e.facts[0].figure]
    if not found:
        return None
    return KeyFact(say("排名", "rankings"), tuple(map(_figure, _newest(found)[:2])), lines=True)


def _targets(known: KnownFacts) -> KeyFact | None:
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


def _counts(*keys: str) -> Maker:
    """How many enterprises, platforms and so on are known; each counted as its section counts."""
    measures = {"enterprises": "家", "platforms": "个", "projects": "个", "people": "位"}
    measures |= {"policies": "项", "zones": "家", "industries": "项"}

    def make(known: KnownFacts) -> KeyFact | None:
        from gaoxin.graph.lookup.sections import sections

        texts = []
        for section in sections():
            count = len(known.section(section.key))
            if section.key in keys and count:
                zh = f"{section.zh} {count} {measures.get(section.key, '项')}"
                en = counted(count, section.en)
                if known.most and count >= known.most:
                    zh, en = f"{zh}以上", f"more than {en}"
                texts.append(Told(say(zh, en)))
        if not texts:
            return KeyFact(say("企业与平台", "firms, platforms"), (), say(*_NO_SOURCE))
        return KeyFact(say("企业与平台", "firms, platforms"), tuple(texts))

    return make


def _if_known(make: Maker) -> Maker:
    """The key fact, left out if there is none: of a place nobody expects it."""

    def made(known: KnownFacts) -> KeyFact | None:
        fact = make(known)
        return fact if fact and fact.values else None

    return made


def counted(count: int, noun: str) -> str:
    """A count with an English noun, which is given in the plural: "1 enterprise"."""
    if count != 1:
        return f"{count} {noun}"
    return f"{count} {'person' if noun == 'people' else re.sub('ies$', 'y', noun).rstrip('s')}"


_BY_CLASS: dict[str, tuple[Maker, ...]] = {}


def _tell(cls: str, *makers: Maker) -> None:
    """Choose the key facts of things of a class, and of its subclasses without a choice."""
    _BY_CLASS[cls] = makers


_tell(
    "Zone",
    _place,
    _texts("approved", expected=True, label=("获批", "approved")),
    _names("主导产业", "leading industries", "leadingIndustry", out=True, expected=True),
    _figures,
    _rankings,
    _targets,
    _counts("enterprises", "platforms", "projects"),
)
_tell(
    "CorporateBody",
    _place,
    _names("从事产业", "industries", "operatesIn", out=True),
    _names("产品与技术", "makes", "produces", "develops", out=True),
    _texts("established"),
    _texts("registeredCapital"),
    _texts("enterpriseSize"),
    _texts("stockCode", "listing"),
    _names("称号", "titles", "awarded", "approvedAs", out=True),
    _figures,
)
_tell("Person", _posts, _names("参与", "takes part in", "participatesIn", out=True))
_tell(
    "Industry",
    _texts("skos:notation", label=("分类代码", "code")),
    _names("上位产业", "part of", "subIndustryOf", "skos:broader", out=True),
    _names("又称", "same as", "skos:exactMatch"),
    _names("作为主导产业的高新区", "leading in", "leadingIndustry", out=False),
    _names("拥有此产业的园区", "places with it", "hasIndustry", out=False),
    _of_section("企业", "enterprises", "enterprises"),
)
_tell(
    "PolicyInstrument",
    _names("发布方", "issued by", "issues", "issuedBy"),
    _texts("issued", expected=True),
    _texts("policyLevel"),
    _texts("documentNumber", "skos:notation", label=("文号", "number")),
    _names("适用于", "applies to", "appliesTo", out=True),
    _names("实施的高新区", "carried out by", "hasPolicy", out=False),
    _names("落实", "implements", "implements", out=True),
)
_tell(
    "Platform",
    _place,
    _texts("recognitionLevel"),
    _names("产业", "industries", "hasIndustry", "operatesIn", out=True),
    _names("批准单位", "approved by", "approvedBy", out=True),
    _names("参与方", "participants", "participatesIn", "invests", out=False),
    _figures,
)
_tell(
    "Activity",
    _place,
    _texts("totalInvestment"),
    _texts("stage"),
    _texts("started"),
    _texts("completed"),
    _names("产业", "industries", "hasIndustry", out=True),
    _names("参与方", "participants", "participatesIn", "invests", out=False),
    _figures,
)
_tell(
    "Product",
    _names("生产者", "made by", "produces", out=False),
    _names("研发者", "developed by", "develops", out=False),
    _figures,
)
_tell("Technology", _names("研发者", "developed by", "develops", out=False), _figures)
_tell(
    "Award",
    _texts("recognitionLevel"),
    _names("获得者", "held by", "awarded", "approvedAs", out=False, expected=True),
    _names("以此为定位", "aimed at by", "positioning", out=False),
)
_tell(
    "AdministrativeDivision",
    _names("上级", "in", "locatedIn", out=True),
    _of_section("高新区", "zones", "zones"),
    _figures,
    _if_known(_targets),
    _of_section("产业", "industries", "industries"),
    _if_known(_counts("enterprises", "platforms", "projects")),
    _texts("skos:notation", label=("代码", "code")),
)
_tell("DemonstrationZone", _of_section("高新区", "zones", "zones"), _texts("approved"))
_tell("Indicator", _texts("unit"), _texts("category"), _texts("skos:definition"))
