"""The forms of a header in which it is compared with the dictionary."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator
from functools import lru_cache

from gaoxin.graph.names.keys import simplify

_BRACKETS = re.compile(r"[(\[{【〔]([^()\[\]{}【】〔〕]*)[)\]}】〕]")
_MARKS = re.compile(r"[\s\u200b-\u200f\u2060\ufeff\"'“”‘’*※★:,;。·`]+")
NUMBERING = (
    r"(?:[一二三四五六七八九十]{1,3}[、.．]|[(（][一二三四五六七八九十\d]{1,2}[)）]"
    r"|\d{1,2}[.、．)）](?!\d))"
)
"""How headers and indicators are counted, as a pattern: ``一、``, ``（二）``, ``3.``."""
_NUMBERED = re.compile(rf"^{NUMBERING}")
_NO_BRACKETS = str.maketrans("", "", "()[]{}【】〔〕")


@lru_cache(maxsize=4096)
def folded(text: str) -> str:
    """The form in which headers are compared: simplified, half-width, small letters, without
    spaces, quotes and marks.

    >>> folded("＊ 企業名稱 ：")
    '企业名称'
    """
    return _MARKS.sub("", simplify(unicodedata.normalize("NFKC", text))).casefold()


def compared_forms(header: str) -> Iterator[str]:
    """The forms under which a header is looked up, the most exact first.

    >>> list(compared_forms("1. 主要产品/服务（可多填）"))
    ['主要产品/服务(可多填)', '主要产品/服务可多填', '主要产品/服务', '主要产品']
    """
    whole = _NUMBERED.sub("", folded(header))
    yield whole
    bare = _BRACKETS.sub("", whole)
    if bare != whole:
        yield whole.translate(_NO_BRACKETS)
        if bare:
            yield bare
    for mark in ("/", "、", "或", "及", "和"):
        first = bare.partition(mark)[0]
        if first != bare and len(first) > 1:
            yield first
