"""A change that is being prepared: datasets are replaced or removed on a copy of the published
generation.
"""

from __future__ import annotations

import gc
import shutil
from collections.abc import Callable, Iterable, Mapping
from datetime import UTC, datetime
from pathlib import Path
from typing import TYPE_CHECKING

import pyoxigraph as ox

from gaoxin import __version__
from gaoxin.errors import StoreCorrupt
from gaoxin.graph.names.index_writing import update_names
from gaoxin.graph.names.iris import Minter
from gaoxin.graph.rules.inference import Inference
from gaoxin.graph.store.digest import (
    Digest,
    MirroredTerms,
    attribution_line,
    quad_line,
    triple_line,
)
from gaoxin.graph.store.find_damage import input_sums
from gaoxin.graph.store.folder import StoreFolder
from gaoxin.graph.store.manifest import MANIFEST_FILES, NAMES_FILE, Dataset, Manifest
from gaoxin.graph.store.patch import Patch
from gaoxin.graph.store.sealing import sum_of, sums_of_tree
from gaoxin.ontology.shacl import ontology_version
from gaoxin.ontology.terms import vocabulary

if TYPE_CHECKING:
    from gaoxin.graph.store.generation import Generation

BULK = 50_000
"""Minimum number of quads from which pyoxigraph's bulk loader is faster than single writes."""

PatchCheck = Callable[["Change", Patch], None]


