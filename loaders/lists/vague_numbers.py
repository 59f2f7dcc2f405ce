"""Texts in a column of numbers that are no number.

A text that states a quantity must be readable, or its cell is a problem (很多, 数百, 12..5).  One
that states none says why the number is missing (亏损, 停产); it is left out and named.
"""

from __future__ import annotations

import re

from gaoxin.loaders.lists.row_draft import UnclearCellError

_DIGIT = re.compile(r"[\d〇零一二三四五六七八九十百千两壹贰叁肆伍陆柒捌玖拾佰仟万亿]")
_MANY = re.compile(
    r"(?:很|较|非常|比较|不算)?(?:多|少)(?=$|[个家人件项名户台])|许多|众多|大量|少量|少数|多数|少许"
    r"|一些|若干|[几数][个家人件项名户台万亿]|^[几数]$|\b(?:many|few|several|some|lots?)\b",
    re.IGNORECASE,
)

_CHANGED = re.compile(
    r"^(?:约|预计|力争|目标|计划|年均|平均|累计|同比|(?:比|较)上年(?:同期)?)*"
    r"(?:净增|新增|增长|增加|上升|提高|提升|下降|减少|降低|回落|翻)(?=.*[\d番倍])"
)
_OF_SEVERAL_YEARS = re.compile(r"[\[〔【]\s*[\d.,]+\s*%?\s*[\]〕】]")
"""How plans write what is to be reached in five years together."""
_OF_CHANGE = re.compile(r"增(?!加值)|减|变[化动]|升降|同比|环比")


def refuse_change(text: str, indicator: str) -> None:
    """Refuse a cell that says by how much a number changed (增长6%), and not the number.

    ``indicator`` is what the column measures; one that is a change itself (增速) takes it.

    Raises:
        UnclearCellError: it says a change, or the sum of several years ([13.5]).
    """
    if _OF_SEVERAL_YEARS.fullmatch(text.strip()):
        raise UnclearCellError(
            "方括号里是几年的累计数", "a number in square brackets is the sum of several years"
        )
    if _CHANGED.match(text) and not _OF_CHANGE.search(indicator):
        raise UnclearCellError(
            "说的是变化，不是数本身", "it says a change, and not the number itself"
        )


def check_number(text: str) -> None:
    """Tell why a text without digits is not read as a number.

    Raises:
        ValueError: it states a quantity, but not which; ``args`` are the reason in both languages.
        UnclearCellError: it states none (亏损, 停产).
    """
    if _DIGIT.search(text):
        return
    if _MANY.search(text):
        raise ValueError(
            "没有写是多少；请写出数（大概的数可写 约120、100多、近100），不知道就留空",
            "it does not say how many; write the number (roughly is enough: 约120, 100多, 近100), "
            "or leave the cell empty",
        )
    raise UnclearCellError("不是数", "no number")
