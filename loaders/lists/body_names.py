"""The names of corporate bodies in cells: their class, and the place of an authority.

市科技局 in a list of 合肥市 is 合肥市科技局, 管委会 in one of 合肥高新区 is 合肥高新区管委会.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from functools import cache

from gaoxin.loaders.lists.implied_zone import zone_named
from gaoxin.loaders.lists.place_context import division_class_of, full_region
from gaoxin.ontology.terms import vocabulary

# What an authority is called without its place can begin like the word for a place: 市场监督管理局,
# 市政管理局 (but 市政府 is 市 and 政府), 市民中心 (but 市民政局 is 市 and 民政局), 区域合作办公室.
_OWN_NAME = (
    "市场|市容|市域|市政(?!府|协|法|务|研|数|策|企|工)"
    "|市民(?!政|宗|族|委|营|革|盟|建|进|航|兵|防|生)|区域|区块|县域|州府"
)
_ENDS = "(?:局|厅|委|办|部|会|院|政府|办公室|中心)"
_OF_A_PLACE = re.compile(
    rf"(?!{_OWN_NAME})(省|市|区|县|州)([\u4e00-\u9fff]{{1,14}}{_ENDS}|政府|政协|人大)"
)
_WITHOUT_PLACE = re.compile(rf"(?!.*总局$)(?:{_OWN_NAME})[\u4e00-\u9fff]{{0,14}}?{_ENDS}")
_FIRM = re.compile(r"公司(?:[(（].*[)）])?$|集团$|厂$|合伙(?:企业)?(?:[(（].*[)）])?$")
_INSTITUTION = re.compile(
    r"(?:大学|学院|学校|研究院|研究所|实验室|医院|局|厅|委员会|管委会|党工委|政府|协会|学会|研究会|商会|中心|科技部|工信部"
    r"|发改委|(?<=.{3})委|联合会|办公室)$"
)

_ZONE = re.compile(
    "(?:高新区|高新技术产业开发区|经开区|经济技术开发区|开发区|自主创新示范区|自创区|综保区|保税区)$"
)

# Every city and every zone has these bureaus, and lists of its own leave out whose they are.
_BUREAU = re.compile(
    "(?:科技|科技创新|科学技术|经发|经济发展|经济和信息化|经信|发改|发展改革|发展和改革|工信|工业和信息化|商务|财政|财政金融"
    "|教育|教体|人社|人力资源和?社会保障|住建|住房和?城乡建设|自然资源|自然资源和?规划|生态环境|应急管理|审计|统计"
    "|司法|公安|民政|文旅|卫健|卫生健康|税务|农业农村|水利|水务|交通运输|城管|城市管理|投资促进|投促|招商引资|产业促进"
    "|行政审批|政务服务|大数据|金融|企业服务|规划建设|规划|建设|社会事务|社会事业)局"
)
_OF_A_ZONE = re.compile("(?:管委会|管理委员会|党工委)(?:办公室|综合办公室)?")


def with_place(name: str, region: str, zone: str = "") -> str:
    """The name of an authority with its place: the ``region`` of the title, or the ``zone`` that it
    names.

    ``""`` if no title names the place, because each city has a 市科技局, or if it may be that of
    the city or of the zone (科技局).

    >>> with_place("市科技局", "合肥市"), with_place("市市场监管局", "合肥")
    ('合肥市科技局', '合肥市市场监管局')
    >>> with_place("市场监督管理局", "合肥市"), with_place("市政府", "合肥市")
    ('合肥市市场监督管理局', '合肥市政府')
    >>> with_place("管委会", "合肥", "合肥高新区"), with_place("科技局", "合肥", "合肥高新区")
    ('合肥高新区管委会', '')
    """
    if _OF_A_ZONE.fullmatch(name):
        return zone + name if zone else ""
    if _BUREAU.fullmatch(name):
        place, own = "" if zone else full_region(region, "市"), name
    elif _WITHOUT_PLACE.fullmatch(name):
        place, own = full_region(region, "市"), name
    elif found := _OF_A_PLACE.fullmatch(name):
        place, own = full_region(region, found[1]), found[2]
    else:
        return name
    return place + own if place else ""


def class_of_named(type_: str, name: str, end: Sequence[str] = ()) -> str:
    """The class of what a cell names, in a column of things of class ``type_``.

    A name tells a firm from an institution, and a zone from a county.  ``end`` are the classes that
    may stand there (domain or range of the property).  If zones and divisions are among them, a
    column of bodies can name them: who works at 合肥高新区 has a post in a zone.

    >>> class_of_named("Enterprise", "合肥市科技局"), class_of_named("County", "合肥经开区")
    ('Organization', 'Zone')
    >>> class_of_named("Enterprise", "合肥高新区", ["CollectiveAgent"])
    'Zone'
    """
    is_body = type_ in _concrete("CorporateBody")
    if is_body and _FIRM.search(name):
        return "Enterprise"
    if is_body and _INSTITUTION.search(name):
        return "Organization"
    terms = vocabulary()
    if is_body and terms.is_a("Zone", end) and zone_named(name):
        return "Zone"
    is_place = type_ in _concrete("AdministrativeDivision") or (is_body and terms.is_a("Zone", end))
    if is_place and _ZONE.search(name):
        return "Zone"
    division = division_class_of(name) if is_body else ""
    return division if division and terms.is_a(division, end) else type_


@cache
def _concrete(name: str) -> frozenset[str]:
    return frozenset(vocabulary().concrete((name,)))


def is_body(name: str) -> bool:
    """Whether the text is the name of a firm or an institution rather than of a person."""
    return len(name) > 3 and bool(_FIRM.search(name) or _INSTITUTION.search(name))
