"""Credit codes in the common table: rows ``X creditCode C``, and ``X code C`` of an enterprise.

A valid code is brought to its canonical form, and ``code`` of a corporate body with such a code is
read as ``creditCode``, because that code identifies it.  An enterprise has no other code in this
predicate: a damaged credit code would else be taken for a code of another kind.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace

from gaoxin.model import Statement
from gaoxin.ontology.credit_code_faults import CreditCodeFault
from gaoxin.ontology.credit_codes import read_credit_code
from gaoxin.ontology.terms import vocabulary

CREDIT_CODE = "creditCode"
_CODE = "code"
_STOCK_CODE = re.compile(r"(?:S[HZ]|BJ)?\.?\d{5,6}(?:\.(?:S[HZ]|BJ|HK))?", re.IGNORECASE)


def with_credit_code(row: Statement) -> tuple[Statement, list[tuple[str, str, str]]]:
    """The row with its credit code in canonical form, and complaints (column, Chinese, English).

    Rows of other predicates stay as they are.
    """
    if row.predicate not in (CREDIT_CODE, _CODE):
        return row, []
    column = "value" if row.value else "object"
    text = getattr(row, column)
    if not text or (row.predicate == _CODE and not _is(row.subject_type, "CorporateBody")):
        return row, []
    try:
        code = read_credit_code(text)
    except CreditCodeFault as fault:
        if row.predicate == _CODE and not _is(row.subject_type, "Enterprise"):
            return row, []  # an organization has codes of other kinds, too
        return row, list(_complaints(row, column, text, fault))
    return replace(row, predicate=CREDIT_CODE, value=code.text, object=""), []


def _complaints(
    row: Statement, column: str, text: str, fault: CreditCodeFault
) -> Iterator[tuple[str, str, str]]:
    if row.predicate == _CODE and _STOCK_CODE.fullmatch(text):
        yield (
            column,
            "企业的 code 是统一社会信用代码；股票代码请用谓词 stockCode。",
            "the code of an enterprise is its credit code; for a stock code use the predicate "
            "stockCode.",
        )
    else:
        yield column, fault.zh, fault.en


def _is(type_: str, parent: str) -> bool:
    terms = vocabulary()
    return type_ in terms.classes and terms.is_a(type_, [parent])
