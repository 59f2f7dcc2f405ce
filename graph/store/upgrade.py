"""Upgrade homes of earlier versions: verify and checksum generations, rebuild name indexes."""

from __future__ import annotations

import gzip
import hashlib
from collections.abc import Iterator
from pathlib import Path

import pyoxigraph as ox

from gaoxin.errors import StoreCorrupt
from gaoxin.graph.names.index_writing import INDEX_VERSION, rebuild_names, version_of
from gaoxin.graph.names.iris import Minter
from gaoxin.graph.store.content import is_store_as_counted
from gaoxin.graph.store.find_damage import input_path, input_sums
from gaoxin.graph.store.folder import StoreFolder
from gaoxin.graph.store.manifest import MANIFEST_FILES, NAMES_FILE, Manifest
from gaoxin.graph.store.packing import UNREADABLE
from gaoxin.graph.store.patch import files_in
from gaoxin.graph.store.sealing import sum_of, sums_of_tree


def upgrade(place: StoreFolder) -> None:
    """Verify every generation without checksums and add them; rebuild name indexes of an earlier
    layout.

    The store is recounted and its digest recomputed, the name index is rebuilt from the store, and
    patches and inputs are read to the end.

    Raises:
        StoreCorrupt: a generation is damaged; that generation was not changed.
    """
    for manifest in list(place.readable_manifests()):
        if not manifest.has_sums:
            seal(place, manifest)
        elif has_old_names(place, manifest):
            folder = place.folder(manifest.number)
            store = ox.Store.read_only(str(folder / "store"))
            rebuild_names(folder / NAMES_FILE, store, Minter(place.settings))
            assert manifest.files is not None
            manifest.files[NAMES_FILE] = sum_of(folder / NAMES_FILE)
            manifest.write(folder)


def has_old_names(place: StoreFolder, manifest: Manifest) -> bool:
    """Whether the undamaged name index of a generation has the layout of an earlier version."""
    path = place.folder(manifest.number) / NAMES_FILE
    if not path.is_file() or version_of(path) == INDEX_VERSION:
        return False
    return sum_of(path) == (manifest.files or {}).get(NAMES_FILE)


def seal(place: StoreFolder, manifest: Manifest) -> None:
    """Verify one generation as :func:`upgrade` does and write its checksums."""
    folder = place.folder(manifest.number)
    damaged = next(_unreadable(place, manifest, folder), None)
    if damaged:
        raise StoreCorrupt(
            f"{damaged} 已损坏；请运行 gaoxin doctor --repair。",
            f"{damaged} is damaged; run gaoxin doctor --repair.",
            path=str(damaged),
        )
    if (folder / "store").exists():
        store = ox.Store.read_only(str(folder / "store"))
        rebuild_names(folder / NAMES_FILE, store, Minter(place.settings))
    add_sums(place, manifest)


def _unreadable(place: StoreFolder, manifest: Manifest, folder: Path) -> Iterator[Path]:
    for path in files_in(folder):
        if not is_readable(path):
            yield path
    for name in {dataset.input for dataset in manifest.datasets.values() if dataset.input}:
        path = input_path(place, name)
        if path.exists() and not is_readable(path, name):
            yield path
    inferred = Minter(place.settings).inferred
    if (folder / "store").exists() and not is_store_as_counted(folder, manifest, inferred):
        yield folder / "store"


def is_readable(path: Path, name: str = "") -> bool:
    """Whether a compressed file can be read to the end and, if ``name`` is given, has that
    sha256.
    """
    digest = hashlib.sha256()
    try:
        with gzip.open(path, "rb") as file:
            while part := file.read(1 << 20):
                digest.update(part)
    except UNREADABLE:
        return False
    return not name or digest.hexdigest() == name


def add_sums(place: StoreFolder, manifest: Manifest) -> None:
    """Write the existing files with their current checksums into the manifest."""
    folder = place.folder(manifest.number)
    files = sums_of_tree(folder)
    manifest.files = {name: value for name, value in files.items() if name not in MANIFEST_FILES}
    names = (dataset.input for dataset in manifest.datasets.values())
    manifest.inputs = input_sums(place, names, manifest.inputs)
    manifest.write(folder)
