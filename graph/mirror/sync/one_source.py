"""A run limited to one source: writes what that source says, and nothing else.

Affected is all that the source's named graphs state now, and all that they stated in the generation
that Neo4j holds and no longer state.  An element that other sources state, too, is written as the
whole generation has it, so every element that the run writes is right.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from difflib import get_close_matches
from itertools import chain
from typing import TYPE_CHECKING

import pyoxigraph as ox

from gaoxin.errors import BadParameter, MirrorDiverged
from gaoxin.graph.facts.node_shapes import GRADE, node_shapes
from gaoxin.graph.mirror.mapping.term_names import (
    MIRRORED,
    Neo4jNames,
)
from gaoxin.graph.mirror.sync.affected import Affected, affected_by
from gaoxin.ontology.rdf_terms import RDF_TYPE

if TYPE_CHECKING:
    from gaoxin.graph.mirror.database.neo4j_reader import MirrorState, Neo4jGraph
    from gaoxin.graph.mirror.plan.goal import MirrorGoal
    from gaoxin.graph.store.store import Store

# IN fails on a text, and a user may have replaced the list by a text.
_SAYS = "CASE WHEN %s.sources IS :: LIST<STRING> THEN $source IN %s.sources ELSE false END"
_NODES = f"""MATCH (n:{MIRRORED}) WHERE {_SAYS.replace("%s", "n")}
RETURN toStringOrNull(n.uri) AS uri, labels(n) AS labels"""
_RELATIONSHIPS = f"""MATCH (a:{MIRRORED})-[r]->(b:{MIRRORED}) WHERE {_SAYS.replace("%s", "r")}
RETURN toStringOrNull(a.uri) AS start, type(r) AS type, toStringOrNull(b.uri) AS end,
  coalesce(toStringOrNull(r.uri), '') AS uri"""


@dataclass(frozen=True, slots=True)
class SourcePart:
    """The key of a source, and the named graphs in which it states or stated anything."""

    source: str
    graphs: frozenset[str]


@dataclass(frozen=True, slots=True)
class SourceScope:
    """What a run limited to a source compares, and how many quads lead to it.

    ``is_whole``: nothing else differs between Neo4j and the generation.
    """

    affected: Affected
    triples: int
    is_whole: bool


def source_part(store: Store, source: str) -> SourcePart:
    """The part of the published generation that a source states.

    A source of earlier generations is found, too: Neo4j may still hold what it stated.

    Raises:
        BadParameter: no kept generation has this source; the message lists similar keys.
    """
    graphs: set[str] = set()
    known: set[str] = set()
    for manifest in store.log():
        graphs.update(manifest.graphs_of_source(source))
        known.update(manifest.sources)
    if source in known:
        return SourcePart(source, frozenset(graphs))
    near = get_close_matches(source, sorted(known), n=5, cutoff=0.5) or sorted(known)[:5]
    raise BadParameter(
        f"没有来源「{source}」；相近的有：{'、'.join(near)}；全部见 gaoxin sources。",
        f"There is no source {source!r}; similar: {', '.join(near)}; gaoxin sources lists all.",
        source=source,
        nearest=near,
    )


def source_scope(
    graph: Neo4jGraph,
    goal: MirrorGoal,
    state: MirrorState,
    part: SourcePart,
    whole: Affected | None,
) -> SourceScope:
    """What the part affects; ``whole`` is what a whole run would compare (``None``: everything).

    Raises:
        MirrorDiverged: the mirror in Neo4j has other names or another base IRI.
    """
    names = goal.elements.names
    if state.identity and (state.names_fingerprint != names.fingerprint or state.base != goal.base):
        raise MirrorDiverged(
            "Neo4j 中的镜像用的是另一套名称或 IRI 前缀，不能只更新一个来源；请运行 gaoxin mirror。",
            "The mirror in Neo4j was made with other names or another base IRI, so a single "
            "source cannot be updated; run gaoxin mirror.",
        )
    steps = (state.identity, *state.pending, goal.identity)
    changes = goal.history(steps) if state.identity else None
    earlier: Iterable[ox.Quad]
    if changes is None:
        earlier = _stated_in_neo4j(graph, names, part.source)
    else:
        earlier = (q for q in changes if _graph_name(q) in part.graphs)
    quads = set(chain(_stated_now(goal, part), earlier))
    affected = _affected_by_source(goal, part.source, quads)
    is_whole = whole is not None and whole.nodes <= affected.nodes and whole.pairs <= affected.pairs
    return SourceScope(affected, len(quads), is_whole)


def _stated_now(goal: MirrorGoal, part: SourcePart) -> Iterator[ox.Quad]:
    """Every quad that the source states now."""
    for name in sorted(part.graphs):
        yield from goal.elements.store.quads_for_pattern(None, None, None, ox.NamedNode(name))


def _affected_by_source(goal: MirrorGoal, source: str, quads: Iterable[ox.Quad]) -> Affected:
    """Like :func:`affected_by`, without captions of what others state, and with two differences.

    A new grade of a source affects only the node of that source: what it says belongs to another
    part.  Both ends of each relation are compared, too, because Neo4j may lack any other node.
    """
    elements = goal.elements
    sources = {elements.source_iri(key).value for key in {*elements.sources.values(), source}}
    graded: set[str] = set()

    def without_grades() -> Iterator[ox.Quad]:
        for quad in quads:
            if quad.predicate == GRADE and getattr(quad.subject, "value", "") in sources:
                graded.add(quad.subject.value)  # type: ignore[union-attr]
            else:
                yield quad

    affected = affected_by(elements, without_grades(), captions=False)
    affected.nodes |= graded
    for start, _, end in affected.pairs:
        affected.nodes |= {start, end}
    return affected


def _stated_in_neo4j(graph: Neo4jGraph, names: Neo4jNames, source: str) -> Iterator[ox.Quad]:
    """What Neo4j holds of a source by its ``sources`` properties, if no patch is kept.

    These quads lead to the affected elements; they need not be the quads that were stated.
    """
    for row in graph.rows(_NODES, source=source):
        node = _iri(row["uri"])
        for label in row["labels"]:
            if node is not None and label in names.classes_by_label:
                yield ox.Quad(node, RDF_TYPE, ox.NamedNode(names.classes_by_label[label]))
    for row in graph.rows(_RELATIONSHIPS, source=source):
        start, end, statement = _iri(row["start"]), _iri(row["end"]), _iri(row["uri"])
        predicate = _iri(names.predicates_by_type.get(row["type"]))
        if start is None or end is None or predicate is None:
            continue
        yield ox.Quad(start, predicate, end)
        if statement is not None:
            shape = node_shapes().stating(predicate.value)
            yield ox.Quad(statement, shape.subject, start)
            yield ox.Quad(statement, shape.object, end)
            if shape.predicate is not None:
                yield ox.Quad(statement, shape.predicate, predicate)


def _iri(text: str | None) -> ox.NamedNode | None:
    """The IRI; ``None`` if somebody changed it to something else, which only a repair mends."""
    try:
        return ox.NamedNode(text) if text else None
    except ValueError:
        return None


def _graph_name(quad: ox.Quad) -> str:
    return quad.graph_name.value if isinstance(quad.graph_name, ox.NamedNode) else ""
