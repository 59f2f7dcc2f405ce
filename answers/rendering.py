"""The query that finds an answer, as a saved query, in SPARQL and in Cypher.

The texts ask for the steps from the known thing to the answer.  The search also weighs qualifiers,
titles and years; the texts leave these out, so they may give a few more rows.
"""

from __future__ import annotations

import tomllib
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from typing import Any

from gaoxin.answers.chains import FactChain
from gaoxin.answers.fact_file import FactFile
from gaoxin.answers.known import KnownFact
from gaoxin.graph.facts.node_shapes import NodeShape, node_shapes
from gaoxin.ontology.namespaces import PREFIXES
from gaoxin.ontology.terms import PropertyTerm, vocabulary


@dataclass(frozen=True, slots=True)
class Rendered:
    """A saved query with its parameters (``""`` if none asks for this), and both texts."""

    query: str
    parameters: dict[str, str]
    sparql: str
    cypher: str


def render(chain: FactChain, file: FactFile) -> Rendered:
    """The queries for one chain of facts."""
    name, parameters = saved_query(chain, file)
    return Rendered(name, parameters, _sparql(chain, file), _cypher(chain, file))


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


def _sparql(chain: FactChain, file: FactFile) -> str:
    lines: list[str] = []
    for place, (fact, node, after) in enumerate(_steps(chain)):
        one = f"<{file.thing(node).iri}>" if place == 0 and node else f"?x{place}"
        is_last = place == len(chain.facts) - 1
        other = "?answer" if is_last else f"?x{place + 1}"
        lines += _patterns(fact, node, after, one, other, file)
    prefixes = [
        f"PREFIX {prefix}: <{space}>"
        for prefix, space in PREFIXES.items()
        if any(f"{prefix}:" in line for line in lines)
    ]
    return "\n".join([*prefixes, "SELECT DISTINCT ?answer WHERE {", *lines, "}"])


def _steps(chain: FactChain) -> list[tuple[KnownFact, int, int]]:
    return list(zip(chain.facts, chain.nodes, chain.nodes[1:], strict=False))


def _patterns(
    fact: KnownFact, node: int, after: int, one: str, other: str, file: FactFile
) -> list[str]:
    if fact.is_figure:
        shape = _figure_shape(fact)
        indicator = f"<{file.thing(fact.object).iri}>"
        about = one
        if after == fact.subject:
            about, one = other, indicator
        lines = [
            f"  ?figure a {_short(shape.term.iri)} ; {_short(shape.subject.value)} {about} ;",
            f"    {_short(shape.object.value)} {indicator}" + (" ." if after else " ;"),
        ]
        return lines if after else [*lines, f"    {_short(_term('value').iri)} {other} ."]
    predicate = _short(_term(fact.predicate).iri)
    if fact.subject == node:
        return [f"  {one} {predicate} {other} ."]
    return [f"  {other} {predicate} {one} ."]


def _cypher(chain: FactChain, file: FactFile) -> str:
    parts: list[str] = []
    conditions: list[str] = []
    known = chain.nodes[0]
    if known:
        conditions.append(f"x0.uri = '{file.thing(known).iri}'")
    result = "answer.name"
    text = "(x0:Resource)"
    for place, (fact, node, after) in enumerate(_steps(chain)):
        name = "answer" if place == len(chain.facts) - 1 else f"x{place + 1}"
        if fact.is_figure:
            shape = _figure_shape(fact)
            conditions.append(f"i.uri = '{file.thing(fact.object).iri}'")
            if after:
                conditions = [c for c in conditions if not c.startswith("x0.uri")]
                text = f"({name}:Resource)<-[:ABOUT]-(f:{shape.term.label})-[:INDICATOR]->(i)"
            else:
                text += f"<-[:ABOUT]-(f:{shape.term.label})-[:INDICATOR]->(i)"
                result = "f.value AS answer, f.unit, f.time"
            continue
        term = _term(fact.predicate)
        if not term.relationship:
            result = f"x{place}.{term.property_key or term.name} AS answer"
            continue
        arrow = (
            f"-[:{term.relationship}]->" if fact.subject == node else (f"<-[:{term.relationship}]-")
        )
        text += f"{arrow}({name}:Resource)"
    parts.append(f"MATCH {text}")
    if conditions:
        parts.append("WHERE " + "\n  AND ".join(conditions))
    parts.append(f"RETURN DISTINCT {result}")
    return "\n".join(parts)


def _figure_shape(fact: KnownFact) -> NodeShape:
    return next(s for s in node_shapes().figures if s.term.predicate == fact.predicate)


def _term(name: str) -> PropertyTerm:
    terms = vocabulary().properties
    found = terms.get(name)
    if found is None:
        found = next(t for key, t in terms.items() if key.rpartition(":")[2] == name)
    return found


def _short(iri: str) -> str:
    for prefix, space in PREFIXES.items():
        if iri.startswith(space):
            return f"{prefix}:{iri.removeprefix(space)}"
    return f"<{iri}>"
