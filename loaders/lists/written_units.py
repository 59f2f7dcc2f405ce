"""Units as people write them: 万元人民币, RMB万元, 亿美元, 万平方米, 亿元/平方公里, %.

:func:`canonical_unit` gives one form for each unit: the scale (万, 亿) and the base unit, the
currency being part of it (``万元``, ``亿美元``).  A unit that is not known is refused by the
callers, because a misread unit makes a number wrong by a factor without anybody noticing.
"""

from __future__ import annotations

import re
from functools import lru_cache

from gaoxin.graph.facts.units import PREFIXES
from gaoxin.ontology.characters import half_width
from gaoxin.ontology.terms import vocabulary

# The first form of each line is the canonical one.
_CURRENCIES = {
    form: forms.split()[0]
    for forms in (
        "元 人民币元 元人民币 人民币 圆 rmb cny ¥ ￥",
        "美元 美金 美圆 usd us$ $",
        "港元 港币 港圆 hkd hk$",
        "欧元 eur €",
        "日元 日圆 日币 jpy",
        "英镑 gbp £",
        "新加坡元 新加坡币 新币 sgd",
        "韩元 韩圆 韩币 krw ₩",
        "澳元 澳大利亚元 澳币 aud",
        "加元 加拿大元 加币 cad",
        "瑞士法郎 瑞郎 chf",
        "新台币 台币 twd",
        "澳门元 澳门币 mop",
    )
    for form in forms.split()
}
CURRENCIES = frozenset(_CURRENCIES.values())

_SAME = {
    "m2": "平方米",
    "m²": "平方米",
    "㎡": "平方米",
    "平": "平方米",
    "平方": "平方米",
    "平方千米": "平方公里",
    "km2": "平方公里",
    "km²": "平方公里",
    "㎢": "平方公里",
    "ha": "公顷",
    "百分比": "%",
    "百分点": "%",
    "个百分点": "%",
    "pct": "%",
    "gw": "吉瓦",
    "mw": "兆瓦",
    "kw": "千瓦",
    "kwh": "千瓦时",
    "t": "吨",
    "km": "公里",
    "吨标煤": "吨标准煤",
    "tce": "吨标准煤",
    "人/年": "人年",
}
# Units besides those of the ontology.
_MORE = (
    "‰ 亩 平方米 平方公里 公顷 人年 人月 吨标准煤 吨 吨/年 克 升 瓦 兆瓦 吉瓦 千瓦 千瓦时 度 倍 "
    "天 月 个月 小时 年 周 岁 床 桌 席 股 手 板 路 门 部 本 宗 例 层 栋 幢 批 班 组 对 副 根 "
    "节 列 车 车次 航班 班次 学时 课时 篇次 站 条线 公里 米 毫米 厘米 微米 纳米 节点 平米 "
    "分 星 级"
)
# How the scale is written in other words.
_WORDS = {"million": "百万", "billion": "十亿", "thousand": "千", "mn": "百万", "bn": "十亿"}
_SCALES = tuple(prefix for prefix, _ in PREFIXES)
_NOT_SCALED = ("百分", "千瓦", "千米", "千克", "千升")
_GROUPS = (
    ("money", CURRENCIES),
    ("area", frozenset(("亩", "公顷", "平方米", "平米", "平方公里"))),
    ("share", frozenset(("%", "‰"))),
    ("power", frozenset(("瓦", "千瓦", "兆瓦", "吉瓦"))),
    ("length", frozenset(("米", "公里", "千米"))),
    ("mass", frozenset(("吨", "公斤", "千克", "克"))),
)


