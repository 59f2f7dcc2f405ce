"""Copy the store and the name index of a generation, for a change to work on."""

from __future__ import annotations

import shutil
from pathlib import Path
from typing import TYPE_CHECKING

import pyoxigraph as ox

from gaoxin.errors import StoreCorrupt
from gaoxin.graph.store.manifest import NAMES_FILE
from gaoxin.graph.store.sealing import sum_of

if TYPE_CHECKING:
    from gaoxin.graph.store.generation import Generation


def copy_of_store(parent: Generation | None, target: Path) -> ox.Store:
    """A copy of the generation's store in the folder ``target``; an empty one without a generation.

    Raises:
        StoreCorrupt: the copy is not whole.
    """
    if parent is None:
        return ox.Store(str(target))
    parent.store.backup(str(target))
    store = ox.Store(str(target))
    expected, found = parent.manifest.store_size, len(store)
    if found != expected:
        # A copy of an unflushed store silently lacks the last writes (measured).
        raise StoreCorrupt(
            f"复制第 {parent.number} 代时得到 {found} 条，应为 {expected} 条；"
            "请运行 gaoxin doctor --repair。",
            f"Copying generation {parent.number} gave {found} quads instead of {expected}; run "
            "gaoxin doctor --repair.",
            generation=parent.number,
        )
    return store


def copy_names(parent: Generation, target: Path) -> None:
    """Copy the generation's name index to the file ``target``.

    Raises:
        StoreCorrupt: it is damaged.
    """
    source = parent.folder / NAMES_FILE
    wanted = (parent.manifest.files or {}).get(NAMES_FILE)
    shutil.copyfile(source, target)
    if wanted and sum_of(target) != wanted:
        raise StoreCorrupt(
            f"名称索引 {source} 已损坏；请运行 gaoxin doctor --repair。",
            f"The name index {source} is damaged; run gaoxin doctor --repair.",
            path=str(source),
        )
