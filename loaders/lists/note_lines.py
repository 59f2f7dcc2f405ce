"""Rows of notes above a table: ``单位：万元 … 填报日期：2025-1-1``.

Such a row is no part of the header below it, although it may fill several cells.  What it says of
the whole table is used: the unit of its numbers (:mod:`.unit_lines`), the period of its figures,
and the day when it was filled in.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator, Sequence
from itertools import pairwise

from gaoxin.loaders.lists.cell_dates import read_date
from gaoxin.loaders.lists.header_parts import split_header
from gaoxin.ontology.characters import half_width

SIGNED = (
    r"制表|填[表报]|审核|复核|审批|(?:单位|统计)?负责人|联系人|联系电话"
    r"|报送|报出|编制|盖章|签字|打印"
)
"""Words with which a form says who filled it in, as a pattern."""
_FILED = (
    r"(?:填[报表写]|制表|报[送出告]|编制|更新|发布|公布|打印|导出)?(?:日期|时间)"
    r"|截[至止](?:日期|时间)"
)
_OF_FIGURES = (
    r"报告期|(?:统计|数据)(?:时间|期间?|年度|年份|时期)|所属(?:期|时期|年度)|期间|年度|年份"
)
_NOTE = re.compile(
    rf"^[(\[【]?(?:{SIGNED}|{_FILED}|{_OF_FIGURES}|(?:责任|牵头|主管|发布|提供|统计)(?:单位|部门)|统计日期|(?:金额|计量|数量|面积|货币)?(?:单位|單位)"
    r"|表\s?号|文\s?号|制定机关|批准(?:机关|文号)|有效期|经办|公章|密级|备?注|说明|(?:数据|资料)来源"
    r"|统计口径|unit|date|as of|prepared by|source)[^:]{0,8}:"
    r"|^[(\[【]?(?:数据)?截[至止]:?\s*(?:19|20)\d\d",
    re.IGNORECASE,
)
_FILED_CELL = re.compile(rf"^[(\[【]?(?:{_FILED}|date)\s*:\s*(.*?)[)\]】]?$", re.IGNORECASE)
_PERIOD_CELL = re.compile(rf"^[(\[【]?(?:{_OF_FIGURES})\s*:\s*(.*?)[)\]】]?$")
_DAY_ALONE = re.compile(r"20\d\d(?:年\d{1,2}月\d{1,2}日|([-./])\d{1,2}\1\d{1,2})")
_OF_YEAR = re.compile(r"\d{4}(?:/\d{4}|-\d\d/\d{4}-\d\d)?|\d{4}-[QH]\d")
"""Periods of figures; a single month or day may be that of the stock only."""


def is_note_row(cells: Sequence[str], is_known: Callable[[tuple[str, ...]], bool]) -> bool:
    """Whether a row has a note about the whole table and no header of a column.

    ``is_known`` tells whether the lines of a header mean something.

    >>> is_note_row(["单位：万元", "", "填报日期：2025-1-1"], lambda _: False)
    True
    """
    filled = [cell for cell in cells if cell]
    others = [cell for cell in filled if not _is_note(cell)]
    if len(others) == len(filled):
        return False
    return not any(split_header(cell).name and is_known((cell,)) for cell in others)


def filing_date(texts: Iterable[str]) -> str:
    """The day or month when the table was filled in; ``""`` if no cell of the notes says it.

    It stands behind a label, or a day stands alone.

    >>> filing_date(["合肥高新区企业名单", "填报日期：2025年1月"])
    '2025-01'
    """
    texts = list(texts)
    alone = (text for text in texts if _DAY_ALONE.fullmatch(half_width(text)))
    return next(filter(None, map(_date, (*_said(texts, _FILED_CELL), *alone))), "")


def period_of_notes(texts: Iterable[str]) -> str:
    """The period that the cells of notes give for all figures; ``""`` if none does.

    It stands behind a label or alone (``表号：A1 … 2024年度 … 单位：万元``).

    >>> period_of_notes(["报告期：2024年"]), period_of_notes(["统计时间：2024年12月31日"])
    ('2024', '')
    """
    texts = list(texts)
    alone = (text for text in texts if not split_header(text).name)
    periods = (split_header(said).period for said in (*_said(texts, _PERIOD_CELL), *alone))
    return next((period for period in periods if _OF_YEAR.fullmatch(period)), "")


def _is_note(cell: str) -> bool:
    return bool(_NOTE.match(half_width(cell)))


def _said(texts: Iterable[str], label: re.Pattern[str]) -> Iterator[str]:
    """What stands behind a label, in its cell or in the next one."""
    for text, after in pairwise([*texts, ""]):
        for part in re.split(r"\s{2,}", half_width(text)):
            if found := label.match(part.strip()):
                yield found[1].strip() or half_width(after)


def _date(text: str) -> str:
    try:
        return read_date(text)
    except ValueError:
        return ""
