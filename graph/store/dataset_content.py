"""The content of each large dataset as sorted lines, kept in the folder of the generation.

``content/<digest of the key>.nq.gz`` saves reading the dataset from the store, where its lines are
in another order, when a new version of it is compared.  It is only a copy: without it, or if it is
damaged, the store is read.
"""

from __future__ import annotations

import hashlib
import os
import shutil
from collections.abc import Mapping
from pathlib import Path
from typing import TYPE_CHECKING

import pyoxigraph as ox

from gaoxin.files import sync
from gaoxin.graph.store.lines import (
    NOTHING,
    Lines,
    gathered,
    line_of,
    read_chunks,
    sort_lines,
    write_packed,
)
from gaoxin.graph.store.manifest import CONTENT_FOLDER, Dataset
from gaoxin.graph.store.sealing import sum_of

if TYPE_CHECKING:
    from gaoxin.graph.store.generation import Generation

KEPT_FROM = 200_000
"""Minimum number of quads of a dataset whose content is kept as a file."""


def content_name(key: str) -> str:
    """The file of a dataset's content, relative to the folder of the generation."""
    return f"{CONTENT_FOLDER}/{hashlib.sha256(key.encode()).hexdigest()[:32]}.nq.gz"


def content_before(parent: Generation | None, key: str, scratch: Path) -> Lines:
    """The lines of a dataset in the parent generation; none if it has no such dataset."""
    dataset = parent.manifest.datasets.get(key) if parent else None
    if parent is None or dataset is None:
        return NOTHING
    name = content_name(key)
    path, wanted = parent.folder / name, (parent.manifest.files or {}).get(name)
    if wanted and path.exists() and sum_of(path) == wanted:
        return gathered(read_chunks(path), scratch)
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
    datasets: Mapping[str, Dataset],
    parent: Generation | None,
) -> None:
    """Write the content of large replaced datasets, and link that of the others to the parent's."""
    (folder / CONTENT_FOLDER).mkdir(exist_ok=True)
    for key in datasets:
        target = folder / content_name(key)
        lines = replaced.get(key)
        if lines is not None:
            if len(lines) >= KEPT_FROM:
                write_packed(lines.chunks(), target)
                sync(target)
        elif parent is not None and content_name(key) in (parent.manifest.files or {}):
            source = parent.folder / content_name(key)
            if source.exists():
                _link(source, target)
    if not any((folder / CONTENT_FOLDER).iterdir()):
        (folder / CONTENT_FOLDER).rmdir()


def _link(source: Path, target: Path) -> None:
    try:
        os.link(source, target)
    except OSError:  # a file system without hard links
        shutil.copyfile(source, target)
