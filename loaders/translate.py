"""Records into quads: names resolved, every fact in the named graph of its dataset and source.

How each kind of row looks in RDF is written in docs/architecture.md, "Facts in RDF".
"""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass, field

import pyoxigraph as ox

from gaoxin.graph.facts.periods import parse_period
from gaoxin.graph.facts.qualifiers import Qualifier, read_qualifier
from gaoxin.graph.facts.quantities import normalise, parse_figure
from gaoxin.graph.names.iris import Minter
from gaoxin.graph.names.keys import normal_form, short_hash
from gaoxin.loaders.reference.identity import Identity
from gaoxin.loaders.resolving.registry import Registry
from gaoxin.model import Fact, Key, Name, Record, Statement, Text, Thing, VocabularyTerm
from gaoxin.ontology.literals import DATE, literal
from gaoxin.ontology.main_class import table_type
from gaoxin.ontology.namespaces import DCT, GX, RDF, XSD
from gaoxin.ontology.rdf_terms import ALTERNATIVE, HIDDEN, PREFERRED, RDF_TYPE
from gaoxin.ontology.terms import ClassTerm, PropertyTerm, vocabulary

_HOW = {
    "preferred": PREFERRED,
    "alias": ALTERNATIVE,
    "short": HIDDEN,
    "code": HIDDEN,
    "official": PREFERRED,
}


def gx(name: str) -> ox.NamedNode:
    """A term of the ontology."""
    return ox.NamedNode(GX + name)


def graph_header(minter: Minter, dataset: str, source: str) -> set[ox.Quad]:
    """What each named graph says of itself: which dataset it belongs to and who speaks in it."""
    graph = minter.graph(dataset, source)
    return {
        ox.Quad(graph, RDF_TYPE, gx("StatementGraph"), graph),
        ox.Quad(graph, gx("dataset"), ox.Literal(dataset), graph),
        ox.Quad(graph, ox.NamedNode(DCT + "source"), minter.source(source), graph),
    }


