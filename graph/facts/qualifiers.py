"""Read the qualifier column: comparators, titles of posts, and whether the fact is implied.

The text itself is kept as written; the parts read here can be queried.  :func:`told` gives the
parts that say something about the fact; what a reader noted about the text it stood in is left out.
:func:`remark_words` gives them in the language in force.
"""

from __future__ import annotations

import re
from dataclasses import dataclass

from gaoxin.language import language, say
from gaoxin.ontology.terms import vocabulary

_FULL_WIDTH = {"≥": ">=", "≤": "<=", "＞": ">", "＜": "<", "≈": "~", "～": "~"}
_IMPLIED = re.compile(r"\b(implied|context)\b")
# Remarks about the source text; they are not titles.
_REMARK = re.compile(
    r"^(OCR\b|misplaced|split by|cross-column|text:|unnamed|yoy$|named code|.*\((no figure)\))"
)
# Notes of readers about the text, as a whole part and at the end of one.
_NOTE = re.compile(
    r"(OCR\b|cross-column|misplaced|split by|(title )?truncated|column (break|splice)|"
    r"text(:| begins)|unnamed|uncertain attribution|sentence occurs|missing .* after|"
    r"named (scheme|code)|class of|headline|positioning$|context$|implied|name-implied|no figure)",
    re.IGNORECASE,
)
_COMPARING = frozenset(
    ["超", "超过", "超出", "突破", "逾", "近", "接近", "约", "左右", "达", "达到", "以上", "至少"]
)
"""Words that say no more than the comparator beside them."""
_TAIL = re.compile(r"[,，]?\s*OCR\b.*$|\s*\((no figure|scope ambiguous|listing)\)$")
REMARK_SIGN = "†"
"""Stands in an English text for a remark that is in Chinese only, such as 建设中."""
_SAID = {"yoy": ("同比", "year on year")}


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


def told(text: str) -> str:
    """The parts of a qualifier, or of a remark made from it, that tell a reader about the fact.

    Comparators and words for them, notes about the text and words for "implied" are left out: the
    value, the grade and the status say that.

    >>> told("特色支撑产业; truncated at column break")
    '特色支撑产业'
    >>> told("打造一批 (no figure); 打造一批")
    '打造一批'
    >>> told(">=; 超; 核心区")
    '核心区'
    """
    comparators = vocabulary().codes("comparator")
    plain_parts = [_TAIL.sub("", part.strip()) for part in re.split(r"[;；]", text)]
    signs = [_FULL_WIDTH.get(plain, plain) for plain in plain_parts]
    is_compared = any(sign in comparators for sign in signs)
    parts: dict[str, None] = {}
    for plain, sign in zip(plain_parts, signs, strict=True):
        if is_compared and plain in _COMPARING:
            continue
        if plain and sign not in comparators and not _NOTE.match(plain):
            parts[say(*_SAID[plain]) if plain in _SAID else plain] = None
    return say("；", "; ").join(parts)


def remark_words(text: str) -> str:
    """What :func:`told` gives, in the language in force.

    A remark may limit the fact (全市: the figure is that of the whole city), so a Chinese one is
    never left out of an English text: :data:`REMARK_SIGN` stands for it.
    """
    said = told(text)
    if language() == "zh" or said.isascii():
        return said
    return "; ".join([*(part for part in said.split("; ") if part.isascii()), REMARK_SIGN])


def remark_note(text: str) -> str:
    """The note below a text that has :data:`REMARK_SIGN`; ``""`` if it has none."""
    if language() == "zh" or REMARK_SIGN not in text:
        return ""
    return f"{REMARK_SIGN} with a remark in Chinese, which may limit the fact; --lang zh shows it"
