"""The query that finds an answer, as a saved query, in SPARQL and in Cypher.

Both texts are written from the same patterns (:mod:`~gaoxin.answers.patterns`) and give the answers
that were told.  A saved query is named only if it does so, too.
"""

from __future__ import annotations

import tomllib
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from typing import Any

from gaoxin.answers.chains import CandidateAnswer, FactChain
from gaoxin.answers.expected import ExpectedAnswer
from gaoxin.answers.fact_file import FactFile
from gaoxin.answers.patterns import (
    ANSWER,
    AnswerPatterns,
    FactPattern,
    patterns_of,
    term_of,
)
from gaoxin.answers.question import AskedQuestion
from gaoxin.graph.facts.node_shapes import NodeShape, node_shapes
from gaoxin.ontology.namespaces import PREFIXES

_SHORT_LIST = 46
"""Characters of a list of values that stands in one line."""


@dataclass(frozen=True, slots=True)
class Rendered:
    """A saved query with its parameters (``""`` if none asks for this), and both texts."""

    query: str = ""
    parameters: dict[str, str] | None = None
    sparql: str = ""
    cypher: str = ""


def render(
    group: list[CandidateAnswer],
    question: AskedQuestion,
    expected: ExpectedAnswer,
    file: FactFile,
) -> Rendered:
    """The queries for a list of candidates; empty texts if its answers are put together from
    several fields.
    """
    found = patterns_of(group, question, expected, file)
    if found is None:
        return _with_parts(group, file)
    counts = expected.form == "number" and bool(group[0].chain.end)
    query, parameters = "", dict[str, str]()
    if not (found.is_narrowed or group[0].further or len(found.known.get("x0", ())) > 1):
        query, parameters = saved_query(group[0].chain, file)
    return Rendered(
        query,
        parameters,
        _sparql(found, file, counts=counts),
        _cypher(found, file, counts=counts),
    )


def _with_parts(group: list[CandidateAnswer], file: FactFile) -> Rendered:
    """The saved query for who has an industry or a part of it, if that is what the group is."""
    chain = group[0].chain
    is_industry = chain.nodes[0] and file.thing(chain.nodes[0]).kind == "industry"
    if not is_industry or group[0].further or len(chain.facts) > 1 or not chain.end:
        return Rendered()
    query = _OF_INDUSTRY.get(file.thing(chain.end).kind, "")
    return Rendered(query, {"industry": file.thing(chain.nodes[0]).zh} if query else {})


_OF_INDUSTRY = {"zone": "industries/zones_with_industry", "enterprise": "enterprises/in_industry"}


@cache
def saved_queries() -> tuple[dict[str, Any], ...]:
    """The entries of saved.toml."""
    text = files("gaoxin.answers").joinpath("saved.toml").read_text(encoding="utf-8")
    return tuple(tomllib.loads(text)["query"])


def saved_query(chain: FactChain, file: FactFile) -> tuple[str, dict[str, str]]:
    """The saved query that asks for the last fact of a chain, if its beginning is known."""
    fact, start = chain.last, chain.nodes[-2]
    if len(chain.facts) > 1 or not start:
        return "", {}
    asks = "value" if not chain.end else "subject" if chain.end == fact.subject else "object"
    type_ = file.thing(chain.end).type if chain.end else ""
    for entry in saved_queries():
        if (entry["predicate"], entry["asks"]) != (fact.predicate, asks):
            continue
        if "classes" in entry and type_ not in entry["classes"]:
            continue
        parameters = {entry["start"]: file.thing(start).zh}
        if "indicator" in entry:
            parameters[entry["indicator"]] = file.thing(fact.object).zh
        return str(entry["query"]), parameters
    return "", {}


def _sparql(found: AnswerPatterns, file: FactFile, *, counts: bool) -> str:
    lines: list[str] = []
    for name, things in found.known.items():
        lines.append(_values(f"?{name}", (f"<{file.thing(t).iri}>" for t in things)))
    for number, pattern in enumerate(found.patterns):
        lines += _sparql_lines(pattern, f"?f{number}", file)
    if found.only:
        answers = [one for one in found.only if isinstance(one, int)]
        if answers:
            lines.append(_values(f"?{ANSWER}", (f"<{file.thing(t).iri}>" for t in answers)))
        else:
            texts = _in_lines((_quoted(str(one)) for one in found.only), ",")
            lines.append(f"  FILTER(STR(?{ANSWER}) IN ({texts}))")
    prefixes = [
        f"PREFIX {prefix}: <{space}>"
        for prefix, space in PREFIXES.items()
        if any(f"{prefix}:" in line.replace("<http", "") for line in lines)
    ]
    told = f"(COUNT(DISTINCT ?{ANSWER}) AS ?count)" if counts else f"DISTINCT ?{ANSWER}"
    return "\n".join([*prefixes, f"SELECT {told} WHERE {{", *lines, "}"])


