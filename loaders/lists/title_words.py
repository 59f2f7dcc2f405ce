"""What the titles of a table of figures say of its numbers: the period, and whether they are plans.

A title is a text above the table or the name of the sheet.
"""

from __future__ import annotations

import re
from pathlib import Path
from typing import NamedTuple

from gaoxin.loaders.lists.dictionary import Dictionary
from gaoxin.loaders.lists.find_table import FoundTable
from gaoxin.loaders.lists.header_forms import folded
from gaoxin.loaders.lists.header_parts import split_header
from gaoxin.loaders.lists.list_mapping import Meaning
from gaoxin.loaders.lists.planned_words import status_of_title

_FIGURES = re.compile(
    r"指标|经济运行|统计|完成情况|情况表|运行情况|数据|报表|年报|排名|排行|figures|statistics"
)
"""Words in the title of a table of figures: its year is that of the figures."""
_BEFORE = re.compile(r"(?:上一?年度?|去年)(同期|同月)?|同期")
_MONTHS = re.compile(r"(\d{1,2})月?[-~至到](\d{1,2})月")
_NOW = re.compile(r"本年度?|今年|当年|本期|(?:本期|本月|年初至本[月期])(?:止|末)?累计")


class TitleWords(NamedTuple):
    """The period and the status (``target``, ``planned``) of the figures; each ``""`` if unsaid."""

    period: str = ""
    status: str = ""


def title_words(table: FoundTable, *, has_indicators: bool) -> TitleWords:
    """What the titles of a table say of its figures.

    ``has_indicators``: its rows are indicators, so that a sheet ``2024年`` means their year.
    """
    told = [
        (split_header(title).period, status_of_title(title))
        for title in (*table.titles, table.sheet)
        if _FIGURES.search(title) or (has_indicators and _is_only_a_period(title))
    ]
    period = table.period or next((period for period, _ in told if period), "")
    return TitleWords(period, next((status for _, status in told if status), ""))


def _is_only_a_period(title: str) -> bool:
    """Whether a title has nothing beside a period and the word of a plan (2025年目标)."""
    parts = split_header(title)
    return bool(parts.period) and not parts.name


def period_of(relative: str, period: str) -> str:
    """The period that a relative word means beside another one; ``""`` if that is unclear.

    >>> period_of("上年同期", "2024-01/2024-06"), period_of("上期", "2024")
    ('2023-01/2023-06', '')
    >>> period_of("1-6月累计", "2025"), period_of("全年", "2025-01/2025-06")
    ('2025-01/2025-06', '2025')
    """
    years = set(re.findall(r"(?:19|20)\d\d", period))
    if relative == "全年" or (_MONTHS.match(relative) and len(years) == 1):
        if len(years) != 1:
            return ""
        year, months = years.pop(), _MONTHS.match(relative)
        return f"{year}-{int(months[1]):02}/{year}-{int(months[2]):02}" if months else year
    is_year = re.fullmatch(r"\d{4}", period) is not None
    if found := _BEFORE.fullmatch(relative):
        if period and (is_year or found[1] or relative == "同期"):
            return re.sub(r"(?:19|20)\d\d", lambda year: str(int(year[0]) - 1), period)
        return ""
    return period if _NOW.fullmatch(relative) and (is_year or "本期" in relative) else ""


def is_now(relative: str) -> bool:
    """Whether a relative word means the period of the whole table (本年, 本期)."""
    return bool(_NOW.fullmatch(relative))


def unclear_year(relative: str) -> tuple[str, str]:
    """The reason for leaving out a number of an unknown year, in both languages."""
    return f"不知道「{relative}」是哪一年", f"it is not known which year {relative} is"


def indicator_of_titles(
    table: FoundTable, dictionary: Dictionary, type_: str
) -> tuple[Meaning, str] | None:
    """The indicator that a title names, and its unit, for columns with only a year above them."""
    texts = (*table.titles, table.sheet, Path(table.file).stem)
    best = ""
    found: tuple[Meaning, str] | None = None
    for form, entries in dictionary.entries.items():
        for entry in entries:
            if entry.meaning.means != "figure" or len(form) <= max(len(best), 1):
                continue
            title = next((text for text in texts if form in folded(text)), None)
            if title is not None and entry.applies_to(type_):
                best, found = form, (entry.meaning, split_header(title).unit)
    return found
