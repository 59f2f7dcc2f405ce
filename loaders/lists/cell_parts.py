"""Several values in one cell: 光伏、储能；锂电.

Only columns whose cells are lists of names are split.  A separator in brackets or quotation marks
separates nothing.  Neither does one in the name of an official class
(计算机、通信和其他电子设备制造业), in a sentence (光伏组件的研发、生产和销售), or in an English
name (Acme Co., Ltd.).
"""

from __future__ import annotations

import re
from functools import lru_cache

from gaoxin.loaders.reference.bundled import bundled_datasets
from gaoxin.loaders.tables.reading import read_table

_OPENING, _CLOSING = "(（[【《〈「『“‘{", ")）]】》〉」』”’}"
_SEPARATORS = "、；;，,|｜\n\r\t/／+＋&"
_HAN = re.compile(r"[\u3400-\u9fff]")
# A comma before these words belongs to the name.
_LEGAL_FORM = re.compile(r"\s*(?:ltd|inc|llc|limited|corp|co\b|s\.?a|gmbh|l\.?p)", re.IGNORECASE)
# Names of policies that end in a plus sign: 互联网+医疗 is one thing.
_PLUS_NAMES = re.compile(
    r"(?:互联网|人工智能|大数据|智能|物联网|区块链|文化|生态|标准地|AI|5G|6G)$"
)
_NUMBERED = re.compile(
    r"(?:^|(?<=[\s、；;，,。]))(?:[(（]\d{1,2}[)）]|\d{1,2}[.．、)）](?!\d))\s*|[①-⑳]\s*"
)
_VERB = (
    "(?:研究|研发|开发|设计|生产|制造|加工|组装|销售|经营|安装|维修|维护|推广|批发|零售|运营|施工|租赁"
    "|进出口)"
)
# A piece that is only what somebody does, as in 光伏组件的研发、生产和销售.
_ACTIVITY = re.compile(
    f"{_VERB}(?:(?:和|及|与|以及)?{_VERB})*(?:(?:和|及|与|以及)(?:售后|技术|相关)?服务)?(?:等|业务)*"
)
_SPACES = re.compile(r"(?<=[\u3400-\u9fff]{2})(?:\s{2,}|\u3000+)(?=[\u3400-\u9fff]{2})")


@lru_cache(maxsize=1 << 16)
def split_values(text: str) -> tuple[str, ...]:
    """The values in a cell that holds a list of names, each once, in their order.

    A final 等 (and so on) is left out.  A sentence about activities stays one value.

    >>> split_values("光伏、储能（含钠电、锂电）；锂电等")
    ('光伏', '储能（含钠电、锂电）', '锂电')
    >>> split_values("光伏组件的研发、生产和销售")
    ('光伏组件的研发、生产和销售',)
    >>> split_values("计算机、通信和其他电子设备制造业、汽车制造业")
    ('计算机、通信和其他电子设备制造业', '汽车制造业')
    """
    whole = text.strip()
    numbered = _NUMBERED.sub("\n", whole) if _NUMBERED.match(whole) else whole
    parts = [part.strip(" \t。") for part in _cut(_SPACES.sub("\n", numbered))]
    values = [part for part in parts if part]
    if len(values) > 1:
        if any(_ACTIVITY.fullmatch(value) for value in values):
            return (whole,)
        values[-1] = re.sub(r"(?<=.)等等?$", "", values[-1])
    return tuple(dict.fromkeys(values))


def _cut(text: str) -> list[str]:
    """The pieces between separators; a text with an unclosed bracket is one piece."""
    closers = _closers(text)
    if closers is None:
        return [text]
    closers |= _official_names(text)
    parts, start = [], 0
    position = 0
    while position < len(text):
        if position in closers:
            position = closers[position]
        elif text[position] in _SEPARATORS and _separates(text, position):
            parts.append(text[start:position])
            start = position + 1
        position += 1
    return [*parts, text[start:]]


def _closers(text: str) -> dict[int, int] | None:
    """The position of each outermost opening bracket and of its partner; ``None`` if one is
    missing.
    """
    found: dict[int, int] = {}
    open_at = depth = 0
    for position, character in enumerate(text):
        if character in _OPENING:
            open_at = position if depth == 0 else open_at
            depth += 1
        elif character in _CLOSING and depth:
            depth -= 1
            if depth == 0:
                found[open_at] = position
    return None if depth else found


def _official_names(text: str) -> dict[int, int]:
    """The first and last position of each name of an official class that has a separator."""
    plain = text.replace("，", "、").replace(",", "、")
    if "、" not in plain:
        return {}
    found: dict[int, int] = {}
    for name in _names_with_separators():
        start = plain.find(name)
        while start >= 0:
            found.setdefault(start, start + len(name) - 1)
            start = plain.find(name, start + len(name))
    return found


@lru_cache(maxsize=1)
def _names_with_separators() -> tuple[str, ...]:
    """The names of official industries with a separator, longest first, without a final 业."""
    names = {
        row.cells["name_zh"].removesuffix("业")
        for dataset in bundled_datasets()
        if dataset.kind in ("industries-gbt4754", "industries-sei")
        for row in read_table(dataset.path).rows
    }
    return tuple(sorted((name for name in names if "、" in name), key=len, reverse=True))


def _separates(text: str, position: int) -> bool:
    """Whether the separator at this position separates two names."""
    before, behind = text[:position], text[position + 1 :]
    mark = text[position]
    if mark in ",，":
        digits = before[-1:].isdigit() and re.match(r"\d{3}(?!\d)", behind) is not None
        return not digits and not _LEGAL_FORM.match(behind)
    if mark in "+＋":
        between = _HAN.match(before[-1:]) and _HAN.match(behind.lstrip()[:1])
        return bool(between) and not _PLUS_NAMES.search(before)
    if mark in "/／&":  # not in AC/DC, C/C++, R&D
        return bool(_HAN.match(before.rstrip()[-1:]) or _HAN.match(behind.lstrip()[:1]))
    return True
