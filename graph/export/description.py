"""What the graph says of one thing, as RDF: its triples, the facts about it, and their sources.

A description has the asserted triples with the thing as subject or object, the nodes of the facts
about it, the names and classes of the other things in these, and the records of the sources.
"""

from __future__ import annotations

import io
from collections.abc import Iterable, Iterator

import pyoxigraph as ox

from gaoxin.errors import UnresolvedName
from gaoxin.graph.export.jsonld import write_jsonld
from gaoxin.graph.facts.node_lookup import nodes_with_object, nodes_with_subject, read_node
from gaoxin.graph.store.generation import Generation
from gaoxin.ontology.namespaces import PREFIXES, PROV
from gaoxin.ontology.rdf_terms import PREFERRED, RDF_TYPE

DERIVED = ox.NamedNode(PROV + "wasDerivedFrom")
"""Leads from the node of a fact, and from a named graph, to the source that states it."""

_FORMATS = {
    "turtle": ox.RdfFormat.TURTLE,
    "ntriples": ox.RdfFormat.N_TRIPLES,
    "rdfxml": ox.RdfFormat.RDF_XML,
    "trig": ox.RdfFormat.TRIG,
}
FORMS = (*_FORMATS, "jsonld")
"""How a description can be written; in ``trig`` each triple stands in the graph of its source."""


def write_description(generation: Generation, iri: str, form: str) -> bytes:
    """The description of a thing or a fact in one of :data:`FORMS`.

    Raises:
        UnresolvedName: no source says anything of this IRI.
    """
    quads = _described(generation, iri)
    if form == "trig":
        return _serialised(_with_sources_of_graphs(generation, quads), form)
    triples = _with_sources_of_facts(generation, quads)
    if form != "jsonld":
        return _serialised(triples, form)
    file = io.BytesIO()
    write_jsonld((ox.Quad(*triple) for triple in triples), file)
    return file.getvalue()


def _described(generation: Generation, iri: str) -> list[ox.Quad]:
    """The asserted quads of the description, each once, in the order in which they are found."""
    store, node = generation.store, ox.NamedNode(iri)
    found: dict[ox.Quad, None] = {}

    def add(subject: ox.NamedNode | None, value: ox.NamedNode | None = None) -> None:
        quads = store.quads_for_pattern(subject, None, value, None)
        found.update((quad, None) for quad in quads if quad.graph_name in graphs)

    graphs = {ox.NamedNode(name) for name in generation.graph_sources}
    add(node)
    add(None, node)
    if not found:
        raise UnresolvedName(f"没有来源说到 {iri}。", f"No source says anything of {iri}.", iri=iri)
    facts = {*nodes_with_subject(store, node), *nodes_with_object(store, node)}
    for fact in sorted(facts, key=str):
        add(fact)
    for other in sorted(_others(found, {node, *facts}), key=str):
        for predicate in (PREFERRED, RDF_TYPE):
            quads = store.quads_for_pattern(other, predicate, None, None)
            found.update((quad, None) for quad in quads if quad.graph_name in graphs)
    for source in sorted({key for key in _sources(generation, found).values() if key}):
        add(generation.minter.source(source))
    return list(found)


def _others(quads: Iterable[ox.Quad], told: set[ox.NamedNode]) -> set[ox.NamedNode]:
    """The other things that the quads name."""
    ends = (end for quad in quads for end in (quad.subject, quad.object))
    return {end for end in ends if isinstance(end, ox.NamedNode)} - told


def _sources(generation: Generation, quads: Iterable[ox.Quad]) -> dict[ox.NamedNode, str]:
    """The named graphs of the quads, each with the key of its source."""
    graphs = {q.graph_name for q in quads if isinstance(q.graph_name, ox.NamedNode)}
    return {graph: generation.graph_sources.get(graph.value, "") for graph in graphs}


def _with_sources_of_graphs(generation: Generation, quads: list[ox.Quad]) -> list[ox.Quad]:
    sources = _sources(generation, quads)
    return quads + [
        ox.Quad(graph, DERIVED, generation.minter.source(sources[graph]))
        for graph in sorted(sources, key=str)
    ]


def _with_sources_of_facts(generation: Generation, quads: list[ox.Quad]) -> list[ox.Triple]:
    triples = dict.fromkeys(quad.triple for quad in quads)
    facts = dict.fromkeys(q.subject for q in quads if isinstance(q.subject, ox.NamedNode))
    triples.update((triple, None) for triple in _sources_of_facts(generation, facts))
    return list(triples)


def _sources_of_facts(generation: Generation, nodes: Iterable[ox.NamedNode]) -> Iterator[ox.Triple]:
    for node in nodes:
        stated = read_node(generation.store, node)
        for graph in sorted(stated.grades if stated else ()):
            if key := generation.graph_sources.get(graph):
                yield ox.Triple(node, DERIVED, generation.minter.source(key))


def _serialised(statements: Iterable[ox.Triple] | Iterable[ox.Quad], form: str) -> bytes:
    prefixes = PREFIXES if form != "ntriples" else {}
    written = ox.serialize(statements, format=_FORMATS[form], prefixes=dict(prefixes))
    assert written is not None
    return written
