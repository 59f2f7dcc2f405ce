"""Endings of headers of which one stands for the other: 获批时间, 获批日期, 获批年月.

The dictionary has the usual one.  An ending is replaced only where the header itself is unknown,
and only for columns of the kind to which the ending belongs.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import NamedTuple

from gaoxin.loaders.lists.header_forms import folded

SUM_OR_PART = re.compile(r"合计|小计|总计|总数|总额|数量|金额|个数|家数")
"""What may stand below a header that it divides (总投资 above 合计 and 其中：设备投资)."""


class OtherForm(NamedTuple):
    """A form of a header with another ending, and the meanings for which it stands."""

    form: str
    means: tuple[str, ...]


_FIGURES = ("figure",)
_EXACT = re.compile("详细|正式|规范|完整|标准|具体|准确")
"""Words in the header of a name that change nothing: 企业详细名称."""
_DATES = (
    "work-period",
    "established",
    "approved",
    "started",
    "completed",
    "issued",
    "takesEffect",
    "expires",
)
_BODIES = ("approvedBy", "issues")
_SAME: tuple[tuple[tuple[str, ...], tuple[str, ...]], ...] = (
    (("时间", "日期", "年月", "年份", "年度", "时点"), (*_DATES, "leave-out")),
    (("人数", "人员数", "人员", "员工数", "人员总数"), _FIGURES),
    (("数", "数量", "个数", "家数", "件数", "总数"), _FIGURES),
    (("额", "金额", "总额", "数额"), _FIGURES),
    (("部门", "单位", "机关", "机构"), _BODIES),
    (("地址", "详址", "地点", "位置", "详细地址", "具体地址", "具体位置"), ("address",)),
    (("名称", "全称", "名"), ("name",)),
    (("领域", "方向", "门类", "大类", "赛道"), ("operatesIn", "hasIndustry", "appliesTo")),
)
_CODES = ("credit-code",)


def other_endings(name: str) -> Iterator[OtherForm]:
    """The forms with other endings under which a header may stand in the dictionary.

    >>> [form.form for form in other_endings("获批年月")][:3]
    ['获批时间', '获批日期', '获批年份']
    """
    plain = folded(name)
    for endings, means in _SAME:
        ending = max(filter(plain.endswith, endings), key=len, default="")
        stem = plain.removesuffix(ending)
        if ending and len(stem) > 1:
            yield from (OtherForm(stem + other, means) for other in endings if other != ending)
    if (less := _EXACT.sub("", plain)) != plain:
        yield OtherForm(less, ("name",))
    if len(plain) > 2:
        yield OtherForm(f"{plain}数", _FIGURES)
    for part in re.split("[/、]|或", plain)[1:]:
        yield OtherForm(part, _CODES)
