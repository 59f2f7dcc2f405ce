"""Echoes: inferred facts that only repeat a stated fact in reverse or with a broader relation.

For example, "天津市 has the zone" repeats "the zone lies in 天津市".  Lookups and views leave
echoes out unless asked for.  A fact that follows from several facts (transitive relations) is not
an echo.
"""

from __future__ import annotations

import pyoxigraph as ox

from gaoxin.graph.facts.reader import Reader
from gaoxin.graph.rules.relations import current_relations


def is_echo(reader: Reader, subject: str, predicate: str, target: str) -> bool:
    """Whether the fact follows from one stated fact about the same two things, by an inverse or
    a subproperty.
    """
    for giver in current_relations().givers.get(predicate, ()):
        ends = (target, subject) if giver.turned else (subject, target)
        for quad in reader.store.quads_for_pattern(
            ox.NamedNode(ends[0]), ox.NamedNode(giver.relation), ox.NamedNode(ends[1]), None
        ):
            name = getattr(quad.graph_name, "value", "")
            if name and reader.source_of(name) is not None:
                return True
    return False
