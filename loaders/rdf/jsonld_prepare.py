"""JSON-LD, made safe and complete before it is parsed.

The standard drops much without a word: a key that no context defines, a relative IRI without a
base, a misspelt keyword, the first of two equal keys.  Here each of them is a problem with its
line (:mod:`.jsonld_rules`), and the triples are counted (:mod:`.jsonld_count`).  A context on the
web is refused, since loading reads no network; our own context comes from the package.
"""

from __future__ import annotations

import json
from collections.abc import Iterator
from dataclasses import dataclass
from importlib import resources
from pathlib import Path
from typing import Any

from gaoxin.loaders.rdf.json_keys import JsonPath, places
from gaoxin.loaders.rdf.jsonld_count import count_triples
from gaoxin.loaders.rdf.jsonld_rules import Fault, Rules
from gaoxin.loaders.rdf.jsonld_terms import ContextTerms
from gaoxin.loaders.rdf.limits import Limits
from gaoxin.model import Problem
from gaoxin.ontology.namespaces import GX

# IRIs that no real file has: keys that get one are undefined, IRIs that get one are relative.
UNDEFINED = "urn:x-gaoxin-undefined:"
RELATIVE_SCHEME = "x-gaoxin-relative:"
RELATIVE = f"{RELATIVE_SCHEME}//relative.invalid/x-gaoxin/"
_OWN_CONTEXTS = frozenset(
    f"{GX.removesuffix('#')}{tail}" for tail in ("/context.jsonld", "/context", ".jsonld")
)


@dataclass(frozen=True, slots=True)
class Prepared:
    """A document ready to be parsed with base :data:`RELATIVE`, or with the given one.

    ``triples`` is the number of triples that it must give, ``None`` if unknown.
    """

    document: bytes
    triples: int | None


def prepare(
    path: Path, problems: list[Problem], notes: list[Problem], limits: Limits
) -> Prepared | None:
    """Read and check a document; return ``None`` if it is unusable and add the reasons to
    ``problems``.

    Raises:
        OverBound: the file is too large or nested too deep.
    """
    limits.check_size("max_json_bytes")
    name = path.name
    try:
        text = path.read_bytes().decode("utf-8-sig")
        document = json.loads(text, parse_constant=_no_constant)
    except json.JSONDecodeError as cause:
        problems.append(
            Problem(
                name,
                cause.lineno,
                str(cause.colno),
                "",
                f"JSON 语法错误：{cause.msg}。",
                f"JSON syntax error: {cause.msg}.",
            )
        )
        return None
    except UnicodeDecodeError as cause:
        line = cause.object.count(b"\n", 0, cause.start) + 1
        problems.append(
            Problem(
                name,
                line,
                "",
                "",
                "不是 UTF-8 文本；请另存为 UTF-8。",
                "this is not UTF-8; save the file as UTF-8.",
            )
        )
        return None
    except RecursionError:
        limits.check_depth(limits.bounds.max_nesting + 1)
        raise
    except ValueError as cause:
        problems.append(
            Problem(
                name,
                None,
                "",
                "",
                f"JSON 无法读取：{cause}。",
                f"the JSON cannot be read: {cause}.",
            )
        )
        return None
    if not isinstance(document, (dict, list)):
        problems.append(
            Problem(
                name,
                None,
                "",
                "",
                "JSON-LD 应是对象或数组。",
                "JSON-LD must be an object or an array.",
            )
        )
        return None
    terms = ContextTerms()
    wrong = list(_prepare_contexts(document, terms, limits))
    rules = Rules(terms)
    wrong += rules.check(document)
    found = list(_with_lines(text, wrong, name))
    if found:
        problems += found
        return None
    notes += _notes(rules, name)
    expected = count_triples(document, terms)
    _catch_undefined(document)
    return Prepared(json.dumps(document, allow_nan=False).encode("ascii"), expected)


def _no_constant(text: str) -> Any:
    raise ValueError(f"{text} is no JSON number")


