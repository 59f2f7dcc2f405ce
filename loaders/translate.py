"""Translate records to quads: resolve names, and put each fact into the graph of its dataset and
source.

"Facts in RDF" in docs/architecture.md describes the RDF of each kind of row.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field

import pyoxigraph as ox

from gaoxin.graph.facts.fact_codec import attribute_value, fact_of_row, properties_of
from gaoxin.graph.names.iris import Minter
from gaoxin.graph.names.keys import normal_form
from gaoxin.graph.quad_parts import value_of
from gaoxin.loaders.inputs import Content
from gaoxin.loaders.reference.identity import Identity
from gaoxin.loaders.resolving.registry import Registry
from gaoxin.model import Entity, Fact, Key, Name, Record, Statement, Text, Thing, VocabularyTerm
from gaoxin.ontology.literals import literal
from gaoxin.ontology.main_class import table_type
from gaoxin.ontology.namespaces import DCT, GX
from gaoxin.ontology.rdf_terms import ALTERNATIVE, HIDDEN, PREFERRED, RDF_TYPE
from gaoxin.ontology.terms import PropertyTerm, vocabulary

_HOW = {
    "preferred": PREFERRED,
    "alias": ALTERNATIVE,
    "short": HIDDEN,
    "code": HIDDEN,
    "official": PREFERRED,
}


def gx(name: str) -> ox.NamedNode:
    """The IRI of a term of the ontology."""
    return ox.NamedNode(GX + name)


def _predicate(name: str) -> ox.NamedNode:
    """The predicate of a fact, written as a full IRI or as a local name of the ontology."""
    return ox.NamedNode(name if ":" in name else GX + name)


def graph_header(minter: Minter, dataset: str, source: str) -> set[ox.Quad]:
    """The quads that describe a named graph itself: its dataset and its source."""
    graph = minter.graph(dataset, source)
    return {
        ox.Quad(graph, RDF_TYPE, gx("StatementGraph"), graph),
        ox.Quad(graph, gx("dataset"), ox.Literal(dataset), graph),
        ox.Quad(graph, ox.NamedNode(DCT + "source"), minter.source(source), graph),
    }


@dataclass(slots=True)
class Translation:
    """A dataset as quads by named graph, with its graphs by source and the place of each node.

    ``review`` lists ambiguous names.  Their facts are kept: each name becomes a separate thing
    until a row of the identity table decides.
    """

    graphs: dict[str, set[ox.Quad]] = field(default_factory=dict)
    sources: dict[str, str] = field(default_factory=dict)
    origins: dict[str, str] = field(default_factory=dict)
    review: dict[tuple[str, str], dict[str, object]] = field(default_factory=dict)


class Translator:
    """Translates the records of one dataset."""

    def __init__(self, dataset: str, registry: Registry, minter: Minter) -> None:
        self.dataset, self.registry, self.minter = dataset, registry, minter
        self.terms = vocabulary()
        self.out = Translation()
        self._named_graphs: dict[str, ox.NamedNode] = {}

    def translate(self, records: Iterable[Record | Identity]) -> Translation:
        """Translate all records."""
        for record in records:
            if isinstance(record, Statement):
                self._statement(record)
            elif isinstance(record, Thing):
                self._thing(record)
            elif isinstance(record, Fact):
                self._fact(record)
            elif isinstance(record, Entity):
                self._entity(record)
            elif record.same:
                self._identity(record)
        return self.out

    def _graph(self, source: str) -> ox.NamedNode:
        """The named graph of a source; the first call adds its header."""
        graph = self._named_graphs.get(source)
        if graph is None:
            graph = self._named_graphs[source] = self.minter.graph(self.dataset, source)
            self.out.sources[source] = graph.value
            self.out.graphs[graph.value] = graph_header(self.minter, self.dataset, source)
        return graph

    def _add(
        self, source: str, s: ox.NamedNode, p: ox.NamedNode, o: ox.NamedNode | ox.Literal
    ) -> None:
        graph = self._graph(source)
        self.out.graphs[graph.value].add(ox.Quad(s, p, o, graph))

    def _thing(self, thing: Thing) -> None:
        node = self.minter.thing(thing.key)
        self.out.origins.setdefault(node.value, thing.place)
        for name in thing.classes:
            self._add(thing.source, node, RDF_TYPE, gx(name))
        for form, how, language in thing.names:
            label = ox.Literal(normal_form(form), language=language or "zh")
            self._add(thing.source, node, _HOW[how], label)

    def _fact(self, fact: Fact) -> None:
        subject = self._end(fact.subject, fact.source, fact.place)
        assert isinstance(subject, ox.NamedNode)
        self.out.origins.setdefault(subject.value, fact.place)
        value = self._end(fact.object, fact.source, fact.place)
        self._add(fact.source, subject, _predicate(fact.predicate), value)

    def _entity(self, entity: Entity) -> None:
        """Add a row of a list: its thing with classes and names, and one triple for each fact."""
        source, place = entity.source, entity.place
        node = self._end(entity.subject, source, place)
        assert isinstance(node, ox.NamedNode)
        self.out.origins.setdefault(node.value, place)
        for name in entity.classes:
            self._add(source, node, RDF_TYPE, gx(name))
        for form, how, language in entity.names:
            label = ox.Literal(normal_form(form), language=language or "zh")
            self._add(source, node, _HOW[how], label)
        for predicate, value in entity.facts:
            self._add(source, node, _predicate(predicate), self._end(value, source, place))

    def _identity(self, row: Identity) -> None:
        """Add a merged name as an alias of the thing that it is merged into."""
        node, _ = self._named(row.right.type, row.right.form, row.source, row.place)
        label = ox.Literal(normal_form(row.left.form), language="zh")
        self._add(row.source, node, ALTERNATIVE, label)

    def _end(
        self, end: Key | Name | VocabularyTerm | Text, source: str, place: str
    ) -> ox.NamedNode | ox.Literal:
        if isinstance(end, Key):
            return self.minter.thing(end.path)
        if isinstance(end, VocabularyTerm):
            return ox.NamedNode(end.iri)
        if isinstance(end, Text):
            return literal(end.value, end.datatype, end.language)
        return self._named(end.type, end.form, source, place)[0]

    def _named(self, type_: str, form: str, source: str, place: str) -> tuple[ox.NamedNode, str]:
        """The node that a written name resolves to, and the type that exports will show for it."""
        form = normal_form(form)
        found = self.registry.resolve(type_, form, self.dataset)
        node = self.minter.thing(found.key)
        self.out.origins.setdefault(node.value, place)
        if found.candidates:
            row = self.out.review.setdefault(
                (type_, form),
                {
                    "name": form,
                    "type": type_,
                    "candidates": list(found.candidates),
                    "stands_as": found.key,
                    "place": place,
                },
            )
            row["rows"] = int(str(row.get("rows", 0))) + 1
        if found.declared:
            if not found.known:
                self._add(source, node, ALTERNATIVE, ox.Literal(form, language="zh"))
            return node, table_type(self.terms.classes[found.main])
        self._add(source, node, RDF_TYPE, gx(type_))
        self._add(source, node, PREFERRED, ox.Literal(found.canonical, language="zh"))
        if form != found.canonical:
            self._add(source, node, ALTERNATIVE, ox.Literal(form, language="zh"))
        # Another dataset may use the same undeclared name as a County instead of a City; then each
        # row keeps its own type.
        return node, "" if self.terms.find_class(type_).kind == "division" else type_

    def _statement(self, row: Statement) -> None:
        subject, shown = self._named(row.subject_type, row.subject, row.source, row.place)
        subject_type = row.subject_type if row.subject_type != shown else ""
        term = self.terms.terms_by_predicate[row.predicate]
        value: ox.NamedNode | ox.Literal
        object_type = ""
        if isinstance(term, PropertyTerm) and not term.is_relation:
            value = attribute_value(row, term)
            stated = ox.NamedNode(term.iri)
            if row.predicate == "name" and not self._is_canonical(row, value.value):
                stated = ALTERNATIVE  # the name from another source is shown
            self._add(row.source, subject, stated, value)
        else:
            type_ = row.object_type or "Indicator"
            value, shown = self._named(type_, row.object, row.source, row.place)
            object_type = type_ if type_ != shown else ""
            if isinstance(term, PropertyTerm):
                self._add(row.source, subject, ox.NamedNode(term.iri), value)
        fact = fact_of_row(
            row, term, subject, value, subject_type=subject_type, object_type=object_type
        )
        node = self.minter.thing(fact.key)
        self.out.origins.setdefault(node.value, row.place)
        graph = self._graph(row.source)
        quads = self.out.graphs[graph.value]
        for predicate, object_ in properties_of(fact):
            quads.add(ox.Quad(node, predicate, object_, graph))

    def _is_canonical(self, row: Statement, name: str) -> bool:
        found = self.registry.resolve(row.subject_type, row.subject, self.dataset)
        return not found.declared and found.canonical == name


def translate_content(content: Content, registry: Registry, minter: Minter) -> Translation:
    """Translate a dataset's records and quads to named graphs; the registry resolves its names."""
    out = Translator(content.dataset, registry, minter).translate(content.records)
    graphs: dict[str, ox.NamedNode] = {}
    for quad in content.quads:
        written = value_of(quad.graph_name)
        if written not in graphs:
            parts = minter.graph_parts(written)
            assert parts is not None
            graphs[written] = graph = minter.graph(content.dataset, parts[1])
            out.sources[parts[1]] = graph.value
            out.graphs.setdefault(graph.value, graph_header(minter, content.dataset, parts[1]))
        graph = graphs[written]
        out.graphs[graph.value].add(ox.Quad(quad.subject, quad.predicate, quad.object, graph))
        out.origins.setdefault(value_of(quad.subject), content.origin)
    return out
