"""Repair damage from second copies, the store, other generations and the kept inputs.

What cannot be repaired is given up, one thing at a time: it is reported, moved to ``HOME/damaged``
and removed from all manifests.  If the published generation is given up, the newest undamaged one
before it is published.
"""

from __future__ import annotations

import shutil
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

import pyoxigraph as ox

from gaoxin.errors import StoreCorrupt
from gaoxin.files import PARTIAL
from gaoxin.graph.names.index_writing import rebuild_names
from gaoxin.graph.names.iris import Minter
from gaoxin.graph.store.content import is_store_as_counted
from gaoxin.graph.store.find_damage import (
    Damage,
    find_damage,
    input_name,
    input_path,
    read_whole_manifest,
)
from gaoxin.graph.store.folder import StoreFolder
from gaoxin.graph.store.manifest import (
    CONTENT_FOLDER,
    MANIFEST_FILES,
    NAMES_FILE,
    Dataset,
    Manifest,
    is_of_store,
)
from gaoxin.graph.store.patch import PATCH_FILES, Patch
from gaoxin.graph.store.prune import give_up_input, set_aside
from gaoxin.graph.store.rebuild import Contents, Recreate, build_store
from gaoxin.graph.store.sealing import sum_of, sums_of_tree
from gaoxin.graph.store.upgrade import add_sums, has_old_names, is_readable

Reread = Callable[[str, Dataset], bool]
"""A function that writes a dataset's kept input again from the file it was loaded from; ``False``
if that is impossible.
"""


@dataclass(frozen=True, slots=True)
class Outcome:
    """The result for one damaged thing; ``zh`` and ``en`` say how it was repaired, or what is
    lost.
    """

    path: Path
    is_mended: bool
    zh: str
    en: str


