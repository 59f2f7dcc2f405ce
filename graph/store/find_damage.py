"""Damage: what is missing or is not what its checksum says, file by file.

A file that several generations share by hard links is read once and named for each of them.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from pathlib import Path

from gaoxin.errors import StoreCorrupt
from gaoxin.graph.store.folder import StoreFolder
from gaoxin.graph.store.manifest import MANIFEST_FILES, Manifest
from gaoxin.graph.store.packing import is_packed
from gaoxin.graph.store.patch import PATCH_FILES
from gaoxin.graph.store.sealing import is_sealed, sum_of

NAMES_FILE = "names.sqlite"


@dataclass(frozen=True, slots=True)
class Damage:
    """One damaged file.

    ``part`` is ``pointer`` (CURRENT), ``generation`` (its whole folder), ``manifest``, ``store``,
    ``names``, ``patch`` or ``input``; ``generation`` the number of the generation that needs it,
    the newest for an input; ``shared`` the numbers of all generations that need this very file;
    ``datasets`` those that an input belongs to.
    """

    part: str
    path: Path
    generation: int | None
    is_missing: bool
    shared: tuple[int, ...] = ()
    datasets: tuple[str, ...] = ()


def find_damage(place: StoreFolder, fresh: int | None = None) -> list[Damage]:
    """Everything damaged under the home; reads every file that has a checksum.

    Of the generation ``fresh``, which this process has just written, only the files that it shares
    with others are read.

    A generation without checksums, as earlier versions made them, counts as whole if its files
    are there (see ``upgrade.py``).
    """
    sums = _Sums()
    out = _pointer_damage(place)
    manifests: list[Manifest] = []
    for number in place.numbers():
        manifest, found = read_whole_manifest(place, number)
        out += found
        if manifest:
            manifests.append(manifest)
            if number == fresh:
                sums.trust(place.folder(number), manifest)
            out += _file_damage(place.folder(number), manifest, sums)
    out += _gaps(place, manifests)
    out = _with_sharers(out, sums)
    return out + _input_damage(place, manifests, sums)


def damage_of(place: StoreFolder, number: int) -> list[Damage]:
    """What is damaged of one generation, without the inputs."""
    manifest, out = read_whole_manifest(place, number)
    return out + _file_damage(place.folder(number), manifest, _Sums()) if manifest else out


class _Sums:
    """Checksums of files, each inode read once; and which damaged names share an inode."""

    def __init__(self) -> None:
        self._read: dict[tuple[int, int], str] = {}

    def differs(self, path: Path, wanted: str) -> bool:
        """Whether the file is not what it should be.

        Raises:
            OSError: it is missing or cannot be read.
        """
        inode = self.inode(path)
        if inode not in self._read:
            self._read[inode] = sum_of(path)
        return self._read[inode] != wanted

    def trust(self, folder: Path, manifest: Manifest) -> None:
        """Take the files that no other generation shares to be what the manifest says."""
        for name, value in (manifest.files or {}).items():
            path = folder / name
            if path.exists() and path.stat().st_nlink == 1:
                self._read[self.inode(path)] = value

    @staticmethod
    def inode(path: Path) -> tuple[int, int]:
        """What two names of one file have in common."""
        status = path.stat()
        return status.st_dev, status.st_ino


def _pointer_damage(place: StoreFolder) -> list[Damage]:
    try:
        number = place.current()
    except StoreCorrupt:
        return [Damage("pointer", place.pointer, None, not place.pointer.exists())]
    if number is not None and number not in place.numbers():
        return [Damage("generation", place.folder(number), number, True)]
    return []


def read_whole_manifest(place: StoreFolder, number: int) -> tuple[Manifest | None, list[Damage]]:
    """A generation's manifest, from whichever of its two files is whole, and the damaged ones."""
    found: list[Manifest] = []
    damaged: list[Damage] = []
    for name in MANIFEST_FILES:
        path = place.folder(number) / name
        try:
            manifest = Manifest.read(path)
        except (OSError, StoreCorrupt):
            damaged.append(Damage("manifest", path, number, not path.exists()))
            continue
        if not manifest.has_sums:
            return manifest, []
        if manifest.number != number or not is_sealed(path.read_bytes()):
            damaged.append(Damage("manifest", path, number, False))
        else:
            found.append(manifest)
    return (found[0] if found else None), damaged


def _file_damage(folder: Path, manifest: Manifest, sums: _Sums) -> list[Damage]:
    if manifest.files is None:
        wanted = [NAMES_FILE, *PATCH_FILES] if (folder / "store").exists() else PATCH_FILES
        missing = [name for name in wanted if not (folder / name).exists()]
        return [Damage(_part(n), folder / n, manifest.number, True) for n in missing]
    out = []
    for name, wanted_sum in manifest.files.items():
        path = folder / name
        try:
            if sums.differs(path, wanted_sum):
                out.append(Damage(_part(name), path, manifest.number, False))
        except OSError:
            out.append(Damage(_part(name), path, manifest.number, not path.exists()))
    return out


def _part(name: str) -> str:
    if name.startswith("store/"):
        return "store"
    return "names" if name == NAMES_FILE else "patch"


def _gaps(place: StoreFolder, manifests: Iterable[Manifest]) -> list[Damage]:
    """Generations whose folder is gone though a later one still has its patch against them."""
    numbers = place.numbers()
    return [
        Damage("generation", place.folder(m.parent), m.parent, True)
        for m in manifests
        if m.has_sums and m.has_patch and m.parent and numbers[0] < m.parent not in numbers
    ]


def _with_sharers(damages: list[Damage], sums: _Sums) -> list[Damage]:
    sharers: defaultdict[tuple[int, int], list[int]] = defaultdict(list)
    for damage in damages:
        if damage.part == "store" and not damage.is_missing and damage.generation:
            sharers[sums.inode(damage.path)].append(damage.generation)
    return [
        replace(damage, shared=tuple(sharers[sums.inode(damage.path)]))
        if damage.part == "store" and not damage.is_missing
        else damage
        for damage in damages
    ]


def _input_damage(place: StoreFolder, manifests: Iterable[Manifest], sums: _Sums) -> list[Damage]:
    out: dict[str, Damage] = {}
    for manifest in manifests:
        for name, wanted in manifest.inputs.items():
            path = input_path(place, name)
            try:
                if not sums.differs(path, wanted) or is_packed(path.read_bytes(), name):
                    continue  # the second: written again by another release of zlib
                is_missing = False
            except OSError:
                is_missing = not path.exists()
            datasets = tuple(k for k, d in manifest.datasets.items() if d.input == name)
            users = (*out[name].shared, manifest.number) if name in out else (manifest.number,)
            out[name] = Damage("input", path, manifest.number, is_missing, users, datasets)
    return list(out.values())


def input_path(place: StoreFolder, name: str) -> Path:
    """Where the kept input of a name lies."""
    return place.inputs / f"{name}.gz"


def input_sums(
    place: StoreFolder, names: Iterable[str], known: Mapping[str, str]
) -> dict[str, str]:
    """The checksums of kept inputs by name, where known as they are there; no missing ones."""
    paths = {name: input_path(place, name) for name in sorted(set(names)) if name}
    return {
        name: known.get(name) or sum_of(path)
        for name, path in paths.items()
        if name in known or path.exists()
    }
