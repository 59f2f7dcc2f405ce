"""Characters that are forbidden in texts, and conversion of full-width characters to ASCII.

For numbers and dates only the full-width block is converted; NFKC would turn 10² into 102.
"""

from __future__ import annotations

import re

# C0 and C1 controls except tab and line ends; soft hyphen, zero-width and direction marks, BOM,
# surrogates, non-characters.  Zero-width joiners are allowed because emoji need them.
FORBIDDEN = re.compile(
    "[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\xad\u200b\u200e\u200f\u2028-\u202e\u2060-\u2069\ufeff"
    "\ud800-\udfff\ufdd0-\ufdef\ufff9-\uffff]"
)
_WIDTHS = {0xFF01 + offset: 0x21 + offset for offset in range(94)} | {0x3000: 0x20}


def forbidden_character(text: str) -> str:
    """The first forbidden character of the text, written like ``U+000B``; ``""`` if none."""
    found = FORBIDDEN.search(text)
    return f"U+{ord(found[0]):04X}" if found else ""


def half_width(text: str) -> str:
    """Convert full-width ASCII (２０２５) to ASCII (2025); other characters are unchanged."""
    return text if text.isascii() else text.translate(_WIDTHS)
