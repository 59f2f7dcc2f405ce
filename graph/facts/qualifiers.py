"""Read the qualifier column: comparators, titles of posts, and whether the fact is implied.

The text itself is kept as written; the parts read here can be queried.
"""

from __future__ import annotations

import re
from dataclasses import dataclass

from gaoxin.ontology.terms import vocabulary

_FULL_WIDTH = {"≥": ">=", "≤": "<=", "＞": ">", "＜": "<", "≈": "~", "～": "~"}
_IMPLIED = re.compile(r"\b(implied|context)\b")
# Remarks about the source text; they are not titles.
_REMARK = re.compile(
    r"^(OCR\b|misplaced|split by|cross-column|text:|unnamed|yoy$|named code|.*\((no figure)\))"
)


@dataclass(frozen=True, slots=True)
class Qualifier:
    """A parsed qualifier; ``title`` is the first part that is not a comparator or remark.

    ``comparator`` is a value of the ontology (``>=``, ``~``), ``""`` if there is none.
    """

    comparator: str
    title: str
    implied: bool


def read_qualifier(text: str) -> Qualifier:
    """Parse a qualifier cell, whose parts are separated by ``;``.

    >>> read_qualifier("党委书记; implied")
    Qualifier(comparator='', title='党委书记', implied=True)
    """
    parts = [part.strip() for part in re.split(r"[;；]", text) if part.strip()]
    signs = [_FULL_WIDTH.get(part, part) for part in parts]
    comparators = vocabulary().codes("comparator")
    comparator = next((sign for sign in signs if sign in comparators), "")
    plain = [
        part
        for part, sign in zip(parts, signs, strict=True)
        if sign not in comparators and not _IMPLIED.search(part) and not _REMARK.match(part)
    ]
    return Qualifier(comparator, plain[0] if plain else "", bool(_IMPLIED.search(text)))
