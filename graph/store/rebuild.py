"""Rebuild the content of a generation from another generation and the patches between them.

Generations form a graph whose edges are the undamaged patches.  The search goes from the wanted
generation to one with an undamaged store, or to the empty state before the first one.  Then the
patches on the path are applied in reverse order.  The digest in the manifest proves that the result
is right.
"""

from __future__ import annotations

import gc
import shutil
from collections import deque
from collections.abc import Callable, Iterable, Mapping
from pathlib import Path

import pyoxigraph as ox

from gaoxin.files import sync
from gaoxin.graph.rules.inference import Inference
from gaoxin.graph.store.digest import Digest, quad_line
from gaoxin.graph.store.folder import StoreFolder
from gaoxin.graph.store.manifest import Manifest
from gaoxin.graph.store.patch import Patch
from gaoxin.ontology.terms import vocabulary

Quads = set[ox.Quad]
Recreate = Callable[[Manifest], "Quads | None"]
"""A function from a generation's manifest to its asserted quads, made from its kept inputs;
``None`` if impossible.
"""

_NOTHING = 0


class Contents:
    """Rebuilds the named quads of generations; ``stores`` and ``patches`` are the undamaged
    ones.
    """

    def __init__(
        self,
        place: StoreFolder,
        manifests: Mapping[int, Manifest],
        inferred: ox.NamedNode,
        recreate: Recreate,
    ) -> None:
        self._place, self._manifests, self._inferred = place, manifests, inferred
        self._recreate = recreate
        self.stores: set[int] = set()
        self.patches: set[int] = set()

    def quads(self, number: int) -> Quads | None:
        """All named quads of a generation, inferred ones included; ``None`` if they cannot be
        rebuilt.
        """
        if number == _NOTHING:
            return set()
        for find in (self._along_patches, self._from_inputs):
            found = find(number)
            if found is not None and self._is_proved(number, found):
                return found
        return None

    def _along_patches(self, number: int) -> Quads | None:
        came_from: dict[int, int] = {number: number}
        queue = deque([number])
        while queue:
            here = queue.popleft()
            if here == _NOTHING or here in self.stores:
                return self._led_back(here, came_from)
            for step in self._neighbours(here):
                if step not in came_from:
                    came_from[step] = here
                    queue.append(step)
        return None

    def _neighbours(self, number: int) -> Iterable[int]:
        if number in self.patches:
            yield self._manifests[number].parent or _NOTHING
        for child in self.patches:
            if (self._manifests[child].parent or _NOTHING) == number:
                yield child

    def _led_back(self, start: int, came_from: Mapping[int, int]) -> Quads:
        quads: Quads = set()
        if start != _NOTHING:
            store = ox.Store.read_only(str(self._place.folder(start) / "store"))
            named = store.quads_for_pattern(None, None, None, None)
            quads = {quad for quad in named if quad.graph_name != ox.DefaultGraph()}
        here = start
        while came_from[here] != here:
            following = came_from[here]
            if following in self.patches and (self._manifests[following].parent or 0) == here:
                patch = Patch.read(self._place.folder(following))
            else:
                patch = Patch.read(self._place.folder(here)).inverted()
            quads = (quads - patch.removed) | patch.added
            here = following
        return quads

    def _from_inputs(self, number: int) -> Quads | None:
        asserted = self._recreate(self._manifests[number])
        if asserted is None:
            return None
        store = ox.Store()
        store.bulk_extend(asserted)
        added, _ = Inference(store, vocabulary(), self._inferred).update(asserted)
        return asserted | added

    def _is_proved(self, number: int, quads: Quads) -> bool:
        manifest = self._manifests[number]
        asserted = [quad for quad in quads if quad.graph_name != self._inferred]
        digest = Digest()
        digest.add_all(map(quad_line, asserted))
        counts = (len(asserted), len(quads) - len(asserted))
        return str(digest) == manifest.digest and counts == (manifest.quads, manifest.inferred)


def build_store(folder: Path, quads: Quads) -> int:
    """Create ``folder/store`` from named quads and their union; return the total number of
    quads.
    """
    work = folder / "work"
    store = ox.Store(str(work))
    store.bulk_extend(quads)
    union = {ox.Quad(q.subject, q.predicate, q.object, ox.DefaultGraph()) for q in quads}
    store.bulk_extend(union)
    store.flush()
    store.backup(str(folder / "store"))
    del store
    gc.collect()
    shutil.rmtree(work)
    for path in (*(folder / "store").iterdir(), folder / "store"):
        sync(path)
    return len(quads) + len(union)
