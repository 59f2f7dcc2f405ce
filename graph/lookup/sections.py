"""Sections: where a fact about a thing stands when it is read, and where it is counted.

Every output that counts what is known (``show``, ``coverage``, pages) uses these sections, so that
a count means one thing.  A *fact* is a thing that a source relates to this one, or a figure: two
sources that say the same, or two relations to the same thing, are one fact.  Names, codes,
addresses and places (:data:`BASICS`, :data:`NAMES`) describe the thing itself and are not counted.
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache

from gaoxin.errors import UnknownTerm
from gaoxin.graph.facts.figures import PROMISED
from gaoxin.language import say
from gaoxin.ontology.term_names import class_named, name_key
from gaoxin.ontology.term_records import PropertyTerm
from gaoxin.ontology.terms import vocabulary


@dataclass(frozen=True, slots=True)
class FactSection:
    """A section: its key, its heading in both languages, and further words that mean it."""

    key: str
    zh: str
    en: str
    words: tuple[str, ...] = ()

    @property
    def heading(self) -> str:
        """The heading in the language in force."""
        return say(self.zh, self.en)

    def is_named(self, text: str) -> bool:
        """Whether the text is its key, its heading in a language, or another word for it."""
        return name_key(text) in map(name_key, (self.key, self.zh, self.en, *self.words))


FIGURES = FactSection("figures", "数字", "figures", ("数值", "指标", "指标值", "observation"))
RANKINGS = FactSection("rankings", "排名", "rankings", ("rank", "ranking"))
TARGETS = FactSection("targets", "目标", "targets", ("承诺", "promises", "target"))
TITLES = FactSection("titles", "称号", "titles", ("奖项", "获批", "获批为", "awards", "award"))
POSITIONING = FactSection("positioning", "定位", "positioning", ("口号", "slogans"))
OTHERS = FactSection("others", "其他关联", "other relations", ("其他", "other"))
BASICS = FactSection("basics", "基本情况", "basics", ("概况",))
NAMES = FactSection(
    "names", "名称与沿革", "names and history", ("名称", "别名", "沿革", "备注", "name")
)
_POSTS = FactSection("posts", "职务", "posts", ("职位", "positions"))
_PARTNERS = FactSection("partners", "合作", "partners")
_CLASSES = FactSection("classification", "分类", "classification", ("上位", "下位"))
_BY_RELATION = {"partnerOf": _PARTNERS, "holdsPosition": _POSTS}
_BY_CLASS = (
    ("Industry", FactSection("industries", "产业", "industries", ("主导产业",))),
    ("Zone", FactSection("zones", "高新区与园区", "zones", ("高新区", "园区"))),
    ("Enterprise", FactSection("enterprises", "企业", "enterprises", ("公司", "firms"))),
    ("Project", FactSection("projects", "项目", "projects")),
    ("Platform", FactSection("platforms", "平台", "platforms")),
    ("Organization", FactSection("organizations", "机构", "organizations")),
    ("Person", FactSection("people", "人物", "people", ("领导", "负责人", "职务", "persons"))),
    (
        "PolicyInstrument",
        FactSection("policies", "政策", "policies", ("政策与文件", "文件", "举措")),
    ),
    ("Product", FactSection("products", "产品与技术", "products and technologies", ("产品",))),
    ("Technology", FactSection("products", "产品与技术", "products and technologies", ("技术",))),
    ("Event", FactSection("events", "活动", "events")),
    ("Indicator", FIGURES),
    ("Award", TITLES),
    ("DemonstrationZone", FactSection("places", "地区", "places")),
    ("AdministrativeDivision", FactSection("places", "地区", "places", ("城市", "省份"))),
)
_NAMING = frozenset(
    ("skos:prefLabel", "skos:altLabel", "skos:note", "predecessorNote", "contestedName")
)
# What tells about the record, not about the thing.
_UNTOLD = frozenset(
    ("corroboration", "sourceCount", "divisionStatus", "geoPrecision", "qudt:hasUnit")
)
_OWN = frozenset(("locatedIn", "inDemonstrationZone", "approvedBy"))
"""Relations that say of a place where it lies; at the other end they are facts."""
_CONFERRING = frozenset(("approvedAs", "awarded"))
"""Relations to titles that a thing has; with a promised status they are aims, as is every other."""


@cache
def sections() -> tuple[FactSection, ...]:
    """All sections in the order of reading: facts, then what is aimed at, then names.

    A class that the ontology counts in a column of its own (``gx:coveredAs``) has a section, too.
    """
    found = {section.key: section for section in (_POSTS, FIGURES, RANKINGS, TARGETS)}
    found |= {section.key: section for _, section in _BY_CLASS if section.key not in found}
    for column in vocabulary().columns:
        if column.key != "leading":
            new = FactSection(column.key, column.names_zh[0], column.key)
            found.setdefault(column.key, new)
    found[TITLES.key] = found.pop(TITLES.key)  # after the things
    for section in (_PARTNERS, _CLASSES, OTHERS, POSITIONING, BASICS, NAMES):
        found[section.key] = section
    return tuple(found.values())


def section_of_link(predicate: str, cls: str, about: str, *, out: bool, status: str = "") -> str:
    """The key of the section of a relation to a thing of class ``cls``; ``""`` if it is not told.

    ``about`` is the class of the thing that is read about; ``out`` is true if it is the subject.
    Of a zone only those count as its firms, policies and so on that the ontology counts for zones
    (``gx:zoneEnd``).
    """
    if predicate in _UNTOLD or predicate.startswith("http"):  # a term of another vocabulary
        return ""
    if out and predicate in _OWN and vocabulary().is_a(about, ("Place",)):
        return BASICS.key
    if predicate in _BY_RELATION and (out or predicate == "partnerOf"):
        return _BY_RELATION[predicate].key
    term = vocabulary().properties.get(predicate)
    if predicate.startswith("skos:") or predicate == "subIndustryOf":
        return _CLASSES.key
    if cls == "Award" and out:
        aimed = status in PROMISED or predicate not in _CONFERRING
        return POSITIONING.key if aimed else TITLES.key
    key = _of_class(cls)
    of_zone = vocabulary().is_a(about, ("Zone",))
    if of_zone and key in _counted() and not _counts_for_zone(term, out=out):
        return OTHERS.key
    return key


def section_of_figure(predicate: str, status: str) -> str:
    """The key of the section of a figure, target or rank."""
    if predicate == "target" or status in PROMISED:
        return TARGETS.key
    return RANKINGS.key if predicate == "rank" else FIGURES.key


def section_of_text(predicate: str) -> str:
    """The key of the section of an attribute; ``""`` if it is not told."""
    if predicate in _UNTOLD:
        return ""
    return NAMES.key if predicate in _NAMING else BASICS.key


def is_counted(key: str) -> bool:
    """Whether what stands in this section counts as facts."""
    return key not in (BASICS.key, NAMES.key)


def section_named(text: str) -> FactSection | None:
    """The section that a person means by a word: its heading, key or another word for it."""
    wanted = name_key(text)
    for section in sections():
        if section.is_named(text):
            return section
    try:
        key = _of_class(class_named(text).name)
    except UnknownTerm:
        key = ""
    if key not in ("", OTHERS.key):
        return next(section for section in sections() if section.key == key)
    for section in sections():
        if any(wanted in word or word in wanted for word in (section.zh, name_key(section.en))):
            return section
    return None


def _counts_for_zone(term: PropertyTerm | None, *, out: bool) -> bool:
    return term is not None and term.zone_end == ("subject" if out else "object")


@cache
def _counted() -> frozenset[str]:
    return frozenset(column.key for column in vocabulary().columns)


@cache
def _of_class(cls: str) -> str:
    term = vocabulary().classes.get(cls)
    if term is not None and term.covered_as:
        return term.covered_as.key
    for name, section in _BY_CLASS:
        if vocabulary().is_a(cls, (name,)):
            return section.key
    return OTHERS.key
