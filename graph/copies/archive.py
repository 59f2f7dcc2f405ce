"""An archive: a tar file with generations and what belongs to them.

Its first member, ``archive.json``, has the checksum of every other file and one of its own.  So an
archive is known to be whole before anything of it is used.  Files that several generations share
are in it once.
"""

from __future__ import annotations

import filecmp
import hashlib
import io
import json
import shutil
import tarfile
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path, PurePosixPath

from gaoxin.errors import BadUsage, StoreCorrupt, StoreEmpty
from gaoxin.files import PARTIAL, replacing, sync
from gaoxin.graph.names.iris import Minter
from gaoxin.graph.store.content import is_store_as_counted
from gaoxin.graph.store.folder import StoreFolder
from gaoxin.graph.store.manifest import MANIFEST_FILES, Manifest
from gaoxin.graph.store.sealing import files_below, is_sealed, sealed, sum_of

LIST = "archive.json"
"""The name of the first member."""
_FORMAT = 1
_BESIDE = ("decisions", "articles", "watches.json", "service-tokens.json")
"""Files and folders of the home, beside the store, that people made."""
_BLOCK = 1 << 20
_UNREADABLE = (tarfile.TarError, EOFError, ValueError, KeyError, TypeError)


@dataclass(frozen=True, slots=True)
class ArchiveList:
    """What an archive holds: the published generation, its digest, and the sha256 of each file by
    its path in the home.
    """

    generation: int
    digest: str
    files: dict[str, str]

    def text(self) -> str:
        """As JSON with a checksum."""
        told = {
            "format": _FORMAT,
            "generation": self.generation,
            "digest": self.digest,
            "files": self.files,
        }
        return sealed(json.dumps(told, ensure_ascii=False, indent=1) + "\n")

    @classmethod
    def parse(cls, content: bytes) -> ArchiveList:
        """Read the JSON.

        Raises:
            ValueError: it is damaged, or of another format.
        """
        told = json.loads(content)
        if not is_sealed(content) or told["format"] != _FORMAT:
            raise ValueError(LIST)
        return cls(int(told["generation"]), str(told["digest"]), dict(told["files"]))


def back_up(place: StoreFolder, target: Path) -> ArchiveList:
    """Write everything that cannot be made anew into an archive: generations, inputs, decisions,
    articles, watches, tokens.  Writers wait meanwhile.

    Raises:
        StoreEmpty: there is nothing to keep.
        StoreCorrupt: a file differs from its checksum; no archive is written.
        OSError: the archive cannot be written.
    """
    with place.locked():
        manifest = _published(place)
        paths = [*files_below(place.generations), *files_below(place.inputs)]
        for name in _BESIDE:
            path = place.home / name
            paths += files_below(path) if path.is_dir() else [path] if path.exists() else []
        kept = [p for p in paths if PARTIAL not in str(p) and p.suffix != ".lock"]
        return _write(place, manifest, kept, target)


def write_generation(place: StoreFolder, target: Path) -> ArchiveList:
    """Write the published generation alone into an archive, for a machine without a network.

    Raises:
        As :func:`back_up`.
    """
    with place.locked():
        manifest = _published(place)
        return _write(place, manifest, list(files_below(place.folder(manifest.number))), target)


def _published(place: StoreFolder) -> Manifest:
    manifest = place.published()
    if manifest is None:
        raise StoreEmpty(
            f"{place.home} 中还没有数据；请先运行 gaoxin load。",
            f"There is no data in {place.home} yet; run gaoxin load first.",
        )
    return manifest


def _write(place: StoreFolder, manifest: Manifest, paths: list[Path], target: Path) -> ArchiveList:
    expected = _expected_sums(place)
    sums = {}
    # What other commands may write meanwhile is read once: their locks are not this one's.
    beside = [place.home / name for name in _BESIDE if name != "decisions"]
    small = {p: p.read_bytes() for p in paths if any(p.is_relative_to(b) for b in beside)}
    for path in paths:
        name = path.relative_to(place.home).as_posix()
        content = small.get(path)
        sums[name] = sum_of(path) if content is None else hashlib.sha256(content).hexdigest()
        if expected.get(name, sums[name]) != sums[name]:
            raise StoreCorrupt(
                f"{path} 已损坏，没有写出备份；请先运行 gaoxin doctor --repair。",
                f"{path} is damaged, so no archive was written; run gaoxin doctor --repair first.",
                path=str(path),
            )
    told = ArchiveList(manifest.number, manifest.digest, sums)
    with replacing(target, mode=0o600) as file, tarfile.open(fileobj=file, mode="w") as archive:
        _add(archive, LIST, told.text().encode())
        for path in paths:
            name = path.relative_to(place.home).as_posix()
            if path in small:
                _add(archive, name, small[path])
            else:
                archive.add(path, name, recursive=False)
    return told


def _add(archive: tarfile.TarFile, name: str, content: bytes) -> None:
    member = tarfile.TarInfo(name)
    member.size, member.mode = len(content), 0o600
    archive.addfile(member, io.BytesIO(content))


def _expected_sums(place: StoreFolder) -> dict[str, str]:
    """The checksums that the manifests give, by path in the home."""
    out: dict[str, str] = {}
    for number in place.numbers():
        folder = place.folder(number).relative_to(place.home).as_posix()
        manifest = place.manifest(number)
        out |= {f"{folder}/{name}": value for name, value in (manifest.files or {}).items()}
        out |= {f"inputs/{name}.gz": value for name, value in manifest.inputs.items()}
    return out