def _prepare_contexts(document: Any, terms: ContextTerms, limits: Limits) -> Iterator[Fault]:
    """Insert our own contexts, collect the definitions of all contexts, and refuse contexts on
    the web.
    """
    stack: list[tuple[Any, JsonPath]] = [(document, ())]
    uses = 0
    while stack:
        value, path = stack.pop()
        limits.check_depth(len(path))
        uses += len(value) if isinstance(value, dict) else 1
        if isinstance(value, list):
            stack.extend((item, (*path, n)) for n, item in enumerate(value))
        elif isinstance(value, dict):
            for key in ("@context", "@import"):
                if key not in value:
                    continue
                value[key], remote = _replace(value[key])
                terms.add(value[key])
                if len(path) > 1:
                    terms.is_plain = False
                for address in remote:
                    yield Fault(
                        (*path, key),
                        address,
                        "不读取网络上的 JSON-LD 上下文；请把它的内容写进文件。",
                        "a JSON-LD context on the web is not fetched; write its content into the "
                        "file.",
                    )
            stack.extend((item, (*path, key)) for key, item in value.items())
    # The parser keeps the whole document in memory, with all names expanded to IRIs.
    limits.check_expansion(uses * terms.longest)


def _replace(context: Any) -> tuple[Any, list[str]]:
    """The context with our own context in place of its IRI, and the addresses of all other
    contexts.

    A ``null`` context resets all definitions.  After it, the definitions that mark undefined keys
    and relative IRIs are added again.
    """
    if isinstance(context, list):
        done, remote = [], []
        for item in context:
            value, left = _replace(item)
            done += value if isinstance(value, list) else [value]
            remote += left
        return done, remote
    if isinstance(context, str):
        if context in _OWN_CONTEXTS:
            file = resources.files("gaoxin.ontology") / "context.jsonld"
            return json.loads(file.read_text("utf-8"))["@context"], []
        return context, [context]
    if context is None:
        return [None, {"@vocab": UNDEFINED}], []
    if isinstance(context, dict):
        for key, trap in (("@vocab", UNDEFINED), ("@base", RELATIVE)):
            if key in context and context[key] is None:
                context[key] = trap
    return context, []


def _catch_undefined(document: Any) -> None:
    """Give every undefined key an IRI by which it is recognised later."""
    for item in document if isinstance(document, list) else [document]:
        if isinstance(item, dict):
            own = item.get("@context", [])
            contexts = own if isinstance(own, list) else [own]
            item["@context"] = [{"@vocab": UNDEFINED}, *contexts]


def _with_lines(text: str, faults: list[Fault], name: str) -> Iterator[Problem]:
    """The problems in the order of the text: faults, repeated keys, and numbers that would be
    rounded.
    """
    wanted: dict[JsonPath, list[Fault]] = {}
    for fault in faults:
        wanted.setdefault(fault.path, []).append(fault)
    for place in places(text):
        if place.is_repeated:
            yield Problem(
                name,
                place.line,
                place.text,
                place.text,
                f"键「{place.text}」在同一个对象里出现了两次，其中一个会丢失；请把值合并成数组。",
                f"the key {place.text!r} stands twice in one object, so that one would be lost; "
                "merge the values into an array.",
            )
        elif place.is_inexact:
            yield Problem(
                name,
                place.line,
                "",
                place.text[:80],
                "这个数的位数超过 JSON 数字能准确表示的范围；请写成带 @type 的字符串。",
                "this number has more digits than a JSON number can hold exactly; write it as a "
                "string with its @type.",
            )
        for fault in wanted.pop(place.path, ()):
            yield _problem(fault, name, place.line)
    for rest in wanted.values():
        for fault in rest:
            yield _problem(fault, name, None)


def _problem(fault: Fault, name: str, line: int | None) -> Problem:
    column = next((key for key in reversed(fault.path) if isinstance(key, str)), "")
    return Problem(name, line, column, fault.value, fault.zh, fault.en)


def _notes(rules: Rules, name: str) -> Iterator[Problem]:
    if rules.left_out:
        listed = ", ".join(f"{what} ({n})" for what, n in sorted(rules.left_out.items()))
        yield Problem(
            name,
            None,
            "",
            listed,
            f"略过了不构成三元组的内容：{listed}。",
            f"ignored content that has no meaning in RDF: {listed}.",
        )
