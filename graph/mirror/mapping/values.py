"""RDF values as Neo4j values, and back without loss.

A value has the type that Cypher users expect: integer, float, date, boolean or text.  Marks beside
it tell what the type does not, and only if needed: ``<key>Exact`` the lexical form,
``<key>Datatype`` the datatype (``gYear``, a full IRI outside XML Schema, or ``iri`` for an IRI),
``<key>Language`` the language.  If there are several values and the key is no list, the first one
is under the key and the others, sorted, under ``<key>Others``.

Under a property of dates every value is a date: a year or a month is its first day, and
``<key>Precision`` (``year``, ``month``, ``day``) stands beside it if the property may have several
precisions.  A text there that is no date is under ``<key>Text``.  Under a property of decimals
every number is a float.  A property without a datatype of its own, such as the object of a
Statement, holds texts.  So one property has one type, and comparing it leaves nothing out.
"""

from __future__ import annotations

import math
import re
from collections.abc import Mapping, Sequence
from datetime import date
from decimal import Decimal
from typing import Any

import pyoxigraph as ox

from gaoxin.graph.mirror.mapping.elements import Properties
from gaoxin.graph.mirror.mapping.term_names import PRECISIONS, Neo4jNames, Slot
from gaoxin.ontology.namespaces import LANG_STRING, XSD

Value = ox.NamedNode | ox.Literal
Native = bool | int | float | str | date

_INTEGER, _DECIMAL, _BOOLEAN = XSD + "integer", XSD + "decimal", XSD + "boolean"
_DATE, _STRING = XSD + "date", XSD + "string"
_FLOATS = frozenset({_DECIMAL, XSD + "double", XSD + "float"})
_KINDS = (
    {_INTEGER: "int", _BOOLEAN: "bool"}
    | dict.fromkeys(_FLOATS, "float")
    | {XSD + datatype: "date" for datatype in PRECISIONS}
)
_DEFAULTS = {"int": _INTEGER, "float": _DECIMAL, "bool": _BOOLEAN, "date": _DATE, "str": _STRING}
_PERIOD = re.compile(r"(\d{4})(?:-(\d\d))?(?:-(\d\d))?(?:Z|[+-]\d\d:\d\d)?\Z", re.ASCII)
_DIGITS = re.compile(r"-?\d{1,19}\Z", re.ASCII)
_IRI = "iri"
_BY_PRECISION = {name: XSD + datatype for datatype, name in PRECISIONS.items()}


def encode(
    names: Neo4jNames, slot: Slot, key: str, language: str, values: Sequence[Value]
) -> Properties:
    """The properties for ``values``, of which the first is the one to show.

    ``language`` is the language of a text without a mark: ``""``, ``"zh"`` or ``"en"``.
    """
    if not values:
        return {}
    if slot.listed:
        return _column(names, slot, key, language, sorted(values, key=str), as_list=True)
    if slot.precisions:
        texts = [v for v in values if not isinstance(_native(names, slot, v), date)]
        if texts:
            values = [value for value in values if value not in texts]
            out = _column(names, slot, key + "Text", language, sorted(texts, key=str), as_list=True)
            return out | encode(names, slot, key, language, values)
    out = _column(names, slot, key, language, values[:1], as_list=False)
    rest = sorted(values[1:], key=str)
    if rest:
        out |= _column(names, slot, key + "Others", language, rest, as_list=True)
    return out


