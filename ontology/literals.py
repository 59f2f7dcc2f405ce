"""The lexical forms of the XSD datatypes that the ontology uses, and how their values compare."""

from __future__ import annotations

import re
from datetime import date
from decimal import Decimal

from gaoxin.ontology.namespaces import RDF, XSD

_YEAR = r"-?(?:[1-9]\d{3,}|0\d{3})"
_MONTH = r"(?:0[1-9]|1[0-2])"
_ZONE = r"(?:Z|[+-](?:(?:0\d|1[0-3]):[0-5]\d|14:00))?"
_FORMS = {
    XSD + "decimal": re.compile(r"[+-]?(?:\d+(?:\.\d*)?|\.\d+)"),
    XSD + "integer": re.compile(r"[+-]?\d+"),
    XSD + "date": re.compile(rf"({_YEAR})-({_MONTH})-(\d\d){_ZONE}"),
    XSD + "gYearMonth": re.compile(rf"{_YEAR}-{_MONTH}{_ZONE}"),
    XSD + "gYear": re.compile(rf"{_YEAR}{_ZONE}"),
    XSD + "boolean": re.compile(r"true|false|0|1"),
}
_FREE = {XSD + "string", XSD + "anyURI", RDF + "langString"}
_NUMBERS = {XSD + "decimal", XSD + "integer"}


def is_well_formed(text: str, datatype: str) -> bool:
    """Say whether ``text`` is a lexical form of the datatype; of an unknown one it never is."""
    if datatype in _FREE:
        return True
    form = _FORMS.get(datatype)
    match = form.fullmatch(text) if form else None
    if match is None:
        return False
    return datatype != XSD + "date" or _is_day(match)


def _is_day(match: re.Match[str]) -> bool:
    year, month, day = (int(part) for part in match.groups())
    try:
        # The calendar repeats every 400 years, and datetime has the years 1 to 9999 only.
        date(2000 + year % 400, month, day)
    except ValueError:
        return False
    return True


def comparable(text: str, datatype: str) -> Decimal | str | None:
    """Return a number as a Decimal and a date without a time zone as its text, else ``None``.

    A bound of a shape is given without its datatype (``""``).
    """
    if datatype in _NUMBERS or not datatype:
        number = _FORMS[XSD + "decimal"].fullmatch(text)
        return Decimal(text) if number else None
    if datatype == XSD + "date" and is_well_formed(text, datatype) and len(text) == 10:
        return text
    return None