@dataclass(slots=True)
class Translation:
    """A dataset as quads: by named graph, by source; where each node stands; what nobody decided.

    ``review`` lists written names with several candidates: nothing of them is lost, they stand
    for themselves until a row of the identity table decides.
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
        self.predicates = self.terms.predicates()
        self.out = Translation()

    def translate(self, records: Iterable[Record | Identity]) -> Translation:
        """Translate all records."""
        for record in records:
            if isinstance(record, Statement):
                self._statement(record)
            elif isinstance(record, Thing):
                self._thing(record)
            elif isinstance(record, Fact):
                self._fact(record)
            elif record.same:
                self._identity(record)
        return self.out

    def _add(
        self, source: str, s: ox.NamedNode, p: ox.NamedNode, o: ox.NamedNode | ox.Literal
    ) -> None:
        if source not in self.out.sources:
            graph = self.minter.graph(self.dataset, source)
            self.out.sources[source] = graph.value
            self.out.graphs[graph.value] = graph_header(self.minter, self.dataset, source)
        graph_iri = self.out.sources[source]
        self.out.graphs[graph_iri].add(ox.Quad(s, p, o, ox.NamedNode(graph_iri)))

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
        predicate = fact.predicate if ":" in fact.predicate else GX + fact.predicate
        assert isinstance(subject, ox.NamedNode)
        self.out.origins.setdefault(subject.value, fact.place)
        value = self._end(fact.object, fact.source, fact.place)
        self._add(fact.source, subject, ox.NamedNode(predicate), value)

    def _identity(self, row: Identity) -> None:
        """The merged name is an alias of the thing that it is merged into."""
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
        """The node that a written name leads to, and the type that export will show for it."""
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
        # Another dataset may take an undeclared City for a County: then each row keeps its own.
        return node, "" if self.terms.find_class(type_).kind == "division" else type_

    def _statement(self, row: Statement) -> None:
        source = row.source
        subject, shown = self._named(row.subject_type, row.subject, source, row.place)
        types = {"subjectType": row.subject_type} if row.subject_type != shown else {}
        term = self.predicates[row.predicate]
        qualifier = read_qualifier(row.qualifier)
        if isinstance(term, PropertyTerm) and not term.is_relation:
            value = self._attribute(term, row)
            predicate = ox.NamedNode(term.iri)
            if row.predicate == "name" and not self._is_canonical(row, value.value):
                predicate = ALTERNATIVE  # another source's name is the one that is shown
            self._add(source, subject, predicate, value)
            self._reify("statement", "Statement", subject, term, value, row, qualifier, types)
            return
        object_type = row.object_type or "Indicator"
        target, shown = self._named(object_type, row.object, source, row.place)
        if object_type != shown:
            types["objectType"] = object_type
        if isinstance(term, ClassTerm):
            self._figure(term, subject, target, row, qualifier, types)
            return
        self._add(source, subject, ox.NamedNode(term.iri), target)
        kind, cls = (
            ("position", "Position") if row.predicate == "holdsPosition"
            else ("statement", "Statement")
        )  # fmt: skip
        self._reify(kind, cls, subject, term, target, row, qualifier, types)

    def _is_canonical(self, row: Statement, name: str) -> bool:
        found = self.registry.resolve(row.subject_type, row.subject, self.dataset)
        return not found.declared and found.canonical == name

    def _attribute(self, term: PropertyTerm, row: Statement) -> ox.Literal:
        text = row.value or row.object
        if row.predicate in ("name", "alias"):
            return ox.Literal(normal_form(text), language="zh")
        if XSD + "decimal" in term.datatypes:
            return literal(parse_figure(text)[0], XSD + "decimal")
        if XSD + "gYear" in term.datatypes:
            name = {4: "gYear", 7: "gYearMonth"}.get(len(text), "date")
            return literal(text, XSD + name)
        return literal(text, term.datatypes[0] if term.datatypes else "")

    def _reify(
        self,
        kind: str,
        cls: str,
        subject: ox.NamedNode,
        term: PropertyTerm,
        value: ox.NamedNode | ox.Literal,
        row: Statement,
        qualifier: Qualifier,
        types: dict[str, str],
    ) -> None:
        node = self._node(kind, str(subject), term.iri, str(value), row, types)
        add = self._adder(row.source, node)
        add(RDF_TYPE, gx(cls))
        if cls == "Position":
            assert isinstance(value, ox.NamedNode)
            add(gx("holder"), subject)
            add(gx("organization"), value)
            if qualifier.title:
                add(gx("title"), ox.Literal(qualifier.title))
        else:
            add(ox.NamedNode(RDF + "subject"), subject)
            add(ox.NamedNode(RDF + "predicate"), ox.NamedNode(term.iri))
            add(ox.NamedNode(RDF + "object"), value)
        if row.value and term.is_relation:
            self._value(node, row)
        elif row.value and isinstance(value, ox.Literal) and value.value != row.value:
            add(gx("valueText"), ox.Literal(row.value))
        self._circumstances(node, row, qualifier, types)

    def _figure(
        self,
        term: ClassTerm,
        subject: ox.NamedNode,
        indicator: ox.NamedNode,
        row: Statement,
        qualifier: Qualifier,
        types: dict[str, str],
    ) -> None:
        node = self._node(term.kind, str(subject), term.iri, str(indicator), row, types)
        add = self._adder(row.source, node)
        add(RDF_TYPE, ox.NamedNode(term.iri))
        add(gx("about"), subject)
        add(gx("indicator"), indicator)
        if row.value:
            number = self._value(node, row)
            normal, unit = normalise(number, row.unit)
            add(gx("normalValue"), literal(normal, XSD + "decimal"))
            if unit:
                add(gx("normalUnit"), ox.Literal(unit))
        if qualifier.comparator:
            add(gx("comparator"), ox.Literal(qualifier.comparator))
        self._circumstances(node, row, qualifier, types)

    def _value(self, node: ox.NamedNode, row: Statement) -> str:
        number, differs = parse_figure(row.value)
        self._add(row.source, node, gx("value"), literal(number, XSD + "decimal"))
        if differs:
            self._add(row.source, node, gx("valueText"), ox.Literal(row.value))
        return number

    def _circumstances(
        self, node: ox.NamedNode, row: Statement, qualifier: Qualifier, types: dict[str, str]
    ) -> None:
        """Time, status, qualifier and what else n-ary nodes of all classes share."""
        add = self._adder(row.source, node)
        self.out.origins.setdefault(node.value, row.place)
        add(gx("status"), ox.Literal(row.status or "actual"))
        if row.unit:
            add(gx("unit"), ox.Literal(row.unit))
        if row.time:
            period = parse_period(row.time)
            add(gx("time"), ox.Literal(row.time))
            if period.start:
                add(gx("start"), ox.Literal(period.start.isoformat(), datatype=DATE))
            if period.end:
                add(gx("end"), ox.Literal(period.end.isoformat(), datatype=DATE))
        if row.qualifier:
            add(gx("qualifier"), ox.Literal(row.qualifier))
        if qualifier.implied:
            add(gx("confidence"), ox.Literal("I"))
        if row.evidence:
            add(gx("evidence"), ox.Literal(row.evidence))
        for name, type_ in types.items():
            add(gx(name), gx(type_))

    def _node(
        self, kind: str, subject: str, predicate: str, value: str, row: Statement,
        types: dict[str, str],
    ) -> ox.NamedNode:  # fmt: skip
        """The node's IRI, made of what it says and nothing else: two sources share it."""
        code = short_hash(
            subject, predicate, value, row.value, row.unit, row.time, row.status or "actual",
            row.qualifier, *sorted(map(str, types.items())), digits=16,
        )  # fmt: skip
        return self.minter.thing(f"{kind}/{code}")

    def _adder(
        self, source: str, node: ox.NamedNode
    ) -> Callable[[ox.NamedNode, ox.NamedNode | ox.Literal], None]:
        def add(predicate: ox.NamedNode, value: ox.NamedNode | ox.Literal) -> None:
            self._add(source, node, predicate, value)

        return add
