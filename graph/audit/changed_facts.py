"""The facts that a change added or removed, each told once with its sources.

A patch has quads.  A fact can be one quad, or a quad and a node about it with a time, a status and
a grade, or a node only (a figure, a post); see "Facts in RDF" in docs/architecture.md.  So nodes
are read out of the patch, and a quad that a node describes is not told again.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import replace
from typing import TYPE_CHECKING

import pyoxigraph as ox

from gaoxin.graph.facts.finding import UNTOLD, Finding, finding_of_node, predicate_name
from gaoxin.graph.facts.node_lookup import read_node
from gaoxin.graph.facts.reader import Reader, SourceRef, text_of
from gaoxin.ontology.rdf_terms import RDF_TYPE

if TYPE_CHECKING:
    from gaoxin.graph.store.generation import Generation


def changed_facts(generation: Generation, quads: Iterable[ox.Quad]) -> Iterator[Finding]:
    """The facts in ``quads``, which were added or removed together, sorted by subject.

    Inferred facts are left out, because they follow from the others.  ``generation`` gives names
    and sources; a source that it no longer has is told by what the patch says of it, or by its key.
    """
    minter = generation.minter
    patch = ox.Store()
    patch.extend(quad for quad in quads if quad.graph_name != minter.inferred)
    reader, sources_gone = Reader(generation), _SourcesGone(generation, patch)
    found: dict[tuple[str, ...], Finding] = {}
    described: set[tuple[str, str, str]] = set()
    nodes: set[str] = set()
    for quad in patch.quads_for_pattern(None, None, None, None):
        subject = text_of(quad.subject)
        if subject in nodes or not isinstance(quad.subject, ox.NamedNode):
            continue
        stated = read_node(patch, quad.subject)
        if stated is None:
            continue
        nodes.add(subject)
        fact = finding_of_node(reader, stated)
        sources = (*fact.sources, *sources_gone.among(reader, stated.grades))
        fact = replace(fact, sources=sources)
        described.add((fact.subject, stated.fact.states, fact.object or fact.text))
        found[subject,] = fact
    for quad in patch.quads_for_pattern(None, None, None, None):
        triple = text_of(quad.subject), quad.predicate.value, text_of(quad.object)
        if triple[0] in nodes or triple in described or not _is_told(reader, patch, quad):
            continue
        fact = _bare(reader, quad)
        known = found.get(triple)
        graphs = {getattr(quad.graph_name, "value", ""): ""}
        sources = (*reader.sources_of(graphs), *sources_gone.among(reader, graphs))
        earlier = known.sources if known else ()
        found[triple] = replace(fact, sources=tuple(dict.fromkeys((*earlier, *sources))))
    yield from sorted(
        found.values(), key=lambda f: (f.subject, f.predicate, f.object, f.text, f.iri)
    )


def _is_told(reader: Reader, patch: ox.Store, quad: ox.Quad) -> bool:
    """Whether the quad states something of a thing, not of a source's graph or of a fact."""
    predicate = quad.predicate.value
    if predicate in UNTOLD and quad.predicate != RDF_TYPE:
        return False
    if not isinstance(quad.subject, ox.NamedNode) or isinstance(quad.object, ox.BlankNode):
        return False
    types = {text_of(q.object) for q in patch.quads_for_pattern(quad.subject, RDF_TYPE, None, None)}
    return reader.is_thing(quad.subject.value) and not types & reader.bookkeeping


def _bare(reader: Reader, quad: ox.Quad) -> Finding:
    is_thing = isinstance(quad.object, ox.NamedNode)
    return Finding(
        subject=text_of(quad.subject),
        predicate=predicate_name(reader, quad.predicate.value),
        object=text_of(quad.object) if is_thing else "",
        text="" if is_thing else text_of(quad.object),
    )


class _SourcesGone:
    """Sources that the generation no longer has, told by what the patch says of them."""

    def __init__(self, generation: Generation, patch: ox.Store) -> None:
        self._minter = generation.minter
        # A reader reads the default graph, in which a patch has nothing.
        self.store = ox.Store()
        self.store.extend(ox.Quad(*quad.triple) for quad in patch)
        self._reader = Reader(self)

    def among(self, reader: Reader, grades: dict[str, str]) -> Iterator[SourceRef]:
        """Those of the graphs that are gone; without a grade for a fact they have their own."""
        for graph, grade in grades.items():
            parts = self._minter.graph_parts(graph)
            if parts and reader.source_of(graph) is None:
                known = self._reader.source(self._minter.source(parts[1]).value)
                yield replace(known, key=parts[1], grade=grade or known.grade)
