"""The core of a name, and the words in which similar names of different things differ."""

from __future__ import annotations

import re

from gaoxin.graph.names.keys import match_key

_FILLING = re.compile(
    r"有限责任公司|股份有限公司|有限公司|集团公司|公司|集团|股份|控股|产业集群|(?:产业|行业)$|[（(].*?[）)]|"
    r"数量|总数|个数|数$|项目$|的|和|与|及|[·•、，,\-—_/+“”\"'()（）]"
)
_ZONE_FILLING = re.compile(r"国家|(高新技术|高技术|产业)+(开发区|园区|示范区|园)|高新区")
_NUMBERS = re.compile(r"\d+(?:\.\d+)?|[一二三四五六七八九十百千两]+")
# Groups of words with different meanings: names that differ in them name different things.
_TELLING = re.compile(
    r"国家级|省级|县级|全球|中国|世界|市级|区级|全国|全省|全市|省部级|增速|增长|占比|比重|排名|人数|企业|机构|"
    r"收入|产值|利润|税收|投资|出口|进口|上市|规上|规模以上|高新技术|科技型|初创|"
    r"上游|中游|下游|东|西|南|北|上(?=海)|设计|制造|服务|材料|设备|软件|硬件"
)


def core_of(name: str, kind: str = "") -> str:
    """The core of a name: without legal forms, filler words, brackets and punctuation.

    >>> core_of("赣锋锂电（集团）有限公司")
    '赣锋锂电'
    """
    key = match_key(name, kind)
    core = _ZONE_FILLING.sub("", key) if kind == "zone" else key
    return _FILLING.sub("", core) or key


def numbers_in(name: str) -> list[str]:
    """The numbers in a name, sorted; 一期工程 and 二期工程 are two things."""
    return sorted(_NUMBERS.findall(match_key(name)))


def telling_words(name: str) -> set[str]:
    """The words of a name that similar names of other things do not have."""
    return set(_TELLING.findall(name))
