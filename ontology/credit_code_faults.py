"""Why a text is no unified social credit code, in words that lead to the right one.

:mod:`gaoxin.ontology.credit_codes` asks after its check has failed, so there is time to try the
usual misreadings.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator

from gaoxin.ontology.check_characters import (
    LENGTH,
    VALUES,
    is_credit_code,
    is_identity_number,
    is_organization_code,
)

_SCIENTIFIC = re.compile(r"\d(?:[.,]\d+)?E\+?\d+|\d{16,}\.0+", re.IGNORECASE)
_LETTERS_FOR = {"O": "0", "I": "1", "Z": "2", "S": "5", "V": "U"}
"""Letters that do not occur in a code, and what was probably written."""

_LIKE = {"0": "DQ", "1": "L7", "2": "7", "3": "8", "5": "6", "6": "5G", "7": "12", "8": "3B"}
_LIKE |= {"B": "8", "D": "0Q", "G": "6C", "C": "G", "L": "1", "Q": "0D", "U": "Y", "Y": "U"}
_LIKE |= {"M": "N", "N": "M", "E": "F", "F": "E", "P": "R", "R": "P"}
"""Characters that are often taken for one another."""


class CreditCodeFault(ValueError):
    """Why a text is no credit code: ``kind``, and the reason in Chinese and in English.

    ``kind`` is ``scientific``, ``rounded``, ``length``, ``characters``, ``check``,
    ``registration`` (an old number of 15 digits), ``organization`` (9 characters), ``tax`` (15
    characters) or ``person`` (an identity number, which messages must not show).
    """

    def __init__(self, kind: str, zh: str, en: str) -> None:
        super().__init__(zh, en)
        self.kind, self.zh, self.en = kind, zh, en


def fault_of(code: str, text: str) -> CreditCodeFault:
    """The fault of ``text``, from which ``code`` was read in canonical form."""
    if _SCIENTIFIC.fullmatch("".join(unicodedata.normalize("NFKC", text).split())):
        return CreditCodeFault(
            "scientific",
            "表格软件把代码改成了数，后面的位数已丢失；请把该列设为文本，再从原件填入 18 位代码。",
            "the spreadsheet turned the code into a number and lost digits; format the column as "
            "text and enter the 18 characters from the original again.",
        )
    if is_identity_number(code):
        return CreditCodeFault(
            "person",
            "这是居民身份证号码的形式，不是统一社会信用代码；请删去：个人号码不会载入。",
            "this has the form of a person's identity number, not of a credit code; remove it: "
            "personal numbers are not loaded.",
        )
    strange = sorted({c for c in code if not (c in VALUES or c in _LETTERS_FOR)})
    if strange:
        shown = " ".join(map(_shown, strange[:5]))
        return CreditCodeFault(
            "characters",
            f"统一社会信用代码只含数字和大写字母，这里却有：{shown}；请改正。",
            f"a credit code holds only digits and capital letters, but this has: {shown}; "
            "correct it.",
        )
    if len(code) != LENGTH:
        return _wrong_length(code)
    if any(c in _LETTERS_FOR for c in code):
        return _forbidden_letters(code)
    return _wrong_check(code)


def _shown(character: str) -> str:
    """The character; with its number if it looks like a Latin letter but is none."""
    is_plain = character.isascii() or "\u4e00" <= character <= "\u9fff"
    return character if is_plain else f"{character} (U+{ord(character):04X})"


def _wrong_length(code: str) -> CreditCodeFault:
    kind, zh, en = "", "", ""
    if re.fullmatch("[0-9]{15}", code):
        kind, zh = "registration", "15 位的旧工商注册号"
        en = "an old registration number of 15 digits"
    elif is_organization_code(code):
        kind, zh = "organization", "9 位的组织机构代码"
        en = "an organization code of 9 characters"
    elif len(code) == 15 and code[:6].isdigit() and is_organization_code(code[6:]):
        kind, zh = "tax", "15 位的旧税务登记号"
        en = "an old tax number of 15 characters"
    if kind:
        return CreditCodeFault(
            kind,
            f"这是{zh}，不是统一社会信用代码；请填 18 位代码，或留空。",
            f"this is {en}, not a credit code; enter the code of 18 characters, or leave the cell "
            "empty.",
        )
    return CreditCodeFault(
        "length",
        f"统一社会信用代码有 18 位，这里是 {len(code)} 位；请对照原件改正。",
        f"a credit code has 18 characters, this has {len(code)}; correct it from the original.",
    )


def _forbidden_letters(code: str) -> CreditCodeFault:
    found = [(place, c) for place, c in enumerate(code, 1) if c in _LETTERS_FOR]
    zh = "、".join(f"第 {place} 位 {c}（是否为 {_LETTERS_FOR[c]}？）" for place, c in found)
    en = ", ".join(f"character {place} is {c} (is it {_LETTERS_FOR[c]}?)" for place, c in found)
    meant = "".join(_LETTERS_FOR.get(c, c) for c in code)
    more = ("", "")
    if is_credit_code(meant):
        more = (f"若是，校验码相符：{meant}。", f" If so, the check character fits: {meant}.")
    return CreditCodeFault(
        "characters",
        f"统一社会信用代码不用字母 I、O、S、V、Z：{zh}；请对照原件改正。{more[0]}",
        f"a credit code has no letter I, O, S, V or Z: {en}; correct it from the original."
        f"{more[1]}",
    )


def _wrong_check(code: str) -> CreditCodeFault:
    if code.isdigit() and code.endswith("000"):
        return CreditCodeFault(
            "rounded",
            "表格软件只保留 15 位数字，后三位已变成 0；请把该列设为文本，再从原件填入。",
            "a spreadsheet keeps only 15 digits and made the last three 0; format the column as "
            "text and enter the code from the original again.",
        )
    if not code[2:8].isdigit():
        place = next(place for place in range(2, 8) if not code[place].isdigit())
        return CreditCodeFault(
            "characters",
            f"第 3 至 8 位是行政区划代码，应为数字，第 {place + 1} 位却是 {code[place]}；"
            "请对照原件改正。",
            f"characters 3 to 8 are the digits of a division, but character {place + 1} is "
            f"{code[place]}; correct it from the original.",
        )
    likely = list(_misreadings(code))
    zh, en = (f"是否为 {likely[0]}？", f" Is it {likely[0]}?") if len(likely) == 1 else ("", "")
    return CreditCodeFault(
        "check",
        f"校验码不符，至少有一位写错；请对照原件改正。{zh}",
        "the check character does not fit, so at least one character is wrong; correct it from "
        f"the original.{en}",
    )


def _misreadings(code: str) -> Iterator[str]:
    """The valid codes that one usual misreading, or an exchange of neighbours, turns into this."""
    tried = {
        code[:place] + other + code[place + 1 :]
        for place, c in enumerate(code)
        for other in _LIKE.get(c, "")
    }
    tried |= {
        code[:place] + code[place + 1] + code[place] + code[place + 2 :]
        for place in range(LENGTH - 1)
    }
    for other in sorted(tried - {code}):
        if is_credit_code(other) and is_organization_code(other[8:17]):
            yield other
