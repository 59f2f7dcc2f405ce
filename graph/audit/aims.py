"""Aims: what a thing means to become by a deadline, such as 世界一流高科技园区 by 2025.

The relation ``positioning`` states them, or in tables of users ``approvedAs`` and ``awarded`` with
a status that promises.  Such a promise has no number.  It was reached if a source says that the
thing has what it aimed at; if the deadline is over and no source says so, nothing was reported.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date

import pyoxigraph as ox

from gaoxin.graph.facts.figures import PROMISED
from gaoxin.graph.facts.grades import at_least
from gaoxin.graph.facts.node_lookup import StatedNode, nodes_with_subject, read_node
from gaoxin.graph.facts.node_shapes import node_shapes
from gaoxin.graph.facts.reader import Reader, SourceRef, each_source_once
from gaoxin.ontology.namespaces import GX
from gaoxin.ontology.rdf_terms import DEFAULT_GRAPH

_CLAIM = re.compile(r"\bpositioning\b")
"""What a source calls a thing is no approval (the reader of the text noted: positioning)."""
_HAVING = (GX + "approvedAs", GX + "awarded")
_AIMING = (GX + "positioning", *_HAVING)


@dataclass(frozen=True, slots=True)
class AimedAt:
    """What a thing aims at by the day ``end``.

    ``reached`` are the times at which sources say that it has it (``""``: no time is given), with
    their sources in ``evidence``.
    """

    iri: str
    subject: str
    aim: str
    time: str
    end: date
    qualifier: str
    sources: tuple[SourceRef, ...]
    reached: tuple[str, ...]
    evidence: tuple[SourceRef, ...]


def aims(
    reader: Reader, subjects: Iterable[str] | None = None, grade: str = ""
) -> Iterator[AimedAt]:
    """The aims that have a deadline, of the given things or of all, unordered.

    If ``grade`` is given, only statements with a source of it or a stronger one are used.
    """
    held: dict[tuple[str, str], list[StatedNode]] = {}
    aimed: list[StatedNode] = []
    for node in dict.fromkeys(_statements(reader, subjects)):
        stated = read_node(reader.store, node)
        if stated is None or not isinstance(stated.fact.object, ox.NamedNode):
            continue
        if stated.fact.states not in _AIMING:
            continue
        if not at_least(reader.sources_of(stated.grades), grade):
            continue
        if stated.fact.status in PROMISED:
            aimed.append(stated)
        elif stated.fact.states in _HAVING and not _CLAIM.search(stated.fact.qualifier):
            key = stated.fact.subject.value, stated.fact.object.value
            held.setdefault(key, []).append(stated)
    for stated in aimed:
        found = _aim(reader, stated, held)
        if found is not None:
            yield found


def _statements(reader: Reader, subjects: Iterable[str] | None) -> Iterator[ox.NamedNode]:
    """The statements of titles, by relation or by subject."""
    shape = node_shapes().statement
    assert shape.predicate is not None
    if subjects is not None:
        for iri in subjects:
            yield from nodes_with_subject(reader.store, ox.NamedNode(iri), [shape])
        return
    for relation in _AIMING:
        for quad in reader.store.quads_for_pattern(
            None, shape.predicate, ox.NamedNode(relation), DEFAULT_GRAPH
        ):
            if isinstance(quad.subject, ox.NamedNode):
                yield quad.subject


def _aim(
    reader: Reader, stated: StatedNode, held: dict[tuple[str, str], list[StatedNode]]
) -> AimedAt | None:
    fact = stated.fact
    try:
        end = date.fromisoformat(fact.end)
    except ValueError:  # no deadline
        return None
    evidence = held.get((fact.subject.value, fact.object.value), [])
    said_by = each_source_once(
        source for node in evidence for source in reader.sources_of(node.grades, node.locators)
    )
    return AimedAt(
        stated.iri,
        fact.subject.value,
        fact.object.value,
        fact.time,
        end,
        fact.qualifier,
        reader.sources_of(stated.grades, stated.locators),
        tuple(sorted({node.fact.time for node in evidence})),
        tuple(sorted(said_by, key=lambda source: source.key)),
    )
