"""Lexical and canonical forms of literals; the only module that defines how a value is written.

Table cells, SHACL and RDF files all use it, so that they agree on what a number, a date, a language
tag or an IRI is.  The forms are those of XSD 1.1 part 2, BCP 47 and RFC 3987:

- Digits are ASCII digits.  ``202٣`` (with an Arabic digit) is not a year.
- White space is not trimmed: in RDF ``" 1"`` is not an ``xsd:integer``.  Table cells are trimmed
  before.
- Years have four digits, or more without leading zeros; 0000 and negative years are valid.
- 24:00:00 is a valid time, ``+INF`` a valid double; February 29 exists in Gregorian leap years
  only.

The canonical form is the form in which the store keeps a literal (``69.70`` becomes ``69.7``).
Loaders canonicalise before they write, so that digests computed before and after writing agree.
"""

from __future__ import annotations

import re
from decimal import Decimal
from functools import cache, lru_cache

import pyoxigraph as ox

from gaoxin.ontology.namespaces import RDF, XSD

DATE = ox.NamedNode(XSD + "date")
_STRING = XSD + "string"
_INTEGER = ox.NamedNode(XSD + "integer")
_DECIMAL = ox.NamedNode(XSD + "decimal")

_YEAR = r"-?(?:[1-9]\d{3,}|0\d{3})"
_MONTH = r"(?:0[1-9]|1[0-2])"
_DAY = r"(?:0[1-9]|[12]\d|3[01])"
_TIME = r"(?:(?:[01]\d|2[0-3]):[0-5]\d:[0-5]\d(?:\.\d+)?|24:00:00(?:\.0+)?)"
_ZONE = r"(?:Z|[+-](?:(?:0\d|1[0-3]):[0-5]\d|14:00))"
_FLOAT = r"[+-]?(?:\d+(?:\.\d*)?|\.\d+)(?:[eE][+-]?\d+)?|[+-]?INF|NaN"
_CLOCK = r"(?:T(?=\d)(?:\d+H)?(?:\d+M)?(?:\d+(?:\.\d+)?S)?)?"
# NameStartChar and NameChar of XML 1.0, without the colon.
_START = (
    "A-Z_a-z\xc0-\xd6\xd8-\xf6\xf8-\u02ff\u0370-\u037d\u037f-\u1fff\u200c\u200d\u2070-\u218f"
    "\u2c00-\u2fef\u3001-\ud7ff\uf900-\ufdcf\ufdf0-\ufffd\U00010000-\U000effff"
)
_REST = _START + "\\-.0-9\xb7\u0300-\u036f\u203f\u2040"
_BASE64 = "[A-Za-z0-9+/] ?"

_FORMS = {
    XSD + name: pattern
    for name, pattern in {
        "boolean": "true|false|1|0",
        "decimal": r"[+-]?(?:\d+(?:\.\d*)?|\.\d+)",
        "double": _FLOAT,
        "float": _FLOAT,
        "date": f"({_YEAR})-({_MONTH})-({_DAY}){_ZONE}?",
        "dateTime": f"({_YEAR})-({_MONTH})-({_DAY})T{_TIME}{_ZONE}?",
        "dateTimeStamp": f"({_YEAR})-({_MONTH})-({_DAY})T{_TIME}{_ZONE}",
        "time": f"{_TIME}{_ZONE}?",
        "gYear": f"{_YEAR}{_ZONE}?",
        "gYearMonth": f"{_YEAR}-{_MONTH}{_ZONE}?",
        "gMonth": f"--{_MONTH}{_ZONE}?",
        "gMonthDay": f"--(?!02-30|(?:0[2469]|11)-31){_MONTH}-{_DAY}{_ZONE}?",
        "gDay": f"---{_DAY}{_ZONE}?",
        "duration": rf"-?P(?!\Z)(?:\d+Y)?(?:\d+M)?(?:\d+D)?{_CLOCK}",
        "yearMonthDuration": r"-?P(?!\Z)(?:\d+Y)?(?:\d+M)?",
        "dayTimeDuration": rf"-?P(?!\Z)(?:\d+D)?{_CLOCK}",
        "hexBinary": "(?:[0-9A-Fa-f]{2})*",
        "base64Binary": f"(?:(?:{_BASE64}){{4}})*(?:(?:{_BASE64}){{3}}[A-Za-z0-9+/]"
        f"|(?:{_BASE64}){{2}}[AEIMQUYcgkosw048] ?=|{_BASE64}[AQgw] ?= ?=)?",
        "language": "[A-Za-z]{1,8}(?:-[A-Za-z0-9]{1,8})*",
        "normalizedString": r"[^\t\n\r]*",
        "token": r"(?:[^ \t\n\r]+(?: [^ \t\n\r]+)*)?",
        "NMTOKEN": f"[{_REST}:]+",
        "Name": f"[{_START}:][{_REST}:]*",
        "NCName": f"[{_START}][{_REST}]*",
    }.items()
}
_DAYS = {XSD + name for name in ("date", "dateTime", "dateTimeStamp")}
_WHOLE = re.compile(r"[+-]?\d+", re.ASCII)
_INFINITE = Decimal("Infinity")
_BOUNDS: dict[str, tuple[Decimal, Decimal]] = {
    XSD + name: (Decimal(low), Decimal(high))
    for name, low, high in (
        ("integer", -_INFINITE, _INFINITE),
        ("nonNegativeInteger", 0, _INFINITE),
        ("positiveInteger", 1, _INFINITE),
        ("nonPositiveInteger", -_INFINITE, 0),
        ("negativeInteger", -_INFINITE, -1),
        ("byte", -(2**7), 2**7 - 1),
        ("short", -(2**15), 2**15 - 1),
        ("int", -(2**31), 2**31 - 1),
        ("long", -(2**63), 2**63 - 1),
        ("unsignedByte", 0, 2**8 - 1),
        ("unsignedShort", 0, 2**16 - 1),
        ("unsignedInt", 0, 2**32 - 1),
        ("unsignedLong", 0, 2**64 - 1),
    )
}
FREE = frozenset({_STRING, XSD + "anyURI", RDF + "langString"})
"""Datatypes in which any text is well formed: XSD 1.1 allows any in anyURI, relative references
included.
"""