class PlainForm:
    """Encodes a value that needs no marks; equal to :func:`encode` but ten times faster.

    Nearly all values need no marks.
    """

    def __init__(self, slot: Slot) -> None:
        self._slot = slot
        text = _assumed(slot, "", "")[0]
        self._text = text if text not in _KINDS and not slot.names_terms else ""
        self._precisions = slot.precisions

    def native(self, value: Value) -> Native | None:
        """The Neo4j value; ``None`` if :func:`encode` must decide."""
        if not isinstance(value, ox.Literal):
            return None
        if self._slot.tagged:
            return value.value if value.language == "zh" else None
        if value.language:
            return None
        datatype, text = value.datatype.value, value.value
        if datatype == self._text:
            return text
        if _precision(datatype) in self._precisions:
            found = _native_date(text)
            # Whatever is written in another way, such as with a time zone, needs a mark.
            is_plain = isinstance(found, date) and _form(found, datatype) == text
            return found if is_plain else None
        return None

    def properties(self, values: Sequence[Value]) -> Properties | None:
        """The properties for these values; ``None`` if :func:`encode` must decide."""
        slot = self._slot
        if len(values) == 2 and slot.key_en and slot.tagged:
            first, second = values
            if getattr(first, "language", None) == "en":
                first, second = second, first
            if getattr(second, "language", None) != "en":
                return None
            native, english = self.native(first), second.value
            out = {slot.key: native, slot.key_en: english}
        elif len(values) == 1:
            native = self.native(values[0])
            out = {slot.key: native}
            if isinstance(native, date) and len(self._precisions) > 1:
                out[slot.key + "Precision"] = _precision(values[0].datatype.value)  # type: ignore[union-attr]
        else:
            return None
        if native is None:
            return None
        return {key: [value] for key, value in out.items()} if slot.listed else out


def decode(
    names: Neo4jNames, slot: Slot, key: str, language: str, properties: Mapping[str, Any]
) -> list[Value]:
    """The values under ``key``: those that were encoded, or what an edited property says."""
    found: list[Value] = []
    for name in (key, key + "Others", *([key + "Text"] if slot.precisions else ())):
        if name not in properties:
            continue
        natives = _listed(properties[name])
        marks = [
            _aligned(properties.get(name + suffix), len(natives))
            for suffix in ("Exact", "Datatype", "Language", "Precision")
        ]
        found.extend(
            _decode_one(names, slot, language, native, *beside)
            for native, *beside in zip(natives, *marks, strict=True)
        )
    return found


def _column(
    names: Neo4jNames,
    slot: Slot,
    key: str,
    language: str,
    values: Sequence[Value],
    *,
    as_list: bool,
) -> Properties:
    natives = [_native(names, slot, value) for value in values]
    kinds = {_kind(native) for native in natives}
    if kinds == {"int", "float"} and all(abs(n) < 2**53 for n in natives):  # type: ignore[arg-type]
        natives = [float(native) for native in natives]  # type: ignore[arg-type]
    elif len(kinds) > 1:
        natives = [_text(names, slot, value) for value in values]
    marks = [
        _marks(names, slot, language, value, native)
        for value, native in zip(values, natives, strict=True)
    ]
    out: Properties = {key: natives if as_list else natives[0]}
    for suffix, column in zip(
        ("Exact", "Datatype", "Language", "Precision"), zip(*marks, strict=True), strict=True
    ):
        if any(column):
            out[key + suffix] = list(column) if as_list else column[0]
    return out


def _native(names: Neo4jNames, slot: Slot, value: Value) -> Native:
    if isinstance(value, ox.NamedNode):
        return _text(names, slot, value)
    text, datatype = value.value, value.datatype.value
    if slot.precisions:
        return _native_date(text) if _precision(datatype) else text
    if not slot.datatypes:
        return text
    kind = _KINDS.get(datatype)
    if kind == "int" and _is_decimal(slot):
        kind = "float"
    if kind == "int" and _DIGITS.match(text) and -(2**63) <= int(text) < 2**63:
        return int(text)
    if kind == "float":
        try:
            number = float(text)
        except ValueError:
            return text
        return number if math.isfinite(number) else text
    if kind == "bool" and text in ("true", "false"):
        return text == "true"
    if kind == "date":
        return _native_date(text)
    return text


def _is_decimal(slot: Slot) -> bool:
    return bool(slot.datatypes) and _FLOATS.issuperset(slot.datatypes)


def _native_date(text: str) -> date | str:
    """The first day of a date, a month or a year; the text itself if it is none of them."""
    found = _PERIOD.match(text)
    try:
        return date(*(int(part or 1) for part in found.groups())) if found else text
    except ValueError:
        return text


def _precision(datatype: str) -> str:
    """The precision of values of this datatype; ``""`` if they are no dates."""
    return PRECISIONS.get(datatype.removeprefix(XSD), "")


def _text(names: Neo4jNames, slot: Slot, value: Value) -> str:
    if isinstance(value, ox.NamedNode) and slot.names_terms:
        return names.term_names.get(value.value, value.value)
    return value.value


