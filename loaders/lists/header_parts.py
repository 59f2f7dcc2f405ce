"""What the header of a column says besides its name: unit, period, and whether it is a plan.

``2024年营收（亿元）``, ``营业收入(万元)2023``, ``2024年1-6月产值/亿元``, ``同比增长%`` and headers
of two lines (``2024年 / 营业收入``) are taken apart.  What is no unit and no period stays in the
name, also a bracket (``营业收入（主营）``).
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import lru_cache

from gaoxin.loaders.lists.cell_dates import read_period
from gaoxin.loaders.lists.header_rest import GROWTH
from gaoxin.loaders.lists.planned_words import REACHED, planned_in
from gaoxin.loaders.lists.written_units import canonical_unit, split_scale
from gaoxin.ontology.characters import half_width


@dataclass(frozen=True, slots=True)
class HeaderParts:
    """The parts of a header.

    ``name`` is without unit, period and the words of a plan; ``written`` still has the latter
    (年度计划投资额 is the name of an indicator).  ``unit`` is canonical, ``period`` a time as in
    the common table; each is ``""`` if the header does not say it.  ``status`` is ``actual``,
    ``target`` or ``planned``.  ``relative`` is a word such as 上年, whose year is left open.
    """

    name: str
    unit: str = ""
    period: str = ""
    status: str = "actual"
    written: str = ""
    relative: str = ""


_BRACKETS = re.compile(r"[(\[【]([^()\[\]【】]*)[)\]】]")
# Not the year of a standard (GB/T 4754-2017, ISO 9001:2015).
_YEAR = r"(?<![\d:.])(?<!\d-)(?:19|20)\d\d(?!\d)"
_PERIODS = tuple(
    re.compile(pattern)
    for pattern in (
        rf"{_YEAR}年\d{{1,2}}月?[-~至到]\d{{1,2}}月(?:份|末|底)?",
        rf"(?:截[至止])?{_YEAR}年?(?:[./-]?\d{{1,2}}月)?[-~至到](?:20\d\d年?)?(?:\d{{1,2}}月)?(?:份|末|底)?"
        r"(?=$|[^\d])",
        rf"(?:截[至止])?{_YEAR}年?(?:第?[一二三四1-4]季度|Q[1-4]|[上下]半年|H[12]|前三季度|前?\d{{1,2}}个月)",
        rf"(?:截[至止])?{_YEAR}年\d{{1,2}}月(?:\d{{1,2}}日|底|末|份)?",
        rf"(?:截[至止])?{_YEAR}[-/.](?:0[1-9]|1[0-2])(?![\d])",
        rf"(?:截[至止])?{_YEAR}(?:年度|年末|年底|年|财年)?",
        r"[“\"]?十[二三四五]五[”\"]?(?:期间|时期)",
    )
)
_RELATIVE = re.compile(
    r"(?:上一?年度?|去年|前年)(?:同期|同月|末|底)?|(?:本年度?|今年|当年)(?:累计|以来|末|底)?(?![价格])|(?:本期|本月|年初至本[月期])(?:止|末)?累计|本期(?![价格])|上期末?"
    r"|(?:1[0-2]|[1-9])月?[-~至到](?:1[0-2]|[1-9])月(?:份|末|底)?(?:累计)?|全年$"
    r"|同期|[本当上]月(?:末|底|份)?(?:累计)?|[本上]季度?|[期年]初(?!始|次)|[近前][两二三四五2-5]年|(?<!以)往年|历年"
)
_REACHED = re.compile(rf"(?:{REACHED}|实现)(?:[数值额]|情况)?|[数值额]")
_UNIT_WORD = re.compile(r"(?:计量)?单位[:：]?")
# Units that may follow the name directly: no word ends in them by chance.
_TRAILING = re.compile(
    r"(?:[百千十]?[万亿](?:元人民币|美元|港元|欧元|日元|元|人次|人|平方米|千瓦时|吨)|%|‰|平方米|平方公里|公顷|㎡)$"
)
_JOINTS = " /\\|·:：,，、-—_\n\t"


@lru_cache(maxsize=10_000)
def split_header(text: str, unit: str = "") -> HeaderParts:
    """Take a header apart; ``unit`` is that of the whole table, for headers without one.

    >>> parts = split_header("2024年营收（亿元）")
    >>> parts.name, parts.unit, parts.period
    ('营收', '亿元', '2024')
    >>> split_header("2024年1-6月产值/亿元").period
    '2024-01/2024-06'
    """
    rest = re.sub(r"[—–−－]", "-", half_width(text)).strip().strip("*")
    found_unit, period = "", ""
    for bracket in _BRACKETS.finditer(rest):
        inner_unit, inner_period, left = _read_bracket(bracket[1])
        if left and (not (inner_unit or inner_period) or _is_more_than_remark(left)):
            continue
        found_unit, period = found_unit or inner_unit, period or inner_period
        rest = rest.replace(bracket[0], f"({left})" if left else " ", 1)
    rest, period = _take_period(rest, period)
    rest, found_unit = _take_unit(rest.strip(_JOINTS), found_unit)
    rest, period = _take_period(rest, period)
    written = _tidy(rest)
    name, status, _ = planned_in(written)
    name = _tidy(name)
    relative = _relative_in(name)
    if relative:
        name = _tidy(name.replace(relative, "", 1))
    if (period or status or relative) and _REACHED.fullmatch(name):
        name = ""
    return HeaderParts(name, found_unit or unit, period, status or "actual", written, relative)


def _read_bracket(text: str) -> tuple[str, str, str]:
    """The unit and the period in a bracket, and what is neither."""
    text = re.sub(r"(?<!\d)10(?:[,，]?000(?!\d)|k\b)", "万", text)  # RMB 10,000
    unit = period = ""
    left = []
    for part in re.split(r"[,，;；、\s]+", _UNIT_WORD.sub("", text).strip()):
        if not part:
            continue
        if not unit and (canonical := _header_unit(part)):
            unit = canonical
        elif not period and (written := _period(part)):
            period = written
        else:
            left.append(part)
    if left and (canonical := _header_unit(text)):  # units of two words: RMB million
        return canonical, period, ""
    return unit, period, "".join(left)


def _is_more_than_remark(text: str) -> bool:
    """Whether the rest of a bracket may itself be a unit or a period (个、人; GB/T 4754-2017)."""
    return bool(re.search(r"[\d/]", text) or canonical_unit(text))


def _header_unit(text: str) -> str:
    """The unit; a mere scale (万) is taken as one only where a header has nothing else."""
    return canonical_unit(_UNIT_WORD.sub("", text))


def _take_period(text: str, period: str) -> tuple[str, str]:
    """Cut the first period out of the text, unless one is known."""
    if period:
        return text, period
    for pattern in _PERIODS:
        for found in pattern.finditer(text):
            if written := _period(found[0]):
                rest = f"{text[: found.start()]} {text[found.end() :]}"
                # Of two years neither is the period.
                return (text, "") if re.search(_YEAR, rest) else (rest, written)
    return text, ""


def _period(text: str) -> str:
    try:
        return read_period(re.sub(r"财年$", "年", text))
    except ValueError:
        return ""


def _take_unit(text: str, unit: str) -> tuple[str, str]:
    """Cut a unit off behind a slash, a colon or a space, or directly behind the name."""
    if unit:
        return text, unit
    pieces = re.split(r"\s*[/|:：\n]\s*|\s+", text)
    for length in (2, 1):
        tail = "/".join(pieces[-length:])
        if len(pieces) > length and (canonical := _header_unit(tail)) and _is_unit(tail):
            position = text.rfind(pieces[-length])
            return text[:position].strip(_JOINTS), canonical
    if (found := _TRAILING.search(text)) and found.start() > 0:
        return text[: found.start()], canonical_unit(found[0])
    return text, ""


def _is_unit(text: str) -> bool:
    """Whether a piece of a header can only be a unit: 天 and 名 are also words."""
    return bool(split_scale(canonical_unit(text))[1])


def _relative_in(name: str) -> str:
    """The word for a period that is counted from another one (上年同期), ``""`` for none."""
    found = _RELATIVE.search(name)
    return found[0] if found and not GROWTH.search(name) else ""


def _tidy(text: str) -> str:
    """The name without the joints that the other parts leave behind."""
    text = re.sub(r"[(\[【]\s*[)\]】]", "", text)
    pieces = [piece.strip(_JOINTS) for piece in re.split(r"\s+", text)]
    joined = " ".join(piece for piece in pieces if piece)
    return re.sub(r"(?<=[\u3400-\u9fff]) (?=[\u3400-\u9fff])", "", joined).strip(_JOINTS + "的")
