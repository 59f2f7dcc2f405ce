"""Which inferred facts only repeat a stated one, with its ends exchanged or in broader words.

"天津市 has the zone" beside "the zone lies in 天津市" is noise, so lookups and views leave such
echoes out unless asked.  What follows from several facts (transitive relations) is no echo.
"""

from __future__ import annotations

import pyoxigraph as ox

from gaoxin.graph.facts.reader import Reader
from gaoxin.graph.rules.relations import current_relations


def is_echo(reader: Reader, subject: str, predicate: str, target: str) -> bool:
    """Whether a stated fact of these two things gives this one by an inverse or a subproperty."""
    for giver in current_relations().givers.get(predicate, ()):
        ends = (target, subject) if giver.turned else (subject, target)
        for quad in reader.store.quads_for_pattern(
            ox.NamedNode(ends[0]), ox.NamedNode(giver.relation), ox.NamedNode(ends[1]), None
        ):
            name = getattr(quad.graph_name, "value", "")
            if name and reader.source_of(name) is not None:
                return True
    return False
