"""Short names of firms: 科大讯飞 for 科大讯飞股份有限公司, 晶合 for 合肥晶合集成电路股份有限公司.

They are derived by rule: the legal form is left out, then the place in front or in brackets, then
words of the trade.  What is left must be a name: it has at least two characters and is no place and
no word of the trade.
"""

from __future__ import annotations

import re
from functools import lru_cache

from gaoxin.graph.names.keys import match_key

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
    "控股有限公司",
    "控股集团有限公司",
    "公司",
    "集团",
    "集团公司",
)
_LEGAL = re.compile(
    r"(?:\(?集团\)?|\(?控股\)?)*(?:股份有限公司|有限责任公司|有限公司|股份公司|公司|集团|股份)$"
)
_IN_BRACKETS = re.compile(r"\([^()]*\)")
_TRADE_WORDS = (
    "信息技术|信息科技|网络科技|智能科技|电子科技|生物科技|新能源科技|新材料科技|高新技术|科技发展|实业发展|"
    "集成电路|半导体|微电子|光电子|光电|电子|电气|电力|电器|通信|网络|信息|软件|数据|智能装备|智能制造|智能|"
    "机器人|自动化|机械设备|机械|装备制造|装备|设备|仪器|制造|工业|重工|实业|产业|汽车零部件|汽车|航空航天|航空|"
    "航天|船舶|新能源|新材料|材料|能源|光伏|储能|电池|化工|化学|环保|环境|生物医药|生物技术|生物|医药|制药|药业|"
    "医疗器械|医疗|健康|食品|农业|建设|建筑|工程|投资|控股|资本|金融|租赁|贸易|商贸|物流|文化|传媒|教育|咨询|服务|"
    "科技|技术|发展|国际|中国|银行|保险|工业园区|园区"
)
_TRADE = re.compile(rf"(?:{_TRADE_WORDS})+$")
_ONLY_TRADE = re.compile(rf"(?:{_TRADE_WORDS})*")
_NATION = re.compile(r"^中国")


def legal_stem(name: str) -> str:
    """The match key of a firm's name without its legal form; ``""`` if it has none.

    >>> legal_stem("科大讯飞股份有限公司"), legal_stem("科大讯飞")
    ('科大讯飞', '')
    """
    key = match_key(name)
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


@lru_cache(maxsize=4096)
def short_forms(name: str, places: frozenset[str] = frozenset()) -> tuple[str, ...]:
    """Every short form of a firm's full name, the longest first, for finding it by search.

    ``places`` are names of places that may stand in front.

    >>> short_forms("合肥晶合集成电路股份有限公司", frozenset({"合肥"}))
    ('合肥晶合集成电路', '晶合集成电路', '合肥晶合', '晶合')
    """
    stem = legal_stem(name)
    if not stem:
        return ()
    plain = _NATION.sub("", _IN_BRACKETS.sub("", stem))
    found = dict.fromkeys([stem, plain, _without_place(plain, places)])
    for form in list(found):
        found[_TRADE.sub("", form)] = None
    kept = [form for form in found if _is_name(form) and form not in places]
    return tuple(sorted(kept, key=lambda form: -len(form)))


def _without_place(name: str, places: frozenset[str]) -> str:
    for size in range(min(12, len(name) - 2), 1, -1):
        if name[:size] in places:
            return name[size:]
    return name


def _is_name(form: str) -> bool:
    return len(form) > 1 and not _ONLY_TRADE.fullmatch(form)
