"""Recognise inputs that were loaded before, so that they need not be read again.

A fingerprint covers the bytes and names of the files of a dataset, the options and the bounds; the
versions of the program and of the ontology are compared, too.  What other datasets say of the
source of a list is not covered: it counts when the file or the options change.
"""

from __future__ import annotations

import hashlib
import json
from collections.abc import Mapping
from dataclasses import asdict, fields
from pathlib import Path
from typing import Any

from gaoxin.errors import GaoxinError
from gaoxin.graph.store.find_damage import input_path
from gaoxin.graph.store.manifest import Manifest
from gaoxin.graph.store.sealing import sum_of
from gaoxin.graph.store.store import Store
from gaoxin.loaders.tables.reading import find_inputs
from gaoxin.settings import Bounds, Settings


def fingerprint(path: Path, settings: Settings, options: Mapping[str, Any]) -> str:
    """The fingerprint of a file or folder; ``""`` if it cannot be read.

    ``options`` are plain values; a path among them stands for the content of its file.
    """
    try:
        files = [path] if path.is_file() else find_inputs(path)
        seen = [(str(file.relative_to(path.parent)), sum_of(file)) for file in files]
        given = {
            name: sum_of(value) if isinstance(value, Path) else value
            for name, value in options.items()
        }
    except (OSError, GaoxinError):
        return ""  # reading says what is wrong
    bounds = {item.name: getattr(settings, item.name) for item in fields(Bounds)}
    text = json.dumps([seen, given, bounds, settings.base], sort_keys=True, default=asdict)
    return hashlib.sha256(text.encode("utf-8", "surrogatepass")).hexdigest()


def is_unchanged(
    store: Store,
    published: Manifest | None,
    versions: Mapping[str, str],
    prints: Mapping[str, str],
) -> bool:
    """Whether the published generation holds exactly these inputs, by the keys of their datasets.

    A dataset whose kept input is damaged is read again, which mends it.
    """
    if published is None or published.versions != versions or not prints:
        return False
    if store.leftovers():  # a writer was killed; the next load tidies up
        return False
    for key, print_ in prints.items():
        dataset = published.datasets.get(key)
        if dataset is None or not print_ or dataset.read_as != print_:
            return False
        if not _is_kept(store, published, dataset.input):
            return False
    return True


def _is_kept(store: Store, published: Manifest, name: str) -> bool:
    path = input_path(store, name)
    try:
        return published.inputs.get(name) == sum_of(path)
    except OSError:
        return False
