"""Dates and periods as users of Chinese spreadsheets write them.

:func:`read_date` gives a day, a month or a year, as exact as the text is.  :func:`read_period`
also gives quarters, half years and intervals, in the forms of :mod:`gaoxin.graph.facts.periods`.
"""

from __future__ import annotations

import re
from datetime import date, timedelta
from functools import lru_cache

from gaoxin.graph.facts.chinese_numerals import chinese_number, digits_of
from gaoxin.graph.facts.periods import parse_period
from gaoxin.graph.facts.written_periods import period_of
from gaoxin.ontology.characters import half_width

_Y = r"(1[89]\d\d|20\d\d)"
_M = r"(0?[1-9]|1[0-2])"
_D = r"(0?[1-9]|[12]\d|3[01])"
_CLOCK = (
    r"(?:[T ]?(?:[上下]午)?\d{1,2}(?:[:时]\d{1,2}){1,2}(?:[.:]\d+|秒|分)*(?:Z|[+-]\d\d:?\d\d)?)?"
)
_DAY = re.compile(
    rf"{_Y}(?:年{_M}月{_D}[日号]?|([-./]){_M}\4{_D}\.?|(0[1-9]|1[0-2])(0[1-9]|[12]\d|3[01])){_CLOCK}"
)
_MONTH = re.compile(
    rf"{_Y}(?:年{_M}月?份?|[-/]{_M}|\.(0[1-9]|1[0-2]|[2-9])|(0[1-9]|1[0-2]))"
    r"(?:初|底|末|上旬|中旬|下旬)?"
)
_YEAR = re.compile(rf"{_Y}(?:年度?|年初|年底前?|年末前?|年内|年中|年上半年|年下半年)?")
_PART = re.compile(
    rf"{_Y}[年-]?(?:第?([一二三四1-4])季度?|Q([1-4])|([上下])半年|H([12])|前?([1-9]|1[0-2])个月|(前三季度))",
    re.IGNORECASE,
)
_MONTHS = re.compile(rf"{_Y}[年./-]{_M}月?[-~至到]{_M}月(?:份)?")
_MONTH_NAMES = ["jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec"]
_MONTH_NAME = (
    "(Jan(?:uary)?|Feb(?:ruary)?|Mar(?:ch)?|Apr(?:il)?|May|June?|July?|Aug(?:ust)?|Sept?(?:ember)?"
    "|Oct(?:ober)?|Nov(?:ember)?|Dec(?:ember)?)"
)
_ENGLISH = re.compile(
    rf"(?:{_D}(?:st|nd|rd|th)? {_MONTH_NAME}|{_MONTH_NAME}(?: {_D}(?:st|nd|rd|th)?)?)[.,]? ?{_Y}",
    re.IGNORECASE,
)
_PLAN = {"十二五": "2011/2015", "十三五": "2016/2020", "十四五": "2021/2025", "十五五": "2026/2030"}
_SERIAL = re.compile(r"([2-7]\d{4})(?:\.\d+)?")
"""The number of a day between 1954 and 2119 in a spreadsheet."""
_EPOCHS = {False: date(1899, 12, 30), True: date(1904, 1, 1)}
_AROUND = re.compile(r"(?:自|于|至|到|截至|截止)?(.*?)(?:起|止|起?(?:施行|实施|执行))?")
_WEEKDAY = re.compile(r"[(（ ]*(?:星期|周|礼拜)[一二三四五六日天][)）]*$")
_HAN_YEAR = re.compile(r"([一二][〇零一二三四五六七八九]{3})年")
_HAN_NUMBER = re.compile(r"([一二三四五六七八九十]{1,3})(?=月|日|号|个月)")
_DASHES = str.maketrans("\u2010\u2011\u2012\u2013\u2014\u2015\u2212", "-------")
_OPEN_ENDS = ("至今", "现在", "今", "长期")


@lru_cache(maxsize=1 << 16)
def read_date(text: str, from_1904: bool = False) -> str:
    """A date as ISO 8601: ``2018-05-17``, ``2018-05`` or ``2018``; a time of day is left out.

    Of a quarter or half year, which no date can express, the year is given.

    ``from_1904``: numbers of days count from 1904, as in old workbooks of the Macintosh.

    Raises:
        ValueError: the text is not one date; ``args`` are the reason in Chinese and in English.

    >>> read_date("2018年5月"), read_date("2018.5.17"), read_date("20180517"), read_date("43237")
    ('2018-05', '2018-05-17', '2018-05-17', '2018-05-17')
    >>> read_date("Mar 2018"), read_date("5 March 2018"), read_date("May 17, 2018")
    ('2018-03', '2018-03-05', '2018-05-17')
    """
    if found := _ENGLISH.fullmatch(half_width(text).strip()):
        number = _MONTH_NAMES.index((found[2] or found[3])[:3].lower()) + 1
        return period_of(found[5], str(number), found[1] or found[4] or "")
    around = _AROUND.fullmatch(_plain(text))
    plain = around[1] if around else ""
    if found := _DAY.fullmatch(plain):
        year, month, day = found[1], found[2] or found[5] or found[7], found[3] or found[6]
        return period_of(year, month, day or found[8])
    if found := _MONTH.fullmatch(plain):
        month = found[2] or found[3] or found[4] or found[5]
        return period_of(found[1], month)
    if found := _YEAR.fullmatch(plain) or _PART.fullmatch(plain):
        return found[1]
    if found := _SERIAL.fullmatch(plain):
        return (_EPOCHS[from_1904] + timedelta(days=int(found[1]))).isoformat()
    raise ValueError(*_reason(plain))


