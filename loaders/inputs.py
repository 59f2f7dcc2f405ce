"""Kept inputs: the records of each dataset as read, so that its names can be resolved again.

``HOME/inputs/<sha256>.gz`` has lines: a header and the profile of names in JSON, then each record
of a table as a JSON array and each RDF quad as N-Quads.
"""

from __future__ import annotations

import gzip
import hashlib
import json
import zlib
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import pyoxigraph as ox

from gaoxin.errors import StoreCorrupt
from gaoxin.files import write_whole
from gaoxin.graph.store.packing import is_packed, packed
from gaoxin.loaders.reference.identity import Identity
from gaoxin.loaders.resolving.profile import Profile, cells_of
from gaoxin.model import Entity, Fact, Key, Name, Record, Statement, Text, Thing, VocabularyTerm

# The names in files of all versions, so they stay the same if a class is renamed.
_ENDS: dict[str, type[Key | Name | VocabularyTerm | Text]] = {
    "Key": Key,
    "Name": Name,
    "Term": VocabularyTerm,
    "Text": Text,
}
_END_NAMES = {cls: name for name, cls in _ENDS.items()}


@dataclass(slots=True)
class Content:
    """A dataset as read; ``kind`` is one of ``gaoxin.loaders.read.KINDS``.

    ``records`` come from tables, ``quads`` from RDF.  ``origin`` is the path that it was read from.
    ``notes`` are remarks for the user that are not problems.
    """

    dataset: str
    kind: str
    origin: str
    records: list[Record | Identity] = field(default_factory=list)
    quads: list[ox.Quad] = field(default_factory=list)
    profile: Profile = field(default_factory=lambda: Profile(""))
    notes: list[str] = field(default_factory=list)

    def __len__(self) -> int:
        return len(self.records) + len(self.quads)

    def says_the_same(self, other: Content) -> bool:
        """Whether both have the same records and quads, even if they came from different files."""
        return self.records == other.records and set(self.quads) == set(other.quads)


def _lines(content: Content) -> Iterator[str]:
    yield json.dumps({"kind": content.kind, "origin": content.origin}, ensure_ascii=False)
    yield json.dumps(content.profile.dump(), ensure_ascii=False)
    for record in content.records:
        yield json.dumps(_dump(record), ensure_ascii=False)
    yield from sorted(f"{quad} ." for quad in content.quads)


def written(content: Content) -> tuple[str, bytes]:
    """The uncompressed kept input of the dataset, and its sha256, which is its name."""
    lines = [line.encode("utf-8", "surrogatepass") + b"\n" for line in _lines(content)]
    text = b"".join(lines)
    return hashlib.sha256(text).hexdigest(), text


def keep(content: Content, folder: Path) -> str:
    """Write the dataset into ``folder``, replacing a damaged file if there is one; return its
    name.
    """
    name, text = written(content)
    target = folder / f"{name}.gz"
    if not target.exists() or not is_packed(target.read_bytes(), name):  # otherwise it is damaged
        folder.mkdir(parents=True, exist_ok=True)
        write_whole(target, packed(text))
    return name


def recall(dataset: str, name: str, folder: Path, *, whole: bool) -> Content:
    """Read a kept dataset; if not ``whole``, only its profile of names.

    Raises:
        StoreCorrupt: the file is missing, or the sha256 of its content is not its name.
    """
    path = folder / f"{name}.gz"
    try:
        text = gzip.decompress(path.read_bytes())
        if hashlib.sha256(text).hexdigest() != name:
            raise ValueError("checksum")
        first, second, rest = text.split(b"\n", 2)
        header = json.loads(first)
        profile = Profile.load(dataset, json.loads(second))
        content = Content(dataset, header["kind"], header["origin"], profile=profile)
        if whole:
            lines = rest.splitlines(keepends=True)
            content.records = [_restore(json.loads(line)) for line in lines if line[:1] == b"["]
            quads = b"".join(line for line in lines if line[:1] != b"[")
            content.quads = list(ox.parse(quads, format=ox.RdfFormat.N_QUADS))
    except (OSError, EOFError, zlib.error, ValueError) as cause:
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


_CELLS = {
    cls: cells_of(cls) for cls in (Statement, Thing, Identity, Key, Name, VocabularyTerm, Text)
}


def _cells(value: Any) -> tuple[Any, ...]:
    return _CELLS[type(value)](value)


def _dump(record: Record | Identity) -> list[Any]:
    if isinstance(record, Fact):
        subject, value = _dump_end(record.subject), _dump_end(record.object)
        return ["Fact", subject, record.predicate, value, record.source, record.place]
    if isinstance(record, Entity):
        facts = [[predicate, _dump_end(value)] for predicate, value in record.facts]
        subject = _dump_end(record.subject)
        rest = [record.source, record.place]
        return ["Entity", subject, record.classes, record.names, facts, *rest]
    if isinstance(record, Identity):
        left, right, *rest = _cells(record)
        return ["Identity", _cells(left), _cells(right), *rest]
    return [type(record).__name__, *_cells(record)]


def _restore(row: list[Any]) -> Record | Identity:
    name, *cells = row
    if name == "Statement":
        return Statement(*cells)
    if name == "Thing":
        key, classes, names, source, place = cells
        return Thing(key, tuple(classes), tuple(tuple(n) for n in names), source, place)
    if name == "Fact":
        subject, predicate, value, source, place = cells
        return Fact(_end(subject), predicate, _end(value), source, place)  # type: ignore[arg-type]
    if name == "Entity":
        subject, classes, names, facts, source, place = cells
        return Entity(
            _end(subject),  # type: ignore[arg-type]
            tuple(classes),
            tuple(tuple(n) for n in names),
            tuple((predicate, _end(value)) for predicate, value in facts),
            source,
            place,
        )
    left, right, *rest = cells
    return Identity(Name(*left), Name(*right), *rest)


def _dump_end(end: Key | Name | VocabularyTerm | Text) -> list[str]:
    return [_END_NAMES[type(end)], *_cells(end)]


def _end(cells: list[str]) -> Key | Name | VocabularyTerm | Text:
    return _ENDS[cells[0]](*cells[1:])
