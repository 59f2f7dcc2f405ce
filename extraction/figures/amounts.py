"""Amounts in a text: numbers in all written forms, with their units, comparators and ranges."""

from __future__ import annotations

import re
import tomllib
from collections.abc import Iterator
from dataclasses import dataclass, replace
from decimal import Decimal
from functools import lru_cache
from importlib import resources

from gaoxin.extraction.article import TextSpan
from gaoxin.extraction.figures.fixed_names import fixed_names
from gaoxin.extraction.whole_words import places_inside_words
from gaoxin.graph.facts.chinese_numerals import chinese_number

_ARABIC = r"\d{1,3}(?:[,，]\d{3})+(?:\.\d+)?|\d+(?:\.\d+)?"
_HAN = r"[零〇一二两三四五六七八九十百千万亿]+(?:点[零一二三四五六七八九]+)?"
_SCALE = r"万亿|百亿|千亿|十亿|百万|千万|十万|亿|万|千|百"
_ROUGH = r"余|多|来"
_DASH = r"-|－|—|–|~|～|至|到"
_NUMBER = re.compile(
    rf"(?P<arabic>{_ARABIC})(?P<rough>{_ROUGH})?\s?(?P<scale>{_SCALE})?(?P<rough2>{_ROUGH})?"
    rf"|(?P<han>{_HAN})(?P<rough3>{_ROUGH})?(?P<scale2>万|亿)?|(?P<half>半)"
)
_SECTION = re.compile(rf"(?P<number>{_ARABIC})(?P<scale>万|千)?")
"""What continues a number behind its 亿 or 万: 1亿2000万, 3万5千."""
_RANGE_END = re.compile(rf"(?:{_DASH})(?P<number>{_ARABIC})(?P<scale>{_SCALE})?(?:{_ROUGH})?")
_BEHIND = re.compile(
    r"\s*(?:（含）|\(含\))?(?P<more>以上|及以上|或以上)"
    r"|(?P<less>以下|以内|之内|及以下)|(?P<about>左右|上下|许)|(?P<over>多|余)"
)
_BEFORE = (
    (">=", re.compile(r"(?:不少于|不低于|至少|最少|不小于|最低)$")),
    ("<=", re.compile(r"(?:不超过|不高于|最多|最高|至多|最长|最高达|最高可达|上限)$")),
    (">", re.compile(r"(?:超过|超|逾|突破|大于|高于|多于|超出|过|破)了?$")),
    ("<", re.compile(r"(?:不足|不到|低于|少于|小于|未满)$")),
    ("~", re.compile(r"(?:约|大约|大概|约为|近|将近|接近|约占|大致|近乎)$")),
)
_DATE_BEHIND = re.compile(r"\s*(?:年|月|日|时|点|号|分(?!钟|之)|世纪|年代)")
_PART = re.compile(
    r"(?P<whole>十|百|千|万|(?<!\d)\d{1,9})分之"
    r"(?P<part>[零一二三四五六七八九十百]+(?:点[零一二三四五六七八九]+)?|\d+(?:\.\d+)?)"
)
_CLOCK = re.compile(r"\d|[零一二三四五六七八九十半]|许|左右|整|，|到|至")
_EACH = re.compile(
    r"每(?:个|名|位|人|台)?(?P<unit>平方米|立方米|立方|公斤|千克|吨|亩|人|户|度|升|千瓦时|辆|台|个|月|年|天|小时)[^，。；、]{0,8}$"
)


_SAME_UNITS = {
    "％": "%",
    "百分点": "个百分点",
    "个小时": "小时",
    "元人民币": "元",
    "大": "个",
    "个星期": "周",
    "㎡": "平方米",
}


@dataclass(frozen=True, slots=True)
class Amount:
    """A number with its unit: ``value`` is decimal text, ``unit`` has 万 and 亿 (亿元, 万平方米).

    ``span`` is the place of the number and its unit.  ``group`` is the kind of the unit in
    ``units.toml`` (money, people …), ``""`` without unit.  ``comparators`` are signs of the common
    table; ``written`` is the text of a range.  ``is_han`` tells that it is in Chinese characters.
    """

    span: TextSpan
    value: str
    unit: str
    group: str
    counts: bool
    comparators: tuple[str, ...] = ()
    written: str = ""
    is_han: bool = False


