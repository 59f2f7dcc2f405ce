"""Export the saved queries as a zip file of favourites, to drop on Neo4j Browser's favourites pane.

The Browser reads only ``.cypher`` entries.  An entry's path gives the folder, its first line the
name.
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

# A fixed time stamp, so that equal queries give the same bytes.
_EPOCH = (1980, 1, 1, 0, 0, 0)


def favourites(generation: Generation | None = None) -> bytes:
    """Return the bytes of the zip file.

    If ``generation`` is given, ``:param`` lines before each query set its parameters to
    examples, so that it runs without changes.
    """
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w", zipfile.ZIP_DEFLATED) as archive:
        for query in catalogue():
            entry = zipfile.ZipInfo(f"{query.name}.cypher", _EPOCH)
            entry.compress_type = zipfile.ZIP_DEFLATED
            archive.writestr(entry, favourite(query, generation).encode())
    return buffer.getvalue()


def favourite(query: SavedQuery, generation: Generation | None) -> str:
    """The text of one favourite: title, explanation, parameters and Cypher."""
    lines = [
        f"// {query.title_zh} {query.title_en}",
        f"// {query.description_zh}",
        f"// {query.description_en}",
    ]
    for parameter in query.parameters:
        lines.append(f"// ${parameter.name}: {parameter.zh} {parameter.en} ({parameter.type})")
    if generation is not None:
        try:
            bound = bind(query, query.examples, generation)
        except UnresolvedName:
            bound = {}  # an example is not in this graph, so the user must set the parameters
        for name, value in bound.items():
            lines.append(f":param {name} => {json.dumps(value.for_cypher(), ensure_ascii=False)};")
    return "\n".join(lines) + "\n" + query.cypher.rstrip() + ";\n"
