"""The two digests of a change: that of its quads, and that of what Neo4j mirrors."""

from __future__ import annotations

from collections.abc import Mapping
from contextlib import ExitStack
from typing import TYPE_CHECKING

import pyoxigraph as ox

from gaoxin.graph.store.default_graph import UnionChange
from gaoxin.graph.store.digest import MIRROR_VERSION, Digest
from gaoxin.graph.store.digest_process import DigestProcess, computing_digests
from gaoxin.graph.store.manifest import Dataset
from gaoxin.graph.store.mirror_digest import (
    MirrorDigest,
    sources_of_graphs,
    whole_mirror_digest,
)
from gaoxin.graph.store.patch import SortedPatch

if TYPE_CHECKING:
    from gaoxin.graph.store.generation import Generation


class ChangeDigests:
    """The digests after a change of ``parent``, whose datasets become ``datasets``.

    Those of a large addition are computed in a process of its own, which :meth:`begin` begins.
    """

    def __init__(self, parent: Generation | None, datasets: Mapping[str, Dataset]) -> None:
        self._parent, self._datasets = parent, datasets
        self._process: DigestProcess | None = None
        self._early: UnionChange | None = None

    def begin(self, asserted: SortedPatch, united: UnionChange, processes: ExitStack) -> None:
        """Begin with what a large change adds; nothing is begun for a small one."""
        if not asserted.added.path or not united.fresh.path or len(asserted.removed):
            return
        before = self._parent.manifest.datasets if self._parent else {}
        sources = sources_of_graphs(before, self._datasets)
        self._early = united
        self._process = processes.enter_context(
            computing_digests(asserted.added.path, united.fresh.path, sources)
        )

    def finish(
        self, store: ox.Store, asserted: SortedPatch, whole: SortedPatch, united: UnionChange
    ) -> tuple[str, str]:
        """Both digests as text: an object would keep the changed ``store`` open.

        ``whole`` has what was inferred too.

        Raises:
            StoreError: the process was stopped.
        """
        quads, mirror = self._before(store)
        if self._process:
            sums = self._process.wait()
            quads.add_sum(sums.quads)
            if united is self._early:
                mirror.adopt_triples(sums.triples)
                mirror.triples([united.gained], united.lost)
            else:  # by what was inferred
                mirror.triples(united.came, united.lost)
            # No source says what was inferred.
            mirror.adopt_attributions(sums.attributions, sums.others, asserted.added)
        else:
            quads.add_bytes(line[:-3] for line in asserted.added)
            quads.remove_bytes(line[:-3] for line in asserted.removed)
            mirror.triples(united.came, united.lost)
            mirror.attributions(whole.added, whole.removed)
        return str(quads), str(mirror)

    def _before(self, store: ox.Store) -> tuple[Digest, MirrorDigest]:
        """The digests of the parent, to be updated."""
        after = (store, self._datasets)
        if self._parent is None:
            return Digest(), MirrorDigest("", None, after)
        manifest, before = self._parent.manifest, self._parent.store
        start = manifest.mirror_digest
        if manifest.versions.get("mirror") != MIRROR_VERSION:
            start = whole_mirror_digest(before, manifest.datasets)
        return Digest(manifest.digest), MirrorDigest(start, (before, manifest.datasets), after)
