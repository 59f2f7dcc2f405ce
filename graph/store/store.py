"""The store: numbered generations on disk, one of them published.

::

    HOME/CURRENT                    the number of the published generation
    HOME/generations/000042/store   pyoxigraph's files, hard-linked from the parent
                           /names.sqlite  /manifest.json  /added.nq.gz  /removed.nq.gz
    HOME/inputs/<sha256>.gz         the records of each dataset as they were read

Readers open the published generation read-only and never wait.  A writer copies it, changes the
copy, checks it, and publishes it by renaming its folder and replacing CURRENT; whatever a killed
writer left (``*.partial``) is removed by the next one.  The reasons and measurements are in
docs/decisions/0003-generations.md.
"""

from __future__ import annotations

import shutil
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING

from gaoxin.errors import BadParameter, StoreCorrupt, StoreEmpty, StoreLocked
from gaoxin.files import sync, write_whole
from gaoxin.graph.store.generation import Generation
from gaoxin.graph.store.manifest import Manifest
from gaoxin.graph.store.patch import Patch
from gaoxin.locks import exclusive

if TYPE_CHECKING:
    from gaoxin.graph.store.change import Change
    from gaoxin.settings import Settings


class Store:
    """All generations under ``settings.home``."""

    def __init__(self, settings: Settings) -> None:
        self.settings = settings
        self.home = settings.home
        self.generations = self.home / "generations"
        self.inputs = self.home / "inputs"

    def folder(self, number: int) -> Path:
        """Where generation ``number`` lies."""
        return self.generations / f"{number:06d}"

    def current(self) -> int | None:
        """The published generation's number, ``None`` before the first load."""
        try:
            return int((self.home / "CURRENT").read_text(encoding="ascii"))
        except FileNotFoundError:
            return None
        except ValueError as cause:
            raise StoreCorrupt(
                f"{self.home / 'CURRENT'} 不是一个代号；请写入 generations 中最大的代号。",
                f"{self.home / 'CURRENT'} is not a generation's number; write into it the "
                "highest one under generations.",
                path=str(self.home / "CURRENT"),
            ) from cause

    def read(self) -> Generation:
        """Open the published generation.

        A generation can be pruned between reading CURRENT and opening it, so a failed open reads
        CURRENT again.

        Raises:
            StoreEmpty: nothing was loaded yet.
            StoreCorrupt: the published generation does not open.
        """
        failure: Exception | None = None
        for attempt in range(5):
            number = self.current()
            if number is None:
                raise StoreEmpty(
                    f"{self.home} 中还没有数据；请先运行 gaoxin load。",
                    f"There is no data in {self.home} yet; run gaoxin load first.",
                    home=str(self.home),
                )
            try:
                return Generation(self.settings, self.folder(number))
            except (OSError, ValueError, RuntimeError, StoreCorrupt) as cause:
                failure = cause
                time.sleep(0.02 * attempt)
        raise StoreCorrupt(
            f"第 {number} 代无法打开（{failure}）；请运行 gaoxin doctor 查看，"
            "或用 gaoxin rollback 回到较早的一代。",
            f"Generation {number} does not open ({failure}); see gaoxin doctor, or go back with "
            "gaoxin rollback.",
            generation=number,
        ) from failure

    @contextmanager
    def write(self, cause: str, base: int | None = None) -> Iterator[Change]:
        """Begin a change; nothing of it stays unless it is published.

        ``cause`` says in a few words what is done, for ``gaoxin log``; ``base`` is the generation
        to start from, if not the published one.

        Raises:
            StoreLocked: another writer is at work.
        """
        from gaoxin.graph.store.change import Change

        with exclusive(self.home / "writer.lock", refusal=_is_locked):
            self._remove_leftovers()
            parent: Generation | None = None
            if base is not None:
                parent = Generation(self.settings, self.folder(base))
            elif self.current() is not None:
                parent = self.read()
            number = max([0, *self.numbers()]) + 1
            partial = self.generations / f"{number:06d}.partial"
            partial.mkdir(parents=True)
            change = None
            try:
                change = Change(self, parent, number, partial, cause)
                yield change
            finally:
                if change is not None:
                    change.close()
                shutil.rmtree(partial, ignore_errors=True)
                self.prune()

    def publish(self, number: int, partial: Path) -> None:
        """Make the finished folder ``partial`` the published generation ``number``."""
        for path in (*partial.glob("*"), partial):
            sync(path)
        partial.rename(self.folder(number))
        sync(self.generations)
        write_whole(self.home / "CURRENT", f"{number}\n")

    def numbers(self) -> list[int]:
        """Numbers of every generation of which something is kept, ascending."""
        if not self.generations.is_dir():
            return []
        return sorted(int(p.name) for p in self.generations.iterdir() if p.name.isdigit())

    def manifest(self, number: int) -> Manifest:
        """The manifest of a generation.

        Raises:
            BadParameter: it was never there or is no longer kept.
        """
        try:
            return Manifest.read(self.folder(number) / "manifest.json")
        except FileNotFoundError as cause:
            known = self.log()
            span = f"{known[-1].number}–{known[0].number}" if known else "-"
            raise BadParameter(
                f"没有第 {number} 代；现存 {span}，见 gaoxin log。",
                f"There is no generation {number}; kept are {span}, see gaoxin log.",
                generation=number,
            ) from cause

    def log(self) -> list[Manifest]:
        """Manifests of the published generation and its ancestors, newest first."""
        out: list[Manifest] = []
        number = self.current()
        while number is not None:
            try:
                out.append(Manifest.read(self.folder(number) / "manifest.json"))
            except (FileNotFoundError, StoreCorrupt):
                break  # no longer kept, or damaged: what came before it is out of reach
            number = out[-1].parent
        return out

    def patch(self, number: int) -> Patch:
        """The patch of generation ``number`` against its parent."""
        return Patch.read(self.folder(number))

    def patch_between(self, older: int, newer: int) -> Patch:
        """All patches from ``older`` (not counted) to ``newer`` (counted) as one.

        Raises:
            BadParameter: ``older`` is no ancestor of ``newer``, or a patch is no longer kept.
        """
        self.manifest(older)
        chain: list[int] = []
        number: int | None = newer
        while number is not None and number != older:
            chain.append(number)
            number = self.manifest(number).parent
        if number != older:
            raise BadParameter(
                f"第 {older} 代不是第 {newer} 代的前身；见 gaoxin log。",
                f"Generation {older} is no ancestor of generation {newer}; see gaoxin log.",
                older=older,
                newer=newer,
            )
        patch = Patch()
        for step in reversed(chain):
            patch = patch.then(self.patch(step))
        return patch

    def diff(self, a: int, b: int) -> Patch:
        """What must be added to and removed from generation ``a`` to have ``b``."""
        return self.patch_between(a, b) if a <= b else self.patch_between(b, a).inverted()

    def rollback(self, number: int) -> Manifest:
        """Publish, as a new generation, what generation ``number`` held."""
        target = self.manifest(number)
        base = None
        try:
            self.read()
        except StoreCorrupt:
            if not (self.folder(number) / "store").is_dir():
                raise
            base = number  # the published one is damaged: start from the whole one
        with self.write(f"rollback {number}", base) as change:
            return change.restore(target)

    def prune(self) -> None:
        """Keep as many stores and patches as set; drop kept inputs that nothing refers to."""
        numbers = [m.number for m in self.log()]
        for number in numbers[self.settings.keep_generations :]:
            shutil.rmtree(self.folder(number) / "store", ignore_errors=True)
            (self.folder(number) / "names.sqlite").unlink(missing_ok=True)
        kept = set(numbers[: max(self.settings.keep_patches, self.settings.keep_generations)])
        for number in self.numbers():
            if number not in kept and numbers:
                shutil.rmtree(self.folder(number), ignore_errors=True)
        used = {d.input for m in self.log() for d in m.datasets.values()}
        if self.inputs.is_dir():
            for path in self.inputs.iterdir():
                if path.name.partition(".")[0] not in used:
                    path.unlink(missing_ok=True)

    def _remove_leftovers(self) -> None:
        if self.generations.is_dir():
            for path in self.generations.glob("*.partial"):
                shutil.rmtree(path, ignore_errors=True)


def _is_locked(path: Path, holder: str) -> StoreLocked:
    return StoreLocked(
        f"另一个写入程序（进程 {holder}）正在使用 {path}；请等它结束后再试。",
        f"Another writer (process {holder}) holds {path}; wait until it ends, then try again.",
        path=str(path),
        process=holder,
    )
