"""Which inferred facts say nothing new: a stated one turned round, or put in broader words.

"天津市 has the zone" beside "the zone lies in 天津市" is noise, so lookups and views leave
such echoes out unless asked; what follows from several facts (transitive relations) is no echo.
"""

from __future__ import annotations

from collections import defaultdict
from typing import TYPE_CHECKING

import pyoxigraph as ox

if TYPE_CHECKING:
    from gaoxin.graph.facts.reader import Reader
    from gaoxin.ontology.terms import PropertyTerm

Givers = dict[str, set[tuple[str, bool]]]


def is_echo(reader: Reader, subject: str, predicate: str, target: str) -> bool:
    """Whether a stated fact of these two says the same: its inverse, or a narrower relation."""
    for stated, turned in reader.givers.get(predicate, ()):
        ends = (target, subject) if turned else (subject, target)
        for quad in reader.store.quads_for_pattern(
            ox.NamedNode(ends[0]), ox.NamedNode(stated), ox.NamedNode(ends[1]), None
        ):
            name = getattr(quad.graph_name, "value", "")
            if name and reader.source_of(name) is not None:
                return True
    return False


def givers(reader: Reader) -> Givers:
    """By relation IRI: the relations that give it, and whether with their ends exchanged."""
    by_name = {term.name: term for term in reader.relations.values()}
    gives: Givers = defaultdict(set)
    for start in by_name:
        reached, waiting = {(start, False)}, [(start, False)]
        while waiting:
            name, turned = waiting.pop()
            for following in _consequences(by_name, name, turned) - reached:
                reached.add(following)
                waiting.append(following)
        for name, turned in reached - {(start, False)}:
            gives[by_name[name].iri].add((by_name[start].iri, turned))
    return gives


def _consequences(terms: dict[str, PropertyTerm], name: str, turned: bool) -> set[tuple[str, bool]]:
    term = terms[name]
    found = {(broader, turned) for broader in _listed(getattr(term, "implies", ()))}
    found |= {(inverse, not turned) for inverse in _listed(getattr(term, "inverse", ()))}
    if getattr(term, "symmetric", False):
        found.add((name, not turned))
    return {item for item in found if item[0] in terms}


def _listed(value: object) -> tuple[str, ...]:
    if isinstance(value, str):
        return (value,) if value else ()
    return tuple(str(item) for item in value) if isinstance(value, tuple | list | set) else ()