class Change:
    """A change begun by :meth:`.store.Store.write`; it has no effect unless :meth:`publish` is
    called.
    """

    def __init__(
        self,
        place: StoreFolder,
        parent: Generation | None,
        number: int,
        folder: Path,
        cause: str,
        publish: Callable[[int, Path], None],
    ) -> None:
        self.place, self.parent, self.number, self.folder = place, parent, number, folder
        self.cause, self._publish = cause, publish
        self.minter = Minter(place.settings)
        self.datasets: dict[str, Dataset] = dict(parent.manifest.datasets) if parent else {}
        self.patch = Patch()
        self.names_path = folder / NAMES_FILE
        self.versions = {"gaoxin": __version__, "ontology": ontology_version()}
        # True if name declarations changed, even if no quad did.
        self.is_redescribed = False
        self._kept_anew: set[str] = set()
        self._copy()

    def _copy(self) -> None:
        target = str(self.folder / "work")
        if self.parent is None:
            self.store = ox.Store(target)
            return
        self.parent.store.backup(target)
        self.store = ox.Store(target)
        expected, found = self.parent.manifest.store_size, len(self.store)
        if found != expected:
            # A copy of an unflushed store silently lacks the last writes (measured).
            raise StoreCorrupt(
                f"复制第 {self.parent.number} 代时得到 {found} 条，应为 {expected} 条；"
                "请运行 gaoxin doctor --repair。",
                f"Copying generation {self.parent.number} gave {found} quads instead of "
                f"{expected}; run gaoxin doctor --repair.",
                generation=self.parent.number,
            )
        source = self.parent.folder / NAMES_FILE
        wanted = (self.parent.manifest.files or {}).get(NAMES_FILE)
        shutil.copyfile(source, self.names_path)
        if wanted and sum_of(self.names_path) != wanted:
            raise StoreCorrupt(
                f"名称索引 {source} 已损坏；请运行 gaoxin doctor --repair。",
                f"The name index {source} is damaged; run gaoxin doctor --repair.",
                path=str(source),
            )

    def replace(self, key: str, dataset: Dataset, graphs: Mapping[str, set[ox.Quad]]) -> None:
        """Replace the content of dataset ``key`` by ``graphs`` (quads by graph IRI)."""
        old = self.datasets.get(key)
        gone = set(old.graphs.values()) - set(graphs) if old else set()
        for iri in gone:
            self._replace_graph(iri, set())
        for iri, quads in graphs.items():
            self._replace_graph(iri, quads)
        self.datasets[key] = dataset
        self._kept_anew.add(dataset.input)

    def remove(self, key: str) -> None:
        """Remove dataset ``key``."""
        for iri in self.datasets.pop(key).graphs.values():
            self._replace_graph(iri, set())

    def _replace_graph(self, iri: str, quads: set[ox.Quad]) -> None:
        graph = ox.NamedNode(iri)
        old = set(self.store.quads_for_pattern(None, None, None, graph))
        added, removed = quads - old, old - quads
        self._write(added, removed)
        # If one dataset gives up a key and another takes it, the graph is replaced twice.  A quad
        # that is removed and added again is not a change.
        back, gone = added & self.patch.removed, removed & self.patch.added
        self.patch.added -= gone
        self.patch.removed -= back
        self.patch.added |= added - back
        self.patch.removed |= removed - gone

    def _write(self, added: Iterable[ox.Quad], removed: Iterable[ox.Quad]) -> None:
        for quad in removed:
            self.store.remove(quad)
        fresh = list(added)
        if len(fresh) >= BULK:
            self.store.bulk_extend(fresh)
        else:
            self.store.extend(fresh)

    def publish(self, check: PatchCheck | None = None, *, dry_run: bool = False) -> Manifest | None:
        """Check the change and publish it; return ``None`` if it changes nothing.

        ``check(change, patch)`` may raise an error to refuse the change; then nothing is published.
        With ``dry_run`` nothing is published either, and the manifest that would have been written
        is returned.
        """
        if not self.patch and not self.is_redescribed:
            return None
        asserted = self.patch
        self._infer()
        came, went = self._keep_union()
        if check:
            check(self, asserted)
        manifest = self._manifest(asserted, came, went)
        if dry_run:
            return manifest
        self.patch.write(self.folder)
        update_names(self.names_path, self.store, {*came, *went}, self.minter)
        self._leave_only_what_is_needed()
        self._add_sums(manifest)
        for name in MANIFEST_FILES:
            (self.folder / name).write_text(manifest.text(), encoding="utf-8")
        self._publish(self.number, self.folder)
        return manifest

    def _leave_only_what_is_needed(self) -> None:
        """Replace the store by a clean copy, without a write-ahead log or other leftovers.

        So every file of the published store is needed, and opening it read-only changes no file.
        """
        self.store.flush()
        self.store.backup(str(self.folder / "store"))
        self.close()
        shutil.rmtree(self.folder / "work")

    def _add_sums(self, manifest: Manifest) -> None:
        before = self.parent.manifest if self.parent else None
        manifest.files = sums_of_tree(
            self.folder,
            self.parent.folder if self.parent else None,
            before.files if before else None,
        )
        known = {
            name: value
            for name, value in (before.inputs if before else {}).items()
            if name not in self._kept_anew
        }
        inputs = (dataset.input for dataset in manifest.datasets.values())
        manifest.inputs = input_sums(self.place, inputs, known)

    def close(self) -> None:
        """Drop the reference to the copy; pyoxigraph closes a store when its last reference is
        dropped.
        """
        if hasattr(self, "store"):
            del self.store
            gc.collect()

    def restore(self, target: Manifest, patch: Patch, *, is_new: bool) -> Manifest:
        """Publish the content of generation ``target``; ``patch`` is the difference from the
        parent.

        With ``is_new`` it is published even if it equals the parent.
        """
        assert self.parent is not None
        inferred = self.minter.inferred
        asserted = Patch(
            {q for q in patch.added if q.graph_name != inferred},
            {q for q in patch.removed if q.graph_name != inferred},
        )
        self._write(asserted.added, asserted.removed)
        self.patch, self.datasets = asserted, dict(target.datasets)
        self._kept_anew = {dataset.input for dataset in target.datasets.values()}
        self.is_redescribed = is_new or target.number != self.parent.number
        self.versions = target.versions  # that program resolved the names, not this one
        return self.publish() or self.parent.manifest

    def _infer(self) -> None:
        engine = Inference(self.store, vocabulary(), self.minter.inferred)
        added, removed = engine.update({*self.patch.added, *self.patch.removed})
        self._write(added, removed)
        self.patch = Patch(self.patch.added | added, self.patch.removed | removed)

    def _keep_union(self) -> tuple[set[ox.Quad], set[ox.Quad]]:
        """Update the default graph; return the triples that were added to it and removed from
        it.
        """
        store, default = self.store, ox.DefaultGraph()
        came = {ox.Quad(q.subject, q.predicate, q.object, default) for q in self.patch.added}
        if self.parent is not None:
            came = {quad for quad in came if quad not in store}
        went = set()
        for quad in {
            ox.Quad(q.subject, q.predicate, q.object, default) for q in self.patch.removed
        }:
            found = store.quads_for_pattern(quad.subject, quad.predicate, quad.object, None)
            if all(isinstance(q.graph_name, ox.DefaultGraph) for q in found):
                went.add(quad)
        self._write(came, went)
        return came, went

    def _manifest(self, asserted: Patch, came: set[ox.Quad], went: set[ox.Quad]) -> Manifest:
        before = self.parent.manifest if self.parent else None
        digest = Digest(before.digest if before else "")
        digest.add_all(quad_line(q) for q in asserted.added)
        for quad in asserted.removed:
            digest.remove(quad_line(quad))
        inferred = len(self.patch.added) - len(asserted.added)
        inferred -= len(self.patch.removed) - len(asserted.removed)
        return Manifest(
            number=self.number,
            parent=before.number if before else None,
            time=datetime.now(UTC).isoformat(timespec="seconds"),
            cause=self.cause,
            digest=str(digest),
            mirror_digest=self._mirror_digest(before, came, went),
            quads=(before.quads if before else 0) + len(asserted.added) - len(asserted.removed),
            triples=(before.triples if before else 0) + len(came) - len(went),
            inferred=(before.inferred if before else 0) + inferred,
            added=len(asserted.added),
            removed=len(asserted.removed),
            datasets=dict(sorted(self.datasets.items())),
            versions=self.versions,
            store_size=len(self.store),
        )

    def _mirror_digest(
        self, before: Manifest | None, came: set[ox.Quad], went: set[ox.Quad]
    ) -> str:
        terms = MirroredTerms(vocabulary())
        digest = Digest(before.mirror_digest if before else "")
        digest.add_all(triple_line(q) for q in came if terms.is_mirrored(q))
        for quad in went:
            if terms.is_mirrored(quad):
                digest.remove(triple_line(quad))
        old_graphs = _by_source(before.datasets if before else {})
        new_graphs = _by_source(self.datasets)
        sources = _source_by_graph(old_graphs) | _source_by_graph(new_graphs)
        judged: set[tuple[ox.Triple, str]] = set()
        for quad in (*self.patch.added, *self.patch.removed):
            graph = quad.graph_name.value if isinstance(quad.graph_name, ox.NamedNode) else ""
            if graph in sources and terms.is_attributed(quad):
                judged.add((quad.triple, sources[graph]))
        for triple, source in judged:
            said = self.parent is not None and _says(
                self.parent.store, triple, old_graphs.get(source, [])
            )
            says = _says(self.store, triple, new_graphs.get(source, []))
            if says and not said:
                digest.add(attribution_line(triple, source))
            elif said and not says:
                digest.remove(attribution_line(triple, source))
        return str(digest)


def _by_source(datasets: Mapping[str, Dataset]) -> dict[str, list[str]]:
    out: dict[str, list[str]] = {}
    for dataset in datasets.values():
        for source, iri in dataset.graphs.items():
            out.setdefault(source, []).append(iri)
    return out


def _source_by_graph(graphs: Mapping[str, list[str]]) -> dict[str, str]:
    return {iri: source for source, iris in graphs.items() for iri in iris}


def _says(store: ox.Store, triple: ox.Triple, graphs: Iterable[str]) -> bool:
    return any(
        ox.Quad(triple.subject, triple.predicate, triple.object, ox.NamedNode(iri)) in store
        for iri in graphs
    )
