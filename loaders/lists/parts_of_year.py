"""Parts of a year (一季度, 1-5月, 全年) in a column of their own, beside that of the years.

The year and its part together are the period of a figure.  Without the part, that of a quarter
would be told as that of the year.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace

from gaoxin.loaders.lists.cell_dates import read_period
from gaoxin.loaders.lists.cell_values import Number
from gaoxin.loaders.lists.find_table import SEARCHED, FoundTable, samples_of
from gaoxin.loaders.lists.list_mapping import ListColumn, Meaning
from gaoxin.loaders.lists.planned_words import planned_in, status_of_cell
from gaoxin.loaders.lists.row_draft import UnclearCellError
from gaoxin.loaders.lists.title_words import unclear_year
from gaoxin.ontology.characters import half_width

RowFigure = tuple[Meaning, tuple[Number, ...]]
"""A figure of a row: its meaning and its numbers."""
PART = "time-part"
"""The meaning of such a column; its unit (``季``, ``月``) is that of bare numbers."""
_WHOLE = re.compile(
    "全年度?|年度|整年|年末|年底|年终|1-12月(?:份)?|annual|full year", re.IGNORECASE
)
_HAS_YEAR = re.compile(r"(?:19|20)\d\d")
_BARE = re.compile(r"(\d{1,2})([季月])?度?")
_QUARTERS = re.compile("(?:前|[1一][-~至到])([1-3一二两三])(?:个)?季度?")
"""The first quarters of a year together: 前3季度, 1-3季度."""
_ANY_YEAR = "2024"


def settle_parts(table: FoundTable, columns: Sequence[ListColumn]) -> list[ListColumn]:
    """The columns, of which one of periods without any year holds parts of years."""
    parts = {
        column.index
        for column in columns
        if column.meaning.means == "time" and _are_parts(table, column.index, column.header)
    }
    return [
        replace(column, meaning=Meaning(PART, unit=_unit(column.header)))
        if column.index in parts or column.meaning.means == PART
        else column
        for column in columns
    ]


def read_part(text: str, unit: str) -> tuple[str, str]:
    """A part of a year, ``""`` for the whole year, and the status if the cell says one (目标).

    Raises:
        ValueError: the text is no part of a year.

    >>> read_part("一季度", ""), read_part("3", "月"), read_part("全年", ""), read_part("目标", "")
    (('一季度', ''), ('3月', ''), ('', ''), ('', 'target'))
    """
    said = planned_in(half_width(text).strip())
    status = said.status or status_of_cell(text)
    part = said.text.strip(" ()（）:：") if said.status else half_width(text).strip()
    if status == "actual" or (status and not part.strip("值数")):
        part = ""
    if found := _BARE.fullmatch(part):
        if not unit and not found[2]:
            raise ValueError(*_reason(part))
        part = found[1] + (found[2] or unit)
    if not part or _WHOLE.fullmatch(part.removesuffix("累计")):
        return "", status
    with_year(_ANY_YEAR, part)
    return part, status


def with_year(year: str, part: str) -> str:
    """The period of a part of a year.  ``year`` may be a whole period that says the same.

    Raises:
        ValueError: they do not make one period.

    >>> with_year("2024", "一季度"), with_year("2024", "1-5月"), with_year("2024", "")
    ('2024-Q1', '2024-01/2024-05', '2024')
    """
    if not part:
        return year
    found = _HAS_YEAR.search(part)
    text = _QUARTERS.sub(_of_first_quarters, part.removesuffix("累计"))
    text = f"{text}度" if text.endswith("季") else text
    try:
        period = read_period(text if found else f"{year[:4]}年{text}")
    except ValueError:
        raise ValueError(*_reason(part)) from None
    if period == year[:4] or (found and found[0] != year[:4]) or year not in (year[:4], period):
        raise ValueError(*_reason(part))
    return period


def period_in(given: Mapping[str, str], otherwise: str = "") -> str:
    """The period of the figures of a row by its cells; the year is ``otherwise`` that of the header
    or the title.  ``""`` if it is unknown.
    """
    year = given.get("time", "") or otherwise
    return with_year(year, given.get(PART, "")) if year else ""


def with_part(figures: Iterable[RowFigure], given: Mapping[str, str], year: str) -> list[RowFigure]:
    """The figures of a row with the part of the year, and the status, that its cells give.

    ``year`` is that of the title, for figures without any.

    Raises:
        UnclearCellError: the year is unknown.
        ValueError: the year and its part do not make one period.
    """
    found: list[RowFigure] = []
    for meaning, numbers in figures:
        time = period_in(given, meaning.time or year)
        if not time:
            raise UnclearCellError(*unclear_year(given.get(PART, "")))
        status = meaning.status or given.get("status", "")
        found.append((replace(meaning, time=time, status=status), numbers))
    return found


def _of_first_quarters(found: re.Match[str]) -> str:
    return {"1": "一季度", "一": "一季度", "3": "前三季度", "三": "前三季度"}.get(
        found[1], "上半年"
    )


def _are_parts(table: FoundTable, index: int, header: str) -> bool:
    samples = samples_of(table, index, SEARCHED)
    return bool(samples) and all(_is_part(text, _unit(header)) for text in samples)


def _is_part(text: str, unit: str) -> bool:
    if _HAS_YEAR.search(text):
        return False
    try:
        read_part(text, unit)
    except ValueError:
        return False
    return True


def _unit(header: str) -> str:
    return next((unit for unit in "季月" if unit in header), "")


def _reason(part: str) -> tuple[str, str]:
    return (
        f"看不出「{part}」是一年中的哪一段；请写成 一季度、上半年、1-5月 或 3月",
        f"it is unclear which part of a year {part!r} is; write 一季度, 上半年, 1-5月 or 3月",
    )
