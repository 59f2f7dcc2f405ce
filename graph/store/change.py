"""A change that is being prepared: datasets are replaced or removed on a copy of the published
generation.

The content of a dataset is compared with its content before as two streams of sorted lines, so
memory does not grow with the data.  The store is changed by :meth:`Change.publish` only.
"""

from __future__ import annotations

import gc
import shutil
from collections.abc import Callable, Mapping
from contextlib import ExitStack
from datetime import UTC, datetime
from pathlib import Path
from typing import TYPE_CHECKING

from gaoxin.graph.names.index_process import writing_names
from gaoxin.graph.names.index_writing import INDEX_VERSION, WATCHED, update_names, version_of
from gaoxin.graph.names.iris import Minter
from gaoxin.graph.names.sqlite_process import SqliteProcess
from gaoxin.graph.rules.inference import Inference
from gaoxin.graph.store.dataset_content import NamesWriter, content_before, keep_contents
from gaoxin.graph.store.default_graph import (
    UnionChange,
    quads_of_triples,
    union_change,
    write_lines,
)
from gaoxin.graph.store.digest import MIRROR_VERSION, Digest
from gaoxin.graph.store.find_damage import input_sums
from gaoxin.graph.store.folder import StoreFolder
from gaoxin.graph.store.lines import (
    NOTHING,
    AmendedLines,
    Lines,
    compare,
    line_of,
    quads_of_lines,
    sort_lines,
    union,
)
from gaoxin.graph.store.manifest import (
    MANIFEST_FILES,
    NAMES_FILE,
    Dataset,
    Manifest,
    current_versions,
)
from gaoxin.graph.store.mirror_digest import MirrorDigest, whole_mirror_digest
from gaoxin.graph.store.patch import Patch, SortedPatch, files_in
from gaoxin.graph.store.sealing import sums_of_tree
from gaoxin.graph.store.store_writing import StoreWriter
from gaoxin.graph.store.working_copy import copy_names, copy_of_store
from gaoxin.ontology.terms import vocabulary

if TYPE_CHECKING:
    from gaoxin.graph.store.generation import Generation

PublicationCheck = Callable[["Change", SortedPatch, UnionChange], None]


