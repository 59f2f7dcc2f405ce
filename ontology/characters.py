"""Which characters a text may hold, and the full-width forms of those it may.

Only the full-width block is folded for numbers and dates, not NFKC: that would read 10² as 102.
"""

from __future__ import annotations

import re

# C0 and C1 controls but tab and line ends; soft hyphen, zero-width and direction marks, BOM,
# surrogates, non-characters.  The zero-width joiners stay: emoji need them.
FORBIDDEN = re.compile(
    "[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\xad\u200b\u200e\u200f\u2028-\u202e\u2060-\u2069\ufeff"
    "\ud800-\udfff\ufdd0-\ufdef\ufff9-\uffff]"
)
_WIDTHS = {0xFF01 + offset: 0x21 + offset for offset in range(94)} | {0x3000: 0x20}


def forbidden_character(text: str) -> str:
    """The first character that no cell or literal may hold, as ``U+000B``; ``""`` for none."""
    found = FORBIDDEN.search(text)
    return f"U+{ord(found[0]):04X}" if found else ""


def half_width(text: str) -> str:
    """Full-width ASCII (２０２５) as ASCII (2025); all else stays."""
    return text if text.isascii() else text.translate(_WIDTHS)
