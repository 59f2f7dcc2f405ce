"""Rules between relations: inverse, symmetric, implied and transitive properties.

Only this module reads these from the vocabulary.  Inference adds the triples that follow
(``graph/rules/inference.py``); lookups leave out those that only repeat a stated one
(``graph/facts/echoes.py``).
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache

from gaoxin.ontology.terms import PropertyTerm, Vocabulary, vocabulary


@dataclass(frozen=True, slots=True)
class Step:
    """A relation that follows from another one between the same two things.

    ``relation`` is its IRI; if ``turned``, subject and object are exchanged.
    """

    relation: str
    turned: bool


@dataclass(frozen=True)
class Relations:
    """The rules of one vocabulary, by property IRI.

    ``direct`` has the relations that follow in one step, ``following`` those that follow in any
    number of steps, without the relation itself.  ``givers`` is the inverse of ``following``.
    ``transitive`` are the transitive relations, which steps cannot express.
    """

    direct: Mapping[str, frozenset[Step]]
    following: Mapping[str, frozenset[Step]]
    givers: Mapping[str, frozenset[Step]]
    transitive: frozenset[str]

    def touches(self, relation: str) -> bool:
        """Whether other triples can follow from a triple of this property."""
        return relation in self.direct or relation in self.transitive

    def leads_to(self, relation: str) -> bool:
        """Whether a triple of this property can follow from other triples."""
        return relation in self.givers or relation in self.transitive


def read_relations(terms: Vocabulary) -> Relations:
    """The rules that a vocabulary declares; properties with literal values have none."""
    by_name = {term.name: term for term in terms.properties.values() if term.is_relation}
    direct = {
        term.iri: steps for term in by_name.values() if (steps := _direct_steps(term, by_name))
    }
    following = {relation: _closure(relation, direct) for relation in direct}
    givers: dict[str, set[Step]] = defaultdict(set)
    for relation, steps in following.items():
        for step in steps:
            givers[step.relation].add(Step(relation, step.turned))
    return Relations(
        direct,
        following,
        {relation: frozenset(steps) for relation, steps in givers.items()},
        frozenset(term.iri for term in by_name.values() if term.transitive),
    )


@cache
def current_relations() -> Relations:
    """The rules of the project's vocabulary; cached."""
    return read_relations(vocabulary())


def _direct_steps(term: PropertyTerm, by_name: Mapping[str, PropertyTerm]) -> frozenset[Step]:
    found = {Step(by_name[name].iri, False) for name in term.implies if name in by_name}
    if term.inverse is not None and term.inverse in by_name:
        found.add(Step(by_name[term.inverse].iri, True))
    if term.symmetric:
        found.add(Step(term.iri, True))
    return frozenset(found)


def _closure(relation: str, direct: Mapping[str, frozenset[Step]]) -> frozenset[Step]:
    start = Step(relation, False)
    reached, front = {start}, [start]
    while front:
        at = front.pop()
        for step in direct.get(at.relation, ()):
            following = Step(step.relation, step.turned != at.turned)
            if following not in reached:
                reached.add(following)
                front.append(following)
    return frozenset(reached - {start})
