"""Whether a literal's text is one of its datatype; the store itself keeps anything."""

from __future__ import annotations

import re
from datetime import date

from gaoxin.ontology.namespaces import XSD

_ZONE = r"(?:Z|[+-]\d\d:\d\d)?"
_FORMS = {
    f"{XSD}{name}": re.compile(pattern, re.ASCII)
    for name, pattern in {
        "decimal": r"[+-]?(\d+(\.\d*)?|\.\d+)",
        "integer": r"[+-]?\d+",
        "nonNegativeInteger": r"\+?\d+|-0+",
        "positiveInteger": r"\+?0*[1-9]\d*",
        "int": r"[+-]?\d+",
        "long": r"[+-]?\d+",
        "double": r"[+-]?(\d+(\.\d*)?|\.\d+)([eE][+-]?\d+)?|[+-]?INF|NaN",
        "float": r"[+-]?(\d+(\.\d*)?|\.\d+)([eE][+-]?\d+)?|[+-]?INF|NaN",
        "boolean": r"true|false|1|0",
        "gYear": rf"-?\d{{4,}}{_ZONE}",
        "gYearMonth": rf"-?\d{{4,}}-(0[1-9]|1[0-2]){_ZONE}",
        "date": rf"-?\d{{4,}}-\d\d-\d\d{_ZONE}",
        "dateTime": rf"-?\d{{4,}}-\d\d-\d\dT\d\d:\d\d:\d\d(\.\d+)?{_ZONE}",
    }.items()
}
_DAYS = (f"{XSD}date", f"{XSD}dateTime")


def is_lexical(text: str, datatype: str) -> bool:
    """Whether ``text`` is in the lexical space of a datatype; true for those not known here."""
    form = _FORMS.get(datatype)
    if form is None:
        return True
    if not form.fullmatch(text):
        return False
    if datatype in _DAYS and not text.startswith("-") and text[4] == "-":
        try:
            date.fromisoformat(text[:10])
        except ValueError:
            return False
    return True