DATE_TYPES = tuple(XSD + name for name in ("date", "gYearMonth", "gYear"))
"""Full IRIs of the datatypes of a day, a month and a year."""
KNOWN = frozenset(_FORMS) | frozenset(_BOUNDS) | FREE
"""Full IRIs of the datatypes whose lexical forms this module knows."""


def is_well_formed(text: str, datatype: str) -> bool:
    """Whether ``text`` is in the lexical space of a datatype, given as a full IRI.

    Always true for a datatype that is not in :data:`KNOWN`, because its lexical space is unknown.

    >>> is_well_formed("2024-02-29", XSD + "date"), is_well_formed("2023-02-29", XSD + "date")
    (True, False)
    """
    if bounds := _BOUNDS.get(datatype):
        return bool(_WHOLE.fullmatch(text)) and bounds[0] <= Decimal(text) <= bounds[1]
    if datatype not in _FORMS:
        return True
    match = _form(datatype).fullmatch(text)
    return match is not None and (datatype not in _DAYS or _is_day(*match.groups()))


@cache
def _form(datatype: str) -> re.Pattern[str]:
    """The form of a datatype; compiled when it is needed, because some take milliseconds."""
    return re.compile(_FORMS[datatype], re.ASCII)


def _is_day(year: str, month: str, day: str) -> bool:
    """Whether the day exists in the month; the calendar repeats every 400 years."""
    last_digits = int(year[-4:])
    is_leap = last_digits % 4 == 0 and (last_digits % 100 != 0 or last_digits % 400 == 0)
    last = {"02": 29 if is_leap else 28, "04": 30, "06": 30, "09": 30, "11": 30}
    return int(day) <= last.get(month, 31)


def date_type(text: str) -> str:
    """The datatype of a date, a year and month, or a year, as a full IRI; ``""`` for any other
    text.

    >>> date_type("2014-02").rpartition("#")[2]
    'gYearMonth'
    """
    return next((item for item in DATE_TYPES if is_well_formed(text, item)), "")


def is_language_tag(text: str) -> bool:
    """Whether ``text`` is a well-formed language tag by the grammar of RFC 5646.

    Subtags need not be registered, so ``xx-Qaaa`` is well formed.
    """
    if not text.isascii():
        return False
    try:
        ox.Literal("", language=text)
    except ValueError:
        return False
    return True


def is_iri(text: str) -> bool:
    """Whether ``text`` is an absolute IRI (RFC 3987), with a scheme and no forbidden character."""
    try:
        ox.NamedNode(text)
    except ValueError:
        return False
    return True


def literal(text: str, datatype: str = "", language: str = "") -> ox.Literal:
    """Make a literal in canonical form; ``datatype`` is a full IRI and defaults to ``xsd:string``.

    The integer types (``xsd:int`` …) become ``xsd:integer``, as in the store.

    Raises:
        ValueError: the text is not in the lexical space of the datatype, or the tag is not well
            formed.

    >>> str(literal("69.70", XSD + "decimal"))
    '"69.7"^^<http://www.w3.org/2001/XMLSchema#decimal>'
    """
    if language:
        return ox.Literal(text, language=language)
    if not datatype or datatype == _STRING:
        return ox.Literal(text)
    if not is_well_formed(text, datatype):
        raise ValueError(f"{text[:80]!r} is not in the lexical space of <{datatype}>")
    if datatype in _BOUNDS:
        return ox.Literal(canonical_decimal(text), datatype=_INTEGER)
    if datatype == XSD + "decimal":
        return ox.Literal(canonical_decimal(text), datatype=_DECIMAL)
    return _as_stored(text, datatype)


def canonical_decimal(text: str) -> str:
    """The canonical form of an ``xsd:decimal`` or ``xsd:integer``: no superfluous sign or zero.

    It works on the text, so it is exact for any number of digits; the store itself canonicalises
    only numbers that fit into 128 bits.

    >>> canonical_decimal("+007.50"), canonical_decimal("-.0")
    ('7.5', '0')
    """
    whole, _, fraction = text.lstrip("+-").partition(".")
    whole, fraction = whole.lstrip("0") or "0", fraction.rstrip("0")
    number = f"{whole}.{fraction}" if fraction else whole
    return f"-{number}" if text.startswith("-") and number != "0" else number


@lru_cache(maxsize=100_000)
def _as_stored(text: str, datatype: str) -> ox.Literal:
    """The literal as a store returns it, found by storing it in memory (7 microseconds)."""
    store, node = ox.Store(), ox.NamedNode("urn:x")
    store.add(ox.Quad(node, node, ox.Literal(text, datatype=ox.NamedNode(datatype))))
    value = next(iter(store)).object
    assert isinstance(value, ox.Literal)
    return value


def comparable(text: str, datatype: str) -> Decimal | str | None:
    """Return a number as a Decimal and a date without a time zone as its text, else ``None``.

    Pass ``""`` as the datatype for a bound of a shape, which has none.
    """
    if datatype in _BOUNDS or datatype in ("", XSD + "decimal"):
        return Decimal(text) if is_well_formed(text, datatype or XSD + "decimal") else None
    if datatype == XSD + "date" and is_well_formed(text, datatype) and len(text) == 10:
        return text
    return None
