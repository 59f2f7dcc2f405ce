"""Find content that a JSON-LD parser would drop silently, before the document is parsed.

The standard ignores misspelt keywords, scalars in place of nodes, IRIs with spaces and malformed
language tags, together with their content.  Here each of them is a fault.  Content that the
document omits on purpose (nulls, indexes, terms set to null) is counted for a note.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from gaoxin.loaders.problems import did_you_mean
from gaoxin.loaders.rdf.json_keys import JsonPath
from gaoxin.loaders.rdf.jsonld_terms import (
    IN_CONTEXT,
    IN_DATA,
    IN_DEFINITION,
    KEYWORDS,
    ContextTerms,
)
from gaoxin.ontology.literals import is_language_tag

_KEYWORD = re.compile(r"@[A-Za-z]+")
_NOT_IN_IRI = re.compile(r'[\x00-\x20<>"{}|\\^`\ud800-\udfff]')
_SURROGATE = re.compile(r"[\ud800-\udfff]")


_BESIDE = {
    "@value": frozenset({"@value", "@type", "@language", "@direction", "@index", "@context"}),
    "@list": frozenset({"@list", "@index", "@context"}),
    "@set": frozenset({"@set", "@index", "@context"}),
}
"""The keywords that may stand in an object with such a value (JSON-LD 1.1, section 9.5 to 9.7).

