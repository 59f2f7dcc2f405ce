"""The folders of generations on disk, and the pointer to the published one."""

from __future__ import annotations

import filecmp
import hashlib
import re
import shutil
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING

from gaoxin.errors import BadParameter, NoGeneration, StoreCorrupt, StoreLocked
from gaoxin.files import PARTIAL, put_in_place, write_whole
from gaoxin.graph.store.manifest import MANIFEST_FILES, Manifest
from gaoxin.locks import exclusive

if TYPE_CHECKING:
    from gaoxin.settings import Settings

_NOTHING = 0
"""The number in CURRENT before the first generation is published."""
_POINTER = re.compile(rb"(0|[1-9][0-9]{0,8}) ([0-9a-f]{64})\n")
_OLD_POINTER = re.compile(rb"[1-9][0-9]*\n")


class StoreFolder:
    """The generations' files under ``settings.home``."""

    def __init__(self, settings: Settings) -> None:
        self.settings = settings
        self.home = settings.home
        self.generations = self.home / "generations"
        self.inputs = self.home / "inputs"
        self.pointer = self.home / "CURRENT"

    def folder(self, number: int) -> Path:
        """The folder of generation ``number``."""
        return self.generations / f"{number:06d}"

    def numbers(self) -> list[int]:
        """Numbers of all generations that have a folder, ascending."""
        if not self.generations.is_dir():
            return []
        return sorted(int(p.name) for p in self.generations.iterdir() if p.name.isdigit())

    def current(self) -> int | None:
        """The published generation's number, ``None`` before the first load.

        Raises:
            StoreCorrupt: CURRENT is damaged, or is missing although there are generations.
        """
        for _ in range(2):  # the first load may have written CURRENT after the first check
            try:
                return parse_pointer(self.pointer.read_bytes()) or None
            except FileNotFoundError:
                if not self.numbers():
                    return None
            except (ValueError, IsADirectoryError):
                break
        state_zh, state_en = (
            ("已损坏", "is damaged")
            if self.pointer.exists()
            else ("不见了，而各代图库还在", "is missing although there are generations")
        )
        raise StoreCorrupt(
            f"{self.pointer}（记录当前是哪一代）{state_zh}；请运行 gaoxin doctor --repair。",
            f"{self.pointer}, which says what generation is published, {state_en}; run "
            "gaoxin doctor --repair.",
            path=str(self.pointer),
        )

    def point_to(self, number: int | None) -> None:
        """Make generation ``number`` the published one; with ``None``, none is published."""
        write_whole(self.pointer, pointer_text(number or _NOTHING))

    def manifest(self, number: int) -> Manifest:
        """The manifest of a generation.

        Raises:
            NoGeneration: the generation does not exist or is no longer kept.
            StoreCorrupt: the manifest is damaged, or is missing although the generation exists.
        """
        path = self.folder(number) / MANIFEST_FILES[0]
        try:
            return Manifest.read(path)
        except FileNotFoundError as cause:
            known = self.numbers()
            if number in known:
                raise StoreCorrupt(
                    f"清单 {path} 不见了；请运行 gaoxin doctor --repair。",
                    f"The manifest {path} is missing; run gaoxin doctor --repair.",
                    path=str(path),
                ) from cause
            span = f"{known[0]}–{known[-1]}" if known else "-"
            raise NoGeneration(
                f"没有第 {number} 代；现存 {span}，见 gaoxin log。",
                f"There is no generation {number}; kept are {span}, see gaoxin log.",
                generation=number,
            ) from cause
        except IsADirectoryError as cause:
            raise StoreCorrupt(
                f"清单 {path} 是一个文件夹；请运行 gaoxin doctor --repair。",
                f"The manifest {path} is a folder; run gaoxin doctor --repair.",
                path=str(path),
            ) from cause

    def published(self) -> Manifest | None:
        """The manifest of the published generation, ``None`` before the first load.

        Raises:
            StoreCorrupt: CURRENT or the manifest is damaged, or the generation is missing.
        """
        number = self.current()
        try:
            return self.manifest(number) if number else None
        except BadParameter as cause:
            raise StoreCorrupt(
                f"{self.pointer} 指向第 {number} 代，但它不在了；请运行 gaoxin doctor --repair。",
                f"{self.pointer} names generation {number}, which is not there; run "
                "gaoxin doctor --repair.",
                path=str(self.pointer),
                generation=number,
            ) from cause

    def log(self) -> list[Manifest]:
        """Manifests of the published generation and its ancestors, newest first."""
        out: list[Manifest] = []
        number = self.current()
        while number is not None:
            try:
                out.append(self.manifest(number))
            except (BadParameter, StoreCorrupt):
                break  # no longer kept, or damaged: its ancestors cannot be found
            number = out[-1].parent
        return out

    def readable_manifests(self) -> Iterator[Manifest]:
        """Manifests of all generations, ascending; damaged ones are left out."""
        for number in self.numbers():
            try:
                yield self.manifest(number)
            except (StoreCorrupt, BadParameter):
                continue

    def place_input(self, path: Path) -> Path | None:
        """Move a kept input, which is already on disk, into ``inputs``.

        It replaces a damaged one of its name.  The new path is returned if there was none.
        """
        target = self.inputs / path.name
        is_new = not target.exists()
        if is_new or not filecmp.cmp(path, target, shallow=False):
            self.inputs.mkdir(exist_ok=True)
            put_in_place(path, target)
        return target if is_new else None

    def leftovers(self) -> list[Path]:
        """Unfinished files and folders of writers, running or killed."""
        places = (self.home, self.generations, self.inputs)
        return sorted(path for place in places for path in place.glob(f"*{PARTIAL}"))

    def remove_leftovers(self) -> None:
        """Remove the leftovers of killed writers; the caller must hold the lock."""
        for path in self.leftovers():
            if path.is_dir():
                shutil.rmtree(path, ignore_errors=True)
            else:
                path.unlink(missing_ok=True)

    @contextmanager
    def locked(self) -> Iterator[None]:
        """Hold the lock that only one writer at a time can have.

        Raises:
            StoreLocked: another writer holds it.
        """
        with exclusive(self.home / "writer.lock", refusal=_is_locked):
            yield


def _is_locked(path: Path, holder: str) -> StoreLocked:
    return StoreLocked(
        f"另一个写入程序（进程 {holder}）正在使用 {path}；请等它结束后再试。",
        f"Another writer (process {holder}) holds {path}; wait until it ends, then try again.",
        path=str(path),
        process=holder,
    )


def pointer_text(number: int) -> str:
    """The content of CURRENT: the number and a checksum."""
    return f"{number} {_check(number)}\n"


def parse_pointer(content: bytes) -> int:
    """The number in CURRENT, 0 for none.

    Raises:
        ValueError: the content is damaged.
    """
    if _OLD_POINTER.fullmatch(content):  # earlier versions wrote no checksum
        return int(content)
    found = _POINTER.fullmatch(content)
    if not found or _check(int(found[1])) != found[2].decode():
        raise ValueError(content)
    return int(found[1])


def _check(number: int) -> str:
    return hashlib.sha256(f"published {number}".encode()).hexdigest()
