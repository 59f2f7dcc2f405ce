"""Key facts: the three to seven things that one wants to know first, chosen by class.

A key fact that nobody has reported is said to be missing for classes of which it is expected; it is
never left out there, because its absence says something.
"""

from __future__ import annotations

from gaoxin.graph.portrait.key_fact_makers import (
    Maker,
    counts,
    figures,
    if_known,
    names,
    of_section,
    place,
    posts,
    rankings,
    targets,
    texts,
)
from gaoxin.graph.portrait.known_facts import KeyFact, KnownFacts, parents_of


def key_facts(known: KnownFacts) -> list[KeyFact]:
    """The key facts of a thing by its class."""
    for cls in (known.cls, *parents_of(known.cls)):
        if cls in _BY_CLASS:
            return [fact for make in _BY_CLASS[cls] if (fact := make(known)) is not None]
    return []


_BY_CLASS: dict[str, tuple[Maker, ...]] = {}


def _tell(cls: str, *makers: Maker) -> None:
    """Choose the key facts of things of a class, and of its subclasses without a choice."""
    _BY_CLASS[cls] = makers


_tell(
    "Zone",
    place,
    texts("approved", expected=True, label=("获批", "approved")),
    names("主导产业", "leading industries", "leadingIndustry", out=True, expected=True),
    figures,
    rankings,
    targets,
    counts("enterprises", "platforms", "projects"),
)
_tell(
    "CorporateBody",
    place,
    names("从事产业", "industries", "operatesIn", out=True),
    names("产品与技术", "makes", "produces", "develops", out=True),
    texts("established"),
    texts("registeredCapital"),
    texts("enterpriseSize"),
    texts("stockCode", "listing"),
    names("称号", "titles", "awarded", "approvedAs", out=True),
    figures,
)
_tell("Person", posts, names("参与", "takes part in", "participatesIn", out=True))
_tell(
    "Industry",
    texts("skos:notation", label=("分类代码", "code")),
    names("上位产业", "part of", "subIndustryOf", "skos:broader", out=True),
    names("又称", "same as", "skos:exactMatch"),
    names("作为主导产业的高新区", "leading in", "leadingIndustry", out=False),
    names("拥有此产业的园区", "places with it", "hasIndustry", out=False),
    of_section("企业", "enterprises", "enterprises"),
)
_tell(
    "PolicyInstrument",
    names("发布方", "issued by", "issues", "issuedBy"),
    texts("issued", expected=True),
    texts("policyLevel"),
    texts("documentNumber", "skos:notation", label=("文号", "number")),
    names("适用于", "applies to", "appliesTo", out=True),
    names("实施的高新区", "carried out by", "hasPolicy", out=False),
    names("落实", "implements", "implements", out=True),
)
_tell(
    "Platform",
    place,
    texts("recognitionLevel"),
    names("产业", "industries", "hasIndustry", "operatesIn", out=True),
    names("批准单位", "approved by", "approvedBy", out=True),
    names("参与方", "participants", "participatesIn", "invests", out=False),
    figures,
)
_tell(
    "Activity",
    place,
    texts("totalInvestment"),
    texts("stage"),
    texts("started"),
    texts("completed"),
    names("产业", "industries", "hasIndustry", out=True),
    names("参与方", "participants", "participatesIn", "invests", out=False),
    figures,
)
_tell(
    "Product",
    names("生产者", "made by", "produces", out=False),
    names("研发者", "developed by", "develops", out=False),
    figures,
)
_tell("Technology", names("研发者", "developed by", "develops", out=False), figures)
_tell(
    "Award",
    texts("recognitionLevel"),
    names("获得者", "held by", "awarded", "approvedAs", out=False, expected=True),
    names("以此为定位", "aimed at by", "positioning", out=False),
)
_tell(
    "AdministrativeDivision",
    names("上级", "in", "locatedIn", out=True),
    of_section("高新区", "zones", "zones"),
    figures,
    if_known(targets),
    of_section("产业", "industries", "industries"),
    if_known(counts("enterprises", "platforms", "projects")),
    texts("skos:notation", label=("代码", "code")),
)
_tell("DemonstrationZone", of_section("高新区", "zones", "zones"), texts("approved"))
_tell("Indicator", texts("unit"), texts("category"), texts("skos:definition"))
