"""Check characters of official identifiers: credit codes, organization codes, identity numbers.

Each function takes the canonical form: digits and capital letters, nothing else.
"""

from __future__ import annotations

import re

LENGTH = 18
"""The number of characters of a unified social credit code."""

_ALPHABET = "0123456789ABCDEFGHJKLMNPQRTUWXY"
VALUES = {character: value for value, character in enumerate(_ALPHABET)}
"""The characters of a credit code, which has no I, O, S, V and Z, with their values."""

_CODE = re.compile(f"[{_ALPHABET}]{{2}}[0-9]{{6}}[{_ALPHABET}]{{10}}")
# The weights are 1, 3, 9 … modulo 31.  34 is 3 modulo 31, so the weighted sum is the number that
# the characters are, read backwards to base 34, whose digits are 0-9 and A-X.
_DIGITS = str.maketrans(_ALPHABET, "0123456789ABCDEFGHIJKLMNOPQRSTU")
_ORGANIZATION_WEIGHTS = (3, 7, 9, 10, 5, 8, 4, 2)
_PERSON_WEIGHTS = tuple(pow(2, 17 - place, 11) for place in range(17))
_IDENTITY_NUMBER = re.compile(
    r"[1-9]\d{5}(?:19|20)\d\d(?:0[1-9]|1[0-2])(?:0[1-9]|[12]\d|3[01])\d{3}[\dX]", re.ASCII
)


def check_character(first: str) -> str:
    """The check character of the first 17 characters of a credit code (GB 32100-2015).

    >>> check_character("91350100M000100Y4")
    '3'
    """
    return _ALPHABET[-int(first[::-1].translate(_DIGITS), 34) % 31]


def is_credit_code(text: str) -> bool:
    """Whether the text is a valid credit code in its canonical form.

    >>> is_credit_code("91350100M000100Y43"), is_credit_code("91350100m000100y43")
    (True, False)
    """
    return bool(_CODE.fullmatch(text)) and check_character(text[:17]) == text[17]


def is_organization_code(text: str) -> bool:
    """Whether the text is a valid organization code of nine characters (GB 11714).

    >>> is_organization_code("M000100Y4")
    True
    """
    if not re.fullmatch("[0-9A-Z]{8}[0-9X]", text):
        return False
    pairs = zip(text[:8], _ORGANIZATION_WEIGHTS, strict=True)
    return "0123456789X"[-sum(int(c, 36) * weight for c, weight in pairs) % 11] == text[8]


def is_identity_number(text: str) -> bool:
    """Whether the text is a valid number of a resident's identity card (GB 11643)."""
    if not _IDENTITY_NUMBER.fullmatch(text):
        return False
    total = sum(int(c) * w for c, w in zip(text[:17], _PERSON_WEIGHTS, strict=True))
    return "10X98765432"[total % 11] == text[17]