class Repair:
    """One repair of a home; the caller of :meth:`run` must hold the lock."""

    def __init__(self, place: StoreFolder, recreate: Recreate, reread: Reread) -> None:
        self._place, self._recreate, self._reread = place, recreate, reread
        self._minter = Minter(place.settings)
        self._manifests: dict[int, Manifest] = {}
        self._lost: set[int] = set()
        self._outcomes: list[Outcome] = []

    def run(self) -> list[Outcome]:
        """Repair everything possible; return one outcome for each damaged thing."""
        self._place.remove_leftovers()
        self._make_room()
        self._mend_manifests()
        self._set_folders_aside()
        damages = find_damage(self._place)
        for damage in damages:
            if damage.part == "input":
                self._mend_input(damage)
            elif damage.part == "content" and damage.generation:
                self._drop_content(damage.path, damage.generation)
        self._mend_generations(damages)
        self._mend_pointer()
        return self._outcomes

    def _tell(self, path: Path, is_mended: bool, zh: str, en: str) -> None:
        self._outcomes.append(Outcome(path, is_mended, zh, en))

    def _make_room(self) -> None:
        """Create the folders of the home, and move folders that have the name of a required file
        out of the way.
        """
        place = self._place
        for folder in (place.generations, place.inputs):
            if not folder.is_dir():
                set_aside(place, folder)
                folder.mkdir(parents=True)
        manifests = (place.folder(n) / name for n in place.numbers() for name in MANIFEST_FILES)
        for path in (place.pointer, *manifests):
            if path.is_dir():
                set_aside(place, path)

    def _set_folders_aside(self) -> None:
        """Move folders out of the way that have the name of a file in a manifest; the file then
        counts as missing.
        """
        place = self._place
        for number, manifest in self._manifests.items():
            files = [place.folder(number) / name for name in manifest.files or ()]
            for path in (*files, *(input_path(place, name) for name in manifest.inputs)):
                if path.is_dir():
                    set_aside(place, path)

    def _mend_manifests(self) -> None:
        for number in self._place.numbers():
            manifest, damages = read_whole_manifest(self._place, number)
            folder = self._place.folder(number)
            if manifest is None:
                set_aside(self._place, folder)
                self._lost.add(number)
                self._tell(
                    folder,
                    False,
                    f"第 {number} 代的两份清单都已损坏，无法再使用这一代。",
                    f"Both manifests of generation {number} are damaged; it is lost.",
                )
                continue
            self._manifests[number] = manifest
            if damages:
                manifest.write(folder)
            for damage in damages:
                self._tell(damage.path, True, "已由另一份清单复原。", "Restored from its copy.")

    def _mend_input(self, damage: Damage) -> None:
        name = input_name(damage.path)
        for manifest in reversed(self._manifests.values()):
            for key, dataset in manifest.datasets.items():
                if dataset.input == name and self._reread(key, dataset):
                    self._tell(
                        damage.path,
                        True,
                        f"已从 {dataset.origin} 重新读取。",
                        f"Read again from {dataset.origin}.",
                    )
                    return
        give_up_input(self._place, damage)
        for number in self._manifests:
            self._manifests[number].inputs.pop(name, None)
        keys = ", ".join(damage.datasets)
        self._tell(
            damage.path,
            False,
            f"数据集 {keys} 保存的输入已丢失（图中的事实都在）；请再次载入它的文件，或移除它。",
            f"The kept input of the dataset {keys} is lost (all its facts are still in the graph); "
            "load its file again, or remove it.",
        )

    def _drop_content(self, path: Path, number: int) -> None:
        """Remove a copy for a dataset; the store or its kept input is read where it is needed."""
        name = path.relative_to(self._place.folder(number)).as_posix()
        path.unlink(missing_ok=True)
        self._forget_files(number, lambda other: other == name)
        self._tell(
            path,
            True,
            "这份副本已删除；内容都在图库和保存的输入中。",
            "This copy was removed; the store and the kept inputs have its content.",
        )

    def _mend_generations(self, damages: list[Damage]) -> None:
        broken = self._broken_parts(damages)
        contents = Contents(self._place, self._manifests, self._minter.inferred, self._recreate)
        for number, manifest in self._manifests.items():
            if manifest.has_patch and "patch" not in broken[number]:
                contents.patches.add(number)
            if (self._place.folder(number) / "store").exists() and "store" not in broken[number]:
                contents.stores.add(number)
        is_moving = True
        while is_moving:  # a repaired part may allow the repair of another one
            is_moving = False
            for number in sorted(broken):
                for part, mend in (("store", self._mend_store), ("patch", self._mend_patch)):
                    if part in broken[number] and mend(number, contents):
                        broken[number] -= {part, "names"} if part == "store" else {part}
                        is_moving = True
        for number in sorted(broken):
            if "patch" in broken[number]:
                self._give_up_patch(number)
            if "store" in broken[number]:
                self._give_up_store(number)
            elif "names" in broken[number]:
                self._mend_names(number)
            if not self._manifests[number].has_sums:
                add_sums(self._place, self._manifests[number])

    def _broken_parts(self, damages: list[Damage]) -> dict[int, set[str]]:
        """The damaged parts of each generation; stores are also recounted and their digests
        recomputed.
        """
        broken: dict[int, set[str]] = {number: set() for number in self._manifests}
        for damage in damages:
            if damage.part == "generation":
                self._give_up_generation(damage)
            elif damage.generation in broken and damage.part != "input":
                broken[damage.generation].add(damage.part)
        for number, manifest in self._manifests.items():
            folder = self._place.folder(number)
            if not manifest.has_sums:
                broken[number] |= {"names"} if (folder / "store").exists() else set()
                if not all(is_readable(folder / name) for name in PATCH_FILES):
                    broken[number].add("patch")
            elif has_old_names(self._place, manifest):
                broken[number].add("names")
            is_kept = manifest.has_store if manifest.has_sums else (folder / "store").exists()
            if is_kept and not is_store_as_counted(folder, manifest, self._minter.inferred):
                broken[number].add("store")
        return broken

    def _mend_store(self, number: int, contents: Contents) -> bool:
        quads = contents.quads(number)
        if quads is None:
            return False
        folder, manifest = self._place.folder(number), self._manifests[number]
        partial = self._place.generations / f"{number:06d}{PARTIAL}"
        partial.mkdir()
        manifest.store_size = build_store(partial, quads)
        shutil.rmtree(folder / "store", ignore_errors=True)
        (partial / "store").rename(folder / "store")
        partial.rmdir()
        contents.stores.add(number)
        self._name_files(manifest, "store/", sums_of_tree(folder / "store"))
        self._tell(
            folder / "store",
            True,
            f"第 {number} 代的图库已由增减记录重建，摘要相符。",
            f"The store of generation {number} was rebuilt from patches; its digest is right.",
        )
        self._mend_names(number)
        return True

    def _mend_patch(self, number: int, contents: Contents) -> bool:
        folder, manifest = self._place.folder(number), self._manifests[number]
        before, after = contents.quads(manifest.parent or 0), contents.quads(number)
        if before is None or after is None:
            return False
        Patch(after - before, before - after).write(folder)
        contents.patches.add(number)
        self._name_files(manifest, "", {name: sum_of(folder / name) for name in PATCH_FILES})
        self._tell(
            folder / PATCH_FILES[0],
            True,
            f"第 {number} 代的增减记录已由前后两代重建。",
            f"The patch of generation {number} was rebuilt from it and its parent.",
        )
        return True

    def _mend_names(self, number: int) -> None:
        folder, manifest = self._place.folder(number), self._manifests[number]
        store = ox.Store.read_only(str(folder / "store"))
        rebuild_names(folder / NAMES_FILE, store, self._minter)
        self._name_files(manifest, "", {NAMES_FILE: sum_of(folder / NAMES_FILE)})
        self._tell(
            folder / NAMES_FILE,
            True,
            f"第 {number} 代的名称索引已由图库重建。",
            f"The name index of generation {number} was rebuilt from its store.",
        )

    def _name_files(self, manifest: Manifest, under: str, sums: dict[str, str]) -> None:
        """Replace the manifest's list of files below ``under`` by these files."""
        if manifest.files is None:
            return  # checksums of the whole folder are computed at the end
        kept = {n: s for n, s in manifest.files.items() if not (under and n.startswith(under))}
        manifest.files = kept | {f"{under}{name}": value for name, value in sums.items()}
        manifest.write(self._place.folder(manifest.number))

    def _forget_files(self, number: int, is_gone: Callable[[str], bool]) -> None:
        manifest, folder = self._manifests[number], self._place.folder(number)
        names = manifest.files if manifest.files is not None else sums_of_tree(folder)
        manifest.files = {name: value for name, value in names.items() if not is_gone(name)}
        manifest.write(folder)

    def _give_up_patch(self, number: int) -> None:
        folder = self._place.folder(number)
        self._forget_files(number, lambda name: name in PATCH_FILES)
        for name in PATCH_FILES:
            set_aside(self._place, folder / name)
        self._tell(
            folder / PATCH_FILES[0],
            False,
            f"第 {number} 代的增减记录已丢失；不能再与更早的代比较，也不能从此回到更早的代。",
            f"The patch of generation {number} is lost; it cannot be compared with earlier ones.",
        )

    def _give_up_store(self, number: int) -> None:
        folder = self._place.folder(number)
        self._forget_files(number, lambda n: n == NAMES_FILE or is_of_store(n))
        set_aside(self._place, folder / "store")
        set_aside(self._place, folder / CONTENT_FOLDER)
        set_aside(self._place, folder / NAMES_FILE)
        self._tell(
            folder / "store",
            False,
            f"第 {number} 代的图库已丢失。",
            f"The store of generation {number} is lost.",
        )

    def _give_up_generation(self, damage: Damage) -> None:
        if damage.generation not in self._lost:
            self._tell(
                damage.path,
                False,
                f"第 {damage.generation} 代已丢失。",
                f"Generation {damage.generation} is lost.",
            )
        for number, manifest in self._manifests.items():
            if manifest.parent == damage.generation:
                self._forget_files(number, lambda name: name in PATCH_FILES)

    def _mend_pointer(self) -> None:
        whole = [
            number
            for number, manifest in self._manifests.items()
            if manifest.has_store and (self._place.folder(number) / "store").exists()
        ]
        newest = max(whole, default=None)
        try:
            current = self._place.current()
        except StoreCorrupt:
            current = None
            self._tell(
                self._place.pointer,
                True,
                f"现在指向第 {newest or 0} 代。",
                f"It points to generation {newest or 0} now.",
            )
        else:
            if current in whole or (current is None and not whole):
                return
            self._tell(
                self._place.pointer,
                True,
                f"第 {current} 代无法使用，改为指向第 {newest or 0} 代。",
                f"Generation {current} cannot be used; it points to generation {newest or 0} now.",
            )
        for number in self._manifests:
            if number > (newest or 0):
                set_aside(self._place, self._place.folder(number))
        self._place.point_to(newest)