@dataclass(frozen=True)
class UnitTable:
    """The units of ``units.toml``: group of each, whether it counts, and the pattern of all."""

    groups: dict[str, str]
    counting: frozenset[str]
    pattern: re.Pattern[str]


@lru_cache(maxsize=1)
def unit_table() -> UnitTable:
    """The shipped units."""
    table = tomllib.loads((resources.files(__package__) / "units.toml").read_text("utf-8"))
    groups: dict[str, str] = {}
    counting = set()
    for kind in ("measures", "counts"):
        for group, units in table[kind].items():
            for unit in units.split():
                groups.setdefault(unit, group)
                if kind == "counts":
                    counting.add(unit)
    forms = "|".join(sorted(map(re.escape, groups), key=lambda unit: (-len(unit), unit)))
    per = f"(?:/(?:{'|'.join(table['per']['units'].split())}))?"
    return UnitTable(groups, frozenset(counting), re.compile(rf"\s?(?P<unit>(?:{forms}){per})"))


def amounts(text: str) -> Iterator[Amount]:
    """The amounts of a text, in order.  Dates, times of day and ordinals are none."""
    place = 0
    for part in _PART.finditer(text):
        if (share := _share(part)) is not None:
            yield share
    fixed = fixed_names(text)
    number = 0
    while match := _NUMBER.search(text, place):
        place = match.end()
        while number < len(fixed) and fixed[number][1] <= match.start():
            number += 1
        if number < len(fixed) and fixed[number][0] < match.end():
            place = max(place, fixed[number][1])
            continue
        if _is_no_amount(text, match):
            continue
        found = _amount(text, match)
        if found is not None:
            place = max(place, found.span.end)
            yield found


def _share(part: re.Match[str]) -> Amount | None:
    wholes = {"十": 10, "百": 100, "千": 1000, "万": 10000}
    whole = Decimal(wholes.get(part["whole"], 0) or part["whole"])
    words = part["part"].replace("百", "一百") if part["part"] == "百" else part["part"]
    count = words if words[0].isdecimal() else chinese_number(words)
    if count is None or not whole:
        return None
    value = _plain(Decimal(count) * 100 / whole)
    return Amount(TextSpan(*part.span()), value, "%", "share", False, is_han=True)


def _is_no_amount(text: str, match: re.Match[str]) -> bool:
    """Whether the number is an ordinal, a part of a Latin word or of a date, or of a fraction."""
    start, end = match.span()
    before = text[max(0, start - 1) : start]
    if before == "第" or re.match(r"[A-Za-z_.\d]", before) or text.startswith("分之", end):
        return True
    if text[max(0, start - 2) : start] == "分之":
        return True
    if before in ("-", "－", "—", "+") and text[max(0, start - 2) : start - 1].isdigit():
        return True
    if not match["arabic"]:
        return False
    if re.match(r"[A-Za-z+]", text[end : end + 1]):
        return unit_table().pattern.match(text, end) is None
    is_year = re.fullmatch(r"(?:19|20)\d\d", match["arabic"]) is not None
    return is_year and text.startswith(("年", "-", "—", "/", "至"), end)


def _amount(text: str, match: re.Match[str]) -> Amount | None:
    end, written, comparators = match.end(), "", []
    scale = match["scale"] or match["scale2"] or ""
    if match["half"]:
        number, is_han = Decimal("0.5"), True
    elif match["arabic"]:
        number, is_han = _arabic(match["arabic"]), False
        number, end = _with_section(text, number, scale, end)
    else:
        read = _han(match["han"])
        if read is None:
            return None
        number, scale = read[0], read[1] + scale
        is_han = True
    if match["rough"] or match["rough2"] or match["rough3"]:
        comparators.append(">" if "来" not in match[0] else "~")
    upper = None if is_han else _RANGE_END.match(text, end)
    if upper and text[upper.end() : upper.end() + 1] not in ("月", "日", "时", "年"):
        if number < _arabic(upper["number"]):  # 5至8万 are 50,000 to 80,000; 8000至1.2万 are not
            scale = scale or upper["scale"] or ""
        written, end = text[match.start() : upper.end()], upper.end()
    units = unit_table()
    unit = units.pattern.match(text, end)
    if unit is None:
        if _DATE_BEHIND.match(text, end) or (is_han and len(match[0]) < 3):
            return None
        name, group, counts = "", "", False
    else:
        name, end = unit["unit"], unit.end()
        base = name.partition("/")[0]
        group, counts = units.groups[base], base in units.counting
        if _is_date(text, match, name, end) or (is_han and end in places_inside_words(text)):
            return None  # 五部门, 三期间: the unit is the beginning of a word
    span = TextSpan(match.start(), end)
    found = Amount(span, "", "", group, counts, (), written, is_han)
    return replace(
        _scaled(found, number, scale, name, text), comparators=_signs(text, span, comparators)
    )


