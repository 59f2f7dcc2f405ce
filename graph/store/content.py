"""Recount a generation's store and recompute its digest."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

import pyoxigraph as ox

from gaoxin.graph.store.digest import Digest, quad_line
from gaoxin.graph.store.manifest import Manifest


@dataclass(frozen=True, slots=True)
class StoreCounts:
    """Counts of asserted quads, inferred quads and triples of the default graph, and the digest."""

    quads: int
    inferred: int
    triples: int
    digest: str

    def differences(self, manifest: Manifest) -> dict[str, tuple[object, object]]:
        """Differences from the manifest: (found, expected) by the name of the manifest's field."""
        pairs = {
            name: (getattr(self, name), getattr(manifest, name))
            for name in ("quads", "inferred", "triples", "digest")
        }
        return {name: pair for name, pair in pairs.items() if pair[0] != pair[1]}


def content_of(store: ox.Store, inferred: ox.NamedNode) -> StoreCounts:
    """Count the quads of a store and compute its digest; ``inferred`` is the graph of inferred
    triples.
    """
    digest, default = Digest(), ox.DefaultGraph()
    quads = inferences = triples = 0
    for quad in store.quads_for_pattern(None, None, None, None):
        if quad.graph_name == default:
            triples += 1
        elif quad.graph_name == inferred:
            inferences += 1
        else:
            quads += 1
            digest.add(quad_line(quad))
    return StoreCounts(quads, inferences, triples, str(digest))


def is_store_as_counted(folder: Path, manifest: Manifest, inferred: ox.NamedNode) -> bool:
    """Whether a generation's store opens and agrees with the counts and digest in its manifest."""
    try:
        store = ox.Store.read_only(str(folder / "store"))
        return not content_of(store, inferred).differences(manifest)
    except (OSError, RuntimeError, ValueError):
        return False
