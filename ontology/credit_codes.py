"""Unified social credit codes (统一社会信用代码, GB 32100-2015): canonical form and check.

A code has 18 characters: the registering department, the kind of body, the division of the office
(6 digits, GB/T 2260), the organization code (9 characters, GB 11714), and a check character.
The letters I, O, S, V and Z do not occur.  The check finds each single wrong character and each
exchange of two neighbours.

Nothing is corrected here.  A text that is no valid code is refused with the reason
(:mod:`gaoxin.ontology.credit_code_faults`); where one usual misreading explains it, the message
names the code that was probably meant, and a person decides.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator
from dataclasses import dataclass

from gaoxin.ontology.check_characters import (
    LENGTH,
    is_credit_code,
    is_identity_number,
    is_organization_code,
)
from gaoxin.ontology.credit_code_faults import fault_of

# GB/T 2260; also 10 for the central registry and 66 for the Corps in Xinjiang.
_PROVINCES = re.compile("1[0-5]|2[1-3]|3[1-7]|4[1-6]|5[0-4]|6[1-6]|71|8[12]")

_IGNORED = re.compile(r"[\s\-_'’‘`\"“”\u00ad\u200b-\u200f\u2010-\u2015\u2060\ufeff]+")
_LABEL = re.compile(
    r"^(?:(?:统一)?(?:社会)?(?:信用)?(?:代码|号码)|纳税人识别号|税号|USCC)?(?:证号)?[:=]?"
)
_COPY = re.compile(r"\(\d{1,2}-\d{1,2}\)$")  # "(1-1)": the number of a licence's copy


@dataclass(frozen=True, slots=True)
class CreditCode:
    """A valid code; ``text`` is its canonical form, 18 digits and capital letters."""

    text: str

    @property
    def division(self) -> str:
        """The six digits of the division where the body is registered."""
        return self.text[2:8]

    @property
    def organization_code(self) -> str:
        """The nine characters of the organization code."""
        return self.text[8:17]

    def doubts(self) -> Iterator[tuple[str, str]]:
        """Reasons, in Chinese and English, to compare a valid code with the original."""
        if not _PROVINCES.fullmatch(self.text[2:4]):
            yield (
                f"第 3、4 位 {self.text[2:4]} 不是省级行政区划代码；请核对。",
                f"characters 3 and 4, {self.text[2:4]}, are no province's; check them.",
            )
        if not is_organization_code(self.organization_code):
            yield (
                f"其中的组织机构代码 {self.organization_code} 校验位不符（GB 11714）；请核对。",
                f"the organization code in it, {self.organization_code}, has a wrong check "
                "character (GB 11714); check it.",
            )


def read_credit_code(text: str) -> CreditCode:
    """The code in a cell; small letters, spaces, hyphens and full-width forms are read.

    >>> read_credit_code(" 9135 0100 ｍ000-100y43 ").text
    '91350100M000100Y43'

    Raises:
        CreditCodeFault: it is no valid code.
    """
    code = text
    if not is_credit_code(code):
        code = _canonical(text)
        if not is_credit_code(code):
            raise fault_of(code, text)
    if is_identity_number(code) and any(CreditCode(code).doubts()):
        raise fault_of(code, text)
    return CreditCode(code)


def _canonical(text: str) -> str:
    """Capital letters and digits without label, spaces, hyphens and the number of a copy."""
    code = _LABEL.sub("", "".join(unicodedata.normalize("NFKC", text).upper().split()))
    plain = _IGNORED.sub("", code)
    if len(plain) > LENGTH:
        without_copy = _IGNORED.sub("", _COPY.sub("", code))
        return without_copy if len(without_copy) == LENGTH else plain
    return plain
