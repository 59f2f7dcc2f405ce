"""Homes of earlier versions: their files get checksums once their content has proved whole."""

from __future__ import annotations

import gzip
import hashlib
import zlib
from collections.abc import Iterator
from pathlib import Path

import pyoxigraph as ox

from gaoxin.errors import StoreCorrupt
from gaoxin.graph.names.index import rebuild_names
from gaoxin.graph.names.iris import Minter
from gaoxin.graph.store.content import content_of
from gaoxin.graph.store.find_damage import NAMES_FILE, input_path, input_sums
from gaoxin.graph.store.folder import StoreFolder
from gaoxin.graph.store.manifest import MANIFEST_FILES, Manifest
from gaoxin.graph.store.patch import files_in
from gaoxin.graph.store.sealing import sums_of_tree

UNREADABLE = (OSError, EOFError, zlib.error, RuntimeError, ValueError)


def upgrade(place: StoreFolder) -> None:
    """Give checksums to every generation that has none.

    The store is counted and its digest summed, the name index is made anew from the store, patches
    and inputs are read to their end.

    Raises:
        StoreCorrupt: something of a generation is damaged; nothing of that one was changed.
    """
    for manifest in list(place.readable_manifests()):
        if not manifest.has_sums:
            seal(place, manifest)


def seal(place: StoreFolder, manifest: Manifest) -> None:
    """Check one generation as :func:`upgrade` does and write its checksums."""
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
    if not (folder / "store").exists():
        return
    try:
        store = ox.Store.read_only(str(folder / "store"))
        found = content_of(store, Minter(place.settings).inferred)
    except UNREADABLE:
        yield folder / "store"
    else:
        if found.differences(manifest):
            yield folder / "store"


def is_readable(path: Path, name: str = "") -> bool:
    """Whether a compressed file can be read to its end; and has the sha256 ``name``, if given."""
    digest = hashlib.sha256()
    try:
        with gzip.open(path, "rb") as file:
            while part := file.read(1 << 20):
                digest.update(part)
    except UNREADABLE:
        return False
    return not name or digest.hexdigest() == name


def add_sums(place: StoreFolder, manifest: Manifest) -> None:
    """Let the manifest name the files that are there, with the checksums that they have now."""
    folder = place.folder(manifest.number)
    files = sums_of_tree(folder)
    manifest.files = {name: value for name, value in files.items() if name not in MANIFEST_FILES}
    names = (dataset.input for dataset in manifest.datasets.values())
    manifest.inputs = input_sums(place, names, manifest.inputs)
    manifest.write(folder)
