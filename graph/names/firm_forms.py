"""Short names of firms: 科大讯飞 for 科大讯飞股份有限公司, 晶合 for 合肥晶合集成电路股份有限公司.

They are derived by rule from the parts of the full name.  What is left must be a name: it has at
least two characters, and is no place and no word of the trade.
"""

from __future__ import annotations

import re

from gaoxin.graph.names.keys import match_key
from gaoxin.graph.names.name_parts import PlaceNames, parts_of_firm

LEGAL_FORMS = (
    "股份有限公司",
    "有限责任公司",
    "有限公司",
    "集团股份有限公司",
    "集团有限责任公司",
    "集团有限公司",
    "(集团)股份有限公司",
    "(集团)有限责任公司",
    "(集团)有限公司",
    "集团",
    "集团公司",
    "公司",
)
_LEGAL = re.compile(
    r"(?:\(集团\)|集团)?(?:股份有限公司|有限责任公司|有限公司|股份公司|公司)$|集团$"
)
_LEGAL_ENDS = ("公司", "集团")
_GENERAL = re.compile(
    r"(?:中国|国际|国家|科技|技术|信息|网络|电子|电气|电力|软件|数据|智能|生物|医药|制药|药业|医疗|新能源|新材料|"
    r"材料|能源|汽车|机械|装备|设备|制造|工业|实业|产业|建设|建筑|工程|投资|控股|发展|贸易|商贸|物流|文化|传媒|教育|"
    r"咨询|服务|银行|保险|园区|工业园区|高新区|开发区|集成电路|半导体|光电|光伏|储能|环保|食品|农业)*"
)


def has_legal_form(name: str) -> bool:
    """Whether a name ends as those of firms do: 公司, 集团."""
    return _LEGAL.search(match_key(name)) is not None


def legal_stem(name: str) -> str:
    """The match key of a firm's name without its legal form; ``""`` if it has none.

    >>> legal_stem("科大讯飞股份有限公司"), legal_stem("科大讯飞")
    ('科大讯飞', '')
    """
    key = match_key(name)
    if not key.endswith(_LEGAL_ENDS):
        return ""
    stem = _LEGAL.sub("", key)
    return stem if stem != key and _is_name(stem) else ""


def short_of(kind: str, form: str) -> str:
    """The short form by which a firm's name is found when loading; ``""`` for other kinds."""
    return legal_stem(form) if kind == "enterprise" else ""


def full_names(form: str) -> list[str]:
    """The full names that a short form without a legal form may stand for when loading."""
    key = match_key(form)
    if _LEGAL.search(key) or not _is_name(key):
        return []
    return [key + legal for legal in LEGAL_FORMS]


def short_forms(name: str, places: PlaceNames) -> set[str]:
    """The match keys of all short forms of a firm's full name, for finding it by a question."""
    parts = parts_of_firm(match_key(name), places)
    if not parts.legal or parts.branch:
        return set()
    found = {parts.brand, parts.brand + parts.trade}
    found |= {place + form for place in {parts.place, parts.place[:-1]} for form in set(found)}
    return {form for form in found if _is_name(form) and places.beginning(form)[0] < len(form)}


def _is_name(form: str) -> bool:
    return len(form) > 1 and not _GENERAL.fullmatch(form)
