"""Which of several counties of one name is meant: the city stands beside it, or in a title.

南山区 is in 深圳 and in 鹤岗.  Beside 深圳市, or under the title 深圳市重点企业名单, it is
深圳市南山区.  高新区 alone is that of the city.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from functools import cache

from gaoxin.graph.names.division_forms import division_class
from gaoxin.graph.names.keys import match_key
from gaoxin.loaders.reference.bundled import bundled_datasets
from gaoxin.loaders.tables.reading import read_table

_PERIOD = re.compile(
    r"^(?:19|20)\d\d年?度?(?:第?[一二三四1-4]季度?|[上下]半年|前三季度|前?\d{1,2}(?:[-~至]\d{1,2})?个?月份?)?"
)
"""The period with which a title may begin: 2025年1-5月合肥市…"""
_MUNICIPALITIES = ("北京", "天津", "上海", "重庆")
_ENDS = ("特别行政区", "自治州", "地区", "省", "市", "盟")


@dataclass(frozen=True, slots=True)
class _Divisions:
    """The divisions of the catalogue: names above counties with their codes, and the names of the
    divisions around each county.

    ``counties`` maps the name of a county to the codes of all counties of that name; ``parents``
    maps the code of a division to that which it is in; ``classes`` maps full names to classes.
    """

    names: dict[str, set[str]]
    full: dict[str, str]
    counties: dict[str, list[str]]
    parents: dict[str, str]
    classes: dict[str, str]

    def is_in(self, code: str, above: set[str]) -> bool:
        """Whether a division is in one of others."""
        while code:
            if code in above:
                return True
            code = self.parents.get(code, "")
        return False


@cache
def _divisions() -> _Divisions:
    (path,) = (item.path for item in bundled_datasets() if item.name == "divisions")
    names: dict[str, set[str]] = defaultdict(set)
    full: dict[str, str] = {}
    counties: dict[str, list[str]] = defaultdict(list)
    parents: dict[str, str] = {}
    classes: dict[str, str] = {}
    for row in read_table(path).rows:
        code, name = row.cells["code"], match_key(row.cells["name_zh"])
        classes[name] = division_class(row.cells)
        parents[code] = row.cells["parent_code"]
        full[code] = row.cells["name_zh"]
        if row.cells["level"] == "county":
            counties[name].append(code)
            continue
        names[name].add(code)
        short = next((name.removesuffix(end) for end in _ENDS if name.endswith(end)), name)
        if len(short) > 1:
            names[short].add(code)
    return _Divisions(dict(names), full, dict(counties), parents, classes)


def place_of_titles(texts: Iterable[str]) -> str:
    """The city or province with which a title begins, ``""`` if there is none.

    >>> place_of_titles(["2024年深圳市重点企业名单"])
    '深圳市'
    """
    names = _divisions().names
    for text in texts:
        plain = _PERIOD.sub("", match_key(text))
        for length in range(12, 1, -1):
            if plain[:length] in names:
                return plain[:length]
    return ""


@cache
def _beginnings() -> frozenset[str]:
    """The names of all divisions, with and without their endings (合肥市, 合肥, 蜀山区, 蜀山)."""
    divisions = _divisions()
    short = {re.sub("(?:自治县|区|县|市|旗)$", "", name) for name in divisions.counties}
    return frozenset({*divisions.names, *divisions.counties, *(n for n in short if len(n) > 1)})


def begins_with_division(text: str) -> bool:
    """Whether a text begins with the name of a province, a city or a county.

    >>> begins_with_division("江苏省南京市鼓楼区"), begins_with_division("科学城")
    (True, False)
    """
    plain, known = match_key(text), _beginnings()
    return any(plain[:length] in known for length in range(2, min(len(plain), 12) + 1))


def division_class_of(name: str) -> str:
    """The class of the division of the catalogue that has this full name, with or without the
    division around it; ``""`` if none has.

    >>> division_class_of("合肥市"), division_class_of("合肥市蜀山区"), division_class_of("合肥")
    ('City', 'County', '')
    """
    divisions, key = _divisions(), match_key(name)
    if key in divisions.classes:
        return divisions.classes[key]
    for size in range(2, len(key) - 1):  # 合肥市蜀山区
        if key[:size] in divisions.names and (found := divisions.classes.get(key[size:])):
            return found
    return ""


def full_region(region: str, ending: str) -> str:
    """The full name of a city or province if it has this ending (市, 省), else ``""``.

    >>> full_region("合肥", "市"), full_region("吉林", "省"), full_region("安徽省", "市")
    ('合肥市', '吉林省', '')
    """
    divisions = _divisions()
    codes = divisions.names.get(match_key(region), set())
    found = {name for code in codes if (name := divisions.full[code]).endswith(ending)}
    if not found and region.endswith(ending):
        return region
    return found.pop() if len(found) == 1 else ""


_GENERIC = re.compile(
    "(?:国家级?|省级)?(?:高新区|高新技术(?:产业)?开发区|高新技术产业园区|经开区|经济(?:技术)?开发区|开发区"
    "|工业园区?|产业园区?|科技园区?|自贸区|新区|园区|本区|区内)"
)


def is_generic(place: str) -> bool:
    """Whether a text only says what sort of place it is: 高新区, 经开区."""
    return bool(_GENERIC.fullmatch(match_key(place)))


def zone_of_city(zone: str, around: Iterable[str]) -> str:
    """The name of a zone with the city beside it: 高新区 in 合肥市 is 合肥高新区.

    ``""`` if no city stands there.

    >>> zone_of_city("高新区", ["合肥市"])
    '合肥高新区'
    """
    kinds = _divisions()
    for name in around:
        codes = kinds.names.get(match_key(name), set())
        if any(kinds.parents[code] for code in codes) or name.removesuffix("市") in _MUNICIPALITIES:
            return name.removesuffix("市") + zone
    return ""


def full_county(county: str, around: Iterable[str]) -> str:
    """The name of a county with its city, if only that tells which of several is meant.

    ``around`` are names of cities and provinces beside it, the nearest first.

    >>> full_county("南山区", ["深圳市"]), full_county("浦东新区", [])
    ('深圳市南山区', '浦东新区')
    """
    divisions = _divisions()
    codes = divisions.counties.get(match_key(county), [])
    if len(codes) < 2:
        return county
    for name in around:
        above = divisions.names.get(match_key(name), set())
        found = [code for code in codes if divisions.is_in(code, above)]
        if len(found) == 1:
            return divisions.full[divisions.parents[found[0]]] + county
    return county