@lru_cache(maxsize=10_000)
def canonical_unit(text: str) -> str:
    """The unit in its canonical form, a mere scale (``万``) included; ``""`` if it is not known.

    >>> canonical_unit("万元（人民币）"), canonical_unit("RMB million"), canonical_unit("嘛")
    ('万元', '百万元', '')
    """
    bare = re.sub(r"[\s()（）【】\[\]]", "", half_width(text)).lower()
    if not bare:
        return ""
    if "/" in bare and bare not in _SAME:
        parts = [canonical_unit(part) for part in bare.split("/")]
        return "/".join(parts) if len(parts) == 2 and all(parts) else ""
    for word, scale in _WORDS.items():
        bare = bare.replace(word, scale)
    if bare in _SAME:
        return _SAME[bare]
    if bare in _known() and bare not in _CURRENCIES:
        return bare
    currency = _leading_currency(bare)
    if currency:
        bare = bare[len(currency) :]
        rest = canonical_unit(bare) if bare else "元"
        return with_currency(rest, currency) if rest else ""
    scale, base = split_scale(bare)
    if not base:
        return scale
    if base in _CURRENCIES:
        return scale + _CURRENCIES[base]
    if base.startswith("元") and base[1:] in _CURRENCIES:  # 万元港币: 元 says nothing here
        return scale + _CURRENCIES[base[1:]]
    base = _SAME.get(base, base)
    return scale + base if base in _known() else ""


def split_scale(unit: str) -> tuple[str, str]:
    """``万元`` as ``("万", "元")``; a unit that only begins like a scale (千瓦) has none.

    >>> split_scale("万千瓦"), split_scale("千瓦"), split_scale("%")
    (('万', '千瓦'), ('', '千瓦'), ('', '%'))
    """
    for scale in _SCALES:
        if unit.startswith(scale) and not unit.startswith(_NOT_SCALED):
            return scale, unit[len(scale) :]
    return "", unit


def with_currency(unit: str, currency: str) -> str:
    """The unit in the currency that another column or word gives; ``""`` if they do not fit.

    >>> with_currency("万元", "美元"), with_currency("万", "人民币"), with_currency("家", "美元")
    ('万美元', '万元', '')
    """
    canonical = _CURRENCIES.get(half_width(currency).strip().lower(), "")
    scale, base = split_scale(unit)
    return scale + canonical if canonical and base in ("", "元", canonical) else ""


def is_money(unit: str) -> bool:
    """Whether the canonical unit is a currency, with or without a scale."""
    return split_scale(unit)[1] in CURRENCIES


def same_quantity(one: str, other: str) -> bool:
    """Whether two canonical units measure the same, so that one may stand for the other.

    Measure words (家, 户, 个 …) all count things and so replace each other.

    >>> same_quantity("万元", "亿美元"), same_quantity("亿元/平方公里", "万元/亩")
    (True, True)
    """
    return quantity_of(one) == quantity_of(other)


def quantity_of(unit: str) -> str:
    """What a canonical unit measures: ``money``, ``area``, ``count`` …, ``money/area``.

    A unit outside these groups is its own quantity (千瓦时); a mere scale (万) has none.

    >>> quantity_of("万元"), quantity_of("家"), quantity_of("件/万人"), quantity_of("万")
    ('money', 'count', 'count/count', '')
    """
    if "/" in unit:
        return "/".join(map(quantity_of, unit.split("/")))
    base = split_scale(unit)[1]
    if base in _counted():
        return "count"
    return next((name for name, group in _GROUPS if base in group), base)


def _leading_currency(text: str) -> str:
    """The currency at the start of the text, if more text follows (人民币万元, USD5m)."""
    found = [form for form in _CURRENCIES if text.startswith(form) and text != form]
    # 元 before a currency is that currency's 元; see above.
    return max((form for form in found if form not in ("元", "圆")), key=len, default="")


@lru_cache(maxsize=1)
def _known() -> frozenset[str]:
    return frozenset(vocabulary().schemes["UnitScheme"].codes) | {*_MORE.split()} | CURRENCIES


@lru_cache(maxsize=1)
def _counted() -> frozenset[str]:
    """The measure words: the forms of the unit that counts."""
    words = max(vocabulary().schemes["UnitScheme"].values, key=lambda value: len(value.codes))
    return frozenset(words.codes)