The parser takes an object with another key for a node, and drops the value."""


@dataclass(frozen=True, slots=True)
class Fault:
    """A fault and the path to it in the document."""

    path: JsonPath
    value: str
    zh: str
    en: str


class Rules:
    """Checks a document without recursion; ``left_out`` counts what the document omits on
    purpose.
    """

    def __init__(self, terms: ContextTerms) -> None:
        self.terms = terms
        self.left_out: Counter[str] = Counter()

    def check(self, document: Any) -> Iterator[Fault]:
        """All faults of the document; ``terms`` must already have its contexts."""
        stack: list[tuple[Any, JsonPath]] = [(document, ())]
        yield from self._nodes_only(document, ())
        while stack:
            value, path = stack.pop()
            if isinstance(value, list):
                stack.extend((item, (*path, n)) for n, item in enumerate(value))
            elif isinstance(value, dict):
                is_map = bool(path) and path[-1] in self.terms.maps and not _is_special(value)
                yield from self._map(value, path) if is_map else self._object(value, path)
                for key, item in value.items():
                    here = (*path, key)
                    if self.terms.keyword(key) == "@context":
                        yield from self._context(item, here)
                    elif self.terms.keyword(key) != "@value" or not isinstance(item, (dict, list)):
                        stack.append((item, here))
            elif isinstance(value, str) and _SURROGATE.search(value):
                yield Fault(
                    path,
                    "",
                    "含有孤立的代理项（不成字符的半个编码）；请改正。",
                    "it contains a lone surrogate (half of a character); correct it.",
                )
            elif value is None:
                self.left_out["null"] += 1

    def _map(self, value: dict[str, Any], path: JsonPath) -> Iterator[Fault]:
        """A map by index, language, IRI or class, whose keys are not properties."""
        if path[-1] in self.terms.languages:
            for key in value:
                if self.terms.keyword(key) != "@none" and not is_language_tag(key):
                    yield _bad_tag((*path, key), key)
        else:
            self.left_out["@index"] += 1

    def _object(self, value: dict[str, Any], path: JsonPath) -> Iterator[Fault]:
        keywords = {self.terms.keyword(key) for key in value}
        holder = next((keyword for keyword in _BESIDE if keyword in keywords), "")
        for key, item in value.items():
            name, here = self.terms.keyword(key), (*path, key)
            is_misspelt = _KEYWORD.fullmatch(name) and name not in KEYWORDS
            if holder and name not in _BESIDE[holder] and not is_misspelt:
                yield Fault(
                    here,
                    key,
                    f"{key} 不能与 {holder} 写在一起，否则值会丢失；请去掉其一，或分成两个对象。",
                    f"{key} cannot stand beside {holder}, or the value would be lost; remove one "
                    "of them, or write two objects.",
                )
            elif _KEYWORD.fullmatch(name):
                yield from self._keyword(name, item, here, keywords)
            elif key.startswith("_:"):
                yield Fault(
                    here,
                    key,
                    "空白节点不能作谓词；请改用 IRI。",
                    "a blank node cannot be a property; use an IRI.",
                )
            elif key in self.terms.dropped:
                self.left_out[key] += 1
            elif key not in self.terms.defined and _NOT_IN_IRI.search(key):
                yield _bad_iri(here, key)
            elif key in self.terms.references:
                yield from _check_iris(item, here)

    def _keyword(self, name: str, item: Any, path: JsonPath, beside: set[str]) -> Iterator[Fault]:
        if name not in KEYWORDS:
            yield _unknown(path, name, IN_DATA)
        elif name not in IN_DATA:
            yield Fault(
                path,
                name,
                f"{name} 只能写在 @context 里；请移过去。",
                f"{name} is allowed only in a @context; move it there.",
            )
        elif name in ("@language", "@direction") and "@value" not in beside:
            yield Fault(
                path,
                name,
                f"没有 @value，{name} 就不起作用；请写在 @value 旁边。",
                f"{name} has no effect without @value; write it beside a @value.",
            )
        elif name == "@direction" and "@language" not in beside:
            yield Fault(
                path,
                name,
                "没有 @language 的 @direction 会丢失；请加上 @language。",
                "@direction without @language would be lost; add a @language.",
            )
        elif name == "@language" and isinstance(item, str) and not is_language_tag(item):
            yield _bad_tag(path, item)
        elif name in ("@id", "@type"):
            yield from _check_iris(item, path)
        elif name in ("@graph", "@included"):
            yield from self._nodes_only(item, path)
        elif name == "@index":
            self.left_out["@index"] += 1

    def _nodes_only(self, value: Any, path: JsonPath) -> Iterator[Fault]:
        """Outside of properties, only nodes give triples."""
        stack: list[tuple[Any, JsonPath]] = [(value, path)]
        while stack:
            item, here = stack.pop()
            if isinstance(item, list):
                stack.extend((inner, (*here, n)) for n, inner in enumerate(item))
            elif not isinstance(item, dict) and item is not None:
                yield Fault(
                    here,
                    str(item)[:80],
                    "这个值不属于任何节点的任何属性；请放进节点里。",
                    "this value belongs to no property of a node; write it as the value of a "
                    "property.",
                )
            elif isinstance(item, dict):
                names = {self.terms.keyword(key) for key in item}
                if free := names & {"@value", "@list", "@set"}:
                    yield Fault(
                        here,
                        free.pop(),
                        "这里应是节点，不是值；请放进节点的属性里。",
                        "a node belongs here, not a value; put it into a property of a node.",
                    )

    def _context(self, context: Any, path: JsonPath) -> Iterator[Fault]:
        if isinstance(context, list):
            for n, item in enumerate(context):
                yield from self._context(item, (*path, n))
            return
        for key, item in context.items() if isinstance(context, dict) else ():
            here = (*path, key)
            if key == "@language" and isinstance(item, str) and not is_language_tag(item):
                yield _bad_tag(here, item)
            elif _KEYWORD.fullmatch(key) and key not in IN_CONTEXT:
                yield _unknown(here, key, IN_CONTEXT)
            elif key not in IN_CONTEXT:
                yield from self._definition(item, here)

    def _definition(self, definition: Any, path: JsonPath) -> Iterator[Fault]:
        entries = definition if isinstance(definition, dict) else {"@id": definition}
        for key, item in entries.items():
            here = (*path, key) if isinstance(definition, dict) else path
            if key not in IN_DEFINITION:
                yield _unknown(here, key, IN_DEFINITION)
            elif key == "@context":
                yield from self._context(item, here)
            elif key == "@language" and isinstance(item, str) and not is_language_tag(item):
                yield _bad_tag(here, item)
            elif key in ("@id", "@type", "@reverse") and isinstance(item, str):
                if _KEYWORD.fullmatch(item) and item not in KEYWORDS:
                    yield _unknown(here, item, KEYWORDS)
                elif _NOT_IN_IRI.search(item):
                    yield _bad_iri(here, item)


def _is_special(value: dict[str, Any]) -> bool:
    return any(key in ("@value", "@id", "@list", "@set") for key in value)


def _check_iris(value: Any, path: JsonPath) -> Iterator[Fault]:
    for n, item in enumerate(value) if isinstance(value, list) else [(None, value)]:
        if isinstance(item, str):
            here = path if n is None else (*path, n)
            if _KEYWORD.fullmatch(item) and item not in KEYWORDS:
                yield _unknown(here, item, KEYWORDS)
            elif _NOT_IN_IRI.search(item):
                yield _bad_iri(here, item)


def _unknown(path: JsonPath, name: str, known: frozenset[str]) -> Fault:
    zh, en = did_you_mean(name, known)
    return Fault(
        path,
        name,
        f"这里没有关键字 {name}；请改正或删去。{zh}",
        f"there is no keyword {name} here; correct or remove it.{en}",
    )


def _bad_iri(path: JsonPath, text: str) -> Fault:
    return Fault(
        path,
        text,
        "含有 IRI 不能有的字符（空格、引号、尖括号等）；请改正或改写为 %20 等。",
        "it holds a character that no IRI may have (a space, a quote, an angle bracket …); correct "
        "it, or write it as %20 and so on.",
    )


def _bad_tag(path: JsonPath, text: str) -> Fault:
    return Fault(
        path,
        text,
        f"「{text}」不是语言标签（如 zh、en）；请改正。",
        f"{text!r} is no language tag (such as zh or en); correct it.",
    )