def _marks(
    names: Neo4jNames, slot: Slot, language: str, value: Value, native: Native
) -> tuple[str, str, str, str]:
    """Lexical form, datatype, language and precision, each ``""`` if not needed."""
    datatype = value.datatype.value if isinstance(value, ox.Literal) else ""
    precision = ""
    if isinstance(native, date) and len(slot.precisions) > 1:
        precision = _precision(datatype)
    if _decode_one(names, slot, language, native, "", "", "", precision) == value:
        return "", "", "", precision
    if isinstance(value, ox.NamedNode):
        # Under a property that names terms, other IRIs are written in full.
        return "", _IRI, "", ""
    if value.language:
        return "", "", value.language, ""
    if precision:
        return value.value, "", "", precision
    mark = datatype.removeprefix(XSD)
    if ":" in mark or mark in ("", _IRI):
        mark = datatype
    if not isinstance(native, str) and datatype == _assumed(slot, language, native)[0]:
        mark = ""
    exact = "" if _form(native, datatype) == value.value else value.value
    return exact, mark, "", ""


def _decode_one(
    names: Neo4jNames,
    slot: Slot,
    language: str,
    native: Any,
    exact: str,
    mark: str,
    tag: str,
    precision: str,
) -> Value:
    if tag:
        return _tagged(str(native), tag)
    if mark == _IRI:
        return _iri(str(native))
    if precision in _BY_PRECISION and isinstance(native, date):
        datatype = _BY_PRECISION[precision]
    elif mark:
        datatype = mark if ":" in mark else XSD + mark
    elif slot.names_terms and isinstance(native, str):
        return _iri(names.terms_by_name.get(native, native))
    else:
        datatype, assumed_tag = _assumed(slot, language, native)
        if assumed_tag:
            return _tagged(str(native), assumed_tag)
    text = _form(native, datatype)
    if exact and not isinstance(native, str):
        # If somebody edited the value, the exact form beside it is outdated.
        claimed = ox.Literal(exact, datatype=_datatype(datatype))
        as_written = _native(names, slot, claimed)
        if as_written == native or (
            isinstance(native, float) and isinstance(as_written, int) and as_written == native
        ):
            return claimed
    return ox.Literal(text, datatype=_datatype(datatype))


def _assumed(slot: Slot, language: str, native: Any) -> tuple[str, str]:
    """Datatype and language of a Neo4j value without a mark."""
    kind = _kind(native)
    if kind == "str" and (slot.tagged or language == "en"):
        return LANG_STRING, language
    allowed = [d for d in slot.datatypes if _KINDS.get(d, "str") == kind and d != LANG_STRING]
    if kind == "str" and _STRING in allowed:
        return _STRING, ""
    return (allowed[0] if allowed else _DEFAULTS.get(kind, _STRING)), ""


def _form(native: Any, datatype: str) -> str:
    """The canonical lexical form of a Neo4j value."""
    if isinstance(native, bool):
        return "true" if native else "false"
    if isinstance(native, int):
        return str(native)
    if isinstance(native, float):
        if not math.isfinite(native):
            return str(native)
        text = format(Decimal(repr(native)), "f")
        return (text.rstrip("0").rstrip(".") if "." in text else text) or "0"
    if isinstance(native, date):
        precision = _precision(datatype)
        return native.isoformat()[: {"year": 4, "month": 7}.get(precision, 10)]
    return str(native)


def _kind(native: Any) -> str:
    # bool before int: Python's bool is an int.
    for kind, types in (("bool", bool), ("int", int), ("float", float), ("date", date)):
        if isinstance(native, types):
            return kind
    return "str"


def _datatype(iri: str) -> ox.NamedNode:
    try:
        return ox.NamedNode(iri)
    except ValueError:
        return ox.NamedNode("urn:gaoxin:unreadable")


def _iri(text: str) -> Value:
    try:
        return ox.NamedNode(text)
    except ValueError:
        return ox.Literal(text)


def _tagged(text: str, tag: str) -> ox.Literal:
    try:
        return ox.Literal(text, language=tag)
    except ValueError:
        return ox.Literal(text)


def _listed(value: Any) -> list[Any]:
    return value if isinstance(value, list) else [value]


def _aligned(value: Any, length: int) -> list[str]:
    marks = ["" if value is None else str(v) for v in _listed(value)]
    return (marks + [""] * length)[:length]
