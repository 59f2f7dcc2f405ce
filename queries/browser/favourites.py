"""The saved queries as favourites of Neo4j Browser: a zip file to drop onto its window.

The Browser reads only ``.cypher`` entries.  An entry's path without the file's name is the folder,
and its first line is the title.  A query that can be drawn is there twice: once with rows, once as
a graph.
"""

from __future__ import annotations

import io
import tomllib
import zipfile
from collections.abc import Iterator
from functools import cache
from importlib.resources import files

from gaoxin.language import say
from gaoxin.queries.catalogue import SavedQuery, catalogue

# A fixed time stamp, so that equal queries give the same bytes.
_EPOCH = (1980, 1, 1, 0, 0, 0)


def favourites() -> bytes:
    """The bytes of the zip file, its titles and folders in the language of the output."""
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w", zipfile.ZIP_DEFLATED) as archive:
        for query in catalogue():
            # Checks have no rows if nothing is wrong, but a favourite should show something.
            if "checks" in query.tags:
                continue
            for ending, text in _forms(query):
                path = f"{folder(query.topic)}/{query.name.partition('/')[2]}{ending}"
                entry = zipfile.ZipInfo(path, _EPOCH)
                entry.compress_type = zipfile.ZIP_DEFLATED
                archive.writestr(entry, text.encode())
    return buffer.getvalue()


def folder(topic: str) -> str:
    """The name of the folder that holds the favourites of a topic."""
    zh, en = topics()[topic]
    return say(f"高新图谱·{zh}", f"Gaoxin Graph: {en}")


@cache
def topics() -> dict[str, tuple[str, str]]:
    """The topics of saved queries with their names in Chinese and English."""
    text = (files("gaoxin.queries") / "topics.toml").read_text(encoding="utf-8")
    return {name: (names["zh"], names["en"]) for name, names in tomllib.loads(text).items()}


def _forms(query: SavedQuery) -> Iterator[tuple[str, str]]:
    """The ending of the file and the text of each form: as a graph, and as rows."""
    if drawn := query.cypher_text.drawn:
        yield ".graph.cypher", favourite(query, say("（图）", " (graph)"), drawn)
    yield ".cypher", favourite(query, "", query.cypher)


def favourite(query: SavedQuery, mark: str, cypher: str) -> str:
    """The text of one favourite: title, explanation, what the values mean, and Cypher."""
    lines = [f"// {query.title}{mark}", f"// {say(query.description_zh, query.description_en)}"]
    for parameter in query.parameters:
        lines.append(f"// {parameter.name}: {say(parameter.zh, parameter.en)}")
    return "\n".join([*lines, cypher])
