"""The names of indicators, without what questions leave unsaid of them."""

from __future__ import annotations

import re
from collections.abc import Iterator

from gaoxin.answers.question import AskedQuestion
from gaoxin.graph.names.keys import match_key

_GENERIC_PARTS = re.compile(
    r"国家级?高新(?:技术产业开发)?区|全国|排名|排位|综合|评价|整体|相关|全社会|(?<=研发)经费(?:支出)?|(?<=经费)支出|规上(?=工业)|工业(?=总产值|产值|营收|营业收入)|累计|年度|连续|举办|实施|核心(?=产业)|产业|总(?=产值)"
)
"""Parts of the names of indicators that tell no two of them apart."""
_MONEY = re.compile("(?:多少|几)个?[万亿]+|多少钱")
_MEASURE_OF_MONEY = re.compile(
    "(?:主营业务|营业|销售)?(?:总)?收入$|营收$|(?:总)?产值$|(?:产业|集群)?规模$"
)
"""What a question for an amount of money leaves unsaid of the name of an indicator."""
_SHARE_OF = re.compile(r"占.{0,10}(?:比重|占比)|占比|比重")
_GENERIC = re.compile(r"(?:总?数量|总?个数|总数|数|总额|额|规模|情况)$")


def lacking_of(key: str, question: AskedQuestion) -> Iterator[str]:
    """The name of an indicator (``key``) without the words of the question's measures and the parts
    that tell nothing apart: what is lacking is what stays over, whichever is left out first.
    """
    shares = any(word in question.key for word in ("占", "比重", "百分之", "比例"))
    measures = [match_key(n) for p in question.phrases_of("indicator") for n in p.names]
    if not measures and _MONEY.search(question.key):
        key = _MEASURE_OF_MONEY.sub("", key)  # 航空产业要做到多少亿
    for begun in (key, _GENERIC.sub("", key), _GENERIC_PARTS.sub("", _GENERIC.sub("", key))):
        lacking = begun.replace("亿元级", "亿级").replace("规模以上", "规上")
        if shares:
            lacking = _SHARE_OF.sub("", lacking)
        for word in measures:
            lacking = lacking.replace(word, "\x00")
        yield _GENERIC_PARTS.sub("", _GENERIC.sub("", lacking))
