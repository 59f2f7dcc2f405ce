"""The saved queries as favourites for Neo4j Browser: one zip to drop on its favourites pane.

The Browser takes only ``.cypher`` entries, the path as the folder and the first line as the name.
"""

from __future__ import annotations

import io
import json
import zipfile
from typing import TYPE_CHECKING

from gaoxin.errors import UnresolvedName
from gaoxin.queries.binding import bind
from gaoxin.queries.catalogue import SavedQuery, catalogue

if TYPE_CHECKING:
    from gaoxin.graph.store.generation import Generation

# Equal queries give an equal archive, byte by byte: no clock in it.
_EPOCH = (1980, 1, 1, 0, 0, 0)


def favourites(generation: Generation | None = None) -> bytes:
    """The archive.

    With a ``generation``, each query is preceded by ``:param`` lines that set its parameters to
    their defaults, so that it runs as it stands and shows what to change.
    """
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w", zipfile.ZIP_DEFLATED) as archive:
        for query in catalogue():
            entry = zipfile.ZipInfo(f"{query.name}.cypher", _EPOCH)
            entry.compress_type = zipfile.ZIP_DEFLATED
            archive.writestr(entry, favourite(query, generation).encode())
    return buffer.getvalue()


def favourite(query: SavedQuery, generation: Generation | None) -> str:
    """One query's text: title, explanation, parameters, Cypher."""
    lines = [
        f"// {query.title_zh} {query.title_en}",
        f"// {query.description_zh}",
        f"// {query.description_en}",
    ]
    for parameter in query.parameters:
        lines.append(f"// ${parameter.name}: {parameter.zh} {parameter.en} ({parameter.type})")
    if generation is not None:
        try:
            bound = bind(query, {}, generation)
        except UnresolvedName:
            bound = {}  # the default is not in this graph: the reader sets the parameters
        for name, value in bound.items():
            lines.append(f":param {name} => {json.dumps(value.for_cypher(), ensure_ascii=False)};")
    return "\n".join(lines) + "\n" + query.cypher.rstrip() + ";\n"
