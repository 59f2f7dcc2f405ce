"""Kept inputs: the records of each dataset as read, so that its names can be resolved again.

``HOME/inputs/<sha256>.gz`` has lines: a header and the profile of names (:meth:`.Profile.dump`) in
JSON, then each record of a table as a JSON array and each RDF quad as N-Quads.
"""

from __future__ import annotations

import filecmp
import gzip
import hashlib
import json
import os
import tempfile
import zlib
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from itertools import chain
from pathlib import Path
from typing import Any

import pyoxigraph as ox

from gaoxin.errors import StoreCorrupt
from gaoxin.files import PARTIAL, put_in_place
from gaoxin.graph.names.iris import Minter
from gaoxin.graph.store.dataset_content import names_of_dataset
from gaoxin.graph.store.generation import Generation
from gaoxin.graph.store.packing import packer
from gaoxin.loaders.rdf.parse import RdfOptions
from gaoxin.loaders.record_changes import RecordChanges
from gaoxin.loaders.record_codec import record_of_line
from gaoxin.loaders.records import Records
from gaoxin.loaders.resolving.name_collector import profile_of_records
from gaoxin.loaders.resolving.profile import Profile, profile_of_quads


@dataclass(slots=True)
class Content:
    """A dataset as read; ``kind`` is one of ``gaoxin.loaders.read.KINDS``.

    ``records`` come from tables, ``quads`` from RDF.  ``origin`` is the path that it was read from.
    ``notes`` are remarks for the user that are not problems.  ``rdf_files`` are the RDF files that
    were read, with their options.  ``skipped`` is the number of rows that the user left out.
    ``read_as`` is that of :class:`Dataset`.  ``changes`` are the differences from the records that
    the dataset has so far, if they were looked for and are few.
    """

    dataset: str
    kind: str
    origin: str
    records: Records = field(default_factory=Records)
    quads: list[ox.Quad] = field(default_factory=list)
    profile: Profile = field(default_factory=lambda: Profile(""))
    notes: list[str] = field(default_factory=list)
    rdf_files: list[tuple[Path, RdfOptions]] = field(default_factory=list)
    skipped: int = 0
    read_as: str = ""
    changes: RecordChanges | None = None

    def __len__(self) -> int:
        return len(self.records) + len(self.quads)

    def says_the_same(self, other: Content) -> bool:
        """Whether both have the same records and quads, even if they came from different files."""
        return self.records == other.records and set(self.quads) == set(other.quads)


def _lines(content: Content) -> Iterator[bytes]:
    head = {"kind": content.kind, "origin": content.origin}
    for part in chain([head], content.profile.dump()):
        yield json.dumps(part, ensure_ascii=False).encode("utf-8", "surrogatepass") + b"\n"
    yield from content.records.lines()
    for quad in sorted(f"{quad} .\n" for quad in content.quads):
        yield quad.encode("utf-8", "surrogatepass")


def name_of(content: Content) -> str:
    """The name of the dataset's kept input: the sha256 of its text."""
    digest = hashlib.sha256()
    for line in _lines(content):
        digest.update(line)
    return digest.hexdigest()


def keep(content: Content, folder: Path) -> str:
    """Write the dataset into ``folder``, replacing a damaged file if there is one; return its
    name.
    """
    folder.mkdir(parents=True, exist_ok=True)
    digest = hashlib.sha256()
    handle, written = tempfile.mkstemp(PARTIAL, dir=folder)
    partial = Path(written)
    try:
        with os.fdopen(handle, "wb") as raw:
            with packer(raw) as file:
                for line in _lines(content):
                    digest.update(line)
                    file.write(line)
            raw.flush()
            os.fsync(raw.fileno())
        name = digest.hexdigest()
        target = folder / f"{name}.gz"
        if not (target.exists() and filecmp.cmp(partial, target, shallow=False)):
            put_in_place(partial, target)
    finally:
        partial.unlink(missing_ok=True)
    return name


