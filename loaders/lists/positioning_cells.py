"""What a zone means to become, in the cell of a list (发展定位: 打造世界一流高科技园区)."""

from __future__ import annotations

import re

from gaoxin.loaders.lists.cell_parts import split_values

POSITIONING = "positioning"
_STRIVING = re.compile(
    r"(?:以|将|力争|努力|致力于|着力|加快|全力|奋力|争取|旨在|逐步)*"
    r"(?:定位[为于]|定位[:：]|打造成?为?|建设成?为?|建成|创建成?为?|争创|争当|成为|形成|培育成?为?)"
)
_LEAST = 2


def positionings(text: str) -> tuple[str, ...]:
    """What a thing means to become, each once, without the verbs that say so.

    >>> positionings("打造世界一流高科技园区；建成国家数字经济示范区")
    ('世界一流高科技园区', '国家数字经济示范区')
    >>> positionings("建设者之家")
    ('建设者之家',)
    """
    return tuple(dict.fromkeys(_bare(part) for part in split_values(text)))


def _bare(text: str) -> str:
    """The text without the verb at its beginning; 建设者之家 begins with none."""
    found = _STRIVING.match(text)
    rest = text[found.end() :].strip() if found else ""
    return text if len(rest) < _LEAST or rest.startswith("者") else rest
