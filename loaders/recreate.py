"""Recreate lost data for a repair: a generation from its kept inputs, a kept input from its
file.
"""

from __future__ import annotations

from pathlib import Path
from tempfile import TemporaryDirectory

import pyoxigraph as ox

from gaoxin.errors import GaoxinError
from gaoxin.files import PARTIAL
from gaoxin.graph.names.iris import Minter
from gaoxin.graph.store.folder import StoreFolder
from gaoxin.graph.store.lines import quads_of_lines
from gaoxin.graph.store.manifest import Dataset, Manifest
from gaoxin.graph.store.repair import Outcome, Repair
from gaoxin.loaders.inputs import keep, name_of, recall
from gaoxin.loaders.read import read_inputs
from gaoxin.loaders.resolving.registry import Registry
from gaoxin.loaders.translate import translate_content
from gaoxin.settings import Settings


def repair(settings: Settings) -> list[Outcome]:
    """Repair the store as far as possible; see ``graph/store/repair.py``.

    Raises:
        StoreLocked: another writer is at work.
    """
    place = StoreFolder(settings)
    with place.locked():
        return Repair(
            place,
            recreate=lambda manifest: quads_from_inputs(settings, manifest),
            reread=lambda key, dataset: keep_again(settings, key, dataset),
        ).run()


def quads_from_inputs(settings: Settings, manifest: Manifest) -> set[ox.Quad] | None:
    """The asserted quads that this version derives from a generation's kept inputs.

    ``None`` if an input is not kept or is damaged.
    """
    folder, minter = StoreFolder(settings).inputs, Minter(settings)
    try:
        contents = [
            recall(key, dataset.input, folder, minter, whole=True)
            for key, dataset in manifest.datasets.items()
        ]
        registry = Registry({content.dataset: content.profile for content in contents})
        with TemporaryDirectory(PARTIAL, dir=settings.home) as scratch:
            return {
                quad
                for content in contents
                for quad in quads_of_lines(
                    translate_content(content, registry, minter, Path(scratch)).lines
                )
            }
    except GaoxinError:
        return None


def keep_again(settings: Settings, key: str, dataset: Dataset) -> bool:
    """Write the kept input of a dataset from the file that it was loaded from.

    ``False`` if the file is missing or has changed.
    """
    path = Path(dataset.origin)
    try:
        if path.is_absolute():
            contents = read_inputs(settings, [path], known={}, dataset=key)
        else:  # the origin of the project's own data is a file name without a folder
            contents = read_inputs(settings, None, known={})
        for content in contents:
            if name_of(content) == dataset.input:
                keep(content, StoreFolder(settings).inputs)
                return True
    except (GaoxinError, OSError):
        return False
    return False
