"""The store: numbered generations on disk, one of them published.

::

    HOME/CURRENT                    the number of the published generation, with a checksum
    HOME/generations/000042/store   pyoxigraph's files, hard-linked from the parent
                           /names.sqlite  /added.nq.gz  /removed.nq.gz
                           /content  the quads of each large dataset, sorted, and its names
                           /manifest.json  with the checksum of every file; manifest.copy.json
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
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import TYPE_CHECKING

from gaoxin.errors import BadParameter, NoGeneration, StoreCorrupt, StoreEmpty
from gaoxin.files import PARTIAL, sync
from gaoxin.graph.store.folder import StoreFolder
from gaoxin.graph.store.generation import Generation
from gaoxin.graph.store.manifest import Manifest
from gaoxin.graph.store.patch import PATCH_FILES, Patch

if TYPE_CHECKING:
    from gaoxin.graph.store.change import Change
    from gaoxin.graph.store.find_damage import Damage

# What writes and repairs is imported where it is used: readers are commands of half a second.


class Store(StoreFolder):
    """Reads, writes, compares and rolls back generations."""

    damage: list[Damage]
    """The damage because of which the last write did not prune; empty if it pruned."""

    def read(self) -> Generation:
        """Open the published generation.

        A generation can be pruned between reading CURRENT and opening it, so a failed open reads
        CURRENT again, unless nothing is damaged and a retry would fail too.

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
                return self._opened(number)
            except (OSError, ValueError, RuntimeError, StoreCorrupt) as cause:
                failure = cause
                time.sleep(0.02 * attempt)
        raise StoreCorrupt(
            f"第 {number} 代无法打开（{failure}）；请运行 gaoxin doctor --repair，"
            "或用 gaoxin rollback 回到较早的一代。",
            f"Generation {number} does not open ({failure}); run gaoxin doctor --repair, or go "
            "back with gaoxin rollback.",
            generation=number,
        ) from failure

    def read_earlier(self, number: int) -> Generation:
        """Open generation ``number``, to see what was known then.

        Raises:
            NoGeneration: there is no such generation, or its store is no longer kept.
            StoreCorrupt: it is damaged.
            StoreError: it does not open for another reason.
        """
        manifest = self.manifest(number)
        if not manifest.has_store:
            kept = [str(n) for n in self.numbers() if self.manifest(n).has_store]
            raise NoGeneration(
                f"第 {number} 代的图库已不再保留，可看的是第 {'、'.join(kept)} 代；"
                "要看更早的，先用 gaoxin rollback 回到那一代。"
                "GAOXIN_KEEP_GENERATIONS 决定保留几代。",
                f"The store of generation {number} is no longer kept; those of "
                f"{', '.join(kept)} are. To see an earlier one, go back to it with gaoxin "
                "rollback. GAOXIN_KEEP_GENERATIONS says how many are kept.",
                generation=number,
            )
        try:
            return self._opened(number)
        except (OSError, ValueError, RuntimeError) as cause:
            raise StoreCorrupt(
                f"第 {number} 代无法打开（{cause}）；请运行 gaoxin doctor --repair。",
                f"Generation {number} does not open ({cause}); run gaoxin doctor --repair.",
                generation=number,
            ) from cause

    def _opened(self, number: int) -> Generation:
        """A generation; if it does not open although nothing is damaged, the error says why."""
        try:
            return Generation(self.settings, self.folder(number))
        except (OSError, ValueError, RuntimeError, StoreCorrupt) as cause:
            from gaoxin.graph.store.failures import failure_of_store

            told = failure_of_store(cause)
            if told and not isinstance(told, StoreCorrupt):
                raise told from cause
            raise

    @contextmanager
    def write(self, cause: str, base: int | None = None) -> Iterator[Change]:
        """Begin a change; without :meth:`.change.Change.publish` it has no effect.

        ``cause`` is a short description for ``gaoxin log``; ``base`` is the generation to start
        from, if it is not the published one.

        Raises:
            StoreLocked: another writer is at work.
            StoreCorrupt: CURRENT or the generation to start from is damaged.
        """
        from gaoxin.graph.store.change import Change
        from gaoxin.graph.store.prune import prune
        from gaoxin.graph.store.upgrade import upgrade

        with self.locked():
            self.damage = []
            self.remove_leftovers()
            parent: Generation | None = None
            if base is not None:
                parent = Generation(self.settings, self.folder(base))
            else:
                self._finish_publishing()
                upgrade(self)
                if self.current() is not None:
                    parent = self.read()
            number = max([0, *self.numbers()]) + 1
            partial = self.generations / f"{number:06d}{PARTIAL}"
            partial.mkdir(parents=True)
            change = None
            try:
                change = Change(self, parent, number, partial, cause, self._publish)
                yield change
            finally:
                if change is not None:
                    change.close()
                    with suppress(StoreCorrupt):
                        if self.current() != number:
                            change.withdraw()
                shutil.rmtree(partial, ignore_errors=True)
                with suppress(OSError):  # for example a full disk; the next writer prunes
                    self.damage = prune(self, number)

    def _publish(self, number: int, partial: Path) -> None:
        """Make the finished folder ``partial`` the published generation ``number``."""
        if not self.pointer.exists():
            # Otherwise a first load that is killed after the renaming would look like a lost
            # CURRENT.
            self.point_to(None)
        for path in (*partial.glob("*"), partial):  # RocksDB has already flushed its files to disk
            sync(path)
        published = self.folder(number)
        partial.rename(published)
        try:
            sync(self.generations)
            self.point_to(number)
        except BaseException:
            # The caller gets an error that says nothing was published, so that must stay true.
            if self.current() != number:
                published.rename(partial)
            raise

    def _harm(self, number: int) -> list[Damage]:
        """The damage of a generation, without that of contents of datasets, which are copies."""
        from gaoxin.graph.store.find_damage import damage_of

        return [damage for damage in damage_of(self, number) if damage.part != "content"]

    def _finish_publishing(self) -> None:
        """Publish a generation that was finished when its writer was killed before it replaced
        CURRENT.
        """
        current = self.current() or 0
        for number in reversed(self.numbers()):
            if number > current and not self._harm(number):
                self.point_to(number)
                return

    def patch(self, number: int) -> Patch:
        """The patch of generation ``number`` against its parent.

        Raises:
            NoGeneration: it is no longer kept.
            StoreCorrupt: it is damaged.
        """
        from gaoxin.graph.store.find_damage import damage_of

        if not self.manifest(number).has_patch:
            raise NoGeneration(
                f"第 {number} 代的增减记录已不再保留。",
                f"The patch of generation {number} is no longer kept.",
                generation=number,
            )
        found = damage_of(self, number, PATCH_FILES)
        damaged = [damage.path.name for damage in found if damage.part == "patch"]
        if damaged:
            raise StoreCorrupt(
                f"第 {number} 代的增减记录 {damaged[0]} 已损坏；请运行 gaoxin doctor --repair。",
                f"{damaged[0]} of generation {number} is damaged; run gaoxin doctor --repair.",
                generation=number,
            )
        return Patch.read(self.folder(number))

    def patch_between(self, older: int, newer: int) -> Patch:
        """The patches after ``older`` up to and including that of ``newer``, combined into one.

        Raises:
            BadParameter: ``older`` is not an ancestor of ``newer``, or a patch is no longer kept.
            StoreCorrupt: a patch is damaged.
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
        """The patch that turns the content of generation ``a`` into that of ``b``."""
        return self.patch_between(a, b) if a <= b else self.patch_between(b, a).inverted()

    def rollback(self, number: int) -> Manifest:
        """Publish a new generation with the content of generation ``number``.

        If the published one or a patch between them is damaged, the new generation is made from
        ``number`` itself, if that is undamaged.

        Raises:
            BadParameter: there is no such generation.
            StoreCorrupt: both ways are impossible; nothing was changed.
        """
        target = self.manifest(number)
        base = None if self._leads_to(number) else number
        if base and (not target.has_store or self._harm(base)):
            raise StoreCorrupt(
                f"无法回到第 {number} 代：它的图库已不保留或已损坏，增减记录也不能通到它；"
                "请运行 gaoxin doctor。",
                f"There is no way back to generation {number}: its store is damaged or no longer "
                "kept, and no whole patches lead to it; run gaoxin doctor.",
                generation=number,
            )
        with self.write(f"rollback {number}", base) as change:
            assert change.parent is not None
            patch = Patch() if base else self.diff(change.parent.number, number)
            return change.restore(target, patch, is_new=base is not None)

    def _leads_to(self, number: int) -> bool:
        """Whether the published generation is undamaged and can be turned into ``number`` by
        patches.
        """
        try:
            current = self.read().number
            if any(damage.part != "patch" for damage in self._harm(current)):
                return False
            self.diff(current, number)
        except (StoreCorrupt, BadParameter):
            return False
        return True