class Change:
    """A change begun by :meth:`.store.Store.write`; it has no effect unless :meth:`publish` is
    called.

    ``contents`` holds the new content of each replaced dataset, by its key; ``names`` writes the
    names of those with many.  ``inputs`` is a folder for their kept inputs, which go into the store
    when the change is published.
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
        self.contents: dict[str, Lines] = {}
        self.names: dict[str, NamesWriter] = {}
        self._differences: list[tuple[Lines, Lines]] = []
        self._written_ahead: list[Lines] = []
        self.scratch = folder / "scratch"
        self.scratch.mkdir()
        self.inputs = self.scratch / "inputs"
        self._placed: list[Path] = []
        self.names_path = folder / NAMES_FILE
        self.versions = current_versions()
        # True if name declarations changed, even if no quad did.
        self.is_redescribed = False
        self._kept_anew: set[str] = set()
        self._content_parent = parent
        self.store = copy_of_store(parent, folder / "work")
        if parent is not None:
            copy_names(parent, self.names_path)
        self._writer = StoreWriter(self.store)

    def write_ahead(self, key: str) -> Callable[[Path], None] | None:
        """A function that takes files with the lines of dataset ``key`` before :meth:`replace` is
        called, and writes them meanwhile.

        ``None`` for a known dataset, of which only differences are written.
        """
        return None if key in self.datasets else self._writer.load_file

    def replace(
        self, key: str, dataset: Dataset, lines: Lines, *, is_written_ahead: bool = False
    ) -> None:
        """Replace the content of dataset ``key`` by ``lines``, which are in the graphs of
        ``dataset``.
        """
        self._set_content(key, lines)
        if is_written_ahead:
            self._written_ahead.append(lines)
        self.datasets[key] = dataset
        self._kept_anew.add(dataset.input)

    def amend(self, key: str, dataset: Dataset, added: Lines, removed: Lines) -> None:
        """Replace the content of dataset ``key``, of which only these lines differ."""
        before = content_before(self.parent, key, self.scratch)
        self._differences.append((added, removed))
        self.contents[key] = AmendedLines(before, added, removed)
        self.datasets[key] = dataset
        self._kept_anew.add(dataset.input)

    def remove(self, key: str) -> None:
        """Remove dataset ``key``."""
        self._set_content(key, NOTHING)
        del self.datasets[key], self.contents[key]

    def _set_content(self, key: str, lines: Lines) -> None:
        before = self.contents.get(key)
        if before is None:
            is_known = key in self.datasets
            before = content_before(self.parent, key, self.scratch) if is_known else NOTHING
        self._differences.append(compare(before, lines, self.scratch))
        self.contents[key] = lines

    def _asserted(self) -> SortedPatch:
        """All differences together; a line that was removed and added again is no change."""
        added = union((added for added, _ in self._differences), self.scratch)
        removed = union((removed for _, removed in self._differences), self.scratch)
        return SortedPatch(*compare(removed, added, self.scratch))

    def publish(
        self, check: PublicationCheck | None = None, *, dry_run: bool = False
    ) -> Manifest | None:
        """Check the change and publish it; return ``None`` if it changes nothing.

        ``check(change, asserted, union)`` may raise an error to refuse the change; then nothing is
        published.  With ``dry_run`` nothing is published either, and the manifest that would have
        been written is returned.
        """
        asserted = self._asserted()
        if not asserted and not self.is_redescribed:
            if self.parent and not dry_run:
                self._place_inputs(self.parent.manifest.datasets)  # one may have been damaged
            return None
        with ExitStack() as processes:
            self._writer.write(self._unwritten(asserted), removed=asserted.removed)
            early = self._union_of_new(asserted)
            names = self._begin_names(early, processes) if early and not dry_run else None
            digest = str(self._digest(asserted))
            self.finish_writing()
            inferred = self._infer(asserted)
            whole = SortedPatch(
                union((asserted.added, inferred.added), self.scratch),
                union((asserted.removed, inferred.removed), self.scratch),
            )
            united = early if early and not inferred else self._union(whole)
            self._writer.write(*united.came, removed=united.lost, default=True)
            if not early and not dry_run:
                names = self._begin_names(united, processes)
            if check:
                check(self, asserted, united)
            # As text, because the object would keep the store open.
            mirror_digest = str(self._mirror_digest(whole, united))
            self.finish_writing()
            manifest = self._manifest(asserted, inferred, united, (digest, mirror_digest))
            if dry_run:
                return manifest
            whole.write(self.folder)
            keep_contents(
                self.folder,
                self.contents,
                self.names,
                self.datasets,
                self._content_parent,
                (whole.added, files_in(self.folder)[0]),  # often one new dataset is all of it
            )
            if names is None:
                self._update_names(united)
            else:
                names.wait()
                if len(united.gained) + len(united.lost):
                    self._update_names(UnionChange(NOTHING, united.gained, united.lost))
        self._place_inputs(self.datasets)
        shutil.rmtree(self.scratch)
        self._leave_only_what_is_needed()
        self._add_sums(manifest)
        for name in MANIFEST_FILES:
            (self.folder / name).write_text(manifest.text(), encoding="utf-8")
        self._publish(self.number, self.folder)
        return manifest

    def finish_writing(self) -> None:
        """Wait until everything is in the store, the default graph included."""
        self._writer.wait()

    def _unwritten(self, asserted: SortedPatch) -> Lines:
        """The added lines that were not written ahead; those are of datasets that are new."""
        if not self._written_ahead:
            return asserted.added
        ahead = union(self._written_ahead, self.scratch)
        if ahead is asserted.added:
            return NOTHING
        return compare(ahead, asserted.added, self.scratch)[0]

    def _union(self, patch: SortedPatch) -> UnionChange:
        """How the default graph must change."""
        before = self.parent.manifest.triples if self.parent else 0
        return union_change(self.store, patch.added, patch.removed, self.scratch, before=before)

    def _union_of_new(self, asserted: SortedPatch) -> UnionChange | None:
        """The same for a change that only adds many quads; ``None`` for others.

        It does not depend on the named graphs, so it is known while they are being written.
        """
        if asserted.added.path is None or len(asserted.removed):
            return None
        return self._union(asserted)

    def _begin_names(self, united: UnionChange, processes: ExitStack) -> SqliteProcess | None:
        """Begin to write the names of many new things; ``None`` if they are few.

        Nothing that is inferred is a name (``tests/graph/test_inference.py``).
        """
        if united.fresh.path is None:
            return None
        if self.names_path.exists() and version_of(self.names_path) != INDEX_VERSION:
            return None  # it must be rebuilt from the store, which only this process can read
        process = writing_names(self.names_path, united.fresh.path, self.minter.base)
        return processes.enter_context(process)

    def _place_inputs(self, datasets: Mapping[str, Dataset]) -> None:
        """Move the kept inputs of these datasets into the store.

        They are not written there at once, because a change that fails would leave them behind.
        """
        for name in {dataset.input for dataset in datasets.values()}:
            path = self.inputs / f"{name}.gz"
            if path.exists() and (target := self.place.place_input(path)):
                self._placed.append(target)

    def withdraw(self) -> None:
        """Remove the kept inputs of a change that could not be published."""
        for path in self._placed:
            path.unlink(missing_ok=True)

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
            self._writer.close()
            del self.store
            gc.collect()

    def _update_names(self, united: UnionChange) -> None:
        watched = {f"<{iri}>".encode() for iri in WATCHED}
        changed = quads_of_triples(
            line
            for lines in (united.gained, united.lost)
            for line in lines
            if line.split(b" ", 2)[1] in watched
        )
        update_names(self.names_path, self.store, changed, self.minter, united.fresh)

    def restore(self, target: Manifest, patch: Patch, *, is_new: bool) -> Manifest:
        """Publish the content of generation ``target``; ``patch`` is the difference from the
        parent.

        With ``is_new`` it is published even if it equals the parent.
        """
        assert self.parent is not None
        inferred = self.minter.inferred
        added, removed = (
            sort_lines((line_of(q) for q in quads if q.graph_name != inferred), self.scratch)
            for quads in (patch.added, patch.removed)
        )
        self._differences = [(added, removed)]
        self._content_parent = None  # its datasets may have other contents than those of target
        self.datasets = dict(target.datasets)
        self._kept_anew = {dataset.input for dataset in target.datasets.values()}
        self.is_redescribed = is_new or target.number != self.parent.number
        # That program resolved the names, not this one; but this one computes the digest.
        self.versions = {**target.versions, "mirror": MIRROR_VERSION}
        return self.publish() or self.parent.manifest

    def _infer(self, asserted: SortedPatch) -> SortedPatch:
        engine = Inference(self.store, vocabulary(), self.minter.inferred)
        relevant = {f"<{iri}>".encode() for iri in engine.predicates()}
        changed = quads_of_lines(
            line
            for lines in (asserted.added, asserted.removed)
            for line in lines
            if line.split(b" ", 2)[1] in relevant
        )
        added, removed = engine.update(changed)
        patch = SortedPatch(
            *(sort_lines(map(line_of, quads), self.scratch) for quads in (added, removed))
        )
        write_lines(self.store, [patch.added], patch.removed, default=False)
        return patch

    def _digest(self, asserted: SortedPatch) -> Digest:
        digest = Digest(self.parent.manifest.digest if self.parent else "")
        digest.add_bytes(line[:-3] for line in asserted.added)
        digest.remove_bytes(line[:-3] for line in asserted.removed)
        return digest

    def _mirror_digest(self, whole: SortedPatch, united: UnionChange) -> MirrorDigest:
        before = self.parent.manifest if self.parent else None
        start = before.mirror_digest if before else ""
        if before and self.parent and before.versions.get("mirror") != MIRROR_VERSION:
            start = whole_mirror_digest(self.parent.store, before.datasets)
        digest = MirrorDigest(
            start,
            (self.parent.store, self.parent.manifest.datasets) if self.parent else None,
            (self.store, self.datasets),
        )
        digest.triples(united.came, united.lost)
        digest.attributions(whole.added, whole.removed)
        return digest

    def _manifest(
        self,
        asserted: SortedPatch,
        inferred: SortedPatch,
        united: UnionChange,
        digests: tuple[str, str],
    ) -> Manifest:
        before = self.parent.manifest if self.parent else None
        digest, mirror_digest = digests
        return Manifest(
            number=self.number,
            parent=before.number if before else None,
            time=datetime.now(UTC).isoformat(timespec="seconds"),
            cause=self.cause,
            digest=digest,
            mirror_digest=mirror_digest,
            quads=(before.quads if before else 0) + asserted.growth,
            triples=(before.triples if before else 0) + united.growth,
            inferred=(before.inferred if before else 0) + inferred.growth,
            added=len(asserted.added),
            removed=len(asserted.removed),
            datasets=dict(sorted(self.datasets.items())),
            versions=self.versions,
            store_size=len(self.store),
        )
