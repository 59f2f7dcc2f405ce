"""Fetch the published generation of another machine, so that several machines serve the same.

Of a generation only the files come that no generation here has: the store of a generation shares
most of its files with that of its parent.  The patches of the generations between come, too, so
that what changed can be told here.  Kept inputs stay where they are; a copy is for reading.
"""

from __future__ import annotations

import shutil
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from pathlib import Path

from gaoxin.errors import BadUsage, StoreCorrupt
from gaoxin.files import sync
from gaoxin.graph.copies.origin import Offered, Origin
from gaoxin.graph.names.index_writing import INDEX_VERSION, version_of
from gaoxin.graph.names.iris import Minter
from gaoxin.graph.store.content import is_store_as_counted
from gaoxin.graph.store.folder import StoreFolder
from gaoxin.graph.store.manifest import MANIFEST_FILES, NAMES_FILE, Manifest
from gaoxin.graph.store.patch import PATCH_FILES
from gaoxin.graph.store.prune import prune
from gaoxin.graph.store.sealing import sum_of

STAGING = "pull"
"""The folder of the home for what has come so far; an interrupted pull goes on with it."""


@dataclass(slots=True)
class PullReport:
    """What a pull did: the generation, the files that came with their bytes, those that were here
    already, and the number of patches between.  ``is_new`` is false if it was here before.
    """

    generation: int
    digest: str
    is_new: bool = False
    files: int = 0
    bytes: int = 0
    shared: int = 0
    patches: int = 0


def pull(
    place: StoreFolder, origin: Origin, progress: Callable[[int, int], None] | None = None
) -> PullReport:
    """Publish the generation that the origin publishes.

    ``progress`` is called with the number of files done and of all.

    Raises:
        BadUsage: this home has generations of its own.
        StoreCorrupt: what came is not what the origin's manifest says.
        ServiceUnavailable: the origin cannot be reached, or stops in the middle.
    """
    with place.locked():
        place.remove_leftovers()
        number, offered = origin.offered()
        if number not in offered:
            raise BadUsage(
                "对方还没有数据；请先在那里运行 gaoxin load。",
                "There is no data at the origin yet; run gaoxin load there first.",
            )
        report = PullReport(number, offered[number].digest)
        _check_lineage(place, offered)
        if place.current() == number:
            return report
        staging = place.home / STAGING
        if number in place.numbers():
            # An earlier run ended between moving the generation here and publishing it: what is
            # moved was checked, and its digest is that of the origin (the lineage was compared).
            place.point_to(number)
            report.is_new = True
            return report
        wanted = [number, *_between(place, offered, number)]
        for each in wanted:
            _fetch(place, origin, each, staging, report, progress if each == number else None)
        _check(place, staging / f"{number:06d}", offered[number])
        place.generations.mkdir(exist_ok=True)
        if not place.pointer.exists():
            place.point_to(None)
        for each in reversed(wanted):
            (staging / f"{each:06d}").rename(place.folder(each))
        sync(place.generations)
        place.point_to(number)
        shutil.rmtree(staging, ignore_errors=True)
        prune(place, number)
        report.is_new, report.patches = True, len(wanted) - 1
        return report


def _check_lineage(place: StoreFolder, offered: dict[int, Offered]) -> None:
    """Refuse if a generation here differs from that of the same number there."""
    for number in place.numbers():
        if number in offered and place.manifest(number).digest != offered[number].digest:
            raise _has_own(place, number)
    newest = max(place.numbers(), default=0)
    if newest and newest > max(offered):
        raise _has_own(place, newest)


def _has_own(place: StoreFolder, number: int) -> BadUsage:
    return BadUsage(
        f"{place.home} 的第 {number} 代是这里自己的数据，没有改动；请用 GAOXIN_HOME 指定另一个"
        "文件夹存放副本。",
        f"Generation {number} in {place.home} was made here, and nothing was changed; name "
        "another folder for the copy with GAOXIN_HOME.",
        generation=number,
    )


def _between(place: StoreFolder, offered: dict[int, Offered], number: int) -> Iterable[int]:
    """The ancestors that are not here and whose patches can be had, newest first."""
    known = place.numbers()
    each = offered[number].parent if known else None
    while each is not None and each not in known and each in offered and offered[each].has_patch:
        yield each
        each = offered[each].parent


def _fetch(
    place: StoreFolder,
    origin: Origin,
    number: int,
    staging: Path,
    report: PullReport,
    progress: Callable[[int, int], None] | None,
) -> None:
    """Fetch a generation into ``staging``; for an ancestor, only its patch."""
    folder = staging / f"{number:06d}"
    folder.mkdir(parents=True, exist_ok=True)
    path = folder / MANIFEST_FILES[0]
    path.write_bytes(origin.manifest(number))
    manifest = Manifest.read(path)
    files = manifest.files or {}
    if number != report.generation:
        files = {name: files[name] for name in PATCH_FILES if name in files}
    here = _files_here(place)
    for done, (name, expected) in enumerate(files.items()):
        if progress:
            progress(done, len(files))
        target = _inside(folder, name)
        target.parent.mkdir(parents=True, exist_ok=True)
        if target.exists():
            continue  # it came before an interruption, and was checked
        if expected in here:
            target.hardlink_to(here[expected])
            report.shared += 1
            continue
        partial = target.with_name(target.name + ".part")
        report.bytes += origin.fetch(number, name, partial)
        if sum_of(partial) != expected:
            partial.unlink()
            raise StoreCorrupt(
                f"收到的 {name} 与清单的校验值不符，没有改动任何数据；请再运行一次。",
                f"{name} came with another checksum than the manifest says; nothing was changed. "
                "Run this again.",
                path=name,
            )
        sync(partial)
        partial.rename(target)
        report.files += 1
    manifest.files, manifest.inputs = files, {}
    manifest.write(folder)


def _inside(folder: Path, name: str) -> Path:
    """The path of a file; a manifest from elsewhere must not lead out of the folder."""
    path = folder / name
    if ".." in path.parts or not path.is_relative_to(folder) or path == folder:
        raise StoreCorrupt(
            f"清单中有不许可的路径：{name}", f"The manifest has a wrong path: {name}"
        )
    return path


def _files_here(place: StoreFolder) -> dict[str, Path]:
    """The files of the generations here by their checksum."""
    out = {}
    for manifest in place.readable_manifests():
        folder = place.folder(manifest.number)
        for name, value in (manifest.files or {}).items():
            if (folder / name).exists():
                out[value] = folder / name
    return out


def _check(place: StoreFolder, folder: Path, offered: Offered) -> None:
    """Refuse a generation whose content has not the digest that the origin gave."""
    manifest = Manifest.read(folder / MANIFEST_FILES[0])
    inferred = Minter(place.settings).inferred
    if manifest.digest != offered.digest or not is_store_as_counted(folder, manifest, inferred):
        shutil.rmtree(folder.parent, ignore_errors=True)
        raise StoreCorrupt(
            f"第 {offered.number} 代的内容与它的摘要值不符，没有改动任何数据；请再运行一次。",
            f"The content of generation {offered.number} does not have its digest; nothing was "
            "changed. Run this again.",
            generation=offered.number,
        )
    if version_of(folder / NAMES_FILE) != INDEX_VERSION:
        shutil.rmtree(folder.parent, ignore_errors=True)
        version = manifest.versions.get("gaoxin", "?")
        raise BadUsage(
            f"对方的程序版本是 {version}，与这里的不同；请在两边安装同一版本。",
            f"The origin runs version {version}, which differs from this one; install the same.",
        )
