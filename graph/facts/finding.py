"""Every fact of one thing, in both directions, with who says it and how sure that is.

A fact reaches the store as a plain triple, as one with a statement node beside it, or as a node
of its own (a figure, a rank, a position); see "Facts in RDF" in the architecture.  Here all of
these become one shape, a :class:`Finding`, which the lookups, the paths and the views show.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass

import pyoxigraph as ox

from gaoxin.graph.facts.echoes import is_echo
from gaoxin.graph.facts.reader import Reader, SourceRef, text_of
from gaoxin.ontology.namespaces import DCT, GX, RDF, SKOS
from gaoxin.ontology.rdf_terms import DEFAULT_GRAPH, HIDDEN, RdfTerm

# Classes of nodes that stand for a fact, and the predicate under which they are shown.
_FIGURES = {"Observation": "observation", "Target": "target", "Ranking": "rank"}
_SUBJECT = (RDF + "subject", GX + "about", GX + "holder")
_OBJECT = (RDF + "object", GX + "indicator", GX + "organization")
_UNTOLD = frozenset({RDF + "type", HIDDEN.value, SKOS + "inScheme", SKOS + "topConceptOf"})


@dataclass(frozen=True, slots=True)
class Finding:
    """One fact as it was found; IRIs for things, text for the rest, ``""`` for nothing.

    ``object`` is a thing's IRI (for a figure the indicator's), ``text`` a literal's form.
    ``echo`` marks an inferred fact that only repeats a stated one the other way round or in broader
    words.  ``start`` and ``end`` are ISO dates.
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


Graphs = dict[str, dict[str, list[RdfTerm]]]


def outgoing(reader: Reader, iri: str, target: str | None = None) -> list[Finding]:
    """What is said of this thing as the subject, in a fixed order; ``target``: with that object."""
    return _gather(reader, iri, _SUBJECT, incoming=False, target=target)


def incoming(reader: Reader, iri: str) -> list[Finding]:
    """What is said of other things with this one as the object or indicator."""
    return _gather(reader, iri, _OBJECT, incoming=True)


def _gather(
    reader: Reader, iri: str, ends: Iterable[str], *, incoming: bool, target: str | None = None
) -> list[Finding]:
    node = ox.NamedNode(iri)
    other = ox.NamedNode(target) if target is not None else None
    found: list[Finding] = []
    covered: dict[tuple[str, str, RdfTerm], set[str]] = defaultdict(set)
    for end in ends:
        for quad in reader.store.quads_for_pattern(None, ox.NamedNode(end), node, DEFAULT_GRAPH):
            if other is not None and not _leads_to(reader, quad.subject, other):
                continue
            finding, triple, graphs = _read_node(reader, quad.subject)
            if finding is not None:
                found.append(finding)
                covered[triple] |= graphs
    subject, value = (None, node) if incoming else (node, other)
    graphs_of: dict[tuple[str, str, RdfTerm], set[str]] = defaultdict(set)
    for quad in reader.store.quads_for_pattern(subject, None, value, None):
        predicate = quad.predicate.value
        if not isinstance(quad.subject, ox.NamedNode) or predicate in _UNTOLD:
            continue
        if incoming and predicate not in reader.relations:
            continue
        if isinstance(quad.object, ox.NamedNode | ox.Literal):
            name = getattr(quad.graph_name, "value", "")
            graphs_of[quad.subject.value, predicate, quad.object].add(name)
    for triple, graphs in graphs_of.items():
        bare = _bare(reader, triple, graphs, covered.get(triple, set()))
        if bare is not None:
            found.append(bare)
    return sorted(found, key=_order)


def _leads_to(reader: Reader, node: RdfTerm, target: ox.NamedNode) -> bool:
    if not isinstance(node, ox.NamedNode):
        return False
    found = reader.store.quads_for_pattern(node, None, target, DEFAULT_GRAPH)
    return any(quad.predicate.value in _OBJECT for quad in found)