def _sparql_lines(pattern: FactPattern, node: str, file: FactFile) -> Iterator[str]:
    shape = _shape(pattern)
    predicate = "" if pattern.is_figure else _short(term_of(pattern.predicate).iri)
    object_ = f"?{pattern.object or ANSWER}"
    needs_node = pattern.is_figure or (
        pattern.has_node and (pattern.object or pattern.only or pattern.field_ != "literal")
    )
    if not needs_node:
        yield f"  ?{pattern.subject} {predicate} {object_} ."
        return
    parts = [f"{_short(shape.subject.value)} ?{pattern.subject}"]
    if shape.predicate is not None:
        parts.append(f"{_short(shape.predicate.value)} {predicate}")
    if pattern.is_figure:
        object_ = f"<{file.thing(pattern.indicator).iri}>"
    parts.append(f"{_short(shape.object.value)} {object_}")
    if pattern.value and pattern.field_ != "literal":
        parts.append(f"{_short(term_of(pattern.field_).iri)} ?{pattern.value}")
    for name, _ in pattern.only:
        parts.append(f"{_short(term_of(name).iri)} {node}_{name}")
    yield f"  {node} a {_short(shape.term.iri)} ; " + " ;\n    ".join(parts) + " ."
    for name, values in pattern.only:
        yield _values(f"{node}_{name}", map(_quoted, values))


def _values(variable: str, values: Iterable[str]) -> str:
    return f"  VALUES {variable} {{{_in_lines(values, '')}}}"


def _in_lines(values: Iterable[str], comma: str) -> str:
    """Values in brackets: a few short ones in one line, others each in a line of its own."""
    listed = list(values)
    line = f"{comma} ".join(listed)
    if len(line) <= _SHORT_LIST:
        return line if comma else f" {line} "
    return "".join(f"\n    {one}{comma if one != listed[-1] else ''}" for one in listed) + "\n  "


def _cypher(found: AnswerPatterns, file: FactFile, *, counts: bool) -> str:
    matches: list[str] = []
    conditions = [
        f"{name}.uri IN [{_in_lines((_quoted(file.thing(t).iri) for t in things), ',')}]"
        for name, things in found.known.items()
    ]
    result, unwound = f"{ANSWER}.name", ""
    for number, pattern in enumerate(found.patterns):
        link = f"f{number}"
        if pattern.is_figure:
            label = _shape(pattern).term.label
            matches.append(
                f"({pattern.subject})<-[:ABOUT]-({link}:{label})-[:INDICATOR]->(i{number})"
            )
            conditions.append(f"i{number}.uri = {_quoted(file.thing(pattern.indicator).iri)}")
        elif not pattern.object:
            term = term_of(pattern.predicate)
            matches.append(f"({pattern.subject})")
            unwound = f"\nUNWIND {pattern.subject}.{term.property_key or term.name} AS {ANSWER}"
            result = ANSWER
            continue
        else:
            name = term_of(pattern.predicate).relationship
            matches.append(f"({pattern.subject})-[{link}:{name}]->({pattern.object})")
            if pattern.has_node:
                conditions.append(f"{link}.uri IS NOT NULL")
        if pattern.value:
            result = f"{link}.{pattern.field_}"
        for name, values in pattern.only:
            conditions.append(f"{link}.{name} IN [{_in_lines(map(_quoted, values), ',')}]")
    answers = [one for one in found.only if isinstance(one, int)]
    if answers:
        listed = _in_lines((_quoted(file.thing(t).iri) for t in answers), ",")
        conditions.append(f"{ANSWER}.uri IN [{listed}]")
    elif found.only and not unwound:
        listed = _in_lines((_quoted(str(one)) for one in found.only), ",")
        conditions.append(f"toString({result}) IN [{listed}]")
    told = f"count(DISTINCT {ANSWER}) AS count" if counts else f"DISTINCT {result} AS {ANSWER}"
    where = "\nWHERE " + "\n  AND ".join(conditions) if conditions else ""
    return f"MATCH {', '.join(dict.fromkeys(matches))}{where}{unwound}\nRETURN {told}"


def _shape(pattern: FactPattern) -> NodeShape:
    if pattern.is_figure:
        shapes = node_shapes().figures
        return next(s for s in shapes if s.term.predicate == pattern.predicate)
    return node_shapes().stating(term_of(pattern.predicate).iri)


def _quoted(text: str) -> str:
    """A text in quotes, for SPARQL and Cypher alike."""
    escaped = text.replace("\\", "\\\\").replace('"', '\\"').replace("\n", "\\n")
    return f'"{escaped}"'


def _short(iri: str) -> str:
    for prefix, space in PREFIXES.items():
        if iri.startswith(space):
            return f"{prefix}:{iri.removeprefix(space)}"
    return f"<{iri}>"