@lru_cache(maxsize=1 << 14)
def read_period(text: str, from_1904: bool = False) -> str:
    """A period: a date, ``2024-Q1``, ``2024-H1`` or an interval ``2024-01/2024-06``.

    Raises:
        ValueError: the text is not a period.

    >>> read_period("2024年1-6月"), read_period("2024年一季度"), read_period("“十四五”期间")
    ('2024-01/2024-06', '2024-Q1', '2021/2025')
    """
    plain = _plain(text).removeprefix("截至").removeprefix("截止")
    if found := _PART.fullmatch(plain):
        year, quarter, q, half, h, months, thirds = found.groups()
        return period_of(
            year,
            quarter=quarter or q or "",
            half=half or h or "",
            months=months or "",
            quarters="三" if thirds else "",
        )
    if found := _MONTHS.fullmatch(plain):
        last_month = found[3] if int(found[3]) != int(found[2]) else ""
        return period_of(found[1], found[2], last_month=last_month)
    name = plain.strip("“”\"'").removesuffix("期间").removesuffix("时期").strip("“”\"'")
    if name in _PLAN:
        return _PLAN[name]
    try:
        return read_date(plain, from_1904)
    except ValueError:
        first, last = read_span(text, from_1904)
        return f"{first}/{last or '..'}"


def read_span(text: str, from_1904: bool = False) -> tuple[str, str]:
    """The first and last date of a span (2023年5月-2025年6月); the last is ``""`` for 至今.

    Raises:
        ValueError: the text is not a span of two dates in their order.

    >>> read_span("2023.5—2025.6"), read_span("2018年至今")
    (('2023-05', '2025-06'), ('2018', ''))
    """
    plain = _plain(text)
    for mark in ("--", "至", "到", "~", "-", "/"):
        for found in re.finditer(re.escape(mark), plain):
            first, last = plain[: found.start()], plain[found.end() :]
            if mark == "-" and re.fullmatch(_M, last):  # 2024-05 is a month, no span
                continue
            if re.fullmatch(rf"{_M}月", last) and first.startswith(("1", "2")):
                last = first[:4] + "年" + last
            try:
                begin = read_date(first, from_1904)
                is_open = last in _OPEN_ENDS or found[0] + last == "至今"
                end = "" if is_open else read_date(last, from_1904)
            except ValueError:
                continue
            if end:
                _ordered(begin, end)
            return begin, end
    raise ValueError(*_reason(plain))


def _plain(text: str) -> str:
    """ASCII digits and hyphens, Chinese numerals of dates as digits, no spaces between Hanzi."""
    plain = half_width(text).strip().replace("——", "-").translate(_DASHES)
    plain = _HAN_YEAR.sub(lambda found: f"{digits_of(found[1])}年", plain)
    plain = _HAN_NUMBER.sub(lambda found: chinese_number(found[1]) or found[1], plain)
    plain = _WEEKDAY.sub("", plain)
    return re.sub(r"\s+(?![\d]{1,2}:)|(?<=[-/.])\s+", "", plain)


def _ordered(first: str, last: str) -> str:
    interval = f"{first}/{last}"
    parse_period(interval)
    return interval


def _reason(plain: str) -> tuple[str, str]:
    """Why the text is no date, and what to write instead."""
    if re.fullmatch(rf"{_Y}\.1", plain):
        return (
            f"{plain} 可能是 1 月，也可能是丢了零的 10 月；请写作 {plain[:4]}-01 或 {plain[:4]}-10",
            f"{plain} may be January, or October without its zero; write {plain[:4]}-01 or "
            f"{plain[:4]}-10",
        )
    if re.fullmatch(r"\d{1,2}([-./])\d{1,2}\1\d{2,4}|\d{2}[-./年]\d{1,2}.*", plain):
        return (
            "看不出哪个是年；年份请写四位，如 2018/5/17",
            "it is unclear which part is the year; write it with four digits, as in 2018/5/17",
        )
    return (
        "不是可用的日期；请写成 2018、2018-05、2018-05-17 或 2018年5月17日",
        "this is no usable date; write 2018, 2018-05, 2018-05-17 or 2018年5月17日",
    )