def _bare(
    reader: Reader, triple: tuple[str, str, RdfTerm], graphs: set[str], covered: set[str]
) -> Finding | None:
    """The plain triple as a fact of its own, unless a statement says it in each of its graphs."""
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
        sources=_distinct((sources[name], "") for name in said - covered),
        inferred=inferred,
        echo=inferred and is_thing and is_echo(reader, subject, predicate, text_of(value)),
    )


def _read_node(
    reader: Reader, node: RdfTerm
) -> tuple[Finding | None, tuple[str, str, RdfTerm], set[str]]:
    """A statement, figure, rank or position as a fact, the triple it is about, and its graphs."""
    nothing = (None, ("", "", ox.Literal("")), set[str]())
    if not isinstance(node, ox.NamedNode):
        return nothing
    graphs: Graphs = defaultdict(lambda: defaultdict(list))
    for quad in reader.store.quads_for_pattern(node, None, None, None):
        if isinstance(quad.graph_name, ox.NamedNode):
            graphs[quad.graph_name.value][quad.predicate.value].append(quad.object)
    subject, target = _any(graphs, _SUBJECT), _any(graphs, _OBJECT)
    if not isinstance(subject, ox.NamedNode):
        return nothing
    kinds = {reader.class_names.get(text_of(t)) for p in graphs.values() for t in p[RDF + "type"]}
    figure = next((_FIGURES[kind] for kind in _FIGURES if kind in kinds), "")
    stated = _any(graphs, (RDF + "predicate",))
    predicate = text_of(stated) if stated is not None else GX + (figure or "holdsPosition")

    def text(name: str) -> str:
        term = _any(graphs, (GX + name,))
        return text_of(term) if term is not None else ""

    finding = Finding(
        subject=subject.value,
        predicate=predicate_name(reader, predicate),
        object=target.value if isinstance(target, ox.NamedNode) else "",
        text=text_of(target) if isinstance(target, ox.Literal) else "",
        value=text("valueText") or text("value"),
        comparator=text("comparator"),
        unit=text("unit"),
        time=text("time"),
        start=text("start"),
        end=text("end"),
        status=text("status"),
        qualifier=text("qualifier"),
        title=text("title"),
        sources=_distinct(
            (reader.source_of(name), _grade(properties)) for name, properties in graphs.items()
        ),
        iri=node.value,
    )
    triple = (subject.value, predicate, target if target is not None else ox.Literal(""))
    return finding, triple, set(graphs)


def _any(graphs: Graphs, predicates: Iterable[str]) -> RdfTerm | None:
    """The first value, by its text, of the first of these properties that has any."""
    for predicate in predicates:
        terms = [t for properties in graphs.values() for t in properties.get(predicate, ())]
        if terms:
            return min(terms, key=str)
    return None


def _grade(properties: dict[str, list[RdfTerm]]) -> str:
    return min((text_of(term) for term in properties.get(GX + "confidence", ())), default="")


def _distinct(pairs: Iterable[tuple[SourceRef | None, str]]) -> tuple[SourceRef, ...]:
    """The sources by key, each with the grade that the fact has by it."""
    found: dict[str, SourceRef] = {}
    for source, grade in pairs:
        if source is not None:
            own = SourceRef(
                source.key, source.title, source.date, grade or source.grade, source.publisher
            )
            known = found.get(source.key)
            if known is None or own.grade < known.grade:
                found[source.key] = own
    return tuple(found[key] for key in sorted(found))


def _order(finding: Finding) -> tuple[str, ...]:
    return (
        finding.predicate, finding.subject, finding.object, finding.text, finding.start,
        finding.time, finding.status, finding.value, finding.iri,
    )  # fmt: skip


def predicate_name(reader: Reader, iri: str) -> str:
    """The local name of an ontology's property, a CURIE of a reused one, else the IRI."""
    term = reader.vocabulary.by_iri(iri)
    if term is not None:
        return term.name
    for prefix, namespace in (("", GX), ("skos:", SKOS), ("dct:", DCT)):
        if iri.startswith(namespace):
            return prefix + iri[len(namespace) :]
    return iri