@dataclass(frozen=True, slots=True)
class Restored:
    """What was put back: the manifest of the published generation, and ``kept``, the files beside
    the data that the home had already (watches, tokens, decisions), which stay as they are.
    """

    manifest: Manifest
    kept: list[str]


def restore(place: StoreFolder, source: Path) -> Restored:
    """Put the content of a backup into a home without data.

    A file that the home has already stays: above all its tokens, or a backup would let in whom this
    machine does not know.

    Everything is unpacked beside it and checked, the digest of the published generation too; only
    then is it moved into place, and published last.  So a damaged archive, or an end in the middle,
    leaves the home as it was.

    Raises:
        BadUsage: the home has data.
        StoreCorrupt: the archive is damaged.
    """
    with place.locked():
        place.remove_leftovers()
        if place.numbers():
            raise BadUsage(
                f"{place.home} 中已有数据，没有改动；请用 GAOXIN_HOME 指定另一个文件夹。",
                f"There are data in {place.home}, and nothing was changed; name another folder "
                "with GAOXIN_HOME.",
                home=str(place.home),
            )
        staging = place.home / f"restore{PARTIAL}"
        try:
            told = unpack(source, staging)
            manifest = _checked(place, told, staging, source)
            beside = [path for path in sorted(staging.iterdir()) if path.name != "generations"]
            kept = _leave_out_known(beside, staging, place.home)
            for path in beside:
                _move(path, place.home / path.name)
            place.point_to(None)  # else generations without CURRENT would count as damage
            _move(staging / "generations", place.generations)
            place.point_to(manifest.number)
        finally:
            shutil.rmtree(staging, ignore_errors=True)
    return Restored(manifest, kept)


def unpack(source: Path, folder: Path) -> ArchiveList:
    """Unpack an archive into a folder, with the checksum of every file.

    Raises:
        StoreCorrupt: it is damaged or incomplete; what was unpacked is left to the caller.
        OSError: the folder cannot be written to.
    """
    try:
        with tarfile.open(source, mode="r:") as archive:
            members = iter(archive)
            told = read_list(archive, next(members))
            missing = dict(told.files)
            for member in members:
                expected = missing.pop(member.name)
                target = folder / _safe(member.name)
                target.parent.mkdir(parents=True, exist_ok=True)
                if member.islnk():
                    if told.files.get(member.linkname) != expected:
                        raise ValueError(member.name)
                    target.hardlink_to(folder / _safe(member.linkname))
                elif _extract(archive, member, target) != expected:
                    raise ValueError(member.name)
            if missing:
                raise ValueError(next(iter(missing)))
    except (*_UNREADABLE, StopIteration) as cause:
        raise archive_damaged(source, str(cause)) from cause
    return told


def read_list(archive: tarfile.TarFile, first: tarfile.TarInfo) -> ArchiveList:
    """What the first member of an archive says.

    Raises:
        ValueError: it is damaged or no such list.
    """
    content = archive.extractfile(first) if first.name == LIST else None
    if content is None:
        raise ValueError(LIST)
    return ArchiveList.parse(content.read())


def archive_damaged(source: Path, what: str) -> StoreCorrupt:
    """The error for an archive that cannot be used."""
    return StoreCorrupt(
        f"备份 {source} 已损坏或不完整（{what}），没有改动任何数据；请换一份备份。",
        f"The archive {source} is damaged or incomplete ({what}); nothing was changed. Use "
        "another one.",
        path=str(source),
    )


def _extract(archive: tarfile.TarFile, member: tarfile.TarInfo, target: Path) -> str:
    content = archive.extractfile(member)
    if content is None or not member.isreg():
        raise ValueError(member.name)
    digest = hashlib.sha256()
    with target.open("xb") as file:
        for block in _blocks(content):
            digest.update(block)
            file.write(block)
    target.chmod(member.mode & 0o777)
    sync(target)
    return digest.hexdigest()


def _blocks(content: object) -> Iterator[bytes]:
    while block := content.read(_BLOCK):  # type: ignore[attr-defined]
        yield block


def _safe(name: str) -> str:
    path = PurePosixPath(name)
    if path.is_absolute() or ".." in path.parts or not path.parts:
        raise ValueError(name)
    return str(path)


def _checked(place: StoreFolder, told: ArchiveList, staging: Path, source: Path) -> Manifest:
    folder = staging / "generations" / f"{told.generation:06d}"
    try:
        manifest = Manifest.read(folder / MANIFEST_FILES[0])
    except (StoreCorrupt, OSError) as cause:
        raise archive_damaged(source, MANIFEST_FILES[0]) from cause
    is_whole = is_store_as_counted(folder, manifest, Minter(place.settings).inferred)
    if manifest.digest != told.digest or not is_whole:
        raise archive_damaged(source, f"digest {told.digest[:12]}")
    return manifest


def _leave_out_known(paths: list[Path], staging: Path, home: Path) -> list[str]:
    """Delete the copies of files that the home has already; return those with another content."""
    found = []
    for path in paths:
        for file in [*files_below(path)] if path.is_dir() else [path]:
            name = file.relative_to(staging)
            if (home / name).exists():
                if not filecmp.cmp(file, home / name, shallow=False):
                    found.append(name.as_posix())
                file.unlink()
    return found


def _move(path: Path, target: Path) -> None:
    if not path.exists():  # the home has its own
        return
    if target.is_dir() and not any(target.iterdir()):
        target.rmdir()
    if target.is_dir():  # decisions without data
        shutil.copytree(path, target, dirs_exist_ok=True)
    else:
        path.replace(target)
    sync(target.parent)
