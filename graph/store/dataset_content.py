"""Copies that make later changes of large datasets fast, kept in the folder of the generation.

``content/<digest of the key>.nq.gz`` has the content of a dataset as sorted lines.  When a new
version of it is compared, they need not be read from the store, where they are in another order.
``….names`` has the names in it (:mod:`gaoxin.loaders.resolving.profile`).  If a copy is
missing or damaged, the store or the kept input is read.
"""

from __future__ import annotations

import hashlib
import shutil
from collections.abc import Callable, Mapping
from pathlib import Path
from typing import TYPE_CHECKING

import pyoxigraph as ox

from gaoxin.files import link_or_copy, sync
from gaoxin.graph.store.lines import (
    NOTHING,
    Lines,
    in_file,
    line_of,
    sort_lines,
    write_packed,
)
from gaoxin.graph.store.manifest import CONTENT_FOLDER, Dataset, Manifest
from gaoxin.graph.store.sealing import sum_of

if TYPE_CHECKING:
    from gaoxin.graph.store.generation import Generation

KEPT_FROM = 200_000
"""Minimum number of quads of a dataset whose content is kept as a file."""


NamesWriter = Callable[[Path], None]
"""Writes the names of a dataset to a new file."""


def content_name(key: str) -> str:
    """The file of a dataset's content, relative to the folder of the generation."""
    return f"{_stem(key)}.nq.gz"


def _names_name(key: str) -> str:
    return f"{_stem(key)}.names"


def _stem(key: str) -> str:
    return f"{CONTENT_FOLDER}/{hashlib.sha256(key.encode()).hexdigest()[:32]}"


def names_of_dataset(parent: Generation, key: str) -> Path | None:
    """The undamaged file with the names of a dataset, if the generation has one."""
    return names_file(parent.folder, parent.manifest, key)


def names_file(folder: Path, manifest: Manifest, key: str) -> Path | None:
    """The same for a generation that is not opened: by its folder and manifest."""
    return _intact(folder, manifest, _names_name(key))


def _intact(folder: Path, manifest: Manifest, name: str) -> Path | None:
    path, wanted = folder / name, (manifest.files or {}).get(name)
    return path if wanted and path.exists() and sum_of(path) == wanted else None


def content_before(parent: Generation | None, key: str, scratch: Path) -> Lines:
    """The lines of a dataset in the parent generation; none if it has no such dataset."""
    dataset = parent.manifest.datasets.get(key) if parent else None
    if parent is None or dataset is None:
        return NOTHING
    if path := _intact(parent.folder, parent.manifest, content_name(key)):
        return in_file(path, dataset.quads)
    graphs = (ox.NamedNode(iri) for iri in dataset.graphs.values())
    return sort_lines(
        (
            line_of(quad)
            for graph in graphs
            for quad in parent.store.quads_for_pattern(None, None, None, graph)
        ),
        scratch,
    )


def keep_contents(
    folder: Path,
    replaced: Mapping[str, Lines],
    names: Mapping[str, NamesWriter],
    datasets: Mapping[str, Dataset],
    parent: Generation | None,
    packed: tuple[Lines, Path] | None = None,
) -> None:
    """Write the content of large replaced datasets, and link that of the others to the parent's.

    ``names`` write the names of those with many; the names of an unchanged input are linked.
    ``packed`` are lines that are already in a file of the same form.
    """
    (folder / CONTENT_FOLDER).mkdir(exist_ok=True)
    for key, dataset in datasets.items():
        lines = replaced.get(key)
        before = parent.manifest.datasets.get(key) if parent else None
        if lines is None:
            _link(parent, folder, content_name(key))
        elif len(lines) >= KEPT_FROM:
            target = folder / content_name(key)
            if packed and lines is packed[0]:
                # A copy, not a link, so that damage to one does not damage both.
                shutil.copyfile(packed[1], target)
            else:
                write_packed(lines.chunks(), target)
            sync(target)
        if key in names:
            target = folder / _names_name(key)
            names[key](target)
            sync(target)
        elif before and before.input == dataset.input:
            _link(parent, folder, _names_name(key))
    if not any((folder / CONTENT_FOLDER).iterdir()):
        (folder / CONTENT_FOLDER).rmdir()


def _link(parent: Generation | None, folder: Path, name: str) -> None:
    """Link a file to the parent's, if the parent has it."""
    if parent is None or name not in (parent.manifest.files or {}):
        return
    source, target = parent.folder / name, folder / name
    if not source.exists():
        return
    link_or_copy(source, target)
