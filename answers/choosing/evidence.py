"""What the answer to a sentence says about the saved query that it needs.

``gaoxin ask`` finds the facts that answer a question.  A saved query that uses the same relations
is likely to be the right one, even where its words differ.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass
from typing import TYPE_CHECKING

from gaoxin.answers.answering import answer
from gaoxin.answers.known import FIGURES, KnownThing
from gaoxin.ontology.terms import vocabulary
from gaoxin.queries.catalogue import SavedQuery

if TYPE_CHECKING:
    from gaoxin.answers.fact_file import FactFile

_SAME_QUERY, _SAME_RELATIONS, _THROUGH_A_ZONE, _ANY_RELATION = 0.3, 0.25, 0.3, 0.25


@dataclass(frozen=True, slots=True)
class FactEvidence:
    """The predicates of the facts that answer a sentence (as in the common table).

    ``query`` is the saved query that asks for them, ``""`` if unknown.  ``leads_through_zone``: the
    facts lead from a thing to its zone, and from there to the answer.  ``things`` are those on the
    way to the answer, which a query needs as values; ``is_near``: they are only near what is asked.
    """

    predicates: frozenset[str] = frozenset()
    query: str = ""
    leads_through_zone: bool = False
    things: tuple[KnownThing, ...] = ()
    is_near: bool = False

    def bonus(self, query: SavedQuery, used: frozenset[str]) -> float:
        """What it adds to the score of a query that uses these predicates."""
        score = _SAME_QUERY if query.name == self.query else 0.0
        if self.predicates and used:
            shared = len(self.predicates & used) / len(self.predicates | used)
            score += _SAME_RELATIONS * shared
        if len(self.predicates) == 1 and not self.predicates & set(FIGURES):
            score += _ANY_RELATION if _asks_for_all_relations(query) else 0.0
        if self.leads_through_zone and uses_any_relation(query):
            is_figure = bool(self.predicates & set(FIGURES))
            score += _THROUGH_A_ZONE if is_figure == bool(used & set(FIGURES)) else 0.0
        return score / 2 if self.is_near else score


def find_evidence(sentence: str, file: FactFile) -> FactEvidence:
    """Answer the sentence and see which facts answer it, or come near to an answer."""
    reply = answer(file, sentence)
    if reply.ok or reply.near is None:
        facts, nodes = file.facts(sorted(reply.used)), reply.nodes
        told = {str(row.get("iri")) for row in reply.rows}
    else:
        facts, nodes = list(reply.near.chain.facts), list(reply.near.chain.nodes)
        told = {file.thing(nodes[-1]).iri} if nodes[-1] else set()
    predicates = frozenset(fact.predicate for fact in facts)
    types = [file.thing(node).type if node else "" for node in nodes]
    is_figure = bool(predicates & set(FIGURES))
    middle = types[1:] if is_figure else types[1:-1]
    through = bool(middle) and not _is_zone(types[:1]) and _is_zone(middle)
    on_the_way = [*nodes, *(fact.object for fact in facts if fact.is_figure)]
    things = [file.thing(node) for node in dict.fromkeys(on_the_way) if node]
    return FactEvidence(
        predicates,
        reply.query,
        through,
        tuple(thing for thing in things if thing.iri not in told),
        is_near=not reply.ok,
    )


def _is_zone(types: Iterable[str]) -> bool:
    return any(vocabulary().is_a(type_, ["Zone"]) for type_ in types)


def predicates_of(query: SavedQuery) -> frozenset[str]:
    """The predicates of the common table that a query uses."""
    body = query.sparql.partition("WHERE")[2]
    known = vocabulary()
    found = set()
    for name in re.findall(r"gx:(\w+)", body):
        if name in known.properties and known.properties[name].statement:
            found.add(known.properties[name].predicate)
        elif name in known.classes and known.classes[name].predicate:
            found.add(known.classes[name].predicate)
        for class_ in known.classes.values():
            if class_.subject_property.endswith(f"#{name}") and class_.states_relation:
                found.add(class_.states_relation.rpartition("#")[2])
    return frozenset(found)


def _asks_for_all_relations(query: SavedQuery) -> bool:
    """Whether it gives all that a thing is directly related to."""
    return {"relation", "direction", "other"} <= set(query.columns) and "zone" not in query.columns


def uses_any_relation(query: SavedQuery) -> bool:
    """Whether it goes from a thing to its zone by whatever relation there is."""
    return "?link" in query.sparql