def kept_lines(name: str, folder: Path) -> Iterator[bytes]:
    """The lines of the records and quads of a kept dataset.

    Raises:
        ValueError: at the end, if the content is damaged; other errors are those of reading a
            damaged gzip file.
    """
    digest = hashlib.sha256()
    with gzip.open(folder / f"{name}.gz", "rb") as file:
        for line in file:
            digest.update(line)
            if line[:1] != b"{":  # the header and the names
                yield line
    if digest.hexdigest() != name:
        raise ValueError("checksum")


def profile_of(content: Content, minter: Minter) -> Profile:
    """Collect the names of a dataset."""
    is_list = content.kind == "list"
    profile = profile_of_records(content.dataset, content.records, is_list=is_list)
    add_names_of_quads(profile, content, minter)
    return profile


def add_names_of_quads(profile: Profile, content: Content, minter: Minter) -> None:
    """Add the names in the quads of a dataset to the profile of its records."""
    if content.quads:
        more = profile_of_quads(content.dataset, content.quads, minter)
        profile.declared.update(more.declared)
        profile.used_sources |= more.used_sources


def recall(
    dataset: str,
    name: str,
    folder: Path,
    minter: Minter,
    *,
    whole: bool,
    profile: Profile | None = None,
) -> Content:
    """Read a kept dataset; if not ``whole``, only its profile of names.

    ``profile`` is its profile if it is known.  Otherwise it is read.  It is made anew from the
    records if it is large, or has another form because an earlier version wrote it.

    Raises:
        StoreCorrupt: the file is missing, or the sha256 of its content is not its name.
    """
    path = folder / f"{name}.gz"
    digest = hashlib.sha256()
    try:
        with gzip.open(path, "rb") as file:
            parts = _parsed(file, digest)
            header, names = next(parts), next(parts)
            content = Content(dataset, header["kind"], header["origin"])
            is_current = names.get("form") == Profile.FORM and bool(names["rows"])
            if is_current:
                content.profile = Profile.load(dataset, names, parts)
            if whole or not (is_current or profile):
                content.records = Records(folder=folder.parent)
                content.quads = _restored(file, digest, content.records)
            else:
                while part := file.read(1 << 20):
                    digest.update(part)
        if digest.hexdigest() != name:
            raise ValueError("checksum")
        if profile:
            content.profile = profile
        elif not is_current:
            content.profile = profile_of(content, minter)
    except (OSError, EOFError, StopIteration, zlib.error, ValueError) as cause:
        zh, en = ("不见了", "is missing") if not path.exists() else ("已损坏", "is damaged")
        raise StoreCorrupt(
            f"数据集「{dataset}」保存的输入{zh}（{path}）；请再次载入它的文件（可与其他文件一起），"
            f"或用 gaoxin remove {dataset} 移除它，或运行 gaoxin doctor --repair。",
            f"The kept input of the dataset {dataset!r} {en} ({path}); load its file again "
            f"(together with other files if need be), remove it with gaoxin remove {dataset}, or "
            "run gaoxin doctor --repair.",
            dataset=dataset,
            path=str(path),
        ) from cause
    return content


def profile_kept(inputs: Path, generation: Generation, key: str) -> Profile:
    """The names of a dataset of a generation; ``inputs`` is the folder of kept inputs.

    Raises:
        StoreCorrupt: its kept input is needed, and is damaged.
    """
    path = names_of_dataset(generation, key)
    profile = Profile.open(key, path) if path else None
    if profile is None:
        name = generation.manifest.datasets[key].input
        profile = recall(key, name, inputs, generation.minter, whole=False).profile
    return profile


def _parsed(lines: Iterable[bytes], digest: hashlib._Hash) -> Iterator[Any]:
    """Read lines of JSON."""
    for line in lines:
        digest.update(line)
        yield json.loads(line)


def _restored(lines: Iterable[bytes], digest: hashlib._Hash, records: Records) -> list[ox.Quad]:
    """Put the records among ``lines`` into ``records``; return the quads among them."""
    quads = []
    for line in lines:
        digest.update(line)
        if line[:1] == b"[":
            records.append(record_of_line(line))
        else:
            quads.append(line)
    return list(ox.parse(b"".join(quads), format=ox.RdfFormat.N_QUADS))
