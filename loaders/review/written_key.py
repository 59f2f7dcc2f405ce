"""How a table names a thing of the graph, so that a load understands the same thing.

A key means a thing only where a catalogue declares it.  Most things have a key that was made from
their name; a table that wrote such a key would make another thing, with the key as its name.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from gaoxin.graph.names.keys import mint
from gaoxin.ontology.namespaces import GX

if TYPE_CHECKING:
    from gaoxin.graph.store.generation import Generation

_POSTS = """SELECT DISTINCT ?at WHERE {{ GRAPH ?g {{ <{}> <{}holdsPosition> ?at }} }}
ORDER BY ?at LIMIT 20"""


def written_key(generation: Generation, key: str) -> str:
    """The name of the thing if its key was made from the name, else the key.

    A person is told by the name and an organization: 姓名（单位）.
    """
    names = generation.names
    kind, name = key.partition("/")[0], names.name_of(key)
    if kind == "person":
        return _person(generation, key, name)
    if mint(kind, name) != key:
        return key
    found = names.candidates(name, kind, spoken=False)
    # Firms share names: one whose key was made from its name is named, the others have codes.
    is_clear = kind == "enterprise" or [one.key for one in found] == [key]
    return name if is_clear else key


def _person(generation: Generation, key: str, name: str) -> str:
    names = generation.names
    found = generation.store.query(_POSTS.format(generation.minter.iri(key), GX))
    for row in found:  # type: ignore[union-attr]
        organization = names.name_of(row["at"].value)
        if "(" not in organization and "（" not in organization:
            return f"{name}（{organization}）"
    return name
