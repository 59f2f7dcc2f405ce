"""The name index and the manifest of a published generation, kept in the home by its digest.

Names are found by pinyin, pieces and short forms, which SPARQL cannot do; so the index is made here
from the triples that name things, once for each digest.  A home that holds the same generation
gives its own.
"""

from __future__ import annotations

import shutil
import tempfile
from pathlib import Path
from typing import TYPE_CHECKING

import pyoxigraph as ox

from gaoxin.graph.names.index_writing import INDEX_VERSION, WATCHED, update_names, version_of
from gaoxin.graph.names.iris import Minter
from gaoxin.graph.remote.publication_pieces import triple_bytes
from gaoxin.graph.remote.publication_record import PublicationRecord, read_manifest
from gaoxin.graph.remote.remote_store import RemoteStore
from gaoxin.graph.store.folder import StoreFolder
from gaoxin.graph.store.lines import Sorter
from gaoxin.graph.store.manifest import MANIFEST_FILES, NAMES_FILE
from gaoxin.ontology.rdf_terms import DEFAULT_GRAPH

if TYPE_CHECKING:
    from gaoxin.settings import Settings

_KEPT_FOLDERS = 3
FOLDER = "remote"
"""The folder in the home for what is derived from SPARQL stores; it may be deleted."""


def names_folder(settings: Settings, store: RemoteStore, record: PublicationRecord) -> Path:
    """The folder with manifest and name index of what the store holds; made if it is missing.

    Raises:
        ServiceUnavailable, QueryFailed: the store does not give what is needed.
    """
    folder = settings.home / FOLDER / record.digest[:32]
    names = folder / NAMES_FILE
    if (folder / MANIFEST_FILES[0]).exists() and names.exists():
        if version_of(names) == INDEX_VERSION:
            return folder
        shutil.rmtree(folder)
    folder.parent.mkdir(parents=True, exist_ok=True)
    fresh = Path(tempfile.mkdtemp(prefix=".", dir=folder.parent))
    try:
        (fresh / MANIFEST_FILES[0]).write_bytes(read_manifest(store.connection, record))
        own = _own_index(settings, record.digest)
        if own:
            shutil.copyfile(own, fresh / NAMES_FILE)
        else:
            _write_names(settings, store, fresh)
        if not folder.exists():  # else another process was faster
            fresh.rename(folder)
    finally:
        shutil.rmtree(fresh, ignore_errors=True)
    for old in [path for path in kept_folders(settings) if path != folder][_KEPT_FOLDERS - 1 :]:
        shutil.rmtree(old, ignore_errors=True)
    return folder


def kept_folders(settings: Settings) -> list[Path]:
    """The folders that are kept, the newest first."""
    place = settings.home / FOLDER
    found = [path for path in place.iterdir() if path.name[0] != "."] if place.is_dir() else []
    return sorted(found, key=lambda path: path.stat().st_mtime, reverse=True)


def _own_index(settings: Settings, digest: str) -> Path | None:
    """The index of the home's own generation, if it has the same content."""
    place = StoreFolder(settings)
    for number in reversed(place.numbers()):
        manifest = place.manifest(number)
        path = place.folder(number) / NAMES_FILE
        if manifest.digest == digest and path.exists() and version_of(path) == INDEX_VERSION:
            return path
    return None


def _write_names(settings: Settings, store: RemoteStore, folder: Path) -> None:
    lines = Sorter(folder)
    for predicate in sorted(WATCHED):
        for quad in store.quads_for_pattern(None, ox.NamedNode(predicate), None, DEFAULT_GRAPH):
            lines.add(triple_bytes(quad))
    update_names(folder / NAMES_FILE, ox.Store(), (), Minter(settings), lines.sorted())
    for leftover in folder.glob("*.nq"):
        leftover.unlink()
