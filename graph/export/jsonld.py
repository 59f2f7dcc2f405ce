"""JSON-LD under the ontology's own context: short keys, language maps, and the context inside the
document.

rdflib compacts the document (0.15 ms a quad); pyoxigraph's serializer cannot.
"""

from __future__ import annotations

import io
import json
from collections.abc import Iterable
from importlib.resources import files
from typing import Any, BinaryIO

import pyoxigraph as ox


def write_jsonld(quads: Iterable[ox.Quad], file: BinaryIO) -> int:
    """Write named graphs as one document with its context inside; return how many quads.

    Nodes and graphs are sorted by IRI, so that the same quads give the same bytes.
    """
    from rdflib import Dataset  # 0.25 s to import: only this format needs it

    lines = [f"{quad} .\n" for quad in quads]
    dataset = Dataset()
    dataset.parse(data="".join(lines), format="nquads")
    context = json.loads((files("gaoxin.ontology") / "context.jsonld").read_text("utf-8"))
    text = dataset.serialize(format="json-ld", context=context["@context"], auto_compact=True)
    document = json.loads(text)
    _sort(document)
    out = io.TextIOWrapper(file, encoding="utf-8", write_through=True)
    json.dump(document, out, ensure_ascii=False, indent=1, sort_keys=True)
    out.write("\n")
    out.detach()
    return len(lines)


def _sort(node: Any) -> None:
    """Sort the members of every list, so that the order does not depend on hashing."""
    if isinstance(node, dict):
        for value in node.values():
            _sort(value)
    elif isinstance(node, list):
        for value in node:
            _sort(value)
        node.sort(key=lambda value: json.dumps(value, sort_keys=True, ensure_ascii=False))
