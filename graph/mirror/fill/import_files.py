"""Files for ``neo4j-admin database import``: one for each shape that elements have.

A shape is what a header can say: the labels or the type, and the properties with their types.  The
format has no way to write an empty list, and people's texts may hold any sign; what a file cannot
hold exactly is put aside, to be written the ordinary way once the database is up.
"""

from __future__ import annotations

import re
from collections import OrderedDict
from datetime import date
from pathlib import Path
from types import TracebackType
from typing import IO, Any

from gaoxin.graph.mirror.fill.leftovers import Aside
from gaoxin.graph.mirror.mapping.elements import Properties
from gaoxin.graph.mirror.mapping.row_batch import RowBatch, Shared, shared_properties
from gaoxin.graph.mirror.mapping.term_names import MIRRORED, URI

BETWEEN = "\x1f"
_OPEN_FILES = 200
_CONTROL = re.compile(r"[\x00-\x1f\x7f\x85\u2028\u2029]")
_TYPES: dict[type, str] = {
    str: "string", int: "long", float: "double", bool: "boolean", date: "date",
}  # fmt: skip
_ENDS = '":START_ID",":END_ID"'
Shape = tuple[Any, ...]


class ImportFiles:
    """Writes elements into files below ``folder``; :meth:`options` names them for the tool.

    ``aside`` holds what no file can hold: properties of nodes that are in the files by their key
    alone, and relationships that are in none.
    """

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self.aside = Aside(folder / "aside")
        self._files: dict[Shape, Path] = {}
        self._open: OrderedDict[Shape, IO[str]] = OrderedDict()
        self._tails: dict[Shared, str | None] = {}

    def add(self, batch: RowBatch) -> None:
        """Write what is in ``batch``."""
        aside = self.aside.batch
        for labels, rows in batch.nodes.items():
            lines: dict[Shape, list[str]] = {}
            for properties in rows:
                cells = _cells(properties)
                if cells is None:
                    aside.nodes[labels].append(properties)
                    properties = {URI: properties[URI]}
                    cells = f'"{properties[URI]}"\n'  # an IRI holds neither quotes nor line ends
                shape = ("nodes", labels, *_columns(properties))
                lines.setdefault(shape, []).append(cells)
            for shape, found in lines.items():
                self._write(shape, found)
        for shared, pairs in batch.bare.items():
            tail = self._tail(shared)
            if tail is None:
                aside.bare[shared] += pairs
                continue
            shape = ("relationships", shared[0], *_columns(shared_properties(shared)))
            self._write(shape, [f'"{start}","{end}",{tail}\n' for start, end in pairs])
        for kind, own in batch.own.items():
            lines = {}
            for start, end, properties in own:
                cells = _cells(properties)
                if cells is None:
                    aside.own[kind].append((start, end, properties))
                else:
                    shape = ("relationships", kind, *_columns(properties))
                    lines.setdefault(shape, []).append(f'"{start}","{end}",{cells}')
            for shape, found in lines.items():
                self._write(shape, found)
        self.aside.spill()

    def options(self) -> list[str]:
        """The tool's options that name all files."""
        return [
            f"--relationships={shape[1]}={path}"
            if shape[0] == "relationships"
            else f"--nodes={':'.join([*shape[1], MIRRORED])}={path}"
            for shape, path in self._files.items()
        ]

    def remove(self) -> None:
        """Delete the files once they are imported; what was put aside stays."""
        for path in self._files.values():
            path.unlink()

    def _tail(self, shared: Shared) -> str | None:
        if shared not in self._tails:
            cells = _cells(shared_properties(shared))
            self._tails[shared] = cells.rstrip("\n") if cells is not None else None
        return self._tails[shared]

    def _write(self, shape: Shape, lines: list[str]) -> None:
        file = self._open.get(shape)
        if file is None:
            file = self._reopen(shape)
        self._open.move_to_end(shape)
        file.writelines(lines)

    def _reopen(self, shape: Shape) -> IO[str]:
        """Append to the shape's file; there may be more shapes than files that can be open."""
        if len(self._open) >= _OPEN_FILES:
            self._open.popitem(last=False)[1].close()
        is_new = shape not in self._files
        path = self._files.setdefault(shape, self.folder / f"{len(self._files)}.csv")
        file = path.open("a", encoding="utf-8", newline="")
        if is_new:
            columns = [f'"{name}:{kind}"' for name, kind in shape[2:]]
            if shape[0] == "relationships":
                columns.insert(0, _ENDS)
            else:
                columns = [c.replace(f'"{URI}:string"', f'"{URI}:ID"') for c in columns]
            file.write(",".join(columns) + "\n")
        self._open[shape] = file
        return file

    def __enter__(self) -> ImportFiles:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, _: TracebackType | None
    ) -> None:
        while self._open:
            self._open.popitem()[1].close()


def _columns(properties: Properties) -> tuple[tuple[str, str], ...]:
    return tuple(
        (name, f"{_TYPES[type(value[0])]}[]" if type(value) is list else _TYPES[type(value)])
        for name, value in properties.items()
    )


def _cells(properties: Properties) -> str | None:
    """The properties as a line, or ``None`` if a file cannot hold them exactly."""
    cells = []
    for value in properties.values():
        kind = type(value)
        if kind is str:
            text = value
        elif kind is list:
            parts = [_text(part) for part in value]
            # Neither an empty list nor an empty text in a list can be told from nothing.
            if not parts or "" in parts or any(map(_CONTROL.search, parts)):
                return None
            cells.append('"' + BETWEEN.join(parts).replace('"', '""') + '"')
            continue
        else:
            text = _text(value)
        if _CONTROL.search(text):
            return None
        cells.append('"' + text.replace('"', '""') + '"' if '"' in text else f'"{text}"')
    return ",".join(cells) + "\n"


def _text(value: Any) -> str:
    if isinstance(value, str):
        return value
    if isinstance(value, bool):
        return "true" if value else "false"
    return value.isoformat() if isinstance(value, date) else repr(value)
