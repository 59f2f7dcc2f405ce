"""Find all facts about one thing, as subject and as object, with their sources and grades.

The store holds a fact as a plain triple, as a triple with a statement node, or as a node only (a
figure, a rank, a position); see "Facts in RDF" in docs/architecture.md.  This module converts all
of these to a :class:`Finding`, which lookups, paths and views show.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from itertools import islice

import pyoxigraph as ox

from gaoxin.graph.facts.echoes import is_echo
from gaoxin.graph.facts.node_lookup import (
    StatedNode,
    has_object,
    nodes_with_object,
    nodes_with_subject,
    read_node,
)
from gaoxin.graph.facts.reader import Reader, SourceRef, text_of
from gaoxin.ontology.namespaces import DCT, GX, RDF, SKOS
from gaoxin.ontology.rdf_terms import DEFAULT_GRAPH, HIDDEN, RdfTerm
from gaoxin.ontology.terms import ClassTerm

# Properties that are not told as facts: classes, name forms for look-up only, the structure of
# schemes.
UNTOLD = frozenset({RDF + "type", HIDDEN.value, SKOS + "inScheme", SKOS + "topConceptOf"})

_LOOKED = 4
"""How many times as many things are looked at, to find enough that a source relates."""


@dataclass(frozen=True, slots=True)
class Finding:
    """One fact: things are IRIs, other values are texts, and missing ones are ``""``.

    ``object`` is the IRI of a thing (of a figure: its indicator), ``text`` the form of a literal.
    ``echo`` is true for an inferred fact that only repeats a stated one
    (:mod:`gaoxin.graph.facts.echoes`).  ``start`` and ``end`` are ISO 8601 dates.
    """

    subject: str
    predicate: str
    object: str = ""
    text: str = ""
    value: str = ""
    comparator: str = ""
    unit: str = ""
    time: str = ""
    start: str = ""
    end: str = ""
    status: str = ""
    qualifier: str = ""
    title: str = ""
    sources: tuple[SourceRef, ...] = ()
    inferred: bool = False
    echo: bool = False
    iri: str = ""

    @property
    def remark(self) -> str:
        """The title of a position and the qualifier, as one text."""
        return "; ".join(dict.fromkeys(part for part in (self.title, self.qualifier) if part))

    @property
    def figure(self) -> str:
        """The value with its comparator, as written."""
        return self.comparator + self.value if self.value else self.text


def finding_of(reader: Reader, iri: str) -> Finding | None:
    """The fact with this IRI (a statement, figure, rank or position); ``None`` if there is none."""
    stated = read_node(reader.store, ox.NamedNode(iri))
    return None if stated is None else finding_of_node(reader, stated)


def outgoing(reader: Reader, iri: str, target: str | None = None) -> list[Finding]:
    """Facts with this thing as the subject, in a fixed order.

    If ``target`` is given, only facts whose object is ``target``.
    """
    return _gather(reader, iri, incoming=False, target=target)


def incoming(reader: Reader, iri: str) -> list[Finding]:
    """Facts about other things that have this one as the object or indicator."""
    return _gather(reader, iri, incoming=True)


def stated_incoming(reader: Reader, iri: str, most: int) -> tuple[list[Finding], tuple[str, ...]]:
    """What sources state about other things that have this one as the object, and the relations
    (local names) of which there is more: :func:`some_incoming` without what is inferred.
    """
    found, cut = some_incoming(reader, iri, most)
    return [fact for fact in found if not fact.inferred], cut


def some_incoming(reader: Reader, iri: str, most: int) -> tuple[list[Finding], tuple[str, ...]]:
    """Facts about other things that have this one as the object, and the relations (local names)
    of which there is more; inferred facts only if there are few of all.

    Of each relation at most ``most`` facts without a statement node are read, as lists have them,
    so that a place where a hundred thousand firms are is read nearly as quickly as any other.
    Which of them is fixed, but has no meaning.
    """
    node, few = ox.NamedNode(iri), 8 * most
    found, covered = _of_nodes(reader, nodes_with_object(reader.store, node))
    quads = list(islice(reader.store.quads_for_pattern(None, None, node, None), few))
    cut = []
    if len(quads) == few:
        told = defaultdict(set)
        for fact in found:
            told[fact.predicate].add(fact.subject)
        quads = []
        for predicate in reader.relations:
            name = predicate_name(reader, predicate)
            some, has_more = _some_stated(reader, ox.NamedNode(predicate), node, most, told[name])
            quads += some
            if has_more:
                cut.append(name)
    found += _of_triples(reader, quads, covered, incoming=True)
    return sorted(found, key=_order), tuple(cut)


def _some_stated(
    reader: Reader, predicate: ox.NamedNode, node: ox.NamedNode, most: int, known: set[str]
) -> tuple[list[ox.Quad], bool]:
    """The quads by which sources relate some things to the node, and whether there may be more.

    ``known`` are the things for which a statement says so; they do not count.
    """
    found: list[ox.Quad] = []
    related = looked = 0
    for triple in reader.store.quads_for_pattern(None, predicate, node, DEFAULT_GRAPH):
        counts = text_of(triple.subject) not in known
        if counts and (related == most or looked == _LOOKED * most):
            return found, True
        quads = reader.store.quads_for_pattern(triple.subject, predicate, node, None)
        stated = [quad for quad in quads if isinstance(quad.graph_name, ox.NamedNode)]
        found += stated
        looked += counts
        related += counts and bool(stated)
    return found, False


_Covered = dict[tuple[str, str, RdfTerm], set[str]]
"""The named graphs in which a statement says the triple."""


def _gather(
    reader: Reader, iri: str, *, incoming: bool, target: str | None = None
) -> list[Finding]:
    node = ox.NamedNode(iri)
    other = ox.NamedNode(target) if target is not None else None
    nodes = nodes_with_object if incoming else nodes_with_subject
    abouts = nodes(reader.store, node)
    if other is not None:
        abouts = (about for about in abouts if has_object(reader.store, about, other))
    found, covered = _of_nodes(reader, abouts)
    subject, value = (None, node) if incoming else (node, other)
    quads = reader.store.quads_for_pattern(subject, None, value, None)
    found += _of_triples(reader, quads, covered, incoming=incoming)
    return sorted(found, key=_order)


def _of_nodes(reader: Reader, nodes: Iterable[ox.NamedNode]) -> tuple[list[Finding], _Covered]:
    """The facts of these nodes, and the triples that they say."""
    found: list[Finding] = []
    covered: _Covered = defaultdict(set)
    for about in nodes:
        stated = read_node(reader.store, about)
        if stated is not None:
            fact = stated.fact
            found.append(finding_of_node(reader, stated))
            covered[fact.subject.value, fact.states, fact.object].update(stated.grades)
    return found, covered


def _of_triples(
    reader: Reader, quads: Iterable[ox.Quad], covered: _Covered, *, incoming: bool
) -> Iterator[Finding]:
    """The facts of plain triples that no statement says."""
    graphs_of: _Covered = defaultdict(set)
    for quad in quads:
        predicate = quad.predicate.value
        if not isinstance(quad.subject, ox.NamedNode) or predicate in UNTOLD:
            continue
        if incoming and predicate not in reader.relations:
            continue
        if isinstance(quad.object, ox.NamedNode | ox.Literal):
            name = getattr(quad.graph_name, "value", "")
            graphs_of[quad.subject.value, predicate, quad.object].add(name)
    for triple, graphs in graphs_of.items():
        bare = _bare(reader, triple, graphs, covered.get(triple, set()))
        if bare is not None:
            yield bare


def _bare(
    reader: Reader, triple: tuple[str, str, RdfTerm], graphs: set[str], covered: set[str]
) -> Finding | None:
    """The fact of a plain triple; nothing if a statement describes it in each of its graphs."""
    subject, predicate, value = triple
    sources = {name: reader.source_of(name) for name in graphs if name}
    said = {name for name, source in sources.items() if source is not None}
    if said and said <= covered:
        return None
    if not reader.is_thing(subject):
        return None
    is_thing = isinstance(value, ox.NamedNode)
    inferred = not said
    return Finding(
        subject=subject,
        predicate=predicate_name(reader, predicate),
        object=text_of(value) if is_thing else "",
        text="" if is_thing else text_of(value),
        sources=reader.sources_of(dict.fromkeys(said - covered, "")),
        inferred=inferred,
        echo=inferred and is_thing and is_echo(reader, subject, predicate, text_of(value)),
    )


def finding_of_node(reader: Reader, stated: StatedNode) -> Finding:
    """The fact of a statement, figure, rank or position."""
    fact = stated.fact
    is_thing = isinstance(fact.object, ox.NamedNode)
    return Finding(
        subject=fact.subject.value,
        predicate=predicate_name(reader, fact.states),
        object=fact.object.value if is_thing else "",
        text="" if is_thing else fact.object.value,
        value=fact.value_text or fact.value,
        comparator=fact.comparator,
        unit=fact.unit,
        time=fact.time,
        start=fact.start,
        end=fact.end,
        status=fact.status,
        qualifier=fact.qualifier,
        title=fact.title,
        sources=reader.sources_of(stated.grades, stated.locators),
        iri=stated.iri,
    )


def _order(finding: Finding) -> tuple[str, ...]:
    return (
        finding.predicate,
        finding.subject,
        finding.object,
        finding.text,
        finding.start,
        finding.time,
        finding.status,
        finding.value,
        finding.iri,
    )


def predicate_name(reader: Reader, iri: str) -> str:
    """The name to show for a fact's predicate.

    This is the local name of a property of the ontology, the CURIE of a reused property, the name
    of a class of figures in the common table (``observation``), or else the IRI.
    """
    term = reader.vocabulary.by_iri(iri)
    if term is not None:
        return term.predicate if isinstance(term, ClassTerm) else term.name
    for prefix, namespace in (("", GX), ("skos:", SKOS), ("dct:", DCT)):
        if iri.startswith(namespace):
            return prefix + iri[len(namespace) :]
    return iri
