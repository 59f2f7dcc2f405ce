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
from gaoxin.queries.parameter_names import with_known_names

if TYPE_CHECKING:
    from gaoxin.graph.store.generation import Generation
    from gaoxin.queries.catalogue import Parameter, SavedQuery

_DATATYPES = {"integer": "integer", "year": "integer", "decimal": "decimal", "string": "string"}
_FORMS = {"integer": r"[+-]?\d{1,18}", "year": r"\d{4}"}


@dataclass(frozen=True, slots=True)
class ParameterValue:
    """A bound value: its ``type`` as in :class:`Parameter`, and as ``text`` its IRI or lexical
    form.  ``shown`` is the value for people: the name of a thing, else the text.
    """

    type: str
    text: str
    shown: str

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

    Former names of parameters are accepted (:mod:`gaoxin.queries.parameter_names`).
    ``generation`` resolves the names of things.  Without it, a thing must be given by its full IRI.

    Raises:
        BadParameter: a parameter is unknown, missing, given twice or of the wrong type.
        UnresolvedName, AmbiguousName: a name matches no thing, or several.
    """
    named = with_known_names(query, given)
    missing = [p for p in query.parameters if p.is_required and p.name not in named]
    if missing:
        zh = "、".join(f"{p.name}（{p.zh}）" for p in missing)
        en = ", ".join(f"{p.name} ({p.en})" for p in missing)
        raise BadParameter(
            f"查询 {query.name} 还需要一个值：{zh}。例如：{query.command()}",
            f"The query {query.name} needs a value for {en}. Example: {query.command()}",
            query=query.name,
            parameter=missing[0].name,
            missing=[p.name for p in missing],
            example=query.command(),
        )
    return {p.name: _bind_one(query, p, named.get(p.name), generation) for p in query.parameters}


def values_used(bound: Mapping[str, ParameterValue]) -> dict[str, str]:
    """The values with which a query ran, for people: names of things, numbers, texts."""
    return {name: value.shown for name, value in bound.items()}


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
        return _resolve(query, parameter, text.strip(), generation)
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
    return ParameterValue(parameter.type, text, text)


def _resolve(
    query: SavedQuery, parameter: Parameter, text: str, generation: Generation | None
) -> ParameterValue:
    if generation is None:
        if re.fullmatch(r"[a-z][a-z0-9+.-]*://[^\s<>\"{}|\\^`]+", text, re.IGNORECASE):
            return ParameterValue("thing", text, text)
        raise _refuse(query, parameter, text, "在没有图库时必须是完整的 IRI", "must be a full IRI")
    kind = None
    if parameter.class_name:
        from gaoxin.ontology.terms import vocabulary

        term = vocabulary().classes[parameter.class_name]
        kind = term.kind or term.name  # an abstract class stands for its subclasses
    try:
        match = generation.names.resolve(text, kind)
    except AmbiguousName:
        raise
    except UnresolvedName:
        if kind is None:
            raise
        # If the kind is known, the rest of the key suffices: article-003 for source/article-003.
        with contextlib.suppress(UnresolvedName):
            match = generation.names.resolve(f"{kind}/{text}", kind)
            return ParameterValue("thing", match.iri, match.name)
        _refuse_other_class(query, parameter, text, generation)
        raise
    return ParameterValue("thing", match.iri, match.name)


def _refuse_other_class(
    query: SavedQuery, parameter: Parameter, text: str, generation: Generation
) -> None:
    """Say so if the name means things, but of another class than the parameter needs.

    Raises:
        BadParameter: it does.
    """
    found = generation.names.candidates(text)
    if not found:
        return
    from gaoxin.ontology.terms import vocabulary

    classes = vocabulary().classes
    wanted = classes[parameter.class_name or ""]
    names = list(dict.fromkeys(match.name for match in found))
    kinds = [classes[name] for name in dict.fromkeys(match.type for match in found)]
    zh = "、".join(f"{name}" for name in names[:3])
    en = ", ".join(names[:3])
    raise BadParameter(
        f"「{text}」是{'或'.join(term.label_zh for term in kinds)}（{zh}），而查询 {query.name} 的"
        f"参数 {parameter.name} 要的是{wanted.label_zh}，例如 "
        f"{parameter.name}={parameter.example}。"
        "gaoxin queries 列出问别类事物的查询。",
        f"{text!r} is {_article(' or '.join(term.label_en for term in kinds))} ({en}); the "
        f"parameter {parameter.name} of the query {query.name} needs "
        f"{_article(wanted.label_en)}, such as {parameter.name}={parameter.example}. "
        "gaoxin queries lists queries about other things.",
        query=query.name,
        parameter=parameter.name,
        type=parameter.type,
        value=text,
        found=[match.key for match in found],
    )


def _article(noun: str) -> str:
    return f"{'an' if noun[:1] in 'aeiou' else 'a'} {noun}"


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
