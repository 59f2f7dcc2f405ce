"""What Neo4j Browser shows on nodes that have no name: figures, statements, positions.

A style sheet can show properties of the node itself only, so the mirror writes the whole text
there: 营业收入 2024: 1,200 亿元.  It is in Chinese, as the names are, in whatever language the
program speaks, because what the mirror holds depends on the graph alone.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable

import pyoxigraph as ox

from gaoxin.graph.facts.fact_codec import NodeFact, fact_of
from gaoxin.graph.facts.node_shapes import NodeShapes
from gaoxin.graph.mirror.mapping.values import Value
from gaoxin.ontology.namespaces import PREFERRED_IRI
from gaoxin.ontology.terms import Vocabulary, vocabulary

LENGTH = 120
_INDICATOR = 14
"""Most characters of the name of an indicator: the amount must still fit into the circle."""
_NUMBER = re.compile(r"(\d+)(\.\d+)?\Z", re.ASCII)
NameOf = Callable[[str], str]
"""The Chinese name of a thing by its IRI, ``""`` if it has none."""


class Captions:
    """Captions of the nodes of n-ary classes, by the vocabulary."""

    def __init__(self, shapes: NodeShapes, terms: Vocabulary | None = None) -> None:
        self._terms = terms or vocabulary()
        self._shapes = shapes
        scheme = self._terms.schemes["ComparatorScheme"]
        self._comparators = {code: v.label_zh for v in scheme.values for code in v.codes}

    def caption(self, facts: Iterable[tuple[str, Value]], name_of: NameOf) -> str:
        """The caption of a node with these (predicate, object) pairs; ``""`` if nothing can be
        said.
        """
        properties: dict[str, set[Value]] = {}
        for predicate, value in facts:
            properties.setdefault(predicate, set()).add(value)
        fact = fact_of(properties)
        if fact is None:
            return ""
        of = fact.object
        what = name_of(of.value) if isinstance(of, ox.NamedNode) else of.value
        text = self._figure(fact, what) if fact.shape.is_figure else self._link(fact, what)
        return text[:LENGTH]

    def shown_by(self, predicate: str) -> list[ox.NamedNode]:
        """The properties of nodes whose captions show this property of the thing they lead to."""
        if predicate != PREFERRED_IRI:
            return []
        return list(dict.fromkeys(shape.object for shape in self._shapes.by_class.values()))

    def _figure(self, fact: NodeFact, indicator: str) -> str:
        sign = self._comparators.get(fact.comparator, fact.comparator)
        amount = " ".join(part for part in (sign, grouped(fact.value)) if part)
        if amount and fact.unit:
            amount += fact.unit if fact.unit in ("%", "‰") else f" {fact.unit}"
        short = indicator if len(indicator) <= _INDICATOR else indicator[: _INDICATOR - 1] + "…"
        head = " ".join(part for part in (short, fact.time) if part)
        return ": ".join(part for part in (head, amount) if part)

    def _link(self, fact: NodeFact, what: str) -> str:
        """The caption of a statement or a position."""
        term = self._terms.by_iri(fact.states)
        scheme = self._terms.schemes.get(getattr(term, "values_from", ""))
        for value in scheme.values if scheme else ():
            what = value.label_zh if what in value.codes else what
        head = fact.title or (term.label_zh if term else "")
        return ": ".join(part for part in (head, what) if part)


def grouped(number: str) -> str:
    """A number with its thousands separated: 1200 is 1,200; any other text is unchanged."""
    found = _NUMBER.match(number)
    return f"{int(found[1]):,}{found[2] or ''}" if found else number
