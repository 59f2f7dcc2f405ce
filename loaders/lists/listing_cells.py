"""Cells about the shares of a firm: how far its listing has come, and their code."""

from __future__ import annotations

import re

from gaoxin.loaders.lists.cell_values import read_yes_no
from gaoxin.loaders.lists.row_draft import UnclearCellError

_LISTED = re.compile(
    r"板|上市|挂牌|交所|证券|纳斯达克|纳指|NASDAQ|NYSE|AMEX|[ABH]股|港股|美股|三板|四板|IPO|辅导|过会|报会|退市|上交|深交|北交|港交"
    r"|\bSTAR\b|ChiNext|\bGEM\b|Main Board|stock|exchange|listed"
    r"|SSE|SZSE|HKEX|BSE|^(?:沪|深|京|港|美|沪市|深市|科创|创业|基础层|创新层)",
    re.IGNORECASE,
)
_CODE_OF_STOCK = re.compile(r"(?<![\d])\d{4,6}(?!\d)|^[A-Z]{1,6}(?:[.:][A-Z]{1,3})?$")
_REMARK = re.compile(r"[(（]([^()（）]*)[)）]$")


def listing_in(text: str) -> str:
    """How far the listing of a firm has come, as written; ``""`` for a plain no.

    Raises:
        UnclearCellError: the text is about no stock exchange.
    """
    try:
        if not read_yes_no(text):
            return ""
    except ValueError:
        said = text
    else:
        found = _REMARK.search(text)
        said = found[1] if found else "已上市"
    if not _LISTED.search(said):
        raise UnclearCellError("说的不是上市", "it is about no listing")
    return said


def is_about_listing(text: str) -> bool:
    """Whether a text is about a stock exchange, or about how far a listing has come."""
    return bool(_LISTED.search(text))


def stock_code_in(text: str) -> str:
    """The code of a share, as written.

    Raises:
        UnclearCellError: the text has none (已过会).
    """
    if not _CODE_OF_STOCK.search(text.strip().upper()):
        raise UnclearCellError("没有股票代码", "it has no stock code")
    return text
