"""The zone that the title of a list implies: 合肥高新区2024年重点企业名单."""

from __future__ import annotations

import re
from collections.abc import Iterable
from functools import cache

from gaoxin.graph.names.keys import match_key
from gaoxin.loaders.lists.list_mapping import ListColumn, Meaning
from gaoxin.loaders.reference.bundled import bundled_datasets
from gaoxin.loaders.tables.reading import read_table
from gaoxin.ontology.terms import vocabulary

QUALIFIER = "implied by the title of the list"
"""The qualifier of the facts; it gives them the grade I."""

_BEFORE = re.compile(r"(?:(?:19|20)\d\d年?度?)?(?:[^年的与和及]{0,6}?)")
_BEHIND = re.compile(
    r"[^，。；]{0,24}?(?:企业|公司|项目|平台|载体|孵化器|名单|名录|目录|清单|指标|一览表|情况表|统计表|汇总表|台账|报表|表|目标|任务|数据|领导|班子)"
    r"[^，。；]{0,12}"
)
_ELSEWHERE = re.compile(
    "迁出|外迁|合作|对接|拜访|招商|意向|储备|拟引进|域外|区外(?![资商贸企籍汇])|以外|对标|竞争|目标企业"
)
_CITY = re.compile(r"(?<=[^市])市(?=(?:国家级?)?高新)|国家级?(?=高新)")


def implied_zone(type_: str, texts: Iterable[str], columns: Iterable[ListColumn]) -> Meaning | None:
    """What a title says about the place of every row; ``None`` if a column says it, or nothing.

    ``texts`` are the titles and the names of the sheet and of the file.  They must name one zone of
    the catalogue, and it must stand before the word for the rows.
    """
    if not _may_lie_in_a_zone(type_) or any(_is_zone(column.meaning) for column in columns):
        return None
    zone = zone_of_titles(texts)
    return Meaning("locatedIn", "Zone", value=zone, qualifier=QUALIFIER) if zone else None


def doubtful_zone(
    type_: str, texts: Iterable[str], columns: Iterable[ListColumn]
) -> tuple[str, str]:
    """The zone that a title names, and the word by which the rows may lie elsewhere (招商).

    Both are ``""`` if a column says where they lie, or no title is so.
    """
    if not _may_lie_in_a_zone(type_) or any(_is_place(column.meaning) for column in columns):
        return "", ""
    for text in texts:
        word = _ELSEWHERE.search(match_key(text))
        zones = {zone for form, zone in _forms() if form in _CITY.sub("", match_key(text))}
        if word and len(zones) == 1:
            return zones.pop(), word[0]
    return "", ""


def zone_of_titles(texts: Iterable[str]) -> str:
    """The only zone that titles are about, ``""`` if there is none or several."""
    found = {zone for text in texts if (zone := _zone_in(text))}
    return found.pop() if len(found) == 1 else ""


def zone_named(text: str) -> str:
    """The short name of the zone that has this name in the catalogue, ``""`` if none has."""
    return _short_names().get(match_key(text), "")


def _is_zone(meaning: Meaning) -> bool:
    return meaning.means == "locatedIn" and meaning.type == "Zone"


def _is_place(meaning: Meaning) -> bool:
    return meaning.means == "locatedIn"


def _zone_in(text: str) -> str:
    """The short name of the zone that a title is about, ``""`` if there is none."""
    plain = _CITY.sub("", match_key(text))
    if _ELSEWHERE.search(plain):
        return ""
    found: set[str] = set()
    rest = plain
    for form, zone in _forms():
        if form in rest:
            found.add(zone)
            rest = rest.replace(form, "\n")
    before, _, behind = rest.partition("\n")
    is_whole = _BEFORE.fullmatch(before) and _BEHIND.fullmatch(behind)
    return found.pop() if len(found) == 1 and is_whole else ""


@cache
def _forms() -> list[tuple[str, str]]:
    """The names of all zones in the catalogue, the longest first, each with the short name."""
    return sorted(_short_names().items(), key=lambda item: -len(item[0]))


@cache
def _short_names() -> dict[str, str]:
    """The short name of each zone in the catalogue by all its names."""
    (path,) = (item.path for item in bundled_datasets() if item.name == "zones")
    forms: dict[str, str] = {}
    for row in read_table(path).rows:
        full, short = row.cells["name_zh_full"], row.cells["name_zh_short"]
        for name in (full, short, *row.cells["aliases"].split(";")):
            if name:
                forms[match_key(name)] = short or full
    return forms


def _may_lie_in_a_zone(type_: str) -> bool:
    """Whether rows of this class are bodies or projects, which a zone can hold."""
    terms = vocabulary()
    is_body = terms.is_a(type_, ["CollectiveAgent"]) and not terms.is_a(type_, ["Territory"])
    return is_body or type_ == "Project"
