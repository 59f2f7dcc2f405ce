"""The nodes and relationships that a graph becomes in Neo4j.

A Statement or Position becomes a relationship (it is *contracted*) if nothing is lost: it has one
subject, one relation and one object, no relations of its own, nothing points at it, and each graph
that states it states its ends and the plain triple, too.  Any other one becomes a node with SUBJECT
and OBJECT relationships, so the mirror is exact also for graphs that no loader would make.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass
from itertools import zip_longest

import pyoxigraph as ox

from gaoxin.graph.facts.node_shapes import GRADE, node_shapes
from gaoxin.graph.mirror.mapping.captions import Captions
from gaoxin.graph.mirror.mapping.elements import Node, Pair, Properties, Relationship, Star
from gaoxin.graph.mirror.mapping.term_names import (
    CAPTION,
    CONFIDENCE,
    INFERRED,
    NAME_KEY,
    RESOURCE,
    SOURCES,
    TYPE_SOURCES,
    TYPES,
    URI,
    Neo4jNames,
)
from gaoxin.graph.mirror.mapping.values import PlainForm, Value, encode
from gaoxin.graph.names.keys import match_key
from gaoxin.ontology.namespaces import PREFERRED_IRI
from gaoxin.ontology.rdf_terms import DEFAULT_GRAPH, PREFERRED, RDF_TYPE

NAME_KEY_LENGTH = 2000
Facts = dict[tuple[str, Value], set[str]]


@dataclass(frozen=True, slots=True)
class Contraction:
    """A Statement or Position that becomes a relationship, and the graphs that state it."""

    pair: Pair
    graphs: frozenset[str]


class GraphElements:
    """Builds the elements of one store; remembers what it read until :meth:`forget`.

    ``sources`` maps each named graph to the key of its source, ``source_iri`` a key to its IRI.
    ``inferred`` is the IRI of the graph of inferred triples.
    """

    def __init__(
        self,
        store: ox.Store,
        sources: Mapping[str, str],
        inferred: str,
        source_iri: Callable[[str], ox.NamedNode],
        names: Neo4jNames,
    ) -> None:
        self.store, self.sources, self.inferred = store, sources, inferred
        self.source_iri, self.names = source_iri, names
        self.shapes = node_shapes()
        self.captions = Captions(self.shapes)
        self._links = {
            iri: shape for iri, shape in self.shapes.by_class.items() if not shape.is_figure
        }
        naming = self.shapes.statement.predicate
        self._naming = naming.value if naming is not None else ""
        self._facts: dict[str, Facts] = {}
        self._contractions: dict[str, Contraction | None] = {}
        self._grades: dict[str, str] = {}
        self._forms: dict[str, PlainForm] = {}

    def forget(self) -> None:
        """Drop what was read, so that memory stays constant in a long run."""
        self._facts.clear()
        self._contractions.clear()

    def facts(self, iri: str) -> Facts:
        """Mirrored triples about a subject: (predicate, object) to the named graphs with it."""
        known = self._facts.get(iri)
        if known is None:
            known = {}
            for quad in self.store.quads_for_pattern(ox.NamedNode(iri), None, None, None):
                value = quad.object
                if not isinstance(value, ox.NamedNode | ox.Literal):
                    continue
                if self.names.is_mirrored(quad.predicate.value, value):
                    graphs = known.setdefault((quad.predicate.value, value), set())
                    if isinstance(quad.graph_name, ox.NamedNode):
                        graphs.add(quad.graph_name.value)
            self._facts[iri] = known
        return known

    def prime(self, iri: str, facts: Facts) -> None:
        """Remember facts that the caller has read."""
        self._facts[iri] = facts

    def is_subject(self, iri: str) -> bool:
        """Whether the default graph has a triple with this subject."""
        found = self.store.quads_for_pattern(ox.NamedNode(iri), None, None, DEFAULT_GRAPH)
        return next(iter(found), None) is not None

    def is_object(self, iri: str) -> bool:
        """Whether a relation of the default graph points at this thing."""
        found = self.store.quads_for_pattern(None, None, ox.NamedNode(iri), DEFAULT_GRAPH)
        return any(quad.predicate.value in self.names.relationships for quad in found)

    def contraction(self, iri: str) -> Contraction | None:
        """How a Statement or Position becomes a relationship; ``None`` for any other thing."""
        if iri not in self._contractions:
            self._contractions[iri] = self._contract(iri)
        return self._contractions[iri]

    def _contract(self, iri: str) -> Contraction | None:
        facts = self.facts(iri)
        types = {value.value for predicate, value in facts if predicate == RDF_TYPE.value}
        shape = self._links.get(next(iter(types))) if len(types) == 1 else None
        if shape is None:
            return None
        named = [v for p, v in facts if p == self._naming]
        if shape.predicate is None and not named:
            relations = [shape.states]
        elif shape.predicate is not None and all(isinstance(v, ox.NamedNode) for v in named):
            relations = [v.value for v in named]
        else:
            return None
        first, last = shape.subject, shape.object
        ends = {p: v for p, v in facts if self.names.is_relation(p, v)}
        count = sum(self.names.is_relation(p, v) for p, v in facts)
        if count != 2 or ends.keys() != {first.value, last.value} or len(relations) != 1:
            return None
        relation = relations[0]
        if relation not in self.names.relationships:
            return None
        if self.shapes.stating(relation) is not shape:
            return None
        graphs = facts[RDF_TYPE.value, shape.type]
        if not graphs or any(graph not in self.sources for graph in graphs):
            return None
        if any(facts[p, v] != graphs for p, v in ends.items()):
            return None
        pair = ends[first.value].value, relation, ends[last.value].value
        if iri in (pair[0], pair[2]) or not graphs <= self.stating(pair) or self.is_object(iri):
            return None
        return Contraction(pair, frozenset(graphs))

    def stating(self, pair: Pair) -> set[str]:
        """Named graphs with the plain triple, also the inferred one."""
        start, predicate, end = map(ox.NamedNode, pair)
        found = self.store.quads_for_pattern(start, predicate, end, None)
        return {q.graph_name.value for q in found if isinstance(q.graph_name, ox.NamedNode)}

    def holds(self, pair: Pair) -> bool:
        """Whether the default graph has the triple."""
        start, predicate, end = map(ox.NamedNode, pair)
        return ox.Quad(start, predicate, end, DEFAULT_GRAPH) in self.store

    # -- nodes ------------------------------------------------------------------------------

    def node(self, iri: str) -> Node | None:
        """The node of a thing; ``None`` if the thing is unknown or contracted."""
        facts = self.facts(iri)
        if not facts:
            return Node(iri, frozenset({RESOURCE}), {URI: iri}) if self.is_object(iri) else None
        if self.contraction(iri) is not None:
            return None
        types = frozenset(v.value for p, v in facts if p == RDF_TYPE.value)
        closed = self.names.closure(types)
        properties: Properties = {URI: iri} | self._literals(facts)
        if self.names.minimal(closed) != types:
            properties[TYPES] = sorted(self.names.term_names[t] for t in types)
        self._add_name_key(properties, "Industry" in {self.names.labels[t] for t in closed})
        properties |= self._type_sources(types, facts)
        if types & self.names.nary and (text := self.captions.caption(facts, self.name_of)):
            properties[CAPTION] = text
        return Node(iri, frozenset(self.labels_of(closed)), properties)

    def labels_of(self, closed: Iterable[str]) -> tuple[str, ...]:
        """Labels of a node with these classes, sorted."""
        return tuple(sorted({RESOURCE, *(self.names.labels[t] for t in closed)}))

    def plain_properties(
        self, iri: str, labels: tuple[str, ...], literals: Mapping[str, list[Value]]
    ) -> Properties:
        """Properties of a plain thing (see ``fill.row_builder``)."""
        properties: Properties = {URI: iri}
        for predicate, values in literals.items():
            form = self._forms.get(predicate)
            if form is None:
                form = self._forms[predicate] = PlainForm(self.names.slots[predicate])
            plain = form.properties(values)
            properties |= plain or self._property(predicate, sorted(values, key=str))
        self._add_name_key(properties, "Industry" in labels)
        return properties

    @staticmethod
    def _add_name_key(properties: Properties, is_industry: bool) -> None:
        name = properties.get("name")
        if isinstance(name, str):
            kind = "industry" if is_industry else ""
            properties[NAME_KEY] = match_key(name, kind)[:NAME_KEY_LENGTH]

    def name_of(self, iri: str) -> str:
        """The Chinese name of a thing, the first of several; ``""`` without one."""
        quads = self.store.quads_for_pattern(ox.NamedNode(iri), PREFERRED, None, DEFAULT_GRAPH)
        return min(
            (q.object.value for q in quads if _language(q.object) == "zh"),  # type: ignore[arg-type, union-attr]
            default="",
        )

    def _type_sources(self, types: frozenset[str], facts: Facts) -> Properties:
        nary = sorted(types & self.names.nary)
        if not nary:
            return {}
        graphs = {t: facts[RDF_TYPE.value, ox.NamedNode(t)] for t in nary}
        by_type = {t: self._keys(g) for t, g in graphs.items()}
        out = self._attribution(set().union(*graphs.values()), facts)
        if len({tuple(keys) for keys in by_type.values()}) > 1:
            out[TYPE_SOURCES] = sorted(
                f"{self.names.labels[t]} {key}" for t, keys in by_type.items() for key in keys
            )
        return out

    def _literals(self, facts: Facts) -> Properties:
        """All values that are no relations, under their keys."""
        values: dict[str, list[tuple[str, str, Value]]] = defaultdict(list)
        for (predicate, value), graphs in facts.items():
            if predicate == RDF_TYPE.value or self.names.is_relation(predicate, value):
                continue
            rank = min((self.grade(self.sources.get(g, "")) or "Z" for g in graphs), default="Z")
            values[predicate].append((rank, str(value), value))
        out: Properties = {}
        for predicate, ranked in values.items():
            # Show the value by the source with the best grade; order equal grades by text.
            ordered = [value for _, _, value in sorted(ranked, key=lambda item: item[:2])]
            out |= self._property(predicate, ordered)
        return out

    def _property(self, predicate: str, ordered: list[Value]) -> Properties:
        """The values of one property, the one to show first."""
        slot = self.names.slots[predicate]
        english = [v for v in ordered if slot.key_en and _language(v) == "en"]
        others = [v for v in ordered if v not in english] if english else ordered
        tag = "zh" if slot.tagged else ""
        if predicate == PREFERRED_IRI:
            # Every node needs a name for its caption: without a Chinese one take the English one.
            others = sorted(others, key=lambda v: _language(v) != "zh") or english[:1]
        out = encode(self.names, slot, slot.key, tag, others)
        if english:
            out |= encode(self.names, slot, slot.key_en, "en", english)
        return out

    # -- relationships ----------------------------------------------------------------------

    def relationships(self, pair: Pair) -> list[Relationship]:
        """The relationships for a triple: one for each Statement, and perhaps a bare one."""
        if not self.holds(pair) or self.contraction(pair[0]) is not None:
            return []
        found = {iri for iri in self._candidates(pair) if self._is_about(iri, pair)}
        return self._build(pair, self.stating(pair), sorted(found))

    def star(self, iri: str) -> Star | None:
        """The node of a thing with all relationships that start at it."""
        node = self.node(iri)
        if node is None:
            return None
        about: dict[Pair, list[str]] = defaultdict(list)
        pairs = {
            (iri, p, v.value): graphs
            for (p, v), graphs in self.facts(iri).items()
            if self.names.is_relation(p, v)
        }
        if pairs:
            for end in self.shapes.link_parts.subjects:
                for quad in self.store.quads_for_pattern(
                    None, end, ox.NamedNode(iri), DEFAULT_GRAPH
                ):
                    statement = subject_of(quad)
                    contraction = self.contraction(statement)
                    if contraction is not None:
                        about[contraction.pair].append(statement)
        built = (r for p, graphs in pairs.items() for r in self._build(p, graphs, about[p]))
        return Star(node, tuple(built))

    def statements(self, pair: Pair) -> set[str]:
        """IRIs of all Statements or Positions that name both ends of the triple."""
        return set(self._candidates(pair))

    def _is_about(self, iri: str, pair: Pair) -> bool:
        contraction = self.contraction(iri)
        return contraction is not None and contraction.pair == pair

    def _candidates(self, pair: Pair) -> Iterable[str]:
        shape = self.shapes.stating(pair[1])
        # Either end may have very many statements: read both in turn until one ends.
        sides: tuple[list[str], list[str]] = ([], [])
        for step in zip_longest(
            self._subjects(shape.subject, pair[0]), self._subjects(shape.object, pair[2])
        ):
            for side, iri in zip(sides, step, strict=True):
                if iri is None:
                    return side
                side.append(iri)
        return sides[0]

    def _subjects(self, predicate: ox.NamedNode, value: str) -> Iterator[str]:
        for quad in self.store.quads_for_pattern(
            None, predicate, ox.NamedNode(value), DEFAULT_GRAPH
        ):
            yield subject_of(quad)

    def _build(
        self, pair: Pair, stating: set[str], statements: Iterable[str]
    ) -> list[Relationship]:
        start, predicate, end = pair
        kind = self.names.relationships[predicate]
        out: list[Relationship] = []
        covered: set[str] = set()
        for iri in statements:
            contraction = self.contraction(iri)
            assert contraction is not None
            covered |= contraction.graphs
            facts = {
                key: graphs for key, graphs in self.facts(iri).items() if key[0] != self._naming
            }
            properties = {URI: iri} | self._literals(facts)
            properties |= self._attribution(contraction.graphs, facts)
            out.append(Relationship(start, kind, end, properties))
        bare = {graph for graph in stating - covered if graph in self.sources}
        inferred = self.inferred in stating
        if bare or inferred or not covered:
            marks: Properties = {INFERRED: True} if inferred else {}
            out.append(Relationship(start, kind, end, self._attribution(bare, {}) | marks))
        return out

    # -- sources ----------------------------------------------------------------------------

    def _keys(self, graphs: Iterable[str]) -> list[str]:
        return sorted({self.sources[g] for g in graphs if g in self.sources})

    def _attribution(self, graphs: Iterable[str], facts: Facts) -> Properties:
        """``sources``, and in the same order the grade by each.

        The grade is that of the fact by this source, else that of the source.
        """
        own: dict[str, str] = {}
        for (predicate, value), stating in facts.items():
            if predicate == GRADE.value:
                for key in self._keys(stating):
                    own[key] = min(own.get(key, value.value), value.value)
        keys = self._keys(graphs)
        return {SOURCES: keys, CONFIDENCE: [own.get(key) or self.grade(key) for key in keys]}

    def grade(self, key: str) -> str:
        """The grade of a source; ``""`` without one."""
        if key not in self._grades:
            found: list[str] = []
            if key:
                iri = self.source_iri(key)
                quads = self.store.quads_for_pattern(iri, GRADE, None, DEFAULT_GRAPH)
                found = sorted(str(getattr(q.object, "value", "")) for q in quads)
            self._grades[key] = found[0] if found else ""
        return self._grades[key]


def is_iri(text: str) -> bool:
    """Whether the text is an IRI."""
    try:
        ox.NamedNode(text)
    except ValueError:
        return False
    return True


def subject_of(quad: ox.Quad) -> str:
    """IRI of the quad's subject; the store has no blank nodes."""
    assert isinstance(quad.subject, ox.NamedNode), quad
    return quad.subject.value


def _language(value: Value) -> str | None:
    return value.language if isinstance(value, ox.Literal) else None
