"""Pruning: delete old stores, older patches and unused inputs, but nothing while anything is
damaged.
"""

from __future__ import annotations

import shutil
from dataclasses import dataclass, field
from pathlib import Path

from gaoxin.errors import StoreCorrupt
from gaoxin.files import PARTIAL
from gaoxin.graph.store.find_damage import Damage, find_damage, input_name
from gaoxin.graph.store.folder import StoreFolder
from gaoxin.graph.store.manifest import CONTENT_FOLDER, NAMES_FILE, Manifest, is_of_store

SET_ASIDE = "damaged"
"""The folder in the home for damaged files that no manifest requires any longer."""


@dataclass(slots=True)
class _Surplus:
    """What to delete: generations that lose their store, generations that are deleted whole, and
    inputs.
    """

    stores: list[int] = field(default_factory=list)
    generations: list[int] = field(default_factory=list)
    inputs: list[Path] = field(default_factory=list)

    def __bool__(self) -> bool:
        return bool(self.stores or self.generations or self.inputs)


def prune(place: StoreFolder, fresh: int | None = None) -> list[Damage]:
    """Delete what exceeds the configured numbers of stores and patches.

    If anything is damaged, nothing is deleted and the damage is returned.  ``fresh`` is a
    generation that was just written; files that only it has are not read again.  A damaged input
    that only older generations list is given up.  It would be needed only to load again after a
    rollback; then its dataset must be loaded from its file.
    """
    if not _surplus(place):
        return []
    damages = find_damage(place, fresh)
    given_up = _needless_inputs(place, damages)
    for damage in given_up:
        give_up_input(place, damage)
    rest = [damage for damage in damages if damage not in given_up]
    if rest:
        return rest
    surplus = _surplus(place)
    for number in surplus.stores:
        _drop_store(place, place.manifest(number))
    for number in surplus.generations:
        _remove(place.folder(number), place)
    # Inputs beside a first generation belong to generations that were lost: they are kept, because
    # nothing else holds their records.
    is_first = len(place.numbers()) == 1 and place.manifest(place.numbers()[0]).parent is None
    for path in surplus.inputs:
        if is_first:
            set_aside(place, path)
        else:
            path.unlink(missing_ok=True)
    return []


def _surplus(place: StoreFolder) -> _Surplus:
    try:
        current = place.current()
    except StoreCorrupt:
        return _Surplus()
    numbers = [n for n in reversed(place.numbers()) if n != current]
    keep = place.settings.keep_generations - 1
    keep_patches = max(place.settings.keep_patches - 1, keep)
    out = _Surplus(generations=numbers[keep_patches:])
    out.stores = [n for n in numbers[keep:keep_patches] if (place.folder(n) / "store").exists()]
    used = {d.input for m in place.readable_manifests() for d in m.datasets.values()}
    if place.inputs.is_dir():
        out.inputs = [p for p in sorted(place.inputs.iterdir()) if input_name(p) not in used]
    return out


def _drop_store(place: StoreFolder, manifest: Manifest) -> None:
    """Delete a generation's store and name index, after removing them from its manifest."""
    folder = place.folder(manifest.number)
    if manifest.files is not None:
        manifest.files = {
            name: value
            for name, value in manifest.files.items()
            if name != NAMES_FILE and not is_of_store(name)
        }
        manifest.write(folder)
    shutil.rmtree(folder / CONTENT_FOLDER, ignore_errors=True)
    (folder / NAMES_FILE).unlink(missing_ok=True)
    _remove(folder / "store", place)  # last, because it shows that this is still to be done


def _remove(folder: Path, place: StoreFolder) -> None:
    """Delete a folder atomically, because a partly deleted one would count as damaged."""
    doomed = place.generations / f"{folder.parent.name}-{folder.name}{PARTIAL}"
    folder.rename(doomed)
    shutil.rmtree(doomed, ignore_errors=True)


def _needless_inputs(place: StoreFolder, damages: list[Damage]) -> list[Damage]:
    """Damaged inputs that the published generation does not list."""
    inputs = [damage for damage in damages if damage.part == "input"]
    try:
        published = place.published() if inputs else None
    except StoreCorrupt:
        published = None
    if published is None:
        return []
    used = {dataset.input for dataset in published.datasets.values()}
    return [damage for damage in inputs if input_name(damage.path) not in used]


def give_up_input(place: StoreFolder, damage: Damage) -> None:
    """Remove a damaged input from all manifests, and move the file to ``HOME/damaged``."""
    name = input_name(damage.path)
    for manifest in place.readable_manifests():
        if manifest.inputs.pop(name, None):
            manifest.write(place.folder(manifest.number))
    set_aside(place, damage.path)


def set_aside(place: StoreFolder, path: Path) -> Path | None:
    """Move a file or folder into ``HOME/damaged``; return ``None`` if it does not exist."""
    if not path.exists():
        return None
    target = place.home / SET_ASIDE / path.relative_to(place.home)
    target.parent.mkdir(parents=True, exist_ok=True)
    number = 1
    while target.exists():
        target = target.with_name(f"{path.name}.{number}")
        number += 1
    return path.rename(target)