def _arabic(written: str) -> Decimal:
    return Decimal(re.sub("[,，]", "", written))


def _with_section(text: str, number: Decimal, scale: str, end: int) -> tuple[Decimal, int]:
    """The number with what continues it, in its own scale, and where that ends."""
    more = _SECTION.match(text, end) if scale in ("亿", "万") else None
    parts = {("亿", "万"): 10_000, ("万", "千"): 10, ("万", None): 10_000}
    if more is None or (part := parts.get((scale, more["scale"]))) is None:
        return number, end
    return number + _arabic(more["number"]) / part, more.end()


def _is_date(text: str, match: re.Match[str], unit: str, end: int) -> bool:
    """Whether the number is a date or a time of day and no duration."""
    before, behind = text[max(0, match.start() - 1) : match.start()], text[end : end + 2]
    if unit == "年":
        return (bool(match["arabic"]) and len(match["arabic"]) == 4) or behind[:1] in ("级", "代")
    if unit in ("点", "分"):
        return _CLOCK.match(behind) is not None or before in ("时", "点", "午", "晚", "晨")
    if unit == "周":
        return behind[:1] in ("一", "二", "三", "四", "五", "六", "日") or before == "第"
    return unit == "日"


def _scaled(amount: Amount, number: Decimal, scale: str, unit: str, text: str) -> Amount:
    """The amount with its value and unit as tables have them: 3 百万 元 is 300 万元."""
    factor = Decimal(1)
    for word in ("十", "百", "千"):
        if scale.startswith(word) and scale[1:2] in ("万", "亿", ""):
            factor, scale = Decimal({"十": 10, "百": 100, "千": 1000}[word]), scale[1:]
    number *= factor
    if unit == "成":
        number, unit = number * 10, "%"
    unit = _SAME_UNITS.get(unit, unit)
    if unit == "元" and (
        each := _EACH.search(text[max(0, amount.span.start - 14) : amount.span.start])
    ):
        unit = f"元/{each['unit']}"
    return replace(amount, value=_plain(number), unit=scale + unit)


def _plain(number: Decimal) -> str:
    return f"{number:f}"


def _han(text: str) -> tuple[Decimal, str] | None:
    """A number in Chinese characters, and its scale: 六万 is 6 and 万; 三四十 is 30."""
    if "点" in text:
        read = chinese_number(text)
        return None if read is None else (Decimal(read), "")
    scale = ""
    if "亿" in text[:-1] and (whole := chinese_number(text)) is not None:
        return Decimal(whole) / 10**8, "亿"  # 五亿三千万 is 5.3 亿
    if len(text) > 1 and text[-1] in "万亿":
        text, scale = text[:-1], text[-1]
    if len(text) > 1 and text[0] in "一二三四五六七八九" and text[1] in "二三四五六七八九":
        text = text[0] + text[2:]  # 三四十米: the lower bound
    read = chinese_number("一" + text if text in ("百", "千", "万") else text)
    return None if read is None else (Decimal(read), scale)


def _signs(text: str, span: TextSpan, found: list[str]) -> tuple[str, ...]:
    before = text[max(0, span.start - 5) : span.start]
    for sign, pattern in _BEFORE:
        if pattern.search(before):
            found.append(sign)
            if sign == "~" and before.endswith("近"):
                found.append("<")
            break
    if behind := _BEHIND.match(text, span.end):
        signs = {"more": ">=", "less": "<=", "about": "~", "over": ">"}
        found.append(signs[str(behind.lastgroup)])
    return tuple(dict.fromkeys(found))
