"""Find damage: files that are missing or differ from their checksums.

A file that several generations share by hard links is read once and reported for each of them.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass, replace
from pathlib import Path

from gaoxin.errors import StoreCorrupt
from gaoxin.graph.store.folder import StoreFolder
from gaoxin.graph.store.manifest import (
    MANIFEST_FILES,
    NAMES_FILE,
    Manifest,
    is_content,
    is_of_store,
)
from gaoxin.graph.store.packing import is_packed
from gaoxin.graph.store.patch import PATCH_FILES
from gaoxin.graph.store.sealing import is_sealed, sum_of


@dataclass(frozen=True, slots=True)
class Damage:
    """One damaged file.

    ``part`` is ``pointer`` (CURRENT), ``generation`` (its whole folder), ``manifest``, ``store``,
    ``names``, ``content``, ``patch`` or ``input``; ``generation`` is the number of the generation
    that needs it (for an input, the newest one).  ``shared`` are the numbers of all generations
    that need the same file.  ``datasets`` are the datasets of an input.
    """

    part: str
    path: Path
    generation: int | None
    is_missing: bool
    shared: tuple[int, ...] = ()
    datasets: tuple[str, ...] = ()


def find_damage(place: StoreFolder, fresh: int | None = None) -> list[Damage]:
    """All damage in the home; reads every file that has a checksum.

    ``fresh`` is a generation that this process has just written; only the files that it shares with
    others are read.

    A generation without checksums, written by an earlier version, is taken as undamaged if its
    files exist (see ``upgrade.py``).
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


def damage_of(place: StoreFolder, number: int, only: Collection[str] | None = None) -> list[Damage]:
    """The damage of one generation, without its inputs.

    With ``only``, none but the manifest and the files with these names are read.
    """
    manifest, out = read_whole_manifest(place, number)
    if manifest is None:
        return out
    return out + _file_damage(place.folder(number), manifest, _Sums(), only)


class _Sums:
    """Checksums of files, where each inode is read once, and the damaged files that share an
    inode.
    """

    def __init__(self) -> None:
        self._read: dict[tuple[int, int], str] = {}

    def differs(self, path: Path, wanted: str) -> bool:
        """Whether the file differs from its checksum.

        Raises:
            OSError: it is missing or cannot be read.
        """
        inode = self.inode(path)
        if inode not in self._read:
            self._read[inode] = sum_of(path)
        return self._read[inode] != wanted

    def trust(self, folder: Path, manifest: Manifest) -> None:
        """Accept the manifest's checksums for the files that no other generation shares."""
        for name, value in (manifest.files or {}).items():
            path = folder / name
            if path.exists() and path.stat().st_nlink == 1:
                self._read[self.inode(path)] = value

    @staticmethod
    def inode(path: Path) -> tuple[int, int]:
        """Device and inode, which are equal for hard links to the same file."""
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
    """A generation's manifest, read from an undamaged one of its two files, and the damaged
    files.
    """
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


def _file_damage(
    folder: Path, manifest: Manifest, sums: _Sums, only: Collection[str] | None = None
) -> list[Damage]:
    if manifest.files is None:
        wanted = [NAMES_FILE, *PATCH_FILES] if (folder / "store").exists() else PATCH_FILES
        missing = [name for name in wanted if not (folder / name).exists()]
        return [Damage(_part(n), folder / n, manifest.number, True) for n in missing]
    out = []
    for name, wanted_sum in manifest.files.items():
        if only is not None and name not in only:
            continue
        path = folder / name
        try:
            if sums.differs(path, wanted_sum):
                out.append(Damage(_part(name), path, manifest.number, False))
        except OSError:
            out.append(Damage(_part(name), path, manifest.number, not path.exists()))
    return out


def _part(name: str) -> str:
    if is_content(name):
        return "content"
    if is_of_store(name):
        return "store"
    return "names" if name == NAMES_FILE else "patch"


def _gaps(place: StoreFolder, manifests: Iterable[Manifest]) -> list[Damage]:
    """Generations whose folder is missing although a later one still has its patch against them."""
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
                if not sums.differs(path, wanted) or is_packed(path, name):
                    continue  # the second condition: another release of zlib compressed it again
                is_missing = False
            except OSError:
                is_missing = not path.exists()
            datasets = tuple(k for k, d in manifest.datasets.items() if d.input == name)
            users = (*out[name].shared, manifest.number) if name in out else (manifest.number,)
            out[name] = Damage("input", path, manifest.number, is_missing, users, datasets)
    return list(out.values())


def input_path(place: StoreFolder, name: str) -> Path:
    """The path of the kept input with this name."""
    return place.inputs / f"{name}.gz"


def input_name(path: Path) -> str:
    """The name of the kept input at this path."""
    return path.name.split(".")[0]


def input_sums(
    place: StoreFolder, names: Iterable[str], known: Mapping[str, str]
) -> dict[str, str]:
    """Checksums of kept inputs by name: from ``known`` or read from the file; without missing
    files.
    """
    paths = {name: input_path(place, name) for name in sorted(set(names)) if name}
    return {
        name: known.get(name) or sum_of(path)
        for name, path in paths.items()
        if name in known or path.exists()
    }
