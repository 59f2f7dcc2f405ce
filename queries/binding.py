"""Convert typed parameters to values that the engines bind; query texts stay unchanged."""

from __future__ import annotations

import contextlib
import re
from collections.abc import Mapping
from dataclasses import dataclass
from decimal import Decimal, InvalidOperation
from typing import TYPE_CHECKING, Any

from gaoxin.errors import AmbiguousName, BadParameter, UnresolvedName
from gaoxin.ontology.namespaces import XSD

if TYPE_CHECKING:
    from gaoxin.graph.store.generation import Generation
    from gaoxin.queries.catalogue import Parameter, SavedQuery

_DATATYPES = {"integer": "integer", "year": "integer", "decimal": "decimal", "string": "string"}
_FORMS = {"integer": r"[+-]?\d{1,18}", "year": r"\d{4}"}


@dataclass(frozen=True, slots=True)
class ParameterValue:
    """A bound value: its ``type`` as in :class:`Parameter`, and as ``text`` its IRI or lexical
    form.
    """

    type: str
    text: str

    def for_sparql(self) -> dict[str, str]:
        """The value as the worker's request holds it; ``worker.term`` makes an RDF term of it."""
        if self.type == "thing":
            return {"iri": self.text}
        return {"literal": self.text, "datatype": XSD + _DATATYPES[self.type]}

    def for_cypher(self) -> Any:
        """The value for the Neo4j driver: IRIs and strings as ``str``, numbers as ``int`` or
        ``float``.
        """
        if self.type in ("integer", "year"):
            return int(self.text)
        return float(self.text) if self.type == "decimal" else self.text


def bind(
    query: SavedQuery, given: Mapping[str, str], generation: Generation | None
) -> dict[str, ParameterValue]:
    """Give every parameter of ``query`` a value: the given one, or its default.

    ``generation`` resolves the names of things.  Without it, a thing must be given by its full IRI.

    Raises:
        BadParameter: a parameter is unknown, missing or of the wrong type.
        UnresolvedName, AmbiguousName: a name matches no thing, or several.
    """
    known = {p.name: p for p in query.parameters}
    for name in given:
        if name not in known:
            listed = ", ".join(known)
            raise BadParameter(
                f"查询 {query.name} 没有参数「{name}」"
                + (f"；它的参数是：{listed}。" if known else "；它没有参数。"),
                f"The query {query.name} has no parameter {name!r}; "
                + (f"it takes {listed}." if known else "it takes none."),
                query=query.name,
                parameter=name,
                known=list(known),
            )
    return {p.name: _bind_one(query, p, given.get(p.name), generation) for p in query.parameters}


def _bind_one(
    query: SavedQuery, parameter: Parameter, given: str | None, generation: Generation | None
) -> ParameterValue:
    text = parameter.default if given is None else given
    if text is None or (not text.strip() and parameter.type != "string"):
        raise _refuse(query, parameter, text, "需要一个值", "needs a value")
    if parameter.values and text not in parameter.values:
        listed = ", ".join(parameter.values)
        raise _refuse(query, parameter, text, f"只能是：{listed}", f"must be one of {listed}")
    if parameter.is_thing:
        return ParameterValue("thing", _resolve(query, parameter, text.strip(), generation))
    text = text if parameter.type == "string" else text.strip()
    form = _FORMS.get(parameter.type)
    if form and not re.fullmatch(form, text, re.ASCII):
        kinds = {"integer": ("整数", "a whole number"), "year": ("四位年份", "a four-digit year")}
        zh, en = kinds[parameter.type]
        raise _refuse(query, parameter, text, f"应是{zh}", f"must be {en}")
    if parameter.type == "decimal":
        try:
            number = Decimal(text)
        except InvalidOperation:
            number = Decimal("NaN")
        if not number.is_finite():
            raise _refuse(query, parameter, text, "应是一个数", "must be a number")
        text = format(number, "f")
    return ParameterValue(parameter.type, text)


def _resolve(
    query: SavedQuery, parameter: Parameter, text: str, generation: Generation | None
) -> str:
    if generation is not None:
        kind = None
        if parameter.class_name:
            from gaoxin.ontology.terms import vocabulary

            term = vocabulary().classes[parameter.class_name]
            kind = term.kind or term.name  # an abstract class stands for its subclasses
        try:
            return str(generation.names.resolve(text, kind).iri)
        except AmbiguousName:
            raise
        except UnresolvedName:
            if kind is None or "/" in text:
                raise
            # If the kind is known, the rest of the key suffices: article-003 for
            # source/article-003.
            with contextlib.suppress(UnresolvedName):
                return str(generation.names.resolve(f"{kind}/{text}", kind).iri)
            raise
    if re.fullmatch(r"[a-z][a-z0-9+.-]*://[^\s<>\"{}|\\^`]+", text, re.IGNORECASE):
        return text
    raise _refuse(query, parameter, text, "在没有图库时必须是完整的 IRI", "must be a full IRI")


def _refuse(
    query: SavedQuery, parameter: Parameter, text: str | None, zh: str, en: str
) -> BadParameter:
    got_zh = "" if text is None else f"，而不是「{text}」"
    got_en = "" if text is None else f", not {text!r}"
    return BadParameter(
        f"查询 {query.name} 的参数 {parameter.name}（{parameter.zh}）{zh}{got_zh}。",
        f"The parameter {parameter.name} ({parameter.en}) of the query {query.name} {en}{got_en}.",
        query=query.name,
        parameter=parameter.name,
        type=parameter.type,
        value=text,
    )
